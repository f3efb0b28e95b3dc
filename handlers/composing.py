"""Writing news in chat: topic, German, Chinese, English, what goes with it, audience, preview, send."""

from dataclasses import replace

from directory.domain.commands import SaveNews
from directory.domain.mailing import Audience, Mailing, MailingEvent
from directory.domain.news import NewsItem, Topic
from directory.domain.news_acts import find_office
from handlers import newsroom
from handlers.context import Context
from handlers.messages import Choice, Outcome, Reply
from handlers.news import build_versions
from handlers.news_form import parse_audience, parse_extras, parse_text, parse_when
from handlers.states import ComposeStep, Composing, pause

STEPS: tuple[ComposeStep, ...] = ("topic", "de", "zh", "en", "extras", "audience", "preview")
SKIPPABLE = ("en", "extras")
BODY_CHARACTERS = 1200
"""With title, link and buttons it fits into one message of every platform."""


def start(ctx: Context) -> Outcome:
    """Begin a new item."""
    office = find_office(ctx.person) if ctx.person else None
    if office is None:
        return Outcome((Reply(ctx.text("newsroom-not-yours")),))
    empty = Mailing(NewsItem(0, Topic.FAIR, {}, {}, None), city_id=office.city_id)
    state = Composing(
        replace(empty, author_id=ctx.person.id if ctx.person else None), "topic", pause(ctx.state)
    )
    return Outcome(prompt(ctx, state), state=state)


def prompt(ctx: Context, state: Composing) -> tuple[Reply, ...]:
    """The question of a step."""
    cancel = (ctx.choice("m:cancel", "button-cancel"),)
    skip = (ctx.choice("w:skip", "button-skip"),) if state.step in SKIPPABLE else ()
    if state.step == "preview":
        return _preview(ctx, state)
    rows: tuple[tuple[Choice, ...], ...] = ()
    if state.step == "topic":
        rows = tuple((Choice(f"w:topic:{one}", ctx.text(f"topic-{one}")),) for one in Topic)
    elif state.step == "audience":
        rows = _offer_audiences(ctx, state)
    return (Reply(ctx.text(f"compose-{state.step}"), choices=(*rows, (*skip, *cancel))),)


def answer_text(ctx: Context, state: Composing, text: str) -> Outcome:
    """Take what was written as the answer to the step."""
    item = state.mailing.item
    match state.step:
        case "de" | "zh" | "en":
            title, body = parse_text(text)
            if not title:
                return _again(ctx, state, "compose-title-too-long")
            if len(body) > BODY_CHARACTERS:
                return Outcome((Reply(ctx.text("too-long", limit=BODY_CHARACTERS, count=len(body))),))
            titles, bodies = item.titles | {state.step: title}, item.bodies | {state.step: body}
            return _go_on(ctx, state, replace(item, titles=titles, bodies=bodies))
        case "extras":
            extras = parse_extras(text)
            if extras is None:
                return _again(ctx, state, "compose-extras-unclear")
            with_extras = replace(item, link=extras.link, picture=extras.picture, occasion=extras.occasion)
            return _go_on(ctx, state, with_extras)
        case "audience":
            audience = parse_audience(text, ctx.entries.list_cities())
            if audience is None:
                return _again(ctx, state, "compose-audience-unclear")
            return _choose_audience(ctx, state, audience)
        case "time":
            send_at = parse_when(text)
            if send_at is None or send_at <= ctx.now:
                return _again(ctx, state, "compose-time-unclear")
            return _send(ctx, replace(state, mailing=replace(state.mailing, send_at=send_at)))
    return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))


def answer_choice(ctx: Context, state: Composing, kind: str, value: str) -> Outcome | None:
    """A tap; "w:WHAT" or "w:WHAT:DETAIL". None where it belongs to something else."""
    if kind != "w":
        return None
    what, _, detail = value.partition(":")
    match state.step, what:
        case "topic", "topic" if detail in list(Topic):
            return _go_on(ctx, state, replace(state.mailing.item, topic=Topic(detail)))
        case (("en" | "extras"), "skip"):
            return _go_on(ctx, state, state.mailing.item)
        case "audience", "to":
            if detail == "own" and state.mailing.city_id is not None:
                return _choose_audience(ctx, state, Audience(cities=(state.mailing.city_id,)))
            return _choose_audience(ctx, state, Audience()) if detail == "all" else None
        case "preview", "test":
            replies = build_versions(ctx.localizer, state.mailing.item)
            return Outcome((Reply(ctx.text("news-test")), *replies, *prompt(ctx, state)[-1:]))
        case "preview", "mass":
            flipped = replace(state.mailing, by_mass=not state.mailing.by_mass)
            turned = replace(state, mailing=flipped)
            return Outcome(prompt(ctx, turned)[-1:], state=turned)
        case "preview", "time":
            asked = replace(state, step="time")
            return Outcome(prompt(ctx, asked), state=asked)
        case "preview", "keep":
            command = SaveNews(state.mailing)
            return Outcome((Reply(ctx.text("news-kept")),), state=state.resume, commands=(command,))
        case "preview", "send":
            return _send(ctx, state)
    return None


def _go_on(ctx: Context, state: Composing, item: NewsItem) -> Outcome:
    following = STEPS[STEPS.index(state.step) + 1]
    after = replace(state, mailing=replace(state.mailing, item=item), step=following)
    return Outcome(prompt(ctx, after), state=after)


def _choose_audience(ctx: Context, state: Composing, audience: Audience) -> Outcome:
    after = replace(state, mailing=replace(state.mailing, audience=audience), step="preview")
    return Outcome(prompt(ctx, after), state=after)


def _send(ctx: Context, state: Composing) -> Outcome:
    """Hand it on: to another official where one has to agree, else to its time."""
    mailing = state.mailing
    then = MailingEvent.SUBMIT if mailing.needs_approval else MailingEvent.SCHEDULE
    told = newsroom.ask_approvers(ctx, mailing) if then is MailingEvent.SUBMIT else ()
    when = newsroom.describe_time(ctx, mailing) if mailing.send_at else ctx.text("news-soon")
    if then is MailingEvent.SUBMIT and not ctx.news.list_approvers(mailing):
        keep = SaveNews(mailing)
        return Outcome((Reply(ctx.text("news-no-approver")),), state=state.resume, commands=(keep,))
    return Outcome(
        (Reply(ctx.text(f"news-{then}-sent", when=when)),),
        state=state.resume,
        commands=(SaveNews(mailing, then, mailing.send_at),),
        notices=told,
    )


def _preview(ctx: Context, state: Composing) -> tuple[Reply, ...]:
    mailing = state.mailing
    lines = [newsroom.describe_audience(ctx, mailing)]
    lines += newsroom.describe_rehearsal(ctx, mailing)
    if mailing.needs_approval:
        lines.append(
            ctx.text("news-needs-approval" if mailing.city_id is not None else "news-needs-approval-all")
        )
    mass = "button-news-no-mass" if mailing.by_mass else "button-news-mass"
    rows = (
        (ctx.choice("w:send", "button-news-send"), ctx.choice("w:time", "button-news-time")),
        (ctx.choice("w:test", "button-news-test"), ctx.choice("w:mass", mass)),
        (ctx.choice("w:keep", "button-news-keep"), ctx.choice("m:cancel", "button-cancel")),
    )
    return (*newsroom.preview(ctx, mailing), Reply("\n".join(lines), choices=rows))


def _offer_audiences(ctx: Context, state: Composing) -> tuple[tuple[Choice, ...], ...]:
    own: tuple[Choice, ...] = ()
    if state.mailing.city_id is not None:
        name = ctx.entries.get_city(state.mailing.city_id).name(ctx.locale)
        own = (Choice("w:to:own", ctx.text("button-audience-own", city=name)),)
    return ((*own, ctx.choice("w:to:all", "button-audience-all")),)


def _again(ctx: Context, state: Composing, key: str) -> Outcome:
    return Outcome((Reply(ctx.text(key)), *prompt(ctx, state)))

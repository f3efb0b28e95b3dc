"""The other side of a request: accept, decline, ask back; and the asker's answer to a question.

Contact data pass here and only here: in the turn that accepts, to both sides at once.
"""

from dataclasses import replace
from typing import Literal

from directory.domain.commands import Command, SaveProfile, UpdateIntroduction
from directory.domain.contacts import extract_profile, mask_contacts
from directory.domain.introduction import DeclineReason, Event, Introduction, Remark, Status, advance
from directory.domain.person import Profile
from directory.domain.uses import Use
from handlers import consents, requests
from handlers.context import Context
from handlers.entries import label_company
from handlers.messages import Choice, ContactCard, Outcome, Reply
from handlers.notices import notify_asker, notify_company
from handlers.states import Answering, AnswerStep, Browsing, Drafting, Idle, New, Registering, pause


def choose(ctx: Context, introduction_id: str, action: str) -> Outcome:
    """A tap on a request: show, withdraw, accept, decline, ask, reply."""
    introduction = ctx.introductions.find_introduction(introduction_id)
    asker = introduction is not None and requests.is_asker(ctx, introduction)
    if introduction is None or not (asker or requests.may_answer(ctx, introduction)):
        return Outcome((Reply(ctx.text("request-gone")),))
    if action == "show":
        return requests.show(ctx, introduction)
    if not introduction.is_open:
        shown = requests.show(ctx, introduction)
        return replace(shown, replies=(Reply(ctx.text("request-closed")), *shown.replies))
    match asker, action:
        case True, "withdraw":
            return requests.withdraw(ctx, introduction)
        case True, "reply" if introduction.status is Status.ASKED:
            return _ask_for(ctx, introduction, "reply")
        case False, "accept":
            return _begin_accept(ctx, introduction)
        case False, "decline":
            return _ask_for(ctx, introduction, "reason")
        case False, "ask" if introduction.status is Status.SENT:
            if not ctx.agreed:
                return _ask_for(ctx, introduction, "consent", then="ask")
            return _ask_for(ctx, introduction, "question")
    return requests.show(ctx, introduction)


def prompt(ctx: Context, state: Answering) -> tuple[Reply, ...]:
    """The question the answer stands at, as long as there is something to answer."""
    introduction = ctx.introductions.find_introduction(state.introduction_id)
    if introduction is None or not introduction.is_open:
        return (Reply(ctx.text("request-closed" if introduction else "request-gone")),)
    cancel = (ctx.choice("m:cancel", "button-cancel"),)
    match state.step:
        case "consent":
            return (consents.ask(ctx, Use.ANSWER),)
        case "reason":
            reasons = tuple(
                (Choice(f"r:{reason}", ctx.text(f"decline-{reason}")),) for reason in DeclineReason
            )
            return (Reply(ctx.text("answer-reason"), choices=(*reasons, cancel)),)
        case _:
            return (Reply(ctx.text(f"answer-{state.step}"), choices=(cancel,)),)


def answer_text(ctx: Context, state: Answering, text: str) -> Outcome:
    """Take the text the step asked for."""
    introduction, text = ctx.introductions.find_introduction(state.introduction_id), text.strip()
    if introduction is None or not introduction.is_open:
        return Outcome(
            (Reply(ctx.text("request-closed" if introduction else "request-gone")),), state=state.resume
        )
    if state.step in ("consent", "reason"):
        return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))
    if len(text) > ctx.limits.field_characters:
        return Outcome((Reply(ctx.text("too-long", limit=ctx.limits.field_characters, count=len(text))),))
    if state.step == "contact":
        return _take_contact(ctx, state, introduction, text)
    return _relay_remark(ctx, state, introduction, text)


def answer_choice(ctx: Context, state: Answering, kind: str, value: str) -> Outcome | None:
    """A tap on one of the step's buttons; None where it belongs to another step."""
    if (state.step, kind) not in (("consent", "ok"), ("reason", "r")):
        return None
    introduction = ctx.introductions.find_introduction(state.introduction_id)
    if introduction is None or not introduction.is_open:
        return Outcome(
            (Reply(ctx.text("request-closed" if introduction else "request-gone")),), state=state.resume
        )
    match state.step, kind, value:
        case "consent", "ok", "yes":
            then, agreed = consents.give(ctx, Use.ANSWER)
            if not then.agreed:
                return replace(_ask_for(then, introduction, "consent", state.then), commands=(agreed,))
            if state.then == "ask":
                return replace(_ask_for(then, introduction, "question"), commands=(agreed,))
            if ctx.person is not None and ctx.person.profile.reachable and ctx.person.profile.who:
                return _accept(ctx, introduction, ctx.person.profile, state.resume, (agreed,))
            return replace(_ask_for(then, introduction, "contact"), commands=(agreed,))
        case "consent", "ok", "no":
            return Outcome((consents.refuse(ctx, Use.ANSWER, "consent-refused-accept"),), state=state.resume)
        case "reason", "r", value if value in list(DeclineReason):
            return _decline(ctx, introduction, DeclineReason(value), state.resume)
    return None


def _begin_accept(ctx: Context, introduction: Introduction) -> Outcome:
    if not ctx.agreed or ctx.person is None:
        return _ask_for(ctx, introduction, "consent")
    if not ctx.person.profile.reachable or not ctx.person.profile.who:
        return _ask_for(ctx, introduction, "contact")
    return _accept(ctx, introduction, ctx.person.profile, _resume(ctx))


def _take_contact(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    if ctx.person is None or not ctx.agreed:
        return _ask_for(ctx, introduction, "consent")
    profile = extract_profile(text, ctx.person.profile)
    save = SaveProfile(profile)
    if not profile.reachable or not profile.who:
        missing = "contact-not-understood" if not profile.reachable else "contact-name-missing"
        return Outcome((Reply(ctx.text(missing)),), commands=(save,))
    return _accept(ctx, introduction, profile, state.resume, (save,))


def _accept(
    ctx: Context,
    introduction: Introduction,
    mine: Profile,
    resume: "Resume",
    before: tuple[Command, ...] = (),
) -> Outcome:
    me = ctx.person.id if ctx.person else None
    theirs = requests.contact_card(ctx, introduction.asker_id)
    updated = advance(introduction, Event.ACCEPT, ctx.now, answered_by=me)
    if updated is None or theirs is None:
        return Outcome((Reply(ctx.text("request-gone")),), state=resume)
    company = ctx.entries.find_company(introduction.company_id)
    organisation = company.name if company else ""
    my_card = ContactCard(mine.who, organisation, mine.email, mine.phone, mine.wechat)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        name = label_company(asker, company) if company else ""
        return (
            Reply(asker.text("accepted-for-asker", company=name)),
            Reply(contact=my_card),
            Reply(asker.text("contact-warning")),
        )

    def tell_colleagues(other: Context) -> tuple[Reply, ...]:
        return (Reply(other.text("answered-by-colleague", who=introduction.who)),)

    return Outcome(
        (
            Reply(ctx.text("accepted-by-me")),
            Reply(contact=theirs, about=introduction.asker_id),
            Reply(ctx.text("contact-warning")),
        ),
        state=resume,
        commands=(*before, UpdateIntroduction(updated)),
        notices=(
            *notify_asker(ctx, introduction, tell_asker, about=me),
            *notify_company(ctx, introduction, tell_colleagues),
        ),
    )


def _decline(ctx: Context, introduction: Introduction, reason: DeclineReason, resume: "Resume") -> Outcome:
    me = ctx.person.id if ctx.person else None
    updated = advance(introduction, Event.DECLINE, ctx.now, answered_by=me, decline_reason=reason)
    if updated is None:
        return Outcome((Reply(ctx.text("request-closed")),), state=resume)
    company = ctx.entries.find_company(introduction.company_id)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        name = label_company(asker, company) if company else ""
        if reason is DeclineReason.NO_REASON:
            return (Reply(asker.text("declined-without-reason", company=name)),)
        words = asker.text(f"decline-{reason}")
        return (Reply(asker.text("declined-for-asker", company=name, reason=words)),)

    def tell_colleagues(other: Context) -> tuple[Reply, ...]:
        return (Reply(other.text("answered-by-colleague", who=introduction.who)),)

    return Outcome(
        (Reply(ctx.text("declined-by-me")),),
        state=resume,
        commands=(UpdateIntroduction(updated),),
        notices=(
            *notify_asker(ctx, introduction, tell_asker),
            *notify_company(ctx, introduction, tell_colleagues),
        ),
    )


def _relay_remark(ctx: Context, state: Answering, introduction: Introduction, text: str) -> Outcome:
    """A question to the asker or the asker's answer, without contact data."""
    masked = mask_contacts(text, ctx.person.profile if ctx.person else Profile())
    from_asker = state.step == "reply"
    side, event = ("asker", Event.REPLY) if from_asker else ("company", Event.ASK)
    language = ctx.search.understand(text, ctx.locale).language
    remark = Remark(side, masked, language, ctx.now)
    updated = advance(introduction, event, ctx.now, remark=remark)
    if updated is None:
        return Outcome((Reply(ctx.text("request-closed")),), state=state.resume)
    company = ctx.entries.find_company(introduction.company_id)

    def tell_asker(asker: Context) -> tuple[Reply, ...]:
        name = label_company(asker, company) if company else ""
        choices = (
            (
                asker.choice(f"q:{introduction.id}:reply", "button-reply"),
                asker.choice(f"q:{introduction.id}:withdraw", "button-withdraw"),
            ),
        )
        question = requests.quote(asker, masked, language)
        return (Reply(asker.text("asked-for-asker", company=name, question=question), choices=choices),)

    def tell_company(other: Context) -> tuple[Reply, ...]:
        answer = requests.quote(other, masked, language)
        return (
            Reply(
                other.text("replied-for-company", who=introduction.who, answer=answer),
                choices=requests.answer_choices(other, introduction),
            ),
        )

    me = ctx.person.id if ctx.person else None
    notices = (
        notify_company(ctx, introduction, tell_company)
        if from_asker
        else notify_asker(ctx, introduction, tell_asker, about=me)
    )
    masked_note = (Reply(ctx.text("contacts-masked")),) if masked != text else ()
    return Outcome(
        (*masked_note, Reply(ctx.text(f"{state.step}-relayed"))),
        state=state.resume,
        commands=(UpdateIntroduction(updated),),
        notices=notices,
    )


Resume = New | Idle | Browsing | Drafting | Registering


def _resume(ctx: Context) -> Resume:
    paused = pause(ctx.state)
    return paused.resume if isinstance(paused, Answering) else paused


def _ask_for(
    ctx: Context, introduction: Introduction, step: AnswerStep, then: Literal["accept", "ask"] = "accept"
) -> Outcome:
    state = Answering(introduction.id, step, _resume(ctx), then)
    return Outcome(prompt(ctx, state), state=state)

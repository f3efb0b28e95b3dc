"""News by topic: what one gets, one tap to subscribe after consenting, one tap to unsubscribe."""

from directory.domain.commands import WithdrawConsent
from directory.domain.news import Topic
from directory.domain.person import Purpose
from directory.domain.uses import Use
from handlers import consents
from handlers.context import Context
from handlers.messages import Choice, Outcome, Reply
from handlers.states import Subscribing, pause

SLOT = "topics"


def show(ctx: Context) -> Outcome:
    """All topics with a mark at those subscribed to; a tap changes one."""
    return Outcome((_list_topics(ctx),))


def subscribe(ctx: Context, name: str) -> Outcome | None:
    """Begin to get a topic; asks for what consent is missing first. None where there is no such topic."""
    if name not in list(Topic):
        return None
    if not ctx.list_missing(Use.NEWS, topic=name):
        return Outcome((Reply(ctx.text("topic-on", topic=ctx.text(f"topic-{name}"))), _list_topics(ctx)))
    state = Subscribing(name, pause(ctx.state))
    return Outcome(prompt(ctx, state), state=state)


def unsubscribe(ctx: Context, name: str) -> Outcome | None:
    """No more of a topic, at once, also of what is already queued."""
    if name not in list(Topic):
        return None
    text = Reply(ctx.text("topic-off", topic=ctx.text(f"topic-{name}")))
    again = Reply(text.text, choices=((ctx.choice(f"n:on:{name}", "button-resubscribe"),),))
    known = ctx.person is not None and ctx.person.lets(Purpose.NEWS, name)
    return Outcome((again,), commands=(WithdrawConsent(Purpose.NEWS, name),) if known else ())


def prompt(ctx: Context, state: Subscribing) -> tuple[Reply, ...]:
    """The consent that is missing, in full."""
    return (consents.ask(ctx, Use.NEWS, topic=state.topic),)


def answer_choice(ctx: Context, state: Subscribing, kind: str, value: str) -> Outcome | None:
    """Yes or no to a consent; None where the tap belongs to something else."""
    match kind, value:
        case "ok", "yes":
            then, given = consents.give(ctx, Use.NEWS, topic=state.topic)
            if then.list_missing(Use.NEWS, topic=state.topic):
                return Outcome(prompt(then, state), state=state, commands=(given,))
            done = Reply(ctx.text("topic-on", topic=ctx.text(f"topic-{state.topic}")))
            return Outcome((done, _list_topics(then)), state=state.resume, commands=(given,))
        case "ok", "no":
            refused = consents.refuse(ctx, Use.NEWS, "topic-refused")
            return Outcome((refused,), state=state.resume)
    return None


def answer_text(ctx: Context, state: Subscribing) -> Outcome:
    """Words instead of yes or no."""
    return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, state)))


def _list_topics(ctx: Context) -> Reply:
    rows = []
    for topic in Topic:
        has = not ctx.list_missing(Use.NEWS, topic=topic.value)
        name = ctx.text(f"topic-{topic}")
        label = ctx.text("topic-subscribed" if has else "topic-open", topic=name)
        rows.append((Choice(f"n:{'off' if has else 'on'}:{topic}", label),))
    return Reply(ctx.text("topics-heading"), choices=tuple(rows), slot=SLOT)

"""What is tapped and written about news, to whom it belongs: items, topics, the newsroom."""

from handlers import composing, news, newsroom, subscribing
from handlers.context import Context
from handlers.messages import Outcome, Reply, read_id
from handlers.pending import and_pending
from handlers.states import Busy, Composing, Subscribing

SHOW = {"topics": subscribing.show, "newsroom": newsroom.show}
"""Of the menu."""


def answer_text(ctx: Context, state: Subscribing | Composing, text: str) -> Outcome:
    """A text as the answer to the open question."""
    if isinstance(state, Composing):
        return composing.answer_text(ctx, state, text)
    return subscribing.answer_text(ctx, state)


def answer_choice(
    ctx: Context, state: Subscribing | Composing, kind: str, arguments: list[str]
) -> Outcome | None:
    """A tap as the answer to the open question; None where it belongs to something else."""
    if isinstance(state, Composing):
        return composing.answer_choice(ctx, state, kind, ":".join(arguments))
    return subscribing.answer_choice(ctx, state, kind, arguments[0] if arguments else "")


def act(ctx: Context, kind: str, arguments: list[str]) -> Outcome | None:
    """A tap as something one can do at any time: "n:…" for readers, "w:…" for officials."""
    outcome = _read(ctx, arguments) if kind == "n" else _work(ctx, arguments)
    return None if outcome is None else and_pending(ctx, outcome)


def _read(ctx: Context, arguments: list[str]) -> Outcome | None:
    match arguments:
        case ["topics"]:
            return subscribing.show(ctx)
        case ["off", topic]:
            return subscribing.unsubscribe(ctx, topic)
        case ["on", _] if isinstance(ctx.state, Busy):
            return Outcome((Reply(ctx.text("finish-first")),))
        case ["on", topic]:
            return subscribing.subscribe(ctx, topic)
        case ["cal", digits] if (news_id := read_id(digits)) is not None:
            return news.add_to_calendar(ctx, news_id)
    return None


def _work(ctx: Context, arguments: list[str]) -> Outcome | None:
    match arguments:
        case ["new"] if isinstance(ctx.state, Busy):
            return Outcome((Reply(ctx.text("finish-first")),))
        case ["new"]:
            return composing.start(ctx)
        case ["show", digits] if (news_id := read_id(digits)) is not None:
            return newsroom.open_mailing(ctx, news_id)
        case ["wait", digits] if (author_id := read_id(digits)) is not None:
            return newsroom.open_waiting(ctx, author_id)
        case [action, digits, version] if (news_id := read_id(digits)) is not None:
            return newsroom.act(ctx, action, news_id, read_id(version) or 0)
    return None

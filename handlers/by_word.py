"""A request that is answered by a word long after its buttons were shown: "接受", "annehmen", "withdraw".

Such a word is never a search. One request that it fits is acted upon as by its button; of several, all are
shown. "Yes" and "no" alone decide nothing that late: what they may mean is shown with its buttons.
"""

from directory.domain.introduction import Introduction
from handlers import answering, request_list, requests
from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.states import Idle, New

ACTIONS = ("accept", "decline", "ask", "reply", "withdraw", "talk", "forward", "passed", "unreached")


def obey(ctx: Context, plain: str) -> Outcome | None:
    """What the word does; None where it is none of these. `plain` is folded, in simplified characters."""
    action = next((one for one in ACTIONS if plain in ctx.localizer.words(f"words-request-{one}")), None)
    if action is None:
        return _show_open(ctx) if plain in ctx.localizer.words("words-yes") else _answer_no(ctx, plain)
    fitting = [one for one in request_list.list_known(ctx) if requests.may(ctx, one, action)]
    if len(fitting) == 1:
        return answering.choose(ctx, fitting[0].id, action)
    if fitting:
        return _show(ctx, fitting, ctx.text("which-request"))
    return _nothing(ctx)


def show_last(ctx: Context) -> Outcome | None:
    """The request whose buttons were shown last, as long as it is open; None without one."""
    ids = [choice.id.split(":")[1] for choice in ctx.offered if choice.id.startswith("q:")]
    found = ctx.introductions.find_introduction(ids[0]) if ids else None
    return requests.show(ctx, found) if found is not None and found.is_open else None


def _answer_no(ctx: Context, plain: str) -> Outcome | None:
    return _show_open(ctx) if plain in ctx.localizer.words("words-no") else None


def _show_open(ctx: Context) -> Outcome:
    fitting = [one for one in request_list.list_known(ctx) if requests.may(ctx, one, "accept")]
    return _show(ctx, fitting, ctx.text("still-open")) if fitting else _nothing(ctx)


def _show(ctx: Context, found: list[Introduction], heading: str) -> Outcome:
    shown = (
        reply for one in found[: request_list.SHOWN_REQUESTS] for reply in requests.show(ctx, one).replies
    )
    return Outcome((Reply(heading), *shown))


def _nothing(ctx: Context) -> Outcome:
    return Outcome((Reply(ctx.text("nothing-waits")),), state=Idle() if isinstance(ctx.state, New) else None)

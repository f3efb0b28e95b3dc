"""An answer when nothing was asked: "yes", "send", "withdraw" are no search; what is open is shown."""

from directory.search.normalize import fold, tokens
from handlers import request_list
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply

_LABELS = (
    "button-agree",
    "button-disagree",
    "button-send",
    "button-accept",
    "button-decline",
    "button-ask-back",
    "button-reply",
    "button-withdraw",
    "button-again",
    "button-forward",
    "button-passed",
    "button-talk",
    "button-end-talk",
    "button-report-now",
    "button-block",
    "button-confirm",
)


def answer(ctx: Context, text: str) -> Outcome | None:
    """What an answer out of place is told: which requests are open; None where the text is no answer."""
    if _fold(text) not in _list_words(ctx):
        return None
    if not any(one.is_open for one in request_list.list_mine(ctx)):
        return Outcome((Reply(ctx.text("mistimed")),))
    return Outcome((Reply(ctx.text("mistimed-open")), *request_list.list_all(ctx).replies))


def _list_words(ctx: Context) -> set[str]:
    known = {word for name in ("yes", "no", "answers") for word in ctx.localizer.words(f"words-{name}")}
    known |= {ctx.localizer.text(locale, key) for locale in LOCALES for key in _LABELS}
    return {_fold(word) for word in known}


def _fold(text: str) -> str:
    return " ".join(tokens(fold(text)))

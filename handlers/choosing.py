"""Which of the choices on offer a typed answer means: by number, by its words, by yes, no and skip. Pure."""

import unicodedata

from directory.search.normalize import fold, simplified
from handlers.context import Context
from handlers.counting import LAST, is_in_words, read_place
from handlers.messages import Choice, Outcome, list_choices
from handlers.states import Browsing, Busy
from handlers.wishing import wants_label

_DECIDING = ("a:", "q:", "d:", "h:", "v:", "n:", "w:", "ok:")
"""Kinds of choices that bind somebody: only the very number beside them chooses them, no "the first"."""

_ANSWERS = {
    "yes": ("ok:yes", "d:yes", "g:send"),
    "correct": ("g:send",),
    "no": ("ok:no", "d:no", "w:skip", "g:skip", "w:0"),
    "skip": ("g:skip", "w:skip"),
}


def find_offered(ctx: Context, text: str) -> tuple[str, ...]:
    """The ids of the choices meant by their words, or by a number.

    Two requests offer "accept" alike: several ids say that the words alone do not tell.
    """
    plain = _fold(text)
    for answer, ids in _ANSWERS.items():
        meant = tuple(choice.id for choice in ctx.offered if choice.id in ids)
        if meant and isinstance(ctx.state, Busy):
            words = {_fold(word) for word in ctx.localizer.words(f"words-{answer}")}
            if plain in words:
                return meant[-1:]
    named = tuple(dict.fromkeys(choice.id for choice in ctx.offered if _fold(choice.label) == plain))
    if named:
        return named
    wanted = tuple(one.id for one in ctx.offered if wants_label(ctx.localizer, simplified(text), one.label))
    if wanted:
        return tuple(dict.fromkeys(wanted))
    counted = ctx.offered if ctx.numbered else _list_counted(ctx)
    digits, _, label = plain.partition(".")
    if label and digits.isdecimal() and len(digits) < 4 and _is_label(counted, int(digits), label):
        plain = digits
    number = int(plain) if plain.isdecimal() and len(plain) < 4 else read_place(fold(plain)) or 0
    if number == LAST:  # of the results, not of the buttons below them
        results = [place for place, choice in enumerate(counted, start=1) if choice.id.startswith("c:")]
        number = results[-1] if results else len(counted)
    if not 1 <= number <= len(counted):
        return ()
    meant_id = counted[number - 1].id
    is_vague = not ctx.numbered or is_in_words(fold(plain))
    return () if is_vague and meant_id.startswith(_DECIDING) else (meant_id,)


def list_offered(outcome: Outcome, before: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """What is on offer after an answer: its choices, or where it has none those before it.

    Of these nothing that binds somebody, once another list was asked for: "1" to an empty one shall not
    confirm what the list before it showed.
    """
    if choices := list_choices(outcome.replies):
        return choices
    return tuple(one for one in before if not (outcome.moves_on and one.id.startswith(_DECIDING)))


def is_number(text: str) -> bool:
    """Whether somebody named a place below 100 only: it counts buttons, and is nothing to search for."""
    return read_place(fold(_fold(text))) is not None


def _list_counted(ctx: Context) -> tuple[Choice, ...]:
    """What a number counts where buttons carry none: results, which show theirs, else all that is offered.

    An open question takes no number for a button: its answer may be one.
    """
    results = tuple(choice for choice in ctx.offered if choice.id.startswith("c:"))
    if isinstance(ctx.state, Browsing) and results:
        return results
    return () if isinstance(ctx.state, Busy) else ctx.offered


def _is_label(counted: tuple[Choice, ...], number: int, label: str) -> bool:
    """Whether `label` stands beside `number`: what a tap on a numbered line sends, "3.Details"."""
    if not 1 <= number <= len(counted):
        return False
    wanted = _fold(counted[number - 1].label)
    return "".join(filter(str.isalnum, wanted)) == "".join(filter(str.isalnum, label))


def _fold(text: str) -> str:
    """Words or a number as typed on any keyboard, in either Chinese script: 「１．」 is 1."""
    return simplified(unicodedata.normalize("NFKC", text).strip().rstrip(".)、。!").casefold())

"""Which of the choices on offer is meant by a number or by words."""

import unicodedata

from handlers.context import Context
from handlers.states import Busy

_ANSWERS = {"yes": ("ok:yes", "d:yes"), "no": ("ok:no",), "skip": ("g:skip",)}
_HAN_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}


def find_offered(ctx: Context, text: str) -> tuple[str, ...]:
    """The ids of the choices meant by a number (where the platform numbers them) or by their words.

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
    if named or not ctx.numbered:
        return named
    number = int(plain) if plain.isdecimal() and len(plain) < 4 else _HAN_NUMBERS.get(plain, 0)
    return (ctx.offered[number - 1].id,) if 1 <= number <= len(ctx.offered) else ()


def _fold(text: str) -> str:
    """Words or a number as typed on any keyboard: 「１．」 is 1."""
    return unicodedata.normalize("NFKC", text).strip().rstrip(".)、。!").casefold()

"""Take off what says who deals in a thing (-hersteller, -laden, 店, 制造, maker), leaving the thing."""

import re
from functools import lru_cache

from directory.search import wordlists
from directory.search.normalize import fold, has_han, simplified, tokens

_LEADING_GERMAN = re.compile(
    r"^(?:(?:fach|gross|einzel)?(?:geschaft|laden|handel|hersteller|lieferant|anbieter|betrieb|herstellung|"
    r"erzeugung|produktion|fertigung|anbau|gewinnung|handler|vertrieb|verkauf|bau|verarbeitung|"
    r"vermietung|reparatur|manufacture|production|manufacturing|sale|supplier|maker)\w{0,2})"
    r"\s+(?:von|mit|fur|an|of|for)\s+(?:der|die|das|den|dem)?\s*",
)
_FUGE = ("s", "n")


def bare(text: str) -> str:
    """The text with role words taken off, in its own script; the folded whole text if nothing is left."""
    folded = fold(text).strip()
    return _bare(folded)


@lru_cache(maxsize=20_000)
def _bare(folded: str) -> str:
    if has_han(folded):
        return _bare_chinese(folded) or folded
    rest = _LEADING_GERMAN.sub("", folded)
    words = [without_role(word) for word in tokens(rest)]
    kept = [word for word in words if word and word not in wordlists.ROLES_ENGLISH]
    return " ".join(kept) or folded


def _bare_chinese(text: str) -> str:
    text = simplified(text).strip()
    for _ in range(2):
        for role in wordlists.ROLES_CHINESE:
            if text.endswith(role) and len(text) - len(role) >= 2:
                text = text[: -len(role)].rstrip("的") or text
                break
    return text


def without_role(word: str) -> str:
    """A folded German word without a final role: keramikfliesenhersteller -> keramikfliesen.

    A word that is nothing but a role becomes empty.
    """
    for role in wordlists.ROLES_GERMAN if word.endswith(wordlists.ROLES_GERMAN) else ():
        if word == role:
            return ""
        if word.endswith(role) and len(word) - len(role) >= 3:
            return word[: -len(role)]
    return word


def fugen_forms(part: str) -> tuple[str, ...]:
    """A compound's first part as it stands and without a linking s or n."""
    if len(part) > 3 and part[-1] in _FUGE:
        return part, part[:-1]
    return (part,)

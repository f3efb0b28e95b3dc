"""What a company seeks, told among what it offers: "Küchenmesser, ich suche Stahlbleche". Pure."""

import re
from collections.abc import Iterable

from directory.search.normalize import has_han

_SIGN = r"[,;.!:，；。！、\n]"
_FILLER = r"(?:(?:und|and|außerdem|zudem|auch|also|wir|we|ich|i|are)\s+)*"
_FILLER_HAN = "(?:另外|此外|同时|我们|我司|我|也|还|并|正|，)*"
_OFFERS = re.compile(
    rf"{_SIGN}\s*(?=wir\s+(?:bieten|fertigen|liefern|produzieren|verkaufen)\b"
    r"|we\s+(?:offer|make|produce|supply|sell)\b|我们?(?:生产|制造|供应|提供|销售))",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[\s:：]*(?:(?:auch|noch|wir|also|nach)\s+)*", re.IGNORECASE)


def split_sought(text: str, seeking: Iterable[str]) -> tuple[str, str]:
    """What is offered and what is sought in `text`; "" for the second where nothing is sought.

    `seeking` are the phrases that begin a wish. One that begins the whole text is no part of it.
    """
    found = _build(frozenset(seeking)).search(text)
    if found is None or not (offered := text[: found.start()].strip()):
        return text, ""
    sought, *more = _OFFERS.split(text[found.end() :], maxsplit=1)
    sought = _LEAD.sub("", sought).strip()
    return (", ".join((offered, *more)), sought) if sought else (text, "")


def _build(seeking: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(seeking, key=lambda words: (-len(words), words))
    han = "|".join(re.escape(words) for words in longest_first if has_han(words))
    latin = "|".join(re.escape(words) for words in longest_first if not has_han(words))
    said = "|".join(re.escape(words) for words in longest_first if words.startswith(("ich ", "wir ", "we ")))
    return re.compile(
        rf"(?i:{_SIGN}\s*{_FILLER}(?:{latin})(?=[\s:]))"
        rf"|(?i:\s(?:{said})(?=[\s:]))"
        r"|\s(?:und|and)\s+(?:(?:wir|we|are|auch|also)\s+)*"
        r"(?:suchen?|brauchen|benötigen|seek|need|looking for)(?=\s)"
        rf"|(?:{_SIGN}|\s)\s*{_FILLER_HAN}(?:{han})"
    )

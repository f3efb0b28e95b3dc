"""Keys that entries share which may be duplicates: only those need to be compared.

So the work grows with the number of entries, not with its square.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from directory.likeness.names import LONG_WORD, PlainName, brand_spellings, find_numbers

_EDGE = 3
_MARKETS = (
    "1688.com",
    "alibaba.com",
    "made-in-china.com",
    "globalsources.com",
    "facebook.com",
    "linkedin.com",
    "weixin.qq.com",
    "example.com",
)


def find_site(website: str) -> str:
    """The host a website is known by; "" for none and for market places."""
    host = (urlsplit(website).hostname or "").removeprefix("www.") if website else ""
    return "" if any(host == market or host.endswith("." + market) for market in _MARKETS) else host


def build_keys(names: Iterable[PlainName], site: str) -> Iterator[object]:
    """The keys of an entry with these names and this site."""
    if site:
        yield "site", site
    for name in names:
        if name.chinese:
            yield "chinese", name.chinese
            numbers = find_numbers(name.chinese)
            for _, spelling in brand_spellings(name.chinese):
                yield "brand", spelling, numbers
        else:
            yield from _latin_keys(name.words)


def _latin_keys(words: tuple[str, ...]) -> Iterator[object]:
    yield "joined", "".join(words)
    yield "sorted", *sorted(words)
    numbers = find_numbers(" ".join(words))
    for count in range(1, len(words) + 1):
        yield "brand", "".join(words[:count]), numbers
    for place, word in enumerate(words):
        if len(word) >= LONG_WORD and word.isalpha():  # one error leaves its beginning or its end
            rest = (words[:place], words[place + 1 :])
            yield "begins", word[:_EDGE], rest
            yield "ends", word[-_EDGE:], rest

"""A long list in pages."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.admin.visit import Visit, parse_number

SIZE = 50
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many; `query` is the rest of the address, ready for "page=2" at its end."""

    number: int
    pages: int
    query: str

    @property
    def offset(self) -> int:
        """How many rows come before."""
        return (self.number - 1) * SIZE


def build_pager(visit: Visit, count: int, *kept: str) -> Pager:
    """The page that the address names, within what there is; `kept` are values of it that stay."""
    number = parse_number(visit.asked("page", "1")) or 1
    pages = min(max(1, -(-count // SIZE)), LAST_PAGE)
    values = [(name, visit.asked(name)) for name in kept if visit.asked(name)]
    query = f"?{urlencode(values)}&" if values else "?"
    return Pager(min(max(1, number), pages), pages, query)

"""What a merge of two entries makes of their values: the kept one's win, the other's fill its gaps. Pure."""

from dataclasses import dataclass

from directory.domain.company import CONFIRMABLE, Company

_OWN = ("country", "city_id", "name", "kind")
FILLED = (*(name for name in CONFIRMABLE if name not in _OWN), "declared_role")
"""Fields that the kept entry takes over where it says nothing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fields that the kept entry takes over, and those in which the other's value is put aside."""

    filled: tuple[str, ...]
    put_aside: tuple[str, ...]


def compare(kept: Company, dropped: Company) -> Comparison:
    """What becomes of the fields in which the two differ."""
    said = [name for name in FILLED if not _is_empty(getattr(dropped, name))]
    differ = [name for name in said if getattr(kept, name) != getattr(dropped, name)]
    filled = tuple(name for name in differ if _is_empty(getattr(kept, name)))
    return Comparison(filled, tuple(name for name in differ if name not in filled))


def choose_kept(company: Company, other: Company) -> tuple[Company, Company]:
    """(kept, dropped): what is found in searches is kept, else the older one."""
    kept, dropped = sorted((company, other), key=lambda one: (not one.is_visible, one.id))
    return kept, dropped


def _is_empty(value: object) -> bool:
    return value in (None, "", (), [])

"""What a row makes of the entry that is stored under its id. A confirmed field is never overwritten."""

from dataclasses import replace

from directory.domain.company import Company, CompanyContact, EntryStatus
from directory.importing.problems import Problem, Severity, shorten
from directory.importing.rows import ReadRow

_PLACE = ("country", "city_id")


def merge_company(row: ReadRow, known: Company) -> tuple[Company, list[Problem]]:
    """The entry with the row's fields, and a note for every confirmed one that stays as it is.

    Where nothing changes, the stored entry comes back as it is: also its source. An entry that lives
    on in another is left alone.
    """
    if known.status is EntryStatus.MERGED:
        note = Problem("merged", row.line, "external_id", shorten(known.external_id), Severity.NOTE)
        return known, [note]
    changed = {
        name: value for name in row.fields if (value := getattr(row.company, name)) != getattr(known, name)
    }
    kept = [name for name in changed if name in known.confirmed]
    if any(name in kept for name in _PLACE):  # a city and its country stay together
        changed = {name: value for name, value in changed.items() if name not in _PLACE}
    changed = {name: value for name, value in changed.items() if name not in kept}
    notes = [_note(row, name, known) for name in kept]
    if not changed:
        return known, notes
    return replace(known, source=row.company.source, **changed), notes


def merge_contact(row: ReadRow, known: CompanyContact) -> CompanyContact:
    """The contact person with what the row says; details it has no column for stay."""
    return replace(known, **{name: getattr(row.contact, name) for name in row.details})


def _note(row: ReadRow, name: str, known: Company) -> Problem:
    confirmation = known.confirmed[name]
    value = getattr(row.company, name)
    shown = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    is_city = name == "city_id"
    return Problem(
        "kept_confirmed",
        row.line,
        "city" if is_city else name,
        "" if is_city else shorten(shown),
        Severity.NOTE,
        {"by": confirmation.by, "at": confirmation.at},
    )

"""The fields of an entry that people change in the chat: how each is shown, and how it is read."""

from dataclasses import dataclass
from typing import Any

from directory.company_numbers import CompanyNumber, read_number
from directory.domain.company import BusinessRole, Company
from directory.domain.contacts import holds_contact
from directory.domain.entry_commands import FieldValue
from directory.domain.terms import split_terms
from directory.importing.problems import Fault
from directory.importing.values import read_employees, read_founded, read_list, read_website
from handlers.context import Context
from handlers.entries import join
from handlers.registration_form import find_industries

FIELDS = (
    "name",
    "name_latin",
    "registration",
    "role",
    "offers",
    "seeks",
    "description",
    "website",
    "employees",
    "founded",
    "certificates",
)
"""In the order in which they are offered. `role` is declared by the company, confirmed by an officer;
`description` is the one in the language of the conversation."""

NEEDED = ("name",)
_PUBLIC_WORDS = ("name", "name_latin", "offers", "seeks", "description", "certificates")
"""Everybody reads them, so nobody is to be reached by them."""
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value, in the reader's language."""

    text: str


def describe_value(ctx: Context, company: Company, name: str, *, official: bool) -> str:
    """The value as it stands; "–" where there is none."""
    value: Any = getattr(company, _find_attribute(ctx, name, official=official))
    if isinstance(value, BusinessRole):
        return ctx.text(f"business-role-{value}")
    if isinstance(value, tuple):
        value = join(ctx, list(value))
    return str(value) if value not in (None, "") else ctx.text("data-nothing")


def read_value(
    ctx: Context, company: Company, name: str, text: str, *, official: bool
) -> dict[str, FieldValue] | Wrong:
    """The new values that a text means, or what is wrong with it."""
    if name in _PUBLIC_WORDS and holds_contact(text):
        return Wrong(ctx.text("entry-holds-contact"))
    value = _read(ctx, company, name, text.strip())
    if isinstance(value, Wrong):
        return value
    if isinstance(value, Fault):
        return Wrong(ctx.text(f"import-fault-{value.code}", **_plain(value)))
    return _build(ctx, name, value, official=official)


def choose_role(ctx: Context, value: str, *, official: bool) -> dict[str, FieldValue] | None:
    """The new values that a tap on a role means."""
    if value not in list(BusinessRole):
        return None
    return _build(ctx, "role", BusinessRole(value), official=official)


def clear_value(ctx: Context, name: str, *, official: bool) -> dict[str, FieldValue] | None:
    """The new values that empty a field; None where it must not be empty."""
    if name in NEEDED:
        return None
    empty: dict[str, FieldValue] = {"role": None, "employees": None, "founded": None}
    lists = ("offers", "seeks", "certificates")
    return _build(ctx, name, () if name in lists else empty.get(name, ""), official=official)


def _find_attribute(ctx: Context, name: str, *, official: bool) -> str:
    if name == "role":
        return "confirmed_role" if official else "declared_role"
    return f"description_{ctx.locale}" if name == "description" else name


def _build(ctx: Context, name: str, value: FieldValue, *, official: bool) -> dict[str, FieldValue]:
    values = {_find_attribute(ctx, name, official=official): value}
    if name == "offers" and isinstance(value, tuple):
        values["industries"] = find_industries(ctx, value)
    return values


def _read(ctx: Context, company: Company, name: str, text: str) -> FieldValue | Fault | Wrong:
    match name:
        case "registration":
            number = read_number(text, company.country)
            if isinstance(number, CompanyNumber):
                return number.text
            return Wrong(ctx.text(f"number-fault-{number.fault}", count=number.count))
        case "offers" | "seeks":
            return split_terms(text)
        case "certificates":
            return read_list(text)
        case "website":
            return read_website(text)
        case "employees":
            return read_employees(text)
        case "founded":
            return read_founded(text, ctx.now)
        case "description":
            return text
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        return Wrong(ctx.text("too-long", limit=LONGEST_LINE, count=len(line)))
    return line if len(line) > 1 else Wrong(ctx.text("too-short"))


def _plain(fault: Fault) -> dict[str, str | int]:
    return {name: value for name, value in fault.arguments.items() if isinstance(value, str | int)}

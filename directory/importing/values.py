"""What the text of a cell means in its column: a value, or a Fault that says what is expected."""

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from directory.domain.city import Country
from directory.domain.fields import find_field
from directory.importing.limits import MAX_SHORT
from directory.importing.problems import Fault

Kind = TypeVar("Kind", bound=StrEnum)

MOST_EMPLOYEES = 10_000_000
FIRST_YEAR = 1000
_COUNTRIES = {
    "de": Country.DE,
    "deutschland": Country.DE,
    "germany": Country.DE,
    "德国": Country.DE,
    "德國": Country.DE,
    "cn": Country.CN,
    "china": Country.CN,
    "中国": Country.CN,
    "中國": Country.CN,
}
_GROUPS = re.compile(r"\d{1,3}(?P<sign>[.,'’\s])\d{3}(?:(?P=sign)\d{3})*")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,63}})"
_DOMAIN = re.compile(rf"{_HOST}\.?(?::\d{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(rf"[^\s@<>()\[\],;:\"\\]{{1,64}}@{_HOST}", re.IGNORECASE)


def read_line(text: str) -> str | Fault:
    """A short text on one line."""
    if "\n" in text or "\t" in text:
        return Fault("line_break", text)
    if len(text) > MAX_SHORT:
        return Fault("text_too_long", text, {"limit": MAX_SHORT, "length": len(text)})
    return text


def read_list(text: str) -> tuple[str, ...]:
    """Items between semicolons (also full-width ones) or line breaks, each once."""
    items = (item.strip() for item in re.split(r"[;；\n]", text))
    return tuple(dict.fromkeys(item for item in items if item))


def read_country(text: str) -> Country | Fault:
    """DE or CN, or the country's name."""
    return _COUNTRIES.get(unicodedata.normalize("NFKC", text).casefold()) or Fault("country", text)


def read_kind(text: str, kinds: type[Kind], code: str) -> Kind | Fault:
    """One word of a closed list."""
    word = re.sub(r"[\s-]+", "_", text.strip().casefold())
    if word in list(kinds):
        return kinds(word)
    return Fault(code, text, {"allowed": ", ".join(kinds)})


def read_kinds(text: str, kinds: type[Kind], code: str) -> tuple[Kind, ...] | Fault:
    """Several words of a closed list."""
    found: dict[Kind, None] = {}
    for item in read_list(text):
        value = read_kind(item, kinds, code)
        if isinstance(value, Fault):
            return value
        found[value] = None
    return tuple(found)


def read_industries(text: str) -> tuple[str, ...] | Fault:
    """Classes of ISIC Rev. 4: four digits, the first two an existing division."""
    codes = tuple(dict.fromkeys(unicodedata.normalize("NFKC", item) for item in read_list(text)))
    for code in codes:
        if not re.fullmatch(r"[0-9]{4}", code):
            return Fault("industry_form", code)
        if find_field(code) is None:
            return Fault("industry_unknown", code, {"division": code[:2]})
    return codes


def read_employees(text: str) -> int | Fault | None:
    """A whole number; thousands may be divided by point, comma, apostrophe or space."""
    return _read_number(text, Fault("employees", text, {"limit": str(MOST_EMPLOYEES)}), MOST_EMPLOYEES)


def read_founded(text: str, now: datetime) -> int | Fault | None:
    """A year up to the next one."""
    fault = Fault("founded", text, {"last": str(now.year + 1)})
    if text and not re.fullmatch(r"\s*\d{4}(?:[.,]0)?\s*", text):
        return fault
    year = _read_number(text, fault, now.year + 1)
    return fault if isinstance(year, int) and year < FIRST_YEAR else year


def _read_number(text: str, fault: Fault, limit: int) -> int | Fault | None:
    plain = re.sub(r"[.,]0\Z", "", unicodedata.normalize("NFKC", text).strip())
    if not plain:
        return None
    if _GROUPS.fullmatch(plain):
        plain = re.sub(r"\D", "", plain)
    if not re.fullmatch(r"[0-9]{1,12}", plain) or int(plain) > limit:
        return fault
    return int(plain)


def read_website(text: str) -> str | Fault:
    """An address with http or https, or a bare domain, which gets https."""
    text = unicodedata.normalize("NFKC", text)
    if not text:
        return ""
    scheme, divider, rest = text.partition("://")
    if not divider:
        scheme, rest = "https", text
    if scheme.lower() not in ("http", "https") or len(rest) > MAX_SHORT * 5 or not _DOMAIN.fullmatch(rest):
        return Fault("website", text)
    try:
        host = urlsplit(f"https://{rest}").netloc
    except ValueError:
        return Fault("website", text)
    return f"{scheme.lower()}://{host.lower()}{rest[len(host) :]}"


def read_email(text: str) -> str | Fault:
    """An e-mail address."""
    text = unicodedata.normalize("NFKC", text)
    return text if not text or (len(text) <= 254 and _EMAIL.fullmatch(text)) else Fault("email", text)

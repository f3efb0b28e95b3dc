"""Numbers of companies in public registers, checked for their form without any network.

Germany: USt-IdNr. with its check digit, Handelsregisternummer with a court that keeps one. China:
统一社会信用代码 with its check digit. Whether a number is in force is for the agency to see.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc
from stdnum.de import handelsregisternummer, vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from directory.domain.city import Country

CODE_SIGNS = 18
VAT_DIGITS = 9
_CODE = re.compile(r"(?=.*\d)[0-9A-Z]+")
_NEVER_IN_CODE = re.compile(r"[IOSVZ]")
_REGISTER = re.compile(r"\b(?:HR\s?[AB]|GnR|PR|VR)\b", re.IGNORECASE)
_CODE_WITHIN = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY](?:\s?[0-9A-HJ-NPQRTUWXY]){17}(?![0-9A-Z])")
_VAT_WITHIN = re.compile(r"\bDE(?:[\s.,-]?\d){9}(?!\d)")
"""A number told in a sentence."""
_COURT = re.compile(r"\b(?:handelsregister|amtsgericht|registergericht|ag|beim)\b|[,:;]", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:ust-?\s?id-?\s?(?:nr|nummer)?|vat(?:\s?(?:id|no|number))?|统一社会信用代码|nr)[.:：\s]*", re.I
)


class NumberFault(StrEnum):
    """What is wrong with a number."""

    FORM = "form"
    CHECK_DIGIT = "check_digit"
    COURT = "court"
    COURT_MISSING = "court_missing"
    REGISTER_DIGITS = "register_digits"
    VAT_LENGTH = "vat_length"
    CODE_LENGTH = "code_length"
    CODE_SIGNS = "code_signs"
    CODE_IN_GERMANY = "code_in_germany"
    REGISTER_IN_CHINA = "register_in_china"


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A number as it is written down: "DE136695976", "HRB 12345 Wuppertal", 18 signs."""

    text: str


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """What is wrong, and how many digits or signs were typed."""

    fault: NumberFault
    count: int = 0


def read_number(text: str, country: Country) -> CompanyNumber | WrongNumber:
    """The number in what somebody typed, for a company of that country."""
    plain = _LABEL.sub("", " ".join(unicodedata.normalize("NFKC", text).split()))
    joined = re.sub(r"[\s.,-]", "", plain).upper()
    if country is Country.CN:
        read, within = _read_code(plain, joined), _CODE_WITHIN
    elif _REGISTER.search(plain):
        return _read_register(plain)
    else:
        read, within = _read_vat(joined), _VAT_WITHIN
    told = within.search(plain.upper()) if isinstance(read, WrongNumber) else None
    if told is None or told[0] == plain.upper():
        return read
    again = read_number(told[0], country)
    return again if isinstance(again, CompanyNumber) else read


def _read_code(plain: str, joined: str) -> CompanyNumber | WrongNumber:
    if _REGISTER.search(plain) or (joined.startswith("DE") and vat.is_valid(joined)):
        return WrongNumber(NumberFault.REGISTER_IN_CHINA)
    if not _CODE.fullmatch(joined) or len(joined) != CODE_SIGNS:
        return WrongNumber(NumberFault.CODE_LENGTH, sum(sign.isalnum() for sign in joined))
    if _NEVER_IN_CODE.search(joined):
        return WrongNumber(NumberFault.CODE_SIGNS)
    try:
        return CompanyNumber(uscc.validate(joined))
    except ValidationError:
        return WrongNumber(NumberFault.CHECK_DIGIT)


def _read_register(plain: str) -> CompanyNumber | WrongNumber:
    words = " ".join(_COURT.sub(" ", plain).split())
    try:
        known = handelsregisternummer.validate(words)
    except InvalidComponent:
        return WrongNumber(NumberFault.COURT)
    except ValidationError:
        has_number = any(sign.isdecimal() for sign in words)
        return WrongNumber(NumberFault.COURT_MISSING if has_number else NumberFault.REGISTER_DIGITS)
    return CompanyNumber(re.sub(r"^(.+) ((?:HR[AB]|GnR|PR|VR) .+)$", r"\2 \1", known))


def _read_vat(joined: str) -> CompanyNumber | WrongNumber:
    try:
        return CompanyNumber(f"DE{vat.validate(joined)}")
    except InvalidChecksum:
        return WrongNumber(NumberFault.CHECK_DIGIT)
    except ValidationError:
        if uscc.is_valid(joined):
            return WrongNumber(NumberFault.CODE_IN_GERMANY)
        digits = joined.removeprefix("DE")
        fault = NumberFault.VAT_LENGTH if digits.isdecimal() else NumberFault.FORM
        return WrongNumber(fault, len(digits))

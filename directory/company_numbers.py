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

_USCC = re.compile(r"[0-9A-Z]{18}")
_REGISTER = re.compile(r"\bHR\s?[AB]\b", re.IGNORECASE)
_COURT = re.compile(r"\b(?:amtsgericht|registergericht|ag)\b|[,:;]", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:ust-?\s?id-?\s?(?:nr|nummer)?|vat(?:\s?(?:id|no|number))?|统一社会信用代码|nr)[.:：\s]*", re.I
)


class NumberFault(StrEnum):
    """What is wrong with a number."""

    FORM = "form"
    CHECK_DIGIT = "check_digit"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A number as it is written down: "DE136695976", "HRB 12345 Wuppertal", 18 signs."""

    text: str


def read_number(text: str, country: Country) -> CompanyNumber | NumberFault:
    """The number in what somebody typed, for a company of that country."""
    plain = _LABEL.sub("", " ".join(unicodedata.normalize("NFKC", text).split()))
    try:
        if country is Country.CN:
            joined = re.sub(r"[\s-]", "", plain).upper()
            return CompanyNumber(uscc.validate(joined)) if _USCC.fullmatch(joined) else NumberFault.FORM
        if _REGISTER.search(plain):
            known = handelsregisternummer.validate(" ".join(_COURT.sub(" ", plain).split()))
            return CompanyNumber(re.sub(r"^(.+) (HR[AB] .+)$", r"\2 \1", known))
        return CompanyNumber(f"DE{vat.validate(plain)}")
    except InvalidChecksum:
        return NumberFault.CHECK_DIGIT
    except InvalidComponent:
        return NumberFault.COURT if country is Country.DE else NumberFault.FORM
    except ValidationError:
        return NumberFault.FORM

"""A telephone number passed to another country can be dialled there."""

import pytest

from directory.domain.city import Country
from directory.domain.contacts import add_country_code


@pytest.mark.parametrize(
    ("phone", "country", "dialled"),
    [
        ("138 0013 8000", Country.CN, "+86 138 0013 8000"),
        ("0757-8888 1234", Country.CN, "+86 757-8888 1234"),
        ("8613800138000", Country.CN, "+8613800138000"),
        ("0212 5559876", Country.DE, "+49 212 5559876"),
        ("(0212) 5559876", Country.DE, "+49 212 5559876"),
        ("+49 212 5559876", Country.CN, "+49 212 5559876"),
        ("0049 212 5559876", Country.DE, "0049 212 5559876"),
        ("5559876", Country.DE, "5559876"),
        ("0212 5559876", None, "0212 5559876"),
        ("", Country.DE, ""),
        ("110", Country.CN, "110"),
    ],
)
def test_a_number_gets_the_code_of_its_country(phone: str, country: Country | None, dialled: str) -> None:
    assert add_country_code(phone, country) == dialled

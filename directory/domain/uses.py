"""What personal data are used for, each time, and the consents it rests on. Pure rules; the store asks them.

A person in China agrees separately (PIPL art. 39) before anything passes to another country: because our
servers stand there, or because the other side sits there. Nobody else is asked.
"""

from enum import StrEnum

from directory.domain.city import Country
from directory.domain.person import Person, Purpose


class Use(StrEnum):
    """One use of somebody's personal data."""

    REGISTER = "register"
    REVIEW = "review"
    REQUEST = "request"
    ANSWER = "answer"
    CONTACT = "contact"
    OFFICE = "office"
    NEWS = "news"


RESTS_ON: dict[Use, Purpose] = {
    Use.REGISTER: Purpose.REGISTRATION,  # the person stands for an entry
    Use.REVIEW: Purpose.REGISTRATION,  # an agency sees who stands for an entry
    Use.REQUEST: Purpose.INTRODUCTIONS,  # a request goes out in the person's name
    Use.ANSWER: Purpose.INTRODUCTIONS,  # the person's words pass to the other side
    Use.CONTACT: Purpose.INTRODUCTIONS,  # the contact data pass to the other side
    Use.OFFICE: Purpose.OFFICE,  # the person acts for a city or the alliance
    Use.NEWS: Purpose.NEWS,  # the person is written to unasked
}
PASSED_ON = (Use.REQUEST, Use.ANSWER, Use.CONTACT)


def leaves_china(
    person: Person, use: Use, servers: Country, *, home: Country | None = None, other: Country | None = None
) -> bool:
    """Whether data of a person in China pass to another country by this use.

    `servers` is where we store, `home` where the entry in question sits, `other` where the other side
    does; what is not known is taken to be abroad.
    """
    in_china = person.in_china or home is Country.CN
    passed_out = use in PASSED_ON and other is not Country.CN
    return in_china and (servers is not Country.CN or passed_out)


def list_missing(
    person: Person,
    use: Use,
    servers: Country,
    *,
    home: Country | None = None,
    other: Country | None = None,
    topic: str = "",
) -> tuple[Purpose, ...]:
    """The consents that a person who is here still has to give, in the order in which they are asked."""
    needed = [] if person.agreed_to(RESTS_ON[use], topic) else [RESTS_ON[use]]
    if leaves_china(person, use, servers, home=home, other=other) and not person.agreed_to(Purpose.ABROAD):
        needed.append(Purpose.ABROAD)
    return tuple(needed)


def is_permitted(
    person: Person,
    use: Use,
    servers: Country,
    *,
    home: Country | None = None,
    other: Country | None = None,
    topic: str = "",
) -> bool:
    """Whether data of a person who is not here may be used: by consents that stand, to whatever text."""
    leaves = leaves_china(person, use, servers, home=home, other=other)
    return person.lets(RESTS_ON[use], topic) and (not leaves or person.lets(Purpose.ABROAD))

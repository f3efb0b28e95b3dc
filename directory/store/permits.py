"""The gate: every use of personal data asks here, and is refused where no consent stands for it.

Contact data are read through `find_contact` only; a test sees to it that nothing else reads them.
"""

from sqlalchemy import ColumnElement, exists, literal, or_, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.domain.city import Country
from directory.domain.person import Person, Profile, Purpose
from directory.domain.uses import Use, is_permitted, list_missing
from directory.store import people, settings
from directory.store.errors import ConsentMissing
from directory.store.models import ConsentRow

_SERVERS = "servers.country"


def put_servers(session: Session, country: Country) -> None:
    """Remember in which country the servers stand."""
    if find_servers(session) is not country:
        settings.put_value(session, _SERVERS, country.value)


def find_servers(session: Session) -> Country:
    """Where the servers stand; Germany until something else is said."""
    return Country(settings.find_value(session, _SERVERS) or Country.DE.value)


def require(
    session: Session,
    person_id: int | None,
    use: Use,
    *,
    home: Country | None = None,
    other: Country | None = None,
    topic: str = "",
) -> Person:
    """The person who is here and does something; raises ConsentMissing where a consent to it is missing.

    `home` is the country of the entry in question, `other` that of the other side.
    """
    person = None if person_id is None else people.find_person(session, person_id)
    if person is None:
        raise ConsentMissing(f"nobody we know agreed to {use}")
    missing = list_missing(person, use, find_servers(session), home=home, other=other, topic=topic)
    if missing:
        raise ConsentMissing(f"no consent for {missing[0]}")
    return person


def require_standing(session: Session, person_id: int, use: Use) -> None:
    """Raises ConsentMissing where no consent to a use stands, to whatever text.

    For those in office: their text is shown once, when they take it.
    """
    if not is_allowed(session, person_id, use):
        raise ConsentMissing(f"no consent to {use} stands")


def is_allowed(session: Session, person_id: int | None, use: Use, topic: str = "") -> bool:
    """Whether data of a person who is not here may be used."""
    person = None if person_id is None else people.find_person(session, person_id)
    return person is not None and is_permitted(person, use, find_servers(session), topic=topic)


def find_contact(session: Session, person_id: int, use: Use) -> Profile | None:
    """The contact data of a person for one use; None where no consent to it stands."""
    person = people.find_person(session, person_id)
    if person is None or not is_permitted(person, use, find_servers(session)):
        return None
    return person.profile


def may_send_news(session: Session, person_id: int, topic: str) -> bool:
    """Whether a person may be sent news of a topic. Ask when it is sent, not only when it is planned."""
    return is_allowed(session, person_id, Use.NEWS, topic)


def lets_send_news(
    session: Session,
    person_id: ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    topic: str | InstrumentedAttribute[str],
) -> ColumnElement[bool]:
    """`may_send_news` as a condition, to select many: `select(PersonRow.id).where(lets_send_news(…))`."""
    return build_news_permit(find_servers(session), person_id, topic)


def lets_send_agreed_news(
    session: Session, person_id: ColumnElement[int] | InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """What `lets_send_news` asks beside the consent to a topic: once, where all topics are looked at."""
    return _lets_keep(find_servers(session), person_id)


def build_news_permit(
    servers: Country,
    person_id: ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    topic: str | InstrumentedAttribute[str],
) -> ColumnElement[bool]:
    """`lets_send_news` where it is known where the servers stand."""
    return _stands(person_id, Purpose.NEWS, topic) & _lets_keep(servers, person_id)


def _lets_keep(
    servers: Country,
    person_id: ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """Data of people in China are abroad only with a consent to that, which is the quicker one to find."""
    if servers is Country.CN:
        return true()
    return or_(_stands(person_id, Purpose.ABROAD), ~people.is_in_china(person_id))


def _stands(
    person_id: ColumnElement[int] | InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    purpose: Purpose,
    topic: str | InstrumentedAttribute[str] = "",
) -> ColumnElement[bool]:
    return exists().where(
        ConsentRow.person_id == person_id,
        ConsentRow.purpose == literal(purpose.value),
        ConsentRow.topic == (literal(topic) if isinstance(topic, str) else topic),
        ConsentRow.withdrawn_at.is_(None),
    )

"""Who somebody is in an introduction, and what that permits. Asked by handlers and by the store."""

from directory.domain.introduction import TRANSITIONS, Event, Introduction, Party
from directory.domain.person import Person
from directory.domain.roles import OFFICES, Act, Grant, find_grant

ACTS: dict[Event, Act] = {
    Event.FORWARD: Act.FORWARD,
    Event.PASS_ON: Act.PASS_ON,
    Event.ASK: Act.ANSWER_FOR,
    Event.ACCEPT: Act.ANSWER_FOR,
    Event.DECLINE: Act.ANSWER_FOR,
    Event.UNREACHED: Act.ANSWER_FOR,
}
"""What an event is as an official act."""


def find_party(
    introduction: Introduction, event: Event, person: Person | None, city_id: int | None
) -> Party | None:
    """As who a person may let an event happen now; None where not. Nobody at all is time.

    `city_id` is the city of the entry that was asked.
    """
    step = TRANSITIONS.get((introduction.status, event))
    if step is None:
        return None
    if person is None:
        return Party.TIME if Party.TIME in step.who else None
    for party in step.who:
        if _is(party, introduction, person, find_office(person, event, city_id)):
            return party
    return None


def find_office(person: Person, event: Event, city_id: int | None) -> Grant | None:
    """The office under which a person may do this for a company of the city."""
    act = ACTS.get(event)
    held = [grant for grant in person.grants if grant.role in OFFICES]
    return find_grant(held, act, city_id=city_id) if act else None


def find_view(introduction: Introduction, person: Person | None, city_id: int | None) -> Party | None:
    """As who a person may see an introduction: the company only what has reached it."""
    if person is None:
        return None
    held = [grant for grant in person.grants if grant.role in OFFICES]
    office = find_grant(held, Act.REVIEW, city_id=city_id)
    if _is(Party.ASKER, introduction, person, office):
        return Party.ASKER
    if introduction.desk is Party.COMPANY and _is(Party.COMPANY, introduction, person, office):
        return Party.COMPANY
    if introduction.desk is Party.AGENCY and _is(Party.AGENCY, introduction, person, office):
        return Party.AGENCY
    return introduction.desk if _is(Party.ANSWERER, introduction, person, office) else None


def _is(party: Party, introduction: Introduction, person: Person, office: Grant | None) -> bool:
    """Nobody stands on both sides: who asks does not answer."""
    if party is Party.ASKER or person.id == introduction.asker_id:
        return party is Party.ASKER and person.id == introduction.asker_id
    match party:
        case Party.COMPANY:
            return introduction.company_id in person.company_ids
        case Party.AGENCY:
            return office is not None
        case Party.ANSWERER:
            return person.id == introduction.answered_by
    return False

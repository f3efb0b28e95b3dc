"""An agency answers for the entries of its city that nobody answers for."""

from directory.domain.company import EntryKind
from directory.store import people
from directory.store.engine import Store
from tests.store_samples import person_of, put_city, put_company, put_person


def test_an_agency_represents_its_own_entry_and_the_unanswered_of_its_city(store: Store) -> None:
    with store.write() as session:
        agency = put_company(session, "DE-agency", kind=EntryKind.AGENCY)
        alone = put_company(session, "DE-alone")
        answered = put_company(session, "DE-answered")
        elsewhere = put_company(session, "DE-elsewhere", city_id=put_city(session, "Aachen").id)
        officer = person_of(put_person(session, "officer", agency))
        owner = person_of(put_person(session, "owner", answered))
        assert set(people.list_represented(session, officer)) == {agency, alone}
        assert people.list_represented(session, owner) == (answered,)
        for company_id in (agency, alone, answered, elsewhere):
            for person_id in (officer, owner):
                receives = person_id in people.list_recipients(session, company_id)
                assert receives == (company_id in people.list_represented(session, person_id))

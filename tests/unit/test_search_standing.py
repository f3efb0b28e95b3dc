"""Fresh, confirmed and answering entries gain a little; never enough to pass a better answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.company import Confirmation
from directory.domain.introduction import Status
from directory.search import ranking
from directory.search.question import Filters
from directory.search.result import StandingKind
from directory.search.standing import Standing, judge_standing
from directory.store import introductions
from directory.store.engine import Store
from tests.search_fakes import company, new_index
from tests.store_samples import NOW, person_of, put_company, put_person, request

OLD = NOW - timedelta(days=400)


@pytest.mark.parametrize(
    ("entry", "answers", "kinds"),
    [
        (company(1), {}, ()),
        (company(1, updated_at=NOW), {}, (StandingKind.FRESH,)),
        (company(1, updated_at=OLD), {}, ()),
        (company(1, confirmed={"name": Confirmation("a", NOW)}), {}, (StandingKind.CONFIRMED,)),
        (company(1, confirmed={"name": Confirmation("a", OLD)}), {}, ()),
        (company(1), {1: (3, 2)}, (StandingKind.ANSWERS,)),
        (company(1), {1: (3, 1)}, ()),
        (company(1), {1: (0, 0)}, ()),
        (company(1), {2: (1, 1)}, ()),
    ],
)
def test_what_counts(entry, answers, kinds):
    assert judge_standing(entry, NOW, answers).kinds == kinds


def test_all_of_it_decides_only_between_equals():
    assert 0 < Standing(tuple(StandingKind)).bonus <= 0.05 * 100
    index = new_index()
    alike = [company(number, offers=("Wälzlager",)) for number in (1, 2, 3)]
    index.rebuild([*alike, company(4, offers=("Maschinen für Wälzlager",))])

    def order(text: str) -> list[int]:
        question = index.understand(text, "de")
        return [hit.company_id for hit in index.search(question, Filters(), 4).hits]

    assert order("Wälzlager") == [1, 2, 3, 4]
    best = Standing(tuple(StandingKind))
    index.rate({2: Standing((StandingKind.FRESH,)), 3: best, 4: best})
    assert order("Wälzlager") == [3, 2, 1, 4]
    hits = index.search(index.understand("Wälzlager", "de"), Filters(), 4).hits
    assert hits[0].standing == tuple(StandingKind)
    assert hits[0].score == hits[2].score


def test_without_words_the_better_standing_comes_first():
    index = new_index()
    index.rebuild([company(1), company(2)])
    index.rate({2: Standing((StandingKind.CONFIRMED,))})
    found = index.search(index.understand("", "de"), Filters(city_id=1), 5).hits
    assert [hit.company_id for hit in found] == [2, 1]


def test_answers_are_counted_by_entry(store: Store) -> None:
    statuses = (Status.ACCEPTED, Status.DECLINED, Status.EXPIRED, Status.SENT, Status.WITHDRAWN)
    with store.write() as session:
        company_id = put_company(session)
        asker = person_of(put_person(session, "anna"))
        for number, status in enumerate(statuses):
            introductions.create(session, replace(request(asker, company_id, f"i{number}"), status=status))
        assert introductions.count_answers(session) == {company_id: (3, 2)}


def test_the_weights_name_every_merit():
    assert set(ranking.STANDING) == set(StandingKind)
    assert replace(Standing(), kinds=()).bonus == 0

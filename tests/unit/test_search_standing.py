"""Fresh, confirmed and answering entries gain a little; never enough to pass a better answer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from directory.domain.company import Company, Confirmation, EntryStatus
from directory.domain.freshness import SINK_AFTER
from directory.domain.introduction import Status
from directory.search import ranking
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.result import Hit, StandingKind
from directory.search.snapshot import SnapshotFolder
from directory.search.standing import UNKNOWN, Standings, build_standings
from directory.store import introductions, standings
from directory.store.engine import Store
from directory.store.models import CompanyRow
from tests.search_fakes import company, new_index
from tests.store_samples import NOW, person_of, put_company, put_person, request

OLD = NOW - timedelta(days=400)
CONFIRMED = {"name": Confirmation("a", NOW)}


def best(entry: Company) -> Company:
    return replace(entry, updated_at=NOW, confirmed=CONFIRMED)


def order(index: SearchIndex, text: str) -> tuple[Hit, ...]:
    """What is found for words, or without any in the first city."""
    return index.search(index.understand(text, "de"), Filters(city_id=None if text else 1), 9).hits


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
    index = new_index()
    index.rebuild([entry])
    index.rate(build_standings(NOW, answers))
    assert order(index, "")[0].standing == order(index, "Muster")[0].standing == kinds


def test_all_of_it_decides_only_between_equals():
    assert 0 < UNKNOWN.spread <= 0.05 * 100
    index = new_index()
    alike = [company(1), company(2, updated_at=NOW), best(company(3)), company(5)]
    index.rebuild(replace(one, offers=("Wälzlager",)) for one in alike)
    index.put(best(company(4, offers=("Maschinen für Wälzlager",))))
    assert [hit.company_id for hit in order(index, "Wälzlager")] == [1, 2, 3, 5, 4]
    index.rate(build_standings(NOW, {3: (1, 1), 4: (1, 1)}))
    hits = order(index, "Wälzlager")
    assert [hit.company_id for hit in hits] == [3, 2, 1, 5, 4]
    assert hits[0].standing == (StandingKind.FRESH, StandingKind.CONFIRMED, StandingKind.ANSWERS)
    assert hits[0].score == hits[2].score


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_better_standing_is_in_a_short_list(limit):
    index = new_index()
    index.rebuild(company(number, offers=("Wälzlager",)) for number in range(1, 40))
    index.rate(Standings(UNKNOWN.since, np.array([7, 30, 38])))
    found = index.search(index.understand("Wälzlager", "de"), Filters(), limit).hits
    assert [hit.company_id for hit in found] == [7, 30, 38][:limit]


@pytest.mark.parametrize("limit", [1, 2, 40])
def test_who_does_not_say_that_an_entry_is_still_true_sinks(limit):
    index = new_index()
    index.rebuild(company(number, offers=("Wälzlager",), updated_at=NOW) for number in range(1, 40))
    index.rate(build_standings(NOW, {}, silent=range(1, 38)))
    hits = index.search(index.understand("Wälzlager", "de"), Filters(), limit).hits
    assert [hit.company_id for hit in hits[:3]] == [38, 39, 1][:limit]
    assert [hit.standing for hit in hits[2:3]] == [(StandingKind.SILENT,)] * len(hits[2:3])
    browsed = index.search(index.understand("", "de"), Filters(city_id=1), limit).hits
    assert [hit.company_id for hit in browsed] == [hit.company_id for hit in hits]


def test_without_words_the_better_standing_comes_first():
    index = new_index()
    index.rebuild([company(1), company(2, confirmed=CONFIRMED)])
    index.rate(build_standings(NOW, {}))
    assert [hit.company_id for hit in order(index, "")] == [2, 1]


def test_a_saved_index_knows_confirmations(tmp_path: Path) -> None:
    index = new_index()
    index.rebuild([company(1), company(2, confirmed=CONFIRMED)])
    SnapshotFolder(tmp_path).save(index.merge(), index.version)
    found = SnapshotFolder(tmp_path).load(index.version)
    assert found
    opened = new_index()
    opened.open(found[1])
    opened.rate(build_standings(NOW, {}))
    assert [hit.company_id for hit in order(opened, "")] == [2, 1]


def test_answers_are_counted_by_entry(store: Store) -> None:
    statuses = (Status.ACCEPTED, Status.DECLINED, Status.EXPIRED, Status.SENT, Status.WITHDRAWN)
    with store.write() as session:
        company_id = put_company(session)
        asker = person_of(put_person(session, "anna"))
        for number, status in enumerate(statuses):
            introductions.create(session, replace(request(asker, company_id, f"i{number}"), status=status))
        assert introductions.count_answers(session) == {company_id: (3, 2)}


def test_entries_without_an_answer_are_those_asked_a_month_ago(store: Store) -> None:
    with store.write() as session:
        asked, late, hidden = (put_company(session, f"DE-{one}") for one in range(3))
        for one, days in ((asked, 10), (late, 40), (hidden, 40)):
            row = session.get_one(CompanyRow, one)
            row.asked_at = NOW - timedelta(days)
            row.status = EntryStatus.HIDDEN if one == hidden else EntryStatus.LISTED
    with store.read() as session:
        assert standings.list_silent_ids(session, NOW - SINK_AFTER) == [late]


def test_the_weights_name_every_merit():
    assert set(ranking.STANDING) == set(StandingKind)

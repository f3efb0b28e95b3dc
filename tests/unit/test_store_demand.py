"""Questions are counted without persons: by quarter, subject and city pair, shown from five people on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from directory.domain.commands import DeletePerson, NoteChoice, NoteSearch
from directory.domain.demand import Asked, find_period, normalise_words
from directory.store import demand
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.models import DemandMarkRow, DemandRow
from directory.store.settings import find_value
from tests.store_samples import NOW, put_conversation, put_person

TILES = Asked("ceramic-tiles", "", "de", 1, "CN", 2)
FRIBBLE = Asked("", "fribbelwurz", "de", 0, "CN", 0)


def ask(store: Store, asked: Asked, *people: str, met: bool = False, days: float = 0) -> None:
    with store.write() as session:
        for who in people:
            demand.note_search(session, asked, who, NOW + timedelta(days=days), met=met)


def shown(store: Store) -> list[tuple[str, int, int, int]]:
    with store.read() as session:
        found = demand.list_demand(session)
    return [(one.concept_id or one.words, one.people, one.times, one.unmet) for one in found]


def test_demand_is_shown_from_five_different_people_on(store: Store) -> None:
    ask(store, TILES, "a", "b", "c", "d", "a", "a")
    assert shown(store) == []
    ask(store, TILES, "e", met=True)
    assert shown(store) == [("ceramic-tiles", 5, 7, 6)]


def test_unmet_is_what_five_different_people_did_not_find(store: Store) -> None:
    ask(store, TILES, "a", "b", "c", "d", "a")
    ask(store, TILES, "e", "f", met=True)
    with store.read() as session:
        assert demand.list_unmet(session) == ()
    ask(store, TILES, "f")
    with store.read() as session:
        (one,) = demand.list_unmet(session)
    assert (one.unmet, one.unmet_people, one.people) == (6, 5, 6)


def test_nobody_may_ask_for_fewer(store: Store) -> None:
    ask(store, TILES, "a")
    with store.read() as session:
        assert demand.list_demand(session, least_people=1) == ()


def test_languages_are_counted_together_and_city_pairs_apart(store: Store) -> None:
    ask(store, TILES, "a", "b", "c")
    ask(store, replace(TILES, language="zh"), "d", "e")
    ask(store, replace(TILES, home_city_id=9), "a", "b", "c", "d")
    with store.read() as session:
        (one,) = demand.list_demand(session)
    assert (one.languages, one.home_city_id, one.city_id) == ({"de": 3, "zh": 2}, 1, 2)


def test_words_that_the_lexicon_does_not_know_are_kept_only_once_five_people_used_them(store: Store) -> None:
    ask(store, FRIBBLE, "a", "b", "c", "d")
    with store.read() as session:
        rows = session.scalars(select(DemandRow)).all()
        assert [row.words for row in rows] == [[]]
        assert "fribbelwurz" not in rows[0].subject
    ask(store, FRIBBLE, "e")
    assert shown(store) == [("fribbelwurz", 5, 5, 5)]


def test_a_question_without_countable_words_is_not_counted(store: Store) -> None:
    ask(store, replace(FRIBBLE, words=""), "a")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(DemandRow)) == 0


def test_the_key_and_the_marks_go_with_the_quarter(store: Store) -> None:
    ask(store, TILES, "a", "b", "c", "d", "e")
    old = find_period(NOW)
    with store.read() as session:
        key = find_value(session, f"demand-key:{old}")
        assert key
        assert not any(row.mark == "a" or key in row.mark for row in session.scalars(select(DemandMarkRow)))
    ask(store, TILES, "a", days=100)
    with store.read() as session:
        assert find_value(session, f"demand-key:{old}") is None
        periods = session.scalars(select(DemandMarkRow.period).distinct()).all()
        assert periods == [find_period(NOW + timedelta(100))]
    assert shown(store) == [("ceramic-tiles", 5, 5, 5)]
    ask(store, TILES, "a", days=600)
    assert shown(store) == []


def test_opened_entries_are_counted(store: Store) -> None:
    ask(store, TILES, *"abcde", met=True)
    with store.write() as session:
        for company_id in (7, 8, 7):
            demand.note_choice(session, TILES, company_id, NOW)
    with store.read() as session:
        assert demand.list_demand(session)[0].chosen == {7: 2, 8: 1}


def test_a_person_who_is_deleted_leaves_no_mark(store: Store) -> None:
    with store.write() as session:
        person = put_person(session, "anna")
        guest = put_conversation(session, "guest")
        for one in (person, guest):
            apply(session, NoteSearch(TILES, met=False), one.id, NOW)
            apply(session, NoteChoice(TILES, 7), one.id, NOW)
        assert session.scalar(select(func.count()).select_from(DemandMarkRow)) == 4
        apply(session, DeletePerson(), person.id, NOW)
        assert session.scalar(select(func.count()).select_from(DemandMarkRow)) == 2
        apply(session, DeletePerson(), guest.id, NOW)
        assert session.scalar(select(func.count()).select_from(DemandMarkRow)) == 0
        assert session.scalars(select(DemandRow.times)).all() == [2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Rote  Fliesen ", "rote fliesen"),
        ("瓷砖", "瓷砖"),
        ("mail an anna@example.org", ""),
        ("0171 2345678", ""),
        ("Herr Müller aus Köln", ""),
        ("王先生", ""),
        ("https://example.org", ""),
        ("eins zwei drei vier fünf sechs sieben", ""),
        ("x" * 61, ""),
    ],
)
def test_words_that_could_point_to_a_person_are_not_counted(text: str, words: str) -> None:
    assert normalise_words(text) == words

"""Entries, cities, news, vectors and settings come back as they were stored."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select, update

from directory.cities import read_cities
from directory.domain.city import City, Country
from directory.domain.company import (
    BusinessRole,
    Company,
    CompanyContact,
    Confirmation,
    CooperationKind,
    EntryKind,
)
from directory.domain.freshness import ASK_AFTER, SINK_AFTER, Freshness, measure
from directory.domain.news import NewsItem, Topic
from directory.store import cities, companies, contacts, news, overviews, settings, vectors
from directory.store.companies import Change
from directory.store.engine import Store
from directory.store.models import CompanyRow, VectorRow
from directory.store.views import SnapshotView
from tests.store_samples import NOW, later, put_city, put_company

FULL = Company(
    id=0,
    external_id="CN-7",
    country=Country.CN,
    city_id=0,
    name="佛山市某某陶瓷有限公司",
    name_latin="Foshan Moumou Ceramics Co., Ltd.",
    kind=EntryKind.INSTITUTION,
    website="https://example.cn",
    employees=250,
    founded=1999,
    description_de="Fliesen",
    description_zh="瓷砖",
    description_en="Tiles",
    offers=("瓷砖", "卫浴"),
    seeks=("窑炉",),
    cooperation=(CooperationKind.SUPPLY, CooperationKind.JOINT_VENTURE),
    industries=("2392",),
    certificates=("ISO 9001",),
    source="import:a.csv",
    registration="91110000600037341L",
    declared_role=BusinessRole.MAKER,
)


def test_an_entry_comes_back_as_it_was_stored(store: Store) -> None:
    with store.write() as session:
        entry = replace(FULL, city_id=put_city(session, "Foshan", Country.CN).id)
        company_id, change = companies.upsert(session, entry, NOW)
        assert change is Change.ADDED
    with store.read() as session:
        stored = companies.get_company(session, company_id)
        assert stored == replace(entry, id=company_id, updated_at=NOW, fresh_at=NOW)
        assert companies.find_by_external_id(session, "CN-7") == stored
        assert SnapshotView(session).find_company(company_id) == stored
        assert companies.find_company(session, 999) is None
        assert companies.find_by_external_id(session, "none") is None
        with pytest.raises(KeyError):
            companies.get_company(session, 999)


def test_storing_again_changes_only_what_is_new(store: Store) -> None:
    with store.write() as session:
        entry = replace(FULL, city_id=put_city(session).id)
        company_id, _ = companies.upsert(session, entry, NOW)
        companies.confirm(session, company_id, ["employees", "website"], "Wirtschaftsförderung", later(1))
        assert companies.upsert(session, entry, later(2)) == (company_id, Change.SAME)
        assert dict(companies.iterate_stamps(session)) == {company_id: later(1)}
        assert dict(companies.iterate_stamps(session, later(1))) == {company_id: later(1)}
        assert not dict(companies.iterate_stamps(session, later(2)))
        assert companies.count_all(session) == 1
        confirmation = Confirmation("Wirtschaftsförderung", later(1))
        confirmed = companies.get_company(session, company_id).confirmed
        assert confirmed == {"employees": confirmation, "website": confirmation}
        grown = replace(entry, employees=300)
        assert companies.upsert(session, grown, later(3)) == (company_id, Change.CHANGED)
        stored = companies.get_company(session, company_id)
        assert (stored.employees, stored.updated_at) == (300, later(3))
        assert stored.confirmed == {"website": confirmation}, "a new value has not been confirmed"
        companies.confirm(session, company_id, ["website"], "Firma", later(4))
        stored = companies.get_company(session, company_id)
        assert stored.confirmed == {"website": Confirmation("Firma", later(4))}
        with pytest.raises(KeyError):
            companies.confirm(session, 999, ["website"], "x", NOW)


def test_entries_are_listed_in_the_order_asked_for_and_iterated_by_id(store: Store) -> None:
    with store.write() as session:
        foshan = put_city(session, "Foshan", Country.CN).id
        ids = [put_company(session, f"DE-{number}") for number in range(3)]
        chinese = put_company(session, "CN-1", city_id=foshan, country=Country.CN)
    with store.read() as session:
        found = companies.list_companies(session, [ids[2], 999, ids[0], ids[2]])
        assert [company.id for company in found] == [ids[2], ids[0]]
        assert [company.id for company in companies.iterate(session)] == [*ids, chinese]
        assert [company.id for company in companies.iterate(session, country=Country.CN)] == [chinese]


def test_many_entries_are_read_in_portions(store: Store) -> None:
    with store.write() as session:
        city_id = put_city(session).id
        ids = [put_company(session, f"DE-{number}", city_id=city_id) for number in range(1100)]
    with store.read() as session:
        assert [company.id for company in companies.iterate(session)] == ids
        assert len(companies.list_companies(session, ids)) == 1100


def test_contacts_are_kept_apart(store: Store) -> None:
    contact = CompanyContact("Frau Muster", "Export", "m@example.com", "+49 1", ("de", "zh"))
    with store.write() as session:
        company_id = put_company(session)
        assert contacts.find_contact(session, company_id) is None
        contacts.put_contact(session, company_id, CompanyContact("Alt"))
        contacts.put_contact(session, company_id, contact)
        assert contacts.find_contact(session, company_id) == contact
        assert "Muster" not in repr(companies.get_company(session, company_id))
        contacts.put_contact(session, company_id, CompanyContact())
        assert contacts.find_contact(session, company_id) is None


def test_cities_are_seeded_once_and_keep_their_ids(store: Store) -> None:
    with store.write() as session:
        first = cities.seed(session)
        assert cities.seed(session) == first
        assert len(first) == len(read_cities()) == 51
        assert {replace(city, id=0) for city in first} == set(read_cities())
        (cologne,) = [city for city in first if city.name_de == "Köln"]
        cities.put_cities(session, [City(0, Country.DE, "Köln", "科隆", "Cologne", agency="Neu")])
        assert cities.get_city(session, cologne.id).agency == "Neu"
        view = SnapshotView(session)
        assert view.get_city(cologne.id).name("zh") == "科隆"
        assert len(view.list_cities()) == 51
        for read in (view.get_city, lambda city_id: cities.get_city(session, city_id)):
            with pytest.raises(KeyError):
                read(999)


def test_news_come_newest_first_and_not_before_their_time(store: Store) -> None:
    def item(seconds: float, title: str) -> NewsItem:
        return NewsItem(
            0, Topic.FAIR, {"de": title, "zh": "新闻"}, {"de": "Text"}, later(seconds), "https://x"
        )

    with store.write() as session:
        ids = [news.publish(session, item(seconds, f"N{seconds}")) for seconds in (-20, -10, 60)]
        assert news.list_news(session, 10, NOW) == (
            replace(item(-10, "N-10"), id=ids[1]),
            replace(item(-20, "N-20"), id=ids[0]),
        )
        view = SnapshotView(session, later(60))
        assert [one.id for one in view.list_news(1)] == [ids[2]]
        assert news.find_news(session, ids[2]) == replace(item(60, "N60"), id=ids[2])
        assert news.remove(session, ids[2])
        assert not news.remove(session, ids[2])
        assert news.find_news(session, ids[2]) is None


def test_vectors_round_trip(store: Store) -> None:
    texts = {"Messer": b"\x00\x01", "刀具": b"\xff" * 1024, "x" * 10_000: b"long", "zwei\nZeilen\0": b"lines"}
    with store.write() as session:
        vectors.put_many(session, "m1", texts)
        vectors.put_many(session, "m2", {"Messer": b"other"})
        vectors.put_many(session, "m1", {"Messer": b"new"})
        vectors.put_many(session, "m1", {})
    with store.read() as session:
        assert vectors.get_many(session, "m1", [*texts, "none"]) == {**texts, "Messer": b"new"}
        assert vectors.get_many(session, "m2", texts) == {"Messer": b"other"}
        assert vectors.get_many(session, "m1", []) == {}


def test_no_key_of_a_vector_tells_its_text(store: Store) -> None:
    with store.write() as session:
        vectors.put_many(session, "m", {"m:karl@neu.example": b"v"})
        (key,) = session.scalars(select(VectorRow.key))
    assert len(key) == 64 and not set(key) - set("0123456789abcdef")


def test_many_vectors(store: Store) -> None:
    many = {f"term {number}": number.to_bytes(4, "big") for number in range(1300)}
    with store.write() as session:
        vectors.put_many(session, "m", many)
        assert vectors.get_many(session, "m", many) == many


def test_settings_are_kept_and_swapped(store: Store) -> None:
    with store.write() as session:
        assert settings.find_value(session, "a") is None
        settings.put_value(session, "a", "1")
        settings.put_value(session, "a", "2")
        assert settings.find_value(session, "a") == "2"
        assert not settings.swap_value(session, "a", None, "3")
        assert not settings.swap_value(session, "a", "1", "3")
        assert settings.swap_value(session, "a", "2", "3")
        settings.put_value(session, "a", None)
        assert settings.swap_value(session, "a", None, "4")
        assert settings.find_value(session, "a") == "4"


def test_entries_counted_by_freshness_are_those_measured_one_by_one(store: Store) -> None:
    moment = timedelta(microseconds=1)
    with store.write() as session:
        for number, (fresh, asked, source) in enumerate(
            product(
                (None, NOW, NOW - ASK_AFTER + moment, NOW - ASK_AFTER),
                (None, NOW, NOW - SINK_AFTER + moment, NOW - SINK_AFTER),
                ("sample", "import:a.csv"),
            )
        ):
            row = update(CompanyRow).where(CompanyRow.id == put_company(session, f"DE-{number}"))
            session.execute(row.values(fresh_at=fresh, asked_at=asked, source=source))
    levels = {Freshness.FRESH: 0, Freshness.DUE: 1, Freshness.ASKED: 1, Freshness.SUNK: 2}
    with store.read() as session:
        entries = companies.list_companies(session, session.scalars(select(CompanyRow.id)).all())
        measured = Counter(levels[measure(one, NOW)] for one in entries)
        (counts,) = overviews.count_by_freshness(session, None, NOW).values()
    assert counts == tuple(measured[level] for level in range(3)) and sum(counts) == 32

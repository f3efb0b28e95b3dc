"""What holds for the search whatever the directory and whatever is asked."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.city import Country
from directory.search.concepts import Lexicon
from directory.search.index import SearchIndex
from directory.search.normalize import fold
from directory.search.question import Filters, Question
from directory.search.semantic import MemoryCache
from directory.search.snapshot import SnapshotFolder
from tests.search_fakes import CITIES, FakeEncoder, company, new_index

OFFERS = (
    "Fliesen",
    "Wandfliesen",
    "瓷砖",
    "轴承",
    "Schweißroboter",
    "Bier",
    "包装纸",
    "Batterien",
    "Maschinen für Bier",
)
NAMES = (
    "Alpha Werke GmbH",
    "Beta Keramik AG",
    "Gamma & Söhne KG",
    "佛山云陶有限公司",
    "宝安轴承厂",
    "Müller OHG",
)
INDEX = new_index()
INDEX.rebuild([company(n, NAMES[n % len(NAMES)], offers=(OFFERS[n],)) for n in range(1, len(OFFERS))])

any_text = st.text(max_size=300) | st.binary(max_size=300).map(
    lambda raw: raw.decode("utf-8", "surrogateescape")
)
companies = st.lists(
    st.builds(
        lambda number, name, country, offers, seeks: company(
            number, name, country, offers=tuple(offers), seeks=tuple(seeks)
        ),
        st.integers(1, 8),
        st.sampled_from(NAMES),
        st.sampled_from(Country),
        st.lists(st.sampled_from(OFFERS), max_size=3),
        st.lists(st.sampled_from(OFFERS), max_size=2),
    ),
    max_size=12,
)
questions = st.sampled_from((*OFFERS, *NAMES, "beer", "Keramik", "机械", "muller"))


@settings(max_examples=300, deadline=None)
@given(any_text)
def test_no_text_breaks_it(text):
    question = INDEX.understand(text, "de")
    result = INDEX.search(question, question.filters, 5)
    assert all(0 <= hit.score <= 100 for hit in result.hits)
    INDEX.search(Question(text, text, "zh"), Filters(), 5)


@settings(max_examples=100, deadline=None)
@given(any_text, any_text)
def test_no_company_breaks_it(name, offer):
    index = new_index()
    index.rebuild([company(1, name or "x", description_de=offer)])
    index.put(company(2, offer or "x", offers=(name, offer), seeks=(offer,)))
    index.remove(1)
    assert len(index) == 1
    index.search(Question(name, name, "de"), Filters(), 5)


@settings(deadline=None)
@given(any_text)
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) in (once, fold(fold(once)))


@settings(max_examples=60, deadline=None)
@given(companies, st.lists(st.integers(1, 8), max_size=4), questions)
def test_row_by_row_equals_rebuilt(entries, removed, text):
    rows = new_index()
    for one in entries:
        rows.put(one)
    for number in removed:
        rows.remove(number)
    kept = {one.id: one for one in entries if one.id not in removed}
    whole = new_index()
    whole.rebuild(kept.values())
    asked = whole.understand(text, "de")
    assert rows.understand(text, "de") == asked
    assert rows.search(asked, Filters(), 20).hits == whole.search(asked, Filters(), 20).hits


@settings(max_examples=25, deadline=None)
@given(companies, companies, st.lists(st.integers(1, 8), max_size=3), questions)
def test_a_saved_index_with_later_changes_equals_a_rebuilt_one(saved, later, removed, text):
    before = {one.id: one for one in saved}
    index = new_index()
    index.rebuild(before.values())
    with tempfile.TemporaryDirectory() as folder:
        snapshots = SnapshotFolder(Path(folder))
        snapshots.save(index.merge(), index.version)
        found = snapshots.load(index.version)
        assert found is not None
        opened = new_index()
        opened.open(found[1], later, removed)
        gone = set(removed) - {one.id for one in later}
        kept = {key: one for key, one in before.items() if key not in gone} | {one.id: one for one in later}
        whole = new_index()
        whole.rebuild(kept.values())
        asked = whole.understand(text, "de")
        expected = whole.search(asked, Filters(), 20).hits
        assert opened.search(asked, Filters(), 20).hits == expected
        opened.open(opened.merge())
        assert opened.search(asked, Filters(), 20).hits == expected


@settings(max_examples=60, deadline=None)
@given(companies, st.sampled_from(OFFERS))
def test_adding_a_company_makes_no_other_unfindable(entries, offer):
    index = new_index()
    index.rebuild({one.id: one for one in entries}.values())
    index.put(company(100, "Suchziel Omega GmbH", offers=(offer,)))
    for number in range(101, 106):
        index.put(company(number, offers=(OFFERS[number % len(OFFERS)],)))
    for text in (offer, "Suchziel Omega"):
        hits = index.search(Question(text, text, "de"), Filters(), 30).hits
        assert any(hit.company_id == 100 and hit.match for hit in hits)


@settings(max_examples=60, deadline=None)
@given(st.permutations(("Fliesen", "Bier", "Batterien")))
def test_the_order_of_words_changes_little(words):
    def scores(text: str) -> dict[int, float]:
        hits = INDEX.search(Question(text, text, "de"), Filters(), 30).hits
        return {hit.company_id: hit.score for hit in hits if hit.match}

    straight, mixed = scores("Fliesen Bier Batterien"), scores(" ".join(words))
    assert straight.keys() == mixed.keys()


@settings(max_examples=30, deadline=None)
@given(any_text)
def test_it_works_without_a_lexicon(text):
    index = SearchIndex(CITIES, Lexicon(()), FakeEncoder(), MemoryCache())
    index.rebuild([company(1, offers=("Fliesen",))])
    index.search(index.understand(text, "de"), Filters(), 5)
    assert index.search(Question("Fliesen", "Fliesen", "de"), Filters(), 5).hits[0].company_id == 1

"""What the index finds, in which order, and why, on a handful of companies."""

import threading
from contextlib import suppress

import pytest

from directory.domain.city import Country
from directory.domain.company import CooperationKind
from directory.search.concepts import Concept, Lexicon
from directory.search.entries import Source, Term, build_entry
from directory.search.index import SearchIndex
from directory.search.places import PlaceFinder
from directory.search.question import Filters, Question, Wish
from directory.search.ranking import TRADE_WEIGHT
from directory.search.result import Hit, ReasonKind
from directory.search.semantic import MemoryCache, pack_vector, unpack_vector
from tests.search_fakes import CITIES, FakeEncoder, company, concept, new_index

TILES = company(
    1, "佛山市云陶有限公司", Country.CN, name_latin="Foshan Yuntao Co., Ltd.", offers=("瓷砖", "墙砖")
)
ROBOTS = company(2, "Rheinwerk Müller GmbH", offers=("Schweißroboter",), seeks=("Keramikfliesen",))
BEARINGS = company(
    3, "Sächsische Wälzlager AG", offers=("Wälzlager",), cooperation=(CooperationKind.DISTRIBUTION,)
)
PAPER = company(4, "保定市竹月纸制品厂", Country.CN, offers=("包装纸",), city_id=4, industries=("1701",))
ANY = Filters()
ALL = (TILES, ROBOTS, BEARINGS, PAPER)


@pytest.fixture
def index():
    index = new_index()
    index.rebuild(ALL)
    return index


def found(index: SearchIndex, text: str, filters: Filters = ANY, limit: int = 10) -> list[int]:
    return [hit.company_id for hit in index.search(index.understand(text, "de"), filters, limit).hits]


def first(index: SearchIndex, text: str, filters: Filters = ANY) -> Hit:
    return index.search(index.understand(text, "de"), filters, 10).hits[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keramikfliesenhersteller", 1),
        ("tiles", 1),
        ("墙地砖", 1),
        ("瓷磚", 1),
        ("焊接机器人", 2),
        ("轴承", 3),
        ("Papier", 4),
        ("Mueller Rheinwerk", 2),
        ("Rheinwrek Muller", 2),
        ("yuntao", 1),
        ("yun tao", 1),
        ("zhoucheng", 3),
        ("ci zhuan", 1),
        ("云陶", 1),
        ("fsyt", 1),
        ("FSYT", 1),
        ("bdzy", 4),
        ("Saechsische Waelzlager", 3),
    ],
)
def test_the_right_company_comes_first(index, text, expected):
    hit = first(index, text)
    assert hit.company_id == expected
    assert hit.match
    assert hit.reasons


def test_a_concept_says_both_words(index):
    reason = next(one for one in first(index, "Fliesen").reasons if one.kind is ReasonKind.CONCEPT)
    assert (reason.asked, reason.found, reason.concept) == ("Fliesen", "瓷砖", "tiles")


def test_a_name_says_the_name(index):
    reason = first(index, "Rheinwerk Mueller").reasons[0]
    assert (reason.kind, reason.found) == (ReasonKind.NAME, "Rheinwerk Müller GmbH")


def test_a_word_says_both_words(index):
    reasons = first(index, "Schweissroboter").reasons
    assert any(
        (one.kind, one.asked, one.found) == (ReasonKind.WORD, "Schweissroboter", "Schweißroboter")
        for one in reasons
    )


def test_a_broad_question_finds_narrower_offers_below_exact_ones(index):
    index.put(company(5, offers=("Keramik",)))
    assert found(index, "Keramik")[:2] == [5, 1]


def test_offers_come_before_wishes_unless_the_user_sells(index):
    assert found(index, "Keramikfliesen")[:2] == [1, 2]
    assert found(index, "Wir verkaufen Keramikfliesen", Filters(wish=Wish.SELL))[:2] == [2, 1]
    bought = index.search(Question("", "Keramikfliesen", "de"), Filters(wish=Wish.BUY), 10).hits
    assert [hit.company_id for hit in bought if hit.match] == [1]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(country=Country.CN), {1, 4}),
        (Filters(city_id=4), {4}),
        (Filters(field="wood_paper"), {4}),
        (Filters(field="machinery"), {2, 3}),
        (Filters(field="no-such-field"), set()),
        (Filters(cooperation=CooperationKind.INVESTMENT), {1, 2, 4}),
        (Filters(cooperation=CooperationKind.SUPPLY), {1, 2, 3, 4}),
        (Filters(country=Country.DE, city_id=4), set()),
    ],
)
def test_filters_hold_for_every_hit(index, filters, expected):
    listed = index.search(Question("", "", "de"), filters, 10).hits
    assert {hit.company_id for hit in listed} == expected
    assert all(hit.match for hit in listed)
    assert set(found(index, "Papier Fliesen Roboter Wälzlager", filters)) <= expected


def test_neither_words_nor_filters_find_nothing(index):
    assert index.search(Question("", "", "de"), Filters(), 10).hits == ()


def test_the_limit_is_kept(index):
    assert len(found(index, "Fliesen", limit=1)) == 1
    assert found(index, "Fliesen", limit=0) == []


def test_a_change_is_visible_at_once(index):
    index.remove(1)
    assert found(index, "云陶") == [] or first(index, "云陶").company_id != 1
    index.put(company(2, "Neue Firma Zwei GmbH", offers=("Bier",)))
    assert first(index, "啤酒").company_id == 2
    assert not any(
        hit.match for hit in index.search(index.understand("Schweißroboter", "de"), Filters(), 9).hits
    )
    assert len(index) == 3
    index.remove(99)
    assert len(index) == 3


def test_an_empty_index_answers():
    assert found(new_index(), "Fliesen") == []


def test_a_term_is_encoded_once_in_its_life():
    cache, encoder = MemoryCache(), FakeEncoder()
    new_index(encoder, cache).rebuild(ALL)
    before = len(encoder.encoded)
    again = new_index(encoder, cache)
    again.rebuild(ALL)
    again.put(TILES)
    assert len(encoder.encoded) == before


def test_a_spoilt_cache_is_not_believed():
    cache = MemoryCache()
    new_index(cache=cache).rebuild(ALL)
    cache.put_many(dict.fromkeys(cache._values, b""))
    index = new_index(cache=cache)
    index.rebuild(ALL)
    assert first(index, "轴承").company_id == 3


def test_a_kept_vector_comes_back():
    vector = FakeEncoder().encode(["Fliesen"])[0]
    assert abs(unpack_vector(pack_vector(vector)) - vector).max() < 0.001


def test_names_of_concepts(index):
    assert index.concept_name("tiles", "zh") == "瓷砖"
    assert index.search(index.understand("Wandfliesen", "de"), Filters(), 3).concepts[0] == "wall-tiles"


def test_readers_are_not_disturbed_by_a_writer(index):
    failures: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(40):
                assert first(index, "轴承").company_id == 3
        except Exception as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(10, 40):
        index.put(company(number, offers=("Bier", f"Bier {number}")))
        index.remove(number - 2 if number > 12 else 99)
    index.rebuild(ALL)
    for reader in readers:
        reader.join()
    assert not failures


def test_who_types_a_name_does_not_wait_for_the_meaning():
    encoder = FakeEncoder()
    index = new_index(encoder)
    index.rebuild(ALL)
    before = len(encoder.encoded)
    assert first(index, "Rheinwrek Muller").company_id == 2
    assert len(encoder.encoded) == before
    assert first(index, "Fliesen").company_id == 1
    assert len(encoder.encoded) == before + 1


def test_a_glance_at_the_rarest_letters_overlooks_no_name(monkeypatch):
    monkeypatch.setattr("directory.search.names._GLANCE", 25)
    index = new_index()
    stems = ("Rheinwerk", "Walzlager", "Steinbach", "Kupferberg", "Feinblech")
    index.rebuild(company(n, f"{stems[n % 5]} {stems[n // 5]} Köln GmbH") for n in range(25))
    for text in ("Rheinwerk Steinbach Köln", "Feinblech Kupferberg Koeln GmbH"):
        assert index.understand(text, "de").words == text  # a name: the city in it is no filter
    assert index.understand("Rheinwerk und Bier in Köln", "de").filters.city_id == 1


def test_questions_are_answered_one_at_a_time():
    """Who else waits for the interpreter, as the event loop does, waits for one of them only."""
    meeting = threading.Barrier(2)
    met: list[str] = []

    class MeetingEncoder(FakeEncoder):
        def encode(self, texts):
            if threading.current_thread() is not threading.main_thread():
                with suppress(threading.BrokenBarrierError):
                    meeting.wait(timeout=0.05)
                    met.extend(texts)
            return super().encode(texts)

    index = new_index(MeetingEncoder())
    index.rebuild(ALL)
    askers = [threading.Thread(target=first, args=(index, text)) for text in ("Fliesen", "bearings")]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert not met


def test_what_an_entry_says_word_for_word_is_not_encoded_again():
    encoder = FakeEncoder()
    index = new_index(encoder)
    index.rebuild(ALL)
    before = len(encoder.encoded)
    known = first(index, "Schweißroboter")
    assert known.company_id == 2
    assert len(encoder.encoded) == before
    index.remove(2)
    index.open(index.merge())
    index.forget()
    encoded = index.search(index.understand("Schweißroboter", "de"), ANY, 10)
    assert encoder.encoded[before:] == ["Schweißroboter"]
    index.put(ROBOTS)
    index.forget()
    assert first(index, "Schweißroboter") == known
    assert not any(hit.match for hit in encoded.hits)


def test_a_company_named_like_a_product_hides_no_other(index):
    index.put(company(8, "Keramikfliesen GmbH", offers=("Papier",)))
    hits = index.search(index.understand("Keramikfliesen", "de"), ANY, 9).hits
    assert {1, 8} <= {hit.company_id for hit in hits if hit.match}


def test_an_industry_stands_for_the_services_that_belong_to_it():
    def named(name: str, kind: str, isic: str, de: str, zh: str, en: str) -> Concept:
        return Concept(name, kind, (isic,), (), {"de": (de,), "zh": (zh,), "en": (en,)})

    lexicon = Lexicon(
        (
            named("legal", "industry", "6910", "Rechtsberatung", "法律服务业", "legal activities"),
            named("law-firm", "service", "6910", "Anwaltskanzlei", "律师事务所", "law firm"),
            named("law-book", "product", "6910", "Gesetzbuch", "法典", "law book"),
            named("rest", "industry", "7490", "Sonstiges", "其他活动", "other professional activities"),
        )
    )
    lawyer = company(1, offers=("Vertragsrecht",), industries=("6910", "7490"))
    terms = build_entry(lawyer, lexicon, PlaceFinder(CITIES)).terms
    assert terms == (Term("Vertragsrecht", Source.OFFER), Term("Rechtsberatung", Source.INDUSTRY))
    assert {one.concept: one.weight for one in lexicon.match_term("Rechtsberatung")} == {
        "legal": 1.0,
        "law-firm": TRADE_WEIGHT,
    }


def test_a_word_of_two_languages_means_what_it_means_in_the_asker_s() -> None:
    lexicon = Lexicon(
        (
            concept("tea", "Tee", "茶叶", "tea"),
            concept("fitting", "T-Stück", "三通", "tee|pipe tee"),
            concept("both", "Tee|Teesorten", "红茶", "black tea"),
        )
    )
    for language, meant in (("de", {"tea", "both"}), ("en", {"fitting"}), ("zh", {"tea", "fitting", "both"})):
        assert {one.concept for one in lexicon.match_in("Tee", language)} == meant, language


@pytest.mark.parametrize(
    "wanted", ["Fliesenhändler", "Kunden für Fliesen", "瓷砖经销商", "tile distributors"]
)
def test_who_looks_for_customers_has_the_thing_and_does_not_lack_it(wanted: str) -> None:
    entry = build_entry(company(1, seeks=(wanted, "Fliesen")), Lexicon(()), PlaceFinder(CITIES))
    assert entry.terms == (Term(wanted, Source.DESCRIPTION), Term("Fliesen", Source.SEEK))

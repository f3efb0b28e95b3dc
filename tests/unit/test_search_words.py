"""An agency adds words: checked like the lexicon's own, in force without a restart, removable."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli import main
from bot.indexing import Indexing
from directory.domain.city import Country
from directory.domain.company import Company
from directory.domain.fields import FIELDS
from directory.domain.words import AddedWord
from directory.search.added_words import find_concept, lay_over, list_faults, new_id
from directory.search.index import SearchIndex
from directory.search.question import Filters, Question
from directory.store import words
from directory.store.engine import Store
from tests.search_fakes import FakeEncoder, company, new_index, small_lexicon
from tests.store_samples import NOW, put_company

TRAY = AddedWord(
    0, "tea-trays", ("Teetablett",), ("茶盘",), ("tea trays",), "ceramics", ("2393",), "Agentur", NOW
)
SLABS = AddedWord(0, "tiles", ("Plättli",), ("瓷片",), added_by="Agentur")
COMPANIES = [company(1, offers=("Plättli",)), company(2, offers=("茶盘",)), company(3, offers=("Bier",))]


def first(index: SearchIndex, text: str) -> tuple[int, bool] | None:
    hits = index.search(index.understand(text, "de"), Filters(), 5).hits
    return (hits[0].company_id, hits[0].match) if hits else None


def learn(index: SearchIndex, *words: AddedWord) -> list[int]:
    """The ids of the companies that had to be read again."""
    return list(index.learn(words, lambda ids: [one for one in COMPANIES if one.id in ids]))


def test_added_words_are_in_force_at_once_and_gone_when_removed():
    index = new_index()
    index.rebuild(COMPANIES)
    assert first(index, "瓷砖") != (1, True)
    assert learn(index, TRAY, SLABS) == [1, 2]
    assert first(index, "瓷砖") == (1, True)
    assert first(index, "Teetablett") == (2, True)
    assert index.find_concepts("Teetabletts") == ("tea-trays",)
    assert index.concept_name("tea-trays", "zh") == "茶盘"
    assert learn(index) == [1, 2]
    assert first(index, "瓷砖") != (1, True)
    assert index.find_concepts("Teetabletts") == ()


def test_added_words_change_no_meaning_that_is_stored():
    encoder = FakeEncoder()
    index = new_index(encoder)
    index.rebuild(COMPANIES)
    encoder.encoded.clear()
    learn(index, TRAY, SLABS)
    assert encoder.encoded == []


def test_an_index_that_learns_equals_one_that_knew_before():
    beer = AddedWord(0, "must", ("Obstmost",), ("果酒",), ("cider",), "beer", ("1102",))
    offers = (
        "Plättlileger",
        "Bodenplättli",
        "Tee Tablett",
        "茶盤",
        "Teetabletts aus Holz",
        "Obstmost",
        "Lager",
    )
    entries = [company(number, offers=(offer,)) for number, offer in enumerate(offers, 1)]
    taught = new_index()
    taught.rebuild(entries)
    for told in ((TRAY,), (TRAY, SLABS, beer), (beer, SLABS), (SLABS, TRAY), ()):
        read = taught.learn(told, lambda ids: [one for one in entries if one.id in ids])
        assert 7 not in read
        knew = new_index()
        knew.learn(told, lambda ids: ())
        knew.rebuild(entries)
        assert taught.version == knew.version
        for text in (*offers, "瓷砖", "tea trays", "Keramik", "cider", "Bier"):
            asked = knew.understand(text, "de")
            expected = knew.search(asked, Filters(), 9)
            assert taught.search(asked, Filters(), 9) == expected
        for field in FIELDS:
            filters = Filters(field=field)
            assert taught.search(Question("", "", "de"), filters, 9) == knew.search(
                Question("", "", "de"), filters, 9
            )


def test_where_the_companies_cannot_be_read_nothing_is_learnt():
    index = new_index()
    index.rebuild(COMPANIES)
    before = index.version

    def fail(ids: Sequence[int]) -> list[Company]:
        raise OSError

    with pytest.raises(OSError):
        index.learn((TRAY, SLABS), fail)
    assert index.find_concepts("Teetabletts") == ()
    assert index.version == before
    assert learn(index, TRAY, SLABS) == [1, 2]


def test_a_new_concept_has_its_place_and_class():
    lexicon = lay_over(small_lexicon(), (TRAY,))
    assert lexicon.broader("tea-trays") == {"tea-trays": 0, "ceramics": 1}
    assert lexicon.isic("tea-trays") == ("2393",)
    orphan = AddedWord(0, "tea-trays", ("Teetablett",), ("茶盘",), ("tea trays",), "gone", ("2393",))
    assert lay_over(small_lexicon(), (orphan,)).broader("tea-trays") == {"tea-trays": 0}


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        (AddedWord(0, "tiles", de=("瓷片",)), "wrong script"),
        (AddedWord(0, "tiles", zh=("瓷磚片",)), "traditional"),
        (AddedWord(0, "tiles", de=("Platten (rot)",)), "sign not allowed"),
        (AddedWord(0, "tiles", de=("Fliesen",)), "known already"),
        (AddedWord(0, "tiles", de=("Bier",)), "name of beer"),
        (AddedWord(0, "tiles"), "no name given"),
        (AddedWord(0, "new", de=("Neu",), zh=("新",), en=("new",)), "ISIC class"),
        (AddedWord(0, "new", de=("Neu",), isic=("2392",)), "a Chinese"),
    ],
)
def test_what_cannot_be_added_is_told(word, fault):
    assert any(fault in line for line in list_faults(small_lexicon(), word))


def test_a_good_word_has_no_faults():
    assert list_faults(small_lexicon(), TRAY) == []
    assert list_faults(small_lexicon(), SLABS) == []


def test_concepts_are_found_by_name_and_ids_are_free():
    lexicon = small_lexicon()
    tiles = lexicon.concepts["tiles"]
    assert [find_concept(lexicon, text) for text in ("tiles", "Keramikfliesen", "瓷砖")] == [tiles] * 3
    assert find_concept(lexicon, "Unfug") is None
    assert [new_id(lexicon, text) for text in ("Tea Trays", "beer", "茶")] == ["tea-trays", "beer-2", "word"]


def test_words_are_stored_and_removed(store: Store) -> None:
    with store.write() as session:
        before = words.find_stamp(session)
        word_id = words.add(session, TRAY, NOW)
        (stored,) = words.list_words(session)
        assert stored == AddedWord(
            **{**{name: getattr(TRAY, name) for name in TRAY.__slots__}, "id": word_id}
        )
        assert words.find_stamp(session) != before
        assert words.remove(session, word_id)
        assert not words.remove(session, word_id)
        assert words.list_words(session) == ()
        assert words.find_stamp(session) == before


def test_a_running_bot_takes_words_over(store: Store) -> None:
    with store.write() as session:
        put_company(session, country=Country.DE, offers=("Plättli",))
    indexing = Indexing(store, FakeEncoder(), lambda: NOW)
    indexing.build()
    assert indexing.search.find_concepts("Plättli") == ()
    with store.write() as session:
        word_id = words.add(session, AddedWord(0, "ceramic-tiles", de=("Plättli",)), NOW)
    indexing.refresh()
    assert indexing.search.find_concepts("Plättli") == ("ceramic-tiles",)
    with store.write() as session:
        words.remove(session, word_id)
    indexing.refresh()
    assert indexing.search.find_concepts("Plättli") == ()


def test_the_shell_adds_lists_and_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISABOT__DATABASE__URL", f"sqlite:///{tmp_path / 'x.db'}")
    assert main(["words", "add", "--like", "Keramikfliesen", "--de", "Plättli", "--by", "Agentur"]) == 0
    assert "ceramic-tiles" in capsys.readouterr().out
    assert main(["words", "add", "--like", "Unfug und Tand", "--de", "x", "--by", "A"]) == 2
    assert "no concept for 'Unfug und Tand'" in capsys.readouterr().err
    assert main(["words", "add", "--like", "Keramikfliesen", "--de", "Plättli", "--by", "Agentur"]) == 2
    assert "known already" in capsys.readouterr().err
    assert main(["words", "list"]) == 0
    assert "Plättli" in capsys.readouterr().out
    assert main(["words", "remove", "1"]) == 0
    assert main(["words", "remove", "1"]) == 2
    capsys.readouterr()
    assert main(["words", "list"]) == 0
    assert capsys.readouterr().out == ""


def test_demand_of_nobody_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISABOT__DATABASE__URL", f"sqlite:///{tmp_path / 'x.db'}")
    assert main(["demand"]) == 0
    assert "five different people" in capsys.readouterr().out

"""Concepts are recognised in running text of three languages; the lexicon's files are sound."""

import pytest

from directory.domain.classifications import find_gbt, find_wz
from directory.search.concepts import lexicon_files, load_lexicon, read_lexicon
from directory.search.lexicon_check import check, main
from directory.search.matching import Matcher
from directory.search.signs import missing_signs
from tests.search_fakes import small_lexicon

HEADER = "id\tkind\tisic\tbroader\tde\tzh\ten"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Fliesen", "tiles"),
        ("Keramikfliesenhersteller", "tiles"),
        ("Keramik-Fliesen", "tiles"),
        ("Bodenfliesen", "tiles"),
        ("Wälzlagern", "bearing"),
        ("Waelzlager", "bearing"),
        ("Schweißroboteranlage", "plant"),
        ("battery", "battery"),
        ("ceramic tile", "tiles"),
        ("瓷磚", "tiles"),
        ("佛山瓷砖厂", "tiles"),
        ("工业机器人的生产", "robot"),
        ("焊接机器人", "welding-robot"),
        ("包装纸", "paper"),
    ],
)
def test_the_head_of_a_phrase_is_found_first(text, first):
    matches = small_lexicon().match(text)
    assert matches
    assert matches[0].concept == first


@pytest.mark.parametrize("text", ["Barbier", "Leder", "", "。。。", "12345", "Schale", "纸上谈兵"])
def test_chance_pieces_of_words_name_nothing(text):
    assert not small_lexicon().match(text)


LITTLE_WORDS = (("it", "de", "IT-Beratung"), ("it", "en", "IT consulting"), ("helmet", "en", "hard hat"))


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Wir brauchen IT-Beratung", ["it"]),
        ("it consulting", ["it"]),
        ("hard hats", ["helmet"]),
        ("Beratung", []),
        ("hard", []),
        ("The company hat", []),
    ],
)
def test_a_little_word_that_makes_the_name_is_not_left_out(text, concepts):
    assert [match.concept for match in Matcher(LITTLE_WORDS).match(text)] == concepts


def test_what_stands_before_the_head_counts_less():
    weights = {match.concept: match.weight for match in small_lexicon().match("Maschinen für Fliesen")}
    assert weights["machine"] > weights["tiles"] > 0
    weights = {match.concept: match.weight for match in small_lexicon().match("Batterieanlagen")}
    assert weights["plant"] > weights["battery"] > 0
    weights = {match.concept: match.weight for match in small_lexicon().match("瓷砖机械")}
    assert weights["machine"] > weights["tiles"] > 0


def test_broader_and_narrower_know_their_distance():
    lexicon = small_lexicon()
    assert lexicon.broader("wall-tiles") == {"wall-tiles": 0, "tiles": 1, "ceramics": 2}
    assert lexicon.narrower("ceramics") == {"ceramics": 0, "tiles": 1, "wall-tiles": 2}
    assert lexicon.broader("unknown") == {}


def test_names_are_given_in_the_readers_language():
    lexicon = small_lexicon()
    assert [lexicon.concept_name("tiles", locale) for locale in ("de", "zh", "en", "xx")] == [
        "Keramikfliesen",
        "瓷砖",
        "ceramic tiles",
        "ceramic tiles",
    ]
    assert lexicon.concept_name("unknown", "de") == ""


def test_the_lexicon_has_no_faults():
    assert check(lexicon_files()) == []


def test_nearly_all_lexicon_names_have_their_signs_kept():
    names = [name for one in load_lexicon().concepts.values() for ways in one.names.values() for name in ways]
    assert len(missing_signs(names)) < 0.02 * len(names), "run python -m directory.search.signs"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["a\tproduct\t2392\t\tFliesen\t瓷砖"], "6 columns"),
        (["a\tproduct\t2392\t\tFliesen\t瓷砖\ttiles"] * 2, "also at"),
        (["a\tproduct\t2392\tb\tFliesen\t瓷砖\ttiles"], "unknown broader b"),
        (["a\tproduct\t2392\ta\tFliesen\t瓷砖\ttiles"], "above itself"),
        (["a\tproduct\t23\t\tFliesen\t瓷砖\ttiles"], "isic"),
        (["a\tproduct\t2392\t\tFliesen\t瓷磚\ttiles"], "traditional"),
        (["a\tproduct\t2392\t\t瓷砖\t瓷砖\ttiles"], "wrong script"),
        (["a\tproduct\t2392\t\tFliesen|\t瓷砖\ttiles"], "empty name"),
        (["a\tthing\t2392\t\tFliesen\t瓷砖\ttiles"], "unknown kind"),
        (["A b\tproduct\t2392\t\tFliesen\t瓷砖\ttiles"], "no slug"),
        (["a\tproduct\t2392\t\tFliesen|Fliesen\t瓷砖\ttiles"], "double name"),
        (["a\tproduct\t2392\t\tFliesen (rot)\t瓷砖\ttiles"], "sign not allowed"),
        (
            ["a\tproduct\t2392\t\tFliesen\t瓷砖\ttiles", "b\tproduct\t2392\t\tfliesen\t墙砖\twall"],
            "a name of a",
        ),
        (["a\tmaterial\t2392\t\tTon\t黏土\tclay"], "nothing stands above"),
        (["a\tproduct\t0492\t\tFliesen\t瓷砖\ttiles"], "isic"),
    ],
)
def test_the_checker_names_the_fault(tmp_path, capsys, rows, fault):
    path = tmp_path / "x.tsv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    assert any(fault in line for line in check([path]))
    assert main([str(path)]) == 1
    assert fault in capsys.readouterr().out


def test_faulty_rows_are_left_out_when_reading(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text(f"{HEADER}\nbad\trow\na\tproduct\t2392\t\tFliesen\t瓷砖\ttiles\n", encoding="utf-8")
    assert list(read_lexicon([path]).concepts) == ["a"]


@pytest.mark.parametrize(
    ("isic", "wz", "gbt"),
    [
        ("2392", "23", ("30",)),
        ("1010", "10", ("13", "14")),
        ("4690", "46", ("51",)),
        ("0400", None, ()),
        ("23", None, ()),
        ("x392", None, ()),
    ],
)
def test_classes_have_counterparts_in_both_national_classifications(isic, wz, gbt):
    assert (find_wz(isic), find_gbt(isic)) == (wz, gbt)


def test_every_concept_has_a_class_in_both_national_classifications():
    codes = {code for concept in load_lexicon().concepts.values() for code in concept.isic}
    assert codes
    assert all(find_wz(code) and find_gbt(code) for code in codes)


@pytest.mark.parametrize("word", ["rufen", "Damen", "machen", "Ich möchte Sie rufen", "sushi"])
def test_german_words_are_no_pinyin(word):
    assert load_lexicon().chinese(word) == word


@pytest.mark.parametrize("typed", ["cizhuan", "ci zhuan", "cí zhuān", "Ci2 Zhuan1", "CIZHUAN"])
def test_pinyin_with_and_without_tones_and_spaces(typed):
    assert small_lexicon().chinese(typed) == "瓷砖"


def test_lu_and_nu_with_dots_are_typed_in_several_ways():
    lexicon = load_lexicon()
    assert {lexicon.chinese(typed) for typed in ("lvxingcai", "luxingcai", "lüxingcai")} == {"铝型材"}


def test_a_short_head_after_unknown_letters_is_hardly_a_head():
    tomatoes = load_lexicon().match("Tomaten")[0].concept
    named = {match.concept: match.weight for match in load_lexicon().match("Xyautomaten")}
    assert named.get(tomatoes, 0) < 0.5
    weights = {match.concept: match.weight for match in small_lexicon().match("Qwortlager")}
    assert 0 < weights["bearing"] < 0.5
    assert small_lexicon().match("Drehlager")[0].weight > 0.5


def test_an_english_phrase_is_no_german_compound():
    clubs = load_lexicon().match("golf clubs")[0].concept
    assert clubs not in [match.concept for match in load_lexicon().match("Golfclub")]

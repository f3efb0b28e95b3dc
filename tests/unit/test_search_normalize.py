"""Names and texts of three languages come to the same form whichever way they are written."""

import pytest

from directory.search.normalize import (
    MAX_CHARS,
    clean,
    fold,
    language,
    number,
    pinyin,
    stem,
    without_legal_form,
)
from directory.search.roles import without_role


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "muller"),
        ("Größe", "GROESSE"),
        ("瓷磚", "瓷砖"),
        ("ＡＢＣ１", "abc1"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Müller Keramik GmbH & Co. KG", "muller keramik"),
        ("Bandweberei Kluth e. K.", "bandweberei kluth"),
        ("Turnverein Lahr e.V.", "turnverein lahr"),
        ("Foshan Yuntao Co., Ltd.", "foshan yuntao"),
        ("佛山市云陶瓷砖有限公司", "佛山市云陶瓷砖"),
        ("台州市绿蔗糖业股份有限公司", "台州市绿蔗糖业"),
        ("揭阳市宏炊不锈钢制品厂", "揭阳市宏炊不锈钢制品"),
        ("GmbH", "gmbh"),
        ("有限公司", "有限公司"),
    ],
)
def test_the_legal_form_goes_and_a_name_stays(name, plain):
    assert without_legal_form(fold(name)) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Fliesen", "Fliese"), ("Maschinen", "Maschine"), ("Gläser", "Glas"), ("batteries", "battery")),
        *(
            ("scooters", "scooter"),
            ("pistons", "piston"),
            ("bags", "bag"),
            ("lockers", "locker"),
            ("Kekse", "Keks"),
        ),
    ],
)
def test_inflected_forms_share_a_stem(one, other):
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("word", "other"), [("leder", "led"), ("lockers", "locks"), ("tankers", "tanks"), ("kurs", "kur")]
)
def test_leather_is_not_a_lamp(word, other):
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    ("word", "thing"),
    [
        ("keramikfliesenhersteller", "keramikfliesen"),
        ("schuhgeschaft", "schuh"),
        ("hersteller", ""),
        ("tor", "tor"),
    ],
)
def test_role_endings_go(word, thing):
    assert without_role(word) == thing


def test_chinese_numerals_before_a_measure_become_digits():
    assert number("年产三百吨") == "年产300吨"
    assert number("二〇二四年") == "2024年"
    assert number("一千零五十台") == "1050台"


def test_pinyin_has_no_tones():
    assert pinyin("佛山Foshan瓷砖") == ["fo", "shan", "ci", "zhuan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("瓷砖 tiles", "zh"),
        ("Wir suchen Fliesen", "de"),
        ("Bänke", "de"),
        ("looking for tiles", "en"),
        ("Foshan", "de"),
    ],
)
def test_the_language_is_guessed(text, expected):
    assert language(text) == expected


def test_an_unknown_language_is_the_users():
    assert language("Foshan", "en") == "en"


def test_only_the_first_thousand_characters_count():
    assert len(fold("ﷺ" * 5000)) <= MAX_CHARS * 2


def test_control_characters_become_spaces_in_every_script():
    assert clean("a\tb\x00c") == "a b c"
    assert clean("瓷\u200b砖\ud800ä") == "瓷 砖 ä"


def test_marks_of_any_kind_are_folded_away():
    assert fold("Chǔjǐng ñandú Ørsted Straße") == "chujing nandu orsted strasse"
    assert fold("Grüße aus Köln, " * 4) == "grusse aus koln, " * 4

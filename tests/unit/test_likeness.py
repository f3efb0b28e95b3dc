"""Which names in one city may be one company, and which are surely two."""

import pytest

from directory.cities import read_cities
from directory.domain.city import City
from directory.likeness.duplicates import Named, find_duplicates
from directory.likeness.names import NameReader, are_alike

CITIES = {city.name_de: city for city in read_cities()}
SOLINGEN, FOSHAN = CITIES["Solingen"], CITIES["Foshan"]


def alike(city: City, one: str, other: str) -> bool:
    reader = NameReader(city)
    assert are_alike(reader.read(one), reader.read(other)) == are_alike(reader.read(other), reader.read(one))
    return are_alike(reader.read(one), reader.read(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne GmbH", "Mueller und Soehne GmbH & Co. KG"),
        ("Müller & Söhne GmbH", "MULLER & SOHNE AG"),
        ("Groß Werkzeuge e.K.", "Gross Werkzeuge"),
        ("Klingenwerk Solingen GmbH", "Klingenwerk GmbH"),
        ("Maschinen-Bau Huber GmbH", "Maschinenbau Huber"),
        ("Huber Maschinenbau GmbH", "Huber Machinenbau GmbH"),
        ("Kellenter Prüfstandtechnik", "Kellentner Prüfstandtechnik"),
    ],
)
def test_german_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(SOLINGEN, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muster 00012 GmbH", "Muster 00013 GmbH"),
        ("Werk 1 GmbH", "Werk 11 GmbH"),
        ("Müller Maschinenbau GmbH", "Müller Metallbau GmbH"),
        ("Müller GmbH", "Müller Maschinenbau GmbH"),
        ("Schmidt Werkzeuge GmbH", "Schmitt Werkzeuge GmbH"),
        ("Meier GmbH", "Maier GmbH"),
        ("Nord Technik GmbH", "Süd Technik GmbH"),
        ("Klingen I GmbH", "Klingen II GmbH"),
        ("Technikhaus001", "Technikhaus002"),
    ],
)
def test_a_number_or_a_word_tells_german_names_apart(one: str, other: str) -> None:
    assert not alike(SOLINGEN, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("佛山云陶陶瓷有限公司", "佛山市云陶陶瓷股份有限公司"),
        ("佛山云陶陶瓷有限公司", "广东云陶陶瓷有限公司"),
        ("佛山雲陶陶瓷有限公司", "佛山云陶陶瓷有限公司"),
        ("云陶（佛山）陶瓷有限公司", "佛山云陶陶瓷有限公司"),
        ("佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd."),
        ("佛山云陶陶瓷有限公司", "Yun Tao Ceramic Co Ltd"),
        ("佛山云陶陶瓷有限公司", "Foshan Yuntao Taoci Youxian Gongsi".replace("Youxian Gongsi", "Co., Ltd.")),
        ("佛山市岩境大板科技有限公司", "Foshan Yanjing Slab Technology Co., Ltd."),
        ("佛山云陶陶瓷有限公司", "Yuntao"),
        ("样本00012有限公司", "Yangben 00012 Co., Ltd."),
    ],
)
def test_chinese_spellings_and_the_latin_form(one: str, other: str) -> None:
    assert alike(FOSHAN, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("样本00012有限公司", "样本00013有限公司"),
        ("样本00012有限公司", "Yangben 00013 Co., Ltd."),
        ("佛山云陶陶瓷有限公司", "佛山云陶机械有限公司"),
        ("佛山云陶陶瓷有限公司", "佛山韵陶陶瓷有限公司"),
        ("佛山云陶陶瓷有限公司", "Foshan Yuntao Machinery Co., Ltd."),
        ("佛山云陶陶瓷有限公司", "Foshan Yunshan Ceramics Co., Ltd."),
        ("佛山云陶润瓷砖有限公司", "Foshan Yuntao Tiles Co., Ltd."),
        ("佛山陶瓷有限公司", "Foshan Ceramics Machinery"),
        ("佛山云陶陶瓷一厂有限公司", "佛山云陶陶瓷二厂有限公司"),
    ],
)
def test_a_number_or_a_word_tells_chinese_names_apart(one: str, other: str) -> None:
    assert not alike(FOSHAN, one, other)


def named(
    external_id: str, name: str, latin: str = "", website: str = "", line: int = 0, city: int = 1
) -> Named:
    return Named(external_id, city, name, latin, website, line)


def found(new: list[Named], known: list[Named]) -> list[tuple[str, str]]:
    cities = {1: FOSHAN, 2: SOLINGEN}
    return [(one.external_id, other.external_id) for one, other in find_duplicates(new, known, cities)]


def test_a_latin_form_given_with_a_chinese_name_is_compared_too() -> None:
    known = [named("a", "Foshan Yuntao Ceramics Co., Ltd.")]
    assert found([named("b", "佛山云陶陶瓷有限公司", "Yuntao Ceramics", line=2)], known) == [("b", "a")]


def test_two_chinese_names_that_differ_are_two_though_they_sound_alike() -> None:
    known = [named("a", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics")]
    assert found([named("b", "佛山韵陶陶瓷有限公司", "Foshan Yuntao Ceramics", line=2)], known) == []


def test_the_same_site_is_a_hint() -> None:
    known = [named("a", "云陶", website="https://www.yuntao.example/de")]
    assert found([named("b", "Keramikwerk", website="http://yuntao.example", line=2)], known) == [("b", "a")]


def test_a_site_shared_by_many_or_a_market_place_is_none() -> None:
    many = [
        named(f"n{n}", f"Firma {chr(97 + n)}", website="https://hub.example", line=n + 2) for n in range(4)
    ]
    assert found(many, []) == []
    markets = [
        named(f"m{n}", f"Firma {chr(97 + n)}", website="https://x.1688.com", line=n + 2) for n in range(2)
    ]
    assert found(markets, []) == []


def test_names_are_compared_within_a_city_only() -> None:
    known = [named("a", "Müller GmbH", city=1)]
    assert found([named("b", "Müller GmbH", line=2, city=2)], known) == []


def test_rows_of_known_entries_are_no_duplicates_of_themselves_but_others_may_be_of_them() -> None:
    known = [named("a", "Müller GmbH")]
    rows = [named("a", "Müller GmbH", line=2), named("b", "Mueller AG", line=3)]
    assert found(rows, known) == [("b", "a")]


def test_a_later_row_is_the_duplicate_of_the_earlier() -> None:
    rows = [named("a", "Müller GmbH", line=2), named("b", "Mueller AG", line=3)]
    assert found(rows, []) == [("b", "a")]

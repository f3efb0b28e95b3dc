"""City names in three languages and with small errors; never a member for another known place."""

from dataclasses import replace

import pytest

from directory.cities import CityNames, read_cities
from directory.domain.city import City, Country

NAMES = CityNames([replace(city, id=number) for number, city in enumerate(read_cities(), 1)])

MEANT = """
Köln =  Köln  Cologne  科隆  科隆市  Koeln  koln  KÖLN  Köln, NRW  Stadt Köln  Köln/Cologne
Köln =  Köln 科隆  德国科隆
Ludwigshafen am Rhein =  Ludwigshafen  Ludwigshafen am Rhein  Ludwigshafen a. Rh.  路德维希港
Ludwigshafen am Rhein =  Ludwigshaven
Bad Homburg v. d. Höhe =  Bad Homburg  bad homburg  Bad Homburg vor der Höhe  Bad Homburg v.d.H.
Bad Homburg v. d. Höhe =  巴特洪堡
Freiburg im Breisgau =  Freiburg  Freiburg i. Br.  Freiburg (Breisgau)  弗莱堡  弗萊堡
Rüsselsheim am Main =  Rüsselsheim  Ruesselsheim  Russelsheim  Rüsselheim  吕塞尔斯海姆
Rüsselsheim am Main =  Rüsselsheim a.M.
Nürnberg =  Nürnberg  Nuernberg  Nuremberg  Nurnberg  纽伦堡  Nuremberg, Bavaria
Rhein-Kreis Neuss =  Rhein-Kreis Neuss  Neuss  Neuß  Kreis Neuss  莱茵-诺伊斯县
Hamburg =  Hamburg  漢堡  汉堡  Hansestadt Hamburg  Hamburgg  Hambrug
Fulda (Region) =  Fulda  Fulda (Region)  Region Fulda  Landkreis Fulda  富尔达
Lahr/Schwarzwald =  Lahr  Lahr/Schwarzwald  Lahr (Schwarzwald)  拉尔
Ingolstadt =  Ingolstadt  Ingoldstadt  因戈尔施塔特  英戈尔施塔特
Kaiserslautern =  Kaiserslautern  Kaiserlautern  凯撒斯劳滕
Göttingen =  Göttingen  Goettingen  Gottingen  Göttngen
Wuppertal =  Wuppertal  Wupertal  WUPPERTAL  Wuppertahl  伍珀塔尔
Foshan =  佛山  佛山市  Foshan  fo shan  Fóshān  Fohsan  广东省佛山市  广东佛山  Foshan, Guangdong
Foshan =  Foshan 佛山
Bao'an (Shenzhen) =  Bao'an  Bao’an  Baoan  宝安  寶安區  宝安区  深圳宝安  深圳市宝安区
Bao'an (Shenzhen) =  Shenzhen Bao'an  Shenzen Baoan
Nansha (Guangzhou) =  Nansha  南沙  广州南沙  Nansha District, Guangzhou
Xiaoshan (Hangzhou) =  Xiaoshan  萧山  蕭山  杭州市萧山区
Taizhou =  台州  台州市  臺州  Taizhou (Zhejiang)  Taizhou, Zhejiang  Taizhou  浙江台州
Ma'anshan =  Ma'anshan  Maanshan  Ma An Shan  马鞍山  馬鞍山市
Zhaoqing =  Zhaoqing  肇庆  肇慶  Zaoqing
Jiangmen =  Jiangmen  江门  Jianmen  Jiangmen City
"""
NO_MEMBER = """
Berlin  Shanghai  München  Munich  Hamm  Wuhan  Taizhou (Jiangsu)  Taizhou Jiangsu  泰州  江苏泰州
Taizhou 泰州  Freiberg  Freyburg  Freiburg (Elbe)  Homburg  Homberg  Ludwigsburg  路德维希堡
Ludwigshafen am Bodensee  Göppingen  Sulingen  Oettingen  Hattingen  Hillesheim  Nanjing  Nannjing
Fuzhou  Huizhou  Suzhou  Xuzhou  Quzhou  Huazhou  Beihai  Zhangzhou  Shenzhen  深圳  Guangzhou
广州  Hangzhou  宝山  深圳市宝山区  中国科隆  Frankfurt am Main  Halle  Essen  Main  Bad  Kreis
Rhein  Stadt  Guangdong  广东  China  中国  Deutschland  Nordrhein-Westfalen  Wuppertal Solingen
Köln Berlin  科隆柏林  x  ?  上海  大众  Yunnan
"""


def split(line: str) -> list[str]:
    """The names in a line of the tables: two spaces apart."""
    return [name for name in line.split("  ") if name]


CASES = [
    (name_de, name)
    for line in MEANT.splitlines()
    for name_de, _, names in [line.partition(" = ")]
    for name in split(names)
]
OTHERS = [name for line in NO_MEMBER.splitlines() for name in split(line)]


@pytest.mark.parametrize(("name_de", "said"), CASES)
def test_a_member_city_is_found(name_de: str, said: str) -> None:
    found = NAMES.find(said)
    assert found is not None
    assert found.name_de == name_de


@pytest.mark.parametrize("said", [*OTHERS, "", " ", "x" * 5000, "Köln " * 50, "\0"])
def test_no_member_is_taken_for_another_place(said: str) -> None:
    assert NAMES.find(said) is None


@pytest.mark.parametrize("city", read_cities(), ids=lambda city: city.name_en)
def test_every_name_of_the_list_means_its_own_city(city: City) -> None:
    for name in (
        city.name_de,
        city.name_zh,
        city.name_en,
        city.name_en.upper(),
        city.name_zh.removesuffix("市"),
    ):
        found = NAMES.find(name)
        assert found is not None
        assert replace(found, id=0) == city


def test_a_name_of_two_cities_is_in_doubt() -> None:
    names = CityNames(
        [City(1, Country.CN, "Taizhou", "台州", "Taizhou"), City(2, Country.CN, "Taizhou", "泰州", "Taizhou")]
    )
    assert names.find("Taizhou") is None
    found = names.find("泰州")
    assert found is not None
    assert found.id == 2


def test_the_list_tells_facts_only() -> None:
    cities = read_cities()
    assert {city.country for city in cities} == {Country.DE, Country.CN}
    assert next(city for city in cities if city.name_de == "Dortmund").member_since == ""
    assert all(city.name_de and city.name_zh and city.name_en and city.source_url for city in cities)

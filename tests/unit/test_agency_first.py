"""What a request's own words are about where the agency reads it first, and what is left alone."""

import pytest

from directory.domain.agency_first import find_kind
from directory.domain.company import CooperationKind as Kind


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            Kind.INVESTMENT,
            "投资落户 | 想在德国投资办厂 | 我们计划在贵市设立子公司 | 在索林根成立一家分公司 | "
            "希望入股一家德国企业 | 寻找工业用地 | 考虑在佛山建厂 | 想了解招商政策 | 拟在德国设立欧洲总部 | "
            "Wir möchten uns in Solingen ansiedeln. | Ansiedlung eines Werks | "
            "Wir wollen in Foshan investieren. | "
            "Wir möchten eine Niederlassung gründen | Gründung einer Tochtergesellschaft in Foshan | "
            "Wir suchen einen Standort für unsere Fertigung in China. | Wir suchen eine Gewerbefläche. | "
            "Wir planen, in Foshan eine Fabrik zu bauen. | Eine Minderheitsbeteiligung kommt infrage. | "
            "Suche einen Investor | NIEDERLASSUNG GRÜNDEN | Wir wollen ein Werk gruenden. | "
            "We want to set up a subsidiary in Solingen. | Opening a branch office in Foshan | "
            "We are looking to invest in your city | Looking for an investor | "
            "We plan to build a new plant in Germany | "
            "relocate our production to Foshan | We invest in a new machine factory on your site",
        ),
        (
            Kind.MARKET_ENTRY,
            "希望进入德国市场 | 开拓欧洲市场 | 市场准入咨询 | Wir planen den Markteintritt in China. | "
            "Wir möchten auf dem chinesischen Markt Fuß fassen. | "
            "Hilfe beim Einstieg in den chinesischen Markt | "
            "Markterschliessung | "
            "We would like to enter the German market. | market entry China | gain market access",
        ),
        (
            Kind.EXCHANGE,
            "足球俱乐部交流 | 青少年足球交流 | 想组织学生互访 | 交流职业教育 | 希望结为友好城市 | "
            "足球集训 | 组织代表团来访 | "
            "Jugendaustausch | Wir suchen einen Fußballverein für einen Austausch. | "
            "Trainingslager im Sommer | "
            "Austausch von Auszubildenden | Schüleraustausch mit Foshan | Städtepartnerschaft | "
            "Unsere Delegation besucht Foshan im Mai. | Ein Praktikum für unsere Studenten | "
            "youth exchange | an exchange between our football clubs | training camp in July | sister city",
        ),
    ],
)
def test_what_is_for_the_agency_is_found_in_every_language(kind: Kind, texts: str) -> None:
    found = {text.strip(): find_kind(text) for text in texts.split("|")}
    assert found == dict.fromkeys(found, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Wir investieren in neue Maschinen, suchen Lieferant.",
        "Wir investieren 2027 in moderne Anlagen und brauchen Spindeln.",
        "Wir suchen Keramikfliesen in Großformat.",
        "Wir liefern Wärmetauscher und Ersatzteile zum Austausch.",
        "Unsere Niederlassung in Shanghai kauft Ventile.",
        "Unser Werk in Solingen braucht Schrauben.",
        "Gegründet 1998, 60 Mitarbeiter. Wir suchen einen Händler.",
        "Wir tauschen alte Pumpen aus.",
        "Ihre Formate passen zu unserer Firma.",
        "We invest in new equipment and look for a supplier of pumps.",
        "Our subsidiary in Shanghai buys valves.",
        "We exchange worn parts free of charge.",
        "We are looking for a distributor in Germany.",
        "我们正在投资新设备，寻找供应商",
        "我公司成立于2005年，主要生产瓷砖",
        "我们工厂需要采购轴承",
        "想与贵公司进行技术交流",
        "贵公司的规格适合我们。",
        "",
    ],
)
def test_what_companies_write_of_themselves_is_left_alone(text: str) -> None:
    assert find_kind(text) is None

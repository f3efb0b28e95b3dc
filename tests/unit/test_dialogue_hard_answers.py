"""A busy newcomer registers: what people write in place of the answer that was asked for, step by step."""

import pytest

from directory.company_numbers import CompanyNumber, read_number
from directory.domain.city import Country
from directory.domain.company import BusinessRole
from directory.domain.terms import split_terms
from handlers.firm_names import find_firm
from handlers.localizer import LOCALES
from tests.unit.dialogue import (
    K,
    Sends,
    Tap,
    W,
    describe_state,
    each,
    press,
    verify_dialog,
)
from tests.unit.fakes import FOSHAN, SOLINGEN
from tests.unit.test_dialogue_asides import BEFORE, at
from tests.unit.test_dialogue_registration import CONTACT, NAME, REGISTER, at_preview, form_of

each_language = pytest.mark.parametrize("locale", LOCALES)
NOTHING = (
    W("nein", "没有", "no"),
    W("Nein, danke!", "不用了", "No, thanks"),
    W("weiß nicht", "不清楚", "don't know"),
    W("später", "稍后再说", "later"),
    W("noch keine", "暂时没有", "not yet"),
    W("k.A.", "暂无", "n/a"),
    each("-"),
)
AFTER = {"role": "offers", "offers": "seeks", "seeks": "number", "number": "contact", "contact": "preview"}
PAGE = "www.messerwerk.example/produkte/messer.html"
NOTED = K("website-noted", website=f"https://{PAGE}")


@each_language
@pytest.mark.parametrize("step", list(AFTER))
def test_who_has_no_answer_passes_what_may_be_left_out(locale: str, step: str) -> None:
    for said in NOTHING:
        dialogue = at(step, locale)
        dialogue.say("anna", said)
        assert describe_state(dialogue.state("anna")) == f"registering:{AFTER[step]}", said
        assert step in form_of(dialogue).form.passed


@each_language
@pytest.mark.parametrize("step", ["name", "city"])
def test_what_is_needed_is_asked_for_again(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    rows = [
        (said, (K("registration-needed"), K(f"registration-{step}")), f"registering:{step}")
        for said in NOTHING
    ]
    verify_dialog(dialogue, "anna", rows)


@each_language
@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Mein Name ist Petra Berg, petra@berg.example", "Petra Berg"),
        ("Petra Berg, petra@berg.example", "Petra Berg"),
        (
            "Mein Name ist Petra Berg, ich bin Geschäftsführerin, Mail petra@berg.example",
            "Petra Berg, Geschäftsführerin",
        ),
        (
            "Ich bin Hans Meier. Meine Handynummer ist 0171 5550199 und meine Mail petra@berg.example",
            "Hans Meier",
        ),
        (
            "My name is Petra Berg, I'm the CEO, you can reach me at petra@berg.example or +49 212 5550199",
            "Petra Berg, CEO",
        ),
        ("Ich heiße Dr. Li Wei. Meine Mail ist petra@berg.example", "Dr. Li Wei"),
        (
            "Mein Name ist Prof. Dr. Weber, erreichbar bin ich unter petra@berg.example",
            "Prof. Dr. Weber",
        ),
        ("this is Tom from sales, petra@berg.example", "Tom from sales"),
        ("我叫李伟，销售经理，邮箱 petra@berg.example", "李伟，销售经理"),
        ("我的名字是陈芳，电话是 138 0013 8000，邮箱是 petra@berg.example", "陈芳"),
    ],
)
def test_a_name_is_taken_out_of_a_sentence(locale: str, said: str, who: str) -> None:
    dialogue = at("contact", locale)
    dialogue.say("anna", said)
    if describe_state(dialogue.state("anna")) == "registering:consent":  # a number of China passes abroad
        dialogue.say("anna", Tap("ok:yes"))
        dialogue.say("anna", said)
    profile = dialogue.profile("anna")
    assert (profile.who, profile.email) == (who, "petra@berg.example")
    assert describe_state(dialogue.state("anna")) == "registering:preview"


@each_language
@pytest.mark.parametrize(
    ("said", "role"),
    [
        (W("Wir produzieren selbst", "我们是生产厂家", "we manufacture knives"), BusinessRole.MAKER),
        (W("Wir stellen Messer her", "加工企业", "a factory"), BusinessRole.MAKER),
        (W("Großhändler", "贸易公司", "a wholesaler"), BusinessRole.TRADER),
        (W("Dienstleistungen", "技术服务", "consulting"), BusinessRole.SERVICE),
        (W("Hersteller und Händler", "既生产也贸易", "manufacturer and distributor"), None),
    ],
)
def test_a_role_is_understood_in_words(locale: str, said: W, role: BusinessRole | None) -> None:
    dialogue = at("role", locale)
    if role is None:
        verify_dialog(dialogue, "anna", [(said, K("role-several"), "registering:role")])
        verify_dialog(dialogue, "anna", [(each("China"), K("please-choose"), "registering:role")])
        return
    dialogue.say("anna", said)
    assert form_of(dialogue).form.role is role and form_of(dialogue).step == "offers"


@each_language
@pytest.mark.parametrize(
    "said",
    [
        W("Wir sitzen in Solingen", "我们在索林根", "It's in Solingen"),
        W("Solingen, Deutschland", "德国索林根", "Solingen, Germany"),
        W("aus Solingen.", "我们公司位于索林根", "We're based in Solingen"),
        each("Solignen"),
    ],
)
def test_a_city_is_understood_in_a_sentence_and_with_a_slip(locale: str, said: W) -> None:
    dialogue = at("city", locale)
    dialogue.say("anna", said)
    assert form_of(dialogue).form.city_id == SOLINGEN


@each_language
@pytest.mark.parametrize(
    "said",
    ["佛山市南海区", "我们公司在佛山市顺德区北滘镇", "Nanhai District, Foshan", "Foshan, Nanhai district"],
)
def test_a_district_lies_in_its_city(locale: str, said: str) -> None:
    dialogue = at("city", locale)
    dialogue.say("anna", said)
    assert form_of(dialogue).form.city_id == FOSHAN


@each_language
@pytest.mark.parametrize("said", ["In der Nähe von Solingen", "Haan bei Solingen", "索林根附近"])
def test_near_a_member_city_is_not_in_it(locale: str, said: str) -> None:
    dialogue = at("city", locale)
    dialogue.say("anna", said)
    assert form_of(dialogue).form.city_id is None and form_of(dialogue).step == "city"


@each_language
def test_a_long_sentence_is_no_misspelt_city(locale: str) -> None:
    dialogue = at("city", locale)
    long = " ".join(["kasel"] * 8)
    (reply,) = dialogue.say("anna", long)
    assert not [choice for row in reply.choices for choice in row if "?" in choice.label]


@each_language
@pytest.mark.parametrize("step", ["city", "offers", "seeks", "number", "contact"])
def test_a_pasted_website_is_noted_and_the_question_stands(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    asked = "registration-number-de" if step == "number" else f"registration-{step}"
    verify_dialog(dialogue, "anna", [(PAGE, (NOTED, K(asked)), f"registering:{step}")])
    assert form_of(dialogue).form.website == f"https://{PAGE}"


@each_language
def test_a_website_is_a_name_only_where_it_is_said_twice_or_is_part_of_it(locale: str) -> None:
    dialogue = at("name", locale)
    verify_dialog(dialogue, "anna", [(PAGE, (NOTED, K("registration-name")), "registering:name")])
    dialogue.say("anna", PAGE)
    assert form_of(dialogue).form.name == PAGE
    dialogue = at("name", locale)
    dialogue.say("anna", "Bolzen24.de GmbH")
    assert (form_of(dialogue).form.name, form_of(dialogue).form.website) == ("Bolzen24.de GmbH", "")


@each_language
def test_a_website_beside_the_answer_costs_nothing(locale: str) -> None:
    dialogue = at("contact", locale)
    said = dialogue.say("anna", f"{getattr(CONTACT, locale)}, {PAGE}")
    assert said[0].text == NOTED.text(locale) and form_of(dialogue).step == "preview"
    assert any(f"https://{PAGE}" in line for line in said[-1].cards[0].lines)
    assert dialogue.profile("anna").email == "berg@messerwerk.example"
    assert "www" not in dialogue.profile("anna").who
    dialogue.say("anna", press("button-register-send"))
    assert next(reversed(dialogue.world.companies.values())).website == f"https://{PAGE}"


@each_language
@pytest.mark.parametrize(
    "said", [W("ja", "好的", "yes"), W("Stimmt!", "对", "looks good"), W("passt", "没问题", "correct")]
)
def test_yes_below_the_preview_sends_the_entry(locale: str, said: W) -> None:
    dialogue = at_preview(locale)
    dialogue.say("anna", said)
    assert describe_state(dialogue.state("anna")) == "idle"
    assert next(reversed(dialogue.world.companies.values())).name == NAME.de


@each_language
def test_none_of_these_is_said_by_a_no(locale: str) -> None:
    dialogue = at("name", locale)
    dialogue.say("anna", "Klingenwerk Solingen GmbH, Solingen")
    assert form_of(dialogue).step == "match"
    verify_dialog(dialogue, "anna", [(W("nein", "不是", "no"), K("registration-role"), "registering:role")])


@each_language
def test_one_step_too_far_back_costs_nothing(locale: str) -> None:
    dialogue = at("city", locale)
    back = W("zurück", "返回", "back")
    verify_dialog(
        dialogue,
        "anna",
        [
            (back, K("registration-name"), "registering:name"),
            (back, (K("registration-first"), K("registration-name")), "registering:name"),
            (NAME, K("registration-city"), "registering:city"),
        ],
    )
    dialogue = at("name", locale)
    dialogue.say("anna", back)
    assert describe_state(dialogue.state("anna")) == "idle", "with nothing answered it leads out"
    verify_dialog(dialogue, "anna", [(REGISTER, K("registration-name"), "registering:name")])


@each_language
@pytest.mark.parametrize("step", list(BEFORE))
def test_a_voice_message_or_a_picture_is_explained_and_the_question_stands(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    for what in ("voice", "photo"):
        said = dialogue.say("anna", Sends(what))
        assert said[0].text == K("unsupported").text(locale) and len(said) > 1
        assert describe_state(dialogue.state("anna")) == f"registering:{step}"


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        (
            "Wir bieten Küchenmesser, Scheren und Industriemesser sowie Schleifservice an.",
            ("Küchenmesser", "Scheren", "Industriemesser", "Schleifservice"),
        ),
        ("Wir stellen Messer her", ("Messer",)),
        ("Ich biete Beratung an", ("Beratung",)),
        ("Wir machen Messer. Außerdem Scheren", ("Messer", "Scheren")),
        ("Forschung und Entwicklung", ("Forschung und Entwicklung",)),
        ("Messer sowie Scheren", ("Messer", "Scheren")),
        ("We make knives, scissors and we also do grinding", ("knives", "scissors", "grinding")),
        ("我们生产瓷砖、岩板，另外也做马赛克和卫浴", ("瓷砖", "岩板", "马赛克", "卫浴")),
        ("我们是做瓷砖的", ("瓷砖",)),
        ("做工精细的瓷砖", ("做工精细的瓷砖",)),
    ],
)
def test_goods_are_taken_out_of_a_sentence(said: str, terms: tuple[str, ...]) -> None:
    assert split_terms(said) == terms


@pytest.mark.parametrize(
    ("said", "country", "number"),
    [
        ("Unsere USt-IdNr. lautet DE 136 695 976", Country.DE, "DE136695976"),
        ("die Nummer ist DE136695976.", Country.DE, "DE136695976"),
        ("Handelsregister Wuppertal, HRB 12345", Country.DE, "HRB 12345 Wuppertal"),
        ("HRB 12345 beim Amtsgericht Wuppertal", Country.DE, "HRB 12345 Wuppertal"),
        ("我们的代码是9111 0000 6000 3734 1L。", Country.CN, "91110000600037341L"),
        ("die Nummer ist DE136695975", Country.DE, None),
        ("我们的代码是91110000600037342L", Country.CN, None),
    ],
)
def test_a_number_is_taken_out_of_a_sentence(said: str, country: Country, number: str | None) -> None:
    read = read_number(said, country)
    assert (read.text if isinstance(read, CompanyNumber) else None) == number


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        (
            "Wir heißen Messerwerk Berg GmbH und sitzen in Solingen",
            ("Messerwerk Berg GmbH", "Solingen"),
        ),
        (
            "We're called Berg Blades GmbH and we are based in Solingen, Germany",
            ("Berg Blades GmbH", "Solingen, Germany"),
        ),
        ("我是佛山鑫陶陶瓷有限公司的王芳", ("佛山鑫陶陶瓷有限公司", "")),
        ("Unsere Firma heißt Meier und Sohn GmbH & Co. KG", ("Meier und Sohn GmbH & Co. KG", "")),
        ("Meier und Sohn GmbH & Co. KG", None),
    ],
)
def test_a_firm_is_taken_out_of_a_sentence(said: str, firm: tuple[str, str] | None) -> None:
    assert find_firm(said) == firm

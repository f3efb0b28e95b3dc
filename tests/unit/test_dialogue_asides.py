"""In the middle of a registration: what is no answer is answered and the question comes again; errors too."""

import pytest

from handlers.localizer import LOCALES
from handlers.messages import list_choices
from handlers.states import Browsing, Registering
from tests.unit.dialogue import (
    Dialogue,
    K,
    Said,
    Tap,
    W,
    begin,
    describe_state,
    each,
    press,
    verify_dialog,
)
from tests.unit.fakes import SOLINGEN
from tests.unit.test_dialogue_registration import CITY, NAME, OFFERS, STORY, form_of

each_language = pytest.mark.parametrize("locale", LOCALES)
FAIR = W("Neuigkeiten zur Hannover Messe", "汉诺威工业展 新闻", "news about the Hanover Fair")
ABOUT = W("Hannover Messe", "汉诺威工业展", "the Hanover Fair")
TILES_SOUGHT = W("Ich suche Keramikfliesen", "我想找瓷砖", "I am looking for ceramic tiles")
GREETING = W("Guten Tag!", "您好！", "Good morning!")
BEFORE = {"name": 2, "city": 3, "role": 4, "offers": 5, "seeks": 6, "number": 7, "contact": 8}


def at(step: str, locale: str) -> Dialogue:
    """Anna stands at a step of her registration."""
    dialogue = begin(locale)
    for said, _, _ in STORY[: BEFORE[step]]:
        dialogue.say("anna", said)
    assert describe_state(dialogue.state("anna")) == f"registering:{step}"
    return dialogue


def labels(dialogue: Dialogue) -> list[str]:
    return [choice.label for choice in dialogue.offered("anna")]


@each_language
@pytest.mark.parametrize("step", ["name", "offers", "seeks"])
def test_what_may_be_no_answer_is_neither_entered_nor_lost(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    question, doubt = K(f"registration-{step}"), K(f"registration-doubt-{step}", text=FAIR)
    not_found = K("news-not-found", words=ABOUT)
    verify_dialog(
        dialogue,
        "anna",
        [
            (FAIR, doubt, f"registering:{step}"),
            (GREETING, (K("registration-on"), doubt), f"registering:{step}"),
            (press("button-look-up"), (not_found, question), f"registering:{step}"),
            (FAIR, doubt, f"registering:{step}"),
        ],
    )
    dialogue.say("anna", press(f"button-keep-{step}"))
    taken = getattr(form_of(dialogue).form, step)
    assert getattr(FAIR, locale) in taken and form_of(dialogue).step != step and not form_of(dialogue).doubt


@each_language
@pytest.mark.parametrize("step", ["city", "role", "number", "contact"])
def test_where_it_can_be_no_answer_it_is_looked_up_at_once(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    key = "registration-number-de" if step == "number" else f"registration-{step}"
    verify_dialog(
        dialogue, "anna", [(FAIR, (K("news-not-found", words=ABOUT), K(key)), f"registering:{step}")]
    )
    replies = dialogue.say("anna", TILES_SOUGHT)
    assert replies[0].cards and replies[-1].text == K(key).text(locale)
    assert isinstance(form_of(dialogue).resume, Browsing)
    dialogue.say("anna", press("button-cancel"))
    assert describe_state(dialogue.state("anna")) == "browsing"


@each_language
@pytest.mark.parametrize("step", list(BEFORE))
def test_a_greeting_a_yes_and_a_call_for_help_are_no_answers(locale: str, step: str) -> None:
    dialogue = at(step, locale)
    form = form_of(dialogue).form
    helped = W("Hilfe bitte", "我需要帮助", "help me")
    for said in (GREETING, W("ja", "好的", "yes"), helped):
        question = dialogue.say("anna", said)[-1]
        assert form_of(dialogue).form == form and form_of(dialogue).step == step, said
        assert list_choices((question,)), "the question's choices are there again"
    dialogue.say("anna", W("bitte abbrechen", "我要取消", "please cancel"))
    assert describe_state(dialogue.state("anna")) == "idle"


@each_language
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("name", each("Hallo Pizza GmbH")),
        ("name", each("Suchhardt & Söhne")),
        ("name", each("寻味食品有限公司")),
        ("offers", W("Wir fertigen Messer", "我们生产刀具", "We make knives")),
        ("seeks", W("Wir suchen Lieferanten für Stahl", "我们想找钢材供应商", "We are looking for steel")),
        ("seeks", W("Partner", "合作伙伴", "partners")),
        ("seeks", W("Wer liefert Messer?", "谁有刀具？", "Who makes knives?")),
    ],
)
def test_real_answers_are_taken_without_asking(locale: str, step: str, said: W) -> None:
    dialogue = at(step, locale)
    dialogue.say("anna", said)
    assert form_of(dialogue).step != step and getattr(form_of(dialogue).form, step)


@each_language
def test_a_seek_among_the_offers_goes_where_it_belongs(locale: str) -> None:
    dialogue = at("offers", locale)
    doubt = K("registration-doubt-offers", text=TILES_SOUGHT)
    verify_dialog(dialogue, "anna", [(TILES_SOUGHT, doubt, "registering:offers")])
    assert dialogue.say("anna", press("button-keep-seeks"))[-1].text == K("registration-offers").text(locale)
    form = form_of(dialogue).form
    assert form.seeks and not form.offers
    dialogue.say("anna", OFFERS)
    assert form_of(dialogue).step == "number", "what is known is not asked again"


@each_language
def test_skipping_works_in_doubt_too_and_what_is_needed_is_not_skipped(locale: str) -> None:
    skip = W("überspringen", "跳过", "skip")
    dialogue = at("name", locale)
    needed = (K("registration-needed"), K("registration-name"))
    verify_dialog(dialogue, "anna", [(skip, needed, "registering:name")])
    dialogue = at("offers", locale)
    dialogue.say("anna", TILES_SOUGHT)
    verify_dialog(dialogue, "anna", [(skip, K("registration-seeks"), "registering:seeks")])


@each_language
def test_said_twice_it_is_the_answer(locale: str) -> None:
    dialogue = at("name", locale)
    for _ in range(2):
        dialogue.say("anna", "Solingen News")
    assert form_of(dialogue).form.name == "Solingen News"


@each_language
def test_what_is_written_instead_of_a_tap_is_the_answer(locale: str) -> None:
    dialogue = at("name", locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (TILES_SOUGHT, K("registration-doubt-name", text=TILES_SOUGHT), "registering:name"),
            (NAME, K("registration-city"), "registering:city"),
        ],
    )


ERRORS: tuple[tuple[str, Said, K], ...] = (
    ("name", "X", K("name-fault-short", name="X")),
    ("name", "12345", K("name-fault-letters", name="12345")),
    ("name", "weber@firma.example", K("name-fault-contact")),
    ("name", "x" * 130, K("too-long", limit=120, count=130)),
    ("name", "x" * 501, K("too-long", limit=500, count=501)),
    ("city", "Paris", K("registration-no-member", city="Paris")),
    ("name", "Klingen Müller Tel 0171 9998887", K("name-fault-contact")),
    ("offers", ",", K("offers-fault")),
    ("offers", "Küchenmesser, Bestellung: max@messer.example", K("entry-holds-contact")),
    ("seeks", "WeChat: maxmuster99", K("entry-holds-contact")),
    ("seeks", ";", K("seeks-fault")),
    ("number", "HRB abc", K("number-fault-register_digits")),
    ("contact", "Anna Berg", K("contact-not-understood")),
    ("contact", "berg@messerwerk.example", K("contact-name-missing")),
)


@each_language
@pytest.mark.parametrize(("step", "said", "fault"), ERRORS, ids=lambda one: str(one)[:16])
def test_an_error_repeats_the_choices_of_its_question(locale: str, step: str, said: Said, fault: K) -> None:
    dialogue = at(step, locale)
    before = [choice.label for choice in list_choices(dialogue.say("anna", GREETING)[-1:])]
    verify_dialog(dialogue, "anna", [(said, fault, f"registering:{step}")])
    shown = [choice.label for choice in list_choices((dialogue.transcripts["anna"][-1],))]
    home = {K(f"button-cities-{country}").text(locale) for country in ("DE", "CN")}  # listed already
    assert before and set(before) - set(shown) <= (home if step == "city" else set())


@each_language
def test_a_refused_city_offers_what_is_spelt_alike_or_the_cities_of_the_country(locale: str) -> None:
    dialogue = at("city", locale)
    dialogue.say("anna", "Solling")
    assert labels(dialogue)[0] == K("button-city-meant", city=CITY).text(locale)
    dialogue.say("anna", "Xqz")
    home = W("Solingen", "佛山市", "")
    assert locale == "en" or any(getattr(home, locale)[:2] in label for label in labels(dialogue))
    for country in ("CN", "DE"):
        (listed,) = dialogue.say("anna", Tap(f"y:{country}"))
        assert listed.text == K("registration-cities", country=K(f"country-{country}")).text(locale)
        assert f"y:{country}" not in [choice.id for choice in list_choices((listed,))]
    state = dialogue.state("anna")
    assert isinstance(state, Registering) and state.step == "city"
    verify_dialog(dialogue, "anna", [(CITY, K("registration-role"), "registering:role")])
    assert form_of(dialogue).form.city_id == SOLINGEN

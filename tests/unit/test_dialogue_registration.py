"""A company registers by chat: at most eight steps, nothing doubled, nothing lost, nothing stored unasked."""

from dataclasses import replace

import pytest

from directory.domain.company import BusinessRole, CooperationKind, EntryStatus
from directory.domain.person import Profile, Purpose
from directory.domain.roles import Grant, Role
from handlers.localizer import LOCALES
from handlers.messages import list_choices
from handlers.states import Browsing, Drafting, Idle, Registering
from tests.unit.dialogue import (
    ABROAD,
    Dialogue,
    Files,
    K,
    Row,
    Said,
    Sends,
    Shows,
    Start,
    Tap,
    W,
    begin,
    each,
    press,
    send_request,
    verify_dialog,
    verify_heard,
)
from tests.unit.fakes import FOSHAN, KNIVES, QUIET, SOLINGEN, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
REGISTER = W("/eintragen", "登记", "register")
NAME = each("Messerwerk Berg GmbH")
CITY = W("Solingen", "索林根", "Solingen")
OFFERS = W(
    "Wir fertigen Küchenmesser, Drehteile", "我们生产厨房刀具、车削件", "We make kitchen knives, turned parts"
)
OWN_TERMS = W("Küchenmesser, Drehteile", "厨房刀具、车削件", "kitchen knives, turned parts")
SEEKS = W("Vertriebspartner für Messer", "刀具经销商", "distributors of knives")
NUMBER = "DE 136,695 976"
CONTACT = W(
    "Anna Berg, Export, berg@messerwerk.example",
    "安娜，出口经理，berg@messerwerk.example",
    "Anna Berg, export, berg@messerwerk.example",
)
CONTACT_WHO = W("Anna Berg, Export", "安娜，出口经理", "Anna Berg, export")


def understood(*lines: tuple[W, str | None]) -> Shows:
    """What the chat says it has understood; without a name the term stays as written."""
    names = {"knives": (W("Küchenmesser", "厨房刀具", "kitchen knives"), "field-metal_products")}
    texts = [K("understood")]
    for term, concept in lines:
        if concept is None:
            texts.append(K("understood-as-written", term=term))
            continue
        name, field = names[concept]
        texts.append(K("understood-field", term=term, name=name, field=K(field)))
    return Shows(tuple(texts))


KNIFE_TERM, PART_TERM = (
    W("Küchenmesser", "厨房刀具", "kitchen knives"),
    W("Drehteile", "车削件", "turned parts"),
)
STORY: tuple[Row, ...] = (
    (REGISTER, K("consent-registration"), "registering:consent"),
    (press("button-agree"), K("registration-name"), "registering:name"),
    (NAME, K("registration-city"), "registering:city"),
    (CITY, K("registration-role"), "registering:role"),
    (press("business-role-maker"), K("registration-offers"), "registering:offers"),
    (
        OFFERS,
        (understood((KNIFE_TERM, "knives"), (PART_TERM, None)), K("registration-seeks")),
        "registering:seeks",
    ),
    (SEEKS, (understood((SEEKS, "knives")), K("registration-number-de")), "registering:number"),
    (NUMBER, K("registration-contact"), "registering:contact"),
)
PREVIEW = Shows(
    (
        K(
            "registration-preview",
            company=W(
                "Messerwerk Berg GmbH, Solingen",
                "Messerwerk Berg GmbH（索林根）",
                "Messerwerk Berg GmbH, Solingen",
            ),
        ),
    ),
    (NAME,),
    (
        K("entry-role", value=K("business-role-maker")),
        K("entry-offers", value=OWN_TERMS),
        K("entry-seeks", value=SEEKS),
        K("entry-registration", value="DE136695976"),
        K(
            "registration-shows-contact",
            value=W(
                "Anna Berg, Export, berg@messerwerk.example",
                "安娜，出口经理、berg@messerwerk.example",
                "Anna Berg, export, berg@messerwerk.example",
            ),
        ),
    ),
)
LABEL = W(
    "Messerwerk Berg GmbH, Solingen", "Messerwerk Berg GmbH（索林根）", "Messerwerk Berg GmbH, Solingen"
)


def at_preview(locale: str) -> Dialogue:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", [*STORY, (CONTACT, PREVIEW, "registering:preview")])
    return dialogue


def add_officer(dialogue: Dialogue, locale: str, city_id: int = SOLINGEN, name: str = "officer") -> int:
    person_id = dialogue.add_member(name, locale)
    dialogue.world.grant(person_id, Grant(Role.AGENCY, city_id=city_id))
    return person_id


@each_language
def test_whose_number_is_of_china_is_asked_apart_and_then_gives_it_again(locale: str) -> None:
    dialogue = begin(locale)
    chinese = W(*["Li Ming, +86 757 8888 1234"] * 3)
    asked = [K("abroad-first"), ABROAD]
    verify_dialog(dialogue, "anna", [*STORY, (chinese, asked, "registering:consent")])
    assert not dialogue.profile("anna").phone
    verify_dialog(
        dialogue, "anna", [(press("button-agree"), K("registration-contact"), "registering:contact")]
    )
    dialogue.say("anna", chinese)
    assert dialogue.profile("anna").phone and form_of(dialogue).step == "preview"


def form_of(dialogue: Dialogue, name: str = "anna") -> Registering:
    state = dialogue.state(name)
    assert isinstance(state, Registering)
    return state


@each_language
def test_a_company_registers_in_eight_steps_and_its_agency_is_told(locale: str) -> None:
    dialogue = at_preview(locale)
    add_officer(dialogue, "zh")
    sent = K("registration-sent", company=LABEL, agency="Wirtschaftsförderung Solingen")
    verify_dialog(dialogue, "anna", [(press("button-register-send"), sent, "idle")])
    verify_heard(dialogue, "officer", K("registration-for-officer", company=LABEL))
    entry = next(reversed(dialogue.world.companies.values()))
    assert entry.status is EntryStatus.PENDING and not entry.is_visible and not entry.confirmed
    assert (entry.name, entry.city_id, entry.registration) == (
        "Messerwerk Berg GmbH",
        SOLINGEN,
        "DE136695976",
    )
    assert (entry.declared_role, entry.confirmed_role) == (BusinessRole.MAKER, None)
    assert entry.industries == ("2593",) and entry.source == "chat"
    assert entry.cooperation == (CooperationKind.DISTRIBUTION,)
    person = dialogue.world.persons[2]
    assert person.owned_ids == (entry.id,)
    assert [consent.purpose for consent in person.consents] == [Purpose.REGISTRATION]
    assert person.profile.email == "berg@messerwerk.example"
    assert "berg" not in repr(entry).casefold().replace("messerwerk berg gmbh", "")


@each_language
def test_the_owner_sees_the_entry_at_once_and_others_do_not_see_it_yet(locale: str) -> None:
    dialogue = at_preview(locale)
    dialogue.say("anna", press("button-register-send"))
    entry = next(reversed(dialogue.world.companies.values()))
    status = K("own-status", status=K("entry-status-pending"))
    nobody = K(
        "own-waiting-vacant",
        date=W("23.11.2026", "2026年11月23日", "23 Nov 2026"),
        who="Wirtschaftsförderung Solingen",
        where=K("speaking-no-page"),
        next=K("recipient-default"),
    )
    verify_dialog(dialogue, "anna", [(press("button-company"), Shows((status, nobody), (NAME,)), "idle")])
    verify_dialog(dialogue, "anna", [(Start(f"c-{entry.id}"), Shows((), (NAME,)), "idle")])
    stranger = [
        (Tap(f"c:{entry.id}"), K("company-gone"), None),
        (Tap(f"i:{entry.id}"), K("company-gone"), None),
    ]
    dialogue.say("ben", Start(hint=locale))
    verify_dialog(dialogue, "ben", stranger)


@each_language
def test_nothing_is_asked_or_stored_before_consent(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (REGISTER, K("consent-registration"), "registering:consent"),
            (CONTACT, (K("please-choose"), K("consent-registration")), "registering:consent"),
            (Tap("g:name"), (K("stale-button"), K("consent-registration")), "registering:consent"),
            (press("button-disagree"), K("registration-refused"), "idle"),
        ],
    )
    assert len(dialogue.world.persons) == 1


@each_language
def test_a_form_ends_with_the_consent_that_it_rests_on(locale: str) -> None:
    dialogue = at_preview(locale)
    replies = dialogue.say("anna", Tap("d:stop:registration:"))
    assert isinstance(dialogue.state("anna"), Idle)
    assert not any(choice.id == "g:send" for choice in list_choices(replies))


@each_language
def test_every_optional_step_can_be_skipped_by_tap_or_word(locale: str) -> None:
    dialogue = begin(locale)
    skip = W("überspringen", "跳过", "skip")
    nothing = K("data-nothing")
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:4],
            (press("button-skip"), K("registration-offers"), "registering:offers"),
            (skip, K("registration-seeks"), "registering:seeks"),
            (press("button-skip"), K("registration-number-de"), "registering:number"),
            (skip, K("registration-contact"), "registering:contact"),
            (
                press("button-skip"),
                Shows(
                    (K("registration-preview", company=LABEL),),
                    (NAME,),
                    (K("entry-role", value=nothing), K("entry-seeks", value=nothing)),
                ),
                "registering:preview",
            ),
        ],
    )
    dialogue.say("anna", press("button-register-send"))
    assert next(reversed(dialogue.world.companies.values())).offers == ()


@each_language
def test_everything_can_be_changed_at_the_end(locale: str) -> None:
    dialogue = at_preview(locale)
    other = each("Schleifscheiben")
    verify_dialog(
        dialogue,
        "anna",
        [
            (press("button-change-offers"), K("registration-offers"), "registering:offers"),
            (other, (understood((other, None)), PREVIEW_OF[0]), "registering:preview"),
            (press("button-change-role"), K("registration-role"), "registering:role"),
            (press("business-role-trader"), PREVIEW_OF[1], "registering:preview"),
            (press("button-change-number"), K("registration-number-de"), "registering:number"),
            (each("HRB 12345, Amtsgericht Wuppertal"), PREVIEW_OF[2], "registering:preview"),
            (press("button-change-contact"), K("registration-contact"), "registering:contact"),
            (each("ben@messerwerk.example"), PREVIEW_OF[2], "registering:preview"),
        ],
    )
    form = form_of(dialogue).form
    assert (form.offers, form.role, form.number) == (
        ("Schleifscheiben",),
        BusinessRole.TRADER,
        "HRB 12345 Wuppertal",
    )
    assert dialogue.profile("anna").email == "ben@messerwerk.example"


@each_language
@pytest.mark.parametrize("typed", ["9", "77"])
def test_a_number_of_no_button_is_nobodys_name(locale: str, typed: str) -> None:
    """Who comes back to the contact and types the number of a longer list keeps the contact that stands."""
    dialogue = at_preview(locale)
    before = dialogue.profile("anna")
    dialogue.say("anna", press("button-change-contact"))
    verify_dialog(
        dialogue,
        "anna",
        [
            (each(typed), K("contact-not-understood"), "registering:contact"),
            (each(f"{typed}, ben@messerwerk.example"), replace(PREVIEW, lines=()), "registering:preview"),
        ],
    )
    after = dialogue.profile("anna")
    assert (after.who, after.email) == (before.who, "ben@messerwerk.example")


PREVIEW_OF = (
    replace(PREVIEW, lines=(K("entry-offers", value="Schleifscheiben"),)),
    replace(PREVIEW, lines=(K("entry-role", value=K("business-role-trader")),)),
    replace(PREVIEW, lines=(K("entry-registration", value="HRB 12345 Wuppertal"),)),
)


@each_language
def test_what_was_understood_can_be_put_right_at_once(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:6],
            (press("button-change-offers"), K("registration-offers"), "registering:offers"),
            (KNIFE_TERM, (understood((KNIFE_TERM, "knives")), K("registration-seeks")), "registering:seeks"),
        ],
    )


@each_language
def test_a_company_that_exists_is_claimed_across_scripts_and_not_doubled(locale: str) -> None:
    dialogue = begin(locale)
    add_officer(dialogue, "de", FOSHAN)
    label = W(
        "Foshan Yuntao Ceramics Co., Ltd., Foshan",
        "佛山云陶陶瓷有限公司（佛山）",
        "Foshan Yuntao Ceramics Co., Ltd., Foshan",
    )
    title = W("Foshan Yuntao Ceramics Co., Ltd.", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd.")
    agency = K("agency-of-city", city=W("Foshan", "佛山", "Foshan"))
    before = len(dialogue.world.companies)
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:2],
            (
                W(
                    "Yun Tao Ceramic Co Ltd, Foshan",
                    "佛山市雲陶陶瓷股份有限公司，佛山",
                    "Yuntao Ceramics, Foshan",
                ),
                ABROAD,
                "registering:consent",
            ),
            (press("button-agree"), Shows((K("registration-match"),), (title,)), "registering:match"),
            (press("button-that-is-us"), K("registration-contact"), "registering:contact"),
            (
                CONTACT,
                Shows((K("registration-preview-claim", company=label),), (title,)),
                "registering:preview",
            ),
            (press("button-claim"), K("claim-sent", company=label, agency=agency), "idle"),
        ],
    )
    verify_heard(dialogue, "officer", K("claim-for-officer", company=label))
    assert len(dialogue.world.companies) == before
    assert [claim.company_id for claim in dialogue.world.claims.values()] == [TILES]
    assert dialogue.world.persons[3].company_ids == ()


@each_language
def test_a_company_that_is_none_of_those_known_is_new(locale: str) -> None:
    dialogue = begin(locale)
    for said in (REGISTER, press("button-agree"), each("云陶, Foshan"), press("button-agree")):
        dialogue.say("anna", said)
    verify_dialog(
        dialogue, "anna", [(press("button-none-of-these"), K("registration-role"), "registering:role")]
    )
    assert form_of(dialogue).form.claimed_id is None


@each_language
def test_who_answers_for_it_already_is_told_so(locale: str) -> None:
    dialogue = begin(locale, receiver=locale)
    for said in (REGISTER, press("button-agree"), each("佛山云陶陶瓷有限公司，佛山")):
        dialogue.say("chen", said)
    verify_dialog(dialogue, "chen", [(press("button-that-is-us"), K("registration-own"), "idle")])


@each_language
@pytest.mark.parametrize(
    ("said", "city_id"),
    [("Solingn", SOLINGEN), ("索林根", SOLINGEN), ("Foshan, China", FOSHAN), ("佛山市", FOSHAN)],
)
def test_a_city_is_understood_in_any_language_and_with_a_typing_error(
    locale: str, said: str, city_id: int
) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", STORY[:3])
    dialogue.say("anna", said)
    assert form_of(dialogue).form.city_id == city_id


@each_language
@pytest.mark.parametrize(
    "said",
    [
        press("button-disagree"),
        press("button-change-city"),
        W("Nein", "不同意", "no"),
        W("zurück", "返回", "back"),
    ],
)
def test_a_slip_in_the_city_costs_nothing_but_another_word(locale: str, said: Said) -> None:
    dialogue = at_preview(locale)
    dialogue.say("anna", press("button-change-city"))
    again = (K("registration-city-again"), K("registration-city"))
    verify_dialog(
        dialogue, "anna", [("Foshan", ABROAD, "registering:consent"), (said, again, "registering:city")]
    )
    assert [consent.purpose for consent in dialogue.world.persons[2].consents] == [Purpose.REGISTRATION]
    verify_dialog(dialogue, "anna", [(CITY, K("registration-number-de"), "registering:number")])
    form = form_of(dialogue).form
    assert (form.name, form.city_id, bool(form.offers)) == ("Messerwerk Berg GmbH", SOLINGEN, True)


@each_language
def test_a_city_that_is_no_member_is_answered_kindly_with_ways_on(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:3],
            ("Paris", K("registration-no-member", city="Paris"), "registering:city"),
            (Tap("l:en"), (K("language-changed"), K("registration-city")), "registering:city"),
        ],
    )
    nearly = dialogue.say("anna", "Solling")
    labels = [choice.label for row in nearly[0].choices for choice in row]
    assert K("button-city-meant", city="Solingen").text("en") in labels
    dialogue.say("anna", press("button-city-meant", city="Solingen"))
    assert form_of(dialogue).form.city_id == SOLINGEN


@each_language
@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("DE136695978", "number-fault-check_digit"),
        ("HRB 12345 Solingen", "number-fault-court"),
        ("HRB abc", "number-fault-register_digits"),
        ("HRB 12345", "number-fault-court_missing"),
        ("133/5808/1234", "number-fault-form"),
        ("DE12345", "number-fault-vat_length"),
        ("91110000600037341L", "number-fault-code_in_germany"),
    ],
)
def test_a_number_that_cannot_be_is_explained_and_can_be_skipped(
    locale: str, number: str, fault: str
) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:7],
            (number, K(fault, count=5), "registering:number"),
            (press("button-skip"), K("registration-contact"), "registering:contact"),
        ],
    )


@each_language
@pytest.mark.parametrize("same", [True, False])
def test_an_entry_with_the_same_number_is_asked_about_and_can_be_merged(locale: str, same: bool) -> None:
    dialogue = begin(locale)
    world = dialogue.world
    twin = replace(world.companies[KNIVES], registration="DE136695976")
    world.companies[KNIVES] = twin
    verify_dialog(
        dialogue, "anna", [*STORY[:7], (NUMBER, Shows((K("registration-match"),), (twin.name,)), None)]
    )
    ours = press("button-that-is-us" if same else "button-none-of-these")
    verify_dialog(dialogue, "anna", [(ours, K("registration-contact"), "registering:contact")])
    dialogue.say("anna", CONTACT)
    dialogue.say("anna", Tap("g:send"))
    if same:
        assert [claim.company_id for claim in world.claims.values()] == [KNIVES]
        return
    add_officer(dialogue, locale)
    entry = next(reversed(world.companies.values()))
    opened = dialogue.say("officer", Tap(f"a:open:{entry.id}"))
    assert f"a:merge:{KNIVES}:{entry.id}" in [choice.id for choice in list_choices(opened)]


@each_language
@pytest.mark.parametrize("status", [EntryStatus.PENDING, EntryStatus.RETURNED, EntryStatus.HIDDEN])
def test_an_entry_that_others_do_not_see_is_not_shown_to_who_registers_but_to_the_agency(
    locale: str, status: EntryStatus
) -> None:
    dialogue = begin(locale)
    world = dialogue.world
    secret = replace(
        world.companies[KNIVES], name=NAME.de, registration="DE136695976", status=status, confirmed={}
    )
    world.companies[KNIVES] = secret
    verify_dialog(dialogue, "anna", STORY[:4])
    verify_dialog(dialogue, "anna", [(Tap(f"w:{KNIVES}"), (K("stale-button"), K("registration-role")), None)])
    for said in (press("button-skip"), press("button-skip"), press("button-skip")):
        dialogue.say("anna", said)
    verify_dialog(dialogue, "anna", [(NUMBER, K("registration-contact"), "registering:contact")])
    dialogue.say("anna", CONTACT)
    dialogue.say("anna", Tap("g:send"))
    add_officer(dialogue, locale)
    entry = next(reversed(world.companies.values()))
    hint = K("task-alike", names=K("entry-with-number", name=NAME, number=f"X-{KNIVES}"))
    queue = dialogue.say("officer", W("/pruefen", "待审核", "/queue"))
    card = next(card for card in queue[0].cards if f"a:open:{entry.id}" in [one.id for one in card.choices])
    assert hint.text(locale) in card.lines
    dialogue.say("officer", press("button-merge", name=NAME, number=f"X-{KNIVES}"))
    assert EntryStatus.MERGED in (world.companies[KNIVES].status, world.companies[entry.id].status)


@each_language
def test_only_what_one_may_see_is_claimed_also_where_it_is_hidden_meanwhile(locale: str) -> None:
    dialogue = begin(locale)
    companies = dialogue.world.companies
    companies[KNIVES] = replace(companies[KNIVES], status=EntryStatus.PENDING)
    for said in (REGISTER, press("button-agree"), each("佛山静陶有限公司，佛山"), press("button-agree")):
        dialogue.say("anna", said)
    asked = Shows((K("registration-match"),))
    verify_dialog(dialogue, "anna", [(Tap(f"w:{KNIVES}"), (K("stale-button"), asked), None)])
    dialogue.say("anna", press("button-that-is-us"))
    dialogue.say("anna", CONTACT)
    companies[QUIET] = replace(companies[QUIET], status=EntryStatus.HIDDEN)
    verify_dialog(dialogue, "anna", [(Tap("g:send"), K("company-gone"), "idle")])
    assert not dialogue.world.claims


@each_language
def test_a_chinese_company_gives_its_credit_code(locale: str) -> None:
    dialogue = begin(locale)
    for said in (REGISTER, press("button-agree"), each("佛山新岩科技有限公司，佛山"), press("button-agree"),
                 press("button-skip"), press("button-skip"), press("button-skip")):  # fmt: skip
        dialogue.say("anna", said)
    verify_dialog(
        dialogue,
        "anna",
        [
            ("91110000600037341M", K("number-fault-check_digit"), "registering:number"),
            ("9111 0000 60", K("number-fault-code_length", count=10), "registering:number"),
            ("9111000060003734IL", K("number-fault-code_signs"), "registering:number"),
            ("HRB 12345 Wuppertal", K("number-fault-register_in_china"), "registering:number"),
            ("9111 0000 6000 37341l", K("registration-contact"), "registering:contact"),
        ],
    )
    assert form_of(dialogue).form.number == "91110000600037341L"


@each_language
def test_who_comes_back_after_a_day_is_told_where_the_form_stands_and_nothing_is_lost(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", STORY[:4])
    back = K("registration-back", name=NAME)
    dialogue.wait(1)
    hello = W("Guten Tag", "你好", "hello")
    verify_dialog(
        dialogue,
        "anna",
        [
            (hello, (back, K("registration-role")), "registering:role"),
            (press("business-role-maker"), K("registration-offers"), "registering:offers"),
        ],
    )
    dialogue.wait(30)
    verify_dialog(
        dialogue,
        "anna",
        [
            (
                OFFERS,
                (back, understood((KNIFE_TERM, "knives"), (PART_TERM, None)), K("registration-seeks")),
                "registering:seeks",
            ),
            (Start(), (back, K("registration-seeks")), "registering:seeks"),
            (REGISTER, (back, K("registration-seeks")), "registering:seeks"),
        ],
    )
    assert form_of(dialogue).form.offers == tuple(OWN_TERMS._asdict()[locale].replace("、", ", ").split(", "))


@each_language
def test_one_goes_back_step_by_step_and_keeps_what_was_answered(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            *STORY[:5],
            (press("button-back"), K("registration-role"), "registering:role"),
            (press("button-back"), K("registration-city"), "registering:city"),
            (press("button-back"), K("registration-name"), "registering:name"),
            (press("button-back"), (K("registration-first"), K("registration-name")), "registering:name"),
            (press("button-cancel"), K("registration-cancelled"), "idle"),
        ],
    )


@each_language
def test_cancelling_leaves_no_entry_and_leads_back_to_the_search(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", W("Keramikfliesen", "瓷砖", "ceramic tiles"))
    before = dict(dialogue.world.companies)
    verify_dialog(
        dialogue, "anna", [*STORY[:4], (press("button-cancel"), K("registration-cancelled"), "browsing")]
    )
    assert isinstance(dialogue.state("anna"), Browsing) and dialogue.world.companies == before


@each_language
@pytest.mark.parametrize("needed", [False, True])
def test_cancelling_takes_the_contact_that_nothing_else_rests_on(locale: str, needed: bool) -> None:
    dialogue = begin(locale)
    if needed:
        dialogue.say("anna", Tap(f"i:{TILES}"))
        dialogue.say("anna", press("button-agree"))
        dialogue.say("anna", press("button-cancel"))
    for said in (*(row[0] for row in STORY), CONTACT):
        dialogue.say("anna", said)
    given = dialogue.profile("anna")
    assert given != Profile()
    told = K("registration-cancelled-kept" if needed else "registration-cancelled-cleared")
    verify_dialog(dialogue, "anna", [(press("button-cancel"), told, "idle")])
    assert dialogue.profile("anna") == (given if needed else Profile())


@each_language
def test_a_citys_link_begins_with_the_city_filled_in(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(
        dialogue,
        "anna",
        [
            (Start("reg-solingen"), K("consent-registration"), "registering:consent"),
            (press("button-agree"), K("registration-name"), "registering:name"),
            (NAME, K("registration-role"), "registering:role"),
        ],
    )
    assert form_of(dialogue).form.city_id == SOLINGEN
    verify_dialog(begin(locale), "anna", [(Start("reg-nowhere"), K("consent-registration"), None)])


@each_language
def test_who_is_known_is_not_asked_again(locale: str) -> None:
    dialogue = at_preview(locale)
    dialogue.say("anna", press("button-register-send"))
    verify_dialog(dialogue, "anna", [(REGISTER, K("registration-name"), "registering:name")])
    dialogue.say("anna", "Zweitwerk GmbH, Solingen")
    for _ in range(4):
        dialogue.say("anna", press("button-skip"))
    assert form_of(dialogue).step == "preview"


@each_language
def test_a_request_that_comes_in_between_is_answered_and_the_form_goes_on(locale: str) -> None:
    dialogue = begin("de", receiver=locale)
    for said in (REGISTER, press("button-agree"), NAME):
        dialogue.say("chen", said)
    send_request(dialogue)
    dialogue.say("chen", press("button-decline"))
    replies = dialogue.say("chen", press("decline-not_now"))
    assert replies[-1].text == K("registration-city").text(locale)
    assert form_of(dialogue, "chen").form.name == "Messerwerk Berg GmbH"


@each_language
def test_a_draft_comes_first_and_a_photo_is_no_answer(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.say("anna", Tap(f"i:{TILES}"))
    verify_dialog(dialogue, "anna", [(REGISTER, (K("finish-first"), K("consent-introductions")), None)])
    assert isinstance(dialogue.state("anna"), Drafting)
    other = begin(locale)
    verify_dialog(
        other, "anna", [*STORY[:3], (Sends("photo"), (K("unsupported"), K("registration-city")), None)]
    )
    verify_dialog(other, "anna", [(Tap(f"i:{TILES}"), (K("finish-first"), K("registration-city")), None)])


@each_language
def test_my_data_shows_the_form_and_deleting_takes_everything(locale: str) -> None:
    dialogue = begin(locale)
    verify_dialog(dialogue, "anna", STORY)
    firm = K("company-in-city", name=NAME, city=W("Solingen", "索林根", "Solingen"))
    data = Files((K("data-form", value=firm),))
    shown = W("meine daten", "我的数据", "my data")
    verify_dialog(dialogue, "anna", [(shown, (K("data-here"), data, K("registration-contact")), None)])
    for said in (W("/löschen", "/删除", "/delete"), press("button-delete-yes")):
        dialogue.say("anna", said)
    assert dialogue.state("anna") == Idle() and len(dialogue.world.persons) == 1


@each_language
def test_a_city_that_leaves_before_the_form_is_sent_takes_no_entry(locale: str) -> None:
    dialogue = at_preview(locale)
    before = len(dialogue.world.companies)
    city = dialogue.world.cities[SOLINGEN]
    dialogue.world.cities[SOLINGEN] = replace(city, left_on="2026-11-24")
    gone = K("registration-no-member", city=W("Solingen", "索林根", "Solingen"))
    verify_dialog(dialogue, "anna", [(press("button-register-send"), gone, "idle")])
    assert len(dialogue.world.companies) == before


def test_by_number_where_there_are_no_buttons() -> None:
    dialogue = begin("zh", numbered=True)
    for said in ("登记", "1", "云陶，佛山", "1", "1"):
        dialogue.say("anna", said)
    assert form_of(dialogue).form.claimed_id == TILES

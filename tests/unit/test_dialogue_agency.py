"""An agency: invited by a code, sees what waits in its city, decides with one tap, and never elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.company import BusinessRole, Confirmation, EntryStatus
from directory.domain.freshness import ASK_AFTER, HIDE_AFTER
from directory.domain.person import TEXT_VERSIONS, Consent, Purpose
from directory.domain.roles import Grant, Role
from handlers.localizer import LOCALES
from handlers.messages import list_choices
from tests.unit.dialogue import (
    CHEN,
    Dialogue,
    Files,
    K,
    Row,
    Shows,
    Start,
    Tap,
    W,
    address_of,
    begin,
    each,
    press,
    verify_dialog,
    verify_heard,
    verify_replies,
)
from tests.unit.fakes import CHAOZHOU, FOSHAN, KNIFE_SHOP, KNIVES, QUIET, SOLINGEN, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
QUEUE = W("/pruefen", "待审核", "/queue")
OWN = W("meine firma", "我的企业", "my company")
NEW = 100
NOTHING = K("data-nothing")
TITLE = each("佛山新岩科技有限公司")
LABEL = W("佛山新岩科技有限公司, Foshan", "佛山新岩科技有限公司（佛山）", "佛山新岩科技有限公司, Foshan")
CITY = W("Foshan", "佛山", "Foshan")
PENDING = K("own-status", status=K("entry-status-pending"))
OFFICE = K("agency-of-city", city=CITY)
DAY = W("23.11.2026", "2026年11月23日", "23 Nov 2026")


def setting(locale: str, owner: str = "zh", **values: object) -> Dialogue:
    """An officer of Foshan in `locale`; Chen, in `owner`, has registered a company there that waits."""
    dialogue = begin("de", receiver="zh")
    world = dialogue.world
    chen = dialogue.add_member("owner", owner, profile=CHEN)
    dialogue.say("owner", Start())
    consents = tuple(
        Consent(purpose, TEXT_VERSIONS[purpose], owner, "web", world.now)
        for purpose in (Purpose.REGISTRATION, Purpose.ABROAD)
    )
    world.persons[chen] = replace(world.persons[chen], consents=consents)
    world.companies[NEW] = replace(
        world.companies[QUIET],
        id=NEW,
        external_id="chat-1",
        name=TITLE.zh,
        offers=("岩板",),
        status=EntryStatus.PENDING,
        source="chat",
        declared_role=BusinessRole.MAKER,
        updated_at=world.now,
        fresh_at=world.now,
        waiting_since=world.now,
        **values,  # type: ignore[arg-type]
    )
    world.grant(chen, Grant(Role.OWNER, company_id=NEW))
    appoint(dialogue, "officer", locale, Grant(Role.AGENCY, city_id=FOSHAN))
    return dialogue


def appoint(dialogue: Dialogue, name: str, locale: str, grant: Grant) -> None:
    """Somebody who holds an office and has said hello."""
    dialogue.world.grant(dialogue.add_member(name, locale), grant)
    dialogue.say(name, Start())


def ask(name: str, value: K | W | str) -> K:
    """The question for a new value."""
    return K("correct-value", field=K(f"entry-field-{name}"), value=value)


def heading(**counts: int) -> K:
    """The heading of the queue with its counts."""
    order = ("claim", "new", "changed", "faded", "unanswered")
    texts = [K(f"queue-kind-{kind}", count=counts[kind]) for kind in order if counts.get(kind)]
    joined = W(
        *(("、" if locale == "zh" else ", ").join(text.text(locale) for text in texts) for locale in LOCALES)
    )
    return K("queue-heading", count=sum(counts.values()), kinds=joined)


# Becoming an officer


@each_language
@pytest.mark.parametrize(
    ("grant", "what"),
    [(Grant(Role.AGENCY, city_id=SOLINGEN), "agency"), (Grant(Role.SECRETARIAT), "secretariat")],
)
def test_an_office_is_taken_with_a_code_after_a_consent_of_its_own(
    locale: str, grant: Grant, what: str
) -> None:
    dialogue = begin(locale)
    dialogue.world.invitations["CODE"] = grant
    city = {"city": W("Solingen", "索林根", "Solingen")} if what == "agency" else {}
    rows: list[Row] = [
        (QUEUE, K("queue-not-yours"), "idle"),
        (Start("inv-CODE"), (K(f"invitation-for-{what}", **city), K("consent-office")), "joining"),
        (press("button-agree"), K(f"invitation-accepted-{what}", **city), "idle"),
        (press("button-queue"), K("queue-empty"), "idle"),
    ]
    verify_dialog(dialogue, "anna", rows)
    person = dialogue.world.persons[2]
    assert person.offices == (grant,) and [one.purpose for one in person.consents] == [Purpose.OFFICE]
    office = K("agency-of-city", **city) if city else K("role-secretariat")
    shown = W("/daten", "/数据", "/data")
    file = Files((K("data-office", value=office),))
    verify_dialog(dialogue, "anna", [(shown, (K("data-here"), file), "idle")])


# The queue


@each_language
def test_the_queue_shows_counts_and_confirms_with_one_tap(locale: str) -> None:
    dialogue = setting(locale)
    line = K("task-new", date=DAY)
    verify_dialog(
        dialogue,
        "officer",
        [
            (QUEUE, Shows((heading(new=1),), (TITLE,), (line,)), "idle"),
            (press("button-confirm"), K("confirmed", company=LABEL), "idle"),
            (press("button-queue"), K("queue-empty"), "idle"),
        ],
    )
    by = "Foshan · 佛山"
    verify_heard(dialogue, "owner", K("confirmed-for-owner", company=LABEL, by=by))
    badge = K("source-confirmed", by=by, date=DAY)
    role = K("entry-role", value=K("role-confirmed", role=K("business-role-maker")))
    dialogue.say("ben", Start(hint=locale))
    verify_dialog(dialogue, "ben", [(Tap(f"c:{NEW}"), Shows((), (TITLE,), (badge, role)), "idle")])


@each_language
def test_a_badge_fades_after_a_year_and_the_entry_waits_to_be_confirmed_again(locale: str) -> None:
    dialogue = setting(locale)
    dialogue.say("officer", QUEUE)
    dialogue.say("officer", press("button-confirm"))
    dialogue.wait(365)
    faded = K("source-faded", by="Foshan · 佛山", date=DAY)
    verify_dialog(dialogue, "anna", [(Tap(f"c:{NEW}"), Shows((), (TITLE,), (faded,)), None)])
    queue = dialogue.say("officer", QUEUE)
    assert K("queue-kind-faded", count=2).text(locale) in queue[0].text  # with the tile maker's
    assert len(queue[0].cards) == 2


@each_language
def test_nothing_of_another_city_is_seen_or_done(locale: str) -> None:
    dialogue = setting(locale)
    appoint(dialogue, "stranger", locale, Grant(Role.AGENCY, city_id=SOLINGEN))
    stamp = dialogue.world.companies[NEW].stamp
    dialogue.world.companies[KNIVES] = replace(dialogue.world.companies[KNIVES], source="")
    no = K("not-permitted")
    rows: list[Row] = [(QUEUE, K("queue-empty"), "idle")]
    rows += [
        (Tap(choice), no, "idle")
        for choice in (
            f"a:open:{NEW}",
            f"a:confirm:{NEW}:{stamp}",
            f"a:back:{NEW}:{stamp}",
            f"a:true:{TILES}",
            f"a:hide:{TILES}",
            f"a:merge:{TILES}:{QUIET}",
            f"e:{NEW}",
            f"e:{NEW}:name",
        )
    ]
    rows.append((Tap(f"c:{NEW}"), K("company-gone"), "idle"))
    before = dict(dialogue.world.companies)
    verify_dialog(dialogue, "stranger", rows)
    verify_dialog(
        dialogue, "anna", [(Tap(f"a:confirm:{NEW}:{stamp}"), no, None), (QUEUE, K("queue-not-yours"), None)]
    )
    assert dialogue.world.companies == before


@each_language
def test_the_secretariat_sees_every_city(locale: str) -> None:
    dialogue = setting(locale)
    appoint(dialogue, "office", locale, Grant(Role.SECRETARIAT))
    verify_dialog(
        dialogue,
        "office",
        [
            (QUEUE, Shows((heading(new=1),), (TITLE,)), "idle"),
            (press("button-confirm"), K("confirmed", company=LABEL), "idle"),
        ],
    )
    badge = dialogue.world.companies[NEW].find_badge()
    assert badge is not None and badge.by == "ISA · 中德工业城市联盟"


@each_language
def test_a_person_with_several_roles_sees_all_that_waits_for_them_once(locale: str) -> None:
    dialogue = setting(locale)
    world = dialogue.world
    world.companies[KNIFE_SHOP] = replace(world.companies[KNIFE_SHOP], status=EntryStatus.PENDING)
    officer = next(one.id for one in world.persons.values() if one.offices)
    world.grant(officer, Grant(Role.AGENCY, city_id=SOLINGEN))
    world.grant(officer, Grant(Role.AGENCY, city_id=CHAOZHOU))
    verify_dialog(dialogue, "officer", [(QUEUE, Shows((heading(new=2),)), "idle")])
    world.grant(officer, Grant(Role.SECRETARIAT))
    verify_dialog(dialogue, "officer", [(QUEUE, Shows((heading(new=2),)), "idle")])


def test_a_long_queue_is_paged() -> None:
    dialogue = setting("de")
    for number in range(11, 14):
        company = dialogue.world.companies[number]
        dialogue.world.companies[number] = replace(company, status=EntryStatus.PENDING)
    for number in (QUIET, 5):
        company = dialogue.world.companies[number]
        dialogue.world.companies[number] = replace(company, status=EntryStatus.CHANGED)
    first = dialogue.say("officer", QUEUE)
    assert first[0].text == heading(new=4, changed=2).text("de") and len(first[0].cards) == 5
    second = dialogue.say("officer", press("button-more"))
    assert len(second[0].cards) == 1 and second[0].slot == "queue"


# One entry


@each_language
@pytest.mark.parametrize("owner", LOCALES)
def test_an_entry_is_sent_back_with_a_reason_corrected_and_handed_in_again(locale: str, owner: str) -> None:
    dialogue = setting(locale, owner)
    reason = W(
        "Bitte die Firma genauer nennen.", "请写明企业全称。", "Please give the full name of the firm for us."
    )
    said = getattr(reason, locale)
    language = {"de": "language-de", "zh": "language-zh", "en": "language-en"}[locale]
    quoted = said if locale == owner else K("text-in-original", text=said, language=K(language))
    status = K("own-status", status=K("own-returned", status=K("entry-status-returned"), reason=quoted))
    verify_dialog(
        dialogue,
        "officer",
        [
            (QUEUE, Shows((heading(new=1),)), "idle"),
            (
                press("button-open"),
                (
                    K("entry-person", value=CONTACT),
                    Shows((K("own-status", status=K("entry-status-pending")),), (TITLE,)),
                ),
                "idle",
            ),
            (press("button-send-back"), K("send-back-why", company=LABEL), "returning"),
            (said, K("sent-back", company=LABEL), "idle"),
        ],
    )
    verify_heard(dialogue, "owner", K("returned-for-owner", company=LABEL, reason=quoted))
    value = W("佛山新岩大板有限公司", "佛山新岩大板有限公司", "佛山新岩大板有限公司")
    verify_dialog(
        dialogue,
        "owner",
        [
            (OWN, Shows((status,), (TITLE,)), "idle"),
            (press("button-correct"), K("correct-which", company=LABEL), "idle"),
            (
                press("value-of-field", field=K("entry-field-name"), value=TITLE),
                ask("name", TITLE),
                "correcting",
            ),
            (value, Shows((K("corrected", status=K("entry-status-returned")),), (value,)), "idle"),
            (press("button-company"), Shows((status,), (value,)), "idle"),
        ],
    )
    again = W("佛山新岩大板有限公司, Foshan", "佛山新岩大板有限公司（佛山）", "佛山新岩大板有限公司, Foshan")
    verify_dialog(dialogue, "owner", [(press("button-resubmit"), K("resubmitted", company=again), "idle")])
    verify_heard(dialogue, "officer", K("registration-for-officer", company=again))
    assert dialogue.world.companies[NEW].status is EntryStatus.PENDING


CONTACT = W(
    "陈莉，销售总监，佛山云陶, chenli@yuntao.example, +86 138 0013 8000, chenli88",
    "陈莉，销售总监，佛山云陶、chenli@yuntao.example、+86 138 0013 8000、chenli88",
    "陈莉，销售总监，佛山云陶, chenli@yuntao.example, +86 138 0013 8000, chenli88",
)


@each_language
def test_who_stands_for_an_entry_without_having_agreed_is_not_shown(locale: str) -> None:
    dialogue = setting(locale)
    owner = next(one for one in dialogue.world.persons.values() if NEW in one.company_ids)
    dialogue.world.persons[owner.id] = replace(owner, consents=())
    dialogue.say("officer", QUEUE)
    replies = dialogue.say("officer", press("button-open"))
    assert len(replies) == 1 and "chenli" not in repr(replies)


@each_language
def test_an_entry_that_changed_since_it_was_shown_is_shown_again_and_not_confirmed(locale: str) -> None:
    dialogue = setting(locale)
    dialogue.say("officer", QUEUE)
    for said in (Tap(f"e:{NEW}:website"), "xinyan.example"):
        dialogue.say("owner", said)
    replies = dialogue.say("officer", press("button-confirm"))
    assert replies[0].text == K("entry-changed").text(locale)
    assert "https://xinyan.example" in replies[-1].cards[0].lines
    assert dialogue.world.companies[NEW].status is EntryStatus.PENDING
    verify_dialog(dialogue, "officer", [(press("button-confirm"), K("confirmed", company=LABEL), "idle")])


@each_language
def test_an_officer_corrects_field_by_field_and_the_owner_is_told(locale: str) -> None:
    dialogue = setting(locale)
    pending = K("corrected", status=K("entry-status-pending"))
    verify_dialog(
        dialogue,
        "officer",
        [
            (Tap(f"e:{NEW}:employees"), ask("employees", NOTHING), "correcting"),
            ("viele", (K("import-fault-employees"), ask("employees", NOTHING)), "correcting"),
            ("1.200", Shows((pending,), (TITLE,)), "idle"),
            (press("button-correct-more"), K("correct-which", company=LABEL), "idle"),
            (Tap(f"e:{NEW}:role"), ask("role", NOTHING), "correcting"),
            (press("business-role-trader"), Shows((pending,), (TITLE,)), "idle"),
            (Tap(f"e:{NEW}:offers"), ask("offers", "岩板"), "correcting"),
            (each("瓷砖, 岩板"), Shows((pending,), (TITLE,)), "idle"),
            (Tap(f"e:{NEW}:registration"), ask("registration", NOTHING), "correcting"),
            ("123", (K("number-fault-code_length", count=3), ask("registration", NOTHING)), "correcting"),
            (press("button-cancel"), K("nothing-changed"), "idle"),
            (Tap(f"e:{NEW}:employees"), ask("employees", "1200"), "correcting"),
            (press("button-empty"), Shows((pending,), (TITLE,)), "idle"),
        ],
    )  # fmt: skip
    entry = dialogue.world.companies[NEW]
    assert (entry.employees, entry.offers, entry.industries) == (None, ("瓷砖", "岩板"), ("2392",))
    assert (entry.declared_role, entry.confirmed_role) == (BusinessRole.MAKER, BusinessRole.TRADER)
    fields = ("employees", "role", "offers", "employees")
    told = [K("corrected-for-owner", company=LABEL, field=K(f"entry-field-{name}")) for name in fields]
    verify_heard(dialogue, "owner", *told)
    dialogue.say("officer", QUEUE)
    dialogue.say("officer", press("button-confirm"))
    differs = K("role-differs", role=K("business-role-trader"), declared=K("business-role-maker"))
    verify_dialog(
        dialogue, "anna", [(Tap(f"c:{NEW}"), Shows((), (), (K("entry-role", value=differs),)), None)]
    )


@each_language
def test_an_owners_change_is_seen_at_once_and_waits_for_the_agency(locale: str) -> None:
    dialogue = setting(locale, locale)
    dialogue.say("officer", QUEUE)
    dialogue.say("officer", press("button-confirm"))
    changed = K("corrected", status=K("entry-status-changed"))
    verify_dialog(
        dialogue,
        "owner",
        [
            (
                Tap(f"e:{NEW}:seeks"),
                ask("seeks", NOTHING),
                None,
            ),
            (W("Messer", "刀具", "knives"), Shows((changed,), (TITLE,)), "idle"),
        ],
    )
    verify_heard(dialogue, "officer", K("changed-for-officer", company=LABEL))
    dialogue.say("owner", Tap(f"e:{NEW}:description"))
    refused = dialogue.say("owner", "Rufen Sie an: 0171 9998887")
    assert refused[0].text == K("entry-holds-contact").text(locale)
    dialogue.say("owner", Tap(f"e:{NEW}:website"))
    dialogue.say("owner", "xinyan.example")
    assert not dialogue.heard("officer"), "told once, until it is confirmed again"
    verify_dialog(dialogue, "officer", [(QUEUE, Shows((heading(changed=1),), (TITLE,)), "idle")])


# Claims and merges


@each_language
@pytest.mark.parametrize("admit", [True, False])
def test_a_claim_is_decided_by_the_agency_and_its_person_is_told(locale: str, admit: bool) -> None:
    dialogue = setting(locale)
    world = dialogue.world
    label = W("佛山静陶有限公司, Foshan", "佛山静陶有限公司（佛山）", "佛山静陶有限公司, Foshan")
    for said in ("/eintragen", Tap("ok:yes"), "佛山静陶有限公司，佛山", Tap("ok:yes")):
        dialogue.say("anna", said)
    dialogue.say("anna", Tap(f"w:{QUIET}"))
    dialogue.say("anna", "Anna Weber, Export, weber@klingenwerk.example")
    dialogue.say("anna", Tap("g:send"))
    dialogue.heard("officer")
    own = Shows((K("own-claim", company=label), K("own-waiting", date=DAY, office=OFFICE)))
    verify_dialog(dialogue, "anna", [("meine firma", own, "idle")])
    queue = dialogue.say("officer", QUEUE)
    assert queue[0].text == heading(claim=1, new=1).text(locale)
    who = K(
        "entry-person",
        value=W(
            "Anna Weber, Export, weber@klingenwerk.example",
            "Anna Weber, Export、weber@klingenwerk.example",
            "Anna Weber, Export, weber@klingenwerk.example",
        ),
    )
    assert who.text(locale) in queue[1].cards[0].lines
    anna = next(one.id for one in world.persons.values() if one.profile.email == "weber@klingenwerk.example")
    assert queue[1].about == anna
    *entry, claim = dialogue.say("officer", Tap(f"a:open:{QUIET}"))
    assert claim.about == anna and who.text(locale) in claim.cards[0].lines
    assert [choice.id for choice in claim.cards[0].choices] == ["a:admit:1", "a:refuse:1"]
    assert not any(choice.id.startswith("a:confirm") for choice in list_choices(tuple(entry)))
    key = "claim-admitted" if admit else "claim-refused"
    button = press("button-admit") if admit else press("button-refuse")
    verify_dialog(
        dialogue,
        "officer",
        [(button, K(key, company=label), "idle"), (Tap("a:admit:1"), K("claim-gone"), None)],
    )
    verify_heard(dialogue, "anna", K(f"{key}-for-owner", company=label))
    assert (QUIET in world.persons[anna].owned_ids) is admit


@each_language
def test_duplicates_are_merged_and_taken_apart_again(locale: str) -> None:
    dialogue = setting(locale, name_latin="Foshan Yuntao Ceramics")
    title = W("Foshan Yuntao Ceramics Co., Ltd.", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd.")
    kept = W(
        "Foshan Yuntao Ceramics Co., Ltd., Foshan",
        "佛山云陶陶瓷有限公司（佛山）",
        "Foshan Yuntao Ceramics Co., Ltd., Foshan",
    )
    dropped = W(
        "Foshan Yuntao Ceramics, Foshan", "佛山云陶陶瓷有限公司（佛山）", "Foshan Yuntao Ceramics, Foshan"
    )
    world = dialogue.world
    world.companies[NEW] = replace(world.companies[NEW], name="佛山市云陶陶瓷股份有限公司")
    dropped = W(dropped.de, "佛山市云陶陶瓷股份有限公司（佛山）", dropped.en)
    verify_dialog(dialogue, "officer", [(QUEUE, Shows((heading(new=1),)), "idle")])
    dialogue.say("officer", press("button-open"))
    merge = press("button-merge", name=title, number=f"X-{TILES}")
    verify_dialog(dialogue, "officer", [(merge, K("merged", kept=kept, dropped=dropped), "idle")])
    verify_heard(dialogue, "owner", K("merged-for-owner", company=kept))
    assert world.companies[NEW].status is EntryStatus.MERGED
    verify_dialog(dialogue, "anna", [(Tap(f"c:{NEW}"), Shows((), (title,)), None)])
    verify_dialog(
        dialogue,
        "officer",
        [
            (press("button-undo"), K("merge-undone", company=kept), "idle"),
            (Tap(f"a:undo:{NEW}"), K("merge-gone"), "idle"),
            (QUEUE, Shows((heading(new=1),)), "idle"),
        ],
    )


# What time does


def aged(locale: str) -> Dialogue:
    """A confirmed entry nobody has stood up for since half a year."""
    dialogue = setting("zh", locale)
    dialogue.say("officer", QUEUE)
    dialogue.say("officer", press("button-confirm"))
    dialogue.heard("owner")
    dialogue.wait(ASK_AFTER.days)
    return dialogue


@each_language
def test_owners_are_asked_after_half_a_year_and_answer_with_one_tap(locale: str) -> None:
    dialogue = aged(locale)
    assert dialogue.tick() and not dialogue.tick()
    until = dialogue.world.now + HIDE_AFTER
    date = W(
        f"{until.day}.{until.month}.{until.year}",
        f"{until.year}年{until.month}月{until.day}日",
        "24 Jul 2027",
    )
    verify_heard(dialogue, "owner", K("fresh-ask", company=LABEL, until=date))
    verify_dialog(dialogue, "owner", [(press("button-still-true"), K("vouched", company=LABEL), None)])
    assert dialogue.world.companies[NEW].fresh_at == dialogue.world.now
    dialogue.wait(HIDE_AFTER.days)
    assert not dialogue.tick() and dialogue.world.companies[NEW].is_visible


@each_language
def test_silence_hides_the_entry_and_the_agency_is_told(locale: str) -> None:
    dialogue = aged(locale)
    dialogue.tick()
    dialogue.heard("owner")
    dialogue.wait(HIDE_AFTER.days)
    assert dialogue.tick() and not dialogue.tick()
    assert dialogue.world.companies[NEW].status is EntryStatus.HIDDEN
    hidden = K("fresh-hidden-for-officer", count=1, names=LABEL)
    verify_heard(dialogue, "officer", hidden)
    verify_heard(dialogue, "owner", K("fresh-hidden-for-owner", company=LABEL))
    verify_dialog(dialogue, "anna", [(Tap(f"c:{NEW}"), K("company-gone"), None)])
    verify_dialog(dialogue, "officer", [(QUEUE, Shows((heading(unanswered=1),), (TITLE,)), "idle")])
    away = dialogue.fork()
    verify_dialog(
        away,
        "officer",
        [
            (press("button-leave-hidden"), K("hidden", company=LABEL), "idle"),
            (QUEUE, K("queue-empty"), "idle"),
        ],
    )
    verify_dialog(dialogue, "owner", [(press("button-still-true"), K("vouched", company=LABEL), None)])
    assert dialogue.world.companies[NEW].is_visible


@each_language
def test_an_owner_hides_the_entry_and_brings_it_back(locale: str) -> None:
    dialogue = aged(locale)
    verify_dialog(
        dialogue,
        "owner",
        [
            (OWN, Shows((K("own-status", status=K("entry-status-listed")),), (TITLE,)), None),
            (press("button-hide"), K("hidden", company=LABEL), None),
            (OWN, Shows((K("own-status", status=K("entry-status-hidden")),), (TITLE,)), None),
            (press("button-still-true"), K("vouched", company=LABEL), None),
        ],
    )
    assert dialogue.world.companies[NEW].status is EntryStatus.LISTED


@each_language
def test_without_an_entry_my_company_leads_to_registering(locale: str) -> None:
    verify_dialog(
        begin(locale),
        "anna",
        [
            (OWN, K("own-none"), "idle"),
            (press("button-register"), K("consent-registration"), "registering:consent"),
        ],
    )


@each_language
def test_entries_of_a_city_that_has_left_are_gone_for_everybody_else(locale: str) -> None:
    dialogue = begin(locale)
    city = dialogue.world.cities[FOSHAN]
    dialogue.world.cities[FOSHAN] = replace(city, left_on="2026")
    rows: list[Row] = [
        (Tap(f"c:{TILES}"), K("company-gone"), None),
        (Tap(f"i:{TILES}"), K("company-gone"), None),
    ]
    verify_dialog(dialogue, "anna", rows)


def test_an_old_confirmation_by_name_is_no_badge_of_an_entry_that_waits() -> None:
    dialogue = setting("de", confirmed={"name": Confirmation("WFG", Dialogue().world.now - timedelta(1))})
    replies = dialogue.say("owner", OWN)
    verify_replies(
        replies,
        Shows((PENDING, K("own-waiting", date=DAY, office=OFFICE)), (), (K("source-unconfirmed"),)),
        "zh",
        "card",
    )
    assert address_of("owner") in dialogue.world.talks

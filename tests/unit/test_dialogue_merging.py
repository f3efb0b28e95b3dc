"""Two entries that are one: an officer names the other, sees what wins, merges, and takes it back."""

from dataclasses import replace

import pytest

from directory.domain.company import BusinessRole, EntryStatus
from directory.domain.merges import compare
from directory.domain.roles import Grant, Role
from handlers.localizer import LOCALES
from tests.unit.dialogue import Dialogue, K, Shows, Tap, W, press, verify_dialog, verify_heard
from tests.unit.fakes import CHAOZHOU, KNIVES, QUIET, TILES
from tests.unit.test_dialogue_agency import LABEL, NEW, QUEUE, TITLE, appoint, setting

each_language = pytest.mark.parametrize("locale", LOCALES)
WHICH = K("merge-which", company=LABEL)
YUNTAO = W("Foshan Yuntao Ceramics Co., Ltd.", "佛山云陶陶瓷有限公司", "Foshan Yuntao Ceramics Co., Ltd.")
IN_FOSHAN = W(
    "Foshan Yuntao Ceramics Co., Ltd., Foshan",
    "佛山云陶陶瓷有限公司（佛山）",
    "Foshan Yuntao Ceramics Co., Ltd., Foshan",
)


def numbered(name: W, number: str) -> K:
    """A name with its number."""
    return K("entry-with-number", name=name, number=number)


def preview(*, reverse: bool = False) -> Shows:
    """What is said before the new entry and Yuntao are merged."""
    names = {"kept": numbered(YUNTAO, f"X-{TILES}"), "dropped": numbered(TITLE, "chat-1")}
    if reverse:
        names = {"kept": names["dropped"], "dropped": names["kept"]}
    offers: dict[str, W | str] = {"kept": W("瓷砖, 岩板", "瓷砖、岩板", "瓷砖, 岩板"), "dropped": "石材"}
    if reverse:
        offers = {"kept": offers["dropped"], "dropped": offers["kept"]}
    chinese = K("entry-description-in", language=K("language-zh"))
    number = K("merge-fills", field=K("entry-field-registration"), value="91110000600037341L")
    maker = K("merge-fills", field=K("entry-field-role"), value=K("business-role-maker"))
    lines = (number, maker) if not reverse else (
        K("merge-fills", field=K("entry-field-name_latin"), value=YUNTAO.de),
        K("merge-fills", field=K("entry-field-website"), value="https://yuntao.example"),
        K("merge-fills", field=K("entry-field-employees"), value="200"),
        K("merge-fills", field=K("entry-field-founded"), value="1998"),
        K("merge-fills", field=chinese, value="生产大规格瓷砖。"),
        K("merge-fills", field=K("entry-field-seeks"), value="厨房刀具"),
        K("merge-fills", field=K("entry-field-cooperation"), value=COOPERATION),
        K("merge-fills", field=K("entry-field-certificates"), value="ISO 9001"),
    )  # fmt: skip
    aside = K("merge-puts-aside", field=K("entry-field-offers"), **offers)
    return Shows((K("merge-preview", **names), *lines, aside))


COOPERATION = W(
    *(
        ("、" if locale == "zh" else ", ").join(
            K(f"cooperation-{kind}").text(locale) for kind in ("supply", "joint_venture", "exchange")
        )
        for locale in LOCALES
    )
)


def opened(locale: str, owner: str = "zh") -> Dialogue:
    """The officer has been asked which entry is the same as the one that waits."""
    dialogue = setting(locale, owner, registration="91110000600037341L")
    new = replace(
        dialogue.world.companies[NEW], offers=("石材",), industries=(), declared_role=BusinessRole.MAKER
    )
    dialogue.world.companies[NEW] = new
    dialogue.say("officer", QUEUE)
    dialogue.say("officer", press("button-open"))
    verify_dialog(dialogue, "officer", [(press("button-same-as"), WHICH, "merging")])
    return dialogue


@each_language
def test_an_entry_named_by_its_number_is_compared_merged_and_taken_apart_again(locale: str) -> None:
    dialogue = opened(locale, locale)
    dialogue.world.companies[QUIET] = replace(dialogue.world.companies[QUIET], name=f"佛山X-{TILES}有限公司")
    verify_dialog(
        dialogue,
        "officer",
        [
            (f"X-{TILES}", preview(), "idle"),
            (press("button-merge-reversed"), preview(reverse=True), "idle"),
            (press("button-merge-reversed"), preview(), "idle"),
            (press("button-merge-now"), K("merged", kept=IN_FOSHAN, dropped=LABEL), "idle"),
        ],
    )
    verify_heard(dialogue, "owner", K("merged-for-owner", company=IN_FOSHAN))
    assert dialogue.world.companies[NEW].status is EntryStatus.MERGED
    verify_dialog(dialogue, "officer", [(press("button-undo"), K("merge-undone", company=IN_FOSHAN), "idle")])
    verify_heard(dialogue, "owner", K("merge-undone-for-owner", company=LABEL))
    assert not dialogue.heard("chen"), "whose entry was kept, was told of neither"


@each_language
def test_of_several_that_words_find_one_is_picked(locale: str) -> None:
    dialogue = opened(locale)
    quiet = W("佛山静陶有限公司", "佛山静陶有限公司", "佛山静陶有限公司")
    verify_dialog(
        dialogue,
        "officer",
        [
            (
                "佛山",
                Shows(
                    (K("merge-found", count=3),),
                    (numbered(YUNTAO, "X-1"), AGENCY_ENTRY, numbered(quiet, "X-6")),
                ),
                "merging",
            ),
            (
                press("button-merge-compare", number=f"X-{QUIET}"),
                Shows(
                    (
                        K("merge-preview", kept=numbered(quiet, "X-6"), dropped=numbered(TITLE, "chat-1")),
                        K("merge-fills", field=K("entry-field-registration"), value="91110000600037341L"),
                        K("merge-fills", field=K("entry-field-role"), value=K("business-role-maker")),
                        K("merge-puts-aside", field=K("entry-field-offers"), kept="卫浴", dropped="石材"),
                    )
                ),
                "idle",
            ),
        ],
    )


AGENCY_ENTRY = numbered(W("Foshan Investment Bureau", "佛山投资促进局", "Foshan Investment Bureau"), "X-5")


@each_language
@pytest.mark.parametrize("text", [f"X-{KNIVES}", "X-14", "瓷砖15厂", "Nirgendwo", "chat-1"])
def test_what_lies_in_another_city_or_country_or_nowhere_is_not_found(locale: str, text: str) -> None:
    dialogue = opened(locale)
    verify_dialog(
        dialogue,
        "officer",
        [
            (text, (K("merge-none", text=text), WHICH), "merging"),
            (Tap(f"a:pair:14:{NEW}"), (K("not-permitted"), WHICH), "merging"),
            (Tap(f"a:merge:{NEW}:14"), (K("not-permitted"), WHICH), "merging"),
            (Tap(f"a:merge:{NEW}:{KNIVES}"), (K("merge-gone"), WHICH), "merging"),
            (press("button-cancel"), K("nothing-changed"), "idle"),
        ],
    )
    assert dialogue.world.companies[NEW].status is EntryStatus.PENDING


@each_language
def test_the_secretariat_merges_across_cities_and_an_agency_does_not_undo_that(locale: str) -> None:
    dialogue = setting(locale)
    appoint(dialogue, "secretary", locale, Grant(Role.SECRETARIAT))
    dialogue.say("secretary", Tap(f"a:same:{NEW}"))
    dialogue.say("secretary", "X-14")
    far = W("瓷砖14厂, Chaozhou", "瓷砖14厂（潮州）", "瓷砖14厂, Chaozhou")
    verify_dialog(
        dialogue, "secretary", [(press("button-merge-now"), K("merged", kept=far, dropped=LABEL), "idle")]
    )
    appoint(dialogue, "neighbour", locale, Grant(Role.AGENCY, city_id=CHAOZHOU))
    for name in ("officer", "neighbour"):
        verify_dialog(dialogue, name, [(Tap(f"a:undo:{NEW}"), K("not-permitted"), "idle")])
    verify_dialog(dialogue, "secretary", [(press("button-undo"), K("merge-undone", company=far), "idle")])
    assert dialogue.world.companies[14].city_id == CHAOZHOU


@each_language
def test_naming_the_other_entry_is_for_officers(locale: str) -> None:
    dialogue = setting(locale, locale)
    for name in ("owner", "anna"):
        verify_dialog(dialogue, name, [(Tap(f"a:same:{NEW}"), K("not-permitted"), "idle")])


def test_what_is_the_same_in_both_is_no_news() -> None:
    world = Dialogue().world
    one = world.companies[TILES]
    assert compare(one, replace(one, id=99, name="云陶")) == compare(one, replace(one, offers=()))
    found = compare(replace(one, website="", employees=None), replace(one, founded=2001, certificates=()))
    assert (found.filled, found.put_aside) == (("website", "employees"), ("founded",))

"""The whole service over HTTP against a Bot API server of our own: what users see when all goes well,
and that nothing is lost or doubled when it does not."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.telegram import story
from tests.telegram.conftest import HOSTILE
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import SENDINGS, TOKEN, FakeBotApi
from tests.telegram.fake_world import Message
from tests.telegram.service import SECRET, Service, check_nothing_lost_or_doubled, copy_database
from tests.telegram.story import ANNA_MAIL, CHEN_MAIL, Story, without_repeats

NO_NEWS = "keine Neuigkeiten"
ANSWERED_WITHIN_S = 8.0
"""Far above what an idle machine needs; tests share two cores with others."""


@dataclass
class Played:
    """A story that was played to its end, and where."""

    telegram: FakeBotApi
    service: Service
    story: Story


@pytest.fixture(scope="module", autouse=True)
def stories(
    template: Path, invitation: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[Played]"]]:
    """The story by polling and by webhook, each with and without faults; played at the same time."""
    base = tmp_path_factory.mktemp("stories")

    def play(name: str, mode: str, faulty: bool) -> Played:
        telegram = stack.enter_context(FakeBotApi())
        service = Service(copy_database(template, base / name), telegram, mode)
        stack.enter_context(service)
        if faulty:
            order_faults(telegram)
        played = story.play(telegram, invitation)
        telegram.wait_until_taken()
        service.wait_settled()
        return Played(telegram, service, played)

    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        yield {
            name: pool.submit(play, name, name.partition("-")[0], name.endswith("faults"))
            for name in ("polling", "webhook", "polling-faults", "webhook-faults")
        }


@pytest.fixture(scope="module")
def polling(stories: dict[str, "Future[Played]"]) -> Played:
    """The service by polling, after the story."""
    return stories["polling"].result()


@pytest.fixture(scope="module")
def webhook(stories: dict[str, "Future[Played]"]) -> Played:
    """The service by webhook, after the story."""
    return stories["webhook"].result()


@pytest.fixture(params=["polling", "webhook"])
def quiet(request: pytest.FixtureRequest, stories: dict[str, "Future[Played]"]) -> Played:
    """The story without faults, in both modes."""
    return stories[request.param].result()


@pytest.fixture(params=["polling-faults", "webhook-faults"])
def rough(request: pytest.FixtureRequest, stories: dict[str, "Future[Played]"]) -> Played:
    """The story with faults throughout, in both modes."""
    return stories[request.param].result()


def every(number: int, first: int = 1) -> Callable[[dict[str, object]], bool]:
    """True for each `number`-th call, beginning with the `first`."""
    count = 0

    def strikes(arguments: dict[str, object]) -> bool:
        nonlocal count
        count += 1
        return count % number == first % number

    return strikes


def order_faults(telegram: FakeBotApi) -> None:
    """All that the issue names, spread over the whole story."""
    telegram.feed.copies = 3
    telegram.feed.shuffled = True
    telegram.fail("flood", "sendMessage", seconds=2, times=2, when=every(7, 2))
    telegram.fail("error", "sendMessage", status=500, times=2, when=every(6, 3))
    telegram.fail("error", "sendMessage", status=502, times=1, when=every(6, 5))
    telegram.fail("reset", "sendMessage", times=1, when=every(4, 3))
    telegram.fail("lose", "sendMessage", times=2, when=every(4, 2))
    telegram.fail("lose", "sendContact")
    telegram.fail("lose", "sendDocument")
    telegram.fail("lose", "editMessageText")
    telegram.fail("error", "answerCallbackQuery", status=500, times=2, when=every(3, 2))
    telegram.fail("reset", "answerCallbackQuery", when=every(3, 3))
    telegram.fail("error", "sendChatAction", status=502, times=2)
    telegram.fail("lose", "getUpdates", times=3, when=every(4, 2))
    telegram.fail("error", "getUpdates", status=502, times=2, when=every(5, 3))
    telegram.fail("reset", "getUpdates", times=2, when=every(5, 4))
    telegram.fail("flood", "getUpdates", seconds=1, when=every(9, 6))


# Processes that die or compete; meanwhile the stories are played


def test_killed_in_the_middle_and_started_again_it_goes_on(template: Path, tmp_path: Path) -> None:
    with FakeBotApi() as telegram:
        service = Service(copy_database(template, tmp_path), telegram)
        service.start()
        users = [telegram.user(f"U{number}") for number in range(6)]
        for user in users:
            for text in ("/hilfe", "/sprache", "/news"):
                user.write(text)
        users[0].wait_count(1)
        service.kill()
        with service:
            for user in users:
                user.wait_for(NO_NEWS)
                check_nothing_lost_or_doubled(service, user.id)
                shown = [text.partition("\n")[0][:12] for text in without_repeats(user.texts)]
                assert [text[:8] for text in shown] == ["So geht ", "Welche S", "Zurzeit "]
            assert telegram.violations == []
            assert set(service.count_updates()) == {"done"}


def test_of_two_processes_only_one_polls_and_the_other_takes_over(template: Path, tmp_path: Path) -> None:
    with FakeBotApi() as telegram:
        first = Service(copy_database(template, tmp_path), telegram)
        first.start()
        user = telegram.user("Anna")
        user.write("/hilfe")
        last = user.wait_for("So geht es")
        with Service(tmp_path, telegram) as second:
            time.sleep(3)
            user.write("/sprache")
            last = user.wait_for("Welche Sprache", after=last)
            assert telegram.feed.conflicts == 0
            second.wait_settled(user.id)
            first.kill()
            user.write("/news")
            user.wait_for(NO_NEWS, after=last, timeout_s=60)
            assert {call.status for call in telegram.calls("getUpdates")} == {200}
            check_nothing_lost_or_doubled(second, user.id)
            assert user.texts == without_repeats(user.texts)


# What feels native


def test_commands_and_menu_button_are_set_in_every_language(polling: Played) -> None:
    settings = polling.telegram.world.settings
    for language in ("", "de", "zh"):
        commands = {item["command"]: item["description"] for item in settings[f"commands:default:{language}"]}
        assert {"start", "suche", "anfragen", "news", "sprache", "daten", "hilfe"} <= set(commands)
    texts = [
        tuple(item["description"] for item in settings[f"commands:default:{tag}"]) for tag in ("", "de", "zh")
    ]
    assert len(set(texts)) == 3
    assert settings["menu_button:"]["type"] == "commands"


def test_paging_edits_the_results_in_place(polling: Played) -> None:
    user = greet(polling, "Foshan")
    shown = user.wait_for("Weitere")
    count, before = len(user.messages), shown.text
    polling.telegram.wait_until_quiet(1.2)
    tap = user.tap("Weitere")
    user.wait_for("Vorige")
    assert user.wait_answer(tap).waited_s < ANSWERED_WITHIN_S
    assert len(user.messages) == count
    assert (shown.versions, shown.text != before) == ([before], True)
    user.tap("Vorige")
    polling.service.telegram.world.wait_until(lambda: shown.text == before, 20)
    assert shown.text == before
    assert len(user.messages) == count


def test_results_that_cannot_be_edited_any_more_come_as_a_new_message(polling: Played) -> None:
    user = greet(polling, "Foshan")
    shown = user.wait_for("Weitere")
    shown.frozen = True
    user.tap("Weitere")
    assert user.wait_for("Vorige") is not shown
    user.messages[-1].deleted = True
    user.tap("Weitere", on=shown)
    assert user.wait_for("Vorige") is not shown
    assert {part.status for part in polling.service.wait_settled(user.id)} == {"sent"}


def test_stale_and_forged_buttons_are_answered_kindly(polling: Played) -> None:
    user = greet(polling, "/hilfe")
    shown = user.wait_for("So geht es")
    for data in ("s:send", "ok:yes", "kein:knopf:☠", "c:999999999999999999999"):
        last = user.last
        user.wait_answer(user.press(user.person, shown, data))
        user.wait_for("Schaltfläche gehört zu einer früheren Frage", after=last)


def test_a_hostile_company_name_is_displayed_as_it_is(polling: Played) -> None:
    user = greet(polling, "Rasierhobel Solingen")
    results = user.wait_for("Böse")
    assert HOSTILE in results.text
    user.tap("Ansehen")
    card = user.wait_for("<Rasierhobel>", after=results)
    assert HOSTILE in card.text
    assert "„Pinsel“ &lt;b&gt; </code>" in card.text
    assert card.silent_preview
    assert all(call.status == 200 for call in polling.telegram.calls("sendMessage", user.id))


def test_long_words_and_odd_signs_are_taken(polling: Played) -> None:
    user = greet(polling, "😀" * 2048)
    user.wait_count(1)
    for text in ("شركة ألمانية", "<b>x</b> & \u202egnal", "\x00\x07?", "👩‍👩‍👧‍👦", "&lt;"):
        count = len(user.messages)
        user.write(text)
        user.wait_count(count + 1)
    parts = polling.service.wait_settled(user.id)
    assert {part.status for part in parts} == {"sent"}


def test_a_photo_and_a_voice_message_are_answered_with_what_to_do(polling: Played) -> None:
    user = greet(polling, "/hilfe")
    last = user.wait_for("So geht es")
    user.send_photo("Fliese")
    last = user.wait_for("Bitte schreiben Sie", after=last)
    user.send_voice()
    user.wait_for("Bitte schreiben Sie", after=last)


def test_a_location_is_read_as_a_city(polling: Played) -> None:
    user = greet(polling, "/hilfe")
    user.wait_for("So geht es")
    user.send_location(23.03, 113.11)
    assert "Foshan" in user.wait_for("Filter").text


def test_my_data_come_as_a_document(polling: Played) -> None:
    anna = polling.story.anna
    anna.write("/daten")
    file = anna.wait_for("meine-daten.txt")
    assert file.kind == "document"
    assert ANNA_MAIL in file.file.decode()
    assert "Feinsteinzeug" in file.file.decode()


def test_contact_data_come_as_a_vcard(polling: Played) -> None:
    card = find_contact(polling.story.anna)
    vcard = card.extra.get("contact", {}).get("vcard") or card.file.decode()
    assert vcard.startswith("BEGIN:VCARD")
    assert len(vcard.encode()) <= 2048
    assert CHEN_MAIL in vcard


def test_an_inline_query_gives_cards_that_open_the_bot(polling: Played) -> None:
    user = polling.telegram.user("Inga")
    answer = user.inline_query("Keramikfliesen Foshan")
    first = answer["results"][0]
    assert "Foshan" in json.dumps(first, ensure_ascii=False)
    button = first["reply_markup"]["inline_keyboard"][0][0]
    assert f"t.me/{polling.telegram.username}?start=" in button["url"]
    assert user.inline_query("Rasierhobel Solingen")["results"][0]["shown"].startswith("<b>Böse")
    user.write(f"/start {button['url'].partition('start=')[2]}")
    user.wait_for("Vorstellen lassen")
    assert user.inline_query("")["answered"]


def test_an_edited_message_is_not_a_second_question(polling: Played) -> None:
    user = greet(polling, "/hilfe")
    user.wait_for("So geht es")
    written = user.write("/sprache")
    user.wait_for("Welche Sprache")
    count = len(user.messages)
    user.edit(written, "/hilfe")
    user.write("/news")
    user.wait_for(NO_NEWS, after=user.messages[count - 1])
    polling.telegram.wait_until_quiet()
    assert len(user.messages) == count + 1


# Groups


def test_a_group_is_answered_only_when_it_asks_and_learns_nothing_personal(polling: Played) -> None:
    telegram, anna = polling.telegram, polling.story.anna
    group = telegram.group("Einkauf")
    group.write(anna, "Hat jemand Keramikfliesen aus Foshan?")
    group.write(anna, "/hilfe@another_bot")
    group.write(anna, f"@{telegram.username} Keramikfliesen in Foshan")
    results = group.wait_for("Foshan")
    assert len(group.messages) == 1
    for text in (f"/daten@{telegram.username}", f"/anfragen@{telegram.username}"):
        group.write(anna, text)
    group.write(anna, "LED-Leuchten", reply_to=results)
    telegram.wait_until_quiet(3)
    polling.service.wait_settled()
    everything = "\n".join(group.texts)
    for secret in (ANNA_MAIL, "Anna Weber", "Feinsteinzeug", "Angenommen", "yanjing.example"):
        assert secret not in everything
    assert all(message.kind != "document" for message in group.messages)
    assert telegram.violations == []


def test_a_group_that_becomes_a_supergroup_is_answered_there(polling: Played) -> None:
    telegram, anna = polling.telegram, polling.story.anna
    group = telegram.group("Wächst")
    group.write(anna, f"@{telegram.username} Keramikfliesen in Foshan")
    group.wait_for("Foshan")
    old = group.id
    group.upgrade()
    group.write(anna, f"@{telegram.username} LED-Leuchten in Foshan")
    group.wait_for("Foshan")
    polling.service.wait_settled()
    assert all(call.status != 200 or call.chat_id != old for call in telegram.calls("sendMessage")[-1:])


# What goes wrong


def test_who_blocks_the_bot_is_left_alone_until_he_comes_back(polling: Played) -> None:
    telegram, service = polling.telegram, polling.service
    user = greet(polling, "/hilfe")
    user.wait_for("So geht es")
    for text in ("/sprache", "/news", "/hilfe"):
        user.write(text)
    user.block(told=False)
    wait_until(lambda: not service.is_reachable(user.id))
    assert "parked" in {part.status for part in service.wait_settled(user.id)}
    assert len([call for call in telegram.calls(chat_id=user.id) if call.status == 403]) <= 2
    user.write("/start")
    user.wait_for("Guten Tag")
    assert {part.status for part in service.wait_settled(user.id)} == {"sent"}
    starts = [text[:8] for text in user.texts]
    assert starts == ["So geht ", "Welche S", "Zurzeit ", "So geht ", "Guten Ta"]


def test_telegram_says_that_the_bot_was_blocked_and_nothing_is_tried(polling: Played) -> None:
    telegram, service = polling.telegram, polling.service
    user = greet(polling, "/hilfe")
    user.wait_for("So geht es")
    user.block()
    wait_until(lambda: not service.is_reachable(user.id))
    assert all(call.status == 200 for call in telegram.calls(chat_id=user.id))
    user.write("/start")
    user.wait_for("Guten Tag")
    assert service.is_reachable(user.id)


def test_bad_updates_and_wrong_secrets(webhook: Played) -> None:
    service, telegram = webhook.service, webhook.telegram
    before = service.count_updates()
    update = json.dumps({"update_id": 1, "message": {"text": "x"}}).encode()
    for secret in (None, "", "wrong", SECRET + "x", "ä".encode().decode("latin-1")):
        assert service.post_update(update, secret) in (401, 403)
    for body in (b"", b"{", b"[]", b"null", b'{"update_id": "x"}', update, b"\xff\xfe", b"[" * 100_000,
                 json.dumps({"update_id": 7, "message": {"chat": None, "from": []}}).encode()):  # fmt: skip
        assert service.post_update(body) == 200
    assert service.count_updates() == before
    assert "telegram" in service.read("/metrics")
    user = telegram.user("Danach")
    user.write("/hilfe")
    user.wait_for("So geht es")
    assert set(telegram.feed.webhook.statuses) == {200}


# The story


def test_a_german_finds_a_chinese_company_and_both_get_contact_data(quiet: Played) -> None:
    anna, chen = quiet.story.anna, quiet.story.chen
    request = next(text for text in chen.texts if "收到新的请求" in text)
    assert "主题" in request
    assert "Feinsteinzeug 60 × 120 cm" in request
    assert "Anna Weber" in request
    assert "445566" not in "".join(chen.texts).replace(find_contact(chen).words, "")
    before_contact = chen.texts[: chen.messages.index(find_contact(chen))]
    assert ANNA_MAIL not in "".join(before_contact)
    assert ANNA_MAIL in find_contact(chen).words
    assert CHEN_MAIL in find_contact(anna).words
    assert "Gute Nachricht" in "".join(anna.texts)


def test_both_modes_show_the_same(polling: Played, webhook: Played) -> None:
    assert webhook.story.anna.texts == polling.story.anna.texts
    assert webhook.story.chen.texts == polling.story.chen.texts


def test_taps_are_answered_at_once_and_no_flood_limit_is_touched(quiet: Played) -> None:
    assert all(tap.answered_at is not None for tap in quiet.story.taps)
    assert max(tap.waited_s for tap in quiet.story.taps) < ANSWERED_WITHIN_S
    assert quiet.telegram.violations == []
    assert {call.status for call in quiet.telegram.calls() if call.method in SENDINGS} == {200}


def test_without_faults_every_part_is_sent_exactly_once(quiet: Played) -> None:
    for user in (quiet.story.anna, quiet.story.chen):
        parts = quiet.service.list_parts(user.id)
        assert {(part.status, part.attempts, part.uncertain_count) for part in parts} == {("sent", 1, 0)}
        check_nothing_lost_or_doubled(quiet.service, user.id)


def test_with_faults_nothing_is_lost_and_nothing_doubled_but_what_was_uncertain(
    rough: Played, polling: Played
) -> None:
    for user, calm in (
        (rough.story.anna, polling.story.anna),
        (rough.story.chen, polling.story.chen),
    ):
        check_nothing_lost_or_doubled(rough.service, user.id)
        assert without_repeats(user.texts) == calm.texts
        repeats = len(user.texts) - len(calm.texts)
        assert repeats <= sum(part.uncertain_count for part in rough.service.list_parts(user.id))
    struck = {order.kind for order in rough.telegram.faults.orders if order.struck}
    assert struck == {"flood", "error", "reset", "lose"}


def test_with_faults_retry_after_is_obeyed_and_no_limit_touched(rough: Played) -> None:
    assert rough.telegram.violations == []


def test_updates_delivered_three_times_take_effect_once(rough: Played, polling: Played) -> None:
    assert rough.telegram.feed.copies == 3
    assert set(rough.service.count_updates()) == {"done"}
    mine = [rough.service.list_parts(user.id) for user in (rough.story.anna, rough.story.chen)]
    theirs = [polling.service.list_parts(user.id) for user in (polling.story.anna, polling.story.chen)]
    assert [len(parts) for parts in mine] == [len(parts) for parts in theirs]


def test_no_flood_limit_was_touched_in_all_that(stories: dict[str, "Future[Played]"]) -> None:
    assert [future.result().telegram.violations for future in stories.values()] == [[]] * 4


def test_the_log_names_neither_token_nor_people(stories: dict[str, "Future[Played]"]) -> None:
    for future in stories.values():
        played = future.result()
        for secret in (
            TOKEN,
            TOKEN.partition(":")[2],
            SECRET,
            "Anna",
            ANNA_MAIL,
            CHEN_MAIL,
            "Feinsteinzeug",
            "陈莉",
        ):
            assert secret not in played.service.log


def greet(played: Played, text: str, language: str = "de") -> FakeUser:
    """A new user whose first words are `text`."""
    user = played.telegram.user("Gast", language)
    user.write(text)
    return user


def wait_until(condition: Callable[[], bool], timeout_s: float = 30.0) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.1)


def find_contact(user: FakeUser) -> Message:
    """The message with contact data: a contact, or a vCard as a file."""
    for message in user.messages:
        if message.kind == "contact" or message.extra.get("document", {}).get("file_name", "").endswith(
            ".vcf"
        ):
            return message
    raise AssertionError(f"no contact data; displayed: {user.texts}")

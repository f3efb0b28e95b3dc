"""What makes the bot at home on Telegram, over HTTP against a Bot API server of our own."""

import json
from concurrent.futures import Future

from tests.acceptance.sample_directory import HOSTILE
from tests.telegram.fake_server import TOKEN
from tests.telegram.service import SECRET
from tests.telegram.stories import ANSWERED_WITHIN_S, NO_NEWS, Played, find_contact, greet, wait_until
from tests.telegram.story import ANNA_MAIL, CHEN_MAIL


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

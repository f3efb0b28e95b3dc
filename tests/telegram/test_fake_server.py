"""The fake Bot API server itself, called by python-telegram-bot: it speaks and refuses as Telegram does."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import httpx
import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MenuButtonCommands,
    Update,
)
from telegram.error import (
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.acceptance.process import find_port
from tests.telegram.fake_limits import FloodGate, Limits
from tests.telegram.fake_people import FakeUser
from tests.telegram.fake_server import TOKEN, FakeBotApi
from tests.telegram.fake_text import ApiError, parse_html


@pytest.fixture(autouse=True)
def future_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns of the old type of times."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def telegram() -> Iterator[FakeBotApi]:
    with FakeBotApi(limits=Limits(speed=1000)) as server:
        yield server


@pytest.fixture
async def bot(telegram: FakeBotApi) -> AsyncIterator[Bot]:
    async with build_bot(telegram) as connected:
        yield connected


@pytest.fixture
def anna(telegram: FakeBotApi) -> FakeUser:
    user = telegram.user("Anna")
    user.write("/start")
    return user


def build_bot(telegram: FakeBotApi, token: str = TOKEN, timeout_s: float = 5.0) -> Bot:
    request = HTTPXRequest(read_timeout=timeout_s, write_timeout=timeout_s, httpx_kwargs={"verify": False})
    polling = HTTPXRequest(read_timeout=timeout_s, httpx_kwargs={"verify": False})
    return Bot(token, base_url=f"{telegram.url}/bot", request=request, get_updates_request=polling)


def keyboard(data: str = "m:help", label: str = "Hilfe") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def refusal(call: object) -> str:
    with pytest.raises(TelegramError) as refused:
        await call  # type: ignore[misc]
    return refused.value.message


async def test_a_message_is_displayed_with_its_buttons_and_can_be_edited(bot: Bot, anna: FakeUser) -> None:
    sent = await bot.send_message(
        anna.id,
        "<b>Fliesen &amp; Co</b> 🧱",
        parse_mode="HTML",
        reply_markup=keyboard(),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    shown = anna.wait_for("Fliesen & Co")
    assert (shown.text, shown.labels, shown.silent_preview) == ("Fliesen & Co 🧱", ["Hilfe"], True)
    assert [(entity.type, entity.length) for entity in sent.entities] == [("bold", 12)]
    await bot.edit_message_text("Neu", anna.id, sent.message_id)
    assert (anna.texts, shown.versions, shown.labels) == (["Neu"], ["Fliesen & Co 🧱"], [])


async def test_updates_come_by_long_polling_until_confirmed(
    telegram: FakeBotApi, bot: Bot, anna: FakeUser
) -> None:
    first = await bot.get_updates(timeout=1)
    assert await bot.get_updates(timeout=1) == first
    assert first[0].message is not None
    assert first[0].message.text == "/start"
    waiting = asyncio.create_task(bot.get_updates(offset=first[0].update_id + 1, timeout=4))
    await asyncio.sleep(0.2)
    anna.write("Hallo")
    second = await waiting
    assert [update.message.text for update in second if update.message] == ["Hallo"]
    assert await bot.get_updates(offset=second[-1].update_id + 1, timeout=0) == ()
    assert telegram.feed.untaken == 0


async def test_two_pollers_are_in_conflict_and_so_is_polling_beside_a_webhook(
    telegram: FakeBotApi, bot: Bot
) -> None:
    async with build_bot(telegram) as other:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.to_thread(telegram.wait_until_polled)
        second = asyncio.create_task(other.get_updates(timeout=0))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await first
        await second
    assert telegram.feed.conflicts == 1
    await bot.set_webhook("https://bot.example/telegram", secret_token="geheim")
    assert (await bot.get_webhook_info()).url == "https://bot.example/telegram"
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates(timeout=0)
    assert "unallowed characters" in await refusal(bot.set_webhook("https://x.example", secret_token="ä"))
    await bot.delete_webhook()


async def test_a_webhook_gets_updates_with_the_secret_and_again_after_an_error(
    telegram: FakeBotApi, bot: Bot
) -> None:
    got: list[tuple[str, str]] = []

    async def receive(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), bot)
        assert update.message is not None
        got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], update.message.text or ""))
        return web.Response(status=500 if len(got) == 1 else 200)

    site = web.Application()
    site.router.add_post("/telegram", receive)
    runner, port = web.AppRunner(site), find_port()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token="s3")
    user = telegram.user("Anna")
    user.write("eins")
    user.write("zwei")
    await asyncio.to_thread(telegram.wait_until_taken)
    assert got == [("s3", "eins"), ("s3", "eins"), ("s3", "zwei")]
    assert "500" in ((await bot.get_webhook_info()).last_error_message or "")
    await runner.cleanup()


async def test_repeated_and_shuffled_updates(telegram: FakeBotApi, bot: Bot) -> None:
    telegram.feed.copies, telegram.feed.shuffled = 3, True
    users = [telegram.user(f"U{number}") for number in range(5)]
    for text in ("eins", "zwei"):
        for user in users:
            user.write(text)
    got: list[tuple[int, str]] = []
    offset = 0
    while telegram.feed.untaken:
        for update in await bot.get_updates(offset=offset, timeout=1):
            assert update.message is not None
            assert update.message.from_user is not None
            got.append((update.message.from_user.id, update.message.text or ""))
            offset = max(offset, update.update_id + 1)
    assert all(got.count((user.id, text)) == 3 for user in users for text in ("eins", "zwei"))
    for user in users:
        assert got.index((user.id, "eins")) < got.index((user.id, "zwei"))
    assert [who for who, text in dict.fromkeys(got) if text == "eins"] != [user.id for user in users]


async def test_what_telegram_refuses(telegram: FakeBotApi, bot: Bot, anna: FakeUser) -> None:
    stranger = telegram.user("Fremd")
    say = bot.send_message
    assert await refusal(say(anna.id, "")) == "Message text is empty"
    assert await refusal(say(anna.id, "<b> </b>", parse_mode="HTML")) == "Message text is empty"
    assert await refusal(say(anna.id, "x" * 4097)) == "Message is too long"
    assert await refusal(say(anna.id, "😀" * 2049)) == "Message is too long"
    await say(anna.id, "😀" * 2048)
    assert "unsupported start tag" in await refusal(say(anna.id, "<Müller>", parse_mode="HTML"))
    assert "unclosed start tag" in await refusal(say(anna.id, "a < b", parse_mode="HTML"))
    assert "can't find end tag" in await refusal(say(anna.id, "<b>a", parse_mode="HTML"))
    assert await refusal(say(anna.id, "x", reply_markup=keyboard("x" * 65))) == "Button_data_invalid"
    assert await refusal(say(12345, "x")) == "Chat not found"
    assert "can't initiate conversation" in await refusal(say(stranger.id, "x"))
    anna.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await say(anna.id, "x")


async def test_what_cannot_be_edited(bot: Bot, anna: FakeUser) -> None:
    edit = bot.edit_message_text
    sent = await bot.send_message(anna.id, "alt", reply_markup=keyboard())
    assert "is not modified" in await refusal(edit("alt", anna.id, sent.message_id, reply_markup=keyboard()))
    assert await refusal(edit("neu", anna.id, 99)) == "Message to edit not found"
    anna.messages[0].frozen = True
    assert await refusal(edit("neu", anna.id, sent.message_id)) == "Message can't be edited"
    card = await bot.send_contact(anna.id, "+49212445566", "Anna", vcard="BEGIN:VCARD\nEND:VCARD")
    assert "no text in the message" in await refusal(edit("neu", anna.id, card.message_id))


async def test_taps_are_answered_once_and_soon(bot: Bot, anna: FakeUser) -> None:
    await bot.send_message(anna.id, "Bitte wählen", reply_markup=keyboard("ok:yes", "Einverstanden"))
    tap = anna.tap("Einverstanden")
    [query] = [update.callback_query for update in await bot.get_updates(timeout=1) if update.callback_query]
    assert (query.data, query.from_user.id) == ("ok:yes", anna.id)
    await bot.answer_callback_query(query.id, "Gut")
    assert anna.wait_answer(tap).text == "Gut"
    assert "Query is too old" in await refusal(bot.answer_callback_query(query.id))


async def test_inline_queries(bot: Bot, anna: FakeUser) -> None:
    asking = asyncio.create_task(asyncio.to_thread(anna.inline_query, "Fliesen"))
    await asyncio.sleep(0.2)
    [query] = [update.inline_query for update in await bot.get_updates(timeout=1) if update.inline_query]
    content = InputTextMessageContent("<b>Firma</b>", parse_mode="HTML")
    await bot.answer_inline_query(query.id, [InlineQueryResultArticle("1", "Firma", content)])
    answer = await asking
    assert [(result["title"], result["shown"]) for result in answer["results"]] == [("Firma", "Firma")]


async def test_files_commands_and_profile(telegram: FakeBotApi, bot: Bot, anna: FakeUser) -> None:
    sent = await bot.send_document(anna.id, b"Anna Weber\n", filename="daten.txt", caption="Hier")
    assert sent.document is not None
    assert (sent.document.file_name, anna.messages[0].file) == ("daten.txt", b"Anna Weber\n")
    await bot.set_my_commands([BotCommand("hilfe", "Hilfe")], language_code="de")
    assert [command.command for command in await bot.get_my_commands(language_code="de")] == ["hilfe"]
    assert await bot.get_my_commands() == ()
    assert await refusal(bot.set_my_commands([BotCommand("löschen", "x")])) == "Bot_command_invalid"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await bot.set_my_description("Beschreibung", language_code="de")
    assert telegram.world.settings["description:de"] == "Beschreibung"
    await bot.send_chat_action(anna.id, "typing")
    assert [action for _, action in anna.chat.actions] == ["typing"]


async def test_a_group_becomes_a_supergroup(telegram: FakeBotApi, bot: Bot, anna: FakeUser) -> None:
    group = telegram.group("Einkauf")
    group.write(anna, f"@{telegram.username} Fliesen")
    old = group.id
    await bot.send_message(old, "Hallo")
    new = group.upgrade()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "noch einmal")
    assert moved.value.new_chat_id == new
    await bot.send_message(new, "hier")
    assert group.texts[-1].startswith("hier")
    kinds = [
        update.message.migrate_to_chat_id for update in await bot.get_updates(timeout=1) if update.message
    ]
    assert new in kinds


async def test_faults_on_order(telegram: FakeBotApi, bot: Bot, anna: FakeUser) -> None:
    telegram.fail("error", "sendMessage", status=502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(anna.id, "a")
    telegram.fail("reset", "sendMessage", anna.id)
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "b")
    assert anna.texts == []
    telegram.fail("lose", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "c")
    assert [message.text for message in anna.messages] == ["c"]
    telegram.fail("flood", "sendMessage", seconds=0.3)
    with pytest.raises(RetryAfter) as later:
        await bot.send_message(anna.id, "d")
    assert later.value.retry_after == timedelta(seconds=1)
    assert telegram.violations == []
    await asyncio.sleep(0.4)
    await bot.send_message(anna.id, "d")
    async with build_bot(telegram, timeout_s=0.3) as impatient:
        telegram.fail("hang", "sendMessage", seconds=2)
        with pytest.raises(TimedOut):
            await impatient.send_message(anna.id, "e")
    assert [call.struck for call in telegram.calls("sendMessage")] == [
        "error",
        "reset",
        "lose",
        "flood",
        "",
        "hang",
    ][:5]


async def test_a_wrong_token_and_an_unknown_method(telegram: FakeBotApi) -> None:
    with pytest.raises(InvalidToken):
        async with build_bot(telegram, "4242:AAwrong"):
            pass
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{telegram.url}/bot{TOKEN}/makeCoffee")
    assert (answer.status_code, answer.json()["error_code"]) == (404, 404)


async def test_json_bodies_are_read_too(telegram: FakeBotApi, anna: FakeUser) -> None:
    async with httpx.AsyncClient() as client:
        body = {"chat_id": anna.id, "text": "123", "reply_markup": {"inline_keyboard": []}}
        answer = await client.post(f"{telegram.url}/bot{TOKEN}/sendMessage", json=body)
    assert answer.json()["result"]["text"] == "123"


def test_flood_limits_are_counted() -> None:
    gate = FloodGate(Limits())
    for number in range(4):
        gate.check(7, number * 1.0, "say")
    gate.check(7, 3.2, "say")
    with pytest.raises(ApiError) as refused:
        gate.check(7, 3.3, "say")
    assert refused.value.parameters == {"retry_after": 1}
    assert len(gate.violations) == 1
    gate = FloodGate(Limits())
    for number in range(20):
        gate.check(-7, number * 1.5, "say")
    with pytest.raises(ApiError):
        gate.check(-7, 31.0, "say")
    gate = FloodGate(Limits())
    with pytest.raises(ApiError):
        for number in range(60):
            gate.check(number, 0.5, "say")


def test_coming_back_too_early_is_a_violation_but_what_was_under_way_is_not() -> None:
    gate = FloodGate()
    gate.close(7, 2.0, 10.0)
    gate.check(8, 10.1, "say")
    for moment in (10.2, 11.5):
        with pytest.raises(ApiError):
            gate.check(7, moment, "say")
    assert len(gate.violations) == 1
    gate.check(7, 12.0, "say")


def test_html_as_tdlib_reads_it() -> None:
    assert parse_html("&lt;b&gt; &amp; &auml;").text == "<b> & &auml;"
    assert parse_html('<a href="https://x.example/?a=1&amp;b=2">x</a>').entities == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://x.example/?a=1&b=2"}
    ]
    with pytest.raises(ApiError, match="Unmatched end tag"):
        parse_html("<b><i>x</b></i>")


def test_waiting_for_what_does_not_come_says_what_is_displayed(anna: FakeUser) -> None:
    with pytest.raises(AssertionError, match="displayed: "):
        anna.wait_for("nie", timeout_s=0.1)
    with pytest.raises(AssertionError, match="no button"):
        anna.tap("Knopf", timeout_s=0.1)
    assert threading.active_count() < 50

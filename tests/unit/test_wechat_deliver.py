"""A part as a call of WeChat's API, and what the adapter says on what follows an answer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.adapter import Delivered, Part, Receipt, Refused, RetryLater, Uncertain
from bot.config_wechat import WeChatSettings
from bot.wechat.api import WeChatApi
from bot.wechat.client import WeChatAdapter
from bot.wechat.faults import AnswerLost, ServerBusy, WeChatError, WeChatFault
from bot.wechat.render import ROOM
from bot.wechat.text import TEXT_BYTES, build_text, count_bytes
from directory.domain.person import Address
from handlers.localizer import LOCALES, Localizer
from handlers.messages import Card, Choice, Reply

CHEN = Address("wechat", "oChen")
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
LOCALIZER = Localizer()
TEMPLATE = {
    "app_id": "wx1",
    "token": "t",
    "app_secret": "s",
    "aes_key": "a" * 43,
    "template_id": "T-1",
    "template_fields": {"thing1": "title", "time2": "time", "thing3": "remark"},
}


class ScriptedApi(WeChatApi):
    """Notes the calls; fails as it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.error: WeChatError | None = None

    async def call(self, path: str, payload: Any = None) -> dict[str, Any]:
        self.calls.append((path, payload))
        if self.error is not None:
            raise self.error
        return {"errcode": 0, "msgid": 42}


class Account:
    """An adapter over a scripted API, with a clock of its own."""

    def __init__(self, **given: Any) -> None:
        self.now = NOW
        self.api = ScriptedApi()
        settings = WeChatSettings.model_validate(given)
        self.adapter = WeChatAdapter(settings, LOCALIZER.text, self.api, lambda: self.now)

    async def send(self, part: Part) -> Receipt:
        return await self.adapter.deliver(CHEN, part, 1)


def render(text: str, *labels: str) -> Part:
    choices = tuple((Choice(f"c:{number}", label),) for number, label in enumerate(labels))
    return WeChatAdapter().render(Reply(text, choices=choices), "zh")[0]


async def test_a_text_is_a_customer_service_message() -> None:
    account, part = Account(), render("您好", "查看")
    assert await account.send(part) == Delivered("42")
    content = {"touser": "oChen", "msgtype": "text", "text": {"content": build_text(part)}}
    assert account.api.calls == [("message/custom/send", content)]


@pytest.mark.parametrize("picture", ["", "https://isa.example/2.png"])
async def test_an_article_is_sent_as_one(picture: str) -> None:
    account = Account()
    card = Card("T", "", ("D",), (), "https://isa.example/2", picture)
    await account.send(account.adapter.render(Reply(cards=(card,)), "zh")[0])
    article = {"title": "T", "description": "D", "url": "https://isa.example/2"}
    article |= {"picurl": picture} if picture else {}
    ((path, payload),) = account.api.calls
    assert (path, payload["msgtype"], payload["news"]) == (
        "message/custom/send",
        "news",
        {"articles": [article]},
    )


@pytest.mark.parametrize("kind", ["template", "subscription"])
@pytest.mark.parametrize("locale", LOCALES)
async def test_a_nudge_fills_the_fields_of_the_template(kind: str, locale: str) -> None:
    account = Account(**TEMPLATE, template_kind=kind)
    part = account.adapter.build_nudge(locale)
    assert part is not None
    assert not account.adapter.needs_window(part)
    await account.send(part)
    ((path, payload),) = account.api.calls
    assert path == {"template": "message/template/send", "subscription": "message/subscribe/bizsend"}[kind]
    assert (payload["touser"], payload["template_id"]) == ("oChen", "T-1")
    assert payload["data"]["thing1"] == {"value": LOCALIZER.text(locale, "wechat-notice-title")}
    assert payload["data"]["thing3"] == {"value": LOCALIZER.text(locale, "wechat-notice-remark")}
    assert "2026" in payload["data"]["time2"]["value"]
    assert set(payload["data"]) == {"thing1", "time2", "thing3"}


def test_without_a_template_nobody_is_nudged() -> None:
    assert Account().adapter.build_nudge("zh") is None


@pytest.mark.parametrize(("error", "receipt"), [
    (WeChatFault(45015), Refused("window closed (45015)", waits=True)),
    (WeChatFault(43004), Refused("does not follow (43004)", unreachable=True)),
    (ServerBusy(-1), RetryLater(2, "server busy")),
    (AnswerLost("ReadTimeout"), Uncertain("no answer: ReadTimeout")),
])  # fmt: skip
async def test_a_failure_is_a_receipt_and_does_not_change_what_the_account_may(
    error: WeChatError, receipt: Receipt
) -> None:
    account = Account()
    account.api.error = error
    assert await account.send(render("x")) == receipt
    assert account.adapter.can_push


async def test_an_account_without_permission_gives_answers_only_for_a_day() -> None:
    account = Account()
    noted: list[datetime] = []
    account.adapter.note_answers_only = noted.append
    account.api.error = WeChatFault(48001)
    assert await account.send(render("x")) == Refused("not permitted (48001)", waits=True)
    assert not account.adapter.can_push
    assert noted == [NOW + timedelta(days=1)]
    account.now += timedelta(days=1)
    assert account.adapter.can_push


async def test_a_template_that_is_not_permitted_says_nothing_of_messages() -> None:
    account = Account(**TEMPLATE)
    account.api.error = WeChatFault(48001)
    part = account.adapter.build_nudge("zh")
    assert part is not None
    await account.send(part)
    assert account.adapter.can_push


async def test_without_an_account_nothing_is_lost() -> None:
    receipt = await WeChatAdapter().deliver(CHEN, render("x"), 1)
    assert receipt == RetryLater(60, "no account", counts=False, holds="platform")


def test_switched_off_it_never_sends() -> None:
    assert not Account(customer_service="off").adapter.can_push
    assert Account(customer_service="off").adapter.answers_within_s > 5 > Account().adapter.answers_within_s


async def test_typing_is_shown_where_messages_may_be_sent_and_a_failure_is_nobodys_concern() -> None:
    account = Account()
    await account.adapter.show_typing(CHEN)
    assert account.api.calls == [("message/custom/typing", {"touser": "oChen", "command": "Typing"})]
    account.api.error = WeChatFault(45072)
    await account.adapter.show_typing(CHEN)
    off = Account(customer_service="off")
    await off.adapter.show_typing(CHEN)
    assert off.api.calls == []


# Answers


@pytest.mark.parametrize(("sizes", "fitting"), [
    ([100, 100, 100], 3),
    ([ROOM], 1),
    ([ROOM, 10], 1),
    ([ROOM - 12, 8], 2),
    ([ROOM - 12, 10], 1),
    ([900, 900, 900], 2),
    ([], 0),
])  # fmt: skip
def test_as_many_texts_go_into_an_answer_as_leave_room_for_a_remark(sizes: list[int], fitting: int) -> None:
    parts = [render("x" * size) for size in sizes]
    adapter = Account().adapter
    assert adapter.count_fitting(parts) == fitting
    shown = parts[:fitting]
    if shown:
        shown[-1] = adapter.remark(shown[-1], "de", 998, 1, 0)
        assert len("\n\n".join(map(build_text, shown)).encode()) <= TEXT_BYTES


def test_an_article_is_alone_in_an_answer() -> None:
    article: Part = {
        "type": "news",
        "title": "T",
        "description": "",
        "url": "https://a.example",
        "picture": "",
    }
    adapter = Account().adapter
    assert adapter.count_fitting([article, render("x")]) == 1
    assert adapter.count_fitting([article, article]) == 1
    assert adapter.count_fitting([render("x"), article]) == 1


@pytest.mark.parametrize(("rest", "others", "allowed", "key", "count"), [
    (0, 0, 5, "", 0),
    (2, 0, 5, "", 0),
    (2, 0, 2, "", 0),
    (3, 0, 2, "wechat-more", 3),
    (0, 2, 5, "wechat-new", 2),
    (1, 2, 5, "wechat-new", 2),
    (1, 2, 2, "wechat-more", 3),
    (0, 1, 0, "wechat-more", 1),
])  # fmt: skip
@pytest.mark.parametrize("locale", LOCALES)
def test_what_follows_is_told_where_the_user_must_know(
    rest: int, others: int, allowed: int, key: str, count: int, locale: str
) -> None:
    part = render("x")
    told = Account().adapter.remark(part, locale, rest, others, allowed)
    wanted = f"x\n\n{LOCALIZER.text(locale, key, count=count)}" if key else "x"
    assert build_text(told) == wanted


def test_where_nothing_can_be_sent_later_the_user_is_asked_for_a_word() -> None:
    adapter = Account(customer_service="off").adapter
    told = adapter.remark(render("x"), "zh", 1, 2, 5)
    assert build_text(told) == "x\n\n（还有 3 条，回复任意内容继续）"
    assert adapter.remark(render("x"), "zh", 0, 0, 5) == render("x")


def test_numbers_are_set_anew_and_what_was_said_of_others_is_taken_back() -> None:
    adapter, part = Account().adapter, render("?", "A", "B")
    told = adapter.remark(part, "zh", 0, 2, 5)
    assert "2. " in build_text(told)
    anew = adapter.number(told, 7)
    assert anew == part | {"first": 7}
    assert adapter.list_choices(anew) == (Choice("c:0", "A"), Choice("c:1", "B"))
    assert count_bytes(anew) == len(build_text(anew).encode())


def test_that_the_chat_stays_on_the_phone_is_said_where_all_else_is_deleted() -> None:
    shown = build_text(Account().adapter.render(Reply("已删除。", clears=True), "zh")[0])
    assert shown == f"已删除。\n\n{LOCALIZER.text('zh', 'wechat-clears')}"

"""What WeChat says of a mass send goes into the ledger: after our call or before it, and once."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest

from bot.adapter import Delivered, Part, Receipt
from bot.config_wechat import WeChatSettings
from bot.news_sending import NewsSending
from bot.wechat.client import WeChatAdapter
from bot.wechat.parse import parse_push
from directory.domain.mailing import RecipientStatus
from directory.store import mass_results, recipients
from directory.store.engine import Store
from directory.store.mass_results import MassResult
from handlers.localizer import Localizer
from tests.news.samples import put_mailing, put_subscribers
from tests.store_samples import NOW

JOB = "3100000007"
LOCALIZER = Localizer()


class TakenWeChat(WeChatAdapter):
    """Takes every mass send under one number."""

    async def send_mass(self, part: Part, accounts: Sequence[str], guard: str) -> Receipt:
        return Delivered(JOB)


def note(store: Store, status: str, total: int, sent: int) -> bool:
    with store.write() as session:
        return mass_results.note(session, MassResult(JOB, status, total, sent, sent, 0), NOW)


def send(store: Store) -> int:
    with store.write() as session:
        put_subscribers(session, 3, NOW, platform="wechat", locale="zh")
        news_id = put_mailing(session, NOW, by_mass=True)
    wechat = TakenWeChat(WeChatSettings(), LOCALIZER.text, clock=lambda: NOW)
    sending = NewsSending(store, {"wechat": wechat}, ["wechat"], LOCALIZER, lambda: NOW)

    async def run() -> None:
        while await sending.step():
            pass

    asyncio.run(run())
    return news_id


def list_outcomes(store: Store, news_id: int) -> Counter[tuple[RecipientStatus, str]]:
    with store.read() as session:
        return Counter((one.status, one.reason) for one in recipients.list_recipients(session, news_id, 0, 9))


@pytest.mark.parametrize("comes_first", [True, False])
@pytest.mark.parametrize(
    ("status", "sent", "outcome"),
    [
        ("send success", 3, (RecipientStatus.SENT, "")),
        ("sendsuccess", 2, (RecipientStatus.SENT, "mass send: 2 of 3 reached")),
        ("send success", 0, (RecipientStatus.REFUSED, "mass send: send success, nobody reached")),
        ("err(20013)", 0, (RecipientStatus.REFUSED, "mass send: err(20013)")),
    ],
)
def test_the_result_stands_in_the_ledger(
    store: Store, comes_first: bool, status: str, sent: int, outcome: tuple[RecipientStatus, str]
) -> None:
    if comes_first:
        assert note(store, status, 3, sent)
    news_id = send(store)
    assert note(store, status, 3, sent) is not comes_first
    assert not note(store, "err(10001)", 3, 0), "what comes a second time changes nothing"
    assert list_outcomes(store, news_id) == {outcome: 3}
    with store.read() as session:
        assert [one.sent for one in mass_results.list_results(session, news_id)] == [sent]


def test_a_result_that_is_not_ours_is_kept_apart(store: Store) -> None:
    with store.write() as session:
        mass_results.note(session, MassResult("1", "err(1)", 9, 0, 0, 0), NOW)
    assert list_outcomes(store, send(store)) == {(RecipientStatus.SENT, ""): 3}


def test_the_report_is_read() -> None:
    fields: dict[str, object] = {
        "FromUserName": "oHelper",
        "CreateTime": "1795000000",
        "MsgType": "event",
        "Event": "MASSSENDJOBFINISH",
        "MsgID": JOB,
        "Status": "send success",
        **{"TotalCount": "100", "FilterCount": "80", "SentCount": "75", "ErrorCount": "5"},
    }
    assert parse_push(fields) == MassResult(JOB, "send success", 100, 80, 75, 5)
    for wrong in ({"MsgID": ""}, {"SentCount": "many"}):
        assert getattr(parse_push(fields | wrong), "bad", False)

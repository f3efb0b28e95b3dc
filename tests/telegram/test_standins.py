"""The service on a Bot API server that is cruder than Telegram's: all works, and it does not run hot."""

import time
from pathlib import Path

import pytest

from bot.adapter import Delivered, RetryLater
from bot.telegram.client import TelegramAdapter
from directory.domain.person import Address
from handlers.messages import ContactCard, Reply
from tests.acceptance.process import copy_database
from tests.telegram.fake_standin import UNKNOWN, StandIn
from tests.telegram.service import Service

HERE = Address("telegram", "1")


def test_a_conversation_on_a_server_that_knows_hardly_anything(
    sample_database: Path, invitation: str, tmp_path: Path
) -> None:
    with (
        StandIn() as server,
        Service(copy_database(sample_database, tmp_path), server) as service,  # type: ignore[arg-type]
    ):
        server.write("Keramikfliesen aus Foshan")
        results = server.wait_for("f:menu")
        for tap, shown in (("f:menu", "f:country"), ("p:0", "f:menu"), ("f:menu", "f:country")):
            last = len(server.said)
            server.tap(tap, results)
            method, form = server.said[server.wait_for(shown, last) - 1]
            assert (method, form["message_id"]) == ("editMessageText", str(results))
        server.write(f"/start {invitation}")
        asked = server.wait_for("ok:yes")
        server.tap("ok:yes")
        server.wait_for("ok:yes", asked)  # and to the passing abroad
        server.tap("ok:yes")
        server.wait_for("m:requests")
        server.write("/daten")
        server.wait_for("Gespeicherte Daten")
        assert {part.status for part in service.wait_settled()} == {"sent"}

        polls, began = server.polls, time.monotonic()
        server.restart(1.0)
        last = len(server.said)
        server.write("Keramikfliesen aus Foshan")
        server.wait_for("f:menu", last)
        assert server.polls - polls < 5 * (time.monotonic() - began)
        assert set(service.count_updates()) == {"done"}


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
async def test_a_contact_arrives_where_the_server_knows_none(unknown: tuple[int, object]) -> None:
    with StandIn(unknown) as server:
        adapter = TelegramAdapter(server.token, server.url)
        (part, _) = adapter.render(Reply(contact=ContactCard("陈莉", "云陶", "c@x.example", "+86 757")), "zh")
        refused = await adapter.deliver(HERE, part, 1)
        assert isinstance(refused, RetryLater)
        assert refused.instead is not None
        assert (refused.counts, refused.holds) == (False, "")
        assert await adapter.deliver(HERE, refused.instead, 1) == Delivered("1")
        assert "+86 757" in server.said[0][1]["text"]
        await adapter.close()

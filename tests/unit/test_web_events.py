"""The event stream: replay, reading on, nothing lost, nothing twice, a clean end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.client import WebAdapter
from bot.web.hub import LISTENERS_PER_ACCOUNT
from bot.web.routes import add_routes
from directory.domain.person import Address
from tests.unit.web_fakes import FakeChatLog, translate

LEFT = Address("web", "demo-left")


class Chat:
    """A running chat and the adapter and log behind it."""

    def __init__(self, heartbeat_s: float) -> None:
        self.adapter = WebAdapter()
        self.log = FakeChatLog(self.adapter)
        app = web.Application()
        add_routes(app, self.adapter, self.log, demo=True, translate=translate, heartbeat_s=heartbeat_s)
        self.client = TestClient(TestServer(app))

    def say(self, *texts: str) -> None:
        for text in texts:
            self.log.add(LEFT, self.adapter.render_echo(text))

    async def open(self, query: str = "", **headers: str) -> ClientResponse:
        path = f"/chat/left/events{query}"
        return await self.client.get(path, headers={key.replace("_", "-"): headers[key] for key in headers})


@asynccontextmanager
async def open_chat(heartbeat_s: float = 5) -> AsyncIterator[Chat]:
    chat = Chat(heartbeat_s)
    async with chat.client:
        yield chat


async def read_until(events: ClientResponse, last: str) -> list[str]:
    """Texts and event names up to `last`."""
    seen: list[str] = []
    name = ""
    async with asyncio.timeout(5):
        while last not in seen:
            line = (await events.content.readline()).decode().rstrip("\n")
            assert line or events.content.total_bytes, "the stream ended"
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data: Any = json.loads(line.removeprefix("data: "))
                seen.append(name or data["part"]["text"])
                name = ""
    return seen


async def test_replay_then_live():
    async with open_chat() as chat:
        chat.say("eins", "zwei")
        events = await chat.open()
        assert events.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert events.headers["Cache-Control"] == "no-store"
        assert await read_until(events, "ready") == ["eins", "zwei", "ready"]
        chat.say("drei")
        assert await read_until(events, "drei") == ["drei"]


async def test_the_event_as_it_stands_on_the_wire():
    async with open_chat() as chat:
        chat.say("Grüße\n佛山")
        events = await chat.open()
        at = chat.log.parts[LEFT][0].at.isoformat()
        assert (
            await events.content.readuntil(b"ready\n")
            == (
                "retry: 2000\n\n"
                f'id: 1\ndata: {{"at": "{at}", "part": {{"type": "said", "text": "Grüße\\n佛山"}}}}\n\n'
                "event: ready\n"
            ).encode()
        )


async def test_the_replay_is_the_last_two_hundred():
    async with open_chat() as chat:
        chat.say(*map(str, range(450)))
        assert await read_until(await chat.open(), "ready") == [*map(str, range(250, 450)), "ready"]


@pytest.mark.parametrize("resume", ["header", "query", "both"])
async def test_reading_on_where_one_left_off(resume: str) -> None:
    async with open_chat() as chat:
        chat.say(*map(str, range(450)))
        headers = {} if resume == "query" else {"Last_Event_ID": "3"}
        query = {"header": "", "query": "?after=3", "both": "?after=1"}[resume]
        assert await read_until(await chat.open(query, **headers), "ready") == [
            *map(str, range(3, 450)),
            "ready",
        ]


async def test_nothing_is_lost_or_twice_over_many_reconnects():
    async with open_chat() as chat:
        said = [str(number) for number in range(300)]

        async def talk() -> None:
            for text in said:
                chat.say(text)
                await asyncio.sleep(0.001)

        talking = asyncio.create_task(talk())
        heard: list[str] = []
        while len(heard) < len(said):
            events = await chat.open(f"?after={len(heard)}" if heard else "")
            upto = said[min(len(heard) + 16, len(said) - 1)]
            heard += [text for text in await read_until(events, upto) if text not in ("ready", "restart")]
            events.close()
        await talking
        assert heard == said


async def test_what_is_said_between_reading_and_waiting_is_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with open_chat(heartbeat_s=60) as chat:
        history = chat.log.history

        async def history_with_a_late_word(*arguments: Any) -> Any:
            parts = await history(*arguments)
            if chat.log.reads == 1:
                chat.say("dazwischen")
            return parts

        monkeypatch.setattr(chat.log, "history", history_with_a_late_word)
        assert "dazwischen" in await read_until(await chat.open(), "dazwischen")


async def test_other_accounts_hear_nothing():
    async with open_chat(heartbeat_s=0.05) as chat:
        events = await chat.client.get("/chat/right/events")
        chat.say("geheim")
        assert await read_until(events, "beat") == ["ready", "beat"]


async def test_a_heartbeat_also_finds_what_nobody_woke_it_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_chat(heartbeat_s=0.05) as chat:
        events = await chat.open()
        await read_until(events, "ready")
        monkeypatch.setattr(chat.adapter, "settled", lambda address: None)
        chat.say("von einem anderen Prozess")
        assert "von einem anderen Prozess" in await read_until(events, "von einem anderen Prozess")


async def test_a_page_that_remembers_another_log_starts_again():
    async with open_chat() as chat:
        chat.say("eins", "zwei")
        assert await read_until(await chat.open("?after=99"), "ready") == ["restart", "eins", "zwei", "ready"]


@pytest.mark.parametrize("position", ["-1", "x", "1.5", "²", "9" * 30])
async def test_bad_positions(position: str) -> None:
    async with open_chat() as chat:
        assert (await chat.open(f"?after={position}")).status == 400


async def test_the_stream_ends_when_the_server_stops():
    async with open_chat(heartbeat_s=60) as chat:
        events = await chat.open()
        await read_until(events, "ready")
        async with asyncio.timeout(3):
            await chat.client.server.close()
            rest = await events.content.read()
        assert rest.strip() == b""


async def test_the_oldest_of_too_many_streams_ends():
    async with open_chat() as chat:
        streams = [await chat.open() for _ in range(LISTENERS_PER_ACCOUNT + 1)]
        for stream in streams[1:]:
            await read_until(stream, "ready")
        async with asyncio.timeout(3):
            await streams[0].content.read()
        chat.say("noch da")
        assert await read_until(streams[1], "noch da") == ["noch da"]


async def test_a_page_that_left_is_forgotten():
    async with open_chat(heartbeat_s=0.02) as chat:
        events = await chat.open()
        await read_until(events, "ready")
        assert chat.adapter.hub.count("demo-left") == 1
        events.close()
        async with asyncio.timeout(3):
            while chat.adapter.hub.count("demo-left"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

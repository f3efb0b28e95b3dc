"""An update that comes before the search is ready, or whose process is killed: no failure of its own."""

import logging

import pytest

from bot.indexing import SearchNotReady
from bot.turns import AFTER_NOT_READY_S, MAX_ATTEMPTS, MAX_CLAIMS
from directory.store import inbox
from directory.store.engine import Store
from handlers.messages import Update, UpdateKind
from tests.property.players import ANNA
from tests.property.world import World


def not_ready(*arguments: object, **options: object) -> None:
    raise SearchNotReady


def test_waiting_for_the_search_is_no_error_until_it_never_comes(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with World(store) as world, caplog.at_level(logging.WARNING):
        for name in ("understand", "search"):
            monkeypatch.setattr(world.search, name, not_ready)
        world.write(Update("1", ANNA, UpdateKind.TEXT, "Keramikfliesen"))
        for _ in range(MAX_CLAIMS - 1):
            assert world.process.turns.run_next()
            world.clock.advance(AFTER_NOT_READY_S)
        assert caplog.messages == []
        assert world.process.turns.run_next()
        assert "SearchNotReady" in caplog.text


def test_a_process_killed_over_an_update_costs_it_no_retry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ValueError

    with World(store) as world:
        world.write(Update("1", ANNA, UpdateKind.TEXT, "Keramikfliesen"))
        for _ in range(MAX_ATTEMPTS + 1):
            with store.write() as session:
                assert inbox.claim(session, world.clock(), 1, {ANNA.platform})
            world.clock.advance(2)
        monkeypatch.setattr(world.search, "understand", fail)
        assert world.process.turns.run_next()
        with store.read() as session:
            assert inbox.count_by_status(session) == {"open": 1}

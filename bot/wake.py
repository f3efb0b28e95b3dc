"""Waking sleeping loops: rung from any thread, heard in the event loop."""

import asyncio
from contextlib import suppress
from math import ceil

TICK_S = 0.005


class Bell:
    """Loops wait on it; whoever has work for them rings. A ring while nobody waits is kept."""

    def __init__(self) -> None:
        self._events: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        self._ticks: set[int] = set()

    def hear(self) -> asyncio.Event:
        """A new listener's event; call inside the event loop. The listener clears it itself."""
        event = asyncio.Event()
        self._events.append((asyncio.get_running_loop(), event))
        return event

    def ring(self) -> None:
        """Wake every listener. Safe from any thread, also after the loop has closed."""
        for loop, event in self._events:
            with suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(event.set)

    def ring_in(self, seconds: float) -> None:
        """Ring later; call inside the event loop. Of several rings in one moment one is enough."""
        loop = asyncio.get_running_loop()
        tick = ceil((loop.time() + seconds) / TICK_S)
        if tick not in self._ticks:
            self._ticks.add(tick)
            loop.call_at(tick * TICK_S, self._ring_at, tick)

    def _ring_at(self, tick: int) -> None:
        self._ticks.discard(tick)
        self.ring()


async def wait_for(event: asyncio.Event, timeout_s: float) -> None:
    """Wait until `event` is set, at most `timeout_s`; clears it."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), timeout_s)
    event.clear()

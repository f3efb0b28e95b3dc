"""Waking sleeping loops: rung from any thread, heard in the event loop."""

import asyncio
from contextlib import suppress


class Bell:
    """Loops wait on it; whoever has work for them rings. A ring while nobody waits is kept."""

    def __init__(self) -> None:
        self._events: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

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
        """Ring later; call inside the event loop."""
        asyncio.get_running_loop().call_later(seconds, self.ring)


async def wait_for(event: asyncio.Event, timeout_s: float) -> None:
    """Wait until `event` is set, at most `timeout_s`; clears it."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), timeout_s)
    event.clear()

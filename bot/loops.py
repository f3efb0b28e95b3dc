"""The loops of a running process: turns, delivery, timers, index refresh. Each sleeps until rung."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.faults import locate
from bot.wake import Bell, wait_for
from directory.store.errors import StoreError

PAUSE_AFTER_FAILURE_S = 2.0
FINISH_WITHIN_S = 2.0
_LOG = logging.getLogger(__name__)

Step = Callable[[], Awaitable[bool]]
"""Does one piece of work; True where there may be more."""


async def run_loop(name: str, step: Step, bell: Bell, poll_s: float) -> None:
    """Do all there is to do, then sleep until `bell` rings or `poll_s` has passed; for ever.

    A failure is logged and retried: a loop never dies of one. Cancelled, it finishes the step in hand.
    """
    heard = bell.hear()
    while True:
        try:
            while await _finish(step):
                pass
        except StoreError as error:
            _LOG.error("%s: %s", name, error)
            await asyncio.sleep(PAUSE_AFTER_FAILURE_S)
        except Exception as error:
            _LOG.error("%s: %s", name, locate(error))
            await asyncio.sleep(PAUSE_AFTER_FAILURE_S)
        await wait_for(heard, poll_s)


async def _finish(step: Step) -> bool:
    """Take a step to its end, so that a stop leaves nothing claimed or half sent; not for ever, though."""
    task = asyncio.ensure_future(step())
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=FINISH_WITHIN_S)
        task.cancel()
        raise

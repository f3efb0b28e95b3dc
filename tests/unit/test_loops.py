"""Loops: they go on after failures, and stop without leaving anything half done."""

import asyncio

import pytest

from bot import loops
from bot.loops import run_loop
from bot.wake import Bell


async def test_a_stopped_loop_finishes_the_step_in_hand():
    begun, ended = asyncio.Event(), []

    async def step() -> bool:
        begun.set()
        await asyncio.sleep(0.05)
        ended.append("settled")
        return True

    task = asyncio.create_task(run_loop("test", step, Bell(), 1))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == ["settled"]


async def test_a_step_that_never_ends_does_not_keep_the_loop(monkeypatch):
    monkeypatch.setattr(loops, "FINISH_WITHIN_S", 0.05)
    begun = asyncio.Event()

    async def step() -> bool:
        begun.set()
        await asyncio.Event().wait()
        return True

    task = asyncio.create_task(run_loop("test", step, Bell(), 1))
    await begun.wait()
    task.cancel()
    async with asyncio.timeout(30):
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_failure_is_not_the_end(monkeypatch):
    monkeypatch.setattr(loops, "PAUSE_AFTER_FAILURE_S", 0)
    done, calls = asyncio.Event(), []

    async def step() -> bool:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError
        done.set()
        return False

    task = asyncio.create_task(run_loop("test", step, Bell(), 0.01))
    async with asyncio.timeout(30):
        await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_ring_wakes_a_sleeping_loop():
    bell, seen = Bell(), asyncio.Queue[int]()

    async def step() -> bool:
        await seen.put(1)
        return False

    task = asyncio.create_task(run_loop("test", step, bell, 60))
    async with asyncio.timeout(30):
        await seen.get()
        bell.ring()
        await seen.get()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

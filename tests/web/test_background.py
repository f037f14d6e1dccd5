"""What the web process does besides answering goes on whatever happens to it."""

from __future__ import annotations

import asyncio

import pytest

from web.background import Chore, keep_doing_all


async def test_a_chore_that_fails_is_done_again_and_others_go_on() -> None:
    done: list[str] = []

    def fails() -> None:
        done.append("failed")
        raise RuntimeError("the database is away")

    doing = asyncio.create_task(
        keep_doing_all([Chore("bad", 0.01, fails), Chore("good", 0.01, lambda: done.append("good"))])
    )
    async with asyncio.timeout(10):
        while min(done.count("failed"), done.count("good")) < 3:
            await asyncio.sleep(0.01)
    doing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await doing

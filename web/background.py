"""What the web process does besides answering: settles money, watches parcels, tells news, sends mails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something done again and again. It may run in several processes at once, and be cut off at any point."""

    name: str
    every_seconds: float
    work: Callable[[], object]


async def keep_doing(chore: Chore) -> None:
    """Do a chore for as long as the process lives; what fails is logged and tried again."""
    while True:
        try:
            await asyncio.to_thread(chore.work)
        except Exception:
            log.exception("chore.failed", chore=chore.name)
        await asyncio.sleep(chore.every_seconds)


async def keep_doing_all(chores: Sequence[Chore]) -> None:
    """Do all chores, each at its own pace."""
    async with asyncio.TaskGroup() as group:
        for chore in chores:
            group.create_task(keep_doing(chore))

"""Remembers answers, so that a message sent twice is handled once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Awaitable, Callable, Dict, Generic, Hashable, TypeVar

Answer = TypeVar("Answer")


class AnswerMemory(Generic[Answer]):
    """Runs the handling of each message once and gives its answer to all who ask.

    Belongs to one event loop. The least recently used answers are forgotten. A handling that raises is
    not remembered: those who wait for it get the same error, and who asks later starts it anew.
    """

    def __init__(self, capacity: int) -> None:
        """Creates an empty memory.

        Args:
            capacity: How many answers to remember.
        """
        self._capacity = capacity
        self._answers: "OrderedDict[Hashable, Answer]" = OrderedDict()
        self._running: "Dict[Hashable, asyncio.Task[Answer]]" = {}

    async def answer(self, key: Hashable, handle: Callable[[], Awaitable[Answer]]) -> Answer:
        """Gives the first answer to a message, handling the message if nobody has yet.

        Args:
            key: What makes the message the same message.
            handle: Handles it. Runs to its end even when the asker goes away.

        Raises:
            Exception: Whatever `handle` raises.
        """
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        task = self._running.get(key)
        if task is None:
            task = asyncio.ensure_future(self._run(key, handle))
            self._running[key] = task
        return await asyncio.shield(task)

    def forget(self, wanted: Callable[[Hashable], bool]) -> None:
        """Forgets answers.

        Args:
            wanted: Tells by its key whether an answer is to be forgotten.
        """
        for key in [each for each in self._answers if wanted(each)]:
            del self._answers[key]

    async def _run(self, key: Hashable, handle: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            answer = await handle()
            self._answers[key] = answer
            while len(self._answers) > self._capacity:
                self._answers.popitem(last=False)
            return answer
        finally:
            del self._running[key]

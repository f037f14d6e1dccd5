"""News inside the process: who changed which conversation, told to whoever looks at it.

Events are hints, not data: a subscriber reads the database again. So a subscriber that is too slow loses
nothing but the detail: its queue is emptied and it is told once to look at everything (`resync`).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

EVENTS_KEPT = 100

Event = dict[str, Any]


class Subscription:
    """Events for one subscriber, each with the id of its conversation under `conversation`.

    Iterate over it, or await `get()`. After an overflow the next event is `{"type": "resync"}`.
    """

    def __init__(self, conversation_id: str | None, size: int) -> None:
        self.conversation_id = conversation_id
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Event] = asyncio.Queue(size)

    async def get(self) -> Event:
        """The next event, waiting for it."""
        return await self._queue.get()

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        return await self._queue.get()

    def wants(self, conversation_id: str) -> bool:
        """Whether events of this conversation are for this subscriber."""
        return self.conversation_id is None or self.conversation_id == conversation_id

    def hand(self, event: Event) -> None:
        """Pass an event over to the subscriber's own event loop, from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._put, event)
        except RuntimeError:
            if not self._loop.is_closed():
                raise

    def _put(self, event: Event) -> None:
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            event = {"type": "resync"}
        self._queue.put_nowait(event)


class Hub:
    """Publish and subscribe within one process.

    Example:
        ```python
        async with hub.subscribe(conversation_id) as events:
            async for event in events:
                ...
        ```
    """

    def __init__(self, events_kept: int = EVENTS_KEPT) -> None:
        self._events_kept = events_kept
        self._subscriptions: set[Subscription] = set()
        self._lock = threading.Lock()

    @property
    def subscribers(self) -> int:
        """How many listen now."""
        return len(self._subscriptions)

    def publish(self, conversation_id: str, event: Event) -> None:
        """Tell everyone who listens to this conversation or to all; may be called from any thread."""
        told = {**event, "conversation": conversation_id}
        with self._lock:
            listening = [found for found in self._subscriptions if found.wants(conversation_id)]
        for subscription in listening:
            subscription.hand(told)

    @asynccontextmanager
    async def subscribe(self, conversation_id: str | None) -> AsyncIterator[Subscription]:
        """Listen to one conversation, or to all with None, until the block is left."""
        subscription = Subscription(conversation_id, self._events_kept)
        with self._lock:
            self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            with self._lock:
                self._subscriptions.discard(subscription)

"""Which conversations somebody watches here, and news of them that other processes caused."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from knowledge.catalogue.stock_alerts import StockAlerts
from knowledge.conversations.service import Conversations
from web.gateway.words import say
from web.hub import Hub

log = structlog.get_logger(__name__)

# How long a change made by another process (an import, a second worker) may stay unseen.
LOOK_EVERY_SECONDS = 2.0
ALERTS_EVERY = 15


class Presence:
    """Counts watchers; looks at the database for what they would miss."""

    def __init__(self, conversations: Conversations, alerts: StockAlerts, hub: Hub) -> None:
        self._conversations = conversations
        self._alerts = alerts
        self._hub = hub
        self._watched: Counter[str] = Counter()
        self._known: dict[str, tuple[int, int]] = {}

    @contextmanager
    def watching(self, conversation_id: str) -> Iterator[None]:
        """Count a watcher while the block runs."""
        self._watched[conversation_id] += 1
        try:
            yield
        finally:
            self._watched[conversation_id] -= 1
            if not self._watched[conversation_id]:
                del self._watched[conversation_id]
                self._known.pop(conversation_id, None)

    async def look(self) -> None:
        """Look again and again until cancelled."""
        rounds = 0
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            try:
                await self._look_once()
                if rounds % ALERTS_EVERY == 0:
                    await asyncio.to_thread(self.tell_back_in_stock)
            except Exception:
                log.exception("presence.look_failed")
            rounds += 1

    async def _look_once(self) -> None:
        watched = list(self._watched)
        if not watched:
            return
        positions = await asyncio.to_thread(self._conversations.positions, watched)
        for conversation_id, position in positions.items():
            if self._known.get(conversation_id, position) != position:
                self._hub.publish(conversation_id, {"type": "changed"})
            self._known[conversation_id] = position

    def tell_back_in_stock(self) -> int:
        """Tell shoppers, in their conversation, what they waited for; gives how many."""
        told = 0
        for due in self._alerts.due():
            conversation = self._conversations.get(due.conversation_id)
            name = f"{due.name} ({due.label})" if due.label else due.name
            payload = f'/select_item{{"product": "{due.product_id}"}}'
            body = {
                "text": say(conversation.language, "back_in_stock", product=name),
                "buttons": [{"title": due.name, "payload": payload}],
            }
            once = f"back-in-stock:{due.alert_id}:{due.asked_at:%Y%m%d%H%M%S}"
            if self._conversations.tell(due.conversation_id, "text", body, once=once):
                self._alerts.told(due.alert_id)
                self._hub.publish(due.conversation_id, {"type": "changed"})
                told += 1
        return told

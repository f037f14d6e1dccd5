"""Carries erasures to where the database does not reach: the bot's memory, and conversations still being read."""

from __future__ import annotations

import asyncio

import structlog

from knowledge.privacy.erasure import Erasures
from web.gateway.bot_client import BotClient, BotUnavailable

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 5.0


class Forgetting:
    """Looks for erasures that are not finished, and finishes them."""

    def __init__(self, erasures: Erasures, bot: BotClient) -> None:
        self._erasures = erasures
        self._bot = bot

    async def look(self) -> None:
        """Look again and again until cancelled."""
        while True:
            try:
                await self.look_once()
            except Exception:
                log.exception("forgetting.failed")
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look_once(self) -> int:
        """Forget what can be forgotten now; gives how many conversations. A bot that is away is asked again later."""
        done = 0
        for number, conversation_id in await asyncio.to_thread(self._erasures.due):
            try:
                await self._bot.forget(conversation_id)
            except BotUnavailable as error:
                log.warning("forgetting.bot_unavailable", erasure=number, reason=str(error))
                return done
            await asyncio.to_thread(self._erasures.forgotten, number, conversation_id)
            done += 1
        return done

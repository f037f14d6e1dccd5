"""Customers' figures grow old by time alone (the days since a purchase): the web process renews them, gently."""

from __future__ import annotations

import asyncio

import structlog

from knowledge.customers.value.service import CustomerValues

AT_ONCE = 50
"""Customers a transaction, so that no shopper's write waits long for it."""
BETWEEN_SECONDS = 0.5
LOOK_EVERY_SECONDS = 300.0

log = structlog.get_logger(__name__)


async def keep_values_true(values: CustomerValues) -> None:
    """Renew old figures for as long as the process lives; orders and returns renew theirs themselves."""
    while True:
        try:
            renewed = await asyncio.to_thread(values.catch_up, limit=AT_ONCE)
        except Exception:
            log.exception("customer_values.not_renewed")
            renewed = 0
        await asyncio.sleep(BETWEEN_SECONDS if renewed else LOOK_EVERY_SECONDS)

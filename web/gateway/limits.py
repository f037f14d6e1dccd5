"""How fast one conversation may send: a token bucket."""

from __future__ import annotations

import time
from collections import OrderedDict

BURST = 12
PER_SECOND = 1.0
REMEMBERED = 10_000


class RateLimit:
    """Allows short bursts and a steady pace after them."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, key: str, now: float | None = None) -> bool:
        """Whether one more may pass at `now` (seconds of a steady clock)."""
        now = time.monotonic() if now is None else now
        left, at = self._buckets.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - at) * self._per_second)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return allowed

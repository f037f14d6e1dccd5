"""Logging of our processes: one line an event, with its conversation and message, and without anybody's contacts."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

from knowledge.masking import mask_contacts, masked

# Ours, and looked for in logs: their digits are nobody's telephone.
NAMES_OF_THINGS = frozenset(
    {"timestamp", "level", "event", "action", "conversation", "message", "erasure", "logger"}
)


def mask_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor that masks e-mail addresses, telephone numbers and tokens in an event's values."""
    for name, value in event.items():
        if name not in NAMES_OF_THINGS:
            event[name] = masked(value, mask_contacts)
    return event


class MaskingFormatter(logging.Formatter):
    """Masks the same in what libraries log, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a masked line."""
        return mask_contacts(super().format(record))


def configure_logs(level: int = logging.INFO) -> None:
    """Plain key=value lines on standard error, of warnings and up for libraries."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask_event,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
    )

"""Logs say what happened and to which conversation, and nobody's address, number or token."""

from __future__ import annotations

import io
import logging
import sys
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
import structlog
from honcho.printer import Message

from attendant.launcher import LogPrinter
from attendant.logs import MaskingFormatter, configure_logs, mask_event
from knowledge.encryption import Keyring
from knowledge.masking import mask_contacts
from tests.keys import KEYS

TOKEN = jwt.encode({"sub": "C1", "exp": 2_000_000_000}, "k" * 40, algorithm="HS256")
CHAT = "0123456789-0e2b-4c1d-8f6a-01701234567"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("mail to ada.quill@example.org failed", "mail to a…@example.org failed"),
        ("call me on 0170 5550199 please", "call me on …99 please"),
        ("+49 170 5550199", "…99"),
        ("我的电话是13800138000", "我的电话是…00"),
        (f"GET /chat/my-data?token={TOKEN} 200", "GET /chat/my-data?token=<token> 200"),
        (f"value {Keyring(KEYS).encrypt('secret')} odd", "value <token> odd"),
        ("postgresql://shop:hunter2@db/attendant", "postgresql://shop:<password>@db/attendant"),
        ("order 10342 of 2026-11-25 at 12:00:01.123456", "order 10342 of 2026-11-25 at 12:00:01.123456"),
        ("started in 4.25 s, pid 12345", "started in 4.25 s, pid 12345"),
    ],
)
def test_what_is_somebodys_is_masked_and_the_rest_can_be_read(text: str, seen: str) -> None:
    assert mask_contacts(text) == seen


def test_an_events_values_are_masked_however_deep_and_its_ids_are_not() -> None:
    event: dict[str, Any] = {
        "event": "odd",
        "conversation": CHAT,
        "reason": "no ada@example.org",
        "facts": {"to": ["ada@example.org", 7]},
    }
    assert mask_event(None, "info", event) == {
        "event": "odd",
        "conversation": CHAT,
        "reason": "no a…@example.org",
        "facts": {"to": ["a…@example.org", 7]},
    }


def test_a_traceback_is_masked_in_our_logs_and_in_those_of_libraries(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    try:
        configure_logs()
        try:
            raise ValueError("ada@example.org is odd")
        except ValueError:
            structlog.get_logger().exception("web.failed")
            record = logging.LogRecord(
                "lib", logging.ERROR, "f", 1, "no %s", ("ada@example.org",), sys.exc_info()
            )
        [handler] = logging.getLogger().handlers
        assert isinstance(handler.formatter, MaskingFormatter)
        line = handler.formatter.format(record)
    finally:
        structlog.reset_defaults()
    ours = capsys.readouterr().out
    assert "web.failed" in ours
    for text in (ours, line):
        assert "a…@example.org is odd" in text
        assert "ada@" not in text


def test_what_any_process_says_is_masked_in_the_log_file() -> None:
    out = io.StringIO()
    printer = LogPrinter(out)
    said = b"ERROR rasa: message 'I am ada@example.org' failed"
    printer.write(Message("line", said, datetime(2026, 11, 25, 12, tzinfo=UTC), "bot", None))
    assert "I am a…@example.org" in out.getvalue()
    assert "ada@" not in "".join(printer.last_lines["bot"])

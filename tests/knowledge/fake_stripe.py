"""Stripe's HTTP API as far as payments need it, kept in memory behind a real server on this machine."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Answer = tuple[int, dict[str, Any]]


def error(status: int, type_: str, **facts: str) -> Answer:
    """An error as Stripe words it."""
    return status, {"error": {"type": type_, "message": "no", **facts}}


@dataclass
class FakeStripe:
    """What it made, by idempotency key; and what it is to do wrong."""

    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path and parameters of each request."""
    status: str = "succeeded"
    """What becomes of the next things."""
    fail_with: Answer | None = None
    lose_answers: int = 0
    customers: dict[str, str] = field(default_factory=lambda: {"pm_card": "cus_ada"})

    def answer(self, method: str, path: str, given: dict[str, str], key: str) -> Answer | None:
        """The answer to a request; None for a connection that breaks off."""
        self.asked.append((method, path, given))
        if self.fail_with is not None:
            return self.fail_with
        if path.startswith("/v1/payment_methods/"):
            code = path.rpartition("/")[2]
            return 200, {"id": code, "object": "payment_method", "customer": self.customers.get(code)}
        if method == "GET":
            return 200, {"object": "list", "data": self._found(path, given), "has_more": False, "url": path}
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self._make(path, given)
        if self.lose_answers:
            self.lose_answers -= 1
            return None
        return 200, made

    def _make(self, path: str, given: dict[str, str]) -> dict[str, Any]:
        refund = path == "/v1/refunds"
        return {
            "id": f"{'re' if refund else 'pi'}_{len(self.made) + 1}",
            "object": "refund" if refund else "payment_intent",
            "amount": int(given["amount"]),
            "status": self.status,
            "against": given.get("payment_intent") or given.get("charge"),
            "metadata": {name[9:-1]: value for name, value in given.items() if name.startswith("metadata[")},
        }

    def _found(self, path: str, given: dict[str, str]) -> list[dict[str, Any]]:
        if path == "/v1/payment_intents/search":
            wanted = re.fullmatch(r'metadata\["(\w+)"\]:"(.+)"', given["query"])
            assert wanted is not None
            return [each for each in self.made.values() if each["metadata"].get(wanted[1]) == wanted[2]]
        payment = given.get("payment_intent") or given.get("charge")
        return [each for each in self.made.values() if each["against"] == payment]

    def amounts(self) -> list[int]:
        """The amounts of all that it made."""
        return [each["amount"] for each in self.made.values()]


def serve(fake: FakeStripe) -> ThreadingHTTPServer:
    """A started server; shut it down."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            address = urlsplit(self.path)
            length = int(self.headers.get("content-length") or 0)
            text = self.rfile.read(length).decode() if length else address.query
            key = self.headers.get("idempotency-key") or ""
            answer = fake.answer(self.command, address.path, dict(parse_qsl(text)), key)
            if answer is None:
                self.close_connection = True
                return
            body = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _do  # noqa: N815 - http.server's names

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

"""Which provider moves money, and where its keys come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from sqlalchemy.orm import sessionmaker
from starlette.testclient import TestClient

from attendant.payments import make_provider, make_stripe_events, stripe_keys
from attendant.secrets import UnsafeSecrets
from attendant.settings import Settings
from knowledge.aftersales.providers import DemoProvider
from knowledge.aftersales.stripe_events import NotFromStripe
from knowledge.aftersales.stripe_provider import StripeProvider
from knowledge.errors import NotFound
from web.gateway.payments import payments_router

KEYS = {"api_key": "sk_test_1", "webhook_secret": "whsec_1"}


def settings(home: Path, **more: str) -> Settings:
    return Settings(home=home, _env_file=None, **more)  # type: ignore[call-arg, arg-type]


def keys_file(home: Path, content: object = KEYS, mode: int = 0o600) -> None:
    path = home / "stripe.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(mode)


def test_the_demo_provider_moves_money_unless_told_otherwise(tmp_path: Path) -> None:
    made = make_provider(settings(tmp_path, demo_payment_failures="declined:visa"), sessionmaker())
    assert isinstance(made, DemoProvider)
    assert made.failures.declined == {"visa"}
    assert make_stripe_events(settings(tmp_path), sessionmaker()) is None


def test_stripe_takes_its_keys_from_a_file_of_its_owners(tmp_path: Path) -> None:
    keys_file(tmp_path)
    chosen = settings(tmp_path, payment_provider="stripe")
    assert stripe_keys(chosen).api_key == "sk_test_1"
    assert isinstance(make_provider(chosen, sessionmaker()), StripeProvider)
    assert make_stripe_events(chosen, sessionmaker()) is not None


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    keys_file(tmp_path, mode=0o644)
    with pytest.raises(UnsafeSecrets, match="chmod 600"):
        stripe_keys(settings(tmp_path))


@pytest.mark.parametrize(
    "content", ["{", "[]", {"api_key": "x"}, {**KEYS, "more": 1}, {**KEYS, "api_key": 1}]
)
def test_a_damaged_file_of_keys_is_named(tmp_path: Path, content: object) -> None:
    keys_file(tmp_path, content)
    with pytest.raises(UnsafeSecrets, match=r"stripe\.json is damaged"):
        stripe_keys(settings(tmp_path))


def test_without_keys_it_is_said_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSecrets, match="webhook_secret"):
        stripe_keys(settings(tmp_path))


@pytest.mark.parametrize(
    "wrong", [{"payment_provider": "cash"}, {"demo_payment_failures": "sometimes"}, {"vat": "much"}]
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, **wrong)


def test_the_webhook_answers_with_whether_it_changed_something() -> None:
    heard: list[tuple[bytes, str]] = []

    def hear(body: bytes, signature: str) -> bool:
        if signature == "forged":
            raise NotFromStripe("forged")
        heard.append((body, signature))
        return len(heard) == 1

    app = FastAPI()
    app.include_router(payments_router(hear))
    client = TestClient(app)

    def send(signature: str, body: bytes = b"{}") -> tuple[int, object]:
        answer = client.post("/payments/stripe", content=body, headers={"Stripe-Signature": signature})
        return answer.status_code, answer.json().get("changed")

    assert [send("good"), send("good")] == [(200, True), (200, False)]
    assert heard == [(b"{}", "good")] * 2
    assert send("forged")[0] == 400
    assert send("good", b"x" * 300_000)[0] == 413


def test_a_message_that_could_not_be_taken_in_is_not_called_forged_and_is_sent_again() -> None:
    def hear(_: bytes, __: str) -> bool:
        raise NotFound("payment", "9")

    app = FastAPI()
    app.include_router(payments_router(hear))
    answer = TestClient(app).post("/payments/stripe", content=b"{}", headers={"Stripe-Signature": "good"})
    assert (answer.status_code, answer.json()) == (500, {"error": {"code": "not_taken_in"}})

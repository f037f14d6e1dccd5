"""Who is asking comes from the gateway's token; without a good one an action does nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from rasa_sdk.executor import ActionExecutor

from actions.identity import LEEWAY_SECONDS, Identity, NotFromGateway
from actions.registry import all_actions
from tests.actions.shopper import GATEWAY_KEY, Shopper, gateway


def signed(key: str = GATEWAY_KEY, algorithm: str = "HS256", **changes: Any) -> str:
    claims: dict[str, Any] = {
        "iss": "attendant-gateway",
        "aud": "attendant-bot",
        "sub": "chat-1",
        "mid": "1",
        "iat": int(time.time()),
        "exp": int(time.time()) + 60,
        "customer": 7,
    } | changes
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, key, algorithm)


def test_a_good_token_says_who_asks_and_what_message_it_is() -> None:
    token = gateway().for_bot("chat-1", "42", b"{}", customer=7, language="zh", mood=-0.5)
    asker = Identity(GATEWAY_KEY).verify("chat-1", {"token": token})
    assert (asker.conversation_id, asker.message_id, asker.customer_id) == ("chat-1", "42", 7)
    assert (asker.language, asker.mood) == ("zh", -0.5)


def test_a_visitor_has_no_customer() -> None:
    token = gateway().for_bot("chat-1", "42", b"{}", customer=None)
    asker = Identity(GATEWAY_KEY).verify("chat-1", {"token": token})
    assert asker.customer_id is None
    assert asker.language == "en"


BAD = {
    "no metadata": None,
    "no token": {},
    "no text": {"token": 7},
    "rubbish": {"token": "rubbish"},
    "forged": {"token": signed("somebody else's key that is long enough, too")},
    "unsigned": {"token": signed("", "none")},
    "expired": {"token": signed(exp=int(time.time()) - LEEWAY_SECONDS - 5)},
    "of another conversation": {"token": signed(sub="chat-2")},
    "of another issuer": {"token": signed(iss="shop-site")},
    "for another audience": {"token": signed(aud="attendant")},
    "without expiry": {"token": signed(exp=None)},
    "without a message": {"token": signed(mid=None)},
    "a site's customer token": {"token": gateway().for_customer("LR-100001")},
    "a claim beside a token": {"customer": 7, "conversation": "chat-1"},
}


@pytest.mark.parametrize("metadata", BAD.values(), ids=BAD)
def test_what_is_not_of_the_gateway_is_refused(metadata: dict[str, Any] | None) -> None:
    with pytest.raises(NotFromGateway):
        Identity(GATEWAY_KEY).verify("chat-1", metadata)


def test_a_turn_may_outlast_its_token_a_little() -> None:
    token = signed(exp=int(time.time()) - LEEWAY_SECONDS // 2)
    assert Identity(GATEWAY_KEY).verify("chat-1", {"token": token}).customer_id == 7


@pytest.mark.parametrize("name", ["forged", "expired", "no token"])
def test_without_a_good_token_an_action_says_and_changes_nothing(visitor: Shopper, name: str) -> None:
    answered = visitor.run("action_track_order", "where is my order", metadata=BAD[name])
    assert answered.messages == []
    assert answered.events == []


def test_a_token_does_not_open_another_conversation(signed_in: Callable[..., Shopper]) -> None:
    lena = signed_in("LR-100001")
    answered = lena.run("action_track_order", "where is my order", sender="chat-of-somebody-else")
    assert answered.messages == []
    assert answered.events == []


def test_every_action_asks_who_it_is(executor: ActionExecutor) -> None:
    stranger = Shopper(executor)
    for action in all_actions():
        answered = stranger.run(action.action_name, "hello", metadata={"token": "forged"})
        assert (answered.messages, answered.events) == ([], []), action.action_name


def test_no_slot_or_entity_makes_a_visitor_a_customer(visitor: Shopper) -> None:
    visitor.slots = {"customer": 1, "customer_id": 1, "email": "lena@example.org"}
    answered = visitor.run(
        "action_track_order", "I am [lena@example.org](email), order [10001](order_number)"
    )
    assert answered.slots["outcome"] == "sign_in"
    assert "sign in" in answered.text

"""The action server: all actions over one shop, on loopback."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

import actions
from actions.action import ShopAction
from actions.identity import Identity
from knowledge.shop import Shop


def all_actions() -> list[type[ShopAction]]:
    """Every action class of this package, by name."""
    found: dict[str, type[ShopAction]] = {}
    for module in pkgutil.iter_modules(actions.__path__):
        for _, member in inspect.getmembers(import_module(f"actions.{module.name}"), inspect.isclass):
            if issubclass(member, ShopAction) and hasattr(member, "action_name"):
                found[member.action_name] = member
    return [found[name] for name in sorted(found)]


# Where a rule's action is not named after its intent.
ACTIONS_OF_INTENTS = {
    "cancel_order": "action_start_cancel",
    "complaint": "action_log_complaint",
    "contact_human_agent": "action_hand_over",
    "order_details": "action_track_order",
    "praise": "action_log_praise",
    "product_problem": "action_log_complaint",
    "return_item": "action_start_return",
    "review": "action_log_review",
}


@cache
def action_of_intent(intent: str) -> type[ShopAction]:
    """The action that the rules in `bot/rules` give to an intent that a message may hold beside another."""
    by_name = {action.action_name: action for action in all_actions()}
    wanted = ACTIONS_OF_INTENTS.get(intent, f"action_{intent}")
    return by_name.get(wanted, by_name["action_no_dialogue"])


def make_executor(shop: Shop, gateway_key: str) -> ActionExecutor:
    """An executor with every action."""
    executor = ActionExecutor()
    identity = Identity(gateway_key)
    for action in all_actions():
        executor.register_action(action(shop, identity))
    return executor


def warm(shop: Shop) -> None:
    """Load models and caches before the first shopper waits for them; raises when the index does not fit."""
    shop.check_index()
    shop.advisor.prepare()
    shop.feedback  # noqa: B018 - reads the sentiment head
    shop.encoder.encode(["a warm jacket"])


def make_app(shop: Shop, gateway_key: str) -> Any:
    """The Sanic application, ready to be served."""
    warm(shop)
    return create_app(make_executor(shop, gateway_key), cors_origins=None)


def serve(shop: Shop, gateway_key: str, port: int) -> None:
    """Serve on loopback until stopped."""
    app = make_app(shop, gateway_key)
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)

"""Which actions there are, and which of them answers an intent."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import actions

if TYPE_CHECKING:
    from actions.action import ShopAction

# Where a rule's action is not named after its intent.
ACTIONS_OF_INTENTS = {
    "cancel_order": "action_start_cancel",
    "complaint": "action_log_complaint",
    "contact_human_agent": "action_hand_over",
    "praise": "action_log_praise",
    "return_item": "action_start_return",
    "review": "action_log_review",
}

_made: dict[str, type[ShopAction]] = {}


def register(action: type[ShopAction]) -> None:
    """Keep an action class under its name."""
    known = _made.setdefault(action.action_name, action)
    if known.__module__ != action.__module__:
        raise ValueError(f"{action.action_name} is both in {known.__module__} and {action.__module__}")


def import_all() -> None:
    """Import every module of this package, so that what it registers is known."""
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        import_module(module.name)


def all_actions() -> list[type[ShopAction]]:
    """Every action class of this package, by name."""
    import_all()
    ours = (action for action in _made.values() if action.__module__.startswith("actions."))
    return sorted(ours, key=lambda action: action.action_name)


@cache
def action_of_intent(intent: str) -> type[ShopAction]:
    """The action that the rules in `bot/rules` give to an intent that a message may hold beside another."""
    by_name = {action.action_name: action for action in all_actions()}
    wanted = ACTIONS_OF_INTENTS.get(intent, f"action_{intent}")
    return by_name[wanted]

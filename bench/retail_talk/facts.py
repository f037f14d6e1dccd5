"""What a shopper knows of a write they want, in words a person would use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attendant.retail_world.files import Action, World

ADDRESS_PARTS = ("address1", "address2", "city", "state", "zip", "country")


@dataclass(frozen=True)
class Swapped:
    """An item, and what it shall become: all options of the new one, and those that differ."""

    name: str
    options: Mapping[str, str]
    wanted: Mapping[str, str]
    apart: tuple[str, ...] = ()
    """Option values that tell it from others of its name in the order."""

    @property
    def words(self) -> str:
        """What one calls it."""
        return " ".join([*self.apart, self.name.lower()])

    @property
    def changed(self) -> dict[str, str]:
        """The options that differ."""
        return {name: value for name, value in self.wanted.items() if self.options.get(name) != value}


@dataclass(frozen=True)
class Wanted:
    """One write, as its shopper knows it."""

    action: Action
    order: str = ""
    items: tuple[Swapped, ...] = ()
    """With nothing wanted instead where the item only goes back."""
    method: str = ""
    reason: str = ""
    address: tuple[tuple[str, str], ...] = ()

    @property
    def address_line(self) -> str:
        """The address as one writes it in a line."""
        return ", ".join(value for _, value in self.address)


def wanted(world: World, action: Action, user_id: str) -> Wanted:
    """What the shopper of a write knows; an unknown item or method has no words."""
    given: Mapping[str, Any] = action.arguments
    order = world["orders"].get(given.get("order_id"), {"items": []})
    here = {item["item_id"]: item for item in order["items"]}
    new = given.get("new_item_ids") or [None] * len(given.get("item_ids", ()))
    swaps = []
    for item_id, new_item_id in zip(given.get("item_ids", ()), new, strict=False):
        item = here.get(item_id)
        if item is not None:
            variants = world["products"][item["product_id"]]["variants"]
            options = variants[new_item_id]["options"] if new_item_id in variants else {}
            others = [
                each["options"]
                for each in order["items"]
                if each["name"] == item["name"] and each["options"] != item["options"]
            ]
            apart = [
                value
                for option, value in item["options"].items()
                if any(other.get(option) != value for other in others)
            ]
            swaps.append(Swapped(item["name"], item["options"], options, tuple(apart)))
    methods = world["users"].get(user_id, {"payment_methods": {}})["payment_methods"]
    return Wanted(
        action,
        order=str(given.get("order_id", "")),
        items=tuple(swaps),
        method=_method(methods.get(given.get("payment_method_id"))),
        reason=str(given.get("reason", "")),
        address=tuple((part, str(given[part])) for part in ADDRESS_PARTS if given.get(part)),
    )


def _method(method: Mapping[str, Any] | None) -> str:
    if method is None:
        return ""
    if method["source"] == "credit_card":
        return f"{method['brand']} ending in {method['last_four']}"
    return {"paypal": "PayPal", "gift_card": "gift card"}[str(method["source"])]

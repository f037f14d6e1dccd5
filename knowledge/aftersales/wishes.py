"""What a customer may ask for after a sale, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from knowledge.accounts.wishes import AccountWish
from knowledge.aftersales.states import ClaimKind

Lines = tuple[tuple[int, int], ...]
"""Order line ids with quantities."""
Swaps = tuple[tuple[int, int, str], ...]
"""Order line ids with quantities and the SKU to have instead."""
Address = tuple[tuple[str, str], ...]
"""Parts of an address with their values, in alphabetical order; without empty ones."""


def address(**parts: str) -> Address:
    """An address of its parts: address1, address2, city, state, zip, country."""
    return tuple(sorted((name, value.strip()) for name, value in parts.items() if value.strip()))


@dataclass(frozen=True)
class Cancel:
    """An order is not wanted any more."""

    order_number: str
    reason: str = "changed_mind"
    kind: Literal["cancel"] = "cancel"


@dataclass(frozen=True)
class GiveBack:
    """Goods go back for money."""

    order_number: str
    lines: Lines
    reason: str = ""
    opened: bool | None = None
    """What the shopper said about the seal of hygiene goods."""
    method: str = ""
    """The payment method that gets the money; empty for the original one."""
    kind: Literal["return"] = "return"


@dataclass(frozen=True)
class Swap:
    """Delivered goods are exchanged for other variants."""

    order_number: str
    swaps: Swaps
    method: str = ""
    """The payment method for the difference; empty for the original one."""
    kind: Literal["exchange"] = "exchange"


@dataclass(frozen=True)
class ChangeItems:
    """Items become other variants before the order is shipped."""

    order_number: str
    swaps: Swaps
    method: str = ""
    kind: Literal["change_items"] = "change_items"


@dataclass(frozen=True)
class RemoveItems:
    """Items are taken out of an order before it is shipped; the rest of it comes."""

    order_number: str
    lines: Lines
    reason: str = "changed_mind"
    kind: Literal["remove_items"] = "remove_items"


@dataclass(frozen=True)
class ChangeAddress:
    """An order goes to another address."""

    order_number: str
    address: Address
    kind: Literal["change_address"] = "change_address"


@dataclass(frozen=True)
class ChangePayment:
    """An order is paid by another method."""

    order_number: str
    method: str
    kind: Literal["change_payment"] = "change_payment"


@dataclass(frozen=True)
class ChangeOwnAddress:
    """The customer's default address changes."""

    address: Address
    kind: Literal["change_own_address"] = "change_own_address"


@dataclass(frozen=True)
class Complain:
    """Something of a delivery is missing, wrong, defective or damaged."""

    order_number: str
    lines: Lines
    trouble: ClaimKind
    remedy: str = "refund"
    """`refund` or `replacement`."""
    description: str = ""
    kind: Literal["claim"] = "claim"


@dataclass(frozen=True)
class ChangeRefund:
    """The money of an open return goes somewhere else."""

    order_number: str
    return_number: str
    method: str
    """The payment method that gets it."""
    kind: Literal["change_refund"] = "change_refund"


@dataclass(frozen=True)
class MatchPrice:
    """The difference to a lower price goes back."""

    order_number: str
    lines: Lines
    """One line with how many of it."""
    shop: str = "own"
    """Whose price it is; `own` is the shop itself, which knows what it asked."""
    lower_minor: int = 0
    """What another shop asks for one."""
    kind: Literal["price_match"] = "price_match"


@dataclass(frozen=True)
class ChangeDelivery:
    """An order that was not shipped travels another way."""

    order_number: str
    delivery: str
    method: str = ""
    """The payment method for the difference; empty for the original one."""
    kind: Literal["change_delivery"] = "change_delivery"


@dataclass(frozen=True)
class Reschedule:
    """An order comes on another day, at another time, or is left somewhere."""

    order_number: str
    day: date | None = None
    """None for the day that it comes on anyway."""
    slot: str = ""
    place: str = ""
    kind: Literal["reschedule"] = "reschedule"


@dataclass(frozen=True)
class WishPackaging:
    """How an order that was not shipped is packed."""

    order_number: str
    packaging: tuple[str, ...]
    method: str = ""
    kind: Literal["packaging"] = "packaging"


BuyingWish = MatchPrice | ChangeDelivery | Reschedule | WishPackaging
"""What is about the price paid or the way of delivery."""

OrderWish = (
    Cancel
    | GiveBack
    | Swap
    | ChangeItems
    | RemoveItems
    | ChangeAddress
    | ChangePayment
    | Complain
    | ChangeRefund
    | BuyingWish
)
OwnWish = ChangeOwnAddress | AccountWish
"""What is about the customer, and no order."""
Wish = OrderWish | OwnWish

WISHES: TypeAdapter[Wish] = TypeAdapter(Annotated[Wish, Field(discriminator="kind")])
"""Reads a wish from plain data and writes it."""


def order_number_of(wish: Wish) -> str | None:
    """The order a wish is about; None for what is about the customer."""
    return None if isinstance(wish, OwnWish) else wish.order_number


def named(wish: Wish, number: str) -> Wish:
    """The wish with the order's number as the shop writes it."""
    return wish if isinstance(wish, OwnWish) else replace(wish, order_number=number)

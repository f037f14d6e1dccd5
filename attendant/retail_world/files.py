"""The files of the world: `db.json` with products, users and orders, and the cases of `tasks_*.json`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import DomainError

World = dict[str, Any]
"""The content of `db.json`: `products`, `users` and `orders`, each by id."""

FAULTS_SHOWN = 5


class BadWorldFile(DomainError):
    """A file that is none of this world's."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Variant(_Part):
    item_id: str
    options: dict[str, str]
    available: bool
    price: Annotated[Decimal, Field(ge=0)]


class _Product(_Part):
    name: str
    product_id: str
    variants: dict[str, _Variant]


class _Name(_Part):
    first_name: str
    last_name: str


class Place(BaseModel):
    """An address."""

    model_config = ConfigDict(extra="forbid")
    address1: str
    address2: str = ""
    city: str
    state: str
    country: str
    zip: str


class _Method(_Part):
    source: Literal["credit_card", "paypal", "gift_card"]
    id: str
    balance: Decimal | None = None


class _User(_Part):
    user_id: str
    name: _Name
    address: Place
    email: str
    payment_methods: dict[str, _Method]


class _Item(_Part):
    name: str
    product_id: str
    item_id: str
    price: Decimal
    options: dict[str, str]


class _Movement(_Part):
    transaction_type: Literal["payment", "refund"]
    amount: Decimal
    payment_method_id: str


class _Order(_Part):
    order_id: str
    user_id: str
    address: Place
    items: list[_Item]
    status: Literal["pending", "pending (item modified)", "processed", "delivered", "cancelled"]
    fulfillments: list[dict[str, list[str]]]
    payment_history: list[_Movement]


class _WorldFile(_Part):
    products: dict[str, _Product]
    users: dict[str, _User]
    orders: dict[str, _Order]


class Action(BaseModel):
    """A tool that the case calls."""

    model_config = ConfigDict(extra="ignore")
    name: str
    arguments: dict[str, Any] = {}


class _Criteria(BaseModel):
    model_config = ConfigDict(extra="ignore")
    actions: list[Action] | None = None


class Case(BaseModel):
    """A case: what is to be done in the world."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
    id: str
    evaluation_criteria: _Criteria = _Criteria()

    @property
    def actions(self) -> list[Action]:
        """The tools it calls, in order."""
        return self.evaluation_criteria.actions or []


def read_world(path: Path) -> World:
    """The world of a `db.json`; raises `BadWorldFile`."""
    content = _json(path)
    try:
        _WorldFile.model_validate(content)
    except ValidationError as error:
        raise BadWorldFile(path, _told(error)) from error
    world: World = content
    return world


def read_cases(path: Path) -> list[Case]:
    """The cases of a tasks file; raises `BadWorldFile`."""
    content = _json(path)
    if not isinstance(content, list):
        raise BadWorldFile(path, "must be a list of cases")
    try:
        return [Case.model_validate(each) for each in content]
    except ValidationError as error:
        raise BadWorldFile(path, _told(error)) from error


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadWorldFile(path, f"cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadWorldFile(path, f"is no JSON: {error}") from error


def _told(error: ValidationError) -> str:
    faults = error.errors()
    told = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults[:FAULTS_SHOWN]]
    more = [f"and {len(faults) - FAULTS_SHOWN} more"] if len(faults) > FAULTS_SHOWN else []
    return "; ".join([*told, *more])

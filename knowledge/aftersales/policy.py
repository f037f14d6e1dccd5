"""The policy pack: what the shop has written down about returns and cancellations, validated."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.catalogue.feed import RETURN_CLASSES
from knowledge.errors import DomainError
from knowledge.orders.models import ORDER_TRANSITIONS, OrderState

RETURN_REASONS = (
    "too_small",
    "too_big",
    "damaged",
    "defective",
    "wrong_item",
    "not_as_described",
    "changed_mind",
    "late",
)


class BadPolicy(DomainError):
    """A policy file that cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"policy {path}: {reason}")


class Policy(BaseModel):
    """The rules of one shop. Money is in minor units of the order's currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[str, Field(min_length=1, max_length=20)]
    return_window_days: Annotated[int, Field(ge=0)]
    return_window_days_by_level: dict[str, Annotated[int, Field(ge=0)]] = {}
    warranty_months: Annotated[int, Field(ge=0)]
    faulty_reasons: frozenset[str]
    not_returnable: frozenset[str]
    unopened_only: frozenset[str]
    free_return_countries: frozenset[str]
    return_fee_minor: Annotated[int, Field(ge=0)]
    bulky_collection_fee_minor: Annotated[int, Field(ge=0)]
    standard_delivery_minor: Annotated[int, Field(ge=0)]
    charged_when_ordered: frozenset[str]
    """Payment methods that are charged at once; the others when the order ships."""
    cancellable_states: frozenset[OrderState]

    def window_days(self, level: str) -> int:
        """Days from delivery in which a customer of this level may return."""
        return self.return_window_days_by_level.get(level, self.return_window_days)


def load_policy(path: Path) -> Policy:
    """Read and validate a policy file; raises `BadPolicy` naming the place and the fault."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadPolicy(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadPolicy(path, "is no text in UTF-8") from error
    except yaml.YAMLError as error:
        raise BadPolicy(path, f"is no YAML: {error}") from error
    if not isinstance(content, dict):
        raise BadPolicy(path, "must be a mapping of settings")
    try:
        policy = Policy.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise BadPolicy(path, faults) from error
    _check_names(path, "faulty_reasons", "reason", policy.faulty_reasons, RETURN_REASONS)
    _check_names(path, "not_returnable", "returns class", policy.not_returnable, RETURN_CLASSES)
    _check_names(path, "unopened_only", "returns class", policy.unopened_only, RETURN_CLASSES)
    before_shipping = [state for state, after in ORDER_TRANSITIONS.items() if OrderState.CANCELLED in after]
    _check_names(path, "cancellable_states", "cancellable state", policy.cancellable_states, before_shipping)
    return policy


def _check_names(
    path: Path, setting: str, kind: str, named: Collection[str], possible: Collection[str]
) -> None:
    unknown = sorted(set(named) - set(possible))
    if unknown:
        raise BadPolicy(path, f"{setting}: no such {kind} {', '.join(unknown)}")

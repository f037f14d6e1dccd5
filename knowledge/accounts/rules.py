"""What the shop's policy says of accounts, subscriptions, bills and points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

Count = Annotated[StrictInt, Field(ge=0)]


class AccountRules(BaseModel):
    """The part `accounts` of a policy pack; days count from the moment named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    editable: frozenset[Literal["name", "phone", "email"]] = frozenset()
    """Details that the chat may change; the others are changed where the shop says."""
    extension_days: Count = 0
    """How many days after its due date a bill may be paid, when the customer asks; 0 when it is not offered."""
    extension_days_by_level: dict[str, Count] = {}
    extension_late_days: Count = 0
    """Until how many days after the due date one may still ask."""
    dispute_days: Count = 90
    """For so long after it was issued a bill can be disputed."""
    bill_days: Annotated[StrictInt, Field(ge=1)] = 14
    """From when a subscription is taken up again until its first bill is due."""
    refund_unordered_services: StrictBool = True
    """Whether a service that the customer did not add is paid back when it is taken out."""
    points_per_unit: Count = 0
    """Points for each whole unit of the currency paid for goods; 0 when there are none."""
    points_up_to: Count = 0
    """Missing points up to so many are added at once; more are added by a person."""

    def extension(self, level: str) -> int:
        """The most days for a customer of this level."""
        return self.extension_days_by_level.get(level, self.extension_days)

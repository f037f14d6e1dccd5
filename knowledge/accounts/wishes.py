"""What a customer may want of their account, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class EditAccount:
    """Another name or telephone number; empty parts stay as they are."""

    name: str = ""
    phone: str = ""
    """E.164, or as it was written when it cannot be read as a number."""
    kind: Literal["edit_account"] = "edit_account"


@dataclass(frozen=True)
class ChangeEmail:
    """Another e-mail address; it counts once a link that is mailed to it was pressed."""

    email: str
    kind: Literal["change_email"] = "change_email"


@dataclass(frozen=True)
class JoinNewsletter:
    """Mails with offers, agreed to in these words."""

    wording: str
    """Version of the words that were shown."""
    kind: Literal["join_newsletter"] = "join_newsletter"


@dataclass(frozen=True)
class PayBill:
    """A bill is paid with one of the customer's stored methods."""

    bill: str
    method: str
    kind: Literal["pay_bill"] = "pay_bill"


@dataclass(frozen=True)
class ExtendBill:
    """A bill is paid later."""

    bill: str
    until: str
    """The new due day, as YYYY-MM-DD."""
    kind: Literal["extend_bill"] = "extend_bill"


@dataclass(frozen=True)
class DisputeBill:
    """A bill is wrong, so the customer says."""

    bill: str
    said: str = ""
    kind: Literal["dispute_bill"] = "dispute_bill"


@dataclass(frozen=True)
class ChangeService:
    """A service is taken out of a subscription, or put back into it."""

    subscription: str
    service: str
    """Its code."""
    wanted: bool
    kind: Literal["change_service"] = "change_service"


@dataclass(frozen=True)
class RenewSubscription:
    """A subscription that is over or paused goes on."""

    subscription: str
    kind: Literal["renew_subscription"] = "renew_subscription"


@dataclass(frozen=True)
class ChangeBilling:
    """The bills of a subscription are paid with another stored method."""

    subscription: str
    method: str
    kind: Literal["change_billing"] = "change_billing"


@dataclass(frozen=True)
class ClaimCredit:
    """Points of an order, or other credit, that have not come."""

    about: str = ""
    """The order's number; empty for what is of no order."""
    points: int = 0
    """How many are missing, as the ledger says."""
    said: str = ""
    kind: Literal["claim_credit"] = "claim_credit"


AccountWish = (
    EditAccount
    | ChangeEmail
    | JoinNewsletter
    | PayBill
    | ExtendBill
    | DisputeBill
    | ChangeService
    | RenewSubscription
    | ChangeBilling
    | ClaimCredit
)

PRIVATE = frozenset({"name", "phone", "email", "said"})
"""Parts of these wishes that are the customer's own: no log keeps them."""

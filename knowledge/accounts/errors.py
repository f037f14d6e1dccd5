"""What can go wrong with an account."""

from __future__ import annotations

from knowledge.errors import DomainError, NotFound


class BillNotFound(NotFound):
    """The customer has no bill of this number; whether others have is not said."""

    def __init__(self, number: str) -> None:
        super().__init__("bill", number)


class SubscriptionNotFound(NotFound):
    """The customer has no subscription of this number; whether others have is not said."""

    def __init__(self, number: str) -> None:
        super().__init__("subscription", number)


class LinkExpired(DomainError):
    """A link in a mail was pressed too late, or twice; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("this link was used already or is too old: ask for a new one")


class BillAmountChanged(DomainError):
    """A payment of a bill cannot be tried again: the bill asks for another amount now."""

    def __init__(self, number: str) -> None:
        super().__init__(f"bill {number} asks for another amount by now: let the customer pay it anew")

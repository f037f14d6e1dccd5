"""What can go wrong when something is to be done after a sale."""

from __future__ import annotations

from knowledge.aftersales.decision import Decision
from knowledge.errors import DomainError


class Refused(DomainError):
    """The policy does not allow it."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"refused by rule {decision.rule} of policy {decision.policy_version}")
        self.decision = decision


class SealUnknown(DomainError):
    """Whether the seal was opened decides, and nobody asked."""

    def __init__(self) -> None:
        super().__init__("this can only be returned unopened: ask whether the seal was opened first")


class ProposalChanged(DomainError):
    """What was confirmed is not what would be done now; nothing was done."""

    def __init__(self) -> None:
        super().__init__("things changed after this was shown: nothing was done, ask again")


class NotConfirmed(DomainError):
    """The yes was to something else, or there was none; nothing was done."""

    def __init__(self) -> None:
        super().__init__("nobody said yes to exactly this: show it and ask")


class ConfirmationExpired(DomainError):
    """The yes came too long after it was shown; nothing was done."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"this was shown more than {minutes} minutes ago: show it again and ask for a new yes"
        )


class RefundedAhead(DomainError):
    """A return was refunded before its goods arrived, so it is not called off."""

    def __init__(self, number: str) -> None:
        super().__init__(f"return {number} was refunded when it was asked for: it ends when its goods arrive")

"""What can go wrong when something is to be cancelled or returned."""

from __future__ import annotations

from knowledge.aftersales.decisions import Decision
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

"""What can stop a fit or a look-up of customer values."""

from __future__ import annotations

from knowledge.errors import DomainError


class TooLittleToFit(DomainError):
    """There is too little data for a model of these customers."""

    def __init__(self, model: str, what: str, found: int, needed: int) -> None:
        super().__init__(f"{model} needs at least {needed} {what}, and there are {found}")


class NoSensibleFit(DomainError):
    """The likelihood has no maximum that means anything, so the numbers would be made up."""

    def __init__(self, model: str, why: str) -> None:
        super().__init__(f"{model} does not fit these customers: {why}")


class ValuesNotKept(DomainError):
    """No values are kept of a customer."""

    def __init__(self, who: str, why: str) -> None:
        super().__init__(f"nothing is worked out for {who}: {why}")


class NothingFitted(DomainError):
    """Nothing was fitted to the customers yet."""

    def __init__(self) -> None:
        super().__init__(
            "nothing is known of customers yet: import customers and orders, then run `attendant customers fit`"
        )

"""What can go wrong with staff accounts."""

from __future__ import annotations

from knowledge.errors import DomainError


class WrongLogin(DomainError):
    """A login was refused.

    One error for every reason (unknown e-mail, wrong password, deactivated, too many tries), so that a
    stranger learns nothing from it: neither which e-mails have accounts, nor that a guess made while the
    account was locked was right.
    """

    def __init__(self) -> None:
        super().__init__("E-mail or password is not right. After several wrong tries, wait five minutes.")


class BadEmail(DomainError):
    """A text that is no e-mail address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email!r} is not an e-mail address")
        self.email = email


class EmailTaken(DomainError):
    """There is an account with this e-mail already."""

    def __init__(self, email: str) -> None:
        super().__init__(
            f"there is an account for {email} already: set its password instead, or use another e-mail"
        )
        self.email = email


class PasswordRefused(DomainError):
    """A password is shorter or longer than accounts take."""

    def __init__(self, length: int, shortest: int, longest: int) -> None:
        super().__init__(f"the password has {length} characters; between {shortest} and {longest} are taken")
        self.length = length

"""Where on a shop's site shoppers do with their accounts what the chat does not do for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AccountLinks:
    """Addresses of pages; an empty one is a page that the shop does not have."""

    sign_in: str = ""
    sign_up: str = ""
    password: str = ""
    """Where a new password is chosen; empty where people sign in without one."""
    two_factor: str = ""
    """Where codes for signing in are set up anew."""
    account: str = ""
    """Where details and ways to pay are changed."""

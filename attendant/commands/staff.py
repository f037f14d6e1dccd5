"""`attendant staff ...`: accounts of agents and product teams."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings

staff = typer.Typer(no_args_is_help=True, help="Accounts of agents and product teams.")


@staff.command("add")
def staff_add(
    email: str,
    name: Annotated[str, typer.Option(help="The name shoppers see.")],
    role: Annotated[str, typer.Option(help="agent, product or admin")] = "agent",
) -> None:
    """Add an account and print its password once."""
    from attendant.composition import make_shop
    from knowledge.staff.models import Role
    from knowledge.staff.service import StaffAccounts

    if role not in list(Role):
        raise typer.BadParameter(f"{role!r} is not one of {', '.join(Role)}", param_hint="--role")
    account, password = StaffAccounts(make_shop(migrated(Settings())).sessions).add(email, name, Role(role))
    console.print(f"{account.email} ({account.role})  password: {escape(password)}")


@staff.command("password")
def staff_password(email: str) -> None:
    """Give an account a new random password and print it once."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    password = StaffAccounts(make_shop(migrated(Settings())).sessions).set_password(email)
    console.print(f"{email}  password: {escape(password)}")


@staff.command("list")
def staff_list() -> None:
    """List accounts."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    for account in StaffAccounts(make_shop(migrated(Settings())).sessions).list():
        state = "" if account.active else " (deactivated)"
        console.print(f"{account.email}  {account.role}  {escape(account.name)}{state}")


@staff.command("deactivate")
def staff_deactivate(email: str) -> None:
    """Lock an account for good; its sessions end at their next step."""
    from attendant.composition import make_shop
    from knowledge.staff.service import StaffAccounts

    StaffAccounts(make_shop(migrated(Settings())).sessions).deactivate(email)
    console.print(f"{email} is deactivated")

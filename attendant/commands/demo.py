"""`attendant demo ...`: trying the demo shop out."""

from __future__ import annotations

from typing import Annotated

import typer

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings

demo_commands = typer.Typer(no_args_is_help=True, help="Trying the demo shop out.")


@demo_commands.callback()
def _group() -> None:
    """A group, although it has one command as yet."""


@demo_commands.command("advance")
def advance(
    days: Annotated[int, typer.Option(min=1, max=30, help="How many days pass.")] = 1,
    delay: Annotated[str, typer.Option(metavar="ORDER", help="The parcels of this order get stuck.")] = "",
) -> None:
    """Let days pass: parcels move on or come late, returns arrive, refunds are paid, and customers are told."""
    from attendant.composition import make_shop
    from knowledge.demo.advancing import advance

    settings = migrated(Settings())
    report = advance(make_shop(settings).sessions, days=days, held_up=delay)
    console.print(
        f"{report.out_for_delivery} parcels went out for delivery, {report.delivered} were delivered; "
        f"{report.returns_arrived} returns arrived, {report.refunds_paid} refunds were paid. "
        f"{report.noticed} orders are news to their customers."
    )
    console.print(f"A running Attendant tells them in the chat, or by mail: {settings.web_address}/mails")

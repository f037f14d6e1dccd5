"""`attendant policy ...`: the after-sales policy checked, explained and tried out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings

policies = typer.Typer(no_args_is_help=True, help="The after-sales policy: check, explain, what if.")


@policies.command("check")
def policy_check(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Check a policy file; every fault is named with its line."""
    from attendant.policy_command import check

    check(console, file)


@policies.command("explain")
def policy_explain(case: Annotated[int, typer.Argument(help="The number of a decided case.")]) -> None:
    """Tell how a case was decided: facts, rule, money, and what would have passed."""
    from attendant.composition import make_shop
    from attendant.policy_command import explain

    shop = make_shop(migrated(Settings()))
    explain(console, shop.sessions, case, shop.aftersales.policy, shop.config.currency)


@policies.command("what-if")
def policy_what_if(
    new: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The edited policy file.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Cases decided since this day, UTC.")],
) -> None:
    """Decide past cases again under an edited policy: counts, money, and whose answer changes."""
    from attendant.composition import make_shop
    from attendant.policy_command import ask_what_if

    shop = make_shop(migrated(Settings()))
    ask_what_if(console, shop.sessions, new, since.replace(tzinfo=UTC), shop.config.currency)

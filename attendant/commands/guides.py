"""`attendant guides ...`: troubleshooting guides checked, and what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings

guides_commands = typer.Typer(
    no_args_is_help=True, help="Troubleshooting guides: check, and what they solve."
)


@guides_commands.command("check")
def guides_check(
    folder: Annotated[
        Path | None, typer.Argument(exists=True, file_okay=False, help="A folder of guides.")
    ] = None,
) -> None:
    """Check the guides of a folder, those in force without one; every fault is named with its line."""
    from attendant.guides_command import check

    if not check(console, folder or Settings().guides):
        raise typer.Exit(1)


@guides_commands.command("results")
def guides_results() -> None:
    """Print how often each symptom was told of, what helped, and what did not."""
    from attendant.composition import make_shop
    from attendant.guides_command import show_results

    show_results(console, make_shop(migrated(Settings())).guide_runs.results())

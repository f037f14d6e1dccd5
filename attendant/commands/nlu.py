"""`attendant nlu ...`: learning from what was not understood."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attendant.commands.terminal import complaints, console, migrated
from attendant.settings import ROOT, Settings
from knowledge.language import LANGUAGES

nlu = typer.Typer(no_args_is_help=True, help="Learn from what was not understood.")


@nlu.command("review")
def review_nlu(
    language: Annotated[str, typer.Option(help="en or zh")] = "en",
    json_: Annotated[bool, typer.Option("--json", help="Print groups and proposals; ask nothing.")] = False,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Only groups of so many messages.")] = 1,
    data: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of training data.")
    ] = ROOT / "data" / "nlu",
) -> None:
    """Group what was not understood by meaning, propose intents, and add what you accept to the training data."""
    from attendant.nlu_command import review_misses

    if language not in LANGUAGES:
        raise typer.BadParameter(
            f"{language!r} is not one of {', '.join(LANGUAGES)}", param_hint="--language"
        )
    review_misses(
        migrated(Settings()),
        data,
        language,
        least=least,
        print_json=json_,
        console=complaints if json_ else console,
    )

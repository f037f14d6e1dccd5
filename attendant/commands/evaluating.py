"""`attendant eval ...`: the production parts measured on labelled data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attendant.commands.terminal import PROBLEMS_SHOWN, complaints, console
from attendant.settings import Settings

evaluating = typer.Typer(no_args_is_help=True, help="Measure on labelled data.")


@evaluating.command("nlu")
def evaluate_nlu(
    train: Annotated[Path | None, typer.Option(exists=True, help="Labelled messages to train on.")] = None,
    test: Annotated[Path | None, typer.Option(exists=True, help="Labelled messages to ask about.")] = None,
    oos_label: Annotated[
        str | None, typer.Option("--oos-label", help="The label of messages that are out of scope.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
    errors: Annotated[Path | None, typer.Option(help="A file for what was taken wrongly, as CSV.")] = None,
) -> None:
    """Train the production pipeline on labelled messages and measure it; without files, cross-validate our own."""
    from attendant.understanding import run_evaluation

    if test is not None and train is None:
        raise typer.BadParameter("give --train too: what to learn from", param_hint="--test")
    files = {"--train": train, "--test": test, "--json": json, "--errors": errors}
    given = [part for name, path in files.items() if path for part in (name, str(path.resolve()))]
    label = ["--oos-label", oos_label] if oos_label is not None else []
    with console.status("Training and asking ..."):
        code = run_evaluation(Settings(), [*given, *label])
    raise typer.Exit(code)


@evaluating.command("search")
def evaluate_search_command(
    catalogue: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="A product feed.")],
    judgements: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="CSV of query, product_id, grade.")
    ],
    judged_only: Annotated[
        bool, typer.Option("--judged-only", help="Rank only the products judged for a request.")
    ] = False,
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Index a feed apart from the shop's data and measure the production search on graded requests."""
    from attendant.preparation import progress_bar, told
    from attendant.search_evaluation import evaluate_search, write_figures

    with progress_bar(console) as progress:
        result = evaluate_search(
            Settings(),
            catalogue,
            judgements,
            judged_only=judged_only,
            progress=told(progress, {"products": "Indexing", "requests": "Asking"}),
        )
    for problem in result.imported.problems[:PROBLEMS_SHOWN]:
        complaints.print(f"  {problem}", markup=False, highlight=False, soft_wrap=True)
    if result.unknown:
        shown = ", ".join(result.unknown[:5])
        complaints.print(
            f"{len(result.unknown)} judged products are not in the feed and were left out: {shown}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    console.print(
        f"{result.imported.created} products, {result.queries} requests, "
        f"{result.unanswerable} of them with nothing right in the feed (not counted)"
    )
    for name, value in result.figures().items():
        console.print(f"{name:14} {value:.4f}", highlight=False)
    if json is not None:
        write_figures(result, json)


@evaluating.command("advice")
def evaluate_advice(
    purchases: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="CSV with customer_id, product_id and timestamp."),
    ],
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Learn from the earlier purchases, list ten products for each customer, and see whether they bought them."""
    from attendant.advice_command import evaluate_purchases

    evaluate_purchases(purchases, console, json)


@evaluating.command("aftersales")
def evaluate_aftersales(
    db: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The world's db.json.")],
    tasks: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The cases.")],
    pack: Annotated[str, typer.Option(help="A policy pack's name, or a policy file.")] = "tau2-retail",
    json: Annotated[Path | None, typer.Option("--json", help="A file for the result.")] = None,
) -> None:
    """Play the cases of a retail world through our services and compare the worlds that come out."""
    from attendant.retail_world.command import run_evaluation as run_cases

    run_cases(console, db, pack, tasks, json)

"""`attendant import ...`: data of a shop from its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attendant.commands.terminal import PROBLEMS_SHOWN, complaints, console, migrated
from attendant.settings import Settings
from knowledge.importing import ImportReport

importing = typer.Typer(
    no_args_is_help=True, help="Bring in data: catalogue, customers, orders, subscriptions."
)


@importing.command("catalogue")
def import_catalogue_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    keep_missing: Annotated[
        bool, typer.Option(help="Keep products active that the file does not have.")
    ] = False,
    force: Annotated[bool, typer.Option(help="Import although most products would go.")] = False,
) -> None:
    """Import a Google Merchant feed (TSV, CSV, XML) or a Shopify product CSV, and index what changed."""
    from attendant.composition import make_shop
    from attendant.preparation import bring_index_up_to_date, progress_bar
    from knowledge.catalogue.importing import import_catalogue

    settings = migrated(Settings())
    shop = make_shop(settings, encoder_threads=None)
    with progress_bar(console) as progress:
        task = progress.add_task(f"Importing {file.name}", total=None)
        report = import_catalogue(
            shop.sessions,
            file,
            currency=settings.currency,
            deactivate_missing=not keep_missing,
            force=force,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    _show(report)
    bring_index_up_to_date(shop, console)


@importing.command("customers")
def import_customers_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="YAML: our fields and their columns.")
    ] = None,
) -> None:
    """Import a Shopify customers CSV, a plain CSV, or with a mapping any CSV."""
    from attendant.composition import make_shop
    from knowledge.customers.importing import import_customers
    from knowledge.customers.mapping import read_mapping

    settings = migrated(Settings())
    read = read_mapping(mapping) if mapping is not None else None
    with console.status(f"Importing {file.name}"):
        report = import_customers(make_shop(settings).sessions, file, mapping=read, country=settings.country)
    _show(report)


@importing.command("orders")
def import_orders_file(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import a Shopify orders CSV or a plain CSV."""
    from attendant.composition import make_shop
    from attendant.preparation import bring_values_up_to_date
    from knowledge.orders.importing import import_orders

    shop = make_shop(migrated(Settings()))
    with console.status(f"Importing {file.name}"):
        report = import_orders(shop.sessions, file)
    _show(report)
    bring_values_up_to_date(shop, console)


@importing.command("subscriptions")
def import_subscriptions_file(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import subscriptions and their newest bills from a plain CSV."""
    from attendant.composition import make_shop
    from knowledge.accounts.importing import import_subscriptions

    with console.status(f"Importing {file.name}"):
        report = import_subscriptions(make_shop(migrated(Settings())).sessions, file)
    _show(report)


@importing.command("retail-world")
def import_retail_world(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Import the db.json of the tau2 retail world into an empty database, as a shop of its own."""
    from attendant.composition import make_shop
    from attendant.retail_world.files import read_world
    from attendant.retail_world.importing import import_world

    counts = import_world(make_shop(migrated(Settings())).sessions, read_world(file))
    console.print(", ".join(f"{count} {name}" for name, count in counts.items()), highlight=False)


def _show(report: ImportReport) -> None:
    console.print(
        f"{report.created} new, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.deactivated} deactivated, {len(report.problems)} problems"
    )
    for problem in report.problems[:PROBLEMS_SHOWN]:
        complaints.print(f"  {problem}", markup=False, highlight=False, soft_wrap=True)
    if len(report.problems) > PROBLEMS_SHOWN:
        complaints.print(f"  ... and {len(report.problems) - PROBLEMS_SHOWN} more")

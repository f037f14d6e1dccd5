"""`attendant customers ...`: what customers are worth, what is held of them, who saw it, and having it erased."""

from __future__ import annotations

import getpass
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from attendant.commands.terminal import complaints, console, migrated
from attendant.settings import Settings

if TYPE_CHECKING:
    from knowledge.privacy.models import Erasure
    from knowledge.shop import Shop

customers_commands = typer.Typer(
    no_args_is_help=True, help="Customers: their worth, their data and their rights."
)


def _shop() -> Shop:
    from attendant.composition import make_shop

    return make_shop(migrated(Settings()))


def _operator() -> str:
    """Who is at the terminal, for the audit log."""
    return f"operator:{getpass.getuser()}"[:80]


@customers_commands.command("export")
def export(
    email: str, out: Annotated[Path, typer.Option(help="The JSON file to write; it must not be there yet.")]
) -> None:
    """Write everything held of a customer to a file that only you can read."""
    shop = _shop()
    told = shop.exports.export(shop.customers.by_email(email).id, by=_operator())
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}", param_hint="--out") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=2)
    counts = ", ".join(f"{len(value)} {name}" for name, value in told.items() if isinstance(value, list))
    console.print(f"{out}: {counts}", markup=False)


@customers_commands.command("erase")
def erase(email: str, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Erase a customer from every store; orders that the law wants are kept without the person."""
    shop = _shop()
    customer = shop.customers.by_email(email)
    plan = shop.erasures.plan(customer.id)
    rows = ", ".join(f"{count} {name}" for name, count in plan.goes.items()) or "nothing but the account"
    console.print(f"To be erased: {rows}", markup=False)
    if plan.kept_until is not None:
        console.print(
            f"Kept without the person: {plan.orders_kept} orders until {plan.kept_until:%Y-%m-%d} ({plan.why})",
            markup=False,
        )
    if not yes:
        typer.confirm("Erase for good?", abort=True)
    _show(shop.erasures.erase(customer.id, by=_operator()))


def _show(receipt: Erasure) -> None:
    console.print(f"Erased. Receipt {receipt.number}")
    for each in receipt.kept:
        console.print(
            f"  kept without the person until {each['until']}: {each['count']} {each['what']} ({each['why']})",
            markup=False,
        )
    if receipt.to_forget:
        console.print(
            "  A running Attendant forgets the conversations within seconds; one that is stopped has none in memory."
        )


@customers_commands.command("audit")
def audit(email: str) -> None:
    """Who saw and changed what of a customer, oldest first."""
    shop = _shop()
    for entry in shop.exports.audit(shop.customers.by_email(email).id):
        facts = " ".join(f"{name}={value}" for name, value in entry.facts.items())
        console.print(
            f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.actor}  {entry.action}  {escape(facts)}",
            soft_wrap=True,
        )


@customers_commands.command("duplicates")
def duplicates(
    limit: Annotated[int, typer.Option(min=1, help="Show so many pairs at most.")] = 50,
) -> None:
    """List customers who may be the same person, with what speaks for it; nothing is merged."""
    from knowledge.customers.duplicates import likely_pairs, read_people

    pairs = likely_pairs(read_people(_shop().sessions))
    for pair in pairs[:limit]:
        console.print(
            f"{pair.points:4}  {pair.one}  {pair.other}  {', '.join(pair.evidence)}",
            markup=False,
            soft_wrap=True,
        )
    console.print(f"{len(pairs)} pairs. Merge one with: attendant customers merge KEEP OTHER (shop ids)")


@customers_commands.command("merge")
def merge(
    keep: Annotated[str, typer.Argument(help="Shop id of the customer who stays.")],
    other: Annotated[str, typer.Argument(help="Shop id of the one who is merged into them.")],
) -> None:
    """Make one customer of two; `unmerge` undoes it exactly."""
    shop = _shop()
    ids = [shop.customers.by_shop_id(each).id for each in (keep, other)]
    done = shop.merging.merge(ids[0], ids[1], by=_operator())
    rows = ", ".join(f"{len(keys)} {name}" for name, keys in done.moved.items()) or "nothing"
    console.print(
        f"Merged {other} into {keep}: {rows}. Undo: attendant customers unmerge {done.id}", markup=False
    )


@customers_commands.command("unmerge")
def unmerge(number: Annotated[int, typer.Argument(help="The number that `merge` gave.")]) -> None:
    """Undo a merge."""
    _shop().merging.unmerge(number, by=_operator())
    console.print(f"Merge {number} is undone.")


@customers_commands.command("retention")
def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Do it, instead of only reporting it.")] = False,
) -> None:
    """Report what has been kept longer than its period; with `--apply`, delete it."""
    shop = _shop()
    due = shop.retention.apply(by=_operator()) if apply else shop.retention.due()
    for each in due:
        before = f"before {each.before:%Y-%m-%d}" if each.before is not None else "kept for ever"
        console.print(f"{each.count:7}  {each.kind:14} {before}: {each.does}", markup=False, soft_wrap=True)
    console.print("Done." if apply else "Nothing was changed. Do it with --apply.")


@customers_commands.command("fit")
def fit() -> None:
    """Fit scores, lifetime value and clusters to the customers of today, and renew everybody's figures."""
    from attendant.customer_figures import show_fit

    shop = _shop()
    with console.status("Fitting"):
        report = shop.customer_values.fit()
    show_fit(report, console)


@customers_commands.command("segments")
def segments(
    json_: Annotated[bool, typer.Option("--json", help="One JSON object for other programs.")] = False,
) -> None:
    """Print segments and clusters with their sizes, what they are worth and what marks each."""
    from attendant.customer_figures import report_json, show_segments

    values = _shop().customer_values
    with complaints.status("Bringing figures up to date"):
        values.bring_up_to_date()
        report = values.report()
    if json_:
        typer.echo(report_json(report))
    else:
        show_segments(report, console)


@customers_commands.command("show")
def show(email: str) -> None:
    """Print a customer's scores, lifetime value, segment and tags."""
    from attendant.customer_figures import show_customer

    shop = _shop()
    customer = shop.customers.by_email(email)
    values = shop.customer_values
    show_customer(customer, values.of(customer.id), values.tags(customer.id), values.currency(), console)

"""`attendant orders ...`: what the warehouse and staff do with orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import rich.table
import typer
from rich.markup import escape

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings
from knowledge.aftersales.receipts import Condition, arrived_of

if TYPE_CHECKING:
    from knowledge.aftersales.deciding import Verdict

Decision = Annotated[
    bool | None,
    typer.Option("--accept/--reject", show_default=False, help="What was decided; one is needed."),
]

orders_commands = typer.Typer(
    no_args_is_help=True, help="Take in what comes back, decide what waits for a person."
)


@orders_commands.command("receive")
def receive(
    number: Annotated[str, typer.Argument(metavar="RETURN", help="Number of the return, such as R-10342-1.")],
    item: Annotated[
        str | None, typer.Option(help="SKU that arrived; without it all that is expected.")
    ] = None,
    quantity: Annotated[
        int | None, typer.Option(help="How many of the item; without it all expected.")
    ] = None,
    condition: Annotated[
        Condition | None, typer.Option(help="Whether it can be sold again; without it by the reason.")
    ] = None,
) -> None:
    """Note that goods of a return arrived: what arrived is paid back, what can be sold is in stock again."""
    from attendant.composition import make_shop

    if quantity is not None and item is None:
        raise typer.BadParameter(
            "name the item that there are so many of: --item SKU", param_hint="--quantity"
        )
    receiving = make_shop(migrated(Settings())).receiving
    expected = receiving.expected(number)
    arrived = arrived_of(number, expected, item, quantity)
    state = receiving.receive_return(number, arrived, actor="system", condition=condition)
    skus = {each.line_id: each.sku for each in expected}
    for line_id, count in arrived.items():
        console.print(f"{count} x {skus[line_id]}", highlight=False, markup=False)
    console.print(f"Return {number} is now {state.value}.", highlight=False)


@orders_commands.command("waiting")
def waiting_() -> None:
    """List what waits for a person: lower prices of others, claims, payments and refunds that failed."""
    from attendant.composition import make_shop
    from knowledge.aftersales.waiting import waiting

    found = waiting(make_shop(migrated(Settings())).sessions)
    if not found:
        console.print("Nothing waits for a person.")
        return
    table = rich.table.Table("what", "name", "order or bill", "about", "amount", "since (UTC)")
    for each in found:
        amount = f"{each.amount.major} {each.amount.currency}" if each.amount is not None else ""
        cells = (each.kind, each.id, each.about, each.what, amount, f"{each.since:%Y-%m-%d %H:%M}")
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)


@orders_commands.command("settle-price-match")
def settle_price_match(
    number: Annotated[str, typer.Argument(help="Number of the price match, such as P-10342-1.")],
    accept: Decision = None,
) -> None:
    """Accept another shop's lower price, and pay the difference, or reject it."""
    console.print(
        f"Price match {number} is {_decided('price_match', number, accept)}.", highlight=False, markup=False
    )


@orders_commands.command("settle-claim")
def settle_claim(
    number: Annotated[str, typer.Argument(help="Number of the claim, such as C-10342-1.")],
    accept: Decision = None,
) -> None:
    """Accept a claim, and pay it or send the replacement, or reject it."""
    console.print(f"Claim {number} is {_decided('claim', number, accept)}.", highlight=False, markup=False)


@orders_commands.command("retry-payment")
def retry_payment(
    name: Annotated[str, typer.Argument(metavar="ID", help="As `waiting` names it, such as payment:12.")],
) -> None:
    """Let a payment or refund that failed be tried again by the payment provider."""
    from knowledge.aftersales.deciding import LEDGERS, Verdict

    kind, _, number = name.partition(":")
    if kind not in LEDGERS or not number.isdecimal():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(f'{of}:ID' for of in LEDGERS)}")
    _decide(kind, name, Verdict.RETRY)
    console.print(f"{name} waits for the payment provider again.", highlight=False, markup=False)


def _decided(kind: str, number: str, accept: bool | None) -> str:
    """Carry out a decision; gives it in a word."""
    from knowledge.aftersales.deciding import Verdict

    if accept is None:
        raise typer.BadParameter("say what was decided: --accept or --reject")
    _decide(kind, number, Verdict.ACCEPT if accept else Verdict.REJECT)
    return "accepted" if accept else "rejected"


def _decide(kind: str, name: str, verdict: Verdict) -> None:
    from attendant.composition import make_deciding, make_shop

    settings = migrated(Settings())
    make_deciding(settings, make_shop(settings)).decide(kind, name, verdict, actor="system")

"""`attendant orders ...`: what the warehouse does with orders."""

from __future__ import annotations

from typing import Annotated

import typer

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings
from knowledge.aftersales.receipts import Condition, arrived_of

orders_commands = typer.Typer(no_args_is_help=True, help="What the warehouse does: take in what comes back.")


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

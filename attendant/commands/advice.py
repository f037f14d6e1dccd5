"""`attendant advice ...`: what moves products beside the request."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from attendant.commands.terminal import console, migrated
from attendant.settings import Settings

advice = typer.Typer(no_args_is_help=True, help="What the orders and the merchant say of what is shown.")


@advice.command("rules")
def advice_rules(
    product: Annotated[str, typer.Option(metavar="ID_OR_NAME", help="Only rules that name it.")] = "",
    most: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 30,
) -> None:
    """Print what is bought together more than by chance, with support, confidence and lift."""
    from attendant.advice_command import show_rules
    from attendant.composition import make_shop
    from attendant.preparation import learn_from_orders

    shop = make_shop(migrated(Settings()))
    learn_from_orders(shop, console)
    names = {each.id: each.name for each in shop.catalogue.snapshot().products.values()}
    show_rules(shop.recommender.rules(), names, console, product=product, most=most)


@advice.command("preview")
def advice_preview(
    request: Annotated[str, typer.Argument(help="What a shopper would write.")],
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As if it were this day; today without.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="How many products.")] = 10,
) -> None:
    """Show what a request finds with the merchant's rules and what it would find without them."""
    from attendant.composition import make_shop
    from attendant.merchant_command import preview

    settings = migrated(Settings())
    preview(make_shop(settings), settings, request, day.date() if day else None, count, console)

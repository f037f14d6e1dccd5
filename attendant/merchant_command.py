"""`attendant advice preview`: what the merchant's rules do to a request."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from attendant.settings import Settings
from attendant.understanding import entities_of
from knowledge.advice import needs
from knowledge.advice.merchandising import Merchandising
from knowledge.advice.ranking import Ranked
from knowledge.database import utc_now
from knowledge.money import Money
from knowledge.shop import Shop


def preview(
    shop: Shop, settings: Settings, request: str, day: date | None, count: int, console: Console
) -> None:
    """Print the products for a request, in the order of the rules, with the place each would have without them.

    Raises:
        BadYaml: The file of rules is faulty.
        NotUnderstood: There is no model to ask what the request holds.
    """
    rules = shop.merchandising.read()
    today = day or utc_now().astimezone(settings.zone).date()
    with console.status("Asking the bot what is meant"):
        (entities,) = entities_of([request], settings)
    minor_per_major = Money.parse(1, settings.currency).minor
    need = needs.start(request, entities, minor_per_major=minor_per_major)
    for rule, products in rules.unknown_products(shop.catalogue.snapshot().products).items():
        console.print(f"Rule {rule} names what is not in the catalogue: {', '.join(products)}", markup=False)
    active = [rule.name for rule in rules.for_request(need, today).rules]
    held = ", ".join(value for _, value in need.constraints()) or "nothing that must hold"
    console.print(f"{today}: understood {held}; rules for it: {', '.join(active) or 'none'}", markup=False)
    with_rules = shop.advisor.preview(need, rules, today, count)
    without = shop.advisor.preview(need, Merchandising(), today, count)
    console.print(_table(with_rules, [each.product.id for each in without]))


def _table(ranked: list[Ranked], without: list[str]) -> Table:
    table = Table("Place", "Without rules", "Product", "Price", "Moved by")
    for place, each in enumerate(ranked, start=1):
        before = str(without.index(each.product.id) + 1) if each.product.id in without else "further down"
        moved = ", ".join(
            f"{reason.values['rule']} {reason.weight:+.2f}"
            for reason in each.reasons
            if reason.kind == "merchant"
        )
        price = Money(each.variant.price_minor, each.variant.currency).format()
        table.add_row(str(place), before, escape(each.product.name), price, escape(moved))
    return table

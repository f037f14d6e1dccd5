"""Which variant of an order line a shopper would rather have: read from a message, asked for with buttons.

What is known of it lies in a plain dict, `Swapped`, which an errand keeps in its `held`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.orders.item_names import Item, bought
from actions.orders.items_said import (
    ItemsSaid,
    Part,
    best_described,
    items_by_name,
    says_everything,
)
from actions.orders.option_names import spoken
from actions.orders.order_choice import line_text, line_with_id
from actions.turn import Reply, Turn, button
from actions.words import Words
from knowledge.aftersales.choosing import Choice, choose
from knowledge.aftersales.wanted import Wanted, all_options, read
from knowledge.catalogue.view import VariantFacts
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine

Swapped = dict[str, Any]
"""An order line and what to have instead: `order` (number), `line` (id), `quantity`, `wanted` (as a dict) and `sku`."""

OFFERED = 6
"""As many variants as can be told apart at a glance."""


def new_item(order: Order, line: OrderLine) -> Swapped:
    """An item of which nothing is known yet but which it is."""
    return {"order": order.number, "line": line.id, "quantity": line.quantity, "wanted": None, "sku": ""}


def line_swapped(turn: Turn, item: Swapped) -> tuple[Order, OrderLine]:
    """The order and line of an item."""
    order = turn.order(str(item["order"]))
    return order, line_with_id(order, item["line"])


def item_wanted(turn: Turn, item: Item, text: str) -> Swapped:
    """An item with what a message says of it; the only other version there is, is meant when it says nothing."""
    swapped = new_item(item.order, item.line)
    if not want(turn, swapped, text):
        settle(turn, swapped)
    return swapped


def variants_of(turn: Turn, line: OrderLine) -> Sequence[VariantFacts]:
    """The variants of a line's product as they are now; none when it left the catalogue."""
    product = turn.shop.catalogue.fresh(line.product_id)
    return product.variants if product is not None else ()


def items_wanted(
    turn: Turn, orders: Sequence[Order], *, guess: bool = True
) -> tuple[list[Swapped], list[Part]]:
    """The items named with what is wanted of each, and the parts of which one item among several is meant.

    With `guess`, a message that names no item is about those that could have the values it names.
    """
    own = bought(orders)
    told = items_by_name(turn, own)
    if says_everything(turn, own):
        return _everything(turn, own, told), []
    parts = list(told.parts)
    if not told and guess:
        values = _by_values(turn, own)
        parts = [values] if values is not None else []
    items = [item_wanted(turn, item, part.text) for part in parts if part.sure for item in part.items]
    return items, [part for part in parts if not part.sure]


def _everything(turn: Turn, items: Sequence[Item], told: ItemsSaid) -> list[Swapped]:
    """All items of which there is a version as wanted; what a part says of one holds for that one only."""
    own = {item.line.id: part.text for part in told.parts for item in part.items}
    shared = read(turn.text, {}, (), spoken(turn.words))
    found = []
    for item in items:
        if item in told.left_out:
            continue
        swapped = new_item(item.order, item.line)
        swapped["wanted"] = Wanted(price=shared.price).to_dict()
        if item.line.id in own or not own:
            want(turn, swapped, own.get(item.line.id, turn.text))
        settle(turn, swapped)
        if swapped["sku"]:
            found.append(swapped)
    return found


def _by_values(turn: Turn, items: Sequence[Item]) -> Part | None:
    """The items that a message must mean when it names none, but values that they could have ("from M to L")."""
    if turn.pressed:
        return None
    fitting = [
        item
        for item in items
        if read(turn.text, item.line.options, variants_of(turn, item.line), spoken(turn.words)).options
    ]
    best = best_described(turn, fitting) if fitting else ()
    return Part(turn.text, 0, best) if best else None


def want(turn: Turn, item: Swapped, text: str) -> bool:
    """Add what a message asks for of an item; False when it asks for nothing of it."""
    _, line = line_swapped(turn, item)
    variants = variants_of(turn, line)
    found = read(text, line.options, variants, spoken(turn.words))
    found = _with_entities(turn, found, text, line, variants)
    if found.empty and not (found.kept or found.free):
        return False
    item["wanted"] = Wanted.from_dict(item["wanted"]).and_then(found).to_dict()
    item["sku"] = ""
    settle(turn, item)
    return True


def _with_entities(
    turn: Turn, found: Wanted, text: str, line: OrderLine, variants: Sequence[VariantFacts]
) -> Wanted:
    """With the values that the bot understood in other words, such as "navy blue" for navy."""
    options = all_options(variants)
    more: dict[str, tuple[str, ...]] = {}
    for entity in turn.entities:
        value = str(entity.value)
        said = turn.text[entity.start : entity.end]
        if entity.role == "exclude" or not said or said not in text:
            continue
        for option, values in options.items():
            if option in found.options or option in found.kept or value not in values:
                continue
            if value != line.options.get(option):
                more[option] = (*more.get(option, ()), value)
    return Wanted(options=more).and_then(found) if more else found


def pick(turn: Turn, item: Swapped) -> bool:
    """Take the variant or the value of a pressed button, or one by its place in the list; False for anything else."""
    sku, value, place = turn.entity("sku"), turn.entity("choice"), turn.entity("ordinal")
    if sku is not None:
        item["wanted"] = Wanted(sku=str(sku)).to_dict()
    elif value is not None and "=" in str(value):
        option, _, named = str(value).partition("=")
        wanted = Wanted.from_dict(item["wanted"]).and_then(Wanted(options={option: (named,)}))
        item["wanted"] = wanted.to_dict()
    elif place is not None:
        near = choice(turn, item).near[:OFFERED]
        at = int(place)
        if not 0 < at <= len(near):
            return False
        item["wanted"] = Wanted(sku=near[at - 1]).to_dict()
    else:
        return False
    settle(turn, item)
    return True


def choice(turn: Turn, item: Swapped) -> Choice:
    """What can be had of what is wanted."""
    _, line = line_swapped(turn, item)
    wanted = Wanted.from_dict(item["wanted"])
    return choose(wanted, line.sku, line.options, variants_of(turn, line), needed=int(item["quantity"]))


def settle(turn: Turn, item: Swapped) -> None:
    """Note the variant when what is known leaves just one."""
    item["sku"] = choice(turn, item).sku or ""


def ask_variant(turn: Turn, reply: Reply, item: Swapped) -> None:
    """Ask which variant it shall be: of those that come near, or by the option there is most to choose in."""
    order, line = line_swapped(turn, item)
    by_sku = {each.sku: each for each in variants_of(turn, line)}
    words, name = turn.words, line_text(turn.words, line)
    wanted, found = Wanted.from_dict(item["wanted"]), choice(turn, item)
    near = [by_sku[sku] for sku in found.near if sku in by_sku]
    leave = button(words.say("button-variant-none"), "deny")
    if not near:
        reply.say("variant-nothing-else", [leave], item=name, number=order.number)
        return
    if wanted.empty and len(near) > OFFERED:
        option = _widest_option(near, line)
        buttons = [
            button(words.stated(option, value), "inform", choice=f"{option}={value}")
            for value in all_options(near)[option]
            if value != line.options.get(option)
        ]
        reply.say(
            "variant-which-option", [*buttons, leave], item=name, option=words.called("property", option)
        )
        return
    buttons = [variant_button(turn, line, each) for each in near[:OFFERED]]
    message = "variant-which" if wanted.empty else "variant-several" if found.fits else "variant-not-had"
    reply.say(message, [*buttons, leave], item=name)


def _widest_option(near: Sequence[VariantFacts], line: OrderLine) -> str:
    """The option with most other values, of those with few enough to show."""
    options = all_options(near)
    others = {name: len({*values} - {line.options.get(name)}) for name, values in options.items()}
    return max(others, key=lambda name: (others[name] <= OFFERED + OFFERED, others[name]))


def variant_button(turn: Turn, line: OrderLine, variant: VariantFacts) -> dict[str, str]:
    """A variant with what it costs more or less."""
    title = f"{turn.words.variant(variant.options)} ({difference_text(turn.words, line, variant)})"
    return button(title, "inform", sku=variant.sku)


def difference_text(words: Words, line: OrderLine, variant: VariantFacts) -> str:
    """What one of a variant costs more or less than the one bought."""
    difference = variant.price_minor - line.unit_minor
    if not difference:
        return words.say("price-same")
    amount = Money(abs(difference), variant.currency)
    return words.say("price-more" if difference > 0 else "price-less", amount=amount)


def chosen_variant(turn: Turn, item: Swapped) -> VariantFacts | None:
    """The variant chosen, as it is now; None when none is yet."""
    _, line = line_swapped(turn, item)
    return next((each for each in variants_of(turn, line) if each.sku == item["sku"]), None)


def variant_text(turn: Turn, item: Swapped) -> str:
    """The variant chosen, with the product's name."""
    _, line = line_swapped(turn, item)
    chosen = chosen_variant(turn, item)
    return turn.words.named(line.name, chosen.options if chosen is not None else {})

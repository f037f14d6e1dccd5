"""Products as the widget shows them: cards, chips and comparison tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from actions.turn import Turn, button
from actions.words import Words
from knowledge.advice.details import shown_attributes
from knowledge.advice.grounds import Caution, Reason
from knowledge.advice.needs import Need
from knowledge.advice.ranking import Ranked
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.money import Money

FEW_LEFT = 3
SOFT_WISHES = 3


def price_of(variant: VariantFacts) -> Money:
    """What the shopper pays."""
    return Money(variant.price_minor, variant.currency)


def stock_line(words: Words, variant: VariantFacts) -> str:
    """Whether it can be bought now, in words."""
    if variant.stock <= 0:
        return words.say("stock-none")
    if variant.stock <= FEW_LEFT:
        return words.say("stock-few", count=variant.stock)
    return words.say("stock-yes")


def reason_line(words: Words, ranked: Ranked) -> str:
    """The weightiest reason, in words; empty when there is none worth saying."""
    return next(reasons_said(words, ranked.reasons), "")


def reasons_said(words: Words, reasons: Iterable[Reason]) -> Iterator[str]:
    """Reasons in words; those without any are no shopper's business."""
    for reason in reasons:
        name = f"reason-{reason.kind.replace('_', '-')}"
        if words.has(name):
            yield words.say(
                name, **{kind: words.called(kind, value) for kind, value in reason.values.items()}
            )


def cautions_said(words: Words, cautions: Iterable[Caution]) -> Iterator[str]:
    """What speaks against a product, in words."""
    for caution in cautions:
        name = f"caution-{caution.kind.replace('_', '-')}"
        values = dict(caution.values)
        if "reason" in values:
            values["reason"] = words.say(f"return-reason-{values['reason'].replace('_', '-')}")
        yield words.say(name, **values)


def product_card(turn: Turn, ranked: Ranked, *, details: bool = True) -> dict[str, Any]:
    """A product as a card."""
    product, variant, words = ranked.product, ranked.variant, turn.words
    regular = Money(variant.regular_minor, variant.currency)
    values = [words.stated(name, value) for name, value in variant.options.items()]
    buttons = [button(words.say("button-details"), "select_item", product=product.id)] if details else []
    if ranked.reasons:
        buttons.append(button(words.say("button-why"), "why_this", product=product.id))
    return {
        "product_id": product.id,
        "title": product.name,
        "subtitle": " · ".join(part for part in (product.brand, *values) if part),
        "price": words.money(price_of(variant)),
        "regular_price": words.money(regular) if regular != price_of(variant) else "",
        "stock": stock_line(words, variant),
        "image": absolute(turn, image_of(variant, product)),
        "url": absolute(turn, f"/p/{product.id}") if not product.url else absolute(turn, product.url),
        "reason": reason_line(words, ranked),
        "caution": next(cautions_said(words, ranked.cautions), ""),
        "buttons": buttons,
    }


def image_of(variant: VariantFacts, product: ProductFacts) -> str:
    """The picture of a variant, else of its product."""
    return variant.image_url or product.image_url


def absolute(turn: Turn, url: str) -> str:
    """An address of the shop's own site in full; others as they are."""
    return f"{turn.shop.config.public_url}{url}" if url.startswith("/") else url


def cart_link(turn: Turn, variant: VariantFacts) -> str:
    """The address that puts a variant into the shopper's cart."""
    return absolute(turn, f"/cart/add?{urlencode({'sku': variant.sku})}")


def chips(turn: Turn, need: Need) -> list[dict[str, str]]:
    """What was understood, each removable by pressing it: what must hold, then what should."""
    must = [
        button(wish(turn, name.partition(":")[0], value), "forget_preference", drop=name)
        for name, value in need.constraints()
    ]
    return must + [
        button(turn.words.say("chip-wish", value=word), "forget_preference", drop=f"text:{word}")
        for word in turn.shop.advisor.soft_wishes(need)[:SOFT_WISHES]
    ]


def wish(turn: Turn, field: str, value: str) -> str:
    """One thing that must hold, in words."""
    words = turn.words
    shown = words.called(field.removeprefix("not_").removesuffix("s"), value.replace("_", " "))
    if field in ("price_min", "price_max"):
        shown = words.money(Money(int(value), turn.shop.config.currency))
    elif field == "audience":
        shown = words.say(f"audience-{value}")
    elif field in ("features", "not_features"):
        shown = words.demanded(value)
    return words.say(f"chip-{field.replace('_', '-')}", value=shown)


def comparison(turn: Turn, products: Sequence[ProductFacts]) -> dict[str, Any]:
    """A table of products side by side: price, then every attribute that at least two of them state."""
    stated = [shown_attributes(product) for product in products]
    names = list(dict.fromkeys(name for attributes in stated for name in attributes))
    words = turn.words
    rows = [[words.say("compare-price"), *(words.money(_lowest(product)) for product in products)]]
    rows.append([words.say("compare-brand"), *(product.brand or "–" for product in products)])
    for name in names:
        values = [attributes.get(name, "–") for attributes in stated]
        if sum(value != "–" for value in values) >= min(2, len(products)):
            title = words.called("property", name)
            rows.append([_headed(title), *(words.stated(name, value) for value in values)])
    for option in dict.fromkeys(name for product in products for name in product.variants[0].options):
        title = words.called("property", option)
        offered = (words.values(option, product.values(option)) or "–" for product in products)
        rows.append([_headed(title), *offered])
    return {"columns": ["", *(product.name for product in products)], "rows": rows}


def _headed(title: str) -> str:
    return title[:1].upper() + title[1:]


def _lowest(product: ProductFacts) -> Money:
    variant = min(product.variants, key=lambda each: each.price_minor)
    return price_of(variant)

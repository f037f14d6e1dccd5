"""How facts are put into words on the shop's pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta

from knowledge.catalogue.models import Product, Variant
from knowledge.database import utc_now
from knowledge.money import Money

LOCALE = "en_GB"
HIDDEN_ATTRIBUTES = frozenset({"picture_kind"})
FEW_LEFT = 3

_UNITS = {
    "mm": "mm", "cm": "cm", "m": "m", "g": "g", "kg": "kg", "ml": "ml", "l": "l", "w": "W", "hours": "hours",
    "years": "years", "months": "months", "inch": "inch", "gb": "GB", "hz": "Hz",
    "mp": "megapixels", "c": "°C",
    "gsm": "g/m²", "mah": "mAh", "v": "V", "db": "dB", "lumen": "lm", "minutes": "minutes", "bar": "bar",
}  # fmt: skip
_ACRONYMS = {
    "usb": "USB", "tv": "TV", "led": "LED", "uv": "UV", "ip": "IP", "ram": "RAM", "wifi": "Wi-Fi",
    "spf": "SPF",
    "nfc": "NFC", "hdmi": "HDMI", "bpa": "BPA", "ce": "CE", "gps": "GPS",
}  # fmt: skip

RETURNS = {
    "standard": "30 days to send it back, unused and with its labels. The label is free within the EU; "
    "Gold members have 60 days.",
    "hygiene": "For reasons of hygiene it can only be sent back unopened and with its seal, within 30 days.",
    "bulky": "30 days to return it. We collect large things from your home for €29.",
    "final_sale": "Final sale: it cannot be sent back, unless it is faulty.",
}

TRACKING = {
    "label_created": "Label printed",
    "picked_up": "Handed to the carrier",
    "in_transit": "On its way",
    "out_for_delivery": "Out for delivery",
    "delivery_attempted": "Nobody was in; delivery will be tried again",
    "delivered": "Delivered",
    "delayed": "Delayed",
    "returned_to_sender": "Sent back to us",
}

REASONS = {
    "too_small": "too small",
    "too_big": "too big",
    "damaged": "arrived damaged",
    "defective": "defective",
    "wrong_item": "wrong item",
    "not_as_described": "not as described",
    "changed_mind": "changed my mind",
    "late": "came too late",
}

PAYMENT = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "paypal": "PayPal",
    "klarna": "Klarna invoice",
    "sepa": "SEPA direct debit",
    "gift_card": "gift card",
    "store_credit": "store credit",
    "original_payment": "the original payment",
}


def plain(name: str) -> str:
    """A snake_case name as words."""
    return name.replace("_", " ")


def money(minor: int, currency: str) -> str:
    """An amount in minor units, for people."""
    return Money(minor, currency).format("en")


def price_range(product: Product) -> tuple[str, str, str]:
    """What a product costs in a list: "from" or nothing, the lowest price, its regular price when reduced."""
    if not product.variants:
        return "", "", ""
    cheapest = min(product.variants, key=lambda variant: variant.price.minor)
    dearest = max(variant.price.minor for variant in product.variants)
    regular = cheapest.regular_price.format() if cheapest.sale_price_minor is not None else ""
    return "from" if dearest > cheapest.price.minor else "", cheapest.price.format(), regular


def stock_words(variant: Variant) -> str:
    """Whether a variant can be had."""
    if variant.stock <= 0:
        return "Sold out"
    return f"Only {variant.stock} left" if variant.stock <= FEW_LEFT else "In stock"


def attribute_rows(attributes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts of a product as name and value, with units taken out of the names."""
    for key, value in attributes.items():
        if key in HIDDEN_ATTRIBUTES or value is None or value == "":
            continue
        name, unit = _split_unit(key)
        words = [_ACRONYMS.get(word, word) for word in name.split("_")]
        title = " ".join(words)
        yield title[:1].upper() + title[1:], _value(value, unit)


def _split_unit(key: str) -> tuple[str, str]:
    name, _, last = key.rpartition("_")
    return (name, _UNITS[last]) if name and last in _UNITS else (key, "")


def _value(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    text = f"{value:,}".replace(",", " ") if isinstance(value, int) and value >= 10_000 else str(value)
    if unit and re.search(r"\d\s*$", text):
        return f"{text}{'' if unit == '°C' else ' '}{unit}".replace("°C", " °C")
    return text


def sentence(text: str) -> str:
    """With a capital letter at the start."""
    return text[:1].upper() + text[1:]


def filters(zone: ZoneInfo) -> dict[str, Callable[..., Any]]:
    """All of this for templates; moments are told in the shop's time zone."""

    def day(at: datetime) -> str:
        return format_date(at.astimezone(zone).date(), "d MMMM y", locale=LOCALE)

    def weekday(at: datetime) -> str:
        return format_date(at.astimezone(zone).date(), "EEEE d MMMM", locale=LOCALE)

    def moment(at: datetime | str) -> str:
        known = datetime.fromisoformat(at) if isinstance(at, str) else at
        return format_datetime(known, "EEE d MMM, HH:mm", tzinfo=zone, locale=LOCALE)

    def ago(at: datetime) -> str:
        return format_timedelta(at - utc_now(), add_direction=True, locale=LOCALE)

    return {
        "ago": ago,
        "attribute_rows": attribute_rows,
        "day": day,
        "moment": moment,
        "money": money,
        "payment": lambda name: PAYMENT.get(name, plain(name)),
        "plain": plain,
        "price_range": price_range,
        "reason": lambda name: REASONS.get(name, plain(name)),
        "returns_note": lambda kind: RETURNS.get(kind, RETURNS["standard"]),
        "sentence": sentence,
        "stock_words": stock_words,
        "tracking": lambda name: TRACKING.get(name, sentence(plain(name))),
        "weekday": weekday,
    }

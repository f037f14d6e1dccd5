"""Which address is meant: written out, one that is known already, or told part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from actions.orders.order_choice import number_meant
from actions.turn import Reply, Turn, button
from actions.words import Words
from knowledge.catalogue.words import words as words_in
from knowledge.orders.addresses import (
    NEEDED,
    PARTS,
    WITH_STATES,
    country_code,
    country_like,
    plain_address,
    read_address,
    read_part,
    same_place,
)

Parts = dict[str, str]

_OWN = re.compile(
    r"\b(?:to|use|into|as|is|at) (?:the |my )?(?:\w+ ){0,2}?(?:default|profile|account|home|user)\b"
    r"|^(?:the |my )?(?:\w+ )?(?:default|home)(?: \w+)? address\b|\baddress (?:in|on) my (?:profile|account)\b"
    r"|(?:改成|改为|用|到)?默认地址|账号里的地址|家里的?地址",
    re.IGNORECASE,
)
_AS_ORDER = re.compile(
    r"\bsame (?:address )?as\b|\baddress (?:of|in|from|on) (?:the |my )?(?:other )?order\b"
    r"|\b(?:one|the address) (?:of|from|in|on) order\b"
    r"|和订单|订单.{0,12}(?:一样|相同|的地址)",
    re.IGNORECASE,
)
_TOWNS = {
    "nyc": "new york", "big apple": "new york", "la": "los angeles", "sf": "san francisco", "dc": "washington",
    "philly": "philadelphia", "vegas": "las vegas",
}  # fmt: skip


def address_text(words: Words, parts: Mapping[str, object]) -> str:
    """An address on one line."""
    plain = plain_address(parts)
    return words.row(plain[name] for name in PARTS if plain.get(name))


def known_addresses(turn: Turn) -> list[Parts]:
    """The default address of the customer, then those of the orders, the newest first; each once."""
    stored: Iterable[Mapping[str, object]] = (
        turn.shop.orders.own_address(turn.owner),
        *(order.address for order in turn.orders),
    )
    found: list[Parts] = []
    for each in map(plain_address, stored):
        if set(NEEDED) <= each.keys() and not any(same_place(each, other) for other in found):
            found.append(each)
    return found


def known_address_meant(turn: Turn, present: Parts) -> Parts | None:
    """One of the addresses known already: of a pressed button, the default one, an order's, or by town or street.

    It is not the `present` one when only its town or street is said.
    """
    known = known_addresses(turn)
    pressed = str(turn.entity("choice") or "")
    if pressed.startswith("address:"):
        at = int(pressed.removeprefix("address:"))
        return known[at] if 0 <= at < len(known) else None
    number = number_meant(turn)
    if number is not None and _AS_ORDER.search(turn.text):
        numbers = [str(each.value).lstrip("#") for each in turn.entities if each.entity == "order_number"]
        source = numbers[-1]  # "order 1 to the address of order 2"
        orders = turn.orders
        return next((plain_address(order.address) for order in orders if order.number == source), None)
    own = plain_address(turn.shop.orders.own_address(turn.owner))
    if own and _OWN.search(turn.text):
        return own
    return _by_place(turn.text, [each for each in known if not same_place(each, present)])


def _by_place(text: str, known: list[Parts]) -> Parts | None:
    """The only known address in the town or street that a message names."""
    said = f" {' '.join(words_in(text))} "
    for short, town in _TOWNS.items():
        if f" {short} " in said:
            said += f"{town} "
    for part in ("address1", "city"):
        named = [
            each for each in known if (name := " ".join(words_in(each.get(part, "")))) and f" {name} " in said
        ]
        if len(named) == 1:
            return named[0]
    return None


def take_address(turn: Turn, held: Parts, asked: str, like: Mapping[str, object]) -> bool:
    """Add what a message says of an address to `held`; False when it says nothing of one.

    `like` is the present address: its country holds until another is said, and is written as the shop writes it.
    """
    present = plain_address(like)
    read = read_address(_without_numbers(turn))
    part_told = bool(held) and asked in PARTS and not turn.pressed
    found = known_address_meant(turn, present) if "address1" not in read and not part_told else None
    if found is not None:
        held.clear()
        held.update(found)
        return True
    if not read and asked in PARTS and not turn.pressed:
        part = read_part(asked, turn.text)
        read = {asked: part} if part is not None else {}
    if not read:
        return False
    if {"address1", "city"} <= read.keys():
        held.clear()
    held.update(read)
    if "country" in held:
        held["country"] = country_like(held["country"], present.get("country", ""))
    elif "address1" in held and present.get("country"):
        held["country"] = present["country"]
    return True


def _without_numbers(turn: Turn) -> str:
    """A message without the order numbers in it, which could be taken for those of houses."""
    text = turn.text
    for each in turn.entities:
        if each.entity == "order_number":
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def missing_part(held: Mapping[str, str]) -> str | None:
    """The next part to ask for; None when the address is whole."""
    for part in ("address1", "city", "state", "zip", "country"):
        if part == "state" and country_code(held.get("country", "")) not in WITH_STATES:
            continue
        if not held.get(part):
            return part
    return None


def ask_address(turn: Turn, reply: Reply, held: Mapping[str, str], question: str, besides: Parts) -> None:
    """Ask for an address, with those known as buttons but for the one it is now, or for the part that is missing."""
    if held:
        reply.say(f"address-{question}", have=address_text(turn.words, held))
        return
    known = known_addresses(turn)
    buttons = [
        button(address_text(turn.words, each), "inform", choice=f"address:{place}")
        for place, each in enumerate(known)
        if not same_place(each, besides)
    ]
    reply.say("address-where", buttons[:4])

"""What is shown before items become other versions: was and will be, the money, and that it may be the last change."""

from __future__ import annotations

from collections.abc import Sequence

from actions.confirmed import Card
from actions.orders.order_choice import counted, line_text
from actions.orders.variant_choice import Swapped, chosen_variant, line_swapped, variant_text
from actions.payments.method_choice import paid_with
from actions.turn import Turn
from knowledge.aftersales.proposals import Proposal
from knowledge.money import Money


def difference(turn: Turn, items: Sequence[Swapped]) -> int:
    """What the versions chosen cost more than those bought, in minor units, before any discount of the orders."""
    total = 0
    for item in items:
        _, line = line_swapped(turn, item)
        chosen = chosen_variant(turn, item)
        if chosen is not None:
            total += (chosen.price_minor - line.unit_minor) * int(item["quantity"])
    return total


def change_card(turn: Turn, items: Sequence[Swapped], proposals: Sequence[Proposal]) -> Card:
    """All items of these proposals, order by order, and the money in sum."""
    words = turn.words
    numbers = sorted({each.order_number for each in proposals})
    shown = [item for item in items if item["order"] in numbers]
    lines = []
    for item in shown:
        _, line = line_swapped(turn, item)
        was = counted(words, int(item["quantity"]), line_text(words, line))
        label = was if len(numbers) == 1 else words.say("order-button", number=item["order"], items=was)
        lines.append((label, words.say("change-becomes", item=variant_text(turn, item))))
    paid = sum(each.charge_minor - each.refund_minor for each in proposals)
    total = None
    if paid:
        amount = words.money(Money(abs(paid), proposals[0].currency))
        total = (words.say("confirm-pay" if paid > 0 else "confirm-refund"), amount)
        method = next(each.method for each in proposals if each.moves)
        lines.append(
            (words.say("confirm-paid-with" if paid > 0 else "confirm-refund-to"), paid_with(turn, method))
        )
    return Card(
        title=words.say("change-confirm-title", number=words.list(numbers)),
        lines=lines,
        total=total,
        note=_note(turn, difference(turn, shown) if not paid else 0, proposals[0].currency),
        yes=words.say("button-change-yes"),
    )


def _note(turn: Turn, later_minor: int, currency: str) -> str:
    """What the order will cost more or less once it is charged; that it takes no other change, where it is so."""
    notes = []
    if later_minor:
        amount = Money(abs(later_minor), currency)
        notes.append(
            turn.words.say("change-total-more" if later_minor > 0 else "change-total-less", amount=amount)
        )
    if turn.shop.aftersales.policy.changes.items_once:
        notes.append(turn.words.say("change-last"))
    return "\n".join(notes)

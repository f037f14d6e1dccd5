"""A bill in words, and what a shopper says about one: an amount, or what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.payments.payment_words import method_words
from actions.turn import Turn
from actions.words import Words
from knowledge.money import Money
from knowledge.orders.payments import EntryKind, EntryState
from knowledge.papers.bill import Bill, Movement

# "6.90", "6,90", "€7", "7 euros", "£12": with decimals, or with a currency beside it; an order number has neither.
_SIGN = r"(?:€|£|\$|¥|eur(?:os?)?|gbp|pounds?|usd|dollars?|cny|rmb|元|块|欧元?)"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"{_SIGN}\s?(?P<after>{_NUMBER})(?![\d.,]*\d)|(?<![\d.,])(?P<before>{_NUMBER})\s?{_SIGN}"
    r"|(?<![\d.,])(?P<plain>\d{1,6}[.,]\d{2})(?![.,]?\d)",
    re.IGNORECASE,
)
TOPICS: dict[str, tuple[str, ...]] = {
    "payment": ("payment method", "paid with", "pay with", "way of paying", "wrong card", "which card", "how did i pay",
                "付款方式", "支付方式", "怎么付", "哪张卡"),
    "quantity": ("quantity", "two of", "twice as many", "ordered one", "only one", "how many", "one too many",
                 "extra item", "number of", "数量", "几件", "只买了一", "两件", "多了一"),
    "delivery": ("shipping", "delivery", "postage", "运费", "配送费", "邮费"),
}  # fmt: skip


def amount_meant(turn: Turn, currency: str) -> Money | None:
    """The first amount of money in the shopper's words."""
    found = _AMOUNT.search(turn.text)
    if found is None:
        return None
    number = found["after"] or found["before"] or found["plain"]
    return Money.parse(number.replace(",", "."), currency)


def topic_meant(turn: Turn) -> str | None:
    """What of a bill the words are about: `payment`, `quantity` or `delivery`."""
    text = turn.text.lower()
    return next((topic for topic, signs in TOPICS.items() if any(sign in text for sign in signs)), None)


def bill_text(words: Words, bill: Bill) -> str:
    """Every line of a bill, its total, and what was paid and given back."""
    lines = [words.say("bill-head", number=bill.number, day=words.full_date(bill.placed_at))]
    for line in bill.lines:
        lines.append(
            words.say("bill-line", quantity=line.quantity, item=line.label, sum=bill.money(line.sum_minor))
        )
    delivery = "bill-delivery" if bill.delivery_minor else "bill-delivery-free"
    lines.append(words.say(delivery, sum=bill.money(bill.delivery_minor)))
    if bill.discount_minor:
        lines.append(words.say("bill-discount", sum=bill.money(bill.discount_minor)))
    lines.append(words.say("bill-total", sum=bill.total))
    lines += [movement_text(words, bill, move) for move in bill.movements]
    if not bill.sum(EntryKind.PAYMENT):
        lines.append(words.say("bill-not-charged", method=method_words(words, bill.method)))
    lines += [words.say("bill-fee", number=fee.number, sum=bill.money(fee.minor)) for fee in bill.fees]
    return "\n".join(lines)


def movement_text(words: Words, bill: Bill, move: Movement) -> str:
    """One payment or refund, as it stands."""
    kind = "paid" if move.kind == EntryKind.PAYMENT else "back"
    state = {EntryState.PENDING: "waiting", EntryState.FAILED: "failed"}.get(move.state, "done")
    return words.say(
        f"bill-{kind}-{state}",
        sum=bill.money(move.minor),
        method=method_words(words, move.method),
        day=words.full_date(move.at),
    )


def explanations(words: Words, bill: Bill, amount: Money) -> list[str]:
    """What an amount on a bill is; empty when nothing on it is so much."""
    return (
        list(dict.fromkeys(_explained(words, bill, amount.minor))) if amount.currency == bill.currency else []
    )


def _explained(words: Words, bill: Bill, minor: int) -> Iterator[str]:
    money = bill.money(minor)
    for line in bill.lines:
        if minor in (line.sum_minor, line.unit_minor):
            yield words.say("amount-line", quantity=line.quantity, item=line.label, sum=money)
    if minor == bill.delivery_minor:
        yield words.say("amount-delivery", sum=money)
    if minor and minor == bill.discount_minor:
        yield words.say("amount-discount", sum=money)
    for fee in bill.fees:
        if minor == fee.minor:
            yield words.say("amount-fee", number=fee.number, sum=money)
    if minor == bill.total_minor:
        yield words.say("amount-total", number=bill.number, sum=money)
    for move in bill.movements:
        if minor == move.minor and (move.kind == EntryKind.REFUND or move.cause):
            yield movement_text(words, bill, move)

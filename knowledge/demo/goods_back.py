"""What comes back in the demo: returns with their reasons, decided by the shop's own policy, and refunds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from knowledge.aftersales.decision import Decision
from knowledge.aftersales.decisions import decide_return
from knowledge.aftersales.facts import LineFacts, MethodFacts, PayingFacts, ReturnFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.demo.house_rules import PRICE_MINOR, Method
from knowledge.demo.patterns import RUNS_LARGE, RUNS_SMALL, WRONG_SIZE_RETURNED
from knowledge.demo.sales import MoneyBack, Sale, SentBack, SoldLine
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind

RETURNED = {"Clothing": 0.15, "Shoes": 0.18, "Electronics": 0.105, "Furniture": 0.09, "Beauty": 0.035}
RETURNED_ELSEWHERE = 0.075
_SIZED_REASONS = {"too_small": 5, "too_big": 4, "changed_mind": 4, "not_as_described": 1.5, "defective": 1}
_SIZED_REASONS |= {"damaged": 0.5, "wrong_item": 0.8, "late": 0.3}
_OTHER_REASONS = {"changed_mind": 5, "defective": 3, "damaged": 2.5, "not_as_described": 2, "wrong_item": 1.2}
_OTHER_REASONS |= {"late": 0.5}
_COMMENTS = {
    "too_small": ("Tight across the shoulders.", "A size up would be right.", "Cannot close it.", ""),
    "too_big": ("Falls off me.", "Far too wide.", "Would need one size less.", ""),
    "damaged": ("The box was crushed.", "Scratched when I unpacked it.", "Corner broken off.", ""),
    "defective": ("Stopped working after a few days.", "Does not switch on.", "Came apart at once.", ""),
    "wrong_item": ("I ordered another colour.", "This is not what I bought.", ""),
    "not_as_described": ("The colour is nothing like the picture.", "Lighter material than described.", ""),
    "changed_mind": ("I don't need it after all.", "Found something else.", "", ""),
    "late": ("It came after the birthday.", "Too late, I had to buy one in town."),
}
REFUND_FAILS = 0.02
RETURN_CALLED_OFF = 0.05


@cache
def policy() -> Policy:
    """The returns policy in force in the demo shop."""
    return load_pack("standard")


def reason_to_return(chance: random.Random, line: SoldLine, usual_size: str | None) -> str | None:
    """Why a delivered line comes back; None when it is kept."""
    size = line.variant.options.get("size")
    if line.product.id in RUNS_SMALL | RUNS_LARGE and size is not None and size == usual_size:
        if chance.random() < WRONG_SIZE_RETURNED:
            return "too_small" if line.product.id in RUNS_SMALL else "too_big"
        return None
    shelf = line.product.category.split(" > ", maxsplit=1)[0]
    if chance.random() >= RETURNED.get(shelf, RETURNED_ELSEWHERE):
        return None
    worn = shelf in {"Clothing", "Shoes"} and size is not None
    reasons = _SIZED_REASONS if worn else _OTHER_REASONS
    return chance.choices(list(reasons), weights=list(reasons.values()))[0]


def decide(sale: Sale, line: int, quantity: int, *, reason: str, level: str, at: datetime) -> Decision:
    """What the policy says about sending back so many of a line, unopened, at a moment."""
    sold = sale.lines[line]
    facts = ReturnFacts(
        state=OrderState(sale.state),
        delivered_at=sale.delivered_at,
        level=level,
        country=sale.person.country,
        lines=(
            LineFacts(
                line_id=line,
                label=sold.product.name,
                quantity=sold.quantity,
                already_returned=0,
                unit_minor=paid_for_one(sale, sold),
                returns=sold.product.returns,
                asked=quantity,
            ),
        ),
        reason=reason,
        now=at,
        paying=PayingFacts(MethodFacts(sale.payment, MethodKind.OTHER)),
        opened=False,
    )
    return decide_return(facts, policy())


def paid_for_one(sale: Sale, line: SoldLine) -> int:
    """The price of one after its share of the order's discount, rounded down to the cent."""
    if not sale.discount_minor:
        return line.unit_minor
    return line.unit_minor - -(-line.unit_minor * sale.discount_minor // sale.goods_minor)


def send_back(
    chance: random.Random,
    sale: Sale,
    reasons: Sequence[tuple[int, str]],
    *,
    level: str,
    now: datetime,
    requested_at: datetime | None = None,
) -> None:
    """Play the returns of a delivered order up to `now`: lines by place, each with its reason.

    Lines with the same reason travel together. What the policy refuses is kept.
    """
    delivered_at = sale.delivered_at
    if delivered_at is None:
        return
    window = policy().window_days(level)
    for reason in dict.fromkeys(reason for _, reason in reasons):
        days = chance.expovariate(1 / 6) + 0.4
        days = min(days, window - 1) if window is not None else days
        at = requested_at or delivered_at + timedelta(days=days)
        if at > now:
            continue
        lines, amount, rule = [], 0, ""
        for place in (place for place, why in reasons if why == reason):
            quantity = sale.lines[place].quantity
            decision = decide(sale, place, quantity, reason=reason, level=level, at=at)
            if decision.allowed:
                lines.append((place, quantity))
                amount += decision.refund_minor
                rule = decision.rule
        if lines:
            whole = len(lines) == len(sale.lines)
            amount += min(sale.shipping_minor, PRICE_MINOR[Method.STANDARD]) if whole else 0
            goods = SentBack(lines, reason, rule, policy().version, ReturnState.REQUESTED, at)
            goods.comment = chance.choice(_COMMENTS[reason])
            sale.returns.append(goods)
            _receive(chance, sale, goods, amount, now)


def _receive(chance: random.Random, sale: Sale, goods: SentBack, amount: int, now: datetime) -> None:
    if chance.random() < RETURN_CALLED_OFF and now - goods.requested_at > timedelta(days=14):
        goods.state = ReturnState.CANCELED
        return
    money = MoneyBack(amount, RefundState.PENDING, goods.requested_at, goods=goods)
    sale.refunds.append(money)
    received_at = goods.requested_at + timedelta(days=chance.uniform(3.5, 11))
    if received_at > now:
        return
    goods.state, goods.received_at = ReturnState.RECEIVED, received_at
    settle(chance, money, received_at, now)


def settle(chance: random.Random, money: MoneyBack, since: datetime, now: datetime) -> None:
    """Play a refund up to `now`: paid five to seven working days after `since`, rarely failed."""
    settled_at = since + timedelta(days=chance.uniform(4, 9))
    if settled_at <= now:
        failed = chance.random() < REFUND_FAILS
        money.state = RefundState.FAILED if failed else RefundState.SUCCEEDED
        money.settled_at = settled_at


def refund_whole(chance: random.Random, sale: Sale, at: datetime, now: datetime) -> None:
    """Give all of an order's money back: it was cancelled after payment, or never arrived."""
    if at <= now:
        money = MoneyBack(sale.total_minor, RefundState.PENDING, at)
        sale.refunds.append(money)
        settle(chance, money, at, now)

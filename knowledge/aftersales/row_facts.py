"""Facts of payment methods, order lines and variants, from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.facts import (
    LineFacts,
    MethodFacts,
    PayingFacts,
    RefundChangeFacts,
    SwapFacts,
    VariantFacts,
)
from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.resolver import resolve
from knowledge.catalogue.models import Product, Variant
from knowledge.orders.models import Order, OrderLine
from knowledge.orders.payments import HELD_HERE, MethodKind, PaymentMethod

VARIANTS_NAMED = 5


def unstored_method(name: str) -> MethodFacts:
    """A way to pay that the shop's system names and that is not stored with the customer."""
    known = name in set(MethodKind)
    return MethodFacts(name, MethodKind(name) if known else MethodKind.OTHER)


def own_methods(
    session: Session, customer_id: int, currency: str, *, lock: bool = False
) -> dict[str, MethodFacts]:
    """The methods stored with a customer, by code, for money in a currency.

    With `lock`, their balances are held until the end.
    """
    query = select(PaymentMethod).where(PaymentMethod.customer_id == customer_id).order_by(PaymentMethod.id)
    stored = session.scalars(query.with_for_update() if lock else query).all()
    return {each.code: _method_facts(each, currency) for each in stored}


def _method_facts(stored: PaymentMethod, currency: str) -> MethodFacts:
    kind = MethodKind(stored.kind)
    foreign = kind in HELD_HERE and stored.currency != currency
    return MethodFacts(stored.code, kind, 0 if foreign else stored.balance_minor, foreign)


def line_facts(order: Order, line: OrderLine, asked: int, gone: int, product: Product | None) -> LineFacts:
    """Of an order line, of which so many are asked about and so many are gone already."""
    return LineFacts(
        line_id=line.id,
        label=line.label,
        quantity=line.quantity,
        already_returned=gone,
        unit_minor=paid_for_one(order, line),
        returns=product.returns if product is not None else "standard",
        warranty_months=product.warranty_months if product is not None else 0,
        asked=asked,
    )


def swap_facts(piece: LineFacts, line: OrderLine, sku: str, variants: Sequence[Variant]) -> SwapFacts:
    """Of a piece of an order line and the SKU that is wanted instead, among these variants."""
    family = [each for each in variants if each.product_id == line.product_id]
    wanted = next((each for each in variants if each.sku == sku), None)
    options = wanted.options if wanted is not None else line.options
    nearest = resolve(
        line.options, options, [each for each in family if each.sku != line.sku], needed=piece.asked
    )
    by_sku = {each.sku: each for each in family}
    near = [code for code in (nearest.sku, *nearest.nearest) if code is not None and code != sku]
    return SwapFacts(
        line=piece,
        sku=line.sku,
        wanted=_wanted_facts(wanted, piece, line) if wanted is not None else None,
        others=tuple(_variant_facts(by_sku[code], line.product_id) for code in near[:VARIANTS_NAMED]),
    )


def _wanted_facts(variant: Variant, piece: LineFacts, line: OrderLine) -> VariantFacts:
    """The wanted variant, with the same share of the order's discount as what it stands for."""
    facts = _variant_facts(variant, line.product_id)
    if not line.unit_minor or piece.unit_minor == line.unit_minor:
        return facts
    return replace(facts, unit_minor=facts.unit_minor * piece.unit_minor // line.unit_minor)


def _variant_facts(variant: Variant, product_id: str) -> VariantFacts:
    return VariantFacts(
        sku=variant.sku,
        label=variant.label,
        unit_minor=variant.price.minor,
        same_product=variant.product_id == product_id,
        stock=variant.stock,
    )


def paid_for_one(order: Order, line: OrderLine) -> int:
    """The price of one after its share of the order's discount, rounded down to the minor unit; 0 or more."""
    gross = sum(each.unit_minor * each.quantity for each in order.lines)
    if not order.discount_minor or not gross:
        return line.unit_minor
    # A discount can be larger than the goods when it covers the delivery too.
    return max(0, line.unit_minor - -(-line.unit_minor * order.discount_minor // gross))


def refund_change_facts(waiting: tuple[Return, Refund] | None, paying: PayingFacts) -> RefundChangeFacts:
    """Of the return whose refund is to go somewhere else; None when there is none."""
    if waiting is None:
        return RefundChangeFacts(None, None, "", 0, paying)
    made, refund = waiting
    ahead = made.goods_due_at is not None
    return RefundChangeFacts(
        str(made.state), str(refund.state), refund.method, refund.amount_minor, paying, ahead
    )

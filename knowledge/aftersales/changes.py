"""May the address or the payment of an order be changed? And a customer's default address?"""

from __future__ import annotations

from dataclasses import replace

from knowledge.aftersales.decision import Alternative, Decision, Ground, Move, Step, payers, refund_to
from knowledge.aftersales.facts import AddressFacts, PaymentChangeFacts
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import Destination
from knowledge.aftersales.swaps import refuse_change
from knowledge.orders.payments import EntryKind

NEEDED = ("address1", "city", "country", "zip")
"""Parts of an address without which nothing arrives."""
PARTS = ("address1", "address2", "city", "state", "zip", "country")


def decide_address(facts: AddressFacts, policy: Policy) -> Decision:
    """Whether an order goes to another address, or a customer's default address changes."""
    ground = Ground(policy, given=", ".join(facts.given))
    if facts.state is not None:
        ground.seen |= {"state": str(facts.state), "items_changed": facts.items_changed}
        refused = refuse_change(ground, facts.state, facts.items_changed, offered=policy.changes.address)
        if refused is not None:
            return refused
    unknown = [part for part in facts.given if part not in PARTS]
    if unknown:
        return ground.refuse("address-part-unknown", part=unknown[0])
    absent = [part for part in NEEDED if part not in facts.given]
    if absent:
        return ground.refuse("address-incomplete", *(Alternative("part", part) for part in absent))
    return ground.allow("address-before-shipping" if facts.state is not None else "own-address")


def decide_payment_change(facts: PaymentChangeFacts, policy: Policy) -> Decision:
    """Whether an order that was not shipped may be paid by another method of the customer's."""
    ground = Ground(policy, state=str(facts.state), items_changed=facts.items_changed)
    refused = refuse_change(ground, facts.state, facts.items_changed, offered=policy.changes.payment)
    if refused is not None:
        return refused
    paying, total = facts.paying, facts.total_minor
    others = replace(paying, own=tuple(each for each in paying.own if each.code != paying.original.code))
    if facts.payments > 1:
        return ground.refuse("payment-changed-already", "person", payments=facts.payments)
    method = paying.method
    if method is None:
        return ground.refuse("method-not-yours", *payers(others, total))
    if method.code == paying.original.code:
        return ground.refuse("same-method", *payers(others, total))
    if not method.covers(total):
        return ground.refuse("balance-too-low", *payers(others, total), balance_minor=method.balance_minor)
    moves: tuple[Move, ...] = ()
    if paying.charged and total > 0:
        paid = Move(EntryKind.PAYMENT, method.code, Destination.ORIGINAL_PAYMENT, total)
        moves = (paid, *refund_to(paying.original, total))
    return ground.allow(
        "payment-before-shipping",
        moves=moves,
        arithmetic=(Step(f"{paying.original.code} to {method.code}", total),),
    )

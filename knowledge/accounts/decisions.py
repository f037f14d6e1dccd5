"""May an account be changed so? May a bill be paid, put off, disputed? Pure functions of facts and policy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from knowledge.accounts.facts import (
    BillFacts,
    BillingFacts,
    BillPaymentFacts,
    CreditFacts,
    DetailsFacts,
    ExtensionFacts,
    NewsletterFacts,
    RenewalFacts,
    ServiceFacts,
)
from knowledge.accounts.states import BillState, SubscriptionState
from knowledge.aftersales.decision import Alternative, Decision, Ground, Move, Step, payers, refund_to
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import Destination
from knowledge.orders.models import OrderState
from knowledge.orders.payments import EntryKind

NOT_OWED: Mapping[BillState, str] = {
    BillState.PAID: "bill-paid",
    BillState.PAYING: "bill-being-paid",
    BillState.DISPUTED: "bill-disputed",
    BillState.VOID: "bill-void",
}
"""The rule by which a bill in this state is neither paid nor put off."""


def decide_details(facts: DetailsFacts, policy: Policy) -> Decision:
    """Whether name, telephone number or e-mail address may become others."""
    ground = Ground(policy, given=", ".join(facts.given))
    closed = [part for part in facts.given if part not in policy.accounts.editable]
    if not facts.given:
        return ground.refuse("nothing-to-change")
    if closed:
        return ground.refuse("detail-not-changed-here", "account", part=closed[0])
    if facts.unusable:
        return ground.refuse("detail-unusable", part=facts.unusable[0])
    if len(facts.unchanged) == len(facts.given):
        return ground.refuse("detail-is-so", part=facts.unchanged[0])
    return ground.allow("email-by-mail" if "email" in facts.given else "own-details")


def decide_newsletter(facts: NewsletterFacts, policy: Policy) -> Decision:
    """Whether somebody may be mailed offers: yes, when they agreed to the words in force."""
    ground = Ground(policy, state=facts.state, wording=facts.wording)
    if facts.state == "granted":
        return ground.refuse("newsletter-on-already")
    if facts.wording != facts.wording_in_force:
        return ground.refuse("wording-changed")
    return ground.allow("newsletter-agreed")


def decide_extension(facts: ExtensionFacts, policy: Policy) -> Decision:
    """Whether a bill may be paid so many days after its due date: once for each bill, by member level."""
    bill, rules = facts.bill, policy.accounts
    most = rules.extension(bill.level)
    late = max(0, (bill.now - bill.due_at).days)
    ground = Ground(policy, level=bill.level, days=facts.days, most_days=most, days_late=late)
    if bill.state in NOT_OWED:
        return ground.refuse(NOT_OWED[bill.state])
    if most == 0:
        return ground.refuse("extension-not-offered", "pay_bill", "person")
    if bill.extended:
        return ground.refuse("extended-before", "pay_bill", "person")
    if late > rules.extension_late_days:
        return ground.refuse("extension-too-late", "pay_bill", "person")
    if facts.days < 1:
        return ground.refuse("extension-not-later", Alternative("days", str(most)))
    if facts.days > most:
        return ground.refuse("extension-too-long", Alternative("days", str(most)), "person")
    return ground.allow("extension-once")


def decide_bill_payment(facts: BillPaymentFacts, policy: Policy) -> Decision:
    """Whether a bill may be paid with a stored method, and what moves."""
    bill, paying = facts.bill, facts.paying
    ground = Ground(policy, state=str(bill.state), amount_minor=bill.amount_minor)
    if bill.state in NOT_OWED:
        nearest = ("person",) if bill.state == BillState.DISPUTED else ()
        return ground.refuse(NOT_OWED[bill.state], *nearest)
    method = paying.method
    if method is None:
        return ground.refuse("method-not-yours", *payers(paying, bill.amount_minor))
    if not method.covers(bill.amount_minor):
        return ground.refuse(
            "balance-too-low", *payers(paying, bill.amount_minor), balance_minor=method.balance_minor
        )
    move = Move(EntryKind.PAYMENT, method.code, Destination.ORIGINAL_PAYMENT, bill.amount_minor)
    return ground.allow("bill-owed", moves=(move,) if bill.amount_minor else ())


def decide_dispute(facts: BillFacts, policy: Policy) -> Decision:
    """Whether a bill is looked at by a person; the facts say what does not fit about it."""
    ground = Ground(
        policy,
        state=str(facts.state),
        amount_minor=facts.amount_minor,
        expected_minor=facts.expected_minor,
        same_period=facts.same_period,
    )
    if facts.state == BillState.DISPUTED:
        return ground.refuse("bill-disputed", "person")
    if facts.state == BillState.VOID:
        return ground.refuse("bill-void")
    if facts.now - facts.issued_at > timedelta(days=policy.accounts.dispute_days):
        return ground.refuse("dispute-too-late", "person", dispute_days=policy.accounts.dispute_days)
    return ground.allow("dispute-for-a-person", person=True)


def decide_service(facts: ServiceFacts, policy: Policy) -> Decision:
    """Whether a service goes out of a subscription or back into it, and what of it is paid back.

    What the customer did not add is paid back, as far as its bills can still be disputed: each bill's to the method
    that paid it. Where that is not known here, a person pays it back.
    """
    ground = Ground(policy, running=facts.running, by_customer=facts.by_customer)
    if not facts.known:
        return ground.refuse("no-such-service")
    if facts.subscription == SubscriptionState.ENDED:
        return ground.refuse("subscription-over", "renew_subscription")
    if facts.running == facts.wanted:
        return ground.refuse("service-is-so")
    if facts.wanted:
        return ground.allow("service-put-back", arithmetic=(Step("each period", facts.price_minor),))
    if facts.by_customer or not policy.accounts.refund_unordered_services:
        return ground.allow("service-from-next-bill")
    ground.seen |= {"bills": [charge.bill for charge in facts.charges], "charged_minor": facts.charged_minor}
    arithmetic = (Step("charged for it", facts.charged_minor),)
    moves: list[Move] = []
    for charge in facts.charges:
        if charge.method is None:
            return ground.allow("service-not-ordered", arithmetic=arithmetic, person=True)
        moves += refund_to(charge.method, charge.minor)
    return ground.allow("service-not-ordered", moves=tuple(moves), arithmetic=arithmetic)


def decide_renewal(facts: RenewalFacts, policy: Policy) -> Decision:
    """Whether a subscription that is over, or paused, goes on."""
    ground = Ground(policy, state=str(facts.state), open_bills=facts.open_bills)
    if facts.state == SubscriptionState.ACTIVE and facts.renews:
        return ground.refuse("renews-by-itself")
    if facts.open_bills:
        return ground.refuse("bill-open", "pay_bill")
    return ground.allow("renewed", arithmetic=(Step("next bill", facts.price_minor),))


def decide_billing(facts: BillingFacts, policy: Policy) -> Decision:
    """Whether the bills of a subscription are paid with another stored method."""
    paying = facts.paying
    ground = Ground(policy, state=str(facts.state))
    if facts.state == SubscriptionState.ENDED:
        return ground.refuse("subscription-over", "renew_subscription")
    others = tuple(Alternative("method", each.code) for each in paying.own if each != paying.original)
    if paying.method is None:
        return ground.refuse("method-not-yours", *others)
    if paying.method == paying.original:
        return ground.refuse("same-method", *others)
    return ground.allow("billing-changed")


def decide_credit(facts: CreditFacts, policy: Policy) -> Decision:
    """Whether points that have not come are added at once, or looked at by a person."""
    ground = Ground(policy, owed=facts.owed, entered=facts.entered)
    if facts.order is None:
        return ground.allow("credit-for-a-person", person=True)
    ground.seen |= {"state": str(facts.order)}
    if facts.order == OrderState.CANCELLED:
        return ground.refuse("order-cancelled")
    if not facts.delivered:
        return ground.refuse("points-after-delivery")
    if facts.owed <= 0:
        return ground.refuse("points-entered" if facts.entered else "no-points-for-it", "person")
    if facts.points != facts.owed:
        return ground.refuse("not-so-many-points", Alternative("points", str(facts.owed)))
    if facts.owed > policy.accounts.points_up_to:
        return ground.allow("credit-for-a-person", person=True)
    return ground.allow("points-owed")

"""Cases: decisions kept with all they were made on, so that they can be explained and made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.accounts.decisions import (
    decide_bill_payment,
    decide_billing,
    decide_credit,
    decide_details,
    decide_dispute,
    decide_extension,
    decide_newsletter,
    decide_renewal,
    decide_service,
)
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
from knowledge.aftersales.changes import decide_address, decide_payment_change
from knowledge.aftersales.claims import decide_claim
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.decisions import decide_cancel, decide_return
from knowledge.aftersales.delivery_changes import decide_delivery, decide_packaging, decide_reschedule
from knowledge.aftersales.delivery_facts import DeliveryChangeFacts, PackagingFacts, RescheduleFacts
from knowledge.aftersales.facts import (
    AddressFacts,
    CancelFacts,
    ClaimFacts,
    ExchangeFacts,
    ItemChangeFacts,
    PaymentChangeFacts,
    PriceMatchFacts,
    RefundChangeFacts,
    RemovalFacts,
    ReturnFacts,
)
from knowledge.aftersales.models import DecidedCase
from knowledge.aftersales.offers import decide_price_match
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.refund_changes import decide_refund_change
from knowledge.aftersales.removals import decide_removal
from knowledge.aftersales.swaps import decide_exchange, decide_item_change
from knowledge.errors import NotFound

Facts = (
    AddressFacts
    | BillFacts
    | BillingFacts
    | BillPaymentFacts
    | CancelFacts
    | ClaimFacts
    | DeliveryChangeFacts
    | CreditFacts
    | DetailsFacts
    | ExchangeFacts
    | ExtensionFacts
    | ItemChangeFacts
    | PackagingFacts
    | PaymentChangeFacts
    | RefundChangeFacts
    | RemovalFacts
    | PriceMatchFacts
    | RescheduleFacts
    | NewsletterFacts
    | PaymentChangeFacts
    | RenewalFacts
    | ReturnFacts
    | ServiceFacts
)


@dataclass(frozen=True)
class Decider:
    """How cases of a kind are read and decided."""

    facts: TypeAdapter[Any]
    decide: Callable[[Any, Policy], Decision]


DECIDERS: Mapping[str, Decider] = {
    "cancel": Decider(TypeAdapter(CancelFacts), decide_cancel),
    "return": Decider(TypeAdapter(ReturnFacts), decide_return),
    "exchange": Decider(TypeAdapter(ExchangeFacts), decide_exchange),
    "change_items": Decider(TypeAdapter(ItemChangeFacts), decide_item_change),
    "remove_items": Decider(TypeAdapter(RemovalFacts), decide_removal),
    "change_address": Decider(TypeAdapter(AddressFacts), decide_address),
    "change_payment": Decider(TypeAdapter(PaymentChangeFacts), decide_payment_change),
    "change_own_address": Decider(TypeAdapter(AddressFacts), decide_address),
    "claim": Decider(TypeAdapter(ClaimFacts), decide_claim),
    "change_refund": Decider(TypeAdapter(RefundChangeFacts), decide_refund_change),
    "price_match": Decider(TypeAdapter(PriceMatchFacts), decide_price_match),
    "change_delivery": Decider(TypeAdapter(DeliveryChangeFacts), decide_delivery),
    "reschedule": Decider(TypeAdapter(RescheduleFacts), decide_reschedule),
    "packaging": Decider(TypeAdapter(PackagingFacts), decide_packaging),
    "edit_account": Decider(TypeAdapter(DetailsFacts), decide_details),
    "change_email": Decider(TypeAdapter(DetailsFacts), decide_details),
    "join_newsletter": Decider(TypeAdapter(NewsletterFacts), decide_newsletter),
    "pay_bill": Decider(TypeAdapter(BillPaymentFacts), decide_bill_payment),
    "extend_bill": Decider(TypeAdapter(ExtensionFacts), decide_extension),
    "dispute_bill": Decider(TypeAdapter(BillFacts), decide_dispute),
    "change_service": Decider(TypeAdapter(ServiceFacts), decide_service),
    "renew_subscription": Decider(TypeAdapter(RenewalFacts), decide_renewal),
    "change_billing": Decider(TypeAdapter(BillingFacts), decide_billing),
    "claim_credit": Decider(TypeAdapter(CreditFacts), decide_credit),
}
_DECISIONS: TypeAdapter[Decision] = TypeAdapter(Decision)


def decide(kind: str, facts: Facts, policy: Policy) -> Decision:
    """The decision on a case of this kind."""
    return DECIDERS[kind].decide(facts, policy)


def keep(
    session: Session,
    kind: str,
    facts: Facts,
    decision: Decision,
    *,
    customer_id: int,
    order_id: int | None,
    policy: Policy,
) -> None:
    """Store a decision with its facts; the same one given again is kept once."""
    values = _values(kind, facts, decision, customer_id=customer_id, order_id=order_id, policy=policy)
    if session.scalar(select(DecidedCase.id).where(DecidedCase.key == values["key"])) is not None:
        return
    # Another tab may keep the same at this moment: then it is kept.
    with suppress(IntegrityError), session.begin_nested():
        session.add(DecidedCase(**values))


def case_values(
    kind: str, facts: Facts, *, customer_id: int, order_id: int | None, policy: Policy
) -> dict[str, Any]:
    """The columns of a case decided by this policy, all but the moment."""
    decision = decide(kind, facts, policy)
    return _values(kind, facts, decision, customer_id=customer_id, order_id=order_id, policy=policy)


def _values(
    kind: str, facts: Facts, decision: Decision, *, customer_id: int, order_id: int | None, policy: Policy
) -> dict[str, Any]:
    asked = DECIDERS[kind].facts.dump_python(facts, mode="json")
    told = _DECISIONS.dump_python(decision, mode="json")
    # The moment of asking differs each time; the days that matter are in the answer's facts.
    question = {name: value for name, value in asked.items() if name != "now"}
    text = json.dumps([kind, customer_id, order_id, question, told, policy.title], sort_keys=True)
    return {
        "key": hashlib.sha256(text.encode()).hexdigest(),
        "kind": kind,
        "customer_id": customer_id,
        "order_id": order_id,
        "facts": asked,
        "decision": told,
        "policy": policy.title,
    }


def decision_of(case: DecidedCase) -> Decision:
    """What was decided."""
    return _DECISIONS.validate_python(case.decision)


def decide_again(case: DecidedCase, policy: Policy) -> Decision:
    """What the policy says to the same facts."""
    decider = DECIDERS[case.kind]
    return decider.decide(decider.facts.validate_python(case.facts), policy)


def find_case(session: Session, case_id: int) -> DecidedCase:
    """A case by its number; raises `NotFound`."""
    case = session.get(DecidedCase, case_id)
    if case is None:
        raise NotFound("decided case", str(case_id))
    return case

"""Keeping the figures of single customers true: called by every service that changes what they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from knowledge.customers.models import Consent, Customer
from knowledge.customers.value.facts import ANALYTICS, PERSONALISATION, CustomerFacts
from knowledge.customers.value.fitted import Fitted
from knowledge.customers.value.loading import load_facts
from knowledge.customers.value.models import CustomerModel, CustomerTag, CustomerValue
from knowledge.customers.value.segments import segment_of
from knowledge.customers.value.tags import tags_of
from knowledge.database import utc_now

BATCH = 500
STALE_AFTER = timedelta(days=1)
"""Time alone changes figures too (the days since the last purchase): older ones are renewed when read."""


def refresh_values(session: Session, customer_ids: Iterable[int], now: datetime | None = None) -> None:
    """Renew figures, tags and segments of these customers, in the transaction that changed their facts.

    What is kept of customers who refused analytics or personalisation is removed. Before anything was fitted
    there is nothing to do. The customers are locked until the transaction ends, so that figures made of older
    facts never overwrite newer ones.
    """
    model = model_in_force(session)
    if model is None:
        return
    fitted = Fitted.from_json(model.parameters)
    wanted = sorted(set(customer_ids))
    for start in range(0, len(wanted), BATCH):
        refresh_under(session, model.id, fitted, wanted[start : start + BATCH], now or utc_now())


def refresh_under(
    session: Session, model_id: int, fitted: Fitted, customer_ids: list[int], now: datetime
) -> dict[int, CustomerFacts]:
    """Renew one batch under what was fitted; gives the facts of those whose figures may be kept."""
    # Not against new orders and feedback, whose foreign keys hold the same row: that would be a deadlock.
    lock = select(Customer.id).where(Customer.id.in_(customer_ids)).order_by(Customer.id)
    session.execute(lock.with_for_update(key_share=True))
    found = load_facts(session, customer_ids)
    facts = {key: each for key, each in found.items() if each.may_be_valued}
    forget(session, [key for key in customer_ids if key not in facts])
    values = {
        value.customer_id: value
        for value in session.scalars(select(CustomerValue).where(CustomerValue.customer_id.in_(facts)))
    }
    tags: dict[int, list[CustomerTag]] = {key: [] for key in facts}
    for tag in session.scalars(select(CustomerTag).where(CustomerTag.customer_id.in_(facts))):
        tags[tag.customer_id].append(tag)
    for key, each in facts.items():
        _refresh_one(session, model_id, fitted, each, values.get(key), tags[key], now)
    session.flush()
    return facts


def forget(session: Session, customer_ids: list[int]) -> None:
    """Remove all that is worked out of these customers."""
    session.execute(delete(CustomerValue).where(CustomerValue.customer_id.in_(customer_ids)))
    session.execute(delete(CustomerTag).where(CustomerTag.customer_id.in_(customer_ids)))


def model_in_force(session: Session) -> CustomerModel | None:
    """The newest model."""
    return session.scalars(select(CustomerModel).order_by(CustomerModel.id.desc()).limit(1)).first()


def has_refused() -> ColumnElement[bool]:
    """Whether a `Customer` has denied or revoked what figures need, as a condition for queries."""
    return exists().where(
        Consent.customer_id == Customer.id,
        Consent.purpose.in_([ANALYTICS, PERSONALISATION]),
        Consent.state != "granted",
    )


def out_of_date(session: Session, model_id: int, now: datetime) -> list[int]:
    """Customers whose figures are missing, of an older model, or too old; and those who must have none."""
    refused = has_refused()
    query = (
        select(Customer.id)
        .outerjoin(CustomerValue, CustomerValue.customer_id == Customer.id)
        .where(
            or_(
                CustomerValue.customer_id.is_(None) & ~refused,
                CustomerValue.customer_id.is_not(None) & refused,
                CustomerValue.model_id != model_id,
                CustomerValue.at < now - STALE_AFTER,
            )
        )
        .order_by(Customer.id)
    )
    return list(session.scalars(query))


def _refresh_one(
    session: Session,
    model_id: int,
    fitted: Fitted,
    facts: CustomerFacts,
    value: CustomerValue | None,
    tags: list[CustomerTag],
    now: datetime,
) -> None:
    inputs = hashlib.sha256(repr(facts).encode()).hexdigest()
    if value is None:
        value = CustomerValue(customer_id=facts.customer_id)
        session.add(value)
    elif value.inputs == inputs and value.model_id == model_id and now - value.at < STALE_AFTER:
        return
    basis = fitted.basis(facts, now)
    rfm, scores, outlook = basis.rfm, basis.scores, basis.outlook
    value.model_id, value.inputs, value.at = model_id, inputs, now
    value.purchases = rfm.frequency if rfm else 0
    value.spent_minor = rfm.monetary_minor if rfm else 0
    value.recency_days = rfm.recency_days if rfm else None
    value.recency_score = scores.recency if scores else None
    value.frequency_score = scores.frequency if scores else None
    value.monetary_score = scores.monetary if scores else None
    value.returned_share, value.discounted_share = basis.returned_share, basis.discounted_share
    value.alive = outlook.alive if outlook else None
    value.expected_purchases = outlook.purchases if outlook else None
    value.expected_spend_minor = outlook.spend_minor if outlook else None
    value.value_minor = outlook.value_minor if outlook else None
    value.segment = segment_of(rfm, scores).name
    value.cluster = fitted.clustering.cluster_of(basis).name if fitted.clustering and rfm else None
    found = (
        {(tag.name, each.value): each.facts for tag, each in tags_of(basis)} if facts.may_be_tagged else {}
    )
    _refresh_tags(session, facts.customer_id, tags, found, now)


def _refresh_tags(
    session: Session,
    customer_id: int,
    tags: list[CustomerTag],
    found: dict[tuple[str, str], dict[str, object]],
    now: datetime,
) -> None:
    """Make the tags those found; one that stays keeps its `since`."""
    stored = {(tag.tag, tag.value): tag for tag in tags}
    for key in stored.keys() - found.keys():
        session.delete(stored[key])
    for (name, tag_value), facts in found.items():
        kept = stored.get((name, tag_value))
        if kept is None:
            session.add(
                CustomerTag(customer_id=customer_id, tag=name, value=tag_value, since=now, facts=facts)
            )
        elif kept.facts != facts:
            kept.facts = facts

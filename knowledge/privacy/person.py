"""All rows that are about a person, found by following the tables' own references from the customer on.

A table that is added later is found too, as long as it refers to a customer, a conversation or an order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Table, or_, select, tuple_
from sqlalchemy.orm import Session

from knowledge.audit import AuditEntry
from knowledge.conversations.models import Conversation
from knowledge.customers.models import Customer
from knowledge.database import Base

Key = tuple[Any, ...]
T = TypeVar("T")
Found = Mapping[Table, set[Key]]
"""Table to the primary keys of the rows in it."""

ASKED_AT_ONCE = 400
# Columns that name a row of these tables, with a foreign key or without.
NAMED_AFTER = {"customer_id": "customer", "conversation_id": "conversation"}
# Tables of nobody in particular, and those that have their own way: the audit log and the receipts of erasures.
NOBODYS = frozenset(
    {
        "audit_entry",
        "completed_command",
        "customer_model",
        "demo_movement",
        "erasure",
        "help_article",
        "number_row",
        "outbox_event",
        "product",
        "provider_event",
        "staff_account",
        "variant",
    }
)


@cache
def _links() -> Mapping[str, Sequence[tuple[Table, Column[Any]]]]:
    """Table to the columns of other tables that refer to it."""
    links: defaultdict[str, list[tuple[Table, Column[Any]]]] = defaultdict(list)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            targets = {key.column.table.name for key in column.foreign_keys}
            targets |= {NAMED_AFTER[column.name]} if column.name in NAMED_AFTER else set()
            for target in targets - NOBODYS:
                links[target].append((table, column))
    return links


def table(name: str) -> Table:
    """A table of ours by its name."""
    return Base.metadata.tables[name]


def follow(
    session: Session, start: Mapping[Table, Iterable[Key]], within: Collection[Table] | None = None
) -> Found:
    """The rows to start from, and all that refer to them, directly or through others."""
    found: defaultdict[Table, set[Key]] = defaultdict(set)
    todo = [(each, set(keys)) for each, keys in start.items()]
    while todo:
        at, keys = todo.pop()
        new = keys - found[at]
        if not new:
            continue
        found[at] |= new
        for child, column in _links()[at.name]:
            if within is None or child in within:
                query = select(*child.primary_key.columns)
                rows = [
                    tuple(row)
                    for some in batches([key[0] for key in new])
                    for row in session.execute(query.where(column.in_(some)))
                ]
                todo.append((child, set(rows)))
    return {each: keys for each, keys in found.items() if keys}


def rows_about(session: Session, customer_id: int) -> Found:
    """All rows about a customer, their conversations before they signed in among them."""
    start: dict[Table, set[Key]] = {
        table("customer"): {(customer_id,)},
        table("conversation"): {(each,) for each in conversations_of(session, customer_id)},
    }
    return follow(session, start)


def conversations_of(session: Session, customer_id: int) -> set[str]:
    """A customer's conversations, and those of the same browsers in which nobody was signed in."""
    own = select(Conversation.visitor_id).where(Conversation.customer_id == customer_id)
    query = select(Conversation.id).where(
        or_(
            Conversation.customer_id == customer_id,
            Conversation.customer_id.is_(None) & Conversation.visitor_id.in_(own),
        )
    )
    return set(session.scalars(query))


def audit_of(session: Session, customer_id: int) -> Sequence[AuditEntry]:
    """Who saw or changed what of a customer, and what they did themselves, oldest first."""
    name = f"customer:{customer_id}"
    query = select(AuditEntry).where(or_(AuditEntry.actor == name, AuditEntry.subject == name))
    return session.scalars(query.order_by(AuditEntry.id)).all()


def read_rows(session: Session, at: Table, keys: Iterable[Key]) -> Iterator[dict[str, Any]]:
    """The rows with these keys, in their order."""
    for some in batches(sorted(keys, key=str)):
        for row in session.execute(select(at).where(keyed(at, some))):
            yield dict(row._mapping)


def keyed(at: Table, keys: Sequence[Key]) -> Any:
    """The condition that a row has one of these primary keys."""
    columns = list(at.primary_key.columns)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many at a time as a database takes in one question."""
    for start in range(0, len(values), ASKED_AT_ONCE):
        yield values[start : start + ASKED_AT_ONCE]


def exists(session: Session, customer_id: int) -> bool:
    """Whether there is such a customer who was not erased."""
    customer = session.get(Customer, customer_id)
    return customer is not None and customer.erased_at is None

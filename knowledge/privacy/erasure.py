"""Erasing a person from every store, and saying what the law makes us keep (GDPR, article 17)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, delete, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.audit import AuditEntry
from knowledge.conversations.models import Conversation, Turn, TurnState
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, compact, utc_now, writing
from knowledge.encryption import Encrypted
from knowledge.errors import NotFound
from knowledge.orders.models import Order
from knowledge.privacy.models import Erasure
from knowledge.privacy.periods import LegalPeriod
from knowledge.privacy.person import (
    Found,
    Key,
    batches,
    exists,
    follow,
    keyed,
    read_rows,
    rows_about,
    table,
)
from knowledge.privacy.traces import blot

GOODBYE = timedelta(minutes=1)
"""How long a conversation in which the erasure was asked for stays, so that its end can be read."""
SENTENCE = 10
"""Characters from which on something that was said is looked for in logs: shorter words are everybody's."""
# What may stay of an order's address: the country, which decides the tax.
STAYS = {"address": ("country",)}
# Not encrypted, and still somebody's.
SCRUBBED: Mapping[str, Mapping[str, Any]] = {"fulfilment": {"tracking_number": "", "events": []}}


@dataclass(frozen=True)
class Plan:
    """What an erasure would do: rows that would go, by table, and orders that would be kept until when."""

    goes: Mapping[str, int]
    orders_kept: int
    kept_until: datetime | None
    why: str


class Erasures:
    """Erasures in a shop.

    Args:
        engine: Compacted afterwards, so that nothing stays in the database's file.
        legal: How long orders must be kept.
        log_folder: Where the processes' logs are; None when there are none.
    """

    def __init__(
        self, sessions: SessionFactory, engine: Engine, legal: LegalPeriod, log_folder: Path | None = None
    ) -> None:
        self._sessions = sessions
        self._engine = engine
        self._legal = legal
        self._logs = log_folder

    def plan(self, customer_id: int) -> Plan:
        """What erasing a customer would do; raises `NotFound`."""
        with self._sessions() as session:
            kept, goes = self._divide(session, customer_id)
            orders = _orders(session, kept)
        until = max((self._legal.ends(each.placed_at) for each in orders), default=None)
        counts = {each.name: len(keys) for each, keys in goes.items() if each.name != "customer"}
        return Plan(counts, len(orders), until, self._legal.why)

    def erase(self, customer_id: int, *, by: str = "customer", speaking: str | None = None) -> Erasure:
        """Erase a customer; gives the receipt.

        The conversation `speaking`, in which it was asked for, is cut off from the person at once and goes a little
        later (see `forget_due`). A copy in the bot's memory goes then, too.

        Raises:
            NotFound: There is no such customer, or no more.
        """
        with writing(self._sessions) as session:
            kept, goes = self._divide(session, customer_id)
            orders = _orders(session, kept)
            traces = _traces(
                session, {each: goes.get(each, set()) | kept.get(each, set()) for each in {*goes, *kept}}
            )
            receipt = Erasure(
                number=f"E-{secrets.token_hex(4).upper()}",
                by=by,
                erased={
                    each.name: len(keys) for each, keys in sorted(goes.items(), key=lambda one: one[0].name)
                },
                kept=self._kept(orders),
                to_forget=sorted(str(key[0]) for key in goes.get(table("conversation"), set())),
            )
            session.add(receipt)
            _delete(session, goes, sparing=speaking)
            _scrub(session, kept)
            _let_go(session, customer_id, keep=bool(orders), receipt=receipt)
            _rename_in_audit(session, customer_id, receipt.number)
            audit.record(session, actor=by, action="customer_erased", subject=f"erasure:{receipt.number}")
        self._clean(traces)
        return receipt

    def due(self, now: datetime | None = None) -> Sequence[tuple[str, str]]:
        """Conversations that can be forgotten now, each with the number of its receipt."""
        now = now or utc_now()
        with self._sessions() as session:
            receipts = session.scalars(select(Erasure).where(Erasure.finished_at.is_(None))).all()
            wanted = [(receipt, each) for receipt in receipts for each in receipt.to_forget]
            left, owed = _left_and_owed(session, [each for _, each in wanted])
        return [
            (receipt.number, each)
            for receipt, each in wanted
            if each not in left or (each not in owed and now - receipt.at >= GOODBYE)
        ]

    def forgotten(self, number: str, conversation_id: str) -> None:
        """The bot has forgotten a conversation: what is left of it goes, and the last one finishes the receipt."""
        with writing(self._sessions) as session:
            receipt = session.scalars(select(Erasure).where(Erasure.number == number)).one()
            at = table("conversation")
            left = (
                follow(session, {at: [(conversation_id,)]})
                if session.get(Conversation, conversation_id)
                else {}
            )
            traces = _traces(session, left)
            _delete(session, left)
            receipt.to_forget = [each for each in receipt.to_forget if each != conversation_id]
            if not receipt.to_forget:
                receipt.finished_at = utc_now()
        if left:
            self._clean({*traces, conversation_id})

    def receipts(self) -> Sequence[Erasure]:
        """All receipts, oldest first."""
        with self._sessions() as session:
            return session.scalars(select(Erasure).order_by(Erasure.id)).all()

    def _divide(self, session: Session, customer_id: int) -> tuple[Found, Found]:
        """What is kept, and what goes."""
        if not exists(session, customer_id):
            raise NotFound("customer", str(customer_id))
        everything = rows_about(session, customer_id)
        limit = self._legal.begins(utc_now())
        query = select(Order.id).where(Order.customer_id == customer_id, Order.placed_at >= limit)
        kept_orders = {(each,) for each in session.scalars(query)}
        kept = follow(session, {table("shop_order"): kept_orders}, tables_of_orders()) if kept_orders else {}
        goes = {each: keys - kept.get(each, set()) for each, keys in everything.items()}
        return kept, {each: keys for each, keys in goes.items() if keys}

    def _kept(self, orders: Sequence[Order]) -> list[dict[str, Any]]:
        if not orders:
            return []
        until = max(self._legal.ends(each.placed_at) for each in orders)
        return [
            {
                "what": "orders",
                "count": len(orders),
                "until": until.date().isoformat(),
                "why": self._legal.why,
            }
        ]

    def _clean(self, traces: Collection[str]) -> None:
        """Take the traces out of the logs and of the database's file."""
        blot(self._logs, traces)
        # Another process may hold the file: what was deleted has been overwritten already ("secure_delete"), and
        # the next erasure writes the file anew.
        with suppress(OperationalError):
            compact(self._engine)


@cache
def tables_of_orders() -> frozenset[Table]:
    """The tables whose rows are part of an order: they cannot be without it."""
    parts = {table("shop_order")}
    for each in table("shop_order").metadata.sorted_tables:
        needs = {
            key.column.table for column in each.columns if not column.nullable for key in column.foreign_keys
        }
        if needs & parts:
            parts.add(each)
    return frozenset(parts)


def _left_and_owed(session: Session, conversations: Sequence[str]) -> tuple[set[str], set[str]]:
    """Those of the conversations that are still there, and those in which the bot owes an answer."""
    left: set[str] = set()
    owed: set[str] = set()
    for some in batches(conversations):
        left |= set(session.scalars(select(Conversation.id).where(Conversation.id.in_(some))))
        waiting = Turn.conversation_id.in_(some) & Turn.state.in_([TurnState.WAITING, TurnState.ASKING])
        owed |= set(session.scalars(select(Turn.conversation_id).where(waiting)))
    return left, owed


def _orders(session: Session, kept: Found) -> Sequence[Order]:
    ids = [key[0] for key in kept.get(table("shop_order"), set())]
    return [
        order for some in batches(ids) for order in session.scalars(select(Order).where(Order.id.in_(some)))
    ]


def _traces(session: Session, found: Found) -> set[str]:
    """The words by which a person could be known in a log: what is encrypted of them, and their conversations."""
    words = {str(key[0]) for key in found.get(table("conversation"), set())}
    for at, keys in found.items():
        names = [each.name for each in at.columns if isinstance(each.type, Encrypted)]
        least = 1 if at.name == "customer" else SENTENCE
        for row in read_rows(session, at, keys) if names else ():
            for name in names:
                words |= {word for word in _words(row[name]) if len(word) >= least}
    return {word for word in words if word}


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        # What buttons send and which kind a thing is are the shop's own words.
        return [word for name, each in value.items() if name in _SAID for word in _words(each)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each)]
    return []


_SAID = frozenset(
    {"text", "wish", "name", "street", "line1", "line2", "address1", "address2", "phone", "company"}
)


def _delete(session: Session, found: Found, sparing: str | None = None) -> None:
    """Delete rows, those that refer to others first; a conversation that is spared keeps its messages."""
    spared: Found = {}
    if sparing is not None:
        spared = follow(session, {table("conversation"): [(sparing,)]})
        cut_off: dict[str, Any] = {"customer_id": None, "visitor_id": "erased", "handoff": {}}
        session.execute(update(Conversation).where(Conversation.id == sparing).values(cut_off))
    about = {"customer", "feedback", "stock_alert", "misses"}
    for at in reversed(table("customer").metadata.sorted_tables):
        left = spared.get(at, set()) if at.name not in about else set()
        for keys in batches(sorted(found.get(at, set()) - left, key=str)):
            if at.name != "customer":
                session.execute(delete(at).where(keyed(at, keys)))


def _scrub(session: Session, kept: Found) -> None:
    """Take the person out of rows that stay."""
    for at, keys in kept.items():
        encrypted = {each.name: each.type for each in at.columns if isinstance(each.type, Encrypted)}
        plain = dict(SCRUBBED.get(at.name, {}))
        if "conversation_id" in at.columns:
            plain["conversation_id"] = None
        if not encrypted and not plain:
            continue
        for row in list(read_rows(session, at, keys)):
            values = plain | {
                name: None if at.columns[name].nullable else _rest(name, row[name], kind)
                for name, kind in encrypted.items()
            }
            key: Key = tuple(row[column.name] for column in at.primary_key.columns)
            session.execute(update(at).where(keyed(at, [key])).values(values))


def _rest(name: str, value: Any, kind: Encrypted[Any]) -> Any:
    if isinstance(value, dict):
        return {part: value[part] for part in STAYS.get(name, ()) if part in value}
    return kind.empty


def _let_go(session: Session, customer_id: int, *, keep: bool, receipt: Erasure) -> None:
    """Delete the customer, or leave a row without a person for the orders to hang on."""
    customer = session.get_one(Customer, customer_id)
    session.expire(customer)  # what hangs on it went behind its back
    if not keep:
        session.execute(delete(Customer).where(Customer.id == customer_id))
        return
    nobody = {
        "shop_id": f"erased-{receipt.number}", "email": "", "email_index": None, "name": "", "phone": "",
        "phone_index": None, "language": "en", "country": "", "city": "", "level": "", "birth_date": None,
        "erased_at": utc_now(),
    }  # fmt: skip
    session.execute(update(Customer).where(Customer.id == customer_id).values(nobody))


def _rename_in_audit(session: Session, customer_id: int, number: str) -> None:
    """The log goes on to say what was done, and no longer to whom; ids may be given to others later."""
    name, anonymous = f"customer:{customer_id}", f"erasure:{number}"
    of_them = or_(AuditEntry.actor == name, AuditEntry.subject == name)
    session.execute(update(AuditEntry).where(of_them).values(facts={}))
    session.execute(update(AuditEntry).where(AuditEntry.actor == name).values(actor=anonymous))
    session.execute(update(AuditEntry).where(AuditEntry.subject == name).values(subject=anonymous))

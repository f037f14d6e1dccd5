"""Merging two customers who are one person, and undoing it exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.customers.consents import GRANTED
from knowledge.customers.identities import EMAIL, PHONE, SHOP_ID, remember
from knowledge.customers.models import Consent, Customer, CustomerMerge, Identity
from knowledge.database import Base, SessionFactory, UtcDateTime, writing
from knowledge.encryption import BlindIndex, EncryptedDate
from knowledge.errors import DomainError, NotFound

Row = dict[str, Any]


class CannotMerge(DomainError):
    """Two customers that cannot be made one."""


class CannotUnmerge(DomainError):
    """A merge that cannot be undone."""


class Merging:
    """Merges in a shop."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def merge(self, keep_id: int, other_id: int, *, by: str) -> CustomerMerge:
        """Give `keep` all that is of `other`, who is no customer of their own any more.

        What `keep` has of the same kind stays as it is; only a no to a consent goes over a yes.

        Raises:
            NotFound: One of them does not exist.
            CannotMerge: They are the same, one was erased, or `other` has taken in another one.
        """
        if keep_id == other_id:
            raise CannotMerge("a customer cannot be merged with themselves: name two")
        with writing(self._sessions) as session:
            keep, other = (_customer(session, each) for each in (keep_id, other_id))
            earlier = session.scalars(
                select(CustomerMerge.id).where(CustomerMerge.keep_id == other_id)
            ).first()
            if earlier is not None:
                raise CannotMerge(
                    f"customer {other_id} was merged with another (merge {earlier}): undo that first, "
                    "or merge the other way round"
                )
            changed = list(_noes(session, keep_id, other_id))
            moved, left = _move(session, keep_id, other_id)
            merge = CustomerMerge(
                keep_id=keep_id,
                other_id=other_id,
                by=by,
                moved=moved,
                kept_back={
                    "customer": _snapshot(session, other_id),
                    "rows": left,
                    "changed": changed,
                },
            )
            session.add(merge)
            session.flush()
            shop_id, email, phone = other.shop_id, other.email, other.phone
            session.expunge(other)
            session.execute(delete(Customer).where(Customer.id == other_id))
            for kind, value in ((SHOP_ID, shop_id), (EMAIL, email), (PHONE, phone)):
                remember(session, keep.id, kind, value, f"merge:{merge.id}")
            _record(session, by, "customers_merged", keep_id, merge=merge.id)
            return merge

    def unmerge(self, merge_id: int, *, by: str) -> CustomerMerge:
        """Make two customers of one again, each with what was theirs; what came since stays with the one that was kept.

        Raises:
            NotFound: There is no such merge, or no more.
            CannotUnmerge: Another customer has taken the place of the one that was merged.
        """
        with writing(self._sessions) as session:
            merge = session.get(CustomerMerge, merge_id)
            if merge is None:
                raise NotFound("merge", str(merge_id))
            session.execute(delete(Identity).where(Identity.source == f"merge:{merge_id}"))
            other_id = _bring_back(session, merge)
            for name, keys in merge.moved.items():
                at = Base.metadata.tables[name]
                [key] = at.primary_key.columns
                mine = key.in_(keys) & (at.c.customer_id == merge.keep_id)
                session.execute(update(at).where(mine).values(customer_id=other_id))
            for each in merge.kept_back["changed"]:
                at = Base.metadata.tables[each["table"]]
                [key] = at.primary_key.columns
                values = _restored(at, each["row"])
                session.execute(update(at).where(key == values[key.name]).values(values))
            for each in merge.kept_back["rows"]:
                _restore(session, each["table"], {**each["row"], "customer_id": other_id})
            session.delete(merge)
            _record(session, by, "customers_unmerged", merge.keep_id, merge=merge_id)
            return merge


def _customer(session: Session, customer_id: int) -> Customer:
    found = session.get(Customer, customer_id)
    if found is None:
        raise NotFound("customer", str(customer_id))
    if found.erased_at is not None:
        raise CannotMerge(f"customer {customer_id} was erased and cannot be merged")
    return found


def _tables() -> Iterator[Table]:
    """The tables whose rows belong to a customer."""
    for table in Base.metadata.sorted_tables:
        if "customer_id" in table.columns:
            yield table


def _move(session: Session, keep_id: int, other_id: int) -> tuple[dict[str, list[Any]], list[Row]]:
    """Give rows over; gives the keys of those that went, and as a whole those that could not."""
    moved: dict[str, list[Any]] = {}
    left: list[Row] = []
    for table in _tables():
        keys = list(table.primary_key.columns)
        for row in session.execute(select(table).where(table.c.customer_id == other_id)).all():
            values = dict(row._mapping)
            where = [key == values[key.name] for key in keys]
            if len(keys) == 1 and keys[0].name != "customer_id" and _moves(session, table, where, keep_id):
                moved.setdefault(table.name, []).append(values[keys[0].name])
            else:
                left.append({"table": table.name, "row": _plain(table, values)})
                session.execute(delete(table).where(*where))
    return moved, left


def _moves(session: Session, table: Table, where: list[Any], keep_id: int) -> bool:
    """Try to give a row over; False when the other customer has such a one already."""
    try:
        with session.begin_nested():
            session.execute(update(table).where(*where).values(customer_id=keep_id))
    except IntegrityError:
        return False
    return True


def _noes(session: Session, keep_id: int, other_id: int) -> Iterator[Row]:
    """Let the other's noes count; gives the rows they change as they were before."""
    query = select(Consent).where(Consent.customer_id.in_([keep_id, other_id]))
    decisions = {(each.customer_id, each.purpose): each for each in session.scalars(query)}
    table = Base.metadata.tables["consent"]
    for (whose, purpose), said in decisions.items():
        kept = decisions.get((keep_id, purpose))
        if whose == other_id and said.state != GRANTED and kept is not None and kept.state == GRANTED:
            row = {column.name: getattr(kept, column.name) for column in table.columns}
            yield {"table": table.name, "row": _plain(table, row)}
            kept.state, kept.wording, kept.at = said.state, said.wording, said.at
    session.flush()


def _snapshot(session: Session, customer_id: int) -> Row:
    table = Base.metadata.tables["customer"]
    row = session.execute(select(table).where(table.c.id == customer_id)).one()
    return _plain(table, dict(row._mapping))


def _plain(table: Table, row: Row) -> Row:
    """A row as JSON has it; blind indexes are made anew from what they are of."""
    return {
        name: value.isoformat() if isinstance(value, datetime | date) else value
        for name, value in row.items()
        if not isinstance(table.columns[name].type, BlindIndex)
    }


def _restored(table: Table, row: Row) -> Row:
    readers: dict[type, Callable[[str], Any]] = {
        UtcDateTime: datetime.fromisoformat,
        EncryptedDate: date.fromisoformat,
    }
    values: Row = {}
    for name, value in row.items():
        read = readers.get(type(table.columns[name].type))
        values[name] = read(value) if read is not None and isinstance(value, str) else value
    for column in table.columns:
        if isinstance(column.type, BlindIndex):
            values[column.name] = values.get(column.type.source)
    return values


def _restore(session: Session, name: str, row: Row) -> None:
    table = Base.metadata.tables[name]
    session.execute(insert(table).values(_restored(table, row)))


def _bring_back(session: Session, merge: CustomerMerge) -> int:
    """Insert the customer that was merged; under another id if theirs was given to somebody since."""
    row = dict(merge.kept_back["customer"])
    if session.get(Customer, merge.other_id) is not None:
        del row["id"]
    try:
        _restore(session, "customer", row)
    except IntegrityError as error:
        raise CannotUnmerge(
            f"merge {merge.id} cannot be undone: another customer has the shop id or the address by now"
        ) from error
    return session.scalars(select(Customer.id).where(Customer.shop_id == row["shop_id"])).one()


def _record(session: Session, by: str, action: str, customer_id: int, **facts: Any) -> None:
    audit.record(session, actor=by, action=action, subject=f"customer:{customer_id}", **facts)

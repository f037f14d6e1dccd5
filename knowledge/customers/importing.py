"""Bringing a shop's customers into our tables: all of a file in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from knowledge.audit import record as audit
from knowledge.customers.consents import decide
from knowledge.customers.customer_files import CustomerRecord, read_customers
from knowledge.customers.identities import EMAIL, SHOP_ID, former, remember
from knowledge.customers.mapping import Mapping
from knowledge.customers.models import Customer, ProfileFact
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, writing
from knowledge.encryption import looked_up
from knowledge.importing import BadField, ImportReport, RowProblem

WORDING = "import"
"""The wording of consents that come from a file."""

_BATCH = 500


def import_customers(
    sessions: SessionFactory, path: Path, *, mapping: Mapping | None = None, country: str = ""
) -> ImportReport:
    """Import a Shopify customer CSV, a plain one, or with a mapping one of any columns.

    The plain columns: shop_id, email, name, phone, language, country, city, level, birth_date,
    personalisation_consent, marketing_consent, created_at. Columns that a file does not have leave what
    is stored; customers that a file does not have stay. Shopify's tags become profile facts named `tag`.

    A no in the file always counts. A yes does not undo a no that the customer gave otherwise than by an
    import.

    Args:
        mapping: Which of the file's columns are ours.
        country: Where telephone numbers without a prefix are from, if the row names no country.

    Raises:
        BadFile: The file cannot be read as a whole; nothing was changed.
    """
    report = ImportReport()
    records = list(read_customers(path, report.problems, mapping, country))
    with writing(sessions) as session:
        for start in range(0, len(records), _BATCH):
            _store(session, records[start : start + _BATCH], report)
        if report.changed:
            subject = f"file:{path.name}"[:80]
            counts = {"created": report.created, "updated": report.updated}
            audit(session, actor="system", action="customers.imported", subject=subject, **counts)
    report.problems.sort(key=lambda problem: problem.line)
    return report


def _store(session: Session, records: list[CustomerRecord], report: ImportReport) -> None:
    ids = [record.shop_id for record in records]
    emails = [record.email for record in records]
    query = (
        select(Customer)
        .where(or_(Customer.shop_id.in_(ids), looked_up(Customer.email_index, emails)))
        .options(selectinload(Customer.consents), selectinload(Customer.facts))
    )
    stored = {customer.shop_id: customer for customer in session.scalars(query)}
    merged = former(session, SHOP_ID, ids)
    holders = {customer.email: customer.shop_id for customer in stored.values()}
    told: list[Customer] = []
    for record in records:
        try:
            _check_merged(session, record, merged)
            _check_email(record, holders)
        except BadField as error:
            report.problems.append(RowProblem(record.line, error.field, error.reason))
            continue
        customer = stored.get(record.shop_id)
        if customer is None:
            customer = Customer(shop_id=record.shop_id, email=record.email, **record.values)
            _write_consents(customer, record.consents)
            _write_tags(customer, record.tags)
            session.add(customer)
            told.append(customer)
            report.created += 1
        elif _update(session, customer, record, holders):
            told.append(customer)
            report.updated += 1
        else:
            report.unchanged += 1
    session.flush()
    refresh_values(session, [customer.id for customer in told])
    session.expunge_all()


def _check_merged(session: Session, record: CustomerRecord, merged: dict[str, int]) -> None:
    """Who was merged into another customer is not brought back by a file."""
    if record.shop_id in merged:
        into = session.get_one(Customer, merged[record.shop_id]).shop_id
        raise BadField(
            "shop_id", f"{record.shop_id!r} was merged into the customer {into!r}; nothing was changed"
        )


def _check_email(record: CustomerRecord, holders: dict[str, str]) -> None:
    holder = holders.setdefault(record.email, record.shop_id)
    if holder != record.shop_id:
        reason = f"{record.email!r} is the address of the customer with id {holder!r}; correct one of the two"
        raise BadField("email", reason)


def _update(session: Session, customer: Customer, record: CustomerRecord, holders: dict[str, str]) -> bool:
    """Make a stored customer like the record; whether that changed anything."""
    changed = False
    if customer.email != record.email:
        holders.pop(customer.email, None)
        former_email, customer.email = customer.email, record.email
        # At once, for another row may take the address that is now free.
        session.flush()
        remember(session, customer.id, EMAIL, former_email, "import")
        changed = True
    for name, value in record.values.items():
        if getattr(customer, name) != value:
            setattr(customer, name, value)
            changed = True
    changed |= _write_consents(customer, record.consents)
    changed |= _write_tags(customer, record.tags)
    return changed


def _write_consents(customer: Customer, consents: dict[str, bool]) -> bool:
    """Keep the decisions of a file; whether anything changed."""
    stored = {consent.purpose: consent for consent in customer.consents}
    changed = False
    for purpose, granted in consents.items():
        state = "granted" if granted else "denied"
        consent = stored.get(purpose)
        imported_or_no = consent is not None and (consent.wording == WORDING or not granted)
        if consent is None or ((consent.state == "granted") != granted and imported_or_no):
            decide(customer, purpose, state, WORDING, "import")
            changed = True
    return changed


def _write_tags(customer: Customer, tags: frozenset[str] | None) -> bool:
    """Make the imported tags those of the file; whether anything changed."""
    if tags is None:
        return False
    tag_facts = [fact for fact in customer.facts if fact.name == "tag"]
    gone = [fact for fact in tag_facts if fact.source == "import" and fact.value not in tags]
    for fact in gone:
        customer.facts.remove(fact)
    new = sorted(tags - {fact.value for fact in tag_facts})
    customer.facts += [ProfileFact(name="tag", value=tag, source="import") for tag in new]
    return bool(gone or new)

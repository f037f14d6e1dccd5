"""Everything held of a person, as plain data that can be handed to them (GDPR, articles 15 and 20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.audit import AuditEntry
from knowledge.customers.consents import wording, wordings
from knowledge.customers.profile import read_profile
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.encryption import BlindIndex
from knowledge.errors import NotFound
from knowledge.privacy.person import Key, audit_of, exists, read_rows, rows_about

FORMAT = "attendant-person-1"
# What people call the tables; others keep their name.
NAMES = {
    "consent": "consents",
    "consent_event": "consent_history",
    "conversation": "conversations",
    "fulfilment": "parcels",
    "message": "messages",
    "misses": "messages_not_understood",
    "numbered_paper": "invoices_and_credit_notes",
    "order_line": "order_lines",
    "profile_fact": "facts",
    "refund": "refunds",
    "return_line": "return_lines",
    "return_request": "returns",
    "shop_order": "orders",
    "stock_alert": "stock_alerts",
    "turn": "turns",
}


class Exports:
    """Copies of what is held of a shop's customers."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def export(self, customer_id: int, *, by: str = "system") -> dict[str, Any]:
        """Everything held of a customer, by kind of thing; raises `NotFound`.

        `derived` is what advice makes of it; it is empty without consent to personalisation, for then nothing is
        made. That a copy was made is kept in the audit log.
        """
        with writing(self._sessions) as session:
            if not exists(session, customer_id):
                raise NotFound("customer", str(customer_id))
            told: dict[str, Any] = {"format": FORMAT, "made_at": utc_now().isoformat()}
            for table, keys in sorted(
                rows_about(session, customer_id).items(), key=lambda item: item[0].name
            ):
                told[NAMES.get(table.name, table.name)] = list(_plain_rows(session, table, keys))
            told["customer"] = told["customer"][0]
            told["consent_wordings"] = _wordings(told.get("consent_history", []))
            told["derived"] = _plain(asdict(read_profile(session, customer_id)))
            told["seen_and_changed"] = [_audited(entry) for entry in audit_of(session, customer_id)]
            audit.record(session, actor=by, action="customer_exported", subject=f"customer:{customer_id}")
        return told

    def audit(self, customer_id: int) -> Sequence[AuditEntry]:
        """Who saw or changed what of a customer, oldest first."""
        with self._sessions() as session:
            return audit_of(session, customer_id)


def _plain_rows(session: Session, table: Table, keys: set[Key]) -> Iterator[dict[str, Any]]:
    hidden = {column.name for column in table.columns if isinstance(column.type, BlindIndex)}
    for row in read_rows(session, table, keys):
        yield {name: _plain(value) for name, value in row.items() if name not in hidden}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(each) for each in value)
    return value


def _wordings(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The words behind each version that the person was asked."""
    asked = {(each["purpose"], each["wording"]) for each in history if each["purpose"] in wordings()}
    found = [wording(purpose, version) for purpose, version in sorted(asked)]
    return [asdict(each) for each in found if each is not None]


def _audited(entry: AuditEntry) -> dict[str, Any]:
    """An entry as the person may see it: who of the staff it was is the shop's matter."""
    actor = "staff" if entry.actor.startswith("staff:") else entry.actor
    return {"at": entry.at.isoformat(), "who": actor, "what": entry.action, "facts": entry.facts}

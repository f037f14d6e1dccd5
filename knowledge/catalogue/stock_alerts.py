"""Telling shoppers, in their conversation, that something can be bought again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.catalogue.models import Product, StockAlert, Variant
from knowledge.database import SessionFactory, utc_now, writing


@dataclass(frozen=True)
class BackInStock:
    """Something a shopper waits for that can be bought again."""

    alert_id: int
    conversation_id: str
    product_id: str
    name: str
    label: str
    asked_at: datetime


class StockAlerts:
    """Wishes to be told."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def ask(
        self, conversation_id: str, customer_id: int | None, product_id: str, options: Mapping[str, str]
    ) -> bool:
        """Remember the wish; False when it was known already."""
        key = ";".join(f"{name}={options[name]}" for name in sorted(options))
        with writing(self._sessions) as session:
            known = session.scalars(
                select(StockAlert).where(
                    StockAlert.conversation_id == conversation_id,
                    StockAlert.product_id == product_id,
                    StockAlert.options_key == key,
                )
            ).first()
            if known is not None and known.told_at is None:
                return False
            if known is not None:
                known.told_at, known.created_at = None, utc_now()
            else:
                session.add(
                    StockAlert(
                        conversation_id=conversation_id,
                        customer_id=customer_id,
                        product_id=product_id,
                        options=dict(options),
                        options_key=key,
                    )
                )
            return True

    def due(self) -> Sequence[BackInStock]:
        """Wishes that can be fulfilled now and were not told yet."""
        with self._sessions() as session:
            waiting = session.scalars(select(StockAlert).where(StockAlert.told_at.is_(None))).all()
            found = []
            for alert in waiting:
                variant = _in_stock(session, alert)
                if variant is not None:
                    label = ", ".join(alert.options.values())
                    found.append(
                        BackInStock(
                            alert_id=alert.id,
                            conversation_id=alert.conversation_id,
                            product_id=alert.product_id,
                            name=variant.product.name,
                            label=label,
                            asked_at=alert.created_at,
                        )
                    )
            return found

    def told(self, alert_id: int) -> bool:
        """Mark a wish as fulfilled; False when another was faster."""
        with writing(self._sessions) as session:
            alert = session.get(StockAlert, alert_id, with_for_update=True)
            if alert is None or alert.told_at is not None:
                return False
            alert.told_at = utc_now()
            return True


def _in_stock(session: Session, alert: StockAlert) -> Variant | None:
    product = session.get(Product, alert.product_id, options=[selectinload(Product.variants)])
    if product is None or not product.active:
        return None
    return next(
        (
            variant
            for variant in product.variants
            if variant.stock > 0
            and all(variant.options.get(name) == value for name, value in alert.options.items())
        ),
        None,
    )

"""Table of the receipts of erasures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class Erasure(Base):
    """That somebody's data was erased: what went, and what was kept and why. Nothing in it tells who it was."""

    __tablename__ = "erasure"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    by: Mapped[str] = mapped_column(String(80))
    """Who asked for it: `customer`, or `operator:<name>` at the command line."""
    erased: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Table to how many rows went."""
    kept: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What was kept without the person: `what`, `count`, `until` (ISO day) and `why`."""
    to_forget: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Conversations that the bot still has in memory, or in which the goodbye is still being read."""
    finished_at: Mapped[datetime | None] = mapped_column(index=True)

"""Table of help articles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, utc_now


class HelpArticle(Base):
    """An article in Markdown, in one language; its translations have the same slug."""

    __tablename__ = "help_article"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True, default="en")
    title: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(40), index=True)
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ways shoppers ask for this."""
    body: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

"""the history of consents, and the purpose of what is known of a customer

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("wording", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_consent_event_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_event")),
    )
    op.create_index(op.f("ix_consent_event_customer_id"), "consent_event", ["customer_id"])
    # What is the latest decision now is the first one that the history knows of.
    op.execute(
        "INSERT INTO consent_event (customer_id, purpose, state, wording, source, at) "
        "SELECT customer_id, purpose, state, wording, "
        "CASE WHEN wording = 'import' THEN 'import' ELSE 'account' END, at FROM consent ORDER BY at, id"
    )
    op.add_column(
        "profile_fact",
        sa.Column("purpose", sa.String(length=40), server_default="personalisation", nullable=False),
    )


def downgrade() -> None:
    with op.batch_alter_table("profile_fact") as batch_op:
        batch_op.drop_column("purpose")
    op.drop_table("consent_event")

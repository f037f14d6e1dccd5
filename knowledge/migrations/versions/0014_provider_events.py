"""messages of payment providers

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_event",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_event")),
    )


def downgrade() -> None:
    op.drop_table("provider_event")

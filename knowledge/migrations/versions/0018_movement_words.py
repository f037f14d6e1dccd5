"""which payment a refund gives back, and when the provider said how a movement ended

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

LEDGERS = ("payment_entry", "bill_payment")


def upgrade() -> None:
    for ledger in LEDGERS:
        with op.batch_alter_table(ledger, schema=None) as batch_op:
            batch_op.add_column(sa.Column("against", sa.String(length=80), server_default="", nullable=False))
            batch_op.add_column(sa.Column("said_at", UtcDateTime(timezone=True), nullable=True))
        with op.batch_alter_table(ledger, schema=None) as batch_op:
            batch_op.alter_column("against", server_default=None)


def downgrade() -> None:
    for ledger in LEDGERS:
        with op.batch_alter_table(ledger, schema=None) as batch_op:
            batch_op.drop_column("said_at")
            batch_op.drop_column("against")

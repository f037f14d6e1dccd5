"""until when goods are expected that were refunded before, and the lines of issued invoices

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("return_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goods_due_at", UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("numbered_paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("numbered_paper", schema=None) as batch_op:
        batch_op.drop_column("content")
    with op.batch_alter_table("return_request", schema=None) as batch_op:
        batch_op.drop_column("goods_due_at")

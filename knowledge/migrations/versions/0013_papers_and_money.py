"""numbered invoices and credit notes

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_row",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_number_row")),
    )
    op.create_table(
        "numbered_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("issued_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["shop_order.id"],
            name=op.f("fk_numbered_paper_order_id_shop_order"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbered_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_numbered_paper_number")),
        sa.UniqueConstraint("subject", name=op.f("uq_numbered_paper_subject")),
    )
    op.create_index(op.f("ix_numbered_paper_order_id"), "numbered_paper", ["order_id"])


def downgrade() -> None:
    op.drop_table("numbered_paper")
    op.drop_table("number_row")

"""what else customers are known by, and merges that can be undone

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from knowledge.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_index", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_identity_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("customer_id", "value_index", name=op.f("uq_identity_customer_id_value_index")),
    )
    op.create_index(op.f("ix_identity_customer_id"), "identity", ["customer_id"])
    op.create_index(op.f("ix_identity_value_index"), "identity", ["value_index"])
    op.create_table(
        "customer_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("kept_back", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keep_id"], ["customer.id"], name=op.f("fk_customer_merge_keep_id_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_merge")),
    )
    op.create_index(op.f("ix_customer_merge_keep_id"), "customer_merge", ["keep_id"])


def downgrade() -> None:
    op.drop_table("customer_merge")
    op.drop_table("identity")

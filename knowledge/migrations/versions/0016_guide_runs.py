"""the troubleshooting guides that shoppers went through

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

import knowledge.database

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("guide", sa.String(length=60), nullable=False),
        sa.Column("symptom", sa.String(length=60), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("conversation_id", sa.String(length=36), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", knowledge.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_guide_run_customer_id_customer"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_run")),
        sa.UniqueConstraint("key", name=op.f("uq_guide_run_key")),
    )
    with op.batch_alter_table("guide_run", schema=None) as batch_op:
        for column in ("at", "conversation_id", "customer_id", "guide", "outcome", "product_id"):
            batch_op.create_index(batch_op.f(f"ix_guide_run_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("guide_run")

"""what customers are worth: models, figures and tags

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

import knowledge.database

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UTC = knowledge.database.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "customer_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("trend", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_model")),
    )
    op.create_table(
        "customer_value",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("spent_minor", sa.BigInteger(), nullable=False),
        sa.Column("recency_days", sa.Double(), nullable=True),
        sa.Column("recency_score", sa.Integer(), nullable=True),
        sa.Column("frequency_score", sa.Integer(), nullable=True),
        sa.Column("monetary_score", sa.Integer(), nullable=True),
        sa.Column("returned_share", sa.Double(), nullable=False),
        sa.Column("discounted_share", sa.Double(), nullable=False),
        sa.Column("alive", sa.Double(), nullable=True),
        sa.Column("expected_purchases", sa.Double(), nullable=True),
        sa.Column("expected_spend_minor", sa.BigInteger(), nullable=True),
        sa.Column("value_minor", sa.BigInteger(), nullable=True),
        sa.Column("segment", sa.String(length=40), nullable=False),
        sa.Column("cluster", sa.String(length=160), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_value_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["customer_model.id"],
            name=op.f("fk_customer_value_model_id_customer_model"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_value")),
    )
    with op.batch_alter_table("customer_value", schema=None) as batch_op:
        for column in ("model_id", "at", "segment", "cluster"):
            batch_op.create_index(batch_op.f(f"ix_customer_value_{column}"), [column], unique=False)
    op.create_table(
        "customer_tag",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.Column("since", UTC, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_tag_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", "tag", "value", name=op.f("pk_customer_tag")),
    )
    with op.batch_alter_table("customer_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_tag_tag_value"), ["tag", "value"], unique=False)


def downgrade() -> None:
    op.drop_table("customer_tag")
    op.drop_table("customer_value")
    op.drop_table("customer_model")

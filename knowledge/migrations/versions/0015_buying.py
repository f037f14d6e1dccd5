"""changes of prices, matched prices and wishes for deliveries

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

import knowledge.database

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = knowledge.database.UtcDateTime(timezone=True)
    op.create_table(
        "price_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=120), nullable=False),
        sa.Column("before_minor", sa.Integer(), nullable=False),
        sa.Column("after_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_change")),
    )
    with op.batch_alter_table("price_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_change_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_price_change_sku"), ["sku"], unique=False)

    op.create_table(
        "delivery_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("slot", sa.String(length=11), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("packaging", sa.JSON(), nullable=False),
        sa.Column("packaging_minor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["shop_order.id"],
            name=op.f("fk_delivery_wish_order_id_shop_order"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_wish")),
        sa.UniqueConstraint("order_id", name=op.f("uq_delivery_wish_order_id")),
    )
    op.create_table(
        "price_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("shop", sa.String(length=80), nullable=False),
        sa.Column("lower_minor", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("policy_rule", sa.String(length=40), nullable=False),
        sa.Column("policy_version", sa.String(length=20), nullable=False),
        sa.Column("requested_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["shop_order.id"],
            name=op.f("fk_price_match_order_id_shop_order"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_price_match_order_line_id_order_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_match")),
        sa.UniqueConstraint("number", name=op.f("uq_price_match_number")),
    )
    with op.batch_alter_table("price_match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_match_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_price_match_order_line_id"), ["order_line_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("price_match", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_price_match_order_line_id"))
        batch_op.drop_index(batch_op.f("ix_price_match_order_id"))

    op.drop_table("price_match")
    op.drop_table("delivery_wish")
    with op.batch_alter_table("price_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_price_change_sku"))
        batch_op.drop_index(batch_op.f("ix_price_change_at"))

    op.drop_table("price_change")

"""payments, exchanges, claims, decided cases and the outbox

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

import knowledge.database

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_at", knowledge.database.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_event")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_event_key")),
    )
    with op.batch_alter_table("outbox_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_event_published_at"), ["published_at"], unique=False)

    op.create_table(
        "demo_movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_movement")),
        sa.UniqueConstraint("key", name=op.f("uq_demo_movement_key")),
    )
    with op.batch_alter_table("demo_movement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demo_movement_method"), ["method"], unique=False)

    op.create_table(
        "customer_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_address_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_address")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_customer_address_customer_id")),
    )
    op.create_table(
        "payment_method",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("brand", sa.String(length=40), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("balance_minor", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint(
            "balance_minor IS NULL OR balance_minor >= 0", name=op.f("ck_payment_method_balance_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_payment_method_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_method")),
        sa.UniqueConstraint("customer_id", "code", name=op.f("uq_payment_method_customer_id_code")),
    )
    with op.batch_alter_table("payment_method", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_method_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("remedy", sa.String(length=20), nullable=False),
        sa.Column("refund_minor", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("policy_rule", sa.String(length=40), nullable=False),
        sa.Column("policy_version", sa.String(length=20), nullable=False),
        sa.Column("requested_at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["shop_order.id"], name=op.f("fk_claim_order_id_shop_order"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("number", name=op.f("uq_claim_number")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_order_id"), ["order_id"], unique=False)

    op.create_table(
        "decided_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("policy", sa.String(length=60), nullable=False),
        sa.Column("at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_decided_case_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["shop_order.id"],
            name=op.f("fk_decided_case_order_id_shop_order"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decided_case")),
        sa.UniqueConstraint("key", name=op.f("uq_decided_case_key")),
    )
    with op.batch_alter_table("decided_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decided_case_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_decided_case_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decided_case_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_decided_case_order_id"), ["order_id"], unique=False)

    op.create_table(
        "exchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("difference_minor", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("policy_rule", sa.String(length=40), nullable=False),
        sa.Column("policy_version", sa.String(length=20), nullable=False),
        sa.Column("requested_at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_at", knowledge.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["shop_order.id"], name=op.f("fk_exchange_order_id_shop_order"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
        sa.UniqueConstraint("number", name=op.f("uq_exchange_number")),
    )
    with op.batch_alter_table("exchange", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exchange_order_id"), ["order_id"], unique=False)

    op.create_table(
        "claim_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_line_claim_id_claim"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_claim_line_order_line_id_order_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_line")),
    )
    with op.batch_alter_table("claim_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_line_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_line_order_line_id"), ["order_line_id"], unique=False)

    op.create_table(
        "exchange_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exchange_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=120), nullable=False),
        sa.Column("unit_minor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_id"],
            ["exchange.id"],
            name=op.f("fk_exchange_line_exchange_id_exchange"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_exchange_line_order_line_id_order_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_line")),
    )
    with op.batch_alter_table("exchange_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exchange_line_exchange_id"), ["exchange_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exchange_line_order_line_id"), ["order_line_id"], unique=False)

    op.create_table(
        "payment_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("refund_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor >= 0", name=op.f("ck_payment_entry_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["shop_order.id"],
            name=op.f("fk_payment_entry_order_id_shop_order"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["refund.id"], name=op.f("fk_payment_entry_refund_id_refund"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_payment_entry_key")),
    )
    with op.batch_alter_table("payment_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_entry_order_id"), ["order_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_entry_refund_id"), ["refund_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_entry_state"), ["state"], unique=False)

    with op.batch_alter_table("completed_command", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(length=80), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_completed_command_subject"), ["subject"], unique=False)

    with op.batch_alter_table("completed_command", schema=None) as batch_op:
        batch_op.alter_column("subject", server_default=None)

    with op.batch_alter_table("refund", schema=None) as batch_op:
        batch_op.add_column(sa.Column("exchange_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("claim_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_refund_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_refund_exchange_id"), ["exchange_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_refund_exchange_id_exchange"),
            "exchange",
            ["exchange_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_refund_claim_id_claim"), "claim", ["claim_id"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("return_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received", sa.Integer(), nullable=False, server_default="0"))

    with op.batch_alter_table("shop_order", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("items_changed_at", knowledge.database.UtcDateTime(timezone=True), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("shop_order", schema=None) as batch_op:
        batch_op.drop_column("items_changed_at")

    with op.batch_alter_table("return_line", schema=None) as batch_op:
        batch_op.drop_column("received")

    with op.batch_alter_table("refund", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_refund_claim_id_claim"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_refund_exchange_id_exchange"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_refund_exchange_id"))
        batch_op.drop_index(batch_op.f("ix_refund_claim_id"))
        batch_op.drop_column("claim_id")
        batch_op.drop_column("exchange_id")

    with op.batch_alter_table("completed_command", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_completed_command_subject"))
        batch_op.drop_column("subject")

    with op.batch_alter_table("payment_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_entry_state"))
        batch_op.drop_index(batch_op.f("ix_payment_entry_refund_id"))
        batch_op.drop_index(batch_op.f("ix_payment_entry_order_id"))

    op.drop_table("payment_entry")
    with op.batch_alter_table("exchange_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exchange_line_order_line_id"))
        batch_op.drop_index(batch_op.f("ix_exchange_line_exchange_id"))

    op.drop_table("exchange_line")
    with op.batch_alter_table("claim_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_line_order_line_id"))
        batch_op.drop_index(batch_op.f("ix_claim_line_claim_id"))

    op.drop_table("claim_line")
    with op.batch_alter_table("exchange", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exchange_order_id"))

    op.drop_table("exchange")
    with op.batch_alter_table("decided_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decided_case_order_id"))
        batch_op.drop_index(batch_op.f("ix_decided_case_kind"))
        batch_op.drop_index(batch_op.f("ix_decided_case_customer_id"))
        batch_op.drop_index(batch_op.f("ix_decided_case_at"))

    op.drop_table("decided_case")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_order_id"))

    op.drop_table("claim")
    with op.batch_alter_table("payment_method", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_method_customer_id"))

    op.drop_table("payment_method")
    op.drop_table("customer_address")
    with op.batch_alter_table("demo_movement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demo_movement_method"))

    op.drop_table("demo_movement")
    with op.batch_alter_table("outbox_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_event_published_at"))

    op.drop_table("outbox_event")

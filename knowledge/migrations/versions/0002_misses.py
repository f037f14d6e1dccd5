"""messages that were not understood

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

import knowledge.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "misses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.String(length=64), nullable=True),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.Column("created_at", knowledge.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", knowledge.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_misses_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misses")),
        sa.UniqueConstraint("message_id", name=op.f("uq_misses_message_id")),
    )
    with op.batch_alter_table("misses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_misses_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_misses_language"), ["language"], unique=False)
        batch_op.create_index(batch_op.f("ix_misses_reviewed_at"), ["reviewed_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("misses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_misses_reviewed_at"))
        batch_op.drop_index(batch_op.f("ix_misses_language"))
        batch_op.drop_index(batch_op.f("ix_misses_conversation_id"))

    op.drop_table("misses")

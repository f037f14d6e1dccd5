"""help articles in several languages

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("help_article", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("pk_help_article"), type_="primary")
        batch_op.create_primary_key(op.f("pk_help_article"), ["slug", "language"])


def downgrade() -> None:
    op.execute("DELETE FROM help_article WHERE language <> 'en'")
    with op.batch_alter_table("help_article", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("pk_help_article"), type_="primary")
        batch_op.create_primary_key(op.f("pk_help_article"), ["slug"])

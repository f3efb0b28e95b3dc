"""Answers in the platform's own request, and how much a user's last contact allows us to say."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEVER_REUSED = {"sqlite_autoincrement": True}  # SQLite builds the table anew and would drop this


def upgrade() -> None:
    """Create the table and the column."""
    op.create_table(
        "allowances",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "account", "kind", name=op.f("pk_allowances")),
    )
    with op.batch_alter_table("outbox", table_kwargs=NEVER_REUSED) as outbox:
        outbox.add_column(sa.Column("answer_ref", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
        outbox.create_foreign_key(
            op.f("fk_outbox_answer_ref"), "inbox", ["answer_ref"], ["id"], ondelete="SET NULL"
        )
        outbox.create_index(op.f("ix_outbox_answer_ref"), ["answer_ref"])


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("outbox", table_kwargs=NEVER_REUSED) as outbox:
        outbox.drop_index(op.f("ix_outbox_answer_ref"))
        outbox.drop_constraint(op.f("fk_outbox_answer_ref"), type_="foreignkey")
        outbox.drop_column("answer_ref")
    op.drop_table("allowances")

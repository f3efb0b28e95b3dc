"""Consents by topic and their withdrawal; people who were asked, after a long silence, whether to be kept."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns."""
    op.add_column("consents", sa.Column("topic", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("consents", sa.Column("withdrawn_at", TIME, nullable=True))
    op.add_column("people", sa.Column("asked_at", TIME, nullable=True))


def downgrade() -> None:
    """Drop them; consents that were withdrawn, or were to a topic, are none any more."""
    op.execute("DELETE FROM consents WHERE withdrawn_at IS NOT NULL OR purpose IN ('news', 'abroad')")
    op.drop_column("people", "asked_at")
    op.drop_column("consents", "withdrawn_at")
    op.drop_column("consents", "topic")

"""Vectors are found by a hash: no text of an entry stands in their keys."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the rows whose keys are plain text: they are a cache and are computed anew."""
    op.execute("DELETE FROM vectors")


def downgrade() -> None:
    """Take them likewise: nobody would find them by their texts."""
    op.execute("DELETE FROM vectors")

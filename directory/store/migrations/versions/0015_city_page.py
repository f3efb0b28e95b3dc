"""Where the public finds a city's agency."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("cities", sa.Column("page", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("cities", "page")

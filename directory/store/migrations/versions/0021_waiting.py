"""Since when an entry waits for its agency, who was told so; that a yes was held while one side is frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("companies", "waiting_since"),
    ("companies", "escalated_at"),
    ("claims", "escalated_at"),
    ("offices", "reminded_at"),
    ("introductions", "held_at"),
)


def upgrade() -> None:
    """Add the times; what waits already does so since it was changed last."""
    for table, name in _COLUMNS:
        op.add_column(table, sa.Column(name, sa.DateTime(timezone=True)))
    op.execute("UPDATE companies SET waiting_since = updated_at WHERE status = 'pending'")


def downgrade() -> None:
    """Drop them."""
    for table, name in reversed(_COLUMNS):
        op.drop_column(table, name)

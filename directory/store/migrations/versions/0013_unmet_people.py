"""How many different people did not find what they asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the count; who asked before it existed is counted at the next question."""
    op.add_column(
        "demand", sa.Column("unmet_people", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_column("demand", "unmet_people")

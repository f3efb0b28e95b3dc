"""What WeChat says became of a mass send."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_EMPTY = sa.text("''")


def upgrade() -> None:
    """Add the number of the platform's job, and the table of results."""
    op.add_column("mass_sends", sa.Column("job", sa.Text(), nullable=False, server_default=_EMPTY))
    op.create_table(
        "mass_results",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("total", "filtered", "sent", "failed")),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_mass_results")),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("mass_results")
    op.drop_column("mass_sends", "job")

"""What changed lately is found without looking at every entry."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f("ix_companies_updated_at"), "companies", ["updated_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_companies_updated_at"), table_name="companies")

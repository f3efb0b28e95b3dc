"""What a reporter says happened; when an agency forwarded a request."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the words and the moment; what was forwarded before is not listed as such."""
    op.add_column("introductions", sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("words", "locale"):
        op.add_column("reports", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    for name in ("locale", "words"):
        op.drop_column("reports", name)
    op.drop_column("introductions", "forwarded_at")

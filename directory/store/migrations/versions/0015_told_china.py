"""Who said something that tells they are in China is asked apart before data pass abroad."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark; a number that is stored with China's code sets it."""
    op.add_column("people", sa.Column("told_china", sa.Boolean(), nullable=False, server_default=sa.false()))
    people = sa.table("people", sa.column("told_china", sa.Boolean()), sa.column("phone", sa.String()))
    chinese = sa.or_(people.c.phone.startswith("+86"), people.c.phone.startswith("0086"))
    op.execute(people.update().where(chinese).values(told_china=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("people", "told_china")

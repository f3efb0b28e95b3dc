"""Who tells to be in China is asked apart; either side may shut the contact it gave."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
_SHUT = ("asker_shut_at", "answerer_shut_at")


def upgrade() -> None:
    """Add the mark and the times; a number that is stored with China's code sets it."""
    op.add_column("people", sa.Column("told_china", sa.Boolean(), nullable=False, server_default=sa.false()))
    people = sa.table("people", sa.column("told_china", sa.Boolean()), sa.column("phone", sa.String()))
    chinese = sa.or_(people.c.phone.startswith("+86"), people.c.phone.startswith("0086"))
    for name in _SHUT:
        op.add_column("introductions", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.execute(people.update().where(chinese).values(told_china=True))


def downgrade() -> None:
    """Drop them."""
    for name in _SHUT:
        op.drop_column("introductions", name)
    op.drop_column("people", "told_china")

"""One table for all one-time links; and by which consent a part, or a text to be translated, is passed on.

Links are good for minutes: those under way are asked for anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_PASSED_ON = ("outbox", "translations")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Put `links` in the place of `sign_ins`, and add the purposes."""
    op.drop_table("sign_ins")
    _create("links", sa.Column("opens", sa.Text(), nullable=False))
    for table in _PASSED_ON:
        purpose = sa.Column("about_purpose", sa.Text(), nullable=False, server_default=sa.text("''"))
        op.add_column(table, purpose)


def downgrade() -> None:
    """Put it back; drop them."""
    for table in _PASSED_ON:
        op.drop_column(table, "about_purpose")
    op.drop_table("links")
    _create("sign_ins")


def _create(name: str, *further: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("code_hash", sa.Text(), nullable=False),
        *further,
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f(f"fk_{name}_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_conversation_id"), name, ["conversation_id"])

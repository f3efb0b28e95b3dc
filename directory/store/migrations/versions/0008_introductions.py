"""The full life of an introduction: the agency's desk, contacts given to it, what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_TIMES = ("opened_at", "passed_on_at", "followed_up_at")
_INTRODUCTIONS = sa.table(
    "introductions",
    *(sa.column(name) for name in ("company_id", "status", "desk", "version")),
)
_MEMBERSHIPS = sa.table("memberships", sa.column("company_id"))


def upgrade() -> None:
    """Add columns and tables; open requests to entries that nobody answers for lie with the agency now."""
    op.add_column("introductions", sa.Column("desk", sa.Text(), server_default="company", nullable=False))
    for name in _TIMES:
        op.add_column("introductions", sa.Column(name, _TIME, nullable=True))
    for before, after in (("sent", "at_agency"), ("asked", "agency_asked")):
        waiting = sa.and_(
            _INTRODUCTIONS.c.status == before,
            _INTRODUCTIONS.c.company_id.not_in(sa.select(_MEMBERSHIPS.c.company_id)),
        )
        op.execute(_rename(after, waiting, desk="agency"))
    op.create_table(
        "given_contacts",
        sa.Column("introduction_id", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("wechat", sa.Text(), nullable=False),
        sa.Column("noted_by", _ID, nullable=True),
        sa.Column("given_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_given_contacts_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people.id"], name=op.f("fk_given_contacts_noted_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("introduction_id", name=op.f("pk_given_contacts")),
    )
    op.create_index(op.f("ix_given_contacts_noted_by"), "given_contacts", ["noted_by"], unique=False)
    op.create_table(
        "led_to",
        sa.Column("introduction_id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("led_to", sa.Text(), nullable=False),
        sa.Column("said_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_led_to_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("introduction_id", "side", name=op.f("pk_led_to")),
    )


def downgrade() -> None:
    """Drop them; what the older code has no word for becomes what comes nearest."""
    op.drop_table("led_to")
    op.drop_table("given_contacts")
    for after, before in (
        ("at_agency", "sent"),
        ("passed_on", "sent"),
        ("agency_asked", "asked"),
        ("talking", "accepted"),
        ("ended", "accepted"),
        ("unreached", "expired"),
    ):
        op.execute(_rename(before, _INTRODUCTIONS.c.status == after))
    for name in ("desk", *_TIMES):
        op.drop_column("introductions", name)


def _rename(status: str, where: sa.ColumnElement[bool], **values: str) -> sa.Update:
    """Give introductions another status; their version rises as with every step."""
    version = _INTRODUCTIONS.c.version + 1
    return sa.update(_INTRODUCTIONS).where(where).values(status=status, version=version, **values)

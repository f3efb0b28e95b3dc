"""Handovers to a person, reports, freezes and blocks; texts that wait to be translated."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "handovers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("city_id", _ID, nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("waiting_since", _TIME, nullable=True),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("officer_id", _ID, nullable=True),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _refer("handovers", "person_id", "people", "CASCADE"),
        _refer("handovers", "city_id", "cities"),
        _refer("handovers", "officer_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_table(
        "handover_lines",
        sa.Column("id", _ID, nullable=False),
        sa.Column("handover_id", sa.Text(), nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("from_officer", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("said_at", _TIME, nullable=False),
        _refer("handover_lines", "handover_id", "handovers", "CASCADE"),
        _refer("handover_lines", "person_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_lines")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("introduction_id", sa.Text(), nullable=False),
        sa.Column("reporter_id", _ID, nullable=True),
        sa.Column("accused_id", _ID, nullable=True),
        sa.Column("city_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("decided_at", _TIME, nullable=True),
        _refer("reports", "introduction_id", "introductions", "CASCADE"),
        _refer("reports", "reporter_id", "people", "SET NULL"),
        _refer("reports", "accused_id", "people", "SET NULL"),
        _refer("reports", "city_id", "cities"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_table(
        "freezes",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("city_id", _ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _refer("freezes", "person_id", "people", "CASCADE"),
        _refer("freezes", "city_id", "cities"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_freezes")),
    )
    op.create_table(
        "blocks",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("blocked_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _refer("blocks", "person_id", "people", "CASCADE"),
        _refer("blocks", "blocked_id", "people", "CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "blocked_id", name=op.f("pk_blocks")),
    )
    op.create_table(
        "translations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("about_person_id", _ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", _TIME, nullable=True),
        _refer("translations", "conversation_id", "conversations", "CASCADE"),
        _refer("translations", "about_person_id", "people", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
        sqlite_autoincrement=True,
    )
    for table, *columns in _INDEXED:
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Drop them."""
    for table in ("translations", "blocks", "freezes", "reports", "handover_lines", "handovers"):
        op.drop_table(table)


_INDEXED = (
    ("handovers", "person_id", "officer_id", "closed_at"),
    ("handover_lines", "handover_id", "person_id"),
    ("reports", "introduction_id", "reporter_id", "accused_id", "city_id"),
    ("blocks", "blocked_id"),
    ("translations", "conversation_id", "about_person_id"),
)


def _refer(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)

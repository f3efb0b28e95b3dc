"""News that is written, approved, scheduled and sent: mailings, their ledger, mass sends."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_EMPTY = sa.text("''")
NEVER_REUSED = {"sqlite_autoincrement": True}  # SQLite builds the table anew and would drop this


def upgrade() -> None:
    """Create the tables and columns."""
    with op.batch_alter_table("news", table_kwargs=NEVER_REUSED) as news:
        news.alter_column("published_at", existing_type=_TIME, nullable=True)
        for name in ("picture", "place", "zone"):
            news.add_column(sa.Column(name, sa.Text(), server_default=_EMPTY, nullable=False))
        for name in ("begins_at", "ends_at"):
            news.add_column(sa.Column(name, _TIME, nullable=True))
    op.create_table(
        "mailings",
        sa.Column("news_id", _ID, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("author_id", _ID, nullable=True),
        sa.Column("city_id", _ID, nullable=True),
        sa.Column("approved_by", _ID, nullable=True),
        sa.Column("send_at", _TIME, nullable=True),
        sa.Column("grace_s", sa.Integer(), nullable=False),
        sa.Column("by_mass", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("listed_to", _ID, server_default=sa.text("0"), nullable=False),
        sa.Column("listed_at", _TIME, nullable=True),
        sa.Column("finished_at", _TIME, nullable=True),
        _refer("mailings", "news_id", "news.id", "CASCADE"),
        _refer("mailings", "author_id", "people.id", "SET NULL"),
        _refer("mailings", "city_id", "cities.id", None),
        _refer("mailings", "approved_by", "people.id", "SET NULL"),
        sa.PrimaryKeyConstraint("news_id", name=op.f("pk_mailings")),
    )
    for name in ("status", "author_id", "approved_by"):
        op.create_index(op.f(f"ix_mailings_{name}"), "mailings", [name])
    op.create_table(
        "mass_sends",
        sa.Column("id", _ID, nullable=False),
        sa.Column("news_id", _ID, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("not_before", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        _refer("mass_sends", "news_id", "news.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mass_sends")),
        **NEVER_REUSED,
    )
    op.create_index(op.f("ix_mass_sends_news_id"), "mass_sends", ["news_id"])
    op.create_table(
        "recipients",
        sa.Column("id", _ID, nullable=False),
        sa.Column("news_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("conversation_id", _ID, nullable=True),
        sa.Column("mass_id", _ID, nullable=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), server_default=_EMPTY, nullable=False),
        sa.Column("reason", sa.Text(), server_default=_EMPTY, nullable=False),
        sa.Column("settled_at", _TIME, nullable=True),
        _refer("recipients", "news_id", "news.id", "CASCADE"),
        _refer("recipients", "person_id", "people.id", "SET NULL"),
        _refer("recipients", "conversation_id", "conversations.id", "SET NULL"),
        _refer("recipients", "mass_id", "mass_sends.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("news_id", "person_id", name=op.f("uq_recipients_news_id_person_id")),
        **NEVER_REUSED,
    )
    op.create_index("ix_recipients_news_id_status", "recipients", ["news_id", "status", "id"])
    op.create_index("ix_recipients_conversation_id", "recipients", ["conversation_id", "status"])
    for name in ("person_id", "mass_id"):
        op.create_index(op.f(f"ix_recipients_{name}"), "recipients", [name])
    with op.batch_alter_table("outbox", table_kwargs=NEVER_REUSED) as outbox:
        outbox.add_column(sa.Column("recipient_id", _ID, nullable=True))
        outbox.create_foreign_key(
            op.f("fk_outbox_recipient_id"), "recipients", ["recipient_id"], ["id"], ondelete="SET NULL"
        )
        outbox.create_index(op.f("ix_outbox_recipient_id"), ["recipient_id"])


def downgrade() -> None:
    """Drop them; drafts are lost."""
    with op.batch_alter_table("outbox", table_kwargs=NEVER_REUSED) as outbox:
        outbox.drop_index(op.f("ix_outbox_recipient_id"))
        outbox.drop_constraint(op.f("fk_outbox_recipient_id"), type_="foreignkey")
        outbox.drop_column("recipient_id")
    op.drop_table("recipients")
    op.drop_table("mass_sends")
    op.drop_table("mailings")
    op.execute("DELETE FROM news WHERE published_at IS NULL")
    with op.batch_alter_table("news", table_kwargs=NEVER_REUSED) as news:
        news.alter_column("published_at", existing_type=_TIME, nullable=False)
        for name in ("picture", "place", "zone", "begins_at", "ends_at"):
            news.drop_column(name)


def _refer(table: str, column: str, target: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)

"""Agencies and the secretariat: offices, invitations, merges, and an audit log nobody can rewrite."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON()
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)

KEPT = ("at", "act", "role", "city_id", "company_id", "entry", "fields")
"""Columns of the audit log that stay as they were written; the person and the words can be taken out."""


def upgrade() -> None:
    """Create the tables; let an invitation be for a city or for nothing but a role."""
    op.create_table(
        "offices",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("city_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_offices_city_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_offices_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offices_city_id"), "offices", ["city_id"], unique=False)
    op.create_index(op.f("ix_offices_person_id"), "offices", ["person_id"], unique=False)
    with op.batch_alter_table("invitations") as table:
        table.add_column(sa.Column("role", TEXT, server_default="member", nullable=False))
        table.add_column(sa.Column("city_id", ID, nullable=True))
        table.alter_column("company_id", existing_type=ID, nullable=True)
        table.create_foreign_key(op.f("fk_invitations_city_id"), "cities", ["city_id"], ["id"])
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("city_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("entry", TEXT, nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_audit_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_company_id"), "audit", ["company_id"], unique=False)
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"], unique=False)
    for statement in _list_guards():
        op.execute(statement)
    op.create_table(
        "merges",
        sa.Column("dropped_id", ID, nullable=False),
        sa.Column("kept_id", ID, nullable=False),
        sa.Column("dropped_status", TEXT, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("merged_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["dropped_id"], ["companies.id"], name=op.f("fk_merges_dropped_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["companies.id"], name=op.f("fk_merges_kept_id")),
        sa.PrimaryKeyConstraint("dropped_id", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_kept_id"), "merges", ["kept_id"], unique=False)
    op.create_table(
        "merge_moves",
        sa.Column("id", ID, nullable=False),
        sa.Column("dropped_id", ID, nullable=False),
        sa.Column("introduction_id", TEXT, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dropped_id"], ["merges.dropped_id"], name=op.f("fk_merge_moves_dropped_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_merge_moves_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_merge_moves_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_moves")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_merge_moves_dropped_id"), "merge_moves", ["dropped_id"], unique=False)
    op.create_index(op.f("ix_merge_moves_person_id"), "merge_moves", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop them; invitations that were not for an entry end."""
    op.drop_table("merge_moves")
    op.drop_table("merges")
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")
    op.execute("DELETE FROM invitations WHERE company_id IS NULL")
    with op.batch_alter_table("invitations") as table:
        table.drop_constraint(op.f("fk_invitations_city_id"), type_="foreignkey")
        table.alter_column("company_id", existing_type=ID, nullable=False)
        table.drop_column("city_id")
        table.drop_column("role")
    op.drop_table("offices")


def _list_guards() -> tuple[str, ...]:
    """Triggers that refuse to delete a row of the audit log or to change what it says."""
    columns = ", ".join(f'"{name}"' for name in KEPT)
    if op.get_bind().dialect.name == "postgresql":
        return (
            "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is kept'; END $$",
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_kept()",
            f"CREATE TRIGGER audit_no_update BEFORE UPDATE OF {columns} ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_kept()",
        )
    refuse = "BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END"
    return (
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {refuse}",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE OF {columns} ON audit {refuse}",
    )

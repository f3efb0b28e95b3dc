"""The pages for officials: links to sign in, sessions, imports that can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sign_ins",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_sign_ins_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_conversation_id"), "sign_ins", ["conversation_id"])
    op.create_table(
        "page_sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_page_sessions_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_page_sessions")),
    )
    op.create_index(op.f("ix_page_sessions_conversation_id"), "page_sessions", ["conversation_id"])
    op.create_table(
        "imports",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("skip_faulty", sa.Boolean(), nullable=False),
        sa.Column("allow_duplicates", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("city_ids", sa.JSON(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("brought_at", _TIME, nullable=False),
        sa.Column("written_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_imports_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_imports_person_id"), "imports", ["person_id"])
    op.create_table(
        "import_changes",
        sa.Column("import_id", _ID, nullable=False),
        sa.Column("company_id", _ID, nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("contact", sa.JSON(), nullable=True),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_changes_import_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_import_changes_company_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "company_id", name=op.f("pk_import_changes")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("import_changes")
    op.drop_table("imports")
    op.drop_table("page_sessions")
    op.drop_table("sign_ins")

"""Entries that companies write themselves: their standing, owners and claims; cities that leave."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and the table of claims. What stands in the directory already stays listed."""
    for column in (
        sa.Column("registration", TEXT, server_default="", nullable=False),
        sa.Column("declared_role", TEXT, nullable=True),
        sa.Column("confirmed_role", TEXT, nullable=True),
        sa.Column("status", TEXT, server_default="listed", nullable=False),
        sa.Column("fresh_at", TIME, nullable=True),
        sa.Column("asked_at", TIME, nullable=True),
        sa.Column("merged_into", ID, nullable=True),
    ):
        op.add_column("companies", column)
    for name in ("status", "fresh_at", "asked_at"):
        op.create_index(op.f(f"ix_companies_{name}"), "companies", [name], unique=False)
    op.execute("UPDATE companies SET fresh_at = updated_at")
    op.add_column("cities", sa.Column("left_on", TEXT, server_default="", nullable=False))
    op.add_column("cities", sa.Column("edited_at", TIME, nullable=True))
    op.add_column("memberships", sa.Column("role", TEXT, server_default="owner", nullable=False))
    op.create_table(
        "claims",
        sa.Column("id", ID, nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_claims_company_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_claims_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("company_id", "person_id", name=op.f("uq_claims_company_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_claims_person_id"), "claims", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("claims")
    op.drop_column("memberships", "role")
    op.drop_column("cities", "edited_at")
    op.drop_column("cities", "left_on")
    for name in ("asked_at", "fresh_at", "status"):
        op.drop_index(op.f(f"ix_companies_{name}"), "companies")
    for name in (
        "merged_into",
        "asked_at",
        "fresh_at",
        "status",
        "confirmed_role",
        "declared_role",
        "registration",
    ):
        op.drop_column("companies", name)

"""Words that agencies add to the lexicon; what was asked for, counted without persons."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "words",
        sa.Column("id", _ID, nullable=False),
        sa.Column("concept_id", sa.Text(), nullable=False),
        sa.Column("broader", sa.Text(), nullable=False),
        sa.Column("isic", sa.JSON(), nullable=False),
        sa.Column("de", sa.JSON(), nullable=False),
        sa.Column("zh", sa.JSON(), nullable=False),
        sa.Column("en", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "demand",
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("home_city_id", _ID, nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("city_id", _ID, nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("unmet", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "period", "subject", "home_city_id", "country", "city_id", name=op.f("pk_demand")
        ),
    )
    op.create_table(
        "demand_marks",
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period", "mark", name=op.f("pk_demand_marks")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("demand_marks")
    op.drop_table("demand")
    op.drop_table("words")

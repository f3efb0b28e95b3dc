"""The first schema: directory, people, messages under way."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON()
TEXT = sa.Text()
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("status = 'open'")


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "cities",
        sa.Column("id", ID, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("name_de", TEXT, nullable=False),
        sa.Column("name_zh", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("region", TEXT, nullable=False),
        sa.Column("member_since", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("agency", TEXT, nullable=False),
        sa.Column("source_url", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cities")),
        sa.UniqueConstraint("country", "name_de", name=op.f("uq_cities_country_name_de")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("update_id", TEXT, nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("done_at", TIME, nullable=True),
        sa.Column("error", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "platform", "account", "update_id", name=op.f("uq_inbox_platform_account_update_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbox_next",
        "inbox",
        ["status", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["platform", "account", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "news",
        sa.Column("id", ID, nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("titles", JSON, nullable=False),
        sa.Column("bodies", JSON, nullable=False),
        sa.Column("link", TEXT, nullable=False),
        sa.Column("published_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_news_published_at"), "news", ["published_at"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("phone", TEXT, nullable=False),
        sa.Column("wechat", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "vectors",
        sa.Column("model", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("model", "key", name=op.f("pk_vectors")),
    )
    op.create_table(
        "companies",
        sa.Column("id", ID, nullable=False),
        sa.Column("external_id", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("city_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_latin", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("website", TEXT, nullable=False),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("founded", sa.Integer(), nullable=True),
        sa.Column("description_de", TEXT, nullable=False),
        sa.Column("description_zh", TEXT, nullable=False),
        sa.Column("description_en", TEXT, nullable=False),
        sa.Column("offers", JSON, nullable=False),
        sa.Column("seeks", JSON, nullable=False),
        sa.Column("cooperation", JSON, nullable=False),
        sa.Column("industries", JSON, nullable=False),
        sa.Column("certificates", JSON, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_companies_city_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("external_id", name=op.f("uq_companies_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_companies_city_id"), "companies", ["city_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("text_version", TEXT, nullable=False),
        sa.Column("locale", TEXT, nullable=False),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("given_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_consents_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("id", ID, nullable=False),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("locale", TEXT, nullable=False),
        sa.Column("state", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("last_place", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("last_seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_conversations_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("platform", "account", name=op.f("uq_conversations_platform_account")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_conversations_person_id"), "conversations", ["person_id"], unique=False)
    op.create_table(
        "company_contacts",
        sa.Column("company_id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("phone", TEXT, nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_contacts_company_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_company_contacts")),
    )
    op.create_table(
        "confirmations",
        sa.Column("company_id", ID, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("confirmed_by", TEXT, nullable=False),
        sa.Column("confirmed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_confirmations_company_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("company_id", "field", name=op.f("pk_confirmations")),
    )
    op.create_table(
        "introductions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("asker_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("goal", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("locale", TEXT, nullable=False),
        sa.Column("cooperation", TEXT, nullable=True),
        sa.Column("topics", JSON, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("decline_reason", TEXT, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("reminded_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["people.id"], name=op.f("fk_introductions_answered_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["people.id"], name=op.f("fk_introductions_asker_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_introductions_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    op.create_index(op.f("ix_introductions_answered_by"), "introductions", ["answered_by"], unique=False)
    op.create_index(op.f("ix_introductions_asker_id"), "introductions", ["asker_id"], unique=False)
    op.create_index(op.f("ix_introductions_company_id"), "introductions", ["company_id"], unique=False)
    op.create_index(op.f("ix_introductions_status"), "introductions", ["status"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("code_hash", TEXT, nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_invitations_company_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_company_id"), "invitations", ["company_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_memberships_company_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "company_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_company_id"), "memberships", ["company_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("uncertain_count", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("message_id", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("update_ref", ID, nullable=True),
        sa.Column("about_person_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["about_person_id"], ["people.id"], name=op.f("fk_outbox_about_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_outbox_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["update_ref"], ["inbox.id"], name=op.f("fk_outbox_update_ref"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_about_person_id"), "outbox", ["about_person_id"], unique=False)
    op.create_index("ix_outbox_place", "outbox", ["conversation_id", "place"], unique=False)
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["status", "lane", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["conversation_id", "lane", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(op.f("ix_outbox_update_ref"), "outbox", ["update_ref"], unique=False)
    op.create_table(
        "remarks",
        sa.Column("id", ID, nullable=False),
        sa.Column("introduction_id", TEXT, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("locale", TEXT, nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_remarks_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_remarks_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_remarks_introduction_id"), "remarks", ["introduction_id"], unique=False)
    op.create_index(op.f("ix_remarks_person_id"), "remarks", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop all tables, those that point at others first."""
    op.drop_table("remarks")
    op.drop_table("outbox")
    op.drop_table("memberships")
    op.drop_table("invitations")
    op.drop_table("introductions")
    op.drop_table("confirmations")
    op.drop_table("company_contacts")
    op.drop_table("conversations")
    op.drop_table("consents")
    op.drop_table("companies")
    op.drop_table("vectors")
    op.drop_table("settings")
    op.drop_table("people")
    op.drop_table("news")
    op.drop_table("inbox")
    op.drop_table("cities")

"""Which columns hold personal data, what for, and until when: the record of processing, as code.

Every column of every table stands here, as personal or as plain; a test fails for one that does not, and
compares docs/privacy.md with it. Columns are named "table.column".
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column says about a person."""

    NAME = "name and position"
    REACH = "e-mail, telephone, messenger"
    ACCOUNT = "account on a platform"
    WORDS = "own words"
    CONSENT = "consent"
    ROLE = "role"
    LINK = "link to the person"
    ACTIVITY = "time of an activity"
    PLACE = "that it is in China"


class Purpose(StrEnum):
    """A processing activity; docs/privacy.md names its legal basis and its recipients."""

    CHAT = "chat"
    PROFILE = "profile"
    INTRODUCTION = "introductions"
    REGISTRATION = "registration"
    OFFICE = "offices"
    PROOF = "proof of consent"
    AUDIT = "audit log"
    LISTED_CONTACT = "contact of an entry"
    DEMAND = "demand"
    HELP = "speaking to a person"
    SAFETY = "reports and freezes"
    NEWS = "news"
    PAGES = "pages for officials"


class Period(StrEnum):
    """When a column is emptied or its row goes; days are settings in `[privacy]`."""

    WITH_PERSON = "until the person is deleted, or both consents to it are withdrawn"
    WITH_ROW = "until the person is deleted"
    INBOX_KEY = "inbox_days; at most two days after a deletion"
    WITH_ROLE = "until the role ends or the person is deleted"
    INBOX = "inbox_days, at deletion at once"
    OUTBOX = "outbox_days, at deletion at once"
    CHAT = "strangers_days or inactive_days after the last word; at most two days after a deletion"
    REQUEST = "introductions_days after its end, at deletion at once"
    CONSENT = "withdrawn_days after its withdrawal, at deletion at once"
    AUDIT = "the act for good; the person and the words until the person is deleted"
    ENTRY = "until the next import without it, or the person named is deleted"
    WINDOW = "until the window ends, at most two days"
    CASE = "cases_days after it was closed, at deletion at once"
    FREEZE = "until it is lifted or the person is deleted"
    BLOCK = "until it is taken back or either person is deleted"
    TRANSLATION = "until it is translated or given up, at deletion at once"
    SESSION = "until it ends, at most a day"
    IMPORT = (
        "a file until it is written, at most a day; what takes an import back 30 days, at deletion at once"
    )
    QUARTER = "the quarter, or until the person is deleted"


@dataclass(frozen=True, slots=True)
class Held:
    """What a personal column holds, what for, and for how long."""

    kind: Kind
    purpose: Purpose
    period: Period


_PROFILE = (Purpose.PROFILE, Period.WITH_PERSON)
_CHAT = (Purpose.CHAT, Period.CHAT)
_REQUEST = (Purpose.INTRODUCTION, Period.REQUEST)
_PROOF = (Purpose.PROOF, Period.CONSENT)
_ENTRY = (Purpose.LISTED_CONTACT, Period.ENTRY)
_OFFICE = (Purpose.OFFICE, Period.WITH_ROLE)
_CLAIM = (Purpose.REGISTRATION, Period.WITH_ROLE)
_HELP = (Purpose.HELP, Period.CASE)
_NEWS = (Purpose.NEWS, Period.WITH_ROW)
_AUDIT = (Purpose.AUDIT, Period.AUDIT)

PERSONAL: dict[str, Held] = {
    "people.id": Held(Kind.LINK, Purpose.PROFILE, Period.WITH_ROW),
    "people.who": Held(Kind.NAME, *_PROFILE),
    "people.email": Held(Kind.REACH, *_PROFILE),
    "people.phone": Held(Kind.REACH, *_PROFILE),
    "people.wechat": Held(Kind.REACH, *_PROFILE),
    "people.told_china": Held(Kind.PLACE, Purpose.PROFILE, Period.WITH_ROW),
    "people.created_at": Held(Kind.ACTIVITY, Purpose.PROFILE, Period.WITH_ROW),
    "people.asked_at": Held(Kind.ACTIVITY, Purpose.PROFILE, Period.WITH_ROW),
    "consents.person_id": Held(Kind.LINK, *_PROOF),
    "consents.purpose": Held(Kind.CONSENT, *_PROOF),
    "consents.text_version": Held(Kind.CONSENT, *_PROOF),
    "consents.locale": Held(Kind.CONSENT, *_PROOF),
    "consents.platform": Held(Kind.CONSENT, *_PROOF),
    "consents.given_at": Held(Kind.ACTIVITY, *_PROOF),
    "consents.topic": Held(Kind.CONSENT, *_PROOF),
    "consents.withdrawn_at": Held(Kind.ACTIVITY, *_PROOF),
    "conversations.account": Held(Kind.ACCOUNT, *_CHAT),
    "conversations.state": Held(Kind.WORDS, *_CHAT),
    "conversations.person_id": Held(Kind.LINK, *_CHAT),
    "conversations.last_seen_at": Held(Kind.ACTIVITY, *_CHAT),
    "conversations.forgotten_at": Held(Kind.ACTIVITY, *_CHAT),
    "inbox.account": Held(Kind.ACCOUNT, Purpose.CHAT, Period.INBOX_KEY),
    "inbox.payload": Held(Kind.WORDS, Purpose.CHAT, Period.INBOX),
    "inbox.received_at": Held(Kind.ACTIVITY, Purpose.CHAT, Period.INBOX),
    "outbox.payload": Held(Kind.WORDS, Purpose.CHAT, Period.OUTBOX),
    "outbox.about_person_id": Held(Kind.LINK, Purpose.CHAT, Period.OUTBOX),
    "allowances.account": Held(Kind.ACCOUNT, Purpose.CHAT, Period.WINDOW),
    "paces.key": Held(Kind.ACCOUNT, Purpose.CHAT, Period.WINDOW),
    "introductions.asker_id": Held(Kind.LINK, Purpose.INTRODUCTION, Period.WITH_ROW),
    "introductions.who": Held(Kind.NAME, *_REQUEST),
    "introductions.goal": Held(Kind.WORDS, *_REQUEST),
    "introductions.why": Held(Kind.WORDS, *_REQUEST),
    "introductions.answered_by": Held(Kind.LINK, Purpose.INTRODUCTION, Period.WITH_ROW),
    "given_contacts.who": Held(Kind.NAME, *_REQUEST),
    "given_contacts.email": Held(Kind.REACH, *_REQUEST),
    "given_contacts.phone": Held(Kind.REACH, *_REQUEST),
    "given_contacts.wechat": Held(Kind.REACH, *_REQUEST),
    "given_contacts.noted_by": Held(Kind.LINK, *_REQUEST),
    "given_contacts.given_at": Held(Kind.ACTIVITY, *_REQUEST),
    "remarks.person_id": Held(Kind.LINK, *_REQUEST),
    "remarks.text": Held(Kind.WORDS, *_REQUEST),
    "remarks.said_at": Held(Kind.ACTIVITY, *_REQUEST),
    "memberships.person_id": Held(Kind.LINK, *_CLAIM),
    "memberships.role": Held(Kind.ROLE, *_CLAIM),
    "claims.person_id": Held(Kind.LINK, *_CLAIM),
    "merge_moves.person_id": Held(Kind.LINK, *_CLAIM),
    "offices.person_id": Held(Kind.LINK, *_OFFICE),
    "offices.role": Held(Kind.ROLE, *_OFFICE),
    "audit.person_id": Held(Kind.LINK, *_AUDIT),
    "audit.words": Held(Kind.WORDS, *_AUDIT),
    "company_contacts.name": Held(Kind.NAME, *_ENTRY),
    "company_contacts.role": Held(Kind.NAME, *_ENTRY),
    "company_contacts.email": Held(Kind.REACH, *_ENTRY),
    "company_contacts.phone": Held(Kind.REACH, *_ENTRY),
    "company_contacts.languages": Held(Kind.NAME, *_ENTRY),
    "handovers.person_id": Held(Kind.LINK, *_HELP),
    "handovers.officer_id": Held(Kind.LINK, *_HELP),
    "handovers.opened_at": Held(Kind.ACTIVITY, *_HELP),
    "handovers.last_at": Held(Kind.ACTIVITY, *_HELP),
    "handover_lines.person_id": Held(Kind.LINK, *_HELP),
    "handover_lines.text": Held(Kind.WORDS, *_HELP),
    "handover_lines.said_at": Held(Kind.ACTIVITY, *_HELP),
    "reports.reporter_id": Held(Kind.LINK, Purpose.SAFETY, Period.CASE),
    "reports.accused_id": Held(Kind.LINK, Purpose.SAFETY, Period.CASE),
    "reports.words": Held(Kind.WORDS, Purpose.SAFETY, Period.CASE),
    "reports.at": Held(Kind.ACTIVITY, Purpose.SAFETY, Period.CASE),
    "freezes.person_id": Held(Kind.LINK, Purpose.SAFETY, Period.FREEZE),
    "freezes.at": Held(Kind.ACTIVITY, Purpose.SAFETY, Period.FREEZE),
    "blocks.person_id": Held(Kind.LINK, Purpose.SAFETY, Period.BLOCK),
    "blocks.blocked_id": Held(Kind.LINK, Purpose.SAFETY, Period.BLOCK),
    "blocks.at": Held(Kind.ACTIVITY, Purpose.SAFETY, Period.BLOCK),
    "translations.about_person_id": Held(Kind.LINK, Purpose.CHAT, Period.TRANSLATION),
    "translations.text": Held(Kind.WORDS, Purpose.CHAT, Period.TRANSLATION),
    "mailings.author_id": Held(Kind.LINK, *_NEWS),
    "mailings.approved_by": Held(Kind.LINK, *_NEWS),
    "recipients.person_id": Held(Kind.LINK, *_NEWS),
    "recipients.conversation_id": Held(Kind.LINK, *_NEWS),
    "links.conversation_id": Held(Kind.LINK, Purpose.CHAT, Period.SESSION),
    "page_sessions.conversation_id": Held(Kind.LINK, Purpose.PAGES, Period.SESSION),
    "page_sessions.created_at": Held(Kind.ACTIVITY, Purpose.PAGES, Period.SESSION),
    "page_sessions.seen_at": Held(Kind.ACTIVITY, Purpose.PAGES, Period.SESSION),
    "imports.person_id": Held(Kind.LINK, Purpose.PAGES, Period.WITH_ROW),
    "imports.content": Held(Kind.REACH, Purpose.LISTED_CONTACT, Period.IMPORT),
    "import_changes.contact": Held(Kind.REACH, Purpose.LISTED_CONTACT, Period.IMPORT),
    "demand_marks.mark": Held(Kind.LINK, Purpose.DEMAND, Period.QUARTER),
}

PLAIN: dict[str, str] = {
    "allowances": "platform kind until left",
    "audit": "id at act role city_id company_id entry fields",
    "cities": "id country name_de name_zh name_en region member_since status agency source_url page left_on "
    "edited_at",
    "claims": "id company_id created_at escalated_at",
    "companies": "id external_id country city_id name name_latin kind website employees founded "
    "description_de description_zh description_en offers seeks cooperation industries certificates source "
    "registration declared_role confirmed_role status fresh_at asked_at merged_into "
    "waiting_since escalated_at created_at updated_at",
    "company_contacts": "company_id",
    "confirmations": "company_id field confirmed_by confirmed_at",
    "consents": "id",
    "conversations": "id platform locale version reachable last_place created_at updated_at",
    "demand": "period subject home_city_id country city_id words languages chosen times unmet people"
    " unmet_people",
    "demand_marks": "period",
    "freezes": "city_id role report_id",
    "given_contacts": "introduction_id",
    "handover_lines": "id handover_id from_officer locale",
    "handovers": "id city_id subject waiting_since escalated closed_at version",
    "import_changes": "import_id company_id before changed_at",
    "imports": "id file skip_faulty allow_duplicates status city_ids created updated brought_at written_at",
    "inbox": "id platform update_id status attempts failures lease_until not_before done_at error",
    "introductions": "id company_id locale cooperation topics status decline_reason created_at reminded_at "
    "closed_at version desk opened_at passed_on_at followed_up_at forwarded_at asker_shut_at "
    "answerer_shut_at held_at",
    "invitations": "code_hash role company_id city_id created_at expires_at used_at",
    "led_to": "introduction_id side led_to said_at",
    "links": "code_hash opens expires_at",
    "memberships": "company_id created_at",
    "merge_moves": "id dropped_id introduction_id role joined",
    "merges": "dropped_id kept_id dropped_status before merged_at",
    "mailings": "news_id status audience city_id send_at grace_s by_mass version created_at listed_to "
    "listed_at finished_at",
    "mass_sends": "id news_id payload status not_before created_at job",
    "mass_results": "job status total filtered sent failed told_at",
    "news": "id topic titles bodies link picture place begins_at ends_at zone published_at",
    "offices": "id city_id created_at reminded_at",
    "outbox": "id conversation_id lane kind status attempts lease_until not_before uncertain_count "
    "created_at settled_at place message_id reason update_ref answer_ref recipient_id about_purpose",
    "paces": "next_at held_until",
    "recipients": "id news_id mass_id platform locale status way reason settled_at",
    "reports": "id introduction_id city_id decided_at locale",
    "remarks": "id introduction_id side locale",
    "page_sessions": "token_hash locale",
    "settings": "key value",
    "translations": "id conversation_id about_purpose source target created_at attempts not_before",
    "vectors": "model key vector",
    "words": "id concept_id broader isic de zh en added_by added_at",
}
"""Columns that say nothing about a person: what an entry, a city or a message is."""


def render_table() -> str:
    """The personal columns as docs/privacy.md shows them: one row for what is alike."""
    rows: dict[tuple[str, Held], list[str]] = {}
    for name, held in PERSONAL.items():
        table, _, column = name.partition(".")
        rows.setdefault((table, held), []).append(column)
    lines = ["| table | columns | what | purpose | kept |", "|---|---|---|---|---|"]
    for (table, held), columns in rows.items():
        named = ", ".join(f"`{table}.{column}`" for column in columns)
        lines.append(f"| {table} | {named} | {held.kind} | {held.purpose} | {held.period} |")
    return "\n".join(lines)

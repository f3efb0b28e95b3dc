"""What is kept no longer: each rule finds its rows by their age, and takes a small batch of them.

Every batch is one short transaction and finds what is left by itself, so a run that was cut off goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from directory.domain.introduction import OPEN
from directory.domain.periods import Periods
from directory.store import imports, links, signins
from directory.store.forgetting import delete_person
from directory.store.models import (
    AllowanceRow,
    Base,
    ConsentRow,
    ConversationRow,
    GivenContactRow,
    HandoverRow,
    InboxRow,
    IntroductionRow,
    InvitationRow,
    OutboxRow,
    PersonRow,
    RemarkRow,
    ReportRow,
)
from directory.store.statements import count_changed

FAREWELL = timedelta(days=1)
"""After a deletion the account's id goes, too, unless its user has written again."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes: `name`, the condition that a row of `table` is due, and what is done with due rows."""

    name: str
    table: type[Base]
    key: Any
    due: Callable[[Periods, datetime], ColumnElement[bool]]
    take: Callable[[Session, list[Any], datetime], None]


def count_due(session: Session, rule: Rule, periods: Periods, now: datetime) -> int:
    """How many rows are due."""
    counted = select(func.count()).select_from(rule.table).where(rule.due(periods, now))
    return session.scalar(counted) or 0


def take_batch(session: Session, rule: Rule, periods: Periods, now: datetime, limit: int) -> int:
    """Take at most `limit` rows that are due; says how many."""
    due = select(rule.key).where(rule.due(periods, now)).order_by(rule.key).limit(limit)
    keys = list(session.scalars(due))
    if keys:
        rule.take(session, keys, now)
    return len(keys)


def list_silent(session: Session, periods: Periods, now: datetime, limit: int) -> tuple[int, ...]:
    """People who are to be asked whether to be kept: long silent, and not asked since."""
    silent = PersonRow.asked_at.is_(None) & ~_has_written(now - _days(periods.inactive))
    due = select(PersonRow.id).where(silent, PersonRow.created_at < now - _days(periods.inactive))
    return tuple(session.scalars(due.order_by(PersonRow.id).limit(limit)))


def mark_asked(session: Session, person_id: int, now: datetime) -> bool:
    """Note that a person was asked; False where that was done already."""
    unasked = update(PersonRow).where(PersonRow.id == person_id, PersonRow.asked_at.is_(None))
    return count_changed(session, unasked.values(asked_at=now)) == 1


def list_unanswered(session: Session, periods: Periods, now: datetime, limit: int) -> tuple[int, ...]:
    """People who were asked and have not written since."""
    due = and_(PersonRow.asked_at < now - _days(periods.answer), ~_wrote_since_asked())
    return tuple(session.scalars(select(PersonRow.id).where(due).order_by(PersonRow.id).limit(limit)))


def delete_unanswered(session: Session, person_id: int, now: datetime) -> bool:
    """Delete a person who was asked; False for one who has written since, or is gone."""
    silent = select(PersonRow.id).where(
        PersonRow.id == person_id, PersonRow.asked_at.is_not(None), ~_wrote_since_asked()
    )
    if session.scalar(silent.with_for_update()) is None:
        return False
    delete_person(session, person_id, now)
    return True


def forget_questions(session: Session) -> int:
    """Who has written since the question is no longer silent; says how many."""
    answered = update(PersonRow).where(PersonRow.asked_at.is_not(None), _wrote_since_asked())
    return count_changed(session, answered.values(asked_at=None))


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _has_written(since: datetime) -> ColumnElement[bool]:
    return exists().where(ConversationRow.person_id == PersonRow.id, ConversationRow.last_seen_at >= since)


def _due_inbox(periods: Periods, now: datetime) -> ColumnElement[bool]:
    """Updates that were handled or given up; a repeat of one so old does not come."""
    return and_(InboxRow.status != "open", InboxRow.received_at < now - _days(periods.inbox))


def _due_outbox(periods: Periods, now: datetime) -> ColumnElement[bool]:
    """Parts that wait for their reader go as well: after so long nobody reads them as they were meant."""
    free = or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until < now)
    return and_(free, OutboxRow.created_at < now - _days(periods.outbox))


def _due_introductions(periods: Periods, now: datetime) -> ColumnElement[bool]:
    said = exists().where(RemarkRow.introduction_id == IntroductionRow.id)
    given = exists().where(GivenContactRow.introduction_id == IntroductionRow.id)
    ended = IntroductionRow.status.not_in([status.value for status in OPEN])
    words = or_(IntroductionRow.who != "", IntroductionRow.goal != "", IntroductionRow.why != "", said, given)
    moment = func.coalesce(IntroductionRow.closed_at, IntroductionRow.created_at)
    return and_(ended, words, moment < now - _days(periods.introductions))


def _due_strangers(periods: Periods, now: datetime) -> ColumnElement[bool]:
    return and_(
        ConversationRow.person_id.is_(None), ConversationRow.last_seen_at < now - _days(periods.strangers)
    )


def _due_forgotten(periods: Periods, now: datetime) -> ColumnElement[bool]:
    waiting = exists().where(
        InboxRow.platform == ConversationRow.platform,
        InboxRow.account == ConversationRow.account,
        InboxRow.status == "open",
    )
    return and_(
        ConversationRow.person_id.is_(None),
        ConversationRow.forgotten_at < now - FAREWELL,
        ConversationRow.last_seen_at <= ConversationRow.forgotten_at,
        ~waiting,
    )


def _wrote_since_asked() -> ColumnElement[bool]:
    return exists().where(
        ConversationRow.person_id == PersonRow.id, ConversationRow.last_seen_at > PersonRow.asked_at
    )


def _due_withdrawn(periods: Periods, now: datetime) -> ColumnElement[bool]:
    return ConsentRow.withdrawn_at < now - _days(periods.withdrawn)


def _due_invitations(periods: Periods, now: datetime) -> ColumnElement[bool]:
    over = now - _days(periods.invitations)
    return or_(InvitationRow.used_at < over, InvitationRow.expires_at < over)


def _due_handovers(periods: Periods, now: datetime) -> ColumnElement[bool]:
    return HandoverRow.closed_at < now - _days(periods.cases)


def _due_reports(periods: Periods, now: datetime) -> ColumnElement[bool]:
    return ReportRow.decided_at < now - _days(periods.cases)


def _delete(table: type[Base], key: Any) -> Callable[[Session, list[Any], datetime], None]:
    def take(session: Session, keys: list[Any], now: datetime) -> None:
        count_changed(session, delete(table).where(key.in_(keys)))

    return take


def _empty_introductions(session: Session, keys: list[Any], now: datetime) -> None:
    for table in (RemarkRow, GivenContactRow):
        count_changed(session, delete(table).where(table.introduction_id.in_(keys)))
    emptied = update(IntroductionRow).where(IntroductionRow.id.in_(keys))
    count_changed(session, emptied.values(who="", goal="", why="", version=IntroductionRow.version + 1))


def _delete_chats(session: Session, keys: list[Any], now: datetime) -> None:
    """The chat, what was said in it, and the account's id wherever it stands."""
    here = aliased(ConversationRow)
    for table in (InboxRow, AllowanceRow):
        of_chat = exists().where(
            here.id.in_(keys), here.platform == table.platform, here.account == table.account
        )
        count_changed(session, delete(table).where(of_chat))
    count_changed(session, delete(ConversationRow).where(ConversationRow.id.in_(keys)))


def clear_pages(session: Session, now: datetime) -> None:
    """What is kept for browsers for a while: files, what takes imports back, links and sessions."""
    imports.forget_past(session, now)
    links.forget_past(session, now)
    signins.forget_past(session, now)


RULES: tuple[Rule, ...] = (
    Rule("inbox", InboxRow, InboxRow.id, _due_inbox, _delete(InboxRow, InboxRow.id)),
    Rule("outbox", OutboxRow, OutboxRow.id, _due_outbox, _delete(OutboxRow, OutboxRow.id)),
    Rule("introductions", IntroductionRow, IntroductionRow.id, _due_introductions, _empty_introductions),
    Rule("forgotten chats", ConversationRow, ConversationRow.id, _due_forgotten, _delete_chats),
    Rule("strangers' chats", ConversationRow, ConversationRow.id, _due_strangers, _delete_chats),
    Rule("withdrawn consents", ConsentRow, ConsentRow.id, _due_withdrawn, _delete(ConsentRow, ConsentRow.id)),
    Rule("handovers", HandoverRow, HandoverRow.id, _due_handovers, _delete(HandoverRow, HandoverRow.id)),
    Rule("reports", ReportRow, ReportRow.id, _due_reports, _delete(ReportRow, ReportRow.id)),
    Rule(
        "invitations",
        InvitationRow,
        InvitationRow.code_hash,
        _due_invitations,
        _delete(InvitationRow, InvitationRow.code_hash),
    ),
)

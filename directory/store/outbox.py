"""The outbox: parts to send, handed out in order per conversation, settled by receipt.

    open ──delivered──▶ sent                open ──refused──▶ refused
    open ──uncertain, once──▶ open          open ──refused, unreachable──▶ parked ──revive──▶ open
    open ──uncertain again──▶ uncertain     open ──given up──▶ dead ──retry_dead──▶ open

A claim is a lease, fenced by attempt number and lease. A lease that ran out without a receipt is an
uncertain sending too. Broadcasts (lane 1) are never sent again when uncertain.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, delete, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from directory.domain.person import Address, Purpose
from directory.store import outcomes
from directory.store.columns import Json, UtcTime
from directory.store.models import ConversationRow, OutboxRow, PersonRow
from directory.store.statements import constant, count_changed, run, unindexed

CONVERSATION = 0
BROADCAST = 1
_OPEN = constant("open")
_REACHED = select(ConversationRow.reachable).where(ConversationRow.id == bindparam("of")).scalar_subquery()
_APPEND = insert(OutboxRow).returning(OutboxRow.id)
_APPEND_SAID = _APPEND.values(status=case((_REACHED, "open"), else_="parked"))
_TAKE = (
    update(OutboxRow)
    .where(
        OutboxRow.id == bindparam("of"), OutboxRow.attempts == bindparam("before"), OutboxRow.status == _OPEN
    )
    .values({name: bindparam(name) for name in ("attempts", "lease_until", "uncertain_count")})
)


@dataclass(frozen=True, slots=True)
class ClaimedPart:
    """A part under way. `attempts` counts this one; it and `lease_until` are the fence.

    `recipient_id` is the row of a mailing's ledger that the part is for.
    """

    id: int
    conversation_id: int
    address: Address
    lane: int
    kind: str
    payload: Json
    attempts: int
    uncertain_count: int
    created_at: datetime
    update_ref: int | None
    lease_until: datetime
    recipient_id: int | None = None


def append(
    session: Session,
    conversation_id: int,
    parts: Sequence[Json],
    *,
    now: datetime,
    kind: str = "say",
    lane: int = CONVERSATION,
    update_ref: int | None = None,
    about_person_id: int | None = None,
    about_purpose: Purpose = Purpose.INTRODUCTIONS,
    recipient_id: int | None = None,
) -> tuple[int, ...]:
    """Put parts behind those already there; ids in order. For the unreachable they are parked.

    `about_person_id` is the person, other than the reader, whose words or data the parts carry,
    `about_purpose` the consent that these are passed on by.
    """
    if not parts:
        return ()
    about = None
    if about_person_id is not None:
        about = session.scalar(select(PersonRow.id).where(PersonRow.id == about_person_id))
    values: dict[str, Any] = {
        "conversation_id": conversation_id,
        "lane": lane,
        "kind": kind,
        "created_at": now,
        "update_ref": update_ref,
        "about_person_id": about,
        "about_purpose": "" if about is None else about_purpose.value,
        "recipient_id": recipient_id,
    }
    if kind == "say":
        statement, values["of"] = _APPEND_SAID, conversation_id
    else:
        statement, values["status"] = _APPEND, "open"
    return tuple(run(session, statement, payload=part, **values).scalar_one() for part in parts)


def append_same(
    session: Session, conversation_by_recipient: Mapping[int, int], part: Json, now: datetime
) -> None:
    """Put the same part of a mailing behind those already there, for many; by the ledger's row."""
    values = {"lane": BROADCAST, "kind": "say", "status": "open", "created_at": now, "payload": part}
    rows = [
        {**values, "recipient_id": recipient_id, "conversation_id": conversation_id}
        for recipient_id, conversation_id in conversation_by_recipient.items()
    ]
    if rows:
        session.connection().execute(insert(OutboxRow), rows)


def claim(
    session: Session,
    now: datetime,
    lease_s: float,
    platforms: Collection[str],
    accounts: Collection[str] | None = None,
    repeatable: Collection[str] = (),
    for_news: Collection[str] | None = None,
) -> ClaimedPart | None:
    """Lease the next part: the first of its conversation, conversation before broadcast; None if none.

    `for_news` are those of the platforms that broadcasts may be sent on; None: all.

    Parts whose last attempt ended without a receipt, and that may not be repeated, become uncertain here;
    on `repeatable` platforms a repetition does no harm.
    """
    while True:
        claimed = _lease_next(session, now, lease_s, platforms, accounts, for_news)
        if claimed is None or may_repeat(claimed.lane, claimed.uncertain_count):
            return claimed
        if claimed.address.platform in repeatable:
            return claimed
        close(session, claimed, status="uncertain", settled_at=now, reason="interrupted")


def close(session: Session, claimed: ClaimedPart, **values: Any) -> bool:
    """End a lease, storing `values`; False where it was lost. Callers use `receipts`."""
    held = (
        OutboxRow.id == claimed.id,
        OutboxRow.status == _OPEN,
        OutboxRow.attempts == claimed.attempts,
        OutboxRow.lease_until == claimed.lease_until,
    )
    changed = count_changed(session, update(OutboxRow).where(*held).values(lease_until=None, **values)) == 1
    if changed and claimed.recipient_id is not None and "status" in values:
        reason = values.get("reason", "")
        outcomes.settle(session, claimed.recipient_id, values["status"], values["settled_at"], reason)
    return changed


def put_back(session: Session, claimed: ClaimedPart, not_before: datetime) -> bool:
    """Let go of a part that was not tried: open from `not_before` on, as if it had not been claimed."""
    return close(
        session,
        claimed,
        not_before=not_before,
        attempts=claimed.attempts - 1,
        uncertain_count=claimed.uncertain_count,
    )


def drop(session: Session, claimed: ClaimedPart) -> None:
    """Take a part that is not to be sent out of the outbox."""
    count_changed(session, delete(OutboxRow).where(OutboxRow.id == claimed.id))


def may_repeat(lane: int, uncertain_count: int) -> bool:
    """Whether a part with so many uncertain sendings may be sent again."""
    return uncertain_count <= (1 if lane == CONVERSATION else 0)


def _lease_next(
    session: Session,
    now: datetime,
    lease_s: float,
    platforms: Collection[str],
    accounts: Collection[str] | None,
    for_news: Collection[str] | None,
) -> ClaimedPart | None:
    given: dict[str, Any] = {
        "now": now,
        "platforms": list(platforms),
        "for_news": list(platforms if for_news is None else for_news),
    }
    given["last_lane"] = BROADCAST if given["for_news"] else CONVERSATION
    if accounts is not None:
        given["accounts"] = list(accounts)
    row = run(session, _build_free(accounts is not None), **given).one_or_none()
    if row is None:
        return None
    claimed = ClaimedPart(
        id=row.id,
        conversation_id=row.conversation_id,
        address=Address(row.platform, row.account),
        lane=row.lane,
        kind=row.kind,
        payload=row.payload,
        attempts=row.attempts + 1,
        uncertain_count=row.uncertain_count + (0 if row.lease_until is None else 1),
        created_at=row.created_at,
        update_ref=row.update_ref,
        recipient_id=row.recipient_id,
        lease_until=now + timedelta(seconds=lease_s),
    )
    leased = {"lease_until": claimed.lease_until, "uncertain_count": claimed.uncertain_count}
    taken = run(session, _TAKE, of=row.id, before=row.attempts, attempts=claimed.attempts, **leased)
    return claimed if taken.rowcount else None


@cache
def _build_free(of_accounts: bool) -> Select[Any]:
    """The next part that may be leased at `now`."""
    now = bindparam("now", type_=UtcTime())
    other = aliased(OutboxRow)
    blocker = select(other.id).where(
        other.conversation_id == OutboxRow.conversation_id,
        other.status == _OPEN,
        other.id != OutboxRow.id,
        or_(
            other.lane < OutboxRow.lane,
            and_(other.lane == OutboxRow.lane, other.id < OutboxRow.id),
            other.lease_until > now,
        ),
    )
    free = (
        select(OutboxRow.__table__, ConversationRow.platform, ConversationRow.account)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(
            OutboxRow.status == _OPEN,
            OutboxRow.lane <= bindparam("last_lane"),
            or_(
                OutboxRow.lane == CONVERSATION,
                unindexed(ConversationRow.platform).in_(bindparam("for_news", expanding=True)),
            ),
            or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until <= now),
            or_(OutboxRow.not_before.is_(None), OutboxRow.not_before <= now),
            ConversationRow.reachable,
            unindexed(ConversationRow.platform).in_(bindparam("platforms", expanding=True)),
            blocker.limit(1).scalar_subquery().is_(None),
        )
        .order_by(OutboxRow.lane, OutboxRow.id)
        .limit(1)
        .with_for_update(of=OutboxRow, skip_locked=True)
    )
    if of_accounts:
        free = free.where(ConversationRow.account.in_(bindparam("accounts", expanding=True)))
    return free

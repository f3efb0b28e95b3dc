"""Rehearsing a mailing: counted with the very selection that would be sent to."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.domain.mailing import Mailing
from directory.domain.rehearsal import Hindrance, Rehearsal, Way
from directory.store import audiences, mass_sends
from directory.store.models import AllowanceRow, ConversationRow


def rehearse(
    session: Session,
    mailing: Mailing,
    now: datetime,
    *,
    per_second: Mapping[str, float],
    windowed: Collection[str],
    massing: Collection[str],
    rooms: Mapping[tuple[str, str], int],
) -> Rehearsal:
    """What would happen now. `per_second` names the platforms served and their pace, 0 without limit.

    `windowed` platforms let us speak only for a while after a contact: `rooms` says by platform and language
    how much a window must have left for the item, nothing where we only answer. On `massing` ones one call
    reaches many.
    """
    chosen = audiences.select_people(session, mailing.item.topic, mailing.audience, now).subquery()
    left = select(func.max(AllowanceRow.left)).where(
        AllowanceRow.platform == ConversationRow.platform,
        AllowanceRow.account == ConversationRow.account,
        AllowanceRow.until > now,
    )
    alike = (
        chosen.c.platform,
        chosen.c.locale,
        chosen.c.reachable,
        func.coalesce(left.scalar_subquery(), 0).label("left"),
        chosen.c.conversation_id.in_(mass_sends.select_exhausted(now)).label("exhausted"),
    )
    people = select(*alike).join(ConversationRow, ConversationRow.id == chosen.c.conversation_id).subquery()
    rows = session.execute(select(people, func.count().label("people")).group_by(*people.c))
    platforms: Counter[str] = Counter()
    ways: Counter[Way] = Counter()
    unreached: Counter[Hindrance] = Counter()
    by_mass: Counter[tuple[str, str]] = Counter()
    sent_one_by_one: Counter[str] = Counter()
    for row in rows:
        if row.platform not in per_second:
            unreached[Hindrance.NOT_SERVED] += row.people
            continue
        if not row.reachable:
            unreached[Hindrance.UNREACHABLE] += row.people
            continue
        platforms[row.platform] += row.people
        way = Way.PUSH
        if row.platform in windowed:
            room = rooms.get((row.platform, row.locale))
            way = Way.CONTACT if room is None or row.left < room else Way.WINDOW
            by_one_call = mailing.by_mass and row.platform in massing and not row.exhausted
            if way is Way.CONTACT and by_one_call:
                way = Way.MASS
        ways[way] += row.people
        if way is Way.MASS:
            by_mass[row.platform, row.locale] += row.people
        elif way is not Way.CONTACT:
            sent_one_by_one[row.platform] += row.people
    for count in by_mass.values():
        if count < mass_sends.LEAST:  # a call needs two readers
            ways[Way.MASS] -= count
            ways[Way.CONTACT] += count
    unwilling = audiences.count_unwilling(session, mailing.item.topic, mailing.audience, now)
    unreached[Hindrance.NOT_SUBSCRIBED] = unwilling
    placeless = audiences.count_placeless(session, mailing.item.topic, mailing.audience, now)
    unreached[Hindrance.PLACELESS] = placeless
    paced = (count / per_second[name] for name, count in sent_one_by_one.items() if per_second[name])
    calls = sum(ceil(count / mass_sends.PER_CALL) for count in by_mass.values() if count >= mass_sends.LEAST)
    return Rehearsal(dict(platforms), dict(+ways), dict(+unreached), max(paced, default=0.0), calls)

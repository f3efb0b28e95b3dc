"""A mailing: a news item on its way to those who want its topic. The state machine and nothing else.

draft ──submit──▶ approval ──approve──▶ scheduled        to more than one city
approval ──reject──▶ draft
draft ──schedule──▶ scheduled                            to one city
scheduled ──start──▶ sending ──finish──▶ finished
scheduled ──miss──▶ missed ──schedule──▶ scheduled       too late: the author decides
sending ──pause──▶ paused ──resume──▶ sending
draft | approval | scheduled | missed | sending | paused ──cancel──▶ cancelled
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from directory.domain.city import Country
from directory.domain.news import NewsItem

GRACE = timedelta(hours=2)
"""How late a mailing may begin; later than that its author is asked."""


class MailingStatus(StrEnum):
    """Where a mailing stands."""

    DRAFT = "draft"
    APPROVAL = "approval"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    MISSED = "missed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class MailingEvent(StrEnum):
    """What can happen to a mailing."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    SCHEDULE = "schedule"
    START = "start"
    MISS = "miss"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    CANCEL = "cancel"


class RecipientStatus(StrEnum):
    """What became of one recipient; PLANNED and QUEUED are no outcomes yet.

    WAITING: shown at the recipient's next contact, and SENT then. UNCERTAIN: perhaps arrived, not sent again.
    """

    PLANNED = "planned"
    QUEUED = "queued"
    SENT = "sent"
    WAITING = "waiting"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    UNSUBSCRIBED = "unsubscribed"
    CANCELLED = "cancelled"


UNDECIDED = (RecipientStatus.PLANNED, RecipientStatus.QUEUED)
OPEN = tuple(status for status in MailingStatus if status not in ("finished", "cancelled"))
BY_TIME = (MailingEvent.START, MailingEvent.MISS, MailingEvent.FINISH)
"""What no person does."""

TRANSITIONS: dict[tuple[MailingStatus, MailingEvent], MailingStatus] = {
    (MailingStatus.DRAFT, MailingEvent.SUBMIT): MailingStatus.APPROVAL,
    (MailingStatus.DRAFT, MailingEvent.SCHEDULE): MailingStatus.SCHEDULED,
    (MailingStatus.APPROVAL, MailingEvent.APPROVE): MailingStatus.SCHEDULED,
    (MailingStatus.APPROVAL, MailingEvent.REJECT): MailingStatus.DRAFT,
    (MailingStatus.SCHEDULED, MailingEvent.START): MailingStatus.SENDING,
    (MailingStatus.SCHEDULED, MailingEvent.MISS): MailingStatus.MISSED,
    (MailingStatus.SENDING, MailingEvent.MISS): MailingStatus.PAUSED,
    (MailingStatus.MISSED, MailingEvent.SCHEDULE): MailingStatus.SCHEDULED,
    (MailingStatus.SENDING, MailingEvent.PAUSE): MailingStatus.PAUSED,
    (MailingStatus.SENDING, MailingEvent.FINISH): MailingStatus.FINISHED,
    (MailingStatus.PAUSED, MailingEvent.RESUME): MailingStatus.SENDING,
    **{(status, MailingEvent.CANCEL): MailingStatus.CANCELLED for status in OPEN},
}


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets an item among those who want its topic. An empty field leaves nobody out.

    `countries` and `cities` go by the entries and offices a person answers for. `seen_within_days`: has
    written to us since.
    """

    countries: tuple[Country, ...] = ()
    cities: tuple[int, ...] = ()
    locales: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    seen_within_days: int | None = None

    @property
    def is_local(self) -> bool:
        """Reaches one city only: then nobody else has to agree."""
        return len(self.cities) == 1


@dataclass(frozen=True, slots=True)
class Mailing:
    """A news item, whom it goes to, when, and where that stands.

    `city_id` is the author's city, None for the secretariat. `send_at` None: as soon as it may. `by_mass`:
    where nothing else reaches a reader in WeChat, one of the four mass sends of the month is spent.
    `version` rises with every change and guards against lost updates.
    """

    item: NewsItem
    audience: Audience = field(default_factory=Audience)
    status: MailingStatus = MailingStatus.DRAFT
    author_id: int | None = None
    city_id: int | None = None
    approved_by: int | None = None
    send_at: datetime | None = None
    grace: timedelta = GRACE
    by_mass: bool = False
    version: int = 1

    @property
    def id(self) -> int:
        """The news item's."""
        return self.item.id

    @property
    def needs_approval(self) -> bool:
        """Somebody else has to agree before it is sent: it leaves the author's city, or reaches several."""
        at_home = self.city_id is None or self.audience.cities == (self.city_id,)
        return not (self.audience.is_local and at_home) and self.approved_by is None

    def is_due(self, now: datetime) -> bool:
        """Its time has come."""
        scheduled = self.status is MailingStatus.SCHEDULED
        return scheduled and (self.send_at is None or self.send_at <= now)

    def is_missed(self, now: datetime) -> bool:
        """Its time has come and gone."""
        return self.is_due(now) and self.send_at is not None and now > self.send_at + self.grace


def advance(
    mailing: Mailing,
    event: MailingEvent,
    now: datetime,
    *,
    approved_by: int | None = None,
    send_at: datetime | None = None,
) -> Mailing | None:
    """The mailing after `event`, one version on, or None where the event is not possible.

    SCHEDULE sets the time: None is now. What has not been approved and needs it cannot be scheduled; the
    author cannot approve.
    """
    status = TRANSITIONS.get((mailing.status, event))
    if status is None:
        return None
    match event:
        case MailingEvent.SUBMIT | MailingEvent.SCHEDULE if mailing.item.missing_languages:
            return None
        case MailingEvent.SUBMIT if not mailing.needs_approval:
            return None
        case MailingEvent.SCHEDULE if mailing.needs_approval:
            return None
        case MailingEvent.APPROVE if approved_by is None or approved_by == mailing.author_id:
            return None
    after = replace(mailing, status=status, version=mailing.version + 1)
    match event:
        case MailingEvent.SUBMIT:
            return replace(after, send_at=send_at)
        case MailingEvent.SCHEDULE:
            return replace(after, send_at=send_at or now)
        case MailingEvent.APPROVE:
            return replace(after, approved_by=approved_by, send_at=mailing.send_at or now)
        case MailingEvent.REJECT:
            return replace(after, approved_by=None)
        case MailingEvent.START:
            return replace(after, item=replace(mailing.item, published_at=now))
    return after


def edit(mailing: Mailing, item: NewsItem, audience: Audience, *, by_mass: bool) -> Mailing | None:
    """The draft with new contents, one version on; None where it is no draft. What was agreed to is gone."""
    if mailing.status is not MailingStatus.DRAFT:
        return None
    return replace(
        mailing,
        item=replace(item, id=mailing.id, published_at=None),
        audience=audience,
        by_mass=by_mass,
        approved_by=None,
        version=mailing.version + 1,
    )

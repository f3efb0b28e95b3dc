"""An introduction: request, answer, exchange. The state machine and nothing else.

sent ──ask──▶ asked ──reply──▶ sent
sent | asked ──accept──▶ accepted        contact data pass here, and only here
sent | asked ──decline──▶ declined
sent | asked ──withdraw──▶ withdrawn
sent | asked ──expire──▶ expired
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from directory.domain.company import CooperationKind


class Status(StrEnum):
    """Where an introduction stands."""

    SENT = "sent"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Event(StrEnum):
    """What can happen to an introduction."""

    ASK = "ask"
    REPLY = "reply"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    REMIND = "remind"


class DeclineReason(StrEnum):
    """Reasons offered with a polite no."""

    NO_CAPACITY = "no_capacity"
    NOT_OUR_FIELD = "not_our_field"
    HAVE_PARTNER = "have_partner"
    NOT_NOW = "not_now"
    NO_REASON = "no_reason"


OPEN = (Status.SENT, Status.ASKED)

TRANSITIONS: dict[tuple[Status, Event], Status] = {
    (Status.SENT, Event.ASK): Status.ASKED,
    (Status.ASKED, Event.REPLY): Status.SENT,
    **{(status, Event.REMIND): status for status in OPEN},
    **{(status, Event.ACCEPT): Status.ACCEPTED for status in OPEN},
    **{(status, Event.DECLINE): Status.DECLINED for status in OPEN},
    **{(status, Event.WITHDRAW): Status.WITHDRAWN for status in OPEN},
    **{(status, Event.EXPIRE): Status.EXPIRED for status in OPEN},
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the ask-back: who said it ("asker" or "company"), in which language, when."""

    side: str
    text: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Introduction:
    """A request by a person to an entry. Free texts stand in the asker's words and `locale`.

    `topics` are lexicon concepts, `cooperation` the kind wanted. `answered_by` is the person who
    accepted or declined; `version` rises with every event and guards against lost updates.
    """

    id: str
    asker_id: int
    company_id: int
    who: str
    goal: str
    why: str
    locale: str
    created_at: datetime
    cooperation: CooperationKind | None = None
    topics: tuple[str, ...] = ()
    status: Status = Status.SENT
    answered_by: int | None = None
    decline_reason: DeclineReason | None = None
    remarks: tuple[Remark, ...] = ()
    reminded_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Still waiting for somebody."""
        return self.status in OPEN


def advance(
    introduction: Introduction,
    event: Event,
    now: datetime,
    *,
    answered_by: int | None = None,
    decline_reason: DeclineReason | None = None,
    remark: Remark | None = None,
) -> Introduction | None:
    """The introduction after `event`, one version on, or None where the event is not possible."""
    status = TRANSITIONS.get((introduction.status, event))
    if status is None:
        return None
    return replace(
        introduction,
        status=status,
        answered_by=answered_by if answered_by is not None else introduction.answered_by,
        decline_reason=decline_reason or introduction.decline_reason,
        remarks=introduction.remarks + ((remark,) if remark else ()),
        reminded_at=now if event is Event.REMIND else introduction.reminded_at,
        closed_at=None if status in OPEN else now,
        version=introduction.version + 1,
    )

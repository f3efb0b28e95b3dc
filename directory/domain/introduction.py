"""An introduction: request, answer, exchange, and what comes after. The state machine and nothing else.

company ──ask──▶ asker ──reply──▶ company           questions travel without contact data
agency ──pass_on──▶ company, outside the bot        then it records the answer
agency ──forward──▶ company in the chat ──hand_over──▶ agency, where nobody is there any more
open ──accept──▶ accepted                           contact data pass here, and only here
open ──decline──▶ declined, ──withdraw──▶ withdrawn, ──expire──▶ expired, ──unreached──▶ unreached
closed ──reopen──▶ company or ──reopen_via_agency──▶ agency
accepted ──talk──▶ talking ──end──▶ ended, ──follow_up──▶ the same

Every step is a row of TRANSITIONS: from which status, which event, who may, to which status; with one
exception, see `find_target`. `docs/architecture.md` draws it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from directory.domain.company import CooperationKind


class Status(StrEnum):
    """Where an introduction stands. The first two wait at the company, the next three at its agency."""

    SENT = "sent"
    ASKED = "asked"
    AT_AGENCY = "at_agency"
    PASSED_ON = "passed_on"
    AGENCY_ASKED = "agency_asked"
    ACCEPTED = "accepted"
    TALKING = "talking"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNREACHED = "unreached"


class Event(StrEnum):
    """What can happen to an introduction."""

    ASK = "ask"
    REPLY = "reply"
    ACCEPT = "accept"
    DECLINE = "decline"
    UNREACHED = "unreached"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    REMIND = "remind"
    FORWARD = "forward"
    PASS_ON = "pass_on"  # noqa: S105 - no password
    HAND_OVER = "hand_over"
    REOPEN = "reopen"
    REOPEN_VIA_AGENCY = "reopen_via_agency"
    TALK = "talk"
    END = "end"
    FOLLOW_UP = "follow_up"
    ASKER_SHUTS = "asker_shuts"
    ANSWERER_SHUTS = "answerer_shuts"


class Party(StrEnum):
    """Who may let it happen. The answerer is the person who accepted, of the company or its agency."""

    ASKER = "asker"
    COMPANY = "company"
    AGENCY = "agency"
    ANSWERER = "answerer"
    TIME = "time"


class DeclineReason(StrEnum):
    """Reasons offered with a polite no."""

    NO_CAPACITY = "no_capacity"
    NOT_OUR_FIELD = "not_our_field"
    HAVE_PARTNER = "have_partner"
    NOT_NOW = "not_now"
    NO_REASON = "no_reason"


class LedTo(StrEnum):
    """What an introduction led to, as either side sees it a month later."""

    BUSINESS = "business"
    TALKS = "talks"
    NOTHING = "nothing"


AT_COMPANY = (Status.SENT, Status.ASKED)
AT_DESK = (Status.AT_AGENCY, Status.PASSED_ON, Status.AGENCY_ASKED)
OPEN = (*AT_COMPANY, *AT_DESK)
QUESTION_OPEN = (Status.ASKED, Status.AGENCY_ASKED)
AGREED = (Status.ACCEPTED, Status.TALKING, Status.ENDED)
"""Both sides have agreed: contact data have passed."""
FAILED = (Status.DECLINED, Status.WITHDRAWN, Status.EXPIRED, Status.UNREACHED)
FOR_NOW = (DeclineReason.NO_CAPACITY, DeclineReason.NOT_NOW)
"""Reasons that may pass: such a request can be made again."""
AGENCY_FIRST = (CooperationKind.INVESTMENT, CooperationKind.MARKET_ENTRY, CooperationKind.EXCHANGE)
"""What goes to the agency of the company's city first, which forwards it or answers itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table: who may let the event happen, and where it leads."""

    who: tuple[Party, ...]
    to: Status


Row = tuple[tuple[Status, ...], Event, tuple[Party, ...], Status | None]
"""From these statuses, by this event, if one of these lets it happen; None: the status stays."""

_ASKER, _COMPANY, _AGENCY, _TIME = (Party.ASKER,), (Party.COMPANY,), (Party.AGENCY,), (Party.TIME,)
_BOTH = (Party.ASKER, Party.ANSWERER)
_ROWS: tuple[Row, ...] = (
    ((Status.SENT,), Event.ASK, _COMPANY, Status.ASKED),
    ((Status.ASKED,), Event.REPLY, _ASKER, Status.SENT),
    (AT_COMPANY, Event.ACCEPT, _COMPANY, Status.ACCEPTED),
    (AT_COMPANY, Event.DECLINE, _COMPANY, Status.DECLINED),
    (AT_COMPANY, Event.HAND_OVER, _TIME, Status.AT_AGENCY),
    (AT_DESK, Event.FORWARD, _AGENCY, Status.SENT),
    ((Status.AT_AGENCY,), Event.PASS_ON, _AGENCY, Status.PASSED_ON),
    ((Status.AT_AGENCY, Status.PASSED_ON), Event.ASK, _AGENCY, Status.AGENCY_ASKED),
    ((Status.AGENCY_ASKED,), Event.REPLY, _ASKER, Status.AT_AGENCY),
    (AT_DESK, Event.ACCEPT, _AGENCY, Status.ACCEPTED),
    (AT_DESK, Event.DECLINE, _AGENCY, Status.DECLINED),
    (AT_DESK, Event.UNREACHED, _AGENCY, Status.UNREACHED),
    (OPEN, Event.WITHDRAW, _ASKER, Status.WITHDRAWN),
    (OPEN, Event.EXPIRE, _TIME, Status.EXPIRED),
    (OPEN, Event.REMIND, _TIME, None),
    (FAILED, Event.REOPEN, _ASKER, Status.SENT),
    (FAILED, Event.REOPEN_VIA_AGENCY, _ASKER, Status.AT_AGENCY),
    ((Status.ACCEPTED, Status.TALKING), Event.TALK, _BOTH, Status.TALKING),
    ((Status.TALKING,), Event.END, _BOTH, Status.ENDED),
    (AGREED, Event.FOLLOW_UP, _TIME, None),
    (AGREED, Event.ASKER_SHUTS, _ASKER, None),
    (AGREED, Event.ANSWERER_SHUTS, (Party.ANSWERER,), None),
)


def _list_steps() -> Iterator[tuple[tuple[Status, Event], Step]]:
    for statuses, event, who, to in _ROWS:
        for status in statuses:
            yield (status, event), Step(who, to or status)


TRANSITIONS: dict[tuple[Status, Event], Step] = dict(_list_steps())


@dataclass(frozen=True, slots=True)
class Remark:
    """One line said between the two: by which side, in which language, when.

    `side` is "asker", "company" or "agency"; "again" is why the asker asks again.
    """

    side: str
    text: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Introduction:
    """A request by a person to an entry. Free texts stand in the asker's words and `locale`.

    `topics` are lexicon concepts, `cooperation` the kind wanted. `answered_by` is the person who
    accepted or declined; `desk` is where it lies, or lay when it closed: with the company or its agency.
    Its deadline runs from `opened_at`, when the turn last passed to somebody else, else from `created_at`.
    `forwarded_at`: its agency gave it to the company in the chat. A side that shut its contact at
    `asker_shut_at` or `answerer_shut_at` shows it no longer. `held_at`: an office was told of a yes that a
    freeze holds. `version` rises with every event and guards against lost updates.
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
    desk: Party = Party.COMPANY
    opened_at: datetime | None = None
    passed_on_at: datetime | None = None
    followed_up_at: datetime | None = None
    forwarded_at: datetime | None = None
    asker_shut_at: datetime | None = None
    answerer_shut_at: datetime | None = None
    held_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Still waiting for somebody."""
        return self.status in OPEN

    @property
    def agreed(self) -> bool:
        """Both sides have said yes: contact data may pass."""
        return self.status in AGREED

    @property
    def due_from(self) -> datetime:
        """When its deadline began to run."""
        return self.opened_at or self.created_at

    @property
    def asked_at(self) -> datetime:
        """When its asker made it, the last time."""
        return max((one.at for one in self.remarks if one.side == "again"), default=self.created_at)


def list_next(status: Status) -> dict[Event, Step]:
    """What can happen next."""
    return {event: step for (known, event), step in TRANSITIONS.items() if known is status}


def find_target(introduction: Introduction, event: Event) -> Status | None:
    """Where an event leads; None where it is not possible.

    A question that an agency asks after it has passed a request on does not undo the passing on.
    """
    step = TRANSITIONS.get((introduction.status, event))
    if (
        step is not None
        and step.to is Status.AT_AGENCY
        and event is Event.REPLY
        and introduction.passed_on_at
    ):
        return Status.PASSED_ON
    return step.to if step else None


def may_reopen(introduction: Introduction) -> bool:
    """Whether its asker may make it again one day: it failed, not for good, and still has its words."""
    for_good = introduction.status is Status.DECLINED and introduction.decline_reason not in FOR_NOW
    return introduction.status in FAILED and bool(introduction.who) and not for_good


def find_next(sent: Iterable[Introduction], company_id: int, weeks: int) -> datetime | None:
    """From when on somebody may ask a company, anew or again: `weeks` after the last request that failed.

    None where no request to it has failed.
    """
    failed = (one for one in sent if one.company_id == company_id and one.status in FAILED)
    return max((one.asked_at + timedelta(weeks=weeks) for one in failed), default=None)


def advance(
    introduction: Introduction,
    event: Event,
    now: datetime,
    *,
    answered_by: int | None = None,
    decline_reason: DeclineReason | None = None,
    remark: Remark | None = None,
) -> Introduction | None:
    """The introduction after `event`, one version on, or None where the event is not possible.

    Who may let it happen is asked elsewhere, see `directory.domain.parties`.
    """
    to = find_target(introduction, event)
    if to is None:
        return None
    again = event in (Event.REOPEN, Event.REOPEN_VIA_AGENCY)
    anew = again or event in (Event.FORWARD, Event.HAND_OVER)
    passes = anew or event in (Event.ASK, Event.REPLY)  # whoever has to answer now gets the full time
    stands = introduction.status not in OPEN and to not in OPEN
    closed_at = introduction.closed_at if stands else None if to in OPEN else now
    desk = Party.COMPANY if to in AT_COMPANY else Party.AGENCY if to in AT_DESK else introduction.desk
    forwarded_at = None if again else introduction.forwarded_at
    before = None if again else introduction.answered_by
    return replace(
        introduction,
        status=to,
        desk=desk,
        answered_by=answered_by if answered_by is not None else before,
        decline_reason=decline_reason or (None if again else introduction.decline_reason),
        remarks=introduction.remarks + ((remark,) if remark else ()),
        reminded_at=now if event is Event.REMIND else None if passes else introduction.reminded_at,
        opened_at=now if passes else introduction.opened_at,
        passed_on_at=now if event is Event.PASS_ON else None if anew else introduction.passed_on_at,
        followed_up_at=now if event is Event.FOLLOW_UP else introduction.followed_up_at,
        forwarded_at=now if event is Event.FORWARD else forwarded_at,
        asker_shut_at=now if event is Event.ASKER_SHUTS else introduction.asker_shut_at,
        answerer_shut_at=now if event is Event.ANSWERER_SHUTS else introduction.answerer_shut_at,
        closed_at=closed_at,
        version=introduction.version + 1,
    )

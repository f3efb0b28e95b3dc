"""Writes as values: what a handler wants stored. Applied in the turn's transaction by the store."""

from dataclasses import dataclass
from datetime import datetime

from directory.domain.demand import Asked
from directory.domain.entry_commands import AskOwners, EntryCommand, HideUnanswered
from directory.domain.introduction import Event, Introduction, LedTo
from directory.domain.links import Opens
from directory.domain.mailing import Mailing, MailingEvent
from directory.domain.person import Profile, Purpose
from directory.domain.safety_commands import PutHandover, SafetyCommand


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Record the consent of the person at this conversation; creates the person. News: to a `topic`."""

    purpose: Purpose
    text_version: str
    locale: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """Withdraw a consent of the person at this conversation, at once also for what is queued.

    News: of one `topic`, "" for all. Without what the rest stands on, the rest goes, too.
    """

    purpose: Purpose
    topic: str = ""


@dataclass(frozen=True, slots=True)
class NoteInChina:
    """The person at this conversation has told to be in China: the passing abroad is asked apart."""


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """Keep the profile of the person at this conversation. Refused without consent for `purpose`."""

    profile: Profile
    purpose: Purpose = Purpose.INTRODUCTIONS


@dataclass(frozen=True, slots=True)
class CreateIntroduction:
    """Store a new introduction. Refused when its asker has not consented.

    `recent`: so many requests of the last 24 hours were seen when the quota was looked at; a conflict where
    there are more by now. None: nobody has looked.
    """

    introduction: Introduction
    recent: int | None = None


@dataclass(frozen=True, slots=True)
class UpdateIntroduction:
    """Store what `event` made of an introduction; a conflict if another turn was faster.

    Refused where the person at this conversation may not let it happen. `said`: the words and their language
    of a message that is relayed and not kept. `recent`: see `CreateIntroduction`.
    """

    introduction: Introduction
    event: Event
    said: tuple[str, str] | None = None
    recent: int | None = None


@dataclass(frozen=True, slots=True)
class GiveContact:
    """Keep the contact that a company gave to its agency, to be passed on for one introduction."""

    introduction_id: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class NoteLedTo:
    """Say for one's own side what an introduction led to; the last word counts."""

    introduction_id: str
    led_to: LedTo


@dataclass(frozen=True, slots=True)
class UseInvitation:
    """Give the person at this conversation the invitation's role; ends the code."""

    code: str


@dataclass(frozen=True, slots=True)
class DeletePerson:
    """Forget the person at this conversation: profile, consents, memberships, texts."""


@dataclass(frozen=True, slots=True)
class MakeLink:
    """Let who is at this conversation open something once: the pages, or their own data as a file.

    Ends the link of its kind before. Refused without an office for the pages, without a person for data.
    """

    opens: Opens
    code_hash: str


@dataclass(frozen=True, slots=True)
class NoteSearch:
    """Count a question, without its asker; `met`: something was shown."""

    asked: Asked
    met: bool


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """Count that an entry was opened from the results of a question."""

    asked: Asked
    company_id: int


@dataclass(frozen=True, slots=True)
class NoteReminded:
    """Note that somebody in office is reminded of what waits; a conflict where that was done. By time."""

    person_id: int


@dataclass(frozen=True, slots=True)
class NoteEscalated:
    """Note that it was told how long an entry, or the claim to it, waits; a conflict likewise. By time."""

    company_id: int
    claim_id: int | None = None


@dataclass(frozen=True, slots=True)
class SaveNews:
    """Keep a draft: a new one where the mailing's id is 0, else over the one read at its version.

    `then` is what happens to it at once: SUBMIT or SCHEDULE, for `send_at`.
    """

    mailing: Mailing
    then: MailingEvent | None = None
    send_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdvanceNews:
    """Let something happen to a mailing as it was shown, at `version`. SUBMIT, SCHEDULE: `send_at`."""

    news_id: int
    event: MailingEvent
    version: int
    send_at: datetime | None = None


TimedCommand = UpdateIntroduction | AskOwners | HideUnanswered | NoteReminded | NoteEscalated | PutHandover
Command = (
    GiveConsent
    | WithdrawConsent
    | NoteInChina
    | SaveProfile
    | CreateIntroduction
    | UpdateIntroduction
    | GiveContact
    | NoteLedTo
    | UseInvitation
    | DeletePerson
    | MakeLink
    | EntryCommand
    | SafetyCommand
    | TimedCommand
    | NoteSearch
    | NoteChoice
    | SaveNews
    | AdvanceNews
)

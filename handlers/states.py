"""Where a conversation stands. Typed, frozen, kept in the database as JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from directory.domain.company import BusinessRole, CooperationKind
from directory.domain.handover import Subject
from directory.domain.mailing import Mailing
from directory.domain.person import Profile
from directory.search.question import Filters


@dataclass(frozen=True, slots=True)
class New:
    """Nothing said yet."""

    tag: Literal["new"] = "new"


@dataclass(frozen=True, slots=True)
class Idle:
    """Greeted; no search open."""

    tag: Literal["idle"] = "idle"


@dataclass(frozen=True, slots=True)
class Browsing:
    """A search is open: its words, the filters in force and the page shown.

    `related`: nothing matched, and the user asked to see what comes near.
    """

    words: str
    language: str = ""
    filters: Filters = field(default_factory=Filters)
    offset: int = 0
    related: bool = False
    tag: Literal["browsing"] = "browsing"


Rest = New | Idle | Browsing


@dataclass(frozen=True, slots=True)
class Draft:
    """A request being written. Free texts are the asker's own words."""

    company_id: int
    who: str = ""
    goal: str = ""
    why: str = ""
    cooperation: CooperationKind | None = None
    topics: tuple[str, ...] = ()


DraftStep = Literal["consent", "who", "contact", "goal", "why", "preview"]


@dataclass(frozen=True, slots=True)
class Drafting:
    """Writing a request; `resume` is where the conversation returns to.

    `changing`: a finished part is written anew, the way back leads to the preview.
    """

    draft: Draft
    step: DraftStep
    resume: Rest = field(default_factory=Idle)
    changing: bool = False
    tag: Literal["drafting"] = "drafting"


RegistrationStep = Literal[
    "consent", "name", "city", "match", "role", "offers", "seeks", "number", "contact", "preview"
]


@dataclass(frozen=True, slots=True)
class Form:
    """An entry being registered, in the company's own words. `claimed_id`: it is this one, known already.

    `compared`: what is known was looked at, and this is none of it. `passed` are the steps left out.
    """

    name: str = ""
    city_id: int | None = None
    role: BusinessRole | None = None
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    number: str = ""
    claimed_id: int | None = None
    compared: bool = False
    passed: tuple[RegistrationStep, ...] = ()
    website: str = ""


@dataclass(frozen=True, slots=True)
class Registering:
    """Registering a company; `at` is when the last answer came, so that who comes back is reminded.

    `doubt` is what was written last and may be no answer; the form asks what is meant.
    """

    form: Form
    step: RegistrationStep
    at: datetime
    resume: Rest = field(default_factory=Idle)
    doubt: str = ""
    tag: Literal["registering"] = "registering"


AnswerStep = Literal[
    "consent", "contact", "reason", "question", "reply", "given", "confirm", "message", "again"
]


Then = Literal["accept", "ask", "reply", "again", "talk"]


@dataclass(frozen=True, slots=True)
class Answering:
    """Answering a request, asking again, or writing to the other side once both have agreed.

    `then` is what the consent is asked for, `given` the contact a company gave to its agency.
    """

    introduction_id: str
    step: AnswerStep
    resume: "Rest | Drafting | Registering" = field(default_factory=Idle)
    then: Then = "accept"
    given: Profile | None = None
    tag: Literal["answering"] = "answering"


SpeakingStep = Literal["ask", "text", "open"]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Speaking to a person of an office: asked whether to pass it on, what about, and then silent.

    `city_id` None is the secretariat; `handover_id` is "" until there is one.
    """

    step: SpeakingStep
    subject: Subject
    city_id: int | None = None
    handover_id: str = ""
    resume: Rest | Drafting | Registering | Answering = field(default_factory=Idle)
    tag: Literal["speaking"] = "speaking"


Paused = Rest | Drafting | Registering | Answering | Speaking


@dataclass(frozen=True, slots=True)
class Joining:
    """Holding an invitation code until the person has consented."""

    code: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["joining"] = "joining"


@dataclass(frozen=True, slots=True)
class Deleting:
    """Asked whether to delete everything about the person."""

    resume: Paused = field(default_factory=Idle)
    tag: Literal["deleting"] = "deleting"


@dataclass(frozen=True, slots=True)
class Correcting:
    """Giving a field of an entry a new value; `stamp` is the entry's as it was shown."""

    company_id: int
    name: str
    stamp: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["correcting"] = "correcting"


@dataclass(frozen=True, slots=True)
class Returning:
    """Sending an entry back to its owner: waits for the reason."""

    company_id: int
    stamp: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["returning"] = "returning"


@dataclass(frozen=True, slots=True)
class Merging:
    """An officer names the entry that is the same company as this one."""

    company_id: int
    resume: Paused = field(default_factory=Idle)
    tag: Literal["merging"] = "merging"


@dataclass(frozen=True, slots=True)
class Assisting:
    """An officer writes the next answer in a handover."""

    handover_id: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["assisting"] = "assisting"


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Asked to agree to news of a topic."""

    topic: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["subscribing"] = "subscribing"


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reporting the other side of a request: asked for a word on what happened."""

    introduction_id: str
    resume: Paused = field(default_factory=Idle)
    tag: Literal["reporting"] = "reporting"


ComposeStep = Literal["topic", "de", "zh", "en", "extras", "audience", "preview", "time"]


@dataclass(frozen=True, slots=True)
class Composing:
    """Writing news in an office: the mailing so far, and what is asked for."""

    mailing: Mailing
    step: ComposeStep
    resume: Paused = field(default_factory=Idle)
    tag: Literal["composing"] = "composing"


Aside = Joining | Deleting | Correcting | Returning | Assisting | Subscribing | Reporting | Composing
"""Short questions in between: the conversation goes back to where it was."""

Busy = Drafting | Registering | Answering | Speaking | Aside
"""States that wait for an answer."""

State = Annotated[
    New
    | Idle
    | Browsing
    | Drafting
    | Registering
    | Answering
    | Speaking
    | Joining
    | Deleting
    | Correcting
    | Returning
    | Merging
    | Assisting
    | Subscribing
    | Reporting
    | Composing,
    Field(discriminator="tag"),
]


def at_rest(state: State) -> Rest:
    """The open search, else nothing: where one goes on from when what was under way is over."""
    return state if isinstance(state, Browsing) else Idle()


def pause(state: State) -> Paused:
    """Where the conversation returns to when what begins now has ended."""
    match state:
        case New():
            return Idle()
        case Joining() | Deleting() | Correcting() | Returning() | Assisting() | Reporting():
            return state.resume
        case Subscribing() | Composing() | Merging():
            return state.resume
    return state

"""Where a conversation stands. Typed, frozen, kept in the database as JSON."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from directory.domain.company import CooperationKind
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


AnswerStep = Literal["consent", "contact", "reason", "question", "reply"]


@dataclass(frozen=True, slots=True)
class Answering:
    """Answering a request: accepting (needs consent and contact), declining, asking or replying.

    `then` is what the consent is asked for.
    """

    introduction_id: str
    step: AnswerStep
    resume: "Rest | Drafting" = field(default_factory=Idle)
    then: Literal["accept", "ask"] = "accept"
    tag: Literal["answering"] = "answering"


Paused = Rest | Drafting | Answering


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


State = Annotated[
    New | Idle | Browsing | Drafting | Answering | Joining | Deleting, Field(discriminator="tag")
]


def pause(state: State) -> Paused:
    """Where the conversation returns to when what begins now has ended."""
    match state:
        case New():
            return Idle()
        case Joining() | Deleting():
            return state.resume
    return state

"""Writes as values: what a handler wants stored. Applied in the turn's transaction by the store."""

from dataclasses import dataclass

from directory.domain.demand import Asked
from directory.domain.introduction import Introduction
from directory.domain.person import Profile, Purpose


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Record the consent of the person at this conversation; creates the person."""

    purpose: Purpose
    text_version: str
    locale: str


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """Keep the profile of the person at this conversation. Refused without consent."""

    profile: Profile


@dataclass(frozen=True, slots=True)
class CreateIntroduction:
    """Store a new introduction. Refused when its asker has not consented."""

    introduction: Introduction


@dataclass(frozen=True, slots=True)
class UpdateIntroduction:
    """Store the next version of an introduction; a conflict if another turn was faster."""

    introduction: Introduction


@dataclass(frozen=True, slots=True)
class UseInvitation:
    """Make the person at this conversation answer for the invitation's entry; ends the code."""

    code: str


@dataclass(frozen=True, slots=True)
class DeletePerson:
    """Forget the person at this conversation: profile, consents, memberships, texts."""


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


Command = (
    GiveConsent
    | SaveProfile
    | CreateIntroduction
    | UpdateIntroduction
    | UseInvitation
    | DeletePerson
    | NoteSearch
    | NoteChoice
)

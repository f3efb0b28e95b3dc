"""Who may do what: roles, official acts, and the one table that permits an act to a role.

A secretariat acts in every city, an agency in its own, an owner or member on the own entry. The
operator is whoever has the shell. The store asks this table inside the transaction; handlers ask it
to know what to offer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """In which quality somebody acts; a person may have several."""

    OWNER = "owner"
    MEMBER = "member"
    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    OPERATOR = "operator"


OFFICES = (Role.AGENCY, Role.SECRETARIAT)
"""Roles that are held for others: what they do is official."""


class Act(StrEnum):
    """What is done to an entry, a request, a claim, a city or a role; every one is audited."""

    REVIEW = "review"
    CONFIRM = "confirm"
    CORRECT = "correct"
    SEND_BACK = "send_back"
    MERGE = "merge"
    UNDO_MERGE = "undo_merge"
    ADMIT = "admit"
    REFUSE = "refuse"
    FORWARD = "forward"
    PASS_ON = "pass_on"  # noqa: S105 - no password
    ANSWER_FOR = "answer_for"
    REGISTER = "register"
    CLAIM = "claim"
    EDIT = "edit"
    RESUBMIT = "resubmit"
    VOUCH = "vouch"
    HIDE = "hide"
    INVITE = "invite"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    ADD_WORD = "add_word"
    REMOVE_WORD = "remove_word"
    TAKE_OFFICE = "take_office"
    END_OFFICE = "end_office"
    ADD_CITY = "add_city"
    CHANGE_CITY = "change_city"
    LEAVE_CITY = "leave_city"
    ASSIST = "assist"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    DISMISS = "dismiss"
    WRITE_NEWS = "write_news"
    SUBMIT_NEWS = "submit_news"
    APPROVE_NEWS = "approve_news"
    REJECT_NEWS = "reject_news"
    SEND_NEWS = "send_news"
    STOP_NEWS = "stop_news"
    RESUME_NEWS = "resume_news"
    CANCEL_NEWS = "cancel_news"
    ADOPT = "adopt"


class Scope(StrEnum):
    """Where a role may do it."""

    OWN_ENTRY = "own_entry"
    OWN_CITY = "own_city"
    EVERYWHERE = "everywhere"


_OFFICIAL = {Role.AGENCY: Scope.OWN_CITY, Role.SECRETARIAT: Scope.EVERYWHERE}
_OWNER = {Role.OWNER: Scope.OWN_ENTRY}
_SHELL = {Role.OPERATOR: Scope.EVERYWHERE}
_ALLIANCE = {Role.SECRETARIAT: Scope.EVERYWHERE}

PERMITTED: dict[Act, dict[Role, Scope]] = {
    Act.REVIEW: _OFFICIAL,
    Act.CONFIRM: _OFFICIAL | _SHELL,
    Act.CORRECT: _OFFICIAL,
    Act.SEND_BACK: _OFFICIAL,
    Act.MERGE: _OFFICIAL,
    Act.UNDO_MERGE: _OFFICIAL,
    Act.ADMIT: _OFFICIAL,
    Act.REFUSE: _OFFICIAL,
    Act.FORWARD: _OFFICIAL,
    Act.PASS_ON: _OFFICIAL,
    Act.ANSWER_FOR: _OFFICIAL,
    Act.REGISTER: {},  # anybody who has consented
    Act.CLAIM: {},
    Act.EDIT: _OWNER,
    Act.RESUBMIT: _OWNER,
    Act.VOUCH: _OWNER | {Role.MEMBER: Scope.OWN_ENTRY} | _OFFICIAL,
    Act.HIDE: _OWNER | _OFFICIAL,
    Act.INVITE: _OFFICIAL | _SHELL,
    Act.IMPORT: _OFFICIAL | _SHELL,
    Act.UNDO_IMPORT: _OFFICIAL,
    Act.ADD_WORD: _OFFICIAL,
    Act.REMOVE_WORD: _OFFICIAL,
    Act.TAKE_OFFICE: {},  # whoever holds the code
    Act.END_OFFICE: _OFFICIAL | _SHELL,
    Act.ADD_CITY: _ALLIANCE | _SHELL,
    Act.CHANGE_CITY: _ALLIANCE | _SHELL,
    Act.LEAVE_CITY: _ALLIANCE | _SHELL,
    Act.ASSIST: _OFFICIAL,
    Act.FREEZE: _OFFICIAL,
    Act.UNFREEZE: _OFFICIAL,
    Act.DISMISS: _OFFICIAL,
    Act.WRITE_NEWS: _OFFICIAL,
    Act.SUBMIT_NEWS: _OFFICIAL,
    Act.APPROVE_NEWS: _OFFICIAL,
    Act.REJECT_NEWS: _OFFICIAL,
    Act.SEND_NEWS: _OFFICIAL,
    Act.STOP_NEWS: _OFFICIAL,
    Act.RESUME_NEWS: _OFFICIAL,
    Act.CANCEL_NEWS: _OFFICIAL,
    Act.ADOPT: _SHELL,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somebody has: an agency's for a city, an owner's or member's for an entry."""

    role: Role
    city_id: int | None = None
    company_id: int | None = None


def find_grant(
    grants: Iterable[Grant], act: Act, *, city_id: int | None, company_id: int | None = None
) -> Grant | None:
    """The role under which somebody may do `act` to an entry of a city; None where it is not permitted.

    The narrowest role comes first: whoever owns an entry edits it as its owner.
    """
    order = list(Role)
    for grant in sorted(grants, key=lambda one: order.index(one.role)):
        match PERMITTED[act].get(grant.role):
            case Scope.EVERYWHERE:
                return grant
            case Scope.OWN_CITY if city_id is not None and grant.city_id == city_id:
                return grant
            case Scope.OWN_ENTRY if company_id is not None and grant.company_id == company_id:
                return grant
    return None

"""People who chat, how they can be reached, and what they agreed to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory.domain.roles import OFFICES, Grant, Role


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person chats: a platform ("web", "telegram" …) and the account there."""

    platform: str
    account: str


class Purpose(StrEnum):
    """What personal data may be used for; each needs its own consent."""

    INTRODUCTIONS = "introductions"
    REGISTRATION = "registration"
    OFFICE = "office"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent given: purpose, version of the text shown, its language, where and when (UTC)."""

    purpose: Purpose
    text_version: str
    locale: str
    platform: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person told us. `who` may be shown in a request; the rest only after both agreed."""

    who: str = ""
    email: str = ""
    phone: str = ""
    wechat: str = ""

    @property
    def reachable(self) -> bool:
        """Has at least one way of contact that an introduction can pass on."""
        return bool(self.email or self.phone or self.wechat)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who chats. `company_ids` are the entries he or she answers for, `grants` all roles."""

    id: int
    profile: Profile = Profile()
    company_ids: tuple[int, ...] = ()
    consents: tuple[Consent, ...] = ()
    grants: tuple[Grant, ...] = ()

    @property
    def offices(self) -> tuple[Grant, ...]:
        """The roles held for others: agency of a city, secretariat."""
        return tuple(grant for grant in self.grants if grant.role in OFFICES)

    @property
    def owned_ids(self) -> tuple[int, ...]:
        """The entries this person may change."""
        return tuple(
            grant.company_id for grant in self.grants if grant.role is Role.OWNER and grant.company_id
        )

    def agreed_to(self, purpose: Purpose) -> bool:
        """Whether a consent for `purpose` is on file."""
        return any(consent.purpose is purpose for consent in self.consents)


@dataclass(frozen=True, slots=True)
class Destination:
    """An address that can be written to, and the language its user reads."""

    address: Address
    locale: str

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
    NEWS = "news"
    ABROAD = "abroad"
    HELP = "help"


TEXT_VERSIONS: dict[Purpose, str] = {
    Purpose.INTRODUCTIONS: "2026-11c",
    Purpose.REGISTRATION: "2026-11b",
    Purpose.OFFICE: "2026-11b",
    Purpose.NEWS: "2026-11b",
    Purpose.ABROAD: "2026-11b",
    Purpose.HELP: "2026-11b",
}
"""The version of each text `consent-PURPOSE` in the catalogues. Whoever agreed to an older one is asked
anew when the purpose comes up again; what was agreed to before stands until then."""

PLATFORMS_IN_CHINA = frozenset({"wechat"})
"""Who chats there is taken to be in China."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent given: purpose, version of the text shown, its language, where and when (UTC).

    News are agreed to by `topic`. A withdrawn consent stays as the proof that it once stood.
    """

    purpose: Purpose
    text_version: str
    locale: str
    platform: str
    given_at: datetime
    topic: str = ""
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Not withdrawn."""
        return self.withdrawn_at is None

    @property
    def is_current(self) -> bool:
        """Stands, and its text is the one we ask with today."""
        return self.stands and self.text_version == TEXT_VERSIONS[self.purpose]


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
    """A person who chats. `company_ids` are the entries he or she answers for, `grants` all roles.

    `in_china`: writes from WeChat, answers for an entry or looks after a city there, or has told so.
    """

    id: int
    profile: Profile = Profile()
    company_ids: tuple[int, ...] = ()
    consents: tuple[Consent, ...] = ()
    grants: tuple[Grant, ...] = ()
    in_china: bool = False

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

    def agreed_to(self, purpose: Purpose, topic: str = "") -> bool:
        """Whether a consent for `purpose` to the text of today is on file; else who is here is asked."""
        return any(one.is_current and (one.purpose, one.topic) == (purpose, topic) for one in self.consents)

    def lets(self, purpose: Purpose, topic: str = "") -> bool:
        """Whether a consent for `purpose` stands, to whatever text: for what is done in absence."""
        return any(one.stands and (one.purpose, one.topic) == (purpose, topic) for one in self.consents)


@dataclass(frozen=True, slots=True)
class Destination:
    """An address that can be written to, and the language its user reads."""

    address: Address
    locale: str

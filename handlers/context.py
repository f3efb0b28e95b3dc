"""What a handler is given: who writes, in which language, from which state, and what may be read."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from directory.domain.city import Country
from directory.domain.fair_use import FairUse
from directory.domain.periods import Periods
from directory.domain.person import PLATFORMS_IN_CHINA, Address, Person, Purpose
from directory.domain.uses import Use, list_missing
from handlers.localizer import Localizer
from handlers.messages import Choice
from handlers.ports import Entries, Introductions, News, People, Safety, Search
from handlers.states import State


@dataclass(frozen=True, slots=True)
class Limits:
    """What dialogues mention or obey from the configuration.

    `servers`: the country they stand in; `recipient`: who answers for them, and how to reach that body;
    `kept`: for how long what is kept.
    `site` is our public address, `pages_url` that of the pages for officials; "" where there are none.
    """

    page_size: int = 5
    field_characters: int = 500
    remind_after_working_days: int = 5
    expire_after_working_days: int = 15
    reopen_after_weeks: int = 4
    follow_up_after_days: int = 30
    review_remind_after_working_days: int = 3
    review_escalate_after_working_days: int = 10
    servers: Country = Country.DE
    recipient: str = ""
    recipient_contact: str = ""
    site: str = ""
    pages_url: str = ""
    fair_use: FairUse = field(default_factory=FairUse)
    kept: Periods = field(default_factory=Periods)


@dataclass(frozen=True, slots=True)
class Context:
    """One turn's view of the world; a consistent snapshot, read-only.

    `numbered`: choices are answered by number; `files`: documents arrive as files. `waiting` parts are to be
    shown after this turn's answer. `looked_at` is the entry that was shown last.
    """

    address: Address
    locale: str
    state: State
    person: Person | None
    now: datetime
    new_id: Callable[[], str]
    localizer: Localizer
    entries: Entries
    people: People
    introductions: Introductions
    safety: Safety
    search: Search
    news: News
    offered: tuple[Choice, ...] = ()
    numbered: bool = False
    files: bool = True
    waiting: int = 0
    looked_at: int | None = None
    limits: Limits = Limits()

    def text(self, key: str, **arguments: str | int) -> str:
        """A catalogue text in the language of the conversation."""
        return self.localizer.text(self.locale, key, **arguments)

    def choice(self, choice_id: str, key: str, **arguments: str | int) -> Choice:
        """A choice labelled by a catalogue text."""
        return Choice(choice_id, self.text(key, **arguments))

    def speaking(self, locale: str) -> "Context":
        """The same world told in another language: for what somebody else will read."""
        return replace(self, locale=locale)

    def at(self, state: State) -> "Context":
        """The same world from another state."""
        return replace(self, state=state)

    def list_missing(
        self, use: Use, *, home: Country | None = None, other: Country | None = None, topic: str = ""
    ) -> tuple[Purpose, ...]:
        """The consents that whoever writes still has to give; see `uses`."""
        person = self.person or Person(0, in_china=self.address.platform in PLATFORMS_IN_CHINA)
        return list_missing(person, use, self.limits.servers, home=home, other=other, topic=topic)

    @property
    def agreed(self) -> bool:
        """Whether the person has consented to everything that answering a request needs."""
        return not self.list_missing(Use.ANSWER)

    @property
    def home(self) -> Country | None:
        """The country the user is at home in: by membership, else by language; None where open."""
        for company_id in self.person.company_ids if self.person else ():
            if company := self.entries.find_company(company_id):
                return company.country
        return {"de": Country.DE, "zh": Country.CN}.get(self.locale)

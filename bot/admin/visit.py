"""One request of somebody signed in, and what a page may answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bot.turns import Turns
from directory.domain.city import City
from directory.domain.person import Person
from directory.domain.roles import Act, Grant, Role, find_grant
from handlers.context import Context
from handlers.messages import Outcome

Form = Mapping[str, Sequence[str]]
LONGEST_NUMBER = 16


def parse_number(text: str) -> int | None:
    """A number as addresses and forms of ours carry it; None where it is none, or larger than any id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """Done: on to another page, which says what was done."""

    path: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the user."""

    name: str
    media_type: str
    content: bytes


Answer = Page | Go | Download


class NotHere(Exception):
    """There is no such thing, or none that this person may know of: the page says only the first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what, on one snapshot of the database; in a POST inside its transaction.

    `ctx` is the same context that handlers get, at the conversation in which the link was asked for;
    `prepared` is what the route found out before.
    """

    session: Session
    ctx: Context
    person: Person
    conversation_id: int
    turns: Turns
    path: Mapping[str, str]
    query: Form
    form: Form
    uploads: Mapping[str, Upload]
    token_hash: str
    prepared: Any = None

    def text(self, key: str, **arguments: str | int) -> str:
        """A catalogue text in the language of the pages."""
        return self.ctx.text(key, **arguments)

    def number(self, name: str) -> int:
        """A number in the path. Raises NotHere where it is none."""
        number = parse_number(self.path[name])
        if number is None:
            raise NotHere(name)
        return number

    def asked(self, name: str, default: str = "") -> str:
        """A value of the query, without spaces around it."""
        return next(iter(self.query.get(name, ())), default).strip()

    def given(self, name: str, default: str = "") -> str:
        """A value of the form, without spaces around it."""
        return next(iter(self.form.get(name, ())), default).strip()

    @property
    def everywhere(self) -> bool:
        """Whether the person stands in for every city."""
        return any(grant.role is Role.SECRETARIAT for grant in self.person.grants)

    @property
    def scope(self) -> tuple[int, ...] | None:
        """The cities whose entries this person looks after; None: all."""
        if self.everywhere:
            return None
        return tuple(grant.city_id for grant in self.person.offices if grant.city_id is not None)

    def list_cities(self) -> tuple[City, ...]:
        """The member cities in scope."""
        scope = self.scope
        return tuple(city for city in self.ctx.entries.list_cities() if scope is None or city.id in scope)

    def find_role(self, act: Act, city_id: int | None) -> Grant | None:
        """The office under which the person may do something in a city."""
        return find_grant(self.person.offices, act, city_id=city_id)

    def may(self, act: Act, city_id: int | None) -> bool:
        """Whether an office of the person permits an act in a city."""
        return self.find_role(act, city_id) is not None

    def carry_out(self, outcome: Outcome) -> str:
        """Store what a handler's outcome leads to, as the chat would; what it answers, as one text."""
        self.turns.carry_out(self.session, outcome, self.conversation_id)
        return outcome.replies[0].text if outcome.replies else ""

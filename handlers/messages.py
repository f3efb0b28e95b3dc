"""What travels between platforms and handlers: updates in, replies out. Frozen, JSON both ways."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import TypeAdapter

from directory.domain.commands import Command
from directory.domain.person import Address, Destination, Purpose
from handlers.states import New, State


class UpdateKind(StrEnum):
    """What the user did."""

    START = "start"
    TEXT = "text"
    CHOICE = "choice"
    PLACE = "place"
    UNSUPPORTED = "unsupported"
    LEFT = "left"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing a user did. `id` is unique for its address; repeats of it are ignored.

    TEXT carries `text`; CHOICE the id of the choice tapped, in `choice`; START an optional deep-link
    `text`; PLACE the German name of the member city near a position ("" far from all); UNSUPPORTED says
    in `text` what came instead ("photo", "voice" …). LEFT: the user has closed the chat and nothing
    reaches it until RETURNED or anything else. `origin` names the message a choice was tapped in, in
    words of its platform; `public` says that others read along.
    """

    id: str
    address: Address
    kind: UpdateKind
    text: str = ""
    choice: str = ""
    locale_hint: str = ""
    origin: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A button or numbered line. `id` is short and stable ("c:1042"), at most 64 bytes.

    "start:PAYLOAD" opens a private chat with this deep link, where the platform has such links.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """An entry shown as a card: title, second line, text lines, its own choices.

    `link` is the page that tells all of it, `picture` its picture; a platform that has articles may show
    the card as one. `lines` name the link as well.
    """

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    link: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Contact data handed over after both sides agreed; platforms show it as a vCard where they can.

    `who` is a name, `title` what somebody does in the `organisation`.
    """

    who: str
    organisation: str = ""
    email: str = ""
    phone: str = ""
    wechat: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text file sent to the user; `path` is where our own public site has it, from the root, "" nowhere."""

    name: str
    media_type: str
    content: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler means to say; a platform renders it. `choices` are rows of buttons below.

    `slot` names a message that a later reply with the same slot may replace in place. `clears`: all
    that was said before is deleted; a platform that shows it takes it off the screen. `about` is the
    person, other than the reader, whose words or data it carries: deleting that person finds it, and
    so does who takes back the consent that it `rests_on`.
    """

    text: str = ""
    cards: tuple[Card, ...] = ()
    choices: tuple[tuple[Choice, ...], ...] = ()
    contact: ContactCard | None = None
    document: Document | None = None
    slot: str = ""
    clears: bool = False
    about: int | None = None
    rests_on: Purpose = Purpose.INTRODUCTIONS


@dataclass(frozen=True, slots=True)
class Foreign:
    """Free text in its author's language (`locale`), which a machine may translate for who reads another."""

    text: str
    locale: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Replies for somebody else, in that person's language; `about`, `rests_on` stand for all of them.

    `foreign` are texts in them that stand in another language than the reader's.
    """

    to: Destination
    replies: tuple[Reply, ...]
    about: int | None = None
    foreign: tuple[Foreign, ...] = ()
    rests_on: Purpose = Purpose.INTRODUCTIONS


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one update leads to; stored and sent together or not at all.

    `state` None leaves the state as it is, `locale` "" the language. `moves_on`: another list was asked for,
    so nothing binding that was offered before stays on offer.
    """

    replies: tuple[Reply, ...] = ()
    state: State | None = None
    locale: str = ""
    commands: tuple[Command, ...] = ()
    notices: tuple[Notice, ...] = ()
    moves_on: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation remembers: its state, and the choices last offered (answered by number or word).

    `looked_at` is the entry that was shown last.
    """

    state: State = field(default_factory=New)
    offered: tuple[Choice, ...] = ()
    looked_at: int | None = None


def with_choices(reply: Reply, asked: tuple[Reply, ...]) -> Reply:
    """`reply`, and below its own choices those of the question it leaves open."""
    return replace(reply, choices=(*reply.choices, *asked[-1].choices))


def read_id(text: str) -> int | None:
    """An id or offset from outside; None where it is none a button can have carried."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


UPDATE_JSON: TypeAdapter[Update] = TypeAdapter(Update)
MEMORY_JSON: TypeAdapter[Memory] = TypeAdapter(Memory)


def list_choices(replies: tuple[Reply, ...]) -> tuple[Choice, ...]:
    """All choices of `replies` in the order in which a platform numbers them."""
    found: list[Choice] = []
    for reply in replies:
        for card in reply.cards:
            found.extend(card.choices)
        for row in reply.choices:
            found.extend(row)
    return tuple(found)


def find_looked_at(replies: tuple[Reply, ...]) -> int | None:
    """The entry that these replies show in full: the one they offer an introduction to."""
    introduce = [choice.id[2:] for choice in list_choices(replies) if choice.id.startswith("i:")]
    return read_id(introduce[0]) if len(introduce) == 1 else None

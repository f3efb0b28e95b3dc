"""The platform's side of the world: the account, its users, what they see, what was called."""

import itertools
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.wechat.fake_crypt import make_aes_key
from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_text import Link, parse_text
from tests.wechat.fake_tokens import Tokens
from tests.wechat.fake_window import Window

Json = dict[str, Any]
Mode = Literal["plain", "compatible", "safe"]
Via = Literal["passive", "service", "template", "subscription", "mass", "preview", "fault"]
FAULT_TEXT = "该公众号提供的服务出现故障，请稍后再试"


@dataclass
class Account:
    """The service account as its administrator set it up.

    `denied` are beginnings of paths below /cgi-bin that answer 48001. `allowed_ips` None: no whitelist;
    `seen_ip` is where our calls seem to come from. `quotas` are calls a day by path.
    """

    app_id: str = "wx5f1e9c0d7a3b2468"
    secret: str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    token: str = "isabotFakeToken2026"
    aes_key: str = field(default_factory=make_aes_key)
    mode: Mode = "safe"
    gh_id: str = "gh_3c5e7a9b1d2f"
    denied: set[str] = field(default_factory=set)
    allowed_ips: set[str] | None = None
    seen_ip: str = "203.0.113.77"
    templates: dict[str, list[str]] = field(default_factory=dict)
    quotas: dict[str, int] = field(default_factory=dict)
    mass_protection: bool = False


@dataclass(eq=False)
class Shown:
    """A message on a user's screen. `source` is the text as sent, `text` as displayed."""

    via: Via
    type: str
    source: str = ""
    links: list[Link] = field(default_factory=list)
    content: Json = field(default_factory=dict)
    at: float = 0.0
    text: str = ""

    @property
    def words(self) -> str:
        """All that can be read in it."""
        titles = (self.content.get("title", ""), self.content.get("description", ""))
        return "\n".join(filter(None, (self.text, *titles)))

    @property
    def menu(self) -> list[Link]:
        """What can be tapped as an answer."""
        return [link for link in self.links if link.says or link.id]


@dataclass(eq=False)
class Person:
    """A user of WeChat and how the platform sees them."""

    openid: str
    name: str
    language: str = "zh_CN"
    follows: bool = False
    ever_followed: bool = False
    followed_at: int = 0
    scene: str = ""
    refuses_templates: bool = False
    tampered: bool = False
    window: Window = field(default_factory=Window)
    shown: list[Shown] = field(default_factory=list)
    consents: "Counter[str]" = field(default_factory=Counter)
    mass_received_at: list[float] = field(default_factory=list)
    typing_until: float = 0.0
    typing_at: list[float] = field(default_factory=list)
    acted_at: float = 0.0
    tags: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Call:
    """One call of ours, in the log. `errcode` 0: done. `struck`: the kind of the fault, if one struck."""

    path: str
    openid: str
    body: Json
    at: float
    errcode: int
    struck: str = ""
    token: str = ""


class World:
    """All state, guarded by `changed`: hold it to read or write, wait on it for changes."""

    def __init__(self, account: Account, clock: Callable[[], float] = time.time) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.account = account
        self.clock = clock
        self.tokens = Tokens()
        self.people: dict[str, Person] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.menu: Json | None = None
        self.codes: dict[str, Json] = {}
        self.media: dict[str, Json] = {}
        self.counted: Counter[tuple[str, int]] = Counter()
        self.callback_url = ""
        self._numbers = itertools.count(24_681_357_000_000_001)
        self._short_numbers = itertools.count(3_100_000_001)

    def now(self) -> float:
        """The time, in seconds since 1970."""
        return self.clock()

    def draw_id(self) -> int:
        """A new MsgId, 64 bits."""
        return next(self._numbers)

    def draw_job(self) -> int:
        """A new number of a mass or template job."""
        return next(self._short_numbers)

    def add_person(self, name: str, language: str = "zh_CN") -> Person:
        """Somebody who has never heard of the account."""
        with self.changed:
            openid = f"oFAKE{len(self.people):03d}{secrets.token_urlsafe(15)}"
            self.people[openid] = Person(openid, name, language)
            return self.people[openid]

    def get_person(self, openid: Any) -> Person:
        """Whom the account may know. Raises ApiError: 40003."""
        person = self.people.get(str(openid))
        if person is None or not person.ever_followed:
            raise ApiError(40003)
        return person

    def show(self, person: Person, shown: Shown) -> Shown:
        """Put a message on a user's screen."""
        with self.changed:
            text, links = parse_text(shown.source)
            shown.text, shown.at = text, self.now()
            shown.links = [*links, *shown.links]
            person.shown.append(shown)
            self.changed.notify_all()
        return shown

    def wait_until(self, condition: Callable[[], Any], timeout_s: float) -> Any:
        """The first true value of `condition`; its last value when the time is up."""
        with self.changed:
            self.changed.wait_for(condition, timeout_s)
            return condition()

"""Dialogues as tables: what somebody says or taps, what is answered, where the conversation stands then.

A row is (said, answered, state). `said` is a text, a `Press` on an offered button, a `Tap` on any
button id, a `Start` with its payload or `Sends` for what cannot be read. `answered` is one or more of
`K` (exactly this catalogue text), `Shows` (text, cards), `Hands` (contact data), `Files` (a document).
`state` is the tag and the step: "drafting:goal". Where texts differ by language they are `W`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from bot.posting import MAX_OFFERED
from directory.domain.person import TEXT_VERSIONS, Address, Profile, Purpose
from directory.domain.roles import Grant, Role
from directory.store.errors import Conflict
from handlers import freshening, handover_timers, overdue, router, timers
from handlers.choosing import list_offered
from handlers.context import Context, Limits
from handlers.localizer import LOCALES, Localizer, guess_locale
from handlers.messages import (
    MEMORY_JSON,
    UPDATE_JSON,
    Choice,
    Memory,
    Notice,
    Outcome,
    Reply,
    Update,
    UpdateKind,
    find_looked_at,
    list_choices,
)
from handlers.states import State
from tests.contract.cases import check_everywhere, list_texts
from tests.unit.fakes import TILES, FakeWorld, Talk

LOCALIZER = Localizer()
LIMITS = Limits()
REPLIES_JSON: TypeAdapter[tuple[Reply, ...]] = TypeAdapter(tuple[Reply, ...])


class W(NamedTuple):
    """The same in three languages."""

    de: str
    zh: str
    en: str


def each(text: str) -> W:
    """A text that is the same in all languages."""
    return W(text, text, text)


CONSENTS = {f"consent-{purpose}" for purpose in Purpose}


class K:
    """A catalogue text; arguments may themselves be `K` or `W`."""

    def __init__(self, key: str, **arguments: "Argument") -> None:
        named = IN_CONSENTS if key in CONSENTS else {}
        self.key, self.arguments = key, {**named, **arguments}

    def text(self, locale: str) -> str:
        values = {name: resolve(value, locale) for name, value in self.arguments.items()}
        return LOCALIZER.text(locale, self.key, **values)


Argument = K | W | str | int
IN_CONSENTS: dict[str, Argument] = {
    "recipient": K("recipient-default"),
    "requests": K("period-years", count=1),
    "silent": K("period-years", count=2),
    "cases": K("period-years", count=1),
}
"""What texts of consents name, unless a test says otherwise."""


@dataclass(frozen=True)
class Shows:
    """A reply with cards: the lines of its text, and the titles of its cards."""

    texts: tuple[K, ...] = ()
    titles: tuple[Argument, ...] = ()
    lines: tuple[K | W, ...] = ()


@dataclass(frozen=True)
class Hands:
    """A contact card with exactly these data."""

    who: str
    email: str = ""
    phone: str = ""
    wechat: str = ""
    organisation: str = ""
    title: str = ""


@dataclass(frozen=True)
class Files:
    """A document whose lines contain these."""

    lines: tuple[Argument, ...]


Answer = K | Shows | Hands | Files


@dataclass(frozen=True)
class Press:
    """A tap on a button that is offered, found by its label; `nth` where several look alike."""

    key: str
    nth: int = 1
    arguments: tuple[tuple[str, Argument], ...] = ()


def press(key: str, nth: int = 1, **arguments: Argument) -> Press:
    """`Press` with the arguments of its label."""
    return Press(key, nth, tuple(arguments.items()))


@dataclass(frozen=True)
class Tap:
    """A tap on a button id, offered or long gone."""

    choice: str


@dataclass(frozen=True)
class Start:
    """The start button of a platform or a deep link."""

    payload: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Sends:
    """A photo, a voice message …"""

    what: str


Said = str | W | K | Press | Tap | Start | Sends
Row = tuple[Said, Answer | Sequence[Answer], str | None]

FOSHAN_TILES = W(
    "Foshan Yuntao Ceramics Co., Ltd., Foshan",
    "佛山云陶陶瓷有限公司（佛山）",
    "Foshan Yuntao Ceramics Co., Ltd., Foshan",
)
ABROAD = K(
    "consent-abroad",
    recipient=K("recipient-default"),
    country=K("country-DE"),
    contact=K("recipient-contact-default"),
)
"""Asked of people in China only, apart from everything else."""
CHEN = Profile("陈莉，销售总监，佛山云陶", "chenli@yuntao.example", "+86 138 0013 8000", "chenli88")


class Dialogue:
    """Several people chat in one `FakeWorld`; every turn is stored and read back as JSON."""

    def __init__(self, *, numbered: bool = False) -> None:
        self.world = FakeWorld()
        self.numbered = numbered
        self.platforms: dict[str, str] = {}
        self.waiting: dict[str, int] = {}  # parts that wait for somebody's next word
        self.transcripts: dict[str, list[Reply]] = {}
        self._heard: dict[str, int] = {}
        self._updates = 0

    def fork(self) -> "Dialogue":
        """The same dialogue, going on another way; transcripts start anew."""
        twin = Dialogue(numbered=self.numbered)
        twin.world, twin.waiting = self.world.fork(), dict(self.waiting)
        twin.platforms = self.platforms
        twin._updates = self._updates
        return twin

    # Who there is

    def address(self, name: str) -> Address:
        """Where somebody chats: on the web, unless `platforms` says otherwise."""
        return Address(self.platforms.get(name, "web"), name)

    def add_member(self, name: str, locale: str, *company_ids: int, profile: Profile | None = None) -> int:
        """Somebody who already answers for entries and has consented."""
        return self.world.put_person(self.address(name), locale, *company_ids, profile=profile)

    def add_officer(
        self, name: str, locale: str, city_id: int | None = None, profile: Profile | None = None
    ) -> int:
        """Somebody of a city's agency, or without a city of the secretariat."""
        person_id = self.world.put_person(self.address(name), locale, profile=profile)
        role = Role.SECRETARIAT if city_id is None else Role.AGENCY
        self.world.grant(person_id, Grant(role, city_id=city_id))
        person = self.world.persons[person_id]
        abroad = replace(
            person.consents[0], purpose=Purpose.ABROAD, text_version=TEXT_VERSIONS[Purpose.ABROAD]
        )
        self.world.persons[person_id] = replace(person, consents=(*person.consents, abroad))
        return person_id

    def locale(self, name: str) -> str:
        """The language of a conversation; English before it has begun."""
        talk = self.world.talks.get(self.address(name))
        return talk.locale if talk and talk.locale else "en"

    def state(self, name: str) -> State:
        """Where a conversation stands."""
        return self._memory(self.address(name)).state

    def offered(self, name: str) -> tuple[Choice, ...]:
        """The choices that can be answered by number or word."""
        return self._memory(self.address(name)).offered

    def profile(self, name: str) -> Profile:
        """What is stored about somebody."""
        person = self.world.get_known(self.world.talks[self.address(name)].person_id or 0)
        return person.profile if person else Profile()

    # Turns

    def say(self, name: str, said: Said, hint: str = "") -> tuple[Reply, ...]:
        """One turn; what was answered to the one who spoke."""
        update = self._build_update(name, said, hint)
        for _ in range(3):
            talk, outcome = self._handle(update)
            try:
                return self._commit(name, talk, outcome)
            except Conflict:
                continue
        raise AssertionError("conflicts without end")

    def race(self, first: tuple[str, Said], second: tuple[str, Said]) -> tuple[Reply, ...]:
        """Both read the same world; the first is stored first. What the second is answered."""
        updates = [self._build_update(name, said, "") for name, said in (first, second)]
        outcomes = [self._handle(update) for update in updates]
        self._commit(first[0], *outcomes[0])
        before = self.world.fork()
        try:
            return self._commit(second[0], *outcomes[1])
        except Conflict:
            self.world = before
            return self._commit(second[0], *self._handle(updates[1]))

    def wait(self, days: float) -> None:
        """Let time pass; nothing else."""
        self.world.now += timedelta(days=days)

    def tick(self) -> bool:
        """Let the timers look at every introduction and entry; whether anything was due."""
        nobody = replace(self._context(Talk(Address("", "")), "en", Memory()), person=None)
        outcomes = [timers.check(nobody, one) for one in tuple(self.world.introductions.values())]
        outcomes += [handover_timers.check(nobody, one) for one in tuple(self.world.handovers.values())]
        entries = [one for one in self.world.companies.values() if one.is_visible and one.fresh_at]
        outcomes += [freshening.ask(nobody, one) for one in entries]
        for city_id in self.world.cities:
            of_city = tuple(one for one in entries if one.city_id == city_id)
            outcomes.append(freshening.hide(nobody, of_city))
        unreviewed = self.world.list_unreviewed()
        outcomes += [overdue.remind(nobody, one, unreviewed) for one in self.world.list_unreminded()]
        outcomes.append(overdue.escalate(nobody, self.world.list_untold()))
        due = False
        for outcome in outcomes:
            if outcome is None:
                continue
            due = True
            assert not outcome.replies and outcome.state is None
            for command in outcome.commands:
                self.world.apply(command, None)
            for notice in outcome.notices:
                self._deliver(notice)
        return due

    def heard(self, name: str) -> list[Reply]:
        """What reached somebody unasked since the last look, or the last turn."""
        said = self.transcripts.get(name, [])
        new, self._heard[name] = said[self._heard.get(name, 0) :], len(said)
        return new

    def _build_update(self, name: str, said: Said, hint: str) -> Update:
        self._updates += 1
        locale = self.locale(name)
        kind, text, choice = UpdateKind.TEXT, "", ""
        match said:
            case Press(key, nth, arguments):
                label = K(key, **dict(arguments)).text(locale)
                alike = [each.id for each in self.offered(name) if each.label == label]
                assert len(alike) >= nth, (
                    f"no button {label!r} among {[each.label for each in self.offered(name)]}"
                )
                kind, choice = UpdateKind.CHOICE, alike[nth - 1]
            case Tap(choice):
                kind = UpdateKind.CHOICE
            case Start(payload, own_hint):
                kind, text, hint = UpdateKind.START, payload, own_hint or hint
            case Sends(what):
                kind, text = UpdateKind.UNSUPPORTED, what
            case _:
                text = str(resolve(said, locale if locale in LOCALES else "en"))
        update = Update(f"u{self._updates}", self.address(name), kind, text, choice, hint)
        return UPDATE_JSON.validate_json(UPDATE_JSON.dump_json(update))

    def _handle(self, update: Update) -> tuple[Talk, Outcome]:
        talk = self.world.talks.get(update.address, Talk(update.address))
        locale = self._choose_locale(talk, update)
        memory = self._memory(update.address)
        outcome = router.handle(self._context(talk, locale, memory), update)
        state = memory.state if outcome.state is None else outcome.state
        offered = list_offered(outcome, memory.offered)[:MAX_OFFERED]
        remembered = Memory(state, offered, find_looked_at(outcome.replies) or memory.looked_at)
        stored = MEMORY_JSON.dump_json(remembered)
        assert read_memory(stored) == remembered
        return replace(talk, locale=outcome.locale or locale, memory=stored), outcome

    def _commit(self, name: str, talk: Talk, outcome: Outcome) -> tuple[Reply, ...]:
        before = self.world.fork()
        self.world.touch(replace(talk, person_id=self._person_id(talk.address)))
        try:
            for command in outcome.commands:
                self.world.apply(command, talk.address)
        except Conflict:
            self.world = before
            raise
        replies = self._record(name, outcome.replies)
        self._heard[name] = len(self.transcripts[name])
        for notice in outcome.notices:
            self._deliver(notice)
        return replies

    def _deliver(self, notice: Notice) -> None:
        talk = self.world.talks[notice.to.address]
        memory = self._memory(talk.address)
        added = list_choices(notice.replies)
        kept = () if len(memory.offered) + len(added) >= MAX_OFFERED else memory.offered
        stored = MEMORY_JSON.dump_json(replace(memory, offered=kept + added))
        self.world.talks[talk.address] = replace(talk, memory=stored, locale=notice.to.locale)
        self._record(talk.address.account, notice.replies)

    def _record(self, name: str, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
        stored = REPLIES_JSON.validate_json(REPLIES_JSON.dump_json(replies))
        assert stored == replies
        for reply in stored:
            check_reply(reply)
            check_everywhere(reply, self.locale(name))
        self.transcripts.setdefault(name, []).extend(stored)
        return stored

    def _context(self, talk: Talk, locale: str, memory: Memory) -> Context:
        return Context(
            address=talk.address,
            locale=locale,
            state=memory.state,
            person=self.world.get_known(self._person_id(talk.address) or 0),
            now=self.world.now,
            new_id=self.world.next_id,
            localizer=LOCALIZER,
            entries=self.world,
            people=self.world,
            introductions=self.world,
            safety=self.world,
            search=self.world.search_engine,
            news=self.world,
            offered=memory.offered,
            looked_at=memory.looked_at,
            numbered=self.numbered or talk.address.platform in ("wechat", "terminal"),
            files=talk.address.platform != "wechat",
            waiting=self.waiting.get(talk.address.account, 0),
            limits=LIMITS,
        )

    def context_of(self, name: str) -> Context:
        """The world as a timer sees it, in somebody's conversation."""
        talk = self.world.talks[address_of(name)]
        return self._context(talk, talk.locale, self._memory(talk.address))

    def _person_id(self, address: Address) -> int | None:
        talk = self.world.talks.get(address)
        return talk.person_id if talk else None

    def _memory(self, address: Address) -> Memory:
        talk = self.world.talks.get(address)
        return read_memory(talk.memory) if talk and talk.memory else Memory()

    def _choose_locale(self, talk: Talk, update: Update) -> str:
        if talk.locale in LOCALES:
            return talk.locale
        hint = guess_locale([update.locale_hint], fallback="")
        if update.kind is UpdateKind.TEXT and update.text.strip():
            return self.world.search_engine.understand(update.text, hint or "en").language
        return hint or "en"


@lru_cache(maxsize=10_000)
def read_memory(stored: bytes) -> Memory:
    """A memory as the database gives it back."""
    return MEMORY_JSON.validate_json(stored)


def verify_dialog(dialogue: Dialogue, name: str, rows: Sequence[Row]) -> None:
    """Say every row's `said` and check what is answered, exactly, and the state after it."""
    for number, (said, answered, state) in enumerate(rows, start=1):
        replies = dialogue.say(name, said)
        where = f"row {number}, {name}: {said!r}"
        verify_replies(replies, answered, dialogue.locale(name), where)
        if state is not None:
            got = describe_state(dialogue.state(name))
            assert got == state, f"{where}: {got}, not {state}"


def verify_heard(dialogue: Dialogue, name: str, *answered: Answer) -> None:
    """Check what reached somebody unasked, in that person's language."""
    verify_replies(dialogue.heard(name), answered, dialogue.locale(name), f"heard by {name}")


def verify_replies(
    replies: Sequence[Reply], answered: Answer | Sequence[Answer], locale: str, where: str
) -> None:
    """Compare replies with what a table expects."""
    expected = answered if isinstance(answered, Sequence) else (answered,)
    got = [describe_reply(reply) for reply in replies]
    assert len(got) == len(expected), f"{where}: {got}"
    for reply, answer in zip(replies, expected, strict=True):
        _verify_reply(reply, answer, locale, where)


def _verify_reply(reply: Reply, answer: Answer, locale: str, where: str) -> None:
    match answer:
        case K():
            assert reply.text == answer.text(locale), f"{where}: {reply.text!r}, not {answer.text(locale)!r}"
            assert not (reply.cards or reply.contact or reply.document), where
        case Shows(texts, titles, lines):
            heading = "\n".join(text.text(locale) for text in texts)
            assert reply.text == heading, f"{where}: {reply.text!r}, not {heading!r}"
            if titles:
                wanted = [str(resolve(title, locale)) for title in titles]
                got = [card.title for card in reply.cards]
                assert got == wanted, f"{where}: {got}, not {wanted}"
            shown = [line for card in reply.cards for line in (card.subtitle, *card.lines)]
            for line in lines:
                assert resolve(line, locale) in shown, f"{where}: {shown}"
        case Hands():
            assert reply.contact is not None, where
            contact = {name: getattr(reply.contact, name) for name in Hands.__dataclass_fields__}
            assert Hands(**contact) == answer, f"{where}: {contact}"
        case Files(lines):
            assert reply.document is not None, where
            written = reply.document.content.splitlines()
            for filed in lines:
                assert str(resolve(filed, locale)) in written, f"{where}: {written}"


def check_reply(reply: Reply) -> None:
    """What holds for everything that is ever said: nothing empty, short ids, labels that tell apart."""
    assert reply.text or reply.cards or reply.contact or reply.document
    for text in visible_texts(reply):
        assert text.strip() and "None" not in text and "{" not in text, text
    labels = [choice.label for row in reply.choices for choice in row]
    assert len(set(labels)) == len(labels), labels
    for choice in list_choices((reply,)):
        assert 0 < len(choice.id.encode()) <= 64, choice
        assert choice.label.strip()


def visible_texts(reply: Reply) -> Iterator[str]:
    """Every text of a reply that somebody sees."""
    yield from filter(None, list_texts(reply))


def describe_reply(reply: Reply) -> str:
    """A reply in one line, for the message of a failed test."""
    return " | ".join(visible_texts(reply))


def describe_state(state: State) -> str:
    """Tag and step: "drafting:goal"."""
    step = getattr(state, "step", "")
    return f"{state.tag}:{step}" if step else state.tag


def resolve(value: Any, locale: str) -> Any:
    """A value in one language."""
    if isinstance(value, W):
        return getattr(value, locale)
    return value.text(locale) if isinstance(value, K) else value


def address_of(name: str) -> Address:
    """Where somebody chats."""
    return Address("web", name)


def begin(locale: str, *, receiver: str = "zh", numbered: bool = False) -> Dialogue:
    """Anna has said hello in `locale`; Chen answers for the tile maker in Foshan, in `receiver`."""
    dialogue = Dialogue(numbered=numbered)
    dialogue.add_member("chen", receiver, TILES, profile=CHEN)
    dialogue.say("anna", Start(hint=locale))
    return dialogue


ANNA = W(
    "Anna Weber, Export, Klingenwerk Solingen, weber@klingenwerk.example",
    "王安娜，出口经理，索林根刀具厂，weber@klingenwerk.example",
    "Anna Weber, export manager, Klingenwerk Solingen, weber@klingenwerk.example",
)
ANNA_WHO = W(
    "Anna Weber, Export, Klingenwerk Solingen",
    "王安娜，出口经理，索林根刀具厂",
    "Anna Weber, export manager, Klingenwerk Solingen",
)
GOAL = W(
    "Wir suchen Keramikfliesen in Großformat.", "我们想采购大规格瓷砖。", "We are looking for large tiles."
)
WHY = W(
    "Ihre Formate passen zu unserer Firma.",
    "贵公司的规格适合我们。",
    "Your formats suit the market we serve.",
)


def send_request(dialogue: Dialogue) -> str:
    """Anna's request to the tile maker, from the card to "send"; its id."""
    for said in (
        Tap(f"i:{TILES}"),
        press("button-agree"),
        ANNA,
        press("cooperation-supply"),
        WHY,
        press("button-send"),
    ):
        dialogue.say("anna", said)
    return next(reversed(dialogue.world.introductions))

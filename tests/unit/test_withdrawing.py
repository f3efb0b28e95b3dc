"""Each consent, on each platform: given, it lets its use pass; withdrawn in the chat, the use is refused at
once, and nothing of it that waits goes out; given again, it works again.

The platforms' adapters, the turns and the database are the real ones.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, true, update

from bot.adapter import Adapter
from bot.rendering import read_memory
from bot.turns import Turns
from directory.domain.commands import (
    Command,
    CreateIntroduction,
    GiveConsent,
    MakeLink,
    UpdateIntroduction,
    UseInvitation,
)
from directory.domain.company import Company
from directory.domain.entry_commands import ClaimEntry, ConfirmEntry
from directory.domain.handover import Line, Subject, open_handover
from directory.domain.introduction import Event, Party, Remark, Status, advance
from directory.domain.links import Opens
from directory.domain.person import PLATFORMS_IN_CHINA, TEXT_VERSIONS, Address, Profile, Purpose
from directory.domain.roles import Grant, Role
from directory.domain.safety_commands import PutHandover
from directory.domain.uses import Use
from directory.store import (
    companies,
    conversations,
    inbox,
    introductions,
    invitations,
    outbox,
    people,
    permits,
    translations,
)
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.errors import ConsentMissing, Forbidden
from directory.store.models import (
    ConsentRow,
    HandoverRow,
    IntroductionRow,
    OfficeRow,
    OutboxRow,
    TranslationRow,
)
from handlers.context import Limits
from handlers.messages import UPDATE_JSON, Reply, Update, UpdateKind
from handlers.states import Speaking
from tests.contract.cases import CASES, adapter_of
from tests.store_samples import later, put_recipient, request
from tests.unit.admin_world import LOCALIZER, World, fill_anew
from tests.unit.fakes import FakeSearch

WHO = "Grete Geheim"
HERS = (WHO, "grete@example.com", "Wir suchen", "Hilferuf")
PROFILE = Profile(WHO, "grete@example.com", "+49 212 5555")
Try = Callable[["Grete"], None]


@dataclass
class Grete:
    """One person on one platform, whose updates are handled by real turns."""

    world: World
    platform: str
    turns: Turns
    count: int = 0

    @property
    def address(self) -> Address:
        return Address(self.platform, "grete")

    def do(self, *commands: Command) -> None:
        with self.world.store.write() as session:
            here = conversations.load_or_create(session, self.address, "de", self.world.now)
            for command in commands:
                apply(session, command, here.id, self.world.now)

    def agree(self, *purposes: Purpose) -> None:
        """Give consents, and that to pass abroad where the platform is China's."""
        abroad = (Purpose.ABROAD,) if self.platform in PLATFORMS_IN_CHINA else ()
        for one in dict.fromkeys((*purposes, *abroad)):
            self.do(GiveConsent(one, TEXT_VERSIONS[one], "de", "fair" if one is Purpose.NEWS else ""))

    def say(self, text: str = "", choice: str = "") -> None:
        """One update, handled; the inbox is empty and healthy afterwards."""
        self.count += 1
        kind = UpdateKind.CHOICE if choice else UpdateKind.TEXT
        said = Update(f"u{self.count}", self.address, kind, text, choice, "de")
        with self.world.store.write() as session:
            payload = UPDATE_JSON.dump_python(said, mode="json")
            assert inbox.receive(session, self.address, said.id, payload, self.world.now)
        assert self.turns.run_next()
        with self.world.store.read() as session:
            assert inbox.count_by_status(session) == {"done": self.count}, "answered, and not by an apology"

    def withdraw(self, purpose: Purpose) -> None:
        """As easy as giving: asked for, and one tap; where there are no buttons, its number."""
        self.say("/daten")
        with self.world.store.read() as session:
            here = conversations.find_conversation(session, self.address)
            assert here is not None
            memory = read_memory(here)
            offered = [one.id for one in memory.offered]
        wanted = next(one for one in offered if one.startswith(f"d:stop:{purpose}:"))
        if self.turns._adapters[self.platform].capabilities.buttons:
            self.say(choice=wanted)
        else:
            stroke = "/" if isinstance(memory.state, Speaking) else ""
            self.say(f"{stroke}{offered.index(wanted) + 1}")

    @property
    def id(self) -> int:
        with self.world.store.read() as session:
            here = conversations.find_conversation(session, self.address)
            assert here is not None and here.person_id is not None
            return here.person_id

    def list_waiting(self) -> list[str]:
        """Parts for others that carry words of hers, and what of these waits to be translated."""
        with self.world.store.read() as session:
            here = conversations.find_conversation(session, self.address)
            parts = select(OutboxRow.payload).where(OutboxRow.conversation_id != here.id if here else true())
            told = [str(payload) for payload in session.scalars(parts)]
            texts = session.scalars(select(TranslationRow.text)).all()
        return [text for text in (*told, *texts) if any(word in text for word in HERS)]

    def is_allowed(self, use: Use, topic: str = "") -> bool:
        with self.world.store.read() as session:
            return permits.is_allowed(session, self.id, use, topic)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('withdrawing') / 'world.db'}")
    yield store
    store.close()


@pytest.fixture(params=[case.name for case in CASES])
def grete(request: pytest.FixtureRequest, kept: Store, sqlite_template: Path) -> Grete:
    world = fill_anew(kept, sqlite_template)
    adapters: dict[str, Adapter] = {case.name: adapter_of(case) for case in CASES}
    turns = Turns(
        world.store,
        adapters,
        list(adapters),
        FakeSearch(()),
        LOCALIZER,
        Limits(),
        world.clock,
        translates=True,
    )
    return Grete(world, request.param, turns)


# What each consent is given for


def ask_for_introduction(grete: Grete) -> None:
    """A request in the chat; it goes to the agency of Foshan, in words that are to be translated."""
    for choice, text in (
        (f"i:{grete.world.entries['tiles']}", ""),
        ("", f"{WHO}, grete@example.com"),
        ("", "Wir suchen Fliesen"),
        ("", "Ihre passen zu uns"),
        ("s:send", ""),
    ):
        grete.say(text, choice)


def newest(grete: Grete) -> str:
    with grete.world.store.read() as session:
        return introductions.list_sent(session, grete.id)[0].id


def request_directly(grete: Grete) -> None:
    grete.do(CreateIntroduction(request(grete.id, grete.world.entries["knives"], f"own{grete.count}")))


def claim(grete: Grete) -> None:
    grete.do(ClaimEntry(grete.world.entries["twin"]))


def ask_for_help(grete: Grete) -> None:
    """A person is asked for in the chat; her words wait for the agency."""
    for choice, text in (("", "/mensch"), ("ok:yes", ""), ("", "Hilferuf")):
        grete.say(text, choice)


def open_handover_directly(grete: Grete) -> None:
    line = Line(False, grete.id, "Hilferuf", "de", grete.world.now)
    handover = open_handover(f"h{grete.count}", grete.id, None, Subject.HELP, line)
    grete.do(PutHandover(handover))


def take_office(grete: Grete) -> None:
    city = grete.world.cities["Solingen"].id
    with grete.world.store.write() as session:
        code = invitations.create_for(session, Grant(Role.AGENCY, city), later(60), grete.world.now)
    grete.do(UseInvitation(code))


def act_in_office(grete: Grete) -> None:
    with grete.world.store.read() as session:
        entry: Company = companies.get_company(session, grete.world.entries["knives"])
    grete.do(ConfirmEntry(entry.id, entry.stamp), MakeLink(Opens.PAGES, f"hash {grete.count}"))


def tell_officer(grete: Grete, *purposes: Purpose) -> None:
    """Something of hers is on the way to an officer, passed on by each of these consents."""
    with grete.world.store.write() as session:
        for purpose in purposes:
            part = grete.turns._adapters["web"].render(Reply(f"{WHO}: {purpose}"), "de")
            officer = grete.world.talks["foshan"]
            outbox.append(
                session, officer, part, now=later(0), about_person_id=grete.id, about_purpose=purpose
            )


def test_introductions(grete: Grete) -> None:
    grete.agree(Purpose.INTRODUCTIONS, Purpose.NEWS)
    ask_for_introduction(grete)
    with grete.world.store.write() as session:
        officer = grete.world.talks["foshan"]
        translations.add(session, officer, grete.id, "Wir suchen", "de", "zh", grete.world.now)
        part = select(OutboxRow.id).where(OutboxRow.about_person_id == grete.id).limit(1)
        leased = update(OutboxRow).where(OutboxRow.id == part.scalar_subquery())
        session.execute(leased.values(lease_until=later(30), attempts=1))
    assert len(grete.list_waiting()) >= 2 and grete.is_allowed(Use.CONTACT)
    made = newest(grete)
    grete.withdraw(Purpose.INTRODUCTIONS)
    assert grete.list_waiting() == [] and not grete.is_allowed(Use.CONTACT)
    with grete.world.store.read() as session:
        known = introductions.find_introduction(session, made)
        assert known is not None and known.status is Status.WITHDRAWN
        assert (known.who, known.goal, known.why) == ("", "", ""), "nobody is shown who it was"
    with pytest.raises(ConsentMissing):
        request_directly(grete)
    grete.say(choice=f"q:{made}:again")
    assert grete.is_allowed(Use.NEWS, "fair"), "the others stand"
    grete.agree(Purpose.INTRODUCTIONS)
    request_directly(grete)
    assert grete.is_allowed(Use.CONTACT)


def test_registration(grete: Grete) -> None:
    grete.agree(Purpose.REGISTRATION, Purpose.INTRODUCTIONS)
    with grete.world.store.write() as session:
        people.save_profile(session, grete.id, PROFILE)
    claim(grete)
    tell_officer(grete, Purpose.INTRODUCTIONS)
    office = Grete(grete.world, "web", grete.turns, grete.count)
    see_queue(office)
    kept = count_about(grete, Purpose.INTRODUCTIONS)
    assert count_about(grete, Purpose.REGISTRATION) and kept
    grete.count = office.count
    grete.withdraw(Purpose.REGISTRATION)
    assert not count_about(grete, Purpose.REGISTRATION) and not grete.is_allowed(Use.REVIEW)
    assert count_about(grete, Purpose.INTRODUCTIONS) == kept, "the request is on its way all the same"
    with pytest.raises(ConsentMissing):
        claim(grete)
    grete.agree(Purpose.REGISTRATION)
    claim(grete)
    assert grete.is_allowed(Use.REVIEW)


def see_queue(office: Grete) -> None:
    """The officer of Solingen looks at the queue: who claims an entry is on the way to her."""
    with office.world.store.read() as session:
        address = conversations.get_conversation(session, office.world.talks["solingen"]).address
    officer = Officer(office.world, address.platform, office.turns, office.count)
    officer.say("/queue")
    office.count = officer.count


class Officer(Grete):
    """The one of Solingen."""

    @property
    def address(self) -> Address:
        return Address(self.platform, "solingen")


def count_about(grete: Grete, purpose: Purpose) -> int:
    with grete.world.store.read() as session:
        of_purpose = select(func.count()).where(
            OutboxRow.about_person_id == grete.id, OutboxRow.about_purpose == purpose.value
        )
        return session.scalar(of_purpose) or 0


def test_office(grete: Grete) -> None:
    grete.agree(Purpose.OFFICE)
    take_office(grete)
    act_in_office(grete)
    owner = grete.world.persons["owner"]
    with grete.world.store.write() as session:
        agreed = GiveConsent(Purpose.HELP, TEXT_VERSIONS[Purpose.HELP], "de")
        asked = Line(False, owner, "Wer hilft?", "de", later(0))
        city = grete.world.cities["Solingen"].id
        for command in (agreed, PutHandover(open_handover("theirs", owner, city, Subject.HELP, asked))):
            apply(session, command, grete.world.talks["owner"], later(0))
    for choice, text in (("h:theirs:answer", ""), ("", "Ich helfe Ihnen")):
        grete.say(text, choice)
    assert count_about(grete, Purpose.OFFICE) == 1
    with grete.world.store.write() as session:
        here = conversations.find_conversation(session, grete.address)
        assert here is not None
        for rests_on in (Purpose.REGISTRATION, Purpose.INTRODUCTIONS, Purpose.HELP, Purpose.OFFICE):
            told = grete.turns._adapters[grete.platform].render(Reply("Anna Weber"), "de")
            outbox.append(session, here.id, told, now=later(0), about_person_id=owner, about_purpose=rests_on)
    grete.withdraw(Purpose.OFFICE)
    assert count_about(grete, Purpose.OFFICE) == 0
    with grete.world.store.read() as session:
        left = select(OutboxRow.about_purpose).where(OutboxRow.about_person_id == owner)
        assert session.scalars(left).all() == ["office"], (
            "what an office answers still comes, others' data not"
        )
        held = select(func.count()).where(OfficeRow.person_id == grete.id)
        assert session.scalar(held) == 0
    with pytest.raises(Forbidden):
        act_in_office(grete)
    with pytest.raises(ConsentMissing):
        take_office(grete)
    grete.say("/seiten")
    grete.agree(Purpose.OFFICE)
    take_office(grete)
    act_in_office(grete)


def test_help(grete: Grete) -> None:
    grete.agree(Purpose.HELP, Purpose.INTRODUCTIONS)
    ask_for_help(grete)
    assert count_about(grete, Purpose.HELP)
    grete.withdraw(Purpose.HELP)
    assert grete.list_waiting() == [] and not grete.is_allowed(Use.HELP)
    with grete.world.store.read() as session:
        assert session.scalar(select(func.count()).select_from(HandoverRow)) == 0
    with pytest.raises(ConsentMissing):
        open_handover_directly(grete)
    grete.say("Noch da?")
    grete.agree(Purpose.HELP)
    open_handover_directly(grete)


def test_news(grete: Grete) -> None:
    def count_news() -> int:
        with grete.world.store.read() as session:
            queued = select(func.count()).where(OutboxRow.lane == outbox.BROADCAST)
            return session.scalar(queued) or 0

    def queue() -> None:
        with grete.world.store.write() as session:
            here = conversations.find_conversation(session, grete.address)
            assert here is not None
            put_recipient(session, here)
            part = grete.turns._adapters[grete.platform].render(Reply("News"), "de")[0]
            session.execute(update(OutboxRow).values(payload=part))

    grete.agree(Purpose.NEWS)
    queue()
    assert count_news() == 1 and grete.is_allowed(Use.NEWS, "fair")
    grete.withdraw(Purpose.NEWS)
    assert count_news() == 0 and not grete.is_allowed(Use.NEWS, "fair")
    grete.agree(Purpose.NEWS)
    queue()
    assert count_news() == 1 and grete.is_allowed(Use.NEWS, "fair")


def test_passing_abroad(grete: Grete) -> None:
    purposes = tuple(Purpose)
    uses = {Use.CONTACT, Use.REVIEW, Use.OFFICE, Use.HELP}
    with grete.world.store.write() as session:
        here = conversations.load_or_create(session, grete.address, "de", later(0))
        people.note_in_china(session, people.create_for(session, here.id, later(0)))
    grete.agree(*purposes)
    passed_on = [one for one in purposes if one is not Purpose.NEWS]  # they pass nothing on of anybody
    tell_officer(grete, *passed_on)
    request_directly(grete)
    assert len(grete.list_waiting()) == len(passed_on)
    assert all(grete.is_allowed(use) for use in uses)
    grete.withdraw(Purpose.ABROAD)
    assert grete.list_waiting() == []
    assert not any(grete.is_allowed(use) for use in uses) and not grete.is_allowed(Use.NEWS, "fair")
    grete.agree(*(one for one in purposes if one is not Purpose.ABROAD))
    if grete.platform not in PLATFORMS_IN_CHINA:  # there the one is given with the other, see `agree`
        assert not any(grete.is_allowed(use) for use in uses)
        for use in (request_directly, claim, open_handover_directly, take_office):
            with pytest.raises(ConsentMissing):
                use(grete)
    grete.agree(Purpose.ABROAD)
    for use in (request_directly, claim, open_handover_directly, take_office):
        use(grete)


@pytest.mark.parametrize("grete", ["web", "wechat"], indirect=True)
def test_what_was_half_written_asks_for_the_consent_again(grete: Grete) -> None:
    grete.agree(Purpose.INTRODUCTIONS, Purpose.HELP)
    with grete.world.store.write() as session:
        people.save_profile(session, grete.id, PROFILE)
        company = grete.world.entries["knives"]
        people.add_membership(session, grete.id, company, later(0))
        other = grete.world.persons["owner"]
        introductions.create(session, request(other, company, "theirs"), other)
    grete.do(CreateIntroduction(request(grete.id, grete.world.entries["tiles"], "mine")))
    with grete.world.store.write() as session:
        mine = introductions.find_introduction(session, "mine")
        assert mine is not None
        asked = advance(mine, Event.ASK, later(1), remark=Remark("company", "Wie viel?", "zh", later(1)))
        assert asked is not None
        introductions.change(session, asked, None)
    grete.say(choice="q:theirs:ask")
    grete.withdraw(Purpose.INTRODUCTIONS)
    grete.agree(Purpose.REGISTRATION)
    with grete.world.store.write() as session:
        people.add_membership(session, grete.id, company, later(0))
    grete.say("Welche Menge brauchen Sie?")
    with grete.world.store.read() as session:
        theirs = introductions.find_introduction(session, "theirs")
        here = conversations.find_conversation(session, grete.address)
        assert theirs is not None and here is not None
        assert theirs.status is Status.SENT and theirs.remarks == ()
        state = read_memory(here).state
        assert (state.tag, getattr(state, "step", "")) == ("answering", "consent")
    with pytest.raises(ConsentMissing):
        remark = Remark("company", "?", "de", later(2))
        refused = advance(theirs, Event.ASK, later(2), remark=remark)
        assert refused is not None
        grete.do(UpdateIntroduction(refused, Event.ASK))


@pytest.mark.parametrize("grete", ["web"], indirect=True)
def test_an_office_taken_under_an_older_text_stands(grete: Grete) -> None:
    """Nobody is asked anew in the middle of an office; who has none any more is refused."""
    grete.agree(Purpose.OFFICE)
    take_office(grete)
    with grete.world.store.write() as session:
        session.execute(update(ConsentRow).values(text_version="2020-01"))
        asker = grete.world.persons["owner"]
        waiting = request(asker, grete.world.entries["knives"], "desk", status=Status.AT_AGENCY)
        introductions.create(session, replace(waiting, desk=Party.AGENCY), asker)
    remark = Remark("company", "Wie viel?", "de", later(1))
    asked = advance(replace(waiting, desk=Party.AGENCY), Event.ASK, later(1), remark=remark)
    assert asked is not None
    grete.do(UpdateIntroduction(asked, Event.ASK))
    with grete.world.store.write() as session:
        session.execute(update(ConsentRow).values(withdrawn_at=later(2)))
    again = advance(replace(asked, status=Status.AT_AGENCY), Event.ASK, later(2), remark=remark)
    assert again is not None
    with grete.world.store.write() as session:
        session.execute(update(IntroductionRow).values(status=Status.AT_AGENCY.value))
    with pytest.raises(ConsentMissing):
        grete.do(UpdateIntroduction(again, Event.ASK))

"""A person uses everything there is, deletes it all, and is then looked for everywhere: in every column of
every table the database has, in its files, in what others were sent, in the export and in the log; as it was
written, and in whatever form a program might keep it.

A table that can hold something of a person and that the story does not use fails the test.
"""

import base64
import hashlib
import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pypinyin import lazy_pinyin
from sqlalchemy import MetaData, select
from sqlalchemy.orm import Session

from bot.config import PrivacySettings
from bot.retention import Retention
from directory.domain.city import Country
from directory.domain.commands import Command, GiveConsent, UseInvitation
from directory.domain.company import Company, CompanyContact, EntryStatus
from directory.domain.entry_commands import ClaimEntry, RegisterEntry
from directory.domain.handover import Line, Subject, open_handover
from directory.domain.introduction import Status
from directory.domain.links import Opens
from directory.domain.person import TEXT_VERSIONS, Address, Profile, Purpose
from directory.domain.roles import Act, Grant, Role
from directory.domain.safety import Report
from directory.domain.safety_commands import BlockSender, FileReport, PutHandover
from directory.exporting import export_file
from directory.search.normalize import has_han
from directory.store import (
    allowances,
    audit,
    companies,
    contacts,
    conversations,
    given_contacts,
    imports,
    invitations,
    links,
    merging,
    pacing,
    people,
    translations,
)
from directory.store.allowances import Allowance
from directory.store.apply import apply
from directory.store.conversations import Conversation
from directory.store.engine import Store
from directory.store.holdings import is_linked, read_holdings
from directory.store.models import (
    Base,
    CompanyRow,
    FreezeRow,
    IntroductionRow,
    MailingRow,
    NewsRow,
    PageSessionRow,
)
from handlers.context import Context
from handlers.messages import Update, UpdateKind
from tests.property.players import CHEN
from tests.property.world import World
from tests.store_samples import put_recipient

GRETE, PHONE = Address("alpha", "account-7731"), Address("beta", "account-9942")
WHO = "Frau Geheimrat 欧阳震华, geheim@example.com, +49 212 5559876, WeChat: geheim_wx"
TRACES = (
    *("Geheimrat", "欧阳震华", "geheim@example.com", "+49 212 5559876", "geheim_wx"),
    *("account-7731", "account-9942"),
    *("Ziel-G", "Grund-G", "Rückfrage-G", "Entwurf-G", "Amtsgrund-G", "Geplauder-G"),
    *("Hilferuf-G", "Fremdwort-G", "Formular-G", "Meldung-G"),
)


class Story:
    """Updates of several people, numbered through."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._number = 0

    def say(self, address: Address, text: str) -> None:
        self._go(address, UpdateKind.TEXT, text=text)

    def tap(self, address: Address, choice: str) -> None:
        self._go(address, UpdateKind.CHOICE, choice=choice)

    def do(self, *commands: Command, address: Address = GRETE) -> None:
        with self.world.store.write() as session:
            conversation = conversations.load_or_create(session, address, "de", self.world.clock())
            for command in commands:
                apply(session, command, conversation.id, self.world.clock())

    def _go(self, address: Address, kind: UpdateKind, *, text: str = "", choice: str = "") -> None:
        self._number += 1
        self.world.write(Update(f"u{self._number}", address, kind, text, choice, "de"))
        self.world.finish()


def use_everything(world: World) -> int:
    """Grete's story; her id."""
    story, clock = Story(world), world.clock
    with world.store.read() as session:
        tiles, german = (
            next(one for one in companies.iterate(session, country=country))
            for country in (Country.CN, Country.DE)
        )
    story.say(GRETE, "Geplauder-G: Fliesen")
    story.tap(GRETE, f"i:{tiles.id}")
    story.tap(GRETE, "ok:yes")
    for text in (WHO, "Ziel-G", "Grund-G"):
        story.say(GRETE, text)
    story.tap(GRETE, "s:send")
    story.tap(CHEN, f"q:{_latest(world)}:accept")
    accepted = _latest(world)
    agreed = [GiveConsent(purpose, TEXT_VERSIONS[purpose], "de") for purpose in Purpose if purpose != "news"]
    story.do(*agreed, GiveConsent(Purpose.NEWS, TEXT_VERSIONS[Purpose.NEWS], "de", "fair"))
    with world.store.write() as session:
        home = conversations.find_conversation(session, GRETE)
        assert home is not None and home.person_id is not None
        grete = home.person_id
        phone = conversations.load_or_create(session, PHONE, "de", clock())
        people.link(session, phone.id, grete)
        people.add_membership(session, grete, german.id, clock())
        people.add_membership(session, grete, _add_entry(session, german, "DE-double"), clock())
        code = invitations.create_for(session, Grant(Role.AGENCY, german.city_id), _later(world), clock())
        known = CompanyContact("Frau Geheimrat", "", "Geheim@Example.com", "0212 5559876")
        contacts.put_contact(session, tiles.id, known)
        pacing.hold(session, f"alpha {GRETE.account}", clock() + timedelta(seconds=1))
        for address in (GRETE, PHONE):
            allowances.open_window(session, address, (Allowance("said", 5, 3600),), clock())
        audit.write(
            session, Act.SEND_BACK, Role.AGENCY, clock(), person_id=grete, company=german, words="Amtsgrund-G"
        )
        double = next(one for one in companies.iterate(session) if one.external_id == "DE-double")
        kept = companies.get_company(session, german.id)
        merging.merge(session, kept, double, clock())
    story.do(
        UseInvitation(code),
        ClaimEntry(tiles.id),
        RegisterEntry(_draft(german, "chat-g")),
    )
    story.tap(CHEN, f"i:{german.id}")
    for text in ("Chens Ziel", "Chens Grund"):
        story.say(CHEN, text)
    story.tap(CHEN, "s:send")
    story.tap(GRETE, f"q:{_latest(world)}:ask")
    story.say(GRETE, "Rückfrage-G")
    story.tap(GRETE, f"i:{_other(world, tiles, german)}")
    story.say(GRETE, "Entwurf-G")
    story.say(PHONE, "Geplauder-G")
    story.tap(PHONE, "m:register")
    story.say(PHONE, "Formular-G GmbH")
    chen = _find_person(world, CHEN)
    _protect(story, grete, chen, accepted, german.city_id)
    with world.store.write() as session:
        session.add(
            FreezeRow(person_id=grete, city_id=german.city_id, role="agency", report_id="", at=clock())
        )
        given_contacts.put(session, accepted, Profile("Wang", email="wang@example.com"), grete, clock())
        _use_pages(session, home, grete, german, known, clock())
        translations.add(session, home.id, grete, "Fremdwort-G", "de", "zh", clock())
    return grete


def _protect(story: Story, grete: int, chen: int, introduction_id: str, city_id: int) -> None:
    """She asks for a person; she and Chen report and block each other."""
    now = story.world.clock()
    line = Line(False, grete, "Hilferuf-G", "de", now)
    by_her = Report("report-1", introduction_id, grete, chen, city_id, now)
    by_him = replace(by_her, id="report-2", reporter_id=chen, accused_id=grete, words="Meldung-G")
    handover = open_handover("help-1", grete, city_id, Subject.HELP, line)
    story.do(PutHandover(handover), FileReport(by_her), BlockSender(chen))
    story.do(FileReport(by_him), BlockSender(grete), address=CHEN)


def _use_pages(
    session: Session, home: Conversation, grete: int, entry: Company, known: CompanyContact, now: datetime
) -> None:
    """News, the pages for officials, and an import there."""
    put_recipient(session, home)
    news_id = session.scalars(select(NewsRow.id)).first()
    session.add(
        MailingRow(
            news_id=news_id,
            status="draft",
            audience={},
            author_id=grete,
            grace_s=0,
            by_mass=False,
            version=1,
            created_at=now,
        )
    )
    links.make(session, home.id, Opens.DATA, "hash", now)
    session.add(
        PageSessionRow(token_hash="hash", conversation_id=home.id, locale="de", created_at=now, seen_at=now)
    )
    waiting = b"contact_email,contact_phone\nGEHEIM@example.com,0212 - 5559876\n"
    imports.bring(session, "b.csv", waiting, [], grete, now, skip_faulty=False, allow_duplicates=False)
    brought = imports.bring(session, "a.csv", b"", [], grete, now, skip_faulty=False, allow_duplicates=False)
    imports.note_change(session, brought, entry.id, entry, known, now)


def _find_person(world: World, address: Address) -> int:
    with world.store.read() as session:
        found = conversations.find_conversation(session, address)
        assert found is not None and found.person_id is not None
        return found.person_id


def _latest(world: World) -> str:
    with world.store.read() as session:
        newest = select(IntroductionRow.id).order_by(IntroductionRow.created_at.desc(), IntroductionRow.id)
        world.clock.advance(1)
        return session.scalars(newest).first() or ""


def _later(world: World) -> datetime:
    return world.clock() + timedelta(days=1)


def _draft(like: Company, external_id: str) -> Company:
    return Company(0, external_id, like.country, like.city_id, "Werk G", status=EntryStatus.PENDING)


def _add_entry(session: Session, like: Company, external_id: str) -> int:
    entry = Company(0, external_id, like.country, like.city_id, like.name)
    return companies.upsert(session, entry, like.updated_at)[0]  # type: ignore[arg-type]


def _other(world: World, *known: Company) -> int:
    with world.store.read() as session:
        rows = session.scalars(select(CompanyRow.id).where(CompanyRow.id.not_in([one.id for one in known])))
        return next(iter(rows))


def read_everything(store: Store) -> Iterator[tuple[str, str]]:
    """(table.column, value) of all the database really has, whatever our models say."""
    found = MetaData()
    found.reflect(store.engine)
    with store.read() as session:
        for table in found.sorted_tables:
            for row in session.execute(select(table)):
                for name, value in row._mapping.items():
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    yield f"{table.name}.{name}", text.encode().decode("unicode_escape", "replace") + text


def list_forms(trace: str) -> Iterator[str]:
    """A trace as it is, and as a program might have kept it: folded, romanised, encoded, hashed."""
    plain = unicodedata.normalize("NFKC", trace).casefold()
    yield from (plain, "".join(plain.split()), quote(trace).casefold(), json.dumps(trace)[1:-1])
    digits = "".join(filter(str.isdecimal, plain))
    if len(digits) >= 7:
        yield from (digits, digits[-9:], digits[-7:])
    if has_han(trace):
        yield from ("".join(lazy_pinyin(trace)), " ".join(lazy_pinyin(trace)))
    for data in {trace.encode(), plain.encode()}:
        yield from (data.hex(), *(hashlib.new(name, data).hexdigest() for name in ("md5", "sha1", "sha256")))
        for before in range(3):  # wherever it begins in what was encoded
            encoded = base64.b64encode(b"x" * before + data).decode()
            sure = encoded[before and before + 1 : -4]
            yield from (sure, sure.translate(_URL))


_URL = str.maketrans("+/", "-_")
FORMS = {trace: tuple(dict.fromkeys(list_forms(trace))) for trace in TRACES}
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ ()/.-]+(?=\d)")


def find_in(text: str) -> set[str]:
    """The traces in a text, in whatever form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    looked_at = f"{text}\n{folded}\n{_BETWEEN_DIGITS.sub('', folded)}"
    return {trace for trace, forms in FORMS.items() if any(form in looked_at for form in forms)}


def find_traces(store: Store) -> set[tuple[str, str]]:
    return {(trace, place) for place, text in read_everything(store) for trace in find_in(text)}


def read_files(folder: Path) -> str:
    """What stands in the files of the database, for whoever reads the disk."""
    return "\n".join(file.read_bytes().decode("utf-8", "ignore") for file in folder.glob("isabot.db*"))


def list_unused(store: Store, person_id: int) -> list[str]:
    """Tables that could hold something of the person and do not."""
    with store.read() as session:
        linked = [
            (table, rows)
            for table in Base.metadata.sorted_tables
            if (rows := is_linked(table, person_id)) is not None
        ]
        return [
            table.name for table, rows in linked if session.execute(select(table).where(rows)).first() is None
        ]


def test_a_person_who_used_everything_leaves_no_trace(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with World(store, experienced=True) as world, caplog.at_level(logging.DEBUG):
        turns, numbers = world.process.turns, count(1)
        build = turns.build_context  # of this world ids are made of accounts

        def build_context(*given: Any) -> Context:
            return replace(build(*given), new_id=lambda: f"request-{next(numbers)}")

        monkeypatch.setattr(turns, "build_context", build_context)
        grete = use_everything(world)
        assert {trace for trace, _ in find_traces(store)} == set(TRACES), "the story says all of it"
        assert store.file is None or find_in(read_files(tmp_path)) == set(TRACES)
        assert list_unused(store, grete) == []
        with store.read() as session:
            written = str(read_holdings(session, grete).memories)
        assert "Formular-G" in written and "Entwurf-G" in written, "what is being written is shown, too"
        story = Story(world)
        story._number = 100
        story.tap(GRETE, "d:ask")
        story.tap(GRETE, "d:yes")
        at_once = {place for _, place in find_traces(store)}
        assert at_once <= {"conversations.account", "inbox.account", "allowances.account", "paces.key"}
        world.clock.advance(86_400 + 60)
        retention = Retention(store, world.process.turns, PrivacySettings(), world.clock, "test")
        with store.write() as session:
            pacing.forget_past(session, world.clock())
        retention.run()
        assert find_traces(store) == set()
        assert find_in(read_files(tmp_path)) == set()
        for arrival in world.arrivals[-1:]:
            assert "Geheimrat" not in str(arrival)
        with store.read() as session:
            export_file(session, tmp_path / "all.csv")
            sent = session.scalars(select(IntroductionRow.status).where(IntroductionRow.who == "")).all()
        exported = (tmp_path / "all.csv").read_text(encoding="utf-8")
        assert find_in(exported) == set()
        assert list(sent) == [Status.ACCEPTED]
    assert find_in(caplog.text) == set()


@pytest.mark.parametrize("trace", TRACES)
def test_a_trace_is_found_in_whatever_form_it_is_kept(trace: str) -> None:
    kept = [trace, trace.upper(), base64.b64encode(f"a: {trace}, b".encode()).decode(), trace.encode().hex()]
    kept += [hashlib.sha256(trace.casefold().encode()).hexdigest(), quote(f"/{trace}?")]
    if trace.startswith("+"):
        kept += ["0212 / 555-98 76", "00492125559876"]
    if has_han(trace):
        kept += ["OuyangZhenhua", "ouyang zhenhua".replace(" ", "")]
    assert [one for one in kept if trace not in find_in(one)] == []

"""The pages over a small database: two cities, an agency each, a secretariat, entries, introductions."""

import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, FormData, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import update

from bot.adapter import Adapter
from bot.admin.own_data import build_own_data
from bot.admin.routes import build_pages
from bot.config import API_URL
from bot.config_wechat import WeChatSettings
from bot.telegram.client import TelegramAdapter
from bot.turns import Turns
from bot.web.client import WebAdapter
from bot.web.guard import Proxies, TokenBuckets
from bot.wechat.client import WeChatAdapter
from directory.domain.city import City, Country
from directory.domain.commands import GiveConsent, SaveNews
from directory.domain.company import Company, EntryStatus
from directory.domain.demand import Asked
from directory.domain.entry_commands import ClaimEntry
from directory.domain.links import Opens, hash_secret
from directory.domain.mailing import Audience, Mailing
from directory.domain.news import NewsItem, Topic
from directory.domain.person import TEXT_VERSIONS, Profile, Purpose
from directory.domain.roles import Grant, Role
from directory.domain.words import AddedWord
from directory.store import (
    cities,
    companies,
    demand,
    introductions,
    links,
    news_acts,
    offices,
    people,
    words,
)
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.models import CompanyRow
from handlers.context import Limits
from handlers.localizer import Localizer
from tests.store_samples import NOW, person_of, put_conversation, put_person, request
from tests.unit.fakes import FakeSearch

LOCALIZER = Localizer()
Client = TestClient[web.Request, web.Application]
HOSTILE = '<script>alert("x")</script>=HYPERLINK("//evil")'
TABLE = "external_id,country,city,name,offers\nnew-1,DE,{city},Feilenhauerei Berg,Feilen\n"


@dataclass
class World:
    """A filled database; the ids a test needs by name."""

    store: Store
    now: datetime = NOW
    cities: dict[str, City] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    talks: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    claim_id: int = 0
    news_id: int = 0
    import_id: int = 2
    written: int = 0

    def clock(self) -> datetime:
        return self.now

    def make_link(self, name: str, opens: Opens = Opens.PAGES) -> str:
        """A link for somebody, as the chat makes it; its code."""
        code = secrets.token_urlsafe(20)
        with self.store.write() as session:
            links.make(session, self.talks[name], opens, hash_secret(code), self.now)
        return code

    def find(self, company_id: int) -> Company:
        with self.store.read() as session:
            return companies.get_company(session, company_id)

    def build_turns(self, search: Any = None) -> Turns:
        adapters: dict[str, Adapter] = {
            "web": WebAdapter(),
            "telegram": TelegramAdapter("", API_URL, LOCALIZER.text),
            "wechat": WeChatAdapter(WeChatSettings(), LOCALIZER.text),
        }
        return Turns(
            self.store, adapters, list(adapters), search or FakeSearch(()), LOCALIZER, Limits(), self.clock
        )

    def build(
        self,
        site: str = "",
        buckets: TokenBuckets | None = None,
        search: Any = None,
        proxies: Proxies = (),
    ) -> web.Application:
        turns = self.build_turns(search)
        buckets = buckets or TokenBuckets(capacity=100_000)
        app = web.Application()

        def ring() -> None:
            self.written += 1

        pages = build_pages(
            self.store,
            turns,
            LOCALIZER,
            self.clock,
            site=site,
            written=ring,
            buckets=buckets,
            proxies=proxies,
        )
        app.add_subapp("/admin", pages)
        own_data = build_own_data(self.store, turns, LOCALIZER, self.clock, buckets=buckets, proxies=proxies)
        app.add_subapp("/data", own_data)
        return app


_MADE: dict[Path, World] = {}


def build_world(path: Path, template: Path) -> World:
    """The world on an SQLite file of its own; made once for the run, then copied."""
    return fill_anew(Store(f"sqlite:///{path}"), template)


def fill_anew(store: Store, template: Path) -> World:
    """The world in the file of a store that other tests had before: it knows its statements already."""
    made = template.with_name("pages-world.db")
    if made not in _MADE:
        _MADE[made] = _fill(made, template)
        _MADE[made].store.close()
    store.close()
    assert store.file is not None
    for rest in store.file.parent.glob(f"{store.file.name}*"):
        rest.unlink()
    store.file.write_bytes(made.read_bytes())
    return replace(_MADE[made], store=store)


def _fill(path: Path, template: Path) -> World:
    path.write_bytes(template.read_bytes())
    world = World(Store(f"sqlite:///{path}"))
    with world.store.write() as session:
        cities.put_cities(
            session,
            [
                City(0, Country.DE, "Solingen", "索林根", "Solingen", agency="Wirtschaftsförderung Solingen"),
                City(0, Country.CN, "Foshan", "佛山", "Foshan", agency="佛山投资促进局"),
            ],
        )
        world.cities = {city.name_en: city for city in cities.list_cities(session)}
        german, chinese = world.cities["Solingen"], world.cities["Foshan"]
        for name, grant in (
            ("solingen", Grant(Role.AGENCY, city_id=german.id)),
            ("foshan", Grant(Role.AGENCY, city_id=chinese.id)),
            ("secretariat", Grant(Role.SECRETARIAT)),
        ):
            talk = put_conversation(session, name, locale="zh" if name == "foshan" else "de")
            for purpose in (Purpose.OFFICE, Purpose.ABROAD):
                apply(session, GiveConsent(purpose, TEXT_VERSIONS[purpose], "de"), talk.id, NOW)
            person = people.find_person_at(session, talk.id)
            assert person is not None
            offices.add(session, person.id, grant, NOW)
            world.talks[name], world.persons[name] = talk.id, person.id
        for key, city, values in (
            ("knives", german, {"name": "Klingenwerk Solingen GmbH", "offers": ("Küchenmesser", "Scheren")}),
            ("twin", german, {"name": "Klingenwerk Solingen", "offers": ("Messer",)}),
            ("draft", german, {"name": "Entwurf & Söhne GmbH", "status": EntryStatus.PENDING}),
            ("claimed", german, {"name": "Scherenschmiede Wupper", "offers": ("Scheren",)}),
            ("hidden", german, {"name": "Stillwerk Solingen", "status": EntryStatus.HIDDEN}),
            ("hostile", german, {"name": HOSTILE, "description_de": "<img src=x onerror=alert(1)>"}),
            ("tiles", chinese, {"name": "佛山云陶陶瓷有限公司", "name_latin": "Foshan Yuntao Ceramics"}),
            ("tiles-draft", chinese, {"name": "佛山新釉陶瓷有限公司", "status": EntryStatus.PENDING}),
        ):
            entry = Company(0, f"{city.slug}-{key}", city.country, city.id, **values)
            world.entries[key], _ = companies.upsert(session, entry, NOW)
        unanswered = update(CompanyRow).where(CompanyRow.id == world.entries["hidden"])
        session.execute(unanswered.values(asked_at=NOW - timedelta(days=61)))
        owner = put_person(session, "owner", world.entries["draft"], platform="web")
        apply(
            session,
            GiveConsent(Purpose.REGISTRATION, TEXT_VERSIONS[Purpose.REGISTRATION], "de"),
            owner.id,
            NOW,
        )
        profile = Profile("Anna Weber", "weber@firma.example")
        people.save_profile(session, person_of(owner), profile)
        world.talks["owner"], world.persons["owner"] = owner.id, person_of(owner)
        claimant = put_person(session, "claimant")
        apply(
            session,
            GiveConsent(Purpose.REGISTRATION, TEXT_VERSIONS[Purpose.REGISTRATION], "de"),
            claimant.id,
            NOW,
        )
        apply(session, ClaimEntry(world.entries["claimed"]), claimant.id, NOW)
        world.claim_id = 1
        for number, key in enumerate(("knives", "tiles")):
            made = request(person_of(claimant), world.entries[key], f"intro{number}", goal=HOSTILE)
            introductions.create(session, made)
        for number in range(6):
            asked = Asked("", "keramikmesser", "de", german.id, "CN")
            demand.note_search(session, asked, f"somebody {number}", NOW, met=False)
        words.add(session, AddedWord(0, "knife", de=("Kneipchen",), added_by=german.agency), NOW)
        for account in ("owner", "claimant"):
            for topic in ("fair", "assembly"):
                agreed = GiveConsent(Purpose.NEWS, TEXT_VERSIONS[Purpose.NEWS], "de", topic)
                apply(session, agreed, put_conversation(session, account).id, NOW)
        author = people.find_person(session, world.persons["solingen"])
        assert author is not None
        item = NewsItem(0, Topic.FAIR, {"de": "Messertag", "zh": "刀具日"}, {"de": HOSTILE}, None)
        draft = SaveNews(Mailing(item, Audience(cities=(german.id,))))
        world.news_id = news_acts.carry_out(session, draft, author, NOW).id
        for key in ("tiles", "knives"):
            register(session, world.entries[key], 1 if key == "knives" else 2)
    return world


def register(session: Any, company_id: int, number: int) -> None:
    """A file that was looked at, for each city one."""
    from directory.store import imports

    company = companies.get_company(session, company_id)
    city = cities.get_city(session, company.city_id)
    content = TABLE.format(city=city.name_en).replace(",DE,", f",{city.country},").encode()
    imported = imports.bring(
        session, "file.csv", content, [city.id], 1, NOW, skip_faulty=False, allow_duplicates=False
    )
    assert imported


@asynccontextmanager
async def serve(world: World, **options: Any) -> AsyncIterator[Client]:
    async with TestClient(TestServer(world.build(**options))) as client:
        yield client


async def enter(client: Client, world: World, name: str) -> None:
    """Sign in, as the browser does."""
    client.session.cookie_jar.clear()
    answer = await client.post(f"/admin/in/{world.make_link(name)}", allow_redirects=False)
    assert answer.status == 303


def find_csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found, page[:500]
    return found[1]


async def read_csrf(client: Client) -> str:
    return find_csrf(await (await client.get("/admin/queue")).text())


async def post(client: Client, path: str, csrf: str | None = None, **fields: str) -> ClientResponse:
    """Send a form that carries our proof."""
    proof = await read_csrf(client) if csrf is None else csrf
    return await client.post(path, data={"csrf": proof, **fields}, allow_redirects=False)


async def upload(client: Client, content: bytes, name: str = "firmen.csv", **fields: str) -> ClientResponse:
    form = FormData({"csrf": await read_csrf(client), **fields})
    form.add_field("file", content, filename=name, content_type="text/csv")
    return await client.post("/admin/import", data=form, allow_redirects=False)


async def see(client: Client, path: str) -> str:
    """The text of a page that must be there."""
    answer = await client.get(path)
    page = await answer.text()
    assert answer.status == 200, (path, answer.status, page[-1500:])
    return unescape(page)

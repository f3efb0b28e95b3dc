"""My data where a platform has no files: a link that hands out the file once, in the browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.config import PrivacySettings
from bot.retention import Retention
from bot.web.guard import TokenBuckets
from directory.domain.commands import DeletePerson, GiveConsent, MakeLink
from directory.domain.links import OWN_DATA, VALID, Opens, hash_secret
from directory.domain.person import TEXT_VERSIONS, Profile, Purpose
from directory.store import people
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.errors import ConsentMissing, StoreError
from directory.store.models import LinkRow
from handlers import privacy
from handlers.localizer import LOCALES
from tests.store_samples import put_conversation
from tests.unit import dialogue as dialogues
from tests.unit.admin_world import LOCALIZER, World, fill_anew, serve
from tests.unit.dialogue import CHEN, Dialogue, Files, K, Tap, W, verify_dialog
from tests.unit.fakes import TILES

each_language = pytest.mark.parametrize("locale", LOCALES)
MY_DATA = W("meine Daten", "我的数据", "my data")
SITE = "https://isa.example"
ANNAS = "weber@firma.example"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('own-data') / 'world.db'}")
    yield store
    store.close()


@pytest.fixture
def world(kept: Store, sqlite_template: Path) -> World:
    return fill_anew(kept, sqlite_template)


# In the chat


def chen_on(platform: str, locale: str) -> Dialogue:
    dialogue = Dialogue()
    dialogue.platforms["chen"] = platform
    dialogue.add_member("chen", locale, TILES, profile=CHEN)
    return dialogue


@each_language
@pytest.mark.parametrize(("said", "key"), [(MY_DATA, "data"), (Tap("d:chat"), "data-chat")])
def test_wechat_gets_a_link_that_only_its_reader_knows(
    locale: str, said: W | Tap, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogues, "LIMITS", replace(dialogues.LIMITS, site=SITE))
    dialogue = chen_on("wechat", locale)
    (reply,) = dialogue.say("chen", said)
    link = reply.text.splitlines()[-1]
    assert reply.document is None and link.startswith(f"{SITE}/data/")
    assert reply.text == LOCALIZER.text(locale, f"{key}-link", link=link, minutes=15)
    (made,) = dialogue.world.noted
    opens = Opens.CHAT if key == "data-chat" else Opens.DATA
    assert made == MakeLink(opens, hash_secret(link.rpartition("/")[2]))
    assert ("d:stop:introductions:" in [one.id for one in dialogue.offered("chen")]) is (opens is Opens.DATA)


@each_language
@pytest.mark.parametrize(
    ("platform", "site"), [("wechat", ""), ("web", SITE), ("telegram", SITE), ("terminal", SITE)]
)
def test_without_a_public_address_and_where_there_are_files_everything_is_said_in_the_chat(
    locale: str, platform: str, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogues, "LIMITS", replace(dialogues.LIMITS, site=site))
    dialogue = chen_on(platform, locale)
    verify_dialog(
        dialogue, "chen", [(MY_DATA, [K("data-here"), Files((K("data-who", value=CHEN.who),))], None)]
    )
    assert dialogue.world.noted == ()


# In the browser


@pytest.mark.parametrize(("agent", "way"), [("Mozilla/5.0", "attachment"), ("MicroMessenger/8", "inline")])
async def test_the_button_hands_out_the_file_once_and_looking_does_not_use_it_up(
    world: World, agent: str, way: str
) -> None:
    code = world.make_link("owner", Opens.DATA)
    async with serve(world, site=SITE) as client:
        for ask in (client.get, client.head, client.get):
            seen = await ask(f"/data/{code}")
            assert seen.status == 200 and ANNAS not in await seen.text()
        assert (await client.get("/data/static/pages.css")).status == 200
        with world.store.write() as session:
            people.save_profile(session, world.persons["owner"], Profile("Anna Berg", ANNAS))
        handed = await client.post(f"/data/{code}", headers={"User-Agent": agent, "Origin": "null"})
        content = await handed.text()
        assert (handed.status, handed.content_type) == (200, "text/plain")
        assert ANNAS in content and "Anna Berg" in content, "written in this moment"
        assert "Gespeicherte Daten" in content
        for answer in (seen, handed):
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        name = LOCALIZER.text("de", "data-file-name")
        assert handed.headers["Content-Disposition"] == f"{way}; filename*=UTF-8''{name}"
        for ask in (client.get, client.post):
            again = await ask(f"/data/{code}")
            assert again.status == 410 and ANNAS not in await again.text()
    with world.store.read() as session:
        assert session.execute(select(LinkRow.__table__)).all() == []


@each_language
async def test_the_page_speaks_the_language_of_the_chat(world: World, locale: str) -> None:
    with world.store.write() as session:
        session.execute(text("UPDATE conversations SET locale = :locale"), {"locale": locale})
    code = world.make_link("owner", Opens.CHAT)
    async with serve(world) as client:
        page = await (await client.get(f"/data/{code}", headers={"Accept-Language": "fr"})).text()
        assert LOCALIZER.text(locale, "own-data-lead") in page and "/admin" not in page
        assert LOCALIZER.text(locale, "pages-title") not in page, "it is no page for officials"
        over = await (await client.get(f"/data/nothing?lang={locale}")).text()
        assert LOCALIZER.text(locale, "pages-fault-data-over") in over and "/admin" not in over


async def test_a_link_is_good_for_a_quarter_of_an_hour_for_its_own_person_and_its_own_kind(
    world: World,
) -> None:
    first, mine = (world.make_link("owner", Opens.DATA) for _ in range(2))
    others, pages = world.make_link("foshan", Opens.DATA), world.make_link("solingen")
    with world.store.read() as session:
        stored = str(session.execute(select(LinkRow.__table__)).all())
        assert mine not in stored and others not in stored
    async with serve(world) as client:
        assert (await client.post(f"/data/{first}")).status == 410, "a new one ends the one before"
        assert (await client.post(f"/data/{pages}")).status == 410
        assert (await client.get(f"/admin/in/{mine}")).status == 410
        assert (await client.post(f"/admin/in/{mine}", allow_redirects=False)).status == 410
        handed = await client.post(f"/data/{others}")
        assert handed.status == 200 and ANNAS not in await handed.text()
        world.now += VALID[Opens.DATA]
        for ask in (client.get, client.post):
            assert (await ask(f"/data/{mine}")).status == 410
    retention = Retention(world.store, world.build_turns(), PrivacySettings(), world.clock, "test")
    retention.run()
    with world.store.read() as session:
        assert session.execute(select(LinkRow.__table__)).all() == [], "what was not used goes at night"


@pytest.mark.parametrize("opens", OWN_DATA)
async def test_a_link_goes_with_its_person_and_does_not_open_what_comes_after(
    world: World, opens: Opens
) -> None:
    code = world.make_link("owner", opens)
    agreed = GiveConsent(Purpose.NEWS, TEXT_VERSIONS[Purpose.NEWS], "de", "fair")
    with world.store.write() as session:
        apply(session, DeletePerson(), world.talks["owner"], world.now)
        assert session.execute(select(LinkRow.__table__)).all() == []
        apply(session, agreed, world.talks["owner"], world.now)
    async with serve(world) as client:
        assert (await client.post(f"/data/{code}")).status == 410
    with pytest.raises(ConsentMissing), world.store.write() as session:
        stranger = put_conversation(session, "stranger")
        apply(session, MakeLink(opens, "hash"), stranger.id, world.now)


async def test_what_fails_uses_nothing_up_and_who_guesses_has_to_wait(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = world.make_link("owner", Opens.DATA)
    async with serve(world, buckets=TokenBuckets(capacity=2, per_s=0.001)) as client:
        with monkeypatch.context() as broken:
            broken.setattr(privacy, "write_document", _fail)
            assert (await client.post(f"/data/{code}")).status == 503
        assert (await client.post(f"/data/{code}")).status == 200
        assert (await client.post(f"/data/{code}")).status == 429


def _fail(*given: object) -> None:
    raise StoreError("gone")

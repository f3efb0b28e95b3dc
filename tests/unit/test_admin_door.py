"""Who gets in, where to, and what every answer carries: sign-in, sessions, form tokens, roles, injection."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.admin.requests import find_way_back
from bot.admin.tables import build_csv
from bot.web.guard import TokenBuckets
from directory.domain.links import VALID, Opens
from directory.domain.signins import IDLE_END, LATEST_END
from directory.store import conversations
from directory.store.errors import Forbidden
from handlers import router
from handlers.messages import Memory, Outcome, Update, UpdateKind
from handlers.states import Idle
from tests.unit.admin_world import (
    HOSTILE,
    LOCALIZER,
    TABLE,
    World,
    build_world,
    enter,
    find_csrf,
    post,
    read_csrf,
    see,
    serve,
    upload,
)

NOBODY, OWN, FOREIGN, ALLIANCE, OWNER = "nobody", "solingen", "foshan", "secretariat", "owner"


@pytest.fixture
def world(tmp_path: Path, sqlite_template: Path) -> Iterator[World]:
    built = build_world(tmp_path / "pages.db", sqlite_template)
    yield built
    built.store.close()


# Signing in


async def test_a_link_signs_in_once_and_opening_it_does_not_use_it_up(world: World) -> None:
    code = world.make_link("solingen")
    async with serve(world, site="https://isa.example") as client:
        for _ in range(2):  # a preview, then a person
            opened = await client.get(f"/admin/in/{code}")
            assert opened.status == 200 and "<form method" in await opened.text()
        entered = await client.post(f"/admin/in/{code}", allow_redirects=False)
        cookie = entered.cookies["pages"]
        assert (entered.status, entered.headers["Location"]) == (303, "/admin/")
        assert cookie["httponly"] and cookie["secure"]
        assert (cookie["samesite"], cookie["path"]) == ("Strict", "/admin")
        again = await client.post(f"/admin/in/{code}", allow_redirects=False)
        assert (again.status, "pages" in again.cookies) == (410, False)
        assert (await client.get(f"/admin/in/{code}")).status == 410
    with world.store.read() as session:
        stored = session.execute(text("SELECT * FROM links, page_sessions")).all()
        assert code not in str(stored) and cookie.value not in str(stored)


async def test_a_link_ends_in_time_and_when_a_new_one_is_asked_for(world: World) -> None:
    first, second = world.make_link("solingen"), world.make_link("solingen")
    async with serve(world) as client:
        assert (await client.get(f"/admin/in/{first}")).status == 410
        world.now += VALID[Opens.PAGES]
        assert (await client.post(f"/admin/in/{second}", allow_redirects=False)).status == 410


@pytest.mark.parametrize("end", ["idle", "age"])
async def test_a_session_ends_in_time(world: World, end: str) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        if end == "idle":
            world.now += IDLE_END
        else:
            began = world.now
            while world.now - began < LATEST_END:
                await see(client, "/admin/introductions")
                world.now += IDLE_END - timedelta(seconds=1)
        assert (await client.get("/admin/introductions")).status == 401


async def test_signing_out_here_and_everywhere(world: World) -> None:
    async with serve(world) as one, serve(world) as two, serve(world) as other:
        for client, name in ((one, "solingen"), (two, "solingen"), (other, "foshan")):
            await enter(client, world, name)
        csrf = await read_csrf(one)
        gone = await post(one, "/admin/out", csrf)
        assert gone.headers["Location"] == "/admin/bye"
        assert (await one.get("/admin/queue")).status == 401
        await see(two, "/admin/queue")
        await enter(one, world, "solingen")
        unused = world.make_link("solingen")
        await post(two, "/admin/out-everywhere")
        assert [(await client.get("/admin/queue")).status for client in (one, two)] == [401, 401]
        assert (await one.get(f"/admin/in/{unused}")).status == 410
        await see(other, "/admin/queue")


@pytest.mark.parametrize("word", ["/seiten", "管理页面", "/pages"])
async def test_the_chat_sends_a_link_to_officials_only(world: World, word: str) -> None:
    turns = world.build_turns()

    def say(name: str, pages_url: str) -> Outcome:
        with world.store.read() as session:
            talk = conversations.get_conversation(session, world.talks[name])
            ctx = turns.build_context(session, talk, "de", Memory(Idle()))
            limits = replace(ctx.limits, pages_url=pages_url)
            update = Update("1", talk.address, UpdateKind.TEXT, word)
            return router.handle(replace(ctx, limits=limits), update)

    assert say(OWN, "").replies[0].text == LOCALIZER.text("de", "pages-off")
    assert say(OWNER, "https://isa.example").replies[0].text == LOCALIZER.text("de", "pages-not-yours")
    outcome = say(OWN, "https://isa.example")
    link = re.search(r"https://isa\.example(/admin/in/\w{30})", outcome.replies[0].text)
    assert link
    with pytest.raises(Forbidden), world.store.write() as session:
        turns.carry_out(session, outcome, world.talks[OWNER])
    with world.store.write() as session:
        turns.carry_out(session, outcome, world.talks[OWN])
    async with serve(world) as client:
        assert (await client.get(link[1])).status == 200


# Forms


async def test_a_form_without_our_proof_changes_nothing(world: World) -> None:
    draft = world.entries["draft"]
    before = world.find(draft)
    path, stamp = f"/admin/companies/{draft}/confirm", before.stamp
    async with serve(world) as client, serve(world) as other:
        await enter(client, world, "solingen")
        await enter(other, world, "solingen")
        foreign = await read_csrf(other)
        for csrf in ("", "0" * 64, foreign, "ü"):
            assert (await post(client, path, csrf, stamp=stamp)).status == 403
        right = {"csrf": await read_csrf(client), "stamp": stamp}
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ):
            assert (await client.post(path, data=right, headers=headers)).status == 403
            code = world.make_link("solingen")
            assert (await other.post(f"/admin/in/{code}", headers=headers)).status == 403
        assert world.find(draft) == before
        assert (await client.get(path)).status == 405  # a link cannot act


async def test_too_many_requests_wait_and_too_large_forms_are_refused(world: World) -> None:
    async with serve(world, buckets=TokenBuckets(capacity=8, per_s=0.1)) as client:
        await enter(client, world, "solingen")
        csrf = await read_csrf(client)
        body = io.BytesIO(f"csrf={csrf}&like=".encode() + b"x" * 7_000_000)
        urlencoded = {"Content-Type": "application/x-www-form-urlencoded"}
        large = await client.post("/admin/words", data=body, headers=urlencoded)
        assert large.status == 413
        answers = [await client.get("/admin/cities") for _ in range(8)]
        assert answers[-1].status == 429
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 10


async def test_behind_our_proxy_each_who_signs_in_has_a_pace_of_his_own(world: World) -> None:
    def by(address: str) -> dict[str, str]:
        return {"X-Forwarded-For": address}

    pace = TokenBuckets(capacity=2, per_s=0.1)
    async with serve(world, buckets=pace, proxies=[ip_network("127.0.0.0/8")]) as client:
        path = f"/admin/in/{world.make_link('solingen')}"
        tries = [await client.get(path, headers=by(f"6.6.6.{number}, 203.0.113.9")) for number in range(3)]
        assert [one.status for one in tries] == [200, 200, 429]
        assert (await client.get(path, headers=by("203.0.113.8"))).status == 200
    async with serve(world, buckets=TokenBuckets(capacity=2, per_s=0.1)) as client:  # no proxy of ours
        tries = [await client.get(path, headers=by(f"6.6.6.{number}")) for number in range(3)]
        assert [one.status for one in tries] == [200, 200, 429]


@pytest.mark.parametrize(
    ("back", "way"),
    [
        ("/admin/queue?page=2", "/admin/queue?page=2"),
        ("https://evil.example/admin/", "/admin/"),
        ("//evil.example/admin/", "/admin/"),
        ("/admin/\\evil", "/admin/"),
        ("/admin//evil", "/admin/"),
        ("/admin/\r\nSet-Cookie: a=b", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_way_back_stays_on_our_pages(back: str, way: str) -> None:
    assert find_way_back({"back": [back]}) == way


# Roles: what each gets at every address, with things of the city of Solingen

EVERYBODY, OWN_CITY, SECRETARIAT = (303, 303, 303), (303, 404, 303), (403, 403, 303)
"""What the own agency, a foreign one and the secretariat get. 303: done, or sent back with a reason.
409: shown again as it was typed, since somebody was faster."""
POSTS: dict[str, tuple[tuple[int, int, int], str, dict[str, str]]] = {
    "/claims/{id}/{action}": (OWN_CITY, "/claims/1/refuse", {}),
    "/companies/{id}/correct": (OWN_CITY, "/companies/{draft}/correct", {"website": "https://a.example"}),
    "/companies/{id}/invite": ((200, 404, 200), "/companies/{draft}/invite", {}),
    "/companies/{id}/{action}": (OWN_CITY, "/companies/{draft}/confirm", {}),
    "/import": ((422, 422, 422), "/import", {}),
    "/import/{id}/write": (OWN_CITY, "/import/2/write", {}),
    "/import/{id}/undo": (OWN_CITY, "/import/2/undo", {}),
    "/words": ((303, 303, 303), "/words", {"like": "Keramikfliesen", "de": "Plättli"}),
    "/words/{id}/remove": ((303, 403, 303), "/words/1/remove", {}),
    "/people/invite": ((200, 403, 200), "/people/invite", {"for": "{solingen}"}),
    "/people/offices/{id}/withdraw": ((303, 403, 303), "/people/offices/1/withdraw", {}),
    "/people/members/{company}/{person}/withdraw": (
        (303, 403, 303),
        "/people/members/{draft}/{owner}/withdraw",
        {},
    ),
    "/news": ((303, 303, 303), "/news", {"topic": "fair", "title_de": "Messe"}),
    "/news/{id}": ((303, 404, 409), "/news/{news}", {"topic": "fair", "title_de": "Neu", "version": "1"}),
    "/news/{id}/me": (OWN_CITY, "/news/{news}/me", {}),
    "/news/{id}/{event}": (OWN_CITY, "/news/{news}/cancel", {"version": "1"}),
    "/cities": (SECRETARIAT, "/cities", {"country": "DE", "name_de": "A", "name_zh": "甲", "name_en": "A"}),
    "/cities/{id}": (SECRETARIAT, "/cities/{solingen}", {"name_zh": "索林根", "name_en": "Solingen"}),
    "/cities/{id}/leave": (SECRETARIAT, "/cities/{solingen}/leave", {}),
    "/language": (EVERYBODY, "/language", {"locale": "en"}),
    "/out": (EVERYBODY, "/out", {}),
    "/out-everywhere": (EVERYBODY, "/out-everywhere", {}),
}
GETS: dict[str, tuple[tuple[int, int, int], str]] = {
    **{path: ((200, 200, 200), path) for path in ("/", "/queue", "/companies", "/introductions", "/import")},
    **{path: ((200, 200, 200), path) for path in ("/words", "/people", "/cities", "/audit", "/audit.csv")},
    "/companies/{id}": ((200, 404, 200), "/companies/{draft}"),
    "/import/{id}": ((200, 404, 200), "/import/2"),
    "/news": ((200, 200, 200), "/news"),
    "/news/new": ((200, 200, 200), "/news/new"),
    **{
        f"/news/{{id}}{below}": ((200, 404, 200), f"/news/{{news}}{below}")
        for below in ("", "/edit", "/report.csv", "/events")
    },
    "/cities/{id}": ((403, 403, 200), "/cities/{solingen}"),
}
CHANGED = (
    "SELECT (SELECT group_concat(status || coalesce(website, '') || updated_at) FROM companies),"
    " (SELECT group_concat(name_zh || agency || left_on) FROM cities), (SELECT count(*) FROM offices),"
    " (SELECT count(*) FROM memberships), (SELECT count(*) FROM claims), (SELECT count(*) FROM words),"
    " (SELECT count(*) FROM invitations), (SELECT group_concat(status) FROM imports),"
    " (SELECT group_concat(status || version) FROM mailings)"
)


OPEN = {("GET", "/in/{code}"), ("POST", "/in/{code}"), ("GET", "/bye"), ("GET", "/static")}
"""What nobody needs to be signed in for."""


def test_the_tables_name_every_page(world: World) -> None:
    served = {
        (route.method, route.resource.canonical.removeprefix("/admin"))
        for route in world.build().router.routes()
        if route.resource is not None
        and route.method != "HEAD"
        and route.resource.canonical.startswith("/admin")
    }
    named = {("POST", path) for path in POSTS} | {("GET", path) for path in GETS}
    assert served == named | OPEN and not named & OPEN


def fill(world: World, path: str) -> str:
    ids = world.entries | {"solingen": world.cities["Solingen"].id, "owner": world.persons["owner"]}
    ids["news"] = world.news_id
    return path.format(**ids)


def state(world: World) -> str:
    with world.store.read() as session:
        return str(session.execute(text(CHANGED)).one())


@pytest.mark.parametrize("path", POSTS)
async def test_a_form_is_taken_from_exactly_these(world: World, path: str) -> None:
    statuses, address, fields = POSTS[path]
    values = {name: fill(world, value) for name, value in fields.items()}
    address, found = "/admin" + fill(world, address), []
    before = state(world)
    async with serve(world) as client:
        assert (await post(client, address, "0" * 64, **values)).status == 401  # nobody
        await enter(client, world, OWNER)  # somebody without an office
        assert (await post(client, address, "0" * 64, **values)).status in (401, 403)
        assert (await client.get("/admin/")).status == 401
        for name in (FOREIGN, OWN, ALLIANCE):  # the foreign one first: nothing may have happened after it
            await enter(client, world, name)
            stamp = {"stamp": world.find(world.entries["draft"]).stamp}
            found.append((await post(client, address, **values, **stamp)).status)
            if name == FOREIGN and path not in ("/words", "/news"):  # which are everybody's
                assert state(world) == before
    if path in ("/import/{id}/undo", "/claims/{id}/{action}", "/people/offices/{id}/withdraw"):
        found[2] = {404: 303}.get(found[2], found[2])  # done already
    if path == "/words/{id}/remove":
        assert found.pop() == 404  # gone already
        found.append(303)
    if path == "/words":
        found[1:] = [303, 303]  # known already
    foreign, own, alliance = found
    assert (own, foreign, alliance) == statuses


@pytest.mark.parametrize("path", GETS)
async def test_a_page_is_shown_to_exactly_these(world: World, path: str) -> None:
    statuses, address = GETS[path]
    address = "/admin" + fill(world, address)
    async with serve(world) as client:
        assert (await client.get(address)).status == 401
        await enter(client, world, OWNER)
        assert (await client.get(address)).status == 401
        for name, status in zip((OWN, FOREIGN, ALLIANCE), statuses, strict=True):
            await enter(client, world, name)
            answer = await client.get(address)
            assert answer.status == status, name
            if name == FOREIGN:  # nothing of another city's drafts, people or requests, on any page
                seen = await answer.text()
                for secret in (
                    "Entwurf",
                    "Anna Weber",
                    "Stillwerk",
                    "Scherenschmiede",
                    "Solingen GmbH",
                    "Messertag",
                ):
                    assert secret not in seen, secret


async def test_what_a_form_names_is_looked_at_as_closely_as_its_address(world: World) -> None:
    mine, other, before = world.entries["tiles"], world.entries["knives"], state(world)
    async with serve(world) as client:
        await enter(client, world, FOREIGN)
        csrf, at = await read_csrf(client), f"/admin/companies/{mine}"
        for pair in (f"{mine}:{other}", f"{other}:{mine}", f"{mine}:{'9' * 5000}", f"{mine}:²"):
            await post(client, f"{at}/merge", csrf, pair=pair)
        for dropped in (str(other), "9" * 5000, "-1", "²"):
            await post(client, f"{at}/undo", csrf, dropped=dropped)
        assert state(world) == before


async def test_a_file_of_wrong_rows_is_seen_by_the_agency_that_brought_it_alone(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, OWN)
        foreign = TABLE.format(city="Foshan").replace(",DE,", ",CN,").encode()
        path = (await upload(client, foreign)).headers["Location"]
        await see(client, path)
        await enter(client, world, FOREIGN)
        assert (await client.get(path)).status == 404
        assert path not in await see(client, "/admin/import")
        await enter(client, world, ALLIANCE)
        path = (await upload(client, foreign.replace(b"Foshan", b"Atlantis"))).headers["Location"]
        await enter(client, world, FOREIGN)
        assert (await client.get(path)).status == 404


# Injection


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\ngarbage"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--"),
        ("application/x-www-form-urlencoded; charset=foo", b"a=b"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=%ff"),
        ("application/json", b"{}"),
    ],
)
async def test_what_is_no_form_is_refused_with_a_page(world: World, kind: str, body: bytes) -> None:
    headers = {"Content-Type": kind}
    async with serve(world) as client:
        assert (await client.post("/admin/news", data=body, headers=headers)).status == 401
        await enter(client, world, OWN)
        answer = await client.post("/admin/news", data=body, headers=headers)
        assert answer.status in (400, 403) and "<h1>" in await answer.text()


async def test_numbers_and_times_that_are_none_are_answered_kindly(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, OWN)
        csrf, at = await read_csrf(client), f"/admin/news/{world.news_id}"
        early = {"send_at": "0001-01-01T00:00", "zone": "Asia/Shanghai", "version": "1"}
        answers = [await post(client, f"{at}/schedule", csrf, **early)]
        late = {**early, "send_at": "9999-12-31T23:59", "zone": "Europe/Berlin"}
        answers.append(await post(client, f"{at}/schedule", csrf, **late))
        answers += [await client.get(path) for path in (at, "/admin/news")]  # else no page shows it again
        for number in ("9" * 4500, "²", "-1"):
            typed = {"topic": "fair", "title_de": "a\0b", "version": number, "seen_within_days": number}
            answers.append(await post(client, at, csrf, **typed))
            answers.append(await client.get("/admin/audit", params={"before": number}))
        event = {"place": "x", "begins": early["send_at"], "ends": "9999-12-31T23:59", "event_zone": "x"}
        answers.append(await post(client, "/admin/news", csrf, topic="fair", title_de="a", **event))
        assert [answer.status for answer in answers] == [303, 303, 200, 200, *(422, 200) * 3, 422]


@pytest.mark.parametrize("path", sorted(path for path in GETS if "{" not in path))
async def test_what_people_wrote_stays_text(world: World, path: str) -> None:
    async with serve(world) as client:
        await enter(client, world, "secretariat")
        answer = await client.get(f"/admin{path}", params={"q": HOSTILE, "city": "' OR 1=1 --", "page": "-1"})
        seen = await answer.text()
        assert answer.status == 200
        assert "<script>alert" not in seen and "<img src=x" not in seen
        for word in ("style=", "onclick=", "javascript:"):
            assert word not in seen
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_errors_are_pages_too_and_carry_the_headers(world: World) -> None:
    async with serve(world) as client:
        for path in ("/admin/nothing", "/admin/static/../door.py", "/admin/companies/" + "9" * 40):
            answer = await client.get(path)
            assert answer.status in (401, 404)
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "<h1>" in await answer.text()
        hostile = await client.get("/admin/in/%3Cscript%3E")
        assert (hostile.status, "<script>" in (await hostile.text()).replace("<script src", "")) == (
            410,
            False,
        )


def test_a_cell_is_never_a_formula() -> None:
    cells = ["=1+1", " =1", "+49", "-1", "@x", "\t=1", "＝1", "plain", None, 5]
    table = build_csv(["=head"], [[cell] for cell in cells]).decode("utf-8-sig")
    lines = [line.strip('" ') for line in table.splitlines()]
    assert [line for line in lines if line.startswith(("=", "+", "-", "@", "＝"))] == []
    assert "'=1+1" in table and "plain" in table


def test_a_form_s_proof_stands_on_the_page() -> None:
    assert find_csrf(f'<input name="csrf" value="{"a" * 64}">') == "a" * 64

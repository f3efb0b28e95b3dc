"""What officials see and do on the pages, over a real database."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.admin import overview
from bot.admin.cities import FIELDS
from directory.domain.company import EntryStatus
from directory.domain.demand import Asked
from directory.domain.mailing import Audience, MailingEvent, MailingStatus
from directory.domain.news import Topic
from directory.domain.roles import Act, Grant, Role
from directory.importing import Options, check_within, import_file
from directory.store import (
    appointing,
    audiences,
    audit,
    cities,
    companies,
    contacts,
    conversations,
    demand,
    invitations,
    mailings,
    news_acts,
    offices,
    outcomes,
    overviews,
    people,
    recipients,
    words,
)
from directory.store.models import CompanyRow, OutboxRow
from handlers.localizer import format_moment
from tests.store_samples import NOW
from tests.unit.admin_world import (
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

DAY = format_moment(NOW, "de")


@pytest.fixture
def world(tmp_path: Path, sqlite_template: Path) -> Iterator[World]:
    built = build_world(tmp_path / "pages.db", sqlite_template)
    yield built
    built.store.close()


PAGES = (
    "/admin/",
    "/admin/queue",
    "/admin/companies",
    "/admin/introductions",
    "/admin/import",
    "/admin/news",
    "/admin/news/new",
    "/admin/words",
    "/admin/people",
    "/admin/cities",
    "/admin/audit",
)


@pytest.mark.parametrize("name", ["solingen", "foshan", "secretariat"])
async def test_every_page_is_shown(world: World, name: str) -> None:
    async with serve(world) as client:
        await enter(client, world, name)
        for path in PAGES:
            await see(client, path)


async def test_an_entry_is_confirmed_as_it_was_shown_and_its_owner_is_told(world: World) -> None:
    draft = world.entries["draft"]
    async with serve(world) as client:
        await enter(client, world, "solingen")
        page = await see(client, f"/admin/companies/{draft}")
        assert "Anna Weber, weber@firma.example" in page
        stale = await post(client, f"/admin/companies/{draft}/confirm", stamp="1")
        assert (stale.status, world.find(draft).status) == (303, EntryStatus.PENDING)
        done = await post(client, f"/admin/companies/{draft}/confirm", stamp=world.find(draft).stamp)
        assert (done.status, done.headers["Location"]) == (303, f"/admin/companies/{draft}")
        assert world.find(draft).status is EntryStatus.LISTED
        after = await see(client, f"/admin/companies/{draft}")
        assert LOCALIZER.text("de", "pages-act-confirm") in after
        assert "ist in der Suche zu finden" in after  # what the chat answers
        assert "ist in der Suche zu finden" not in await see(client, f"/admin/companies/{draft}")
    assert any("Entwurf & Söhne" in text and "Bestätigt von" in text for text in told(world, "owner"))
    assert world.written == 2


async def test_an_entry_is_sent_back_with_a_reason(world: World) -> None:
    draft = world.entries["draft"]
    async with serve(world) as client:
        await enter(client, world, "solingen")
        stamp = world.find(draft).stamp
        for nothing in (" ", "\u200b\u2060"):
            await post(client, f"/admin/companies/{draft}/back", stamp=stamp, reason=nothing)
        assert world.find(draft).status is EntryStatus.PENDING
        await post(client, f"/admin/companies/{draft}/back", stamp=stamp, reason="Bitte die Registernummer")
        assert world.find(draft).status is EntryStatus.RETURNED
        assert "Bitte die Registernummer" in await see(client, f"/admin/companies/{draft}")
    assert any("Bitte die Registernummer" in text for text in told(world, "owner"))


async def test_a_form_corrects_only_what_was_touched(world: World) -> None:
    knives = world.entries["knives"]
    path = f"/admin/companies/{knives}/correct"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        shown = {"name": "Klingenwerk Solingen GmbH", "offers": "Küchenmesser, Scheren"}
        fields = {**shown, "employees": "abc", "description_zh": "刀具"}
        wrong = await post(client, path, stamp=world.find(knives).stamp, **fields)
        page = await wrong.text()
        assert wrong.status == 422
        assert 'aria-invalid="true" aria-describedby="w-employees"' in page
        assert 'value="abc"' in page and "刀具" in page  # nothing that was typed is lost
        assert world.find(knives).description_zh == ""
        fields["employees"] = "120"
        right = await post(client, path, stamp=world.find(knives).stamp, **fields)
        assert right.status == 303
    found = world.find(knives)
    assert (found.employees, found.description_zh, found.offers) == (120, "刀具", ("Küchenmesser", "Scheren"))
    with world.store.read() as session:
        record = audit.list_records(session, 1)[0]
    assert (record.act, set(record.fields)) == (Act.CORRECT, {"employees", "description_zh"})


async def test_the_queue_hints_at_what_a_new_entry_looks_like(world: World) -> None:
    knives, twin = world.entries["knives"], world.entries["twin"]
    with world.store.write() as session:
        session.execute(update(CompanyRow).where(CompanyRow.id == twin).values(status="pending"))
    async with serve(world) as client:
        await enter(client, world, "solingen")
        page = await see(client, "/admin/queue")
        named = LOCALIZER.text(
            "de", "entry-with-number", name="Klingenwerk Solingen GmbH", number="solingen-knives"
        )
        assert LOCALIZER.text("de", "task-alike", names=named) in page
        await post(client, f"/admin/companies/{twin}/merge", pair=f"{knives}:{twin}")
    assert world.find(twin).merged_into == knives and f'value="{knives}:{twin}"' in page


async def test_the_other_entry_is_named_compared_and_merged_either_way(world: World) -> None:
    draft, knives, twin = (world.entries[name] for name in ("draft", "knives", "twin"))
    at = f"/admin/companies/{draft}"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        named = await see(client, f"{at}?same=Klingenwerk")
        assert f'href="{at}?with={knives}"' in named and f'href="{at}?with={twin}"' in named
        assert 'name="pair"' not in named
        for asked in ("same=solingen-knives", f"with={knives}"):
            page = await see(client, f"{at}?{asked}")
            assert f'value="{knives}:{draft}"' in page and f'value="{draft}:{knives}"' in page
            offers = LOCALIZER.text("de", "entry-field-offers")
            assert LOCALIZER.text("de", "merge-fills", field=offers, value="Küchenmesser, Scheren") in page
        for asked in ("same=foshan-tiles", f"with={world.entries['tiles']}", "with=x", "same=Nirgendwo"):
            assert 'name="pair"' not in await see(client, f"{at}?{asked}")
        assert LOCALIZER.text("de", "merge-none", text="Nirgendwo") in await see(
            client, f"{at}?same=Nirgendwo"
        )
        assert (await post(client, f"{at}/merge", pair=f"{draft}:{knives}")).ok
    assert world.find(knives).merged_into == draft


async def test_doubles_are_merged_and_parted(world: World) -> None:
    knives, twin = world.entries["knives"], world.entries["twin"]
    async with serve(world) as client:
        await enter(client, world, "solingen")
        assert f"{knives}:{twin}" in await see(client, f"/admin/companies/{knives}")
        await post(client, f"/admin/companies/{knives}/merge", pair=f"{knives}:{twin}")
        assert world.find(twin).merged_into == knives
        await post(client, f"/admin/companies/{knives}/undo", dropped=str(twin))
        assert world.find(twin).status is EntryStatus.LISTED


async def test_a_claim_is_admitted_once(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        await post(client, f"/admin/claims/{world.claim_id}/admit")
        await post(client, f"/admin/claims/{world.claim_id}/admit")
    with world.store.read() as session:
        assert len(people.list_members(session, world.entries["claimed"])) == 1
        assert len(audit.list_records(session, 50, act=Act.ADMIT)) == 1


async def test_entries_are_searched_in_scope(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        page = await see(client, "/admin/companies?q=klingenwerk")
        assert "Klingenwerk Solingen GmbH" in page and "Scherenschmiede" not in page
        assert "Scherenschmiede" not in await see(client, "/admin/companies?q=%25")  # no wildcard
        assert "Entwurf" in await see(client, "/admin/companies?status=pending&page=99999")
        assert "Yuntao" not in await see(client, "/admin/companies?q=yuntao")


async def test_an_import_is_looked_at_written_and_taken_back(world: World) -> None:
    table = (
        "external_id,country,city,name,offers,employees\n"
        f"{world.find(world.entries['knives']).external_id},DE,Solingen,Klingenwerk Solingen GmbH,Messer,77\n"
        "neu-1,DE,Solingen,Feilenhauerei Berg,Feilen,5\n"
    ).encode()
    async with serve(world) as client:
        await enter(client, world, "solingen")
        looked = await upload(client, table)
        path = looked.headers["Location"]
        assert "Feilenhauerei" not in await see(client, "/admin/companies")
        assert changes_in(await see(client, path)) == [
            ("Beschäftigte", "leer → 77"),
            ("Angebote", "Küchenmesser, Scheren → Messer"),
        ]
        written = await post(client, f"{path}/write")
        again = await post(client, f"{path}/write")
        assert (written.status, again.status) == (303, 303)
        assert world.find(world.entries["knives"]).employees == 77
        entry = f"/admin/companies/{world.entries['knives']}"
        written_down = "Tabelle eingelesen · Wirtschaftsförderung"
        assert [f"{written_down} {DAY} · Beschäftigte, Angebote · aus firmen.csv"] == history_in(
            await see(client, entry)
        )
        assert "Feilenhauerei" in await see(client, "/admin/companies")
        await post(client, f"{path}/undo")
        knives = world.find(world.entries["knives"])
        assert (knives.employees, knives.offers) == (None, ("Küchenmesser", "Scheren"))
        assert f"Einlesen zurückgenommen · Wirtschaftsförderung {DAY} · aus firmen.csv" in history_in(
            await see(client, entry)
        )
        log = await see(client, "/admin/audit")
        assert (log.count("aus firmen.csv"), log.count("Angebote")) == (2, 0)  # once for the city, each
        assert "Feilenhauerei" not in await see(client, "/admin/companies")


def changes_in(page: str) -> list[tuple[str, str]]:
    """What a preview says of fields: what each is called, as it is and as it becomes."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return [(label, " ".join(re.sub(r"<[^>]+>", "", value).split())) for label, value in found]


def history_in(page: str) -> list[str]:
    listed = page.partition('id="history"')[2].partition("</section>")[0]
    found = re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


async def test_a_preview_folds_many_changes_and_tells_no_contact_data(world: World) -> None:
    entries = [world.find(world.entries[key]) for key in ("knives", "twin", "claimed")]
    rows = [f"{one.external_id},DE,Solingen,{one.name},Uhren,neu@firma.example" for one in entries]
    table = "\n".join(["external_id,country,city,name,offers,contact_email", *rows]).encode()
    async with serve(world) as client:
        await enter(client, world, "solingen")
        path = (await upload(client, table)).headers["Location"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.admin.importing.SHOWN_CHANGES", 1)
            patch.setattr("bot.admin.importing.MOST_CHANGES", 2)
            page = await see(client, path)
    shown, folded = page.split("<summary>Alle 3 zeigen</summary>")
    assert changes_in(shown) == [
        ("Angebote", "Küchenmesser, Scheren → Uhren"),
        ("Ansprechperson", "ändert sich"),
    ]
    assert len(changes_in(folded)) == 2 and "und 1 weitere" in folded
    assert "neu@firma" not in page


async def test_an_import_whose_rows_have_changed_is_not_taken_back(world: World) -> None:
    table = b"external_id,country,city,name\nneu-1,DE,Solingen,Feilenhauerei Berg\n"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        path = (await upload(client, table)).headers["Location"]
        await post(client, f"{path}/write")
        with world.store.read() as session:
            new = companies.list_by_external_ids(session, ["neu-1"])["neu-1"]
        world.now += timedelta(seconds=5)
        await post(client, f"/admin/companies/{new.id}/confirm", stamp=new.stamp)
        assert "neu-1" in await see(client, path)
        await post(client, f"{path}/undo")
        assert world.find(new.id).name == "Feilenhauerei Berg"


async def test_an_import_is_not_taken_back_over_a_contact_person_that_came_later(
    world: World, tmp_path: Path
) -> None:
    header, row = "external_id,country,city,name,contact_email\n", "DE,Solingen,Klingenwerk Solingen GmbH"
    knives = world.find(world.entries["knives"])
    table = f"{header}{knives.external_id},{row},alt@klingenwerk.example\n"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        path = (await upload(client, table.encode())).headers["Location"]
        await post(client, f"{path}/write")
        later = tmp_path / "later.csv"
        later.write_text(table.replace("alt@", "neu@"), encoding="utf-8")
        world.now += timedelta(seconds=5)
        import_file(world.store, later, Options(), world.now)
        assert knives.external_id in await see(client, path)
        await post(client, f"{path}/undo")
    with world.store.read() as session:
        contact = contacts.find_contact(session, knives.id)
    assert contact is not None and contact.email == "neu@klingenwerk.example"


async def test_an_agency_imports_its_own_city_only(world: World) -> None:
    foreign = world.find(world.entries["tiles"])
    table = (
        "external_id,country,city,name\n"
        f"{foreign.external_id},DE,Solingen,Gekapert GmbH\n"
        "neu-2,CN,佛山,新厂有限公司\nneu-3,DE,Solingen,Eigene GmbH\n"
    ).encode()
    async with serve(world) as client:
        await enter(client, world, "solingen")
        path = (await upload(client, table, skip_faulty="1")).headers["Location"]
        assert (await see(client, path)).count(LOCALIZER.text("de", "import-fault-foreign_city")) == 2
        await post(client, f"{path}/write")
    assert world.find(foreign.id) == foreign
    with world.store.read() as session:
        assert set(companies.list_by_external_ids(session, ["neu-2", "neu-3"])) == {"neu-3"}


async def test_a_file_that_is_no_table_is_explained(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        answer = await upload(client, b"\x00\x01", "../../etc/passwd.csv")
        assert answer.status == 422
        assert LOCALIZER.text("de", "pages-import-wrong") in await answer.text()


async def test_a_code_makes_an_officer_and_a_withdrawn_role_ends_at_once(world: World) -> None:
    async with serve(world) as client, serve(world) as other:
        await enter(client, world, "secretariat")
        page = await (await post(client, "/admin/people/invite", **{"for": "secretariat"})).text()
        code = re.search(r"/start inv-([A-Z0-9-]+)", page)
        assert code
        with world.store.read() as session:
            assert invitations.find_grant(session, code[1], world.now) == Grant(Role.SECRETARIAT)
        await enter(other, world, "solingen")
        with world.store.read() as session:
            office = next(one for one in appointing.list_officers(session, None) if one.city_id)
        await post(client, f"/admin/people/offices/{office.id}/withdraw")
        assert (await other.get("/admin/queue")).status == 401


async def test_a_word_is_added_explained_and_removed(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        wrong = await post(client, "/admin/words", like="Nichtsdergleichen", de="Plättli")
        assert (wrong.status, "Nichtsdergleichen" in await wrong.text()) == (422, True)
        assert (await post(client, "/admin/words", like="Keramikfliesen", de="Plättli")).status == 303
        known = await post(client, "/admin/words", like="Keramikfliesen", de="Plättli")
        assert LOCALIZER.text("de", "pages-word-known", name="Plättli") in await known.text()
        page = await see(client, "/admin/words")
        assert "Plättli" in page and "Wirtschaftsförderung Solingen" in page
        with world.store.read() as session:
            added = words.list_words(session)[-1]
        await post(client, f"/admin/words/{added.id}/remove")
        assert "Plättli" not in await see(client, "/admin/words")


async def test_the_secretariat_looks_after_cities(world: World) -> None:
    solingen = world.cities["Solingen"]
    async with serve(world) as client:
        await enter(client, world, "secretariat")
        missing = await post(client, "/admin/cities", country="DE", name_de="Kassel", name_zh="卡塞尔")
        assert missing.status == 422 and 'value="卡塞尔"' in await missing.text()
        names = {"name_de": "Kassel", "name_zh": "卡塞尔", "name_en": "Kassel"}
        await post(client, "/admin/cities", country="DE", member_since="gestern", **names)
        assert "Kassel" not in await see(client, "/admin/cities")
        wrong = await post(client, f"/admin/cities/{solingen.id}", name_zh="索林根", region="Bergisches Land")
        assert wrong.status == 422 and 'value="Bergisches Land"' in await wrong.text()
        await post(client, "/admin/cities", country="DE", member_since="2026-11", **names)
        assert "Kassel" in await see(client, "/admin/cities")
        same = {name: getattr(solingen, name) for name in FIELDS}
        await post(client, f"/admin/cities/{solingen.id}", **{**same, "agency": "Neue Stelle"})
        with world.store.read() as session:
            assert cities.get_city(session, solingen.id).agency == "Neue Stelle"
            assert offices.list_holders(session, Role.AGENCY, solingen.id) == ()
        assert sum("Neue Stelle" in said for said in told(world, "solingen")) == 1
        await post(client, f"/admin/cities/{solingen.id}/leave")
        assert sum("Solingen" in said for said in told(world, "solingen")) == 1
        assert not any("Neue Stelle" in said for said in told(world, "secretariat")), "who did it knows"
        with world.store.read() as session:
            assert not cities.get_city(session, solingen.id).is_member


async def test_the_log_is_filtered_and_a_table_of_it_holds_no_formula(world: World) -> None:
    draft = world.entries["draft"]
    async with serve(world) as client:
        await enter(client, world, "solingen")
        reason = '=HYPERLINK("//evil")'
        await post(client, f"/admin/companies/{draft}/back", stamp=world.find(draft).stamp, reason=reason)
        assert LOCALIZER.text("de", "pages-act-claim") in table_of(await see(client, "/admin/audit"))
        filtered = table_of(await see(client, "/admin/audit?act=send_back&since=2026-01-01&city=x"))
        assert LOCALIZER.text("de", "pages-act-claim") not in filtered
        answer = await client.get("/admin/audit.csv")
        rows = list(csv.reader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert any(row[-1].startswith("'=HYPERLINK(") for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


async def test_the_log_names_what_an_act_concerned(world: World) -> None:
    knives, news = world.find(world.entries["knives"]), f"/admin/news/{world.news_id}"
    typed = {"description_de": "Klingen", "description_zh": "刀具", "role": "maker", "offers": "Messer"}
    async with serve(world) as client:
        await enter(client, world, "secretariat")
        assert (await post(client, f"/admin/companies/{knives.id}/correct", stamp=knives.stamp, **typed)).ok
        await post(client, f"{news}/schedule", version="1")
        city = world.cities["Foshan"]
        facts = {name: str(getattr(city, name)) for name in FIELDS} | {"region": "Guangdong"}
        await post(client, f"/admin/cities/{city.id}", **facts)
        page = await see(client, "/admin/audit")
        table = (await (await client.get("/admin/audit.csv")).read()).decode("utf-8-sig")
    for said in ("Beschreibung (Deutsch)", "Beschreibung (Chinesisch)", "Region"):
        assert said in page and said in table
    number = LOCALIZER.text("de", "pages-news-number", number=str(world.news_id))
    assert number in page and number in table
    for raw in ("description_", "confirmed_role", "industries"):
        assert raw not in page and raw not in table


async def test_cities_beyond_the_picture_are_counted_and_in_the_table(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "SHOWN_CITIES", 1)
    async with serve(world) as client:
        await enter(client, world, "secretariat")
        page = await see(client, "/admin/")
    assert LOCALIZER.text("de", "pages-chart-more", count=1) in page
    drawn, _, table = page.partition('id="chart-1"')[2].partition("<table>")
    assert ("Solingen" in drawn, "Foshan" in drawn) == (True, False)
    assert "Foshan" in table.partition("</table>")[0]


async def test_what_was_asked_in_vain_is_shown_from_five_people_on(world: World) -> None:
    with world.store.write() as session:
        for number in range(4):
            asked = Asked("", "geheimes", "de", 0, "CN")
            demand.note_search(session, asked, f"somebody {number}", NOW, met=False)
    async with serve(world) as client:
        await enter(client, world, "foshan")
        page = await see(client, "/admin/")
        assert "keramikmesser" in page and "geheimes" not in page


async def test_the_language_of_the_pages_changes_and_stays(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        back = await post(client, "/admin/language", locale="zh", back="/admin/queue")
        assert back.headers["Location"] == "/admin/queue"
        assert LOCALIZER.text("zh", "pages-nav-queue") in await see(client, "/admin/queue")
        missing = await client.get("/admin/companies/999999")
        assert (
            missing.status,
            LOCALIZER.text("zh", "pages-fault-title-not-here") in await missing.text(),
        ) == (
            404,
            True,
        )


NEWS = {
    "topic": "fair",
    "title_de": "Einladung zur Messe",
    "title_zh": "展会邀请",
    "body_de": "Kommen Sie!",
    "place": "Hannover",
    "begins": "2027-04-12T09:00",
    "event_zone": "Europe/Berlin",
}


async def test_while_a_file_is_read_others_can_write(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def check(*args: Any, **kwargs: Any) -> Any:
        with world.store.write() as session:  # locked out, were the page in its own transaction already
            session.execute(update(CompanyRow).values(source="elsewhere"))
        written.append("yes")
        return check_within(*args, **kwargs)

    monkeypatch.setattr("bot.admin.importing.check_within", check)
    async with serve(world) as client:
        await enter(client, world, "solingen")
        path = (await upload(client, TABLE.format(city="Solingen").encode())).headers["Location"]
        assert (await post(client, f"{path}/write")).headers["Location"] == path
        assert LOCALIZER.text("de", "pages-import-written") in await see(client, path)
        await post(client, f"{path}/write")  # done already: not read once more
    assert written == ["yes", "yes"]


async def test_news_are_written_looked_at_and_sent_to_oneself(world: World) -> None:
    async with serve(world) as client:
        await enter(client, world, "solingen")
        wrong = await post(
            client, "/admin/news", **{**NEWS, "link": "javascript:alert(1)", "title_en": "x" * 121}
        )
        page = await wrong.text()
        assert wrong.status == 422 and "Einladung zur Messe" in page
        assert page.count('aria-invalid="true"') == 2
        city = str(world.cities["Solingen"].id)
        saved = await post(client, "/admin/news", **NEWS, cities=city)
        path = saved.headers["Location"]
        shown = await see(client, path)
        assert "展会邀请" in shown and "Hannover, 12.4.2027" in shown  # as the platforms render it
        assert shown.count('class="preview"') == 9  # three platforms; English shows German
        assert shown.count(LOCALIZER.text("de", "pages-news-other-language")) == 3
        reached = LOCALIZER.text("de", "rehearsal-reached", count=1, platforms="Webchat 1")
        assert reached in shown  # the owner, not the claimant
        await post(client, f"{path}/me", language="zh")
        assert [one for one in told(world, "solingen") if "Einladung zur Messe" in one] == []
        await post(client, f"{path}/me", language="")
        late = await post(client, f"{path}/schedule", version="1", send_at="2020-01-01T00:00")
        assert late.headers["Location"] == path
        await post(client, f"{path}/schedule", version="99")
        assert LOCALIZER.text("de", "mailing-draft") in await see(client, path)
        await post(client, f"{path}/schedule", version="1", send_at="2026-11-24T08:00", zone="Asia/Shanghai")
        assert LOCALIZER.text("de", "mailing-scheduled") in await see(client, path)
    with world.store.read() as session:
        mailing = mailings.list_mailings(session, 1, bool)[0]
    assert mailing.send_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    tested = [text for text in told(world, "solingen") if "展会邀请" in text or "Einladung" in text]
    assert ["展会邀请" in text for text in tested] == [True, False, True]
    with world.store.read() as session:
        assert conversations.get_conversation(session, world.talks["solingen"]).locale == "de"


LONG = "Liebe Firmen,\n\n" + "lange erzählt & <b>sorgfältig</b>. " * 60


async def test_a_text_outlives_the_session_it_was_written_in(world: World) -> None:
    typed = {**NEWS, "body_de": LONG, "countries": "DE"}
    async with serve(world) as client:
        await enter(client, world, "solingen")
        csrf = await read_csrf(client)
        foreign = {"Origin": "https://evil.example"}
        world.now += timedelta(hours=13)
        for cookies in ("ended", "gone"):
            if cookies == "gone":
                client.session.cookie_jar.clear()
            over = await post(client, "/admin/news", csrf, **typed)
            page = unescape(await over.text())
            assert over.status == 401 and LONG in page and csrf not in page
            elsewhere = await client.post("/admin/news", data=typed, headers=foreign)
            assert elsewhere.status in (401, 403) and "sorgfältig" not in await elsewhere.text()
        await enter(client, world, "solingen")
        again = await post(client, "/admin/news", csrf, **typed)  # as the page above sends it
        page = unescape(await again.text())
        assert (again.status, LONG.strip() in page, 'value="DE" checked' in page) == (403, True, True)
        saved = await post(client, "/admin/news", find_csrf(page), **typed)
        assert saved.status == 303 and "sorgfältig" in await see(client, saved.headers["Location"])


async def test_of_two_who_write_at_once_neither_loses_a_word(world: World) -> None:
    draft, news = world.entries["draft"], f"/admin/news/{world.news_id}"
    async with serve(world) as one, serve(world) as two:
        await enter(one, world, "solingen")
        await enter(two, world, "secretariat")
        csrf = await read_csrf(two)
        for path, mine, theirs, shown in (
            (
                news,
                {**NEWS, "version": "1"},
                {**NEWS, "title_de": "Anders", "version": "1"},
                'value="Anders"',
            ),
            (
                f"/admin/companies/{draft}/correct",
                {"stamp": world.find(draft).stamp, "website": "https://a.example"},
                {"stamp": world.find(draft).stamp, "website": "https://b.example"},
                'value="https://b.example"',
            ),
            (
                f"/admin/companies/{draft}/back",
                {},
                {"stamp": "1", "reason": "Bitte ergänzen"},
                ">Bitte ergänzen<",
            ),
        ):
            world.now += timedelta(minutes=1)
            if mine:
                assert (await post(one, path, **mine)).status == 303
            late = await post(two, path, csrf, **theirs)
            page = await late.text()
            assert late.status == 409 and shown in page
            assert LOCALIZER.text("de", "pages-changed-meanwhile") in unescape(page)
        mine = {**NEWS, "title_de": "Anders", "body_de": "Kommen Sie!\r\nBald.", "platforms": "web"}
        faulty = await post(two, news, csrf, **mine, link="javascript:x", version="1")
        assert 'name="version" value="1"' in await faulty.text()  # else it would replace what it never saw
        beside = others_in(await (await post(two, news, csrf, **mine, version="1")).text())
        assert beside == ["Einladung zur Messe", "Kommen Sie!", "leer"]
        again = await post(two, news, csrf, **{**NEWS, "title_de": "Anders", "version": "2"})
        assert again.status == 303 and "Anders" in await see(two, news)


async def test_hidden_signs_are_not_taken_from_a_form_and_not_shown(world: World) -> None:
    knives = world.entries["knives"]
    with world.store.write() as session:  # from before they were taken out
        stored = update(CompanyRow).where(CompanyRow.id == knives)
        session.execute(stored.values(name="Kling\u202ewerk\u200b", description_de="Eins\nzwei\u200b"))
    async with serve(world) as client:
        await enter(client, world, "solingen")
        for path in ("/admin/companies", f"/admin/companies/{knives}"):
            page = await see(client, path)
            assert "Klingwerk" in page and not {"\u202e", "\u200b"} & set(page)
        shown = {"name": "Klingwerk", "description_de": "Eins\r\nzwei", "website": "www.kling\u202e.example"}
        await post(client, f"/admin/companies/{knives}/correct", stamp=world.find(knives).stamp, **shown)
        written = {**NEWS, "title_de": "Ein\u202ela\x07dung\u200b\nzur Messe", "place": "Han\u2066nover"}
        path = (await post(client, "/admin/news", **written)).headers["Location"]
    with world.store.read() as session:
        item = mailings.list_mailings(session, 1, bool)[0].item
        (last, *_) = audit.list_records(session, 1, company_id=knives)
    assert item.titles["de"] == "Einladung zur Messe"
    assert item.occasion is not None and item.occasion.place == "Hannover"
    assert world.find(knives).website == "https://www.kling.example"
    assert last.fields == ("website",)  # what was shown without its signs was not changed


def others_in(page: str) -> list[str]:
    """What a form says is stored now, beside what was typed."""
    return [unescape(one) for one in re.findall(r'class="other">[^<]*<q>(.*?)</q>', page, re.DOTALL)]


async def test_news_beyond_the_own_city_need_a_second_official(world: World) -> None:
    async with serve(world) as author, serve(world) as other:
        await enter(author, world, "solingen")
        await enter(other, world, "foshan")
        path = (await post(author, "/admin/news", **NEWS)).headers["Location"]
        assert (await other.get(path)).status == 404  # a draft of another city
        await post(author, f"{path}/submit", version="1", send_at="2027-01-01T09:00")
        shown = await see(other, path)
        assert (
            LOCALIZER.text("zh", "pages-audience-all") in shown and "Wirtschaftsförderung Solingen" in shown
        )
        for client, locale, event, version, said in (
            (author, "de", "submit", "1", "news-already-submit"),  # clicked twice
            (author, "de", "approve", "2", "news-own"),
            (other, "zh", "approve", "1", "news-changed"),
            (other, "zh", "approve", "2", "mailing-scheduled"),
            (other, "zh", "approve", "2", "news-already-approve"),
        ):
            done = await post(client, f"{path}/{event}", version=version)
            assert done.headers["Location"] == path
            page = await see(client, path)
            assert LOCALIZER.text(locale, said) in page
            assert LOCALIZER.text(locale, "pages-changed-meanwhile") not in page
        await enter(author, world, "secretariat")
        path = (await post(author, "/admin/news", **NEWS)).headers["Location"]
        shown = await see(author, path)
        assert LOCALIZER.text("de", "pages-news-needs-approval-all") in shown
        assert LOCALIZER.text("de", "pages-news-needs-approval") not in shown  # it has no city


async def test_progress_is_told_as_it_happens_and_reported(world: World) -> None:
    path = f"/admin/news/{world.news_id}"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        await post(client, f"{path}/schedule", version="1")
        with world.store.write() as session:
            mailing = mailings.hold(session, world.news_id)
            assert mailing is not None
            sending = news_acts.let_time_pass(session, mailing, MailingEvent.START, world.now)
            recipients.list_more(session, sending, world.now, 1000)
        async with client.get(f"{path}/events") as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            first = await stream.content.readuntil(b"\n\n")
            assert b'"total": 1' in first and b'"decided": 0' in first
            with world.store.write() as session:
                row = recipients.list_planned(session, world.news_id, 10)[0]
                outcomes.settle(session, row.id, "sent", world.now, "=1+1")
                mailings.change(
                    session, replace(sending, status=MailingStatus.FINISHED, version=4), world.now
                )
            rest = await stream.content.read()
            assert b'"decided": 1' in rest and rest.endswith(b"event: end\ndata: 1\n\n")
        report = (await (await client.get(f"{path}/report.csv")).read()).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(report)))
        assert rows[0] == ["Kanal", "Sprache", "Ergebnis", "Grund", "Zeit (Berlin)"]
        assert rows[1][2:4] == [LOCALIZER.text("de", "pages-outcome-sent"), "'=1+1"]
        assert (rows[1][0], rows[1][1]) == ("Webchat", "Deutsch")
        there = world.now.astimezone(ZoneInfo("Europe/Berlin"))
        assert rows[1][4] == f"{there:%Y-%m-%d %H:%M}"
        await enter(client, world, "foshan")
        assert (await client.get(f"{path}/events")).status == 404


async def test_what_has_begun_meanwhile_is_stopped_all_the_same(world: World) -> None:
    path = f"/admin/news/{world.news_id}"
    async with serve(world) as client:
        await enter(client, world, "solingen")
        await post(client, f"{path}/schedule", version="1")
        page = await see(client, path)
        assert f'data-events="{path}/events?shown=scheduled"' in page and f"{path}/cancel" in page
        with world.store.write() as session:
            mailing = mailings.hold(session, world.news_id)
            assert mailing is not None
            news_acts.let_time_pass(session, mailing, MailingEvent.START, world.now)
        ended = await client.get(f"{path}/events?shown=scheduled")
        assert (await ended.read()).endswith(b"event: end\ndata: 1\n\n")  # the page shows itself anew
        assert f"{path}/pause" in await see(client, path)
        for event, status in (("pause", MailingStatus.PAUSED), ("cancel", MailingStatus.CANCELLED)):
            await post(client, f"{path}/{event}", version="2")  # as it was shown before it began
            with world.store.read() as session:
                found = mailings.find_mailing(session, world.news_id)
            assert found is not None and found.status is status


async def test_an_audience_does_not_widen_unseen(world: World) -> None:
    path, german = f"/admin/news/{world.news_id}", world.cities["Solingen"]
    with world.store.write() as session:
        cities.put_cities(session, [replace(german, left_on="2026-01-01")])
    async with serve(world) as client:
        await enter(client, world, "secretariat")
        form = await see(client, f"{path}/edit")
        assert f'value="{german.id}" checked> Solingen' in form  # there to be taken out
        for wrong in (
            {"cities": str(german.id)},
            {"cities": "4711"},
            {"locales": "fr"},
            *({"seen_within_days": days} for days in ("0", "-1", "9" * 20, "zwei")),
        ):
            refused = await post(client, path, **{**NEWS, **wrong, "version": "1"})
            page = unescape(await refused.text())
            assert refused.status == 422 and 'aria-invalid="true"' in page
            if "cities" in wrong:
                named = "Solingen" if wrong["cities"] == str(german.id) else "4711"
                assert LOCALIZER.text("de", "pages-audience-unknown", values=named) in page
        assert (await post(client, path, **NEWS, version="1")).status == 303  # taken out knowingly


def read_waiting(page: str) -> int:
    """The number on the first tile."""
    found = re.search(r'<a href="/admin/queue"><b>(\d+)</b>', page)
    assert found
    return int(found[1])


async def test_news_that_wait_for_somebody_are_counted_and_shown(world: World) -> None:
    async with serve(world) as author, serve(world) as other:
        await enter(author, world, "solingen")
        await enter(other, world, "foshan")
        before = [read_waiting(await see(client, "/admin/")) for client in (author, other)]
        path = (await post(author, "/admin/news", **NEWS)).headers["Location"]
        await post(author, f"{path}/submit", version="1", send_at="2026-12-01T09:00")
        waiting = [read_waiting(await see(client, "/admin/")) for client in (author, other)]
        assert waiting == [before[0], before[1] + 1]
        assert f'href="{path}"' in await see(other, "/admin/queue")
        assert f'href="{path}"' not in await see(author, "/admin/queue")
        await post(other, f"{path}/approve", version="2")
        with world.store.write() as session:
            mailing = mailings.hold(session, int(path.rpartition("/")[2]))
            assert mailing is not None
            news_acts.let_time_pass(session, mailing, MailingEvent.MISS, world.now)
        waiting = [read_waiting(await see(client, "/admin/")) for client in (author, other)]
        assert waiting == [before[0] + 1, before[1]]
        assert f'href="{path}"' in await see(author, "/admin/queue")


def told(world: World, name: str) -> list[str]:
    """What waits to be delivered to somebody."""
    with world.store.read() as session:
        rows = session.scalars(
            select(OutboxRow.payload).where(OutboxRow.conversation_id == world.talks[name])
        )
        return [str(row) for row in rows]


def table_of(page: str) -> str:
    return page.partition("<tbody>")[2]


def test_subscribers_are_those_whom_news_would_reach(world: World) -> None:
    with world.store.read() as session:
        for scope in (None, *((city.id,) for city in world.cities.values())):
            counted = overviews.count_subscribers(session, scope)
            reached = {
                (topic.value, platform): count
                for topic in Topic
                for (platform, _), count in audiences.count_people(
                    session, topic, Audience(cities=scope or ()), NOW
                ).items()
            }
            assert counted == reached
            assert counted or scope

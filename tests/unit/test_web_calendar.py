"""The calendar file of a news item on our own site, and the way there for WeChat, which takes no files."""

from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.config_wechat import WeChatSettings
from bot.news_mass import MassSending, render_mass
from bot.news_rendering import write_parts
from bot.web.calendar import add_calendar_route
from bot.wechat.client import WeChatAdapter
from directory.domain.news import NewsItem, Occasion, Topic
from handlers.calendar_entry import build_entry
from handlers.localizer import Localizer
from handlers.messages import Reply

BEGINS = datetime(2027, 4, 20, 8, tzinfo=UTC)
ITEM = NewsItem(
    7,
    Topic.FAIR,
    {"de": "Hannover Messe", "zh": "汉诺威工业博览会"},
    {"de": "Halle 12"},
    BEGINS,
    occasion=Occasion("Hannover", BEGINS, BEGINS.replace(hour=15), "Europe/Berlin"),
)
SITE = "https://isa.example"
LINK = f"{SITE}/news/7/zh.ics"


@pytest.mark.parametrize(("locale", "title"), [("de", "Hannover Messe"), ("zh", "汉诺威工业博览会")])
async def test_the_address_that_readers_get_gives_the_file(locale: str, title: str) -> None:
    entry = build_entry(ITEM, locale)
    assert entry is not None
    site = web.Application()
    add_calendar_route(site, {7: ITEM}.get)
    async with TestClient(TestServer(site)) as client:
        answer = await client.get(entry.path)
        file = await answer.text()
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    for line in (f"SUMMARY:{title}", "DTSTART;TZID=Europe/Berlin:20270420T100000", "BEGIN:VTIMEZONE"):
        assert line in file.splitlines()


@pytest.mark.parametrize("path", ["8/de.ics", "7/fr.ics", "x/de.ics", f"{10**20}/de.ics"])
async def test_there_is_no_file_of_what_is_not_public(path: str) -> None:
    site = web.Application()
    add_calendar_route(site, {7: ITEM}.get)
    async with TestClient(TestServer(site)) as client:
        assert (await client.get(f"/news/{path}")).status == 404


@pytest.mark.parametrize(("site", "links"), [(SITE, 1), (f"{SITE}/", 1), ("", 0)])
def test_in_wechat_a_file_is_a_link_where_we_have_a_site(site: str, links: int) -> None:
    adapter = WeChatAdapter(WeChatSettings(), Localizer().text, site=site)
    assert isinstance(adapter, MassSending)
    mass = render_mass(adapter, Localizer(), ITEM, "zh")["text"]
    reply = Reply("4月20日，汉诺威", document=build_entry(ITEM, "zh"))
    for shown in (write_parts(adapter.render(reply, "zh")), mass):
        assert shown.split().count(LINK) == links
        assert (".ics" in shown) is bool(links) and "BEGIN:VCALENDAR" not in shown

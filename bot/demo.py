"""The demo: the sample directory, two people who play its companies, a folder of its own."""

import shutil
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import read_clock
from directory.domain.city import Country
from directory.domain.news import NewsItem, Topic
from directory.domain.person import TEXT_VERSIONS, Address, Consent, Profile, Purpose
from directory.importing import import_table
from directory.store import companies, conversations, news, people, settings

SAMPLE_SOURCE = "sample"
DATABASE = "demo.db"
LEFT = Address("web", "demo-left")
RIGHT = Address("web", "demo-right")
_READY = "demo-ready"
_CHEN = Profile(
    who="陈莉，海外销售总监",
    email="chenli@yuntaorun-tiles.example",
    phone="+86 757 0000 1234",
    wechat="chenli_demo",
)


def prepare_folder(folder: Path, *, fresh: bool) -> str:
    """Make the demo's folder, its database removed first if `fresh`; the URL of that database."""
    if fresh:
        for path in folder.glob(f"{DATABASE}*"):
            if path.is_dir():
                shutil.rmtree(path)  # the search index
            else:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(folder / DATABASE).absolute()}"


def fill(app: App) -> None:
    """Load the sample directory and seat the two players, once; the next start finds both."""
    now = read_clock()
    with app.store.write() as session:
        if settings.find_value(session, _READY):
            return
        for name in ("companies_de.csv", "companies_cn.csv"):
            text = (resources.files("directory.samples") / name).read_text(encoding="utf-8")
            import_table(session, text, source=SAMPLE_SOURCE, now=now)
        seat(session, LEFT, "de", Country.DE, now)
        seat(session, RIGHT, "zh", Country.CN, now, _CHEN)
        for item in _list_news(now):
            news.publish(session, item)
        settings.put_value(session, _READY, now.isoformat())


def seat(
    session: Session,
    address: Address,
    locale: str,
    plays: Country,
    now: datetime,
    profile: Profile | None = None,
) -> None:
    """Let whoever chats at `address` answer for every sample company of a country.

    With a `profile` the player is a fictional person whose consent is on file; without one the
    player is asked for it like everybody else.
    """
    conversation = conversations.load_or_create(session, address, locale, now)
    if conversation.person_id is not None:
        return
    person_id = people.create_for(session, conversation.id, now)
    for company in companies.iterate(session, country=plays):
        if company.is_sample:
            people.add_membership(session, person_id, company.id, now)
    if profile is not None:
        for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD):
            version = TEXT_VERSIONS[purpose]
            people.add_consent(session, person_id, Consent(purpose, version, locale, address.platform, now))
        people.save_profile(session, person_id, profile)


def _list_news(now: datetime) -> tuple[NewsItem, ...]:
    return (
        NewsItem(
            0,
            Topic.MATCHMAKING,
            {
                "de": "Kontaktbörse für Küchen und Bad (Muster)",
                "zh": "厨房与卫浴企业对接会（示例）",
                "en": "Matchmaking for kitchens and bathrooms (sample)",
            },
            {
                "de": "Zwanzig Firmen aus Foshan und Jieyang stellen sich deutschen Händlern vor, online.",
                "zh": "来自佛山和揭阳的二十家企业将在线上与德国经销商见面。",
                "en": "Twenty companies from Foshan and Jieyang meet German dealers online.",
            },
            now - timedelta(days=2),
        ),
        NewsItem(
            0,
            Topic.DELEGATION,
            {
                "de": "Delegation aus Taicang besucht Solingen (Muster)",
                "zh": "太仓代表团访问索林根（示例）",
                "en": "Delegation from Taicang visits Solingen (sample)",
            },
            {
                "de": "Im Mittelpunkt stehen Werkzeugbau und berufliche Bildung.",
                "zh": "重点是工模具制造和职业教育。",
                "en": "The focus is on toolmaking and vocational training.",
            },
            now - timedelta(days=9),
        ),
    )

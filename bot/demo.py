"""The demo: the sample directory, two people who play its companies, an officer, a folder of its own."""

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
from directory.domain.roles import Grant, Role
from directory.importing import import_table
from directory.store import cities, companies, conversations, news, offices, people, settings

SAMPLE_SOURCE = "sample"
_NAME = "demo"
DATABASE = f"{_NAME}-2.db"  # another number whenever the seats change: older demos lack them
LEFT = Address("web", "demo-left")
RIGHT = Address("web", "demo-right")
OFFICE = Address("web", "demo-office")
OFFICER = "amt"
"""Who takes the officer's seat in the terminal."""
OFFICE_CITY = "Solingen"
UNATTENDED = "sample-de-090"
"""A company in that city which nobody chats for: requests to it go to the agency."""
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
        for path in folder.glob(f"{_NAME}*.db*"):
            if path.is_dir():
                shutil.rmtree(path)  # the search index
            else:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(folder / DATABASE).absolute()}"


def fill(app: App) -> None:
    """Load the sample directory and seat the players, once; the next start finds them."""
    now = read_clock()
    with app.store.write() as session:
        if settings.find_value(session, _READY):
            return
        for name in ("companies_de.csv", "companies_cn.csv"):
            text = (resources.files("directory.samples") / name).read_text(encoding="utf-8")
            import_table(session, text, source=SAMPLE_SOURCE, now=now)
        seat(session, LEFT, "de", Country.DE, now)
        seat(session, RIGHT, "zh", Country.CN, now, _CHEN)
        seat_officer(session, OFFICE, "de", now)
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
    """Let whoever chats at `address` answer for every sample company of a country but the unattended one.

    With a `profile` the player is a fictional person whose consent is on file; without one the
    player is asked for it like everybody else.
    """
    conversation = conversations.load_or_create(session, address, locale, now)
    if conversation.person_id is not None:
        return
    person_id = people.create_for(session, conversation.id, now)
    for company in companies.iterate(session, country=plays):
        if company.is_sample and company.external_id != UNATTENDED:
            people.add_membership(session, person_id, company.id, now)
    if profile is not None:
        for purpose in (Purpose.INTRODUCTIONS, Purpose.ABROAD):
            _consent(session, person_id, purpose, locale, address.platform, now)
        people.save_profile(session, person_id, profile)


def seat_officer(session: Session, address: Address, locale: str, now: datetime) -> None:
    """Let whoever chats at `address` act for the agency of the demo's city, consent on file."""
    conversation = conversations.load_or_create(session, address, locale, now)
    if conversation.person_id is not None:
        return
    person_id = people.create_for(session, conversation.id, now)
    _consent(session, person_id, Purpose.OFFICE, locale, address.platform, now)
    city = next(city for city in cities.list_cities(session) if city.name_de == OFFICE_CITY)
    offices.add(session, person_id, Grant(Role.AGENCY, city_id=city.id), now)


def _consent(
    session: Session, person_id: int, purpose: Purpose, locale: str, platform: str, now: datetime
) -> None:
    consent = Consent(purpose, TEXT_VERSIONS[purpose], locale, platform, now)
    people.add_consent(session, person_id, consent)


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

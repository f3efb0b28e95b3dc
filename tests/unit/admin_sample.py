"""A directory as it might be after a year, to look at the pages with: nobody in it exists."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.admin.news_form import PLATFORMS
from directory.domain.city import City, Country
from directory.domain.commands import GiveConsent
from directory.domain.company import BusinessRole, Company, CooperationKind
from directory.domain.demand import Asked
from directory.domain.introduction import DeclineReason, Status
from directory.domain.news import NewsItem, Occasion, Topic
from directory.domain.person import TEXT_VERSIONS, Purpose
from directory.store import cities, companies, demand, imports, introductions, news
from directory.store.apply import apply
from directory.store.models import CompanyRow
from tests.store_samples import NOW, person_of, put_person, request
from tests.unit.admin_world import World, build_world
from tests.unit.fakes import FakeSearch

PLACES = (
    (Country.DE, "Kassel", "卡塞尔", "Kassel"),
    (Country.DE, "Bottrop", "博特罗普", "Bottrop"),
    (Country.CN, "Chaozhou", "潮州", "Chaozhou"),
    (Country.CN, "Zhuzhou", "株洲", "Zhuzhou"),
    (Country.DE, "Ingolstadt", "因戈尔施塔特", "Ingolstadt"),
)
TRADES = (
    ("Messerschmiede", "刀具厂", ("Küchenmesser", "Scheren"), ("厨房刀具", "剪刀")),
    ("Fliesenwerk", "陶瓷厂", ("Keramikfliesen",), ("瓷砖", "岩板")),
    ("Werkzeugbau", "模具厂", ("Spritzgussformen", "Stanzwerkzeuge"), ("注塑模具",)),
    ("Armaturen", "卫浴厂", ("Armaturen", "Ventile"), ("水龙头", "阀门")),
)
HEADER = [
    *("external_id", "country", "city", "name", "offers", "description_de", "employees", "contact_email")
]
CHANGED = [
    "Küchenmesser aus Solingen, geschmiedet und von Hand geschliffen.",
    "52",
    "neu@klingenwerk.example",
]
SOUGHT = (
    ("Keramikmesser", "Solingen", 19),
    ("Wasserstoffventile", "", 14),
    ("Recycling von Batterien", "", 11),
    ("Präzisionsguss", "Foshan", 8),
    ("Medizinische Keramik", "", 8),
)


def build_sample(path: Path, template: Path) -> tuple[World, Any]:
    """The world of the tests with more in it, and a search for it."""
    world = build_world(path, template)
    draw = random.Random(7)
    with world.store.write() as session:
        hostile = update(CompanyRow).where(CompanyRow.id == world.entries["hostile"])
        session.execute(hostile.values(name="Rasierhobel & Söhne", description_de="Rasierhobel seit 1911."))
        cities.put_cities(session, [City(0, *place) for place in PLACES])
        known = cities.list_cities(session)
        world.cities = {city.name_en: city for city in known}
        ids = []
        for number in range(90):
            city = known[min(len(known) - 1, int(draw.expovariate(0.45)))]
            german, chinese, offers, supplies = draw.choice(TRADES)
            in_china = city.country is Country.CN
            entry = Company(
                0,
                f"{city.slug}-{number}",
                city.country,
                city.id,
                f"{city.name_zh}第{number}{chinese}" if in_china else f"{german} {city.name_de} {number}",
                name_latin=f"{city.name_en} {german} No. {number}" if in_china else "",
                offers=supplies if in_china else offers,
                declared_role=BusinessRole.MAKER,
            )
            ids.append(companies.upsert(session, entry, NOW)[0])
            age = timedelta(days=draw.choice((10, 40, 90, 200, 230)))
            asked = NOW - timedelta(days=draw.choice((5, 40))) if age.days > 190 and number % 2 else None
            row = update(CompanyRow).where(CompanyRow.id == ids[-1])
            session.execute(row.values(fresh_at=NOW - age, asked_at=asked, updated_at=NOW - age / 3))
        full = update(CompanyRow).where(CompanyRow.id == world.entries["knives"])
        session.execute(
            full.values(
                description_de="Küchenmesser aus Solingen, geschmiedet und von Hand geschärft.",
                description_zh="索林根锻造厨房刀具，手工开刃。",
                employees=48,
                founded=1927,
                website="https://klingenwerk.example",
                seeks=["Vertriebspartner in China"],
                cooperation=["distribution", "supply"],
            )
        )
        asker = person_of(put_person(session, "asker"))
        for number in range(64):
            days = int(draw.triangular(2, 355, 40))
            at = NOW - timedelta(days=days)
            status = draw.choice(
                (Status.ACCEPTED, Status.ACCEPTED, Status.DECLINED, Status.SENT, Status.EXPIRED)
            )
            status = status if days > 12 else Status.SENT
            closed = None if status is Status.SENT else at + timedelta(days=draw.choice((1, 2, 3, 4, 9)))
            made = request(
                asker,
                draw.choice(ids),
                f"sample{number}",
                created_at=at,
                status=status,
                closed_at=closed,
                cooperation=draw.choice(list(CooperationKind)),
                decline_reason=DeclineReason.NOT_NOW if status is Status.DECLINED else None,
            )
            introductions.create(session, made)
        item = NewsItem(
            world.news_id,
            Topic.FAIR,
            {"de": "Gemeinschaftsstand in Hannover", "zh": "汉诺威联合展位"},
            {
                "de": "Zwölf Plätze für Firmen der Allianz, mit Dolmetschern. Anmeldung bis 31. Januar.",
                "zh": "为联盟企业提供十二个席位，含翻译服务。报名截止日期为1月31日。",
            },
            None,
            "https://allianz.example/messe",
            occasion=Occasion(
                "Hannover",
                datetime(2027, 4, 12, 7, tzinfo=UTC),
                datetime(2027, 4, 16, 16, tzinfo=UTC),
                "Europe/Berlin",
            ),
        )
        news.put(session, item)
        names = {one.external_id: one.name for one in companies.list_companies(session, ids)}
        known_names = [one for one in names if one.startswith("solingen")][:7]
        knives = companies.get_company(session, world.entries["knives"])
        rows = [[knives.external_id, "DE", "Solingen", knives.name, "Küchenmesser;Sägemesser", *CHANGED]]
        rows += [[one, "DE", "Solingen", names[one], "Messer", "", "12", ""] for one in known_names]
        rows.append(["neu-1", "DE", "Solingen", "Feilenhauerei Berg", "Feilen", "", "5", ""])
        content = "\n".join("\t".join(row) for row in [HEADER, *rows]).encode()
        world.import_id = imports.bring(
            session,
            "solingen-2026.csv",
            content,
            [world.cities["Solingen"].id],
            world.persons["solingen"],
            NOW,
            skip_faulty=False,
            allow_duplicates=True,
        )
        for number in range(70):
            talk = put_person(session, f"reader {number}", ids[number], platform=PLATFORMS[number % 3])
            for topic in draw.sample(list(Topic), 3):
                for purpose, about in ((Purpose.ABROAD, ""), (Purpose.NEWS, topic.value)):
                    agreed = GiveConsent(purpose, TEXT_VERSIONS[purpose], "de", about)
                    apply(session, agreed, talk.id, NOW)
        for words, place, times in SOUGHT:
            city_id = world.cities[place].id if place else 0
            for number in range(times):
                asked_for = Asked("", words.casefold(), draw.choice(("de", "zh", "en")), 0, "CN", city_id)
                demand.note_search(session, asked_for, f"p{number}", NOW, met=number % 4 == 0)
    return world, FakeSearch(())

"""Groups, positions, deep links and inline mode: what others may read along, and what opens the bot."""

from dataclasses import replace

import pytest

from directory.cities import read_cities
from directory.domain.commands import NoteChoice, NoteSearch
from directory.domain.news import NewsItem, Topic
from directory.places import COORDINATES, find_near, measure_km
from handlers import inline, router
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply, Update, UpdateKind, list_choices
from handlers.states import Browsing, Drafting, Idle, New
from tests.unit.dialogue import ANNA, LOCALIZER, Dialogue, Tap, address_of, begin, send_request
from tests.unit.fakes import FOSHAN, NOW, TILES

each_language = pytest.mark.parametrize("locale", LOCALES)


def see(dialogue: Dialogue, name: str, locale: str) -> Context:
    """What a handler sees of `name`'s chat."""
    talk = dialogue.world.talks[address_of(name)]
    return dialogue._context(talk, locale, dialogue._memory(address_of(name)))


class Group:
    """A group chat: what is said in it, with the state kept from one to the next."""

    def __init__(self, dialogue: Dialogue, locale: str) -> None:
        self.ctx = replace(see(dialogue, "anna", locale), state=New(), person=None)

    def say(self, kind: UpdateKind, text: str = "", choice: str = "") -> Outcome:
        outcome = router.handle(self.ctx, Update("u", self.ctx.address, kind, text, choice, public=True))
        assert all(isinstance(one, NoteSearch | NoteChoice) for one in outcome.commands)
        assert outcome.notices == ()
        self.ctx = replace(self.ctx, state=outcome.state or self.ctx.state)
        return outcome


def text_of(outcome: Outcome) -> str:
    return "\n".join(reply.text for reply in outcome.replies)


@each_language
def test_a_group_searches_pages_and_sees_cards_with_a_way_into_private(locale: str) -> None:
    group = Group(begin(locale), locale)
    words = {"de": "Keramikfliesen China", "zh": "中国 瓷砖", "en": "ceramic tiles China"}[locale]
    found = group.say(UpdateKind.TEXT, words)
    assert len(found.replies) == 1
    assert found.replies[0].slot == "results"
    assert isinstance(found.state, Browsing)
    assert group.say(UpdateKind.CHOICE, choice="p:5").replies[0].slot == "results"
    assert group.say(UpdateKind.CHOICE, choice="f:menu").replies[0].slot == "results"
    card = group.say(UpdateKind.CHOICE, choice=f"c:{TILES}")
    assert [choice.id for choice in list_choices(card.replies)] == [f"start:c-{TILES}"]


@each_language
def test_a_group_learns_nothing_personal(locale: str) -> None:
    dialogue = begin(locale)
    send_request(dialogue)
    group = Group(dialogue, locale)
    group.ctx = replace(see(dialogue, "anna", locale), state=New())
    only = LOCALIZER.text(locale, "group-only-private")
    for text in ("/anfragen", "/daten", "/news", "/delete", "我的请求", "cancel", "/zurück"):
        assert text_of(group.say(UpdateKind.TEXT, text)) == only
    for choice in (
        f"i:{TILES}",
        "q:x:accept",
        "m:data",
        "m:requests",
        "d:yes",
        "ok:yes",
        "s:send",
        "",
        "c:",
        "p:x",
    ):
        outcome = group.say(UpdateKind.CHOICE, choice=choice)
        assert text_of(outcome) == only
        assert [each.id for each in list_choices(outcome.replies)] == ["start:group"]
    how = LOCALIZER.text(locale, "group-how")
    for kind, text in (
        (UpdateKind.START, "inv-X"),
        (UpdateKind.TEXT, "/hilfe"),
        (UpdateKind.TEXT, " "),
        (UpdateKind.TEXT, "/unbekannt"),
        (UpdateKind.TEXT, "/suche"),
    ):
        assert text_of(group.say(kind, text)) == how
    assert ANNA.de not in str(group.ctx.state)


def test_a_group_chooses_its_language() -> None:
    group = Group(begin("de"), "de")
    assert [each.id for each in list_choices(group.say(UpdateKind.TEXT, "/sprache").replies)] == [
        "l:de",
        "l:zh",
        "l:en",
    ]
    assert group.say(UpdateKind.CHOICE, choice="l:zh").locale == "zh"
    assert group.say(UpdateKind.TEXT, "english").locale == "en"
    assert isinstance(group.say(UpdateKind.CHOICE, choice="x:1").state, Browsing)


def test_who_leaves_and_returns_is_told_nothing() -> None:
    ctx = see(begin("de"), "anna", "de")
    for kind in (UpdateKind.LEFT, UpdateKind.RETURNED):
        assert router.handle(ctx, Update("u", ctx.address, kind)) == Outcome()


@each_language
def test_a_position_shows_what_is_in_the_city(locale: str) -> None:
    ctx = see(begin(locale), "anna", locale)
    near = router.handle(ctx, Update("u", ctx.address, UpdateKind.PLACE, "Foshan"))
    assert isinstance(near.state, Browsing)
    assert (near.state.words, near.state.filters.city_id) == ("", FOSHAN)
    narrowed = router.handle(
        replace(ctx, state=Browsing("瓷砖", "zh")), Update("u", ctx.address, UpdateKind.PLACE, "Foshan")
    )
    assert isinstance(narrowed.state, Browsing)
    assert (narrowed.state.words, narrowed.state.filters.city_id) == ("瓷砖", FOSHAN)
    far = router.handle(ctx, Update("u", ctx.address, UpdateKind.PLACE))
    assert far.replies == (Reply(LOCALIZER.text(locale, "place-far")),)


def test_a_position_answers_no_question_of_a_request() -> None:
    dialogue = begin("de")
    dialogue.say("anna", Tap(f"i:{TILES}"))
    ctx = see(dialogue, "anna", "de")
    assert isinstance(ctx.state, Drafting)
    outcome = router.handle(ctx, Update("u", ctx.address, UpdateKind.PLACE, "Foshan"))
    assert outcome.state is None
    assert outcome.replies[0].text == LOCALIZER.text("de", "finish-first")
    assert len(outcome.replies) == 2


@each_language
def test_deep_links_open_a_city_a_news_item_and_an_entry(locale: str) -> None:
    dialogue = begin(locale)
    dialogue.world.news = (NewsItem(7, Topic.FAIR, {"de": "Messe", "zh": "展会"}, {}, NOW),)
    ctx = replace(see(dialogue, "anna", locale), state=Idle())
    city = router.handle(ctx, Update("u", ctx.address, UpdateKind.START, "city-foshan"))
    assert isinstance(city.state, Browsing)
    assert city.state.filters.city_id == FOSHAN
    unknown = router.handle(ctx, Update("u", ctx.address, UpdateKind.START, "city-atlantis"))
    assert unknown.replies == (Reply(LOCALIZER.text(locale, "place-unknown")),)
    newest = ctx.entries.list_news(1)[0]
    item = router.handle(ctx, Update("u", ctx.address, UpdateKind.START, f"n-{newest.id}"))
    assert [card.title for card in item.replies[0].cards] == [newest.text(locale)[0]]
    gone = router.handle(ctx, Update("u", ctx.address, UpdateKind.START, "n-99999"))
    assert gone.replies[0].text == LOCALIZER.text(locale, "news-heading")
    tapped = router.handle(ctx, Update("u", ctx.address, UpdateKind.CHOICE, choice=f"start:c-{TILES}"))
    assert tapped.replies[0].cards[0].title


@each_language
def test_inline_mode_gives_cards_that_open_the_bot(locale: str) -> None:
    ctx = replace(see(begin(locale), "anna", locale), person=None, state=New())
    words = {"de": "Keramikfliesen", "zh": "瓷砖", "en": "ceramic tiles"}[locale]
    found, following = inline.find(ctx, words)
    assert found
    assert all(one.card.choices[0].id == f"start:{one.key}" for one in found)
    assert following is None or following == inline.PAGE
    assert inline.find(ctx, "") == ((), None)
    assert inline.find(ctx, "x") == ((), None)
    assert inline.find(ctx, words, 1000) == ((), None)


def test_every_member_city_has_its_place_and_its_own_link() -> None:
    cities = read_cities()
    assert {city.name_de for city in cities} == set(COORDINATES)
    assert len({city.slug for city in cities}) == len(cities)
    assert all(len(f"city-{city.slug}") <= 64 and city.slug.replace("-", "").isalnum() for city in cities)
    for name, place in COORDINATES.items():
        assert find_near(*place) == name
    for city in cities:
        north = COORDINATES[city.name_de][0]
        assert (47 < north < 55) == (city.country == "DE")


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (50.11, 8.68, "Kelsterbach"),
        (50.21, 8.61, "Bad Homburg v. d. Höhe"),
        (52.52, 13.40, ""),
        (23.13, 113.26, "Foshan"),
        (39.90, 116.40, ""),
        (float("nan"), 7, ""),
        (91, 7, ""),
        (50.9, 700, ""),
    ],
)
def test_the_nearest_city_within_sixty_kilometres(latitude: float, longitude: float, name: str) -> None:
    assert find_near(latitude, longitude) == name


def test_distances() -> None:
    assert measure_km(50.938, 6.960, 50.938, 6.960) == 0
    assert 470 < measure_km(50.938, 6.960, 52.520, 13.405) < 485

"""News of the alliance as readers see it: the newest, one of them, those about something."""

from collections.abc import Sequence

from directory.domain.news import NewsItem
from directory.search.normalize import fold, has_han, stem, tokens
from handlers.calendar_entry import build_entry
from handlers.context import Context
from handlers.localizer import Localizer, format_date, format_span
from handlers.messages import Card, Choice, Outcome, Reply
from handlers.news_form import ZONES

SHOWN_ITEMS = 3
FOUND_ITEMS = 5
LINKED_ITEMS = 200
SURE_JOINED = 6
SHORTENED_FROM, LEFT_OUT = 4, 4
"""Signs from which a Chinese name may be a shortened one, and how many it may leave out."""


def show(ctx: Context) -> Outcome:
    """The newest three items in the reader's language, and the way to the topics."""
    items = ctx.entries.list_news(SHOWN_ITEMS)
    topics = ((ctx.choice("n:topics", "button-topics"),),)
    if not items:
        return Outcome((Reply(ctx.text("news-none"), choices=topics),))
    cards = tuple(_render(ctx, item) for item in items)
    return Outcome((Reply(ctx.text("news-heading"), cards, topics),))


def show_one(ctx: Context, news_id: int) -> Outcome:
    """The item that a deep link names; the newest ones where it is gone."""
    item = _find(ctx, news_id)
    return show(ctx) if item is None else Outcome((Reply(cards=(_render(ctx, item),)),))


def find_subject(ctx: Context, plain: str) -> str:
    """What news is asked about: "Neues zur Hannover Messe", "汉诺威工业展 新闻"; "" where it is none."""
    text = plain.strip().rstrip("!?.。？！吗 ")
    for opening in sorted(ctx.localizer.words("news-openings"), key=len, reverse=True):
        if text.casefold().startswith(opening if has_han(opening) else f"{opening} "):
            text = text[len(opening) :].strip(" ，,")
            break
    for words in sorted(ctx.localizer.words("news-about-behind"), key=len, reverse=True):
        gap = "" if has_han(words) else " "
        subject = text[: -len(words)].strip(" ，,的")
        if text.casefold().endswith(gap + words) and len(subject) > 1:  # 写消息 asks for no news
            for before in ctx.localizer.words("news-about"):
                subject = subject.removeprefix(before) if has_han(before) else subject
            return subject.strip()
    for words in ctx.localizer.words("news-about"):
        if not has_han(words) and text.casefold().startswith(f"{words} "):
            return text[len(words) :].strip(" :")
    return ""


def find(ctx: Context, words: str) -> Outcome:
    """Items about something, newest first, in whichever language it was asked for."""
    items = ctx.entries.list_news(LINKED_ITEMS)
    found = [item for item in items if matches(item, words)]
    if not found:
        others = show(ctx).replies
        denied = Reply(
            ctx.text("news-not-found", words=words[:60]), choices=() if items else others[-1].choices
        )
        return Outcome((denied, *(others if items else ())))
    cards = tuple(_render(ctx, item) for item in found[:FOUND_ITEMS])
    return Outcome((Reply(ctx.text("news-found", words=words[:60], count=len(found)), cards),))


def add_to_calendar(ctx: Context, news_id: int) -> Outcome | None:
    """The occasion of an item in words and as a calendar file; None where there is none."""
    item = _find(ctx, news_id)
    entry = build_entry(item, ctx.locale) if item else None
    if item is None or entry is None:
        return None
    return Outcome((Reply(describe_occasion(ctx.localizer, item, ctx.locale), document=entry),))


def matches(item: NewsItem, words: str) -> bool:
    """Whether every word stands in the item, in any of its languages; spelling and script do not matter."""
    wanted = [stem(word) for word in tokens(fold(words))]
    joined = "".join(fold(words).split())
    place = item.occasion.place if item.occasion else ""
    for language in item.titles:
        text = fold(" ".join((item.titles[language], item.bodies.get(language, ""), place)))
        known = {stem(word) for word in tokens(text)}
        if wanted and all(_is_in(word, text) if has_han(word) else word in known for word in wanted):
            return True
        if len(joined) >= SURE_JOINED and joined in text.replace(" ", ""):  # Hannovermesse
            return True
    return False


def _is_in(word: str, text: str) -> bool:
    """Whether Chinese words stand in a text, at length or shortened: 汉诺威工博会 for 汉诺威工业博览会."""
    if word in text or len(word) < SHORTENED_FROM:
        return word in text
    for start in (at for at, sign in enumerate(text) if sign == word[0]):
        rest = iter(text[start : start + len(word) + LEFT_OUT])
        if all(sign in rest for sign in word):
            return True
    return False


def build_replies(localizer: Localizer, item: NewsItem, locale: str) -> tuple[Reply, ...]:
    """An item as it is sent: one message, with one tap to unsubscribe and one to the calendar entry."""
    title, body = item.text(locale)
    occasion = describe_occasion(localizer, item, locale)
    lines = tuple(line for line in (body, occasion, item.link) if line)
    topic = localizer.text(locale, f"topic-{item.topic}")
    card = Card(title, topic, lines, link=item.link, picture=item.picture)
    stop = Choice(f"n:off:{item.topic}", localizer.text(locale, "button-unsubscribe", topic=topic))
    entry = (Choice(f"n:cal:{item.id}", localizer.text(locale, "button-calendar")),)
    rows = ((entry,) if item.occasion else ()) + ((stop,),)
    return (Reply(cards=(card,), choices=rows),)


def build_versions(localizer: Localizer, item: NewsItem, locales: Sequence[str] = ()) -> tuple[Reply, ...]:
    """An item as readers get it, in these of the languages it speaks; in all of them where none is named."""
    wanted = [one for one in item.languages if one in locales] or item.languages
    return tuple(reply for one in wanted for reply in build_replies(localizer, item, one))


def describe_occasion(localizer: Localizer, item: NewsItem, locale: str) -> str:
    """Where and when, on the clocks of the place; "" where nothing takes place."""
    occasion = item.occasion
    if occasion is None:
        return ""
    when = format_span(occasion.begins_there, occasion.ends_there, locale)
    zone = occasion.zone.rpartition("/")[2]
    if occasion.zone in ZONES.values():
        zone = localizer.text(locale, f"zone-{zone.lower()}")
    return localizer.text(locale, "news-occasion", place=occasion.place, when=when, zone=zone)


def _find(ctx: Context, news_id: int) -> NewsItem | None:
    return next((item for item in ctx.entries.list_news(LINKED_ITEMS) if item.id == news_id), None)


def _render(ctx: Context, item: NewsItem) -> Card:
    title, body = item.text(ctx.locale)
    date = format_date(item.published_at or ctx.now, ctx.locale)
    occasion = describe_occasion(ctx.localizer, item, ctx.locale)
    choices = (ctx.choice(f"n:cal:{item.id}", "button-calendar"),) if item.occasion else ()
    subtitle = f"{ctx.text(f'topic-{item.topic}')} · {date}"
    lines = tuple(line for line in (body, occasion, item.link) if line)
    return Card(title, subtitle, lines, choices, link=item.link, picture=item.picture)

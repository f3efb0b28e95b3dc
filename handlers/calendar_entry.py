"""An occasion as a calendar file (RFC 5545), times in the zone of the place. Pure."""

from icalendar import Calendar, Event

from directory.domain.news import NewsItem
from directory.domain.visible import strip_hidden
from handlers.messages import Document

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//ISA//isabot//EN"
PATH = "/news/{news_id}/{locale}.ics"
"""Where our own site has it; those who got the address keep it, so it stays."""


def build_entry(item: NewsItem, locale: str) -> Document | None:
    """The calendar file of an item in `locale`; None where it names no occasion.

    Its UID stays the same, so that a file opened twice makes one entry.
    """
    occasion = item.occasion
    if occasion is None:
        return None
    title, body = (strip_hidden(text) for text in item.text(locale))
    event = Event()
    event.add("uid", f"news-{item.id}@isabot")
    event.add("dtstamp", item.published_at or occasion.begins_at)
    event.add("dtstart", occasion.begins_there)
    event.add("dtend", occasion.ends_there)
    event.add("summary", title)
    event.add("location", strip_hidden(occasion.place))
    event.add("description", body)
    if item.link:
        event.add("url", item.link)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    path = PATH.format(news_id=item.id, locale=locale)
    return Document(f"isa-{item.id}.ics", MEDIA_TYPE, calendar.to_ical().decode(), path)

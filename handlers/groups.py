"""In a group others read along: it can search and page, and learns nothing about anybody.

All that is personal begins in a private chat, to which a link is offered. Nothing here returns a
command, so no person is ever tied to a group.
"""

import unicodedata

from handlers import filters, onboarding, searching
from handlers.company import is_open
from handlers.context import Context
from handlers.entries import render_entry
from handlers.localizer import LOCALES
from handlers.messages import Choice, Outcome, Reply, Update, UpdateKind
from handlers.states import Browsing, Idle

PERSONAL = (
    "requests",
    "news",
    "register",
    "company",
    "queue",
    "data",
    "delete",
    "cancel",
    "back",
    "human",
    "end",
)


def answer(ctx: Context, update: Update) -> Outcome:
    """Answer what a group says to us."""
    match update.kind:
        case UpdateKind.CHOICE:
            return _choose(ctx, update.choice.split(":")) or _in_private(ctx, "group-only-private")
        case UpdateKind.TEXT if update.text.strip():
            return _read(ctx, update.text.strip())
    return _in_private(ctx, "group-how")


def _read(ctx: Context, text: str) -> Outcome:
    plain = unicodedata.normalize("NFKC", text)
    command, _, rest = plain.partition(" ")
    for locale in LOCALES:
        if plain.casefold() in ctx.localizer.words(f"words-language-{locale}"):
            return _speak(ctx, locale)
    for name in (*PERSONAL, "help", "language", "search"):
        words = ctx.localizer.words(f"words-{name}")
        if plain.casefold() not in words and not (command.startswith("/") and command.casefold() in words):
            continue
        if name == "language":
            return Outcome(onboarding.offer_languages(ctx))
        if name == "search" and rest.strip():
            return _search(ctx, rest.strip())
        return _in_private(ctx, "group-only-private" if name in PERSONAL else "group-how")
    return _in_private(ctx, "group-how") if plain.startswith("/") else _search(ctx, text)


def _choose(ctx: Context, choice: list[str]) -> Outcome | None:
    """Paging, filters, a card, a language; None for all else."""
    match choice:
        case ["p", "s"] if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case ["p", offset] if offset.isascii() and offset.isdecimal() and len(offset) < 10:
            return searching.turn_page(ctx, int(offset))
        case ["f", *arguments]:
            return filters.change(ctx, arguments)
        case ["c", digits] if digits.isascii() and digits.isdecimal() and len(digits) < 10:
            return _show_card(ctx, int(digits))
        case ["x", number] if number in ("1", "2"):
            return _search(ctx, ctx.text(f"example-{number}"))
        case ["m", "help"]:
            return _in_private(ctx, "group-how")
        case ["l", locale] if locale in LOCALES:
            return _speak(ctx, locale)
    return None


def _search(ctx: Context, text: str) -> Outcome:
    greeted = ctx.at(Idle()) if not isinstance(ctx.state, Browsing) else ctx
    return searching.ask(greeted, text)


def _show_card(ctx: Context, company_id: int) -> Outcome:
    company = ctx.entries.find_company(company_id)
    if company is None or not is_open(ctx, company):
        return Outcome((Reply(ctx.text("company-gone")),))
    private = Choice(f"start:c-{company.id}", ctx.text("group-open-private"))
    return Outcome((Reply(cards=(render_entry(ctx, company, (private,)),)),))


def _speak(ctx: Context, locale: str) -> Outcome:
    return Outcome((Reply(ctx.speaking(locale).text("language-changed")),), locale=locale)


def _in_private(ctx: Context, key: str) -> Outcome:
    private = Choice("start:group", ctx.text("group-open-private"))
    return Outcome((Reply(ctx.text(key), choices=((private,),)),))

"""Who answers what: one function from (context, update) to outcome."""

import re
import unicodedata
from dataclasses import replace

from directory.domain.visible import is_visible
from directory.search.normalize import simplified
from handlers import (
    answering,
    assisting,
    by_word,
    choosing,
    correcting,
    deciding,
    drafting,
    groups,
    guarding,
    joining,
    menu,
    merging,
    news,
    news_taps,
    places,
    registration,
    reporting,
    searching,
    speaking,
    tapping,
    wishing,
)
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply, Update, UpdateKind, list_choices, with_choices
from handlers.pending import pending, prompt, with_prompt
from handlers.states import (
    Answering,
    Assisting,
    Browsing,
    Busy,
    Composing,
    Correcting,
    Deleting,
    Drafting,
    Idle,
    Joining,
    Merging,
    New,
    Registering,
    Reporting,
    Returning,
    Speaking,
    Subscribing,
    at_rest,
)

_CODE = re.compile(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}", re.IGNORECASE)
"""An invitation's code as it is read out: never a question, and nothing to be searched for."""

_MEDIA = frozenset(["photo", "voice", "audio", "video", "video_note", "animation", "sticker", "document"])


def handle(ctx: Context, update: Update) -> Outcome:
    """Answer one update. Pure: reads through the context, returns everything else."""
    if update.kind in (UpdateKind.LEFT, UpdateKind.RETURNED):
        return Outcome()
    if update.public:
        return groups.answer(ctx, update)
    ctx, settled = speaking.settle(ctx)
    outcome = guarding.guard(ctx, _answer(ctx, update))
    if settled is not None and outcome.state is None:
        outcome = replace(outcome, state=settled)
    aside = isinstance(
        ctx.state, Answering | Assisting | Correcting | Merging | Reporting | Returning | Speaking
    )
    if aside and isinstance(outcome.state, Drafting | Registering):
        return replace(outcome, replies=(*outcome.replies, *prompt(ctx, outcome.state)))
    return _repeat_choices(ctx, outcome)


def _repeat_choices(ctx: Context, outcome: Outcome) -> Outcome:
    """What leaves a question open, an error above all, offers its choices again."""
    state = outcome.state or ctx.state
    if not isinstance(state, Busy) or not outcome.replies or list_choices(outcome.replies[-1:]):
        return outcome
    asked = prompt(ctx, state)
    *before, last = outcome.replies
    return replace(outcome, replies=(*before, with_choices(last, asked))) if asked else outcome


def _answer(ctx: Context, update: Update) -> Outcome:
    match update.kind:
        case UpdateKind.START:
            return menu.start(ctx, update.text)
        case UpdateKind.PLACE:
            if isinstance(ctx.state, New | Idle | Browsing):
                return places.show_near(ctx, update.text)
            return with_prompt(ctx, Reply(ctx.text("finish-first")))
        case UpdateKind.UNSUPPORTED if ctx.waiting and isinstance(ctx.state, New | Idle | Browsing):
            return Outcome()  # whatever was sent, what waits is shown
        case UpdateKind.UNSUPPORTED:
            known = update.text in _MEDIA
            return with_prompt(ctx, Reply(ctx.text("unsupported" if known else "unsupported-other")))
        case UpdateKind.CHOICE:
            return tapping.choose(ctx, update.choice)
        case _:
            return _read(ctx, update.text.strip())


def _read(ctx: Context, text: str) -> Outcome:
    if not is_visible(text):
        return Outcome(pending(ctx) or (Reply(ctx.text("no-question")),))
    if isinstance(ctx.state, Speaking) and ctx.state.step == "open":
        return _pass_on(ctx, ctx.state, text)
    meant = choosing.find_offered(ctx, text)
    if len(meant) == 1:
        return tapping.choose(ctx, meant[0])
    if meant:
        return with_prompt(ctx, Reply(ctx.text("which-one")))
    if isinstance(ctx.state, New | Idle | Browsing) and _CODE.fullmatch(text):
        return joining.start(ctx, text.upper())
    return _obey(ctx, simplified(unicodedata.normalize("NFKC", text))) or _take(ctx, text)


def _pass_on(ctx: Context, state: Speaking, text: str) -> Outcome:
    """To the person who listens, word by word; what ends it, and what begins with a stroke, is for us."""
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    if plain in ctx.localizer.words("words-end"):
        return menu.menu(ctx, "end")
    if plain.startswith("/"):
        for name in menu.WHILE_SPEAKING:
            if plain in ctx.localizer.words(f"words-{name}"):
                shown = menu.menu(ctx, name)
                return _say_how_to_choose(ctx, shown) if name in ("data", "language") else shown
        meant = choosing.find_offered(ctx, plain[1:]) if choosing.is_number(plain[1:]) else ()
        return tapping.choose(ctx, meant[0]) if meant else Outcome(speaking.prompt(ctx, state))
    return speaking.answer_text(ctx, state, text)


def _say_how_to_choose(ctx: Context, outcome: Outcome) -> Outcome:
    """Where choices are numbered, a bare number is for the person: a stroke before it is for us."""
    if not ctx.numbered or not list_choices(outcome.replies):
        return outcome
    return replace(outcome, replies=(*outcome.replies, Reply(ctx.text("speaking-choose"))))


def _obey(ctx: Context, plain: str) -> Outcome | None:
    """The text as a command; None where it is none."""
    command, _, rest = plain.partition(" ")
    for name in menu.MENU:
        words = ctx.localizer.words(f"words-{name}")
        said = plain.casefold().rstrip("!?.。")
        if {plain.casefold(), said, said.replace(" ", "") if said.isascii() else said} & set(words):
            return menu.menu(ctx, name)
        if command.startswith("/") and command.split("@")[0].casefold() in words:
            return (
                menu.start(ctx, rest.strip()) if name == "start" else _search_or_menu(ctx, name, rest.strip())
            )
    for locale in LOCALES:
        if plain.casefold() in ctx.localizer.words(f"words-language-{locale}"):
            return menu.speak(ctx, locale)
    if plain.casefold().rstrip("!?.。") in ctx.localizer.words("words-continue"):
        return _go_on(ctx)
    if isinstance(ctx.state, New | Idle | Browsing):
        said = plain.casefold().rstrip("!?.。！？ ")
        if outcome := by_word.obey(ctx, said) or _grant(ctx, plain):
            return outcome
    if (about := news.find_subject(ctx, plain)) and isinstance(ctx.state, New | Idle | Browsing):
        return news.find(ctx, about)
    if plain.startswith("/"):
        return with_prompt(ctx, Reply(ctx.text("unknown-command")))
    return None


def _grant(ctx: Context, plain: str) -> Outcome | None:
    """What a whole sentence wants; None where it wants nothing that we can do."""
    wish = wishing.find_wish(ctx.localizer, plain)
    if wish is None and wishing.tells_of(ctx.localizer, plain, "city"):
        wish = wishing.find_wish(ctx.localizer, plain, places.list_names(ctx))
    if wish is None:
        return None
    if (locale := wish.removeprefix("language-")) in LOCALES:
        return menu.speak(ctx, locale)
    if wish == "introduce":
        meant = [choice.id for choice in ctx.offered if choice.id.startswith("i:")]
        return tapping.choose(ctx, meant[0]) if len(meant) == 1 else None
    if wish == "results":
        return menu.menu(ctx, "back") if isinstance(ctx.state, Browsing) else None
    if wish == "city":
        return places.describe(ctx, ctx.search.understand(plain, ctx.locale).filters.city_id)
    return menu.menu(ctx, wish)


def _take(ctx: Context, text: str) -> Outcome:
    """The text as the answer to the open question, else as a search."""
    match ctx.state:
        case Speaking():
            return speaking.answer_text(ctx, ctx.state, text)
        case Assisting():
            return assisting.answer_text(ctx, ctx.state, text)
        case Drafting():
            return drafting.answer_text(ctx, ctx.state, text)
        case Registering():
            return registration.answer_text(ctx, ctx.state, text)
        case Correcting():
            return correcting.answer_text(ctx, ctx.state, text)
        case Reporting():
            return reporting.answer_text(ctx, ctx.state, text)
        case Returning():
            return deciding.answer_text(ctx, ctx.state, text)
        case Merging():
            return merging.answer_text(ctx, ctx.state, text)
        case Answering():
            return answering.answer_text(ctx, ctx.state, text)
        case Joining():
            return joining.answer_text(ctx, ctx.state)
        case Subscribing() | Composing():
            return news_taps.answer_text(ctx, ctx.state, text)
        case Deleting():
            return Outcome((Reply(ctx.text("please-choose")), *prompt(ctx, ctx.state)))
    if choosing.is_number(text) and not (ctx.waiting and not ctx.offered):
        if isinstance(ctx.state, New) and not ctx.offered:
            return menu.start(ctx, "")
        return Outcome((Reply(ctx.text("please-choose" if ctx.offered else "no-question")),))
    if ctx.waiting and not searching.finds(ctx, text):
        return Outcome()  # "anything" was asked for, to go on to what waits
    return searching.ask(ctx, text)


def _go_on(ctx: Context) -> Outcome | None:
    """Show what waits, which the platform does by itself; else the next page of an open search."""
    if ctx.waiting:
        return Outcome()
    if isinstance(ctx.state, New | Idle | Browsing) and (outcome := by_word.show_last(ctx)):
        return outcome
    if isinstance(ctx.state, Browsing):
        return searching.turn_page(ctx, ctx.state.offset + ctx.limits.page_size)
    if isinstance(ctx.state, New | Idle):
        return Outcome((Reply(ctx.text("nothing-waits")),), state=Idle())
    return None


def _search_or_menu(ctx: Context, name: str, rest: str) -> Outcome:
    if name != "search" or not rest:
        return menu.menu(ctx, name)
    outcome = searching.ask(replace(ctx, state=at_rest(ctx.state)), rest)
    if isinstance(ctx.state, New | Idle | Browsing):
        return outcome
    return replace(outcome, replies=(Reply(ctx.text("cancelled")), *outcome.replies))

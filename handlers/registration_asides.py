"""What somebody writes in the middle of a form that may be no answer: a greeting, a search, news looked up.

What could be an answer is neither thrown away nor entered unasked: the form asks what is meant. Where it
can be none it is looked up at once, and the question comes again below.
"""

from dataclasses import replace

from directory.search.normalize import has_han, simplified
from directory.search.smalltalk import is_small_talk
from handlers import news, searching
from handlers.context import Context
from handlers.localizer import LOCALES
from handlers.messages import Outcome, Reply
from handlers.registration_form import CHANGEABLE
from handlers.registration_questions import prompt
from handlers.smalltalk import fold_words, says_nothing
from handlers.states import Browsing, Registering, RegistrationStep, at_rest

TAKES_ANYTHING: tuple[RegistrationStep, ...] = ("name", "offers", "seeks")
"""Steps whose answer may be any words."""


def answer(ctx: Context, state: Registering, text: str) -> Outcome | None:
    """What an aside leads to; None where the text is an answer. Said twice it is one."""
    if text == state.doubt:
        return None
    if state.step in ("name", "city") and _declines(ctx, text):
        return Outcome((Reply(ctx.text("registration-needed")), *prompt(ctx, state)), state=state)
    if says_nothing(ctx, text):
        return Outcome((Reply(ctx.text("registration-on")), *prompt(ctx, state)), state=state)
    if state.step in TAKES_ANYTHING:
        if not _is_doubtful(ctx, state.step, text):
            return None
        doubting = replace(state, doubt=text, at=ctx.now)
        return Outcome(prompt(ctx, doubting), state=doubting)
    if news.find_subject(ctx, simplified(text)) or _begins_search(ctx, text):
        return look_up(ctx, state, text)
    return None


def find_change(ctx: Context, text: str) -> str | None:
    """The step whose button somebody typed instead of tapping it; the words are no answer anywhere."""
    said = fold_words(text)
    return next(
        (
            step
            for step in CHANGEABLE
            for locale in LOCALES
            if said == fold_words(ctx.localizer.text(locale, f"button-change-{step}"))
        ),
        None,
    )


def look_up(ctx: Context, state: Registering, text: str) -> Outcome:
    """What news or the search say to it, and the question again; after the form the search goes on."""
    state = replace(state, doubt="", at=ctx.now)
    if about := news.find_subject(ctx, simplified(text)):
        found = news.find(ctx, about)
        return Outcome((*found.replies, *prompt(ctx, state)), state=state)
    found = searching.ask(ctx.at(at_rest(state.resume)), text)
    if isinstance(found.state, Browsing):
        state = replace(state, resume=found.state)
    shown = tuple(replace(reply, choices=(), slot="") for reply in found.replies)
    return Outcome((*shown, *prompt(ctx, state)), state=state, commands=found.commands)


def _declines(ctx: Context, text: str) -> bool:
    """Whether somebody has, or wants, no answer."""
    return any(fold_words(text) in ctx.localizer.words(key) for key in ("words-skip", "words-no"))


def _is_doubtful(ctx: Context, step: RegistrationStep, text: str) -> bool:
    """News looked up; a search, save where one is asked what one seeks; a question, small talk."""
    if news.find_subject(ctx, simplified(text)) or is_small_talk(text):
        return True
    if step == "seeks":
        asks = text.rstrip().endswith(("?", "？"))
        return asks and not ctx.search.find_concepts(text)
    return _begins_search(ctx, text) or text.rstrip().endswith(("?", "？"))


def _begins_search(ctx: Context, text: str) -> bool:
    plain = simplified(text).casefold()
    return any(
        plain.startswith(words if has_han(words) else f"{words} ")
        for words in ctx.localizer.words("words-seeking")
    )

"""What can be asked for at any time: the menu, a deep link, another language."""

from dataclasses import replace

from handlers import (
    casework,
    company,
    drafting,
    joining,
    news,
    news_taps,
    onboarding,
    own_entries,
    pages_link,
    places,
    privacy,
    registration,
    request_list,
    searching,
    speaking,
)
from handlers.context import Context
from handlers.leaving import leave
from handlers.messages import Outcome, Reply, read_id
from handlers.pending import and_pending, pending, prompt, with_prompt
from handlers.states import Browsing, Busy, Drafting, Idle, New, Registering

_SHOW = {
    "requests": request_list.list_all,
    "news": news.show,
    "company": own_entries.show,
    "queue": casework.show_queue,
    "pages": pages_link.show,
    "data": privacy.show,
    **news_taps.SHOW,
}
MENU = ("help", *_SHOW, "register", "language", "delete", "cancel", "back", "search", "start", "human", "end")

WHILE_SPEAKING = ("data", "delete", "language", "cancel", "human", "end")
"""Commands that are obeyed while a person listens."""


def menu(ctx: Context, name: str) -> Outcome:
    """One of `MENU`."""
    match name:
        case "help":
            return Outcome((*onboarding.explain(ctx), *pending(ctx)))
        case "language":
            return Outcome(onboarding.offer_languages(ctx))
        case shown if shown in _SHOW:
            return and_pending(ctx, replace(_SHOW[shown](ctx), moves_on=True))
        case "register":
            return _register(ctx)
        case "delete":
            return privacy.ask_delete(ctx)
        case "start":
            return start(ctx, "")
        case "human":
            return speaking.start(ctx)
        case "end":
            return speaking.end(ctx) or leave(ctx)
        case "back" if isinstance(ctx.state, Drafting):
            return drafting.go_back(ctx, ctx.state)
        case "back" if isinstance(ctx.state, Registering):
            return registration.go_back(ctx, ctx.state)
        case "back" if isinstance(ctx.state, Browsing):
            return searching.show(ctx, ctx.state)
        case "cancel" | "back":
            return leave(ctx)
    if isinstance(ctx.state, New | Idle | Browsing):
        return Outcome((Reply(ctx.text("search-how")),), state=Idle())
    return with_prompt(ctx, Reply(ctx.text("finish-first")))


def start(ctx: Context, payload: str) -> Outcome:
    """A greeting, or what a deep link leads to."""
    if payload.startswith("inv-"):
        return joining.start(ctx, payload.removeprefix("inv-"))
    if payload.startswith("c-") and (company_id := read_id(payload[2:])) is not None:
        return and_pending(ctx, company.show(ctx, company_id))
    if payload.startswith("n-") and (news_id := read_id(payload[2:])) is not None:
        return and_pending(ctx, news.show_one(ctx, news_id))
    if payload == "reg" or payload.startswith("reg-"):
        return _register(ctx, payload.removeprefix("reg").removeprefix("-"))
    if isinstance(ctx.state, Registering):
        return registration.come_back(ctx, ctx.state)
    if isinstance(ctx.state, Busy):
        return Outcome(prompt(ctx, ctx.state))
    if payload.startswith("city-"):
        return places.show_linked(ctx, payload.removeprefix("city-"))
    return onboarding.greet(ctx)


def _register(ctx: Context, slug: str = "") -> Outcome:
    """Begin a registration, or go on with it; what else waits for an answer comes first."""
    if isinstance(ctx.state, Busy) and not isinstance(ctx.state, Registering):
        return with_prompt(ctx, Reply(ctx.text("finish-first")))
    return registration.start(ctx, slug)


def speak(ctx: Context, locale: str) -> Outcome:
    """Change the language and ask the pending question again in it; nothing else is lost."""
    spoken = ctx.speaking(locale)
    if isinstance(ctx.state, New):
        return replace(onboarding.greet(spoken), locale=locale)
    return Outcome((Reply(spoken.text("language-changed")), *prompt(spoken, ctx.state)), locale=locale)

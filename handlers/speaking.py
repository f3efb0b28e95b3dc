"""Changing the language of a conversation."""

from dataclasses import replace

from handlers.context import Context
from handlers.messages import Outcome, Reply
from handlers.onboarding import greet
from handlers.pending import prompt
from handlers.states import New


def speak(ctx: Context, locale: str) -> Outcome:
    """Change the language and ask the pending question again in it; nothing else is lost."""
    spoken = ctx.speaking(locale)
    if isinstance(ctx.state, New):
        return replace(greet(spoken), locale=locale)
    return Outcome((Reply(spoken.text("language-changed")), *prompt(spoken, ctx.state)), locale=locale)

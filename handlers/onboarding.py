"""First contact, help and the choice of language."""

from handlers.context import Context
from handlers.messages import Choice, Outcome, Reply
from handlers.states import Idle, New

LANGUAGES = (Choice("l:de", "Deutsch"), Choice("l:zh", "中文"), Choice("l:en", "English"))


def greet(ctx: Context) -> Outcome:
    """Say who we are and what to do, offer the other languages in one tap."""
    examples = tuple((Choice(f"x:{number}", ctx.text(f"example-{number}")),) for number in (1, 2))
    others = tuple(choice for choice in LANGUAGES if choice.id != f"l:{ctx.locale}")
    return Outcome(
        (Reply(ctx.text("welcome"), choices=(*examples, (*others, ctx.choice("m:help", "button-help")))),),
        state=Idle(),
    )


def short_greeting(ctx: Context) -> tuple[Reply, ...]:
    """For people who start with a question: one line, no detour."""
    if not isinstance(ctx.state, New):
        return ()
    others = tuple(choice for choice in LANGUAGES if choice.id != f"l:{ctx.locale}")
    return (Reply(ctx.text("welcome-short"), choices=(others,)),)


def explain(ctx: Context) -> tuple[Reply, ...]:
    """What one can do here."""
    return (
        Reply(
            ctx.text("help"),
            choices=(
                (ctx.choice("m:requests", "button-requests"), ctx.choice("m:news", "button-news")),
                (ctx.choice("m:register", "button-register"), ctx.choice("m:company", "button-company")),
                (ctx.choice("m:data", "button-data"), ctx.choice("m:language", "button-language")),
                (ctx.choice("m:human", "button-human"),),
            ),
        ),
    )


def offer_languages(ctx: Context) -> tuple[Reply, ...]:
    """The three languages, each in its own."""
    return (Reply(ctx.text("choose-language"), choices=(LANGUAGES,)),)

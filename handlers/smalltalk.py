"""What answers no open question, whatever it is about: a greeting, thanks, a bare yes or no."""

from directory.search.normalize import simplified
from directory.search.smalltalk import is_small_talk
from handlers.context import Context


def says_nothing(ctx: Context, text: str) -> bool:
    """A greeting, thanks, a bare yes or no. "Hello Fresh" may be a name."""
    plain = fold_words(text)
    if any(plain in ctx.localizer.words(key) for key in ("words-talk", "words-yes", "words-no")):
        return True
    return " " not in plain and is_small_talk(plain)


def fold_words(text: str) -> str:
    """Words as they stand in the lists of the catalogues."""
    return simplified(text).casefold().strip(" !?.,。！？，~")

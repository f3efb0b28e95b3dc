"""Whether a text shows anything, and the text without signs that hide or reorder what it shows. Pure."""

import re
import unicodedata

_SHAPELESS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u180e\u034f")
"""Letters and marks by their class, blanks by their looks."""

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_WIDTHLESS = (
    r"\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\ufffe\uffff\U000e0000-\U000e00ff"
)
_EMOJI = r"\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINER = rf"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
"""Between emoji it makes one of them: 👩‍🔧."""
_HIDDEN = re.compile(rf"[{_CONTROL}{_TURNING}{_WIDTHLESS}]|{_JOINER}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")


def is_visible(text: str) -> bool:
    """Whether somebody who reads the text sees something."""
    return any(
        not (sign.isspace() or sign in _SHAPELESS or unicodedata.category(sign) in ("Cf", "Cc", "Mn", "Cn"))
        for sign in text
    )


def strip_hidden(text: str) -> str:
    """A text without signs that nobody sees: they hide words, or turn their order.

    For what was typed, and for what is shown, whatever is stored.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _HIDDEN.sub("", _LINE_END.sub("\n", text)))

"""Whether a text shows anything at all: signs without a shape say nothing."""

import unicodedata

_SHAPELESS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u180e\u034f")
"""Letters and marks by their class, blanks by their looks."""


def is_visible(text: str) -> bool:
    """Whether somebody who reads the text sees something."""
    return any(
        not (sign.isspace() or sign in _SHAPELESS or unicodedata.category(sign) in ("Cf", "Cc", "Mn", "Cn"))
        for sign in text
    )

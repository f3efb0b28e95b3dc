"""Text as people typed it, without what no keyboard types and no database stores. Pure."""

from directory.domain.visible import strip_hidden


def clean(text: str) -> str:
    """`text` without control, hidden and half characters, its ends trimmed."""
    return strip_hidden(text).strip()

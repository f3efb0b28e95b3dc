"""What a user can read and tap in a message: links in texts, menus of choices. Pure."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

TEXT_BYTES = 2048
_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a>""", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """Something to tap: it opens `url`, or sends `says` for the choice `id`."""

    label: str
    url: str = ""
    id: str = ""
    says: str = ""


def parse_text(text: str) -> tuple[str, list[Link]]:
    """A text as displayed, and its links."""
    links: list[Link] = []

    def show(found: re.Match[str]) -> str:
        label = found[3]
        links.append(_parse_link(label, unescape(found[1] or found[2] or "")))
        return label

    return _LINK.sub(show, text), links


def is_too_long(text: str) -> bool:
    """Whether the platform refuses the text for its size."""
    return len(text.encode()) > TEXT_BYTES


def _parse_link(label: str, url: str) -> Link:
    parts = urlsplit(url)
    if (parts.scheme, parts.netloc) != ("weixin", "bizmsgmenu"):
        return Link(label, url)
    given = parse_qs(parts.query, keep_blank_values=True)
    return Link(label, "", given.get("msgmenuid", [""])[0], given.get("msgmenucontent", [""])[0])

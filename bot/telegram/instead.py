"""What says the same in another way, where the server refuses the form of a part. Pure."""

from bot.adapter import Part
from bot.telegram.layout import TEXT_UNITS, Line, Section, pack
from bot.telegram.render import build_text, section_of
from bot.telegram.units import shorten


def build_instead(part: Part) -> Part | None:
    """The same as a plain message; None for a part that already is one."""
    match part["method"]:
        case "editMessageText":
            html = part["text"]
        case "sendContact":
            html = _pack(Section((Line(part["first_name"], "b"), Line(part["phone_number"]))))
        case "sendDocument":
            html = part.get("caption") or _pack(section_of(shorten(part["content"], TEXT_UNITS)))
        case _:
            return None
    kept = {key: part[key] for key in ("reply_markup", "slot") if key in part}
    return build_text(html, []) | kept


def _pack(section: Section) -> str:
    return pack([section])[0].html

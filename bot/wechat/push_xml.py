"""The XML that WeChat posts, and the XML that answers it. Pure."""

import re
from xml.parsers.expat import ExpatError

import xmltodict

from bot.adapter import Part
from bot.wechat.text import build_text, clean

_UNPARSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Fields = dict[str, object]


class BadPush(Exception):
    """What was posted is not what WeChat posts; the message says why, without quoting it."""


def parse_xml(text: str) -> Fields:
    """The fields of a push. Control characters, which people can send, are left out. Raises BadPush."""
    try:
        fields = xmltodict.parse(_UNPARSABLE.sub("", text), disable_entities=True)["xml"]
    except (ExpatError, ValueError, KeyError, TypeError, RecursionError, AssertionError) as error:
        raise BadPush(f"no XML of a push: {type(error).__name__}") from None
    if not isinstance(fields, dict):
        raise BadPush("an empty push")
    return fields


def read_field(fields: Fields, name: str) -> str:
    """The text of a field; "" where it is missing or no text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def build_answer(parts: tuple[Part, ...], to: str, sender: str, now_s: int) -> str:
    """The passive reply that shows `parts`, as `count_fitting` let them through; "success" without any."""
    if not parts:
        return "success"
    if parts[0]["type"] == "news":
        kind, body = "news", _build_article(parts[0])
    else:
        kind, body = "text", _tag("Content", "\n\n".join(build_text(part) for part in parts))
    head = _tag("ToUserName", to) + _tag("FromUserName", sender) + f"<CreateTime>{now_s}</CreateTime>"
    return f"<xml>{head}{_tag('MsgType', kind)}{body}</xml>"


def build_sealed(encrypted: str, signature: str, timestamp: str, nonce: str) -> str:
    """The envelope of an encrypted answer."""
    return (
        f"<xml>{_tag('Encrypt', encrypted)}{_tag('MsgSignature', signature)}"
        f"<TimeStamp>{timestamp}</TimeStamp>{_tag('Nonce', nonce)}</xml>"
    )


def _build_article(part: Part) -> str:
    tags = (
        _tag("Title", clean(part["title"]))
        + _tag("Description", clean(part["description"]))
        + _tag("PicUrl", clean(part["picture"]))
        + _tag("Url", clean(part["url"]))
    )
    return f"<ArticleCount>1</ArticleCount><Articles><item>{tags}</item></Articles>"


def _tag(name: str, text: str) -> str:
    """An element whose text cannot end it, whatever anybody is called."""
    return f"<{name}><![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"

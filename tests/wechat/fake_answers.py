"""What the platform makes of our answer to a push. Pure."""

from tests.wechat import fake_crypt
from tests.wechat.fake_text import Link, is_too_long
from tests.wechat.fake_world import Account, Json, Shown
from tests.wechat.fake_xml import read_xml

NOTHING = (b"", b"success")
_SILENT = {"transfer_customer_service"}
_WITH_MEDIA = {"image": "Image", "voice": "Voice", "video": "Video"}


class BadAnswer(Exception):
    """An answer that the user sees as a fault of the service."""


def read_answer(body: bytes, openid: str, account: Account) -> Shown | None:
    """What the user will see; None for nothing. Raises BadAnswer."""
    if body.strip() in NOTHING:
        return None
    try:
        fields = read_xml(body.decode())
        fields = _decrypt(fields, account)
    except ValueError as error:
        raise BadAnswer(str(error)) from error
    if (fields.get("ToUserName"), fields.get("FromUserName")) != (openid, account.gh_id):
        raise BadAnswer("ToUserName or FromUserName is wrong")
    if not str(fields.get("CreateTime", "")).isdigit():
        raise BadAnswer("CreateTime is no number")
    return _read_reply(fields)


def _decrypt(fields: Json, account: Account) -> Json:
    """Safe mode demands encryption, compatible mode leaves the choice."""
    if "Encrypt" not in fields:
        if account.mode == "safe":
            raise BadAnswer("the answer is not encrypted")
        return fields
    if account.mode == "plain":
        raise BadAnswer("the answer is encrypted in plain mode")
    parts = [str(fields.get(name, "")) for name in ("TimeStamp", "Nonce", "Encrypt")]
    if not all(parts) or not fake_crypt.is_signed(str(fields.get("MsgSignature", "")), account.token, *parts):
        raise BadAnswer("MsgSignature does not fit")
    return read_xml(fake_crypt.decrypt(parts[2], account.aes_key, account.app_id))


def _read_reply(fields: Json) -> Shown | None:
    kind = str(fields.get("MsgType", ""))
    if kind in _SILENT:
        return None
    if kind == "text":
        text = str(fields.get("Content", ""))
        if not text.strip() or is_too_long(text):
            raise BadAnswer(f"Content has {len(text.encode())} bytes")
        return Shown("passive", kind, text)
    if kind == "news":
        return _read_news(fields)
    if kind in _WITH_MEDIA:
        inner = fields.get(_WITH_MEDIA[kind])
        if not isinstance(inner, dict) or not inner.get("MediaId"):
            raise BadAnswer("MediaId is missing")
        return Shown("passive", kind, content=inner)
    raise BadAnswer(f"MsgType {kind!r} is unknown")


def _read_news(fields: Json) -> Shown:
    articles = fields.get("Articles")
    if not isinstance(articles, list) or str(len(articles)) != fields.get("ArticleCount"):
        raise BadAnswer("ArticleCount does not fit")
    if len(articles) != 1:
        raise BadAnswer("only one article may be answered")
    article = articles[0]
    if not isinstance(article, dict) or not article.get("Title"):
        raise BadAnswer("an article without Title")
    content = {"title": article["Title"], "description": article.get("Description", ""),
               "url": article.get("Url", ""), "picurl": article.get("PicUrl", "")}  # fmt: skip
    return Shown("passive", "news", "", [Link(content["title"], content["url"])], content)

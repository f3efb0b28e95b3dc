"""Messages to one user: customer service, typing, templates, subscriptions."""

import re
from collections.abc import Callable
from typing import Any

from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_text import Link, is_too_long
from tests.wechat.fake_world import Json, Person, Shown, World

TYPING_AFTER_S = 30.0
TYPING_LASTS_S = 15.0
SAME_TEMPLATE_S = 600.0
MENU_CHOICES = 10
_TIME = r"\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?( \d{1,2}:\d{2}(:\d{2})?)?"
_FORMS = {"thing": r"(?s).{1,20}", "time": _TIME, "number": r"\d{1,32}", "const": r".{1,20}"}
PushEvent = Callable[[str, Json], object]


class Messages:
    """Answers /cgi-bin/message/custom, template and subscribe."""

    def __init__(self, world: World, push_event: PushEvent) -> None:
        self._world = world
        self._push_event = push_event
        self._templates_sent: dict[tuple[str, str], tuple[float, int]] = {}

    def send(self, body: Json) -> Json:
        """A customer-service message. First the form is checked, then the user, then the window."""
        shown = read_message(body, "service", self._world.media)
        person = self._world.get_person(body.get("touser"))
        self._take_place(person)
        self._world.show(person, shown)
        person.typing_until = 0.0
        return {}

    def typing(self, body: Json) -> Json:
        """The sign that somebody writes: within 30 s of an act of the user, not while it is shown."""
        person, now = self._world.get_person(body.get("touser")), self._world.now()
        if body.get("command") not in ("Typing", "CancelTyping"):
            raise ApiError(45072, "invalid command")
        if body["command"] == "CancelTyping":
            person.typing_until = 0.0
            return {}
        if not person.follows or now - person.acted_at > TYPING_AFTER_S:
            raise ApiError(45080, "need send message to user in 30 seconds")
        if now < person.typing_until:
            raise ApiError(45081, "already in typing state")
        person.typing_until = now + TYPING_LASTS_S
        person.typing_at.append(now)
        self._world.changed.notify_all()
        return {}

    def template(self, body: Json) -> Json:
        """A template message; whether it arrived is told by an event."""
        world, now = self._world, self._world.now()
        person = self._check_receiver(body)
        if not person.follows:
            raise ApiError(43004)
        key = (person.openid, str(body.get("client_msg_id") or ""))
        sent_at, number = self._templates_sent.get(key, (0.0, 0))
        if key[1] and now - sent_at < SAME_TEMPLATE_S:
            return {"msgid": number}
        number = world.draw_job()
        self._templates_sent[key] = now, number
        status = "failed:user block" if person.refuses_templates else "success"
        if not person.refuses_templates:
            world.show(person, _read_template(body, "template"))
        self._push_event(person.openid, {"Event": "TEMPLATESENDJOBFINISH", "MsgID": number, "Status": status})
        return {"msgid": number}

    def subscription(self, body: Json) -> Json:
        """A subscription message: one consent, one message."""
        person = self._check_receiver(body)
        template = str(body["template_id"])
        if person.consents[template] < 1:
            raise ApiError(43101)
        person.consents[template] -= 1
        self._world.show(person, _read_template(body, "subscription"))
        sent = {
            "TemplateId": template,
            "MsgID": str(self._world.draw_job()),
            "ErrorCode": 0,
            "ErrorStatus": "success",
        }
        event = {"Event": "subscribe_msg_sent_event", "SubscribeMsgSentEvent": {"List": sent}}
        self._push_event(person.openid, event)
        return {}

    def _take_place(self, person: Person) -> None:
        now = self._world.now()
        if not person.follows or not person.window.is_open(now):
            raise self._complain(person, 45015)
        if not person.window.count_left(now):
            raise self._complain(person, 45047)
        person.window.take(now)

    def _complain(self, person: Person, errcode: int) -> ApiError:
        if person.follows and not person.tampered:
            self._world.violations.append(f"{errcode} to {person.name}: the window was known")
        return ApiError(errcode)

    def _check_receiver(self, body: Json) -> Person:
        fields = self._world.account.templates.get(str(body.get("template_id")))
        if fields is None:
            raise ApiError(40037)
        person = self._world.get_person(body.get("touser"))
        data = body.get("data")
        if not isinstance(data, dict):
            raise ApiError(47003, "argument invalid! data is empty")
        for name in fields:
            value = data.get(name)
            if not isinstance(value, dict) or not str(value.get("value") or ""):
                raise ApiError(47003, f"argument invalid! data.{name}.value is empty")
            if not any(
                name.startswith(kind) and re.fullmatch(form, str(value["value"]))
                for kind, form in _FORMS.items()
            ):
                raise ApiError(47003, f"argument invalid! data.{name}.value invalid")
        return person


def read_message(body: Json, via: Any, media: Json) -> Shown:
    """What a user will see of a message in the API's form. Raises ApiError for a bad form."""
    kind = str(body.get("msgtype") or "")
    content = body.get(kind)
    if kind not in _READERS:
        raise ApiError(40008)
    if not isinstance(content, dict):
        raise ApiError(44004 if kind == "text" else 40035)
    return _READERS[kind](via, kind, content, media)


def _read_text(via: Any, kind: str, content: Json, media: Json) -> Shown:
    text = content.get("content")
    if not isinstance(text, str) or not text.strip():
        raise ApiError(44004)
    if is_too_long(text):
        raise ApiError(45002)
    return Shown(via, kind, text)


def _read_menu(via: Any, kind: str, content: Json, media: Json) -> Shown:
    choices = content.get("list")
    if not isinstance(choices, list) or not 1 <= len(choices) <= MENU_CHOICES:
        raise ApiError(40035)
    labels = [str(choice.get("content") or "") for choice in choices]
    if not all(labels) or not all(str(choice.get("id") or "") for choice in choices):
        raise ApiError(44004)
    lines = (content.get("head_content", ""), *labels, content.get("tail_content", ""))
    text = "\n".join(filter(None, map(str, lines)))
    if is_too_long(text):
        raise ApiError(45002)
    links = [Link(label, "", str(choice["id"]), label) for label, choice in zip(labels, choices, strict=True)]
    return Shown(via, kind, text, links, content)


def _read_news(via: Any, kind: str, content: Json, media: Json) -> Shown:
    articles = content.get("articles")
    if not isinstance(articles, list) or len(articles) != 1:
        raise ApiError(45008)
    article = articles[0]
    if not article.get("title") or not article.get("url"):
        raise ApiError(40035)
    return Shown(via, kind, "", [Link(article["title"], article["url"])], article)


def _read_media(via: Any, kind: str, content: Json, media: Json) -> Shown:
    name = str(content.get("media_id") or content.get("article_id") or "")
    if name not in media:
        raise ApiError(40007)
    return Shown(via, kind, "", [], media[name])


_READERS: dict[str, Callable[[Any, str, Json, Json], Shown]] = {
    "text": _read_text,
    "msgmenu": _read_menu,
    "news": _read_news,
    **dict.fromkeys(("image", "voice", "video", "mpnews", "mpnewsarticle"), _read_media),
}


def _read_template(body: Json, via: Any) -> Shown:
    values = [str(value.get("value", "")) for value in body["data"].values()]
    target = body.get("url") or body.get("page") or ""
    links = [Link("详情", target)] if target else []
    return Shown(via, "template", "\n".join(values), links, {"template_id": body["template_id"]})

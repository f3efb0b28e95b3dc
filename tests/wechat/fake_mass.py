"""Mass sending: to followers by tag or list, preview, status; media and drafts it needs."""

import secrets
import time
from collections import deque

from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_messages import PushEvent, read_message
from tests.wechat.fake_world import Json, Person, World

PER_MONTH = 4
PER_MINUTE = 60
SAME_ID_S = 24 * 3600.0
CONFIRM_S = 30 * 60.0
HELPER = "oFAKEmphelper0000000000000000"
"""Events of jobs come from the platform's own helper, not from a user."""


class Mass:
    """Answers /cgi-bin/message/mass."""

    def __init__(self, world: World, push_event: PushEvent) -> None:
        self._world = world
        self._push_event = push_event
        self._jobs: dict[int, Json] = {}
        self._client_ids: dict[str, tuple[float, int]] = {}
        self._calls: deque[float] = deque()

    def send(self, body: Json) -> Json:
        """To a list of at least two users."""
        openids = body.get("touser")
        if not isinstance(openids, list) or len(openids) < 2:
            raise ApiError(40130, "invalid openid list size, at least two openid")
        if len(openids) > 10_000:
            raise ApiError(40032, "invalid openid list size")
        people = [self._world.people[openid] for openid in openids if openid in self._world.people]
        return self._submit(body, people, confirmed=True)

    def send_all(self, body: Json) -> Json:
        """To all followers or those with a tag; under protection the administrator confirms."""
        chosen = body.get("filter")
        if not isinstance(chosen, dict):
            raise ApiError(40035)
        people = list(self._world.people.values())
        if not chosen.get("is_to_all"):
            tag = chosen.get("tag_id")
            people = [person for person in people if tag in person.tags]
        return self._submit(body, people, confirmed=not self._world.account.mass_protection)

    def preview(self, body: Json) -> Json:
        """To one user, counted nowhere."""
        person = self._world.get_person(body.get("touser"))
        if not person.follows:
            raise ApiError(43004)
        self._world.show(person, read_message(body, "preview", self._world.media))
        return {"errmsg": "preview success", "msg_id": self._world.draw_job()}

    def get(self, body: Json) -> Json:
        """How far a job is."""
        job = self._get_job(body)
        self._expire(job)
        return {"msg_id": job["msg_id"], "msg_status": job["status"]}

    def delete(self, body: Json) -> Json:
        """Take a sent article back; who has read it has read it."""
        job = self._get_job(body)
        job["status"] = "DELETE"
        return {}

    def confirm(self, job_id: int, *, agrees: bool = True) -> None:
        """What the administrator taps on a protected job."""
        with self._world.changed:
            job = self._jobs[job_id]
            self._expire(job)
            if job["status"] != "WAITING":
                raise AssertionError(f"job {job_id} waits for nobody: {job['status']}")
            if agrees:
                self._finish(job)
            else:
                self._fail(job, "err(40001)")

    def _submit(self, body: Json, people: list[Person], *, confirmed: bool) -> Json:
        now = self._world.now()
        while self._calls and self._calls[0] <= now - 60:
            self._calls.popleft()
        if len(self._calls) >= PER_MINUTE:
            raise ApiError(45011)
        self._calls.append(now)
        client_id = str(body.get("clientmsgid") or "")
        sent_at, number = self._client_ids.get(client_id, (0.0, 0))
        if client_id and now - sent_at < SAME_ID_S:
            raise ApiError(45065, msg_id=number)
        read_message(body, "mass", self._world.media)
        followers = [person for person in people if person.follows]
        if followers and not any(self._may_receive(person) for person in followers):
            raise ApiError(45028)
        number = self._world.draw_job()
        job: Json = {"msg_id": number, "status": "SENDING", "at": now, "body": body, "people": followers}
        self._jobs[number] = job
        if client_id:
            self._client_ids[client_id] = now, number
        if confirmed:
            self._finish(job)
        else:
            job["status"] = "WAITING"
        done: Json = {"errmsg": "send job submission success", "msg_id": number}
        return done | {"msg_data_id": self._world.draw_job()}

    def _finish(self, job: Json) -> None:
        reached = [person for person in job["people"] if self._may_receive(person)]
        for person in reached:
            self._world.show(person, read_message(job["body"], "mass", self._world.media))
            person.mass_received_at.append(self._world.now())
        job["status"] = "SEND_SUCCESS"
        self._tell(job, "send success", len(reached))

    def _fail(self, job: Json, status: str) -> None:
        job["status"] = "SEND_FAIL"
        self._tell(job, status, 0)

    def _tell(self, job: Json, status: str, count: int) -> None:
        event = {"Event": "MASSSENDJOBFINISH", "MsgID": job["msg_id"], "Status": status}
        event |= {"TotalCount": len(job["people"]), "FilterCount": count, "SentCount": count, "ErrorCount": 0}
        self._push_event(HELPER, event)

    def _expire(self, job: Json) -> None:
        if job["status"] == "WAITING" and self._world.now() - job["at"] > CONFIRM_S:
            self._fail(job, "err(40002)")

    def _may_receive(self, person: Person) -> bool:
        month = _month(self._world.now())
        return sum(_month(moment) == month for moment in person.mass_received_at) < PER_MONTH

    def _get_job(self, body: Json) -> Json:
        try:
            return self._jobs[int(body.get("msg_id") or 0)]
        except (KeyError, ValueError) as error:
            raise ApiError(40035) from error


class Media:
    """Answers /cgi-bin/media, material and draft."""

    def __init__(self, world: World) -> None:
        self._world = world

    def upload(self, body: Json) -> Json:
        """A file, by form upload."""
        name, content = body.get("media") or ("", b"")
        if not content:
            raise ApiError(41005, "media data missing")
        kind = str(body.get("type") or "image")
        return {"type": kind, "media_id": self._keep({"file": name, "type": kind}), "created_at": self._at()}

    def upload_news(self, body: Json) -> Json:
        """Articles for a mass message."""
        return {"type": "news", "media_id": self._keep(self._read_articles(body)), "created_at": self._at()}

    def add_draft(self, body: Json) -> Json:
        """Articles into the box of drafts."""
        return {"media_id": self._keep(self._read_articles(body))}

    def _read_articles(self, body: Json) -> Json:
        articles = body.get("articles")
        if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
            raise ApiError(45008)
        for article in articles:
            if not article.get("title"):
                raise ApiError(40227, "title is empty")
            if not article.get("content"):
                raise ApiError(44004)
            if article.get("thumb_media_id") not in self._world.media:
                raise ApiError(40007)
        first = articles[0]
        return {"articles": articles, "title": first["title"], "description": first.get("digest", "")}

    def _keep(self, content: Json) -> str:
        name = secrets.token_urlsafe(48)
        self._world.media[name] = content
        return name

    def _at(self) -> int:
        return int(self._world.now())


def _month(moment: float) -> tuple[int, int]:
    """Year and month in China."""
    there = time.gmtime(moment + 8 * 3600)
    return there.tm_year, there.tm_mon

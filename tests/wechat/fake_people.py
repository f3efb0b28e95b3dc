"""Users of the fake WeChat, as a test plays them."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.wechat.fake_menu import find_button
from tests.wechat.fake_push import Push, Pusher
from tests.wechat.fake_world import Json, Person, Shown, World

WAIT_S = 30.0
OPENS_WINDOW = {"click", "scancode_push", "scancode_waitmsg"}


class FakeUser:
    """A person with WeChat. Acts return at once; `Push.wait` waits for our answer."""

    def __init__(self, world: World, pusher: Pusher, person: Person) -> None:
        self._world = world
        self._pusher = pusher
        self.person = person

    @property
    def openid(self) -> str:
        """Their id towards this account."""
        return self.person.openid

    # What they see

    @property
    def shown(self) -> list[Shown]:
        """All that came, the oldest first: answers, service, template and mass messages, faults."""
        with self._world.changed:
            return list(self.person.shown)

    @property
    def texts(self) -> list[str]:
        """All that can be read in each message."""
        return [shown.words for shown in self.shown]

    def wait_for(self, text: str, *, after: Shown | None = None, timeout_s: float = WAIT_S) -> Shown:
        """The newest message that shows `text`, below the message `after`."""
        found = self._world.wait_until(lambda: self._find(lambda m: text in m.words, after), timeout_s)
        if found is None:
            raise AssertionError(f"{text!r} did not come in {timeout_s} s; displayed: {self.texts}")
        return found  # type: ignore[no-any-return]

    async def sees(self, text: str, *, after: Shown | None = None, timeout_s: float = WAIT_S) -> Shown:
        """`wait_for` for tests with an event loop of their own."""
        return await asyncio.to_thread(self.wait_for, text, after=after, timeout_s=timeout_s)

    def wait_count(self, count: int, timeout_s: float = WAIT_S) -> list[Shown]:
        """Wait for so many messages on the screen."""
        if not self._world.wait_until(lambda: len(self.person.shown) >= count, timeout_s):
            raise AssertionError(f"{count} messages did not come in {timeout_s} s; displayed: {self.texts}")
        return self.shown

    @property
    def is_typed_to(self) -> bool:
        """Whether the sign of typing is displayed now."""
        return self.person.typing_until > self._world.now()

    # What they do

    def follow(self, scene: str = "") -> Push:
        """Follow the account; with a scene by its QR code."""
        person = self.person
        with self._world.changed:
            person.follows = person.ever_followed = True
            person.followed_at, person.scene = int(self._world.now()), scene
        if not scene:
            return self.event("subscribe", opens=True, EventKey="")
        ticket = self._find_ticket(scene)
        return self.event("subscribe", opens=True, EventKey=f"qrscene_{scene}", Ticket=ticket)

    def leave(self) -> Push:
        """Follow no longer."""
        with self._world.changed:
            self.person.follows = False
            self.person.window.close()
        return self.event("unsubscribe", EventKey="")

    def scan(self, scene: str) -> Push:
        """Scan a QR code with a scene; whoever does not follow yet is led to do so."""
        if not self.person.follows:
            return self.follow(scene)
        return self.event("SCAN", opens=True, EventKey=scene, Ticket=self._find_ticket(scene))

    def say(self, text: str, *, msg_id: int | None = None) -> Push:
        """Write a text."""
        return self.message("text", msg_id=msg_id, Content=text)

    def tap(self, key: str, **details: Any) -> Push:
        """Tap the menu button with this key or name; `details` are what the user scanned, took or chose."""
        button = find_button(self._world.menu, key)
        if button is None:
            raise AssertionError(f"the menu has no button {key!r}: {self._world.menu}")
        kind = button["type"]
        if kind in ("view", "miniprogram"):
            event = {"view": "VIEW", "miniprogram": "view_miniprogram"}[kind]
            number = str(self._world.menu and self._world.menu["menuid"])
            return self.event(event, EventKey=button["url"], MenuId=number)
        name = "CLICK" if kind == "click" else kind
        return self.event(name, opens=kind in OPENS_WINDOW, EventKey=button["key"], **details)

    def tap_old(self, key: str) -> Push:
        """Tap a button of a menu that was replaced; phones keep those for a day."""
        return self.event("CLICK", opens=True, EventKey=key)

    def tap_link(self, which: int | str, *, on: Shown | None = None, timeout_s: float = WAIT_S) -> Push:
        """Tap an answer in a message: the n-th from 1, or by id, words or label; the newest that has it."""

        def find() -> Any:
            shown = [on] if on is not None else reversed(self.shown)
            for message in shown:
                for number, link in enumerate(message.menu, start=1):
                    if which in (number, link.id, link.says, link.label):
                        return link
            return None

        link = self._world.wait_until(find, timeout_s)
        if link is None:
            raise AssertionError(f"there is no link {which!r}; displayed: {self.texts}")
        return self.message("text", Content=link.says, bizmsgmenuid=link.id)

    def send_voice(self, recognition: str | None = None) -> Push:
        """Speak; None: the account has no recognition, so the field is missing; it may also be empty."""
        heard: Json = {} if recognition is None else {"Recognition": recognition}
        return self.message("voice", MediaId="fakeVoice", Format="amr", **heard)

    def send_image(self) -> Push:
        """Send a picture."""
        return self.message("image", PicUrl="http://mmbiz.example/fake/0", MediaId="fakeImage")

    def send_video(self, *, short: bool = False) -> Push:
        """Send a film."""
        kind = "shortvideo" if short else "video"
        return self.message(kind, MediaId="fakeVideo", ThumbMediaId="fakeThumb")

    def send_place(self, latitude: float, longitude: float, label: str = "") -> Push:
        """Send a place from the map."""
        place: Json = {"Location_X": latitude, "Location_Y": longitude, "Scale": 15, "Label": label}
        return self.message("location", **place)

    def send_link(self, title: str, url: str) -> Push:
        """Pass on an article."""
        return self.message("link", Title=title, Description="", Url=url)

    def consent(self, template: str, *, agrees: bool = True) -> Push:
        """Answer the window that asks for a subscription message."""
        with self._world.changed:
            self.person.consents[template] += agrees
        answer = "accept" if agrees else "reject"
        asked = {"TemplateId": template, "SubscribeStatusString": answer, "PopupScene": "2"}
        return self.event("subscribe_msg_popup_event", SubscribeMsgPopupEvent={"List": [asked]})

    def message(self, kind: str, *, msg_id: int | None = None, **fields: Any) -> Push:
        """Send a message of any type; it opens the 48-hour window."""
        with self._world.changed:
            if not self.person.follows:
                raise AssertionError(f"{self.person.name} does not follow the account")
            now = self._world.now()
            self.person.acted_at, self.person.tampered = now, False
            self.person.window.open_by_message(now)
        number = self._world.draw_id() if msg_id is None else msg_id
        menu_id = {key: fields.pop(key) for key in ("bizmsgmenuid",) if key in fields}
        return self._pusher.put(self.openid, {"MsgType": kind, **fields, "MsgId": number, **menu_id})

    def event(self, name: str, *, opens: bool = False, **fields: Any) -> Push:
        """Let any event happen; `opens`: the one-minute window."""
        with self._world.changed:
            self.person.acted_at = self._world.now()
            if opens:
                self.person.tampered = False
                self.person.window.open_by_event(self._world.now())
        return self._pusher.put(self.openid, {"Event": name, **fields})

    # What a test does to them

    def pass_time(self, *, hours: float = 0.0, seconds: float = 0.0) -> None:
        """Let their window age, for processes whose clock is not the test's."""
        with self._world.changed:
            self.person.window.pass_time(hours * 3600 + seconds)
            self.person.tampered = True

    def _find(self, fits: Callable[[Shown], bool], after: Shown | None) -> Shown | None:
        messages = self.shown
        if after is not None and after in messages:
            messages = messages[messages.index(after) + 1 :]
        return next((message for message in reversed(messages) if fits(message)), None)

    def _find_ticket(self, scene: str) -> str:
        codes: list[tuple[str, Json]] = list(self._world.codes.items())
        for ticket, code in reversed(codes):
            if code["scene"] == scene:
                if code["until"] is not None and code["until"] < self._world.now():
                    raise AssertionError(f"the QR code for {scene!r} is over")
                return ticket
        return "gQFAKEprinted=="

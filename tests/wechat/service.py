"""The real process, `isabot serve`, connected with the fake WeChat; beside it Telegram, if wanted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import delete, select, update

from bot.clock import read_clock
from bot.wechat.parse import PLATFORM
from bot.wechat.render import render_reply
from directory.domain.person import Address
from directory.store import allowances, conversations, inbox, outbox
from directory.store.engine import Store
from directory.store.models import CompanyRow, ConversationRow, OutboxRow, PaceRow
from handlers.messages import UPDATE_JSON, Reply, Update, UpdateKind
from tests.acceptance.process import Served
from tests.telegram.fake_server import FakeBotApi
from tests.wechat.fake_people import FakeUser
from tests.wechat.fake_server import FakeWechat

PATH = "/wechat"


class Service(Served):
    """One process on a database in `folder`, with the account of `wechat`.

    `customer_service` is auto or off; `connects`: the platform pushes to this process once it runs.
    Set the account's mode and keys before: they are read here.
    """

    def __init__(
        self,
        folder: Path,
        wechat: FakeWechat,
        *,
        telegram: FakeBotApi | None = None,
        customer_service: str = "auto",
        template_id: str = "",
        previous_aes_key: str = "",
        connects: bool = True,
        **settings: str,
    ) -> None:
        super().__init__(folder)
        self.wechat = wechat
        self._connects = connects
        self.answers_only = customer_service == "off"
        account = wechat.account
        self.settings |= {
            "WECHAT__APP_ID": account.app_id,
            "WECHAT__APP_SECRET": account.secret,
            "WECHAT__TOKEN": account.token,
            "WECHAT__AES_KEY": account.aes_key,
            "WECHAT__API_URL": wechat.url,
            "WECHAT__MODE": account.mode,
            "WECHAT__CUSTOMER_SERVICE": customer_service,
        }
        if template_id:
            self.settings["WECHAT__TEMPLATE_ID"] = template_id
        if previous_aes_key:
            self.settings["WECHAT__AES_KEY_PREVIOUS"] = previous_aes_key
        if telegram is not None:
            self.settings |= {
                "TELEGRAM__TOKEN": telegram.token,
                "TELEGRAM__API_URL": telegram.url,
                "TELEGRAM__MODE": "polling",
            }
        self.settings |= settings

    def start(self) -> None:
        """Start it and enter its address at the platform."""
        super().start()
        if self._connects:
            self.wechat.connect(f"{self.url}{PATH}")

    def post_push(self, query: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        """Post to its WeChat address as somebody; HTTP status and body. See `fake_push.build_request`."""
        return self.post(PATH, body, {"Content-Type": "text/xml"}, query)

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """Its database, as another process sees it."""
        store = Store(self.settings["DATABASE__URL"])
        try:
            yield store
        finally:
            store.close()

    def close_window(self, user: FakeUser) -> None:
        """The user's 48 hours are over, and the process knows it."""
        user.pass_time(hours=49)
        with self.open_store() as store, store.write() as session:
            allowances.close_window(session, Address(PLATFORM, user.openid))

    def hold_up(self, user: FakeUser, seconds: float) -> None:
        """Another process works on something the user did before, and dies of it after so long."""
        address, now = Address(PLATFORM, user.openid), read_clock()
        update = Update(f"before {now}", address, UpdateKind.RETURNED)
        with self.open_store() as store, store.write() as session:
            inbox.receive(session, address, update.id, UPDATE_JSON.dump_python(update, mode="json"), now)
            assert inbox.claim(session, now, seconds, [PLATFORM], [address.account])

    def find_company(self, external_id: str) -> int:
        """The id of an entry."""
        with self.open_store() as store, store.read() as session:
            return session.scalars(select(CompanyRow.id).where(CompanyRow.external_id == external_id)).one()

    def put_notices(self, user: FakeUser, texts: Sequence[str]) -> None:
        """Messages for the user that are no answers, as another process writes them."""
        with self.open_store() as store, store.write() as session:
            target = conversations.load_or_create(session, Address(PLATFORM, user.openid), "zh", read_clock())
            parts = [part for text in texts for part in render_reply(Reply(text), 1)]
            outbox.append(session, target.id, parts, now=read_clock())

    def lift_holds(self) -> None:
        """As if the time had passed for which the platform refused everything."""
        with self.open_store() as store, store.write() as session:
            held = select(OutboxRow.id).where(OutboxRow.status == "open", OutboxRow.not_before.is_not(None))
            waiting = session.scalars(held).all()
            session.execute(update(OutboxRow).where(OutboxRow.id.in_(waiting)).values(not_before=None))
            session.execute(delete(PaceRow))

    def count_statuses(self, user: FakeUser) -> Counter[str]:
        """The user's parts by status."""
        return Counter(part.status for part in self.list_parts(user.openid))


def check_nothing_lost_or_doubled(service: Service, user: FakeUser) -> None:
    """What the outbox says was sent is what the platform took; more often only where it was uncertain."""
    service.wait_settled(user.openid)
    with service.open_store() as store, store.read() as session:
        chosen = select(OutboxRow).join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        mine = chosen.where(ConversationRow.account == user.openid, OutboxRow.kind == "say")
        parts = session.scalars(mine.order_by(OutboxRow.id)).all()
    told = [(part.id, part.status, part.answer_ref, part.attempts, part.uncertain_count) for part in parts]
    seen = [(shown.via, shown.text[:12]) for shown in user.shown]
    assert {part.status for part in parts} <= {"sent", "uncertain"}, told
    taken = {part.answer_ref for part in parts if part.answer_ref is not None and part.attempts == 1}
    given = {part.answer_ref for part in parts if part.answer_ref is not None}
    ways = Counter(shown.via for shown in user.shown)
    assert len(taken) <= ways["passive"] <= len(given), (told, seen)
    pushed = [part for part in parts if part.answer_ref is None or part.attempts > 1]
    sent = [part for part in pushed if part.status == "sent"]
    assert len(sent) <= ways["service"] <= sum(1 + part.uncertain_count for part in pushed), (told, seen)
    places = [part.place for part in sent]
    assert places == sorted(places, key=lambda place: place or 0), "parts overtook each other"

"""Mailings and their ledger in the database: audiences, portions, pause, unsubscribing, permits, copies."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.adapter import Adapter, Delivered, Part, Receipt, Refused, Uncertain
from bot.config import API_URL
from bot.config_wechat import WeChatSettings
from bot.delivery import Delivery
from bot.news_rendering import write_parts
from bot.news_sending import NewsSending
from bot.newsdesk import NewsDesk
from bot.telegram.client import TelegramAdapter
from bot.web.client import WebAdapter
from bot.wechat.client import WeChatAdapter
from directory.domain.city import Country
from directory.domain.commands import AdvanceNews, GiveConsent, SaveNews, WithdrawConsent
from directory.domain.mailing import Audience, Mailing, MailingEvent, MailingStatus, RecipientStatus
from directory.domain.news import NewsItem, Occasion, Topic
from directory.domain.person import TEXT_VERSIONS, Address, Purpose
from directory.domain.rehearsal import Hindrance, Way
from directory.domain.roles import Act, Grant, Role
from directory.store import (
    allowances,
    audiences,
    audit,
    conversations,
    forgetting,
    instance,
    mailings,
    news,
    offices,
    outbox,
    people,
    receipts,
    recipients,
)
from directory.store.allowances import Allowance
from directory.store.apply import apply
from directory.store.engine import Store
from directory.store.errors import Conflict, ConsentMissing, Forbidden
from directory.store.errors import Refused as RefusedWrite
from directory.store.models import ConsentRow, ConversationRow, MassSendRow, OutboxRow
from handlers.localizer import Localizer
from tests.news.samples import ITEM, put_mailing, put_subscribers
from tests.news.sender import HttpAdapter
from tests.property.crashing import MovingClock
from tests.store_samples import NOW, put_city, put_company, put_conversation

LOCALIZER = Localizer()
S = RecipientStatus


class FakePlatform(HttpAdapter):
    """Gives the receipts it was told to give, else takes all."""

    def __init__(self) -> None:
        self.receipts: dict[str, Receipt] = {}
        self.sent: list[str] = []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        receipt = self.receipts.get(address.account, Delivered())
        if isinstance(receipt, Delivered):
            self.sent.append(address.account)
        return receipt


class Post:
    """A store, a platform and a sender, one step at a time."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self.platform = store, MovingClock(), FakePlatform()
        self.clock.now = NOW
        adapters = {"fake": self.platform}
        self.delivery = Delivery(store, adapters, ["fake"], self.clock)
        self.missed: list[Mailing] = []
        self.may_send = True
        self.sending = NewsSending(
            store,
            adapters,
            ["fake"],
            LOCALIZER,
            self.clock,
            lambda: self.may_send,
            lambda session, mailing: self.missed.append(mailing),
        )

    def subscribe(self, count: int, **given: object) -> list[int]:
        with self.store.write() as session:
            return put_subscribers(session, count, self.clock(), **given)  # type: ignore[arg-type]

    def write(self, **given: object) -> int:
        with self.store.write() as session:
            return put_mailing(session, self.clock(), **given)  # type: ignore[arg-type]

    def feed(self) -> None:
        """Until the outbox has the first portion."""
        for _ in range(4):
            self.sending.run()

    async def finish(self) -> None:
        while self.sending.run():
            while await self.delivery.run_next():
                pass

    def outcomes(self, news_id: int) -> Counter[str]:
        with self.store.read() as session:
            rows = recipients.list_recipients(session, news_id, 0, 1000)
        return Counter(row.status for row in rows)

    def status(self, news_id: int) -> MailingStatus:
        with self.store.read() as session:
            mailing = mailings.find_mailing(session, news_id)
        assert mailing is not None
        return mailing.status

    def let(self, news_id: int, event: MailingEvent) -> None:
        """Somebody of the secretariat lets something happen."""
        with self.store.write() as session:
            officer = put_conversation(session, "office")
            if officer.person_id is None:
                agree = GiveConsent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], "de")
                apply(session, agree, officer.id, NOW)
                known = people.find_person_at(session, officer.id)
                assert known is not None
                offices.add(session, known.id, Grant(Role.SECRETARIAT), NOW)
            held = mailings.find_mailing(session, news_id)
            assert held is not None
            apply(session, AdvanceNews(news_id, event, held.version), officer.id, self.clock())


@pytest.fixture
def post(store: Store) -> Post:
    return Post(store)


async def test_every_recipient_ends_with_an_outcome(post: Post) -> None:
    ids = post.subscribe(5)
    news_id = post.write()
    post.platform.receipts = {
        "fake-2": Refused("blocked", unreachable=True),
        "fake-3": Uncertain("no answer"),
        "fake-4": Refused("bad form"),
    }
    await post.finish()
    assert post.status(news_id) is MailingStatus.FINISHED
    assert post.outcomes(news_id) == {S.SENT: 2, S.REFUSED: 2, S.UNCERTAIN: 1}
    with post.store.read() as session:
        reasons = {(one.person_id, one.reason) for one in recipients.list_recipients(session, news_id, 0, 9)}
        assert {(ids[1], "blocked"), (ids[3], "bad form")} <= reasons
        assert news.list_news(session, 5, post.clock())[0].id == news_id
    second = post.write()
    await post.finish()
    assert post.outcomes(second)[S.REFUSED] == 2  # whoever has blocked us is not tried again


async def test_what_was_under_way_in_a_crash_is_uncertain_and_not_repeated(post: Post) -> None:
    post.subscribe(3)
    news_id = post.write()
    post.feed()
    claimed, *_ = post.delivery._claim()
    assert claimed is not None  # and its process dies here
    post.clock.advance(31)
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 2, S.UNCERTAIN: 1}
    assert claimed.address.account not in post.platform.sent


async def test_conversation_goes_before_news(post: Post) -> None:
    post.subscribe(3)
    post.write()
    post.feed()
    with post.store.write() as session:
        talk = put_conversation(session, "talk", "fake")
        outbox.append(session, talk.id, [{"title": "answer"}], now=post.clock())
    assert await post.delivery.run_next()
    assert post.platform.sent == ["talk"]


async def test_an_item_in_two_parts_is_sent_when_both_are_and_none_comes_twice(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.subscribe(3)
    monkeypatch.setattr(post.platform, "render", lambda *reply, **more: [{"title": "1"}, {"title": "2"}])
    news_id = post.write()
    post.feed()
    post.platform.receipts = {"fake-2": Uncertain("no answer")}
    await post.delivery.run_next()
    assert post.platform.sent == ["fake-1"]
    assert post.outcomes(news_id) == {S.QUEUED: 3}
    post.let(news_id, MailingEvent.PAUSE)
    while await post.delivery.run_next():
        pass
    assert post.platform.sent == ["fake-1", "fake-1"], "what has begun is brought to its end"
    assert post.outcomes(news_id) == {S.SENT: 1, S.PLANNED: 2}
    post.let(news_id, MailingEvent.RESUME)
    post.feed()
    await post.delivery.run_next()
    post.platform.receipts = {}
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 2, S.UNCERTAIN: 1}, "the second part does not hide the first"
    assert Counter(post.platform.sent) == {"fake-1": 2, "fake-2": 1, "fake-3": 2}


async def test_pause_takes_effect_at_once_and_resume_leaves_nobody_out(post: Post) -> None:
    post.subscribe(6)
    news_id = post.write()
    post.feed()
    for _ in range(2):
        assert await post.delivery.run_next()
    post.let(news_id, MailingEvent.PAUSE)
    assert not await post.delivery.run_next()
    assert post.outcomes(news_id) == {S.SENT: 2, S.PLANNED: 4}
    assert not post.sending.run()
    post.let(news_id, MailingEvent.RESUME)
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 6}
    assert sorted(post.platform.sent) == [f"fake-{number}" for number in range(1, 7)]


async def test_cancel_ends_what_has_not_gone_out(post: Post) -> None:
    post.subscribe(4)
    news_id = post.write()
    post.feed()
    assert await post.delivery.run_next()
    post.let(news_id, MailingEvent.CANCEL)
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 1, S.CANCELLED: 3}
    assert post.status(news_id) is MailingStatus.CANCELLED


@pytest.mark.parametrize("topic", ["fair", ""])
async def test_unsubscribing_holds_for_what_is_queued(post: Post, topic: str) -> None:
    post.subscribe(3)
    news_id = post.write()
    post.feed()
    with post.store.write() as session:
        talk = conversations.load_or_create(session, _address("fake-2"), "de", NOW)
        apply(session, WithdrawConsent(Purpose.NEWS, topic), talk.id, post.clock())
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 2, S.UNSUBSCRIBED: 1}
    assert "fake-2" not in post.platform.sent


async def test_the_consent_is_asked_for_again_as_a_part_is_claimed(post: Post) -> None:
    ids = post.subscribe(3)
    news_id = post.write()
    post.feed()
    with post.store.write() as session:  # gone in whatever way: the row alone decides
        session.execute(delete(ConsentRow).where(ConsentRow.person_id == ids[0]))
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 2, S.UNSUBSCRIBED: 1}


async def test_a_person_who_is_deleted_leaves_no_trace_in_the_ledger(post: Post) -> None:
    ids = post.subscribe(2)
    news_id = post.write()
    post.feed()
    with post.store.write() as session:
        forgetting.delete_person(session, ids[0], post.clock())
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 1, S.UNSUBSCRIBED: 1}
    with post.store.read() as session:
        gone = recipients.list_recipients(session, news_id, 0, 9)[0]
        assert (gone.person_id, gone.conversation_id) == (None, None)


async def test_what_waits_turns_to_sent_at_the_next_contact(post: Post) -> None:
    post.subscribe(2)
    news_id = post.write()
    post.feed()
    with post.store.write() as session:
        talk = conversations.load_or_create(session, _address("fake-1"), "de", NOW)
        receipts.retire(session, talk.id, post.clock())
    await post.finish()
    assert post.status(news_id) is MailingStatus.FINISHED
    assert post.outcomes(news_id) == {S.SENT: 1, S.WAITING: 1}
    with post.store.write() as session:
        receipts.revive(session, talk.id)
    assert await post.delivery.run_next()
    assert post.outcomes(news_id) == {S.SENT: 2}


async def test_too_late_asks_and_does_not_send(post: Post) -> None:
    post.subscribe(1)
    news_id = post.write()
    post.clock.advance(2 * 3600 + 1)
    await post.finish()
    assert (post.status(news_id), post.platform.sent) == (MailingStatus.MISSED, [])
    assert [one.id for one in post.missed] == [news_id]
    post.let(news_id, MailingEvent.SCHEDULE)
    await post.finish()
    assert post.platform.sent == ["fake-1"]


async def test_what_had_begun_before_an_outage_asks_before_it_goes_on(post: Post) -> None:
    """A short one goes on by itself; after a long one nothing is sent late, not even what was queued."""
    post.subscribe(3)
    news_id = post.write()
    post.feed()
    post.clock.advance(3600)
    assert post.sending.run() and post.status(news_id) is MailingStatus.SENDING
    post.clock.advance(5 * 24 * 3600)
    post.sending.pause_interrupted()
    await post.finish()
    assert (post.status(news_id), post.platform.sent) == (MailingStatus.PAUSED, [])
    assert [one.id for one in post.missed] == [news_id]
    assert post.outcomes(news_id) == {S.PLANNED: 3}
    post.let(news_id, MailingEvent.RESUME)
    await post.finish()
    assert post.outcomes(news_id) == {S.SENT: 3}


async def test_a_copy_sends_nothing_not_even_what_is_queued(post: Post) -> None:
    post.subscribe(2)
    news_id = post.write()
    post.feed()
    post.may_send = post.delivery.sends_news = False
    await post.finish()
    assert not await post.delivery.run_next()
    assert post.outcomes(news_id) == {S.QUEUED: 2}


def test_the_first_installation_holds_the_database_until_another_adopts_it(store: Store) -> None:
    here, there = instance.find_identity(store, "here"), instance.find_identity(store, "there")
    assert here != there and here == instance.find_identity(store, "here")
    assert instance.holds(store, here) and not instance.holds(store, there)
    assert instance.adopt(store, there) == here
    assert instance.holds(store, there) and not instance.holds(store, here)


def test_a_copied_file_is_another_installation(sqlite_template: Path, tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "b.db"
    path.write_bytes(sqlite_template.read_bytes())
    original = Store(f"sqlite:///{path}")
    identity = instance.find_identity(original, "same host")
    assert instance.holds(original, identity)
    original.close()
    copy.write_bytes(path.read_bytes())
    path.unlink()
    copy.rename(path)  # even under the same name
    restored = Store(f"sqlite:///{path}")
    assert not instance.holds(restored, instance.find_identity(restored, "same host"))
    restored.close()


def test_an_audience_is_cut_by_city_country_language_platform_and_activity(store: Store) -> None:
    with store.write() as session:
        solingen, foshan = put_city(session), put_city(session, "Foshan", Country.CN)
        german = put_subscribers(session, 2, NOW)
        chinese = put_subscribers(session, 2, NOW, locale="zh", platform="wechat")
        put_subscribers(session, 2, NOW, topic=Topic.PROJECT, first=50)
        people.add_membership(session, german[0], put_company(session), NOW)
        factory = put_company(session, "CN-1", city_id=foshan.id, country=Country.CN)
        people.add_membership(session, chinese[0], factory, NOW)
        offices.add(session, german[1], Grant(Role.AGENCY, city_id=foshan.id), NOW)
        old = update(ConversationRow).where(ConversationRow.person_id == chinese[1])
        session.execute(old.values(last_seen_at=NOW - timedelta(days=100)))
    cases: list[tuple[Audience, set[int]]] = [
        (Audience(), {*german, *chinese}),
        (Audience(cities=(solingen.id,)), {german[0]}),
        (Audience(cities=(solingen.id, foshan.id)), {*german, chinese[0]}),
        (Audience(countries=(Country.CN,)), {german[1], chinese[0]}),
        (Audience(countries=(Country.CN,), locales=("zh",)), {chinese[0]}),
        (Audience(platforms=("wechat",)), set(chinese)),
        (Audience(locales=("de",)), set(german)),
        (Audience(seen_within_days=30), {*german, chinese[0]}),
    ]
    with store.read() as session:
        for audience, wanted in cases:
            rows = session.execute(audiences.select_people(session, Topic.FAIR, audience, NOW))
            assert sorted(row.person_id for row in rows) == sorted(wanted), audience
        assert audiences.count_people(session, Topic.FAIR, Audience(), NOW) == {
            ("fake", "de"): 2,
            ("wechat", "zh"): 2,
        }
        assert audiences.count_unwilling(session, Topic.FAIR, Audience(), NOW) == 2


def test_somebody_with_two_chats_gets_it_once_where_last_seen(post: Post) -> None:
    (person_id,) = post.subscribe(1)
    with post.store.write() as session:
        newer = conversations.load_or_create(session, _address("fake-newer"), "en", NOW + timedelta(hours=1))
        people.link(session, newer.id, person_id)
    news_id = post.write()
    post.feed()
    with post.store.read() as session:
        (row,) = recipients.list_recipients(session, news_id, 0, 9)
    assert (row.conversation_id, row.locale) == (newer.id, "en")


def test_the_rehearsal_says_what_the_mailing_does(post: Post) -> None:
    post.subscribe(3)
    post.subscribe(2, platform="elsewhere")
    post.subscribe(2, topic=Topic.PROJECT, first=10)
    with post.store.write() as session:
        session.execute(
            update(ConversationRow).where(ConversationRow.account == "fake-3").values(reachable=False)
        )
    with post.store.read() as session:
        desk = NewsDesk(session, {"fake": post.platform}, ["fake"], LOCALIZER, NOW)
        found = desk.rehearse(Mailing(ITEM))
        assert (found.platforms, found.ways, found.mass_calls) == ({"fake": 2}, {Way.PUSH: 2}, 0)
        assert found.unreached == {
            Hindrance.NOT_SERVED: 2,
            Hindrance.UNREACHABLE: 1,
            Hindrance.NOT_SUBSCRIBED: 2,
        }


RICH = NewsItem(
    0,
    Topic.FAIR,
    {"de": "Messe <b>& mehr</b>", "zh": "展会邀请"},
    {"de": "Zeile eins\nZeile zwei", "zh": "联盟展台见面。"},
    None,
    "https://isa.example/hm",
    "https://isa.example/hm.jpg",
    Occasion("Hannover", NOW, NOW + timedelta(hours=3), "Europe/Berlin"),
)


def test_everybody_sees_an_item_from_its_beginning_until_it_is_taken_back(post: Post) -> None:
    news_id = post.write()
    with post.store.read() as session:
        assert news.find_public(session, news_id, NOW) is None
    post.subscribe(600)
    post.feed()
    with post.store.read() as session:
        item = news.find_public(session, news_id, NOW)
        assert item is not None and news.list_news(session, 9, NOW) == (item,)
    post.let(news_id, MailingEvent.CANCEL)
    with post.store.read() as session:
        assert news.find_public(session, news_id, NOW) is None
        assert news.list_news(session, 9, NOW) == ()
        assert news.find_news(session, news_id) == item


def test_what_is_previewed_is_what_is_sent(store: Store) -> None:
    adapters: dict[str, Adapter] = {
        "telegram": TelegramAdapter("", API_URL, LOCALIZER.text),
        "wechat": WeChatAdapter(WeChatSettings(), LOCALIZER.text),
        "web": WebAdapter(),
    }
    with store.write() as session:
        for platform in adapters:
            for number, locale in enumerate(("de", "en", "zh", "zh")):
                put_subscribers(session, 1, NOW, platform=platform, locale=locale, first=number)
        news_id = put_mailing(session, NOW, item=RICH, by_mass=True)
    sending = NewsSending(store, adapters, [*adapters], LOCALIZER, lambda: NOW, lambda: True, lambda *_: None)
    for _ in range(6):
        sending.run()
    with store.read() as session:
        mailing = mailings.find_mailing(session, news_id)
        assert mailing is not None
        previews = NewsDesk(session, adapters, [*adapters], LOCALIZER, NOW).list_previews(mailing)
        shown = {(one.platform, one.locale, one.by_mass): one.text for one in previews}
        parts = defaultdict(list)
        rows = select(ConversationRow.account, ConversationRow.locale, OutboxRow.payload).join_from(
            OutboxRow, ConversationRow
        )
        for row in session.execute(rows.order_by(OutboxRow.id)):
            parts[row.account, row.locale].append(row.payload)
        sent = {
            (account.partition("-")[0], locale, False): write_parts(one)
            for (account, locale), one in parts.items()
        }
        (mass,) = session.scalars(select(MassSendRow.payload))  # two readers of Chinese; one is too few
        sent["wechat", "zh", True] = write_parts([mass])
    assert len(sent) == 9
    assert sent == {key: shown[key] for key in sent}
    assert all(RICH.picture in text for (platform, *_), text in sent.items() if platform == "telegram")


@pytest.mark.parametrize(
    ("item", "left", "pushes", "by_mass", "way"),
    [
        (ITEM, 3, True, False, Way.WINDOW),
        (ITEM, 5, False, False, Way.CONTACT),
        (ITEM, 5, False, True, Way.MASS),
        (RICH, 4, True, False, Way.WINDOW),
        (RICH, 3, True, False, Way.CONTACT),  # two messages: a text and its picture
        (RICH, 3, True, True, Way.MASS),
    ],
    ids=["one part", "answers only", "answers only, mass", "both parts", "half", "half, mass"],
)
async def test_the_rehearsal_knows_what_a_window_and_an_account_that_only_answers_let_through(
    store: Store, item: NewsItem, left: int, pushes: bool, by_mass: bool, way: Way
) -> None:
    adapter = TakingWeChat(pushes)
    with store.write() as session:
        put_subscribers(session, 2, NOW, platform="wechat", locale="zh")
        for number in (1, 2):
            account = Address("wechat", f"wechat-{number}")
            allowances.open_window(session, account, [Allowance("message", left, 3600)], NOW)
        news_id = put_mailing(session, NOW, item=item, by_mass=by_mass)
        mailing = mailings.find_mailing(session, news_id)
        assert mailing is not None
        found = NewsDesk(session, {"wechat": adapter}, ["wechat"], LOCALIZER, NOW).rehearse(mailing)
    sending = NewsSending(store, {"wechat": adapter}, ["wechat"], LOCALIZER, lambda: NOW)
    delivery = Delivery(store, {"wechat": adapter}, ["wechat"], lambda: NOW)
    while await sending.step():
        while await delivery.run_next():
            pass
    with store.read() as session:
        rows = recipients.list_recipients(session, news_id, 0, 9)
    became = {("sent", "push"): Way.WINDOW, ("sent", "mass"): Way.MASS, ("waiting", "push"): Way.CONTACT}
    assert found.ways == Counter(became[row.status.value, row.way] for row in rows) == {way: 2}
    assert found.mass_calls == len(adapter.calls)


class TakingWeChat(WeChatAdapter):
    """Takes everything; notes the mass sends. One that does not push gives answers only."""

    def __init__(self, pushes: bool) -> None:
        super().__init__(WeChatSettings(customer_service="auto" if pushes else "off"), LOCALIZER.text)
        self.calls: list[str] = []

    async def deliver(self, address: Address, part: Part, part_id: int) -> Receipt:
        return Delivered()

    async def send_mass(self, part: Part, accounts: Sequence[str], guard: str) -> Receipt:
        self.calls.append(guard)
        return Delivered()


def test_the_rehearsal_names_readers_whose_place_nobody_knows(post: Post) -> None:
    at_home, abroad, _ = post.subscribe(3)
    with post.store.write() as session:
        solingen, foshan = put_city(session), put_city(session, "Foshan", Country.CN)
        offices.add(session, at_home, Grant(Role.AGENCY, city_id=solingen.id), NOW)
        offices.add(session, abroad, Grant(Role.AGENCY, city_id=foshan.id), NOW)
    cases = {
        Audience(countries=(Country.DE,)): 1,
        Audience(cities=(solingen.id,)): 1,
        Audience(countries=(Country.DE,), locales=("zh",)): 0,
        Audience(): 0,
    }
    with post.store.read() as session:
        desk = NewsDesk(session, {"fake": post.platform}, ["fake"], LOCALIZER, NOW)
        for audience, placeless in cases.items():
            missed = desk.rehearse(Mailing(ITEM, audience)).unreached
            assert missed.get(Hindrance.PLACELESS, 0) == placeless, audience


def test_what_others_wrote_since_pushes_nothing_out_of_ones_own_list(store: Store) -> None:
    with store.write() as session:
        own = put_mailing(session, NOW)
        for _ in range(3):
            put_mailing(session, NOW)
        assert [one.id for one in mailings.list_mailings(session, 2, lambda one: one.id == own)] == [own]
        assert len(mailings.list_mailings(session, 2, bool)) == 2


def test_permissions_are_asked_in_the_transaction_and_written_down(store: Store) -> None:
    with store.write() as session:
        city = put_city(session)
        writers = [put_conversation(session, name).id for name in ("agency", "secretariat", "nobody")]
        for writer in writers:
            apply(session, GiveConsent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], "de"), writer, NOW)
        known = [people.find_person_at(session, writer) for writer in writers]
        assert known[0] and known[1]
        offices.add(session, known[0].id, Grant(Role.AGENCY, city_id=city.id), NOW)
        offices.add(session, known[1].id, Grant(Role.SECRETARIAT), NOW)
        agency, secretariat, nobody = writers
        apply(session, SaveNews(Mailing(ITEM), MailingEvent.SUBMIT), agency, NOW)
        (mailing,) = mailings.list_mailings(session, 5, bool)
    approve = AdvanceNews(mailing.id, MailingEvent.APPROVE, mailing.version)

    def refuses(who: int, command: AdvanceNews | SaveNews, error: type[Exception]) -> None:
        with pytest.raises(error), store.write() as session:
            apply(session, command, who, NOW)

    refuses(agency, approve, Forbidden)  # the author
    refuses(nobody, approve, Forbidden)
    refuses(nobody, SaveNews(Mailing(ITEM)), Forbidden)
    refuses(secretariat, replace(approve, version=1), Conflict)
    refuses(secretariat, replace(approve, event=MailingEvent.RESUME), RefusedWrite)
    refuses(secretariat, replace(approve, event=MailingEvent.START), Forbidden)
    with store.write() as session:
        session.execute(delete(ConsentRow).where(ConsentRow.person_id == known[1].id))
    refuses(secretariat, approve, ConsentMissing)
    with store.write() as session:
        apply(session, GiveConsent(Purpose.OFFICE, TEXT_VERSIONS[Purpose.OFFICE], "de"), secretariat, NOW)
        apply(session, approve, secretariat, NOW)
        written = audit.list_records(session, 9, city_id=city.id)
        assert [record.act for record in written] == [Act.APPROVE_NEWS, Act.SUBMIT_NEWS, Act.WRITE_NEWS]
        assert not session.scalars(select(OutboxRow.id)).all()


def _address(account: str) -> Address:
    return Address("fake", account)

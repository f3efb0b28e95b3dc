"""The story across both platforms: a German asks on Telegram, a Chinese company answers on WeChat."""

import re
from concurrent.futures import Future

import pytest

from tests.telegram.story import ANNA_MAIL, CHEN_MAIL, GOAL
from tests.wechat.conftest import ACCOUNTS
from tests.wechat.fake_text import TEXT_BYTES
from tests.wechat.service import check_nothing_lost_or_doubled
from tests.wechat.stories import (
    ANYTHING,
    ASKED_FOR_CONTACT,
    CONTACT,
    GO_ON,
    REQUEST,
    Played,
    answer,
    ask_again,
    find_number,
    see,
    wait_until,
)

pytestmark = pytest.mark.usefixtures("stories")

BERTA = "Berta Klein, Einkauf, Bäderhaus Remscheid GmbH, klein@baederhaus.example"
GERMAN = "sample-de-001"


@pytest.fixture(params=list(ACCOUNTS))
def played(request: pytest.FixtureRequest, stories: dict[str, "Future[Played]"]) -> Played:
    """The story with every kind of account."""
    return stories[request.param].result()


def test_the_request_is_read_in_chinese_and_contact_data_pass_after_acceptance(played: Played) -> None:
    seen = [shown.words for shown in played.seen]
    request = next(text for text in seen if REQUEST in text)
    assert "主题：地砖、瓷砖" in request
    assert "Feinsteinzeug 60 × 120 cm, rund 2000 m² im Quartal. •••”（原文：德文）" in request
    accepted = next(number for number, text in enumerate(seen) if "已接受" in text)
    assert ANNA_MAIL not in "".join(seen[:accepted])
    assert ANNA_MAIL in seen[accepted]
    assert GOAL.partition("Tel.")[2] not in "".join(seen)
    given = next(text for text in played.anna.texts if CHEN_MAIL in text)
    assert played.anna.texts.index(given) > next(
        number for number, text in enumerate(played.anna.texts) if "Gute Nachricht" in text
    )


def test_the_story_is_the_same_with_every_account(stories: dict[str, "Future[Played]"]) -> None:
    seen = {
        name: "\n\n".join(shown.text for shown in future.result().seen) for name, future in stories.items()
    }
    assert seen["notice"] == seen["passive"] == seen["window"]
    ways = {name: {shown.via for shown in future.result().seen} for name, future in stories.items()}
    assert ways["passive"] == {"passive"}
    assert ways["window"] == {"passive", "service"}


def test_every_part_was_sent_once_and_every_push_answered_at_once(played: Played) -> None:
    check_nothing_lost_or_doubled(played.service, played.chen)
    assert {part.uncertain_count for part in played.service.list_parts(played.chen.openid)} == {0}
    assert {each.status for push in played.wechat.wait_pushed() for each in push.tries} == {200}
    assert all(len(shown.source.encode()) <= TEXT_BYTES for shown in played.seen)


def test_both_see_where_the_request_stands(played: Played) -> None:
    assert "已接受" in answer(played.chen, "我的请求").text
    last = played.anna.last
    played.anna.write("/anfragen")
    assert "Angenommen" in played.anna.wait_for("Ihre Anfragen (", after=last).words


def test_what_comes_while_the_window_is_closed_waits_for_the_next_contact(window: Played) -> None:
    chen, service, wechat = window.chen, window.service, window.wechat
    chen.pass_time(hours=49)  # the process takes it to be open still
    ask_again(window, "Sockelleisten aus Feinsteinzeug")
    wait_until(lambda: service.count_statuses(chen)["parked"] == 1)
    assert [call.errcode for call in wechat.calls("custom/send", chen.openid)[-1:]] == [45015]
    tried = len(wechat.calls("custom/send", chen.openid))
    berta = window.telegram.user("Berta", "de")
    ask_again(window, "Mosaike für Schwimmbäder", berta, BERTA)
    wait_until(lambda: service.count_statuses(chen)["parked"] == 2)
    assert len(wechat.calls("custom/send", chen.openid)) == tried, "it was known by then"
    count = len(chen.shown)
    first = answer(chen, "语言")  # offers choices of its own: what waited is numbered on
    assert "您有 2 条新消息" in first.text
    requests = chen.wait_count(count + 3)[-2:]
    assert ["Sockelleisten" in requests[0].text, "Mosaike" in requests[1].text] == [True, True]
    assert find_number(requests[0], "接受") != find_number(requests[1], "接受")
    accepted = answer(chen, find_number(requests[1], "接受"))
    assert "klein@baederhaus.example" in accepted.text
    berta.wait_for(CHEN_MAIL)
    listed = answer(chen, "我的请求")  # the answer before brought choices of its own
    assert "踢脚线" in listed.text
    shown = answer(chen, find_number(listed, "查看", 2))
    declined = answer(chen, find_number(shown, "婉拒"))
    answer(chen, find_number(declined, "已有合作伙伴"))
    window.anna.wait_for("„Wir haben schon einen Partner“")
    check_nothing_lost_or_doubled(service, chen)


def test_a_notice_tells_once_that_something_waits(notice: Played) -> None:
    chen, service = notice.chen, notice.service
    service.close_window(chen)
    count = len(chen.shown)
    ask_again(notice, "Sockelleisten aus Feinsteinzeug")
    told = chen.wait_count(count + 1)[-1]
    assert (told.via, told.text.split("\n")[0]) == ("template", "您有新的合作消息")
    ask_again(notice, "Mosaike für Schwimmbäder", notice.telegram.user("Berta", "de"), BERTA)
    wait_until(lambda: service.count_statuses(chen)["parked"] == 2)
    assert len(chen.shown) == count + 1
    shown = answer(chen, "1.")
    see(chen, "Mosaike")
    assert "klein@baederhaus.example" not in "".join(chen.texts)
    assert shown.via == "passive"


def test_without_permission_to_send_everything_still_comes_in_answers(notice: Played) -> None:
    chen, service, wechat = notice.chen, notice.service, notice.wechat
    wechat.account.denied.add("message/custom")
    answer(chen, "您好")
    cora = notice.telegram.user("Cora", "de")
    ask_again(notice, "Poolfliesen in Blau", cora, "Cora Lang, Poolbau Lang GmbH, lang@poolbau.example")
    wait_until(lambda: service.count_statuses(chen)["parked"] == 1)
    request = answer(chen, ANYTHING)
    assert "Poolfliesen" in request.text
    answer(chen, find_number(request, "接受"))
    if ASKED_FOR_CONTACT in chen.texts[-1]:
        answer(chen, CONTACT)
    assert "lang@poolbau.example" in see(chen, "已接受").text
    cora.wait_for(CHEN_MAIL)
    service.stop()
    service.start()
    ask_again(notice, "Poolfliesen in Grün", cora)
    assert "Poolfliesen in Grün" in answer(chen, ANYTHING).text
    assert [call.errcode for call in wechat.calls("custom/send", chen.openid)].count(48001) == 1
    check_nothing_lost_or_doubled(service, chen)


def test_answers_only_show_page_by_page_what_waits(passive: Played) -> None:
    chen, service = passive.chen, passive.service
    ask_again(passive, "Sockelleisten aus Feinsteinzeug")
    first = answer(chen, "佛山")
    assert GO_ON in first.text
    pages = [first]
    while GO_ON in pages[-1].text:
        pages.append(answer(chen, ANYTHING))
    texts = "\n".join(page.text for page in pages)
    titles = [line for line in texts.split("\n") if line.startswith("【")]
    assert len(titles) == len(set(titles)) == 6
    request = next(page for page in pages if "Sockelleisten" in page.text)
    declined = answer(chen, find_number(request, "婉拒"))
    answer(chen, find_number(declined, "目前产能不足"))
    passive.anna.wait_for("Grund: „")
    assert passive.wechat.calls("custom/send") == []
    check_nothing_lost_or_doubled(service, chen)


def test_a_chinese_asks_and_a_german_asks_back_and_declines(window: Played) -> None:
    service, li, berta = (
        window.service,
        window.wechat.user("李明"),
        window.telegram.user("Frau Kellenter", "de"),
    )
    made = re.search(r"/start (inv-\S+)", service.run("invite", GERMAN))
    assert made is not None
    berta.write(f"/start {made[1]}")
    berta.tap("Einverstanden")
    berta.wait_for("Willkommen")
    li.follow()
    li.wait_for("您好")
    results = answer(li, "德国 电机试验台")
    details = answer(li, find_number(results, "查看"))
    consent = answer(li, find_number(details, "请求引荐"))
    assert "您的姓名和请求由对方企业阅读" in consent.text
    li.tap_link("同意", on=consent).wait()
    apart = li.wait_for("单独同意")
    li.tap_link("同意", on=apart).wait()
    li.wait_for("1/3")
    li.say("李明，采购经理，佛山云陶陶瓷有限公司，微信：liming88").wait()
    li.wait_for("2/3")
    li.say("采购两套电机试验台").wait()
    li.wait_for("3/3")
    preview = answer(li, "贵公司经验丰富。")
    assert "liming88" not in preview.text
    assert "已发送给" in answer(li, find_number(preview, "发送")).text
    request = berta.wait_for("采购两套电机试验台")
    assert "Original: Chinesisch" in request.words
    berta.tap("Rückfrage stellen", on=request)
    berta.wait_for("Was möchten Sie wissen")
    berta.write("Für welche Drehmomente?")
    question = see(li, "Für welche Drehmomente?”（原文：德文）")
    assert "liming88" not in "".join(berta.texts)
    answer(li, find_number(question, "答复"))
    answer(li, "最大 400 牛米")
    replied = berta.wait_for("最大 400 牛米")
    berta.tap("Ablehnen", on=replied)
    berta.tap("Kapazität")
    see(li, "原因：“目前产能不足”")
    assert "已婉拒" in answer(li, "我的请求").text
    berta.write("/anfragen")
    berta.wait_for("Abgelehnt am")
    assert "liming88" not in "".join(berta.texts)


def test_no_rule_of_wechat_was_broken_and_the_log_names_nobody(
    stories: dict[str, "Future[Played]"],
) -> None:
    for future in stories.values():
        played = future.result()
        assert played.wechat.violations == []
        account = played.wechat.account
        tokens = list(played.wechat.world.tokens.issued)
        for secret in (account.secret, account.token, account.aes_key, *tokens, played.chen.openid,
                       ANNA_MAIL, CHEN_MAIL, "Feinsteinzeug", "陈莉"):  # fmt: skip
            assert secret not in played.service.log

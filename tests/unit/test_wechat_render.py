"""Replies as WeChat messages: packed whole, numbered, within 2048 bytes, whatever anybody is called."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapter import Part
from bot.wechat.push_xml import build_answer
from bot.wechat.render import ROOM, list_choices, render_reply
from bot.wechat.text import REMARK_BYTES, TEXT_BYTES, build_text
from handlers.localizer import LOCALES, Localizer
from handlers.messages import Card, Choice, ContactCard, Document, Reply

HOSTILE = ']]></Content><a href="weixin://x">&\x00\ud83d'
LINK = re.compile(
    r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"<>&]*)&msgmenuid=([^"<>&]*)">([^<]*)</a>'
)


def show(reply: Reply, first: int = 1, remark: str = "") -> list[str]:
    """The messages as the user reads them, links as they are displayed."""
    return [LINK.sub(r"\3", build_text(part)) for part in render_reply(reply, first, remark)]


def test_text_cards_and_choices_stand_in_one_message() -> None:
    reply = Reply(
        "2 Treffer",
        cards=(
            Card("Yuntao", "China, Foshan", ("Fliesen", "ISO 9001"), (Choice("c:1", "Ansehen"),)),
            Card("Severin", "", (), (Choice("c:2", "Ansehen"),)),
        ),
        choices=((Choice("p:5", "Mehr"), Choice("f:menu", "Filter")),),
    )
    assert show(reply) == [
        "2 Treffer\n\n【Yuntao】\nChina, Foshan\nFliesen\nISO 9001\n1. Ansehen\n\n"
        "【Severin】\n2. Ansehen\n\n3. Mehr\n4. Filter"
    ]
    assert show(reply, first=7)[0].endswith("9. Mehr\n10. Filter")
    assert list_choices(render_reply(reply, 1)[0]) == (
        Choice("c:1", "Ansehen"), Choice("c:2", "Ansehen"), Choice("p:5", "Mehr"), Choice("f:menu", "Filter"),
    )  # fmt: skip


def test_contact_document_and_remark_are_paragraphs() -> None:
    contact = ContactCard("陈莉", "佛山云陶", "chenli@yuntao.example", "138 0013 8000", "chenli88")
    assert show(Reply("Kontakt", contact=contact)) == [
        "Kontakt\n\n陈莉\n佛山云陶\nchenli@yuntao.example\n138 0013 8000\n微信 WeChat: chenli88"
    ]
    assert show(Reply(contact=ContactCard("陈莉"))) == ["陈莉"]
    document = Document("daten.txt", "text/plain", "Name: Anna\nOrt: Solingen")
    assert show(Reply("", document=document), remark="Gelöscht.") == [
        "— daten.txt —\nName: Anna\nOrt: Solingen\n\nGelöscht."
    ]


def test_nothing_to_say_is_still_a_message() -> None:
    assert show(Reply()) == ["…"]
    assert show(Reply("\x00 \n", cards=(Card(""),))) == ["【】"]


def test_a_card_with_a_page_and_nothing_beside_it_is_an_article() -> None:
    card = Card(
        "Hannover\nMesse",
        "November",
        ("Im April.", "https://isa.example/2"),
        (),
        "https://isa.example/2",
        "p",
    )
    assert render_reply(Reply(cards=(card,)), 1) == [
        {
            "type": "news",
            "title": "Hannover Messe",
            "description": "November\nIm April.",
            "url": "https://isa.example/2",
            "picture": "p",
        }
    ]
    bare = replace(card, picture="")
    for more in (Reply("x", (bare,)), Reply("", (card, card)), Reply("", (bare,), ((Choice("a", "A"),),))):
        assert {part["type"] for part in render_reply(more, 1)} == {"text"}


def test_an_item_with_a_picture_and_a_choice_is_a_text_and_an_article() -> None:
    card = Card("Messe", lines=("Im April.",), picture="https://isa.example/b.jpg")
    text, article = render_reply(Reply("", (card,), ((Choice("n:off:fair", "Abbestellen"),),)), 1)
    assert list_choices(text) == (Choice("n:off:fair", "Abbestellen"),)
    assert (article["type"], article["url"], article["picture"]) == ("news", card.picture, card.picture)
    assert list_choices(article) == ()


def test_an_article_is_short_enough_for_its_preview() -> None:
    card = Card("标" * 200, "", ("文" * 900,), (), "https://isa.example/2")
    article = render_reply(Reply(cards=(card,)), 1)[0]
    assert len(article["title"].encode()) <= 180
    assert len(article["description"].encode()) <= 360
    assert article["title"].endswith(" …")


def test_cards_that_do_not_fit_together_are_sent_one_by_one() -> None:
    cards = tuple(
        Card(f"T{number}", lines=("字" * 400,), choices=(Choice(f"c:{number}", "查看"),))
        for number in range(3)
    )
    messages = show(Reply("Kopf", cards))
    assert [re.findall(r"【(T\d)】", message) for message in messages] == [["T0"], ["T1"], ["T2"]]
    assert [re.findall(r"(\d)\. 查看", message) for message in messages] == [["1"], ["2"], ["3"]]


def test_a_card_longer_than_a_message_is_cut_between_its_lines() -> None:
    lines = tuple(f"Zeile {number} " + "x" * 200 for number in range(20))
    messages = show(Reply(cards=(Card("Lang", lines=lines),)))
    assert [line for message in messages for line in message.split("\n")] == ["【Lang】", *lines]
    assert len(messages) == 3


def test_a_line_longer_than_a_message_is_cut_at_spaces_and_never_in_a_character() -> None:
    words = " ".join(["Fliesen"] * 600)
    assert " ".join(show(Reply(words))) == words
    assert "".join(show(Reply("瓷" * 2000))) == "瓷" * 2000


def test_links_are_left_out_where_they_would_not_fit() -> None:
    few, many = (tuple((Choice(f"c:{n}", "很长的按钮文字标签"),) for n in range(count)) for count in (5, 40))
    assert "<a " in build_text(render_reply(Reply("?", choices=few), 1)[0])
    parts = render_reply(Reply("?", choices=many), 1)
    assert len(parts) == 1
    assert "<a " not in build_text(parts[0])
    assert "40. 很长的按钮文字标签" in build_text(parts[0])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["wechat-new", "wechat-more", "wechat-go-on"])
def test_there_is_room_for_the_word_on_what_follows(locale: str, key: str) -> None:
    assert len(("\n\n" + Localizer().text(locale, key, count=999)).encode()) <= REMARK_BYTES


# Whatever there is to say

anything = st.text(st.characters(exclude_categories=()), max_size=120) | st.sampled_from(
    (HOSTILE, "瓷砖" * 120, "word " * 300, "😀" * 150, "<" * 700, "\n" * 50, "x" * 2500)
)
choices = st.builds(Choice, st.from_regex(r"[a-z]:[a-z0-9:]{1,20}", fullmatch=True), anything)
cards = st.builds(
    Card,
    anything,
    anything,
    st.lists(anything, max_size=5).map(tuple),
    st.lists(choices, max_size=3).map(tuple),
)
replies = st.builds(
    Reply,
    anything,
    st.lists(cards, max_size=5).map(tuple),
    st.lists(st.lists(choices, min_size=1, max_size=3).map(tuple), max_size=4).map(tuple),
    st.none() | st.builds(ContactCard, anything, anything, anything, anything, anything),
    st.none() | st.builds(Document, anything, st.just("text/plain"), anything),
)


@settings(max_examples=150, deadline=None)
@given(replies, st.integers(1, 60), anything)
def test_whatever_there_is_to_say_fits_and_stays_what_it_is(reply: Reply, first: int, remark: str) -> None:
    parts = render_reply(reply, first, remark)
    assert parts
    assert [choice.id for part in parts for choice in list_choices(part)] == list_ids(reply)
    number = first
    for part in parts:
        text = build_text(part | {"first": number})
        assert part["first"] == number
        assert 0 < len(text.encode()) <= ROOM
        assert len(build_text(part | {"remark": "r" * (REMARK_BYTES - 2)}).encode()) <= TEXT_BYTES
        links = LINK.findall(text)
        assert text.count("<") == 2 * len(links), "nobody's name makes a link"
        offered = list_choices(part)
        assert [says.partition(".")[0] for says, _, _ in links] in ([], count_on(number, len(offered)))
        assert [choice_id for _, choice_id, _ in links] in ([], [choice.id for choice in offered])
        assert read_content((part,)) == text
        number += len(offered)
    for card in reply.cards:
        check_whole(card, parts)


def list_ids(reply: Reply) -> list[str]:
    ids = [choice.id for card in reply.cards for choice in card.choices]
    return ids + [choice.id for row in reply.choices for choice in row]


def count_on(first: int, count: int) -> list[str]:
    return [str(number) for number in range(first, first + count)]


def check_whole(card: Card, parts: list[Part]) -> None:
    """A card that fits into one message is in one."""
    alone = render_reply(Reply("", (card,), ((Choice("z:z", "z"),),)), 1)[0]
    lines = alone["lines"][: -2 if alone["lines"][-1:] == [{"id": "z:z", "label": "z"}] else None]
    size = sum(
        len((line if isinstance(line, str) else f"99. {line['label']}").encode()) + 1 for line in lines
    )
    if len(render_reply(Reply("", (card,), ((Choice("z:z", "z"),),)), 1)) > 1 or size > ROOM - 10:
        return
    assert any(contains(part["lines"], lines) for part in parts), card.title


def contains(lines: list[Any], wanted: list[Any]) -> bool:
    return any(lines[at : at + len(wanted)] == wanted for at in range(len(lines) - len(wanted) + 1))


def read_content(parts: tuple[Part, ...]) -> str:
    """The content as the platform reads it from our XML."""
    xml = ElementTree.fromstring(build_answer(parts, "oA", "gh", 1))
    assert [child.tag for child in xml] == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
    return xml.findtext("Content") or ""


@settings(max_examples=60, deadline=None)
@given(anything, anything, anything)
def test_no_title_breaks_the_xml_of_an_article(title: str, text: str, picture: str) -> None:
    card = Card(title, text, (), (), "https://isa.example/?a=1&b=]]>", picture)
    parts = tuple(render_reply(Reply(cards=(card,)), 1))
    xml = ElementTree.fromstring(build_answer(parts, "o]]>A", "gh", 1))
    assert xml.findtext("ToUserName") == "o]]>A"
    item = xml.find("Articles/item")
    assert item is not None
    assert [child.tag for child in item] == ["Title", "Description", "PicUrl", "Url"]
    assert item.findtext("Url") == card.link
    assert item.findtext("Title") == parts[0]["title"]

"""What is said on Telegram: HTML that no name can break, messages that fit, buttons, contacts, files."""

import html
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapter import Part
from bot.telegram.client import TelegramAdapter, build_call
from bot.telegram.instead import build_instead
from bot.telegram.layout import BUTTONS, TEXT_UNITS, arrange
from bot.telegram.units import count_units, cut, shorten
from directory.domain.person import Address
from directory.domain.visible import strip_hidden
from handlers.messages import Card, Choice, ContactCard, Document, Reply

ADAPTER = TelegramAdapter(username="isa_bot", translate=lambda locale, key: f"{key}@{locale}")
HERE = Address("telegram", "5")


def render(reply: Reply, origin: str = "") -> list[Part]:
    return ADAPTER.render(reply, "de", 1, origin)


def shown(part: Part) -> str:
    """The text as the app shows it; fails on any tag that is not ours or not closed."""
    text = str(part["text"])
    assert re.sub(r"<(b|i)>[^<>]*</\1>", "", text).count("<") == 0
    assert re.sub(r"&(amp|lt|gt);", "", text).count("&") == 0
    return html.unescape(re.sub(r"</?[bi]>", "", text))


def keyboard(part: Part) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = part.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def test_a_text_with_buttons() -> None:
    rows = ((Choice("l:de", "Deutsch"), Choice("l:zh", "中文")), (Choice("m:help", "Hilfe"),))
    (part,) = render(Reply("Guten Tag & <willkommen>", choices=rows))
    assert part == {
        "method": "sendMessage",
        "text": "Guten Tag &amp; &lt;willkommen&gt;",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "Deutsch", "callback_data": "l:de"},
                    {"text": "中文", "callback_data": "l:zh"},
                ],
                [{"text": "Hilfe", "callback_data": "m:help"}],
            ]
        },
    }


def test_cards_are_numbered_where_several_can_be_opened() -> None:
    cards = tuple(Card(f"Firma {n}", "Solingen", ("Messer",), (Choice(f"c:{n}", "Ansehen"),)) for n in (1, 2))
    (part,) = render(Reply("2 Treffer", cards, ((Choice("p:5", "Weitere"),),), slot="results"))
    assert shown(part) == "2 Treffer\n\n1. Firma 1\nSolingen\nMesser\n\n2. Firma 2\nSolingen\nMesser"
    assert "<b>1. Firma 1</b>\n<i>Solingen</i>" in part["text"]
    assert [[button["text"] for button in row] for row in keyboard(part)] == [
        ["1 · Ansehen", "2 · Ansehen"],
        ["Weitere"],
    ]
    (single,) = render(Reply(cards=cards[:1]))
    assert shown(single).startswith("Firma 1\n")
    assert keyboard(single)[0][0]["text"] == "Ansehen"


def test_a_reply_replaces_the_message_tapped_only_where_it_fits_into_one() -> None:
    (part,) = render(Reply("Seite 2", slot="results"), origin="77")
    assert (part["method"], part["message_id"], part["slot"]) == ("editMessageText", 77, "results")
    assert build_instead(part) == render(Reply("Seite 2", slot="results"))[0]
    long = render(Reply("x " * 4000, slot="results"), origin="77")
    assert {part["method"] for part in long} == {"sendMessage"}
    contact = Reply(contact=ContactCard("A", phone="1"), slot="results")
    assert all(part["method"] != "editMessageText" for part in render(contact, origin="77"))


def test_what_the_server_does_not_take_is_said_as_a_message() -> None:
    buttons = ((Choice("d:yes", "Löschen"),),)
    card = ContactCard("Li <b>", "云陶 & Co", "c@x.example", "+86 757", "wx_li")
    contact, ways = render(Reply(contact=card))
    instead = build_instead(contact)
    assert instead is not None
    assert shown(instead) == "Li <b>\n+86 757"
    assert "c@x.example" in shown(ways)
    (file,) = render(Reply(contact=ContactCard("Li", "云陶", "c@x.example")))
    instead = build_instead(file)
    assert instead is not None
    assert shown(instead) == "Li\n云陶\nc@x.example"
    document = Document("daten.txt", "text/plain", "Größe <2>\n" * 900)
    (long,) = render(Reply("", choices=buttons, document=document, slot="data"))
    instead = build_instead(long)
    assert instead is not None
    assert shown(instead).startswith("Größe <2>\nGröße")
    assert count_units(shown(instead)) <= TEXT_UNITS
    assert (instead["method"], instead["slot"], keyboard(instead)) == ("sendMessage", "data", keyboard(long))
    assert build_instead(ways) is None


def test_a_deep_link_choice_is_a_link_once_the_bot_knows_its_name() -> None:
    reply = Reply("x", choices=((Choice("start:c-12", "Privat"),),))
    assert keyboard(render(reply)[0])[0][0]["url"] == "https://t.me/isa_bot?start=c-12"
    unnamed = TelegramAdapter().render(reply, "de")[0]
    assert keyboard(unnamed)[0][0]["callback_data"] == "start:c-12"


def test_a_choice_that_no_button_can_carry_is_left_out() -> None:
    (part,) = render(Reply("x", choices=((Choice("c:" + "9" * 80, "zu lang"), Choice("c:1", "gut")),)))
    assert [[button["text"] for button in row] for row in keyboard(part)] == [["gut"]]


def test_many_buttons_are_spread_over_messages() -> None:
    rows = tuple((Choice(f"c:{n}", f"{n}"), Choice(f"d:{n}", f"{n}")) for n in range(75))
    parts = render(Reply("viele", choices=rows))
    counts = [sum(len(row) for row in keyboard(part)) for part in parts]
    assert max(counts) <= BUTTONS
    assert sum(counts) == 150
    cards = tuple(Card("f", choices=(Choice(f"c:{n}", "Ansehen"),)) for n in range(130))
    parts = render(Reply(cards=cards))
    assert [sum(len(row) for row in keyboard(part)) for part in parts] == [100, 30]


def test_a_card_stays_whole_with_its_button() -> None:
    cards = tuple(
        Card(f"Firma {n}", lines=("x" * 1500,), choices=(Choice(f"c:{n}", "Ansehen"),)) for n in range(4)
    )
    parts = render(Reply("Treffer", cards))
    assert len(parts) == 2
    for part in parts:
        titles = re.findall(r"Firma (\d)", part["text"])
        buttons = [button["callback_data"] for row in keyboard(part) for button in row]
        assert buttons == [f"c:{number}" for number in titles]


def test_a_contact_with_a_telephone_is_a_contact_and_shows_the_rest() -> None:
    contact = ContactCard("陈莉", "云陶", "chenli@x.example", "+86 757 1234", "chenli_88", "销售总监")
    call, text = render(Reply(contact=contact))
    assert (call["method"], call["phone_number"], call["first_name"]) == (
        "sendContact",
        "+86 757 1234",
        "陈莉",
    )
    assert "EMAIL;TYPE=INTERNET,WORK:chenli@x.example" in call["vcard"]
    assert shown(text) == "销售总监\n云陶\nchenli@x.example\nWeChat: chenli_88"
    assert len(render(Reply(contact=ContactCard("A", phone="1")))) == 1


def test_a_contact_without_a_telephone_is_a_file_with_its_data_below() -> None:
    (part,) = render(Reply(contact=ContactCard("A <b>", "", "a@x.example", "auf Anfrage", "wx")))
    assert (part["method"], part["file_name"]) == ("sendDocument", "contact.vcf")
    assert part["content"].startswith("BEGIN:VCARD")
    assert part["caption"] == "<b>A &lt;b&gt;</b>\na@x.example\nauf Anfrage\nWeChat: wx"


@given(st.builds(ContactCard, st.text(max_size=500), st.text(max_size=500), st.text(max_size=300),
                 st.text(max_size=300), st.text(max_size=300)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_contact_always_fits(contact: ContactCard) -> None:
    for part in render(Reply(contact=contact)):
        card = part.get("vcard") or part.get("content", "")
        assert len(card.encode()) <= 2048
        assert count_units(html.unescape(part.get("caption", ""))) <= 1024


def test_a_file_carries_the_buttons_itself() -> None:
    document = Document("meine-daten.txt", "text/plain", "Person: Anna")
    (part,) = render(Reply(document=document, choices=((Choice("d:ask", "Löschen"),),)))
    assert (part["method"], keyboard(part)[0][0]["callback_data"]) == ("sendDocument", "d:ask")
    method, params = build_call(Address("telegram", "-5/7"), part)
    assert (method, params["chat_id"], params["message_thread_id"]) == ("sendDocument", -5, 7)
    assert params["document"].filename == "meine-daten.txt"
    assert {"slot", "method", "content", "media_type"}.isdisjoint(params)


def test_where_everything_is_deleted_the_history_is_spoken_of() -> None:
    (part,) = render(Reply("Gelöscht.", clears=True))
    assert shown(part) == "Gelöscht.\n\ntelegram-clears@de"


def test_an_empty_reply_is_still_a_message() -> None:
    for reply in (Reply(), Reply(" \n\x00")):
        (part,) = render(reply)
        assert shown(part) == "…"


def test_an_edit_goes_to_the_chat_and_names_no_topic() -> None:
    (part,) = render(Reply("x", slot="results"), origin="7")
    assert build_call(Address("telegram", "-5/9"), part)[1] == {
        "chat_id": -5,
        "message_id": 7,
        "text": "x",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


words = st.text(
    st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("😀👩\u200d🇨\u0301 &<>\n字")),
    max_size=60,
)


lines = st.lists(words.map(lambda word: word * 30), max_size=3).map(tuple)
some_cards = st.lists(st.builds(Card, words, words, lines), max_size=8).map(tuple)


@given(text=st.one_of(words, words.map(lambda word: word * 400)), cards=some_cards)
@settings(max_examples=80, deadline=None)
def test_whatever_is_said_fits_and_nothing_is_lost(text: str, cards: tuple[Card, ...]) -> None:
    parts = render(Reply(text, cards))
    for part in parts:
        assert count_units(shown(part)) <= TEXT_UNITS
        part["text"].encode()
    said = _bare("".join(shown(part) for part in parts))
    for value in (text, *(line for card in cards for line in (card.title, card.subtitle, *card.lines))):
        assert _bare(value) in said


def _bare(text: str) -> str:
    return "".join(strip_hidden(text).split())


def test_cutting_breaks_no_character() -> None:
    family = "👩‍👩‍👧‍👦"
    for piece in cut(family * 900, TEXT_UNITS):
        assert piece.strip(family) == ""
        assert piece.count("👦") * len(family) == len(piece)
    assert list(cut("ab " * 4, 5)) == ["ab", "ab", "ab", "ab "]
    assert "".join(cut("e\u0301" * 3000, 4096)) == "e\u0301" * 3000
    assert all(not piece.startswith("\u0301") for piece in cut("e\u0301" * 3000, 4095))
    assert shorten("kurz", 60) == "kurz"
    assert count_units(shorten("😀" * 100, 60)) <= 60


@pytest.mark.parametrize(
    ("labels", "widths"), [(["a"] * 20, [8, 8, 4]), (["很长的按钮文字标签"] * 2, [1, 1]), (["x" * 90], [1])]
)
def test_buttons_stand_side_by_side_where_there_is_room(labels: list[str], widths: list[int]) -> None:
    rows = arrange([{"text": label} for label in labels])
    assert [len(row) for row in rows] == widths


def test_parts_are_json_and_say_nothing_of_the_chat() -> None:
    part: dict[str, Any] = render(Reply("x"))[0]
    assert "chat_id" not in part
    assert build_call(HERE, part)[1]["chat_id"] == 5


def test_a_picture_stands_above_the_text_which_keeps_its_length() -> None:
    card = Card("Messe", lines=("x" * 2000,), picture="https://isa.example/b.jpg")
    (part,) = TelegramAdapter().render(Reply(cards=(card,)), "de")
    assert part["method"] == "sendMessage" and "x" * 2000 in part["text"]
    assert part["link_preview_options"]["url"] == "https://isa.example/b.jpg"
    assert part["link_preview_options"]["show_above_text"]

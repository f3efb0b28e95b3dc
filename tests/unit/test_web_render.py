"""What the browser is given, and the vCard in it."""

import pytest

from bot.vcard import fold, render_vcard
from bot.web.client import WebAdapter
from handlers.messages import Card, Choice, ContactCard, Document, Reply

ADAPTER = WebAdapter()
NOTHING: dict[str, object] = {
    "cards": [],
    "choices": [],
    "contact": None,
    "document": None,
    "slot": "",
    "clears": False,
}


def test_text_and_rows_of_choices():
    rows = ((Choice("m:news", "最新消息"), Choice("m:help", "帮助")), (Choice("m:lang", "语言"),))
    assert ADAPTER.render(Reply("您好！", choices=rows, slot="menu"), "zh") == [
        {
            "type": "say",
            "text": "您好！",
            "cards": [],
            "choices": [
                [{"id": "m:news", "label": "最新消息"}, {"id": "m:help", "label": "帮助"}],
                [{"id": "m:lang", "label": "语言"}],
            ],
            "contact": None,
            "document": None,
            "slot": "menu",
            "clears": False,
            "locale": "zh",
        }
    ]


def test_all_cards_stand_in_one_part():
    cards = (
        Card(
            "佛山瓷砖",
            "Foshan",
            ("Bietet: Fliesen", "Passt: Keramik"),
            (Choice("c:1", "Ansehen"),),
            picture="https://isa.example/b.jpg",
        ),
        Card("Titel"),
    )
    assert ADAPTER.render(Reply(cards=cards), "de") == [
        NOTHING
        | {
            "type": "say",
            "text": "",
            "locale": "de",
            "cards": [
                {
                    "title": "佛山瓷砖",
                    "subtitle": "Foshan",
                    "lines": ["Bietet: Fliesen", "Passt: Keramik"],
                    "choices": [{"id": "c:1", "label": "Ansehen"}],
                    "picture": "/chat/picture?of=https%3A%2F%2Fisa.example%2Fb.jpg",
                },
                {"title": "Titel", "subtitle": "", "lines": [], "choices": [], "picture": ""},
            ],
        }
    ]


def test_contact_and_document():
    contact = ContactCard("Li Wei", email="li@example.cn")
    [part] = ADAPTER.render(
        Reply("x", contact=contact, document=Document("a.json", "application/json", "{}")), "de"
    )
    assert part["contact"] == {
        "who": "Li Wei",
        "title": "",
        "organisation": "",
        "email": "li@example.cn",
        "phone": "",
        "wechat": "",
        "vcard": render_vcard(contact),
    }
    assert part["document"] == {"name": "a.json", "media_type": "application/json", "content": "{}"}


def test_echo():
    assert ADAPTER.render_echo("Fliesen") == [{"type": "said", "text": "Fliesen"}]
    assert ADAPTER.render_echo("") == []


def test_a_full_vcard():
    contact = ContactCard(
        "Schäfer; Anna, Dr.\\",
        "Werkzeugbau, Schäfer; Söhne",
        "a@example.de",
        "+49 212 1",
        "anna\r\nschaefer",
        "Leitung, Export",
    )
    assert render_vcard(contact).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Schäfer\\; Anna\\, Dr.\\\\;;;;",
        "FN:Schäfer\\; Anna\\, Dr.\\\\",
        "TITLE:Leitung\\, Export",
        "ORG:Werkzeugbau\\, Schäfer\\; Söhne",
        "EMAIL;TYPE=INTERNET,WORK:a@example.de",
        "TEL;TYPE=WORK,VOICE:+49 212 1",
        "X-WECHAT:anna\\nschaefer",
        "NOTE:WeChat: anna\\nschaefer",
        "END:VCARD",
        "",
    ]


@pytest.mark.parametrize("sneaky", ["x\r\nEND:VCARD", "x\nTEL:1", "x\rTEL:1"])
def test_no_value_of_a_vcard_starts_a_line_of_its_own(sneaky: str) -> None:
    card = render_vcard(ContactCard(*[sneaky] * 6))
    assert {line.partition(":")[0].partition(";")[0] for line in card.split("\r\n")[:-1]} == {
        "BEGIN", "VERSION", "N", "FN", "TITLE", "ORG", "EMAIL", "TEL", "X-WECHAT", "NOTE", "END",
    }  # fmt: skip
    assert card.count("END:VCARD") == card.count("\\nEND:VCARD") + 1
    assert "\n" not in card.replace("\r\n", "")


def test_a_company_alone_has_a_name_too():
    assert "FN:佛山瓷砖\r\n" in render_vcard(ContactCard("", "佛山瓷砖"))


def test_long_lines_are_folded_between_characters():
    line = "ORG:" + "佛山市恒泰陶瓷有限公司" * 9 + "ä" * 80
    folded = fold(line)
    assert all(len(each.encode()) <= 75 for each in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line

"""Parts as WeChat shows them: clean, short enough, choices as lines to tap or to type."""

import pytest

from bot.wechat.text import build_line, build_text, clean, count_bytes, shorten
from handlers.messages import Choice


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Müller & Söhne", "Müller & Söhne"),
        ("a\x00b\x08c\x0bd\x1be\x7ff\x85g", "abcdefg"),
        ("tab\tline\nnext", "tab\tline\nnext"),
        ("half \ud83d sign", "half \ufffd sign"),
        ("no char \ufffe\uffff.", "no char ."),
        ('<a href="weixin://x">瓷砖</a>', '＜a href="weixin://x">瓷砖＜/a>'),
        ("\n\n inner \n\n", " inner "),
    ],
)
def test_what_people_wrote_is_shown_without_what_breaks_it(typed: str, shown: str) -> None:
    assert clean(typed) == shown


@pytest.mark.parametrize(("text", "size", "short"), [
    ("kurz", 4, "kurz"),
    ("länger", 7, "länger"),
    ("länger", 6, "l …"),
    ("佛山云陶陶瓷", 18, "佛山云陶陶瓷"),
    ("佛山云陶陶瓷", 17, "佛山云陶 …"),
    ("😀😀😀", 11, "😀 …"),
    ("ab      cdef", 11, "ab …"),
])  # fmt: skip
def test_a_text_is_shortened_between_characters_and_says_so(text: str, size: int, short: str) -> None:
    assert shorten(text, size) == short
    assert len(shorten(text, size).encode()) <= size


def test_a_choice_is_a_line_to_tap_that_says_its_number_and_carries_its_id() -> None:
    line = build_line(3, Choice("c:39", "查看"), linked=True)
    assert line == '3. <a href="weixin://bizmsgmenu?msgmenucontent=3.查看&msgmenuid=c:39">查看</a>'
    assert build_line(3, Choice("c:39", "查看"), linked=False) == "3. 查看"


def test_what_a_tap_says_cannot_end_the_link() -> None:
    line = build_line(1, Choice("n:show", "A & B = \"50 %\" <#?> 'x'"), linked=True)
    link = line.split('"')[1]
    assert link == "weixin://bizmsgmenu?msgmenucontent=1.AB50x&msgmenuid=n:show"
    assert line.endswith(">A & B = \"50 %\" <#?> 'x'</a>")


def test_lines_are_numbered_on_from_the_first_and_the_remark_stands_apart() -> None:
    part = {
        "type": "text",
        "lines": ["Treffer", {"id": "c:1", "label": "A"}, "", {"id": "c:2", "label": "B"}],
        "first": 4,
        "links": False,
        "remark": "Noch 2.",
    }
    assert build_text(part) == "Treffer\n4. A\n\n5. B\n\nNoch 2."
    assert count_bytes(part) == len(build_text(part))
    assert build_text(part | {"remark": "", "first": 10}) == "Treffer\n10. A\n\n11. B"

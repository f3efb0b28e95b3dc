"""The two pages: languages, strings, and nothing inline that a browser would run."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.web.pages import SCRIPT_KEYS, STATIC, Pages, choose_locale
from tests.unit.web_fakes import translate

PAGES = Pages(translate)


@pytest.mark.parametrize(
    ("wanted", "accepted", "locale"),
    [
        ("zh", "de", "zh"),
        ("fr", "de-DE,de;q=0.9,en;q=0.8", "de"),
        ("", "fr, en;q=0.5, zh-CN;q=0.7", "zh"),
        ("", "de;q=0, zh;q=0.1", "zh"),
        ("", "fr,it", "en"),
        ("", "", "en"),
        ("", ";;;,=,q=,de;q=x", "de"),
    ],
)
def test_language_of_the_page(wanted: str, accepted: str, locale: str) -> None:
    assert choose_locale(wanted, accepted) == locale


@pytest.mark.parametrize("locale", ["de", "zh", "en"])
def test_pages_are_filled(locale: str) -> None:
    for page in (PAGES.chat(locale, "me"), PAGES.demo(locale)):
        assert "{{" not in page
        assert f'<html lang="{"zh-Hans" if locale == "zh" else locale}">' in page
        assert translate(locale, "web-title") in page


def test_the_script_gets_every_string_it_uses():
    used = set()
    for script in [STATIC / "chat.js", *(STATIC / "chat").glob("*.js")]:
        used |= set(re.findall(r'"(web-[a-z-]+)"', script.read_text(encoding="utf-8")))
    used |= set(
        re.findall(r'data-t(?:-\w+)?="(web-[a-z-]+)"', (STATIC / "chat.html").read_text(encoding="utf-8"))
    )
    assert used <= set(SCRIPT_KEYS)
    settings = re.search(r'id="settings">(.*?)</script>', PAGES.chat("de", "left"))
    assert settings
    words = json.loads(settings[1])["words"]
    assert {locale: set(strings) for locale, strings in words.items()} == {
        locale: set(SCRIPT_KEYS) for locale in ("de", "zh", "en")
    }


def test_strings_cannot_end_the_script_element():
    page = Pages(lambda locale, key: "</script><b>&").chat("de", "me")
    assert "</script><b>" not in page
    assert "&lt;/script&gt;&lt;b&gt;&amp;" in page


class Strict(HTMLParser):
    """Notes what a content security policy would refuse, and what comes from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        inline = tag == "style" or "style" in values or any(name.startswith("on") for name in values)
        runs_inline = tag == "script" and "src" not in values and values.get("type") != "application/json"
        foreign = any((values.get(name) or "").startswith(("http", "//")) for name in ("src", "href"))
        if inline or runs_inline or foreign:
            self.faults.append(tag)


@pytest.mark.parametrize("page", [PAGES.chat("de", "me"), PAGES.demo("zh")])
def test_nothing_inline_and_nothing_from_elsewhere(page: str) -> None:
    strict = Strict()
    strict.feed(page)
    assert strict.faults == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_files_load_nothing_from_elsewhere_and_write_no_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "innerHTML" not in text
    assert not re.search(r"(src|href|url|import|fetch)\W{1,4}(https?:)?//", text)


def test_legal_links_stand_where_they_are_given():
    page = Pages(translate, imprint_url="https://x.example/?a&b", privacy_url="/privacy").chat("de", "me")
    assert (
        'href="https://x.example/?a&amp;b" target="_blank" rel="noopener" data-t="web-imprint">Impressum<'
        in page
    )
    assert 'href="/privacy"' in page
    assert '<p class="legal"></p>' in PAGES.chat("de", "me")

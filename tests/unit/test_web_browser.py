"""The chat in a real browser: what people see and do, also without a connection."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import text_to_be_present_in_element_value
from selenium.webdriver.support.ui import WebDriverWait

from directory.domain.person import Address
from handlers.messages import Choice, Reply, Update, UpdateKind
from tests.acceptance.browser import DESKTOP, PHONE, console_errors, dress, start_browser
from tests.unit import web_dialogue
from tests.unit.web_fakes import Site, serve

TILES = "Wir suchen einen Hersteller von Keramikfliesen in Foshan"


@pytest.fixture(scope="module")
def browsers() -> Iterator[Callable[[str], Chrome]]:
    """A browser for each language, started when first asked for; it has left the page of the test before."""
    with ExitStack() as stack:
        start = cache(lambda language: stack.enter_context(start_browser(PHONE, language=language)))

        def leave_page(language: str) -> Chrome:
            browser: Chrome = start(language)
            browser.delete_all_cookies()
            browser.get("about:blank")
            console_errors(browser)
            return browser

        yield leave_page


@pytest.fixture
def browser(browsers: Callable[[str], Chrome]) -> Chrome:
    started = browsers("de")
    dress(started, PHONE)
    return started


def wait(browser: Chrome, condition: Callable[[Chrome], Any], timeout_s: float = 60) -> Any:
    return WebDriverWait(browser, timeout_s, poll_frequency=0.05).until(condition)


def find(browser: Chrome, css: str) -> WebElement:
    found: WebElement = wait(browser, lambda _: browser.find_elements(By.CSS_SELECTOR, css))[0]
    return found


def texts(browser: Chrome, css: str) -> list[str]:
    script = "return Array.from(document.querySelectorAll(arguments[0]), (node) => node.textContent)"
    found: list[str] = browser.execute_script(script, css)
    return found


def open_chat(browser: Chrome, site: Site, path: str = "/") -> None:
    browser.delete_all_cookies()
    browser.get(site.url + path)
    find(browser, ".say")


def write(browser: Chrome, text: str) -> None:
    find(browser, "#text").send_keys(text, Keys.ENTER)


def own_states(browser: Chrome) -> list[str | None]:
    found: list[str | None] = browser.execute_script(
        "return Array.from(document.querySelectorAll('.own'), (node) => node.dataset.state)"
    )
    return found


def account(site: Site) -> Address:
    return site.log.updates[-1].address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("locale", "question"), [("de", TILES), ("zh", "德国 厨房刀具 经销商")])
@pytest.mark.parametrize("size", [(360, 640), PHONE, DESKTOP], ids=["small", "phone", "desktop"])
def test_a_conversation(
    browsers: Callable[[str], Chrome],
    size: tuple[int, int],
    locale: str,
    question: str,
    dark: bool,
    tmp_path: Path,
) -> None:
    browser = browsers(locale)
    dress(browser, size, dark=dark, still=True)
    with serve(web_dialogue.answer) as site:
        browser.get(site.url)
        find(browser, ".choices .chip")
        browser.save_screenshot(tmp_path / "greeting.png")
        write(browser, question)
        find(browser, ".card .action")
        wait(browser, lambda _: own_states(browser) == ["sent"])
        assert texts(browser, ".own .words") == [question]
        assert browser.execute_script("return document.documentElement.lang").startswith(locale)
        browser.save_screenshot(tmp_path / "results.png")
        find(browser, ".card .action").click()
        find(browser, ".contact .ways")
        browser.save_screenshot(tmp_path / "contact.png")
        overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert browser.execute_script(overflow) == 0
        wait(browser, lambda _: not browser.find_elements(By.CSS_SELECTOR, ".typing"))
        assert console_errors(browser) == []
        assert [update.kind for update in site.log.updates] == ["start", "text", "choice"]


def test_reloading_shows_the_same_once(browser: Chrome) -> None:
    with serve(web_dialogue.answer) as site:
        open_chat(browser, site)
        write(browser, TILES)
        find(browser, ".card")
        before = texts(browser, ".words, .card h2, .chip")
        browser.refresh()
        find(browser, ".card")
        assert texts(browser, ".words, .card h2, .chip") == before
        assert len(site.log.updates) == 2


def test_what_is_written_offline_is_sent_once_and_nothing_is_missed(browser: Chrome) -> None:
    with serve(web_dialogue.answer) as site:
        open_chat(browser, site)
        site.stop()
        write(browser, "eins")
        write(browser, "zwei")
        assert own_states(browser) == ["sending", "sending"]
        assert "Keine Verbindung" in wait(browser, lambda _: find(browser, "#notice").text)
        site.log.say(account(site), Reply("in der Zwischenzeit"), "de")
        site.start()
        wait(browser, lambda _: own_states(browser) == ["sent", "sent"])
        wait(browser, lambda _: not find(browser, "#notice").is_displayed())
        assert [update.text for update in site.log.updates] == ["", "eins", "zwei"]
        assert texts(browser, ".own .words") == ["eins", "zwei"]
        assert "in der Zwischenzeit" in texts(browser, ".say .words")
        console_errors(browser)


@pytest.mark.parametrize("arrived", [False, True])
def test_an_unsent_message_survives_a_reload(browser: Chrome, arrived: bool) -> None:
    with serve(web_dialogue.answer) as site:
        open_chat(browser, site)
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/messages"]})
        write(browser, TILES)
        kept = json.loads(browser.execute_script("return sessionStorage.getItem('outbox:me')"))
        body = kept[0]["body"]
        if arrived:  # the server had it, only its answer was lost
            site.receive(
                Update(f"m:{body['id']}", account(site), UpdateKind.TEXT, body["text"], locale_hint="de")
            )
            wait(browser, lambda _: own_states(browser) == ["sent"])
        browser.refresh()
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        wait(browser, lambda _: own_states(browser) == ["sent"])
        find(browser, ".card")
        assert [update.text for update in site.log.updates] == ["", TILES]
        assert texts(browser, ".own .words") == [TILES]
        console_errors(browser)


def test_a_refused_message_says_so_and_can_be_sent_again(browser: Chrome) -> None:
    with serve() as site:
        browser.delete_all_cookies()
        browser.get(site.url)
        wait(browser, lambda _: site.log.updates)
        browser.execute_script(
            "const real = fetch; window.fetch = () => { window.fetch = real;"
            ' return Promise.resolve(new Response(\'{"error": "too_long"}\', {status: 400})) }'
        )
        write(browser, "zu viel")
        wait(browser, lambda _: own_states(browser) == ["failed"])
        assert "Zu lang" in find(browser, ".failure").text
        find(browser, ".again").click()
        wait(browser, lambda _: own_states(browser) == ["sent"])
        assert site.log.updates[-1].text == "zu viel"


def test_enter_sends_but_not_while_pinyin_is_being_chosen(browser: Chrome) -> None:
    with serve(web_dialogue.answer) as site:
        open_chat(browser, site)
        field = find(browser, "#text")
        field.send_keys("eine Zeile")
        ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()
        field.send_keys("zweite")
        browser.execute_script(
            "arguments[0].dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true}))",
            field,
        )
        assert own_states(browser) == []
        field.send_keys(Keys.ENTER)
        wait(browser, lambda _: own_states(browser) == ["sent"])
        assert site.log.updates[-1].text == "eine Zeile\nzweite"


def test_texts_stay_texts(browser: Chrome) -> None:
    evil = "<img src=x onerror=alert(1)><b>fett</b> https://a.example/x. javascript:alert(1)"
    with serve(lambda update: [Reply(evil)]) as site:
        open_chat(browser, site)
        write(browser, evil)
        wait(browser, lambda _: len(texts(browser, ".words")) == 3)
        assert set(texts(browser, ".words")) == {evil}
        assert not browser.find_elements(By.CSS_SELECTOR, ".log img, .log b")
        links = browser.find_elements(By.CSS_SELECTOR, ".words a")
        assert {link.get_attribute("href") for link in links} == {"https://a.example/x"}


def test_reading_above_is_not_disturbed(browser: Chrome) -> None:
    with serve(lambda update: [Reply("Zeile\n" * 60)]) as site:
        open_chat(browser, site)
        browser.execute_script("document.getElementById('log').scrollTop = 0")
        wait(browser, lambda _: find(browser, "#jump").is_displayed())
        site.say(account(site), Reply("neu"), "de")
        wait(browser, lambda _: "neu" in texts(browser, ".words"))
        assert browser.execute_script("return document.getElementById('log').scrollTop") == 0
        wait(browser, lambda _: find(browser, "#jump").text == "Neue Nachricht")
        find(browser, "#jump").click()
        wait(browser, lambda _: not find(browser, "#jump").is_displayed())


def test_a_slot_is_replaced_until_the_user_speaks(browser: Chrome) -> None:
    row = ((Choice("x:1", "Weiter"),),)
    with serve(lambda update: [Reply(f"Stand {update.text}", choices=row, slot="s")]) as site:
        open_chat(browser, site)
        site.say(account(site), Reply("Stand 2", choices=row, slot="s"), "de")
        wait(browser, lambda _: texts(browser, ".say .words") == ["Stand 2"])
        write(browser, "3")
        wait(browser, lambda _: texts(browser, ".say .words") == ["Stand 2", "Stand 3"])
        chips = browser.find_elements(By.CSS_SELECTOR, ".chip")
        assert [chip.is_displayed() for chip in chips] == [False, True]


def test_the_contact_is_saved_as_a_vcard(browser: Chrome, tmp_path: Path) -> None:
    reply = Reply("Kontakt", contact=web_dialogue.CONTACT["de"])
    with serve(lambda update: [reply]) as site:
        open_chat(browser, site)
        folder = {"behavior": "allow", "downloadPath": str(tmp_path)}
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", folder)
        find(browser, ".contact .action").click()
        saved = tmp_path / "Li Wei.vcf"
        wait(browser, lambda _: saved.exists() and saved.stat().st_size)
        card = saved.read_bytes().decode()
        assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
        assert "TITLE:Exportleiter\r\n" in card
        assert "ORG:佛山市恒泰陶瓷有限公司\r\n" in card


def test_the_page_starts_again_with_a_new_server_log(browser: Chrome) -> None:
    with serve(web_dialogue.answer) as site:
        open_chat(browser, site)
        write(browser, TILES)
        find(browser, ".card")
        site.stop()
        site.log.forget()
        site.start()
        wait(browser, lambda _: not browser.find_elements(By.CSS_SELECTOR, ".card"))
        assert len(wait(browser, lambda _: texts(browser, ".say"))) == 1
        console_errors(browser)


def test_the_demo_types_into_its_phones(tmp_path: Path) -> None:
    with serve(web_dialogue.answer, demo=True) as site, start_browser(language="de") as browser:
        browser.get(site.url)
        steps = browser.find_elements(By.CSS_SELECTOR, ".steps button")
        for step, pane, words in (
            (0, "left", TILES),
            (3, "office", "/pruefen"),
            (4, "right", "德国 理发剪刀"),
        ):
            browser.switch_to.frame(pane)
            find(browser, ".say")
            browser.switch_to.default_content()
            steps[step].click()
            browser.switch_to.frame(pane)
            field = find(browser, "#text")
            wait(browser, text_to_be_present_in_element_value((By.ID, "text"), words))
            field.send_keys(Keys.ENTER)
            find(browser, ".card")
            browser.switch_to.default_content()
        steps[1].click()
        browser.switch_to.frame("left")
        find(browser, ".pointed")
        browser.switch_to.default_content()
        browser.save_screenshot(tmp_path / "demo.png")
        assert console_errors(browser) == []
        assert {update.address.account for update in site.log.updates} == {
            "demo-left",
            "demo-office",
            "demo-right",
        }

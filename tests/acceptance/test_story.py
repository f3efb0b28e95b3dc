"""The stories of the demo in a real browser: companies find each other, a city's agency helps."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.acceptance.browser import PHONE, console_errors, dress, photograph, start_browser
from tests.acceptance.process import running

QUESTION = "Wir suchen einen Hersteller von Keramikfliesen in Foshan"
EMAIL = "weber@fliesenhaus.example"
WIDE = (1440, 960)
REGISTRATION = (
    (2, "Rasierpinsel Muster GmbH, Solingen"),
    (4, "Hersteller"),
    (5, "Rasierpinsel, Rasierhobel"),
    (6, "Vertriebspartner in China"),
    (7, "Überspringen"),
    (8, "Überspringen"),
)


class Phone:
    """One of the two phones, as its user sees it."""

    def __init__(self, browser: Chrome, url: str, side: str, lang: str) -> None:
        self.browser = browser
        self.home = browser.current_window_handle
        browser.switch_to.new_window("tab")
        self.tab = browser.current_window_handle
        dress(browser, PHONE, still=True)
        browser.get(f"{url}/chat/{side}/?lang={lang}")
        self.wait_for(".say")

    def look(self) -> None:
        self.browser.switch_to.window(self.tab)

    def wait_for(self, css: str, text: str = "") -> WebElement:
        """The newest element that matches and contains `text`."""

        def newest(browser: Chrome) -> Any:
            found = [node for node in browser.find_elements(By.CSS_SELECTOR, css) if text in node.text]
            return found[-1] if found else None

        self.look()
        element: WebElement = _wait(self.browser, newest)
        return element

    def write(self, text: str) -> None:
        self.wait_for("#text").send_keys(text, Keys.ENTER)

    def tap(self, label: str) -> None:
        self.wait_for("button.chip, button.action", label).click()

    def ask(self, text: str) -> str:
        """Write something and wait for the answer; all that the phone shows then."""
        self.look()
        before = len(self.browser.find_elements(By.CSS_SELECTOR, ".say"))
        self.write(text)
        _wait(self.browser, lambda _: len(self.browser.find_elements(By.CSS_SELECTOR, ".say")) > before)
        return self.everything()

    def everything(self) -> str:
        self.look()
        return str(self.browser.execute_script("return document.getElementById('log').textContent"))


class Pane(Phone):
    """A phone on the demo page, where some take turns: to look at it is to choose its tab."""

    def __init__(self, browser: Chrome, side: str) -> None:
        self.browser = browser
        self.side = side

    def look(self) -> None:
        self.browser.switch_to.default_content()
        tab = self.browser.find_element(By.ID, f"tab-{self.side}")
        if tab.is_displayed() and tab.get_attribute("aria-selected") != "true":
            tab.click()
        self.browser.switch_to.frame(self.side)

    def try_step(self, step: int, label: str, text: str) -> None:
        """Let the page type into the phone what it proposes, and send it."""
        self.browser.switch_to.default_content()
        steps = self.browser.find_elements(By.CSS_SELECTOR, ".steps li")
        steps[step - 1].find_element(By.XPATH, f".//button[.='{label}']").click()
        self.browser.switch_to.frame(self.side)
        field = self.browser.find_element(By.ID, "text")
        _wait(self.browser, lambda _: field.get_attribute("value") == text)
        field.send_keys(Keys.ENTER)


def _wait(browser: Chrome, condition: Callable[[Chrome], Any]) -> Any:
    return WebDriverWait(browser, 60, poll_frequency=0.1).until(condition)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--dir", str(folder)) as url:
        yield url


def test_a_company_registers_and_a_city_agency_confirms_it_and_passes_a_request_on(
    demo: str, tmp_path: Path
) -> None:
    with start_browser(WIDE, still=True, language="de") as browser:
        browser.get(f"{demo}/?lang=de")
        left, right, office = (Pane(browser, side) for side in ("left", "right", "office"))
        for phone in (right, office, left):
            phone.wait_for(".say")

        left.try_step(2, "Eintippen", "/eintragen")
        left.tap("Einverstanden")
        for step, answer in REGISTRATION:
            left.wait_for(".say", f"{step}/8")
            left.write(answer)
        left.tap("Einreichen")
        left.wait_for(".say", "liegt jetzt bei: Wirtschaftsförderung Solingen")
        assert "Rasierpinsel Muster GmbH" not in right.ask("Rasierpinsel Muster")

        office.try_step(2, "Prüfliste", "/pruefen")
        office.wait_for(".card", "Rasierpinsel Muster GmbH")
        office.tap("Bestätigen")
        office.wait_for(".say", "Bestätigt: Rasierpinsel Muster GmbH")
        left.wait_for(".say", "Bestätigt von: Wirtschaftsförderung Solingen")
        _keep(browser, tmp_path, "demo-confirmed")
        found = WebDriverWait(browser, 60, poll_frequency=1)  # the search follows within seconds
        found.until(lambda _: "Rasierpinsel Muster GmbH" in right.ask("Rasierpinsel Muster"))

        right.try_step(3, "Eintippen", "德国 理发剪刀")
        right.wait_for(".card", "Scherenwerk Dültgen KG")
        right.tap("查看")
        right.tap("请求引荐")
        right.wait_for(".say", "2/3")
        right.write("我们想采购理发剪刀，首批五百把。")
        right.wait_for(".say", "3/3")
        right.write("我们在广东有三百家美发用品客户。")
        right.wait_for(".say", "请求将先送到 Wirtschaftsförderung Solingen")
        right.tap("发送")
        right.wait_for(".say", "已发送")
        browser.switch_to.default_content()
        _wait(browser, lambda _: browser.find_element(By.CSS_SELECTOR, "#tab-office .dot").is_displayed())
        office.wait_for(".card", "五百把")
        assert "chenli" not in office.everything()
        _keep(browser, tmp_path, "demo-request")
        office.tap("Weitergegeben")
        office.wait_for(".say", "weitergegeben")
        right.wait_for(".say", "转交 Scherenwerk Dültgen KG")
        right.write("我的请求")
        right.wait_for(".card", "转交企业")
        _keep(browser, tmp_path, "demo-passed-on")
        assert console_errors(browser) == []


def test_a_german_company_finds_a_chinese_one_and_both_get_contact_data(demo: str, tmp_path: Path) -> None:
    with start_browser(PHONE, still=True, language="de") as browser:
        left, right = Phone(browser, demo, "left", "de"), Phone(browser, demo, "right", "zh")

        left.write(QUESTION)
        left.wait_for(".card .lines", "Keramikfliesen")
        assert left.wait_for(".say", "Filter: China · Foshan")
        _keep(browser, tmp_path, "results-left")
        left.tap("Ansehen")
        left.tap("Vorstellen lassen")
        left.tap("Einverstanden")
        left.wait_for(".say", "1/3")
        left.write(f"Anna Weber, Einkauf, Fliesenhaus Solingen GmbH, {EMAIL}")
        left.wait_for(".say", "2/3")
        left.write("Feinsteinzeug 60 × 120 cm, rund 2000 m² im Quartal. Tel. 0212 445566")
        left.wait_for(".say", "3/3")
        left.write("Ihre Großformate passen zu unseren Ausstellungen.")
        left.tap("Senden")
        left.wait_for(".say", "Gesendet an")

        right.wait_for(".say", "收到新的请求")
        assert "瓷砖" in right.wait_for(".card .lines li", "主题").text
        assert "Feinsteinzeug 60 × 120 cm" in right.everything()
        assert EMAIL not in right.everything()
        assert "445566" not in right.everything()
        assert "chenli" not in left.everything()
        right.tap("接受")
        assert right.wait_for(".contact", EMAIL)
        right.wait_for(".say", "温馨提示")
        _keep(browser, tmp_path, "story-right")

        assert left.wait_for(".contact", "chenli@yuntaorun-tiles.example")
        _keep(browser, tmp_path, "story-left")
        left.write("/anfragen")
        left.wait_for(".card", "Angenommen am")
        assert console_errors(browser) == []


def test_opened_again_the_chat_shows_what_was_said(demo: str) -> None:
    with start_browser(PHONE, still=True, language="de") as browser:
        phone = Phone(browser, demo, "left", "de")
        phone.write("Küchenmesser")
        phone.wait_for(".say", "Küchenmesser")
        browser.refresh()
        phone.wait_for(".own", "Küchenmesser")


def test_the_demo_page_shows_both_phones_and_three_things_to_try(demo: str, tmp_path: Path) -> None:
    with start_browser(WIDE, still=True, language="de") as browser:
        browser.get(f"{demo}/?lang=de")
        assert len(browser.find_elements(By.CSS_SELECTOR, ".steps li")) == 3
        for side in ("left", "right", "office"):
            browser.switch_to.frame(side)
            _wait(browser, lambda _: browser.find_elements(By.CSS_SELECTOR, ".say"))
            browser.switch_to.default_content()
        _keep(browser, tmp_path, "demo")
        browser.find_element(By.CSS_SELECTOR, ".steps button").click()
        browser.switch_to.frame("left")
        text = browser.find_element(By.ID, "text")
        _wait(browser, lambda _: text.get_attribute("value") == QUESTION)
        assert console_errors(browser) == []


def _keep(browser: Chrome, folder: Path, name: str) -> None:
    """Save what the user sees; where ISABOT_SCREENSHOTS names the folder of the docs, also what they show."""
    browser.save_screenshot(folder / f"{name}.png")
    shown = Path(os.environ.get("ISABOT_SCREENSHOTS") or folder) / f"{name}.webp"
    if shown.exists():
        shown.write_bytes(photograph(browser))

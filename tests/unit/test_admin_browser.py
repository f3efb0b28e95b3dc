"""Every page in a real browser: three languages, phone and desktop, one session; axe-core, width, console.

`make pictures` takes pictures too: into build/pages to be looked at, a few into docs/img.
"""

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from axe_core_python.base import AXE_SCRIPT
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait

from directory.store.engine import Store
from tests.acceptance.browser import DESKTOP, console_errors, dress, photograph, start_browser
from tests.unit.admin_sample import build_sample
from tests.unit.admin_world import World

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/pages"
SIZES = {"phone": (360, 740), "desktop": DESKTOP}
LOCALES = ("de", "zh", "en")
CHECK = """
const [colours, done] = arguments;
const root = document.documentElement, wide = root.scrollWidth - root.clientWidth;
const faults = wide > 0 ? [{rule: "too wide", html: wide + " px", why: ""}] : [];
const rules = {"color-contrast": {enabled: colours}};
axe.run(document, {resultTypes: ["violations"], reporter: "no-passes", rules}).then(({violations}) => {
  const found = violations.filter((one) => ["serious", "critical"].includes(one.impact)).flatMap((one) =>
    one.nodes.map((node) => ({rule: one.id, html: node.html.slice(0, 160), why: node.failureSummary || ""})));
  done([...faults, ...found]);
});
"""
LONGEST = 2400
IN_DOCS = (
    "overview-desktop-de",
    "overview-desktop-zh",
    "queue-phone-de",
    "queue-phone-zh",
    "news-one-desktop-de",
)
IN_THE_DARK = ("overview", "entry", "news-one", "import-one")
ON_PAPER = """
const useless = [...document.querySelectorAll(".side, .foot, form, .acts, details")];
return useless.filter((node) => getComputedStyle(node).display !== "none").map((node) => node.className);
"""
"""What is printed although nobody can tap it on paper."""


@contextmanager
def serve_to_browser(world: World, search: Any = None) -> Iterator[str]:
    """The pages on a port of their own, in a thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> web.AppRunner:
        site = world.build(search=search)
        site.router.add_static("/chat/static/", ROOT / "bot/web/static")
        runner = web.AppRunner(site, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    runner = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def list_pages(world: World) -> dict[str, str]:
    return {
        "overview": "/admin/",
        "queue": "/admin/queue",
        "companies": "/admin/companies",
        "entry": f"/admin/companies/{world.entries['knives']}",
        "introductions": "/admin/introductions",
        "news": "/admin/news",
        "news-form": f"/admin/news/{world.news_id}/edit",
        "news-one": f"/admin/news/{world.news_id}",
        "import": "/admin/import",
        "import-one": f"/admin/import/{world.import_id}",
        "words": "/admin/words",
        "people": "/admin/people",
        "cities": "/admin/cities",
        "city": f"/admin/cities/{world.cities['Solingen'].id}",
        "audit": "/admin/audit",
        "missing": "/admin/companies/999999",
    }


def list_faults(browser: Chrome, *, colours: bool) -> list[str]:
    """What is wrong with the page in front; colours are the same in every language, and slow to judge."""
    found = browser.execute_async_script(CHECK, colours)
    return [f"{one['rule']}: {one['html']} {one['why']}" for one in found]


def walk(browser: Chrome, url: str, world: World, docs: Path | None = None) -> list[str]:
    """Look at every page in each language at every size; the faults, with the page.

    With `docs`, pictures go to build/pages, and a few of them there.
    """
    faults: list[str] = []

    def look(picture: str, *, colours: bool = False) -> None:
        found = list_faults(browser, colours=colours)
        faults.extend(f"{picture}: {fault}" for fault in found)
        if docs is not None:
            file = FOLDER / f"{picture}.webp"
            file.write_bytes(_photograph(browser))
            if picture in IN_DOCS:
                shutil.copy(file, docs / f"pages-{picture}.webp")

    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AXE_SCRIPT})
    for locale in LOCALES:
        browser.get(f"{url}/admin/in/{world.make_link('secretariat')}?lang={locale}")
        look(f"sign-in-{locale}")
        browser.find_element(By.CSS_SELECTOR, "main button").click()
        _wait_for(browser, f".languages button[value={locale}]").click()
        _wait_for(browser, f".languages button[value={locale}][aria-current]")
        for name, path in list_pages(world).items():
            browser.get(url + path)
            for size, screen in SIZES.items():
                dress(browser, screen, still=True)
                look(f"{name}-{size}-{locale}", colours=(locale, size) == ("de", "desktop"))
    for name in IN_THE_DARK:
        browser.get(url + list_pages(world)[name])
        dress(browser, DESKTOP, dark=True, still=True)
        look(f"{name}-dark", colours=True)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    if on_paper := browser.execute_script(ON_PAPER):
        faults.append(f"printed: {on_paper}")
    # a missing page is an error of the network to the console, and to nobody else
    complaints = [one for one in console_errors(browser) if "999999" not in one and "/bye" not in one]
    return faults + complaints


def _wait_for(browser: Chrome, selector: str) -> WebElement:
    """The first element that fits; a click returns before the page behind it has come."""
    find = expected_conditions.presence_of_element_located((By.CSS_SELECTOR, selector))
    return WebDriverWait(browser, 60, poll_frequency=0.1).until(find)


def _photograph(browser: Chrome) -> bytes:
    """The page, all of it but a very long tail, at its own size."""
    root = "document.documentElement"
    width, height = browser.execute_script(f"return [{root}.clientWidth, {root}.scrollHeight]")
    return photograph(browser, {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST), "scale": 0.5})


def check(folder: Path, template: Path, docs: Path | None = None) -> list[str]:
    """All of it, over a sample in this folder."""
    world, search = build_sample(folder / "pages.db", template)
    try:
        with serve_to_browser(world, search) as url, start_browser(DESKTOP, still=True) as browser:
            return walk(browser, url, world, docs)
    finally:
        world.store.close()


def test_every_page_in_three_languages_on_phone_and_desktop(tmp_path: Path, sqlite_template: Path) -> None:
    assert check(tmp_path, sqlite_template) == []


def renew_pictures() -> None:
    """Make the pictures of the docs anew: `make pictures`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / "template.db"
        store = Store(f"sqlite:///{template}")
        store.upgrade()
        store.close()
        print("\n".join(check(Path(name), template, ROOT / "docs/img")))


if __name__ == "__main__":
    renew_pictures()

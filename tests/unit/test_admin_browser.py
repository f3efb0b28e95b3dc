"""Every page in a real browser: three languages, phone and desktop, one session; axe-core, width, console.

Pictures go to build/pages; `make pictures` renews those in docs/img.
"""

import asyncio
import base64
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
from tests.acceptance.browser import DESKTOP, PHONE, console_errors, dress, start_browser
from tests.unit.admin_sample import build_sample
from tests.unit.admin_world import World

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/pages"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
LOCALES = ("de", "zh", "en")
GRAVE = ("serious", "critical")
LONGEST = 2400
IN_DOCS = (
    "overview-desktop-de",
    "overview-desktop-zh",
    "queue-phone-de",
    "queue-phone-zh",
    "news-one-desktop-de",
)
IN_THE_DARK = ("overview", "entry", "news-one", "import-one")
SHOWN_IN_DOCS = {
    "overview-desktop-de",
    "queue-phone-zh",
    "entry-desktop-zh",
    "queue-phone-de",
    "news-desktop-de",
}


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
        "import-one": "/admin/import/2",
        "words": "/admin/words",
        "people": "/admin/people",
        "cities": "/admin/cities",
        "city": f"/admin/cities/{world.cities['Solingen'].id}",
        "audit": "/admin/audit",
        "missing": "/admin/companies/999999",
    }


def list_faults(browser: Chrome, *, colours: bool = False) -> list[str]:
    """What is wrong with the page in front; colours are the same in every language, and slow to judge."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    run = "const [options, done] = arguments; axe.run(document, options).then(done)"
    found = browser.execute_async_script(run, options)["violations"]
    faults = [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
    overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if wide := browser.execute_script(overflow):
        faults.append(f"{wide} px too wide")
    return faults


def walk(browser: Chrome, url: str, world: World, docs: Path | None = None) -> list[str]:
    """Look at every page; the faults, with the page. Pictures go to build/pages, a few to `docs`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []

    def look(path: str, picture: str, *, colours: bool, pictured: bool) -> None:
        browser.get(url + path)
        # a missing page is an error of the network to the console, and to nobody else
        complaints = [one for one in console_errors(browser) if "999999" not in one and "/bye" not in one]
        faults.extend(
            f"{picture}: {fault}" for fault in [*list_faults(browser, colours=colours), *complaints]
        )
        if pictured:
            (FOLDER / f"{picture}.png").write_bytes(_photograph(browser, "png"))
        if docs is not None and picture in IN_DOCS:
            (docs / f"pages-{picture}.webp").write_bytes(_photograph(browser, "webp"))

    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AXE_SCRIPT})
    for locale in LOCALES:
        browser.get(f"{url}/admin/in/{world.sign_in('secretariat')}?lang={locale}")
        faults.extend(f"sign-in-{locale}: {fault}" for fault in list_faults(browser))
        browser.save_screenshot(str(FOLDER / f"sign-in-{locale}.png"))
        browser.find_element(By.CSS_SELECTOR, "main button").click()
        _wait_for(browser, f".languages button[value={locale}]").click()
        _wait_for(browser, f".languages button[value={locale}][aria-current]")
        for size, (width, height) in SIZES.items():
            dress(browser, (width, height), still=True)
            for name, path in list_pages(world).items():
                pictured = (size == "phone") == (locale == "zh") and locale != "en"
                look(path, f"{name}-{size}-{locale}", colours=locale == "de", pictured=pictured)
    dress(browser, DESKTOP, dark=True, still=True)
    for name in IN_THE_DARK:
        path = list_pages(world)[name]
        look(path, f"{name}-dark", colours=True, pictured=True)
    return faults


def _wait_for(browser: Chrome, selector: str) -> WebElement:
    """The first element that fits; a click returns before the page behind it has come."""
    find = expected_conditions.presence_of_element_located((By.CSS_SELECTOR, selector))
    return WebDriverWait(browser, 60, poll_frequency=0.1).until(find)


def _photograph(browser: Chrome, kind: str) -> bytes:
    """The page, all of it but a very long tail, at its own size."""
    root = "document.documentElement"
    width, height = browser.execute_script(f"return [{root}.clientWidth, {root}.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST), "scale": 0.5}
    options = {"captureBeyondViewport": True, "clip": clip, "format": kind}
    options |= {"quality": 68} if kind == "webp" else {}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


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
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / "template.db"
        store = Store(f"sqlite:///{template}")
        store.upgrade()
        store.close()
        print("\n".join(check(Path(name), template, ROOT / "docs/img")))


if __name__ == "__main__":
    renew_pictures()

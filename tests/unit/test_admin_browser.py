"""Every page in a real browser: three languages, phone and desktop, one session; axe-core, width, console.

The pictures go to build/pages; `python -m tests.unit.test_admin_browser` renews those in docs/img.
"""

import asyncio
import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from axe_core_python.selenium import Axe
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.acceptance.browser import DESKTOP, PHONE, console_errors, dress, start_browser
from tests.unit.admin_sample import build_sample
from tests.unit.admin_world import World

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/pages"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
LOCALES = ("de", "zh", "en")
GRAVE = ("serious", "critical")
LONGEST = 2400
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


def list_faults(browser: Chrome, axe: Axe, *, colours: bool = False) -> list[str]:
    """What is wrong with the page in front; colours are the same in every language, and slow to judge."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    found = axe.run(browser, options=options)["violations"]
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


def walk(browser: Chrome, url: str, world: World, folder: Path) -> list[str]:
    """Look at every page; the faults, with the page. Pictures of all go to the folder."""
    axe = Axe()
    faults: list[str] = []

    def look(path: str, picture: str, *, colours: bool, pictured: bool) -> None:
        browser.get(url + path)
        # a missing page is an error of the network to the console, and to nobody else
        complaints = [one for one in console_errors(browser) if "999999" not in one and "/bye" not in one]
        faults.extend(
            f"{picture}: {fault}" for fault in [*list_faults(browser, axe, colours=colours), *complaints]
        )
        if pictured:
            (folder / f"{picture}.png").write_bytes(_photograph(browser))

    for locale in LOCALES:
        browser.get(f"{url}/admin/in/{world.sign_in('secretariat')}?lang={locale}")
        faults.extend(f"sign-in-{locale}: {fault}" for fault in list_faults(browser, axe))
        browser.save_screenshot(str(folder / f"sign-in-{locale}.png"))
        browser.find_element(By.CSS_SELECTOR, "main button").click()
        browser.find_element(By.CSS_SELECTOR, f".languages [value={locale}]").click()
        for size, (width, height) in SIZES.items():
            dress(browser, (width, height), still=True)
            for name, path in list_pages(world).items():
                pictured = (size == "phone") == (locale == "zh") and locale != "en"
                look(path, f"{name}-{size}-{locale}", colours=locale == "de", pictured=pictured)
    dress(browser, DESKTOP, dark=True, still=True)
    for name, path in list_pages(world).items():
        look(path, f"{name}-dark", colours=True, pictured=True)
    return faults


def _photograph(browser: Chrome) -> bytes:
    """The page, all of it but a very long tail, at its own size."""
    root = "document.documentElement"
    width, height = browser.execute_script(f"return [{root}.clientWidth, {root}.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST), "scale": 0.5}
    options = {"captureBeyondViewport": True, "clip": clip, "format": "png"}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


def test_every_page_in_three_languages_on_phone_and_desktop(tmp_path: Path, sqlite_template: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    world, search = build_sample(tmp_path / "pages.db", sqlite_template)
    try:
        with serve_to_browser(world, search) as url, start_browser(DESKTOP, still=True) as browser:
            assert walk(browser, url, world, FOLDER) == []
    finally:
        world.store.close()

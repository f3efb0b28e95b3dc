"""A Chromium for browser tests: phone or desktop, light or dark, in a given language."""

import base64
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

PHONE = (390, 844)
DESKTOP = (1280, 900)

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


@contextmanager
def start_browser(
    size: tuple[int, int] = DESKTOP, *, dark: bool = False, still: bool = False, language: str = "en"
) -> Iterator[Chrome]:
    """A fresh browser with its own profile. Skips the test where no Chromium is installed.

    `still`: the user prefers reduced motion, so screenshots show no animation half way.
    The console is kept: `browser.get_log("browser")`. Downloads go to `browser.downloads`.
    """
    driver = shutil.which("chromedriver")
    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if driver is None or binary is None:
        pytest.skip("needs chromium and chromedriver")
    profile = Path(tempfile.mkdtemp(prefix="browser-"))
    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*_FLAGS, f"--user-data-dir={profile / 'profile'}", f"--lang={language}"):
        options.add_argument(flag)
    options.add_argument(f"--window-size={size[0]},{size[1]}")
    preferences = {
        "intl.accept_languages": language,
        "download.default_directory": str(profile / "downloads"),
    }
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options=options, service=Service(driver))
    browser.downloads = profile / "downloads"  # type: ignore[attr-defined]
    try:
        dress(browser, size, dark=dark, still=still)
        yield browser
    finally:
        browser.quit()
        shutil.rmtree(profile, ignore_errors=True)


def dress(browser: Chrome, size: tuple[int, int], *, dark: bool = False, still: bool = False) -> None:
    """Make the tab in front look like a screen of `size`; a new tab needs it again."""
    width, height = size
    is_phone = width < 600
    metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": is_phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": is_phone})
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    motion = {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, motion]})


def photograph(browser: Chrome, clip: dict[str, float] | None = None) -> bytes:
    """What is in front as WebP, small enough for the docs; `clip` names a part of the whole page."""
    options: dict[str, object] = {"format": "webp", "quality": 68}
    if clip is not None:
        options |= {"captureBeyondViewport": True, "clip": clip}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


def console_errors(browser: Chrome) -> list[str]:
    """What the browser's console complained of since the last call."""
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

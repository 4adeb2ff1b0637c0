"""A real browser for the playground's page: the system's Chromium, driven by playwright. Nothing is downloaded."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# --no-sandbox: CI runs as root, where Chromium refuses its sandbox. The rest keeps it from calling home.
SWITCHES: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS: Final = 15_000  # a busy machine is no broken promise


class NoBrowserError(Exception):
    """This machine has no Chromium."""


@contextmanager
def running() -> Iterator[Browser]:
    """Run Chromium without a window; NoBrowserError where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise NoBrowserError("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield browser
        browser.close()

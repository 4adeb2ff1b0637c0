"""Takes the README's pictures from the running playground: `python -m tests.screenshots`, after its look has changed.

The first post is claimed, so that the picture shows the loop and not only the alarm.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect

from tests import browser

FOLDER = Path(__file__).parents[1] / ".github"
TOWN = ("--port", "0", "--no-open", "--speed", "6")
ENOUGH = 3  # cards that fill the picture


def main() -> None:
    """Play the demo once and take one picture in light and one in dark."""
    with _demo() as address, browser.running() as chromium:
        _picture(chromium, address, "light", claims=True)
        _picture(chromium, address, "dark", claims=False)


@contextmanager
def _demo() -> Iterator[str]:
    demo = subprocess.Popen([sys.executable, "-m", "bot", "demo", *TOWN], stdout=subprocess.PIPE, text=True)
    assert demo.stdout
    try:
        found = re.search(r"http://\S+", demo.stdout.readline())
        assert found, "the demo did not print its address"
        yield found.group()
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate()


def _picture(chromium: Browser, address: str, scheme: Literal["light", "dark"], *, claims: bool) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme, locale="en-GB")
    page.goto(address)
    page.get_by_role("button", name="Skip the tour").click()
    page.get_by_role("link", name="reviews").or_(page.get_by_role("button", name="reviews")).first.click()
    cards = page.get_by_role("button", name="Why")
    expect(cards.nth(ENOUGH)).to_be_visible(timeout=browser.PATIENCE_MS)
    if claims:
        page.get_by_role("button", name="Claim").last.click()
        expect(page.get_by_role("button", name="Release")).to_be_visible()
    page.wait_for_timeout(500)  # the last picture of a moving thing
    page.screenshot(path=FOLDER / f"playground-{scheme}.png")
    page.close()


if __name__ == "__main__":
    main()

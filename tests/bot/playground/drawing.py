"""The drawing of blocks alone: the page's modules on a bench (`bench/`), under the policy the playground sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

import bot.playground
from tests import browser as browsers
from tests.bot.playground.samples import Json, modal
from tests.webserver import Reply, Site

PAGE: Final = Path(bot.playground.__file__).parent / "page"
BENCH: Final = Path(__file__).parent / "bench"
KINDS: Final = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'none'"
)


@contextmanager
def bench_in(browser: Browser) -> Iterator[Page]:
    """Open the bench, with Berlin's clock at ten in the morning of 22 November 2026."""
    with Site() as site, browser.new_context(viewport={"width": 1000, "height": 900}, locale="en-GB") as context:
        for place, folder in (("/page/", PAGE), ("/bench/", BENCH)):
            for file in folder.iterdir():
                headers = {"Content-Type": KINDS[file.suffix], "Content-Security-Policy": POLICY}
                site.at(place + file.name, Reply(file.read_bytes(), headers=headers))
        site.at("/favicon.ico", Reply())
        context.set_default_timeout(browsers.PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{site.url}/bench/index.html")
        yield page


@contextmanager
def complaints_of(page: Page) -> Iterator[list[str]]:
    """Collect what the page complains of meanwhile."""
    found: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    def fail(error: Error) -> None:
        found.append(str(error))

    page.on("console", listen)
    page.on("pageerror", fail)
    yield found
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", fail)


def draw(page: Page, *blocks: Json) -> str:
    """Draw blocks; return what a person reads of them, folded parts too."""
    page.evaluate("blocks => bench.blocks(blocks)", list(blocks))
    return text(page)


def text(page: Page) -> str:
    """All that stands on the bench."""
    return page.locator("#out").inner_text()


def sent(page: Page) -> list[Json]:
    """What the page sent so far."""
    found: list[Json] = page.evaluate("bench.sent")
    return found


def view(*blocks: Json, view_id: str = "V1", version: str = "h1", **more: object) -> Json:
    """A modal as the stand-in hands it to the page."""
    return {**modal(*blocks), "id": view_id, "hash": version, "typed": {}, "errors": {}, **more}


def show(page: Page, *stack: Json) -> None:
    """Put a stack of views on the screen."""
    page.evaluate("stack => bench.show(stack)", list(stack))


def squeezed(words: str) -> str:
    """Words without the space between them: where lines break is for the style to say."""
    return "".join(words.split())

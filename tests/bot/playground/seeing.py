"""A person at the playground's page: how to sit down there, and whether those who cannot see it can use it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 780}
NO_TOUR = 'localStorage.setItem(\'earshot.tour\', \'["claim", "why", "draft", "digest", "home"]\')'


def sit_down(page: Page, address: str, person: str = "", where: str = "C02MENTIONS", *, tour: bool = False) -> None:
    """Open the page as somebody, somewhere; without its tour unless it is wanted."""
    if not tour:
        page.add_init_script(NO_TOUR)
    page.goto(f"{address}/?as={person}#{where}")
    page.locator("body[data-ready]").wait_for()


def barriers(page: Page, *, colours_alone: bool = False) -> list[str]:
    """Name what axe-core finds serious or critical on the page as it is now."""
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if colours_alone else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]

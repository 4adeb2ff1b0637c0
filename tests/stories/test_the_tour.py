"""The first minute, as a newcomer plays it: the demo's own programs, a real browser, the five stops of the tour."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground.ledger import MALFORMED

ROOT = Path(__file__).parents[2]
ANSWER = "We are sorry, and we are looking into it right now."
WHERE = "https://reviews.example/answers/1"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Run the demo on a free port, as from a terminal; end it as Ctrl-C does."""
    with (tmp_path / "errors.log").open("wb") as errors:
        program = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--port", "0", "--no-open"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    assert program.stdout
    with program.stdout as told:
        yield re.findall(r"http://127\.0\.0\.1:\d+", told.readline())[0]
        program.send_signal(signal.SIGINT)
        assert program.wait(30) == 0


def sent_off(window: Locator, words: str, button: str) -> None:
    """Write into the only input of a window and send it off."""
    window.get_by_role("textbox").fill(words)
    window.get_by_role("button", name=button).click()


def settled(page: Page, window: Locator) -> None:
    """Wait until a window is gone; on a busy machine the bot says first that it is done."""
    late = page.get_by_text("Done. You can close this window.")
    expect(window.filter(has_not=late)).to_be_hidden()
    if late.is_visible():
        page.keyboard.press("Escape")
    expect(window).to_be_hidden()


def test_a_newcomer_plays_the_tour(page: Page, address: str) -> None:
    """Sees an alert, reads why, claims, drafts, marks as posted, sees the day and Home; others see whose it is."""
    page.goto(address)
    tour, window = page.get_by_role("region", name="Tour"), page.get_by_role("dialog")
    claim = page.get_by_role("button", name="Claim")
    by_hand = page.locator("#timeline .message", has=claim, has_not_text="Mastodon").first
    ts = by_hand.get_attribute("data-ts", timeout=60_000)
    card = page.locator(f'#timeline .message[data-ts="{ts}"]')
    expect(tour).to_contain_text("1 of 5")

    card.get_by_role("button", name="Why").click()
    expect(window).to_contain_text("urgency, 0 to 100")
    why = window.inner_text()
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Claim").click()
    expect(card).to_contain_text("@Noor Haddad has this since")

    card.get_by_role("button", name="Draft reply").click()
    sent_off(window, "   ", "Save draft")
    expect(window.get_by_text("Write something first")).to_be_visible()
    sent_off(window, ANSWER, "Save draft")
    settled(page, window)
    expect(card).to_contain_text("Draft by @Noor Haddad")

    card.get_by_role("button", name="I posted it").click()
    expect(window).to_contain_text(ANSWER)
    sent_off(window, "ftp://reviews.example/1", "Done")
    expect(window.get_by_text("That is no web address")).to_be_visible()
    sent_off(window, WHERE, "Done")
    settled(page, window)
    expect(card).to_contain_text("Answered by @Noor Haddad")
    expect(card.get_by_role("link", name="answer")).to_have_attribute("href", WHERE)

    write = page.get_by_label("Message #mentions")
    write.press_sequentially("/earshot di")
    write.press("Tab")
    expect(write).to_have_value("/earshot digest today")
    write.press("Enter")
    digest = page.locator("#timeline .message-whisper")
    expect(digest.get_by_role("img", name="Mentions by hour")).to_be_in_viewport()

    page.locator("#sidebar").get_by_role("button", name="Earshot").click()
    expect(page.get_by_role("heading", name="Waiting for an answer")).to_be_visible()
    expect(page.get_by_text("You have nothing claimed.")).to_be_visible()
    expect(tour).to_be_hidden()

    page.get_by_role("button", name="You are Noor Haddad").click()
    page.get_by_role("menuitemradio", name="Jonas Lindqvist").click()
    page.locator("#sidebar").get_by_role("button", name=re.compile("mentions")).click()
    expect(card).to_contain_text("Answered by @Noor Haddad")
    expect(digest).to_have_count(0)

    points = [int(each) for each in re.findall(r"^([+-]\d+)\s", why, re.MULTILINE)]
    assert points
    assert f"= {min(100, max(0, sum(points)))}" in why
    with urlopen(f"{address}/playground/calls") as answer:  # noqa: S310  loopback
        calls = json.load(answer)["calls"]
    assert [call for call in calls if call["response"].get("error") in MALFORMED] == []

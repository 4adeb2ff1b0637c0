"""What a person presses, chooses and fills in on the page is sent as the stand-in takes it, and trouble is told."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.bot.playground import gallery
from tests.bot.playground.drawing import draw, sent
from tests.bot.playground.gallery import mrkdwn, option
from tests.bot.playground.samples import button, plain
from tests.webserver import eventually


def choose(page: Page, menu: str, words: str) -> None:
    """Choose from a select by keyboard: search, go there, Enter."""
    page.get_by_role("combobox", name=menu).press("Enter")
    page.keyboard.type(words[:3])
    page.keyboard.press("Enter")


def choose_from_overflow(page: Page, words: str) -> None:
    """Choose from the "more" menu."""
    page.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name=words).click()


def choose_two_people(page: Page) -> None:
    """Choose two people; they are told once the menu closes."""
    page.get_by_role("combobox", name="Who?").click()
    page.get_by_role("option", name="Ana Reyes").click()
    page.get_by_role("option", name="Ben Okafor").click()
    assert sent(page) == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("doing", "value"),
    [
        (lambda page: page.get_by_role("button", name="Claim").click(), ("claim", "7")),
        (lambda page: choose(page, "Dismiss …", "Spam"), ("dismiss", "spam")),
        (lambda page: choose_from_overflow(page, "Second"), ("more", "b")),
        (lambda page: page.get_by_label("Date", exact=True).fill("2026-12-24"), ("day", "2026-12-24")),
        (lambda page: page.get_by_label("Time", exact=True).fill("18:15"), ("time", "18:15")),
        (lambda page: page.get_by_label("Date and time").fill("2026-12-24T18:00"), ("moment", 1798131600)),
        (lambda page: page.get_by_label("A Y").check(), ("any", ["y"])),
        (lambda page: page.get_by_label("Left one").check(), ("one", "l")),
        (choose_two_people, ("who", ["U1", "U2"])),
    ],
    ids=["button", "select", "overflow", "date", "time", "moment", "checkboxes", "radio", "people"],
)
def test_what_a_person_does_is_sent(bench: Page, doing: Any, value: tuple[str, object]) -> None:  # noqa: ANN401
    """Each element tells its own id and the entry, as the stand-in takes it."""
    draw(bench, gallery.MESSAGE["actions"][0] | {"block_id": "row"})
    doing(bench)
    eventually(lambda: len(sent(bench)) > 0)

    assert [(each["block_id"], each["action_id"], each["value"]) for each in sent(bench)] == [("row", *value)]


def test_a_select_gives_the_focus_back_and_shows_the_choice(bench: Page) -> None:
    """And Escape chooses nothing."""
    draw(bench, gallery.MESSAGE["actions"][0])
    menu = bench.get_by_role("combobox", name="Dismiss …")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    bench.keyboard.press("Escape")

    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert sent(bench) == []
    menu.press("Enter")
    bench.keyboard.press("ArrowDown")
    bench.keyboard.press("Enter")
    expect(menu).to_have_text("Not about us")
    expect(menu).to_be_focused()


def test_a_button_is_busy_until_the_bot_has_answered_and_tells_of_trouble(bench: Page) -> None:
    """A second press meanwhile sends nothing; what failed is said beside it."""
    draw(bench, button())
    bench.evaluate("Object.assign(bench, {held: true, outcome: {ok: false}})")
    claim = bench.get_by_role("button", name="Claim")
    claim.click()
    expect(claim).to_have_attribute("aria-busy", "true")
    claim.click()
    bench.evaluate("bench.release()")

    expect(bench.get_by_role("alert")).to_have_text("⚠ We had some trouble connecting. Try again?")
    expect(claim).not_to_have_attribute("aria-busy", "true")
    assert len(sent(bench)) == 1


def test_a_button_with_an_address_opens_it_and_tells_the_bot(bench: Page) -> None:
    """Both, as in Slack."""
    element = {**button()["elements"][0], "url": f"{bench.url}?opened"}
    draw(bench, {"type": "actions", "elements": [element]})
    with bench.context.expect_page() as opened:
        bench.get_by_role("link", name="Claim").click()
    address = opened.value.url
    opened.value.close()

    assert address.endswith("?opened")
    assert [each["action_id"] for each in sent(bench)] == ["claim"]


@pytest.mark.parametrize(("answer", "count"), [("Remove", 1), ("Keep it", 0), (None, 0)])
def test_an_app_may_ask_first(bench: Page, answer: str | None, count: int) -> None:
    """Nothing is sent before a person says yes; Escape is no."""
    confirm = {
        "title": plain("Remove this?"),
        "text": mrkdwn("It is *gone* then"),
        "confirm": plain("Remove"),
        "deny": plain("Keep it"),
        "style": "danger",
    }
    draw(bench, {"type": "actions", "elements": [{**button()["elements"][0], "confirm": confirm}]})
    bench.get_by_role("button", name="Claim").click()
    dialog = bench.get_by_role("dialog", name="Remove this?")
    expect(dialog).to_contain_text("It is gone then")
    if answer:
        dialog.get_by_role("button", name=answer).click()
    else:
        bench.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(bench.get_by_role("button", name="Claim")).to_be_focused()
    assert len(sent(bench)) == count


def test_a_choice_that_was_not_confirmed_is_taken_back(bench: Page) -> None:
    """The menu shows what is so."""
    confirm = {name: plain(name.title()) for name in ("title", "text", "confirm", "deny")}
    menu = {"type": "static_select", "action_id": "m", "options": [option("a", "Apples")], "confirm": confirm}
    draw(bench, {"type": "actions", "elements": [{**menu, "placeholder": plain("Fruit")}]})
    choose(bench, "Fruit", "App")
    bench.get_by_role("button", name="Deny").click()

    expect(bench.get_by_role("combobox", name="Fruit")).to_have_text("Fruit")
    assert sent(bench) == []


def test_feedback_and_icon_buttons_send_their_values(bench: Page) -> None:
    """And an icon button meant for others is not there."""
    hidden = {"type": "icon_button", "action_id": "h", "icon": "trash", "text": plain("Not mine")}
    draw(
        bench,
        gallery.FEEDBACK,
        {"type": "context_actions", "elements": [{**hidden, "visible_to_user_ids": ["U2"]}]},
    )
    bench.get_by_role("button", name="Useless").click()
    bench.get_by_role("button", name="Throw away").click()

    assert [(each["action_id"], each["value"]) for each in sent(bench)] == [("useful", "no"), ("bin", None)]
    expect(bench.get_by_role("button", name="Useless")).to_have_attribute("aria-pressed", "true")
    expect(bench.get_by_role("button", name="Not mine")).to_have_count(0)

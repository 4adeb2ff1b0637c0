"""The page's windows: what is typed is kept, what is wrong is told at its input, the keyboard stays inside."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.playground import gallery
from tests.bot.playground.drawing import draw, sent, show, view
from tests.bot.playground.samples import Json, button, plain, section, text_input


def test_typed_text_outlives_news_and_what_the_bot_changes(bench: Page) -> None:
    """The same view again, then a new form of it: the text, the cursor and the focus stay."""
    show(bench, view(text_input()))
    field = bench.get_by_role("textbox", name="Reply")
    expect(field).to_be_focused()
    bench.keyboard.type("Dear Ana")
    bench.keyboard.press("ArrowLeft")
    show(bench, view(text_input()))
    bench.keyboard.type("!")
    expect(field).to_have_value("Dear An!a")
    show(bench, view(section("Saved meanwhile"), text_input(initial_value="Other words"), version="h2"))

    expect(bench.get_by_text("Saved meanwhile")).to_be_visible()
    expect(field).to_have_value("Dear An!a")
    expect(field).to_be_focused()
    bench.keyboard.type("?")
    expect(field).to_have_value("Dear An!?a")


def test_an_untouched_input_takes_what_the_bot_fills_in(bench: Page) -> None:
    """And what the stand-in remembers goes before that."""
    show(bench, view(text_input(initial_value="One"), text_input("second")))
    show(
        bench,
        view(
            text_input(initial_value="Two"),
            text_input("second", initial_value="No"),
            version="h2",
            typed={"second": {"text": {"type": "plain_text_input", "value": "Yes"}}},
        ),
    )

    expect(bench.get_by_role("textbox").first).to_have_value("Two")
    expect(bench.get_by_role("textbox").last).to_have_value("Yes")


def test_an_error_is_tied_to_its_input_and_goes_with_a_new_view(bench: Page) -> None:
    """Heard with the input, and no longer than it holds."""
    show(bench, view(text_input(), errors={"reply": "Please say more."}))
    field = bench.get_by_role("textbox", name="Reply")
    described = f"#{str(field.get_attribute('aria-describedby')).split()[0]}"

    expect(bench.locator(described)).to_have_text("Please say more.")
    expect(field).to_have_attribute("aria-invalid", "true")
    show(bench, view(text_input(), version="h2"))
    expect(bench.get_by_text("Please say more.")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_form_is_sent_whole_and_refused_where_it_is_wrong(bench: Page) -> None:
    """Every input's entry, as the stand-in takes it; then the eye and the keyboard are at the wrong one."""
    show(bench, view(*gallery.INPUTS[:11], text_input("channel_less")))
    bench.get_by_role("textbox", name="Some lines").fill("two\nlines")
    bench.get_by_label("A day").fill("2026-12-24")
    bench.get_by_label("A moment").fill("2026-07-01T12:00")
    bench.get_by_role("radio", name="Bears").check()
    bench.get_by_role("checkbox", name="Apples").check()
    bench.evaluate("bench.outcome = {ok: true, action: 'errors', errors: {url: 'Please enter a valid URL.'}}")
    bench.get_by_role("button", name="Send").click()
    answers = sent(bench)[0]["answers"]

    expect(bench.get_by_role("textbox", name="An address")).to_be_focused()
    expect(bench.get_by_text("Please enter a valid URL.")).to_be_visible()
    assert answers["lines"] == {"lines": "two\nlines"}
    assert answers["day"] == {"day": "2026-12-24"}
    assert answers["time"] == {"time": "09:00"}
    assert answers["moment"] == {"moment": 1782900000}
    assert answers["one"] == {"one": "b"}
    assert answers["any"] == {"any": ["a"]}
    assert answers["line"] == {"line": ""}


def test_a_window_waits_for_the_bot_and_says_when_it_does_not_answer(bench: Page) -> None:
    """Busy until then; sent once, however often one presses."""
    show(bench, view(text_input()))
    bench.evaluate("Object.assign(bench, {held: true, outcome: {ok: false, action: 'trouble'}})")
    send = bench.get_by_role("button", name="Send")
    send.click()
    send.click()
    expect(bench.locator("form")).to_have_attribute("aria-busy", "true")
    bench.evaluate("bench.release()")

    expect(bench.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    expect(bench.get_by_role("dialog")).to_be_visible()
    assert len(sent(bench)) == 1


@pytest.mark.parametrize("leave", ["Escape", "Cancel", "✕"])
def test_a_window_is_left_by_escape_or_button_and_gives_the_focus_back(bench: Page, leave: str) -> None:
    """And does not come back while the server still shows it."""
    bench.locator("#opener").focus()
    show(bench, view(text_input(), close=plain("Cancel")))
    if leave == "Escape":
        bench.keyboard.press("Escape")
    else:
        bench.get_by_role("button", name=leave if leave == "Cancel" else "Close").click()

    expect(bench.get_by_role("dialog")).to_have_count(0)
    expect(bench.locator("#opener")).to_be_focused()
    assert [(each["doing"], each["view"]) for each in sent(bench)] == [("close", "V1")]
    show(bench, view(text_input()))
    expect(bench.get_by_role("dialog")).to_have_count(0)


def test_the_focus_comes_back_to_a_button_that_was_drawn_anew(bench: Page) -> None:
    """The card behind a window changes while one writes; its button is still where one was."""
    card = """() => { const out = document.getElementById('out'); const row = document.createElement('div');
        row.dataset.key = '17.1'; row.append(...out.childNodes); out.append(row); }"""
    draw(bench, button("why", "Why"))
    bench.evaluate(card)
    bench.get_by_role("button", name="Why").focus()
    show(bench, view(text_input()))
    draw(bench, button("claim", "Claim"), button("why", "Why"))
    bench.evaluate(card)
    bench.keyboard.press("Escape")

    expect(bench.get_by_role("button", name="Why")).to_be_focused()


def test_escape_in_a_menu_leaves_the_window_open(bench: Page) -> None:
    """One key, one step back."""
    show(bench, view(gallery.INPUTS[12]))
    bench.get_by_role("combobox", name="Choose static").click()
    expect(bench.get_by_role("listbox")).to_be_visible()
    bench.keyboard.press("Escape")

    expect(bench.get_by_role("listbox")).to_have_count(0)
    expect(bench.get_by_role("dialog", name="Draft")).to_be_visible()
    assert sent(bench) == []


def test_the_focus_goes_round_inside_a_window(bench: Page) -> None:
    """Tab never leads behind it."""
    show(bench, view(text_input(), close=plain("Cancel")))
    names = []
    for _ in range(5):
        bench.keyboard.press("Tab")
        names.append(bench.evaluate("document.activeElement.textContent || document.activeElement.tagName"))

    assert names == ["Cancel", "Send", "✕", "INPUT", "Cancel"]


def test_a_pushed_view_covers_the_one_below_which_keeps_its_text(bench: Page) -> None:
    """Back is one step; the first view is as it was left."""
    below = view(text_input())
    show(bench, below)
    bench.keyboard.type("Dear")
    show(bench, below, view(section("Deeper"), view_id="V2", title=plain("On top")))
    expect(bench.get_by_role("dialog", name="On top")).to_be_visible()
    expect(bench.get_by_role("textbox")).to_have_count(0)
    bench.get_by_role("button", name="Back").click()

    expect(bench.get_by_role("dialog", name="Draft")).to_be_visible()
    expect(bench.get_by_role("textbox")).to_have_value("Dear")
    assert [each["view"] for each in sent(bench)] == ["V2"]


def test_a_button_in_a_form_lets_the_bot_see_what_was_typed(bench: Page) -> None:
    """First what was typed, then the press, as Slack's state of a view has it."""
    show(bench, view(text_input(), button("check", "Check")))
    bench.keyboard.type("Dear")
    bench.get_by_role("button", name="Check").click()

    assert [(each["doing"], each["value"]) for each in sent(bench)] == [("fill", "Dear"), ("click", None)]


@pytest.mark.parametrize(
    ("config", "key", "count"),
    [({}, "Enter", 1), ({}, "b", 0), ({"trigger_actions_on": ["on_character_entered"]}, "b", 1)],
    ids=["enter", "letters are not told", "letters are told"],
)
def test_an_input_that_dispatches_tells_the_bot(bench: Page, config: Json, key: str, count: int) -> None:
    """When the app asked for it, and the form is not sent by that."""
    block = {**text_input(), "dispatch_action": True}
    block["element"] |= {"dispatch_action_config": config} if config else {}
    show(bench, view(block))
    bench.keyboard.press("a")
    bench.keyboard.press(key)
    bench.wait_for_timeout(500)

    assert [each["doing"] for each in sent(bench)] == ["fill"] * count


def test_the_counter_shows_itself_near_the_limit(bench: Page) -> None:
    """And says by how much a text is too long; it is the stand-in that refuses it."""
    show(bench, view(text_input(max_length=100)))
    field = bench.get_by_role("textbox")
    field.fill("x" * 40)
    expect(bench.locator(".bk-counter")).to_have_text("")
    field.fill("x" * 90)
    expect(bench.locator(".bk-counter")).to_have_text("10 characters left")
    field.fill("x" * 103)

    expect(bench.locator(".bk-counter")).to_have_text("3 characters too many")


def test_the_app_may_say_where_to_begin(bench: Page) -> None:
    """`focus_on_load`; and where nothing is to enter, the title is read first."""
    show(bench, view(text_input(), text_input("second", focus_on_load=True)))
    expect(bench.get_by_role("textbox").last).to_be_focused()
    show(bench)
    show(bench, view(section("Only words"), view_id="V2"))

    expect(bench.get_by_role("heading", name="Draft")).to_be_focused()


def test_a_view_that_was_waiting_begins_where_its_form_begins(bench: Page) -> None:
    """First "One moment …", then the form: the person need not look for it."""
    show(bench, view(section("One moment …")))
    show(bench, view(text_input(), version="h2"))

    expect(bench.get_by_role("textbox")).to_be_focused()
    expect(bench.get_by_role("status")).to_have_text("Updated: Draft")

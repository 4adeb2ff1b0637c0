"""The page draws every block the stand-in takes, says what it does not know, and shuts nobody out."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.playground import checks, seen
from tests.bot.playground import gallery
from tests.bot.playground.drawing import draw, show, squeezed, text, view
from tests.bot.playground.samples import Json, plain, section
from tests.bot.playground.seeing import barriers

NAMES = {"U1": "Ana Reyes", "U2": "Ben Okafor", "C1": "mentions", "S1": "support", "T1": "Acme"}


@pytest.mark.parametrize(("block", "words"), gallery.MESSAGE.values(), ids=gallery.MESSAGE.keys())
def test_every_block_is_drawn_with_its_words(bench: Page, block: Json, words: tuple[str, ...]) -> None:
    """What the stand-in takes, the page shows."""
    shown = draw(bench, block)

    assert checks.message([block]) == []
    assert [word for word in words if word not in shown] == []
    assert bench.locator(".bk-unknown").count() == 0


@pytest.mark.parametrize("name", ["section", "context", "card", "carousel", "container", "table"])
def test_the_page_says_what_the_stand_in_says_is_seen(bench: Page, name: str) -> None:
    """Tests that read `text_seen` read what a person reads."""
    block, _ = gallery.MESSAGE[name]
    bench.evaluate("blocks => bench.blocks(blocks)", [block])
    pictures = bench.locator("#out img").evaluate_all("all => all.map(each => each.alt)")
    shown = squeezed(text(bench) + "".join(pictures)).replace(",", "")
    lines = [re.sub(r"[*_\s]", "", line) for line in seen.text_of([block], NAMES).split("\n")]

    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize("alert", gallery.ALERTS, ids=lambda alert: str(alert["level"]))
def test_an_alert_says_how_grave_it_is(bench: Page, alert: Json) -> None:
    """Not by colour alone."""
    shown = draw(bench, alert)

    assert f"Mind {alert['level']}" in shown
    assert bench.get_by_role("note").get_attribute("aria-label")


@pytest.mark.parametrize("block", gallery.INPUTS, ids=lambda block: str(block["block_id"]))
def test_every_input_bears_its_label(bench: Page, block: Json) -> None:
    """A person who hears the page knows what to enter where."""
    draw(bench, block)
    control = bench.locator(f"[aria-labelledby='{bench.locator('.bk-label').get_attribute('id')}']")

    assert bench.locator(".bk-label").inner_text().startswith(str(block["label"]["text"]))
    expect(control).to_be_visible()


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ({"type": "hologram", "text": "<b>news</b>"}, "A block this page does not know: hologram"),
        (
            {"type": "actions", "elements": [{"type": "slider", "action_id": "s"}]},
            "An element this page does not know: slider",
        ),
        (
            {"type": "context", "elements": [{"type": "sparkle"}]},
            "An element this page does not know: sparkle",
        ),
        (
            {"type": "rich_text", "elements": [{"type": "rich_text_poem", "elements": []}]},
            "An element this page does not know: rich_text_poem",
        ),
        (
            {"type": "input", "label": plain("L"), "element": {"type": "scent_input", "action_id": "s"}},
            "An element this page does not know: scent_input",
        ),
        (
            {"type": "data_visualization", "title": "T", "chart": {"type": "radar"}},
            "An element this page does not know: radar",
        ),
    ],
    ids=["block", "element", "context", "rich text", "input", "chart"],
)
def test_what_the_page_does_not_know_is_shown_as_such(bench: Page, block: Json, named: str) -> None:
    """Never hidden: the box names the type and holds all that was sent."""
    shown = draw(bench, section("Before"), block, section("After"))
    bench.locator(".bk-unknown summary").click()

    assert named in shown
    assert "Before" in shown
    assert "After" in shown
    assert '"type"' in text(bench)


@pytest.mark.parametrize("name", ["pie", "bar", "line", "area"])
def test_a_chart_has_a_name_and_its_numbers_as_a_table(bench: Page, name: str) -> None:
    """Who sees no picture reads the same."""
    block, _ = gallery.MESSAGE[name]
    draw(bench, block)
    bench.get_by_text("Show the numbers").click()
    chart = block["chart"]
    rows = len(chart.get("segments") or chart["axis_config"]["categories"])

    assert str(bench.get_by_role("img").get_attribute("aria-label")).startswith(f"{block['title']}. ")
    assert bench.get_by_role("table", name=str(block["title"])).locator("tbody tr").count() == rows


def test_bars_stand_for_their_values(bench: Page) -> None:
    """Twice as much is twice as high; below zero hangs from the line."""
    block = gallery.axis_chart("bar")
    for point, value in zip(block["chart"]["series"][0]["data"], (10, 20, -10), strict=True):
        point["value"] = value
    draw(bench, block)
    bars = bench.locator(".bk-bar.bk-series-1")
    heights = [float(bars.nth(at).get_attribute("height") or 0) for at in range(3)]
    foot = float(bench.locator(".bk-baseline").get_attribute("y1") or 0)

    assert heights == pytest.approx([heights[0], heights[0] * 2, heights[0]])
    assert heights[0] > 10
    assert float(bars.nth(2).get_attribute("y") or 0) == pytest.approx(foot)


def test_a_chart_of_nothing_is_still_drawn(bench: Page) -> None:
    """All zero is no fault."""
    pie = {**gallery.PIE, "chart": {"type": "pie", "segments": [{"label": "None", "value": 0}]}}
    shown = draw(bench, pie, {**gallery.axis_chart("line", 1)})

    assert "None 0%" in shown
    assert bench.get_by_role("img").count() == 2


def test_a_data_table_sorts_and_turns_its_pages(bench: Page) -> None:
    """Up, down, and as it came; a page at a time."""
    draw(bench, gallery.DATA_TABLE)
    numbers = bench.locator("tbody td")
    head = bench.get_by_role("columnheader", name="Posts")

    head.get_by_role("button").click()
    assert numbers.all_inner_texts() == ["0", "1", "2"]
    assert head.get_attribute("aria-sort") == "ascending"
    bench.get_by_role("button", name="Next").click()
    assert numbers.all_inner_texts() == ["3", "4"]
    assert bench.get_by_role("status").inner_text() == "4 to 5 of 5"
    head.get_by_role("button").click()
    assert numbers.all_inner_texts() == ["4", "3", "2"]
    head.get_by_role("button").click()
    assert numbers.all_inner_texts() == ["2", "4", "1"]


def test_deeper_lists_stand_inside_the_line_above_them(bench: Page) -> None:
    """So that their depth is told as well as seen."""
    rows = [gallery.rich_list("bullet", "a"), gallery.rich_list("ordered", "b", indent=1)]
    draw(bench, {"type": "rich_text", "elements": [*rows, gallery.rich_list("bullet", "c")]})

    assert bench.locator("#out ul > li > ol > li").all_inner_texts() == ["b"]
    assert bench.locator("#out .bk-rich > ul").count() == 2


def test_long_texts_are_folded_and_unfold(bench: Page) -> None:
    """Nothing is lost behind "Show more"."""
    draw(bench, section("word " * 500))
    fold = bench.locator(".bk-folded")
    before = fold.bounding_box()
    bench.get_by_role("button", name="Show more").click()

    assert before is not None
    assert before["height"] < 320
    expect(bench.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    assert bench.locator(".bk-folded").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_block_can_be_used_by_everybody(bench: Page, scheme: Any) -> None:  # noqa: ANN401 - a literal of playwright's
    """The checker axe finds nothing serious, in either light."""
    bench.emulate_media(color_scheme=scheme)
    draw(bench, *(block for block, _ in gallery.MESSAGE.values()), {"type": "hologram"})
    bench.get_by_text("Show the numbers").first.click()
    of_blocks = barriers(bench)
    show(bench, view(*gallery.ALERTS, *gallery.INPUTS, errors={"line": "Please say more."}))
    bench.get_by_role("combobox", name="Choose static").click()
    of_the_window = barriers(bench)
    bench.emulate_media(color_scheme="light")

    assert of_blocks == []
    assert of_the_window == []

"""Every block Slack knows, as a shape with Slack's limits, and on which surface each may stand.

Reference: https://docs.slack.dev/reference/block-kit/blocks (limits as of 2026). The `file` block is absent
on purpose: Slack shows it when it returns a message and does not let an app send one.
"""

from collections.abc import Mapping
from typing import Final

from bot.playground import elements as el
from bot.playground.rich_text import RICH_TEXT
from bot.playground.shapes import (
    Json,
    Shape,
    array,
    boolean,
    choice,
    every,
    nullable,
    number,
    record,
    rule,
    string,
    tagged,
    typed,
)

MESSAGE: Final = "message"
MODAL: Final = "modal"
HOME: Final = "home"
BLOCK_ID = {"block_id": string(high=255)}


def _block(
    required: Mapping[str, Shape] | None = None, optional: Mapping[str, Shape] | None = None, *rules: Shape
) -> Shape:
    return every(typed(required, {**BLOCK_ID, **(optional or {})}), *rules)


def _action_ids_differ(block: Json) -> bool:
    ids = [element["action_id"] for element in block["elements"] if "action_id" in element]
    return len(set(ids)) == len(ids)


UNIQUE_ACTIONS = rule(_action_ids_differ, "action_id must be unique within the block")
RAW_TEXT = typed({"text": string()})
RAW_NUMBER = typed({"value": number()}, {"text": string()})
FLAT_CELLS: dict[str, Shape] = {"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER}
CELL = tagged({**FLAT_CELLS, "rich_text": RICH_TEXT})
COLUMN = nullable(record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean}))

TABLE = _block(
    {"rows": array(array(CELL, high=20), high=100)},
    {"column_settings": array(COLUMN, high=20)},
)
DATA_TABLE = _block(
    {"caption": string(), "rows": array(array(CELL, high=20), low=2, high=101)},
    {"page_size": number(low=1, high=100, whole=True), "row_header_column_index": number(low=0, whole=True)},
    rule(lambda table: len({len(row) for row in table["rows"]}) == 1, "all rows must have the same length"),
    rule(
        lambda table: all(cell["type"] in FLAT_CELLS for cell in table["rows"][0]), "header cells cannot be rich_text"
    ),
)

LABEL = string(high=20)
POINT = record({"label": LABEL, "value": number()})
AXES = record({"categories": array(LABEL, high=20)}, {"x_label": string(high=50), "y_label": string(high=50)})


def _points_follow_categories(chart: Json) -> bool:
    categories = chart["axis_config"]["categories"]
    return all([point["label"] for point in one["data"]] == categories for one in chart["series"])


AXIS_CHART = every(
    # Slack's page has said both 6 and 12 for series and segments: the smaller number is always safe.
    typed({"series": array(record({"name": LABEL, "data": array(POINT, high=20)}), high=6), "axis_config": AXES}),
    rule(lambda chart: len({one["name"] for one in chart["series"]}) == len(chart["series"]), "names must be unique"),
    rule(_points_follow_categories, "labels of every series must match the categories"),
)
PIE = typed({"segments": array(record({"label": LABEL, "value": number(low=0)}), high=6)})
CHART = _block(
    {"title": string(high=50), "chart": tagged({"pie": PIE} | dict.fromkeys(("bar", "line", "area"), AXIS_CHART))}
)

CARD_PARTS = ("hero_image", "title", "actions", "body")
CARD = _block(
    {},
    {
        "hero_image": tagged({"image": el.IMAGE}),
        "icon": tagged({"image": el.IMAGE}),
        "title": el.any_text(150),
        "subtitle": el.any_text(150),
        "body": el.any_text(200),
        "actions": array(tagged({"button": el.BUTTON}), high=5),
    },
    rule(lambda card: any(part in card for part in CARD_PARTS), f"one of {', '.join(CARD_PARTS)} is required"),
)
SECTION = _block(
    {},
    {
        "text": el.any_text(3000),
        "fields": array(el.any_text(2000), high=10),
        "accessory": tagged({"button": el.BUTTON, "image": el.IMAGE, **el.SELECTS, **el.CHOICES, **el.OVERFLOW}),
        "expand": boolean,
    },
    rule(lambda section: "text" in section or "fields" in section, "missing required field: text or fields"),
)
ACTIONS = _block(
    {
        "elements": array(
            tagged({"button": el.BUTTON, **el.SELECTS, **el.CHOICES, **el.DATETIME, **el.OVERFLOW}), high=25
        )
    },
    {},
    UNIQUE_ACTIONS,
)
CONTEXT = _block(
    {
        "elements": array(
            tagged(
                {
                    "image": el.IMAGE,
                    "plain_text": typed({"text": string(high=3000)}, {"emoji": boolean}),
                    "mrkdwn": typed({"text": string(high=3000)}, {"verbatim": boolean}),
                }
            ),
            high=10,
        )
    }
)
IMAGE_BLOCK = _block(
    {"alt_text": string(high=2000)},
    {"image_url": el.LINK, "slack_file": el.SLACK_FILE, "title": el.plain(2000)},
    rule(lambda image: ("image_url" in image) != ("slack_file" in image), "exactly one image source is required"),
)
VIDEO = _block(
    {
        "alt_text": string(high=2000),
        "title": el.plain(199),
        "thumbnail_url": el.LINK,
        "video_url": string(high=3000, starts=("https://",)),
    },
    {
        "author_name": string(high=49),
        "description": el.plain(199),
        "provider_name": string(),
        "provider_icon_url": el.LINK,
        "title_url": string(high=3000, starts=("https://",)),
    },
)


def _input(surface: str) -> Shape:
    """An input block; some elements exist in modals only."""
    own = {"plain_text_input": el.PLAIN_TEXT_INPUT, "rich_text_input": el.rich_text_input(RICH_TEXT)}
    modal = el.MODAL_INPUTS if surface == MODAL else {}
    return _block(
        {
            "label": el.plain(2000),
            "element": tagged({**own, **modal, **el.SELECTS, **el.CHOICES, **el.DATETIME}),
        },
        {"hint": el.plain(2000), "optional": boolean, "dispatch_action": boolean},
    )


def _everywhere(surface: str) -> dict[str, Shape]:
    return {
        "section": SECTION,
        "header": _block({"text": el.plain(150)}),
        "divider": _block(),
        "actions": ACTIONS,
        "context": CONTEXT,
        "image": IMAGE_BLOCK,
        "video": VIDEO,
        "rich_text": RICH_TEXT,
        "input": _input(surface),
    }


def _message_only() -> dict[str, Shape]:
    return {
        "markdown": _block({"text": string(high=12_000)}),
        "table": TABLE,
        "data_table": DATA_TABLE,
        "data_visualization": CHART,
        "card": CARD,
        "carousel": _block({"elements": array(tagged({"card": CARD}), high=10)}),
        "context_actions": _block({"elements": array(tagged(el.CONTEXT_ACTIONS), high=5)}, {}, UNIQUE_ACTIONS),
    }


ALERT = _block({"text": el.any_text(200)}, {"level": choice("default", "info", "warning", "error", "success")})


def _container(children: Mapping[str, Shape]) -> Shape:
    return _block(
        {"child_blocks": array(tagged(children), high=10)},
        {
            "title": el.plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": el.any_text(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": tagged({"image": el.IMAGE}),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        rule(lambda block: "title" in block or "rich_text_title" in block, "missing required field: title"),
        rule(
            lambda block: not block.get("default_collapsed") or bool(block.get("is_collapsible")),
            "default_collapsed requires is_collapsible",
        ),
    )


def _blocks_of(surface: str) -> Shape:
    own = {MESSAGE: _message_only(), MODAL: {"alert": ALERT}, HOME: {}}[surface]
    children = {**_everywhere(surface), **own}
    return tagged({**children, "container": _container(children)})


BLOCK: Final[Mapping[str, Shape]] = {surface: _blocks_of(surface) for surface in (MESSAGE, MODAL, HOME)}

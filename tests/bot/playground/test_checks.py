"""Block Kit as Slack checks it: what is right passes, each thing that is wrong is named with its place."""

from collections.abc import Callable

import pytest

from bot.playground import checks
from tests.bot.playground.samples import Json, button, modal, plain, section, text_input


def option(value: str = "a", text: str = "A") -> Json:
    """One choice."""
    return {"text": plain(text), "value": value}


def select(**more: object) -> Json:
    """A section with a menu."""
    return {**section(), "accessory": {"type": "static_select", "action_id": "s", "options": [option()], **more}}


def rich(*leaves: Json) -> Json:
    """A rich text block of one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


def bar(**more: object) -> Json:
    """A chart of one series over two days."""
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 0}]
    series = [{"name": "Posts", "data": points}]
    return chart({"type": "bar", "series": series, "axis_config": {"categories": ["Mon", "Tue"]}, **more})


def chart(content: Json, title: str = "Volume") -> Json:
    """A chart block."""
    return {"type": "data_visualization", "title": title, "chart": content}


def pie(count: int) -> Json:
    """A pie of so many segments."""
    return chart({"type": "pie", "segments": [{"label": f"s{n}", "value": n} for n in range(count)]})


def table(rows: int, width: int = 2, kind: str = "table", **more: object) -> Json:
    """A table of numbers under a header."""
    header = [{"type": "raw_text", "text": "h"}] * width
    body = [[{"type": "raw_number", "value": n}] * width for n in range(rows - 1)]
    return {"type": kind, "rows": [header, *body], **more}


CARD = {
    "type": "card",
    "title": plain("Card"),
    "icon": {"type": "image", "image_url": "https://example.com/i.png", "alt_text": "i"},
}
CONFIRM = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}

GOOD: dict[str, Json] = {
    "section": section(),
    "fields": {"type": "section", "fields": [plain("a"), {"type": "mrkdwn", "text": "b", "verbatim": True}]},
    "menu": select(placeholder=plain("Choose"), initial_option=option(), confirm=CONFIRM),
    "groups": select()
    | {"accessory": {"type": "static_select", "option_groups": [{"label": plain("g"), "options": [option()]}]}},
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider", "block_id": "d"},
    "context": {
        "type": "context",
        "elements": [plain("a"), {"type": "image", "image_url": "https://e.x/a", "alt_text": "a"}],
    },
    "button": button(),
    "overflow": {"type": "actions", "elements": [{"type": "overflow", "options": [option() | {"url": "https://e.x"}]}]},
    "image": {"type": "image", "image_url": "https://e.x/a", "alt_text": "a", "title": plain("t")},
    "video": {
        "type": "video",
        "alt_text": "a",
        "title": plain("t"),
        "thumbnail_url": "https://e.x/a",
        "video_url": "https://e.x/v",
    },
    "input": text_input(multiline=True, max_length=3000),
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "rich text": rich(
        {"type": "text", "text": "hi", "style": {"bold": True}},
        {"type": "link", "url": "https://e.x", "text": "there"},
        {"type": "user", "user_id": "U1"},
        {"type": "emoji", "name": "wave"},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
    ),
    "rich list": {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": []}]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "p"}], "border": 1},
        ],
    },
    "table": table(100, column_settings=[{"align": "right"}, None]),
    "data table": table(101, kind="data_table", caption="c", page_size=100),
    "pie": pie(6),
    "bar": bar(),
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD]},
    "container": {"type": "container", "title": plain("t"), "child_blocks": [section()], "is_collapsible": True},
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "useful",
                "positive_button": {"text": plain("Yes"), "value": "1"},
                "negative_button": {"text": plain("No"), "value": "0"},
            }
        ],
    },
}


@pytest.mark.parametrize("block", GOOD.values(), ids=GOOD.keys())
def test_a_well_formed_block_is_taken(block: Json) -> None:
    """Every kind of block the bot may send."""
    assert checks.message([block]) == []


def element(**more: object) -> Json:
    """A row with one button that has something more."""
    row = button()
    row["elements"][0] |= more
    return row


BAD: dict[str, tuple[Json, str]] = {
    "no type": ({"text": plain("a")}, "/0"),
    "unknown type": ({"type": "marquee"}, "/0/type"),
    "unknown key": (section() | {"colour": "red"}, "/0/colour"),
    "file is never sent": ({"type": "file", "external_id": "x", "source": "remote"}, "/0/type"),
    "alert is for modals": ({"type": "alert", "text": plain("a")}, "/0/type"),
    "section without text": ({"type": "section"}, "/0"),
    "section of 3001": (section("x" * 3001), "/0/text/text"),
    "empty section": (section(""), "/0/text/text"),
    "emoji in mrkdwn": ({"type": "section", "text": {"type": "mrkdwn", "text": "a", "emoji": True}}, "/0/text/emoji"),
    "text that is no object": ({"type": "section", "text": "a"}, "/0/text"),
    "11 fields": ({"type": "section", "fields": [plain("a")] * 11}, "/0/fields"),
    "field of 2001": ({"type": "section", "fields": [plain("x" * 2001)]}, "/0/fields/0/text"),
    "header in mrkdwn": ({"type": "header", "text": {"type": "mrkdwn", "text": "a"}}, "/0/text/type"),
    "header of 151": ({"type": "header", "text": plain("x" * 151)}, "/0/text/text"),
    "11 in context": ({"type": "context", "elements": [plain("a")] * 11}, "/0/elements"),
    "button in context": ({"type": "context", "elements": button()["elements"]}, "/0/elements/0/type"),
    "26 actions": ({"type": "actions", "elements": [{"type": "button", "text": plain("a")}] * 26}, "/0/elements"),
    "no actions": ({"type": "actions", "elements": []}, "/0/elements"),
    "action twice": ({"type": "actions", "elements": button()["elements"] * 2}, "/0"),
    "button of 76": (element(text=plain("x" * 76)), "/0/elements/0/text/text"),
    "button in mrkdwn": (element(text={"type": "mrkdwn", "text": "a"}), "/0/elements/0/text/type"),
    "value of 2001": (element(value="x" * 2001), "/0/elements/0/value"),
    "url of 3001": (element(url="https://" + "x" * 3000), "/0/elements/0/url"),
    "url without scheme": (element(url="example.com"), "/0/elements/0/url"),
    "unknown style": (element(style="warning"), "/0/elements/0/style"),
    "action_id of 256": (element(action_id="x" * 256), "/0/elements/0/action_id"),
    "confirm of 301": (element(confirm=CONFIRM | {"text": plain("x" * 301)}), "/0/elements/0/confirm/text/text"),
    "confirm button of 31": (element(confirm=CONFIRM | {"deny": plain("x" * 31)}), "/0/elements/0/confirm/deny/text"),
    "block_id of 256": (section() | {"block_id": "x" * 256}, "/0/block_id"),
    "101 options": (select(options=[option(str(n)) for n in range(101)]), "/0/accessory/options"),
    "option value of 151": (select(options=[option("x" * 151)]), "/0/accessory/options/0/value"),
    "option text of 76": (select(options=[option("a", "x" * 76)]), "/0/accessory/options/0/text/text"),
    "option value twice": (select(options=[option(), option()]), "/0/accessory"),
    "both kinds of options": (select(option_groups=[{"label": plain("g"), "options": [option()]}]), "/0/accessory"),
    "initial not offered": (select(initial_option=option("z")), "/0/accessory"),
    "6 in overflow": (
        {"type": "actions", "elements": [{"type": "overflow", "options": [option(str(n)) for n in range(6)]}]},
        "/0/elements/0/options",
    ),
    "11 radio buttons": (
        {"type": "actions", "elements": [{"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]}]},
        "/0/elements/0/options",
    ),
    "text input in actions": ({"type": "actions", "elements": [text_input()["element"]]}, "/0/elements/0/type"),
    "url input in a message": (text_input() | {"element": {"type": "url_text_input"}}, "/0/element/type"),
    "image without alt": ({"type": "image", "image_url": "https://e.x/a"}, "/0"),
    "image without source": ({"type": "image", "alt_text": "a"}, "/0"),
    "markdown of 12001": ({"type": "markdown", "text": "x" * 12_001}, "/0/text"),
    "unknown leaf": (rich({"type": "shout", "text": "a"}), "/0/elements/0/elements/0/type"),
    "unknown leaf style": (
        rich({"type": "text", "text": "a", "style": {"blink": True}}),
        "/0/elements/0/elements/0/style/blink",
    ),
    "empty leaf": (rich({"type": "text", "text": ""}), "/0/elements/0/elements/0/text"),
    "user in preformatted": (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U"}]}],
        },
        "/0/elements/0/elements/0/type",
    ),
    "table of 101 rows": (table(101), "/0/rows"),
    "table of 21 columns": (table(1, 21), "/0/rows/0"),
    "data table without caption": (table(2, kind="data_table"), "/0"),
    "data table of 102 rows": (table(102, kind="data_table", caption="c"), "/0/rows"),
    "ragged data table": (
        {"type": "data_table", "caption": "c", "rows": [*table(2)["rows"], [{"type": "raw_text", "text": "a"}]]},
        "/0",
    ),
    "rich header cell": ({"type": "data_table", "caption": "c", "rows": [[rich()], [rich()]]}, "/0"),
    "page of 101": (table(2, kind="data_table", caption="c", page_size=101), "/0/page_size"),
    "7 segments": (pie(7), "/0/chart/segments"),
    "chart title of 51": (chart(pie(1)["chart"], "x" * 51), "/0/title"),
    "unknown chart": (chart({"type": "donut"}), "/0/chart/type"),
    "21 categories": (bar(axis_config={"categories": [str(n) for n in range(21)]}), "/0/chart/axis_config/categories"),
    "labels off the axis": (bar(axis_config={"categories": ["Mon", "Wed"]}), "/0/chart"),
    "empty card": ({"type": "card", "subtitle": plain("a")}, "/0"),
    "card body of 201": (CARD | {"body": plain("x" * 201)}, "/0/body/text"),
    "11 cards": ({"type": "carousel", "elements": [CARD] * 11}, "/0/elements"),
    "11 children": ({"type": "container", "title": plain("t"), "child_blocks": [section()] * 11}, "/0/child_blocks"),
    "container in container": (
        {"type": "container", "title": plain("t"), "child_blocks": [GOOD["container"]]},
        "/0/child_blocks/0/type",
    ),
    "collapsed for ever": (GOOD["container"] | {"default_collapsed": True, "is_collapsible": False}, "/0"),
}


@pytest.mark.parametrize(("block", "place"), BAD.values(), ids=BAD.keys())
def test_a_malformed_block_is_refused_at_its_place(block: Json, place: str) -> None:
    """One problem, with the JSON pointer Slack would give."""
    problems = checks.message([block])

    assert [problem.partition("[json-pointer:/blocks")[2] for problem in problems] == [f"{place}]"]


@pytest.mark.parametrize(
    ("blocks", "word"),
    [
        ([section()] * 51, "no more than 50"),
        ([section() | {"block_id": "b"}, button() | {"block_id": "b"}], "already exists"),
        ([table(1), table(1)], "table"),
        ([bar(), bar(), bar()], "data_visualization"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "12000"),
        ("blocks", "must provide an array"),
    ],
    ids=["51 blocks", "block_id twice", "two tables", "three charts", "markdown in all", "no list"],
)
def test_a_message_is_refused_for_what_no_single_block_shows(blocks: object, word: str) -> None:
    """Numbers of blocks, unique ids, totals."""
    problems = checks.message(blocks)

    assert len(problems) == 1
    assert word in problems[0]


HOME = {"type": "home", "blocks": [section()]}
URL_INPUT = text_input() | {"element": {"type": "url_text_input", "focus_on_load": True}}


@pytest.mark.parametrize(
    "view",
    [
        modal(text_input(), close=plain("No"), private_metadata="x" * 3000, callback_id="x" * 255),
        modal(*[section()] * 100),
        modal({"type": "alert", "text": plain("Careful"), "level": "warning"}, URL_INPUT),
        HOME,
        HOME | {"blocks": [text_input()], "private_metadata": "m"},
    ],
    ids=["full modal", "100 blocks", "modal only blocks", "home", "home with input"],
)
def test_a_well_formed_view_is_taken(view: Json) -> None:
    """Modals and Home tabs."""
    assert checks.view(view) == []


def without(view: Json, key: str) -> Json:
    """The view without one of its keys."""
    return {name: value for name, value in view.items() if name != key}


@pytest.mark.parametrize(
    ("view", "place"),
    [
        (modal(title="x" * 25), "/view/title/text"),
        (modal() | {"submit": plain("x" * 25)}, "/view/submit/text"),
        (modal(close=plain("x" * 25)), "/view/close/text"),
        (modal(private_metadata="x" * 3001), "/view/private_metadata"),
        (modal(callback_id="x" * 256), "/view/callback_id"),
        (modal(*[section()] * 101), "/view/blocks"),
        (without(modal(text_input()), "submit"), "/view/submit"),
        (without(modal(), "title"), "/view"),
        (modal(colour="red"), "/view/colour"),
        (modal(bar()), "/view/blocks/0/type"),
        (modal(URL_INPUT, URL_INPUT | {"block_id": "b"}), "/view/blocks"),
        (modal(text_input(), text_input()), "/view/blocks"),
        (modal(text_input(max_length=3001)), "/view/blocks/0/element/max_length"),
        (modal(text_input(min_length=9, max_length=3)), "/view/blocks/0/element"),
        (modal(text_input(placeholder=plain("x" * 151))), "/view/blocks/0/element/placeholder/text"),
        (modal(text_input() | {"label": plain("x" * 2001)}), "/view/blocks/0/label/text"),
        (HOME | {"title": plain("t")}, "/view/title"),
        (HOME | {"submit": plain("t")}, "/view/submit"),
        ({"type": "workflow_step", "blocks": []}, "/view/type"),
        ([], "/view/type"),
    ],
)
def test_a_malformed_view_is_refused_at_its_place(view: object, place: str) -> None:
    """One problem, with the JSON pointer Slack would give."""
    problems = checks.view(view)

    assert [problem.partition("[json-pointer:")[2] for problem in problems] == [f"{place}]"]


def test_blocks_without_fallback_text_are_a_problem_of_ours() -> None:
    """Screen readers and notifications read `text`."""
    assert checks.fallback("", [section()]) == ["blocks were sent without fallback text"]
    assert checks.fallback("Hello", [section()]) == []


@pytest.mark.parametrize("check", [checks.message, checks.view], ids=["message", "view"])
@pytest.mark.parametrize("junk", [None, 7, "x", [None], [[]], [{"type": None}], {"type": []}, {"type": "modal"}])
def test_junk_is_a_problem_and_never_a_crash(check: Callable[[object], list[str]], junk: object) -> None:
    """Whatever is sent, the answer is a list of problems."""
    assert check(junk) != []

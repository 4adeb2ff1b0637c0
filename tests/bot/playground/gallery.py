"""One of every block and element Slack knows, as the stand-in takes them: for pages that must be able to draw them."""

from typing import Final

from tests.bot.playground.samples import Json, button, plain

PIXEL: Final = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def mrkdwn(text: str) -> Json:
    """A text object of Slack's markup."""
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str, description: str = "") -> Json:
    """One choice of a menu."""
    return {"text": plain(text), "value": value} | ({"description": plain(description)} if description else {})


def leaf(text: str, **style: bool) -> Json:
    """One run of rich text."""
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def rich_section(*leaves: Json) -> Json:
    """One line of rich text."""
    return {"type": "rich_text_section", "elements": list(leaves)}


def rich_list(style: str, *lines: str, indent: int = 0) -> Json:
    """A list of rich text."""
    return {
        "type": "rich_text_list",
        "style": style,
        "indent": indent,
        "elements": [rich_section(leaf(line)) for line in lines],
    }


def axis_chart(kind: str, categories: int = 3) -> Json:
    """A chart of two series."""
    labels = [f"{hour:02}:00" for hour in range(categories)]
    series = {"Mentions": [hour * 7 % 19 for hour in range(categories)], "A week before": list(range(categories))}
    drawn = [
        {"name": name, "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]}
        for name, values in series.items()
    ]
    axes = {"categories": labels, "x_label": "Hour", "y_label": "Posts"}
    return {
        "type": "data_visualization",
        "title": f"Mentions by hour ({kind})",
        "chart": {"type": kind, "series": drawn, "axis_config": axes},
    }


def card(title: str) -> Json:
    """A card with all its parts."""
    picture = {"type": "image", "image_url": PIXEL, "alt_text": f"Picture of {title}"}
    return {
        "type": "card",
        "hero_image": {**picture, "image_url": "https://pictures.example/hero.png"},
        "icon": {**picture, "image_url": "https://pictures.example/icon.png"},
        "title": plain(title),
        "subtitle": mrkdwn("_Small words_"),
        "body": mrkdwn("The *body* of a card"),
        "actions": [{"type": "button", "action_id": "open_card", "text": plain(f"Open {title}")}],
    }


RICH: Final = {
    "type": "rich_text",
    "elements": [
        rich_section(
            leaf("bold", bold=True),
            leaf(" italic", italic=True),
            leaf(" gone", strike=True),
            leaf(" code", code=True),
            leaf(" under", underline=True),
            {"type": "link", "url": "https://example.com/a", "text": "a link"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b"},
            {"type": "user", "user_id": "U2"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "channel", "channel_id": "C1"},
            {"type": "team", "team_id": "T1"},
            {"type": "broadcast", "range": "here"},
            {"type": "color", "value": "#F405B3"},
            {"type": "date", "timestamp": 1795341600, "format": "{date_num} {time}", "fallback": "then"},
        ),
        rich_list("bullet", "one", "two"),
        rich_list("ordered", "deeper", indent=1),
        {"type": "rich_text_quote", "elements": [leaf("What they said")]},
        {"type": "rich_text_preformatted", "elements": [leaf("x = 1\n    y = 2")]},
    ],
}
TABLE: Final = {
    "type": "table",
    "column_settings": [None, {"align": "right", "is_wrapped": True}],
    "rows": [
        [{"type": "raw_text", "text": "Place"}, {"type": "raw_text", "text": "Posts"}],
        [{"type": "raw_text", "text": "Reviews"}, {"type": "raw_number", "value": 1234}],
    ],
}
DATA_TABLE: Final = {
    "type": "data_table",
    "caption": "Posts by place",
    "page_size": 3,
    "row_header_column_index": 0,
    "rows": [
        [{"type": "raw_text", "text": "Place"}, {"type": "raw_text", "text": "Posts"}],
        *(
            [{"type": "raw_text", "text": f"Place {number}"}, {"type": "raw_number", "value": number * 7 % 5}]
            for number in range(1, 6)
        ),
    ],
}
PIE: Final = {
    "type": "data_visualization",
    "title": "Moods",
    "chart": {"type": "pie", "segments": [{"label": "Good", "value": 3}, {"label": "Bad", "value": 1}]},
}
CONTAINER: Final = {
    "type": "container",
    "title": plain("A box"),
    "subtitle": mrkdwn("with *words*"),
    "is_collapsible": True,
    "has_header_divider": True,
    "child_blocks": [{"type": "section", "text": plain("In the box")}, button("inner", "Inner button")],
}
VIDEO: Final = {
    "type": "video",
    "alt_text": "Somebody talks",
    "title": plain("A talk"),
    "thumbnail_url": "https://pictures.example/t.png",
    "video_url": "https://video.example/embed/1",
    "title_url": "https://video.example/1",
    "author_name": "Ana",
    "provider_name": "Tubes",
    "description": plain("About listening"),
}
FEEDBACK: Final = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "useful",
            "positive_button": {"text": plain("Useful"), "value": "yes"},
            "negative_button": {"text": plain("Useless"), "value": "no"},
        },
        {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Throw away")},
    ],
}
MARKDOWN: Final = {
    "type": "markdown",
    "text": "# A heading\n\nSome **strong** and _soft_ words, `code`, ~~gone~~ and [a link](https://example.com).\n\n"
    "- one\n- two\n  - deeper\n1. first\n\n> said\n\n```\nx = 1\n```\n\n"
    "| A | B |\n|---|---|\n| 1 | 2 |\n\n---\n\n- [x] done",
}
# Each block of a message by a name, and words that a person must be able to read of it.
MESSAGE: Final[dict[str, tuple[Json, tuple[str, ...]]]] = {
    "section": (
        {
            "type": "section",
            "text": mrkdwn("*Hello* <@U2>"),
            "fields": [mrkdwn("Left"), plain("Right")],
            "accessory": {"type": "button", "action_id": "show", "text": plain("Show card")},
        },
        ("Hello @Ben Okafor", "Left", "Right", "Show card"),
    ),
    "section with a picture": (
        {
            "type": "section",
            "text": plain("Look"),
            "accessory": {"type": "image", "image_url": "https://pictures.example/a.png", "alt_text": "A lamp"},
        },
        ("Look", "A lamp"),
    ),
    "header": ({"type": "header", "text": plain("A headline :tada:")}, ("A headline 🎉",)),
    "divider": ({"type": "divider"}, ()),
    "context": (
        {
            "type": "context",
            "elements": [
                {"type": "image", "image_url": "https://pictures.example/i.png", "alt_text": "Icon"},
                mrkdwn("small _words_"),
                plain("and more"),
            ],
        },
        ("Icon", "small words", "and more"),
    ),
    "actions": (
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "claim", "text": plain("Claim"), "style": "primary", "value": "7"},
                {"type": "button", "action_id": "remove", "text": plain("Remove"), "style": "danger"},
                {
                    "type": "static_select",
                    "action_id": "dismiss",
                    "placeholder": plain("Dismiss …"),
                    "options": [option("spam", "Spam"), option("not_us", "Not about us", "Somebody else")],
                },
                {"type": "overflow", "action_id": "more", "options": [option("a", "First"), option("b", "Second")]},
                {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-22"},
                {"type": "timepicker", "action_id": "time", "initial_time": "09:30"},
                {"type": "datetimepicker", "action_id": "moment", "initial_date_time": 1795341600},
                {"type": "checkboxes", "action_id": "any", "options": [option("x", "An X"), option("y", "A Y")]},
                {"type": "radio_buttons", "action_id": "one", "options": [option("l", "Left one")]},
                {"type": "multi_users_select", "action_id": "who", "placeholder": plain("Who?")},
            ],
        },
        ("Claim", "Remove", "Dismiss …", "An X", "A Y", "Left one", "Who?"),
    ),
    "image": (
        {"type": "image", "image_url": "https://pictures.example/b.png", "alt_text": "A cat", "title": plain("Cats")},
        ("Cats", "A cat"),
    ),
    "rich_text": (
        RICH,
        (
            "bold italic gone code under",
            "a link👋@Ben Okafor@support#mentionsAcme@here",
            "2026-11-22 11:00 AM",
            "one",
            "deeper",
            "What they said",
            "y = 2",
        ),
    ),
    "table": (TABLE, ("Place", "Reviews", "1,234")),
    "data_table": (DATA_TABLE, ("Posts by place", "Place 1", "1 to 3 of 5")),
    "pie": (PIE, ("Moods", "Good 75%", "Bad 25%")),
    "bar": (axis_chart("bar", 20), ("Mentions by hour (bar)", "Mentions", "A week before", "Hour", "Posts")),
    "line": (axis_chart("line"), ("Mentions by hour (line)", "Mentions")),
    "area": (axis_chart("area"), ("Mentions by hour (area)", "Mentions")),
    "markdown": (
        MARKDOWN,
        ("A heading", "Some strong and soft words, code, gone and a link.", "deeper", "☑ done"),
    ),
    "video": (VIDEO, ("A talk", "Ana · Tubes", "About listening")),
    "card": (card("Lamps"), ("Lamps", "Small words", "The body of a card", "Open Lamps", "Picture of Lamps")),
    "carousel": ({"type": "carousel", "elements": [card("Lamp A"), card("Lamp B")]}, ("Lamp A", "Lamp B")),
    "container": (CONTAINER, ("A box", "with words", "In the box", "Inner button")),
    "context_actions": (FEEDBACK, ("Useful", "Useless", "Throw away")),
}
ALERTS: Final = tuple(
    {"type": "alert", "level": level, "text": mrkdwn(f"Mind *{level}*")}
    for level in ("default", "info", "warning", "error", "success")
)


def _input(element: Json, label: str, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label),
        "element": element,
        **more,
    }


OPTIONS: Final = [option("a", "Apples", "Red ones"), option("b", "Bears")]
INPUTS: Final = (
    _input({"type": "plain_text_input", "action_id": "line", "max_length": 20}, "A line", hint=plain("Short")),
    _input({"type": "plain_text_input", "action_id": "lines", "multiline": True}, "Some lines", optional=True),
    _input({"type": "rich_text_input", "action_id": "rich"}, "Formatted"),
    _input({"type": "number_input", "action_id": "number", "is_decimal_allowed": False}, "A number"),
    _input({"type": "url_text_input", "action_id": "url", "placeholder": plain("https://…")}, "An address"),
    _input({"type": "email_text_input", "action_id": "mail"}, "A mailbox"),
    _input({"type": "datepicker", "action_id": "day"}, "A day"),
    _input({"type": "timepicker", "action_id": "time", "initial_time": "09:00"}, "A time"),
    _input({"type": "datetimepicker", "action_id": "moment"}, "A moment"),
    _input({"type": "radio_buttons", "action_id": "one", "options": OPTIONS}, "One of them"),
    _input({"type": "checkboxes", "action_id": "any", "options": OPTIONS}, "Any of them"),
    _input({"type": "file_input", "action_id": "file"}, "A file", optional=True),
    *(
        _input({"type": f"{prefix}{kind}_select", "action_id": f"{prefix}{kind}", **more}, f"Choose {prefix}{kind}")
        for prefix in ("", "multi_")
        for kind, more in {
            "static": {"option_groups": [{"label": plain("Group"), "options": OPTIONS}]},
            "external": {},
            "users": {},
            "conversations": {},
            "channels": {},
        }.items()
    ),
)

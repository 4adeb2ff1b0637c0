"""The interactive and textual parts inside Block Kit blocks, as shapes with Slack's limits.

Reference: https://docs.slack.dev/reference/block-kit/block-elements (limits as of 2026).
"""

from collections.abc import Mapping
from typing import Any

from bot.playground.shapes import (
    Json,
    Shape,
    array,
    boolean,
    choice,
    every,
    number,
    record,
    rule,
    string,
    tagged,
    typed,
)

LINK = string(high=3000, starts=("http://", "https://"))
ACTION_ID = string(high=255)


def plain(high: int = 3000) -> Shape:
    """A text object without formatting."""
    return tagged({"plain_text": typed({"text": string(high=high)}, {"emoji": boolean})})


def any_text(high: int = 3000) -> Shape:
    """A text object of either kind."""
    return tagged(
        {
            "plain_text": typed({"text": string(high=high)}, {"emoji": boolean}),
            "mrkdwn": typed({"text": string(high=high)}, {"verbatim": boolean}),
        }
    )


CONFIRM = record(
    {"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
DISPATCH = record({"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), high=2)})
SLACK_FILE = record({}, {"id": string(), "url": LINK})


def _option(text: Shape, **extra: Shape) -> Shape:
    return record({"text": text, "value": string(high=150)}, {"description": plain(75), **extra})


OPTION = _option(plain(75))
RICH_OPTION = record({"text": any_text(75), "value": string(high=150)}, {"description": any_text(75)})
OVERFLOW_OPTION = _option(plain(75), url=LINK)
OPTION_GROUP = record({"label": plain(75), "options": array(OPTION, high=100)})


def _options_of(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _initial_is_offered(element: Json) -> bool:
    chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    offered = _options_of(element)
    return all(option in offered for option in chosen)


def _element(
    required: Mapping[str, Shape] | None = None, optional: Mapping[str, Shape] | None = None, *rules: Shape
) -> Shape:
    """An element that a person can act on."""
    common = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": boolean}
    return every(typed(required, {**common, **(optional or {})}), *rules)


OFFERED = rule(_initial_is_offered, "initial option must be one of the options")
VALUES_DIFFER = rule(
    lambda element: len({o["value"] for o in _options_of(element)}) == len(_options_of(element)),
    "option values must be unique",
)
ONE_LIST = rule(
    lambda element: ("options" in element) != ("option_groups" in element),
    "exactly one of options and option_groups is allowed",
)

BUTTON = typed(
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "value": string(low=0, high=2000),
        "url": LINK,
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(high=75),
    },
)
IMAGE = every(
    typed({"alt_text": string(high=2000)}, {"image_url": LINK, "slack_file": SLACK_FILE}),
    rule(lambda image: ("image_url" in image) != ("slack_file" in image), "exactly one image source is required"),
)
FILTER = record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), high=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def _select(*, many: bool) -> dict[str, Shape]:
    """The five menus, in the form that takes one choice or in the one that takes several."""
    prefix, plural = ("multi_", "s") if many else ("", "")
    common: dict[str, Shape] = {"placeholder": plain(150)}
    if many:
        common["max_selected_items"] = number(low=1, whole=True)

    def initial(noun: str, shape: Shape) -> dict[str, Shape]:
        return {f"initial_{noun}{plural}": array(shape) if many else shape}

    lists = {"options": array(OPTION, high=100), "option_groups": array(OPTION_GROUP, high=100)}
    answers: dict[str, Shape] = {} if many else {"response_url_enabled": boolean}
    chats = {"default_to_current_conversation": boolean, "filter": FILTER, **answers}
    return {
        f"{prefix}static_select": _element(
            {}, {**common, **lists, **initial("option", OPTION)}, ONE_LIST, OFFERED, VALUES_DIFFER
        ),
        f"{prefix}external_select": _element(
            {}, {**common, "min_query_length": number(low=0, whole=True), **initial("option", OPTION)}
        ),
        f"{prefix}users_select": _element({}, {**common, **initial("user", string())}),
        f"{prefix}conversations_select": _element({}, {**common, **chats, **initial("conversation", string())}),
        f"{prefix}channels_select": _element({}, {**common, **answers, **initial("channel", string())}),
    }


SELECTS = {**_select(many=False), **_select(many=True)}
CHOICES: dict[str, Shape] = {
    "radio_buttons": _element(
        {"options": array(RICH_OPTION, high=10)}, {"initial_option": RICH_OPTION}, OFFERED, VALUES_DIFFER
    ),
    "checkboxes": _element(
        {"options": array(RICH_OPTION, high=10)}, {"initial_options": array(RICH_OPTION)}, OFFERED, VALUES_DIFFER
    ),
    "datepicker": _element({}, {"initial_date": string(low=10, high=10), "placeholder": plain(150)}),
    "timepicker": _element(
        {}, {"initial_time": string(low=5, high=5), "placeholder": plain(150), "timezone": string()}
    ),
}
DATETIME = {"datetimepicker": _element({}, {"initial_date_time": number(low=0, whole=True)})}
OVERFLOW = {"overflow": _element({"options": array(OVERFLOW_OPTION, high=5)}, {}, VALUES_DIFFER)}


def _bounds_in_order(low: str, high: str) -> Shape:
    def holds(element: Any) -> bool:  # noqa: ANN401 - raw JSON
        return low not in element or high not in element or float(element[low]) <= float(element[high])

    return rule(holds, f"{low} must not be greater than {high}")


def _typed_input(**own: Shape) -> Shape:
    return _element({}, {"placeholder": plain(150), "dispatch_action_config": DISPATCH, **own})


PLAIN_TEXT_INPUT = every(
    _typed_input(
        initial_value=string(low=0, high=3000),
        multiline=boolean,
        min_length=number(low=0, high=3000, whole=True),
        max_length=number(low=1, high=3000, whole=True),
    ),
    _bounds_in_order("min_length", "max_length"),
)
NUMBER_INPUT = every(
    _element(
        {"is_decimal_allowed": boolean},
        {
            "placeholder": plain(150),
            "dispatch_action_config": DISPATCH,
            "initial_value": string(),
            "min_value": string(),
            "max_value": string(),
        },
    ),
    _bounds_in_order("min_value", "max_value"),
)
MODAL_INPUTS: dict[str, Shape] = {
    "number_input": NUMBER_INPUT,
    "email_text_input": _typed_input(initial_value=string(low=0)),
    "url_text_input": _typed_input(initial_value=string(low=0)),
    "file_input": _element({}, {"filetypes": array(string()), "max_files": number(low=1, high=10, whole=True)}),
}


def rich_text_input(rich_text: Shape) -> Shape:
    """The formatted input; its first value is a rich text tree."""
    lines = number(low=1, whole=True)
    return _typed_input(initial_value=rich_text, min_lines=lines, max_lines=lines)


FEEDBACK = record({"text": plain(75), "value": string(high=2000)}, {"accessibility_label": string(high=75)})
CONTEXT_ACTIONS: dict[str, Shape] = {
    "feedback_buttons": typed({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, {"action_id": ACTION_ID}),
    "icon_button": typed(
        {"icon": string(), "text": plain()},
        {
            "action_id": ACTION_ID,
            "value": string(low=0, high=2000),
            "confirm": CONFIRM,
            "accessibility_label": string(high=75),
            "visible_to_user_ids": array(string(), high=10),
        },
    ),
}

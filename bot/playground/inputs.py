"""What a person can enter into the elements of Block Kit, and how Slack writes the entry down."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from bot.playground.shapes import Json

Entry = str | int | Sequence[str] | None

# Element type -> the key of the answer, and of the value an app can fill in before.
KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
LISTS: Final = frozenset(key for key, _ in KEYS.values() if key.endswith("s"))
REQUIRED: Final = "Please complete this required field."


def options(element: Json) -> list[Json]:
    """All the options of a menu."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def initial(element: Json) -> Json:
    """What is entered before the person touches it."""
    key, before = KEYS[element["type"]]
    return {"type": element["type"], key: element.get(before, [] if key in LISTS else None)}


def entered(element: Json, entry: Entry) -> Json:
    """The answer once a person entered this: text, or options by value or by what they say."""
    key, _ = KEYS[element["type"]]
    if key == "selected_option":
        value: object = None if entry is None else _option(element, str(entry))
    elif key == "selected_options":
        value = [_option(element, each) for each in _listed(entry)]
    elif key in LISTS:
        value = _listed(entry)
    elif key == "selected_date_time":
        value = entry
    elif key == "rich_text_value":
        value = _rich(str(entry or ""))
    else:
        value = None if entry in {None, ""} else str(entry)
    return {"type": element["type"], key: value}


def trouble(block: Json, answer: Json) -> str | None:
    """What Slack itself says under an input before the app hears of it."""
    element = block["element"]
    value = answer[KEYS[element["type"]][0]]
    if not value:
        return None if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _wrong_length(element, value)
        case "url_text_input":
            return None if urlsplit(value).scheme and urlsplit(value).netloc else "Please enter a valid URL."
        case "number_input":
            return _wrong_number(element, value)
        case "email_text_input":
            return None if "@" in value.strip("@") else "Please enter a valid email address."
    return None


def _option(element: Json, named: str) -> Json:
    for option in options(element):
        if named in {option["value"], option["text"]["text"]}:
            return option
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": named, "emoji": True}, "value": named}
    offered = ", ".join(option["value"] for option in options(element))
    raise LookupError(f"no option {named!r}; there are: {offered}")


def _listed(entry: Entry) -> list[str]:
    if entry is None:
        return []
    return [str(entry)] if isinstance(entry, str | int) else list(entry)


def _rich(text: str) -> Json | None:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]} if text else None


def _wrong_length(element: Json, value: str) -> str | None:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < low:
        return f"Please enter at least {low} characters."
    return f"Please enter no more than {high} characters." if len(value) > high else None


def _wrong_number(element: Json, value: str) -> str | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return "Please enter a valid number."
    low, high = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return None if low <= number <= high else f"Please enter a number from {low:g} to {high:g}."

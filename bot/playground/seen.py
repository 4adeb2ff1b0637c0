"""What a person reads: the visible text of Block Kit JSON, and who would be pinged by it."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.playground.shapes import Json

CONTROL: Final = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
SHOUTS: Final = ("here", "channel", "everyone")
# Where a block keeps what is read, in reading order.
PARTS: Final = (
    "title",
    "rich_text_title",
    "subtitle",
    "caption",
    "label",
    "text",
    "body",
    "fields",
    "element",
    "elements",
    "child_blocks",
    "accessory",
    "actions",
    "rows",
    "chart",
    "placeholder",
    "options",
    "option_groups",
    "positive_button",
    "negative_button",
    "initial_value",
    "hint",
    "description",
)


def text_of(blocks: Iterable[Json], names: Mapping[str, str]) -> str:
    """All the text a person sees in these blocks, one part a line."""
    lines = (line for block in blocks for line in _lines(block, names))
    return "\n".join(line for line in lines if line.strip())


def mrkdwn(text: str, names: Mapping[str, str]) -> str:
    """Slack's markup as it is shown: mentions by name, links by label, entities decoded."""

    def shown(found: re.Match[str]) -> str:
        sign, target, label = found.groups()
        if sign == "@":
            return f"@{names.get(target, target)}"
        if sign == "#":
            return f"#{names.get(target, label or target)}"
        if sign == "!":
            return _special(target, label, names)
        return label or target

    return html.unescape(CONTROL.sub(shown, text))


def pings(text: str, blocks: Iterable[Json]) -> frozenset[str]:
    """Who is notified: user and group ids, and `here`, `channel`, `everyone`."""
    markup = [text, *(part for block in blocks for part in _markup(block))]
    found = {who for part in markup for who in _targets(part)}
    return frozenset(found | {who for block in blocks for who in _leaf_targets(block)})


def _special(target: str, label: str | None, names: Mapping[str, str]) -> str:
    command, _, argument = target.partition("^")
    if command == "subteam":
        return f"@{names.get(argument, label or argument)}"
    return label or f"@{command}"


def _lines(part: object, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _lines(each, names)
    elif isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from _lines_of_object(part, names)


def _lines_of_object(part: Json, names: Mapping[str, str]) -> Iterator[str]:
    kind = part.get("type", "")
    if kind == "mrkdwn":
        yield mrkdwn(part["text"], names)
    elif kind in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        yield "".join(_leaf(leaf, names) for leaf in part["elements"])
    elif kind in {"pie", "bar", "line", "area"}:
        yield from _chart(part)
    elif kind == "image":
        yield from _lines(part.get("title"), names)
        yield part["alt_text"]
    elif kind == "raw_number":
        yield part.get("text") or f"{part['value']:g}"
    else:
        for key in PARTS:
            yield from _lines(part.get(key), names)


def _leaf(leaf: Json, names: Mapping[str, str]) -> str:
    match leaf["type"]:
        case "user" | "usergroup" | "channel" as kind:
            target = leaf[f"{kind}_id"]
            return f"{'#' if kind == 'channel' else '@'}{names.get(target, target)}"
        case "broadcast":
            return f"@{leaf['range']}"
        case "emoji":
            return f":{leaf['name']}:"
        case "date":
            return str(leaf.get("fallback", leaf["timestamp"]))
        case "link":
            return str(leaf.get("text", leaf["url"]))
        case _:
            return str(leaf.get("text", ""))


def _chart(chart: Json) -> Iterator[str]:
    for segment in chart.get("segments", []):
        yield f"{segment['label']}: {segment['value']:g}"
    for series in chart.get("series", []):
        points = ", ".join(f"{point['label']} {point['value']:g}" for point in series["data"])
        yield f"{series['name']}: {points}"


def _objects(part: object) -> Iterator[Json]:
    if isinstance(part, list):
        for each in part:
            yield from _objects(each)
    elif isinstance(part, dict):
        yield part
        for each in part.values():
            yield from _objects(each)


def _markup(block: Json) -> Iterator[str]:
    return (part["text"] for part in _objects(block) if part.get("type") in {"mrkdwn", "markdown"})


def _targets(markup: str) -> Iterator[str]:
    for sign, target, _ in CONTROL.findall(markup):
        command, _, argument = target.partition("^")
        if sign == "@":
            yield target
        elif sign == "!" and (command in SHOUTS or command == "subteam"):
            yield argument or command


def _leaf_targets(block: Json) -> Iterator[str]:
    for part in _objects(block):
        if part.get("type") == "broadcast":
            yield part["range"]
        elif part.get("type") in {"user", "usergroup"}:
            yield part.get("user_id") or part["usergroup_id"]

"""Finding the button or menu a person means, and writing down what they did with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.playground.checks import walk
from bot.playground.inputs import KEYS, Entry, entered
from bot.playground.nouns import View
from bot.playground.shapes import Json
from bot.playground.surroundings import NotVisible
from bot.playground.world import elements_of

# What is meant: an action_id or visible text, as people point; or a block_id and an action_id, as a screen does.
Target = str | tuple[str, str]
Answers = Mapping[str, Entry] | Mapping[tuple[str, str], Entry]


def action(blocks: Iterable[Json], what: Target, value: Entry, stamp: str) -> Json:
    """One entry of `actions` for pressing or choosing what is meant."""
    blocks = list(blocks)
    for block, element in _elements(blocks):
        spot = (block["block_id"], element["action_id"])
        if what in {spot, element["action_id"], *_labels(element)}:
            return _pressed(block, element, what, value, stamp)
    there = ", ".join(element["action_id"] for _, element in _elements(blocks))
    raise NotVisible(f"nothing called {what!r} to press; there is: {there or 'nothing'}")


def written(block: Json, element: Json, answer: Json, stamp: str) -> Json:
    """One entry of `actions` for an answer given to an element."""
    return {"action_id": element["action_id"], "block_id": block["block_id"], **answer, "action_ts": stamp}


def remembered(view: View, done: Json) -> View:
    """The view with what was chosen in it."""
    if done["type"] not in KEYS or done["type"] == "overflow":
        return view
    answer = {key: value for key, value in done.items() if key in {"type", KEYS[done["type"]][0]}}
    return replace(view, typed={**view.typed, (done["block_id"], done["action_id"]): answer})


def _elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    return ((block, element) for block in walk(blocks) for element in elements_of(block))


def _labels(element: Json) -> list[str]:
    if element["type"] == "overflow":
        return [option["text"]["text"] for option in element["options"]]
    if element["type"] == "feedback_buttons":
        return [element[f"{side}_button"]["text"]["text"] for side in ("positive", "negative")]
    text = element.get("text", {})
    return [text["text"]] if isinstance(text, dict) and "text" in text else []


def _pressed(block: Json, element: Json, what: Target, value: Entry, stamp: str) -> Json:
    kind = element["type"]
    if kind in KEYS:
        is_option = kind == "overflow" and isinstance(what, str) and what != element["action_id"]
        chosen = what if is_option and isinstance(what, str) else value
        return written(block, element, entered(element, chosen), stamp)
    if kind == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        side = next(each for each in sides if each["value"] in {what, value} or each["text"]["text"] in {what, value})
        return written(block, element, {"type": kind, "text": side["text"], "value": side["value"]}, stamp)
    own: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    return written(block, element, {"type": kind, **own}, stamp)

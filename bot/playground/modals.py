"""Sending off a modal: what Slack itself complains of, and what the bot's acknowledgement does to the screen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.playground import checks, clicking, inputs
from bot.playground.ledger import Delivery
from bot.playground.nouns import View
from bot.playground.shapes import Json
from bot.playground.surroundings import NotVisible
from bot.playground.world import DEEPEST, World

Complain = Callable[[str, Json, list[str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What came of sending off a modal.

    `action` is closed, errors, update, push or clear, or `trouble` when the bot did not acknowledge or answered
    nonsense; `errors` are what stands under the inputs, by block_id; `view` is the modal now on top.
    """

    action: str
    errors: Mapping[str, str]
    view: View | None
    delivery: Delivery | None


def find_input(view: View, named: clicking.Target) -> tuple[Json, Json]:
    """The input block and its element at this spot, or with this block_id, action_id or label."""
    for block in _inputs(view):
        spot = (block["block_id"], block["element"]["action_id"])
        if named == spot or named in {*spot, block["label"]["text"]}:
            return block, block["element"]
    there = ", ".join(block["element"]["action_id"] for block in _inputs(view))
    raise NotVisible(f"no input {named!r}; there is: {there or 'none'}")


def complaints(view: View) -> dict[str, str]:
    """What Slack says under the inputs before the bot hears of it, by block_id."""
    found = {block["block_id"]: inputs.trouble(block, _answer(view, block)) for block in _inputs(view)}
    return {block_id: trouble for block_id, trouble in found.items() if trouble}


def response_places(view: View) -> Iterator[Json]:
    """The channels chosen in inputs that ask for a response URL."""
    for block in _inputs(view):
        element = block["element"]
        if element.get("response_url_enabled"):
            chosen = _answer(view, block)[inputs.KEYS[element["type"]][0]]
            if chosen:
                yield {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}


def kept(world: World, view: View, errors: Mapping[str, str], delivery: Delivery | None = None) -> Submission:
    """The modal stays, with errors under its inputs."""
    return Submission(action="errors", errors=errors, view=world.show(replace(view, errors=errors)), delivery=delivery)


def follow(world: World, view: View, delivery: Delivery, complain: Complain) -> Submission:
    """Do to the screen what the acknowledgement says."""
    now = world.view(view.id) or view
    answer = delivery.answer or {}
    asked = answer.get("response_action", "closed")
    if delivery.acked:
        if not (problems := _problems(now, answer, asked)):
            return _done(world, now, answer, delivery)
        complain("view_submission", answer, problems)
    return Submission(action="trouble", errors={}, view=now, delivery=delivery)


def _problems(view: View, answer: Json, asked: str) -> list[str]:
    if asked == "errors":
        known = {block["block_id"] for block in _inputs(view)}
        errors = answer.get("errors") or {}
        unknown = [block_id for block_id in errors if block_id not in known]
        return [f"errors for {block_id}, which is no input of the view" for block_id in unknown] + (
            [] if errors else ["response_action errors without errors"]
        )
    if asked in {"update", "push"}:
        return checks.view(answer.get("view"))
    return [] if asked in {"closed", "clear"} else [f"unknown response_action {asked}"]


def _done(world: World, view: View, answer: Json, delivery: Delivery) -> Submission:
    stack = world.stacks.get(view.user, [])
    asked = answer.get("response_action", "closed")
    match asked:
        case "errors":
            return kept(world, view, answer["errors"], delivery)
        case "update":
            world.change_view(view, answer["view"])
        case "push" if len(stack) < DEEPEST:
            world.stack(view.user, [*stack, world.make_view(view.user, answer["view"], over=view)])
        case "clear":
            world.stack(view.user, [])
        case _:
            world.stack(view.user, (each for each in stack if each.id != view.id))
    top = world.stacks.get(view.user, [])[-1:]
    return Submission(action=asked, errors={}, view=top[0] if top else None, delivery=delivery)


def _inputs(view: View) -> list[Json]:
    return [block for block in checks.walk(view.blocks) if block["type"] == "input"]


def _answer(view: View, block: Json) -> Json:
    place = (block["block_id"], block["element"]["action_id"])
    return view.typed.get(place) or inputs.initial(block["element"])

"""views.*: modals on a person's screen, at most three deep, and the Home tab."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from bot.playground import checks, wire
from bot.playground.ask import Ask
from bot.playground.nouns import View
from bot.playground.refusals import Refused, malformed
from bot.playground.shapes import Json
from bot.playground.world import DEEPEST

LARGEST: Final = 250_000


def _content(ask: Ask, kind: str) -> Json:
    content = ask.structure("view", "invalid_arguments")
    if problems := checks.view(content):
        raise malformed("invalid_arguments", problems)
    if not isinstance(content, dict) or content["type"] != kind:
        raise malformed("invalid_arguments", [f"[ERROR] must be a {kind} view [json-pointer:/view/type]"])
    if len(json.dumps(content)) > LARGEST:
        raise Refused("view_too_large")
    return content


def _fresh_external_id(ask: Ask, content: Json) -> None:
    external = content.get("external_id")
    if external and ask.world.view(external):
        raise Refused("duplicate_external_id")


def _same_hash(ask: Ask, view: View | None) -> None:
    if view and ask.text("hash") and ask.text("hash") != view.hash:
        raise Refused("hash_conflict")


def open_(ask: Ask) -> Json:
    """views.open: a modal in place of any that are open; uses up the trigger."""
    ask.needed("trigger_id")
    content = _content(ask, "modal")
    _fresh_external_id(ask, content)
    trigger = ask.world.handles.take_trigger(ask.text("trigger_id"), ask.world.clock())
    view = ask.world.make_view(trigger.user, content)
    ask.world.stack(trigger.user, [view])
    return {"view": wire.view(view)}


def push(ask: Ask) -> Json:
    """views.push: a modal on top of the open one; uses up the trigger."""
    ask.needed("trigger_id")
    content = _content(ask, "modal")
    _fresh_external_id(ask, content)
    trigger = ask.world.handles.take_trigger(ask.text("trigger_id"), ask.world.clock())
    stack = ask.world.stacks.get(trigger.user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view = ask.world.make_view(trigger.user, content, over=stack[-1])
    ask.world.stack(trigger.user, [*stack, view])
    return {"view": wire.view(view)}


def update(ask: Ask) -> Json:
    """views.update: by view_id or external_id, guarded by the hash if one is given."""
    content = _content(ask, "modal")
    view = ask.world.view(ask.text("view_id") or ask.needed("external_id"))
    if view is None or view.content["type"] != "modal":
        raise Refused("not_found")
    _same_hash(ask, view)
    return {"view": wire.view(ask.world.change_view(view, content))}


def publish(ask: Ask) -> Json:
    """views.publish: a person's Home tab."""
    user = ask.world.users.get(ask.needed("user_id"))
    if user is None or user.is_bot:
        raise Refused("user_not_found")
    content = _content(ask, "home")
    before = ask.world.homes.get(user.id)
    _same_hash(ask, before)
    view = ask.world.change_view(before, content) if before else ask.world.make_view(user.id, content)
    return {"view": wire.view(ask.world.show(view))}


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "views.open": open_,
    "views.publish": publish,
    "views.push": push,
    "views.update": update,
}

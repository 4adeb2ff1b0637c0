"""What Slack sends to an app, shaped as Slack shapes it."""

from dataclasses import dataclass

from bot.playground import wire
from bot.playground.inputs import KEYS, initial
from bot.playground.nouns import APP_ID, TEAM, Channel, Message, User, View
from bot.playground.shapes import Json
from bot.playground.world import World, elements_of

VERIFICATION = "verification-token"


def event(world: World, content: Json) -> Json:
    """An event in its Events API wrapper."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM["id"],
        "context_team_id": TEAM["id"],
        "api_app_id": APP_ID,
        "event": content,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM["id"],
                "user_id": world.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What all interactions have in common: who did it, and the handles the app gets for it."""

    user: User
    trigger_id: str

    def interaction(self, kind: str) -> Json:
        """The common part of an interaction payload."""
        user = {"id": self.user.id, "username": self.user.name, "name": self.user.name, "team_id": self.user.team}
        return {
            "type": kind,
            "user": user,
            "api_app_id": APP_ID,
            "token": VERIFICATION,
            "trigger_id": self.trigger_id,
            "team": {"id": TEAM["id"], "domain": TEAM["domain"]},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def block_actions_in_message(self, said: Message, channel: Channel, action: Json, response_url: str) -> Json:
        """A click in a message."""
        container = {
            "type": "message",
            "message_ts": said.ts,
            "channel_id": channel.id,
            "is_ephemeral": said.ephemeral_to is not None,
            **({"thread_ts": said.thread_ts} if said.thread_ts else {}),
        }
        shown = {} if said.ephemeral_to else {"message": wire.message(said)}
        return {
            **self.interaction("block_actions"),
            "container": container,
            "channel": _channel(channel),
            **shown,
            "state": state(list(said.blocks), {}),
            "response_url": response_url,
            "actions": [action],
        }

    def block_actions_in_view(self, view: View, action: Json) -> Json:
        """A click in a modal or a Home tab."""
        return {
            **self.interaction("block_actions"),
            "container": {"type": "view", "view_id": view.id},
            "view": wire.view(view, state(view.blocks, view.typed)),
            "actions": [action],
        }

    def view_submission(self, view: View, response_urls: list[Json]) -> Json:
        """A modal sent off."""
        return {
            **self.interaction("view_submission"),
            "view": wire.view(view, state(view.blocks, view.typed)),
            "response_urls": response_urls,
        }

    def view_closed(self, view: View, *, is_cleared: bool) -> Json:
        """A modal closed; there is no trigger in it."""
        common = self.interaction("view_closed")
        del common["trigger_id"]
        return {**common, "view": wire.view(view, state(view.blocks, view.typed)), "is_cleared": is_cleared}

    def shortcut(self, callback_id: str, action_ts: str) -> Json:
        """A global shortcut."""
        return {**self.interaction("shortcut"), "callback_id": callback_id, "action_ts": action_ts}

    def message_shortcut(self, callback_id: str, said: Message, channel: Channel, response_url: str) -> Json:
        """A shortcut in the menu of a message."""
        return {
            **self.interaction("message_action"),
            "callback_id": callback_id,
            "action_ts": said.ts,
            "message_ts": said.ts,
            "channel": _channel(channel),
            "message": wire.message(said),
            "response_url": response_url,
        }

    def slash_command(self, command: str, text: str, channel: Channel, response_url: str) -> Json:
        """A slash command."""
        return {
            "token": VERIFICATION,
            "team_id": TEAM["id"],
            "team_domain": TEAM["domain"],
            "channel_id": channel.id,
            "channel_name": _channel(channel)["name"],
            "user_id": self.user.id,
            "user_name": self.user.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": self.trigger_id,
        }


def state(blocks: list[Json], typed: object) -> Json:
    """What is entered in all inputs, by block and action."""
    answers = typed if isinstance(typed, dict) else {}
    values: Json = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in KEYS and element["type"] != "overflow":
                place = (block["block_id"], element["action_id"])
                values.setdefault(place[0], {})[place[1]] = answers.get(place) or initial(element)
    return {"values": values}


def _channel(channel: Channel) -> Json:
    if channel.is_im:
        return {"id": channel.id, "name": "directmessage"}
    return {"id": channel.id, "name": "privategroup" if channel.is_private else channel.name}

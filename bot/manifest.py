"""What Slack must know of the app, as code: paste it at api.slack.com/apps, "From a manifest".

The fewest scopes that do the work, each with its reason here; nothing is asked for that is not used.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

SCOPES: Mapping[str, str] = {
    "channels:history": "look whether a card is out already, when Slack's answer got lost; messages are not read",
    "channels:join": "join the public channel a watch tells",
    "channels:read": "know a watch's channel by its name",
    "chat:write": "post cards, edit them, answer in their threads",
    "commands": "/earshot",
    "groups:history": "as channels:history, in private channels Earshot was invited to",
    "groups:read": "as channels:read, for private channels Earshot was invited to",
    "reactions:read": "take a reaction under a card for a button; reactions elsewhere are passed over",
    "usergroups:read": "let a user group have a role; who is in it is looked up, nothing else",
    "users:read": "know a person's time zone, for the form of a watch; and who is an admin, an owner or a guest",
}
APP_SCOPES = ("connections:write",)
EVENTS = ("app_home_opened", "app_uninstalled", "reaction_added", "reaction_removed", "tokens_revoked")


def manifest() -> dict[str, Any]:
    """Return the manifest as Slack reads it."""
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Earshot",
            "description": "Hears what people say about you, and helps you answer",
            "long_description": (
                "Earshot listens to what people publish about your brand, tells your team what wants an answer and "
                "why, and keeps track until the person has been served: claim, draft, answer, digest. You host it."
            ),
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "earshot", "always_online": True},
            "shortcuts": [
                {
                    "name": "Track this post",
                    "type": "message",
                    "callback_id": "track_post",
                    "description": "Make a mention of the address in this message, whatever its source",
                }
            ],
            "slash_commands": [
                {
                    "command": "/earshot",
                    "description": "Who waits, what is yours, the day in figures, people, saved texts, watches, roles",
                    "usage_hint": "owed | mine | digest | person | thank | share | replies | watch | roles | help",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def as_json() -> str:
    """Return the manifest as JSON."""
    return json.dumps(manifest(), indent=2)


def as_yaml() -> str:
    """Return the manifest as YAML."""
    return "\n".join(_lines(manifest(), 0))


def _lines(part: Mapping[str, Any] | list[Any], depth: int) -> Iterator[str]:
    """Yield nested mappings and lists as YAML; texts are quoted as JSON, which is YAML too."""
    margin = "  " * depth
    if isinstance(part, list):
        for each in part:
            if isinstance(each, Mapping):
                first, *rest = _lines(each, depth + 1)
                yield f"{margin}- {first.lstrip()}"
                yield from rest
            else:
                yield f"{margin}- {json.dumps(each)}"
        return
    for name, value in part.items():
        if isinstance(value, Mapping | list):
            yield f"{margin}{name}:"
            yield from _lines(value, depth + 1)
        else:
            yield f"{margin}{name}: {json.dumps(value)}"

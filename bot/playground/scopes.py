"""Which scopes each Web API method needs, and which the app asks for in this workspace.

`*` stands for the kind of the channel: channels, groups or im. `chat.postMessage` in a public channel the bot
has not joined needs `chat:write.public` as well.
"""

from collections.abc import Mapping
from typing import Final

SCOPES: Final[Mapping[str, tuple[str, ...]]] = {
    "api.test": (),
    "apps.connections.open": ("connections:write",),
    "auth.test": (),
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.deleteScheduledMessage": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.scheduleMessage": ("chat:write",),
    "chat.unfurl": ("links:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("*:history",),
    "conversations.info": ("*:read",),
    "conversations.join": ("channels:join",),
    "conversations.list": ("*:read",),
    "conversations.members": ("*:read",),
    "conversations.open": ("im:write",),
    "conversations.replies": ("*:history",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "reactions.add": ("reactions:write",),
    "reactions.get": ("reactions:read",),
    "reactions.remove": ("reactions:write",),
    "team.info": ("team:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "users.conversations": ("*:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}

BOT_SCOPES: Final = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "links:read",
        "links:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "users:read",
        "users:read.email",
    }
)
EVENTS: Final = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "link_shared",
        "member_joined_channel",
        "message.im",
        "reaction_added",
        "reaction_removed",
        "tokens_revoked",
    }
)

"""One person's screen as JSON, as Slack's client would get it: what they may see, and nothing else."""

from collections.abc import Iterator

from bot.playground import wire
from bot.playground.nouns import TEAM, Channel, Message, StoredFile, User, View
from bot.playground.offers import Offers
from bot.playground.shapes import Json
from bot.playground.world import World


def of(world: World, user: User, offers: Offers) -> Json:
    """Everything before this person, and the version of the world it shows."""
    with world.lock:
        return {
            "version": world.version,
            "team": {"id": TEAM["id"], "name": TEAM["name"]},
            "bot": _person(world.bot),
            "me": _person(user),
            "people": [_person(each) for each in world.users.values()],
            "groups": [{"id": each.id, "handle": each.handle, "name": each.name} for each in world.groups.values()],
            **_offered(offers),
            "channels": [_channel(world, user, each) for each in world.channels.values() if _is_shown(each, user)],
            "stack": [_view(view) for view in world.stacks.get(user.id, [])],
            "home": _view(world.homes[user.id]) if user.id in world.homes else None,
            "files": {each.id: _file(user, each) for each in world.files.values() if _may_open(world, user, each)},
        }


def may_open(world: World, user: User, file_id: str) -> StoredFile | None:
    """The file, if this person may see one of the channels it was shared in."""
    with world.lock:
        stored = world.files.get(file_id)
        return stored if stored and _may_open(world, user, stored) else None


def _person(user: User) -> Json:
    shown = {"id": user.id, "name": user.name, "real_name": user.real_name, "title": user.title, "tz": user.tz}
    return {**shown, "is_bot": user.is_bot}


def _offered(offers: Offers) -> Json:
    commands = [
        {
            "command": command.name,
            "description": command.description,
            "usage_hint": command.usage_hint,
            "hints": [{"text": text, "description": what_for} for text, what_for in command.hints],
        }
        for command in offers.commands
    ]
    shortcuts = [
        {"type": each.kind, "callback_id": each.callback_id, "name": each.name, "description": each.description}
        for each in offers.shortcuts
    ]
    return {"commands": commands, "shortcuts": shortcuts, "can_be_written_to": offers.can_be_written_to}


def _is_shown(channel: Channel, user: User) -> bool:
    return user.id in channel.members or not channel.is_private


def _channel(world: World, user: User, channel: Channel) -> Json:
    last_read = world.last_read.get((user.id, channel.id), "0")
    news = [said for said in channel.messages.values() if said.ts > last_read and said.user != user.id]
    calls = _called(world, user)
    whispers = (said for said in world.ephemerals if (said.ephemeral_to, said.channel) == (user.id, channel.id))
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "is_im": channel.is_im,
        "is_archived": channel.is_archived,
        "has_bot": world.bot.id in channel.members,
        "unread": sum(not said.is_reply for said in news),
        "pings": sum(channel.is_im or bool(calls & said.pings()) for said in news),
        "last_read": last_read,
        "messages": [_message(said) for said in sorted((*channel.messages.values(), *whispers), key=_moment)],
    }


def _called(world: World, user: User) -> frozenset[str]:
    """What reaches this person: their name, their groups, and whole channels."""
    groups = (group.id for group in world.groups.values() if user.id in group.users)
    return frozenset({user.id, "here", "channel", "everyone", *groups})


def _moment(said: Message) -> str:
    return said.ts


def _message(said: Message) -> Json:
    return {**wire.message(said), "revision": len(said.versions), "ephemeral": said.ephemeral_to is not None}


def _view(view: View) -> Json:
    typed: Json = {}
    for (block_id, action_id), answer in view.typed.items():
        typed.setdefault(block_id, {})[action_id] = answer
    return {**wire.view(view), "typed": typed, "errors": dict(view.errors)}


def _file(user: User, stored: StoredFile) -> Json:
    _, _, kind = stored.name.rpartition(".")
    shown = {"name": stored.name, "title": stored.title, "size": len(stored.body), "type": kind.lower()}
    return {**shown, "url": f"/playground/file/{stored.id}?as={user.id}"}


def _may_open(world: World, user: User, stored: StoredFile) -> bool:
    channels: Iterator[Channel] = (world.channels[each] for each in stored.channels if each in world.channels)
    return stored.complete and any(_is_shown(channel, user) for channel in channels)

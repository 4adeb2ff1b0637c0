"""conversations.* and users.conversations: which channels there are, who is in them, what was said."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from bot.playground import wire
from bot.playground.ask import Ask
from bot.playground.nouns import Channel, Message
from bot.playground.refusals import Refused
from bot.playground.shapes import Json

FAMILIES: Final = {"public_channel": "channels", "private_channel": "groups", "mpim": "mpim", "im": "im"}


def _listed(ask: Ask, default: str = "public_channel") -> Iterable[Channel]:
    types = (ask.text("types") or default).replace(" ", "").split(",")
    if not set(types) <= FAMILIES.keys():
        raise Refused("invalid_types")
    ask.require(*(f"{FAMILIES[each]}:read" for each in types))
    for channel in ask.world.channels.values():
        hidden = channel.is_private and ask.world.bot.id not in channel.members
        if channel.type in types and not hidden and not (ask.flag("exclude_archived") and channel.is_archived):
            yield channel


def list_(ask: Ask) -> Json:
    """conversations.list: private channels only where the bot is a member."""
    return ask.page((wire.channel(each, ask.world.bot.id) for each in _listed(ask)), "channels")


def users_conversations(ask: Ask) -> Json:
    """users.conversations: the channels a person, or the bot itself, is in."""
    user = ask.text("user") or ask.world.bot.id
    return ask.page((wire.channel(each, ask.world.bot.id) for each in _listed(ask) if user in each.members), "channels")


def info(ask: Ask) -> Json:
    """conversations.info."""
    channel = ask.channel("read")
    extra = {"num_members": len(channel.members)} if ask.flag("include_num_members") else {}
    return {"channel": {**wire.channel(channel, ask.world.bot.id), **extra}}


def members(ask: Ask) -> Json:
    """conversations.members."""
    return ask.page(sorted(ask.channel("read").members), "members")  # type: ignore[arg-type]


def open_(ask: Ask) -> Json:
    """conversations.open: a direct message with one person."""
    users = ask.text("users").strip('[]"').split(",")
    if len(users) > 1:
        raise Refused("method_not_supported_for_channel_type")
    user = ask.world.users.get(users[0])
    if user is None:
        raise Refused("user_not_found")
    if user.deleted:
        raise Refused("user_disabled")
    return {"channel": {"id": ask.world.direct_message(user.id).id}}


def join(ask: Ask) -> Json:
    """conversations.join: public channels only."""
    channel = ask.channel()
    if channel.is_private:
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    already = ask.world.bot.id in channel.members
    channel.members.add(ask.world.bot.id)
    ask.world.changed()
    warned = {"warning": "already_in_channel"} if already else {}
    return {"channel": wire.channel(channel, ask.world.bot.id), **warned}


def _in_window(ask: Ask, said: Iterable[Message]) -> list[Message]:
    oldest, latest = ask.text("oldest") or "0", ask.text("latest") or "inf"
    inclusive = ask.flag("inclusive")
    try:
        low, high = float(oldest), float(latest)
    except ValueError as trouble:
        raise Refused("invalid_ts_oldest") from trouble
    return [
        message
        for message in said
        if low < float(message.ts) < high or (inclusive and float(message.ts) in {low, high})
    ]


def _page_of_messages(ask: Ask, said: Iterable[Message], written: Callable[[Message], Json]) -> Json:
    page = ask.page((written(message) for message in said), "messages")
    return {**page, "has_more": bool(page["response_metadata"]["next_cursor"])}


def history(ask: Ask) -> Json:
    """conversations.history: the top of the channel, newest first; metadata only on request."""
    channel = ask.channel("history", joined=True)
    metadata = ask.flag("include_all_metadata")
    top = [said for said in channel.messages.values() if not said.is_reply]
    replies = Counter(said.thread_ts for said in channel.messages.values() if said.is_reply)

    def written(said: Message) -> Json:
        below = replies[said.ts]
        thread = {"thread_ts": said.ts, "reply_count": below} if below else {}
        return {**wire.message(said, metadata=metadata), **thread}

    return _page_of_messages(ask, reversed(_in_window(ask, top)), written)


def replies(ask: Ask) -> Json:
    """conversations.replies: a message and its thread, oldest first."""
    channel = ask.channel("history", joined=True)
    thread = ask.world.thread(channel, ask.needed("ts"))
    if not thread:
        raise Refused("thread_not_found")
    metadata = ask.flag("include_all_metadata")
    within = [said for said in thread[1:] if said in _in_window(ask, thread)]
    return _page_of_messages(ask, [thread[0], *within], lambda said: wire.message(said, metadata=metadata))


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "conversations.history": history,
    "conversations.info": info,
    "conversations.join": join,
    "conversations.list": list_,
    "conversations.members": members,
    "conversations.open": open_,
    "conversations.replies": replies,
    "users.conversations": users_conversations,
}

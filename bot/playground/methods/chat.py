"""chat.*: saying, changing, whispering."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.playground import checks, wire
from bot.playground.ask import Ask
from bot.playground.nouns import Channel, Message
from bot.playground.refusals import Refused, malformed
from bot.playground.shapes import Json

LONGEST_TEXT: Final = 40_000
LONGEST_UPDATE: Final = 4_000
# Slack's page names the error and not the number; 13,200 is what people who met it report.
LONGEST_BLOCKS: Final = 13_200
FURTHEST: Final = 120 * 24 * 3600
RECORDED: Final = ("link_names", "parse", "unfurl_links", "unfurl_media", "mrkdwn", "reply_broadcast", "username")


def content(ask: Ask) -> Json:
    """The text, blocks, attachments and metadata of a call, checked."""
    blocks = ask.structure("blocks", "invalid_blocks_format")
    attachments = ask.structure("attachments", "invalid_attachments")
    found: Json = {
        "text": ask.text("text"),
        "blocks": tuple(_checked_blocks(blocks, "/blocks")),
        "attachments": tuple(_checked_attachments(attachments)),
        "options": {name: ask.arguments[name] for name in RECORDED if name in ask.arguments},
    }
    if not (found["text"] or found["blocks"] or found["attachments"]):
        raise Refused("no_text")
    ask.problems.extend(checks.fallback(found["text"], found["blocks"]))
    return found


def _checked_blocks(blocks: object, pointer: str) -> list[Json]:
    if blocks is None:
        return []
    if problems := checks.message(blocks, pointer):
        raise malformed("invalid_blocks", problems)
    checked: list[Json] = blocks if isinstance(blocks, list) else []
    if checks.characters(checked) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")
    return checked


def _checked_attachments(attachments: object) -> list[Json]:
    if attachments is None:
        return []
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise Refused("invalid_attachments")
    for index, each in enumerate(attachments):
        _checked_blocks(each.get("blocks"), f"/attachments/{index}/blocks")
    return attachments


def _metadata(ask: Ask) -> Json | None:
    metadata = ask.structure("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise Refused("invalid_metadata_schema")
    return {"event_type": kind, "event_payload": payload}


def _where(ask: Ask) -> Channel:
    """The channel to post in: by id, by name, or the direct message of a user id."""
    name = ask.needed("channel")
    user = ask.world.users.get(name)
    channel = ask.world.direct_message(name) if user and not user.deleted else ask.world.channel(name)
    if channel is None or (channel.is_private and ask.world.bot.id not in channel.members):
        raise Refused("channel_not_found")
    if channel.is_archived:
        raise Refused("is_archived")
    if ask.world.bot.id not in channel.members and "chat:write.public" not in ask.token.scopes:
        raise Refused("not_in_channel")
    return channel


def _paced(ask: Ask, channel: Channel) -> None:
    if wait := ask.pace.wait_for_room(channel.id, ask.world.clock()):
        raise Refused("ratelimited", retry_after=wait)


def post_message(ask: Ask) -> Json:
    """chat.postMessage."""
    channel = _where(ask)
    found = content(ask)
    metadata = _metadata(ask)
    _paced(ask, channel)
    too_long = len(found["text"]) > LONGEST_TEXT
    found["text"] = found["text"][:LONGEST_TEXT]
    thread_ts = ask.text("thread_ts") or None
    said = ask.world.put(
        replace(ask.world.from_bot(channel.id), **found, thread_ts=thread_ts, metadata=metadata),
    )
    ask.emit({**wire.message(said), "channel": channel.id, "channel_type": channel.type})
    warned = {"warning": "message_truncated"} if too_long else {}
    return {"channel": channel.id, "ts": said.ts, "message": wire.message(said), **warned}


def _own(ask: Ask, channel: Channel, refusal: str) -> Message:
    said = channel.messages.get(ask.needed("ts"))
    if said is None:
        raise Refused("message_not_found")
    if said.user != ask.world.bot.id:
        raise Refused(refusal)
    return said


def update(ask: Ask) -> Json:
    """chat.update: text alone removes the blocks, metadata is kept unless it is given."""
    channel = ask.channel()
    said = _own(ask, channel, "cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    found = content(ask)
    if len(found["text"]) > LONGEST_UPDATE:
        raise Refused("msg_too_long")
    if "attachments" not in ask.arguments and not found["text"]:
        found["attachments"] = said.attachments
    metadata = _metadata(ask) if "metadata" in ask.arguments else said.metadata
    _paced(ask, channel)
    edited = None if found["blocks"] else {"user": ask.world.bot.id, "ts": ask.world.stamp()}
    now = ask.world.put(replace(said, **found, metadata=metadata, edited=edited))
    return {"channel": channel.id, "ts": now.ts, "text": now.text, "message": wire.message(now)}


def delete(ask: Ask) -> Json:
    """chat.delete: the app's own messages only."""
    channel = ask.channel()
    said = _own(ask, channel, "cant_delete_message")
    ask.world.remove(said)
    return {"channel": channel.id, "ts": said.ts}


def post_ephemeral(ask: Ask) -> Json:
    """chat.postEphemeral: seen by one member of the channel, in no history."""
    channel = _where(ask)
    user = ask.needed("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    found = content(ask)
    _paced(ask, channel)
    thread_ts = ask.text("thread_ts") or None
    whispered = replace(ask.world.from_bot(channel.id), **found, thread_ts=thread_ts, ephemeral_to=user)
    return {"message_ts": ask.world.whisper(whispered).ts}


def get_permalink(ask: Ask) -> Json:
    """chat.getPermalink."""
    channel = ask.channel()
    ts = ask.needed("message_ts")
    if ts not in channel.messages:
        raise Refused("message_not_found")
    return {"channel": channel.id, "permalink": f"{ask.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"}


def schedule_message(ask: Ask) -> Json:
    """chat.scheduleMessage: kept, and never sent by itself."""
    channel = _where(ask)
    found = content(ask)
    due, now = ask.needed("post_at"), ask.world.clock()
    if not due.isdigit():
        raise Refused("invalid_time")
    if int(due) <= now:
        raise Refused("time_in_past")
    if int(due) > now + FURTHEST:
        raise Refused("time_too_far")
    scheduled_id = ask.world.new_id("Q")
    ask.world.scheduled[scheduled_id] = {"channel": channel.id, "post_at": int(due), **found}
    return {"channel": channel.id, "scheduled_message_id": scheduled_id, "post_at": int(due)}


def delete_scheduled_message(ask: Ask) -> Json:
    """chat.deleteScheduledMessage."""
    if ask.world.scheduled.pop(ask.needed("scheduled_message_id"), None) is None:
        raise Refused("invalid_scheduled_message_id")
    return {}


def unfurl(ask: Ask) -> Json:
    """chat.unfurl: a preview under a message that holds a link."""
    channel = ask.channel()
    said = channel.messages.get(ask.needed("ts"))
    if said is None:
        raise Refused("cannot_find_message")
    unfurls = ask.structure("unfurls", "cannot_parse_attachment")
    if not isinstance(unfurls, dict) or not unfurls:
        raise Refused("missing_unfurls")
    previews = _checked_attachments(list(unfurls.values()))
    ask.world.put(replace(said, attachments=(*said.attachments, *previews)))
    return {}


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "chat.delete": delete,
    "chat.deleteScheduledMessage": delete_scheduled_message,
    "chat.getPermalink": get_permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.scheduleMessage": schedule_message,
    "chat.unfurl": unfurl,
    "chat.update": update,
}

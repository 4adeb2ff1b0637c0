"""The events that people set off by what they do, as Slack writes them."""

import re
from collections.abc import Iterator

from bot.playground.nouns import Channel, Message
from bot.playground.shapes import Json


def said(message: Message, where: Channel, bot: str) -> Iterator[Json]:
    """A message, the mention of the app in it, the links in it."""
    ts, text = message.ts, message.text
    about: Json = {"channel": where.id, "user": message.user, "text": text, "ts": ts, "event_ts": ts}
    about |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    yield {"type": "message", "channel_type": where.type, **about}
    if f"<@{bot}>" in text:
        yield {"type": "app_mention", **about}
    if links := re.findall(r"<(https?://([^/>|]+)[^>|]*)", text):
        found = [{"url": url, "domain": domain} for url, domain in links]
        yield {"type": "link_shared", "message_ts": ts, "links": found, **about}


def reacted(message: Message, user: str, name: str, stamp: str, *, taken_away: bool) -> Json:
    """An emoji put under a message, or taken away."""
    return {
        "type": "reaction_removed" if taken_away else "reaction_added",
        "user": user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": stamp,
    }

"""Answering where a person did something: response URLs, and what a slash command's acknowledgement carries."""

from dataclasses import replace

from bot.playground.ask import Ask
from bot.playground.handles import ResponseUrl
from bot.playground.methods.chat import content
from bot.playground.refusals import Refused
from bot.playground.shapes import Json


def respond(ask: Ask, url: ResponseUrl) -> Json:
    """Replace, delete or add a message; what is added is for the one person unless `in_channel`."""
    source = url.source
    if ask.flag("delete_original"):
        if source is None:
            raise Refused("message_not_found")
        ask.world.remove(source)
        return {"ok": True}
    found = content(ask)
    if ask.flag("replace_original") and source is not None:
        changed = replace(source, **found)
        _ = ask.world.whisper(changed) if source.ephemeral_to else ask.world.put(changed)
        return {"ok": True}
    thread_ts = ask.text("thread_ts") or url.thread_ts
    said = replace(ask.world.from_bot(url.channel), **found, thread_ts=thread_ts)
    if ask.text("response_type") == "in_channel":
        ask.world.put(said)
    else:
        ask.world.whisper(replace(said, ephemeral_to=url.user))
    return {"ok": True}

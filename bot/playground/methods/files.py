"""files.*: uploading in three steps (ask for an address, send the bytes, complete)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.playground import wire
from bot.playground.ask import Ask
from bot.playground.nouns import Channel, StoredFile
from bot.playground.refusals import Refused
from bot.playground.shapes import Json


def get_upload_url(ask: Ask) -> Json:
    """files.getUploadURLExternal."""
    name = ask.needed("filename")
    if not ask.needed("length").isdigit() or ask.text("length") == "0":
        raise Refused("invalid_arguments")
    file_id = ask.world.new_id("F")
    ask.world.files[file_id] = StoredFile(id=file_id, name=name, title=name)
    return {"upload_url": f"{ask.base_url}/upload/{file_id}", "file_id": file_id}


def _channels(ask: Ask) -> list[Channel]:
    names = ask.text("channels") or ask.text("channel_id")
    found = [ask.world.channels.get(name) for name in names.split(",") if name]
    for channel in found:
        if channel is None or ask.world.bot.id not in channel.members:
            raise Refused("channel_not_found" if channel is None or channel.is_private else "not_in_channel")
        if channel.is_archived:
            raise Refused("is_archived")
    return [channel for channel in found if channel]


def complete_upload(ask: Ask) -> Json:
    """files.completeUploadExternal: shares what was uploaded in a channel, if one is given."""
    wanted = ask.structure("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments")
    channels = _channels(ask)
    done = [_complete(ask, str(each.get("id")), each.get("title"), channels) for each in wanted]
    for channel in channels:
        said = replace(ask.world.from_bot(channel.id), text=ask.text("initial_comment"))
        files = tuple(file.id for file in done)
        ask.world.put(replace(said, files=files, thread_ts=ask.text("thread_ts") or None))
    return {"files": [wire.file(file) for file in done]}


def _complete(ask: Ask, file_id: str, title: str | None, channels: list[Channel]) -> StoredFile:
    file = ask.world.files.get(file_id)
    if file is None or not file.body:
        raise Refused("file_not_found")
    shared = tuple(channel.id for channel in channels)
    done = replace(file, title=title or file.name, complete=True, channels=shared)
    ask.world.files[file_id] = done
    ask.world.changed()
    return done


def info(ask: Ask) -> Json:
    """files.info."""
    file = ask.world.files.get(ask.needed("file"))
    if file is None or not file.complete:
        raise Refused("file_not_found")
    return {"file": wire.file(file)}


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "files.completeUploadExternal": complete_upload,
    "files.getUploadURLExternal": get_upload_url,
    "files.info": info,
}

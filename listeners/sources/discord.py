"""A Discord server our bot is in: its channels' messages, or a search of all of them (docs.discord.com, API v10).

With `channels` each is listed, newest first; without, every phrase is searched for, and what mentions us. The text of
messages is told only to bots with the Message Content intent: without it messages come empty, which is an error here. A
search whose index is not ready answers 202, with how long to wait. A sending's `nonce` is remembered for some minutes
(`enforce_nonce`). Only what people say is read: no joins, no pins. Limits are per path.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import CLOCK_SLACK, may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import clean
from storage.records import EPOCH, Author, Counted, Kind, Metrics, Once, Outgoing, Post, Receipt, Standing, Writing

_SITE = "https://discord.com"
_PAGE = 100
_SAID = (0, 19)  # messages and replies; all other types are notes of Discord's own
_TOLD = ("content", "attachments", "embeds", "components", "sticker_items", "poll", "message_snapshots")
_FIRST_MS = 1_420_070_400_000  # ids count milliseconds since 2015
_CHANGED = "Discord answered in another shape than it documents"
_RIGHTS = "View Channel, Read Message History and Send Messages"
_INTENT = "Discord tells us no texts: turn on the Message Content intent of the bot (Developer Portal, Bot)"


class Discord:
    """What people say in the channels of one server."""

    about = About(
        name="discord",
        title="Discord",
        docs="https://docs.discord.com/developers/resources/message",
        base_url="https://discord.com/api/v10",
        reads=("posts", "comments", "mentions"),
        settings=(
            Setting(name="token", about="the bot's token", required=True, secret=True),
            Setting(name="guild", about="the server's id (Copy Server ID, with developer mode on)", required=True),
            Setting(name="channels", about="ids of channels to read, by commas; without them the server is searched"),
        ),
        pace=timedelta(minutes=2),
        least_pace=timedelta(seconds=5),
        lookback=timedelta(days=7),
        counts_by_path=True,
        terms="Texts may not be used to train models, and not be kept longer than their purpose needs.",
        verified=("documentation 2026-11",),
        unverified="No recorded answers were at hand; nothing was tried with a real bot.",
    )
    writing = Writing(
        limit=2000,
        counted=Counted.CHARACTERS,
        once=Once.KEY,
        can_edit=True,
        can_delete=True,
        note="Written as Markdown, as our bot, and shown at once; nobody but the person is notified.",
        needs=(("token",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask who our bot is."""
        return _get("/users/@me", {}, need)

    def signed_in(self, answer: Answer, need: Need) -> Pass:  # noqa: ARG002  the answer says it
        """Return the bot's id."""
        own = shapes.ident(shapes.decoded(answer.body, _CHANGED), "id")
        if not own:
            raise SourceChanged(_CHANGED)
        return Pass(settings={"me": own})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return one list per channel, or one search per phrase and one for what mentions us."""
        if not need.settings.get("token") or not need.settings.get("guild"):
            raise NeedsKey("Discord is read by a bot: set DISCORD_TOKEN and DISCORD_GUILD")
        channels = [one.strip() for one in need.settings.get("channels", "").split(",") if one.strip()]
        if channels:
            return [_get(f"/channels/{quote(one)}/messages", {"limit": str(_PAGE)}, need) for one in channels]
        searches = [{"content": " ".join(phrase.split())} for phrase in need.phrases]
        searches += [{"mentions": need.settings["me"]}] if need.settings.get("me") else []
        if not searches:
            raise Never("a Discord server is searched for words: give the watch a query, or name channels")
        path, order = (
            f"/guilds/{quote(need.settings['guild'])}/messages/search",
            {"sort_by": "timestamp", "sort_order": "desc"},
        )
        return [_get(path, {**search, **order, "limit": "25"}, need) for search in searches]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what people said, in a channel, in what a search found, or around an answer of ours."""
        found, note = _messages(shapes.decoded(answer.body, _CHANGED)), answer.note
        said = [one for one in found if shapes.count(one, "type") in _SAID]
        if said and all(_is_mute(one, need) for one in said):
            raise NeedsKey(_INTENT)
        match note.get("what"):
            case "around":
                asked = note.get("asked", "")
                posts = [_post(one, need) for one in said if shapes.ident(one, "id") == asked]
                return Page(posts=posts, gone=[] if posts else [asked])
            case "after":
                return _after(found, said, note, need)
            case _:
                return Page(posts=[_post(one, need) for one in said], more=_older(answer, found, need))

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  the body says it all
        """Return what Discord's own words and codes mean."""
        said = shapes.said(body, "message")
        if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.ACCEPTED):
            return Later(f"Discord asks us to wait{said}", after=_wait(body))
        if status == HTTPStatus.UNAUTHORIZED:
            return NeedsKey(f"Discord does not accept the bot's token{said}: check DISCORD_TOKEN")
        if status == HTTPStatus.FORBIDDEN:
            return NeedsKey(
                f"Discord does not let the bot in there{said}: it needs {_RIGHTS}, and the Message Content intent"
            )
        if status == HTTPStatus.NOT_FOUND:
            return Never(
                f"Discord does not have it{said}: check the ids of server and channels, or the message was deleted"
            )
        return Never(f"Discord does not accept it{said}") if status == HTTPStatus.BAD_REQUEST else None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  any message can be
        """Without a bot nothing can be sent."""
        return "" if settings.get("token") else "Set DISCORD_TOKEN to answer from here."

    def prepare(self, outgoing: Outgoing, need: Need) -> None:
        """Nothing must be looked up: a message that is gone is refused as it is answered."""

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002  nothing is prepared
        """Return the message, under a nonce of its own, notifying whom it answers and nobody else."""
        words = {
            "content": outgoing.text,
            "message_reference": {"message_id": outgoing.post.external_id, "fail_if_not_exists": True},
            "allowed_mentions": {"parse": [], "replied_user": True},
            "nonce": sha256(outgoing.key.encode()).hexdigest()[:24],
            "enforce_nonce": True,
        }
        return json_ask(f"{need.base}/channels/{quote(outgoing.post.thread_id)}/messages", words, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return the message as it was sent."""
        shape = shapes.fields({"": shapes.decoded(answer.body, _CHANGED)}, "")
        return _receipt(_post(shape, need), outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask:
        """Return the channel's messages since we began."""
        since = int((outgoing.begun_at - CLOCK_SLACK - EPOCH).total_seconds() * 1000) - _FIRST_MS
        return _list(outgoing.post.thread_id, {"after": str(max(since, 0) << 22)}, need)

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our message if it is there; unsure where there are more than one list holds."""
        found = _messages(shapes.decoded(answer.body, _CHANGED))
        posts = [_post(one, need) for one in found if shapes.count(one, "type") in _SAID]
        for post in posts:
            mine = post.author.id == need.settings.get("me") and post.parent_id == outgoing.post.external_id
            if mine and may_be(outgoing, post.text, post.posted_at):
                return _receipt(post, outgoing.post.external_id)
        if len(found) >= _PAGE:
            raise SourceChanged(
                "so much was said in this Discord channel since that nobody knows whether ours is there"
            )
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the message as it stands, and what was said after it."""
        note = {"asked": post.external_id, "ours": receipt.external_id}
        around = _list(post.thread_id, {"around": post.external_id, "limit": "3"}, need, what="around", **note)
        after = receipt.external_id or post.external_id
        since = str(int(after) - 1) if after.isdecimal() else after
        return [around, _list(post.thread_id, {"after": since}, need, what="after", **note)]


def _headers(need: Need) -> Mapping[str, str]:
    return {"authorization": f"Bot {need.settings.get('token', '')}", "user-agent": "DiscordBot (Earshot, 0.1)"}


def _get(path: str, params: Mapping[str, str], need: Need, **note: str) -> Ask:
    return Ask(url=f"{need.base}{path}", params=params, headers=_headers(need), note=note)


def _list(channel: str, params: Mapping[str, str], need: Need, **note: str) -> Ask:
    return _get(f"/channels/{quote(channel)}/messages", {"limit": str(_PAGE), **params}, need, **note)


def _messages(shape: object) -> Sequence[Shape]:
    """Return the messages of a list, or of a search, where each comes in a list of its own."""
    found = shapes.found(shape, "messages") if isinstance(shape, Mapping) else shape
    if not isinstance(found, list):
        raise SourceChanged(_CHANGED)
    flat = [inner for one in found for inner in (one if isinstance(one, list) else [one])]
    messages = shapes.listed({"": flat}, "")
    if len(messages) != len(flat):
        raise SourceChanged(_CHANGED)
    return messages


def _is_mute(one: Shape, need: Need) -> bool:
    """Tell whether a message says nothing at all; we are always told what mentions us, and what we said."""
    me = need.settings.get("me", "")
    return not any(map(one.get, _TOLD)) and not _mentions(one, me) and shapes.ident(one, "author", "id") != me


def _mentions(one: Shape, me: str) -> bool:
    named = [shapes.ident(user, "id") for user in shapes.listed(one, "mentions")]
    return bool(me) and (me in named or shapes.ident(one, "referenced_message", "author", "id") == me)


def _post(one: Shape, need: Need) -> Post:
    at, own, channel = shapes.moment(one, "timestamp"), shapes.ident(one, "id"), shapes.ident(one, "channel_id")
    if at is None or not own or not channel or not shapes.ident(one, "author", "id"):
        raise SourceChanged(_CHANGED)
    parent = shapes.ident(one, "message_reference", "message_id") if shapes.count(one, "type") == _SAID[1] else ""
    edited = shapes.moment(one, "edited_timestamp")
    return Post(
        source="discord",
        external_id=own,
        kind=Kind.COMMENT if parent else Kind.POST,
        url=f"{_SITE}/channels/{quote(need.settings.get('guild', ''))}/{quote(channel)}/{quote(own)}",
        text=_text(one),
        author=_author(shapes.fields(one, "author")),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=Metrics(likes=sum(shapes.count(each, "count") or 0 for each in shapes.listed(one, "reactions"))),
        parent_id=parent,
        thread_id=channel,
        tags_us=_mentions(one, need.settings.get("me", "")),
    )


def _text(one: Shape) -> str:
    """Return what is said, names for ids; what is attached and asked, in words."""
    names = {shapes.ident(user, "id"): shapes.line(user, "username") for user in shapes.listed(one, "mentions")}
    said = re.sub(r"<@!?(\d+)>", lambda found: f"@{names.get(found[1]) or found[1]}", shapes.words(one, "content"))
    said = re.sub(r"<a?(:\w+:)\d+>", r"\1", re.sub(r"<@&\d+>", "@role", re.sub(r"<#\d+>", "#channel", said)))
    shown = [
        shapes.line(file, "description") or shapes.line(file, "filename") for file in shapes.listed(one, "attachments")
    ]
    return clean("\n\n".join(part for part in (said, shapes.line(one, "poll", "question", "text"), *shown) if part))


def _author(user: Shape) -> Author:
    own, handle = shapes.ident(user, "id"), shapes.line(user, "username")
    name = shapes.line(user, "global_name") or handle or own
    return Author(id=own, handle=handle, name=name, url=f"{_SITE}/users/{quote(own)}")


def _older(answer: Answer, found: Sequence[Shape], need: Need) -> Ask | None:
    ids = [int(own) for one in found if (own := shapes.ident(one, "id")).isdecimal()]
    if not ids:
        return None
    asked = urlsplit(answer.url)
    bound = "max_id" if asked.path.endswith("/search") else "before"
    url = (
        f"{need.base}{asked.path.removeprefix(urlsplit(need.base).path)}" if need.base else answer.url.partition("?")[0]
    )
    params = dict(parse_qsl(asked.query)) | {bound: str(min(ids))}
    return Ask(url=url, params=params, headers=_headers(need), note=answer.note)


def _after(found: Sequence[Shape], said: Sequence[Shape], note: Mapping[str, str], need: Need) -> Page:
    """Return what answers the message or us, and whether our own message still stands there."""
    asked, mine = note.get("asked", ""), note.get("ours", "")
    posts = [_post(one, need) for one in said]
    answers = [post for post in posts if post.parent_id in {asked, mine} - {""} and post.external_id != mine]
    if not mine:
        return Page(posts=answers)
    stands = any(shapes.ident(one, "id") == mine for one in found)
    standing = Standing.PUBLISHED if stands else Standing.REMOVED
    return Page(posts=answers, receipts=[Receipt(external_id=mine, post_id=asked, standing=standing)])


def _receipt(post: Post, answered: str) -> Receipt:
    return Receipt(external_id=post.external_id, post_id=answered, url=post.url)


def _wait(body: bytes) -> timedelta | None:
    try:
        seconds = shapes.found(shapes.decoded(body, _CHANGED), "retry_after")
    except SourceChanged:
        return None
    known = (
        isinstance(seconds, int | float)
        and not isinstance(seconds, bool)
        and 0 <= seconds < timedelta(days=1).total_seconds()
    )
    return timedelta(seconds=seconds) if known and isinstance(seconds, int | float) else None


SOURCE: Source = Discord()

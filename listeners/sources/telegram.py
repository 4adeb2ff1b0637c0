"""Telegram: what is said in the groups and channels our bot is in (core.telegram.org/bots/api).

`getUpdates` tells each thing once: asking with an offset makes Telegram forget all before it, so one page a walk is
asked, from where the last kept one ended (`marks`); within a day, for Telegram keeps updates no longer. All listeners
share a bot's updates, as all watches that listen to it are judged together. In a group a bot hears all only as an
administrator, or with its privacy mode off. Private chats are not read. Deletions are not told, and a bot cannot look
back: where a sending's outcome is not known, a person has to. The token is part of every address.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from listeners.text import clean
from storage.records import Author, Counted, Kind, Outgoing, Post, Receipt, Writing

_KINDS = ("message", "edited_message", "channel_post", "edited_channel_post")
_OPEN = ("group", "supergroup", "channel")
_CHANGED = "Telegram answered in another shape than it documents"
_REVOKED = "Telegram does not know the bot's token: check TELEGRAM_TOKEN (BotFather gives it)"


class Telegram:
    """Messages of groups and channels, each once."""

    about = About(
        name="telegram",
        title="Telegram",
        docs="https://core.telegram.org/bots/api",
        base_url="https://api.telegram.org",
        reads=("posts", "comments", "mentions"),
        settings=(Setting(name="token", about="the bot's token, from BotFather", required=True, secret=True),),
        pace=timedelta(minutes=1),
        least_pace=timedelta(seconds=2),
        pages=1,
        terms="A bot reads only where it was added; people may ask what it keeps of them, and that it is deleted.",
        verified=("documentation 2026-11",),
        unverified="No recorded answers were at hand; nothing was tried with a real bot.",
    )
    writing = Writing(
        limit=4096,
        counted=Counted.UTF16,
        can_edit=True,
        can_delete=True,
        note="Sent as our bot, as plain text, and shown at once. If the outcome is not known, somebody has to look.",
        needs=(("token",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask who our bot is."""
        return Ask(url=_url("getMe", need))

    def signed_in(self, answer: Answer, need: Need) -> Pass:  # noqa: ARG002  the answer says it
        """Return the bot's id and name."""
        us = _result(answer.body)
        if not shapes.ident(us, "id"):
            raise SourceChanged(_CHANGED)
        return Pass(settings={"me": shapes.ident(us, "id"), "username": shapes.line(us, "username")})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one ask there is: what was told since the last page that was kept."""
        if not need.settings.get("token"):
            raise NeedsKey("Telegram is read by a bot: set TELEGRAM_TOKEN")
        kinds = ",".join(f'"{kind}"' for kind in _KINDS)
        params = {"limit": "100", "timeout": "0", "allowed_updates": f"[{kinds}]"}
        return [Ask(url=_url("getUpdates", need), params=params | dict(need.marks))]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what was said in groups and channels; of what was edited meanwhile, the last word."""
        updates = _result(answer.body)
        listed = shapes.listed({"": updates}, "")
        if not isinstance(updates, list) or len(listed) != len(updates):
            raise SourceChanged(_CHANGED)
        ids = [shapes.count(update, "update_id") for update in listed]
        said = [message for update in listed if (message := _message(update))]
        posts = {post.external_id: post for post in (_post(message, need) for message in said)}
        newest = max((own for own in ids if own is not None), default=None)
        return Page(posts=list(posts.values())[::-1], marks={} if newest is None else {"offset": str(newest + 1)})

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  the body says it all
        """Return what Telegram's own words mean."""
        said = shapes.said(body, "description")
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = shapes.count(shapes.decoded(body, _CHANGED), "parameters", "retry_after") if said else None
            return Later(f"Telegram asks us to wait{said}", after=timedelta(seconds=min(max(seconds or 1, 1), 86_400)))
        if status == HTTPStatus.CONFLICT:
            return Never(f"the bot's updates go elsewhere{said}: remove its webhook, or stop the other program")
        if status == HTTPStatus.FORBIDDEN:
            return Never(f"the bot may not write there{said}: it was removed, or may not send messages")
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            return NeedsKey(f"{_REVOKED}{said}")
        return Never(f"Telegram does not accept it{said}") if status == HTTPStatus.BAD_REQUEST else None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  any message can be
        """Without a bot nothing can be sent."""
        return "" if settings.get("token") else "Set TELEGRAM_TOKEN to answer from here."

    def prepare(self, outgoing: Outgoing, need: Need) -> None:
        """Nothing can be looked up."""

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002  nothing is prepared
        """Return the message that answers; one whose message is gone must not stand alone."""
        chat, _, own = outgoing.post.external_id.partition("/")
        if not own.isdecimal() or not chat.removeprefix("-").isdecimal():
            raise Never("this is no message of Telegram")
        answered = {"message_id": int(own), "allow_sending_without_reply": False}
        words = {"chat_id": int(chat), "text": outgoing.text, "reply_parameters": answered}
        return json_ask(_url("sendMessage", need), words, {})

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return the message as it was sent."""
        sent = _post(shapes.fields({"": _result(answer.body)}, ""), need)
        return Receipt(external_id=sent.external_id, post_id=outgoing.post.external_id, url=sent.url)

    def look(self, outgoing: Outgoing, need: Need) -> None:
        """A bot cannot look back."""

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:  # noqa: ARG002  nothing shows it
        """Nothing shows it: it was not looked for."""
        raise SourceChanged("Telegram does not show a bot what it sent")


def _url(method: str, need: Need) -> str:
    return f"{need.base}/bot{need.settings.get('token', '')}/{method}"


def _result(body: bytes) -> object:
    shape = shapes.decoded(body, _CHANGED)
    if shapes.found(shape, "ok") is not True:
        raise SourceChanged(_CHANGED)
    return shapes.found(shape, "result")


def _message(update: Shape) -> Shape:
    """Return what was said, if it was said to all of a group or channel, in words."""
    message = next((found for kind in _KINDS if (found := shapes.fields(update, kind))), {})
    if not message:
        return {}
    if not shapes.words(message, "chat", "type") or shapes.moment(message, "date") is None:
        raise SourceChanged(_CHANGED)
    return message if shapes.words(message, "chat", "type") in _OPEN and _text(message) else {}


def _text(message: Shape) -> str:
    asked = shapes.words(message, "poll", "question")
    return clean(shapes.words(message, "text") or shapes.words(message, "caption") or asked)


def _post(message: Shape, need: Need) -> Post:
    at, edited = shapes.moment(message, "date"), shapes.moment(message, "edit_date")
    chat, own = shapes.ident(message, "chat", "id"), shapes.ident(message, "message_id")
    if at is None or not chat or not own:
        raise SourceChanged(_CHANGED)
    thread, parent = shapes.ident(message, "message_thread_id"), shapes.ident(message, "reply_to_message", "message_id")
    return Post(
        source="telegram",
        external_id=f"{chat}/{own}",
        kind=Kind.COMMENT if parent else Kind.POST,
        url=_address(message, chat, own),
        text=_text(message),
        author=_author(message, chat),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        parent_id=f"{chat}/{parent}" if parent else "",
        thread_id=f"{chat}/{thread or parent or own}",
        tags_us=_speaks_to_us(message, need),
    )


def _address(message: Shape, chat: str, own: str) -> str:
    """Return where members read it: groups without a name are known by their number alone."""
    name = shapes.line(message, "chat", "username")
    return f"https://t.me/{name or 'c/' + chat.removeprefix('-100').removeprefix('-')}/{own}"


def _author(message: Shape, chat: str) -> Author:
    """Return who said it: a person, or a group or channel that speaks as itself."""
    group = shapes.fields(message, "sender_chat")
    who = group or shapes.fields(message, "from") or shapes.fields(message, "chat")
    handle = shapes.line(who, "username")
    named = f"{shapes.line(who, 'first_name')} {shapes.line(who, 'last_name')}".strip()
    name = shapes.line(who, "title") or named or handle or shapes.ident(who, "id") or chat
    return Author(id=shapes.ident(who, "id"), handle=handle, name=name, url=f"https://t.me/{handle}" if handle else "")


def _speaks_to_us(message: Shape, need: Need) -> bool:
    me, name = need.settings.get("me", ""), need.settings.get("username", "").casefold()
    to_us = bool(me) and shapes.ident(message, "reply_to_message", "from", "id") == me
    return to_us or (bool(name) and f"@{name}" in _text(message).casefold())


SOURCE: Source = Telegram()

"""Mastodon and the servers that speak its API: hashtags, search, mentions, replies (docs.joinmastodon.org).

Hashtags are heard without a token where the server shows them to everybody; search and mentions take one. Lists come
newest first and are walked back by `max_id` to the overlap, not forward by `min_id`: what arrives late from another
server gets an id of the time it was written (lib/mastodon/snowflake.rb), so walking forward would pass it by. Only
public and unlisted posts are kept; what was said in private is not stored. Ids are the server's own: digits, or words.

Others answer differently: GoToSocial shows nothing without a token and searches only what concerns the account; Pleroma
and Akkoma know the visibilities `local` and `list`; Pixelfed ignores `types[]` and Idempotency-Key. A search without an
index (Elasticsearch) brings nothing, without saying so. The key of a sending is remembered for an hour.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from listeners import shapes, toots
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, form_ask
from listeners.text import from_html
from storage.records import Once, Outgoing, Post, Receipt, Standing, Writing

_OPERATORS = re.compile(r'["():]|(?<!\w)[-+]')
_PAGE = "40"  # the most that any list gives
_SCOPES = "read:accounts, read:statuses, read:search, read:notifications, write:statuses"


class Mastodon:
    """Public posts under the hashtags and words of a query, and who speaks to our account."""

    about = About(
        name="mastodon",
        title="Mastodon",
        docs="https://docs.joinmastodon.org/methods/",
        base_url="https://mastodon.social",
        reads=("posts", "mentions", "comments"),
        settings=(
            Setting(name="token", about=f"an access token of our account ({_SCOPES})", secret=True),
            Setting(name="visibility", about="how openly answers are posted at most: public (default) or unlisted"),
        ),
        pace=timedelta(minutes=2),
        least_pace=timedelta(seconds=10),  # 300 asks in 5 minutes, and a query asks several times
        overlap=timedelta(hours=1),
        lookback=timedelta(days=7),
        terms="Each server has its own rules: mark an automated account as a bot, and answer rather than broadcast.",
        verified=("documentation 2026-07", "recorded responses of 4.6", "a real server (mastodon-mock 0.6.1)"),
        unverified="GoToSocial, Pleroma, Akkoma and Pixelfed were tried against their documented differences only.",
    )
    writing = Writing(
        limit=500,
        link=23,
        addressed=True,
        once=Once.KEY,
        can_edit=True,
        can_delete=True,
        note="Shown at once, never to more people than the post itself. Some servers take more or less than 500.",
        needs=(("token",),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask who we are; without a token, what this server is."""
        if need.settings.get("token"):
            return self._get("accounts/verify_credentials", {}, need, what="us")
        return self._get("instance", {}, need, what="server")

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return our id on this server."""
        if not need.settings.get("token"):
            return Pass(settings={})
        shape = shapes.decoded(answer.body, toots.CHANGED)
        if not shapes.ident(shape, "id"):
            raise SourceChanged(toots.CHANGED)
        return Pass(settings={"me": shapes.ident(shape, "id")})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the hashtag of each phrase; with a token also its search, and our mentions."""
        _widest(need.settings)
        tags = dict.fromkeys(tag for tag in map(_tag, need.phrases) if tag)
        asks = [self._get(f"timelines/tag/{quote(tag)}", {"limit": _PAGE}, need, what="tag") for tag in tags]
        if need.settings.get("token"):
            asks += [self._search(phrase, need) for phrase in need.phrases if not phrase.startswith("#")]
            asks.append(self._get("notifications", {"types[]": "mention", "limit": _PAGE}, need, what="mentions"))
        if not asks:
            raise Never("Mastodon without a token is heard by hashtags: give the watch a query, or set MASTODON_TOKEN")
        return asks

    def _search(self, phrase: str, need: Need) -> Ask:
        """Ask for all of a phrase's words: quotes, which Mastodon knows, others would look for in the text itself."""
        params = {"q": " ".join(_OPERATORS.sub(" ", phrase).split()), "type": "statuses", "limit": _PAGE}
        return self._get("search", params, need, what="search", version="v2")

    def _get(self, path: str, params: Mapping[str, str], need: Need, *, version: str = "v1", **note: str) -> Ask:
        return Ask(url=f"{need.base}/api/{version}/{path}", params=params, headers=_headers(need), note=note)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the public posts of one list, of one conversation, or one post."""
        shape, note = shapes.decoded(answer.body, toots.CHANGED), answer.note
        match note.get("what"):
            case "below":
                return _below(shape, note, need)
            case "above":
                return _above(shape, note, need)
            case "post":
                return Page(posts=toots.posts([shape], need))
            case "mentions":
                told = [one for one in _listed(shape) if one.get("type") == "mention" and one.get("status")]
                posts = toots.posts([one["status"] for one in told], need, tags_us=True)
                return Page(posts=posts, more=_older(answer, _listed(shape), need))
            case what:
                found = _listed(shapes.found(shape, "statuses") if what == "search" else shape)
                return Page(posts=toots.posts(found, need), more=_older(answer, found, need))

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:
        """Say what the server's words mean for whoever runs the watch."""
        said = shapes.said(body, "error_description", "error")
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            reset = shapes.moment(headers, "x-ratelimit-reset")
            return Later("Mastodon was asked too often; it says when to go on", after=reset - now) if reset else None
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) or "authenticated user" in said:
            return NeedsKey(f"Mastodon wants a token it accepts{said}: set MASTODON_TOKEN, with {_SCOPES}")
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return Never(f"Mastodon does not have it{said}: the post was deleted, or MASTODON_URL is no such server")
        if status == HTTPStatus.UNPROCESSABLE_ENTITY:
            return Never(f"Mastodon does not accept it as it stands{said}")
        return None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  any public post can be
        """Without a token nothing can be sent."""
        return "" if settings.get("token") else "Set MASTODON_TOKEN (scope write:statuses) to answer from here."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask:
        """Look at the post as it stands now: how openly, and under which name its author is known here."""
        return self._get(f"statuses/{quote(outgoing.post.external_id)}", {}, need, what="post")

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the answer: addressed to its author, no more open than the post."""
        if prepared is None:
            raise Never("Mastodon must be asked for the post first: nobody knows how openly it may be answered")
        post = shapes.decoded(prepared.body, toots.CHANGED)
        seen, handle = shapes.words(post, "visibility"), shapes.line(post, "account", "acct")
        if not seen or not handle:
            raise SourceChanged(toots.CHANGED)
        text, warned = _addressed(handle, outgoing.text), shapes.line(post, "spoiler_text")
        fields = {
            "status": text,
            "in_reply_to_id": outgoing.post.external_id,
            "visibility": (_widest(need.settings) if seen == "public" else seen) if seen in toots.OPEN else "direct",
            "content_type": "text/plain",  # GoToSocial and Pleroma may otherwise read it as Markdown
        }
        if warned and len(text) + len(warned) <= self.writing.limit:
            fields["spoiler_text"] = warned
        key = sha256(outgoing.key.encode()).hexdigest()[:32]
        return form_ask(f"{need.base}/api/v1/statuses", fields, {**_headers(need), "idempotency-key": key})

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return what was published; a scheduled or foreign post is none."""
        shape = shapes.decoded(answer.body, toots.CHANGED)
        if shapes.ident(shape, "in_reply_to_id") != outgoing.post.external_id:
            raise SourceChanged(toots.CHANGED)
        return _receipt(shape, outgoing.post.external_id, need)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002  ours are listed, whatever they answer
        """Return our own newest posts: they are listed at once, where a conversation may lag."""
        me = need.settings.get("me", "")
        params = {"limit": _PAGE, "exclude_reblogs": "true"}
        return self._get(f"accounts/{quote(me)}/statuses", params, need, what="ours") if me else None

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if we posted it; unsure where the list does not reach back to when we began."""
        listed = _listed(shapes.decoded(answer.body, toots.CHANGED))
        for one in listed:
            mine = shapes.ident(one, "account", "id") == need.settings.get("me")
            here = shapes.ident(one, "in_reply_to_id") == outgoing.post.external_id
            at = shapes.moment(one, "created_at")
            if mine and here and may_be(outgoing, from_html(shapes.words(one, "content")), at):
                return _receipt(one, outgoing.post.external_id, need)
        moments = [shapes.moment(one, "created_at") for one in listed]
        if len(listed) >= int(_PAGE) and all(at is None or at >= outgoing.begun_at for at in moments):
            raise SourceChanged("Mastodon lists too many newer posts of ours to know whether the answer is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return what stands below the post, and what stands above our answer: the post itself, unless it is gone."""
        note = {"post": post.external_id, "ours": receipt.external_id, "thread": post.thread_id or post.external_id}
        below = self._get(f"statuses/{quote(post.external_id)}/context", {}, need, what="below", **note)
        if not receipt.external_id:
            return [self._get(f"statuses/{quote(post.external_id)}", {}, need, what="post"), below]
        above = self._get(f"statuses/{quote(receipt.external_id)}/context", {}, need, what="above", **note)
        return [above, below]


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {"accept-language": "en", **({"authorization": f"Bearer {token}"} if token else {})}


def _widest(settings: Mapping[str, str]) -> str:
    wanted = settings.get("visibility") or "public"
    if wanted not in toots.OPEN:
        raise Never("MASTODON_VISIBILITY is public or unlisted")
    return wanted


def _tag(phrase: str) -> str:
    """Return a phrase as people write it behind #, "" where it cannot be one."""
    tag = "" if phrase.startswith("@") else re.sub(r"\W", "", phrase)
    return "" if tag.isdigit() else tag


def _listed(shape: object) -> Sequence[Shape]:
    found = shapes.listed({"": shape}, "")
    if not isinstance(shape, list) or len(found) != len(shape):
        raise SourceChanged(toots.CHANGED)
    return found


def _older(answer: Answer, listed: Sequence[Shape], need: Need) -> Ask | None:
    """Ask for what is older than the last of a list; a server that knows no `max_id` begins anew, and is left."""
    ids = [shapes.ident(one, "id") for one in listed]
    if not ids or not ids[-1] or answer.note.get("below") in ids:
        return None
    asked = urlsplit(answer.url)
    params = dict(parse_qsl(asked.query)) | {"max_id": ids[-1]}
    path = asked.path.removeprefix(urlsplit(need.base).path)
    url = f"{need.base}{path}" if need.base else answer.url.partition("?")[0]
    return Ask(url=url, params=params, headers=_headers(need), note={**answer.note, "below": ids[-1]})


def _conversation(shape: object, side: str) -> Sequence[Shape]:
    return _listed(shapes.found(shape, side))


def _below(shape: object, note: Mapping[str, str], need: Need) -> Page:
    """Return what was answered; our own answer is there, or was taken away."""
    found, mine = _conversation(shape, "descendants"), note.get("ours", "")
    others = [one for one in found if not mine or shapes.ident(one, "id") != mine]
    posts = [replace(post, thread_id=note.get("thread") or post.thread_id) for post in toots.posts(others, need)]
    if not mine:
        return Page(posts=posts)
    stands = next((one for one in found if shapes.ident(one, "id") == mine), None)
    gone = Receipt(external_id=mine, post_id=note.get("post", ""), standing=Standing.REMOVED)
    return Page(posts=posts, receipts=[_receipt(stands, note.get("post", ""), need) if stands else gone])


def _above(shape: object, note: Mapping[str, str], need: Need) -> Page:
    """Return the post our answer answers, as it stands now."""
    answered = note.get("post", "")
    found = [one for one in _conversation(shape, "ancestors") if shapes.ident(one, "id") == answered]
    posts = [replace(post, thread_id=note.get("thread") or post.thread_id) for post in toots.posts(found, need)]
    return Page(posts=posts, gone=() if posts or not answered else [answered])


def _receipt(status: object, post_id: str, need: Need) -> Receipt:
    if not shapes.ident(status, "id"):
        raise SourceChanged(toots.CHANGED)
    return Receipt(external_id=shapes.ident(status, "id"), post_id=post_id, url=toots.address(status, need))


def _addressed(handle: str, text: str) -> str:
    """Return a text that begins with whom it answers, once."""
    first = text.split(maxsplit=1)[0].casefold().rstrip(",:") if text.split() else ""
    known = {f"@{handle}".casefold(), f"@{handle.partition('@')[0]}".casefold()}
    return text if first in known or first.startswith(f"@{handle}@".casefold()) else f"@{handle} {text}"


SOURCE: Source = Mastodon()

"""Bluesky: its search, and who names, answers or quotes our account, asked through our account's own server.

Documented at docs.bsky.app. The search refuses whoever has not signed in, so all of it takes an app password; the
session is renewed rather than made anew (300 a day and account). The index may lag, and wants to be asked gently: for
many terms there is `jetstream`. Times are those of the index, because `createdAt` is its author's word. Posts name no
follower counts: profiles are asked for, 25 at a time. Of posts asked for by address, those that do not come were
deleted, or we are shut out.

An answer is put (`putRecord`) under a key made of when its sending began, so that a repeated sending writes the same
record again, which the server knows as no change.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from listeners import atproto, ours, shapes, skyviews
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from storage import graphemes
from storage.records import Counted, Once, Outgoing, Post, Receipt, Standing, Writing

_KEYS = "set BLUESKY_HANDLE and BLUESKY_APP_PASSWORD (on Bluesky: Settings, Privacy and security, App passwords)"
_PAGE = "100"  # the most that any list gives
_PROFILES = 25
_SPEAKING = ("mention", "reply", "quote")
_LIMIT, _LIMIT_BYTES = 300, 3000
_SEEN_BY = timedelta(hours=1)  # a fresh answer may not be in the index yet
_SIGNED_IN_FOR = timedelta(hours=1)
_REFUSED = (NeedsKey, f"Bluesky did not accept our handle and app password: {_KEYS}")
_SHUT = (NeedsKey, "Bluesky has shut our account: sign in there to see why")
_TROUBLES: Mapping[str, tuple[type[Trouble], str]] = {
    **dict.fromkeys(("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"), _REFUSED),
    **dict.fromkeys(("AccountTakedown", "AccountDeactivated", "AccountSuspended"), _SHUT),
    "AuthFactorTokenRequired": (NeedsKey, f"Bluesky asks for a code by e-mail: this is no app password; {_KEYS}"),
    "BadQueryString": (Never, "Bluesky's search cannot read this query: simplify the watch's words"),
    "NotFound": (Never, "Bluesky does not have this post: it was deleted"),
    "InvalidSwap": (Later, "Bluesky was writing something else of ours; trying again"),
    "ConcurrentWrites": (Later, "Bluesky was writing something else of ours; trying again"),
}


class Bluesky:
    """Posts and answers that hold the words of a query, newest first, and who speaks to our account."""

    about = About(
        name="bluesky",
        title="Bluesky",
        docs="https://docs.bsky.app/docs/api/app-bsky-feed-search-posts",
        base_url="https://bsky.social",
        reads=("posts", "comments", "mentions"),
        settings=(
            Setting(name="handle", about="our account's handle, such as acme.example", required=True),
            Setting(name="app_password", about="an app password of our account", required=True, secret=True),
        ),
        pace=timedelta(minutes=2),
        least_pace=timedelta(seconds=10),  # 3,000 asks in 5 minutes for one address, and a query asks several times
        overlap=timedelta(minutes=30),
        lookback=timedelta(days=7),
        terms="Answer only people who spoke to you, mark an automated account as such, and let go of what was deleted.",
        verified=("documentation 2026-08", "recorded responses", "a real server (@atproto/dev-env 0.6.7, by hand)"),
        unverified="How far the live index lags, and its search syntax beyond quoted words.",
    )
    writing = Writing(
        limit=_LIMIT,
        counted=Counted.GRAPHEMES,
        once=Once.KEY,
        can_delete=True,
        note="Shown at once, below the post; links, tags and the person's @handle become links.",
        needs=(("handle", "app_password"),),
    )

    def sign_in(self, need: Need) -> Ask:
        """Return the ask that renews our session, or begins one."""
        handle, password = _credentials(need.settings)
        refresh = need.settings.get("refresh_token")
        if refresh:
            url, headers = _method(need, "com.atproto.server.refreshSession"), {"authorization": f"Bearer {refresh}"}
            return Ask(url=url, method="POST", headers=headers)
        fields = {"identifier": handle.removeprefix("@"), "password": password}
        return json_ask(_method(need, "com.atproto.server.createSession"), fields, {})

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the session: who we are, its token, and what renews it."""
        shape = shapes.decoded(answer.body, skyviews.CHANGED)
        access, did = shapes.words(shape, "accessJwt"), shapes.words(shape, "did")
        if not access or not did:
            raise SourceChanged(skyviews.CHANGED)
        held = {"access_token": access, "refresh_token": shapes.words(shape, "refreshJwt"), "did": did}
        return Pass(settings=held, until=_expires(access) or need.now + _SIGNED_IN_FOR)

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return one search per phrase, and who spoke to us."""
        _credentials(need.settings)
        since = {"since": _moment(need.since)} if need.since else {}
        url, fixed = _method(need, "app.bsky.feed.searchPosts"), {"sort": "latest", "limit": _PAGE, **since}
        searches = [
            Ask(url=url, params={"q": words, **fixed}, headers=_headers(need))
            for phrase in need.phrases
            if (words := _searched(phrase))
        ]
        reasons = [("reasons", reason) for reason in _SPEAKING]
        return [*searches, _get(need, "app.bsky.notification.listNotifications", [("limit", _PAGE), *reasons])]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of a search, of our notices, of a conversation; or what profiles tell of people."""
        shape = shapes.decoded(answer.body, skyviews.CHANGED)
        if isinstance(shapes.found(shape, "thread"), Mapping):
            told = skyviews.conversation(shapes.fields(shape, "thread"), need)
            kept = [post for post in told if post.external_id != answer.note.get("ours")]
            return Page(posts=kept, further=_profiles(kept, need))
        if isinstance(shapes.found(shape, "profiles"), list):
            return Page(authors=[skyviews.person(one) for one in shapes.listed(shape, "profiles")])
        if answer.note.get("post"):
            return _stands(skyviews.views(shape, "posts", need), answer.note, need)
        if isinstance(shapes.found(shape, "notifications"), list):
            notices = [one for one in skyviews.listed(shape, "notifications") if one.get("reason") in _SPEAKING]
            posts = [replace(skyviews.seen(one, need), tags_us=True) for one in notices]
        else:
            posts = skyviews.views(shape, "posts", need)
        return Page(posts=posts, more=_older(answer, shape, need), further=_profiles(posts, need))

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002
        """Say what Bluesky's names for trouble mean; the status is 400 for most of them."""
        try:
            name = shapes.line(shapes.decoded(body, skyviews.CHANGED), "error")
        except SourceChanged:
            return None
        kind, words = _TROUBLES.get(name, (None, ""))
        return kind(f"{words} ({name})") if kind else None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Without an account nothing can be sent, and only a post has an address to answer to."""
        if not settings.get("handle") or not settings.get("app_password"):
            return f"To answer from here, {_KEYS}."
        return (
            "" if atproto.address(post.external_id) else "This is no post of Bluesky's: it has no address to answer to."
        )

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask:
        """Look at the post as it stands now: an answer names its version, and where its thread began."""
        return _get(need, "app.bsky.feed.getPosts", [("uris", outgoing.post.external_id)])

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the answer, under a key of its own."""
        if graphemes.count(outgoing.text) > _LIMIT or len(outgoing.text.encode()) > _LIMIT_BYTES:
            raise Never(f"Bluesky takes {_LIMIT} characters and {_LIMIT_BYTES} bytes at most: shorten the answer")
        parent = _parent(outgoing, prepared)
        root = shapes.fields(parent, "record", "reply", "root")
        here = skyviews.strong(parent)
        record: dict[str, object] = {
            "$type": atproto.POSTS,
            "text": outgoing.text,
            "createdAt": _moment(outgoing.begun_at),
            "reply": {"root": skyviews.strong(root) if shapes.words(root, "cid") else here, "parent": here},
        }
        author = outgoing.post.author
        facets = atproto.facets(outgoing.text, {author.handle.lower(): author.id} if author.handle else {})
        languages = [outgoing.post.language] if outgoing.post.language else []
        record |= {name: value for name, value in (("facets", facets), ("langs", languages)) if value}
        place = {"repo": _us(need), "collection": atproto.POSTS, "rkey": _key(outgoing)}
        return json_ask(_method(need, "com.atproto.repo.putRecord"), {**place, "record": record}, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return the address of what was written; any other than ours is a change."""
        uri = shapes.words(shapes.decoded(answer.body, skyviews.CHANGED), "uri")
        if uri != _own(outgoing, need):
            raise SourceChanged(skyviews.CHANGED)
        return _receipt(uri, outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask:  # noqa: ARG002  ours are listed, whatever they answer
        """Return our newest posts, as our own server holds them, without the lag of the index."""
        fields = [("repo", _us(need)), ("collection", atproto.POSTS), ("limit", _PAGE)]
        return _get(need, "com.atproto.repo.listRecords", fields)

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer by its key, or its words below this post; unsure where the list does not reach back."""
        records = skyviews.listed(shapes.decoded(answer.body, skyviews.CHANGED), "records")
        for one in records:
            uri, record = shapes.words(one, "uri"), shapes.fields(one, "value")
            here = shapes.words(record, "reply", "parent", "uri") == outgoing.post.external_id
            again = ours.may_be(outgoing, shapes.words(record, "text"), shapes.moment(record, "createdAt"))
            if uri == _own(outgoing, need) or (here and again and uri.startswith(f"at://{_us(need)}/")):
                return _receipt(uri, outgoing.post.external_id)
        oldest = min((shapes.words(one, "uri") for one in records), default="")
        if len(records) >= int(_PAGE) and oldest > _own(outgoing, need):
            raise SourceChanged("Bluesky lists too many newer posts of ours to know whether the answer is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the ask for the post and our answer as they stand; what was answered is asked for from there."""
        both = [uri for uri in (post.external_id, receipt.external_id) if uri]
        note = {"post": post.external_id, "ours": receipt.external_id}
        return [_get(need, "app.bsky.feed.getPosts", [("uris", uri) for uri in both], **note)]


def _searched(phrase: str) -> str:
    """Return a phrase as the search takes it: plain words as they are, all else between quotation marks.

    Servers other than Bluesky's own look for the marks themselves (measured on @atproto/dev-env); we match anyway.
    """
    words = " ".join(phrase.replace('"', " ").replace("\\", " ").split())
    plain = words.replace(" ", "").isalnum() and not {"AND", "OR", "NOT"} & set(words.split())
    return words if plain or not words else f'"{words}"'


def _credentials(settings: Mapping[str, str]) -> tuple[str, str]:
    handle, password = settings.get("handle", ""), settings.get("app_password", "")
    if not handle or not password:
        raise NeedsKey(f"Bluesky's search wants an account: {_KEYS}")
    return handle, password


def _method(need: Need, name: str) -> str:
    return f"{need.base}/xrpc/{name}"


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("access_token")
    return {"authorization": f"Bearer {token}"} if token else {}


def _get(need: Need, name: str, fields: Iterable[tuple[str, str]], **note: str) -> Ask:
    """Return a reading ask whose fields stand in the address itself: some are named more than once."""
    return Ask(url=f"{_method(need, name)}?{urlencode(list(fields))}", headers=_headers(need), note=note)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _expires(token: str) -> datetime | None:
    """Return until when a token is good, as it says itself."""
    try:
        payload = token.split(".")[1]
        return shapes.moment(json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4))), "exp")
    except (IndexError, ValueError, RecursionError):
        return None


def _us(need: Need) -> str:
    did = need.settings.get("did", "")
    if not did:
        raise NeedsKey(f"Bluesky did not say who we are: {_KEYS}")
    return did


def _key(outgoing: Outgoing) -> str:
    return atproto.tid(outgoing.begun_at, outgoing.key)


def _own(outgoing: Outgoing, need: Need) -> str:
    return f"at://{_us(need)}/{atproto.POSTS}/{_key(outgoing)}"


def _receipt(uri: str, post_id: str, standing: Standing = Standing.PUBLISHED) -> Receipt:
    return Receipt(external_id=uri, post_id=post_id, url=atproto.web_url(uri), standing=standing)


def _profiles(posts: Sequence[Post], need: Need) -> list[Ask]:
    """Ask how many follow the people of a page."""
    people = list(dict.fromkeys(post.author.id for post in posts))
    return [
        _get(need, "app.bsky.actor.getProfiles", [("actors", did) for did in people[start : start + _PROFILES]])
        for start in range(0, len(people), _PROFILES)
    ]


def _older(answer: Answer, shape: object, need: Need) -> Ask | None:
    cursor = shapes.words(shape, "cursor")
    asked = urlsplit(answer.url)
    fields = [(name, value) for name, value in parse_qsl(asked.query) if name != "cursor"]
    if not cursor or ("cursor", cursor) in parse_qsl(asked.query):
        return None
    place = need.base or f"{asked.scheme}://{asked.netloc}"
    return Ask(url=f"{place}{asked.path}?{urlencode([*fields, ('cursor', cursor)])}", headers=_headers(need))


def _parent(outgoing: Outgoing, prepared: Answer | None) -> Shape:
    """Return the post to be answered, as it stands; refuse where it is gone or takes no answers."""
    if prepared is None:
        raise Never("Bluesky must be asked for the post first: an answer names its version")
    views = skyviews.listed(shapes.decoded(prepared.body, skyviews.CHANGED), "posts")
    for view in views:
        if shapes.words(view, "uri") == outgoing.post.external_id:
            if shapes.found(view, "viewer", "replyDisabled") is True:
                raise Never("the author lets only some people answer this post, and we are not among them")
            return view
    raise Never("the post is gone from Bluesky, or its author shuts us out: there is nothing to answer")


def _stands(posts: Sequence[Post], note: Mapping[str, str], need: Need) -> Page:
    """Return how a post and our answer stand; what was answered comes from the one that is left."""
    there = {post.external_id: post for post in posts}
    asked, answer = note["post"], note.get("ours", "")
    receipts = []
    if answer in there:
        receipts = [_receipt(answer, asked)]
    elif answer and _long_ago(answer, need.now):
        receipts = [_receipt(answer, asked, Standing.REMOVED)]
    anchor = next((uri for uri in (asked, answer) if uri in there), "")
    fields = [("uri", anchor), ("depth", str(skyviews.DEEP)), ("parentHeight", "0")]
    return Page(
        posts=[there[asked]] if asked in there else [],
        gone=[] if asked in there else [asked],
        receipts=receipts,
        further=[_get(need, "app.bsky.feed.getPostThread", fields, ours=answer)] if anchor else [],
    )


def _long_ago(uri: str, now: datetime) -> bool:
    parts = atproto.address(uri)
    made = atproto.moment_of(parts.key) if parts else None
    return made is not None and now - made > _SEEN_BY


SOURCE: Source = Bluesky()

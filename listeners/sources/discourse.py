"""A Discourse forum: its newest posts, whole and one after the other, as everybody (or our account) sees them.

Documented at docs.discourse.org; app/controllers/posts_controller.rb says the rest. `/posts.json` lists every post, 50
a page down from `before` (inclusive), with its text; a search gives snippets only. A forum is `DISCOURSE_URL`,
or a listener's own `url`, which never gets the operator's keys. Whispers, hidden posts and what the system notes are
left out; what a post quotes is not said by it. The API gives the same answer to the same post sent twice within two
minutes, refuses what is too similar to our last, and queues what must be approved: that cannot be seen afterwards.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from listeners import forumposts, shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source, json_ask
from storage.records import Outgoing, Post, Receipt, Standing, Writing

_SPOKEN = (1, 2)  # regular posts, and those of moderators; small actions and whispers are others
_WAITING = "pending-"  # what the id of an answer that waits for approval begins with
_PLACE = re.compile(r"/t/(?:[^/]+/)?(\d+)/(\d+)$")


class Discourse:
    """Every public post of a forum, newest first."""

    about = About(
        name="discourse",
        title="Discourse",
        docs="https://docs.discourse.org/",
        reads=("posts", "comments"),
        settings=(
            Setting(name="url", about="the forum's address, if it is another than DISCOURSE_URL: read without keys"),
            Setting(name="username", about="our account on the forum at DISCOURSE_URL: who we are, and who answers"),
            Setting(name="key", about="an API key of its administrators", secret=True),
            Setting(name="user_key", about="instead: a user API key of our account", secret=True),
        ),
        pace=timedelta(minutes=5),
        least_pace=timedelta(seconds=15),  # 20 asks a minute for a user's key, 60 for an administrator's
        lookback=timedelta(days=7),
        terms="Each forum has rules of its own; API keys are given by its administrators.",
        verified=("documentation 2026-11", "recorded responses of 2016 and 2019"),
        unverified="Pages of the newest posts are written after the documentation.",
    )
    writing = Writing(
        limit=32_000,
        least=20,
        can_edit=True,
        can_delete=True,
        note="Written as Markdown. Shown at once, unless the forum wants posts of our account approved.",
        needs=(("key", "username"), ("user_key",)),
        only_home=True,
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one list there is; matching is done here."""
        if not forumposts.home(need):
            raise Never("a forum needs its address: set url, or DISCOURSE_URL")
        if need.settings.get("key") and not need.settings.get("username"):
            raise NeedsKey("an API key of Discourse acts for an account: set DISCOURSE_USERNAME too")
        return [_get("/posts.json", need)]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of the newest list, of a topic, of the replies to a post, or one post."""
        shape, note = shapes.decoded(answer.body, forumposts.CHANGED), answer.note
        found = forumposts.listed(shape)
        spoken = [one for one in found if shapes.count(one, "post_type") in _SPOKEN and one.get("hidden") is not True]
        mine = note.get("ours", "")
        numbers = _numbers(found, note)
        posts = [
            forumposts.post(one, numbers, need)
            for one in spoken
            if forumposts.stands(one) and not (mine and shapes.ident(one, "id") == mine)
        ]
        return Page(
            posts=posts,
            more=_older(shape, found, need),
            gone=[shapes.ident(one, "id") for one in found if not forumposts.stands(one)] + _missing(shape, note),
            receipts=_receipts(shape, found, note, need),
        )

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  its words are in the body
        """Return what the forum's own words mean."""
        said = forumposts.said(body)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = shapes.count(shapes.decoded(body, forumposts.CHANGED), "extras", "wait_seconds") if said else None
            return Later(f"Discourse was asked too often{said}", after=timedelta(seconds=seconds)) if seconds else None
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return NeedsKey(
                f"Discourse keeps us out{said}: check DISCOURSE_KEY and DISCOURSE_USERNAME, or what it shows us"
            )
        if status == HTTPStatus.UNPROCESSABLE_ENTITY and "similar" in said:
            return Later(f"Discourse says that we posted this already{said}", maybe_done=True)
        return Never(f"Discourse does not accept it{said}") if status == HTTPStatus.UNPROCESSABLE_ENTITY else None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Without a key nothing can be sent, nor to a forum that is not the operator's."""
        home = settings.get("base_url", "")
        if not home or (post.url and not post.url.startswith(f"{home.rstrip('/')}/")):
            return "This forum is not the one at DISCOURSE_URL: only there can be answered from here."
        if settings.get("user_key") or (settings.get("key") and settings.get("username")):
            return ""
        return "Set DISCOURSE_KEY and DISCOURSE_USERNAME to answer from here."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask:
        """Look at the post: it may have been moved to another topic, or closed."""
        return _get(f"/posts/{quote(outgoing.post.external_id)}.json", need)

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the post that answers, in its topic."""
        post = shapes.decoded(prepared.body, forumposts.CHANGED) if prepared else {}
        topic, number = shapes.count(post, "topic_id"), shapes.count(post, "post_number")
        if topic is None or number is None:
            raise SourceChanged(forumposts.CHANGED)
        words: dict[str, object] = {"topic_id": topic, "raw": outgoing.text}
        if number > 1:  # what answers a topic's first post answers the topic
            words["reply_to_post_number"] = number
        return json_ask(f"{forumposts.home(need)}/posts.json", words, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:
        """Return what was posted, or that it waits for approval."""
        shape = shapes.decoded(answer.body, forumposts.CHANGED)
        answered = outgoing.post.external_id
        if shapes.words(shape, "action") == "enqueued":
            return _waits(shapes.fields(shape, "pending_post"), outgoing.post)
        posted = shapes.fields(shape, "post") or shapes.fields({"": shape}, "")
        return _receipt(forumposts.post(posted, {}, need), answered)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return the end of the topic."""
        topic = outgoing.post.thread_id
        return _get(f"/t/{topic}/last.json", need, **_place(outgoing.post)) if topic.isdecimal() else None

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our post if it is among the topic's last, or waits; unsure where those do not reach back."""
        shape = shapes.decoded(answer.body, forumposts.CHANGED)
        found = forumposts.listed(shape)
        numbers = _numbers(found, answer.note)
        posts = [forumposts.post(one, numbers, need) for one in found if forumposts.stands(one)]
        us, answered = need.settings.get("username", "").casefold(), outgoing.post.external_id
        for post in posts:
            mine = post.author.handle.casefold() == us and post.parent_id in (answered, "")
            if mine and may_be(outgoing, post.text, post.posted_at):
                return _receipt(post, answered)
        for one in shapes.listed(shape, "pending_posts"):  # our own account's alone
            if may_be(outgoing, shapes.words(one, "raw"), shapes.moment(one, "created_at")):
                return _waits(one, outgoing.post)
        if not us or all(post.posted_at >= outgoing.begun_at for post in posts):
            raise SourceChanged("Discourse shows too little of the topic to know whether the answer is in it")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the post and our answer as they stand, and the end of their topic."""
        topic, ids = post.thread_id, [one for one in (post.external_id, receipt.external_id) if one.isdecimal()]
        if not topic.isdecimal() or not ids:
            return []
        note = _place(post) | {"ours": receipt.external_id}
        listed = "&".join(f"post_ids[]={own}" for own in ids)
        return [_get(f"/t/{topic}/posts.json?{listed}", need, **note), _get(f"/t/{topic}/last.json", need, **note)]


def _headers(need: Need) -> Mapping[str, str]:
    """Return our keys, for the operator's own forum alone."""
    told = need.settings
    if forumposts.home(need) != need.base:
        return {}
    if told.get("key"):
        return {"api-key": told["key"], "api-username": told.get("username", "")}
    return {"user-api-key": told["user_key"]} if told.get("user_key") else {}


def _get(path: str, need: Need, **note: str) -> Ask:
    return Ask(url=f"{forumposts.home(need)}{path}", headers=_headers(need), note=note)


def _older(shape: object, found: Sequence[Shape], need: Need) -> Ask | None:
    ids = [own for one in found if (own := shapes.count(one, "id")) is not None]
    if not ids or not shapes.listed(shape, "latest_posts") or min(ids) <= 1:
        return None
    return Ask(url=f"{forumposts.home(need)}/posts.json", params={"before": str(min(ids) - 1)}, headers=_headers(need))


def _place(post: Post) -> dict[str, str]:
    """Return where a post stands, as its address tells: its topic, and its number in it."""
    place = _PLACE.search(urlsplit(post.url).path)
    return {"asked": post.external_id, "topic": post.thread_id, "number": place.group(2) if place else ""}


def _numbers(found: Sequence[Shape], note: Mapping[str, str]) -> Mapping[tuple[int | None, int | None], str]:
    """Return the ids of posts by topic and number: those of a page, and that of the post the page was asked for."""
    told = {(shapes.count(one, "topic_id"), shapes.count(one, "post_number")): shapes.ident(one, "id") for one in found}
    topic, number = note.get("topic", ""), note.get("number", "")
    if topic.isdecimal() and number.isdecimal():
        told[int(topic), int(number)] = note.get("asked", "")
    return told


def _missing(shape: object, note: Mapping[str, str]) -> list[str]:
    """Return the post if its topic stands and it is not in it: a topic's end lists the ids of all its posts."""
    stream = shapes.found(shape, "post_stream", "stream")
    asked = note.get("asked", "")
    return [asked] if asked and isinstance(stream, list) and asked not in map(str, stream) else []


def _receipt(post: Post, answered: str, standing: Standing = Standing.PUBLISHED) -> Receipt:
    return Receipt(external_id=post.external_id, post_id=answered, url=post.url, standing=standing)


def _waits(one: Shape, answered: Post) -> Receipt:
    own = f"{_WAITING}{shapes.ident(one, 'id')}"
    return Receipt(external_id=own, post_id=answered.external_id, url=answered.url, standing=Standing.PENDING)


def _receipts(shape: object, found: Sequence[Shape], note: Mapping[str, str], need: Need) -> Sequence[Receipt]:
    """Say how our answer stands, where the page tells: it holds it, or lists a topic it is no longer in."""
    mine, answered = note.get("ours", ""), note.get("asked", "")
    if mine.startswith(_WAITING):
        return [_shown(one, note, need) for one in found if forumposts.stands(one) and _is_ours(one, note, need)][-1:]
    one = next((one for one in found if mine and shapes.ident(one, "id") == mine), None)
    if one is not None:
        stands = forumposts.stands(one) and one.get("hidden") is not True
        return [_receipt(forumposts.post(one, {}, need), answered, Standing.PUBLISHED if stands else Standing.REMOVED)]
    stream = shapes.found(shape, "post_stream", "stream")
    if mine and isinstance(stream, list) and mine not in map(str, stream):
        return [Receipt(external_id=mine, post_id=answered, standing=Standing.REMOVED)]
    return []


def _is_ours(one: Shape, note: Mapping[str, str], need: Need) -> bool:
    us, answers = need.settings.get("username", "").casefold(), shapes.count(one, "reply_to_post_number") or 1
    return (
        shapes.line(one, "username").casefold() == us
        and str(answers) == note.get("number")
        and one.get("post_number") != 1
    )


def _shown(one: Shape, note: Mapping[str, str], need: Need) -> Receipt:
    """Say that what waited is shown: under another id than it waited with."""
    return replace(_receipt(forumposts.post(one, {}, need), note.get("asked", "")), external_id=note.get("ours", ""))


SOURCE: Source = Discourse()

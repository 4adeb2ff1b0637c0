"""Reddit by its OAuth API (reddit.com/dev/api): search, comments of chosen subreddits, who names us, replies.

Since November 2025 Reddit approves every app by hand; who has none listens to Reddit's own feeds with the `feed` source
(search.rss, /r/a+b/comments.rss, with the feed token of your account). Only posts can be searched, so comments are read
whole where `subreddits` says, and matched here. Lists are always read from the newest: asking for what comes `before`
an id brings nothing for ever once that id was deleted. Errors of sending come with status 200. Ids are Reddit's full
names (t1_ a comment, t3_ a post). Reddit asks for a User-Agent that names the app's account.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from listeners import redditors, shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.searches import joined, quoted
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, form_ask
from listeners.text import clean
from storage.records import Kind, Once, Outgoing, Post, Receipt, Writing

_PAGE = 100
_INBOX = ("mentions", "comments", "selfreply")
_NO_WAY_IN = (
    "Reddit lets in approved apps only: set REDDIT_CLIENT_ID, REDDIT_CLIENT_SECRET, and REDDIT_USERNAME with "
    "REDDIT_PASSWORD or REDDIT_REFRESH_TOKEN; without them, hear its feeds with the source feed"
)


class Reddit:
    """Posts with the words of a query, comments of chosen subreddits, and who speaks to our account."""

    about = About(
        name="reddit",
        title="Reddit",
        docs="https://www.reddit.com/dev/api/",
        base_url="https://oauth.reddit.com",
        reads=("posts", "comments", "mentions"),
        settings=(
            Setting(name="client_id", about="the id of an approved script app (reddit.com/prefs/apps)", secret=True),
            Setting(name="client_secret", about="the app's secret", secret=True),
            Setting(name="username", about="our account, without u/; without it only posts are heard"),
            Setting(name="password", about="its password", secret=True),
            Setting(name="refresh_token", about="instead of the password: a permanent refresh token", secret=True),
            Setting(name="subreddits", about="where every comment is read, such as kettles+tea"),
        ),
        pace=timedelta(minutes=2),
        least_pace=timedelta(seconds=10),  # 100 asks a minute for all that an app does
        overlap=timedelta(hours=1),
        lookback=timedelta(days=7),
        terms="What is deleted on Reddit must be deleted here; commercial use needs a contract.",
        verified=("recorded responses of 2016 to 2025", "documentation"),
        unverified="Search operators and some refusals are written from memory; the approval process was not seen.",
    )
    writing = Writing(
        limit=10_000,
        once=Once.LOOK,
        can_edit=True,
        can_delete=True,
        note="Written as Markdown. Each subreddit has rules of its own on companies that answer.",
        needs=(("username", "password"), ("username", "refresh_token")),
    )

    def sign_in(self, need: Need) -> Ask:
        """Ask for a token: as our account, or as the app alone, which reads."""
        told = need.settings
        if not told.get("client_id") or not told.get("client_secret"):
            raise NeedsKey(_NO_WAY_IN)
        fields = {"grant_type": "client_credentials"}
        if told.get("refresh_token"):
            fields = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
        elif _as_us(told):
            fields = {"grant_type": "password", "username": told["username"], "password": told["password"]}
        proof = b64encode(f"{told['client_id']}:{told['client_secret']}".encode()).decode()
        url = need.base.replace("//oauth.", "//www.", 1) + "/api/v1/access_token"
        return form_ask(url, fields, {**_agent(told), "authorization": f"Basic {proof}"})

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token; a wrong password is told with status 200."""
        shape = shapes.decoded(answer.body, redditors.CHANGED)
        token, lasts = shapes.line(shape, "access_token"), shapes.count(shape, "expires_in")
        if shapes.line(shape, "error"):
            raise NeedsKey(f"Reddit does not accept our account{shapes.said(answer.body, 'error')}: check its password")
        if not token:
            raise SourceChanged(redditors.CHANGED)
        return Pass(settings={"token": token}, until=need.now + timedelta(seconds=min(max(lasts or 3600, 60), 86_400)))

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the searches that hold all phrases, the comments of subreddits, our inbox."""
        places = re.sub(r"[^\w+]", "", need.settings.get("subreddits", "").replace(",", "+"))
        searched = {"sort": "new", "t": "week", "type": "link"}
        asks = [
            self._get("search", need, {"q": query, **searched}) for query in joined(need.phrases, quoted, longest=512)
        ]
        asks += [self._get(f"r/{places}/comments", need)] if places else []
        asks += [self._get(f"message/{box}", need, what="inbox") for box in _INBOX if _as_us(need.settings)]
        if not asks:
            raise Never("Reddit is heard by words, subreddits or our account: give the watch one of them")
        return asks

    def _get(self, path: str, need: Need, params: Mapping[str, str] | None = None, **note: str) -> Ask:
        wanted = {"limit": str(_PAGE), "raw_json": "1", **(params or {})}
        return Ask(url=f"{need.base}/{path}", params=wanted, headers=_headers(need), note=note)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what a list, a thread or a look at single things holds; what was taken away is gone."""
        shape, note = shapes.decoded(answer.body, redditors.CHANGED), answer.note
        things = redditors.things(shape)
        posts = [
            redditors.post(thing, need, tags_us=note.get("what") == "inbox")
            for thing in things
            if not redditors.is_gone(thing)
        ]
        gone = [redditors.name(thing) for thing in things if redditors.is_gone(thing)]
        if note.get("what") == "stands":
            return _stands(things, posts, gone, note)
        if note.get("what") == "below":
            below = [post for post in posts if post.kind is Kind.COMMENT]
            return Page(posts=[post for post in below if post.external_id not in (note.get("ours"), note.get("post"))])
        return Page(posts=posts, gone=gone, more=self._older(answer, shape, need))

    def _older(self, answer: Answer, shape: object, need: Need) -> Ask | None:
        after, asked = shapes.line(shape, "data", "after"), urlsplit(answer.url)
        if not after:
            return None
        params = dict(parse_qsl(asked.query)) | {"after": after}
        return Ask(url=f"{need.base}{asked.path}", params=params, headers=_headers(need), note=answer.note)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  the core reads the headers
        """Say what Reddit's refusal means."""
        said = shapes.said(body, "explanation", "message", "error")
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return NeedsKey(f"Reddit refused us{said}: check REDDIT_CLIENT_ID and that our account may do this")
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            return Never(f"Reddit does not have or take it{said}: check the watch's query and REDDIT_SUBREDDITS")
        return None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Only as our account, and only what can be answered there."""
        if not settings.get("username") or not (settings.get("password") or settings.get("refresh_token")):
            return "Set REDDIT_USERNAME with REDDIT_PASSWORD or REDDIT_REFRESH_TOKEN to answer from here."
        return "" if post.external_id.startswith(("t1_", "t3_")) else "Open it on Reddit to answer."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002  Reddit says itself what is closed
        """Nothing must be looked up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the comment below the post or comment."""
        fields = {"api_type": "json", "raw_json": "1", "thing_id": outgoing.post.external_id, "text": outgoing.text}
        return form_ask(f"{need.base}/api/comment", fields, _headers(need))

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return what was published; Reddit may also say neither that nor why not."""
        shape = shapes.found(shapes.decoded(answer.body, redditors.CHANGED), "json")
        errors = shapes.found(shape, "errors")
        if isinstance(errors, list) and errors:
            raise _why_not(errors[0], shape)
        things = shapes.listed(shape, "data", "things")
        if not things or not redditors.name(redditors.inner(things[0])):
            raise SourceChanged("Reddit did not say whether it published the answer")
        return redditors.receipt(redditors.inner(things[0]), outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002  ours are listed, whatever they answer
        """Return our own newest comments."""
        me = need.settings.get("username", "")
        return self._get(f"user/{quote(me)}/comments", need, {"sort": "new"}) if me else None

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if it is among them; unsure where the list does not reach back to when we began."""
        shape = shapes.decoded(answer.body, redditors.CHANGED)
        things, me = redditors.things(shape), need.settings.get("username", "").casefold()
        for thing in things:
            here = shapes.ident(thing, "parent_id") == outgoing.post.external_id
            mine = shapes.line(thing, "author").casefold() == me
            if here and mine and may_be(outgoing, shapes.words(thing, "body"), shapes.moment(thing, "created_utc")):
                return redditors.receipt(thing, outgoing.post.external_id)
        moments = [shapes.moment(thing, "created_utc") for thing in things]
        if shapes.line(shape, "data", "after") and all(at is None or at >= outgoing.begun_at for at in moments):
            raise SourceChanged("Reddit lists too many newer comments of ours to know whether the answer is there")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the post and our answer as they stand, and what was answered below them."""
        note = {"post": post.external_id, "ours": receipt.external_id}
        ids = ",".join(own for own in (post.external_id, receipt.external_id) if own)
        asks = [self._get("api/info", need, {"id": ids}, what="stands", **note)]
        thread = post.thread_id or post.external_id
        if thread.startswith("t3_"):
            focus = next((one for one in (receipt.external_id, post.external_id) if one.startswith("t1_")), "")
            below = {"sort": "new", **({"comment": focus[3:], "context": "0"} if focus else {})}
            asks.append(self._get(f"comments/{quote(thread[3:])}", need, below, what="below", **note))
        return asks


def _as_us(told: Mapping[str, str]) -> bool:
    """Tell whether we are let in as an account, not as an app alone."""
    return bool(told.get("refresh_token") or (told.get("username") and told.get("password")))


def _agent(told: Mapping[str, str]) -> Mapping[str, str]:
    name = re.sub(r"[^\w-]", "", told.get("username", ""))
    return {"user-agent": f"server:earshot:0.1 (by /u/{name})"} if name else {}


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {**_agent(need.settings), **({"authorization": f"Bearer {token}"} if token else {})}


def _stands(things: Sequence[Shape], posts: Sequence[Post], gone: Sequence[str], note: Mapping[str, str]) -> Page:
    """Return how the post and our answer stand, which were asked for by name."""
    answered, mine = note.get("post", ""), note.get("ours", "")
    return Page(
        posts=[post for post in posts if post.external_id == answered],
        gone=[answered] if answered in gone or not any(redditors.name(thing) == answered for thing in things) else [],
        receipts=[redditors.receipt(thing, answered) for thing in things if redditors.name(thing) == mine],
    )


def _why_not(error: object, shape: object) -> Trouble:
    """Return what one of Reddit's own errors means: its code, its words, the field."""
    told = [one for one in error if isinstance(one, str)] if isinstance(error, list) else []
    code, words = (*told, "", "")[:2]
    said = f'Reddit says "{clean(words)[:160]}"' if words else f"Reddit refused it ({code[:40]})"
    if code == "RATELIMIT":
        return Later(f"{said}; trying again", after=_wait(words, shape))
    if code in ("USER_REQUIRED", "USER_BLOCKED", "BAD_CSRF_TOKEN"):
        return NeedsKey(f"{said}: check REDDIT_USERNAME and its password or refresh token")
    return Never(f"{said}; open it and see what can be done")


def _wait(words: str, shape: object) -> timedelta:
    """Return how long Reddit asks us to wait: "… try again in 9 minutes."."""
    seconds = shapes.found(shape, "ratelimit")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < 86_400:  # noqa: PLR2004  a day
        return timedelta(seconds=seconds)
    found = re.search(r"(\d{1,3}) (second|minute|hour)", words)
    return timedelta(**{f"{found[2]}s": int(found[1])}) if found else timedelta(minutes=10)


SOURCE: Source = Reddit()

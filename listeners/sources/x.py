"""X (docs.x.com, API v2): search of the last 7 days, mentions of our account, answers to who speaks to us.

Everything is paid for, so every ask says what it may cost at most (docs.x.com, pricing, August 2026): a post read
$0.005, a person read with it $0.010, a mention of the app's own account $0.001, an answer $0.010 to who mentioned us,
else $0.015, with a link $0.20. `daily_cap` and `monthly_cap` hold it in. What X counts once a day is counted each time.

A list is asked for after the newest id of the last walk (`since_id`) and walked back by `until_id`, which holds where a
page token would have run out; an id older than search reaches is refused, so then the time is asked for. Since February
2026 an app may answer only who mentions us or quotes us. Refresh tokens are good for one renewal: the pass keeps the
newest.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from listeners import shapes, tweets
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import CLOCK_SLACK, may_be
from listeners.searches import joined, quoted
from listeners.source import About, Allowance, Answer, Ask, Need, Page, Pass, Per, Setting, Source, form_ask, json_ask
from storage.allowances import DOLLARS
from storage.records import Counted, Once, Outgoing, Post, Receipt, Standing, Writing

POST, PERSON, OWNED = 5_000, 10_000, 1_000  # micro-dollars for each that is read
ANSWER, SUMMONED, WITH_LINK = 15_000, 10_000, 200_000  # for each that is written

_SIZE = 20
_LONGEST_QUERY = 512
_REACH = timedelta(days=6, hours=23)  # recent search refuses what is older than 7 days
_FIELDS = {
    "tweet.fields": "author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,"
    "note_tweet,public_metrics,referenced_tweets"
}
_PEOPLE = {"expansions": "author_id", "user.fields": "name,public_metrics,username"}
_LINK = re.compile(r"https?://|\b[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)  # X makes links of bare domains too


class X:
    """Posts with the words of a query, and who mentions us."""

    about = About(
        name="x",
        title="X",
        docs="https://docs.x.com/x-api/introduction",
        base_url="https://api.x.com",
        reads=("posts", "mentions", "comments"),
        settings=(
            Setting(name="token", about="an app's bearer token (reading only), or a user's access token", secret=True),
            Setting(name="client_id", about="the app's OAuth 2.0 client id, to renew a user's access"),
            Setting(name="client_secret", about="its client secret, where it is a confidential client", secret=True),
            Setting(name="refresh_token", about="our user's refresh token (scope offline.access)", secret=True),
            Setting(name="user_id", about="the number of our account: hears mentions of it, and lets it answer"),
            Setting(name="authors", about="no: do not pay $0.010 to learn who wrote a post (default: yes)"),
            Setting(
                name="owned",
                about="yes: the app belongs to our account, whose mentions cost $0.001 each then",
                operators=True,
            ),
            Setting(name="daily_cap", about="dollars a day that X may cost (default 3; from the environment only)"),
            Setting(name="monthly_cap", about="dollars a month (default 50; from the environment only)"),
        ),
        pace=timedelta(minutes=15),
        least_pace=timedelta(seconds=30),
        overlap=timedelta(minutes=10),
        lookback=timedelta(days=1),
        pages=5,
        allowances=(
            Allowance(unit=DOLLARS, per=Per.DAY, most=3_000_000, setting="daily_cap"),
            Allowance(unit=DOLLARS, per=Per.MONTH, most=50_000_000, setting="monthly_cap"),
        ),
        counts_by_path=True,
        terms="What is deleted on X must be deleted here; answers are a person's, and never sent for a keyword alone.",
        verified=("documentation 2026-08", "recorded responses of 2021 and 2022"),
        unverified="The new field names, out-of-credit and un-summoned refusals were never seen live; nor any bill.",
    )
    writing = Writing(
        limit=280,
        counted=Counted.WEIGHTED,
        link=23,
        once=Once.LOOK,
        can_delete=True,
        note="X lets us answer only who mentions or quotes us. An answer costs $0.01, one with a link $0.20.",
        needs=(("user_id", "refresh_token"), ("user_id", "token")),
        only_tagged=True,
    )

    def sign_in(self, need: Need) -> Ask | None:
        """Renew our user's access; a token that is given is used as it is."""
        told = need.settings
        if not told.get("refresh_token") and not told.get("token"):
            raise NeedsKey("X answers nobody without a key: set X_TOKEN, or X_CLIENT_ID and X_REFRESH_TOKEN")
        if not told.get("refresh_token") or not told.get("client_id"):
            return None
        fields = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"], "client_id": told["client_id"]}
        secret = told.get("client_secret", "")
        proof = b64encode(f"{told['client_id']}:{secret}".encode()).decode()
        return form_ask(f"{need.base}/2/oauth2/token", fields, {"authorization": f"Basic {proof}"} if secret else {})

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the new token, and the refresh token that replaces the one just used."""
        shape = shapes.decoded(answer.body, tweets.CHANGED)
        token, lasts = shapes.line(shape, "access_token"), shapes.count(shape, "expires_in")
        if not token:
            raise SourceChanged(tweets.CHANGED)
        renewed = shapes.line(shape, "refresh_token") or need.settings.get("refresh_token", "")
        until = need.now + timedelta(seconds=min(max(lasts or 7200, 60), 86_400))
        return Pass(settings={"token": token, "refresh_token": renewed}, until=until)

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the searches that hold all phrases, and our mentions."""
        asks = [
            self._list("tweets/search/recent", need, POST, {"query": query, "sort_order": "recency"})
            for query in joined(need.phrases, _term, longest=_LONGEST_QUERY, frame="({}) -is:retweet")
        ]
        me = _me(need.settings)
        if me:
            owned = OWNED if need.settings.get("owned") == "yes" else POST
            asks.append(self._list(f"users/{me}/mentions", need, owned, {}, what="mentions"))
        if not asks:
            raise Never("X is heard by words or by mentions: give the watch a query, or set X_USER_ID")
        return asks

    def _list(self, path: str, need: Need, price: int, params: Mapping[str, str], **note: str) -> Ask:
        mark = sha256(f"{path} {params.get('query')}".encode()).hexdigest()[:16]
        wanted = {**params, "max_results": str(_SIZE), **_FIELDS, **_people(need), **_after(need, mark)}
        return self._get(path, need, wanted, price, {**note, "mark": mark})

    def _get(
        self,
        path: str,
        need: Need,
        params: Mapping[str, str],
        price: int,
        note: Mapping[str, str],
        *,
        most: int = _SIZE,
    ) -> Ask:
        cost = {DOLLARS: most * (price + (PERSON if "expansions" in params else 0))}
        told = {**note, "price": str(price)}
        return Ask(url=f"{need.base}/2/{path}", params=params, headers=_headers(need), cost=cost, note=told)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts of one page of a list, or the post we answered and how our answer stands."""
        shape, note = shapes.decoded(answer.body, tweets.CHANGED), answer.note
        found = tweets.listed(shape, by_id=note.get("what") == "follow")
        known = tweets.people(shape)
        is_mention = note.get("what") == "mentions"
        read = [tweets.post(one, known, need.now, me=_me(need.settings), tags_us=is_mention) for one in found]
        used = {DOLLARS: len(found) * int(note.get("price", POST)) + len(known) * PERSON}
        if note.get("what") == "follow":
            return _followed([one for one in read if one], shape, note, used)
        newest = shapes.ident(shape, "meta", "newest_id")
        is_first = "until_id" not in dict(parse_qsl(urlsplit(answer.url).query))
        return Page(
            posts=[one for one in read if one],
            more=self._older(answer, shape, need) if found else None,
            marks={note["mark"]: newest} if is_first and newest.isdigit() and "mark" in note else {},
            used=used,
        )

    def _older(self, answer: Answer, shape: object, need: Need) -> Ask | None:
        """Ask for what is older than the oldest of a page that is not the last."""
        oldest = shapes.ident(shape, "meta", "oldest_id")
        if not shapes.line(shape, "meta", "next_token") or not oldest.isdigit():
            return None
        asked = urlsplit(answer.url)
        params = dict(parse_qsl(asked.query)) | {"until_id": oldest}
        price = int(answer.note.get("price", POST))
        return self._get(asked.path.removeprefix("/2/"), need, params, price, answer.note)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  X says no more in its headers than the core reads
        """Say what X's problem means for whoever runs the watch."""
        said = shapes.said(body, "detail", "error_description", "title", "error")
        kind = shapes.said(body, "type", "error").casefold()
        words = said.casefold()
        if status == HTTPStatus.PAYMENT_REQUIRED or "usage-capped" in kind or "credit" in words:
            return Never(f"X wants to be paid first{said}: buy credits or raise its spending limit at console.x.com")
        if "duplicate" in words:
            return Later(f"X says that this answer stands already{said}", maybe_done=True)
        if status == HTTPStatus.FORBIDDEN and ("repl" in words or "conversation" in words):
            return Never(
                f"X does not let us answer{said}: an app may answer only who mentions or quotes us, where it is open"
            )
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) or "invalid_" in kind:
            return NeedsKey(f"X does not accept our access{said}: renew X_TOKEN, or X_CLIENT_ID and X_REFRESH_TOKEN")
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            return Never(f"X does not take what we ask{said}: check the watch's query and X_USER_ID")
        return None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Only who spoke to us can be answered, and only as our user."""
        if not _me(settings) or not (settings.get("refresh_token") or settings.get("token")):
            return "Set X_USER_ID, X_CLIENT_ID and X_REFRESH_TOKEN (scopes tweet.write, offline.access) to answer."
        return "" if post.tags_us else "X lets apps answer only who mentions or quotes us: open it and answer by hand."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002  the post is all it takes
        """Nothing must be looked up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the answer; what it costs depends on who it answers, and on links."""
        price = WITH_LINK if _LINK.search(outgoing.text) else SUMMONED if outgoing.post.tags_us else ANSWER
        shape = {"text": outgoing.text, "reply": {"in_reply_to_tweet_id": _newest_id(outgoing.post)}}
        ask = json_ask(f"{need.base}/2/tweets", shape, _headers(need))
        return Ask(url=ask.url, method=ask.method, content=ask.content, headers=ask.headers, cost={DOLLARS: price})

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return what was published."""
        own = shapes.ident(shapes.decoded(answer.body, tweets.CHANGED), "data", "id")
        if not own:
            raise SourceChanged(tweets.CHANGED)
        return _receipt(own, outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return our own newest posts since we began."""
        me = _me(need.settings)
        since = {"start_time": _written(outgoing.begun_at - CLOCK_SLACK), "max_results": str(_SIZE), **_FIELDS}
        return self._get(f"users/{me}/tweets", need, since, POST, {}) if me else None

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if it is among them; unsure where there are more than were told."""
        shape = shapes.decoded(answer.body, tweets.CHANGED)
        under = {outgoing.post.external_id, _newest_id(outgoing.post)}
        for one in tweets.listed(shape):
            mine = shapes.ident(one, "author_id") in ("", _me(need.settings))
            if mine and tweets.answers(one) in under and may_be(outgoing, tweets.text(one), tweets.moment(one)):
                return _receipt(shapes.ident(one, "id"), outgoing.post.external_id)
        if shapes.line(shape, "meta", "next_token"):
            raise SourceChanged("X tells of too many newer posts of ours to know whether the answer is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the post and our answer as they stand; what is answered to us comes with our mentions."""
        ids = [own for own in (_newest_id(post), receipt.external_id) if own]
        note = {"what": "follow", "post": post.external_id, "ours": receipt.external_id}
        params = {"ids": ",".join(ids), **_FIELDS, **_PEOPLE}
        return [self._get("tweets", need, params, POST, note, most=len(ids))]


def _me(settings: Mapping[str, str]) -> str:
    me = settings.get("user_id", "")
    if me and not (me.isascii() and me.isdigit()):
        raise Never("X_USER_ID is the number of our account, not its handle")
    return me


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {"authorization": f"Bearer {token}"} if token else {}


def _people(need: Need) -> Mapping[str, str]:
    return {} if need.settings.get("authors") == "no" else _PEOPLE


def _after(need: Need, mark: str) -> Mapping[str, str]:
    """Return where a list begins: after the newest that was heard, else at a time that search still reaches."""
    newest, reach = need.marks.get(mark, ""), need.now - _REACH
    heard = tweets.moment({"id": newest})
    if heard is not None and heard > reach:
        return {"since_id": newest}
    return {"start_time": _written(max(need.since or reach, reach))}


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _term(phrase: str) -> str:
    return phrase if re.fullmatch(r"[@#]\w+", phrase) else quoted(phrase)


def _newest_id(post: Post) -> str:
    """Return the id of the version that stands: the one its address names."""
    last = urlsplit(post.url).path.rpartition("/")[2]
    return last if last.isascii() and last.isdigit() else post.external_id


def _receipt(own: str, post_id: str) -> Receipt:
    return Receipt(external_id=own, post_id=post_id, url=f"{tweets.SITE}/i/status/{own}")


def _followed(posts: Sequence[Post], shape: object, note: Mapping[str, str], used: Mapping[str, int]) -> Page:
    """Return the post we answered, whether it is gone, and whether our answer stands."""
    mine, answered = note.get("ours", ""), note.get("post", "")
    missing = {
        shapes.ident(one, "resource_id") or shapes.ident(one, "value")
        for one in shapes.listed(shape, "errors")
        if shapes.words(one, "type").endswith("resource-not-found")
    }
    stands = [post for post in posts if post.external_id != mine]
    receipt = _receipt(mine, answered)
    removed = Receipt(external_id=mine, post_id=answered, standing=Standing.REMOVED)
    is_up = mine in [post.external_id for post in posts]
    return Page(
        posts=stands,
        gone=[answered] if answered and not stands and missing - {mine} else [],
        receipts=[receipt] if mine and is_up else [removed] if mine and mine in missing else [],
        used=used,
    )


SOURCE: Source = X()

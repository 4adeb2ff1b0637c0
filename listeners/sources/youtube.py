"""YouTube's Data API v3 (developers.google.com/youtube/v3): comments on our channel, videos by search, replies.

An API key reads what is public; answering takes our channel's sign-in (scope youtube.force-ssl). Google grants 100
searches and 10,000 units a day, until midnight Pacific time: a list costs one unit, an answer fifty. Comments know no
"since": the newest hundred threads are read, on until old ground. New replies to old threads do not bring them up
again, so threads with newer replies than shown, and videos that a search finds, are looked into. There is one level of
replies, and no key for a repeated sending.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qs, parse_qsl, urlsplit

from listeners import google, shapes, spending, videocomments
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.ours import may_be
from listeners.searches import joined, quoted
from listeners.shapes import Shape
from listeners.source import About, Allowance, Answer, Ask, Need, Page, Pass, Per, Setting, Source, json_ask
from storage.records import Kind, Once, Outgoing, Post, Receipt, Standing, Writing

_UNITS, _SEARCHES = "units", "searches"
_ANSWER = 50
_MOST_IDS = 50
_PACIFIC = "America/Los_Angeles"
_A_DAY = Allowance(unit=_UNITS, per=Per.DAY, most=10_000, setting="daily_units", timezone=_PACIFIC)
_COMMENTS = {"textFormat": "plainText", "maxResults": "100"}
_MEND = "check YOUTUBE_KEY, or YOUTUBE_CLIENT_ID, YOUTUBE_CLIENT_SECRET and YOUTUBE_REFRESH_TOKEN"


class YouTube:
    """Comments on our videos, videos with the words of a query, and the comments below those."""

    about = About(
        name="youtube",
        title="YouTube",
        docs="https://developers.google.com/youtube/v3/docs",
        base_url="https://www.googleapis.com/youtube/v3",
        reads=("comments", "videos"),
        settings=(
            Setting(name="key", about="an API key of a Google Cloud project with the YouTube Data API", secret=True),
            Setting(name="channel", about="the id of our channel (UC…): its comments are heard"),
            Setting(name="client_id", about="an OAuth client, to answer as our channel"),
            Setting(name="client_secret", about="the client's secret", secret=True),
            Setting(name="refresh_token", about="our channel's refresh token (youtube.force-ssl)", secret=True),
            Setting(name="daily_units", about="units a day (default 10,000; from the environment only)"),
            Setting(name="daily_searches", about="searches a day (default 100; from the environment only)"),
        ),
        pace=timedelta(minutes=20),  # 72 of the 100 searches a day
        least_pace=timedelta(minutes=1),
        overlap=timedelta(hours=6),
        lookback=timedelta(days=7),
        pages=5,
        allowances=(
            _A_DAY,
            Allowance(unit=_SEARCHES, per=Per.DAY, most=100, setting="daily_searches", timezone=_PACIFIC),
        ),
        terms="What was read must be read again or deleted after 30 days, and deleted once YouTube deleted it.",
        text_kept=timedelta(days=30),
        author_kept=timedelta(days=30),
        verified=("documentation 2026-11", "recorded responses of 2019 to 2022"),
        unverified="The length of an answer and what a deleted one looks like to others are written from memory.",
    )
    writing = Writing(
        limit=10_000,
        once=Once.LOOK,
        can_edit=True,
        can_delete=True,
        note="Shown below the thread, unless the channel holds it for review. Say whom you answer: there is one level.",
        needs=(("channel", "refresh_token"),),
    )

    def sign_in(self, need: Need) -> Ask | None:
        """Trade our refresh token for a token; a key alone reads."""
        if not need.settings.get("refresh_token"):
            if not need.settings.get("key"):
                raise NeedsKey("YouTube answers nobody without a key: set YOUTUBE_KEY, or our channel's refresh token")
            return None
        return google.by_refresh_token(need, prefix="YOUTUBE")

    def signed_in(self, answer: Answer, need: Need) -> Pass:
        """Return the token."""
        return google.opened(answer, need)

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return our channel's newest threads, and the searches that hold all phrases."""
        channel = need.settings.get("channel", "")
        threads = {"part": "snippet,replies", "order": "time", **_COMMENTS}
        own = {**threads, "allThreadsRelatedToChannelId": channel}
        asks = [self._get("commentThreads", need, own, what="threads")] if channel else []
        found = {"part": "snippet", "type": "video", "order": "date", "maxResults": "50"}
        if need.since:
            found["publishedAfter"] = f"{need.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        asks += [
            self._get("search", need, {**found, "q": query}, what="videos")
            for query in joined(need.phrases, quoted, joint="|", longest=400)
        ]
        if not asks:
            raise Never("YouTube is heard by words or by our channel: give the watch a query, or set YOUTUBE_CHANNEL")
        return asks

    def _get(self, path: str, need: Need, params: Mapping[str, str], **note: str) -> Ask:
        cost = {_SEARCHES: 1} if path == "search" else {_UNITS: 1}
        return Ask(url=f"{need.base}/{path}", params=params, headers=_headers(need), cost=cost, note=note)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what a list holds, and ask for what it only hints at."""
        shape, note = shapes.decoded(answer.body, videocomments.CHANGED), answer.note
        things = videocomments.listed(shape)
        match note.get("what"):
            case "people":
                return Page(authors=[videocomments.person(one) for one in things if shapes.ident(one, "id")])
            case "stands":
                return _stands(things, need, note)
            case "replies":
                posts = [videocomments.post(one, need, note) for one in things]
                return Page(posts=[one for one in posts if one.external_id != note.get("ours")])
        posts = [videocomments.post(one, need, note) for one in [*things, *_replies(things)]]
        further = [*self._replies_left_out(things, need), *self._below_videos(posts, need), *self._people(posts, need)]
        return Page(posts=posts, more=self._older(answer, shape, need), further=further)

    def _replies_left_out(self, threads: Sequence[Shape], need: Need) -> Sequence[Ask]:
        """Ask for the replies of threads that show some of them only, where there may be new ones."""
        asks = []
        for thread in threads:
            shown = shapes.listed(thread, "replies", "comments")
            parts = [shapes.fields(thread, "snippet", "topLevelComment"), *shown]
            moments = [at for one in parts if (at := shapes.moment(one, "snippet", "publishedAt"))]
            is_new = need.since is None or any(at >= need.since for at in moments)
            if is_new and (shapes.count(thread, "snippet", "totalReplyCount") or 0) > len(shown):
                place = _place(thread)
                asks.append(self._below(shapes.ident(thread, "id"), place["videoId"], need, place["channelId"]))
        return asks

    def _below(self, thread: str, video: str, need: Need, channel: str = "", ours: str = "") -> Ask:
        params = {"part": "snippet", "parentId": thread, **_COMMENTS}
        return self._get("comments", need, params, what="replies", video=video, channel=channel, ours=ours)

    def _below_videos(self, posts: Sequence[Post], need: Need) -> Sequence[Ask]:
        params = {"part": "snippet,replies", "order": "time", **_COMMENTS}
        videos = [post.external_id for post in posts if post.kind is Kind.POST]
        return [
            self._get("commentThreads", need, {**params, "videoId": video}, what="below", video=video)
            for video in videos
        ]

    def _people(self, posts: Sequence[Post], need: Need) -> Sequence[Ask]:
        """Ask who wrote what is new, fifty people at once."""
        new = [post for post in posts if need.since is None or post.posted_at >= need.since]
        ids = sorted({post.author.id for post in new if post.author.id})
        parts = [ids[start : start + _MOST_IDS] for start in range(0, len(ids), _MOST_IDS)]
        return [
            self._get("channels", need, {"part": "snippet,statistics", "id": ",".join(part)}, what="people")
            for part in parts
        ]

    def _older(self, answer: Answer, shape: object, need: Need) -> Ask | None:
        token, asked = shapes.line(shape, "nextPageToken"), urlsplit(answer.url)
        if not token or answer.note.get("what") == "below":
            return None
        params = dict(parse_qsl(asked.query)) | {"pageToken": token}
        return self._get(asked.path.rpartition("/")[2], need, params, **answer.note)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  Google says all in the body
        """Say what Google's error means here."""
        try:
            error = shapes.fields(shapes.decoded(body, ""), "error")
        except SourceChanged:
            return None
        reasons = {shapes.words(one, "reason") for one in shapes.listed(error, "errors")}
        if reasons & {"quotaExceeded", "dailyLimitExceeded"}:
            until = spending.period(_A_DAY, now)[1]
            return Later(
                f"YouTube grants no more until {until:%H:%M} UTC: its daily quota is used up", after=until - now
            )
        if "commentsDisabled" in reasons:
            return Never("comments are switched off for this video")
        if status == HTTPStatus.NOT_FOUND:
            return Never("YouTube does not have it: the video or comment was deleted, or YOUTUBE_CHANNEL is not its id")
        return google.trouble(body, mend=_MEND)

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002  anything with comments can be
        """Only as our channel."""
        if settings.get("refresh_token") and settings.get("channel"):
            return ""
        return "Set YOUTUBE_CHANNEL, YOUTUBE_CLIENT_ID, YOUTUBE_CLIENT_SECRET and YOUTUBE_REFRESH_TOKEN to answer."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:  # noqa: ARG002  the post is all it takes
        """Nothing must be looked up."""
        return None

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Return the reply below a thread, or the comment below a video."""
        words = {"textOriginal": outgoing.text}
        if outgoing.post.kind is Kind.POST:
            path, said = "commentThreads", {"videoId": outgoing.post.external_id, "topLevelComment": {"snippet": words}}
        else:
            path, said = "comments", {"parentId": _thread(outgoing.post), **words}
        ask = json_ask(f"{need.base}/{path}?part=snippet", {"snippet": said}, _headers(need))
        return Ask(url=ask.url, method=ask.method, content=ask.content, headers=ask.headers, cost={_UNITS: _ANSWER})

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return what was published, or held for review."""
        shape = shapes.decoded(answer.body, videocomments.CHANGED)
        published = shapes.fields(shape, "snippet", "topLevelComment") or shapes.fields({"": shape}, "")
        return videocomments.receipt(published, outgoing.post.external_id, _video(outgoing.post))

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return the replies of the thread, or the newest threads below the video."""
        if outgoing.post.kind is Kind.POST:
            (ask,) = self._below_videos([outgoing.post], need)
            return ask
        return self._below(_thread(outgoing.post), _video(outgoing.post), need)

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if it is among them; unsure where there are more."""
        shape = shapes.decoded(answer.body, videocomments.CHANGED)
        for thing in videocomments.listed(shape):
            one = shapes.fields(thing, "snippet", "topLevelComment") or thing
            mine = videocomments.writer(one) == need.settings.get("channel")
            said, at = videocomments.text(one) or "", shapes.moment(one, "snippet", "publishedAt")
            if mine and may_be(outgoing, said, at):
                return videocomments.receipt(one, outgoing.post.external_id, _video(outgoing.post))
        if shapes.line(shape, "nextPageToken"):
            raise SourceChanged("YouTube shows too many comments there to know whether ours is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the comment and our answer as they stand, and the thread's replies."""
        video = _video(post)
        if post.kind is Kind.POST:
            thread = receipt.external_id
            return [self._below(thread, video, need)] if thread else self._below_videos([post], need)
        ids = ",".join(own for own in (post.external_id, receipt.external_id) if own)
        note = {"what": "stands", "post": post.external_id, "ours": receipt.external_id, "video": video}
        params = {"part": "snippet", "id": ids, "textFormat": "plainText"}
        return [
            self._get("comments", need, params, **note),
            self._below(_thread(post), video, need, ours=receipt.external_id),
        ]


def _headers(need: Need) -> Mapping[str, str]:
    key = need.settings.get("key", "")
    return google.bearer(need) or ({"x-goog-api-key": key} if key else {})


def _replies(threads: Sequence[Shape]) -> Sequence[Shape]:
    """Return the replies that threads show."""
    return [
        {**one, "snippet": {**_place(thread), **shapes.fields(one, "snippet")}}
        for thread in threads
        for one in shapes.listed(thread, "replies", "comments")
    ]


def _place(thread: Shape) -> Mapping[str, str]:
    """Return where a thread stands, which its replies may not say."""
    return {name: shapes.ident(thread, "snippet", name) for name in ("videoId", "channelId")}


def _thread(post: Post) -> str:
    """Return the comment a thread begins with: a reply's id begins with it."""
    return post.thread_id or post.external_id.partition(".")[0]


def _video(post: Post) -> str:
    return parse_qs(urlsplit(post.url).query).get("v", [""])[0]


def _stands(things: Sequence[Shape], need: Need, note: Mapping[str, str]) -> Page:
    """Return the comment we answered, or that it is gone, and how our answer stands."""
    answered, mine, video = note.get("post", ""), note.get("ours", ""), note.get("video", "")
    held = {shapes.ident(one, "id"): one for one in things}
    receipt = Receipt(external_id=mine, post_id=answered, standing=Standing.REMOVED)
    if mine in held:
        receipt = videocomments.receipt(held[mine], answered, video)
    return Page(
        posts=[videocomments.post(held[answered], need, note)] if answered in held else [],
        gone=[answered] if answered and answered not in held else [],
        receipts=[receipt] if mine else [],
    )


SOURCE: Source = YouTube()

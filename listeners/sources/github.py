"""GitHub (docs.github.com, REST and GraphQL): issues, pull requests, discussions, who @mentions us, answers there.

Without a token the search hears issues, ten times a minute; with one also discussions (GraphQL alone searches them),
notifications (a classic token with `notifications`) and every issue and comment of `repositories` that are ours. The
search finds an issue by words in its comments, too: then the comments that are new are asked for. Notices are read for
what they lead to, whether we read them already or not. There is no key for a repeated sending. A search takes 256
signs and five operators. GitHub keeps nothing of a deleted comment, and answers 410 for a deleted issue.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from listeners import githubtalks, githubviews, shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.githubviews import CHANGED
from listeners.ours import CLOCK_SLACK, may_be
from listeners.searches import joined, quoted
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Pass, Setting, Source, json_ask
from storage.records import Once, Outgoing, Post, Receipt, Standing, Writing

_PAGE = 100
_REACH = 1000  # what a search shows of all it found
_NOTICES = 50
_MOST_THREADS = 30
_LEADS = re.compile(r"/(repos/[\w.-]+/[\w.-]+)/(?:issues/|pulls/(?=\d))(\d+|comments/\d+)$")
_HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}


class GitHub:
    """Issues, pull requests and discussions with the words of a query, what happens in ours, and who names us."""

    about = About(
        name="github",
        title="GitHub",
        docs="https://docs.github.com/en/rest",
        base_url="https://api.github.com",
        reads=("issues", "pull requests", "discussions", "comments", "mentions"),
        settings=(
            Setting(name="token", about="a classic token (notifications, public_repo, read:discussion)", secret=True),
            Setting(name="repositories", about="ours, such as acme/kettle acme/tea: everything there is heard"),
        ),
        pace=timedelta(minutes=5),
        least_pace=timedelta(seconds=60),  # X-Poll-Interval
        overlap=timedelta(minutes=30),
        lookback=timedelta(days=7),
        counts_by_path=True,
        terms="Answers are a person's; automated bulk comments are against the acceptable use policies.",
        verified=("documentation 2026-11", "recorded responses"),
        unverified="Discussions were tried against the documented schema only; nothing was sent to GitHub itself.",
    )
    writing = Writing(
        limit=githubviews.LIMIT,
        once=Once.LOOK,
        can_edit=True,
        can_delete=True,
        note="Written as Markdown, shown at once; everybody who follows the thread is told.",
        needs=(("token",),),
    )

    def sign_in(self, need: Need) -> Ask | None:
        """Ask who we are; without a token nobody."""
        if not need.settings.get("token"):
            return None
        return Ask(url=f"{need.base}/user", headers=_headers(need))

    def signed_in(self, answer: Answer, need: Need) -> Pass:  # noqa: ARG002
        """Return our name."""
        me = shapes.line(shapes.decoded(answer.body, CHANGED), "login")
        if not me:
            raise SourceChanged(CHANGED)
        return Pass(settings={"me": me})

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the searches that hold all phrases, what is new in our repositories, our notifications."""
        token, since = need.settings.get("token"), _written(need.since) if need.since else ""
        words = joined(need.phrases, quoted, longest=180, most=6)
        recent = f" updated:>={since}" if since else ""
        found = {"sort": "updated", "order": "desc", "advanced_search": "true"}
        asks = [self._get("search/issues", need, {"q": f"{one}{recent}", **found}, what="issues") for one in words]
        for place in _repositories(need.settings):
            new = {"sort": "updated", "direction": "desc", **({"since": since} if since else {})}
            asks.append(self._get(f"repos/{place}/issues", need, {"state": "all", **new}, what="ours"))
            asks.append(self._get(f"repos/{place}/issues/comments", need, new, what="ours"))
            if token:
                there = {"q": f"repo:{place}{recent}"}
                asks.append(self._query(githubtalks.FOUND, there, need, what="discussions", place="ours"))
        if token:
            asks += [self._query(githubtalks.FOUND, {"q": f"{one}{recent}"}, need, what="discussions") for one in words]
            told = {"all": "true", "participating": "true", **({"since": since} if since else {})}
            asks.append(self._get("notifications", need, told, what="notices"))
        if not asks:
            raise Never("GitHub is heard by words, repositories or notices: give a query, or set GITHUB_TOKEN")
        return asks

    def _get(self, path: str, need: Need, params: Mapping[str, str], **note: str) -> Ask:
        wanted = {"per_page": str(_NOTICES if path == "notifications" else _PAGE), **params}
        return Ask(url=f"{need.base}/{path}", params=wanted, headers=_headers(need), note=note)

    def _query(self, query: str, variables: Mapping[str, object], need: Need, **note: str) -> Ask:
        url = need.base.removesuffix("/v3") + "/graphql"
        ask = json_ask(url, {"query": query, "variables": variables}, _headers(need))
        asked = {"q": str(variables["q"])} if "q" in variables else {}
        return Ask(url=ask.url, method="POST", content=ask.content, headers=ask.headers, note={**note, **asked})

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what a list, a search, a thread or a notice holds."""
        shape, note = shapes.decoded(answer.body, CHANGED), answer.note
        match note.get("what"):
            case "discussions":
                return self._discussions(shape, note, need)
            case "discussion":
                talk = githubtalks.one(shape)
                return _below(githubtalks.discussed(talk, need), note, is_whole=githubtalks.all_shown(talk))
            case "notices":
                return self._notices(answer, _listed(shape), need)
            case "one":
                return Page(posts=[githubviews.post(shapes.fields({"": shape}, ""), need)])
            case "below":
                found = _listed(shape)
                posts = [githubviews.post(one, need) for one in found]
                return _below(posts, note, is_whole=len(found) < _PAGE)
            case what:
                return self._issues(answer, shape, need, ours=what == "ours")

    def _issues(self, answer: Answer, shape: object, need: Need, *, ours: bool) -> Page:
        """Return the issues that are new, and ask what was said in those that are not."""
        found = _listed(shape if ours else shapes.found(shape, "items"))
        posts = [githubviews.post(one, need, ours=ours) for one in found]
        new = [one for one in posts if need.since is None or one.posted_at >= need.since or one.edited_at]
        said = [] if ours else [one for one in posts if one.metrics.replies]
        further = [self._comments(one.thread_id, need, need.since, what="below") for one in said[:_MOST_THREADS]]
        total = shapes.count(shape, "total_count") or 0
        more = len(found) == _PAGE if ours else min(total, _REACH) > _page(answer) * _PAGE
        return Page(posts=new, further=further, more=_next(answer, need) if found and more else None)

    def _comments(self, thread: str, need: Need, since: datetime | None, **note: str) -> Ask:
        repository, _, number = thread.partition("#")
        bound = {"since": _written(since)} if since else {}
        return self._get(f"repos/{quote(repository)}/issues/{number}/comments", need, bound, **note)

    def _discussions(self, shape: object, note: Mapping[str, str], need: Need) -> Page:
        nodes = shapes.found(githubtalks.answered(shape), "search", "nodes")
        if not isinstance(nodes, list):
            raise SourceChanged(CHANGED)
        ours = note.get("place") == "ours"
        talks = [one for one in nodes if isinstance(one, Mapping)]
        posts = [post for one in talks for post in githubtalks.discussed(one, need, ours=ours)]
        new = [post for post in posts if need.since is None or (post.edited_at or post.posted_at) >= need.since]
        ends = shapes.fields(shape, "data", "search", "pageInfo")
        more = None
        if ends.get("hasNextPage") is True and new:
            after = {"q": note.get("q", ""), "after": shapes.line(ends, "endCursor")}
            more = self._query(githubtalks.FOUND, after, need, what="discussions", place=note.get("place", ""))
        return Page(posts=new, more=more)

    def _notices(self, answer: Answer, notices: Sequence[Shape], need: Need) -> Page:
        """Ask for what the notices lead to, where somebody named us; keep to the pace GitHub names."""
        named = [one for one in notices if shapes.words(one, "reason") in ("mention", "team_mention")]
        leads = [shapes.fields(one, "subject") for one in named]
        urls = [shapes.link(one, "latest_comment_url") or shapes.link(one, "url") for one in leads]
        paths = dict.fromkeys(f"{led[1]}/issues/{led[2]}" for url in urls if (led := _LEADS.search(url)))
        wait = answer.headers.get("x-poll-interval", "")
        return Page(
            further=[Ask(url=f"{need.base}/{path}", headers=_headers(need), note={"what": "one"}) for path in paths],
            more=_next(answer, need) if len(notices) == _NOTICES else None,
            wait=timedelta(seconds=int(wait[:5])) if wait.isascii() and wait.isdigit() else None,
        )

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  the core reads when
        """Say what GitHub's refusal means."""
        said = shapes.said(body, "message")
        if "rate limit" in said.casefold():
            is_told = "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"
            return None if is_told else Later(f"GitHub wants a pause{said}", after=timedelta(minutes=1))
        if "locked" in said.casefold():
            return Never(f"nobody can answer there any more{said}")
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return NeedsKey(f"GitHub refused our token{said}: check GITHUB_TOKEN and its scopes")
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return Never(f"GitHub does not have it, or hides it from us{said}: check GITHUB_REPOSITORIES and the token")
        return Never(f"GitHub does not take what we ask{said}") if status == HTTPStatus.UNPROCESSABLE_ENTITY else None

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:
        """Only with a token."""
        if not settings.get("token"):
            return "Set GITHUB_TOKEN (scope public_repo) to answer from here."
        return "" if githubviews.where(post.url)[0] else "Nobody can be answered at this address: open it."

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """A discussion is answered by its inner id, and so is a comment there."""
        return self._one(outgoing.post, need) if _is_discussion(outgoing.post) else None

    def _one(self, about: Post, need: Need, **note: str) -> Ask:
        repository, _, number, _ = githubviews.where(about.url)
        owner, _, name = repository.partition("/")
        variables = {"owner": owner, "name": name, "number": int(number or 0)}
        return self._query(githubtalks.ONE, variables, need, what="discussion", **note)

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:
        """Return the comment below the issue, or in the discussion below the comment it answers."""
        repository, _, number, comment = githubviews.where(outgoing.post.url)
        if not _is_discussion(outgoing.post):
            url = f"{need.base}/repos/{quote(repository)}/issues/{number}/comments"
            return json_ask(url, {"body": outgoing.text}, _headers(need))
        if prepared is None:
            raise Never("GitHub must be asked for the discussion first")
        discussion = githubtalks.one(shapes.decoded(prepared.body, CHANGED))
        if discussion.get("locked") is True:
            raise Never("the discussion is locked: nobody can answer there any more")
        said = {"discussionId": shapes.line(discussion, "id"), "body": outgoing.text}
        if comment:
            said["replyToId"] = githubtalks.top(discussion, comment)
        return self._query(githubtalks.SAY, {"in": {**said, "clientMutationId": outgoing.key}}, need)

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Return what was published."""
        shape = shapes.decoded(answer.body, CHANGED)
        if _is_discussion(outgoing.post):
            shape = shapes.fields(githubtalks.answered(shape), "addDiscussionComment", "comment")
        return githubviews.receipt(shapes.fields({"": shape}, ""), outgoing.post.external_id)

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Return what was said in the thread since we began."""
        if _is_discussion(outgoing.post):
            return self._one(outgoing.post, need)
        return self._comments(outgoing.post.thread_id, need, outgoing.begun_at - CLOCK_SLACK, what="below")

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Return our answer if it is among it; unsure where there is more."""
        shape, post = shapes.decoded(answer.body, CHANGED), outgoing.post
        if _is_discussion(post):
            talk = githubtalks.one(shape)
            said, is_whole = githubtalks.discussed(talk, need)[1:], githubtalks.all_shown(talk, outgoing.begun_at)
        else:
            said = [githubviews.post(one, need) for one in _listed(shape)]
            is_whole = len(said) < _PAGE
        for one in said:
            mine = one.author.handle.casefold() == need.settings.get("me", "").casefold()
            if mine and may_be(outgoing, one.text, one.posted_at):
                return Receipt(external_id=one.external_id, post_id=post.external_id, url=one.url)
        if not is_whole:
            raise SourceChanged("GitHub tells of too many comments there to know whether ours is among them")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:
        """Return the thread since the post: the post if it is a comment, our answer, what came after it."""
        note = {"post": post.external_id, "ours": receipt.external_id}
        if _is_discussion(post):
            return [self._one(post, need, **note)]
        repository, _, number, comment = githubviews.where(post.url)
        issue = f"{need.base}/repos/{quote(repository)}/issues/{number}"
        asks = [] if comment else [Ask(url=issue, headers=_headers(need), note={"what": "one"})]
        told = {**note, "post": post.external_id if comment else ""}
        return [*asks, self._comments(post.thread_id, need, post.posted_at, what="below", **told)]


def _headers(need: Need) -> Mapping[str, str]:
    token = need.settings.get("token", "")
    return {**_HEADERS, **({"authorization": f"Bearer {token}"} if token else {})}


def _repositories(told: Mapping[str, str]) -> Sequence[str]:
    places = told.get("repositories", "").replace(",", " ").split()
    wrong = next((one for one in places if not re.fullmatch(r"[\w.-]+/[\w.-]+", one)), "")
    if wrong:
        raise Never(f'GITHUB_REPOSITORIES names them as owner/name, not "{wrong[:40]}"')
    return places


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _listed(shape: object) -> Sequence[Shape]:
    found = shapes.listed({"": shape}, "")
    if not isinstance(shape, list) or len(found) != len(shape):
        raise SourceChanged(CHANGED)
    return found


def _page(answer: Answer) -> int:
    number = dict(parse_qsl(urlsplit(answer.url).query)).get("page", "")[:4]
    return int(number) if number.isascii() and number.isdigit() else 1


def _next(answer: Answer, need: Need) -> Ask:
    asked = urlsplit(answer.url)
    params = dict(parse_qsl(asked.query)) | {"page": str(_page(answer) + 1)}
    path = asked.path.removeprefix(urlsplit(need.base).path)
    return Ask(url=f"{need.base}{path}", params=params, headers=_headers(need), note=answer.note)


def _is_discussion(post: Post) -> bool:
    return githubviews.where(post.url)[1] == "discussions"


def _below(posts: Sequence[Post], note: Mapping[str, str], *, is_whole: bool) -> Page:
    """Return what was said; of a whole list, what is not there is gone."""
    answered, mine = note.get("post", ""), note.get("ours", "")
    held = {post.external_id: post for post in posts}
    receipts = [Receipt(external_id=mine, post_id=answered, url=held[mine].url)] if mine in held else []
    if mine and mine not in held and is_whole:
        receipts = [Receipt(external_id=mine, post_id=answered, standing=Standing.REMOVED)]
    gone = [answered] if answered and answered not in held and is_whole else []
    return Page(posts=[post for post in posts if post.external_id != mine], receipts=receipts, gone=gone)


SOURCE: Source = GitHub()

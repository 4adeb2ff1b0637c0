"""Stack Overflow and the other sites of Stack Exchange (api.stackexchange.com/docs, 2.3): heard only, by search.

Questions are searched by activity, so that an old one with a new answer is looked into; answers elsewhere that hold a
phrase come from the search of excerpts. Each of them takes one phrase. 300 asks a day are granted to an address, 10,000
with an app's key; an answer may ask for a pause before that method is asked again (`backoff`): then we stop there and
stay away. An answer written by a program is not wanted there, so people are answered by hand.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from listeners import shapes
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.searches import quoted
from listeners.shapes import Shape
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import from_either, from_html
from storage.records import Author, Kind, Metrics, Post, Receipt

_CHANGED = "Stack Exchange answered in another shape than it documents"
_PAGE = 100
_NIGHT = timedelta(hours=6)  # what is left of the quota comes back at midnight UTC; it says when once it is used up
_HOSTS = {
    "stackoverflow": "stackoverflow.com", "superuser": "superuser.com", "serverfault": "serverfault.com",
    "askubuntu": "askubuntu.com", "stackapps": "stackapps.com",
}  # fmt: skip
_IDS = {"question_id": "q", "answer_id": "a", "comment_id": "c"}


class StackExchange:
    """Questions with a phrase, what is said below them, answers with a phrase, comments that name our user."""

    about = About(
        name="stackexchange",
        title="Stack Exchange",
        docs="https://api.stackexchange.com/docs",
        base_url="https://api.stackexchange.com",
        reads=("questions", "answers", "comments", "mentions"),
        settings=(
            Setting(name="site", about="which site, such as stackoverflow (default), superuser or dba"),
            Setting(name="user_id", about="the number of our user there: comments that name it are heard"),
            Setting(name="key", about="an app's key (stackapps.com): 10,000 asks a day instead of 300", secret=True),
        ),
        proofs=("key",),
        pace=timedelta(minutes=30),
        least_pace=timedelta(minutes=1),  # the same question within a minute is against its rules
        overlap=timedelta(hours=1),
        lookback=timedelta(days=7),
        pages=5,
        terms="Under CC BY-SA: the author and the address are shown. Answers are a person's, by hand.",
        verified=("documentation", "a recorded response of 2016"),
        unverified="The fields of the filter withbody are written from the documentation and memory.",
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return two searches per phrase, and who names our user."""
        active = {"sort": "activity", "order": "desc", **_since("min", need.since)}
        asks: list[Ask] = []
        for phrase in need.phrases:
            words = quoted(phrase)
            asks.append(self._get("search/advanced", need, {"q": words, **active}))
            asks.append(self._get("search/excerpts", need, {"q": words, **active}, what="excerpts"))
        user = need.settings.get("user_id", "")
        if user:
            if not (user.isascii() and user.isdigit()):
                raise Never("STACKEXCHANGE_USER_ID is the number of our user, not its name")
            new = {"sort": "creation", "order": "desc", **_since("fromdate", need.since)}
            asks.append(self._get(f"users/{user}/mentioned", need, new, what="mentions"))
        if not asks:
            raise Never("Stack Exchange is heard by words: give the watch a query, or set STACKEXCHANGE_USER_ID")
        return asks

    def _get(self, path: str, need: Need, params: Mapping[str, str], **note: str) -> Ask:
        key = need.settings.get("key", "")
        wanted = {"site": _site(need), "filter": "withbody", "pagesize": str(_PAGE), **params}
        return Ask(url=f"{need.base}/2.3/{path}", params={**wanted, **({"key": key} if key else {})}, note=note)

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what a list holds, and ask for what was said below it."""
        shape, note = shapes.decoded(answer.body, _CHANGED), answer.note
        found = shapes.listed(shape, "items")
        if not isinstance(shapes.found(shape, "items"), list) or shapes.count(shape, "quota_remaining") is None:
            raise SourceChanged(_CHANGED)
        wait = _wait(shape)
        more = self._older(answer, need) if shapes.found(shape, "has_more") is True and wait is None else None
        if note.get("what") == "excerpts":
            ids = [shapes.ident(one, "answer_id") for one in found if shapes.words(one, "item_type") == "answer"]
            return Page(further=self._answers_of(ids, need), more=more, wait=wait)
        posts = [_post(one, need, note) for one in found]
        missing = not posts and note.get("what") == "stands"
        is_followed = note.get("what") in ("stands", "said")
        new = [one for one in posts if is_followed or _is_new(one, need)]
        further = [] if is_followed else self._below(found, posts, need)
        return Page(posts=new, more=more, further=further, gone=[note["post"]] if missing else [], wait=wait)

    def _answers_of(self, ids: Sequence[str], need: Need) -> Sequence[Ask]:
        wanted = ";".join(own for own in dict.fromkeys(ids) if own.isdigit())
        return [self._get(f"answers/{wanted}", need, {})] if wanted else []

    def _below(self, found: Sequence[Shape], posts: Sequence[Post], need: Need) -> Sequence[Ask]:
        """Ask for answers and comments below questions, and comments below answers that are new."""
        new = {"sort": "creation", "order": "desc", **_since("fromdate", need.since)}
        asked = [shapes.ident(one, "question_id") for one in found if _kind(one) == "q"]
        answered = [
            shapes.ident(one, "answer_id") for one, post in zip(found, posts, strict=True)
            if _kind(one) == "a" and _is_new(post, need)
        ]  # fmt: skip
        below = []
        if asked:
            place = f"questions/{';'.join(asked)}"
            below = [self._get(f"{place}/{one}", need, new, above="q") for one in ("answers", "comments")]
        if answered:
            below.append(self._get(f"answers/{';'.join(answered)}/comments", need, new, above="a"))
        return below

    def _older(self, answer: Answer, need: Need) -> Ask:
        asked = urlsplit(answer.url)
        params = dict(parse_qsl(asked.query))
        page = params.get("page", "1")[:4]
        params["page"] = str(int(page) + 1 if page.isascii() and page.isdigit() else 2)
        path = asked.path.removeprefix(urlsplit(need.base).path)
        return Ask(url=f"{need.base}{path}", params=params, note=answer.note)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Trouble | None:  # noqa: ARG002  it says all in the body
        """Say what its error means; "throttle_violation" says for how many seconds nothing is granted."""
        try:
            shape = shapes.decoded(body, "")
        except SourceChanged:
            return None
        name, said = shapes.words(shape, "error_name"), shapes.said(body, "error_message")
        if name == "throttle_violation":
            seconds = re.search(r"(\d{1,6}) seconds", said)
            after = timedelta(seconds=min(int(seconds[1]), 86_400)) if seconds else timedelta(hours=1)
            return Later(f"Stack Exchange grants no more for now{said}; STACKEXCHANGE_KEY gets more", after=after)
        if name in ("key_required", "access_denied") or "key" in said:
            return NeedsKey(f"Stack Exchange does not accept the key{said}: check STACKEXCHANGE_KEY")
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND) and name:
            return Never(f"Stack Exchange does not take what we ask{said}: check the listener's site and query")
        return None

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:  # noqa: ARG002  what we say by hand is among the rest
        """Return the question or answer as it stands, and what was said below it."""
        site, _, path = post.external_id.partition("/")
        kind, _, own = path.partition("/")
        place = {"q": f"questions/{own}", "a": f"answers/{own}"}.get(kind)
        if place is None or not own.isdigit():
            return []
        there = {"site": site, "order": "desc"}
        new = {**there, "sort": "creation", **_since("fromdate", post.posted_at)}
        lists = ("answers", "comments") if kind == "q" else ("comments",)
        stands = self._get(place, need, {**there, "sort": "activity"}, what="stands", post=post.external_id)
        return [stands, *(self._get(f"{place}/{one}", need, new, what="said", above=kind) for one in lists)]


def _wait(shape: object) -> timedelta | None:
    """Return how long to stay away, where we are asked to or nothing is left."""
    pause = shapes.count(shape, "backoff") or 0
    if pause > 0:
        return timedelta(seconds=min(pause, 86_400))
    return _NIGHT if shapes.count(shape, "quota_remaining") == 0 else None


def _site(need: Need) -> str:
    site = need.settings.get("site") or "stackoverflow"
    if not re.fullmatch(r"[a-z0-9.-]{1,60}", site):
        raise Never("the site is named as its address begins, such as stackoverflow or dba")
    return site


def _since(name: str, moment: datetime | None) -> Mapping[str, str]:
    return {name: str(int(moment.timestamp()))} if moment else {}


def _is_new(post: Post, need: Need) -> bool:
    return need.since is None or (post.edited_at or post.posted_at) >= need.since


def _kind(one: Shape) -> str:
    """Return "q", "a" or "c": an answer names its question too, so it comes last of them."""
    return next((_IDS[name] for name in ("comment_id", "answer_id", "question_id") if shapes.ident(one, name)), "")


def _post(one: Shape, need: Need, note: Mapping[str, str]) -> Post:
    kind, at = _kind(one), shapes.moment(one, "creation_date")
    if not kind or at is None or not isinstance(shapes.found(one, "body"), str):
        raise SourceChanged(_CHANGED)
    site, edited = _site_of(one, need), shapes.moment(one, "last_edit_date")
    own = shapes.ident(one, {letter: name for name, letter in _IDS.items()}[kind])
    question = shapes.ident(one, "question_id")
    above = shapes.ident(one, "post_id")
    parent = {"q": "", "a": f"{site}/q/{question}", "c": f"{site}/{note.get('above', 'q')}/{above}"}
    return Post(
        source="stackexchange",
        external_id=f"{site}/{kind}/{own}",
        kind=Kind.POST if kind == "q" else Kind.COMMENT,
        url=_address(one, site, kind, own),
        title=from_either(shapes.words(one, "title")) if kind == "q" else "",
        text=from_html(shapes.words(one, "body")),
        language=_language(site),
        author=_author(shapes.fields(one, "owner")),
        posted_at=min(at, need.now),
        edited_at=min(edited, need.now) if edited else None,
        metrics=Metrics(
            likes=shapes.count(one, "score"),
            replies=shapes.count(one, "answer_count"),
            views=shapes.count(one, "view_count"),
        ),
        parent_id=parent[kind],
        thread_id=f"{site}/q/{question}" if question else parent[kind],
        tags_us=note.get("what") == "mentions",
    )


def _site_of(one: Shape, need: Need) -> str:
    """Return the site a thing stands on: the one its address names, where it has one."""
    host = urlsplit(shapes.link(one, "link")).hostname or ""
    named = next((site for site, known in _HOSTS.items() if host == known), host.removesuffix(".stackexchange.com"))
    return named if named and named != host else _site(need)


def _address(one: Shape, site: str, kind: str, own: str) -> str:
    host = _HOSTS.get(site) or (site if "." in site else f"{site}.stackexchange.com")
    host = f"{site}.com" if site.endswith(".stackoverflow") else host
    path = {"q": "q", "a": "a", "c": "posts/comments"}[kind]
    return shapes.link(one, "link") or f"https://{host}/{path}/{quote(own)}"


def _language(site: str) -> str:
    language, _, place = site.partition(".")
    return language if place == "stackoverflow" else "en"


def _author(owner: Shape) -> Author:
    own, name = shapes.ident(owner, "user_id"), from_either(shapes.words(owner, "display_name"))
    return Author(id=own, handle=name, name=name or f"user{own}", url=shapes.link(owner, "link"))


SOURCE: Source = StackExchange()

"""Reading back to what is known: first asks, then page after page, until old ground or the page cap.

What the cap leaves unread is a gap, kept in the cursor and walked first next time, so that a busy hour loses nothing;
so is what may not be asked because it costs too much: what was paid for before is kept.
A first run has no old ground: it takes what its pages hold and leaves no gap. What pages lead to (`Page.further`) is
asked for at the end, each once, and no more often than `MOST_FURTHER` in one walk.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from listeners.errors import CapReached, Never, SourceChanged
from listeners.http import Unchanged, validators
from listeners.source import Answer, Ask, Need, Page, Source, settings_of
from storage.records import EPOCH, Author, Cursor, Gap, Listener, Post, Receipt

KEPT_GAPS = 5
MOST_FURTHER = 100
KEPT_VALIDATORS = 20  # a listener asks a handful of addresses; a query with many terms asks one each
CLOCK_SLACK = timedelta(minutes=5)  # how far a place's clock may run ahead of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What a walk brought, and where the cursor stands afterwards. `moved_to` is where the place went for good.

    `gone` are the ids of posts that were deleted, `receipts` how our answers stand, `wait` how long to stay away at
    least.
    """

    posts: tuple[Post, ...]
    cursor: Cursor
    moved_to: str = ""
    gone: frozenset[str] = frozenset()
    receipts: tuple[Receipt, ...] = ()
    wait: timedelta = timedelta(0)


Get = Callable[[Ask, Mapping[str, str], bool], Answer | Unchanged]  # True: the place named this address, not we
Read = Callable[[Answer, Need], Page]
Known = Callable[[Collection[Post]], bool]  # is every one of these held already?


@dataclass(slots=True)
class _Trail:
    """What the walk has gathered so far; `home` are the hosts the operator chose."""

    home: frozenset[str]
    posts: dict[str, Post]
    validators: dict[str, Mapping[str, str]]
    gaps: list[Gap]
    further: dict[str, Ask] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    receipts: list[Receipt] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    wait: timedelta = timedelta(0)
    moved_to: str = ""

    def take(self, page: Page) -> None:
        """Keep what a page holds; of a post met twice the first sight counts."""
        self.posts.update({post.external_id: post for post in page.posts if post.external_id not in self.posts})
        self.authors.update({author.id: author for author in page.authors})
        for ask in page.further:
            self.further.setdefault(_to_json(ask), ask)
        self.gone |= set(page.gone)
        self.receipts += page.receipts
        self.marks.update(page.marks)
        self.wait = max(self.wait, page.wait or timedelta(0))

    def told(self) -> tuple[Post, ...]:
        """Return the posts that still stand, with all that was told of their authors."""
        return tuple(
            replace(post, author=self.authors.get(post.author.id, post.author))
            for post in self.posts.values()
            if post.external_id not in self.gone
        )


def need_of(
    source: Source, listener: Listener, *, phrases: tuple[str, ...], operator: Mapping[str, str], now: datetime
) -> Need:
    """Return what a listener wants to hear: since its watermark less the overlap, or the first run's look back."""
    about = source.about
    since = listener.cursor.since
    back = since - about.overlap if since else now - about.lookback if about.lookback else None
    settings = settings_of(about, listener.settings, operator)
    return Need(phrases=phrases, settings=settings, since=back, marks=listener.cursor.marks, now=now)


def walk(source: Source, cursor: Cursor, need: Need, *, get: Get, read: Read, known: Known) -> Walked:
    """Ask, read and page on; raise the first trouble, so that the cursor stays where it was."""
    asks = source.ask(need)
    home = frozenset(urlsplit(ask.url).netloc for ask in asks)
    trail = _Trail(home=home, posts={}, validators=dict(cursor.validators), gaps=[])
    is_first = cursor.since is None
    for gap in cursor.gaps:
        _close(source, gap, asks, need, trail, get, read)
    for ask in asks:
        _follow(source, ask, need, trail, get, read, known=None if is_first else known)
    _look_further(need, trail, get, read)
    posts = trail.told()
    after = Cursor(
        since=_watermark(cursor.since, posts, need.now),
        validators=dict(list(trail.validators.items())[-KEPT_VALIDATORS:]),
        gaps=() if is_first else tuple(trail.gaps[-KEPT_GAPS:]),
        marks={**cursor.marks, **trail.marks},
    )
    return Walked(
        posts=posts,
        cursor=after,
        moved_to=trail.moved_to,
        gone=frozenset(trail.gone),
        receipts=tuple(trail.receipts),
        wait=trail.wait,
    )


def _close(source: Source, gap: Gap, asks: Sequence[Ask], need: Need, trail: _Trail, get: Get, read: Read) -> None:
    """Go on where the cap stopped us; a gap that cannot be asked for any more is lost, and must not block the rest."""
    left = Ask(**json.loads(gap.ask))
    today = next((ask for ask in asks if urlsplit(ask.url).netloc == urlsplit(left.url).netloc), Ask(url=left.url))
    proofs = {name: today.params[name] for name in source.about.proofs if name in today.params}
    whole = replace(left, headers=today.headers, params={**left.params, **proofs})
    try:
        _follow(source, whole, replace(need, since=gap.until), trail, get, read, known=None)
    except (Never, SourceChanged):
        return


def _follow(
    source: Source, first: Ask, need: Need, trail: _Trail, get: Get, read: Read, *, known: Known | None
) -> None:
    ask: Ask | None = first
    for _ in range(source.about.pages):
        if ask is None:
            return
        known_before = trail.validators.get(ask.url, {}) if ask is first else {}
        try:
            answer = get(ask, known_before, urlsplit(ask.url).netloc not in trail.home)
        except CapReached:
            if not trail.posts:
                raise
            break
        if ask is first:
            trail.moved_to = answer.moved_to or trail.moved_to
        if isinstance(answer, Unchanged):
            return
        if ask is first and not ask.params:  # parameters move with time, and their answers with them
            trail.validators[ask.url] = validators(answer)
        page = read(answer, need)
        trail.take(page)
        ask = None if _is_old_ground(page, need, known) else page.more
    if ask is not None:
        trail.gaps.append(Gap(ask=_to_json(_bare(source, ask)), until=need.since or EPOCH))


def _bare(source: Source, ask: Ask) -> Ask:
    """Return an ask without what holds a credential: no gap keeps that, today's asks at the same place know it."""
    params = {name: value for name, value in ask.params.items() if name not in source.about.proofs}
    return replace(ask, headers={}, params=params)


def _look_further(need: Need, trail: _Trail, get: Get, read: Read) -> None:
    """Ask for what the pages lead to; one place that will not tell is no reason to lose what the others said."""
    seen = 0
    while seen < min(len(trail.further), MOST_FURTHER):
        ask = list(trail.further.values())[seen]
        seen += 1
        try:
            answer = get(ask, {}, urlsplit(ask.url).netloc not in trail.home)
            page = None if isinstance(answer, Unchanged) else read(answer, need)
        except Never:
            continue
        except CapReached:
            return
        if page is not None:
            trail.take(replace(page, further=[*page.further, *([page.more] if page.more else [])]))


def _is_old_ground(page: Page, need: Need, known: Known | None) -> bool:
    if not page.posts:
        return not page.further
    if need.since is not None and min(post.posted_at for post in page.posts) < need.since:
        return True
    return known is not None and known(page.posts)


def _watermark(before: datetime | None, posts: tuple[Post, ...], now: datetime) -> datetime:
    """Return the newest moment heard: never back, and never ahead of our clock, lest a post from 2038 deafen us."""
    newest = max((post.posted_at for post in posts), default=before or now)
    mark = min(max(newest, before or newest), now)
    return mark if before is None or before <= now + CLOCK_SLACK else now


def _to_json(ask: Ask) -> str:
    return json.dumps(asdict(ask))

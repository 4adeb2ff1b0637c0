"""One listener, once: ask, read, match, judge, remember. The post's way from the web into the memory.

Posts, mentions, wished cards and the moved cursor go in as one transaction: killed before it, we ask again from the old
cursor; killed after it, the cards are wished for. What goes wrong is kept as the listener's health, in plain words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

import structlog

from listeners import bundling, health, judging, knocking, spool, tasting, urgency
from listeners.calling import Caller
from listeners.ears import Ears, pace
from listeners.errors import Never, Trouble
from listeners.judging import Ground, Judge
from listeners.match import Matcher, Query, QueryError, compile as compile_query
from listeners.overhear import overhear, spoken
from listeners.walk import Walked, need_of, walk
from storage import (
    answers,
    cursors,
    hearing,
    links,
    marks,
    mentions,
    people,
    posts,
    spikes,
    tastes,
    watches,
)
from storage.cursors import Step
from storage.database import Store
from storage.records import Backlog, Hearing, Listener, Post

log = structlog.get_logger()

OUR_ANSWERS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How one ask of one listener went; `error` is "" where it went well.

    `step` is yet to be noted, where there was nothing else to remember.
    """

    new: int = 0
    edited: int = 0
    alerts: int = 0
    error: str = ""
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """All queries of a workspace compiled together, and why some could not be."""

    queries: Mapping[int, Query]
    refused: Mapping[int, str]
    matcher: Matcher


def listen(ears: Ears, listener: Listener, *, now: datetime) -> Heard:
    """Ask one listener and remember what it brought; whatever goes wrong becomes its health, never an exception."""
    heard = hear(ears, listener, clock=lambda: now)
    if heard.step is not None:
        note(ears.store, [heard.step])
    return heard


def hear(ears: Ears, listener: Listener, *, clock: Callable[[], datetime]) -> Heard:
    """Do as `listen` does, but leave it to the caller to `note` that there was nothing: for many at once it is cheap.

    Its pace counts from when the place had answered, so that it is never asked above it.
    """
    try:
        return _listen(ears, listener, clock)
    except Trouble as trouble:
        health.failed(ears, listener, trouble, now=clock())
        return Heard(error=str(trouble))
    except Exception:  # the edge of a job: one listener's bug must not stop the others
        log.exception("listener_broke", listener=listener.id, source=listener.source)
        return Heard(error=health.broke(ears, listener, now=clock()))


def note(store: Store, steps: Sequence[Step]) -> None:
    """Note how far listeners heard who brought nothing: all at once, because the memory takes one writer at a time."""
    with store.transaction():
        cursors.move(store, steps)
        health.tell_openings(store, [step.listener for step in steps], max(step.at for step in steps))


def take(ears: Ears, together: Sequence[Listener], told: Walked, *, now: datetime) -> Heard:
    """Remember what one place told by itself to all who listen there: as `listen` does, in one transaction for all."""
    first, *others = together
    begun = replace(first, cursor=told.cursor)  # what is told now was not out there before: there is no first run
    return _remember(ears, (begun, *others), told, _judged(ears, (begun, *others), told.posts, now), now)


def queries_of(ears: Ears, together: Sequence[Listener]) -> Compiled:
    """Return the queries of those listeners' watches alone, and why some could not be read."""
    wanted = [watches.get(ears.store, one.workspace, one.watch_id) for one in together]
    return _compiled(tuple(sorted({(watch.id, watch.query) for watch in wanted if watch is not None})))


def _listen(ears: Ears, listener: Listener, clock: Callable[[], datetime]) -> Heard:
    walked = _walk(ears, listener, _phrases(_query(ears.store, listener)), clock())
    now = clock()
    judged = _judged(ears, (listener,), walked.posts, now)
    if _is_quiet(ears.store, listener, walked, judged):
        return Heard(step=_step(ears, listener, walked, now))
    heard = _remember(ears, (listener,), walked, judged, now)
    if heard.new or heard.edited:
        log.info("heard", source=listener.source, watch=listener.watch_id, new=heard.new, edited=heard.edited)
    return heard


def _is_quiet(store: Store, listener: Listener, walked: Walked, judged: Sequence[Hearing]) -> bool:
    """Tell whether nothing is to be remembered but how far we heard."""
    if judged or walked.gone or walked.receipts or walked.moved_to or listener.blind_since is not None:
        return False
    return not (walked.posts and answers.is_watched(store, listener.workspace, listener.source))


def _step(ears: Ears, listener: Listener, walked: Walked, now: datetime) -> Step:
    usual = pace(ears.sources.find(listener.source), listener)
    return Step(listener=listener, cursor=walked.cursor, at=now, next_due=now + max(usual, walked.wait))


def _query(store: Store, listener: Listener) -> str:
    watch = watches.brief(store, listener.workspace, listener.watch_id)
    if watch is None or watch.paused:
        raise Never("its watch was paused or removed just now")
    return watch.query


@lru_cache(maxsize=1024)
def _phrases(query: str) -> tuple[str, ...]:
    try:
        return compile_query(query).phrases
    except QueryError as error:
        raise Never(_unreadable(error)) from error


def _unreadable(error: QueryError) -> str:
    return f"the query cannot be read: {error}; edit the watch"


def _judge(store: Store, listener: Listener) -> Judge:
    """Return what all watches of a workspace ask of a post, and what it learned."""
    every_watch = {watch.id: watch for watch in watches.listening(store, listener.workspace)}
    compiled = _compiled(tuple((watch.id, watch.query) for watch in every_watch.values()))
    if listener.watch_id not in compiled.queries:
        raise Never(compiled.refused.get(listener.watch_id, "its watch was paused or removed just now"))
    able = {watch_id: every_watch[watch_id] for watch_id in compiled.queries}
    lesson = tastes.current(store, listener.workspace)
    return Judge(
        watches=able,
        queries=compiled.queries,
        matcher=compiled.matcher,
        weights=tasting.weights_of(lesson, urgency.shipped()),
        likenesses=lesson.likenesses if lesson else {},
    )


def _walk(ears: Ears, listener: Listener, phrases: tuple[str, ...], now: datetime) -> Walked:
    source = ears.sources.find(listener.source)
    operator = ears.operator(source, listener.workspace)
    need = need_of(source, listener, phrases=phrases, operator=operator, now=now)

    def known(found: Collection[Post]) -> bool:
        held = posts.known(ears.store, listener.workspace, listener.source, [post.external_id for post in found])
        return len(held) == len({post.external_id for post in found})

    caller = Caller(ears.line, source, need)
    get = spool.answering(ears.store, listener.workspace, caller.get, now=now)
    return caller.let_in(lambda wanted: walk(source, listener.cursor, wanted, get=get, read=caller.read, known=known))


def _remember(
    ears: Ears, together: Sequence[Listener], walked: Walked, judged: Sequence[Hearing], now: datetime
) -> Heard:
    """Take in what one place told to all who listen there, the first of them having asked, in one transaction."""
    store, listener = ears.store, together[0]
    step = _step(ears, listener, walked, now)
    with store.transaction():
        took = hearing.take_in(store, listener.workspace, judged, now=now)
        if walked.posts or walked.gone or walked.receipts:
            _take_turns(store, listener, walked, now)
        if walked.moved_to and "url" in listener.settings:
            cursors.moved(store, listener, {**listener.settings, "url": walked.moved_to})
        for one in together:
            knocking.let_in(store, one, now)
            cursors.move(store, [replace(step, listener=one)])
            health.tell_sighted(store, one, now)
        health.tell_openings(store, together, now)
    return Heard(new=took.new + took.copies, edited=took.edited, alerts=took.alerts)


def _take_turns(store: Store, listener: Listener, walked: Walked, now: datetime) -> None:
    """Take what was heard for what it may also be: something after an answer of ours, or the end of a post."""
    workspace, source = listener.workspace, listener.source
    overhear(store, workspace, source, walked.posts, gone=walked.gone, receipts=walked.receipts, now=now)
    posts.bury(store, workspace, source, walked.gone, now)


def _judged(ears: Ears, together: Sequence[Listener], heard: Sequence[Post], now: datetime) -> Sequence[Hearing]:
    """Return what is new or changed among the posts, judged on the ground of all that is remembered."""
    if not heard:
        return []
    with ears.store.reading():  # one view for all of it
        return _on_its_ground(ears, together, heard, now)


def _on_its_ground(ears: Ears, together: Sequence[Listener], heard: Sequence[Post], now: datetime) -> Sequence[Hearing]:
    store, listener = ears.store, together[0]
    judge = _judge(store, listener)
    watch, is_first = judge.watches[listener.watch_id], listener.cursor.since is None
    found = judging.matching(judge, heard)
    known = posts.known(store, listener.workspace, listener.source, [post.external_id for post in heard])
    followed = _followed(store, listener, heard)
    if not known and not followed and not any(found):
        return []  # as most pages: nothing for anybody
    ground = Ground(
        known=known,
        candidates={one.watch_id for one in together} | cursors.alike(store, listener),
        backlog={watch.id} if is_first and watch.backlog is not Backlog.ALERT else set(),
        our_answers=_our_answers(ears, listener.workspace, now),
        now=now,
        joins=bundling.joinings(store, listener.workspace, heard, found, known, now=now),
        spiking=spikes.lasting(store, listener.workspace, now=now),
        followed=followed,
    )
    told = spoken(store, listener.workspace, listener.source, heard)
    return [
        replace(one, alike=told[one.post.external_id]) if one.post.external_id in told else one
        for one in judging.hearings(judge, heard, found, ground)
    ]


def _followed(store: Store, listener: Listener, heard: Sequence[Post]) -> frozenset[str]:
    """Return which posts are by people we follow."""
    followed = marks.followed(store, listener.workspace, listener.source)
    return frozenset(post.external_id for post in heard if followed and people.key_of(post.author) in followed)


def _our_answers(ears: Ears, workspace: str, now: datetime) -> frozenset[str]:
    since = now - OUR_ANSWERS_KEPT
    stored = mentions.answer_urls(ears.store, workspace, since=since)
    stored |= answers.addresses(ears.store, workspace, since=since)
    return frozenset(links.canonical_url(url) for url in stored)


@lru_cache(maxsize=8)
def _compiled(wanted: tuple[tuple[int, str], ...]) -> Compiled:
    """Compile all queries of a workspace together; kept until one of them changes."""
    able: dict[int, Query] = {}
    refused: dict[int, str] = {}
    for watch_id, query in wanted:
        try:
            able[watch_id] = compile_query(query)
        except QueryError as error:
            refused[watch_id] = _unreadable(error)
    return Compiled(queries=able, refused=refused, matcher=Matcher(able))

"""Which bundle each post of a page joins, found with a few look-ups a page.

The shell around `listeners.bundles`: only new posts that match a watch leave a trace, and only those are looked for.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from listeners import bundles, neardup
from listeners.bundles import Held, Joining, Trace
from storage import stories
from storage.database import Store
from storage.posts import Known
from storage.records import Post
from storage.stories import Found

Matched = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _New:
    """A post that was not known, the watches it matches, its story keys."""

    post: Post
    matched: Matched
    story: tuple[str, ...]


def joinings(
    store: Store,
    workspace: str,
    posts: Sequence[Post],
    found: Sequence[Matched],
    known: Mapping[str, Known],
    *,
    now: datetime,
) -> dict[str, Joining]:
    """Return how each new post that matches a watch stands, by external id."""
    keys = neardup.keys_of_page(posts)
    new = {
        post.external_id: _New(post=post, matched=matched, story=story)
        for post, matched, story in zip(posts, found, keys, strict=True)
        if matched and post.external_id not in known
    }
    if not new:
        return {}
    exact = _taken_apart(store, workspace, new, now)
    traces = {name: trace for name, one in new.items() if (trace := _trace(one)) is not None}
    looked_for = {key for trace in traces.values() for key in trace.keys}
    held = stories.look_up(store, workspace, looked_for, {key for name in traces for key in exact[name].keys})
    joined = bundles.link(traces.values(), _candidates(store, traces, held, new), _stories(held))
    order = sorted(new, key=lambda name: new[name].post.posted_at)
    return _settle([(name, exact[name]) for name in order], traces, joined, held)


def _trace(one: _New) -> Trace | None:
    return bundles.trace(one.post, {term for terms in one.matched.values() for term in terms})


def _taken_apart(store: Store, workspace: str, new: Mapping[str, _New], now: datetime) -> dict[str, Joining]:
    """Return the keys of each post; what repeats a post that people took out of its bundle joins that one instead."""
    freed = stories.apart(store, workspace, since=now - stories.KEPT)
    if not freed:
        return {name: Joining(keys=one.story) for name, one in new.items()}
    owners = {key: post_id for post_id, post in freed.items() for key in neardup.keys(post)}
    return {
        name: Joining(
            keys=tuple(key for key in one.story if key not in owners),
            alike=next((owners[key] for key in one.story if key in owners), None),
        )
        for name, one in new.items()
    }


def _stories(held: Found) -> dict[int, set[int]]:
    """Return the bundles in which each key occurs."""
    return {
        key: {held.standings[one].lead for one in ids if one in held.standings} for key, ids in held.holders.items()
    }


def _candidates(
    store: Store, traces: Mapping[str, Trace], held: Found, new: Mapping[str, _New]
) -> dict[str, list[Held]]:
    """Return the earlier posts each new one is compared with: of its watches, not our own, sharing most keys."""
    near = {name: _nearest(trace, held, new[name].matched) for name, trace in traces.items()}
    wanted = {one for ids in near.values() for one in ids}
    if not wanted:
        return {}
    moments = [trace.post.posted_at for trace in traces.values()]
    since, until = min(moments) - bundles.WINDOW, max(moments) + bundles.WINDOW
    ready: dict[int, Held] = {}
    for one, post in stories.posts_of(store, wanted, since=since, until=until).items():
        trace = bundles.trace(post)
        if trace is not None:
            ready[one] = Held(trace=trace, story=held.standings[one].lead, post_id=one)
    return {name: [ready[one] for one in ids if one in ready] for name, ids in near.items()}


def _nearest(trace: Trace, held: Found, watches: Collection[int]) -> list[int]:
    found = bundles.nearest(trace.keys, held.holders)
    return [one for one in found if _fits(held, one, watches)][: bundles.MOST_CANDIDATES]


def _fits(held: Found, one: int, watches: Collection[int]) -> bool:
    standing = held.standings.get(one)
    return standing is not None and not standing.is_ours and not standing.watches.isdisjoint(watches)


def _settle(
    exact: Sequence[tuple[str, Joining]], traces: Mapping[str, Trace], joined: Mapping[str, Held], held: Found
) -> dict[str, Joining]:
    """Return how each post stands once all are linked; two of one page are held together by a key of their own."""
    extra: defaultdict[str, list[str]] = defaultdict(list)
    for name, other in joined.items():
        if not other.post_id:
            key = _together(other.trace.post)
            extra[other.trace.post.external_id].append(key)
            extra[name].append(key)
    sizes: Counter[object] = Counter()
    told: dict[str, Joining] = {}
    for name, before in exact:
        joins = joined.get(name)
        story = joins.story if joins is not None else _story_of(held, before.keys) or name
        sizes[story] += 1
        told[name] = Joining(
            keys=(*before.keys, *dict.fromkeys(extra[name])) if name in extra else before.keys,
            alike=before.alike or (joins.post_id or None if joins is not None else None),
            traces=traces[name].keys if name in traces else (),
            bundle=sizes[story] + (held.sizes.get(story, 0) if isinstance(story, int) else 0),
        )
    return told


def _story_of(held: Found, keys: Iterable[str]) -> int | None:
    """Return the lead of the bundle that one of these keys belongs to."""
    firsts = (held.standings.get(held.firsts[key]) for key in keys if key in held.firsts)
    return next((standing.lead for standing in firsts if standing is not None), None)


def _together(post: Post) -> str:
    named = f"together\x1f{post.source}\x1f{post.external_id}"
    return blake2b(named.encode(errors="replace"), digest_size=16).hexdigest()

"""From posts to hearings: which watch a post is for, whether it is our own, how urgent it is.

Values in, values out. Most posts match nothing and go no further; most that match are known already and unchanged,
so a post is scored only when its words are new to a watch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from listeners import neardup, reposts, urgency
from listeners.bundles import Joining
from listeners.match import Matcher, Query
from listeners.urgency import likeness
from listeners.urgency.likeness import Likeness
from storage import links
from storage.posts import Known, content_hash
from storage.records import Hearing, Post, Reason, Score, Watch

FOLLOWED = "Followed person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Every watch of a workspace, its queries compiled together, and what its people have taught.

    `weights` are those of the team, None where the shipped ones count; `likenesses` holds for each watch the words that
    mean another of our name (`urgency.likeness`).
    """

    watches: Mapping[int, Watch]
    queries: Mapping[int, Query]
    matcher: Matcher
    weights: urgency.Weights | None = None
    likenesses: Mapping[int, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a judgement stands on: what is known, whom the page is for, what is our own, which bundles posts join.

    Without `joins` each post stands by its own keys. `spiking` are the watches that hear far more than is usual now.
    `followed` are the posts of people we follow: each candidate watch hears them, whatever its query asks for.
    """

    known: Mapping[str, Known]
    candidates: Collection[int]
    backlog: Collection[int]
    our_answers: Collection[str]
    now: datetime
    joins: Mapping[str, Joining] | None = None
    spiking: Collection[int] = frozenset()
    followed: Collection[str] = frozenset()


def matching(judge: Judge, posts: Sequence[Post]) -> tuple[Mapping[int, tuple[str, ...]], ...]:
    """Return for each post the watches it matches, with the terms found."""
    return tuple(judge.matcher.match_many(posts))


def hearings(
    judge: Judge, posts: Sequence[Post], found: Sequence[Mapping[int, tuple[str, ...]]], ground: Ground
) -> list[Hearing]:
    """Return what is new or changed for each candidate watch; an edit is heard even where it matches no more."""
    keys = neardup.keys_of_page(posts) if ground.joins is None else [()] * len(posts)
    return [
        hearing
        for post, matched, story in zip(posts, found, keys, strict=True)
        for hearing in _of_post(judge, post, matched, story, ground)
    ]


def _of_post(
    judge: Judge, post: Post, matched: Mapping[int, tuple[str, ...]], story: tuple[str, ...], ground: Ground
) -> Iterable[Hearing]:
    held = ground.known.get(post.external_id)
    if held is not None and held.is_buried:
        return
    unchanged = held is not None and held.content_hash == content_hash(post)
    heard_before = held.watch_ids if held else frozenset()
    tags_us = any(term.startswith("@") for terms in matched.values() for term in terms)
    addressed = replace(post, tags_us=True) if tags_us else post
    if (tags_us or post.tags_us) and reposts.is_repost(post):
        addressed = replace(post, tags_us=False)  # whoever hands on another's words waits for no answer
    wanted = set(ground.candidates) if post.external_id in ground.followed else set(matched) & set(ground.candidates)
    for watch_id in wanted | heard_before:
        if watch_id not in judge.watches or (unchanged and watch_id in heard_before):
            continue
        yield _judge(judge, watch_id, addressed, matched.get(watch_id, ()), story, ground)


def _judge(
    judge: Judge, watch_id: int, post: Post, matched: tuple[str, ...], story: tuple[str, ...], ground: Ground
) -> Hearing:
    watch, query = judge.watches[watch_id], judge.queries[watch_id]
    own = (*watch.ours, *query.handles)
    ours = _is_ours(post, own) or links.canonical_url(post.url) in ground.our_answers
    stands = (ground.joins or {}).get(post.external_id) or Joining(keys=story)
    like = _likeness(judge.likenesses.get(watch_id), post, matched)
    context = urgency.Context(
        now=ground.now,
        objective=watch.objective,
        ours=own,
        bundle=stands.bundle,
        spiking=watch_id in ground.spiking,
        unlike_us=like.likely,
        unlike_words=like.words,
        weights=judge.weights,
    )
    judged = urgency.judge(post, context)
    is_followed = not matched and post.external_id in ground.followed
    return Hearing(
        post=post,
        watch=watch,
        score=_as_followed(judged.score, post) if is_followed else judged.score,
        strengths=_kept(judged.strengths),
        matched=(FOLLOWED.lower(),) if is_followed else matched,
        keys=stands.keys,
        alike=stands.alike,
        traces=stands.traces,
        ours=ours,
        is_backlog=watch_id in ground.backlog,
        is_repost=reposts.is_repost(post),
    )


def _as_followed(score: Score, post: Post) -> Score:
    """Say first why it was heard at all; that makes it no more urgent."""
    who = post.author.name or post.author.handle
    return replace(score, reasons=(Reason(factor=FOLLOWED, points=0, evidence=who), *score.reasons))


def _likeness(learned: Mapping[str, float] | None, post: Post, matched: tuple[str, ...]) -> Likeness:
    """Return how likely another of our name is meant; us, where nobody ever said that one was."""
    if not learned:
        return likeness.US
    return likeness.look(likeness.near(f"{post.title}\n{post.text}", matched), learned)


def _kept(strengths: Mapping[str, float]) -> dict[str, float]:
    """Return the strengths that are to be kept: what people say of the mention is learned from with them."""
    found = {name: round(strength, 3) for name, strength in strengths.items()}
    return {name: strength for name, strength in found.items() if strength}


def _is_ours(post: Post, own: Collection[str]) -> bool:
    """Say whether one of our own accounts published it, by handle or by name."""
    names = {name.casefold().lstrip("@") for name in (post.author.handle, post.author.name) if name}
    return not names.isdisjoint(name.casefold().lstrip("@") for name in own)

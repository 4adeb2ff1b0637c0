"""Learning from the team, on the listeners' clock: when somebody said something new, fit once, and keep it as a lesson.

Everything is learned anew from all the words that count, so taking a word back takes back what it taught. What another
of our name looks like is learned for each watch, from three clicks on; the weights for the whole team, from twenty.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from listeners.urgency import Weights, learn, likeness, percent
from storage import feedback, history, mentions, tastes, workspaces
from storage.database import Store
from storage.records import LIKENESSES_NEEDED, Feedback, Lesson, LessonKind, Mention, Taste, Verdict

log = structlog.get_logger()

LOOKED_BACK = timedelta(days=30)
MOST_TRIED = 5000
OF_ONE_PERSON = 40  # clicks "not about us" of one person that count for a watch: the newest
OURS_READ = 300  # of the newest mentions of a watch, to know how people speak of us
_TEACHING = (Verdict.URGENT, Verdict.NOT_URGENT, Verdict.SPAM)


def keep_up(store: Store, shipped: Weights, *, now: datetime) -> None:
    """Learn whatever is new, in every workspace; cheap where nothing is."""
    for workspace in workspaces.every(store):
        before = tastes.current(store, workspace)
        until = feedback.newest(store, workspace)
        if not until or (before and _is_current(before, shipped, until)):
            continue
        lesson = lesson_of(store, workspace, shipped, since=before.since if before else 0, until=until, now=now)
        if before or lesson.taste or lesson.likenesses:
            tastes.keep(store, workspace, lesson)
            log.info(
                "learned",
                workspace=workspace,
                words=lesson.labels,
                people=lesson.people,
                watches=len(lesson.likenesses),
            )


def weights_of(lesson: Lesson | None, shipped: Weights) -> Weights | None:
    """Return the weights a lesson taught, None where the shipped ones count.

    A factor it did not know weighs as shipped.
    """
    if lesson is None or lesson.taste is None:
        return None
    return Weights(base=lesson.taste.base, factors={**shipped.factors, **lesson.taste.weights})


def lesson_of(store: Store, workspace: str, shipped: Weights, *, since: int, until: int, now: datetime) -> Lesson:
    """Return what the words between two rows teach; the same words teach the same, whenever."""
    said = [one for one in feedback.current(store, workspace, after=since) if one.id <= until]
    taste = learn.fit(
        learn.labels_of(said), weights=shipped.factors, base=shipped.base, votes=learn.votes_of(said), now=now
    )
    tried, more, fewer = _effect(store, workspace, shipped, taste, now)
    teaching = [one for one in said if one.verdict in _TEACHING]
    return Lesson(
        kind=LessonKind.FIT,
        at=now,
        by=history.EARSHOT,
        taste=taste,
        shipped=shipped.factors,
        shipped_base=shipped.base,
        likenesses=_likenesses(store, workspace, said),
        labels=len(teaching),
        people=len({one.person for one in teaching}),
        since=since,
        until=until,
        tried=tried,
        more=more,
        fewer=fewer,
    )


def _is_current(lesson: Lesson, shipped: Weights, until: int) -> bool:
    """Say whether nothing was said since, and Earshot's own weights are those it was learned around."""
    as_shipped = lesson.taste is None or (lesson.shipped, lesson.shipped_base) == (dict(shipped.factors), shipped.base)
    return lesson.until == until and as_shipped


def _effect(store: Store, workspace: str, shipped: Weights, taste: Taste | None, now: datetime) -> tuple[int, int, int]:
    """Return how many recent posts were tried, how many would alert only by the taste, how many only without it."""
    if taste is None:
        return 0, 0, 0
    tried = tastes.ground(store, workspace, since=now - LOOKED_BACK, limit=MOST_TRIED)
    more = fewer = 0
    for strengths, alert_at in tried:
        by_taste = urgency_of(strengths, taste.weights, taste.base) >= alert_at
        as_shipped = urgency_of(strengths, shipped.factors, shipped.base) >= alert_at
        more += by_taste and not as_shipped
        fewer += as_shipped and not by_taste
    return len(tried), more, fewer


def urgency_of(strengths: Mapping[str, float], weights: Mapping[str, float], base: float) -> float:
    """Return the urgency of factors alone, floors and ceilings aside."""
    logit = base + sum(weights.get(factor, 0.0) * strength for factor, strength in strengths.items())
    return percent(logit)


def _likenesses(store: Store, workspace: str, said: Sequence[Feedback]) -> dict[int, dict[str, float]]:
    """Return for each watch the words that tell another of our name."""
    clicked: defaultdict[int, set[int]] = defaultdict(set)
    for watch_id, mention_id in _not_about_us(said):
        clicked[watch_id].add(mention_id)
    learned = {
        watch_id: _likeness(store, workspace, watch_id, ids)
        for watch_id, ids in clicked.items()
        if len(ids) >= LIKENESSES_NEEDED
    }
    return {watch_id: words for watch_id, words in learned.items() if words}


def _not_about_us(said: Sequence[Feedback]) -> list[tuple[int, int]]:
    """Return the watch and the mention of every click that nobody gainsays, the newest few of each person."""
    spoken = [one for one in said if not one.factor and one.mention_id and one.watch_id]
    gainsaid = {one.mention_id for one in spoken if one.verdict is not Verdict.NOT_ABOUT_US}
    taken: defaultdict[tuple[str, int], int] = defaultdict(int)
    found = []
    for one in sorted(spoken, key=lambda one: -one.id):
        watch_id, mention_id = one.watch_id or 0, one.mention_id or 0
        if mention_id not in gainsaid and taken[one.person, watch_id] < OF_ONE_PERSON:
            taken[one.person, watch_id] += 1
            found.append((watch_id, mention_id))
    return found


def _likeness(store: Store, workspace: str, watch_id: int, not_us: Collection[int]) -> dict[str, float]:
    ours = mentions.recent(store, workspace, watch_id=watch_id, limit=OURS_READ)
    return likeness.learn(
        [_near(mention) for mention in mentions.some(store, workspace, sorted(not_us))],
        [_near(mention) for mention in ours if mention.id not in not_us],
    )


def _near(mention: Mention) -> frozenset[str]:
    return likeness.near(f"{mention.post.title}\n{mention.post.text}", mention.matched)

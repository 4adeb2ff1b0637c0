"""The factors of an urgency: each a name, a plain sentence for Slack, and what it gives for one post.

A factor never gives less for a worse rating, for wider reach or for tagging us; the tests hold every one to it. Stars
overrule words: a text is never read as happier or unhappier than its stars allow.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from listeners import fold
from listeners.urgency.text import PROBLEMS, Signals
from storage.records import Objective, Post

FLOOR = 80
SPAM_CEILING = 10
SURELY_SPAM = 0.95
SURE = 0.8
_METRICS = ("likes", "replies", "shares", "views")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What bears on urgency besides the post: the moment, why we listen, who we are, whether we answered."""

    now: datetime
    objective: Objective | None = None
    ours: tuple[str, ...] = ()
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A post, what its text says and what surrounds it.

    `mood` is its sentiment as far as the stars allow, `trouble` how far problems told in that mood are meant as such.
    """

    post: Post
    signals: Signals
    context: Context
    mood: float
    trouble: float


Gives = Callable[[Case], tuple[float, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor, as documented and as shown."""

    name: str
    sentence: str
    gives: Gives


def case_of(post: Post, signals: Signals, context: Context) -> Case:
    """Return the case, its mood held within its stars."""
    mood = _mood(signals.sentiment, post.rating)
    return Case(post=post, signals=signals, context=context, mood=mood, trouble=1 - 0.7 * max(0.0, mood))


def _mood(sentiment: float, rating: float | None) -> float:
    if rating is None:
        return sentiment
    low = _between(rating, (-1.0, -1.0, -0.6, 0.1, 0.3))
    high = _between(rating, (-0.6, -0.4, 0.2, 1.0, 1.0))
    return min(max(sentiment, low), high)


def _between(rating: float, at: tuple[float, ...]) -> float:
    """Return the value at so many stars, on straight lines between whole ones."""
    below = min(int(rating), 4)
    return at[below - 1] + (rating - below) * (at[below] - at[below - 1])


def is_ours(case: Case) -> str:
    """Return our own account's name if it published the post, "" if it did not."""
    if not case.context.ours:
        return ""
    names = {_bare(name) for name in case.context.ours}
    author = case.post.author
    return next((name for name in (author.handle, author.name, author.id) if name and _bare(name) in names), "")


def _bare(name: str) -> str:
    return fold.fold(name).strip().removeprefix("@")


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words[:3])


def _topic(points: float, *topics: str) -> Gives:
    """A factor of what is spoken of: its strength, less from somebody happy."""

    def gives(case: Case) -> tuple[float, str]:
        if case.signals.topics.keys().isdisjoint(topics):
            return 0.0, ""
        heard = case.signals.heard(*topics)
        return points * heard.strength * case.trouble, _quoted(heard.words)

    return gives


def _base(_case: Case) -> tuple[float, str]:
    return 10.0, ""


def _stars(case: Case) -> tuple[float, str]:
    rating = case.post.rating
    if rating is None:
        return 0.0, ""
    return _between(rating, (38.0, 32.0, 10.0, 0.0, -5.0)), f"{rating:g} of 5"


def _tagged(case: Case) -> tuple[float, str]:
    points = 28 * (1 - 0.4 * max(0.0, case.mood))
    if case.post.tags_us:
        return points, ""
    if "@" not in case.post.text:
        return 0.0, ""
    text = fold.fold(case.post.text)
    tagged = next((name for name in case.context.ours if _calls(text, _bare(name))), "")
    return (points, f"@{tagged.removeprefix('@')}") if tagged else (0.0, "")


def _calls(text: str, name: str) -> bool:
    _, found, after = text.partition(f"@{name}")
    return bool(found) and not after[:1].isalnum()


def _wants_answer(case: Case) -> tuple[float, str]:
    if not case.signals.needs_reply:
        return 0.0, ""
    points = 32 * case.signals.needs_reply * (1 - 0.4 * max(0.0, case.mood))
    if case.context.objective in (Objective.SERVE, Objective.JOIN):
        points *= 1.1
    return points, _quoted(case.signals.heard("help", "question").words or case.signals.heard(*PROBLEMS).words)


def _unhappy(case: Case) -> tuple[float, str]:
    if case.mood >= 0:
        return 0.0, ""
    words = case.signals.heard("bad").words or case.signals.heard(*PROBLEMS).words
    return -18 * case.mood, _quoted(words) or "as the stars say"


def _praise(case: Case) -> tuple[float, str]:
    if case.mood <= 0:
        return 0.0, ""
    return -26 * case.mood, _quoted(case.signals.heard("good").words)


def _danger(case: Case) -> tuple[float, str]:
    if not case.signals.danger:
        return 0.0, ""
    return 25 * case.signals.danger * case.trouble, _quoted(case.signals.heard("danger", "safety").words)


def _reach(case: Case) -> tuple[float, str]:
    metrics, followers = case.post.metrics, _count(case.post.author.followers)
    likes, replies, shares, views = (_count(getattr(metrics, name)) for name in _METRICS)
    talked = likes + 3 * replies + 3 * shares + views / 100
    if not followers and not talked:
        return 0.0, ""
    points = min(2 * math.log10(1 + followers / 100), 9) + min(2 * math.log10(1 + talked / 5), 6)
    if case.context.objective is Objective.PROTECT:
        points *= 1.3
    told = zip(("followers", *_METRICS), (followers, likes, replies, shares, views), strict=True)
    return points, ", ".join(f"{count:,} {name}" for name, count in told if count)


def _count(told: int | None) -> int:
    """Return what a platform counts, within what can be: some send -1, and anybody can send a line of JSON."""
    return min(max(0, told or 0), 10**11)


def _fresh(case: Case) -> tuple[float, str]:
    age = case.context.now - case.post.posted_at
    if age > _DAY:
        return 0.0, ""
    return (5.0, "within the hour") if age <= _HOUR else (2.0, "within a day")


def _notice(case: Case) -> tuple[float, str]:
    heard = case.signals.heard("chatter")
    if not heard.words:
        return 0.0, ""
    return -16 * heard.strength * (1 - case.signals.needs_reply), _quoted(heard.words)


def _spam(case: Case) -> tuple[float, str]:
    likely = case.signals.spam
    return (-45 * likely, ", ".join(case.signals.spam_signs[:3])) if likely > 0.3 else (0.0, "")  # noqa: PLR2004


def _answered(case: Case) -> tuple[float, str]:
    return (-30.0, "") if case.context.answered else (0.0, "")


FACTORS = (
    Factor(name="Heard", sentence="Every mention starts with a few points.", gives=_base),
    Factor(name="Stars", sentence="The fewer stars, the sooner somebody should answer.", gives=_stars),
    Factor(name="Tagged us", sentence="They speak to us, not only about us.", gives=_tagged),
    Factor(
        name="Wants an answer",
        sentence="They ask, plead, or tell a problem that waits for a reply.",
        gives=_wants_answer,
    ),
    Factor(name="Unhappy", sentence="The words, as far as the stars allow, are unhappy.", gives=_unhappy),
    Factor(
        name="Money or refund",
        sentence="They speak of a charge, a refund or of being cheated.",
        gives=_topic(15, "money"),
    ),
    Factor(name="Down or broken", sentence="Something does not work.", gives=_topic(17, "broken")),
    Factor(name="Left waiting", sentence="They have been waiting, or nobody answered them.", gives=_topic(16, "slow")),
    Factor(name="Threatens to leave", sentence="They say that they are going, or gone.", gives=_topic(12, "churn")),
    Factor(name="Legal", sentence="They speak of lawyers, courts or the law.", gives=_topic(20, "threat", "legal")),
    Factor(name="Safety or health", sentence="Somebody is hurt or could be.", gives=_danger),
    Factor(
        name="Security or privacy",
        sentence="Private data or an account may be exposed.",
        gives=_topic(20, "leak", "privacy"),
    ),
    Factor(name="Press", sentence="A journalist asks.", gives=_topic(12, "press")),
    Factor(name="Reach", sentence="Many people follow the author or saw the post.", gives=_reach),
    Factor(name="Fresh", sentence="It is new: an answer still comes in time.", gives=_fresh),
    Factor(name="Praise", sentence="Kind words can wait.", gives=_praise),
    Factor(name="News or job advert", sentence="It announces something and asks nothing.", gives=_notice),
    Factor(name="Already answered", sentence="Somebody of ours answered.", gives=_answered),
    Factor(name="Spam", sentence="It looks like an advert or a swindle.", gives=_spam),
)


def cannot_wait(case: Case) -> str:
    """Return why the post must not wait whatever else there is to it, "" if it may."""
    if case.context.answered or case.signals.spam > 0.5:  # noqa: PLR2004 - more likely an advert than an emergency
        return ""
    leak, threat = case.signals.heard("leak"), case.signals.heard("threat")
    if case.signals.danger >= SURE:
        return f"somebody may be in danger: {_quoted(case.signals.heard('danger', 'safety').words)}"
    if leak.strength >= SURE:
        return f"private data may be out: {_quoted(leak.words)}"
    return f"they threaten to go to law: {_quoted(threat.words)}" if threat.strength >= SURE else ""

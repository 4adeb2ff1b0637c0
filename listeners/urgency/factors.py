"""The factors of an urgency: each a name, a plain sentence for Slack, a sign, and how strong it is in one post.

A strength is 0 to 1; what it weighs is trained (`model.json`) or learned from the team, and its sign is fixed here.
So a worse rating, wider reach or being tagged can never lower the score; the tests hold every factor to it. Stars
overrule words: a text is never read as happier or unhappier than its stars allow.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from listeners.urgency import heads
from listeners.urgency.text import PROBLEMS, Signals
from storage import fold
from storage.records import Metrics, Objective, Post

FLOOR = 80
SPAM_CEILING = 10
SURELY_SPAM = 0.95
SURE = 0.8
_FOLLOWERS, _TALK = 1_000_000, 10_000  # from here on more makes no difference
_VOICES = 20
_WORTH_TELLING = 0.15
_FAINT = 0.02  # half a point at most: not worth looking for its words
_LITTLE = 0.2  # so likely is spam what nobody would call so


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each factor weighs, in logits, and where a post without any begins."""

    base: float
    factors: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What bears on urgency besides the post: the moment, why we listen, who we are, whether we answered.

    `bundle` is how many say the same, `spiking` whether far more is said than usual, `unlike_us` how likely (0 to 1) it
    is about something else of our name, with the words that say so, `weights` what this team's clicks have taught.
    """

    now: datetime
    objective: Objective | None = None
    ours: tuple[str, ...] = ()
    answered: bool = False
    bundle: int = 1
    spiking: bool = False
    unlike_us: float = 0.0
    unlike_words: tuple[str, ...] = ()
    weights: Weights | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A post, what its text says and what surrounds it.

    `mood` is how it leans as far as the stars allow, `trouble` how far problems told in that mood are meant as such.
    """

    post: Post
    signals: Signals
    context: Context
    mood: float
    trouble: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor, as documented and as shown; the words that say so are only looked for where it is shown."""

    name: str
    sentence: str
    strength: Callable[[Case], float]
    evidence: Callable[[Case], str]
    sign: int = 1


def case_of(post: Post, signals: Signals, context: Context) -> Case:
    """Return the case, its mood held within its stars."""
    mood = _mood(signals.leaning, post.rating)
    return Case(post=post, signals=signals, context=context, mood=mood, trouble=1 - 0.7 * max(0.0, mood))


def _mood(leaning: float, rating: float | None) -> float:
    if rating is None:
        return leaning
    low = _between(rating, (-1.0, -1.0, -0.6, 0.1, 0.3))
    high = _between(rating, (-0.6, -0.4, 0.2, 1.0, 1.0))
    return min(max(leaning, low), high)


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
    return f"“{'”, “'.join(words[:3])}”" if words else ""


def _nothing(_: Case) -> str:
    return ""


def _of_topics(name: str, sentence: str, *topics: str) -> Factor:
    """A factor of what is spoken of: its strength, less from somebody happy."""

    def strength(case: Case) -> float:
        if case.signals.topics.keys().isdisjoint(topics):
            return 0.0
        return case.signals.heard(*topics).strength * case.trouble

    def evidence(case: Case) -> str:
        return _quoted(case.signals.heard(*topics).words)

    return Factor(name=name, sentence=sentence, strength=strength, evidence=evidence)


def _stars(case: Case) -> float:
    rating = case.post.rating
    return 0.0 if rating is None else _between(rating, (1.0, 0.85, 0.3, 0.0, 0.0))


def _how_many_stars(case: Case) -> str:
    return f"{case.post.rating:g} of 5"


def _tagged(case: Case) -> float:
    return 1 - 0.4 * max(0.0, case.mood) if case.post.tags_us or _tag(case) else 0.0


def _tag(case: Case) -> str:
    """Return by which of our names they call us, "" where the platform says so itself, or nobody does."""
    if case.post.tags_us or "@" not in case.post.text:
        return ""
    text = fold.fold(case.post.text)
    tagged = next((name for name in case.context.ours if _calls(text, _bare(name))), "")
    return tagged and f"@{tagged.removeprefix('@')}"


def _calls(text: str, name: str) -> bool:
    _, found, after = text.partition(f"@{name}")
    return bool(found) and not after[:1].isalnum()


def _wants_answer(case: Case) -> float:
    return case.signals.needs_reply


def _what_asks(case: Case) -> str:
    heard = case.signals.heard("help", "question").words or case.signals.heard(*PROBLEMS).words
    return _quoted(heard) or _telling(case, "reply", case.signals.needs_reply)


def _unhappy(case: Case) -> float:
    return -case.mood if case.mood < 0 else 0.0


def _what_is_bad(case: Case) -> str:
    heard = case.signals.heard("bad").words or case.signals.heard(*PROBLEMS).words
    words = _quoted(heard) or _telling(case, "unhappy", -case.signals.leaning)
    return words or ("" if case.post.rating is None else "as the stars say")


def _telling(case: Case, head: str, strength: float) -> str:
    """Return the words that made a head say so, where it says so at all: what is hardly there needs no evidence."""
    return _quoted(heads.telling(case.signals.words, head)) if strength >= _WORTH_TELLING else ""


def _praise(case: Case) -> float:
    return case.mood if case.mood > 0 else 0.0


def _what_is_good(case: Case) -> str:
    return _quoted(case.signals.heard("good").words)


def _danger(case: Case) -> float:
    return case.signals.danger * case.trouble


def _what_hurts(case: Case) -> str:
    words = case.signals.heard("danger", "safety").words
    if not words and _danger(case) > _FAINT:
        words = heads.telling(case.signals.words, "danger")
    return _quoted(words)


def _followed(case: Case) -> float:
    followers = case.post.author.followers
    return _logarithmic(_count(followers), _FOLLOWERS) * _widely(case) if followers else 0.0


def _how_many_follow(case: Case) -> str:
    return f"{_count(case.post.author.followers):,} followers"


def _talked_about(case: Case) -> float:
    likes, replies, shares, views = _counts(case.post.metrics)
    talk = likes + 3 * replies + 3 * shares + views / 100
    return _logarithmic(talk, _TALK) * _widely(case) if talk else 0.0


def _how_talked_about(case: Case) -> str:
    counts = zip(("likes", "replies", "shares", "views"), _counts(case.post.metrics), strict=True)
    return ", ".join([f"{count:,} {name}" for name, count in counts if count])


def _counts(metrics: Metrics) -> tuple[int, int, int, int]:
    return _count(metrics.likes), _count(metrics.replies), _count(metrics.shares), _count(metrics.views)


def _widely(case: Case) -> float:
    """Who protects a name minds how far a word carries; who learns or serves minds less."""
    return 1.0 if case.context.objective in (None, Objective.PROTECT) else 0.7


def _logarithmic(count: float, enough: int) -> float:
    return min(1.0, math.log1p(count) / math.log1p(enough))


def _count(told: int | None) -> int:
    """Return what a platform counts, within what can be: some send -1, and anybody can send a line of JSON."""
    return min(max(0, told), 10**11) if told else 0


def _many(case: Case) -> float:
    others = case.context.bundle - 1
    return _logarithmic(others, _VOICES) if others > 0 else 0.0


def _how_many_more(case: Case) -> str:
    return f"{case.context.bundle - 1} more say the same"


def _spiking(case: Case) -> float:
    return float(case.context.spiking)


def _notice(case: Case) -> float:
    told = case.signals.topics.get("chatter")
    return told.strength * (1 - case.signals.needs_reply) if told else 0.0


def _what_is_told(case: Case) -> str:
    return _quoted(case.signals.heard("chatter").words)


def _spam(case: Case) -> float:
    return max(0.0, (case.signals.spam - _LITTLE) / (1 - _LITTLE))


def _what_sells(case: Case) -> str:
    return ", ".join((case.signals.spam_signs or heads.telling(case.signals.words, "spam"))[:3])


def _answered(case: Case) -> float:
    return float(case.context.answered)


def _unlike_us(case: Case) -> float:
    return case.context.unlike_us


def _unlike_words(case: Case) -> str:
    return _quoted(case.context.unlike_words)


FACTORS = (
    Factor(
        name="Stars",
        sentence="The fewer stars, the sooner somebody should answer.",
        strength=_stars,
        evidence=_how_many_stars,
    ),
    Factor(name="Tagged us", sentence="They speak to us, not only about us.", strength=_tagged, evidence=_tag),
    Factor(
        name="Wants an answer",
        sentence="They ask, plead, or tell a problem that waits for a reply.",
        strength=_wants_answer,
        evidence=_what_asks,
    ),
    _of_topics("Asks for help", "They ask for help in so many words.", "help"),
    _of_topics("Asks a question", "There is a question in it.", "question"),
    Factor(
        name="Unhappy",
        sentence="The words, as far as the stars allow, are unhappy.",
        strength=_unhappy,
        evidence=_what_is_bad,
    ),
    _of_topics("Money or refund", "They speak of a charge, a refund or of being cheated.", "money"),
    _of_topics("Down or broken", "Something does not work.", "broken"),
    _of_topics("Left waiting", "They have been waiting, or nobody answered them.", "slow"),
    _of_topics("Threatens to leave", "They say that they are going, or gone.", "churn"),
    _of_topics("Legal", "They speak of lawyers, courts or the law.", "threat", "legal"),
    Factor(name="Safety or health", sentence="Somebody is hurt or could be.", strength=_danger, evidence=_what_hurts),
    _of_topics("Security or privacy", "Private data or an account may be exposed.", "leak", "privacy"),
    _of_topics("Press", "A journalist asks.", "press"),
    Factor(name="Reach", sentence="Many people follow the author.", strength=_followed, evidence=_how_many_follow),
    Factor(
        name="Talked about",
        sentence="Many people answered, shared or saw the post.",
        strength=_talked_about,
        evidence=_how_talked_about,
    ),
    Factor(name="Many say so", sentence="Others say the same.", strength=_many, evidence=_how_many_more),
    Factor(
        name="More than usual",
        sentence="Far more is being said than at other times.",
        strength=_spiking,
        evidence=_nothing,
    ),
    Factor(name="Praise", sentence="Kind words can wait.", strength=_praise, evidence=_what_is_good, sign=-1),
    Factor(
        name="News or job advert",
        sentence="It announces something and asks nothing.",
        strength=_notice,
        evidence=_what_is_told,
        sign=-1,
    ),
    Factor(
        name="Already answered",
        sentence="Somebody of ours answered.",
        strength=_answered,
        evidence=_nothing,
        sign=-1,
    ),
    Factor(
        name="Spam",
        sentence="It looks like an advert or a swindle.",
        strength=_spam,
        evidence=_what_sells,
        sign=-1,
    ),
    Factor(
        name="Not about us",
        sentence="It looks like something else of our name, as the team has said of posts like it.",
        strength=_unlike_us,
        evidence=_unlike_words,
        sign=-1,
    ),
)
_STRENGTHS = tuple((factor.name, factor.strength) for factor in FACTORS)


def strengths(case: Case) -> dict[str, float]:
    """Return how strong each factor is in a case, 0 to 1, by its name; those that are not there at all are left out."""
    return {name: strength for name, of_case in _STRENGTHS if (strength := of_case(case))}


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

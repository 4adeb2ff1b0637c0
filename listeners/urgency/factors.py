"""The factors of an urgency: each a name, a plain sentence for Slack, a sign, and how strong it is in one post.

A strength is 0 to 1; what it weighs is trained (`model.json`) or learned from the team, and its sign is fixed here.
So a worse rating, wider reach or being tagged can never lower the score; the tests hold every factor to it. Stars
overrule words: a text is never read as happier or unhappier than its stars allow.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from listeners import fold
from listeners.urgency import heads
from listeners.urgency.text import PROBLEMS, Signals
from storage.records import Objective, Post

FLOOR = 80
SPAM_CEILING = 10
SURELY_SPAM = 0.95
SURE = 0.8
_METRICS = ("likes", "replies", "shares", "views")
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
    sign: int = 1


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


def _topic(*topics: str) -> Gives:
    """A factor of what is spoken of: its strength, less from somebody happy."""

    def gives(case: Case) -> tuple[float, str]:
        if case.signals.topics.keys().isdisjoint(topics):
            return 0.0, ""
        heard = case.signals.heard(*topics)
        return heard.strength * case.trouble, _quoted(heard.words)

    return gives


def _stars(case: Case) -> tuple[float, str]:
    rating = case.post.rating
    if rating is None:
        return 0.0, ""
    return _between(rating, (1.0, 0.85, 0.3, 0.0, 0.0)), f"{rating:g} of 5"


def _tagged(case: Case) -> tuple[float, str]:
    strength = 1 - 0.4 * max(0.0, case.mood)
    if case.post.tags_us:
        return strength, ""
    if "@" not in case.post.text:
        return 0.0, ""
    text = fold.fold(case.post.text)
    tagged = next((name for name in case.context.ours if _calls(text, _bare(name))), "")
    return (strength, f"@{tagged.removeprefix('@')}") if tagged else (0.0, "")


def _calls(text: str, name: str) -> bool:
    _, found, after = text.partition(f"@{name}")
    return bool(found) and not after[:1].isalnum()


def _wants_answer(case: Case) -> tuple[float, str]:
    if not case.signals.needs_reply:
        return 0.0, ""
    heard = case.signals.heard("help", "question").words or case.signals.heard(*PROBLEMS).words
    return case.signals.needs_reply, _quoted(heard) or _telling(case, "reply", case.signals.needs_reply)


def _unhappy(case: Case) -> tuple[float, str]:
    if case.mood >= 0:
        return 0.0, ""
    heard = case.signals.heard("bad").words or case.signals.heard(*PROBLEMS).words
    words = _quoted(heard) or _telling(case, "unhappy", max(0.0, -case.signals.sentiment))
    return -case.mood, words or "as the stars say"


def _telling(case: Case, head: str, strength: float) -> str:
    """Return the words that made a head say so, where it says so at all: what is hardly there needs no evidence."""
    return _quoted(heads.telling(case.signals.words, head)) if strength >= _WORTH_TELLING else ""


def _praise(case: Case) -> tuple[float, str]:
    if case.mood <= 0:
        return 0.0, ""
    return case.mood, _quoted(case.signals.heard("good").words)


def _danger(case: Case) -> tuple[float, str]:
    if not case.signals.danger:
        return 0.0, ""
    strength, words = case.signals.danger * case.trouble, case.signals.heard("danger", "safety").words
    if not words and strength > _FAINT:
        words = heads.telling(case.signals.words, "danger")
    return strength, _quoted(words)


def _followed(case: Case) -> tuple[float, str]:
    followers = _count(case.post.author.followers)
    if not followers:
        return 0.0, ""
    return _logarithmic(followers, _FOLLOWERS) * _widely(case), f"{followers:,} followers"


def _talked_about(case: Case) -> tuple[float, str]:
    likes, replies, shares, views = counts = [_count(getattr(case.post.metrics, name)) for name in _METRICS]
    talk = likes + 3 * replies + 3 * shares + views / 100
    if not talk:
        return 0.0, ""
    told = ", ".join(f"{count:,} {name}" for name, count in zip(_METRICS, counts, strict=True) if count)
    return _logarithmic(talk, _TALK) * _widely(case), told


def _widely(case: Case) -> float:
    """Who protects a name minds how far a word carries; who learns or serves minds less."""
    return 1.0 if case.context.objective in (None, Objective.PROTECT) else 0.7


def _logarithmic(count: float, enough: int) -> float:
    return min(1.0, math.log1p(count) / math.log1p(enough))


def _count(told: int | None) -> int:
    """Return what a platform counts, within what can be: some send -1, and anybody can send a line of JSON."""
    return min(max(0, told or 0), 10**11)


def _many(case: Case) -> tuple[float, str]:
    others = case.context.bundle - 1
    return (_logarithmic(others, _VOICES), f"{others} more say the same") if others > 0 else (0.0, "")


def _spiking(case: Case) -> tuple[float, str]:
    return (1.0, "") if case.context.spiking else (0.0, "")


def _notice(case: Case) -> tuple[float, str]:
    heard = case.signals.heard("chatter")
    if not heard.words:
        return 0.0, ""
    return heard.strength * (1 - case.signals.needs_reply), _quoted(heard.words)


def _spam(case: Case) -> tuple[float, str]:
    likely = (case.signals.spam - _LITTLE) / (1 - _LITTLE)
    if likely <= 0:
        return 0.0, ""
    return likely, ", ".join((case.signals.spam_signs or heads.telling(case.signals.words, "spam"))[:3])


def _answered(case: Case) -> tuple[float, str]:
    return (1.0, "") if case.context.answered else (0.0, "")


def _unlike_us(case: Case) -> tuple[float, str]:
    return case.context.unlike_us, _quoted(case.context.unlike_words)


FACTORS = (
    Factor(name="Stars", sentence="The fewer stars, the sooner somebody should answer.", gives=_stars),
    Factor(name="Tagged us", sentence="They speak to us, not only about us.", gives=_tagged),
    Factor(
        name="Wants an answer",
        sentence="They ask, plead, or tell a problem that waits for a reply.",
        gives=_wants_answer,
    ),
    Factor(name="Asks for help", sentence="They ask for help in so many words.", gives=_topic("help")),
    Factor(name="Asks a question", sentence="There is a question in it.", gives=_topic("question")),
    Factor(name="Unhappy", sentence="The words, as far as the stars allow, are unhappy.", gives=_unhappy),
    Factor(
        name="Money or refund",
        sentence="They speak of a charge, a refund or of being cheated.",
        gives=_topic("money"),
    ),
    Factor(name="Down or broken", sentence="Something does not work.", gives=_topic("broken")),
    Factor(name="Left waiting", sentence="They have been waiting, or nobody answered them.", gives=_topic("slow")),
    Factor(name="Threatens to leave", sentence="They say that they are going, or gone.", gives=_topic("churn")),
    Factor(name="Legal", sentence="They speak of lawyers, courts or the law.", gives=_topic("threat", "legal")),
    Factor(name="Safety or health", sentence="Somebody is hurt or could be.", gives=_danger),
    Factor(
        name="Security or privacy",
        sentence="Private data or an account may be exposed.",
        gives=_topic("leak", "privacy"),
    ),
    Factor(name="Press", sentence="A journalist asks.", gives=_topic("press")),
    Factor(name="Reach", sentence="Many people follow the author.", gives=_followed),
    Factor(name="Talked about", sentence="Many people answered, shared or saw the post.", gives=_talked_about),
    Factor(name="Many say so", sentence="Others say the same.", gives=_many),
    Factor(name="More than usual", sentence="Far more is being said than at other times.", gives=_spiking),
    Factor(name="Praise", sentence="Kind words can wait.", gives=_praise, sign=-1),
    Factor(name="News or job advert", sentence="It announces something and asks nothing.", gives=_notice, sign=-1),
    Factor(name="Already answered", sentence="Somebody of ours answered.", gives=_answered, sign=-1),
    Factor(name="Spam", sentence="It looks like an advert or a swindle.", gives=_spam, sign=-1),
    Factor(
        name="Not about us",
        sentence="It looks like something else of our name, as the team has said of posts like it.",
        gives=_unlike_us,
        sign=-1,
    ),
)


def given(case: Case) -> list[tuple[str, float, str]]:
    """Return what every factor gives for a case: its name, its strength, and the words that say so."""
    return [(factor.name, *factor.gives(case)) for factor in FACTORS]


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

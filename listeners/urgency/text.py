"""What a text says that bears on urgency: what the trained heads make of it, and the listed words that show why.

Where the language is none we read, the heads are silent and only signs that mean the same everywhere are left;
`covered` says so.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from listeners import spam
from listeners.urgency import heads, lexicon, pieces, weights
from listeners.urgency.lexicon import Heard, either
from storage import fold

Say = Callable[[str, str, Mapping[str, float]], heads.Said]

SILENT = Heard(strength=0.0, words=())

_NEUTRAL = 0.05
_DOUBT = 0.3
_BENEFIT_OF_DOUBT = 1.0  # logits
_A_FEW_WORDS = 25  # characters: too little to tell a language by, and "help!!" is much the same in all of them
PROBLEMS = ("broken", "money", "slow", "churn", "threat", "danger", "leak")
_COMPLAINTS = (*PROBLEMS, "help", "bad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a text says: sentiment -1 to 1, the other heads 0 to 1, and each topic with the words that fired.

    `leaning`, -1 to 1, tells more from less unhappy also among what is neutral.
    """

    language: str
    covered: bool
    sentiment: float
    leaning: float
    needs_reply: float
    spam: float
    danger: float
    topics: Mapping[str, Heard]
    spam_signs: tuple[str, ...]
    words: tuple[str, ...]
    model: str

    def heard(self, *topics: str) -> Heard:
        """The topics together, silent where nobody spoke of them."""
        each = [self.topics[topic] for topic in topics if topic in self.topics]
        if len(each) <= 1:
            return each[0] if each else SILENT
        words = tuple(dict.fromkeys([word for heard in each for word in heard.words]))
        return Heard(strength=either(heard.strength for heard in each), words=words)


def read(text: str, language: str, say: Say = heads.say) -> Signals:
    """Return what the text says; `language` is what the platform calls it, "" where it does not tell.

    Training says with heads of its own making.
    """
    text = text[: lexicon.LONGEST]
    found = lexicon.find(text, language)
    topics, hints = heard(text, found)
    look = _spam(text, topics)
    if not found.covered and (found.language or len(text) > _A_FEW_WORDS):
        return _unread(found, topics, look)
    unnamed = pieces.nameless(text, found.language)
    said = say(text, found.folded if unnamed == text else fold.fold(unnamed), hints)
    return Signals(
        language=found.language,
        covered=found.covered,
        sentiment=_sentiment(said),
        leaning=said.likely("happy") - said.likely("unhappy"),
        needs_reply=said.likely("reply"),
        spam=_spam_of(said, topics, look),
        danger=_either_way(said.likely("danger"), _danger(topics, personal=found.personal)),
        topics=topics,
        spam_signs=look.signs,
        words=said.words,
        model=said.model,
    )


def heard(text: str, found: lexicon.Found) -> tuple[dict[str, Heard], dict[str, float]]:
    """Return the topics of a text in their sense, and as numbers for the heads; training reads them so too."""
    topics = dict(found.topics)
    if "?" in text or "؟" in text:
        topics["question"] = _asked(topics.get("question", SILENT))
    if (bitter := topics.pop("sarcasm", None)) and any(topic in topics for topic in (*PROBLEMS, "bad")):
        topics["bad"] = Heard(
            strength=either((0.9, topics.get("bad", SILENT).strength)),
            words=(*topics.get("bad", SILENT).words, *bitter.words),
        )
        topics.pop("good", None)
    if _is_figure(topics, personal=found.personal):
        del topics["danger"]
    hints = {topic: told.strength for topic, told in topics.items()}
    mood = _mood(topics)
    hints |= {"glad": max(0.0, mood), "sad": max(0.0, -mood), "personal": float(found.personal), "always": 1.0}
    if bitter:
        hints["sarcasm"] = bitter.strength
    return topics, hints


def _unread(found: lexicon.Found, topics: Mapping[str, Heard], look: spam.Look) -> Signals:
    """What is left of a text in a language we do not read: signs that mean the same everywhere."""
    return Signals(
        language=found.language,
        covered=False,
        sentiment=0.0,
        leaning=0.0,
        needs_reply=0.0,
        spam=look.probability,
        danger=0.0,
        topics=topics,
        spam_signs=look.signs,
        words=(),
        model=weights.shipped().name,
    )


def _either_way(head: float, listed: float) -> float:
    """Join what the head learned with what the lists say: the surer one, less as far as the other doubts it."""
    doubter, surer = sorted((head, listed))
    return surer if doubter > _DOUBT else surer * (0.5 + doubter / (2 * _DOUBT))


def _spam_of(said: heads.Said, topics: Mapping[str, Heard], look: spam.Look) -> float:
    """Return how likely it is spam; who complains or asks seldom sells, and an urgent post must not be called it."""
    doubt = _BENEFIT_OF_DOUBT * (2 * said.likely("reply") + _complains(topics))
    head = 1 / (1 + math.exp(min(doubt - said.logits["spam"], 500.0)))
    return head if head >= look.probability else _either_way(head, look.probability)


def _sentiment(said: heads.Said) -> float:
    """Return -1 to 1; within 0.05 of 0 is neutral, as others who rate texts have it."""
    happy, unhappy = said.logits["happy"], said.logits["unhappy"]
    lead = max(happy, unhappy) - said.neutral
    sure = math.tanh(abs(lead) / 2)
    if lead <= 0:
        return round(_NEUTRAL * (1 - sure) * (1 if happy > unhappy else -1), 4)
    return (_NEUTRAL + (1 - _NEUTRAL) * sure) * (1 if happy > unhappy else -1)


def _asked(question: Heard) -> Heard:
    return Heard(strength=either((0.75, question.strength)), words=(*question.words, "?"))


def _strength(topics: Mapping[str, Heard], topic: str) -> float:
    return topics.get(topic, SILENT).strength


def _mood(topics: Mapping[str, Heard]) -> float:
    """Weigh good words against bad ones and problems; more words make it surer."""
    if not topics:
        return 0.0
    praise, blame = topics.get("good", SILENT), topics.get("bad", SILENT)
    good = 0.5 * len(praise.words) + praise.strength
    bad = 0.5 * len(blame.words) + blame.strength
    bad += 0.8 * sum([topics[topic].strength for topic in PROBLEMS if topic in topics])
    return (good - bad) / (good + bad + 0.5)


def _is_figure(topics: Mapping[str, Heard], *, personal: bool) -> bool:
    """Tell whether danger is only a manner of speaking, as in "this album is on fire, I love it"."""
    words = topics.get("danger", SILENT).words
    troubled = personal and any(topic in topics for topic in ("bad", "help", "safety"))
    return len(words) == 1 and "good" in topics and not troubled


def _danger(topics: Mapping[str, Heard], *, personal: bool) -> float:
    """Weigh bodily danger; a single word ("exploded") needs somebody it happened to."""
    told = topics.get("danger", SILENT)
    literal = personal or any(" " in word for word in told.words)
    return either((told.strength * (1.0 if literal else 0.75), 0.5 * _strength(topics, "safety")))


def _spam(text: str, topics: Mapping[str, Heard]) -> spam.Look:
    sell = topics.get("sell", SILENT).words
    hints = [hint for hint in topics.get("hint", SILENT).words if not any(hint in pitch for pitch in sell)]
    return spam.look(text, pitches=sell, hints=hints, complains=_complains(topics))


def _complains(topics: Mapping[str, Heard]) -> bool:
    return bool(topics) and any(topics[topic].strength > lexicon.WEAK for topic in _COMPLAINTS if topic in topics)

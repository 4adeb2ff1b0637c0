"""What a text says that bears on urgency. THE seam: a trained model replaces `read`, and nothing else has to change.

Until then it weighs the words of `lexicon`. Where the language is none we cover, only signs that mean the same
everywhere are left and the heads shrink by themselves; `covered` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from listeners import spam
from listeners.urgency import lexicon
from listeners.urgency.lexicon import Heard, either

MODEL = "words-1"

SILENT = Heard(strength=0.0, words=())

# What somebody who tells it wants an answer to, and how much.
_WANTS = {
    "help": 0.75,
    "question": 0.55,
    "broken": 0.6,
    "money": 0.6,
    "slow": 0.75,
    "churn": 0.45,
    "threat": 0.6,
    "legal": 0.2,
    "danger": 0.6,
    "safety": 0.35,
    "leak": 0.6,
    "privacy": 0.3,
    "press": 0.6,
    "bad": 0.5,
}
PROBLEMS = ("broken", "money", "slow", "churn", "threat", "danger", "leak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a text says: sentiment -1 to 1, the other heads 0 to 1, and each topic with the words that fired."""

    language: str
    covered: bool
    sentiment: float
    needs_reply: float
    spam: float
    danger: float
    topics: Mapping[str, Heard]
    spam_signs: tuple[str, ...]
    model: str = MODEL

    def heard(self, *topics: str) -> Heard:
        """The topics together, silent where nobody spoke of them."""
        each = [self.topics[topic] for topic in topics if topic in self.topics]
        if len(each) <= 1:
            return each[0] if each else SILENT
        words = tuple(dict.fromkeys(word for heard in each for word in heard.words))
        return Heard(strength=either(heard.strength for heard in each), words=words)


def read(text: str, language: str) -> Signals:
    """Return what the text says; `language` is what the platform calls it, "" where it does not tell."""
    text = text[: lexicon.LONGEST]
    found = lexicon.find(text, language)
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
    sentiment = _sentiment(topics)
    look = _spam(text, topics)
    return Signals(
        language=found.language,
        covered=found.covered,
        sentiment=sentiment,
        needs_reply=_needs_reply(topics, sentiment, personal=found.personal),
        spam=look.probability,
        danger=_danger(topics, personal=found.personal),
        topics=topics,
        spam_signs=look.signs,
    )


def _asked(question: Heard) -> Heard:
    return Heard(strength=either((0.75, question.strength)), words=(*question.words, "?"))


def _strength(topics: Mapping[str, Heard], topic: str) -> float:
    return topics.get(topic, SILENT).strength


def _sentiment(topics: Mapping[str, Heard]) -> float:
    """Weigh good words against bad ones and problems; more words make it surer."""
    if not topics:
        return 0.0
    praise, blame = topics.get("good", SILENT), topics.get("bad", SILENT)
    good = 0.5 * len(praise.words) + praise.strength
    bad = 0.5 * len(blame.words) + blame.strength
    bad += 0.8 * sum(topics[topic].strength for topic in PROBLEMS if topic in topics)
    return (good - bad) / (good + bad + 0.5)


def _needs_reply(topics: Mapping[str, Heard], sentiment: float, *, personal: bool) -> float:
    """Weigh what wants an answer; less when nobody says I, my or you, in good spirits, or in the tone of a notice."""
    if not topics:
        return 0.0
    wants = either(_WANTS[topic] * heard.strength for topic, heard in topics.items() if topic in _WANTS)
    about_me = 1.0 if personal or topics.get("help", SILENT).strength > lexicon.WEAK else 0.8
    notice = 1 - 0.7 * _strength(topics, "chatter") * (not personal or "bad" not in topics)
    return wants * about_me * notice * (1 - 0.6 * max(0.0, sentiment))


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
    complains = any(topic in topics and topics[topic].strength > lexicon.WEAK for topic in (*PROBLEMS, "help", "bad"))
    return spam.look(text, pitches=sell, hints=hints, complains=complains)

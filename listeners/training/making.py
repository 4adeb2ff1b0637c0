"""From the pack to the three files that are shipped: weights, what belongs to them, and the card that tells people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score, recall_score, roc_auc_score

from listeners.training import card, combine, pack, recorded, train
from listeners.training.labelled import Labelled
from listeners.urgency import factors, text
from listeners.urgency.heads import HEADS, Said
from storage.records import Post

FOLDER = Path(__file__).parents[1] / "urgency"
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)  # no post has waited, and no run differs from another
_TONES = ("vader_gt/tweet", "examples")  # what a neutral mood is measured on
_JUDGED = ("examples", "ibm_twitter_care", "vader_gt", "youtube_spam", "sms_spam")  # what the factors are weighed on

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a training gives, before it is written."""

    weights: bytes
    told: str
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A model before it is packed; `logits` are each row's, by heads that were fitted without its trade."""

    fitted: train.Fitted
    combined: combine.Combined
    neutral: float
    logits: Sequence[Mapping[str, float]]


def make(folder: Path, tell: Tell, *, new_pack: bool = False) -> Made:
    """Train on the pack in the folder and on our examples; the same files give the same bytes.

    ValueError where the pack is not the one the shipped model was trained on, unless it may be a new one.
    """
    tell("reading the pack")
    known, before = pack.load(folder), recorded.hashes(FOLDER)
    if not new_pack:
        recorded.check(before, known.hashes)
    for change in recorded.changes(before, known.hashes):
        tell(change)
    rows = train.enough(known.rows)
    learned = learn(rows, tell)
    combined, neutral = learned.combined, learned.neutral
    model = train.model(learned.fitted, neutral=neutral, factors=combined.factors, base=combined.base)
    figures = figures_of(rows, learned.logits, neutral)
    weights, told = train.written(model, {"data": known.hashes, "figures": figures})
    return Made(weights=weights, told=told, card=card.written(rows, known.hashes, figures, combined))


def learn(rows: Sequence[Labelled], tell: Tell) -> Learned:
    """Return what these rows teach: the heads, where a mood begins, and what the factors weigh."""
    tell(f"fitting {len(HEADS)} heads on {len(rows):,} rows, each trade left out in turn")
    seen = train.Seen.of(rows).without_rare()
    logits = train.crossed(rows, seen)
    neutral = neutral_below(rows, logits)
    tell("weighing the factors")
    combined = weigh(rows, logits, neutral)
    tell("fitting the heads on everything")
    return Learned(fitted=train.fit(rows, seen), combined=combined, neutral=neutral, logits=logits)


def write(made: Made, folder: Path = FOLDER) -> None:
    """Put the three files where the scorer reads them."""
    (folder / "weights.bin").write_bytes(made.weights)
    (folder / "model.json").write_text(made.told, encoding="utf-8")
    (folder / "MODEL.md").write_text(made.card, encoding="utf-8")


def mood(logits: Mapping[str, float], neutral: float) -> int:
    """Return 1, 0 or -1 as the scorer would."""
    happy, unhappy = logits["happy"], logits["unhappy"]
    return 0 if max(happy, unhappy) <= neutral else 1 if happy > unhappy else -1


def tone(row: Labelled) -> int:
    """Return 1, 0 or -1 as people rated it."""
    return int(bool(train.wanted("happy", row))) - int(bool(train.wanted("unhappy", row)))


def neutral_below(rows: Sequence[Labelled], logits: Sequence[Mapping[str, float]]) -> float:
    """Return the logit below which both moods are none, so that each mood is found equally well."""
    sets = [
        [at for at, row in enumerate(rows) if row.sentiment is not None and name in {row.source_set, _set(row)}]
        for name in _TONES
    ]

    def found(neutral: float) -> float:
        recalls = [
            recall_score(
                [tone(rows[at]) for at in of_set], [mood(logits[at], neutral) for at in of_set], average="macro"
            )
            for of_set in sets
            if of_set
        ]
        return float(np.mean(recalls))

    return max((round(step / 20, 2) for step in range(-20, 21)), key=found)


def weigh(rows: Sequence[Labelled], logits: Sequence[Mapping[str, float]], neutral: float) -> combine.Combined:
    """Weigh the factors on rows whose heads were fitted without them."""
    at = [at for at, row in enumerate(rows) if row.reply is not None and row.source_set in _JUDGED]
    return combine.fit(
        [strengths(rows[each], logits[each], neutral) for each in at],
        [bool(rows[each].reply) for each in at],
        [train.worth(rows[each]) for each in at],
    )


def strengths(row: Labelled, logits: Mapping[str, float], neutral: float) -> dict[str, float]:
    """Return the factors of a row, read with these logits."""
    signals = text.read(row.text, row.language, partial(_said, logits, neutral))
    case = factors.case_of(_post(row), signals, factors.Context(now=_MOMENT))
    return factors.strengths(case)


def figures_of(
    rows: Sequence[Labelled], logits: Sequence[Mapping[str, float]], neutral: float
) -> dict[str, dict[str, float]]:
    """Return, by language of our examples, how well heads that had not seen the trade did."""
    found = {}
    languages = sorted({row.language for row in rows if row.source_set == "examples"})
    for language in languages:
        at = [each for each, row in enumerate(rows) if row.source_set == "examples" and row.language == language]
        moods = [mood(logits[each], neutral) for each in at]
        found[language] = {
            "rows": float(len(at)),
            "wants an answer, AUC": _auc("reply", rows, logits, at),
            "danger, AUC": _auc("danger", rows, logits, at),
            "spam, AUC": _auc("spam", rows, logits, at),
            "sentiment, macro-F1": round(f1_score([tone(rows[each]) for each in at], moods, average="macro"), 3),
        }
    return found


def _auc(head: str, rows: Sequence[Labelled], logits: Sequence[Mapping[str, float]], at: Sequence[int]) -> float:
    answers = [bool(train.wanted(head, rows[each])) for each in at]
    return round(float(roc_auc_score(answers, np.array([logits[each][head] for each in at]))), 3)


def _said(logits: Mapping[str, float], neutral: float, _text: str, _folded: str, _topics: Mapping[str, float]) -> Said:
    return Said(logits=logits, words=(), neutral=neutral, model=train.NAME)


def _post(row: Labelled) -> Post:
    return Post(
        source=row.source_set,
        external_id="1",
        url="https://www.example.com/",
        kind=row.kind,
        text=row.text,
        language=row.language,
        rating=row.rating,
        posted_at=_MOMENT,
    )


def _set(row: Labelled) -> str:
    return f"{row.source_set}/{row.about}"

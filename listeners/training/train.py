"""`python -m listeners train DIR`: the open pack and our own examples become the weights that are shipped.

Deterministic: the same files give the same bytes. scikit-learn fits the heads (dev extra only); what is written is read
by the standard library.
"""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from listeners.training import spoken
from listeners.training.labelled import Labelled
from listeners.urgency import lexicon, pieces, text
from listeners.urgency.heads import HEADS
from listeners.urgency.weights import FEATURES, Model
from storage import fold

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

NAME = "pieces-1"
# scikit-learn's C, found by cross-validation over trades and threads, and flat within a factor of two.
_STRENGTHS = {"spam": 16.0, "happy": 3.0, "unhappy": 3.0}
_STRENGTH = 4.0
_POSITIVE = 0.125  # of -1 to 1: what VADER's raters call neutral lies within half a point of four
_FOLDS = 4
_RARE = 4
# How freely a piece of each sort may weigh, found as above: a whole word tells more than a run of its letters.
_WORD, _RUN, _PAIR, _DENIED = range(4)
_FREEDOM = np.array([1.5, 0.5, 1.25, 1.5])
HINT = 0.5  # the lists' hints against pieces, which are worth 1/sqrt(count) each

# How much a row of each set counts, what people say to brands most; and of the big sets every so manieth is enough.
_WORTH = {
    "examples": 3.0,
    "spoken": 4.0,
    "ibm_twitter_care": 2.0,
    "vader_gt/tweet": 1.0,
    "vader_gt/product review": 0.5,
    "vader_gt": 0.7,
    "is22_app_reviews": 0.5,
    "youtube_spam": 1.0,
    "sms_spam": 0.5,
    "banking77": 0.5,
    "crisislex_t26": 0.5,
}
# What some sets count more or less for some heads, found likewise. Threads are learned from threads: nothing else looks
# like them. Moods towards a brand are learned from what is said to brands, and less from films and the news.
_MOODS = {"examples": 1.5, "spoken": 1.5, "vader_gt/tweet": 2.0, "vader_gt/news": 0.5, "vader_gt/film review": 0.5}
_MORE: Mapping[str, Mapping[str, float]] = {
    "happy": _MOODS,
    "unhappy": _MOODS,
    "spam": {"youtube_spam": 8.0, "examples": 0.7, "ibm_twitter_care": 6.0, "vader_gt/tweet": 0.05},
}
_EVERY = {"vader_gt/news": 2, "vader_gt/film review": 2, "banking77": 5, "crisislex_t26": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The heads before they are packed: a weight for each piece and hint, by head."""

    pieces: Mapping[str, Numbers]
    hints: Mapping[str, Mapping[str, float]]
    biases: Mapping[str, float]


def wanted(head: str, row: Labelled) -> bool | None:
    """Return what a head should say of a row, None where nobody knows."""
    match head:
        case "happy":
            return None if row.sentiment is None else row.sentiment > _POSITIVE
        case "unhappy":
            return None if row.sentiment is None else row.sentiment < -_POSITIVE
        case "reply":
            return row.reply
        case "spam":
            # Nobody said of the tweets; the few adverts in them weigh less than to hold every link for one.
            return False if row.about == "tweet" else row.spam
        case _:
            return row.danger


def enough(rows: Sequence[Labelled]) -> list[Labelled]:
    """Return the rows to train on: all of most sets, an even part of the biggest, and some once more as spoken."""
    kept = [row for row in rows if zlib.crc32(row.text.encode()) % _of_set(_EVERY, row, 1) == 0]
    return [*kept, *spoken.again(kept)]


def _of_set(table: Mapping[str, float], row: Labelled, otherwise: float) -> float:
    return table.get(f"{row.source_set}/{row.about}", table.get(row.source_set, otherwise))


def fit(rows: Sequence[Labelled], seen: "Seen") -> Fitted:
    """Fit each head on the rows that know about it; `seen` is the rows as numbers."""
    found = {head: _fit(head, rows, seen) for head in HEADS}
    wide = pieces.BUCKETS
    return Fitted(
        pieces={head: weights[:wide] for head, (weights, _) in found.items()},
        hints={
            head: dict(zip(seen.names, (weights[wide:] * HINT).tolist(), strict=True))
            for head, (weights, _) in found.items()
        },
        biases={head: bias for head, (_, bias) in found.items()},
    )


def crossed(rows: Sequence[Labelled], seen: "Seen") -> list[dict[str, float]]:
    """Return for each row the logits of heads that were fitted without its trade (or, outside trades, without it)."""
    fold = np.array([_fold(row) for row in rows])
    logits: list[dict[str, float]] = [{} for _ in rows]
    for head in HEADS:
        for left_out in range(_FOLDS):
            inside, outside = np.flatnonzero(fold != left_out), np.flatnonzero(fold == left_out)
            weights, bias = _fit(head, [rows[at] for at in inside.tolist()], seen.of_rows(inside))
            for at, logit in zip(outside.tolist(), seen.matrix[outside] @ weights + bias, strict=True):
                logits[at][head] = float(logit)
    return logits


def _fold(row: Labelled) -> int:
    return zlib.crc32((row.trade if row.trade not in {"", "none"} else row.text).encode()) % _FOLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Rows as numbers: pieces by their share, and the hints of the lists."""

    matrix: sparse.csr_matrix
    names: tuple[str, ...]
    freedom: Numbers

    def without_rare(self) -> "Seen":
        """Return the rows without pieces that few of them have: mostly names, and whose name it is must not matter."""
        had_by = np.diff(self.matrix.tocsc().indptr)
        had_by[pieces.BUCKETS :] = len(had_by)
        return replace(self, matrix=self.matrix @ sparse.diags((had_by >= _RARE).astype(float)))

    def of_rows(self, at: Places) -> "Seen":
        """Return some of the rows."""
        return replace(self, matrix=self.matrix[at])

    @classmethod
    def of(cls, rows: Sequence[Labelled], names: Sequence[str] = ()) -> "Seen":
        """Return the rows as numbers; `names` fixes which hints there are, where a model was fitted before."""
        heard = [lexicon.find(row.text, row.language) for row in rows]
        hints = [text.heard(row.text, found)[1] for row, found in zip(rows, heard, strict=True)]
        names = tuple(names or sorted({name for told in hints for name in told}))
        listed = sparse.csr_matrix(np.array([[told.get(name, 0.0) * HINT for name in names] for told in hints]))
        counted = _counted(rows, [found.language for found in heard])
        return cls(
            matrix=sparse.hstack([counted, listed]).tocsr(),
            names=names,
            freedom=np.concatenate([_freedom(rows, [found.language for found in heard]), np.ones(len(names))]),
        )


def _freedom(rows: Sequence[Labelled], languages: Sequence[str]) -> Numbers:
    """Return how freely each number may weigh: as the sort of piece does that it most often stands for."""
    found: list[list[int]] = [[] for _ in _FREEDOM]
    for row, language in zip(rows, languages, strict=True):
        said = pieces.words(fold.fold(pieces.nameless(row.text, language)))
        for word in said:
            whole, *runs = pieces.of_word(word)
            found[_WORD].append(whole)
            found[_RUN] += runs
        found[_PAIR] += pieces.of_pairs(said)
        found[_DENIED] += [pieces.of_denied(word) for word in pieces.denied(said)]
    counts = [np.bincount(np.array(numbers, dtype=int), minlength=pieces.BUCKETS) for numbers in found]
    freedom: Numbers = _FREEDOM[np.argmax(counts, axis=0)]
    return freedom


def _counted(rows: Sequence[Labelled], languages: Sequence[str]) -> sparse.csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    starts = [0]
    for row, language in zip(rows, languages, strict=True):
        counts = Counter(pieces.of_text(row.text, language))
        norm = 1 / np.sqrt(sum(counts.values()))
        columns += counts.keys()
        values += [count * norm for count in counts.values()]
        starts.append(len(columns))
    return sparse.csr_matrix((values, columns, starts), shape=(len(rows), pieces.BUCKETS))


def _fit(head: str, rows: Sequence[Labelled], seen: Seen) -> tuple[Numbers, float]:
    known = [(at, answer) for at, row in enumerate(rows) if (answer := wanted(head, row)) is not None]
    at = np.array([at for at, _ in known])
    answers = np.array([answer for _, answer in known], dtype=int)
    counts = np.array([worth(rows[number], head) for number in at.tolist()])
    model = LogisticRegression(
        C=_STRENGTHS.get(head, _STRENGTH), solver="liblinear", dual=True, tol=1e-3, max_iter=1000, random_state=0
    )
    model.fit(seen.matrix[at] @ sparse.diags(seen.freedom), answers, sample_weight=_balanced(answers, counts))
    return model.coef_[0] * seen.freedom, float(model.intercept_[0])


def worth(row: Labelled, head: str = "") -> float:
    """Return how much a row counts in training a head."""
    return _of_set(_WORTH, row, 0.0) * _of_set(_MORE.get(head, {}), row, 1.0)


def _balanced(answers: NDArray[np.int_], counts: Numbers) -> Numbers:
    """Let yes and no weigh the same together."""
    yes, no = counts[answers == 1].sum(), counts[answers == 0].sum()
    half = (yes + no) / 2
    balanced: Numbers = counts * np.where(answers == 1, half / yes, half / no)
    return balanced


def packed(fitted: Fitted) -> tuple[bytes, dict[str, float]]:
    """Return a signed byte for each piece and head, and each head's scale."""
    scales, bytes_of = {}, []
    for head in HEADS:
        weights = fitted.pieces[head]
        scales[head] = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127
        bytes_of.append(np.clip(np.rint(weights / scales[head]), -127, 127).astype(np.int8))
    return np.stack(bytes_of, axis=1).tobytes(), scales


def model(fitted: Fitted, *, neutral: float, factors: Mapping[str, float], base: float) -> Model:
    """Return the heads as the scorer uses them."""
    table, scales = packed(fitted)
    return Model(
        name=NAME,
        table=table,
        scales=scales,
        biases=fitted.biases,
        topics={head: {name: round(float(value), 5) for name, value in fitted.hints[head].items()} for head in HEADS},
        factors=factors,
        base=base,
        neutral=neutral,
    )


def written(made: Model, about: Mapping[str, object]) -> tuple[bytes, str]:
    """Return `weights.bin` and `model.json` of a model; `about` is told beside it: data, hashes, figures."""
    compressed = zlib.compress(made.table, level=9)
    told = {
        "name": made.name,
        "features": FEATURES,
        "sha256": sha256(compressed).hexdigest(),
        "scales": made.scales,
        "biases": made.biases,
        "topics": made.topics,
        "factors": made.factors,
        "base": made.base,
        "neutral": made.neutral,
        **about,
    }
    return compressed, json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"

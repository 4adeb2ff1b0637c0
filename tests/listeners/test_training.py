"""Training and scoring hold together: the same pieces, the same sums, files that belong together."""

import json
import re
import statistics
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np
import pytest

from listeners.training import examples, train
from listeners.training.labelled import Labelled
from listeners.urgency import Context, heads, lexicon, pieces, score, text, weights
from storage import fold
from storage.records import Post

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NAMES = ("Maria", "Kwame", "Wei", "Fatima", "Liam", "Priya", "Oluwaseun", "Olga")
BRANDS = ("Fernlight", "Quorvane", "Tollbridge", "Nimbly", "Zerrow", "Hexalan", "Ostramill", "Brackwater")
DIALECTS = (
    ("going to", "gonna"),
    ("want to", "wanna"),
    ("isn't", "ain't"),
    ("you all", "y'all"),
    ("nothing", "nuffin"),
    ("because", "cuz"),
    ("them ", "dem "),
    ("is not", "ain't"),
    ("really", "proper"),
    ("my ", "me "),
    ("the ", "da "),
    ("very", "hella"),
    ("are you", "r u"),
    ("please", "pls"),
)


def urgency(said: str) -> int:
    """Score an English text alone."""
    post = Post(source="x", external_id="1", url="https://www.example.com/", text=said, language="en", posted_at=NOW)
    return score(post, Context(now=NOW)).urgency


def english() -> list[Labelled]:
    """Return our English examples."""
    return [row for row in examples.rows() if row.language == "en"]


def differences(pairs: list[tuple[str, str]]) -> list[int]:
    """Return by how many points the texts of each pair differ, in order."""
    return sorted(abs(urgency(one) - urgency(other)) for one, other in pairs)


def test_the_trainer_and_the_scorer_give_a_text_the_same_logits() -> None:
    """One feature pass: numbers by scikit-learn's matrix are the numbers by the standard library's sums."""
    rows = examples.rows()[::25]
    model = weights.shipped()
    seen = train.Seen.of(rows, names=sorted(next(iter(model.topics.values()))))
    table = np.frombuffer(model.table, dtype=np.int8).reshape(pieces.BUCKETS, len(heads.HEADS))
    for lane, head in enumerate(heads.HEADS):
        of_pieces = seen.matrix[:, : pieces.BUCKETS] @ table[:, lane].astype(float) * model.scales[head]
        of_hints = seen.matrix[:, pieces.BUCKETS :] @ np.array([model.topics[head][name] for name in seen.names])
        trained = of_pieces + of_hints / train.HINT + model.biases[head]
        scored = [said_of(row).logits[head] for row in rows]

        assert np.allclose(trained, scored, atol=1e-6)


def said_of(row: Labelled) -> heads.Said:
    """Return what the shipped heads make of a row."""
    found = lexicon.find(row.text, row.language)
    _, hints = text.heard(row.text, found)
    return heads.say(row.text, fold.fold(pieces.nameless(row.text, found.language)), hints)


def test_the_same_rows_give_the_same_weights() -> None:
    """Nothing in training hangs on chance."""
    rows = [row for row in examples.rows() if row.language == "de"][:200]

    once, again = (train.fit(rows, train.Seen.of(rows).without_rare()) for _ in range(2))

    assert train.packed(once) == train.packed(again)


def test_the_shipped_weights_were_trained_on_the_examples_that_are_here() -> None:
    """Whoever changes an example trains anew, or the card tells of other data."""
    told = json.loads((examples.FOLDER.parent / "model.json").read_text())
    here = {f"examples/{path.name}": sha256(path.read_bytes()).hexdigest() for path in examples.files()}

    assert here.items() <= told["data"].items()


def test_weights_that_are_damaged_or_of_another_version_are_refused() -> None:
    """A model is never half right."""
    folder = examples.FOLDER.parent
    packed, told = (folder / "weights.bin").read_bytes(), (folder / "model.json").read_text()

    with pytest.raises(weights.WrongWeightsError, match="damaged"):
        weights.read(packed[:-1] + b"\0", told)
    with pytest.raises(weights.WrongWeightsError, match="weights for pieces-0"):
        weights.read(packed, told.replace(f'"features": "{weights.FEATURES}"', '"features": "pieces-0"'))


def test_the_package_carries_less_than_a_megabyte_of_weights() -> None:
    """It is read at every start."""
    folder = examples.FOLDER.parent

    assert sum((folder / name).stat().st_size for name in ("weights.bin", "model.json")) < 1_000_000


def test_whose_name_it_is_does_not_matter() -> None:
    """At most 3 points in the median, 6 for 95 of 100."""
    pairs = [
        (f"{row.text} {NAMES[at % 8]}", f"{row.text} {NAMES[(at + 3) % 8]}") for at, row in enumerate(english()[::4])
    ]
    found = differences(pairs)

    assert statistics.median(found) <= 3
    assert found[int(0.95 * len(found))] <= 6


def test_which_brand_it_is_does_not_matter() -> None:
    """As for names; a brand at the very start of a sentence is none of these."""
    pairs = []
    for at, row in enumerate(english()):
        if named := re.search(r"(?<=[a-z,] )[A-Z][a-z]{4,}(?=[ ,.!?'])", row.text):
            before, after = row.text[: named.start()], row.text[named.end() :]
            pairs.append((f"{before}{BRANDS[at % 8]}{after}", f"{before}{BRANDS[(at + 3) % 8]}{after}"))
    found = differences(pairs)

    assert len(found) > 200
    assert statistics.median(found) <= 3
    assert found[int(0.95 * len(found))] <= 6


def test_how_somebody_speaks_matters_little() -> None:
    """The words of a dialect move the score by at most 3 points in the median, 6 for 95 of 100."""
    pairs = [
        (row.text, row.text.replace(plain, spoken, 1))
        for row in english()
        for plain, spoken in DIALECTS
        if plain in row.text
    ]
    found = differences(pairs)

    assert len(found) > 200
    assert statistics.median(found) <= 3
    assert found[int(0.95 * len(found))] <= 6


def test_a_longer_wait_never_lowers_the_score() -> None:
    """What waits for an answer gains up to fifteen points."""
    row = Labelled(text="Where is my parcel? Please answer", source_set="examples")
    post = Post(source="x", external_id="1", url="https://www.example.com/", text=row.text, posted_at=NOW)
    waits = [timedelta(0), timedelta(hours=1), timedelta(hours=12), timedelta(days=2), timedelta(days=400)]
    scores = [score(post, Context(now=NOW + wait)).urgency for wait in waits]

    assert scores == sorted(scores)
    assert scores[0] < scores[-1] <= scores[0] + 15

"""The open pack: public labelled sets, each read into `Labelled`, and split so that whole trades stay unseen.

The pack stays outside the repository; every set in it brings its ORIGINS.md with origin and licence. Handles and links
are masked alike in all of them, and a text that stands twice counts once, or a model would learn which set it reads.
"""

import csv
import html
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from listeners.training import examples
from listeners.training.labelled import Labelled, masked
from storage.records import Kind

# Trades that the shipped weights' figures are measured on when they are held out; the rest is trained on.
HELD_OUT = (
    *("airline", "beauty", "electronics", "energy", "grocery", "hotel", "insurance", "parcel", "restaurant", "shop"),
    *("streaming", "telecom", "transit", "travel", "thread-04"),
)
# Of the texts that belong to no trade (news, films, chatter) so many are held out with them, by their hash.
_SHARE = 0.3

# What ibm_twitter_care's accounts trade in.
_TRADES = {
    "game": "RockstarSupport MojangSupport AskPlayStation XboxSupport",
    "software": "Google YahooCare AdobeCare DropboxSupport zoom_us MicrosoftHelps GoDaddyHelp",
    "streaming": "TeamYouTube SpotifyCares hulu_support",
    "electronics": "AppleSupport HPSupport",
    "shop": "AskeBay AmazonHelp",
    "bank": "Ask_WellsFargo ChaseSupport",
    "airline": "SouthwestAir Delta",
    "telecom": "TMobileHelp Ask_Spectrum",
    "transit": "Uber_Support",
}
_TRADE_OF = {account: trade for trade, accounts in _TRADES.items() for account in accounts.split()}
_AT_STAKE = {"Affected individuals", "Infrastructure and utilities"}
_HARMLESS = {"Sympathy and support", "Donations and volunteering", "Not labeled", "Not applicable"}

_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything there is to learn from, and the SHA-256 of each file it was read from, by set and name."""

    rows: tuple[Labelled, ...]
    hashes: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What may be trained on, and what must not have been seen."""

    training: tuple[Labelled, ...]
    held_out: tuple[Labelled, ...]


def is_pack(folder: Path) -> bool:
    """Say whether the folder is laid out as the open pack is."""
    return any((folder / path).is_file() for path in _FILES)


def load(folder: Path) -> Pack:
    """Return the sets that are there, and our own examples; raise ValueError naming file and line of what is broken."""
    found = {path: read for path, read in _FILES.items() if (folder / path).is_file()}
    if not found:
        raise ValueError(f"{folder}: none of the pack's files is here, such as {next(iter(_FILES))}")
    hashes = {path: _hash(folder / path) for path in found}
    hashes |= {f"{examples.SET}/{path.name}": _hash(path) for path in examples.files()}
    read = (row for path, of_set in found.items() for row in of_set(folder / path))
    return Pack(rows=tuple(_alike([*examples.rows(), *read])), hashes=hashes)


def splits(pack: Pack, trades: Collection[str] = HELD_OUT) -> Split:
    """Return what is left to train on when these trades are held out, and what is held out."""
    traders = {row.trade for row in pack.rows if row.source_set in _OF_TRADES} - {"none"}
    out = [row.trade in trades or (row.trade not in traders and _falls_out(row)) for row in pack.rows]
    return Split(
        training=tuple(row for row, held in zip(pack.rows, out, strict=True) if not held),
        held_out=tuple(row for row, held in zip(pack.rows, out, strict=True) if held),
    )


def _falls_out(row: Labelled) -> bool:
    """Draw by the text; all of an event together, or its retweets would stand on both sides."""
    together = row.trade if row.source_set == "crisislex_t26" else row.text
    return int(sha256(together.encode()).hexdigest()[:8], 16) < _SHARE * 16**8


def _alike(rows: Iterable[Labelled]) -> Iterator[Labelled]:
    """Yield each text once, masked as in every other set."""
    seen = set()
    for row in rows:
        text = masked(row.text)
        key = " ".join(text.casefold().split())
        if key and key not in seen:
            seen.add(key)
            yield replace(row, text=text)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _cells(path: Path, *needed: str) -> Iterator[_Cells]:
    """Yield the lines of a table by column; one broken in two, as some were when they were published, is left out."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, strict=True)
        if missing := set(needed).difference(table.fieldnames or ()):
            raise ValueError(f"{path}, line 1: there is no column {', '.join(sorted(missing))}")
        try:
            for cells in table:
                if all(isinstance(cells[name], str) for name in needed):
                    yield cells
        except csv.Error as error:
            raise ValueError(f"{path}, line {table.line_num}: {error}") from error


def _banking(path: Path) -> Iterator[Labelled]:
    for cells in _cells(path, "text", "category"):
        yield Labelled(
            text=cells["text"],
            source_set="banking77",
            language="en",
            trade="bank",
            about=cells["category"],
            reply=True,
            spam=False,
        )


def _care(path: Path) -> Iterator[Labelled]:
    for cells in _cells(path, "company", "client_text"):
        trade = _TRADE_OF.get(cells["company"], "none")
        yield Labelled(
            text=cells["client_text"],
            source_set="ibm_twitter_care",
            trade=trade,
            about=cells["company"],
            reply=True,
            spam=False,
        )


def _crises(path: Path) -> Iterator[Labelled]:
    """Nobody in it speaks to a brand; who saw people or houses come to harm tells of danger."""
    for cells in _cells(path, "Tweet Text", "Information Source", "Information Type", "event"):
        kind = cells["Information Type"]
        at_stake = kind in _AT_STAKE and cells["Information Source"] == "Eyewitness"
        yield Labelled(
            text=cells["Tweet Text"],
            source_set="crisislex_t26",
            trade=cells["event"],
            about=kind,
            reply=False,
            danger=True if at_stake else False if kind in _HARMLESS else None,
        )


def _rated(about: str, kind: Kind, *, chatter: bool) -> Callable[[Path], Iterator[Labelled]]:
    """Texts rated -4 to 4; of general chatter none wants an answer."""

    def read(path: Path) -> Iterator[Labelled]:
        for number, cells in enumerate(_cells(path, "mean_valence", "text"), start=2):
            try:
                sentiment = max(-1.0, min(1.0, float(cells["mean_valence"]) / 4))
            except ValueError as error:
                raise ValueError(f"{path}, row {number}: mean_valence is a number") from error
            yield Labelled(
                text=html.unescape(cells["text"]),
                source_set="vader_gt",
                language="en",
                trade="" if chatter else "electronics",
                about=about,
                kind=kind,
                sentiment=sentiment,
                reply=False if chatter else None,
            )

    return read


def _features(path: Path) -> Iterator[Labelled]:
    """Sentences of app reviews, by what they say of a feature; where they say both, nobody knows."""
    for cells in _cells(path, "Sentence content", "Feature (Positive)", "Feature (Negative)"):
        good, bad = bool(cells["Feature (Positive)"]), bool(cells["Feature (Negative)"])
        yield Labelled(
            text=cells["Sentence content"],
            source_set="is22_app_reviews",
            language="en",
            trade="app",
            kind=Kind.REVIEW,
            sentiment=(0.5 if good else -0.5) if good is not bad else None,
        )


def _texts(path: Path) -> Iterator[Labelled]:
    for cells in _cells(path, "label", "text"):
        spam = cells["label"] == "spam"
        yield Labelled(
            text=cells["text"], source_set="sms_spam", language="en", spam=spam, reply=False if spam else None
        )


def _threads(path: Path) -> Iterator[Labelled]:
    for cells in _cells(path, "CONTENT", "CLASS", "video"):
        yield Labelled(
            text=html.unescape(cells["CONTENT"]),
            source_set="youtube_spam",
            trade=f"thread-{cells['video'].removeprefix('Youtube')[:2]}",
            kind=Kind.COMMENT,
            spam=cells["CLASS"] == "1",
            reply=False,
        )


# Sets whose trades are what somebody sells, or threads: they are held out by name and never by chance.
_OF_TRADES = frozenset({examples.SET, "ibm_twitter_care", "banking77", "youtube_spam"})
_FILES: Mapping[str, Callable[[Path], Iterator[Labelled]]] = {
    "vader_gt/tweets.csv": _rated("tweet", Kind.POST, chatter=True),
    "vader_gt/amazonReviewSnippets.csv": _rated("product review", Kind.REVIEW, chatter=False),
    "vader_gt/nytEditorialSnippets.csv": _rated("news", Kind.ARTICLE, chatter=True),
    "vader_gt/movieReviewSnippets.csv": _rated("film review", Kind.REVIEW, chatter=True),
    "ibm_twitter_care/first_messages.csv": _care,
    "youtube_spam/youtube_spam.csv": _threads,
    "sms_spam/sms.csv": _texts,
    "banking77/train.csv": _banking,
    "banking77/test.csv": _banking,
    "crisislex_t26/t26.csv": _crises,
    "is22_app_reviews/sentences_feature_sentiment.csv": _features,
}

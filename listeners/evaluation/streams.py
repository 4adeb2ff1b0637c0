"""What a folder is judged on: the sets in it, or, of the open pack, streams of trades that were held out."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from listeners.evaluation import sets
from listeners.evaluation.tables import Stream
from listeners.training import examples
from listeners.training.labelled import Labelled
from listeners.training.pack import Split

_CHATTER = frozenset({"crisislex_t26", "youtube_spam", "sms_spam"})
_NAMED = re.compile(r"^(?:\W*@user\b)+\W*|@user\b")


def of_sets(folder: Path) -> list[Stream]:
    """Return each labelled set of the folder; ValueError names the file and line that cannot be read."""
    found = [Stream(title=str(path.relative_to(folder)), rows=sets.read(path)) for path in sets.files(folder)]
    if not found:
        raise ValueError(f"{folder}: no labelled set here; its name ends in {', '.join(sets.ENDINGS)}")
    return found


def of_pack(split: Split, trades: Collection[str]) -> list[Stream]:
    """Return the streams of the pack's held-out side."""
    rows = split.held_out
    stream = [row for row in rows if _to_a_brand(row) or _chatter(row)]
    ours = [row for row in rows if row.source_set == examples.SET and row.trade in trades]
    return [
        Stream(title="posts to brands of unseen trades, in chatter, news, films and spam", rows=stream),
        Stream(title="the same stream, nobody called by a handle", rows=list(nameless(stream))),
        Stream(title="our own examples of unseen trades", rows=ours),
        Stream(title="unseen tweets", rows=_about(rows, "tweet")),
        Stream(title="unseen product reviews", rows=_about(rows, "product review")),
        Stream(title="comments of an unseen thread", rows=_of_set(rows, "youtube_spam")),
        Stream(title="unseen text messages", rows=_of_set(rows, "sms_spam")),
    ]


def _to_a_brand(row: Labelled) -> bool:
    return row.source_set == "ibm_twitter_care"


def _chatter(row: Labelled) -> bool:
    """Tell whether it is one of what fills a stream and wants no answer."""
    return row.reply is False and (row.source_set in _CHATTER or row.source_set == "vader_gt")


def nameless(rows: Iterable[Labelled]) -> Iterable[Labelled]:
    """The label that matters, and no handle to tell it by."""
    for row in rows:
        if text := _NAMED.sub("", row.text).strip():
            yield replace(row, text=text, sentiment=None, spam=None)


def _about(rows: Iterable[Labelled], about: str) -> Sequence[Labelled]:
    return [replace(row, reply=None) for row in rows if row.source_set == "vader_gt" and row.about == about]


def _of_set(rows: Iterable[Labelled], name: str) -> Sequence[Labelled]:
    return [row for row in rows if row.source_set == name]

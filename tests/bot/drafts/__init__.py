"""400 invented drafts in eight languages, each with the post it answers in short and the warnings it deserves.

The rules were developed on `developed_on.tsv`. `held_out.tsv` was written before the rules and was never used to change
them; new drafts that show a fault belong into the other half.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import tone
from storage.records import Author, Post

HALVES = ("developed_on", "held_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft: its language, what it answers, what was sent before it, and what it should be warned about."""

    language: str
    to: Post
    text: str
    before: tuple[str, ...]
    deserves: frozenset[tone.Kind]


def read(half: str) -> Iterator[Draft]:
    """Read one half of the drafts."""
    with (Path(__file__).parent / f"{half}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            author = row["author"]
            yield Draft(
                language=row["language"],
                to=post(row["post"], author, stars=float(row["stars"]) if row["stars"] else None),
                text=row["draft"],
                before=(row["before"],) if row["before"] else (),
                deserves=frozenset(map(tone.Kind, filter(None, row["warnings"].split(",")))),
            )


def post(text: str, author: str = "", *, stars: float | None = None) -> Post:
    """Return a post by somebody; "@" in front makes the name a handle."""
    who = Author(handle=author[1:]) if author.startswith("@") else Author(name=author)
    return Post(
        source="reviews",
        external_id="1",
        text=text,
        rating=stars,
        author=who,
        posted_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )

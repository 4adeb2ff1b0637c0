"""The library's full text: what each page is found by, and which pages fit a text well enough to be worth a look.

Neither SQLite's full text nor PostgreSQL's splits Japanese, and they agree on few words of any other language: so the
index is a table of terms (`storage.terms`), and both databases find the same. What many pages hold says little; what
one holds in its title says much. Nothing is shown by one word alone: a page must share several with the text, and a
fair part of what the text is about.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

from sqlalchemy import Connection, Row, delete, func, select

from storage import tables
from storage.terms import asked, terms
from storage.upserts import insert_pages

MOST_TERMS = 200  # of a page: what it is about stands at its beginning
ASKED_TERMS = 60  # of a text, the rarest first
ROWS = 2000  # looked at for one text, however large the library
IN_TITLE, IN_SUMMARY = 1.6, 0.8
BACKGROUND = 30  # pages of any library, so that the only page of a small one is not found by everything
SATURATION, LENGTH, USUAL = 1.2, 0.6, 120.0  # BM25's own, and how many terms a page usually has
POINTS, WORDS, SHARE = 9.0, 2.0, 0.2  # the floor, measured by tests/storage/test_fitting.py
BESIDE = 0.4  # of the best one's points has what is worth showing beside it
TOLD = 10  # terms of a text, the rarest, that say what it is about
FOREIGN = 0.6  # of its points keeps a page in another language than the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a page fits a text: its points, how many words they share, which part of what the text is about."""

    points: float
    words: float
    share: float

    @property
    def is_enough(self) -> bool:
        """Whether it is worth a look."""
        return self.points >= POINTS and self.words >= WORDS and self.share >= SHARE


def index(connection: Connection, workspace: str, pages: Mapping[int, tuple[str, str, str]]) -> None:
    """Let pages be found by their title, summary and text, and by nothing else any more."""
    rows = tables.shareable_terms
    if not pages:
        return
    connection.execute(delete(rows).where(rows.c.shareable_id.in_(list(pages))))
    weighed = [(page, term, much) for page, words in pages.items() for term, much in _weighed(*words).items()]
    columns: dict[str, Sequence[object]] = {
        "shareable_id": [page for page, _, _ in weighed],
        "term": [term for _, term, _ in weighed],
        "workspace": [workspace] * len(weighed),
        "weight": [much for _, _, much in weighed],
    }
    insert_pages(connection, rows, columns, returning=("term",))


def _weighed(title: str, summary: str, text: str) -> Mapping[str, float]:
    """Return what each term says of a page, by BM25 and by where it stands."""
    named, told, whole = terms(title), terms(summary), terms(f"{title}\n{summary}\n{text}")
    slow = SATURATION * (1 - LENGTH + LENGTH * whole.total() / USUAL)
    much = {term: count * (SATURATION + 1) / (count + slow) for term, count in whole.items()}
    for term in much:
        much[term] += IN_TITLE * (term in named) + IN_SUMMARY * (term in told)
    return dict(sorted(much.items(), key=lambda one: (-one[1], one[0]))[:MOST_TERMS])


def fits(connection: Connection, workspace: str, text: str, language: str) -> Mapping[int, Fit]:
    """Return how well pages that are not archived fit a text; those that share nothing with it are missing."""
    worth = asked(text)
    counts = _counts(connection, workspace, worth)
    many = connection.execute(
        select(func.count()).where(
            tables.shareables.c.workspace == workspace, tables.shareables.c.archived_at.is_(None)
        )
    ).scalar_one()
    says = {term: much * log((many + BACKGROUND) / (counts[term] + 1)) for term, much in worth.items()}
    rarest = sorted((term for term in worth if counts[term]), key=lambda term: (counts[term], term))[:ASKED_TERMS]
    about = sum(sorted(says.values(), reverse=True)[:TOLD])
    return _sums(_holders(connection, workspace, _within(rarest, counts)), says, worth, about, language)


def best(fits: Mapping[int, Fit], limit: int) -> list[int]:
    """Return the pages worth a look, the best first; none where none is."""
    enough = sorted((page for page in fits if fits[page].is_enough), key=lambda page: (-fits[page].points, page))
    return [page for page in enough[:limit] if fits[page].points >= BESIDE * fits[enough[0]].points]


def _counts(connection: Connection, workspace: str, wanted: Collection[str]) -> Counter[str]:
    rows = tables.shareable_terms
    counted = select(rows.c.term, func.count()).where(rows.c.workspace == workspace, rows.c.term.in_(list(wanted)))
    return Counter({row[0]: row[1] for row in connection.execute(counted.group_by(rows.c.term))})


def _within(rarest: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Return as many terms as may be looked up without reading half of a large library."""
    room = ROWS
    chosen: list[str] = []
    for term in rarest:
        room -= counts[term]
        if room < 0 and chosen:
            break
        chosen.append(term)
    return chosen


def _holders(connection: Connection, workspace: str, wanted: Sequence[str]) -> Sequence[Row[int, str, float, str]]:
    rows, page = tables.shareable_terms, tables.shareables
    held = (
        select(rows.c.shareable_id, rows.c.term, rows.c.weight, page.c.language)
        .join(page, page.c.id == rows.c.shareable_id)
        .where(rows.c.workspace == workspace, rows.c.term.in_(wanted), page.c.archived_at.is_(None))
    )
    return connection.execute(held).all()


def _sums(
    held: Sequence[Row[int, str, float, str]],
    says: Mapping[str, float],
    worth: Mapping[str, float],
    about: float,
    language: str,
) -> Mapping[int, Fit]:
    points: defaultdict[int, float] = defaultdict(float)
    words: defaultdict[int, float] = defaultdict(float)
    shares: defaultdict[int, float] = defaultdict(float)
    for page, term, much, spoken in held:
        ours = FOREIGN if spoken and language and spoken != language else 1.0
        points[page] += says[term] * much * ours
        words[page] += worth[term]
        shares[page] += says[term] / about
    return {page: Fit(points=points[page], words=words[page], share=shares[page]) for page in points}

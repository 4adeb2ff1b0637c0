"""What is told of a source before anybody uses it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from listeners import catalog, registry
from listeners.source import About, Allowance, Answer, Ask, Need, Page, Per, Setting, Source
from storage.records import Counted, Once, Outgoing, Post, Receipt, Writing

ABOUT = About(
    name="village",
    title="Village board",
    docs="https://board.example.com/api",
    base_url="https://board.example.com",
    reads=("posts", "comments"),
    settings=(
        Setting(name="url", about="another board", required=True),
        Setting(name="token", about="our key", required=True, secret=True),
    ),
    allowances=(Allowance(unit="searches", per=Per.DAY, most=1200, setting="daily_cap", timezone="Europe/Berlin"),),
    terms="Ask gently.",
    text_kept=timedelta(days=2),
    verified=("documentation",),
    unverified="Never called live",
)


ONCE = "one answer per post, which a repeated sending replaces"


class Board:
    """A source that can only be read."""

    about = ABOUT

    def ask(self, need: Need) -> Sequence[Ask]:
        """Ask nothing."""
        return [Ask(url=need.base)]

    def read(self, answer: Answer, need: Need) -> Page:  # noqa: ARG002
        """Read nothing."""
        return Page()


class Answering(Board):
    """One that can do everything."""

    writing = Writing(limit=1500, counted=Counted.BYTES, once=Once.UPSERT, can_edit=True, note="Shown at once.")

    def cannot_answer(self, post: Post, settings: Mapping[str, str]) -> str:  # noqa: ARG002
        """Answer everything."""
        return ""

    def prepare(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """Look nothing up."""

    def reply(self, outgoing: Outgoing, need: Need, prepared: Answer | None) -> Ask:  # noqa: ARG002
        """Ask nothing."""
        return Ask(url=need.base)

    def receipt(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt:  # noqa: ARG002
        """Tell nothing."""
        return Receipt(external_id="", post_id="")

    def look(self, outgoing: Outgoing, need: Need) -> Ask | None:
        """See nothing."""

    def ours(self, answer: Answer, outgoing: Outgoing, need: Need) -> Receipt | None:
        """Find nothing."""

    def follow(self, post: Post, receipt: Receipt, need: Need) -> Sequence[Ask]:  # noqa: ARG002
        """Follow nothing."""
        return []

    def mark_spam(self, post: Post, need: Need) -> Ask:  # noqa: ARG002
        """Mark nothing."""
        return Ask(url=need.base)

    def refused(self, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        """Say nothing."""


def test_programs_are_told_everything() -> None:
    """What it reads, whether and how it answers, what it needs, and how well it was tried."""
    reading, answering = catalog.shape_of(Board()), catalog.shape_of(Answering())

    assert reading == {
        "name": "village", "title": "Village board", "docs": "https://board.example.com/api",
        "base_url": "https://board.example.com", "reads": ["posts", "comments"], "answers": None, "follows": False,
        "moderates": False, "streams": False, "signs_in": False,
        "settings": [
            {"name": "url", "key": None, "about": "another board", "required": True, "secret": False},
            {"name": "token", "key": "VILLAGE_TOKEN", "about": "our key", "required": True, "secret": True},
        ],
        "pace_seconds": 300, "least_pace_seconds": 1,
        "allowances": [
            {"unit": "searches", "per": "day", "most": 1200, "key": "VILLAGE_DAILY_CAP", "timezone": "Europe/Berlin"}
        ],
        "terms": "Ask gently.", "text_kept_seconds": 172800, "author_kept_seconds": None,
        "verified": ["documentation"], "unverified": "Never called live",
    }  # fmt: skip
    assert answering == {
        **reading, "follows": True, "moderates": True,
        "answers": {
            "limit": 1500, "least": 1, "counted": "bytes", "link": None, "addressed": False, "once": "upsert",
            "can_edit": True, "can_delete": False, "note": "Shown at once.",
            "only_tagged": False, "only_kinds": [], "only_home": False, "needs": [],
        },
    }  # fmt: skip


def test_people_are_told_it_in_words() -> None:
    """A few lines, each of them plain."""
    assert catalog.lines_of(Answering()).splitlines() == [
        "village  Village board: posts, comments (https://board.example.com/api)",
        "    url (required): another board",
        "    token (required, secret, VILLAGE_TOKEN): our key",
        f"    answers, 1,500 bytes of UTF-8 at most; {ONCE}; follows what comes after; marks spam",
        "    at most 1,200 searches a day (VILLAGE_DAILY_CAP)",
        "    keeps texts for 48 hours",
        "    Ask gently.",
        "    tried against: documentation. Never called live.",
    ]
    assert "    answers by hand" in catalog.lines_of(Board())


@pytest.mark.parametrize("source", registry.discover().values(), ids=registry.discover())
def test_every_source_says_how_well_it_was_tried(source: Source) -> None:
    """Against documentation, recorded responses or a real server; and in lines that fit a screen."""
    lines = catalog.lines_of(source).splitlines()

    assert source.about.verified
    assert "not tried against anything" not in lines[-1]
    assert all(line.strip() for line in lines)

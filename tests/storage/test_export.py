"""What goes out: every mention with its post and how it stands, harmless in a spreadsheet."""

import csv
import io
import json
import tracemalloc
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import cards, claims, export, mentions, workspaces
from storage.database import Store
from storage.jsonposts import shape_of
from storage.records import CardPlace
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged


def as_json(store: Store) -> list[dict[str, object]]:
    """Return the lines of the export."""
    out = io.StringIO()
    export.write_json(export.shapes(store), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def as_csv(store: Store) -> list[dict[str, str]]:
    """Return the rows of the table, by its heading."""
    out = io.StringIO(newline="")
    export.write_csv(export.shapes(store), out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_every_mention_tells_what_it_is_and_how_it_stands(store: Store) -> None:
    """State, owner, urgency and reasons of each, and the post as JSON says posts."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch, urgency=85))
    one = everything(store)["1 Acme"].id
    cards.place(store, TEAM, one, "#mentions", CardPlace(channel="C1", ts="1.0"))
    claims.take(store, TEAM, one, by="U1", now=NOW + MINUTE)
    mentions.answered(store, TEAM, one, "https://example.com/answer", by="U1", now=NOW + 2 * MINUTE)
    (line,) = as_json(store)

    assert line == {
        "id": one,
        "workspace": "T1",
        "watch": "Acme",
        "objective": "serve",
        "state": "answered",
        "owner": "U1",
        "urgency": 85,
        "level": "critical",
        "reasons": [{"factor": "outage", "points": 85, "evidence": "is down"}],
        "matched": ["acme"],
        "post": shape_of(a_post("1")),
        "heard_at": "2026-11-21T09:00:00Z",
        "alerted_at": None,
        "claimed_at": "2026-11-21T09:01:00Z",
        "answered_at": "2026-11-21T09:02:00Z",
        "answer_url": "https://example.com/answer",
        "answered_by": "U1",
        "closed_at": None,
        "dismissed_as": None,
        "copy_of": None,
        "is_ours": False,
        "is_backlog": False,
        "edits": 0,
        "cards": [{"channel": "C1", "ts": "1.0"}],
    }


def test_a_copy_stands_where_its_lead_stands(store: Store) -> None:
    """Nobody would look for an owner there; its own urgency stays."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch, keys=("k",)))
    hear(store, judged(a_post("2"), watch, keys=("k",), urgency=10), judged(a_post("3"), watch, ours=True))
    lead = everything(store)["1 Acme"].id
    claims.take(store, TEAM, lead, by="U1", now=NOW)
    lines = {
        mention.post.external_id: line for mention, line in zip(mentions.walk(store, TEAM), as_json(store), strict=True)
    }
    one, two, three = lines["1"], lines["2"], lines["3"]

    assert (two["copy_of"], two["state"], two["owner"], two["urgency"]) == (lead, "claimed", "U1", 10)
    assert one["claimed_at"] == two["claimed_at"]
    assert (three["is_ours"], three["state"], three["owner"]) == (True, "heard", "")


def test_all_workspaces_are_exported_from_a_moment_on(store: Store) -> None:
    """`since` bounds when it was heard, not when it was published."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch))
    hear(store, judged(a_post("2", at=NOW - timedelta(days=9)), watch), now=NOW + MINUTE)
    workspaces.enter(store, "T2")
    later = list(export.shapes(store, since=NOW + MINUTE))

    assert [one["copy_of"] for one in later] == [None]
    assert (export.count(store), export.count(store, since=NOW + MINUTE), len(later)) == (2, 1, 1)


def test_the_table_has_the_same_facts_in_columns(store: Store) -> None:
    """Nested ones by their path, lists in words."""
    watch = a_watch(store)
    hear(store, judged(a_post("1", 'one, "two"\nthree'), watch))
    (row,) = as_csv(store)

    assert tuple(row) == export.COLUMNS
    assert (row["post.text"], row["post.author.name"]) == ('one, "two"\nthree', "Ann Example")
    assert (row["reasons"], row["matched"], row["urgency"]) == ("outage 70 is down", "acme", "70")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_no_cell_can_make_a_spreadsheet_compute(store: Store, text: str) -> None:
    """Hostile words stay words."""
    watch = a_watch(store)
    post = a_post("1", text)
    hear(store, judged(replace(post, author=replace(post.author, name=text)), watch))
    (row,) = as_csv(store)

    assert (row["post.text"], row["post.author.name"]) == (f"'{text}", f"'{text}")


def test_a_large_memory_is_exported_part_by_part(sqlite_url: str) -> None:
    """Its size does not matter: all its texts together would not fit into what the export takes."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        watch = a_watch(store)
        for page in range(4):
            hear(store, *(judged(a_post(f"{page}-{n}", "x" * 30_000), watch, urgency=1) for n in range(500)))
        tracemalloc.start()
        number = sum(1 for _ in export.shapes(store))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert number == 2000
    assert peak < 45_000_000

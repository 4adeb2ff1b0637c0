"""Everything that was heard, one mention a row, for other tools: JSON Lines, or a table for a spreadsheet.

Read part by part, so that the size of the memory does not matter. A copy shows how the mention that leads it stands.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TextIO

from sqlalchemy import RowMapping, func, select

from storage import feedback, mentions, quotes, tables, workspaces
from storage.database import Store
from storage.jsonposts import moment_out, shape_of
from storage.profiles import Permission
from storage.records import Mention

AT_ONCE = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a cell (OWASP, CSV injection)
COLUMNS = (
    *("id", "workspace", "watch", "objective", "state", "owner", "urgency", "level", "reasons", "matched"),
    *("post.source", "post.external_id", "post.kind", "post.url", "post.title", "post.text", "post.language"),
    *("post.rating", "post.author.id", "post.author.handle", "post.author.name", "post.author.followers"),
    *("post.author.url", "post.posted_at", "post.edited_at", "post.metrics.likes", "post.metrics.replies"),
    *("post.metrics.shares", "post.metrics.views", "post.parent_id", "post.thread_id", "post.tags_us"),
    *("heard_at", "alerted_at", "claimed_at", "answered_at", "answer_url", "answered_by", "closed_at"),
    *("dismissed_as", "copy_of", "is_ours", "is_backlog", "edits", "cards"),
)


def count(store: Store, *, since: datetime | None = None) -> int:
    """Return how many mentions there are to export."""
    rows = tables.mentions
    later = [rows.c.heard_at >= since] if since else []
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(rows).where(*later)).scalar_one())


def shapes(store: Store, *, since: datetime | None = None) -> Iterator[Mapping[str, object]]:
    """Yield every mention of every workspace as JSON will say it, in the order they were heard."""
    for workspace in workspaces.every(store):
        walk = mentions.walk(store, workspace, since=since, batch=AT_ONCE)
        while part := list(islice(walk, AT_ONCE)):
            leads = _standing(store, part)
            for mention in part:
                yield _shape(mention) | leads.get(mention.bundle_id or 0, {})


def write_json(shapes: Iterable[Mapping[str, object]], out: TextIO) -> None:
    """Write one line of JSON a mention."""
    out.writelines(json.dumps(shape, ensure_ascii=False) + "\n" for shape in shapes)


def write_csv(shapes: Iterable[Mapping[str, object]], out: TextIO) -> None:
    """Write a table with a heading; no cell of it can make a spreadsheet compute."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for shape in shapes:
        cells = dict(_flat(shape))
        rows.writerow([cells[column] for column in COLUMNS])


def feedback_shapes(store: Store, *, since: datetime | None = None) -> Iterator[Mapping[str, object]]:
    """Yield everything people said of mentions as JSON will say it, in the order it was said: enough to replay it."""
    for workspace in workspaces.every(store):
        for one in feedback.walk(store, workspace, since=since):
            yield {
                "id": one.id,
                "workspace": workspace,
                "mention": one.mention_id,
                "key": one.key,
                "person": one.person,
                "verdict": one.verdict.value,
                "factor": one.factor,
                "strengths": dict(one.strengths),
                "urgency": one.urgency,
                "alert_at": one.alert_at,
                "via": one.via,
                "said_at": moment_out(one.said_at),
            }


def quote_shapes(store: Store) -> Iterator[Mapping[str, object]]:
    """Yield every post that may be quoted as JSON will say it, with who said so, when and where."""
    for workspace in workspaces.every(store):
        for quote in quotes.every(store, workspace, Permission.GIVEN):
            yield {
                "workspace": workspace,
                "mention": quote.mention_id,
                "post": shape_of(quote.post),
                "permission_url": quote.url,
                "permission_kept_by": quote.settled_by,
                "permission_kept_at": moment_out(quote.settled_at),
            }


def _standing(store: Store, part: Sequence[Mention]) -> dict[int, dict[str, object]]:
    """Return how the mentions stand that lead the copies of a part."""
    rows = tables.mentions
    wanted = {mention.bundle_id for mention in part if mention.bundle_id}
    if not wanted:
        return {}
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.id.in_(wanted))).mappings().all()
    return {row["id"]: _where_it_stands(row) for row in found}


def _where_it_stands(row: RowMapping) -> dict[str, object]:
    words = {name: row[name] for name in ("state", "owner", "answer_url", "answered_by", "dismissed_as")}
    return words | {
        f"{step}_at": moment_out(row[f"{step}_at"]) for step in ("alerted", "claimed", "answered", "closed")
    }


def _shape(mention: Mention) -> dict[str, object]:
    return {
        "id": mention.id,
        "workspace": mention.workspace,
        "watch": mention.watch.name,
        "objective": mention.watch.objective.value,
        "state": mention.state.value,
        "owner": mention.owner,
        "urgency": mention.urgency,
        "level": mention.level.value,
        "reasons": [
            {"factor": reason.factor, "points": reason.points, "evidence": reason.evidence}
            for reason in mention.reasons
        ],
        "matched": list(mention.matched),
        "post": shape_of(mention.post),
        "heard_at": moment_out(mention.heard_at),
        "alerted_at": moment_out(mention.alerted_at),
        "claimed_at": moment_out(mention.claimed_at),
        "answered_at": moment_out(mention.answered_at),
        "answer_url": mention.answer_url,
        "answered_by": mention.answered_by,
        "closed_at": moment_out(mention.closed_at),
        "dismissed_as": mention.dismissed_as.value if mention.dismissed_as else None,
        "copy_of": mention.bundle_id,
        "is_ours": mention.is_ours,
        "is_backlog": mention.is_backlog,
        "edits": mention.edits,
        "cards": [{"channel": place.channel, "ts": place.ts} for place in mention.cards],
    }


def _flat(shape: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in shape.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", _cell(value)


def _cell(value: object) -> object:
    if isinstance(value, list):
        return _harmless("; ".join(_in_words(part) for part in value))
    return _harmless(value) if isinstance(value, str) else value


def _in_words(part: object) -> str:
    return " ".join(str(word) for word in part.values()) if isinstance(part, dict) else str(part)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text

"""Saved texts that ask to be approved, as rows: read, and closed where another way was taken.

What is asked for together has one `turn` and one message in Slack, which follows its rows.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, select, update

from storage import outbox, tables
from storage.database import Store
from storage.records import Proposal, ProposalState, Version


def get(store: Store, workspace: str, proposal_id: int) -> Proposal | None:
    """Return one, None where it is gone."""
    found = _find(store, tables.proposals.c.workspace == workspace, tables.proposals.c.id == proposal_id)
    return found[0] if found else None


def of_turn(store: Store, mention_id: int, turn: int) -> tuple[Proposal, ...]:
    """Return what was asked for together, oldest first."""
    rows = tables.proposals
    return _find(store, rows.c.mention_id == mention_id, rows.c.turn == turn)


def waiting(store: Store, mention_id: int) -> tuple[Proposal, ...]:
    """Return what asks to be approved for a mention, oldest first."""
    rows = tables.proposals
    return _find(store, rows.c.mention_id == mention_id, rows.c.state == ProposalState.OPEN)


def asked(store: Store, workspace: str, *, limit: int = 50) -> tuple[Proposal, ...]:
    """Return what asks to be approved in a workspace, oldest first."""
    rows = tables.proposals
    return _find(store, rows.c.workspace == workspace, rows.c.state == ProposalState.OPEN, limit=limit)


def close(
    store: Store,
    workspace: str,
    mention_id: int,
    *where: ColumnElement[bool],
    by: str,
    now: datetime,
    state: ProposalState = ProposalState.PASSED,
) -> int:
    """Settle what still asks for a mention without a verdict; its message follows. Returns how many."""
    rows = tables.proposals
    values = {"state": state.value, "settled_by": by, "settled_at": now}
    with store.transaction() as connection:
        closed = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
            .where(rows.c.state == ProposalState.OPEN, *where)
            .values(**values)
            .returning(rows.c.turn)
        )
        turns: Sequence[int] = closed.scalars().all()
        for turn in set(turns):
            show(store, workspace, mention_id, turn, now=now)
    return len(turns)


def show(store: Store, workspace: str, mention_id: int, turn: int, *, now: datetime) -> None:
    """Let the message of a turn say how it stands."""
    outbox.again(store, workspace, key_of(mention_id, turn), now=now)


def key_of(mention_id: int, turn: int) -> str:
    """Return the key of the one message a turn has."""
    return f"approval:{mention_id}:{turn}"


def _find(store: Store, *where: ColumnElement[bool], limit: int = 50) -> tuple[Proposal, ...]:
    rows, version = tables.proposals, tables.reply_versions
    named = [column.label(f"version_{column.name}") for column in version.c if column.name != "id"]
    wanted = select(rows, *named).join(version, version.c.id == rows.c.version_id).where(*where)
    with store.reading() as connection:
        return tuple(_proposal_of(row) for row in connection.execute(wanted.order_by(rows.c.id).limit(limit)))


def _proposal_of(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        id=row.id,
        mention_id=row.mention_id,
        turn=row.turn,
        version=Version(
            id=row.version_id,
            base=row.version_base,
            version=row.version_version,
            text=row.version_text,
            by=row.version_by,
            at=row.version_at,
        ),
        by=row.by,
        note=row.note,
        at=row.at,
        send_at=row.send_at,
        state=ProposalState(row.state),
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        verdict=row.verdict,
    )

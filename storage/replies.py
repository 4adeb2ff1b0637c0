"""What we mean to answer: one draft per mention, shared by the team, every saved text kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, insert, or_, select, update

from storage import history, leases, outbox, tables
from storage.database import Store
from storage.records import Reply, ReplyState
from storage.upserts import insert_new

_WRITABLE = (ReplyState.DRAFT, ReplyState.FAILED)
_UNSENT = {
    "state": ReplyState.DRAFT.value,
    "approved_by": "",
    "due_at": None,
    "key": "",
    "begun_at": None,
    "lease_until": None,
    "lease_token": "",
    "attempts": 0,
    "looks": 0,
    "error": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The draft as it stands, and whether this text became it. Where not, somebody saved meanwhile; both are kept."""

    reply: Reply
    kept: bool


def get(store: Store, workspace: str, mention_id: int) -> Reply | None:
    """Return the draft or answer of a mention, None where nobody wrote yet."""
    rows = tables.replies
    with store.reading() as connection:
        row = connection.execute(
            select(rows).where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
        ).one_or_none()
    if row is None:
        return None
    return Reply(
        id=row.id,
        mention_id=row.mention_id,
        version=row.version,
        text=row.text,
        state=ReplyState(row.state),
        by=row.by,
        updated_at=row.updated_at,
        url=row.url,
        approved_by=row.approved_by,
        due_at=row.due_at,
        error=row.error,
        post_id=row.post_id,
    )


def lately(store: Store, workspace: str, *, but: int, limit: int = 20) -> tuple[str, ...]:
    """Return the texts of the last answers that are out or on their way, without the one to the mention `but`."""
    rows = tables.replies
    out = (ReplyState.APPROVED.value, ReplyState.SENDING.value, ReplyState.SENT.value)
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.text)
            .where(rows.c.workspace == workspace, rows.c.state.in_(out), rows.c.mention_id != but, rows.c.text != "")
            .order_by(rows.c.id.desc())
            .limit(limit)
        )
        return tuple(found.scalars())


def save(
    store: Store, workspace: str, mention_id: int, text: str, *, base: int, by: str, now: datetime
) -> Saved | None:
    """Save a text written on top of version `base` (0: the first); None where the mention is gone.

    Where somebody saved in between, or it is on its way or out, the text stays as it is; this one is kept among the
    versions. One that could not be sent is a draft again.
    """
    rows = tables.replies
    with store.transaction() as connection:
        if (
            connection.execute(
                select(tables.mentions.c.id).where(
                    tables.mentions.c.id == mention_id, tables.mentions.c.workspace == workspace
                )
            ).first()
            is None
        ):
            return None
        connection.execute(insert_new(store, rows).values(**_blank(workspace, mention_id, now)))
        kept = connection.execute(
            update(rows)
            .where(rows.c.mention_id == mention_id, rows.c.version == base, rows.c.state.in_(_WRITABLE))
            .values(version=base + 1, text=text, by=by, updated_at=now, **_UNSENT)
        )
        reply = get(store, workspace, mention_id)
        assert reply is not None  # noqa: S101  inserted above, in this transaction
        connection.execute(
            insert(tables.reply_versions).values(
                workspace=workspace, reply_id=reply.id, base=base, text=text, by=by, at=now
            )
        )
        if kept.rowcount == 1:
            history.note(store, workspace, mention_id, by=by, what="drafted", now=now, detail=f"version {base + 1}")
            leases.extend(store, workspace, mention_id, now=now)
            outbox.refresh(store, mention_id, now=now)
    return Saved(reply=reply, kept=kept.rowcount == 1)


def sent(store: Store, workspace: str, mention_id: int, url: str, *, by: str, now: datetime) -> bool:
    """Note that the answer is out, by hand, and where it stands; False where one is being sent at this moment."""
    rows = tables.replies
    with store.transaction() as connection:
        connection.execute(insert_new(store, rows).values(**_blank(workspace, mention_id, now)))
        noted = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, is_here(now))
            .values(state=ReplyState.SENT.value, url=url, by=by, updated_at=now, error="", due_at=None)
        )
    return noted.rowcount == 1


def unsent(store: Store, workspace: str, mention_id: int, *, now: datetime) -> None:
    """Take "it is out" back: the text is a draft again; what was sent from here is out, and leaves an empty one."""
    rows = tables.replies
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.state == ReplyState.SENT)
            .values(url="", text=case((rows.c.key == "", rows.c.text), else_=""), updated_at=now, **_UNSENT)
        )


def begin_anew(
    store: Store, workspace: str, mention_id: int, *, to: int | None, now: datetime, keep: bool = False
) -> None:
    """Leave a draft where an answer went out: the person spoke again, with the post `to` (None: their own).

    It is empty, unless the text is to be kept, because the place does not show it.
    """
    rows = tables.replies
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.state == ReplyState.SENT)
            .values(url="", text=rows.c.text if keep else "", post_id=to, updated_at=now, **_UNSENT)
        )


def call_back(store: Store, workspace: str, mention_id: int, *, now: datetime) -> bool:
    """Make an approved answer that has not left yet a draft again; False where there is none."""
    rows = tables.replies
    with store.transaction() as connection:
        called = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
            .where(rows.c.state == ReplyState.APPROVED, is_here(now))
            .values(updated_at=now, **_UNSENT)
        )
    return called.rowcount == 1


def is_here(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an answer neither is out nor may be leaving at this moment."""
    rows = tables.replies
    at_rest = rows.c.state.in_((*_WRITABLE, ReplyState.PROPOSED, ReplyState.UNCERTAIN))
    waits = and_(rows.c.state == ReplyState.APPROVED, or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now))
    return or_(at_rest, waits)


def _blank(workspace: str, mention_id: int, now: datetime) -> dict[str, object]:
    return {
        "workspace": workspace,
        "mention_id": mention_id,
        "version": 0,
        "text": "",
        "by": "",
        "updated_at": now,
        "url": "",
        **_UNSENT,
    }

"""What we mean to answer: one draft per mention, shared by the team, every saved text kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from storage import history, outbox, tables
from storage.database import Store
from storage.records import Reply, ReplyState
from storage.upserts import insert_new


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
    )


def save(
    store: Store, workspace: str, mention_id: int, text: str, *, base: int, by: str, now: datetime
) -> Saved | None:
    """Save a text written on top of version `base` (0: the first); None where the mention is gone.

    Where somebody saved in between, their text stays the draft; this one is kept among the versions.
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
            .where(rows.c.mention_id == mention_id, rows.c.version == base, rows.c.state == ReplyState.DRAFT)
            .values(version=base + 1, text=text, by=by, updated_at=now)
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
            outbox.refresh(store, mention_id, now=now)
    return Saved(reply=reply, kept=kept.rowcount == 1)


def sent(store: Store, workspace: str, mention_id: int, url: str, *, by: str, now: datetime) -> None:
    """Note that the answer is out, by hand, and where it stands."""
    rows = tables.replies
    with store.transaction() as connection:
        connection.execute(insert_new(store, rows).values(**_blank(workspace, mention_id, now)))
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
            .values(state=ReplyState.SENT.value, url=url, by=by, updated_at=now)
        )


def unsent(store: Store, workspace: str, mention_id: int, *, now: datetime) -> None:
    """Take "it is out" back: the text is a draft again."""
    rows = tables.replies
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.state == ReplyState.SENT)
            .values(state=ReplyState.DRAFT.value, url="", updated_at=now)
        )


def _blank(workspace: str, mention_id: int, now: datetime) -> dict[str, object]:
    return {
        "workspace": workspace,
        "mention_id": mention_id,
        "version": 0,
        "text": "",
        "state": ReplyState.DRAFT.value,
        "by": "",
        "updated_at": now,
        "url": "",
    }

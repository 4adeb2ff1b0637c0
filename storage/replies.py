"""What we mean to answer: one draft per mention, shared by the team, every saved text kept.

A text that asks to be approved (`storage.approvals`) is one of those kept, so the draft can go on beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, insert, or_, select, update

from storage import history, leases, outbox, proposals, tables
from storage.database import Store
from storage.records import Reply, ReplyState, Version
from storage.upserts import insert_new

_WRITABLE = (ReplyState.DRAFT, ReplyState.FAILED, ReplyState.PROPOSED)
VERSIONS_KEPT = 200
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


def hold(store: Store, mention_id: int) -> None:
    """Let others who would change this mention and its answer wait: first the mention, then what hangs on it."""
    about, rows = tables.mentions, tables.replies
    with store.transaction() as connection:
        connection.execute(select(about.c.id).where(about.c.id == mention_id).with_for_update())
        connection.execute(select(rows.c.id).where(rows.c.mention_id == mention_id).with_for_update())


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
    versions. One that could not be sent is a draft again. What was saved unchanged stays whose it was.
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
        asks = case((rows.c.state == ReplyState.PROPOSED, rows.c.state), else_=ReplyState.DRAFT.value)
        kept = connection.execute(
            update(rows)
            .where(rows.c.mention_id == mention_id, rows.c.version == base, rows.c.state.in_(_WRITABLE))
            .where(rows.c.text != text)
            .values(version=base + 1, text=text, by=by, updated_at=now, **_UNSENT | {"state": asks})
        )
        reply = get(store, workspace, mention_id)
        assert reply is not None  # noqa: S101  inserted above, in this transaction
        if kept.rowcount != 1 and (reply.version, reply.text) == (base, text) and reply.state in _WRITABLE:
            return Saved(reply=reply, kept=True)
        version = base + 1 if kept.rowcount == 1 else None
        _keep(store, workspace, reply.id, text, base=base, version=version, by=by, now=now)
        if kept.rowcount == 1:
            history.note(store, workspace, mention_id, by=by, what="drafted", now=now, detail=f"version {base + 1}")
            leases.extend(store, workspace, mention_id, now=now)
            outbox.refresh(store, mention_id, now=now)
    return Saved(reply=reply, kept=kept.rowcount == 1)


def put_aside(
    store: Store, workspace: str, mention_id: int, text: str, *, base: int, by: str, now: datetime
) -> int | None:
    """Keep a text among the versions without making it the draft; return its id, None where the mention is gone."""
    with store.transaction() as connection:
        mention = tables.mentions
        there = select(mention.c.id).where(mention.c.id == mention_id, mention.c.workspace == workspace)
        if connection.execute(there).first() is None:
            return None
        connection.execute(insert_new(store, tables.replies).values(**_blank(workspace, mention_id, now)))
        reply = get(store, workspace, mention_id)
        assert reply is not None  # noqa: S101  inserted above, in this transaction
        return _keep(store, workspace, reply.id, text, base=base, version=None, by=by, now=now)


def versions(store: Store, workspace: str, mention_id: int, *, limit: int = VERSIONS_KEPT) -> tuple[Version, ...]:
    """Return every text that was ever saved for a mention's answer, newest first."""
    rows, reply = tables.reply_versions, tables.replies
    with store.reading() as connection:
        found = connection.execute(
            select(rows)
            .join(reply, reply.c.id == rows.c.reply_id)
            .where(reply.c.workspace == workspace, reply.c.mention_id == mention_id)
            .order_by(rows.c.id.desc())
            .limit(limit)
        ).all()
    return tuple(
        Version(id=row.id, base=row.base, version=row.version, text=row.text, by=row.by, at=row.at) for row in found
    )


def version_id(store: Store, workspace: str, reply: Reply) -> int:
    """Return the id under which the draft as it stands is kept."""
    rows = tables.reply_versions
    kept = select(rows.c.id).where(
        rows.c.reply_id == reply.id, rows.c.version == reply.version, rows.c.text == reply.text
    )
    with store.transaction() as connection:
        found = connection.execute(kept.order_by(rows.c.id.desc()).limit(1)).scalar_one_or_none()
    if found is not None:
        return int(found)
    at, base = reply.updated_at, reply.version
    return _keep(store, workspace, reply.id, reply.text, base=base, version=base, by=reply.by, now=at)


def take_up(store: Store, workspace: str, reply: Reply, words: Version, *, now: datetime) -> int:
    """Return the number of the draft that has these words; where the present one has others, they are kept anew."""
    if words.version == reply.version and words.text == reply.text:
        return reply.version
    base = reply.version
    _keep(store, workspace, reply.id, words.text, base=base, version=base + 1, by=words.by, now=now)
    return base + 1


def _keep(
    store: Store, workspace: str, reply_id: int, text: str, *, base: int, version: int | None, by: str, now: datetime
) -> int:
    rows = tables.reply_versions
    values = {"workspace": workspace, "reply_id": reply_id, "base": base, "version": version, "text": text, "by": by}
    with store.transaction() as connection:
        kept = connection.execute(insert(rows).values(**values, at=now).returning(rows.c.id))
        return int(kept.scalar_one())


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
        if is_noted := noted.rowcount == 1:
            proposals.close(store, workspace, mention_id, by=by, now=now)
    return is_noted


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


def stand_down(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> None:
    """Make what has not left yet a draft again, because no answer is wanted: approved, or asking to be."""
    rows = tables.replies
    with store.transaction() as connection:
        call_back(store, workspace, mention_id, now=now)
        connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
            .where(rows.c.state == ReplyState.PROPOSED)
            .values(state=ReplyState.DRAFT.value)
        )
        proposals.close(store, workspace, mention_id, by=by, now=now)


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

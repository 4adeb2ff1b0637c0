"""An approved answer's way out, step by step, so that however often we are killed it is sent once or a person decides.

draft → approved → sending → sent | failed | uncertain. Each step is one UPDATE guarded by the state before it; who
sends holds a lease, whose token fences what comes late. `sending` is committed before the request leaves: whoever
finds it after the lease knows that the answer may be out. The key and `begun_at` are fixed at the first try.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, Update, and_, case, func, or_, select, update

from storage import answers, claims, debts, history, mentions, outbox, phrasebook, posts, proposals, replies, tables
from storage.database import Store
from storage.records import Errand, Mention, Outgoing, Receipt, Reply, ReplyState, State

LEASE = timedelta(seconds=90)  # longer than signing in, preparing and sending may take
UNDO = timedelta(seconds=10)

_AT_HAND = (ReplyState.DRAFT, ReplyState.FAILED, ReplyState.PROPOSED)
_UNLEASED = {"lease_until": None, "lease_token": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The reply as it stands now, and whether this step was taken."""

    reply: Reply
    taken: bool


def approve(
    store: Store,
    workspace: str,
    mention_id: int,
    *,
    version: int,
    by: str,
    now: datetime,
    undo: timedelta = UNDO,
    at: datetime | None = None,
) -> Step | None:
    """Let exactly this version go out once the time to undo is over, or `at` a time; None where nobody wrote anything.

    Refused where the text is another by now, has an open gap, or is on its way, the post is gone, somebody else has
    the mention, or the watch wants a second person and `by` wrote it. Who approves it has the mention from now on;
    texts that asked for approval beside it are passed over.
    """
    rows, mention = tables.replies, tables.mentions
    with store.transaction():
        replies.hold(store, mention_id)
        reply, about = replies.get(store, workspace, mention_id), mentions.get(store, workspace, mention_id)
        if reply is None or about is None:
            return None
        mine = mention.c.owner.in_(("", by))
        guards = [rows.c.state.in_(_AT_HAND), rows.c.version == version, rows.c.text != ""]
        values: dict[str, object] = {"approved_by": by, "due_at": leaves_at(now, undo, at)}
        if needs_two(about):
            other = and_(rows.c.state == ReplyState.FAILED, rows.c.approved_by.not_in(("", by)))
            guards.append(or_(rows.c.by != by, other))
            values["approved_by"] = case((other, rows.c.approved_by), else_=by)
        is_whole = not phrasebook.gaps(store, workspace, reply.text)
        if taken := is_whole and let_go(store, workspace, mention_id, mine, guards, values):
            claims.take(store, workspace, mention_id, by=by, now=now)
            proposals.close(store, workspace, mention_id, by=by, now=now)
            _note(store, workspace, mention_id, by=by, what="approved", now=now, detail=f"version {version}")
        reply = replies.get(store, workspace, mention_id)
    return Step(reply=reply, taken=taken) if reply else None


def needs_two(mention: Mention) -> bool:
    """Say whether who wrote an answer to this may not be who lets it go."""
    return mention.watch.four_eyes.wanted(mention.urgency, mention.post.source)


def leaves_at(now: datetime, undo: timedelta, at: datetime | None) -> datetime:
    """Return when an answer leaves that is let go now."""
    return max(now + undo, at or now)


def let_go(
    store: Store,
    workspace: str,
    mention_id: int,
    whose: ColumnElement[bool],
    guards: Sequence[ColumnElement[bool]],
    values: Mapping[str, object],
) -> bool:
    """Approve what passes the guards, where its mention is open and `whose` it should be, and the post is there."""
    rows, mention = tables.replies, tables.mentions
    open_ = select(mention.c.id).join(tables.posts, tables.posts.c.id == mention.c.post_id)
    open_ = open_.where(whose, mention.c.state.in_(mentions.OPEN), tables.posts.c.buried_at.is_(None))
    gone = select(tables.posts.c.id).where(tables.posts.c.buried_at.is_not(None))
    there = or_(rows.c.post_id.is_(None), rows.c.post_id.not_in(gone))
    with store.transaction() as connection:
        done = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.mention_id.in_(open_))
            .where(there, *guards)
            .values(state=ReplyState.APPROVED.value, error="", attempts=0, **values)
        )
    return done.rowcount == 1


def undo(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Step | None:
    """Make an approved answer a draft again, unless it is leaving; None where nobody wrote anything."""
    with store.transaction():
        called = replies.call_back(store, workspace, mention_id, now=now)
        if called:
            _note(store, workspace, mention_id, by=by, what="called_back", now=now)
        reply = replies.get(store, workspace, mention_id)
    return Step(reply=reply, taken=called) if reply else None


def send_again(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Step | None:
    """Let an uncertain answer go out again, because a person looked and it is not there; None where there is none."""
    rows = tables.replies
    with store.transaction() as connection:
        sent = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.mention_id == mention_id)
            .where(rows.c.state == ReplyState.UNCERTAIN, rows.c.text != "")
            .values(state=ReplyState.APPROVED.value, approved_by=by, due_at=now, error="", attempts=0, looks=0)
        )
        if taken := sent.rowcount == 1:
            _note(store, workspace, mention_id, by=by, what="not_there", now=now)
        reply = replies.get(store, workspace, mention_id)
    return Step(reply=reply, taken=taken) if reply else None


def take(store: Store, *, now: datetime, lease: timedelta = LEASE) -> Errand | None:
    """Lease the answer that has waited longest of those whose turn has come, in any workspace; None where none has."""
    rows, mention, post = tables.replies, tables.mentions, tables.posts
    chosen = (
        select(rows.c.id)
        .join(mention, mention.c.id == rows.c.mention_id)
        .join(post, post.c.id == func.coalesce(rows.c.post_id, mention.c.post_id))
        .where(rows.c.due_at <= now, or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now))
        .where(or_(rows.c.state == ReplyState.SENDING, _may_leave()))
        .order_by(rows.c.due_at, rows.c.id)
        .limit(1)
    )
    if not store.is_sqlite:
        chosen = chosen.with_for_update(skip_locked=True, of=rows)
    with store.transaction() as connection:
        leased = connection.execute(
            update(rows)
            .where(rows.c.id == chosen.scalar_subquery())
            .values(
                lease_until=now + lease,
                lease_token=secrets.token_hex(8),
                attempts=rows.c.attempts + 1,
                key=case((rows.c.key == "", secrets.token_hex(16)), else_=rows.c.key),
                begun_at=func.coalesce(rows.c.begun_at, now),
            )
            .returning(rows)
        ).one_or_none()
        return _errand(store, leased) if leased else None


def _may_leave() -> ColumnElement[bool]:
    rows, mention, post = tables.replies, tables.mentions, tables.posts
    approved = rows.c.state == ReplyState.APPROVED
    return approved & mention.c.state.in_(mentions.OPEN) & post.c.buried_at.is_(None)


def _errand(store: Store, row: Row[tuple[object, ...]]) -> Errand:
    mention, post = tables.mentions, tables.posts
    with store.reading() as connection:
        own = select(mention.c.post_id).where(mention.c.id == row.mention_id).scalar_subquery()
        answered = connection.execute(select(post).where(post.c.id == func.coalesce(row.post_id, own))).mappings().one()
    return Errand(
        reply_id=row.id,
        workspace=row.workspace,
        mention_id=row.mention_id,
        by=row.approved_by,
        outgoing=Outgoing(key=row.key, post=posts.post_of(dict(answered)), text=row.text, begun_at=row.begun_at),
        token=row.lease_token,
        attempts=row.attempts,
        is_open=row.state == ReplyState.SENDING,
        looks=row.looks,
    )


def leave(store: Store, errand: Errand, *, now: datetime, lease: timedelta = LEASE) -> bool:
    """Commit that the request leaves now; False where the lease was lost or the answer called back: do not send."""
    values = {"state": ReplyState.SENDING.value, "lease_until": now + lease, "looks": 0}
    return _step(store, errand, _held(errand).values(**values), now=now)


def wait(store: Store, errand: Errand, *, until: datetime, error: str, now: datetime) -> bool:
    """Put an answer that certainly is not out back, to be tried again later."""
    values = {"state": ReplyState.APPROVED.value, "due_at": until, "error": error}
    return _step(store, errand, _held(errand).values(**values, **_UNLEASED), now=now)


def wonder(store: Store, errand: Errand, *, until: datetime, error: str, now: datetime) -> bool:
    """Note that an answer may be out: it is looked for later, before anything is sent again."""
    values = {"state": ReplyState.SENDING.value, "due_at": until, "error": error}
    return _step(store, errand, _held(errand).values(**values, **_UNLEASED), now=now)


def look_again(store: Store, errand: Errand, *, until: datetime, now: datetime) -> bool:
    """Note that an answer was looked for and not found; it is looked for once more before it is sent again."""
    values = {"looks": errand.looks + 1, "due_at": until}
    return _step(store, errand, _held(errand).values(**values, **_UNLEASED), now=now)


def fail(store: Store, errand: Errand, error: str, *, now: datetime) -> bool:
    """Note that an answer could not be sent and is not out, and why; its text is kept."""
    values = {"state": ReplyState.FAILED.value, "error": error, "due_at": None}
    return _step(store, errand, _held(errand).values(**values, **_UNLEASED), now=now, what="failed", detail=error)


def doubt(store: Store, errand: Errand, error: str, *, now: datetime) -> bool:
    """Note that nobody here can tell whether an answer is out: a person decides."""
    values = {"state": ReplyState.UNCERTAIN.value, "error": error, "due_at": None}
    return _step(store, errand, _held(errand).values(**values, **_UNLEASED), now=now, what="uncertain", detail=error)


def arrive(store: Store, errand: Errand, receipt: Receipt, *, now: datetime) -> bool:
    """Note that the answer is out and where it stands; a lease that was lost meanwhile makes it no less true."""
    rows = tables.replies
    known = update(rows).where(rows.c.id == errand.reply_id, rows.c.key == errand.outgoing.key)
    known = known.where(rows.c.state.in_((ReplyState.SENDING, ReplyState.UNCERTAIN)))
    values = {"state": ReplyState.SENT.value, "url": receipt.url, "due_at": None, "error": "", "updated_at": now}
    with store.transaction() as connection:
        replies.hold(store, errand.mention_id)
        if connection.execute(known.values(**values, **_UNLEASED)).rowcount != 1:
            return False
        _answered(store, errand, receipt, now)
    return True


def _answered(store: Store, errand: Errand, receipt: Receipt, now: datetime) -> None:
    rows = tables.mentions
    values = {"state": State.ANSWERED.value, "answer_url": receipt.url, "answered_by": errand.by, "dismissed_as": None}
    mentions.move(
        store,
        errand.workspace,
        errand.mention_id,
        {**values, "answered_at": func.coalesce(rows.c.answered_at, now)},
        allowed=tuple(State),
        by=errand.by,
        what="sent",
        now=now,
        detail=receipt.url,
    )
    sent = answers.Sent(
        key=errand.outgoing.key, post=errand.outgoing.post, receipt=receipt, text=errand.outgoing.text, by=errand.by
    )
    answers.record(store, errand.workspace, errand.mention_id, sent, now=now)
    debts.begin(store, errand.workspace, errand.mention_id, now=now)


def _held(errand: Errand) -> Update:
    rows = tables.replies
    states = (ReplyState.APPROVED, ReplyState.SENDING)
    return update(rows).where(
        rows.c.id == errand.reply_id, rows.c.lease_token == errand.token, rows.c.state.in_(states)
    )


def _step(store: Store, errand: Errand, change: Update, *, now: datetime, what: str = "", detail: str = "") -> bool:
    with store.transaction() as connection:
        if connection.execute(change).rowcount != 1:
            return False
        if what:
            history.note(
                store, errand.workspace, errand.mention_id, by=history.EARSHOT, what=what, now=now, detail=detail
            )
        outbox.refresh(store, errand.mention_id, now=now)
    return True


def _note(
    store: Store, workspace: str, mention_id: int, *, by: str, what: str, now: datetime, detail: str = ""
) -> None:
    history.note(store, workspace, mention_id, by=by, what=what, now=now, detail=detail)
    outbox.refresh(store, mention_id, now=now)

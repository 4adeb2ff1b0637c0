"""A second pair of eyes: texts ask to be approved, and the very one that was read goes out.

What asks is a saved version and never changes; the draft may go on beside it, and several may ask at once. Each verdict
is an UPDATE guarded by what still asks, so two verdicts on one answer are one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from storage import claims, history, mentions, outbox, phrasebook, proposals, replies, sending, tables
from storage.database import Store
from storage.records import Mention, Proposal, ProposalState, ReplyState

MOST = 5  # texts that ask at once for one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The proposal as it stands now, and whether this verdict was taken."""

    proposal: Proposal
    taken: bool


class _Late(Exception):
    """The answer is elsewhere by now: nothing of this verdict may stand."""


def propose(  # noqa: PLR0913  who asks for what, and when it should leave
    store: Store,
    workspace: str,
    mention_id: int,
    *,
    version: int,
    by: str,
    now: datetime,
    note: str = "",
    send_at: datetime | None = None,
    instead: bool = False,
) -> Proposal | None:
    """Let this version of the draft ask to be approved; `instead` takes back what the same person asked for before.

    None where the text is another by now, empty, has an open gap or is on its way, the mention is settled, its post
    gone, or so many ask already. What asks already asks once.
    """
    with store.transaction() as connection:
        replies.hold(store, mention_id)
        mention, reply = mentions.get(store, workspace, mention_id), replies.get(store, workspace, mention_id)
        if mention is None or reply is None or phrasebook.gaps(store, workspace, reply.text):
            return None
        asking, version_id = proposals.waiting(store, mention_id), replies.version_id(store, workspace, reply)
        own = [one.id for one in asking if instead and one.by == by and one.version.id != version_id]
        if len(asking) - len(own) >= MOST or not _ask(connection, mention, version):
            return None
        if own:
            mine = tables.proposals.c.id.in_(own)
            proposals.close(store, workspace, mention_id, mine, by=by, now=now, state=ProposalState.WITHDRAWN)
        if same := next((one for one in asking if one.version.id == version_id), None):
            return same
        turn = asking[0].turn if asking else _next_turn(connection, mention_id)
        values = {"version_id": version_id, "turn": turn, "by": by, "note": note, "at": now, "send_at": send_at}
        proposal_id = _insert(connection, workspace, mention_id, values)
        claims.take(store, workspace, mention_id, by=by, now=now)
        history.note(store, workspace, mention_id, by=by, what="proposed", now=now, detail=f"version {version}")
        _show(store, mention, turn, now)
    return proposals.get(store, workspace, proposal_id)


def approve(
    store: Store, workspace: str, proposal_id: int, *, by: str, now: datetime, undo: timedelta = sending.UNDO
) -> Verdict | None:
    """Let exactly this text go out, once the time to undo is over or at the time it asks for; None where it is gone.

    Refused where it asks no more, its mention is settled, its post gone, or the watch wants a second person and `by`
    wrote it. The other texts that ask are passed over.
    """
    found = proposals.get(store, workspace, proposal_id)
    mention = mentions.get(store, workspace, found.mention_id) if found else None
    if found is None or mention is None:
        return None
    alone = found.version.by == by and sending.needs_two(mention)
    taken = False
    if not alone and not phrasebook.gaps(store, workspace, found.version.text):
        try:
            with store.transaction():
                taken = _approve(store, mention, found, by, now, sending.leaves_at(now, undo, found.send_at))
        except _Late:
            taken = False
    return _verdict(store, workspace, proposal_id, taken=taken)


def reject(store: Store, workspace: str, proposal_id: int, *, note: str, by: str, now: datetime) -> Verdict | None:
    """Say no, and why: whoever asked is told. Where nothing else asks, the answer is a draft again."""
    taken = False
    with store.transaction():
        if found := proposals.get(store, workspace, proposal_id):
            replies.hold(store, found.mention_id)
            taken = _settle(store, workspace, proposal_id, ProposalState.REJECTED, by=by, now=now, note=note)
        if taken and found is not None:
            _after_no(store, workspace, found, by=by, what="not_approved", now=now)
            wish = outbox.Wish(
                key=f"verdict:{proposal_id}",
                kind="verdict",
                lane=found.by,
                mention_id=found.mention_id,
                payload={"proposal": proposal_id},
                rank=outbox.AT_ONCE,
            )
            outbox.put(store, workspace, wish, now=now)
    return _verdict(store, workspace, proposal_id, taken=taken)


def withdraw(store: Store, workspace: str, proposal_id: int, *, by: str, now: datetime) -> Verdict | None:
    """Take back what one asked for, or wrote; the others' words stay. None where it is gone."""
    taken = False
    with store.transaction():
        found = proposals.get(store, workspace, proposal_id)
        if found is not None and by in (found.by, found.version.by):
            replies.hold(store, found.mention_id)
            taken = _settle(store, workspace, proposal_id, ProposalState.WITHDRAWN, by=by, now=now)
        if taken and found is not None:
            _after_no(store, workspace, found, by=by, what="withdrew", now=now)
    return _verdict(store, workspace, proposal_id, taken=taken)


def _ask(connection: Connection, mention: Mention, version: int) -> bool:
    rows, about, post = tables.replies, tables.mentions, tables.posts
    open_ = select(about.c.id).join(post, post.c.id == about.c.post_id)
    open_ = open_.where(about.c.state.in_(mentions.OPEN), post.c.buried_at.is_(None))
    writable = (ReplyState.DRAFT, ReplyState.FAILED, ReplyState.PROPOSED)
    done = connection.execute(
        update(rows)
        .where(rows.c.mention_id == mention.id, rows.c.mention_id.in_(open_), rows.c.state.in_(writable))
        .where(rows.c.version == version, rows.c.text != "")
        .values(state=ReplyState.PROPOSED.value, error="", approved_by="")
    )
    return done.rowcount == 1


def _approve(store: Store, mention: Mention, found: Proposal, by: str, now: datetime, due_at: datetime) -> bool:
    workspace, rows, about = mention.workspace, tables.replies, tables.mentions
    replies.hold(store, mention.id)
    if not _settle(store, workspace, found.id, ProposalState.APPROVED, by=by, now=now):
        return False
    reply = replies.get(store, workspace, mention.id)
    if reply is None:
        raise _Late
    words = found.version
    version = replies.take_up(store, workspace, reply, words, now=now)
    values = {"approved_by": by, "due_at": due_at, "text": words.text, "by": words.by, "version": version}
    guards = [rows.c.state == ReplyState.PROPOSED, rows.c.version == reply.version]
    if not sending.let_go(store, workspace, mention.id, about.c.id == mention.id, guards, values):
        raise _Late
    proposals.close(store, workspace, mention.id, by=by, now=now)
    detail = f"version {words.version or version} by {words.by}"
    history.note(store, workspace, mention.id, by=by, what="approved", now=now, detail=detail)
    outbox.refresh(store, mention.id, now=now)
    return True


def _settle(
    store: Store, workspace: str, proposal_id: int, state: ProposalState, *, by: str, now: datetime, note: str = ""
) -> bool:
    rows = tables.proposals
    with store.transaction() as connection:
        settled = connection.execute(
            update(rows)
            .where(rows.c.workspace == workspace, rows.c.id == proposal_id, rows.c.state == ProposalState.OPEN)
            .values(state=state.value, settled_by=by, settled_at=now, verdict=note)
            .returning(rows.c.mention_id, rows.c.turn)
        ).one_or_none()
        if settled is not None:
            proposals.show(store, workspace, settled.mention_id, settled.turn, now=now)
    return settled is not None


def _after_no(store: Store, workspace: str, found: Proposal, *, by: str, what: str, now: datetime) -> None:
    """Make the answer a draft again where nothing else asks, with its history."""
    rows, other = tables.replies, tables.proposals
    asks = select(other.c.id).where(other.c.mention_id == found.mention_id, other.c.state == ProposalState.OPEN)
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.mention_id == found.mention_id, rows.c.state == ReplyState.PROPOSED, ~asks.exists())
            .values(state=ReplyState.DRAFT.value)
        )
        detail = f"version {found.version.version}" if found.version.version else ""
        history.note(store, workspace, found.mention_id, by=by, what=what, now=now, detail=detail)
        outbox.refresh(store, found.mention_id, now=now)


def _show(store: Store, mention: Mention, turn: int, now: datetime) -> None:
    """Let the turn's one message say how it stands, and post it where it is the first."""
    wish = outbox.Wish(
        key=proposals.key_of(mention.id, turn),
        kind="approval",
        lane=mention.watch.channel,
        mention_id=mention.id,
        payload={"turn": turn},
        rank=outbox.AT_ONCE,
    )
    if not outbox.put(store, mention.workspace, wish, now=now):
        proposals.show(store, mention.workspace, mention.id, turn, now=now)
    outbox.refresh(store, mention.id, now=now)


def _insert(connection: Connection, workspace: str, mention_id: int, values: dict[str, object]) -> int:
    rows = tables.proposals
    unsettled = {"state": ProposalState.OPEN.value, "settled_by": "", "settled_at": None, "verdict": ""}
    asked = insert(rows).values(workspace=workspace, mention_id=mention_id, **values, **unsettled)
    return int(connection.execute(asked.returning(rows.c.id)).scalar_one())


def _next_turn(connection: Connection, mention_id: int) -> int:
    rows = tables.proposals
    last = select(func.coalesce(func.max(rows.c.turn), 0)).where(rows.c.mention_id == mention_id)
    return int(connection.execute(last).scalar_one()) + 1


def _verdict(store: Store, workspace: str, proposal_id: int, *, taken: bool) -> Verdict | None:
    found = proposals.get(store, workspace, proposal_id)
    return Verdict(proposal=found, taken=taken) if found else None

"""Posts heard by watches: found again, and moved from state to state (taking them in is `storage.hearing`).

Every move is one UPDATE guarded by the old state, so a move repeated is harmless; it writes its history and arms the
mention's cards in the same transaction. Ids of copies stand for the mention that leads their bundle.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from storage import history, leases, outbox, posts, replies, tables, timers, watches
from storage.database import Store
from storage.records import Burial, CardPlace, Dismissal, Mention, Reason, State

OUTLETS_SHOWN = 10
OPEN = (State.HEARD, State.ALERTED, State.CLAIMED, State.SNOOZED)
# Named once: naming a table anew costs more than the query it stands in.
_LEAD, _LED, _COPY = tables.mentions.alias("lead"), tables.posts.alias("led"), tables.mentions.alias("copy")
SETTLED = (State.ANSWERED, State.CLOSED, State.DISMISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The mention as it stands now, and whether this move changed it."""

    mention: Mention
    moved: bool


def get(store: Store, workspace: str, mention_id: int) -> Mention | None:
    """Return a mention, or the one that leads its bundle; None where it is gone or another workspace's."""
    rows = tables.mentions
    with store.reading() as connection:
        lead = connection.execute(
            select(func.coalesce(rows.c.bundle_id, rows.c.id)).where(
                rows.c.id == mention_id, rows.c.workspace == workspace
            )
        ).scalar_one_or_none()
        found = _load(connection, _mentions(workspace, rows.c.id == lead)) if lead else ()
    return found[0] if found else None


def some(store: Store, workspace: str, mention_ids: Sequence[int]) -> tuple[Mention, ...]:
    """Return mentions by id, in the order given; those that are gone are left out."""
    if not mention_ids:
        return ()
    # Told by their ids alone: given the workspace as well, SQLite takes an index that begins with it, and reads all.
    told = _mentions(workspace, tables.mentions.c.id.in_(mention_ids), by_id=True)
    with store.reading() as connection:
        found = _load(connection, told)
    by_id = {mention.id: mention for mention in found}
    return tuple(by_id[mention_id] for mention_id in mention_ids if mention_id in by_id)


def copies(store: Store, workspace: str, lead_id: int, *, start: int, limit: int) -> tuple[Mention, ...]:
    """Return the other posts of a bundle that say the same, each once, in the order they were heard."""
    rows, other = tables.mentions, tables.mentions.alias("other")
    first = select(func.min(other.c.id)).where(other.c.bundle_id == lead_id).group_by(other.c.post_id)
    own = select(other.c.post_id).where(other.c.id == lead_id).scalar_subquery()
    with store.reading() as connection:
        behind = (rows.c.bundle_id == lead_id, rows.c.id.in_(first), rows.c.post_id != own)
        found = _joined(workspace, *behind, ~_goes_on(lead_id))
        return _load(connection, found.order_by(rows.c.id).offset(start).limit(limit))


def mine(store: Store, workspace: str, user: str, *, limit: int = 50) -> tuple[Mention, ...]:
    """Return what a person has claimed and not yet answered, most overdue first."""
    rows = tables.mentions
    return _find(
        store, workspace, rows.c.owner == user, rows.c.state == State.CLAIMED, order=rows.c.heard_at, limit=limit
    )


def owed(store: Store, workspace: str, *, watch_id: int | None = None, limit: int = 50) -> tuple[Mention, ...]:
    """Return people who tagged us and got no answer, oldest first. A review of us counts as tagging us."""
    rows = tables.mentions
    # "Not settled" and not "open": an index of states cannot serve it, so the one that is in order already does.
    waiting = (rows.c.addressed_at.is_not(None), rows.c.state.not_in(SETTLED))
    return _find(store, workspace, *waiting, *heard_by(watch_id), order=rows.c.addressed_at, limit=limit)


def count_waiting(store: Store, workspace: str) -> int:
    """Return how many wait for an answer: what is `owed`, and what is `unclaimed` besides."""
    rows = tables.mentions
    leads = (rows.c.workspace == workspace, rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False))
    spoke = (rows.c.addressed_at.is_not(None), rows.c.state.not_in(SETTLED))
    loud = (rows.c.state == State.ALERTED, rows.c.addressed_at.is_(None))
    with store.reading() as connection:
        return sum(
            int(connection.execute(select(func.count()).select_from(rows).where(*leads, *waiting)).scalar_one())
            for waiting in (spoke, loud)
        )


def unclaimed(store: Store, workspace: str, *, watch_id: int | None = None, limit: int = 50) -> tuple[Mention, ...]:
    """Return what was alerted and nobody has, oldest first."""
    rows = tables.mentions
    return _find(
        store, workspace, rows.c.state == State.ALERTED, *heard_by(watch_id), order=rows.c.heard_at, limit=limit
    )


def search(store: Store, workspace: str, words: Sequence[str], *, limit: int = 20) -> tuple[Mention, ...]:
    """Return mentions that hold every word in title, text, author or address, newest first; no words, nothing."""
    if not words:
        return ()
    rows = tables.posts
    seen = rows.c.title + " " + rows.c.text + " " + rows.c.author_name + " " + rows.c.author_handle + " " + rows.c.url
    having = [func.lower(seen).contains(word.lower(), autoescape=True) for word in words]
    return _find(store, workspace, *having, order=rows.c.posted_at.desc(), limit=limit)


def opening(store: Store, workspace: str, watch_id: int, *, limit: int) -> tuple[Mention, ...]:
    """Return the most urgent of what was already out there when a watch began."""
    rows = tables.mentions
    return _find(
        store, workspace, rows.c.is_backlog.is_(True), *heard_by(watch_id), order=rows.c.urgency.desc(), limit=limit
    )


def recent(store: Store, workspace: str, *, watch_id: int, limit: int) -> tuple[Mention, ...]:
    """Return the newest mentions of a watch, but those people set aside as not about us or as spam."""
    rows = tables.mentions
    kept = or_(rows.c.dismissed_as.is_(None), rows.c.dismissed_as.not_in((Dismissal.NOT_US, Dismissal.SPAM)))
    return _find(store, workspace, rows.c.watch_id == watch_id, kept, order=rows.c.heard_at.desc(), limit=limit)


def count_backlog(store: Store, watch_id: int) -> int:
    """Return how many mentions were already out there when a watch began."""
    rows = tables.mentions
    with store.reading() as connection:
        return int(
            connection.execute(
                select(func.count()).select_from(rows).where(rows.c.watch_id == watch_id, rows.c.is_backlog.is_(True))
            ).scalar_one()
        )


def urgent(
    store: Store, workspace: str, *, since: datetime, until: datetime, watch_id: int | None = None, limit: int = 5
) -> tuple[Mention, ...]:
    """Return the most urgent mentions published in a period."""
    rows = tables.mentions
    return _find(
        store,
        workspace,
        tables.posts.c.posted_at >= since,
        tables.posts.c.posted_at < until,
        rows.c.state != State.DISMISSED,
        *heard_by(watch_id),
        order=rows.c.urgency.desc(),
        limit=limit,
    )


def walk(store: Store, workspace: str, *, since: datetime | None = None, batch: int = 500) -> Iterator[Mention]:
    """Yield every mention, copies too, in the order they were heard; `since` bounds when."""
    rows, after = tables.mentions, 0
    while True:
        later = [rows.c.id > after, *([rows.c.heard_at >= since] if since else [])]
        with store.reading() as connection:
            part = _load(connection, _joined(workspace, *later).order_by(rows.c.id).limit(batch))
        yield from part
        if len(part) < batch:
            return
        after = part[-1].id


def answer_urls(store: Store, workspace: str, *, since: datetime) -> frozenset[str]:
    """Return where our own answers stand, so that hearing one is not news."""
    rows = tables.mentions
    with store.reading() as connection:
        return frozenset(
            connection.execute(
                select(rows.c.answer_url).where(
                    rows.c.workspace == workspace, rows.c.answer_url != "", rows.c.answered_at >= since
                )
            ).scalars()
        )


def alerted(store: Store, workspace: str, mention_ids: Sequence[int], *, now: datetime) -> None:
    """Note that Slack shows these; call it in the transaction that remembers their card."""
    rows = tables.mentions
    with store.transaction() as connection:
        connection.execute(
            update(rows)
            .where(rows.c.id.in_(mention_ids), rows.c.workspace == workspace, rows.c.state == State.HEARD)
            .values(state=State.ALERTED.value, alerted_at=now)
        )


def dismiss(store: Store, workspace: str, mention_id: int, why: Dismissal, *, by: str, now: datetime) -> Moved | None:
    """Set aside what needs nothing from us; refused where somebody else has it. None where it is gone.

    An approved answer that has not left yet is a draft again, and nothing asks to be approved any more.
    """
    values = {"state": State.DISMISSED.value, "dismissed_as": why.value, "closed_at": now}
    free = _free_for(by)
    with store.transaction():
        moved = move(
            store, workspace, mention_id, values, free, allowed=OPEN, by=by, what="dismissed", detail=why, now=now
        )
        if moved is not None and moved.moved:
            replies.stand_down(store, workspace, moved.mention.id, by=by, now=now)
    return moved


def answered(store: Store, workspace: str, mention_id: int, url: str, *, by: str, now: datetime) -> Moved | None:
    """Note that a person answered, and where; refused where somebody else has it. None where it is gone."""
    rows = tables.mentions
    values = {
        "state": State.ANSWERED.value,
        "answered_at": now,
        "answer_url": url,
        "answered_by": by,
        "owner": case((rows.c.owner == "", by), else_=rows.c.owner),
    }
    return move(
        store, workspace, mention_id, values, _free_for(by), allowed=OPEN, by=by, what="answered", detail=url, now=now
    )


def close(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Moved | None:
    """Note that the person has been served: what was answered once, also where they came back since."""
    values = {"state": State.CLOSED.value, "closed_at": now}
    once = tables.mentions.c.answered_at.is_not(None)
    open_ = (State.ALERTED, State.CLAIMED)
    return move(
        store, workspace, mention_id, values, once, allowed=(State.ANSWERED, *open_), by=by, what="closed", now=now
    )


def reopen(
    store: Store, workspace: str, mention_id: int, *guards: ColumnElement[bool], by: str, now: datetime
) -> Moved | None:
    """Undo a dismissal, an answer or a close, where the guards allow: back to its owner, else to the queue."""
    rows = tables.mentions
    before = case(
        (rows.c.owner != "", State.CLAIMED.value),
        (rows.c.alerted_at.is_not(None), State.ALERTED.value),
        else_=State.HEARD.value,
    )
    values = {"state": before, "dismissed_as": None, "closed_at": None, "answered_at": None, "answered_by": ""}
    values["answer_url"] = ""
    guards = (*guards, _remembered())
    return move(store, workspace, mention_id, values, *guards, allowed=SETTLED, by=by, what="reopened", now=now)


def speak_again(store: Store, workspace: str, mention_id: int, *, now: datetime) -> bool:
    """Open an answered mention again, because its person wants us: the promise counts anew for whoever has it.

    One that sleeps is woken. When it was answered first, by whom and where stays as it is. False where it is open.
    """
    rows = tables.mentions
    owned = rows.c.owner != ""
    values = {
        "state": case((owned, State.CLAIMED.value), else_=State.ALERTED.value),
        "claimed_at": case((owned, now), else_=None),
        "closed_at": None,
    }
    allowed = (State.ANSWERED, State.CLOSED, State.SNOOZED)
    moved = move(store, workspace, mention_id, values, allowed=allowed, by=history.EARSHOT, what="spoke_again", now=now)
    return moved is not None and moved.moved


def move(  # noqa: PLR0913  the one guarded UPDATE every move shares: its parts are the move
    store: Store,
    workspace: str,
    mention_id: int,
    values: Mapping[str, object],
    *guards: ColumnElement[bool],
    allowed: Sequence[State],
    by: str,
    what: str,
    now: datetime,
    detail: str = "",
) -> Moved | None:
    """Change a mention where its state and the guards allow, with its history, its cards and its timers.

    Whoever has it then has it for as long as its watch says, and it sleeps no more unless it is put to sleep.
    """
    rows = tables.mentions
    with store.transaction() as connection:
        lead = _lead(connection, workspace, mention_id)
        if lead is None:
            return None
        state, until = values["state"], literal(now + timedelta(seconds=lead.lease), rows.c.lease_until.type)
        claimed = (state if isinstance(state, ColumnElement) else literal(state)) == State.CLAIMED.value
        awake: dict[str, object] = {"snoozed_until": None, "snoozed_by": None, "lease_until": case((claimed, until))}
        changed = connection.execute(
            update(rows)
            .where(rows.c.id == lead.id, rows.c.bundle_id.is_(None), rows.c.state.in_(allowed), *guards)
            .values(**awake | dict(values))
            .returning(rows.c.state, rows.c.lease_until, rows.c.snoozed_until)
        ).one_or_none()
        if changed is not None:
            history.note(store, workspace, lead.id, by=by, what=what, now=now, detail=detail)
            outbox.refresh(store, lead.id, now=now)
            late = now + timedelta(seconds=lead.answer_within) if changed.state == State.CLAIMED else None
            due = {"late": late, "wake": changed.snoozed_until, **leases.due(changed.lease_until, now)}
            timers.keep(store, workspace, lead.id, due)
        mention = get(store, workspace, lead.id)
    return Moved(mention=mention, moved=changed is not None) if mention else None


def _lead(connection: Connection, workspace: str, mention_id: int) -> Row[int, int, int] | None:
    """Return the id of the mention that leads, with what its watch grants in seconds: a claim, and an answer."""
    rows, named, watch = tables.mentions, tables.mentions.alias("named"), tables.watches
    return connection.execute(
        select(rows.c.id, watch.c.lease, watch.c.answer_within)
        .join(named, rows.c.id == func.coalesce(named.c.bundle_id, named.c.id))
        .join(watch, watch.c.id == rows.c.watch_id)
        .where(named.c.id == mention_id, named.c.workspace == workspace)
    ).one_or_none()


def heard_by(watch_id: int | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a watch heard a mention, be it as a copy of what another watch heard first."""
    if not watch_id:
        return ()
    rows, copy = tables.mentions, _COPY
    joined = exists().where(copy.c.bundle_id == rows.c.id, copy.c.watch_id == watch_id)
    return (or_(rows.c.watch_id == watch_id, joined.correlate(rows)),)


def _remembered() -> ColumnElement[bool]:
    """Return the condition that who wrote it was not forgotten: then nobody is left to answer."""
    rows, post = tables.mentions, tables.posts
    forgotten = (post.c.id == rows.c.post_id, post.c.buried_as == Burial.FORGOTTEN)
    return ~exists().where(*forgotten).correlate(rows)


def _free_for(by: str) -> ColumnElement[bool]:
    return tables.mentions.c.owner.in_(("", by))


def _find(
    store: Store, workspace: str, *where: ColumnElement[bool], order: ColumnElement[object], limit: int
) -> tuple[Mention, ...]:
    rows = tables.mentions
    with store.reading() as connection:
        return _load(connection, _mentions(workspace, *where).order_by(order, rows.c.id).limit(limit))


def _mentions(workspace: str, *where: ColumnElement[bool], by_id: bool = False) -> Select[tuple[object, ...]]:
    """Select the mentions that lead their bundle and were not written by ourselves."""
    rows = tables.mentions
    return _joined(workspace, rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False), *where, by_id=by_id)


def _joined(workspace: str, *where: ColumnElement[bool], by_id: bool = False) -> Select[tuple[object, ...]]:
    rows, post, watch = tables.mentions, tables.posts, tables.watches
    whose = func.coalesce(rows.c.workspace, "") if by_id else rows.c.workspace
    return (
        select(rows, post, watch)
        .join(post, post.c.id == rows.c.post_id)
        .join(watch, watch.c.id == rows.c.watch_id)
        .where(whose == workspace, *where)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )


def _load(connection: Connection, statement: Select[tuple[object, ...]]) -> tuple[Mention, ...]:
    rows = connection.execute(statement).mappings().all()
    ids = [row["mentions_id"] for row in rows]
    if not ids:
        return ()
    copies, places = _copies(connection, ids), _places(connection, ids)
    return tuple(_mention_of(row, copies[row["mentions_id"]], places[row["mentions_id"]]) for row in rows)


def _copies(connection: Connection, ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """Return the posts bundled under each mention that say the same, with their addresses."""
    rows, post = tables.mentions, tables.posts
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in connection.execute(
        select(rows.c.bundle_id, rows.c.post_id, post.c.url)
        .join(post, post.c.id == rows.c.post_id)
        .where(rows.c.bundle_id.in_(ids), ~_goes_on(rows.c.bundle_id))
        .order_by(rows.c.id)
    ):
        found[row.bundle_id][row.post_id] = row.url
    return found


def _goes_on(lead_id: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Tell of a post that who wrote the lead goes on with it there in the same conversation: that is no copy."""
    post, lead, led, answer = tables.posts, _LEAD, _LED, tables.answers
    by_id = and_(led.c.author_id != "", post.c.author_id == led.c.author_id)
    unnumbered = and_(led.c.author_id == "", post.c.author_id == "", led.c.author_handle != "")
    person = or_(by_id, and_(unnumbered, post.c.author_handle == led.c.author_handle))
    thread = case((led.c.thread_id != "", led.c.thread_id), else_=led.c.external_id)
    ours = select(answer.c.external_id).where(answer.c.mention_id == lead_id, answer.c.external_id != "")
    there = or_(post.c.thread_id == thread, post.c.parent_id == led.c.external_id, post.c.parent_id.in_(ours))
    same_place = (lead.c.id == lead_id, led.c.id == lead.c.post_id, post.c.source == led.c.source)
    return exists().where(*same_place, person, there).correlate(post, tables.mentions)


def _places(connection: Connection, ids: Sequence[int]) -> dict[int, list[CardPlace]]:
    rows = tables.cards
    found: dict[int, list[CardPlace]] = defaultdict(list)
    for row in connection.execute(select(rows).where(rows.c.mention_id.in_(ids)).order_by(rows.c.id)):
        found[row.mention_id].append(CardPlace(channel=row.channel, ts=row.ts))
    return found


def _mention_of(row: RowMapping, copies: Mapping[int, str], places: Sequence[CardPlace]) -> Mention:
    own = {name: row[f"mentions_{name}"] for name in tables.mentions.c.keys()}  # noqa: SIM118  a column collection
    others = {post_id: url for post_id, url in copies.items() if post_id != own["post_id"]}
    outlets = dict.fromkeys(host for url in others.values() if (host := urlsplit(url).hostname))
    return Mention(
        id=own["id"],
        workspace=own["workspace"],
        post_id=own["post_id"],
        post=posts.post_of({name: row[f"posts_{name}"] for name in tables.posts.c.keys()}),  # noqa: SIM118
        watch=watches.watch_of({name: row[f"watches_{name}"] for name in tables.watches.c.keys()}),  # noqa: SIM118
        bundle_id=own["bundle_id"],
        state=State(own["state"]),
        urgency=own["urgency"],
        reasons=tuple(Reason(**reason) for reason in own["reasons"]),
        matched=tuple(own["matched"]),
        owner=own["owner"],
        heard_at=own["heard_at"],
        alerted_at=own["alerted_at"],
        claimed_at=own["claimed_at"],
        answered_at=own["answered_at"],
        closed_at=own["closed_at"],
        dismissed_as=Dismissal(own["dismissed_as"]) if own["dismissed_as"] else None,
        answer_url=own["answer_url"],
        answered_by=own["answered_by"],
        is_ours=bool(own["is_ours"]),
        is_backlog=bool(own["is_backlog"]),
        edits=own["edits"],
        copies=len(others),
        outlets=tuple(outlets)[:OUTLETS_SHOWN],
        cards=tuple(places),
        buried_as=Burial(row["posts_buried_as"]) if row["posts_buried_as"] else None,
        buried_at=row["posts_buried_at"],
        lease_until=own["lease_until"],
        snoozed_until=own["snoozed_until"],
        snoozed_by=own["snoozed_by"] or "",
    )

"""Our answers that are out, and what came after each: watched ever less often, told once, remembered across restarts.

What happens goes into the mention's thread as a row of the outbox; where the person wants us again, the mention is
open again for its owner, in the same transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, exists, or_, select, update

from storage import answerlinks, debts, forgotten, history, mentions, outbox, people, posts, replies, tables
from storage.database import Store
from storage.mentions import Moved
from storage.records import Answered, Happened, Post, Receipt, Reply, Standing, Turn
from storage.upserts import AT_ONCE, insert_new

WATCHED = timedelta(days=14)
FALLING = (
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
)
SEEN_KEPT = 200
QUIET = (Turn.CONFIRMED,)  # history knows; nobody needs to be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went out: to which post, what the platform said of it, the words, and who let it go or posted it."""

    key: str
    post: Post
    receipt: Receipt
    text: str
    by: str
    by_hand: bool = False


# Asked about every page that is heard: writing a statement anew costs SQLAlchemy as much as asking it.
_ANY = select(
    exists().where(
        tables.answers.c.workspace == bindparam("workspace"),
        tables.answers.c.source == bindparam("source"),
        tables.answers.c.next_due.is_not(None),
    )
)


class _Leaving(Exception):
    """An answer is being sent at this moment, so that nothing else may be noted."""


def record(store: Store, workspace: str, mention_id: int, sent: Sent, *, now: datetime) -> None:
    """Remember an answer, once per key, and begin to watch what comes after it instead of after the one before."""
    rows, post, receipt = tables.answers, tables.posts, sent.receipt
    with store.transaction() as connection:
        answered = select(post.c.id, post.c.content_hash, post.c.rating).where(
            post.c.workspace == workspace,
            post.c.source == sent.post.source,
            post.c.external_id == sent.post.external_id,
        )
        stands = connection.execute(answered).one()
        ended = update(rows).where(rows.c.mention_id == mention_id, rows.c.key != sent.key).values(next_due=None)
        seen = [one for row in connection.execute(ended.returning(rows.c.seen)) for one in row.seen]
        new = connection.execute(
            insert_new(store, rows)
            .returning(rows.c.id)
            .values(
                workspace=workspace,
                mention_id=mention_id,
                post_id=stands.id,
                key=sent.key,
                source=sent.post.source,
                external_id=receipt.external_id,
                url=receipt.url,
                text=sent.text,
                by=sent.by,
                by_hand=sent.by_hand,
                sent_at=now,
                standing=receipt.standing.value,
                note=receipt.note,
                words=stands.content_hash,
                rating=stands.rating,
                seen=list(dict.fromkeys(seen)),
                tries=0,
                next_due=now + FALLING[0],
                ends_at=now + WATCHED,
            )
        ).scalar_one_or_none()
        if new is not None:
            answerlinks.note(store, connection, workspace, new, sent.text)
        if receipt.standing is not Standing.PUBLISHED:
            _tell(
                store, workspace, mention_id, Happened(turn=Turn(receipt.standing), key=sent.key, receipt=receipt), now
            )


def by_hand(store: Store, workspace: str, mention_id: int, url: str, *, by: str, now: datetime) -> Moved | None:
    """Note that a person posted the answer, and where; None where the mention is gone.

    Refused where somebody else has it, or an answer is being sent from here at this moment.
    """
    try:
        with store.transaction():
            moved = mentions.answered(store, workspace, mention_id, url, by=by, now=now)
            if moved is not None and moved.moved:
                _posted(store, moved, url, by, now)
            return moved
    except _Leaving:
        mention = mentions.get(store, workspace, mention_id)
        return Moved(mention=mention, moved=False) if mention else None


def _posted(store: Store, moved: Moved, url: str, by: str, now: datetime) -> None:
    mention = moved.mention
    reply = replies.get(store, mention.workspace, mention.id)
    if not replies.sent(store, mention.workspace, mention.id, url, by=by, now=now):
        raise _Leaving
    receipt = Receipt(external_id="", post_id=mention.post.external_id, url=url)
    key = f"hand:{mention.id}:{blake2b(f'{now.isoformat()} {url}'.encode(), digest_size=8).hexdigest()}"
    sent = Sent(key=key, post=mention.post, receipt=receipt, text=_text(reply), by=by, by_hand=True)
    record(store, mention.workspace, mention.id, sent, now=now)
    debts.begin(store, mention.workspace, mention.id, now=now)


def _text(reply: Reply | None) -> str:
    return reply.text if reply else ""


def forget_hand(store: Store, workspace: str, mention_id: int) -> None:
    """Watch no more after what was noted as posted by hand: it was taken back."""
    rows = tables.answers
    mine = update(rows).where(rows.c.workspace == workspace, rows.c.mention_id == mention_id, rows.c.by_hand.is_(True))
    with store.transaction() as connection:
        connection.execute(mine.values(next_due=None))


def addresses(store: Store, workspace: str, *, since: datetime) -> frozenset[str]:
    """Return where our own answers stand, so that hearing one is not news."""
    rows = tables.answers
    with store.reading() as connection:
        stand = select(rows.c.url).where(rows.c.workspace == workspace, rows.c.url != "", rows.c.sent_at >= since)
        return frozenset(connection.execute(stand).scalars())


def take(store: Store, *, now: datetime) -> Answered | None:
    """Take the answer of any workspace after which somebody should look longest; looked after or not, it comes again.

    `heard` says when; where nothing is heard it comes as if nothing had happened.
    """
    rows = tables.answers
    with store.transaction() as connection:
        first = _answers(rows.c.next_due <= now).order_by(rows.c.next_due).limit(1)
        row = connection.execute(first.with_for_update(of=rows, skip_locked=True)).mappings().one_or_none()
        if row is None:
            return None
        taken = _answered_of(row)
        values = {"tries": taken.tries + 1, "next_due": _next(taken.tries + 1, now, taken.ends_at)}
        connection.execute(update(rows).where(rows.c.id == taken.id).values(**values))
        return taken


def is_watched(store: Store, workspace: str, source: str) -> bool:
    """Say whether somebody looks at all after what comes of our answers there."""
    with store.reading() as connection:
        return bool(connection.execute(_ANY, {"workspace": workspace, "source": source}).scalar_one())


def near(store: Store, workspace: str, source: str, ids: Collection[str]) -> tuple[Answered, ...]:
    """Return the watched answers that are, or answer, one of these posts or stand in one of these threads."""
    rows, post = tables.answers, tables.posts
    watched = (rows.c.workspace == workspace, rows.c.source == source, rows.c.next_due.is_not(None))
    wanted, found = [one for one in dict.fromkeys(ids) if one], {}
    with store.reading() as connection:
        if not is_watched(store, workspace, source):
            return ()
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            close = or_(rows.c.external_id.in_(part), post.c.external_id.in_(part), post.c.thread_id.in_(part))
            for row in connection.execute(_answers(*watched, close)).mappings():
                found[row["id"]] = _answered_of(row)
    return tuple(found.values())


def heard(store: Store, answered: Answered, happened: Sequence[Happened], *, now: datetime) -> int:
    """Tell what happened after an answer, each thing once, and watch it closely again; returns how many were new.

    What a forgotten person says is not told.
    """
    rows = tables.answers
    spoken = [one.post for one in happened if one.post is not None]
    gone = forgotten.among(store, answered.workspace, spoken, now=now) if spoken else ()
    happened = [one for one in happened if one.post is None or one.post.external_id not in gone]
    if not happened:
        return 0
    with store.transaction() as connection:
        row = connection.execute(_answers(rows.c.id == answered.id).with_for_update(of=rows)).mappings().one_or_none()
        if row is None:
            return 0
        stands = _answered_of(row)
        fresh = [one for one in happened if one.key not in stands.seen]
        if not fresh:
            return 0
        for one in fresh:
            _take_in(store, stands, one, now)
        connection.execute(update(rows).where(rows.c.id == answered.id).values(**_after(stands, fresh, now)))
    return len(fresh)


def _after(stands: Answered, fresh: Sequence[Happened], now: datetime) -> Mapping[str, object]:
    """Return how an answer stands after what happened; what nobody needs to be told keeps its pace."""
    lively = any(one.turn not in QUIET for one in fresh)
    ends_at = now + WATCHED if lively else stands.ends_at
    is_over = any(one.turn is Turn.DELETED for one in fresh)
    seen = [*stands.seen, *(one.key for one in fresh)][-SEEN_KEPT:]
    values: dict[str, object] = {"ends_at": ends_at, "seen": seen}
    if is_over or lively:
        values |= {"tries": 0, "next_due": None if is_over else _next(0, now, ends_at)}
    for one in fresh:
        if one.receipt is not None:
            receipt = one.receipt
            values |= {"standing": receipt.standing.value, "note": receipt.note, "external_id": receipt.external_id}
            values["url"] = receipt.url or stands.receipt.url
        if one.turn is Turn.EDITED and one.post is not None:
            values |= {"words": posts.content_hash(one.post), "rating": one.post.rating}
    return values


def _take_in(store: Store, stands: Answered, one: Happened, now: datetime) -> None:
    workspace, mention_id = stands.workspace, stands.mention_id
    post_id = None
    if one.turn is Turn.DELETED:
        posts.bury(store, workspace, stands.post.source, [stands.post.external_id], now)
    elif one.post is not None:
        met = people.meet(store, workspace, [one.post], now=now)
        post_id = posts.remember(store, workspace, [one.post], now=now, people=met).ids[one.post.external_id]
    _tell(store, workspace, mention_id, one, now, post_id=post_id)
    if one.wants_us and mentions.speak_again(store, workspace, mention_id, now=now):
        to = post_id if one.turn is Turn.ANSWERED else None
        replies.begin_anew(store, workspace, mention_id, to=to, keep=one.turn is Turn.REJECTED, now=now)


def _tell(
    store: Store, workspace: str, mention_id: int, one: Happened, now: datetime, *, post_id: int | None = None
) -> None:
    history.note(store, workspace, mention_id, by=history.EARSHOT, what=one.turn.value, now=now)
    mention = mentions.get(store, workspace, mention_id)
    if one.turn in QUIET or mention is None:
        outbox.refresh(store, mention_id, now=now)
        return
    payload: dict[str, object] = {"turn": one.turn.value, "post": post_id, "wants_us": one.wants_us}
    if one.stars:
        payload["stars"] = list(one.stars)
    if one.receipt and one.receipt.note:
        payload["note"] = one.receipt.note
    wish = outbox.Wish(
        key=f"turn:{mention_id}:{one.key}",
        kind="turn",
        lane=mention.watch.channel,
        mention_id=mention_id,
        payload=payload,
        rank=outbox.AT_ONCE,
    )
    outbox.put(store, workspace, wish, now=now)
    outbox.refresh(store, mention_id, now=now)


def _next(tries: int, now: datetime, ends_at: datetime) -> datetime | None:
    """Return when to look again, None where nobody needs to any more."""
    then = now + FALLING[min(tries, len(FALLING) - 1)]
    return then if then <= ends_at else None


def _answers(*where: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    rows, post = tables.answers, tables.posts
    renamed = [column.label(f"post_{column.name}") for column in post.c if column.name != "id"]
    return select(rows, *renamed).join(post, post.c.id == rows.c.post_id).where(*where)


def _answered_of(row: RowMapping) -> Answered:
    post = posts.post_of({name: row[f"post_{name}"] for name in tables.posts.c.keys() if name != "id"})  # noqa: SIM118
    return Answered(
        id=row["id"],
        workspace=row["workspace"],
        mention_id=row["mention_id"],
        post_id=row["post_id"],
        post=post,
        receipt=Receipt(
            external_id=row["external_id"],
            post_id=post.external_id,
            url=row["url"],
            standing=Standing(row["standing"]),
            note=row["note"],
        ),
        text=row["text"],
        by=row["by"],
        by_hand=bool(row["by_hand"]),
        sent_at=row["sent_at"],
        words=row["words"],
        rating=row["rating"],
        seen=tuple(row["seen"]),
        tries=row["tries"],
        next_due=row["next_due"],
        ends_at=row["ends_at"],
    )

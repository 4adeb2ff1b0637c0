"""How long words and names are kept: no longer than a platform's terms allow, or than whoever runs Earshot wishes.

What people work on stays until they are done: claimed, snoozed, or owed an answer. Of what goes, the ids and figures
stay (`posts.bury`), so that nothing is heard twice, and the address, where the platform itself still shows it. Our own
words stay ours: drafts and answers, even where they quote; so do the words that were learned from many posts.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from storage import mentions, outbox, posts, tables
from storage.database import Store
from storage.records import Burial, State

AT_ONCE = 500  # posts a transaction: others want to write, too

_BUSY = (State.CLAIMED, State.SNOOZED)
_WORK = ("claimed", "drafted", "answered", "quote_given")  # what history says of whoever worked on something


def expire(store: Store, source: str, kept: timedelta, *, now: datetime) -> int:
    """Bury the posts of a source that were heard longer ago than its platform lets us keep them; return how many."""
    rows = tables.posts
    return _bury(store, Burial.EXPIRED, rows.c.source == source, rows.c.heard_at <= now - kept, now=now)


def outdate(store: Store, kept: timedelta, *, now: datetime) -> int:
    """Bury the posts of all sources that were heard longer ago and never worked on; return how many."""
    rows, mention, history, answer = tables.posts, tables.mentions, tables.history, tables.answers
    worked_on = or_(
        exists().where(mention.c.post_id == rows.c.id, history.c.mention_id == mention.c.id, history.c.what.in_(_WORK)),
        exists().where(answer.c.post_id == rows.c.id),
    )
    return _bury(store, Burial.OUTDATED, rows.c.heard_at <= now - kept, ~worked_on, now=now)


def forget_authors(store: Store, source: str, kept: timedelta, *, now: datetime) -> int:
    """Take out who wrote what of a source was heard longer ago, but for their ids; return of how many posts."""
    rows, people = tables.posts, tables.people
    named = or_(rows.c.author_name != "", rows.c.author_handle != "", rows.c.author_url != "")
    old = and_(rows.c.source == source, rows.c.heard_at <= now - kept, named, ~_worked_on())
    blank = {"author_name": "", "author_handle": "", "author_url": "", "author_followers": None}
    count = 0
    while True:
        with store.transaction() as connection:
            part = select(rows.c.id).where(old).limit(AT_ONCE).scalar_subquery()
            gone = connection.execute(update(rows).where(rows.c.id.in_(part)).values(**blank).returning(rows.c.id))
            ids = gone.scalars().all()
            _show_anew(store, ids, now)
        count += len(ids)
        if len(ids) < AT_ONCE:
            break
    known = and_(people.c.source == source, people.c.last_seen <= now - kept)
    with store.transaction() as connection:
        connection.execute(update(people).where(known).values(name="", handle="", url="", followers=None))
    return count


def _bury(store: Store, why: Burial, *where: ColumnElement[bool], now: datetime) -> int:
    rows = tables.posts
    old = and_(rows.c.buried_at.is_(None), *where, ~_worked_on())
    count = 0
    while True:
        with store.reading() as connection:
            ids = connection.execute(select(rows.c.id).where(old).limit(AT_ONCE)).scalars().all()
        with store.transaction() as connection:  # asked again: somebody may have claimed one just now
            part = connection.execute(
                select(rows.c.workspace, rows.c.source, rows.c.external_id).where(rows.c.id.in_(ids), old)
            ).all()
            places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for workspace, source, external_id in part:
                places[workspace, source].append(external_id)
            for (workspace, source), external_ids in places.items():
                posts.bury(store, workspace, source, external_ids, now, why)
        count += len(part)
        if len(ids) < AT_ONCE or not part:
            return count


def _worked_on() -> ColumnElement[bool]:
    """Return the condition that somebody works on a post, or owes its author an answer.

    What a person said after our answer has no mention of its own: it stays while that conversation is open.
    """
    rows, mention, reply = tables.posts, tables.mentions, tables.replies
    addressed = or_(rows.c.tags_us.is_(True), rows.c.kind == "review")
    owed = and_(addressed, mention.c.state.in_(mentions.OPEN), mention.c.is_ours.is_(False))
    said_since = exists().where(
        reply.c.post_id == rows.c.id, mention.c.id == reply.c.mention_id, mention.c.state.in_(mentions.OPEN)
    )
    return or_(exists().where(mention.c.post_id == rows.c.id, or_(mention.c.state.in_(_BUSY), owed)), said_since)


def _show_anew(store: Store, post_ids: Sequence[int], now: datetime) -> None:
    rows = tables.mentions
    with store.reading() as connection:
        shown = connection.execute(select(rows.c.id).where(rows.c.post_id.in_(post_ids))).scalars().all()
    outbox.refresh(store, *shown, now=now)

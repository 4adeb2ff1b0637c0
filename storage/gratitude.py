"""Whom to thank: people who spoke well of us and got no word back, each at most once in thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, func, select, true

from storage import claims, mentions, people, tables
from storage.database import Store
from storage.records import Mention, State
from storage.upserts import insert_into

FRESH = timedelta(days=30)  # later thanks would be a riddle
AGAIN_AFTER = timedelta(days=30)
_LOOKED_AT = 500
_ON_IT = (State.CLAIMED, State.ANSWERED, State.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """Whether a mention is now mine to thank for; else who thanked the person, or is about to, and since when.

    Where `mine` is false and `by` is "", the mention stands otherwise: somebody else has it, or it is settled.
    """

    mention: Mention
    mine: bool
    by: str = ""
    at: datetime | None = None


def waiting(store: Store, workspace: str, *, now: datetime, limit: int = 50) -> tuple[Mention, ...]:
    """Return what people who spoke well of us said, newest first, once each: nobody thanked lately or muted."""
    return mentions.some(store, workspace, queue(store, workspace, now=now)[:limit])


def queue(store: Store, workspace: str, *, now: datetime) -> tuple[int, ...]:
    """Return the ids of what `waiting` returns, all of them."""
    rows, post, person = tables.mentions, tables.posts, tables.people
    asked = (
        select(rows.c.id, func.coalesce(person.c.lead_id, person.c.id).label("person"))
        .join(post, post.c.id == rows.c.post_id)
        .join(person, person.c.id == post.c.person_id, isouter=True)
        .where(rows.c.workspace == workspace, rows.c.praises.is_(True), rows.c.heard_at >= now - FRESH)
        .where(rows.c.bundle_id.is_(None), rows.c.is_ours.is_(False), post.c.buried_at.is_(None))
        .where(rows.c.state.in_((State.HEARD, State.ALERTED)), person.c.muted_at.is_(None))
        .order_by(rows.c.heard_at.desc(), rows.c.id.desc())
        .limit(_LOOKED_AT)
    )
    with store.reading() as connection:
        thanked = {row.person for row in _lately(connection, workspace, now, true())}
        found = []
        for row in connection.execute(asked):
            if row.person not in thanked:
                found.append(row.id)
            if row.person is not None:
                thanked.add(row.person)
    return tuple(found)


def begin(store: Store, workspace: str, mention_id: int, *, by: str, now: datetime) -> Thanks | None:
    """Claim what somebody said in order to thank them, unless they were thanked lately; None where it is gone.

    Two who begin at once for one person are told apart here.
    """
    rows = tables.person_thanks
    with store.transaction() as connection:
        mention = mentions.get(store, workspace, mention_id)
        if mention is None:
            return None
        person_id = people.of_mention(store, workspace, mention.id)
        people.hold(connection, workspace)
        group = people.group(connection, workspace, person_id or 0)
        theirs = tables.people.c.id.in_([row.id for row in group])
        for row in _lately(connection, workspace, now, theirs):
            if row.mention_id != mention.id:
                return Thanks(mention=mention, mine=False, by=row.by, at=row.at)
        taken = claims.take(store, workspace, mention.id, by=by, now=now)
        if taken is None:
            return None
        mine = taken.mention.state is State.CLAIMED and taken.mention.owner == by
        if mine and group:
            said = {"workspace": workspace, "mention_id": mention.id, "by": by, "at": now}
            statement = insert_into(store, rows).values(person_id=group[0].id, **said)
            connection.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=said))
    return Thanks(mention=taken.mention, mine=mine)


def _lately(
    connection: Connection, workspace: str, now: datetime, theirs: ColumnElement[bool]
) -> Sequence[Row[tuple[datetime, str, int, int]]]:
    """Return when, by whom, for which mention and who was thanked lately, or is about to be."""
    person, post, answer, mention = tables.people, tables.posts, tables.answers, tables.mentions
    thanks, since, who = tables.person_thanks, now - AGAIN_AFTER, func.coalesce(person.c.lead_id, person.c.id)
    answered = (
        select(answer.c.sent_at.label("at"), answer.c.by, answer.c.mention_id, who.label("person"))
        .join(mention, mention.c.id == answer.c.mention_id)
        .join(post, post.c.id == answer.c.post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(answer.c.workspace == workspace, answer.c.sent_at >= since, mention.c.praises.is_(True), theirs)
    )
    begun = (
        select(thanks.c.at, thanks.c.by, thanks.c.mention_id, who.label("person"))
        .join(mention, mention.c.id == thanks.c.mention_id)
        .join(post, post.c.id == mention.c.post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(thanks.c.workspace == workspace, thanks.c.at >= since, mention.c.state.in_(_ON_IT), theirs)
    )
    return [*connection.execute(answered), *connection.execute(begun)]

"""Forgets somebody, or one post, for good: everywhere in a workspace, in Slack through the outbox, and in the files.

In this order, so that whoever is cut off can simply begin again: what is not to be heard again is marked; everything
that is not their own is cleaned (`storage.scouring`); then, in one transaction, their posts are buried, the drafts to
them deleted and Slack told (`storage.untelling`); last the database is written anew (`storage.shredding`). Figures
stay: that something was heard, when, how urgent it was and what became of it. Nothing of it can be taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, delete, or_, select, update

from storage import feedback, forgotten, mentions, posts, scouring, shredding, tables, untelling
from storage.database import Store
from storage.forgotten import Marker
from storage.records import Burial, Dismissal, ReplyState, State
from storage.scouring import Swept, Theirs
from storage.whom import Somebody

_OURS = {
    "watches": "The watch",
    "tone_words": "In the dictionary the word",
    "saved_replies": "The saved reply",
    "shareables": "The shareable",
}
COMMON = 25  # posts of others that use a name as a word: then it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What forgetting does, or would do, in numbers; `elsewhere` counts other rows by table.

    `words` are names that stay, elsewhere, where others use them as words; `named` tells what of the team's own names
    them still, `left` what could not be done.
    """

    people: int
    posts: int
    mentions: int
    drafts: int
    elsewhere: Mapping[str, int]
    messages: int
    words: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    left: tuple[str, ...] = field(default=())

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of them is held."""
        return not (self.people or self.posts or self.elsewhere)

    def lines(self) -> tuple[str, ...]:
        """Return it in sentences for people; nothing in them tells who it is."""
        if self.is_nothing:
            return ("Nothing of them is held.",)
        held = f"{_many(self.posts, 'post')} of theirs, heard as {_many(self.mentions, 'mention')}"
        drafts = f"; {_many(self.drafts, 'draft')} to them" if self.drafts else ""
        others = sum(self.elsewhere.values())
        return (
            f"{held}{drafts}: their words, also earlier ones, and who they are.",
            *((f"{_many(others, 'other line')} that quote or name them: there that is taken out.",) if others else ()),
            *((f"{_many(self.messages, 'message')} in Slack: changed where they stand.",) if self.messages else ()),
            *(f"“{word}” stays elsewhere where others use it as a word." for word in self.words),
            *(f"{name} names them: it is the team's own, who changes it there." for name in self.named),
        )


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def preview(store: Store, somebody: Somebody, *, now: datetime) -> Account:
    """Return what forgetting them would do, and change nothing."""
    swept = scouring.scour(store, _theirs(somebody, Marker(salt="")), change=False)
    words = tuple(sorted(word for word, many in swept.used.items() if many > COMMON))
    if words:
        somebody.traces.soften(words)
        swept = scouring.scour(store, _theirs(somebody, Marker(salt="")), change=False)
    with store.reading() as connection:
        drafts = len(connection.execute(select(tables.replies.c.id).where(_drafts(somebody))).all())
    told = untelling.told(store, somebody.workspace, somebody.mentions, somebody.posts, swept.outbox, now=now)
    return Account(
        people=len(somebody.people) or bool(somebody.accounts and somebody.posts),
        posts=len(somebody.posts),
        mentions=len(somebody.mentions),
        drafts=drafts,
        elsewhere={table: many for table, many in swept.rows.items() if many},
        messages=len(told),
        words=words,
        named=tuple(f"{_OURS.get(table, table)} “{words}”" for table, words in swept.ours),
    )


def forget(store: Store, somebody: Somebody, *, by: str, now: datetime) -> Account:
    """Forget them and return what that did; it takes as long as reading all that is held, a few times."""
    account = preview(store, somebody, now=now)
    marker = forgotten.marker(store, somebody.workspace)
    theirs = _theirs(somebody, marker)
    _mark(store, somebody, marker, by=by, now=now)
    swept = scouring.scour(store, theirs, change=True)
    with store.transaction() as connection:
        told = untelling.told(store, somebody.workspace, somebody.mentions, somebody.posts, swept.outbox, now=now)
        _bury(store, connection, somebody, marker, by=by, now=now)
        untelling.untell(store, somebody.mentions, told, now=now)
    left = _proved(store, theirs)
    return replace(account, left=(*left, *shredding.shred(store)))


def _proved(store: Store, theirs: Theirs) -> tuple[str, ...]:
    """Look again at everything, their own rows too: what came in meanwhile goes; say what is there even so."""
    everything = replace(theirs, rows={})
    if not scouring.scour(store, everything, change=True).total:
        return ()
    again: Swept = scouring.scour(store, everything, change=False)
    return tuple(
        f"{many} rows of {table} hold something still: run it again" for table, many in again.rows.items() if many
    )


def _mark(store: Store, somebody: Somebody, marker: Marker, *, by: str, now: datetime) -> None:
    authors = [marker.author(source, told) for source, told in sorted(somebody.accounts)]
    single = [marker.post(source, external_id) for source, external_id in somebody.posts.values()]
    with store.transaction():
        forgotten.add(store, somebody.workspace, authors, what=forgotten.AUTHOR, by=by, now=now)
        forgotten.add(store, somebody.workspace, single, what=forgotten.POST, by=by, now=now)


def _bury(store: Store, connection: Connection, somebody: Somebody, marker: Marker, *, by: str, now: datetime) -> None:
    """Leave nothing of their own rows but figures; the drafts to them go, and nobody owes them an answer."""
    rows, mention = tables.posts, tables.mentions
    for source in {source for source, _ in somebody.posts.values()}:
        external_ids = [external_id for named, external_id in somebody.posts.values() if named == source]
        posts.bury(store, somebody.workspace, source, external_ids, now, Burial.FORGOTTEN, by=by)
    for post_id, (source, external_id) in somebody.posts.items():
        stand_in = marker.stand_in(f"{source}:{external_id}")
        connection.execute(update(rows).where(rows.c.id == post_id).values(external_id=stand_in))
    _let_go(connection, somebody)
    settled = {"state": State.DISMISSED.value, "dismissed_as": Dismissal.NO_ANSWER.value, "closed_at": now}
    theirs = mention.c.id.in_(somebody.mentions)
    connection.execute(update(mention).where(theirs, mention.c.state.in_(mentions.OPEN)).values(**settled))
    for row in connection.execute(select(mention.c.id, mention.c.watch_id, mention.c.post_id).where(theirs)):
        source, external_id = somebody.posts[row.post_id]
        key = feedback.key_for(row.watch_id, source, marker.stand_in(f"{source}:{external_id}"))
        said = tables.feedback
        connection.execute(update(said).where(said.c.mention_id == row.id).values(key=key))


def _let_go(connection: Connection, somebody: Somebody) -> None:
    """Delete what is of no use without them: drafts, timers, what they are found by, and who they are."""
    reply, version, timer = tables.replies, tables.reply_versions, tables.timers
    answer, key, trace = tables.answers, tables.post_keys, tables.story_keys
    of_theirs = [row.id for row in connection.execute(select(reply.c.id).where(_to(somebody)))]
    connection.execute(delete(version).where(version.c.reply_id.in_(of_theirs)))
    at_sea = reply.c.state.in_((ReplyState.SENDING, ReplyState.UNCERTAIN))
    unsent = {
        "text": "",
        "post_id": None,
        "lease_until": None,
        "lease_token": "",
        "due_at": None,
        "state": case((at_sea, ReplyState.UNCERTAIN.value), else_=ReplyState.DRAFT.value),
    }
    connection.execute(update(reply).where(_drafts(somebody)).values(**unsent))
    watched = answer.c.post_id.in_(somebody.posts) | answer.c.mention_id.in_(somebody.mentions)
    connection.execute(update(answer).where(watched).values(next_due=None, words="", seen=[]))
    connection.execute(delete(timer).where(timer.c.mention_id.in_(somebody.mentions)))
    connection.execute(delete(tables.debts).where(tables.debts.c.mention_id.in_(somebody.mentions)))
    connection.execute(delete(tables.quotes).where(tables.quotes.c.post_id.in_(somebody.posts)))
    connection.execute(delete(key).where(key.c.post_id.in_(somebody.posts)))
    connection.execute(delete(trace).where(trace.c.post_id.in_(somebody.posts)))
    connection.execute(delete(tables.people).where(tables.people.c.id.in_(somebody.people)))


def _to(somebody: Somebody) -> ColumnElement[bool]:
    rows = tables.replies
    return or_(rows.c.mention_id.in_(somebody.mentions), rows.c.post_id.in_(somebody.posts))


def _drafts(somebody: Somebody) -> ColumnElement[bool]:
    """Return the condition that an answer to them is not out."""
    rows = tables.replies
    return and_(_to(somebody), rows.c.state != ReplyState.SENT, rows.c.text != "")


def _theirs(somebody: Somebody, marker: Marker) -> Theirs:
    rows = {"posts": frozenset(somebody.posts), "people": somebody.people}
    return Theirs(workspace=somebody.workspace, traces=somebody.traces, marker=marker, rows=rows)

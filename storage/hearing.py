"""Taking in what was heard: posts, people, mentions and the cards they want, in one transaction.

A post that shares a story key with an earlier post, or tells the same in other words, becomes a copy: its mention
points to the one that leads the bundle, it gets no card of its own, and the lead's card counts it. The same post heard
by a second watch joins the first mention too, so that one post has one owner; it only adds a card where the second
watch tells another channel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage import forgotten, history, marks, outbox, people, posts, stories, tables
from storage.database import Store
from storage.records import Hearing, Score, State
from storage.upserts import AT_ONCE, insert_pages

Place = tuple[int, int]  # (post id, watch id): what makes a mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What taking in a page did, in numbers; `alerts` counts cards asked for."""

    new: int
    copies: int
    edited: int
    alerts: int


def take_in(store: Store, workspace: str, hearings: Sequence[Hearing], *, now: datetime) -> Took:
    """Take in judged posts of one source; what is known and unchanged changes nothing, nor what is forgotten."""
    gone = forgotten.among(store, workspace, [hearing.post for hearing in hearings], now=now) if hearings else ()
    hearings = [hearing for hearing in hearings if hearing.post.external_id not in gone]
    if not hearings:
        return Took(new=0, copies=0, edited=0, alerts=0)
    # Pages come newest first, and many places tell whole seconds: of two in one second the later line is the older.
    ordered = list(reversed(hearings))
    ordered.sort(key=lambda hearing: hearing.post.posted_at)
    unique = list({hearing.post.external_id: hearing.post for hearing in ordered}.values())
    with store.transaction() as connection:
        met = people.meet(store, workspace, unique, now=now)
        remembered = posts.remember(store, workspace, unique, now=now, people=met)
        placed = {(remembered.ids[hearing.post.external_id], hearing.watch.id): hearing for hearing in ordered}
        before = _standing(connection, [post_id for post_id, _ in placed])
        roots = _roots(connection, workspace, placed, remembered.new)
        bundles = _add(connection, workspace, placed, before, roots, now)
        stories.keep(connection, workspace, _traces(placed, remembered.new, roots))
        changed = [place for place in placed if place in before and placed[place].post.external_id in remembered.edited]
        _rejudge(store, connection, workspace, {place: placed[place] for place in changed}, before, now)
        fresh = {place: bundles[place] for place in bundles} | {place: before[place] for place in changed}
        alerts = _ask_for_cards(store, connection, workspace, placed, fresh, now)
        stale = {mention.lead for place, mention in fresh.items() if mention.is_copy or place in before}
        outbox.refresh(store, *stale, now=now)
    copies = sum(1 for mention in bundles.values() if mention.is_copy)
    return Took(new=len(bundles) - copies, copies=copies, edited=len(changed), alerts=alerts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A mention's id and the id of the one that leads it (its own, where it leads)."""

    id: int
    lead: int

    @property
    def is_copy(self) -> bool:
        return self.id != self.lead


def _standing(connection: Connection, post_ids: Iterable[int]) -> dict[Place, _Standing]:
    rows = tables.mentions
    found = connection.execute(
        select(rows.c.id, rows.c.post_id, rows.c.watch_id, rows.c.bundle_id).where(
            rows.c.post_id.in_(list(set(post_ids)))
        )
    )
    return {(row.post_id, row.watch_id): _Standing(id=row.id, lead=row.bundle_id or row.id) for row in found}


def _roots(
    connection: Connection, workspace: str, placed: Mapping[Place, Hearing], new: frozenset[str]
) -> dict[int, int]:
    """Return for each post the first post that had one of its keys (itself, mostly)."""
    keys = {post_id: hearing.keys for (post_id, _), hearing in placed.items() if hearing.post.external_id in new}
    rows = tables.post_keys
    pairs = [(key, post_id) for post_id in keys for key in keys[post_id]]
    columns: dict[str, list[object]] = {
        "workspace": [workspace] * len(pairs),
        "key": [key for key, _ in pairs],
        "post_id": [post_id for _, post_id in pairs],
    }
    added = insert_pages(connection, rows, columns, returning=("key", "post_id"))
    holders: dict[str, int] = {row.key: row.post_id for row in added}
    wanted = [key for key, _ in pairs if key not in holders]
    for start in range(0, len(wanted), AT_ONCE):
        found = connection.execute(
            select(rows.c.key, rows.c.post_id).where(
                rows.c.workspace == workspace, rows.c.key.in_(wanted[start : start + AT_ONCE])
            )
        )
        holders.update({row.key: row.post_id for row in found})
    firsts = {post_id: [holders[key] for key in held if holders[key] != post_id] for post_id, held in keys.items()}
    alike = {post_id: hearing.alike for (post_id, _), hearing in placed.items() if post_id in keys and hearing.alike}
    return _follow(alike | {post_id: others[0] for post_id, others in firsts.items() if others})


def _traces(
    placed: Mapping[Place, Hearing], new: frozenset[str], roots: Mapping[int, int]
) -> dict[int, tuple[datetime, tuple[int, ...]]]:
    """Return what new posts are found by; one that is the same to the letter as an earlier one adds nothing to find."""
    return {
        post_id: (hearing.post.posted_at, hearing.traces)
        for (post_id, _), hearing in placed.items()
        if hearing.traces and hearing.post.external_id in new and (post_id not in roots or hearing.alike)
    }


def _follow(firsts: Mapping[int, int]) -> dict[int, int]:
    roots: dict[int, int] = {}
    for post_id, first in firsts.items():
        seen, root = {post_id}, first
        while root in firsts and root not in seen:
            seen.add(root)
            root = firsts[root]
        roots[post_id] = root
    return roots


def _add(
    connection: Connection,
    workspace: str,
    placed: Mapping[Place, Hearing],
    before: Mapping[Place, _Standing],
    roots: Mapping[int, int],
    now: datetime,
) -> dict[Place, _Standing]:
    """Insert the mentions that are not there yet: those that lead first, then their copies."""
    leads = {post_id: mention.lead for (post_id, _), mention in before.items()}
    leads |= {post_id: mention.lead for (post_id, _), mention in _standing(connection, roots.values()).items()}
    leading: list[Place] = []
    following: list[Place] = []
    spoken_for: set[int] = set()
    for place in placed:
        if place in before:
            continue
        root = roots.get(place[0], place[0])
        followed = root in leads or root in spoken_for
        (following if followed else leading).append(place)
        spoken_for.add(root)
        spoken_for.add(place[0])
    added = _insert(connection, workspace, {place: (placed[place], None) for place in leading}, now)
    for post_id, watch_id in leading:
        leads[roots.get(post_id, post_id)] = leads[post_id] = added[(post_id, watch_id)]
    behind = {place: (placed[place], leads[roots.get(place[0], place[0])]) for place in following}
    copied = _insert(connection, workspace, behind, now)
    return {place: _Standing(id=mention, lead=mention) for place, mention in added.items()} | {
        place: _Standing(id=mention, lead=behind[place][1] or mention) for place, mention in copied.items()
    }


def _insert(
    connection: Connection,
    workspace: str,
    wanted: Mapping[Place, tuple[Hearing, int | None]],
    now: datetime,
) -> dict[Place, int]:
    if not wanted:
        return {}
    rows = [_columns(workspace, place, hearing, lead, now) for place, (hearing, lead) in wanted.items()]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    found = insert_pages(connection, tables.mentions, columns, returning=("id", "post_id", "watch_id"))
    return {(row.post_id, row.watch_id): row.id for row in found}


def _columns(workspace: str, place: Place, hearing: Hearing, lead: int | None, now: datetime) -> dict[str, object]:
    return _judgement(hearing) | {
        "workspace": workspace,
        "post_id": place[0],
        "watch_id": place[1],
        "bundle_id": lead,
        "state": State.HEARD.value,
        "owner": "",
        "heard_at": now,
        "alerted_at": None,
        "claimed_at": None,
        "answered_at": None,
        "closed_at": None,
        "dismissed_as": None,
        "answer_url": "",
        "answered_by": "",
        "is_ours": hearing.ours,
        "is_backlog": hearing.is_backlog,
        "edits": 0,
    }


def _judgement(hearing: Hearing) -> dict[str, object]:
    score = hearing.score
    return {
        "urgency": score.urgency,
        "reasons": [
            {"factor": reason.factor, "points": reason.points, "evidence": reason.evidence} for reason in score.reasons
        ],
        "signals": _signals(score) | {"strengths": dict(hearing.strengths), "repost": hearing.is_repost},
        "matched": list(hearing.matched),
        "praises": hearing.praises,
        "addressed_at": hearing.post.posted_at if hearing.post.addresses_us else None,
    }


def _signals(score: Score) -> dict[str, object]:
    return {
        "sentiment": score.sentiment,
        "needs_reply": score.needs_reply,
        "spam": score.spam,
        "language": score.language,
        "model": score.model,
    }


def _rejudge(
    store: Store,
    connection: Connection,
    workspace: str,
    changed: Mapping[Place, Hearing],
    before: Mapping[Place, _Standing],
    now: datetime,
) -> None:
    rows = tables.mentions
    for place, hearing in changed.items():
        mention = before[place]
        connection.execute(
            update(rows).where(rows.c.id == mention.id).values(**_judgement(hearing), edits=rows.c.edits + 1)
        )
        history.note(store, workspace, mention.id, by=history.EARSHOT, what="edited", now=now)


def _ask_for_cards(
    store: Store,
    connection: Connection,
    workspace: str,
    placed: Mapping[Place, Hearing],
    fresh: Mapping[Place, _Standing],
    now: datetime,
) -> int:
    """Wish for a card for what is urgent, unless somebody muted said it, or the story is ours, old or settled."""
    rows = tables.mentions
    wanting = {mention.lead for mention in fresh.values()}
    quiet = set(
        connection.execute(
            select(rows.c.id).where(
                rows.c.id.in_(wanting),
                rows.c.is_ours.is_(True) | rows.c.is_backlog.is_(True) | rows.c.state.in_(_SETTLED),
            )
        ).scalars()
    )
    alerting = {
        place: placed[place] for place, mention in fresh.items() if placed[place].alerts and mention.lead not in quiet
    }
    muted = marks.muted(connection, {post_id for post_id, _ in alerting}) if alerting else frozenset()
    urgent = [
        card_of(fresh[place].lead, hearing.watch.channel, hearing.score.urgency)
        for place, hearing in alerting.items()
        if place[0] not in muted
    ]
    return outbox.put(store, workspace, *urgent, now=now)


def card_of(mention_id: int, lane: str, rank: int) -> outbox.Wish:
    """Return the wish for a mention's card in a channel; the same wish twice is one card."""
    return outbox.Wish(key=f"card:{mention_id}:{lane}", kind="card", lane=lane, mention_id=mention_id, rank=rank)


_SETTLED = (State.ANSWERED, State.CLOSED, State.DISMISSED)

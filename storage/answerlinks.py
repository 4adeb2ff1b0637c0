"""Which addresses our answers hold: how often each thing of ours was shared, and what that brought.

Kept as the answers go out (`storage.answers`), in the one spelling of `storage.links`, so that what joins the library
later has its figures at once.
"""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from storage import links, tables
from storage.database import Store
from storage.records import Post, Turn
from storage.upserts import insert_new

LAST = 10  # answers in a community that are looked at
LOOKED_AT = 300  # answers on its platform, for those
_BROUGHT = (Turn.ANSWERED.value, Turn.THANKED.value)
_GROUPS = frozenset({"r", "c", "m", "groups", "g"})  # /r/kettles, /c/kettles: a community within its host


def note(store: Store, connection: Connection, workspace: str, answer_id: int, text: str) -> None:
    """Remember the addresses an answer holds; call it in the transaction that takes the answer in."""
    values = [{"workspace": workspace, "answer_id": answer_id, "key": key} for key in links.written_in(text)]
    if values:
        connection.execute(insert_new(store, tables.answer_links), values)


def figures(connection: Connection, shareable_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Return how many of our answers held each shareable, and how often people answered those; by id."""
    address, link, answer = tables.shareable_addresses, tables.answer_links, tables.answers
    later, turn = tables.answers.alias("later"), tables.history
    pairs = (
        select(address.c.shareable_id, link.c.answer_id)
        .distinct()
        .join(link, (link.c.workspace == address.c.workspace) & (link.c.key == address.c.key))
        .where(address.c.shareable_id.in_(list(shareable_ids)))
        .subquery()
    )
    ours = (turn.c.mention_id == answer.c.mention_id) & (turn.c.at >= answer.c.sent_at) & turn.c.what.in_(_BROUGHT)
    to_a_later = (
        select(later.c.id)
        .where(later.c.mention_id == answer.c.mention_id, later.c.sent_at > answer.c.sent_at)
        .where(later.c.sent_at <= turn.c.at)
        .exists()
    )
    counted = (
        select(pairs.c.shareable_id, func.count(answer.c.id.distinct()), func.count(turn.c.id.distinct()))
        .join(answer, answer.c.id == pairs.c.answer_id)
        .join(turn, ours & ~to_a_later, isouter=True)
        .group_by(pairs.c.shareable_id)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(counted)}


def community(url: str) -> tuple[str, str]:
    """Return where something stands: its host, and the group in it where the address names one."""
    parts = urlsplit(links.canonical_url(url))
    steps = parts.path.split("/")[1:3]
    group = "/".join(steps) if len(steps) > 1 and steps[0] in _GROUPS else ""
    return parts.netloc, group


def only_links(store: Store, workspace: str, post: Post) -> str:
    """Return the community of a post where each of our last ten answers there held a link, else nothing."""
    answer, told, link = tables.answers, tables.posts, tables.answer_links
    holds = select(link.c.answer_id).where(link.c.answer_id == answer.c.id).exists()
    last = (
        select(told.c.url, holds.label("holds"))
        .join(told, told.c.id == answer.c.post_id)
        .where(answer.c.workspace == workspace, answer.c.source == post.source)
        .order_by(answer.c.sent_at.desc())
        .limit(LOOKED_AT)
    )
    here = community(post.url)
    with store.reading() as connection:
        found = connection.execute(last).all()
    there = [row.holds for row in found if community(row.url) == here][:LAST]
    return "/".join(filter(None, here)) if len(there) == LAST and all(there) else ""

"""Whom somebody would have us forget: asked for the window, and again when it is sent off."""

from dataclasses import dataclass

from bot.blocks import person as person_blocks, windows
from bot.blocks.message import Block
from bot.desk import Desk
from storage import mentions, people, sources, whom
from storage.records import Mention
from storage.whom import Somebody, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Somebody, and how a window calls them."""

    somebody: Somebody
    head: tuple[Block, ...]


def meant(desk: Desk, carried: str) -> Meant | None:
    """Return who is meant by "mention:person" (either may be missing), None where they are gone by now.

    Where nobody knows who wrote a post, that post alone is.
    """
    first, _, second = carried.partition(":")
    person = people.get(desk.store, desk.workspace, int(second)) if second.isdecimal() else None
    if person is not None:
        somebody = whom.find(desk.store, desk.workspace, Whom(person=person.id))
        return Meant(somebody=somebody, head=person_blocks.head(person))
    mention = mentions.get(desk.store, desk.workspace, int(first)) if first.isdecimal() and not second else None
    if mention is None or mention.is_forgotten:
        return None
    title = sources.facts(desk.store, mention.post.source).title
    found = whom.find(desk.store, desk.workspace, _wrote(mention))
    return Meant(somebody=found, head=tuple(windows.head(mention, title)))


def _wrote(mention: Mention) -> Whom:
    post = mention.post
    told = post.author.id or post.author.handle or post.author.name
    return Whom(source=post.source, author=told) if told else Whom(source=post.source, post=post.external_id)

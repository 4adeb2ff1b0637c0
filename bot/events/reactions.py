"""Reactions under a card, as shortcuts: 👀 makes it yours, ✅ says that it is done; taken away, it is undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import telling
from bot.asked import Happening
from bot.blocks import phrases
from bot.desk import Desk
from storage import answers, cards, claims, mentions, reactions, undoing
from storage.mentions import Moved
from storage.records import CardPlace, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """Who put a reaction where, so that they can be told what only they see."""

    user: str
    channel: str
    thread_ts: str = ""
    trigger_id: str = ""
    in_window: bool = False
    response_url: str = ""
    view_id: str = ""


def added(desk: Desk, happening: Happening) -> None:
    """Do what the emoji stands for; tell the person where it could not be done."""
    mention_id = _mention(desk, happening)
    does = _does(desk, happening)
    if not mention_id or does not in ADDED:
        return
    moved = ADDED[does](desk, mention_id, happening)
    if moved is not None and not moved.moved and moved.mention.owner != happening.user:
        item = happening.event.get("item") or {}
        reacted = Reacted(user=happening.user, channel=str(item.get("channel") or ""))
        telling.tell(desk, reacted, phrases.taken(moved.mention, happening.user))


def removed(desk: Desk, happening: Happening) -> None:
    """Undo what this person did with it, unless something happened since; that needs no words."""
    mention_id = _mention(desk, happening)
    undo = REMOVED.get(_does(desk, happening))
    if mention_id and undo:
        undo(desk.store, desk.workspace, mention_id, by=happening.user, now=happening.at)


def _claim(desk: Desk, mention_id: int, happening: Happening) -> Moved | None:
    return claims.take(desk.store, desk.workspace, mention_id, by=happening.user, now=happening.at)


def _done(desk: Desk, mention_id: int, happening: Happening) -> Moved | None:
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    if mention is not None and mention.state is State.ANSWERED:
        return mentions.close(desk.store, desk.workspace, mention_id, by=happening.user, now=happening.at)
    return answers.by_hand(desk.store, desk.workspace, mention_id, "", by=happening.user, now=happening.at)


def _mention(desk: Desk, happening: Happening) -> int | None:
    item = happening.event.get("item") or {}
    if item.get("type") != "message":
        return None
    place = CardPlace(channel=str(item.get("channel") or ""), ts=str(item.get("ts") or ""))
    return cards.mention_at(desk.store, desk.workspace, place)


def _does(desk: Desk, happening: Happening) -> str:
    """Return what a reaction stands for, whatever its skin tone; nothing where it stands for nothing."""
    emoji = str(happening.event.get("reaction") or "").partition("::")[0]
    own = reactions.of(desk.store, desk.workspace)
    return next((does for does, name in own.items() if name and name == emoji), "")


ADDED: Mapping[str, Callable[[Desk, int, Happening], Moved | None]] = {
    reactions.CLAIM: _claim,
    reactions.DONE: _done,
}
REMOVED: Mapping[str, Callable[..., Moved | None]] = {
    reactions.CLAIM: undoing.unclaim,
    reactions.DONE: undoing.unanswer,
}

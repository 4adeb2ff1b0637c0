"""`/earshot score explain|history|reset`: what was learned from the team, and the way back."""

from bot import learning, telling
from bot.asked import Word
from bot.blocks import score as blocks, text
from bot.blocks.message import Message
from bot.desk import Desk
from bot.watchform import nearest
from storage import feedback, mentions, tastes, watches
from storage.records import Role

VERBS = ("explain", "history", "reset")
NEEDS = dict.fromkeys(("", *VERBS), Role.VIEWER) | {"reset": Role.APPROVER}
SHOWN = 10


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Do what the first word says; without one, explain."""
    verb = words[0].lower() if words else "explain"
    if verb == "explain":
        telling.tell(desk, word, _explain(desk))
    elif verb == "history":
        telling.tell(desk, word, _history(desk))
    elif verb == "reset":
        telling.tell(desk, word, blocks.ask_reset(tastes.current(desk.store, desk.workspace)))
    else:
        telling.tell(desk, word, _unknown(verb))


def _explain(desk: Desk) -> Message:
    names = {watch.id: watch.name for watch in watches.every(desk.store, desk.workspace)}
    return blocks.explain(tastes.current(desk.store, desk.workspace), learning.labels(desk), names)


def _history(desk: Desk) -> Message:
    said = feedback.latest(desk.store, desk.workspace, limit=SHOWN)
    about = mentions.some(desk.store, desk.workspace, [one.mention_id for one in said if one.mention_id])
    lessons = tastes.history(desk.store, desk.workspace, limit=SHOWN)
    return blocks.history(lessons, said, {mention.id: mention for mention in about})


def _unknown(verb: str) -> str:
    meant = nearest(verb, VERBS)
    hint = f" Did you mean `score {meant}`?" if meant else ""
    return f"`score` does not know “{text.short(verb, 40)}”.{hint} It knows {', '.join(VERBS)}."

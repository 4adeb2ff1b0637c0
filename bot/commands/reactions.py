"""`/earshot reactions`: which emoji under a card stands for which button."""

import re

from bot import telling
from bot.asked import Word
from bot.blocks import text
from bot.desk import Desk
from bot.watchform import nearest
from storage import reactions
from storage.records import Role

NEEDS = {"": Role.VIEWER, reactions.CLAIM: Role.APPROVER, reactions.DONE: Role.APPROVER}
DOES = {
    reactions.CLAIM: "makes a card yours",
    reactions.DONE: "marks it as answered elsewhere, and an answered one as served",
}
OFF = "off"
EMOJI = re.compile(r":?([a-z0-9_+'-]{1,100})(?:::[a-z0-9-]+)?:?")
HOW = (
    "Take your own reaction away and it is undone, unless something happened since. Change one with "
    "`/earshot reactions claim :raised_hand:`, or `off`."
)


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show what the reactions do, or let another one do it."""
    does, said = (words[0].lower() if words else ""), " ".join(words[1:])
    emoji = EMOJI.fullmatch(said.lower())
    if not does:
        telling.tell(desk, word, _shown(desk))
    elif does not in DOES:
        meant = nearest(does, DOES)
        hint = f" Did you mean `reactions {meant}`?" if meant else ""
        telling.tell(desk, word, f"`reactions` does not know “{text.short(does, 40)}”.{hint} {HOW}")
    elif emoji is None:
        telling.tell(desk, word, f"Say which by its name, such as `:eyes:`, or `off`. {HOW}")
    else:
        telling.tell(desk, word, _chosen(desk, word, does, "" if emoji[1] == OFF else emoji[1]))


def _chosen(desk: Desk, word: Word, does: str, emoji: str) -> str:
    others = {other: name for other, name in reactions.of(desk.store, desk.workspace).items() if other != does}
    if emoji and emoji in others.values():
        return f":{emoji}: does something else already. {HOW}"
    reactions.choose(desk.store, desk.workspace, does, emoji, by=word.user, now=word.at)
    return f":{emoji}: {DOES[does]} from now on." if emoji else f"No reaction {DOES[does]} any more."


def _shown(desk: Desk) -> str:
    own = reactions.of(desk.store, desk.workspace)
    lines = [f":{own[does]}: {said}." if own[does] else f"No reaction {said}." for does, said in DOES.items()]
    return "\n".join([*lines, HOW])

"""`/earshot tone`: the team's own dictionary for the check of drafts."""

import re

from bot import telling
from bot.asked import Word
from bot.blocks import text
from bot.blocks.message import Message
from bot.desk import Desk
from bot.watchform import nearest
from storage import dictionary
from storage.records import Dictionary, Role, Use

LONGEST = 60
FORGET = "forget"
VERBS = (*Use, FORGET)
NEEDS = dict.fromkeys(map(str, VERBS), Role.APPROVER) | {"": Role.VIEWER}
SAID = {
    Use.AVOID: "Drafts that use {word} are warned about from now on.",
    Use.FINE: "Nobody is warned about {word} any more.",
    Use.NAME: "{word} is a name of ours now: a greeting may hold it.",
}
HOW = (
    "`/earshot tone avoid cheap*` warns about a word (`*`: any ending), `fine` allows one, `name` tells a name of "
    "ours, `forget` takes it out again."
)


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show the dictionary, or change one word of it."""
    verb, said = (words[0].lower() if words else ""), " ".join(words[1:])
    if not verb:
        telling.tell(desk, word, _shown(dictionary.get(desk.store, desk.workspace)))
    elif verb not in VERBS:
        meant = nearest(verb, VERBS)
        hint = f" Did you mean `tone {meant}`?" if meant else ""
        telling.tell(desk, word, f"`tone` does not know “{text.short(verb, 40)}”.{hint} {HOW}")
    elif not re.fullmatch(r"[^,*~]{2,}\*?", said) or len(said) > LONGEST:
        telling.tell(desk, word, f"Say which: 2 to {LONGEST} letters without commas, a `*` only at the end. {HOW}")
    else:
        telling.tell(desk, word, _change(desk, word, verb, said))


def _change(desk: Desk, word: Word, verb: str, said: str) -> str:
    shown = f"“{text.short(said, LONGEST)}”"
    if verb == FORGET:
        gone = dictionary.forget(desk.store, desk.workspace, said)
        return f"{shown} is out of the dictionary." if gone else f"{shown} is not in the dictionary."
    use = Use(verb)
    if not dictionary.say(desk.store, desk.workspace, said, use, by=word.user, now=word.at):
        return f"The dictionary is full ({dictionary.MOST} words): `tone {FORGET}` one first."
    return SAID[use].format(word=shown)


def _shown(own: Dictionary) -> Message:
    lists = (("To avoid", own.avoid), ("Fine", own.fine), ("Names of ours", own.names))
    lines = [f"*{title}*: {', '.join(text.short(each, LONGEST) for each in said)}" for title, said in lists if said]
    told = [*(lines or ["The dictionary is empty: only what is wrong for everybody is warned about."]), HOW]
    return Message(text="\n".join(told), blocks=text.paragraphs(told))

"""`/earshot`: one file per word, one line per word here."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import telling
from bot.asked import Word
from bot.blocks import connect as connect_blocks, help as help_blocks
from bot.commands import connect, digest, health, mine, owed, score, search, tone, watch
from bot.desk import Desk
from bot.door import Door
from bot.watchform import nearest

COMMAND = "/earshot"
REFERENCE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
QUOTES = str.maketrans("“”„«»", '"' * 5)


@dataclass(frozen=True, slots=True)
class Sub:
    """One word after `/earshot`: what it does, how it is written, and what for."""

    run: Callable[[Desk, Word, list[str]], None]
    usage: str
    meaning: str


SUBS: Mapping[str, Sub] = {
    "watch": Sub(
        watch.run, "watch add | edit | list | pause | resume | remove", "what to listen for, why, where to tell"
    ),
    "owed": Sub(owed.run, "owed", "who spoke to us and got no answer, oldest first"),
    "mine": Sub(mine.run, "mine", "what you have claimed, most overdue first"),
    "digest": Sub(
        digest.run, "digest [today | yesterday | week] [watch]", "how much, how urgent, how fast we answered"
    ),
    "search": Sub(search.run, "search refund", "mentions that hold every word"),
    "score": Sub(score.run, "score explain | history | reset", "what Earshot learned from what you said of mentions"),
    "tone": Sub(tone.run, "tone [avoid | fine | name | forget] word", "your own words for the check of drafts"),
    "connect": Sub(connect.run, "connect", "the credentials of the places we listen to, for admins of this Slack"),
    "health": Sub(health.run, "health", "whether everything is heard, and what to do if not"),
}


def register(door: Door) -> None:
    """Let the command come in; forms of watches open at once."""
    door.command(COMMAND, run, opens=opens)


def opens(word: Word) -> str:
    """Return the title of the window a command opens, nothing where it opens none."""
    words = words_of(word.text)
    if words and words[0].lower() == "connect":
        return connect_blocks.TITLE
    return watch.OPENS.get(words[1].lower(), "") if len(words) > 1 and words[0].lower() == "watch" else ""


def run(desk: Desk, word: Word) -> None:
    """Do what the first word says, or help."""
    words = words_of(word.text)
    name = words[0].lower() if words else "help"
    sub = SUBS.get(name)
    if sub is not None:
        sub.run(desk, word, words[1:])
        return
    usages = [(each.usage, each.meaning) for each in SUBS.values()]
    unknown = "" if name == "help" else words[0]
    telling.tell(desk, word, help_blocks.message(usages, unknown=unknown, meant=nearest(name, [*SUBS, "help"])))


def words_of(text: str) -> list[str]:
    """Return the words as they were typed: Slack's references and escapes taken back, quotation marks left out."""
    plain = html.unescape(REFERENCE.sub(lambda found: _named(found[1], found[2] or ""), text))
    return [word.strip('"') for word in plain.translate(QUOTES).split() if word.strip('"')]


def _named(target: str, label: str) -> str:
    """Return what a person typed where Slack put a reference: a channel, a person, an address."""
    if target.startswith(("#", "@")):
        return f"{target[0]}{label}" if label else target
    return target

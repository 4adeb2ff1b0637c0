"""`/earshot`: one file per word, one line per word here."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import telling
from bot.asked import Word
from bot.blocks import (
    connect as connect_blocks,
    help as help_blocks,
    roles as roles_blocks,
    shareables as shareables_blocks,
    shift as shift_blocks,
    track as track_blocks,
)
from bot.commands import (
    connect,
    digest,
    health,
    mine,
    owed,
    person,
    quotes,
    reactions,
    replies,
    roles,
    score,
    search,
    share,
    shift,
    thank,
    tone,
    track,
    watch,
)
from bot.desk import Desk
from bot.door import Door
from bot.watchform import nearest
from storage.records import Role

COMMAND = "/earshot"
REFERENCE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
WINDOWS = {
    "connect": connect_blocks.TITLE,
    "roles": roles_blocks.TITLE,
    "track": track_blocks.TITLE,
    "shift": shift_blocks.TITLE,
    "share": shareables_blocks.TITLE,
}
QUOTES = str.maketrans("“”„«»", '"' * 5)


@dataclass(frozen=True, slots=True)
class Sub:
    """One word after `/earshot`: what it does, the role it needs (or each word after it), its use, what for."""

    run: Callable[[Desk, Word, list[str]], None]
    needs: Role | Mapping[str, Role]
    usage: str
    meaning: str


SUBS: Mapping[str, Sub] = {
    "watch": Sub(
        watch.run,
        watch.NEEDS,
        "watch add | edit | list | pause | resume | remove",
        "what to listen for, why, where to tell",
    ),
    "owed": Sub(owed.run, Role.VIEWER, "owed", "who spoke to us and got no answer, oldest first"),
    "mine": Sub(mine.run, Role.VIEWER, "mine", "what you have claimed, most overdue first"),
    "track": Sub(track.run, Role.RESPONDER, "track https://…", "make a mention of any address, whatever its source"),
    "shift": Sub(shift.run, Role.RESPONDER, "shift end", "all you have goes to a colleague, or back to the queue"),
    "reactions": Sub(
        reactions.run, reactions.NEEDS, "reactions [claim | done] :eyes:", "which emoji under a card does what"
    ),
    "digest": Sub(
        digest.run,
        Role.VIEWER,
        "digest [today | yesterday | week] [watch]",
        "how much, how urgent, how fast we answered",
    ),
    "search": Sub(search.run, Role.VIEWER, "search refund", "mentions that hold every word"),
    "person": Sub(
        person.run, Role.VIEWER, "person [ann | @ann]", "somebody we heard: what they said, who answered, notes"
    ),
    "thank": Sub(thank.run, Role.VIEWER, "thank", "who spoke well of us and heard nothing back"),
    "quotes": Sub(quotes.run, Role.VIEWER, "quotes", "what we may quote, with who said so, when and where"),
    "share": Sub(share.run, Role.VIEWER, "share [refund]", "the library of what is worth sharing: find, add, archive"),
    "score": Sub(
        score.run, score.NEEDS, "score explain | history | reset", "what Earshot learned from what you said of mentions"
    ),
    "tone": Sub(
        tone.run, tone.NEEDS, "tone [avoid | fine | name | forget] word", "your own words for the check of drafts"
    ),
    "replies": Sub(replies.run, Role.VIEWER, "replies", "what your team answers again and again, with gaps to fill in"),
    "connect": Sub(connect.run, Role.ADMIN, "connect", "the credentials of the places we listen to, for admins"),
    "roles": Sub(roles.run, Role.VIEWER, "roles", "who may look, answer, send, set things up; admins change it there"),
    "health": Sub(health.run, Role.VIEWER, "health", "whether everything is heard, and what to do if not"),
}


def register(door: Door) -> None:
    """Let the command come in; forms of watches open at once."""
    door.command(COMMAND, run, needs=needs, opens=opens)


def needs(word: Word) -> Role:
    """Return the role a command needs; what a word does not know needs the most that any of its words does."""
    words = words_of(word.text.lower())
    sub = SUBS.get(words[0]) if words else None
    if sub is None:
        return Role.VIEWER
    if isinstance(sub.needs, Role):
        return sub.needs
    return sub.needs.get(words[1] if len(words) > 1 else "", max(sub.needs.values()))


def opens(word: Word) -> str:
    """Return the title of the window a command opens, nothing where it opens none."""
    words = words_of(word.text)
    if words and words[0].lower() in WINDOWS:
        return WINDOWS[words[0].lower()]
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

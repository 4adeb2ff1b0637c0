"""People found by name, and the forms about them: tags and notes, and what they said to being quoted."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import modals, person as blocks, text
from bot.blocks.message import Block, Message
from storage.profiles import Permission, Person

EDIT, SETTLE = "person_edit", "quote_settle"
LONGEST_NOTE, LONGEST_TAGS = 1500, 300
HOW = "`/earshot person ann` looks for a name, `/earshot person @ann` for exactly that handle."


def edit(person: Person, mention_id: int, window_id: str) -> Block:
    """Return the form for tags and a new note; what it carries renews the window below it."""
    tags = ", ".join(person.tags)
    word: Block = {"type": "plain_text_input", "max_length": LONGEST_TAGS}
    if tags:
        word["initial_value"] = text.cut(tags, LONGEST_TAGS)
    note: Block = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_NOTE}
    shown = [
        text.section(f"*{blocks.called(person.author)}*"),
        modals.question("tags", "Tags", word, "Words with commas between, such as: press, maker.", optional=True),
        modals.question("note", "Add a note", note, "Only your team sees it. Keep to what serves them.", optional=True),
    ]
    carried = f"{mention_id}:{person.id}:{window_id}"
    return modals.modal("Tags and notes", shown, submit="Save", callback=EDIT, metadata=carried)


def settle(mention_id: int, window_id: str) -> Block:
    """Return the form for what somebody said to being quoted, and where."""
    options = [
        {"text": text.plain(said), "value": str(value)}
        for said, value in (("They said yes", Permission.GIVEN), ("They said no", Permission.REFUSED))
    ]
    choice: Block = {"type": "radio_buttons", "options": options}
    where: Block = {"type": "url_text_input", "placeholder": text.plain("https://…")}
    shown = [
        modals.question("said", "May we quote them?", choice),
        modals.question("url", "Where did they say so?", where, "The address of their answer is the proof."),
    ]
    return modals.modal("May we quote?", shown, submit="Keep", callback=SETTLE, metadata=f"{mention_id}:{window_id}")


def listed(found: Sequence[Person], words: str, titles: blocks.Titles, now: datetime) -> Message:
    """Return the people a search found, each with the way to their window."""
    asked = f"“{text.short(words, 60)}”"
    if not found:
        said = f"Nobody we heard is called {asked}. Try a part of the name, or the exact `@handle`."
        return Message(text=said)
    return _entries(f"*Heard people called {asked}, last heard first*", found, titles, now)


def marked(found: Sequence[Person], titles: blocks.Titles, now: datetime) -> Message:
    """Return whom we follow or mute, and how to look for others."""
    if not found:
        return Message(text=f"Nobody is followed or muted. {HOW}")
    return _entries(f"*Whom we follow or mute, the latest first*\n{HOW}", found, titles, now)


def _entries(title: str, found: Sequence[Person], titles: blocks.Titles, now: datetime) -> Message:
    shown = [text.section(title)]
    lines = []
    for person in found:
        places = ", ".join(dict.fromkeys(blocks.source_of(one, titles) for one in person.profiles))
        seen = text.ago(max(one.last_seen for one in person.profiles), now)
        marks = ("👂 followed" if person.followed_at else "", "🔇 muted" if person.muted_at else "")
        lines.append(text.joined((f"*{blocks.called(person.author)}*", places, f"heard {seen}", *marks)))
        button = text.button("Who is this", "person", f"0:{person.id}")
        shown.append(text.section(lines[-1]) | {"accessory": button})
    return Message(text="\n".join([title, *lines]), blocks=shown)

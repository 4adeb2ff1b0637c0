"""Tags and a note were entered: kept, and shown in the window below."""

from bot import persons
from bot.asked import Submission
from bot.blocks import modals
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import marks

MOST_TAGS, LONGEST_TAG = 10, 40


def submit(desk: Desk, form: Submission) -> Answer:
    """Keep the tags in place of those before, and add the note."""
    mention, person, window = [*form.metadata.split(":", 2), "", ""][:3]
    person_id, note = int(person) if person.isdecimal() else 0, form.answer("note")
    with desk.store.transaction():
        kept = marks.tag(desk.store, desk.workspace, person_id, tags(form.answer("tags")), by=form.user, now=form.at)
        if kept and note:
            marks.note(desk.store, desk.workspace, person_id, note, by=form.user, now=form.at)
    if not kept:
        return Answer(view=modals.kept("Not saved", persons.GONE, form.copies))
    persons.renew(desk, window, person_id, int(mention) if mention.isdecimal() else 0)
    return CLOSE


def tags(said: str) -> list[str]:
    """Return the tags of a line: lower case, each once, few and short."""
    words = (" ".join(word.split()).lower()[:LONGEST_TAG].strip() for word in said.split(","))
    return list(dict.fromkeys(word for word in words if word))[:MOST_TAGS]

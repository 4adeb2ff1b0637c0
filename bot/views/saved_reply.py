"""A saved reply was written: kept under its name."""

from collections.abc import Mapping

from bot.asked import Submission
from bot.blocks import modals, phrasebook as blocks, text
from bot.desk import Desk
from bot.door import Answer
from storage import phrasebook
from storage.records import SavedReply

FULL = f"There are {phrasebook.MOST} saved replies already; remove one first with `/earshot replies`."


def check(form: Submission) -> Mapping[str, str]:
    """Refuse one without a name or words."""
    return {name: "Write something here." for name in ("name", "text") if not form.answer(name)}


def submit(desk: Desk, form: Submission) -> Answer:
    """Keep it; a name that is taken is refused where it is another's."""
    number = int(form.metadata) if form.metadata.isdecimal() else 0
    name = " ".join(form.answer("name").split())
    taken = [one for one in phrasebook.every(desk.store, desk.workspace) if one.name.casefold() == name.casefold()]
    if any(one.id != number for one in taken):
        return Answer(errors={"name": "There is one of that name; edit that, or choose another name."})
    chosen = {part: "" if form.answer(part) == blocks.ANY else form.answer(part) for part in ("language", "source")}
    saved = SavedReply(id=number, name=name, text=form.answer("text"), **chosen)
    if not phrasebook.save(desk.store, desk.workspace, saved, by=form.user, now=form.at):
        return Answer(view=modals.kept("Not saved", FULL, form.answers))
    where = "It is offered in the draft window wherever it fits."
    return Answer(view=modals.told(blocks.TITLE, f"*{text.short(name, blocks.LONGEST_NAME)}* is kept. {where}"))

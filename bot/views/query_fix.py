"""The window with a word's effect was sent off: the query leaves it out from now on."""

from bot import noises, watching
from bot.asked import Submission
from bot.blocks import modals, noise as blocks, text
from bot.desk import Desk
from bot.door import Answer
from bot.hygiene import without
from storage import fixes, outbox, watches
from storage.records import FixState


def submit(desk: Desk, form: Submission) -> Answer:
    """Change the query as it stands now, once."""
    fix = fixes.get(desk.store, desk.workspace, int(form.metadata) if form.metadata.isdecimal() else 0)
    watch = watches.get(desk.store, desk.workspace, fix.watch_id) if fix else None
    if fix is None or watch is None:
        return Answer(view=modals.told(blocks.TITLE, watching.GONE))
    query = (watch.query, without(watch.query, fix.term))
    allowed = [FixState.OFFERED, FixState.DECLINED]
    if not fixes.settle(
        desk.store, desk.workspace, fix, FixState.APPLIED, allowed=allowed, by=form.user, now=form.at, query=query
    ):
        return Answer(
            view=modals.told(blocks.TITLE, "Somebody was quicker, or is changing the query; nothing was done.")
        )
    outbox.amend(desk.store, desk.workspace, noises.key_of(fix.id), {}, now=form.at)
    said = (
        f"*{text.short(watch.name, 60)}* leaves out {blocks.called(fix.term)} now. “Undo” on the message takes it back."
    )
    return Answer(view=modals.told(blocks.TITLE, said))

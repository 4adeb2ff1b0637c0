"""Set back: the shipped weights count again; Slack has asked the person. "Bring it back" undoes it."""

from bot import telling
from bot.asked import Press
from bot.blocks import score as blocks
from bot.desk import Desk
from storage import tastes

GONE = "That is not known any more; `/earshot score history` shows what there is."


def press(desk: Desk, press: Press) -> None:
    """Go back to what was shipped, and say how to undo it."""
    before = tastes.reset(desk.store, desk.workspace, by=press.user, now=press.at)
    telling.tell(desk, press, blocks.was_reset(before) if before else blocks.ask_reset(None))


def restore(desk: Desk, press: Press) -> None:
    """Let what was learned count again."""
    lesson = tastes.restore(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    telling.tell(desk, press, blocks.was_restored(lesson) if lesson else GONE)

"""Saved replies are added, edited and removed from their list."""

from bot import telling
from bot.asked import Press
from bot.blocks import modals, phrasebook as blocks, text
from bot.desk import Desk
from storage import phrasebook, sources

REMOVED = "That saved reply is removed. Drafts that hold its words keep them."
GONE = "That saved reply is gone already; `/earshot replies` lists those there are."


def add(desk: Desk, press: Press) -> None:
    """Show the empty form."""
    telling.show(desk, press.view_id, blocks.form(None, sources.every(desk.store)))


def change(desk: Desk, press: Press) -> None:
    """Show one in the form, or remove it."""
    saved = phrasebook.get(desk.store, desk.workspace, press.mention_id)
    if saved is None:
        telling.tell(desk, press, GONE)
    elif press.choice == "edit":
        telling.show(desk, press.view_id, blocks.form(saved, sources.every(desk.store)))
    else:
        phrasebook.remove(desk.store, desk.workspace, saved.id)
        said = f"*{text.short(saved.name, blocks.LONGEST_NAME)}*: {REMOVED}"
        told = [text.section(said), text.quote(text.leaf(saved.text))]  # to copy, where it was a slip
        telling.show(desk, press.view_id, modals.modal(blocks.TITLE, told))

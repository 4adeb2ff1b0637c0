"""A saved reply was chosen in the draft window: its words stand below what was typed, its gaps filled where we know."""

from bot import drafts
from bot.asked import Press
from bot.desk import Desk
from storage import phrasebook
from storage.records import Mention


def press(desk: Desk, press: Press) -> None:
    """Put it into the text; one that was removed meanwhile changes nothing."""
    chosen = int(press.choice) if press.choice.isdecimal() else 0
    saved = phrasebook.get(desk.store, desk.workspace, chosen)

    def change(typed: str, mention: Mention) -> str:
        return drafts.added(typed, phrasebook.fill(saved.text, known(mention))) if saved else typed

    drafts.redraw(desk, press, change)


def known(mention: Mention) -> dict[str, str]:
    """Return what fills gaps by itself, from the post; what nobody knows stays open."""
    author = mention.post.author
    handle = author.handle.strip().lstrip("@")
    return {
        "name": " ".join(author.name.split()) or handle,
        "handle": f"@{handle}" if handle else "",
        "brand": mention.watch.name,
        "post": mention.post.url,
    }

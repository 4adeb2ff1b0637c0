"""Something worth sharing was chosen in the draft window: its address stands below what was typed."""

from bot import drafts
from bot.asked import Press
from bot.desk import Desk
from storage import shareables


def press(desk: Desk, press: Press) -> None:
    """Put the address into the text, once; one that is gone meanwhile changes nothing."""
    one = shareables.get(desk.store, desk.workspace, press.mention_id)

    def change(typed: str, _mention: object) -> str:
        return typed if one is None or one.url in typed else drafts.added(typed, one.url)

    drafts.redraw(desk, press, change)

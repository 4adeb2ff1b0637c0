"""Forget this person: what that would take out, told before anything is."""

from bot import forgetting as asked
from bot.asked import Press
from bot.blocks import forgetting as blocks
from bot.desk import Desk
from bot.filling import fill
from storage import forgetting
from storage.records import Mention, SourceFacts


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open."""

    def draw(mention: Mention, source: SourceFacts) -> dict[str, object]:
        somebody = asked.who_wrote(desk.store, mention)
        lines = forgetting.preview(desk.store, somebody, now=press.at).lines()
        return blocks.window(mention, lines, source=source.title, alone=not somebody.accounts)

    fill(desk, press, draw)

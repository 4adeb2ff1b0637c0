"""Earlier versions: read in the draft window, and taken up again; what was being written is kept aside first."""

from bot import drafts, telling
from bot.asked import Press
from bot.blocks import drafting, phrases, versions as blocks
from bot.desk import Desk
from storage import mentions, replies, sources


def press(desk: Desk, press: Press) -> None:
    """Show every text there was in place of the form."""
    carried = drafting.carried(press.metadata)
    mention = mentions.get(desk.store, desk.workspace, carried.mention)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    typed = press.answers.get(carried.block, "")
    aside = _keep(desk, press, mention.id, typed, base=carried.version)
    found = replies.versions(desk.store, desk.workspace, mention.id)
    title = sources.facts(desk.store, mention.post.source).title
    telling.show(desk, press.window_id, blocks.window(press.metadata, mention, found, source=title, aside=aside))


def take_up(desk: Desk, press: Press) -> None:
    """Put a text of before into the form; it becomes the draft when it is saved."""
    chosen = int(press.choice) if press.choice.isdecimal() else 0
    found = replies.versions(desk.store, desk.workspace, press.mention_id)
    words = next((version.text for version in found if version.id == chosen), "")
    drafts.redraw(desk, press, lambda _typed, _mention: words)


def _keep(desk: Desk, press: Press, mention_id: int, typed: str, *, base: int) -> int:
    """Keep what was being written, unless it is kept already; return its id, 0 for nothing."""
    if not typed.strip():
        return 0
    found = replies.versions(desk.store, desk.workspace, mention_id)
    known = next((version.id for version in found if version.text == typed), None)
    if known is not None:
        return known
    kept = replies.put_aside(desk.store, desk.workspace, mention_id, typed, base=base, by=press.user, now=press.at)
    return kept or 0

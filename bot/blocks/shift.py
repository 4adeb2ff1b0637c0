"""The end of a shift: what goes to whom, shown before and told after."""

from collections.abc import Mapping, Sequence

from bot.blocks import card, modals, text
from bot.blocks.message import Block, Message
from storage.records import Mention

FORM, TITLE = "shift", "End of shift"
SHOWN = 20
MOST = 300  # ids a form can carry
NOTHING_MINE = "You have nothing claimed: there is nothing to hand over. `/earshot owed` lists who waits."


def window(mine: Sequence[Mention], titles: Mapping[str, str]) -> Block:
    """Return the form that shows what goes, and asks to whom."""
    if not mine:
        return modals.told(TITLE, NOTHING_MINE)
    hint = "They are told what they get. Leave it empty to give everything back to the queue."
    person: Block = {"type": "users_select", "placeholder": text.plain("Back to the queue")}
    blocks = [
        modals.question("to", "Who takes over?", person, hint, optional=True),
        text.section(f"*{_counted(mine).capitalize()} will go; drafts go along:*"),
        *_rows(mine, titles),
        text.context("It can be taken back afterwards, as long as nobody did anything with it."),
    ]
    ids = ",".join(str(mention.id) for mention in mine[:MOST])
    return modals.modal(TITLE, blocks, submit="End my shift", callback=FORM, metadata=ids)


def told(row_id: int, moved: Sequence[Mention], *, by: str, to: str, reader: str, titles: Mapping[str, str]) -> Message:
    """Return what moved, to who gave it away, with a way back, or to who has it now."""
    whose = f"{text.person(to)} has it now" if to else "it is in the queue again"
    said = f"🌙 Your shift is over: {_counted(moved)}, {whose}."
    if reader != by:
        said = f"🌙 {text.person(by)}'s shift is over: {_counted(moved)} with you now."
    undo: list[Block] = [{"type": "actions", "elements": [text.button("Take it back", "shift_undo", row_id)]}]
    return Message(text=said, blocks=[text.section(said), *_rows(moved, titles), *(undo if reader == by else [])])


def taken_back(back: int, of: int) -> Message:
    """Return what stands there once it was taken back."""
    kept = f" {of - back} stayed: somebody took them up meanwhile." if back < of else ""
    said = f"↩️ Taken back: {back} of {of} yours again.{kept}"
    return Message(text=said, blocks=[text.section(said)])


def _rows(mentions: Sequence[Mention], titles: Mapping[str, str]) -> list[Block]:
    rows = [
        text.section(card.row(mention, titles.get(mention.post.source, mention.post.source)))
        | {"accessory": text.button("Show card", "show_card", mention.id)}
        for mention in mentions[:SHOWN]
    ]
    more = len(mentions) - SHOWN
    return [*rows, *([text.context(f"and {more} more")] if more > 0 else [])]


def _counted(mentions: Sequence[Mention]) -> str:
    return f"{len(mentions)} mentions" if len(mentions) != 1 else "one mention"

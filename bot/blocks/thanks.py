"""Whom to thank: who spoke well of us and heard nothing back, one below the other, and the window that begins it."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import lists, modals, phrases, text, windows
from bot.blocks.message import Block, Message
from storage.records import Mention

TITLE = "Say thank you"
NOBODY = "Nobody waits for a thank you: whoever spoke well of us lately was answered, or nobody did."
AGAIN = "Nobody is thanked twice in thirty days; it would ring hollow."
SHOWN = 3  # at Home, which has much else to show


def queue(waiting: Sequence[Mention], titles: lists.Titles, now: datetime) -> Message:
    """Return the people to thank, the latest first."""
    if not waiting:
        return Message(text=NOBODY)
    count = f"{len(waiting)} {'person' if len(waiting) == 1 else 'people'}"
    title = f"*{count} spoke well of us and heard nothing back, the latest first*"
    entries = lists.entries(waiting, titles, now, button=_button)
    said = f"{title}\n{lists.fallbacks(waiting, titles)}"
    return Message(text=said, blocks=[text.section(title), *entries, text.context(AGAIN)])


def at_home(first: Sequence[Mention], count: int, titles: lists.Titles, now: datetime) -> list[Block]:
    """Return the first few of so many for the Home tab, nothing where there is nobody."""
    if not first:
        return []
    entries = lists.entries(first, titles, now, button=_button)
    more = lists.left_out(count, len(first))
    return [text.header(f"{TITLE}: {count:,}"), *entries, *([text.context(more)] if more else [])]


def begun(mention: Mention, draft: str, *, source: str) -> Block:
    """Return the window after somebody set out to thank: it is theirs, and the draft is begun."""
    blocks = [
        *windows.head(mention, source),
        *windows.post(mention, windows.POST_SHOWN),
        text.section("It is yours now. The draft is begun; make it your own words before it goes out:"),
        text.quote(text.leaf(draft)),
        _steps(mention),
    ]
    return modals.modal(TITLE, blocks)


def refused(mention: Mention, by: str, at: datetime | None) -> str:
    """Return why somebody is not thanked now."""
    if not by:
        return phrases.stands(mention)
    when = f", {text.day(at)}" if at else ""
    return f"{text.person(by)} thanked them already, or is about to{when}. {AGAIN}"


def _button(mention: Mention) -> Block:
    return text.button("Thank", "thank", mention.id, style="primary")


def _steps(mention: Mention) -> Block:
    steps = [
        text.button("Draft reply", "draft", mention.id, style="primary"),
        text.button("I posted it", "posted", mention.id),
        text.button("Release", "release", mention.id),
    ]
    return {"type": "actions", "elements": steps}

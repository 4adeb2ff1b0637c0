"""Messages about many mentions, or about ourselves: what was there before, bursts, late answers, deaf listeners."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.blocks import card, modals, text
from bot.blocks.message import Block, Message
from storage.records import Mention, Watch

TOP = 5
ROWS = 30  # of a window's list; it turns pages


def opening(watch: Watch, top: Sequence[Mention], count: int, sources: Mapping[str, str]) -> Message:
    """Return the first card of a watch: the most urgent of what was already out there."""
    name = text.short(watch.name, 60)
    silent = f" It listens silently for {watch.silent_days} days." if watch.silent_since is not None else ""
    if not count:
        comes = f".{silent}" if silent else "; what comes is told here."
        said = f"👂 *{name}* listens now. Nothing matching is out there yet{comes}"
        return Message(text=said, blocks=[text.section(said)])
    found = (
        f"{count} mentions were already out there; they do"
        if count > 1
        else "One mention was already out there; it does"
    )
    said = f"👂 *{name}* listens now.{silent} {found} not alert." + (" The most urgent:" if count > 1 else "")
    rows = [_row(mention, sources) for mention in top[:TOP]]
    rest = [text.context(f"{count - len(rows)} more wait in the memory: `/earshot search`, `/earshot owed`")]
    return Message(text=said, blocks=[text.section(said), *rows, *(rest if count > len(rows) else [])])


def burst(row_id: int, top: Sequence[Mention], count: int, sources: Mapping[str, str]) -> Message:
    """Return one card for many: their number, the most urgent, and a way to all of them."""
    said = f"🌊 *{count} more mentions* came at once. Nothing is lost; each gets its card when you ask for it."
    lines = [
        text.context(card.row(mention, sources.get(mention.post.source, mention.post.source))) for mention in top[:TOP]
    ]
    show = {"type": "actions", "elements": [text.button("Show the list", "show_list", f"{row_id}:0", style="primary")]}
    return Message(text=said, blocks=[text.section(said), *lines, show])


def burst_list(row_id: int, shown: Sequence[Mention], start: int, count: int, sources: Mapping[str, str]) -> Block:
    """Return a page of the window that lists a burst."""
    until = start + len(shown)
    turns = [
        *([text.button("Earlier", "turn_back", f"{row_id}:{max(0, start - ROWS)}")] if start else []),
        *([text.button("Next", "turn_on", f"{row_id}:{start + ROWS}")] if start + ROWS < count else []),
    ]
    blocks = [
        text.context(f"{start + 1} to {until} of {count}, most urgent first" if shown else "They are gone by now."),
        *(_row(mention, sources) for mention in shown),
        *([{"type": "actions", "elements": turns}] if turns else []),
    ]
    return modals.modal("At once", blocks)


def late(mention: Mention, now: datetime) -> Message:
    """Return the reminder in the card's thread: an answer was promised, and the time is over."""
    since = text.span(now - mention.claimed_at) if mention.claimed_at else "a while"
    promised = _duration(mention.watch.answer_within)
    said = (
        f"⏰ {text.person(mention.owner)}, you have had this for {since}; "
        f"the watch promises an answer within {promised}. "
        "Answer it, or press *Release* so that somebody else can."
    )
    return Message(text=said, blocks=[text.section(said)])


def blind(source: str, watch: str, error: str, since: datetime | None) -> Message:
    """Return the notice that a listener hears nothing, and what that means."""
    when = f" since {text.at(since)}" if since else ""
    said = (
        f"🙉 *{text.short(watch, 60)}* hears nothing from {text.short(source, 60)}{when}. "
        "Earshot keeps trying and reads on from where it stopped. `/earshot health` tells more."
    )
    return Message(
        text=said,
        blocks=[text.section(said), text.quote(text.leaf(text.cut(text.one_line(error) or "no reason given", 300)))],
    )


def sighted(source: str, watch: str, since: datetime | None, now: datetime) -> Message:
    """Return the notice that a listener hears again."""
    gap = f" after {text.span(now - since)}" if since else ""
    said = f"👂 *{text.short(watch, 60)}* hears {text.short(source, 60)} again{gap}."
    return Message(text=said, blocks=[text.section(said)])


def refused(source: str, watches: Sequence[str], error: str, since: datetime) -> Message:
    """Return the notice that a place takes our credential no longer, whom that keeps from hearing, and what to do."""
    names = ", ".join(f"*{text.short(name, 60)}*" for name in watches[:TOP]) or "Nobody"
    more = f" and {len(watches) - TOP} more" if len(watches) > TOP else ""
    said = (
        f"🔑 {text.short(source, 60)} takes our credential no longer, since {text.at(since)}. {names}{more} "
        f"{'hear' if len(watches) > 1 else 'hears'} nothing from there meanwhile. Earshot keeps trying and reads on "
        "from where it stopped. An admin of this Slack can enter a new one here, or whoever runs Earshot, in its "
        "environment."
    )
    return Message(
        text=said,
        blocks=[
            text.section(said),
            text.quote(text.leaf(text.cut(text.one_line(error) or "no reason given", 300))),
            {"type": "actions", "elements": [text.button("Connections", "connect", "notice", style="primary")]},
        ],
    )


def let_in(source: str, since: datetime, until: datetime) -> Message:
    """Return the notice that a place takes our credential again."""
    said = f"🔑 {text.short(source, 60)} takes our credential again, after {text.span(until - since)}."
    return Message(text=said, blocks=[text.section(said)])


def note(words_of_ours: str) -> Message:
    """Return a plain notice."""
    said = text.cut(words_of_ours, text.SECTION)
    return Message(text=said, blocks=[text.section(said)])


def _row(mention: Mention, sources: Mapping[str, str]) -> Block:
    said = card.row(mention, sources.get(mention.post.source, mention.post.source))
    return text.section(said) | {"accessory": text.button("Show card", "show_card", mention.id)}


def _duration(length: timedelta) -> str:
    return text.span(length) if length >= timedelta(minutes=1) else "a minute"

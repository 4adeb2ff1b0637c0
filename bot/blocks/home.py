"""The Home tab: what I have, who waits, how well we hear, and the next thing to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import lists, text
from bot.blocks.message import Block
from storage.records import Mention, State

SHOWN = 8
MOST_BLOCKS = 100


def home(
    mine: Sequence[Mention],
    waiting: Sequence[Mention],
    watches: Sequence[Sequence[Block]],
    titles: Mapping[str, str],
    now: datetime,
    *,
    waits: int,
    extra: Sequence[Block] = (),
    kind: Sequence[Block] = (),
) -> Block:
    """Return the tab; `watches` are the entries of the watch list, `extra` is what else a person should see to.

    `waits` tells how many wait; `waiting` holds the oldest. `kind` are those who spoke well of us.
    """
    people = [*_mine(mine, titles, now), *extra, *_waiting(waiting, waits, titles, now)]
    blocks = [*people, *kind, text.header("Watches")]
    add: Block = {
        "type": "actions",
        "elements": [
            text.button("Add a watch", "watch_add", "add", style="" if watches else "primary"),
            text.button("Connections", "connect", "home"),
        ],
    }
    if not watches:
        blocks.append(text.section("Earshot watches nothing yet: say what to listen for, why, and where to tell."))
    for shown, entry in enumerate(watches):
        if len(blocks) + len(entry) + 2 > MOST_BLOCKS:
            blocks.append(text.context(lists.left_out(len(watches), shown)))
            break
        blocks += entry
    return {"type": "home", "blocks": [*blocks, add]}


def _mine(mine: Sequence[Mention], titles: Mapping[str, str], now: datetime) -> list[Block]:
    if not mine:
        return [text.header("Mine"), text.section("You have nothing claimed.")]
    entries = []
    for mention in mine[:SHOWN]:
        until = f"yours until {text.clock(mention.lease_until)}" if mention.lease_until else ""
        note = text.joined((lists.overdue(mention, now), until))
        entries.append(text.section(f"{lists.line(mention, titles, now)} · {note}"))
        entries.append({"type": "actions", "elements": _steps(mention)})
    more = lists.left_out(len(mine), SHOWN)
    over: Block = {"type": "actions", "elements": [text.button("End of shift", "shift", "home")]}
    return [text.header(f"Mine: {len(mine)}"), *entries, *([text.context(more)] if more else []), over]


def _waiting(waiting: Sequence[Mention], waits: int, titles: Mapping[str, str], now: datetime) -> list[Block]:
    if not waiting:
        return [text.header("Waiting"), text.section("Nobody is waiting for an answer.")]
    more = lists.left_out(waits, SHOWN)
    entries = [*lists.entries(waiting[:SHOWN], titles, now), *([text.context(more)] if more else [])]
    free = next((mention for mention in waiting if mention.state in {State.HEARD, State.ALERTED}), None)
    title = text.header(f"Waiting for an answer: {waits:,}, oldest first")
    if free is None:
        return [title, *entries]
    claim = text.button("Claim the next", "claim_next", "next", style="primary")
    return [title, {"type": "actions", "elements": [claim]}, *entries]


def _steps(mention: Mention) -> list[Block]:
    address = text.web_address(mention.post.url)
    return [
        text.button("Draft reply", "draft", mention.id, style="primary"),
        text.button("I posted it", "posted", mention.id),
        text.button("Release", "release", mention.id),
        text.button("Show card", "show_card", mention.id),
        *([text.button("Open post", "open_post", mention.id, url=address)] if address else []),
    ]

"""What people ask to see, read from the memory as messages: commands, buttons and the Home tab show the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import digest, digests, report, telling
from bot.asked import Press, Word
from bot.blocks import digest as digest_blocks, health as health_blocks, lists, text, watches as watch_blocks
from bot.blocks.message import Block, Message
from bot.desk import Desk
from bot.digests import Wish
from bot.slack_errors import SLACK_TROUBLE
from storage import cursors, figures, mentions, outbox, sources, spending, watches
from storage.records import Listener, Mention, Watch

MOST = 200
MOST_EARS = 9  # and the line that counts the rest: Slack takes ten parts in small type
MOST_CAPS = 12
MOST_BLOCKS = 30  # of listeners; a message holds 50
NOBODY_WAITS = "Nobody is waiting for an answer."
NOTHING_MINE = "You have nothing claimed. `/earshot owed` lists who waits for an answer."
HEALTHY, AILING = "Everything is heard", "Not everything is heard"


def titles(desk: Desk) -> Mapping[str, str]:
    """Return each source's title for people."""
    return {fact.name: fact.title for fact in sources.every(desk.store)}


def waiting(
    desk: Desk, watch_id: int | None = None, *, limit: int = MOST
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who tagged us and got no answer, and what else was alerted and nobody has; both oldest first."""
    owed = mentions.owed(desk.store, desk.workspace, watch_id=watch_id, limit=limit)
    known = {mention.id for mention in owed}
    alerted = mentions.unclaimed(desk.store, desk.workspace, watch_id=watch_id, limit=limit)
    return owed, tuple(mention for mention in alerted if mention.id not in known)


def mine_of(desk: Desk, user: str) -> list[Mention]:
    """Return what a person has claimed and not answered, most overdue first."""
    return sorted(mentions.mine(desk.store, desk.workspace, user, limit=MOST), key=lists.due_at)


def owed(desk: Desk, now: datetime, watch_id: int | None = None) -> Message:
    """Return who waits for an answer."""
    spoke, alerted = waiting(desk, watch_id)
    if not spoke and not alerted:
        return Message(text=NOBODY_WAITS)
    named = titles(desk)
    blocks = [*_part("They spoke to us and got no answer", spoke, named, now)]
    blocks += _part("Alerted, and nobody has it", alerted, named, now)
    said = f"{digest.counted(len(spoke), 'person waits', 'people wait')} for an answer"
    return Message(text=f"{said}\n{lists.fallbacks([*spoke, *alerted], named)}", blocks=blocks)


def mine(desk: Desk, user: str, now: datetime) -> Message:
    """Return what a person has claimed, most overdue first."""
    held = mine_of(desk, user)
    if not held:
        return Message(text=NOTHING_MINE)
    named = titles(desk)
    entries = lists.entries(held, named, now, note=lambda mention: lists.overdue(mention, now))
    title = f"*You have {digest.counted(len(held), 'mention')}, most overdue first*"
    return Message(text=f"{title}\n{lists.fallbacks(held, named)}", blocks=[text.section(title), *entries])


def found(desk: Desk, words: Sequence[str], now: datetime) -> Message:
    """Return the newest mentions that hold every word."""
    hits = mentions.search(desk.store, desk.workspace, words, limit=MOST)
    asked = f"“{text.short(' '.join(words), 100)}”"
    if not hits:
        return Message(text=f"No mention holds {asked}. Every word must occur; try fewer or shorter ones.")
    many = "or more " if len(hits) == MOST else ""
    title = f"*{digest.counted(len(hits), 'mention')} {many}with {asked}, newest first*"
    named = titles(desk)
    return Message(
        text=f"{title}\n{lists.fallbacks(hits, named)}", blocks=[text.section(title), *lists.entries(hits, named, now)]
    )


def health(desk: Desk, now: datetime) -> Message:
    """Return how well every listener hears and how the outbox stands, with what to do."""
    every, heard = watches.every(desk.store, desk.workspace), cursors.every(desk.store, desk.workspace)
    if not heard:
        return Message(text="Nobody is listening yet: add a watch with `/earshot watch add`.")
    resting = {watch.id for watch in every if watch.paused}
    ailing = [ear for ear in heard if ear.watch_id not in resting and not health_blocks.is_well(ear, now)]
    title = f"⚠️ *{AILING}*" if ailing else f"✅ *{HEALTHY}*"
    blocks = [text.section(title), *_ears(desk, every, heard, now), *_outbox(desk, now), *_spent(desk, now)]
    if ailing:
        blocks.append(
            text.context(
                "Earshot keeps trying by itself. Mend an address or a setting with `/earshot watch edit …`; "
                "`python -m listeners try …` shows what a source says right now."
            )
        )
    said = [line for ear in ailing for line in [health_blocks.ear(ear, titles(desk), now)]]
    return Message(text="\n".join([title, *said[: lists.SHOWN]]), blocks=blocks)


def _spent(desk: Desk, now: datetime) -> list[Block]:
    """Return what asking has used up of the caps that last."""
    used = spending.running(desk.store, now=now)
    named = titles(desk)
    return [text.context("\n".join(health_blocks.spent(one, named) for one in used[:MOST_CAPS]))] if used else []


def watch_list(desk: Desk, now: datetime) -> Message:
    """Return every watch with the health of its ears and its buttons."""
    every = watches.every(desk.store, desk.workspace)
    add: Block = {
        "type": "actions",
        "elements": [text.button("Add a watch", "watch_add", "add", style="" if every else "primary")],
    }
    if not every:
        said = "Earshot watches nothing yet. Add the first watch: what to listen for, why, and where to tell."
        return Message(text=said, blocks=[text.section(said), add])
    shown = every[: lists.SHOWN]
    blocks = [block for watch in shown for block in watch_entry(desk, watch, now)]
    more = lists.left_out(len(every))
    names = "; ".join(text.short(watch.name, 60) for watch in every)
    return Message(text=f"Watches: {names}", blocks=[*blocks, *([text.context(more)] if more else []), add])


def watch_entry(desk: Desk, watch: Watch, now: datetime) -> list[Block]:
    """Return one watch of the list."""
    named = titles(desk)
    ears = [ear for ear in cursors.every(desk.store, desk.workspace) if ear.watch_id == watch.id]
    lines = [health_blocks.ear(ear, named, now, paused=watch.paused) for ear in ears]
    return watch_blocks.entry(watch, lines, goes=goes(desk, watch))


def goes(desk: Desk, watch: Watch) -> str:
    """Return what removing a watch takes with it, and what stays."""
    heard = digest.counted(figures.heard_in_all(desk.store, watch.id), "mention")
    name = text.cut(watch.name, 60)
    return (
        f"{name} stops listening for good. Its {heard} go, with their claims, drafts and history; the posts themselves "
        "stay stored. Pausing it instead keeps everything."
    )


def show_digest(desk: Desk, asked: Word | Press, wish: Wish, watch: Watch | None, now: datetime) -> None:
    """Show a person a digest only they see, without the chart where Slack refuses it."""
    period = digests.period_of(wish, watch, report.zone_of(desk.store, desk.workspace, watch), now)
    notes = digests.notes_of(watch, {})
    told = report.gather(desk.store, desk.workspace, period, watch, now=now, notes=notes)
    drawn = digest_blocks.message(told, share=wish.value())
    try:
        if asked.channel:
            desk.slack.chat_postEphemeral(
                channel=asked.channel, user=asked.user, text=drawn.text, blocks=list(drawn.blocks)
            )
            return
    except SLACK_TROUBLE:
        pass  # not a member, or no chart: `tell` takes the way that is open
    telling.tell(desk, asked, Message(text=drawn.text, blocks=drawn.simpler))


def _part(title: str, found: Sequence[Mention], named: Mapping[str, str], now: datetime) -> list[Block]:
    if not found:
        return []
    return [text.section(f"*{title}*, oldest first"), *lists.entries(found, named, now)]


def _ears(desk: Desk, every: Sequence[Watch], heard: Sequence[Listener], now: datetime) -> list[Block]:
    """Return the listeners by watch, the ailing ones first, few enough for one message."""
    named, left = titles(desk), 0
    blocks: list[Block] = []
    for watch in every:
        own = [ear for ear in heard if ear.watch_id == watch.id]
        own.sort(key=lambda ear: health_blocks.is_well(ear, now))
        lines = [health_blocks.ear(ear, named, now, paused=watch.paused) for ear in own[:MOST_EARS]]
        if len(own) > MOST_EARS:
            lines.append(lists.left_out(len(own), MOST_EARS))
        if len(blocks) < MOST_BLOCKS:
            blocks.append(text.section(f"*{text.short(watch.name, 60)}*"))
            blocks.append(text.context(*(lines or ["⚠️ It listens nowhere."])))
        else:
            left += 1
    return [*blocks, *([text.context(f"and {left} more watches")] if left else [])]


def _outbox(desk: Desk, now: datetime) -> list[Block]:
    stands = outbox.backlog(desk.store, desk.workspace, now=now)
    waits = digest.counted(stands.waiting, "message")
    age = f", the oldest for {text.span(now - stands.oldest_due)}" if stands.oldest_due else ""
    lines = [f"📤 {waits} on the way to Slack{age}" if stands.waiting else "📤 Everything was told to Slack"]
    if stands.failed:
        lines.append(
            f"⚠️ {digest.counted(stands.failed, 'message')} Slack would not take; the log says why, "
            "`python -m bot check` what to mend."
        )
    return [text.context(*lines)]

"""A test card: what a real one looks like, about a post that nobody wrote. Nothing of it is remembered."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.blocks import card, text
from bot.blocks.message import Block, Message
from storage.records import Author, Kind, Mention, Post, Reason, State, Watch

MARK = "🧪 *Test card* – nobody wrote this"
TELL = "Sent by `python -m bot init`; nothing of it is kept. Once Earshot runs, press a button: it answers only you."
HEARD = (
    "✅ Earshot hears you: your button came through, and this answer came back. It was only a test card, so nothing "
    "was changed; you may delete it."
)
PREFIX = "trial_"
BUTTONS = tuple(f"{PREFIX}{name}" for name in ("claim", "draft", "posted", "dismiss", "why", "card_menu"))
REASONS = (
    Reason(factor="stars", points=35, evidence="1 of 5"),
    Reason(factor="asks_for_help", points=25, evidence="who can help me"),
    Reason(factor="money", points=12, evidence="charged twice"),
)


def message(watch: Watch, *, now: datetime) -> Message:
    """Return the card of an invented review for a watch, marked as a test in its text and in its first line."""
    shown = card.card(_mention(watch, now), source="Example Reviews", reply=None, now=now)
    blocks = [text.section(MARK), *map(_harmless, shown.blocks), text.context(TELL)]
    return replace(shown, text=f"Test card, nobody wrote this: {shown.text}", blocks=blocks)


def _harmless(block: Block) -> Block:
    """Return the block with buttons that only answer."""
    if block["type"] != "actions":
        return block
    return block | {"elements": [{**each, "action_id": PREFIX + each["action_id"]} for each in block["elements"]]}


def _mention(watch: Watch, now: datetime) -> Mention:
    post = Post(
        source="example",
        external_id="test",
        kind=Kind.REVIEW,
        text=f"I was charged twice for my {watch.name} order and nobody answers. Who can help me?",
        rating=1,
        author=Author(id="test", handle="nobody", name="A person who does not exist"),
        posted_at=now - timedelta(minutes=4),
    )
    return Mention(
        id=0,
        workspace="",
        post_id=0,
        post=post,
        watch=watch,
        bundle_id=None,
        state=State.HEARD,
        urgency=sum(reason.points for reason in REASONS),
        reasons=REASONS,
        matched=(watch.name,),
        owner="",
        heard_at=now,
        alerted_at=None,
        claimed_at=None,
        answered_at=None,
        closed_at=None,
        dismissed_as=None,
        answer_url="",
        answered_by="",
        is_ours=False,
        is_backlog=False,
        edits=0,
        copies=0,
        outlets=(),
        cards=(),
    )

"""Mentions one below the other: what is owed, what is mine, what was found. Long lists are cut and say so."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.blocks import card, text, words
from bot.blocks.message import Block, Message
from storage.records import Mention, State

SHOWN = 10
WORDS = 70

Titles = Mapping[str, str]


def line(mention: Mention, titles: Titles, now: datetime) -> str:
    """Return a mention in one short line: linked words, urgency, place, author, age, and who has it."""
    said = text.link(mention.post.url, words.first_words(mention, WORDS))
    place = text.short(words.place(mention, titles.get(mention.post.source, mention.post.source)), 40)
    who, age = text.short(words.author(mention), 50), text.ago(mention.post.posted_at, now)
    return f"{said}\n" + text.joined((words.urgency(mention), place, who, age, standing(mention)))


def standing(mention: Mention) -> str:
    """Return where a mention stands, in words; nothing where nobody has touched it."""
    by, answer = text.person(mention.answered_by), text.link(mention.answer_url, "answered")
    match mention.state:
        case State.HEARD | State.ALERTED:
            return "nobody has it"
        case State.CLAIMED:
            return f"{text.person(mention.owner)} has it"
        case State.SNOOZED:
            return f"sleeps until {text.at(mention.snoozed_until)}" if mention.snoozed_until else "snoozed"
        case State.ANSWERED | State.CLOSED:
            return f"{answer if mention.answer_url else 'answered'} by {by}"
        case State.DISMISSED:
            return f"set aside: {words.DISMISSAL[mention.dismissed_as]}" if mention.dismissed_as else "set aside"


def overdue(mention: Mention, now: datetime) -> str:
    """Return how much time is left for an answer, or by how much it is late."""
    due = due_at(mention)
    return f"*late by {text.span(now - due)}*" if due < now else f"{text.span(due - now)} left"


def due_at(mention: Mention) -> datetime:
    """Return when an answer was promised: counted from the claim, as the card says, else from hearing it."""
    return (mention.claimed_at or mention.heard_at) + mention.watch.answer_within


def entries(
    mentions: Sequence[Mention],
    titles: Titles,
    now: datetime,
    *,
    button: Callable[[Mention], Block] | None = None,
    note: Callable[[Mention], str] = lambda _: "",
    shown: int = SHOWN,
) -> list[Block]:
    """Return a section for each mention, with a note and a button, and how many were left out."""
    make = button or next_step
    blocks = []
    for mention in mentions[:shown]:
        section = text.section(text.joined((line(mention, titles, now), note(mention))))
        blocks.append(section | {"accessory": make(mention)})
    if more := left_out(len(mentions), shown):
        blocks.append(text.context(more))
    return blocks


def left_out(count: int, shown: int = SHOWN) -> str:
    """Return how many a list does not show, nothing where it shows all."""
    return f"and {count - shown:,} more" if count > shown else ""


def next_step(mention: Mention) -> Block:
    """Return the one button a mention in a list wants: claim it, or see its card."""
    if mention.state in {State.HEARD, State.ALERTED}:
        return text.button("Claim", "claim", mention.id, style="primary")
    return text.button("Show card", "show_card", mention.id)


def message(title: str, blocks: Sequence[Block], *, fallback: str) -> Message:
    """Return a list as a message."""
    return Message(text=text.escape(fallback), blocks=[text.header(title), *blocks])


def fallbacks(mentions: Sequence[Mention], titles: Titles) -> str:
    """Return a list for notifications and screen readers, already safe."""
    return "\n".join(
        card.fallback(mention, titles.get(mention.post.source, mention.post.source)) for mention in mentions[:SHOWN]
    )

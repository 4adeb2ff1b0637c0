"""The card of a mention: all one needs to act, in at most a dozen short lines, and less once it is done."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.blocks import text, words
from bot.blocks.message import Block, Message
from storage.records import Dismissal, Mention, Reply, ReplyState, State

SHOWN = 300  # characters of the post on the card; the rest is behind "More"
TOP = 3
A_FEW = timedelta(seconds=20)
DONE = (State.ANSWERED, State.CLOSED, State.DISMISSED)
SHORT = (*DONE, State.SNOOZED)


def card(
    mention: Mention, *, source: str, reply: Reply | None, now: datetime, seen_at: datetime | None = None
) -> Message:
    """Return the card in its present state; `source` is the platform's title for people.

    `seen_at` is when our answer was read back where it stands, None where it was not.
    """
    if mention.is_forgotten:
        return forgotten()
    is_short = mention.state in SHORT
    shown = _done(mention, source, reply, seen_at) if is_short else _open(mention, source, reply, now)
    return Message(text=fallback(mention, source), blocks=shown, only_in_place=mention.buried_as is not None)


def forgotten() -> Message:
    """Return what stands where a message told of somebody who was forgotten: nothing to press, nobody to answer."""
    said = "🧹 Removed at the wish of whoever wrote it. They are not heard again."
    return Message(text=said, blocks=[text.section(said)], only_in_place=True)


def fallback(mention: Mention, source: str) -> str:
    """Return what a notification says: level, source, author, first words."""
    parts = (
        words.urgency(mention),
        text.short(words.place(mention, source), 60),
        text.short(words.author(mention), 60),
        text.escape(words.first_words(mention)),
    )
    return text.joined((*parts, _state_in_words(mention)))


def row(mention: Mention, source: str) -> str:
    """Return a mention as two short lines, for lists."""
    head = text.joined(
        (
            f"*{words.urgency(mention)}*",
            text.short(words.place(mention, source), 40),
            text.short(words.author(mention), 50),
        )
    )
    return f"{head}\n{text.escape(words.first_words(mention, 120))}"


def _open(mention: Mention, source: str, reply: Reply | None, now: datetime) -> list[Block]:
    state = _state(mention, reply, source, now)
    return [
        text.section(_headline(mention, source)),
        text.quote(*_words_of(mention)),
        text.context(_why(mention)),
        text.context(_watch(mention)),
        *([text.section(state)] if state else []),
        {"type": "actions", "elements": _buttons(mention, reply)},
    ]


def _done(mention: Mention, source: str, reply: Reply | None, seen_at: datetime | None) -> list[Block]:
    head = text.joined(
        (
            _settled(mention, reply, seen_at),
            text.short(words.place(mention, source), 40),
            text.short(words.author(mention), 50),
        )
    )
    return [
        text.section(head),
        text.context(text.escape(words.first_words(mention)) or "–"),
        {"type": "actions", "elements": _buttons(mention, reply)},
    ]


def _headline(mention: Mention, source: str) -> str:
    post = mention.post
    first = (
        f"*{words.urgency(mention)}*",
        f"{text.short(words.place(mention, source), 40)} {words.KIND[post.kind]}",
        words.stars(post.rating),
    )
    waited = text.span(mention.heard_at - post.posted_at)
    age = text.at(post.posted_at) + ("" if waited == "now" else f" (heard after {waited})")
    second = (f"*{text.short(words.author(mention), 80)}*", words.reach(mention), age)
    return f"{text.joined(first)}\n{text.joined(second)}"


def _words_of(mention: Mention) -> list[Block]:
    post = mention.post
    if mention.buried_as is not None:
        return [text.leaf(words.buried(mention), italic=True)]
    title, body = text.one_line(post.title), text.clean(post.text)
    leaves = [text.leaf(text.cut(title, SHOWN), bold=True)] if title else []
    if body:
        leaves += [text.leaf("\n")] if title else []
        leaves.append(text.leaf(_condensed(body)))
    return leaves or [text.leaf("(no text)", italic=True)]


def _condensed(body: str) -> str:
    """Return the beginning of a text: at most `SHOWN` characters on at most five lines."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    few = "\n".join(lines[:4] + ([" ".join(lines[4:])] if lines[4:] else []))
    return text.cut(few, SHOWN)


def is_cut(mention: Mention) -> bool:
    """Say whether the card shows less than the whole post."""
    post = mention.post
    return len(text.clean(post.text)) > SHOWN or len(text.one_line(post.title)) > SHOWN


def _why(mention: Mention) -> str:
    rising = sorted((reason for reason in mention.reasons if reason.points > 0), key=lambda reason: -reason.points)
    return "Why: " + (
        text.joined((words.because(reason) for reason in rising[:TOP]), "; ") or "nothing in it is urgent"
    )


def _watch(mention: Mention) -> str:
    watch = mention.watch
    named = f"Watch: *{text.short(watch.name, 60)}* – {words.OBJECTIVE[watch.objective]}"
    matched = ", ".join(text.short(term, 30) for term in mention.matched[:5])
    return text.joined((named, f"heard: {matched}" if matched else "", _copies(mention), _edits(mention)))


def _copies(mention: Mention) -> str:
    if not mention.copies:
        return ""
    outlets = ", ".join(text.short(outlet, 40) for outlet in mention.outlets[:3])
    more = f"and {mention.copies} more say{'' if mention.copies > 1 else 's'} the same"
    return f"{more}: {outlets}" + (", …" if len(mention.outlets) > 3 else "") if outlets else more  # noqa: PLR2004


def _edits(mention: Mention) -> str:
    if not mention.edits:
        return ""
    return "edited since" if mention.edits == 1 else f"edited {mention.edits} times since"


def _state(mention: Mention, reply: Reply | None, source: str, now: datetime) -> str:
    claimed = ""
    if mention.owner and mention.claimed_at is None:
        claimed = f"👤 {text.person(mention.owner)} has this"
    elif mention.owner and mention.claimed_at is not None:
        due = mention.claimed_at + mention.watch.answer_within
        promise = f"⏰ an answer was promised by {text.at(due)}" if now >= due else f"answer by {text.at(due)}"
        until = f" until {text.clock(mention.lease_until)}" if mention.lease_until else ""
        claimed = f"👤 {text.person(mention.owner)} has this since {text.clock(mention.claimed_at)}{until}, {promise}"
    return text.joined((claimed, _answered_before(mention), _answer(reply, source, now) if reply else ""), "\n")


def _answered_before(mention: Mention) -> str:
    if mention.answered_at is None:
        return ""
    answer = text.link(mention.answer_url, "answer") if text.web_address(mention.answer_url) else ""
    return text.joined((f"💬 They came back after our answer of {text.at(mention.answered_at)}", answer))


def _answer(reply: Reply, source: str, now: datetime) -> str:
    """Return how far the answer got, and what stands against it."""
    where, error = text.short(source, 40), text.short(reply.error, 300).rstrip(".")
    if reply.state is ReplyState.DRAFT:
        draft = f"✏️ Draft by {text.person(reply.by)}, {text.clock(reply.updated_at)}"
        return draft if reply.version and reply.text else ""
    if reply.state is ReplyState.PROPOSED:
        return "🙋 An answer asks to be approved: its text is in the thread below"
    next_try = f". Next try {text.at(reply.due_at)}" if reply.due_at else ""
    broken = {
        ReplyState.APPROVED: f"⏳ The answer is not out yet: {error}{next_try}",
        ReplyState.SENDING: f"⏳ It broke off while the answer was sent to {where}; Earshot looks whether it arrived",
        ReplyState.FAILED: f"⚠️ *Not sent:* {error}. The text is kept: change it, or send it again",
        ReplyState.UNCERTAIN: f"❓ *Nobody knows whether the answer arrived:* {error}. Open the post: is it there?",
    }
    soon = reply.due_at is None or reply.due_at - now < A_FEW
    when = "in a few seconds" if soon or reply.due_at is None else text.at(reply.due_at)
    going = {
        ReplyState.APPROVED: f"📨 {text.person(reply.approved_by)} sends the answer to {where} {when}",
        ReplyState.SENDING: f"📨 The answer is on its way to {where}",
    }
    return (broken if error else going).get(reply.state, "")


def _settled(mention: Mention, reply: Reply | None, seen_at: datetime | None) -> str:
    if mention.state is State.SNOOZED:
        until = f" until {text.at(mention.snoozed_until)}" if mention.snoozed_until else ""
        return f"💤 Sleeps{until}, by {text.person(mention.snoozed_by)}"
    if mention.state is State.DISMISSED:
        return f"🗑️ Dismissed ({words.DISMISSAL[mention.dismissed_as or Dismissal.NO_ANSWER]})"
    by = text.person(mention.answered_by)
    if reply is not None and reply.approved_by == mention.answered_by and reply.by not in ("", reply.approved_by):
        by = f"{text.person(reply.by)}, approved by {by}"
    answer = text.link(mention.answer_url, "answer") if text.web_address(mention.answer_url) else ""
    word = "💚 Served, answered" if mention.state is State.CLOSED else "✅ Answered"
    when = text.at(mention.answered_at) if mention.answered_at else ""
    is_seen = seen_at is not None and mention.answered_at is not None and seen_at >= mention.answered_at
    seen = f"seen there {text.clock(seen_at)}" if seen_at and is_seen else ""
    return text.joined((f"{word} by {by}", when, answer, seen))


def _state_in_words(mention: Mention) -> str:
    words_of = {
        State.CLAIMED: "claimed",
        State.ANSWERED: "answered",
        State.CLOSED: "served",
        State.DISMISSED: "dismissed",
        State.SNOOZED: "snoozed",
    }
    return words_of.get(mention.state, "")


def _buttons(mention: Mention, reply: Reply | None) -> list[Block]:
    why = text.button("Why", "why", mention.id)
    more = [text.button("More", "more", mention.id)] if is_cut(mention) or mention.state in SHORT else []
    others = [text.button("Who says it", "others", f"{mention.id}:0")] if mention.copies else []
    return [*_steps(mention, reply), why, *others, *more, *_open_post(mention), *menu(mention)]


def _steps(mention: Mention, reply: Reply | None) -> Sequence[Block]:
    """Return the buttons that move the mention on from where it stands."""
    match mention.state:
        case State.ANSWERED:
            is_out = reply is not None and bool(reply.approved_by)  # sent from here: nothing brings it back
            back = ("Open again", "reopen") if is_out else ("Undo", "undo")
            return (
                text.button("Served", "close", mention.id, style="primary"),
                text.button(back[0], back[1], mention.id),
            )
        case State.CLOSED:
            return (text.button("Open again", "reopen", mention.id),)
        case State.DISMISSED:
            return (text.button("Undo", "undo", mention.id),)
        case State.SNOOZED:
            claim = text.button("Claim", "claim", mention.id)
            return (text.button("Wake it", "wake", mention.id, style="primary"), claim)
        case _:
            return _next_steps(mention, reply.state if reply else ReplyState.DRAFT)


def _next_steps(mention: Mention, answer: ReplyState) -> Sequence[Block]:
    first = ("Release", "release", "") if mention.owner else ("Claim", "claim", "primary")
    own = text.button(first[0], first[1], mention.id, style=first[2])
    posted = text.button("I posted it", "posted", mention.id)
    match answer:
        case ReplyState.APPROVED:
            return (text.button("Undo", "call_back", mention.id),)
        case ReplyState.SENDING:
            return ()
        case ReplyState.UNCERTAIN:
            there = text.button("It is there", "posted", mention.id)
            return (there, text.button("It is not there: send again", "not_there", mention.id))
        case _ if mention.buried_as is not None:
            return (own, posted, dismiss_menu(mention.id))
        case _:
            draft = text.button("Draft reply", "draft", mention.id)
            again = (text.button("Send again", "send_again", mention.id),) if answer is ReplyState.FAILED else ()
            return (own, *again, draft, posted, dismiss_menu(mention.id))


def menu(mention: Mention) -> list[Block]:
    """Return the menu of what is done seldom, at most five entries; `bot.actions.MENU` fills their windows."""
    owning = [("Hand over …", "hand_over"), ("Snooze …", "snooze"), ("Merge …", "merge")]
    entries = [*([] if mention.state in DONE else owning), ("Who is this …", "person")]
    options = [{"text": text.plain(said), "value": f"{mention.id}:{entry}"} for said, entry in entries]
    return [{"type": "overflow", "action_id": "card_menu", "options": options}]


def dismiss_menu(mention_id: int) -> Block:
    """Return the menu that sets a mention aside, with the reason."""
    return {
        "type": "static_select",
        "action_id": "dismiss",
        "placeholder": text.plain("Dismiss …"),
        "options": [
            {"text": text.plain(said[:1].upper() + said[1:]), "value": f"{mention_id}:{why}"}
            for why, said in words.DISMISSAL.items()
        ],
    }


def _open_post(mention: Mention) -> list[Block]:
    address = text.web_address(mention.post.url)
    return [text.button("Open post", "open_post", mention.id, url=address)] if address else []

"""The request for a second pair of eyes: the texts that ask, in one message that follows what becomes of them."""

from collections.abc import Mapping, Sequence

from bot.blocks import modals, text, windows, words
from bot.blocks.leaving import LONGEST_NOTE, NOTE
from bot.blocks.message import Block, Message
from storage.records import Mention, Proposal, ProposalState

FORM, TITLE = "reject", "Not like this"
LISTED = 5
SETTLED_SHOWN = 10  # a message holds fifty blocks
SHOWN = 2900  # characters of a text that asks, of at most 3000
NOT_ALONE = (
    "This watch wants a second person: whoever wrote a text cannot send or approve it. "
    "Choose “Propose it for approval”."
)
OWN = "You wrote this text, and this watch wants a second person to approve it. Ask somebody else, or take it back."
SETTLED = "That was settled meanwhile; the message in the card's thread shows how it stands."
NOT_YOURS = (
    "Only who asked for it, or wrote it, can take it back. Press *Not like this* to say why it should not go out."
)
GAPS = "The text has an open gap of a saved reply: whoever wrote it has to fill it in and propose it again."


def request(mention: Mention, asked: Sequence[Proposal], *, source: str) -> Message:
    """Return the message of a turn: what still asks with its buttons, what was settled in a line."""
    waiting = [proposal for proposal in asked if proposal.state is ProposalState.OPEN]
    others = [proposal for proposal in asked if proposal.state is not ProposalState.OPEN]
    settled = [text.context(_settled(proposal)) for proposal in others[-SETTLED_SHOWN:]]
    who = text.joined(dict.fromkeys(text.person(proposal.by) for proposal in asked), ", ")
    about = f"the answer to *{text.short(words.author(mention), 60)}* on {text.short(source, 40)}"
    if not waiting:
        done = f"🙋 Settled: {about}"
        return Message(text=done, blocks=[text.section(f"{done}, proposed by {who}"), *settled])
    many = f" Choose one of {len(waiting)}." if len(waiting) > 1 else ""
    said = f"🙋 {who} asks somebody to approve {about}.{many}"
    return Message(text=said, blocks=[text.section(said), *(each for one in waiting for each in _asks(one)), *settled])


def verdict(mention: Mention, proposal: Proposal) -> Message:
    """Return what its author is told where a text was not approved."""
    why = f" They say: “{text.short(proposal.verdict, LONGEST_NOTE)}”" if proposal.verdict else ""
    about = text.short(words.author(mention), 60)
    said = f"✋ {text.person(proposal.settled_by)} did not approve your answer to *{about}*.{why}"
    buttons = [
        text.button("Draft reply", "draft", mention.id, style="primary"),
        text.button("Show card", "show_card", mention.id),
    ]
    blocks = [
        text.section(said),
        text.quote(text.leaf(text.cut(proposal.version.text, SHOWN) or "(no text)")),
        {"type": "actions", "elements": buttons},
    ]
    return Message(text=said, blocks=blocks)


def form(mention: Mention, proposal: Proposal, *, source: str) -> Block:
    """Return the form that asks why a text should not go out."""
    note: Block = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_NOTE}
    blocks = [
        *windows.head(mention, source),
        text.quote(text.leaf(text.cut(proposal.version.text, SHOWN) or "(no text)")),
        modals.question(NOTE, "What should be different?", note, "Whoever proposed it is told."),
    ]
    return modals.modal(TITLE, blocks, submit="Reject", callback=FORM, metadata=f"{mention.id}:{proposal.id}")


def listed(asked: Sequence[Proposal], about: Mapping[int, Mention]) -> list[Block]:
    """Return what waits to be approved for the Home tab; nothing where nothing does."""
    if not asked:
        return []
    entries = []
    for proposal in asked[:LISTED]:
        mention = about.get(proposal.mention_id)
        who = text.short(words.author(mention), 60) if mention else "somebody"
        line = text.joined((f"{text.person(proposal.by)}, for *{who}*", text.at(proposal.at)))
        said = f"“{text.short(proposal.version.text, 120)}”\n{line}"
        entries.append(text.section(said) | {"accessory": text.button("Show card", "show_card", proposal.mention_id)})
    more = [text.context(f"and {len(asked) - LISTED} more")] if len(asked) > LISTED else []
    return [text.header(f"To be approved: {len(asked)}"), *entries, *more]


def note(said: str, overridden: str) -> str:
    """Return a note with what was warned about in the text, and why it is proposed all the same."""
    return text.joined((said, f"in spite of a warning: {overridden.replace(': ', ' – ')}" if overridden else ""), "; ")


def not_asked(mention: Mention) -> str:
    """Return why a text could not be proposed."""
    stands = f" It is with {text.person(mention.owner)}." if mention.owner else ""
    return f"The answer is settled or on its way, its text changed meanwhile, or too many texts ask already.{stands}"


def _asks(proposal: Proposal) -> list[Block]:
    version = proposal.version
    by = f", written by {text.person(version.by)}" if version.by != proposal.by else ""
    when = f"leaves {text.at(proposal.send_at)} at the earliest" if proposal.send_at else ""
    line = (f"Version {version.version or '–'}, proposed by {text.person(proposal.by)}{by}", text.at(proposal.at), when)
    value = f"{proposal.mention_id}:{proposal.id}"
    buttons = [
        text.button("Approve and send", "approve", value, style="primary"),
        text.button("Not like this", "reject", value),
        text.button("Take back", "withdraw", value),
    ]
    return [
        text.quote(text.leaf(text.cut(version.text, SHOWN) or "(no text)")),
        text.context(text.joined(line), text.short(proposal.note, 600)),
        {"type": "actions", "block_id": f"proposal_{proposal.id}", "elements": buttons},
    ]


def _settled(proposal: Proposal) -> str:
    who, when = text.person(proposal.settled_by), text.at(proposal.settled_at) if proposal.settled_at else ""
    why = f": “{text.short(proposal.verdict, LONGEST_NOTE)}”" if proposal.verdict else ""
    what: Mapping[ProposalState, str] = {
        ProposalState.APPROVED: f"✅ {who} approved",
        ProposalState.REJECTED: f"✋ {who} did not approve",
        ProposalState.WITHDRAWN: f"↩️ {who} took back",
        ProposalState.PASSED: "▫️ Passed over:",
    }
    begins = f"“{text.short(proposal.version.text, 80)}”"
    return text.joined((f"{what.get(proposal.state, '')} {begins}{why}", when))

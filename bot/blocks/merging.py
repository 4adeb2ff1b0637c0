"""The window that puts two cards together, and the one line that is left of the card that went."""

from collections.abc import Mapping, Sequence

from bot.blocks import modals, text, windows, words
from bot.blocks.message import Block, Message
from storage.records import Mention

FORM = "merge"


def window(mention: Mention, others: Sequence[Mention], titles: Mapping[str, str]) -> Block:
    """Return the form that asks which card this one belongs to."""
    options = [{"text": text.plain(_line(other, titles)), "value": str(other.id)} for other in others]
    menu: Block = {"type": "static_select", "placeholder": text.plain("An open card of this channel")}
    chosen = [modals.question("other", "The same matter as", menu | {"options": options}, optional=True)]
    link: Block = {"type": "plain_text_input", "max_length": 1000}
    hint = "The card's link (its menu in Slack: Copy link), or the address of the post."
    blocks = [
        *windows.head(mention, titles.get(mention.post.source, mention.post.source)),
        *(chosen if options else [text.section("No other card is open in this channel.")]),
        modals.question("link", "Or paste a link", link, hint, optional=True),
        text.context(
            "This card goes under that one: one owner, one answer for both. *Not the same*, on the line that is left "
            "here or in *Who says it*, takes them apart again."
        ),
    ]
    return modals.modal("Merge", blocks, submit="Merge", callback=FORM, metadata=str(mention.id))


def left(mention_id: int, lead: Mention, address: str) -> Message:
    """Return what stands where a card was that went under another."""
    begins = words.first_words(lead) or "another card"
    where = text.link(address, begins) if address else f"“{text.short(begins, 80)}”"
    said = f"🔗 Merged with {where}"
    apart = text.button("Not the same", "split", f"{lead.id}:{mention_id}")
    return Message(text=said, blocks=[text.section(said), {"type": "actions", "elements": [apart]}], only_in_place=True)


def _line(mention: Mention, titles: Mapping[str, str]) -> str:
    place = words.place(mention, titles.get(mention.post.source, mention.post.source))
    return text.cut(text.joined((text.cut(text.one_line(place), 20), words.first_words(mention, 60))), text.BUTTON)

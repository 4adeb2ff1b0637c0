"""What the playground's people are offered: the manifest's command, and examples of what can be written after it."""

from bot.manifest import manifest
from bot.playground.offers import Offers, from_manifest

AFTER_EARSHOT = (
    ("digest today", "how much came, how urgent it was, how fast we answered"),
    ("digest yesterday", "the same for the day before"),
    ("digest week", "the week, beside the one before"),
    ("owed", "who spoke to us and got no answer, oldest first"),
    ("mine", "what you have claimed, most overdue first"),
    ("track https://example.com/post", "make a mention of any address"),
    ("shift end", "give what you have to a colleague, or back to the queue"),
    ("reactions", "which emoji under a card does what"),
    ("person lena", "who somebody is to us: their history, what they do, notes"),
    ("thank", "who spoke well of us and heard nothing back"),
    ("quotes", "what may be quoted, with the permission"),
    ("search refund", "mentions that hold every word"),
    ("score explain", "what was learned from what you said of mentions"),
    ("share", "what is worth sharing: pages, posts, figures and videos of ours"),
    ("replies", "texts you answer with again and again"),
    ("tone", "the words your drafts are checked for"),
    ("connect", "let Earshot into a place that wants a key"),
    ("watch add", "listen for something new"),
    ("watch list", "what is listened for, and how well"),
    ("roles", "who may look, answer, send, set things up"),
    ("health", "whether everything is heard"),
    ("help", "all of this"),
)


def offers() -> Offers:
    """Return what people find in their Slack."""
    return from_manifest(manifest(), {"/earshot": AFTER_EARSHOT})

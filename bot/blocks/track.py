"""The window that makes a mention of any address a teammate shares."""

from collections.abc import Mapping, Sequence

from bot.blocks import card, modals, text
from bot.blocks.message import Block
from storage.records import Mention, Watch

FORM, TITLE = "track", "Track this post"
LONGEST_ADDRESS = 1000
NO_WATCH = "There is no watch yet that could tell of it: add one with `/earshot watch add` first."


def window(watches: Sequence[Watch], *, address: str, chosen: int, said: str = "", found: int = 0) -> Block:
    """Return the form: the address, the watch it belongs to, and what Earshot cannot know by itself."""
    if not watches:
        return modals.told(TITLE, NO_WATCH)
    options = [{"text": text.plain(watch.name), "value": str(watch.id)} for watch in watches[:100]]
    before = next((option for option in options if option["value"] == str(chosen)), options[0])
    link: Block = {"type": "url_text_input"} | ({"initial_value": address} if address else {})
    more = f"The message holds {found} addresses; this is the first." if found > 1 else "Where the post stands."
    words: Block = {"type": "plain_text_input", "multiline": True, "max_length": 3000}
    name: Block = {"type": "plain_text_input", "max_length": 100}
    blocks = [
        modals.question("address", "Address of the post", link, more),
        modals.question(
            "watch", "For which watch?", {"type": "static_select", "options": options, "initial_option": before}
        ),
        modals.question(
            "text",
            "What it says",
            words | ({"initial_value": text.cut(said, 3000)} if said else {}),
            "Earshot does not open the page from here. Paste the words: they are scored, and shown on the card.",
            optional=True,
        ),
        modals.question("author", "Who wrote it", name, "Their handle or name, if you know it.", optional=True),
    ]
    return modals.modal(TITLE, blocks, submit="Track it", callback=FORM)


def known(mention: Mention, titles: Mapping[str, str], address: str) -> Block:
    """Return the window that says that a post was heard already, and where its card is."""
    row = card.row(mention, titles.get(mention.post.source, mention.post.source))
    where = f" It has {text.link(address, 'its card')}." if address else ""
    show = {"type": "actions", "elements": [text.button("Show card", "show_card", mention.id, style="primary")]}
    blocks = [text.section(f"👂 Earshot heard this already.{where}"), text.section(row), *([] if address else [show])]
    return modals.modal(TITLE, blocks)

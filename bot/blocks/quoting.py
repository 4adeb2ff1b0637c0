"""Permission to quote: what may be quoted, with the proof, and the window that begins to ask."""

from collections.abc import Sequence

from bot.blocks import lists, modals, person, text, windows
from bot.blocks.message import Block, Message
from storage.profiles import Quote
from storage.records import Mention

TITLE = "May we quote?"
NONE = (
    "Nothing may be quoted yet. *Who is this* in a card's menu asks its author, and keeps what they said and where. "
    "`python -m storage export --quotes` prints the list."
)
WORDS = 400


def asked(mention: Mention, draft: str, *, source: str) -> Block:
    """Return the window after somebody set out to ask: the draft is begun, nothing is sent."""
    steps = [
        text.button("Draft reply", "draft", mention.id, style="primary"),
        text.button("I posted it", "posted", mention.id),
    ]
    blocks = [
        *windows.head(mention, source),
        text.section("The question stands in the shared draft; nothing is sent before you do:"),
        text.quote(text.leaf(draft)),
        text.context("When they have answered, *Their answer …* in the window about them keeps it."),
        {"type": "actions", "elements": steps},
    ]
    return modals.modal(TITLE, blocks)


def listed(quotes: Sequence[Quote], titles: lists.Titles) -> Message:
    """Return what may be quoted, each with who said yes where and when."""
    if not quotes:
        return Message(text=NONE)
    count = f"{len(quotes):,} {'post' if len(quotes) == 1 else 'posts'} may be quoted"
    title = f"*{count}, the latest permission first*"
    blocks: list[Block] = [text.section(title)]
    for quote in quotes[: lists.SHOWN]:
        words = text.cut(text.clean(f"{quote.post.title}\n{quote.post.text}"), WORDS)
        blocks += [text.quote(text.leaf(words or "(no text)")), _proof(quote, titles)]
    if more := lists.left_out(len(quotes)):
        blocks.append(text.context(f"{more}; `python -m storage export --quotes` prints all"))
    said = [person.called(quote.post.author) for quote in quotes[: lists.SHOWN]]
    return Message(text="\n".join([title, *said]), blocks=blocks)


def _proof(quote: Quote, titles: lists.Titles) -> Block:
    post = quote.post
    source = text.short(titles.get(post.source, post.source), 40)
    given = f"permission kept by {text.person(quote.settled_by)}"
    when = text.day(quote.settled_at) if quote.settled_at else ""
    where = text.link(quote.url, "where they said yes") if text.web_address(quote.url) else ""
    there = text.link(post.url, "the post") if text.web_address(post.url) else ""
    line = text.joined((f"– {person.called(post.author)}", source, there, f"{given}, {when}", where))
    revoke = text.button("Their answer …", "quote_settle", f"{quote.mention_id or 0}:")
    return text.section(line) | {"accessory": revoke}

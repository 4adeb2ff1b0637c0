"""A noisy watch: the word that marks what was set aside, what leaving it out would change, and what became of it."""

from collections.abc import Sequence

from bot.blocks import modals, text
from bot.blocks.message import Block, Message
from bot.digest import counted
from storage.records import Fix, FixState, Post, Watch

FORM = "query_fix"
TITLE = "What it changes"
EXAMPLES = 3
WORDS = 200


def offer(watch: Watch, fix: Fix) -> Message:
    """Return the one message about a word, as the offer stands now."""
    name, term = text.short(watch.name, 60), called(fix.term)
    match fix.state:
        case FixState.OFFERED:
            said = f"🧹 *{name}* is noisy: {noisy(fix)}."
            buttons = [
                text.button("Show what it changes", "query_fix", fix.id, style="primary"),
                text.button("Leave the query as it is", "query_fix_decline", fix.id),
            ]
        case FixState.APPLIED:
            said = f"🧹 *{name}* leaves out {term} now, said {text.person(fix.by)}."
            buttons = [text.button("Undo", "query_fix_undo", fix.id)]
        case FixState.UNDONE:
            said = f"🧹 *{name}* hears {term} again, said {text.person(fix.by)}."
            buttons = []
        case FixState.DECLINED:
            said = f"🧹 *{name}* keeps {term}, said {text.person(fix.by)}."
            buttons = []
    actions: list[Block] = [{"type": "actions", "elements": buttons}] if buttons else []
    return Message(text=said, blocks=[text.section(said), *actions])


def noisy(fix: Fix) -> str:
    """Return why, in numbers: what was set aside, the word in it, and what leaving it out would have kept."""
    figures = fix.figures
    set_aside = f"{figures['noise']:,} of {figures['judged']:,} judged were set aside as spam or not about us"
    because = f"{figures['marked']:,} of them because of {called(fix.term)}"
    kept = f"{figures['kept']:,} of {figures['mattered']:,} that mattered"
    return f"{set_aside}, {because}. Leaving it out would have kept {kept}"


def called(term: str) -> str:
    """Return a term for people: a word in quotes, a site by its address."""
    site = term.removeprefix("site:")
    return f"the site {text.short(site, 80)}" if site != term else f"“{text.short(term, 60)}”"


def effect(
    fix: Fix, query: str, *, heard: int, kept: str, lost: Sequence[Post], gone: Sequence[Post], marked: str
) -> Block:
    """Return the window that shows what would go, with the button that does it."""
    head = (
        f"Leaving out {called(fix.term)}: of {counted(heard, 'story', 'stories')} heard in four weeks, "
        f"{len(lost) + len(gone):,} would not have come."
    )
    asks = text.quote(text.leaf(text.cut(query, text.SECTION), code=True))
    return modals.modal(
        TITLE,
        [
            text.section(head),
            text.section(f"• set aside before: {marked} would not have come\n• mattered: {kept} would have come"),
            *_examples("These mattered, and would not have come", lost),
            *_examples("These would not have come either" if lost else "These would not have come", gone),
            text.section("The query would be:"),
            asks,
            text.context("“Undo” on the message takes it back. What is stored stays."),
        ],
        submit="Change the query",
        callback=FORM,
        metadata=str(fix.id),
    )


def _examples(title: str, posts: Sequence[Post]) -> list[Block]:
    if not posts:
        return []
    said = [text.one_line(f"{post.title} {post.text}") or post.url for post in posts[:EXAMPLES]]
    more = [text.context(f"and {len(posts) - EXAMPLES:,} more")] if len(posts) > EXAMPLES else []
    return [text.section(f"*{title}*"), *(text.quote(text.leaf(text.cut(words, WORDS))) for words in said), *more]

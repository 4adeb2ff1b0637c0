"""A draft begun for somebody: the team's own saved text for it, else Earshot's; what is written already stays."""

from collections.abc import Callable

from bot import openers
from bot.asked import Press
from bot.desk import Desk
from storage import phrasebook, replies
from storage.records import Mention

THANK, QUOTE = "thank", "quote"
OURS: dict[str, Callable[[Mention], str]] = {THANK: openers.thanks, QUOTE: openers.may_we_quote}


def begin(desk: Desk, press: Press, mention: Mention, purpose: str) -> str:
    """Return the draft of a mention, begun where there is none; a saved reply named like the purpose comes first."""
    reply = replies.get(desk.store, desk.workspace, mention.id)
    if reply is not None and reply.text.strip():
        return reply.text
    text = _own(desk, mention, purpose) or OURS[purpose](mention)
    base = reply.version if reply else 0
    saved = replies.save(desk.store, desk.workspace, mention.id, text, base=base, by=press.user, now=press.at)
    return saved.reply.text if saved else text


def _own(desk: Desk, mention: Mention, purpose: str) -> str:
    """Return the team's saved reply for a purpose in the language of the post, "" where it has none."""
    language = openers.language_of(mention)
    fitting = phrasebook.fitting(desk.store, desk.workspace, language=language, source=mention.post.source)
    found = next((saved.text for saved in fitting if saved.name.casefold().startswith(purpose)), "")
    return phrasebook.fill(found, {"name": openers.first_name(mention.post.author.name)})

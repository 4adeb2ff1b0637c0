"""Dismiss: set aside what needs nothing from us, with the reason, which teaches; "Undo" is on the card."""

from bot import learning, telling
from bot.asked import Press
from bot.blocks import feedback, phrases
from bot.blocks.message import Message
from bot.desk import Desk
from storage import mentions, sources
from storage.records import Dismissal, Mention, Verdict

SAYS = {
    Dismissal.NOT_US: Verdict.NOT_ABOUT_US,
    Dismissal.SPAM: Verdict.SPAM,
    Dismissal.NOT_URGENT: Verdict.NOT_URGENT,
}


def press(desk: Desk, press: Press) -> None:
    """Dismiss for the reason chosen, unless somebody else has it; "no answer needed" says nothing of its urgency."""
    try:
        why = Dismissal(press.choice)
    except ValueError:
        telling.tell(desk, press, phrases.WHICH_REASON)
        return
    says = SAYS.get(why)
    with desk.store.transaction():
        gone = mentions.dismiss(desk.store, desk.workspace, press.mention_id, why, by=press.user, now=press.at)
        if says and gone and gone.moved:
            learning.say(desk, press, says, via=learning.DISMISS)
    if gone is None:
        telling.tell(desk, press, phrases.GONE)
    elif not gone.moved:
        telling.tell(desk, press, phrases.taken(gone.mention, press.user))
    elif says:
        telling.tell(desk, press, _noted(desk, gone.mention, says))


def _noted(desk: Desk, mention: Mention, says: Verdict) -> Message:
    facts = sources.facts(desk.store, mention.post.source)
    there = facts.title if says is Verdict.SPAM and facts.moderates else ""
    return feedback.noted(mention, says, learning.labels(desk), there=there)

"""Thank: claim what somebody said who spoke well of us, and begin the draft; nobody twice in thirty days."""

from bot import begun, telling
from bot.asked import Press
from bot.blocks import phrases, thanks
from bot.desk import Desk
from storage import gratitude, sources


def press(desk: Desk, press: Press) -> None:
    """Fill the window that stands open: the draft, or who was quicker."""
    found = gratitude.begin(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if found is None:
        telling.tell(desk, press, phrases.GONE, title=thanks.TITLE)
    elif not found.mine:
        telling.tell(desk, press, thanks.refused(found.mention, found.by, found.at), title=thanks.TITLE)
    else:
        draft = begun.begin(desk, press, found.mention, begun.THANK)
        source = sources.facts(desk.store, found.mention.post.source).title
        telling.show(desk, press.view_id, thanks.begun(found.mention, draft, source=source))

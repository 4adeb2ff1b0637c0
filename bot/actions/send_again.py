"""Send again: after a failure, or because a person looked and our answer is not there."""

from bot import drafts, telling
from bot.asked import Press
from bot.blocks import phrases
from bot.desk import Desk
from storage import replies, sending


def press(desk: Desk, press: Press) -> None:
    """Let the text that stands go out once more; what it is by now counts, not what the card showed."""
    reply = replies.get(desk.store, desk.workspace, press.mention_id)
    step = reply and sending.approve(
        desk.store,
        desk.workspace,
        press.mention_id,
        version=reply.version,
        by=press.user,
        now=press.at,
        undo=drafts.pause(desk),
    )
    if not step:
        telling.tell(desk, press, phrases.GONE)
    elif not step.taken:
        telling.tell(desk, press, phrases.NOT_AGAIN)


def not_there(desk: Desk, press: Press) -> None:
    """Take a person's word that our answer is not there."""
    step = sending.send_again(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if step is None:
        telling.tell(desk, press, phrases.GONE)
    elif not step.taken:
        telling.tell(desk, press, phrases.SETTLED)

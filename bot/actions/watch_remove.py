"""Remove a watch; Slack has asked the person whether they mean it."""

from bot import telling, watching
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Forget it, and say so."""
    telling.tell(desk, press, watching.remove(desk, press.mention_id))

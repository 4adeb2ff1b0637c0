"""Was one of these missed? What people say of the quiet posts a digest shows for a second look."""

from bot import learning, telling
from bot.asked import Press
from bot.blocks import feedback, phrases
from bot.desk import Desk
from storage import reviews
from storage.records import Verdict

SAYS = {"review_urgent": Verdict.URGENT, "review_fine": Verdict.NOT_URGENT}


def press(desk: Desk, press: Press) -> None:
    """Take it down, say what it does, and offer the card of what should have alerted."""
    said = learning.say(desk, press, SAYS[press.action], via=reviews.VIA)
    if said is None:
        telling.tell(desk, press, phrases.GONE)
        return
    telling.tell(desk, press, feedback.reviewed(said.mention, SAYS[press.action], learning.labels(desk)))

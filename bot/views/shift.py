"""A shift is over: what was shown goes to whom was chosen."""

from bot import owning, shift
from bot.asked import Submission
from bot.blocks import modals
from bot.desk import Desk
from bot.door import CLOSE, Answer

MEANWHILE = "Nothing moved: what you had was settled or taken meanwhile."
ONESELF = "You have it already; choose a colleague, or nobody."


def submit(desk: Desk, form: Submission) -> Answer:
    """Let go of what the form showed."""
    to = form.answer("to")
    if to and (trouble := ONESELF if to == form.user else owning.hindrance(desk, to)):
        return Answer(errors={"to": trouble})
    ids = [int(one) for one in form.metadata.split(",") if one.isdecimal()]
    moved = shift.end(desk, ids, by=form.user, to=to, now=form.at)
    return CLOSE if moved else Answer(view=modals.told("End of shift", MEANWHILE))

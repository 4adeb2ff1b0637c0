"""Somebody was chosen to have a mention: they get it, and are told."""

from collections.abc import Mapping

from bot import owning
from bot.asked import Submission
from bot.blocks import modals, phrases
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import claims


def check(form: Submission) -> Mapping[str, str]:
    """Ask for a person."""
    return {} if form.answer("to") else {"to": "Choose who should have it."}


def submit(desk: Desk, form: Submission) -> Answer:
    """Hand it over, unless somebody else has it or the person cannot have it."""
    to = form.answer("to")
    if trouble := owning.hindrance(desk, to):
        return Answer(errors={"to": trouble})
    mention_id = int(form.metadata) if form.metadata.isdecimal() else 0
    with desk.store.transaction():
        handed = claims.hand_over(desk.store, desk.workspace, mention_id, to=to, by=form.user, now=form.at)
        if handed is not None and handed.moved:
            owning.tell_receiver(desk, handed.mention, by=form.user, now=form.at)
    if handed is None:
        return Answer(view=modals.told("Not handed over", phrases.GONE))
    if not handed.moved:
        return Answer(view=modals.told("Not handed over", phrases.taken(handed.mention, form.user)))
    return CLOSE

"""Somebody said why a text should not go out: whoever proposed it is told."""

from bot.asked import Submission
from bot.blocks import approving, modals, phrases
from bot.blocks.leaving import NOTE
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import approvals


def submit(desk: Desk, form: Submission) -> Answer:
    """Reject it, unless it was settled meanwhile."""
    number = form.metadata.partition(":")[2]
    proposal_id = int(number) if number.isdecimal() else 0
    verdict = approvals.reject(
        desk.store, desk.workspace, proposal_id, note=form.answer(NOTE), by=form.user, now=form.at
    )
    if verdict is not None and verdict.taken:
        return CLOSE
    return Answer(view=modals.kept("Not saved", approving.SETTLED if verdict else phrases.GONE, form.answers))

"""A moment was chosen: until then the mention sleeps."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.asked import Submission
from bot.blocks import modals, phrases, snooze as blocks
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import snoozing

LONGEST = timedelta(days=366)


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what is over, or so far away that nobody would remember why."""
    until = _moment(form)
    if until is None:
        return {blocks.UNTIL: "Choose until when."}
    where = blocks.AT if form.answer(blocks.AT) else blocks.UNTIL
    if until <= form.at:
        return {where: "That moment is over; choose a later one."}
    return {where: "Choose a moment within a year."} if until > form.at + LONGEST else {}


def submit(desk: Desk, form: Submission) -> Answer:
    """Let it sleep, unless somebody else has it or its answer is under way."""
    until, mention_id = _moment(form), form.metadata.partition(":")[0]
    if until is None or not mention_id.isdecimal():
        return Answer(view=modals.told("Not snoozed", phrases.GONE))
    slept = snoozing.snooze(desk.store, desk.workspace, int(mention_id), until=until, by=form.user, now=form.at)
    if slept is None:
        return Answer(view=modals.told("Not snoozed", phrases.GONE))
    if not slept.moved:
        return Answer(view=modals.told("Not snoozed", phrases.not_put_aside(slept.mention, form.user)))
    return CLOSE


def _moment(form: Submission) -> datetime | None:
    said = form.answer(blocks.AT) or form.answer(blocks.UNTIL).partition(":")[2]
    return datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else None

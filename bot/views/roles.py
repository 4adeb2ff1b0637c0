"""People and groups were named: they have their role from the next press on."""

from collections.abc import Mapping

from bot import roles, telling
from bot.asked import Submission
from bot.blocks import roles as blocks
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage.records import Role


def check(form: Submission) -> Mapping[str, str]:
    """Refuse a form that names nobody."""
    return {} if _named(form) else {"people": "Choose people, or a user group."}


def submit(desk: Desk, form: Submission) -> Answer:
    """Give the role, and show the list behind the form as it is now."""
    role = Role[form.answer("role").upper()]
    if not roles.give(desk, dict.fromkeys(_named(form), role), by=form.user, now=form.at):
        return Answer(errors={"role": blocks.NOT_CHANGED})
    telling.show(desk, form.metadata, roles.page(desk, form.user, form.at))
    return CLOSE


def _named(form: Submission) -> tuple[str, ...]:
    return (*form.chosen.get("people", ()), *form.chosen.get("groups", ()))

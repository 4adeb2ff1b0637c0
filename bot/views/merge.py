"""Another card was named: this one goes under it."""

from collections.abc import Mapping

from bot import finding
from bot.asked import Submission
from bot.blocks import modals, phrases
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import merging

NOT_FOUND = "Earshot knows no card and no post with that link. Copy the link of the card from its menu in Slack."


def check(form: Submission) -> Mapping[str, str]:
    """Ask for one of the two."""
    return {} if form.answer("other") or form.answer("link") else {"link": "Choose a card, or paste a link."}


def submit(desk: Desk, form: Submission) -> Answer:
    """Merge, or tell why these two cannot be one."""
    other, mention_id = form.answer("other"), int(form.metadata) if form.metadata.isdecimal() else 0
    into = finding.mention_at(desk, form.answer("link")) if form.answer("link") else int(other)
    if not into:
        return Answer(errors={"link": NOT_FOUND})
    merged = merging.merge(desk.store, desk.workspace, mention_id, into=into, by=form.user, now=form.at)
    if merged is None:
        return Answer(view=modals.told("Not merged", phrases.GONE))
    if not merged.moved:
        return Answer(view=modals.told("Not merged", phrases.NOT_MERGED))
    return CLOSE

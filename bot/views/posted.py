"""The answer is out: where it stands goes on the card, and the draft counts as sent."""

from collections.abc import Mapping

from bot import promising
from bot.asked import Submission
from bot.blocks import modals, phrases, text
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import answers


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what no browser would open."""
    return {} if text.web_address(form.answer("url")) else {"url": "That is no web address: https://…"}


def submit(desk: Desk, form: Submission) -> Answer:
    """Note the answer, unless somebody else has the mention."""
    mention_id = int(form.metadata) if form.metadata.isdecimal() else 0
    url = form.answer("url")
    with desk.store.transaction():
        promising.by_hand(desk, mention_id, by=form.user, now=form.at)
        answered = answers.by_hand(desk.store, desk.workspace, mention_id, url, by=form.user, now=form.at)
    if answered is None:
        return Answer(view=modals.kept("Not noted", phrases.GONE, form.answers))
    if not answered.moved:
        return Answer(view=modals.kept("Not noted", phrases.stands(answered.mention), form.answers))
    return CLOSE

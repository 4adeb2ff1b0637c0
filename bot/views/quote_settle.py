"""What somebody said to being quoted, and where, was entered: kept, and shown in the window below."""

from collections.abc import Mapping

from bot import persons
from bot.asked import Submission
from bot.blocks import modals, phrases, text
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import people, quotes
from storage.profiles import Permission

SAID = (Permission.GIVEN, Permission.REFUSED)


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what is no answer, and what no browser would open."""
    if form.answer("said") not in SAID:
        return {"said": "Choose what they said."}
    return {} if text.web_address(form.answer("url")) else {"url": "That is no web address: https://…"}


def submit(desk: Desk, form: Submission) -> Answer:
    """Keep it, in place of what they said before."""
    mention, _, window = form.metadata.partition(":")
    mention_id = int(mention) if mention.isdecimal() else 0
    said, url = Permission(form.answer("said")), form.answer("url")
    kept = quotes.settle(desk.store, desk.workspace, mention_id, said, url, by=form.user, now=form.at)
    if kept is None:
        return Answer(view=modals.kept("Not kept", phrases.GONE, form.copies))
    person_id = people.of_mention(desk.store, desk.workspace, mention_id)
    persons.renew(desk, window, person_id or 0, mention_id)
    return CLOSE

"""Ask to quote: the question goes into the shared draft; what they said is kept with the day and the address."""

from bot import begun, persons, telling
from bot.asked import Press
from bot.blocks import persons as forms, phrases, quoting
from bot.desk import Desk
from storage import mentions, quotes, sources


def ask(desk: Desk, press: Press) -> None:
    """Fill the window that stands open with the begun draft, and show below that it was asked."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    asked = quotes.ask(desk.store, desk.workspace, press.mention_id, by=press.user, now=press.at)
    if mention is None or asked is None:
        telling.tell(desk, press, phrases.GONE, title=quoting.TITLE)
        return
    draft = begun.begin(desk, press, mention, begun.QUOTE)
    source = sources.facts(desk.store, mention.post.source).title
    telling.show(desk, press.view_id, quoting.asked(mention, draft, source=source))
    person = persons.meant(desk, press)
    if person is not None:
        persons.renew(desk, press.window_id, person.id, press.mention_id)


def settle(desk: Desk, press: Press) -> None:
    """Fill the window that stands open with the form for what they said."""
    telling.show(desk, press.view_id, forms.settle(press.mention_id, press.window_id))

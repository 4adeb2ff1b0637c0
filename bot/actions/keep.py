"""Keep it: whoever has a mention has it for the whole time again."""

from bot import telling
from bot.asked import Press
from bot.blocks import owning, phrases
from bot.desk import Desk
from storage import leases, mentions


def press(desk: Desk, press: Press) -> None:
    """Count the claim anew, or tell how the mention stands."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
    elif mention.owner != press.user:
        telling.tell(desk, press, phrases.stands(mention))
    else:
        telling.tell(desk, press, owning.yours(leases.extend(desk.store, desk.workspace, mention.id, now=press.at)))

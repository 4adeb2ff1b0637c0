"""Track this post: the address somebody shared in a message becomes a mention, whatever its source."""

import html
import re

from bot import tracking
from bot.asked import Press
from bot.desk import Desk

LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")


def use(desk: Desk, press: Press) -> None:
    """Fill the window with the message's first address."""
    addresses = tuple(dict.fromkeys(html.unescape(found) for found in LINK.findall(press.text)))
    tracking.open_form(desk, press, addresses)

"""Share in channel: the digest one person looks at, for everybody; once, however often it is pressed."""

from bot import digests, telling
from bot.asked import Press
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Have the outbox post it where the person is."""
    if not press.channel:
        telling.tell(desk, press, "Ask for the digest in the channel where you want to share it.")
        return
    wish = digests.wish_from(press.value)
    key = f"shared:{press.channel}:{press.value}:{press.message_ts}"
    digests.ask(desk, wish, press.channel, key=key, now=press.at)
    telling.tell(desk, press, "It comes in this channel.")

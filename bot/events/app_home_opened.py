"""Somebody opened the app: their Home tab is made anew."""

from bot import home
from bot.asked import Happening
from bot.desk import Desk


def happen(desk: Desk, happening: Happening) -> None:
    """Show it; the messages tab is Slack's own."""
    if happening.user and happening.event.get("tab", "home") == "home":
        home.publish(desk, happening.user, happening.at)

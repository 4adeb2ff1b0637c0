"""A button of the test card: it shows that what is pressed in Slack arrives here, and that the answer comes back."""

from bot import telling
from bot.asked import Press
from bot.blocks import trial
from bot.desk import Desk


def press(desk: Desk, press: Press) -> None:
    """Tell the person that they were heard."""
    telling.tell(desk, press, trial.HEARD)

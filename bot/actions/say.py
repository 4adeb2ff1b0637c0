"""Urgent, not urgent, spam, not about us; this reason is right or wrong: said in the Why window, with one click."""

from bot import learning
from bot.asked import Press
from bot.blocks.feedback import OF_A_REASON, WHOLE
from bot.desk import Desk
from storage.records import Verdict

ACTIONS = tuple(f"say_{verdict}" for verdict in (*WHOLE, Verdict.WITHDRAWN))


def press(desk: Desk, press: Press) -> None:
    """Take it down and show in the window what comes of it."""
    learning.say(desk, press, Verdict(press.action.removeprefix("say_")), via=learning.WHY)
    learning.show_why(desk, press, press.window_id)


def of_a_reason(desk: Desk, press: Press) -> None:
    """Take down what is said of one reason."""
    verdict, _, factor = press.choice.partition(":")
    if verdict in OF_A_REASON and factor:
        learning.say(desk, press, Verdict(verdict), via=learning.WHY, factor=factor)
    learning.show_why(desk, press, press.window_id)

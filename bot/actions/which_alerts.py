"""Which ones? The posts on both sides of a threshold, and a menu to try another."""

from dataclasses import replace

from bot import answers, backtest, telling, watching
from bot.asked import Press
from bot.blocks import budget as blocks
from bot.desk import Desk
from storage import backtests, watches
from storage.records import MOST_URGENT


def press(desk: Desk, press: Press) -> None:
    """Fill the window with what the threshold asked for would have alerted, and what not."""
    watch = watches.get(desk.store, desk.workspace, press.mention_id)
    if watch is None:
        telling.tell(desk, press, watching.GONE)
        return
    at = min(int(press.choice), MOST_URGENT) if press.choice.isdecimal() else watch.alerts_from
    past = backtest.of_watch(desk, watch, press.at)
    above, below = backtests.nearest(
        desk.store, desk.workspace, watch.id, at=at, since=past.edges[0], limit=blocks.EXAMPLES
    )
    telling.show(desk, press.view_id, blocks.examples(watch, at, past, above, below, answers.titles(desk), press.at))


def turn(desk: Desk, chosen: Press) -> None:
    """Show another threshold in the window that is open."""
    press(desk, replace(chosen, view_id=chosen.window_id))

"""The buttons of a proposal: from what urgency a watch alerts after its silence, or that it stays silent."""

from bot import budgets, telling, watching
from bot.asked import Press
from bot.blocks import text
from bot.desk import Desk
from storage import outbox, thresholds, watches
from storage.records import MOST_URGENT


def press(desk: Desk, press: Press) -> None:
    """Take the first decision; whoever presses later is told what was decided."""
    watch = watches.get(desk.store, desk.workspace, press.mention_id)
    if watch is None or not press.choice.isdecimal() or int(press.choice) > MOST_URGENT:
        telling.tell(desk, press, watching.GONE)
        return
    at = int(press.choice)
    with desk.store.transaction():
        decided = thresholds.decide(desk.store, desk.workspace, watch.id, at)
        if decided:
            choice = {"chosen": at, "by": press.user}
            outbox.amend(desk.store, desk.workspace, budgets.key_of(watch), choice, now=press.at)
    name = text.short(watch.name, 60)
    if decided:
        said = f"*{name}* alerts from urgency {at} now. Where it stands in a file, write `alert_at = {at}` there too."
    else:
        said = f"That was decided before: *{name}* alerts from urgency {watch.alerts_from}."
    telling.tell(desk, press, said)


def stay(desk: Desk, press: Press) -> None:
    """Note that it stays silent; the other buttons stay."""
    watch = watches.get(desk.store, desk.workspace, press.mention_id)
    if watch is None or watch.silent_since is None:
        telling.tell(desk, press, watching.GONE if watch is None else "It is not silent any more.")
        return
    said = {"stays": True, "by": press.user}
    outbox.amend(desk.store, desk.workspace, budgets.key_of(watch), said, now=press.at)

"""A word offered to be left out of a query: see what it changes, leave it, or take it back."""

from bot import noises, replay, telling, watching
from bot.asked import Press
from bot.blocks import noise as blocks, text
from bot.desk import Desk
from bot.hygiene import leaves_out, without
from storage import fixes, outbox, watches
from storage.records import FixState

SETTLED = "That was settled before; the message shows how."
EDITED = "The query was changed since, so it is left as it is: `/earshot watch edit` shows it."
UNTRIED = "It could not be tried just now, so nothing was changed. Please press it again in a minute."


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the replayed effect; nothing is changed before it is sent off."""
    fix = fixes.get(desk.store, desk.workspace, press.mention_id)
    watch = watches.get(desk.store, desk.workspace, fix.watch_id) if fix else None
    if fix is None or watch is None:
        telling.tell(desk, press, watching.GONE)
    elif fix.state is not FixState.OFFERED:
        telling.tell(desk, press, SETTLED)
    elif leaves_out(watch.query, fix.term):
        telling.tell(desk, press, f"“{text.short(watch.name, 60)}” leaves out {blocks.called(fix.term)} already.")
    else:
        try:
            found = noises.effect(desk, watch, fix, press.at)
        except (replay.QueryRefused, replay.Untried):
            telling.tell(desk, press, UNTRIED)
            return
        noise = found.noise
        view = blocks.effect(
            fix,
            without(watch.query, fix.term),
            heard=found.heard,
            kept=f"{noise.kept:,} of {noise.mattered:,}",
            marked=f"{noise.marked:,} of {noise.noise:,}",
            lost=found.lost,
            gone=found.gone,
        )
        telling.show(desk, press.view_id, view)


def decline(desk: Desk, press: Press) -> None:
    """Leave the query as it is; that word is not offered again."""
    fix = fixes.get(desk.store, desk.workspace, press.mention_id)
    if fix is None:
        telling.tell(desk, press, watching.GONE)
        return
    allowed = [FixState.OFFERED]
    if fixes.settle(desk.store, desk.workspace, fix, FixState.DECLINED, allowed=allowed, by=press.user, now=press.at):
        outbox.amend(desk.store, desk.workspace, noises.key_of(fix.id), {}, now=press.at)
    else:
        telling.tell(desk, press, SETTLED)


def undo(desk: Desk, press: Press) -> None:
    """Give the watch the query it had, unless somebody has changed it since."""
    fix = fixes.get(desk.store, desk.workspace, press.mention_id)
    if fix is None or fix.state is not FixState.APPLIED:
        telling.tell(desk, press, watching.GONE if fix is None else SETTLED)
        return
    allowed, back = [FixState.APPLIED], (fix.after, fix.before)
    if fixes.settle(
        desk.store, desk.workspace, fix, FixState.UNDONE, allowed=allowed, by=press.user, now=press.at, query=back
    ):
        outbox.amend(desk.store, desk.workspace, noises.key_of(fix.id), {}, now=press.at)
    else:
        telling.tell(desk, press, EDITED)

"""A channel that cannot be reached is told once a day where somebody reads it, with how to mend it."""

from datetime import datetime

from bot.desk import Desk
from storage import history, outbox, watches
from storage.records import Job

CHOOSE = "Choose another channel: `/earshot watch edit`."
INVITE = "Invite Earshot there: `/invite @earshot`."
MENDED = {
    "not_in_channel": INVITE,
    "channel_not_found": f"It is gone, or private. {INVITE} {CHOOSE}",
    "is_archived": f"It is archived. Unarchive it, or: {CHOOSE}",
    "is_inactive": f"It is archived. Unarchive it, or: {CHOOSE}",
}


def tell(desk: Desk, job: Job, word: str, *, now: datetime) -> None:
    """Ask for a note in another watch's channel, else to the last person who did something."""
    others = [watch.channel for watch in watches.every(desk.store, desk.workspace) if watch.channel != job.lane]
    lane = next(iter(others), "") or history.last_person(desk.store, desk.workspace)
    if not lane or job.kind == "note":
        return
    why = word.replace("_", " ")
    said = (
        f"Earshot cannot post in {job.lane} ({why}). {MENDED.get(word, CHOOSE)} Nothing is lost: what is heard waits."
    )
    key = f"closed:{job.lane}:{word}:{now:%Y-%m-%d}"
    wish = outbox.Wish(key=key, kind="note", lane=lane, payload={"text": said}, rank=outbox.AT_ONCE)
    outbox.put(desk.store, desk.workspace, wish, now=now)

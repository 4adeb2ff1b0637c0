"""What an answer promises becomes a debt of whoever wrote it: found in its words, dated, and told in time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import tone
from bot.desk import Desk
from storage import debts, mentions, replies
from storage.records import Debt, Mention

UNDATED = timedelta(days=3)  # a promise without a day is asked about after so long
MORNING = time(9)
SOON = timedelta(hours=2)  # before the end of what was promised for today
LONGEST = 200


def write_down(desk: Desk, mention: Mention, text: str, *, by: str, now: datetime) -> None:
    """Write down what a text promises that leaves `now`; owed from when it is out, on the watch's calendar."""
    zone = ZoneInfo(mention.watch.timezone)
    today = now.astimezone(zone).date()
    found = {
        promise.words.casefold(): Debt(
            id=0,
            mention_id=mention.id,
            words=promise.words[:LONGEST],
            person=by,
            due_at=_due(promise.due or today + UNDATED, zone, now),
            dated=promise.due is not None,
            made_at=None,
        )
        for promise in tone.promises(text, today=today)
    }
    debts.expect(desk.store, desk.workspace, mention.id, list(found.values()))


def by_hand(desk: Desk, mention_id: int, *, by: str, now: datetime) -> None:
    """Write down what the draft promises that somebody is about to say they posted."""
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    reply = replies.get(desk.store, desk.workspace, mention_id)
    if mention is not None and reply is not None and reply.text:
        write_down(desk, mention, reply.text, by=by, now=now)


def _due(day: date, zone: ZoneInfo, now: datetime) -> datetime:
    """Return when to remind: in the morning of the day, or soon where that is today."""
    return max(datetime.combine(day, MORNING, zone), now + SOON)

"""`/earshot digest [today|yesterday|week] [watch]`: the digest of a period, shown to the one who asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import answers, report, telling
from bot.asked import Word
from bot.blocks import text
from bot.desk import Desk
from bot.digests import DAY, Wish
from bot.periods import WORDS
from bot.watchform import nearest
from storage.records import Watch


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Show the digest, or say which periods and watches there are."""
    period = words[0].lower() if words and words[0].lower() in WORDS else ""
    name = " ".join(words[1:] if period else words)
    try:
        watch = report.watch_named(desk.store, desk.workspace, name)
    except report.NoSuchWatch as fault:
        telling.tell(desk, word, _advice(str(fault), words[0]))
        return
    zone = report.zone_of(desk.store, desk.workspace, watch)
    answers.show_digest(desk, word, _wish(period, watch, zone, word.at), watch, word.at)


def _wish(period: str, watch: Watch | None, zone: str, now: datetime) -> Wish:
    today = now.astimezone(ZoneInfo(zone)).date()
    on = today - DAY if period == "yesterday" else today
    return Wish(watch_id=watch.id if watch else 0, kind="week" if period == "week" else "day", on=on)


def _advice(fault: str, first: str) -> str:
    near = nearest(first, WORDS)
    hint = f" Did you mean `digest {near}`?" if near else ""
    return f"{text.escape(fault[:1].upper() + fault[1:])}.{hint} Write `digest`, then today, yesterday or week."

"""What people say of mentions, taken down and shown back: shared by the Why window, Dismiss and the second look."""

from bot import telling
from bot.asked import Press
from bot.blocks import phrases, windows
from bot.desk import Desk
from storage import feedback, history, mentions, sources, tastes
from storage.feedback import Said
from storage.records import Verdict

WHY, DISMISS = "why", "dismiss"


def labels(desk: Desk) -> int:
    """Return how many words about mentions Earshot may learn from."""
    lesson = tastes.current(desk.store, desk.workspace)
    return feedback.count(desk.store, desk.workspace, after=lesson.since if lesson else 0)


def say(desk: Desk, press: Press, verdict: Verdict, *, via: str, factor: str = "") -> Said | None:
    """Take down what the person who pressed says of a mention; None where it is gone."""
    return feedback.say(
        desk.store, desk.workspace, press.mention_id, verdict, by=press.user, via=via, factor=factor, now=press.at
    )


def show_why(desk: Desk, press: Press, window: str) -> None:
    """Fill a window with why a mention is as urgent as it is, as the person who pressed sees it."""
    mention = mentions.get(desk.store, desk.workspace, press.mention_id)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    view = windows.why(
        mention,
        history.of(desk.store, mention.id),
        feedback.on(desk.store, desk.workspace, mention.id),
        source=sources.facts(desk.store, mention.post.source).title,
        user=press.user,
        labels=labels(desk),
    )
    telling.show(desk, window, view)

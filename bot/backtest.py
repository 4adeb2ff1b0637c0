"""What a watch, or a query nobody saved yet, would have alerted in the four weeks that are stored."""

from datetime import datetime, timedelta

from bot import budget, replay
from bot.budget import Past
from bot.desk import Desk
from storage import backtests
from storage.records import Watch

MOST_TRIED = 2000  # stories; trying as many takes the listeners about a second
JUST_NOW = timedelta(seconds=1)  # what is heard in this moment counts


def of_watch(desk: Desk, watch: Watch, now: datetime) -> Past:
    """Return what a watch heard in four weeks, or since it knows everything; nothing where it knows nothing."""
    since = max(now - budget.WINDOW, backtests.known_since(desk.store, desk.workspace, watch.id) or now)
    edges = budget.edges_of(since, now + JUST_NOW, watch.timezone)
    return Past(edges=edges, days=backtests.count(desk.store, desk.workspace, watch.id, edges))


def of_query(desk: Desk, query: str, zone: str, now: datetime) -> Past:
    """Return what a query would have heard of the stories all watches heard, as urgent as they were for them.

    Raise QueryRefused or Untried where it cannot be tried.
    """
    since = now - budget.WINDOW
    stories = backtests.recent(desk.store, desk.workspace, since=since, limit=MOST_TRIED)
    heard = {replay.key(post) for post in replay.matching(query, [story.post for story in stories], now=now)}
    known = min((story.post.posted_at for story in stories), default=now)
    edges = budget.edges_of(max(since, known), now + JUST_NOW, zone)
    told = {replay.key(story.post): story for story in stories}
    return budget.past_of(((told[one].post.posted_at, told[one].urgency) for one in heard if one in told), edges)

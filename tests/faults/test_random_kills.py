"""Kill -9 at random moments: nothing is lost, nothing is posted twice."""

import random
import time
from pathlib import Path

from bot.playground import NOOR, Channel
from bot.playground.script import Line, Place
from bot.playground.world import BOT_USER
from tests.stories.town import Town, town

POSTS = 200
BRANCHES = 10  # a channel takes one message a second: ten of them, or the test would take minutes
KILLS = 12
SEED = 20261122


def test_two_hundred_posts_and_twelve_kills_leave_each_card_exactly_once(database_url: str, tmp_path: Path) -> None:
    """An outbox with leases and a look into the history: no duplicates, no losses."""
    chance = random.Random(SEED)
    with town(database_url, tmp_path, watches=_watches(), channels=_channels()) as place:
        place.start("listeners", "bot")
        place.wait_listening()
        for number in range(POSTS):
            place.say(_line(number))
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.6))
            program = chance.choice(("listeners", "bot"))
            place.kill(program)
            place.start(program)
        place.wait(lambda: _shown(place) >= POSTS, "every post in its channel", patience=120)

        time.sleep(2)  # what would come twice comes late

        seen = [message.text_seen() for channel in _channels() for message in place.slack.messages(channel.id)]
        counts = [sum(f"number {number:03d}." in text for text in seen) for number in range(POSTS)]
        assert counts == [1] * POSTS
        assert place.slack.malformed() == []


def _shown(place: Town) -> int:
    return sum(len(place.slack.messages(channel.id)) for channel in _channels())


def _channels() -> tuple[Channel, ...]:
    return tuple(
        Channel(id=f"C1BRANCH{number:03d}", name=f"branch-{number}", members={BOT_USER.id, NOOR.id})
        for number in range(BRANCHES)
    )


def _line(number: int) -> Line:
    return Line(
        after=0,
        place=Place.REVIEWS,
        author=f"Guest {number:03d}",
        title=f"Order {number:03d}",
        text=f"Brightloaf{number % BRANCHES} lost my order number {number:03d}. Nobody answers, I want my money back.",
        stars=1,
    )


def _watches() -> str:
    return "".join(
        f"""
[[watch]]
name = "Branch {number}"
objective = "serve"
query = 'brightloaf{number}'
channel = "#{channel.name}"
alert_at = 30
backlog = "silent"
[[watch.listen]]
source = "feed"
every = "1s"
url = "{{outside}}/reviews/brightloaf/reviews.rss"
"""
        for number, channel in enumerate(_channels())
    )

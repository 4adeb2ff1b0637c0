"""Three clicks teach: people say in Slack that a post is about another of their name, and the next one counts less."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Bot
from bot.playground import Playground
from bot.playground.outside import Outside
from bot.playground.script import Line, Place
from listeners import schedule
from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.reader import Reader
from listeners.registry import discover
from storage import mentions, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Dismissal, Listen, Mention, Objective, Watch
from storage.settings import Settings
from tests.bot.made import CHANNEL, TEAM, settings_for

START = datetime.now(UTC) - timedelta(hours=9)
RACES = (
    "Kestrel fell in the third race at Fernhill, does anybody know how the jockey is?",
    "What happened to Kestrel in the race today? Is the jockey hurt?",
    "Why did the jockey of Kestrel leave the race, can somebody tell me?",
)
LATER = "Does anybody know why Kestrel was pulled from the race, and where the jockey is now?"
OURS = ("The Kestrel kettle is lovely", "Kestrel makes the best toast, thank you", "a birthday with my Kestrel kettle")


@dataclass
class Stage:
    """Both programs in one process, between an invented web and a strict Slack."""

    slack: Playground
    outside: Outside
    ears: Ears
    hours: int = 0

    def listen(self) -> None:
        """Let the listeners ask everything once, an hour later than before."""
        self.hours += 1
        schedule.once(self.ears, now=START + timedelta(hours=self.hours))

    def heard(self, text: str) -> Mention:
        """Return the mention of a post."""
        return next(one for one in mentions.walk(self.ears.store, TEAM) if one.post.text == text)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    """Open everything, with one watch that has heard what was there before: nothing."""
    with ExitStack() as stack:
        slack = stack.enter_context(Playground())
        outside = Outside([], shown=100).start()
        stack.callback(outside.stop)
        store = stack.enter_context(Store(sqlite_url))
        workspaces.enter(store, TEAM)
        listen = Listen(source="feed", every=timedelta(seconds=1), settings={"url": outside.feed(Place.REVIEWS)})
        watch = Watch(
            name="Kestrel",
            objective=Objective.SERVE,
            query="kestrel",
            channel=CHANNEL,
            alert_at=40,
            backlog=Backlog.SILENT,
            listens=(listen,),
        )
        watches.save(store, TEAM, watch, now=START)
        web, reader = stack.enter_context(Web(allow_private=True)), stack.enter_context(Reader(children=1))
        opened = Stage(
            slack, outside, Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())
        )
        opened.listen()
        bot = Bot(settings_for(slack, store), store)
        stack.callback(bot.stop)
        bot.start()
        yield opened
        assert slack.malformed() == []


def say(stage: Stage, *texts: str, stars: int) -> None:
    """Let somebody say it out there, and hear it."""
    for text in texts:
        stage.outside.say(Line(after=0, place=Place.REVIEWS, author="Guest", title="", text=text, stars=stars))
    stage.listen()


def test_three_clicks_not_about_us_make_the_next_such_post_count_less(stage: Stage) -> None:
    """From the click on a card to the reason under the next post, and what `/earshot score explain` says of it."""
    noor, jonas = stage.slack.person("noor"), stage.slack.person("jonas")
    say(stage, *OURS, stars=5)
    say(stage, *RACES, stars=3)
    stage.slack.wait_until(lambda: len(stage.slack.messages(CHANNEL)) == len(RACES), timeout=30, what="the cards")
    for card, person in zip(stage.slack.messages(CHANNEL), (noor, jonas, noor), strict=True):
        number = next(stage.heard(text).id for text in RACES if text[:40] in card.text_seen())
        person.click(card, "dismiss", f"{number}:{Dismissal.NOT_US}")
    stage.slack.wait_until(
        lambda: all("Dismissed" in card.text_seen() for card in stage.slack.messages(CHANNEL)), timeout=30
    )
    stage.listen()
    say(stage, LATER, stars=3)
    later = stage.heard(LATER)
    noor.command("/earshot", "score explain", CHANNEL)
    stage.slack.wait_until(lambda: "near the name mean another" in noor.ephemerals()[-1].text_seen(), timeout=10)

    why = {reason.factor: reason for reason in later.reasons}
    assert why["Not about us"].points < 0
    assert "“jockey”" in why["Not about us"].evidence
    assert later.urgency < later.watch.alert_at <= min(stage.heard(text).urgency for text in RACES)
    assert "“jockey”" in noor.ephemerals()[-1].text_seen()

"""Do windows open in time? Run: `python -m tests.benchmarks.bench_windows [postgres | ADDRESS] [COUNT]`.

A memory of 100,000 mentions of five watches (a fifth speaks to us, a twentieth was alerted, thousands were drafted and
answered), the whole bot on its socket, and the strict stand-in for Slack, all in this process. Each window is opened
over many different mentions; what counts is the time from the press to the filled window as Slack gets it. Bars: 300 ms
at the 95th percentile for windows, 500 ms for Home. "Forget this person" is left out: before it asks, it looks for them
everywhere. Exits 1 where one is missed. The time of the processor is told
beside it: that of the bot, the stand-in and the memory together, which a busy machine does not stretch. A memory at an
ADDRESS of one's own is kept, and filled only where it is empty.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.app import Bot
from bot.playground import Playground
from storage import claims, hearing, mentions, replies, watches, workspaces
from storage.database import Store
from storage.records import Author, Hearing, Kind, Listen, Metrics, Objective, Post, Reason, Score, Watch
from storage.upgrade import upgrade
from tests.bot.made import TEAM, settings_for
from tests.postgres import running

MENTIONS, PAGE, TURNS = 100_000, 2000, 40
BAR, HOME_BAR = 0.3, 0.5
NOW = datetime.now(UTC)
SPAN = timedelta(days=60)
PLAIN = (
    "order delivery loaf morning account waiting crust office harbour street queue ticket price yesterday counter "
    "window train garden paper letter bottle kitchen market table evening refund broken help crashes twice late thanks"
)
SAID = PLAIN.split()
PEOPLE = ("U01NOORHAD0", "U02JONASLI0", "U03PRIYARA0")
# The value each button carries: the mention's id where nothing else is said.
WINDOWS = {
    "why": "{mention}",
    "more": "{mention}",
    "others": "{mention}",
    "draft": "{mention}",
    "posted": "{mention}",
    "person": "{mention}",
    "card_menu": "{mention}:snooze",
    "merge": "{mention}:merge",
    "hand_over": "{mention}:hand_over",
    "shift": "home",
    "which_alerts": "{watch}:60",
    "watch_add": "add",
    "watch_edit": "{watch}",
    "connect": "home",
    "role_add": "add",
}
WORDS = ("roles", "watch add", "watch edit Acme 1", "connect")
ANSWERS = ("owed", "mine", "search refund bridge", "search nobody", "digest", "watch list", "health", "score", "help")


def a_post(chance: random.Random, number: int) -> Post:
    """Invent a post like those a brand gets."""
    author = chance.randrange(20_000)
    is_review = chance.random() < 0.2
    return Post(
        source=chance.choice(("feed", "mastodon", "hackernews")),
        external_id=f"p{number}",
        kind=Kind.REVIEW if is_review else Kind.COMMENT,
        url=f"https://example.com/posts/{number}",
        title=f"Acme {number}",
        text=f"acme {' '.join(chance.choices(SAID, k=40))} {number}",
        language="en",
        rating=chance.randint(1, 5) if is_review else None,
        author=Author(id=f"a{author}", handle=f"ann{author}", name=f"Ann {author}", followers=author),
        posted_at=NOW - SPAN * chance.random(),
        metrics=Metrics(likes=author % 50, replies=2),
        thread_id=f"t{number // 5}",
        tags_us=chance.random() < 0.2,
    )


def fill(store: Store, count: int) -> list[int]:
    """Fill a memory as months of listening do; return the mentions that were alerted."""
    chance = random.Random(7)
    kept = [
        watches.save(
            store,
            TEAM,
            Watch(
                name=f"Acme {number}",
                objective=Objective.SERVE,
                query="acme",
                channel="#mentions",
                listens=(Listen(source="feed"),),
            ),
            now=NOW - SPAN,
        ).watch
        for number in range(5)
    ]
    for start in range(0, count, PAGE):
        heard = [
            Hearing(post=post, watch=chance.choice(kept), score=a_score(chance), matched=("acme",))
            for post in (a_post(chance, number) for number in range(start, start + PAGE))
        ]
        hearing.take_in(store, TEAM, heard, now=max(hearing.post.posted_at for hearing in heard))
    with store.transaction() as connection:
        loud = list(connection.execute(text("select id from mentions where urgency >= 60 order by id")).scalars())
        connection.execute(text("delete from outbox"))
        mentions.alerted(store, TEAM, loud, now=NOW)
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("analyze"))
    with store.transaction() as connection:  # of all of them: one file write instead of thousands
        for number, mention in enumerate(loud[: len(loud) // 2]):
            by = chance.choice(PEOPLE)
            if number % 10 == 0:
                claims.take(store, TEAM, mention, by=by, now=NOW)
            else:
                replies.save(store, TEAM, mention, f"Sorry about that, number {number}.", base=0, by=by, now=NOW)
                mentions.answered(store, TEAM, mention, f"https://example.com/answers/{number}", by=by, now=NOW)
        connection.execute(text("delete from outbox"))
    return loud


def a_score(chance: random.Random) -> Score:
    """Invent a score: one in twenty alerts."""
    urgency = chance.randint(60, 100) if chance.random() < 0.05 else chance.randint(0, 59)
    reasons = (Reason(factor="Wants an answer", points=urgency, evidence="does not start"),)
    return Score(urgency=urgency, sentiment=0, needs_reply=0.5, spam=0, language="en", reasons=reasons, model="bench")


Took = tuple[float, float]


class Stage:
    """The bot at work before a full memory, and the clocks that are held against it: of the wall, of the processor."""

    def __init__(self, slack: Playground, store: Store, loud: Sequence[int]) -> None:
        """Know which mentions are worth a window."""
        self.slack, self.store, self.loud = slack, store, loud
        self.owner = slack.person("marta")

    def window(self, action: str, value: str) -> list[Took]:
        """Return the seconds from a press to the filled window, over many mentions."""
        return [self._until("views.update", self._press(action, value, turn)) for turn in range(TURNS)]

    def word(self, words: str, method: str) -> list[Took]:
        """Return the seconds from a command to its answer."""
        return [self._until(method, lambda: self.owner.command("/earshot", words, "#mentions")) for _ in range(TURNS)]

    def home(self) -> list[Took]:
        """Return the seconds from opening Home to Home."""
        noor = self.slack.person("noor")
        return [self._until("views.publish", noor.open_home) for _ in range(TURNS)]

    def _press(self, action: str, value: str, turn: int) -> Callable[[], object]:
        mention = self.loud[turn * len(self.loud) // TURNS]
        said = value.format(mention=mention, watch=turn % 5 + 1)
        action = "card_menu" if action in {"merge", "hand_over"} else action
        button = {"type": "button", "text": {"type": "plain_text", "text": "x"}, "action_id": action, "value": said}
        with self.slack.world.lock:
            empty = self.slack.world.from_bot("C02MENTIONS")
            message = self.slack.world.put(replace(empty, blocks=({"type": "actions", "elements": [button]},)))
        return lambda: self.owner.click(message, action)

    def _until(self, method: str, act: Callable[[], object]) -> Took:
        self.slack.world.stacks.clear()
        before = len(self.slack.calls(method))
        start, busy = self.slack.world.clock(), time.process_time()
        act()
        self.slack.wait_for(method, before + 1, timeout=60)
        return self.slack.calls(method)[before].at - start, time.process_time() - busy


def measured(stage: Stage) -> Iterator[tuple[str, float, list[Took]]]:
    """Yield each thing that opens, its bar in seconds (0: none), and how long it took."""
    yield "Home", HOME_BAR, stage.home()
    for action, value in WINDOWS.items():
        yield action, BAR, stage.window(action, value)
    for words in WORDS:
        yield f"/earshot {words}", BAR, stage.word(words, "views.update")
    for words in ANSWERS:
        yield f"/earshot {words}", 0, stage.word(words, "chat.postEphemeral")


def report(name: str, url: str, count: int) -> bool:
    """Print how long everything takes on one database; say whether every bar is met."""
    with Store(url) as store, Playground() as slack:
        upgrade(store)
        workspaces.enter(store, TEAM)
        start = time.perf_counter()
        with store.reading() as connection:
            asked = text("select id from mentions where urgency >= 60 order by id")
            loud = list(connection.execute(asked).scalars())
        loud = loud or fill(store, count)
        with store.transaction() as connection:  # a new stand-in counts its events from one again
            connection.execute(text("delete from seen"))
        print(f"{name}: {len(loud):,} mentions of {count:,} alerted, filled in {time.perf_counter() - start:.0f} s")
        bot = Bot(settings_for(slack, store), store)
        bot.start()
        try:
            slack.wait_connected()
            met = [told(name, what, bar, took) for what, bar, took in measured(Stage(slack, store, loud))]
        finally:
            bot.stop()
    return all(met)


def told(name: str, what: str, bar: float, took: Sequence[Took]) -> bool:
    """Print one line, and say whether its bar is met."""
    walls, busy = sorted(wall for wall, _ in took), sorted(one for _, one in took)
    late = walls[int(len(walls) * 0.95)]
    said = f"bar {bar * 1000:.0f}: {'met' if late <= bar else 'MISSED'}" if bar else ""
    middle, cpu, worst = statistics.median(walls), statistics.median(busy), busy[int(len(busy) * 0.95)]
    figures = (
        f"median {middle * 1000:6.0f} ms  p95 {late * 1000:6.0f} ms  processor {cpu * 1000:4.0f}, {worst * 1000:4.0f}"
    )
    print(f"{name:10} {what:28} {figures}  {said}", flush=True)
    return not bar or late <= bar


def main() -> int:
    """Print the figures; return 1 where a bar is missed."""
    count = next((int(word) for word in sys.argv[1:] if word.isdecimal()), MENTIONS)
    address = next((word for word in sys.argv[1:] if "://" in word), "")
    if address:
        return 0 if report(address.partition(":")[0], address, count) else 1
    with tempfile.TemporaryDirectory() as folder:
        met = report("SQLite", f"sqlite:///{folder}/earshot.db", count)
    if "postgres" in sys.argv[1:]:
        with running() as server:
            met &= report("PostgreSQL", server.create(), count)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

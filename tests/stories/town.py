"""A town for whole journeys: the strict stand-in for Slack, places on loopback, and both programs as real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from bot.playground import CHANNELS, Channel, Message, Playground
from bot.playground.outside import Outside
from bot.playground.script import Line
from storage import cursors, workspaces
from storage.database import Store

WATCHES = """
[[watch]]
name = "Brightloaf"
objective = "serve"
query = 'brightloaf OR @brightloaf'
channel = "#mentions"
alert_at = 50
backlog = "silent"
[[watch.listen]]
source = "feed"
every = "1s"
url = "{outside}/reviews/brightloaf/reviews.rss"
[[watch.listen]]
source = "hackernews"
every = "1s"
"""
PATIENCE = 30.0  # seconds: a program that was killed must start again on a busy machine


class Town:
    """Everything a journey needs; programs can be killed and started again at any point."""

    def __init__(
        self,
        database_url: str,
        folder: Path,
        *,
        watches: str,
        channels: Sequence[Channel],
        environment: Mapping[str, str],
    ) -> None:
        """Open the places and Slack, store the watches; no program runs yet."""
        self.slack = Playground(channels=channels).start()
        self.outside = Outside([], shown=1000).start()
        self.folder = folder
        self._programs: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": database_url,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1",
            **self.outside.settings(),
            **environment,
        }
        if "PYTHONPATH" in os.environ:
            self._environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
        (folder / "watches.toml").write_text(watches.format(outside=self.outside.url))
        self.run("storage", "load", "watches.toml")

    def run(self, *words: str) -> str:
        """Run one command to its end and return what it printed; fail where it fails."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{words} ended with {done.returncode}: {done.stderr}"
        return done.stdout

    def start(self, *programs: str) -> None:
        """Start programs ("bot", "listeners") and wait until the bot is connected to Slack."""
        for program in programs:
            with (self.folder / f"{program}.log").open("ab") as log:
                self._programs[program] = subprocess.Popen(
                    [sys.executable, "-m", program], cwd=self.folder, env=self._environment, stdout=log, stderr=log
                )
        if "bot" in programs:
            self.slack.wait_connected(timeout=PATIENCE)

    def wait_listening(self) -> None:
        """Wait until every listener has had its first run, so that what is said from now on is news."""

        def all_heard() -> bool:
            with Store(self._environment["DATABASE_URL"]) as store:
                found = [listener for team in workspaces.every(store) for listener in cursors.every(store, team)]
            return bool(found) and all(listener.last_success for listener in found)

        self.wait(all_heard, "the first run of every listener")

    def kill(self, *programs: str) -> None:
        """Kill programs as a power cut would."""
        for program in programs:
            process = self._programs.pop(program, None)
            if process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        if "bot" in programs:
            self.wait(lambda: self.slack.sockets.connections == 0, "Slack to notice that the bot is gone")

    def close(self) -> None:
        """End everything; say what the programs logged, for a test that failed."""
        self.kill(*list(self._programs))
        self.outside.stop()
        self.slack.stop()
        for log in sorted(self.folder.glob("*.log")):
            sys.stdout.write(f"--- {log.name}\n{log.read_text(errors='replace')[-6000:]}\n")

    def say(self, line: Line) -> None:
        """Let somebody say something out there."""
        self.outside.say(line)

    def cards(self, words: str, channel: str = "#mentions") -> list[Message]:
        """Return the cards in a channel that show these words."""
        return [message for message in self.slack.messages(channel) if words in message.text_seen()]

    def wait_card(self, words: str, *, shows: str = "", channel: str = "#mentions") -> Message:
        """Wait for the one card with these words that shows some more; two of them fail at once."""

        def there() -> bool:
            found = self.cards(words, channel)
            assert len(found) < 2, f"{len(found)} cards show {words!r}"
            return bool(found) and shows in found[0].text_seen()

        self.wait(there, f"a card with {words!r} that shows {shows!r}; there is {self._seen(channel)}")
        return self.cards(words, channel)[0]

    def wait(self, holds: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
        """Wait until something holds, or fail naming it."""
        ends = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < ends, f"waited {patience:.0f} s in vain for {what}"
            time.sleep(0.05)

    def _seen(self, channel: str) -> list[str]:
        return [message.text_seen() for message in self.slack.messages(channel)]


@contextmanager
def town(
    database_url: str,
    folder: Path,
    *,
    watches: str = WATCHES,
    channels: Sequence[Channel] = CHANNELS,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Town]:
    """Open a town and close it, whatever happens."""
    opened = Town(database_url, folder, watches=watches, channels=channels, environment=environment)
    try:
        yield opened
    finally:
        opened.close()

"""The whole loop without Slack or keys: the stand-in, a small web, both programs, and the cards in the terminal.

What is seen is the product: the two programs run as they would for a team, only their addresses point to this machine.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.playground import Message, Playground
from bot.playground.faults import RateLimit
from bot.playground.outside import Outside
from bot.playground.script import BRAND
from storage import watches, workspaces
from storage.commands import Failed, WrongUse
from storage.database import Store
from storage.records import Backlog, Listen, Objective, Watch
from storage.upgrade import ready

CHANNELS = ("#mentions", "#reviews")
LOOK_EVERY = 0.2
GRACE = 12  # seconds: a program finishes what it began within ten


def play(*, port: int, speed: float, keep: Path | None) -> None:
    """Run the demo until Ctrl-C, printing every card as it appears and changes; leave no process and no file behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _play(port, speed, keep)


def _play(port: int, speed: float, keep: Path | None) -> None:
    console = Console(highlight=False)
    with ExitStack() as stage:
        folder = keep or Path(stage.enter_context(tempfile.TemporaryDirectory(prefix="earshot-")))
        folder.mkdir(parents=True, exist_ok=True)
        slack = stage.enter_context(_slack(port))
        outside = stage.enter_context(_outside(speed))
        address = f"sqlite:///{folder / 'earshot.db'}"
        _furnish(address, outside.url)
        environment = _environment(slack, outside, address)
        programs = [stage.enter_context(_program(name, folder, environment)) for name in ("bot", "listeners")]
        console.print(f"Earshot's playground is at {slack.url}. Nobody here exists; nothing leaves this machine.")
        console.print(f"Listening for {BRAND} on four loopback places. Ctrl-C ends it.\n")
        _show(console, slack, programs)


@contextmanager
def _slack(port: int) -> Iterator[Playground]:
    try:
        slack = Playground(port=port, rate_limit=RateLimit()).start()
    except OSError as error:
        raise WrongUse(f"port {port} is taken ({error.strerror}); choose another with --port") from error
    try:
        yield slack
    finally:
        slack.stop()


@contextmanager
def _outside(speed: float) -> Iterator[Outside]:
    outside = Outside(speed=speed).start()
    try:
        yield outside
    finally:
        outside.stop()


def _furnish(address: str, web: str) -> None:
    """Store the demo's two watches: reviews to serve, everything else to protect."""
    with Store(address) as store:
        ready(store)
        workspace = workspaces.only(store)
        for watch in (_reviews(web), _mentions(web)):
            watches.save(store, workspace, watch, now=datetime.now(UTC))


def _reviews(web: str) -> Watch:
    return Watch(
        name=f"{BRAND} reviews",
        objective=Objective.SERVE,
        channel="#reviews",
        alert_at=40,
        answer_within=timedelta(hours=1),
        digest_at=time(9),
        backlog=Backlog.OPENING,
        listens=(_feed(f"{web}/reviews.xml", "review"),),
    )


def _mentions(web: str) -> Watch:
    return Watch(
        name=BRAND,
        objective=Objective.PROTECT,
        query=f"{BRAND.lower()} OR @{BRAND.lower()}",
        channel="#mentions",
        alert_at=40,
        backlog=Backlog.OPENING,
        listens=(
            _feed(f"{web}/comments.xml", "comment"),
            _feed(f"{web}/news.xml", "article"),
            Listen(source="hackernews", every=timedelta(seconds=1)),
        ),
    )


def _feed(url: str, kind: str) -> Listen:
    return Listen(source="feed", every=timedelta(seconds=1), settings={"url": url, "kind": kind})


def _environment(slack: Playground, outside: Outside, address: str) -> dict[str, str]:
    """Give the programs what they need and nothing of the operator's own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "EARSHOT_", "PORT"))}
    return own | {
        "DATABASE_URL": address,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "HACKERNEWS_URL": outside.url,
        "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def _program(name: str, folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of the two programs with its log in the folder; it ends when the demo does."""
    with (folder / f"{name}.log").open("ab") as log:
        program = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", name],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is the demo's; it ends its programs in order
        )
    try:
        yield program
    finally:
        program.send_signal(signal.SIGTERM)
        try:
            program.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def _show(console: Console, slack: Playground, programs: list[subprocess.Popen[bytes]]) -> None:
    """Print what appears in the channels, each card again when it changes, until a program ends or Ctrl-C."""
    shown: dict[tuple[str, str], str] = {}
    waiting = threading.Event()
    while all(program.poll() is None for program in programs):
        for channel in CHANNELS:
            for message in slack.messages(channel):
                seen = message.text_seen()
                if shown.get((channel, message.ts)) != seen:
                    _print(console, channel, message, changed=(channel, message.ts) in shown)
                    shown[(channel, message.ts)] = seen
        waiting.wait(LOOK_EVERY)
    raise Failed("a program of the demo ended by itself; run it with --keep FOLDER and read the log there")


def _print(console: Console, channel: str, message: Message, *, changed: bool) -> None:
    title = f"{channel}, changed" if changed else channel
    console.print(Panel(Text(message.text_seen()), title=title, title_align="left", width=100))

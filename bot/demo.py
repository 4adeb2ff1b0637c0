"""The whole loop without Slack or keys: the stand-in with its page, a small web, and both programs.

What is seen is the product: the two programs run as they would for a team, only their addresses point to this machine.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from bot import hints, town
from bot.playground import Playground
from bot.playground.faults import RateLimit
from bot.playground.outside import Outside
from storage.commands import Failed, WrongUse

INVENTED = "Nobody there exists, and nothing leaves this machine."
LIVE = "It listens to the live web; what you do there stays on this machine."
LOOK_EVERY = 0.2
ASKING = 30  # seconds: a web that has not answered by then is not there
ROOMS = Path(__file__).parents[1]  # the programs run in another folder, and must find our rooms there
GRACE = 12  # seconds: a program finishes what it began within ten


def play(*, port: int, term: str, opens: bool, speed: float, keep: Path | None) -> None:
    """Run the demo until Ctrl-C; leave no program behind, and no file unless it is to `keep` them."""
    ended = threading.Event()
    # Only noted, never raised: whatever is being started when Ctrl-C comes is then ended in order.
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, lambda _signal, _frame: ended.set())
    console = Console(highlight=False, soft_wrap=True)
    with ExitStack() as stage:
        folder = _empty(keep) if keep else Path(stage.enter_context(tempfile.TemporaryDirectory(prefix="earshot-")))
        slack = stage.enter_context(_slack(port))
        console.print(f"Earshot's playground: {slack.url}")
        environment = _own(slack)
        if is_live := bool(term) and _web_is_there(console, term, environment):
            environment |= _web(folder, term)
        else:
            environment |= _town(folder, stage.enter_context(_outside(speed)))
        programs = {name: stage.enter_context(_program(name, folder, environment)) for name in ("bot", "listeners")}
        console.print(f"{LIVE if is_live else INVENTED} Ctrl-C ends it.")
        if opens:
            _open(slack.url)
        _watch_over(programs, folder, ended)


def _empty(folder: Path) -> Path:
    if (folder / "earshot.db").exists():
        raise WrongUse(f"{folder} already keeps the memory of a demo; choose an empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"{folder} cannot keep anything ({error.strerror}); choose another folder") from error
    return folder


@contextmanager
def _slack(port: int) -> Iterator[Playground]:
    try:
        slack = Playground(port=port, rate_limit=RateLimit(), offers=hints.offers()).start()
    except OSError as error:
        raise WrongUse(f"port {port} is taken; choose another with --port, or let it be found with --port 0") from error
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


def _town(folder: Path, outside: Outside) -> dict[str, str]:
    """Furnish the memory for the invented town; return where the programs find both."""
    address = _address(folder)
    town.furnish(address, outside.url)
    return {"DATABASE_URL": address, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1", **outside.settings()}


def _web_is_there(console: Console, term: str, environment: Mapping[str, str]) -> bool:
    """Ask Hacker News for the term as the listeners would; where that fails say so, and why."""
    asking = [sys.executable, "-m", "listeners", "try", "hackernews", "--query", f'"{term}"', "--limit", "1"]
    try:
        tried = subprocess.run(  # noqa: S603  our own program
            asking, env=dict(environment), capture_output=True, text=True, timeout=ASKING, check=False
        )
    except subprocess.TimeoutExpired:
        why = "no answer"
    else:
        if tried.returncode == 0:
            return True
        why = tried.stderr.strip().rpartition("\n")[2].removeprefix("error: ")
    console.print(f"The live web cannot be heard from here ({why}). The invented town plays instead.")
    return False


def _web(folder: Path, term: str) -> dict[str, str]:
    """Furnish the memory for the live web; return where the programs find it."""
    address = _address(folder)
    town.furnish_live(address, term)
    return {"DATABASE_URL": address}


def _address(folder: Path) -> str:
    return f"sqlite:///{folder.absolute() / 'earshot.db'}"


def _own(slack: Playground) -> dict[str, str]:
    """Give the programs what they need and nothing of the operator's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL") and not _is_ours(name)}
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOMS), kept.get("PYTHONPATH", "")])),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "LOG_LEVEL": "WARNING",
    }


def _is_ours(name: str) -> bool:
    return name.startswith(("SLACK_", "EARSHOT_", "LOG_")) or name == "PORT"


def _open(url: str) -> None:
    """Open the page where there is a screen; a browser within the terminal would be no help."""
    if sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


@contextmanager
def _program(name: str, folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of the two programs with its log in the folder; it ends when the demo does."""
    with _log(folder, name).open("ab") as log:
        program = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", name],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
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


def _watch_over(programs: Mapping[str, subprocess.Popen[bytes]], folder: Path, ended: threading.Event) -> None:
    """Wait for Ctrl-C; a program that ends by itself ends the demo, with its own last words."""
    while not ended.wait(LOOK_EVERY):
        for name, program in programs.items():
            if program.poll() is not None:
                words = _log(folder, name).read_text(errors="replace").strip().rpartition("\n")[2]
                raise Failed(f"`python -m {name}` ended by itself: {words or 'it said nothing'}")


def _log(folder: Path, name: str) -> Path:
    return folder / f"{name}.log"

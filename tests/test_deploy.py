"""What the front page says of running Earshot is run: the units, the Procfile, and honcho until Ctrl-C."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot import manifest
from bot.playground import Playground
from tests.bot.terminal import Terminal

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
PYTHON = "/opt/earshot/.venv/bin/python"


def fenced(kind: str, words: str) -> str:
    """Return the fenced block of the front page, of this kind, that holds these words."""
    blocks: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    found = [block for block in blocks if words in block]
    assert len(found) == 1, f"{len(found)} blocks of {kind} with {words!r} in README.md"
    return found[0]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Write both units as the front page says: one by hand, the other by its line of sed."""
    folder = tmp_path_factory.mktemp("system")
    speaks = folder / "earshot-bot.service"
    speaks.write_text(fenced("ini", "earshot-bot.service"))
    (line,) = re.findall(r"^(sed .* earshot-bot\.service) \|", fenced("sh", "sed "), re.MULTILINE)
    told = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S602  ours
    listens = folder / "earshot-listeners.service"
    listens.write_text(told.stdout)
    return {"bot": speaks, "listeners": listens}


def settings_of(unit: Path) -> Mapping[str, str]:
    """Return what a unit sets."""
    return dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))


@pytest.fixture
def slack() -> Iterator[Playground]:
    """Open a strict Slack that knows what the manifest asks for."""
    with Playground(scopes=manifest.SCOPES, events=manifest.EVENTS) as opened:
        yield opened


@pytest.fixture
def home(slack: Playground, tmp_path: Path) -> Path:
    """Make the folder both programs run in, with its `.env`."""
    lines = (
        f"SLACK_BOT_TOKEN={slack.bot_token}",
        f"SLACK_APP_TOKEN={slack.app_token}",
        f"SLACK_API_URL={slack.api_url}",
    )
    (tmp_path / ".env").write_text("\n".join(lines) + "\n")
    return tmp_path


def around() -> dict[str, str]:
    """Set what a service gets, and where this code is; `python` is the one that runs these tests."""
    return {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}


@pytest.mark.parametrize("program", ["bot", "listeners"])
def test_a_unit_starts_a_program_that_exists_where_it_can_write(units: Mapping[str, Path], program: str) -> None:
    """Both are one unit but for who they are; what they may write to is where they run."""
    said = settings_of(units[program])

    assert said["ExecStart"] == f"{PYTHON} -m {program}"
    assert find_spec(f"{program}.__main__") is not None
    assert said["WorkingDirectory"] == f"/var/lib/{said['StateDirectory']}"
    assert (said["Restart"], said["ProtectSystem"], said["User"]) == ("always", "strict", "earshot")
    others = {name: value for name, value in said.items() if name not in {"ExecStart", "Description"}}
    assert others == {name: settings_of(units["bot"])[name] for name in others}


def test_systemd_finds_nothing_wrong_with_the_units(units: Mapping[str, Path]) -> None:
    """Where systemd is here, it is asked; a typing error in a setting's name would be ignored by it in silence."""
    analyze = shutil.which("systemd-analyze")
    for unit in units.values():
        unit.with_name(f"here-{unit.name}").write_text(unit.read_text().replace(PYTHON, sys.executable))
    tried = sorted(map(str, units["bot"].parent.glob("here-*")))
    told = subprocess.run([analyze, "verify", *tried], capture_output=True, text=True, check=False) if analyze else None

    assert len(tried) == 2
    assert told is None or (told.returncode, told.stderr) == (0, "")


def test_the_programs_of_the_units_run_side_by_side_and_end_when_asked(
    units: Mapping[str, Path], slack: Playground, home: Path
) -> None:
    """Started as systemd starts them, with the `.env` beside the memory; SIGTERM ends both in order."""
    commands = [settings_of(unit)["ExecStart"].replace(PYTHON, sys.executable).split() for unit in units.values()]
    programs = [subprocess.Popen(line, cwd=home, env=around(), stderr=subprocess.PIPE, text=True) for line in commands]
    try:
        slack.wait_connected(timeout=20)
        listens = programs[1].stderr
        assert listens is not None
        assert any("listening" in line for line in listens)
        for program in programs:
            program.send_signal(signal.SIGTERM)
        codes = [program.wait(timeout=15) for program in programs]
    finally:
        for program in programs:
            program.kill()
            program.communicate()

    assert codes == [0, 0]
    assert (home / "earshot.db").exists()


def test_the_procfile_on_the_front_page_is_the_one_that_is_there() -> None:
    """A host runs the file; people read the page."""
    assert fenced("Procfile", "worker:") == (ROOT / "Procfile").read_text()


def test_honcho_runs_both_programs_and_ctrl_c_ends_both(slack: Playground, home: Path) -> None:
    """One terminal, the command of the front page: the bot is ready on the web door, the listeners listen, all end."""
    shutil.copy(ROOT / "Procfile", home)
    assert "uv run honcho start web worker" in README
    port = free_port()
    with Terminal(around() | {"PORT": str(port)}, home, "-m", "honcho", "start", "web", "worker") as terminal:
        slack.wait_connected(timeout=20)
        slack.wait_until(lambda: is_ready(port), timeout=10, what="the bot to be ready")
        while not re.search(r"worker\.1 .*listening", terminal.seen):
            terminal.expect("\n")
        terminal.interrupt("SIGINT received")
        terminal.ends()

    started = dict(re.findall(r"system +\| (\w+)\.1 started \(pid=(\d+)\)", terminal.seen))
    assert started.keys() == {"web", "worker"}
    # Honcho writes from within its signal handler and may lose its last words: the machine's own table decides.
    assert not [name for name, pid in started.items() if Path(f"/proc/{pid}/cmdline").exists()]
    assert slack.sockets.connections == 0
    assert not is_ready(port)


def free_port() -> int:
    """Find a port nobody listens at."""
    with Playground() as other:
        return int(other.url.rpartition(":")[2])


def is_ready(port: int) -> bool:
    """Ask the web door."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False

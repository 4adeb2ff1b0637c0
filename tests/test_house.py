"""The house itself: what lies where, what is pinned, and that the front page tells the truth."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.commands import SUBS
from listeners import registry
from storage.settings import Settings

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
README = (ROOT / "README.md").read_text()
LOCK = (ROOT / ".ci" / "requirements.lock").read_text()
TOP_LEVEL = {
    *("bot", "listeners", "storage", "tests", "Procfile", "pyproject.toml", "README.md", "LICENSE"),
    *(".ci", ".github", ".env.example", ".gitignore", ".pre-commit-config.yaml", ".python-version"),
}
PINS = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
    *PROJECT["build-system"]["requires"],
]
FIRST_SCREEN = 40


def tracked() -> list[str]:
    """List what git keeps, with `/` between the parts."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in told.stdout.split("\0") if path and (ROOT / path).exists()]


def test_the_top_level_holds_nothing_but_the_rooms_and_their_papers() -> None:
    """Nobody has to look at more than a screen to see what there is."""
    top = {path.split("/")[0] for path in tracked()}

    assert top <= TOP_LEVEL
    assert TOP_LEVEL - top <= {".env.example"}


def test_the_licence_is_mit() -> None:
    """Anybody may run, change and share it."""
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert PROJECT["project"]["license"] == "MIT"


@pytest.mark.parametrize("pin", PINS)
def test_a_direct_dependency_is_pinned_exactly_and_locked_as_pinned(pin: str) -> None:
    """What was tested is what gets installed."""
    written = re.fullmatch(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==([0-9][0-9.]*)", pin)

    assert written
    assert re.search(rf"^{re.escape(written[1])}(?:\[[a-z,]+\])?=={re.escape(written[2])}\b", LOCK, re.MULTILINE)


def test_the_lock_names_no_address_and_hashes_everything() -> None:
    """The lock says what to install, never from where."""
    entries = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:]

    assert "://" not in LOCK
    assert len(entries) > len(PINS)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert all(re.match(r"[a-z0-9.\[\],-]+==", entry) for entry in entries)


def test_the_lock_of_uv_is_not_tracked() -> None:
    """`uv.lock` names download hosts, so it stays at home."""
    assert "uv.lock" not in tracked()


def test_no_file_names_a_registry_or_a_path_of_the_machine_it_was_written_on() -> None:
    """What is published works on any machine."""
    registries = r"(?:pypi|pythonhosted|npmjs|debian|crates)\.(?:org|com|io)"
    machine = r"(?<![\w.<])/(?:work|root|opt/pypi|opt/wheels)(?:/|\b(?!\w))"
    faults = []
    for path in tracked():
        text = (ROOT / path).read_text(errors="replace")
        here = machine if path.startswith("tests/") else rf"{machine}|(?<![\w.<])/tmp/"
        faults += [f"{path}: {found[0]}" for found in re.finditer(rf"{registries}|{here}", text)]

    assert not faults


def test_the_first_screen_shows_the_two_commands_and_whose_listeners_these_are() -> None:
    """Who opens the page knows what it is and how to see it run."""
    screen = "\n".join(README.splitlines()[:FIRST_SCREEN])

    assert "pip install uv && uv run python -m bot demo\n" in screen
    assert "pip install uv && uv run pytest\n" in screen
    assert "listeners listen to the web" in screen


def test_contributing_begins_with_the_command_that_runs_every_check() -> None:
    """One command, the first line."""
    first = README.partition("## Contributing\n")[2].strip().splitlines()[0]

    assert first.startswith("`uv run pre-commit run --all-files`")
    assert ".ci/run" in first


def test_pre_commit_runs_what_ci_runs() -> None:
    """A commit that passes at home passes there."""
    checks = re.findall(r"^(?:uv run|\.ci/lock) .+$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()

    assert len(checks) >= 6
    assert [check for check in checks if f"entry: {check.split(' 2>')[0]}" not in hooks] == []


@pytest.mark.parametrize("program", ["bot", "listeners", "storage"])
def test_a_program_that_is_named_exists(program: str) -> None:
    """`python -m bot`, `listeners` and `storage` can be started, and the front page names no others."""
    named = set(re.findall(r"python -m (\w+)", README + (ROOT / "Procfile").read_text()))

    assert named == {"bot", "listeners", "storage"}
    assert find_spec(f"{program}.__main__") is not None


def test_every_tool_that_is_named_exists() -> None:
    """What follows `uv run` in the front page is in the environment, and `.ci/run` can be run."""
    tools = set(re.findall(r"uv run ([\w-]+)", README))

    assert {"honcho", "pre-commit", "pytest"} <= tools
    assert [tool for tool in sorted(tools) if not Path(sys.executable).with_name(tool).exists()] == []
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_procfile_names_both_programs_and_the_upgrade() -> None:
    """A host that reads Procfiles knows what to run."""
    lines = (ROOT / "Procfile").read_text().splitlines()

    assert lines == ["release: python -m storage upgrade", "web: python -m bot", "worker: python -m listeners"]


@pytest.mark.parametrize("promise", sorted({*map(str.upper, Settings.model_fields), *registry.discover(), *SUBS}))
def test_every_setting_source_and_word_of_earshot_is_on_the_front_page(promise: str) -> None:
    """What is promised to people is written where they look first."""
    assert re.search(rf"(?:`|\*\*|/earshot ){re.escape(promise)}\b", README)

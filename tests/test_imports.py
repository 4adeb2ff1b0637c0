"""Code stays in its room: every import contract is shown to break, and the pure rooms to stay pure."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "listeners", "storage")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE = (
    *(
        "storage.fold",
        "storage.links",
        "storage.records",
        "listeners.source",
        "listeners.match",
        "listeners.spam",
        "listeners.neardup",
    ),
    *("listeners.bundles", "listeners.newsterms", "listeners.reposts", "listeners.velocity"),
    *(
        "listeners.sources",
        "listeners.urgency",
        "bot.route",
        "bot.digest",
        "bot.budget",
        "bot.hygiene",
        "bot.tone",
        "bot.blocks",
    ),
)
# What import-linter cannot see: it knows other people's packages only as a whole.
# The second door is Slack's: its stand-in delivers what people press to the bot's own web door.
DOORS = {ROOT / "listeners" / "http.py", ROOT / "bot" / "playground" / "signed_http.py"}
WAYS_OUT = {"urllib.request", "urllib.error", "http.client"}
WEIGHTS = ROOT / "listeners" / "urgency" / "weights.py"  # reads the package's own data once, as an import would
IMPURE_NAMES = {"open", "print", "input", "exec", "eval", "__import__"}
IMPURE_METHODS = {"now", "utcnow", "today", "read_text", "write_text", "read_bytes", "write_bytes"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Copy the rooms and the contracts, to plant something in."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run lint-imports there, as people do."""
    command = str(Path(sys.executable).with_name("lint-imports"))
    return subprocess.run(
        [command, "--no-cache", "--no-logo", *options],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_contract_holds(tree: Path) -> None:
    """Six contracts, none broken."""
    told = lint(tree)

    assert told.returncode == 0, told.stdout
    assert "Contracts: 6 kept, 0 broken." in told.stdout


@pytest.mark.parametrize(
    ("contract", "path", "line"),
    [
        pytest.param("layers", "storage/records/posts.py", "import bot", id="storage-knows-bot"),
        pytest.param("layers", "bot/__init__.py", "import listeners.source", id="bot-meets-listeners"),
        pytest.param("slack", "listeners/errors.py", "import slack_sdk", id="listeners-speak-with-slack"),
        pytest.param("slack", "storage/claims.py", "from slack_bolt import App", id="storage-speaks-with-slack"),
        pytest.param("web", "bot/__init__.py", "import httpx", id="bot-goes-out"),
        pytest.param("web", "listeners/errors.py", "import socket", id="listeners-go-out-elsewhere"),
        pytest.param("web", "listeners/streaming.py", "import websockets", id="a-stream-is-opened-elsewhere"),
        pytest.param("pure", "storage/records/posts.py", "import random", id="a-noun-uses-chance"),
        pytest.param("pure", "listeners/source.py", "from storage import claims", id="a-source-reaches-sql-indirectly"),
        pytest.param("pure", "bot/blocks/__init__.py", "from time import time", id="blocks-look-at-the-clock"),
        pytest.param("sql", "bot/__init__.py", "from sqlalchemy import text", id="bot-speaks-sql"),
        pytest.param("sql", "listeners/errors.py", "import storage.tables", id="listeners-see-tables"),
        pytest.param("siblings", "listeners/sources/planted.py", "from listeners.sources import other", id="sources"),
        pytest.param("siblings", "bot/actions/planted.py", "from bot.views import other", id="handlers"),
    ],
)
def test_a_contract_breaks_when_it_is_violated(tree: Path, contract: str, path: str, line: str) -> None:
    """One planted import is enough, and the contract names the file it is in."""
    (tree / "listeners/sources/other.py").touch()
    (tree / "bot/views/other.py").touch()
    with (tree / path).open("a") as file:
        file.write(f"\n{line}\n")

    told = lint(tree, "--contract", contract)

    assert told.returncode == 1
    assert "Contracts: 0 kept, 1 broken." in told.stdout
    assert path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in told.stdout


def test_every_pure_room_is_under_the_contract() -> None:
    """A pure module that exists is named in the contract, so that nobody forgets it."""
    named = next(contract["source_modules"] for contract in CONTRACTS if contract["id"] == "pure")
    forgotten = [room for room in PURE if list(files_of(room)) and room not in named]

    assert not forgotten


def test_pure_rooms_call_no_clock_and_open_nothing() -> None:
    """`datetime.now`, `open` and their like need no forbidden import, so the calls themselves are looked for."""
    named = next(contract["source_modules"] for contract in CONTRACTS if contract["id"] == "pure")
    found = [
        f"{path}: {fault}"
        for room in named
        for path in files_of(room)
        if path != WEIGHTS
        for fault in impurities(path.read_text())
    ]

    assert not found


def test_only_the_fetcher_uses_the_standard_ways_out() -> None:
    """`urllib.request` and `http.client` are ways out to the web as well."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in imported(ast.parse(path.read_text()))
        if name in WAYS_OUT and path not in DOORS
    ]

    assert not found


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("from datetime import datetime, UTC\ndatetime.now(UTC)", id="now"),
        pytest.param("import datetime\ndatetime.date.today()", id="today"),
        pytest.param("open('x')", id="open"),
        pytest.param("print('x')", id="print"),
        pytest.param("import urllib.request", id="urllib.request"),
        pytest.param("from http import client", id="http.client"),
        pytest.param("from http.client import HTTPException, HTTPConnection", id="a-connection"),
    ],
)
def test_an_impure_call_is_found(code: str) -> None:
    """The look at the calls can fail."""
    assert list(impurities(code))


def impurities(code: str) -> Iterator[str]:
    """Name the calls and imports that a pure room must not hold."""
    tree = ast.parse(code)
    yield from (WAYS_OUT | {"http.server"}).intersection(imported(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_NAMES:
                yield f"{name}() in line {node.lineno}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                yield f".{name}() in line {node.lineno}"


def imported(tree: ast.Module) -> Iterator[str]:
    """Name every module, and every name of a module, that is imported; errors to be caught open no door."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                taken = [alias.name for alias in names if not alias.name.endswith(("Error", "Exception"))]
                yield from (module, *(f"{module}.{name}" for name in taken)) if taken else ()


def files_of(module: str) -> Iterator[Path]:
    """Find the files of a module or package, none where it does not exist yet."""
    place = ROOT.joinpath(*module.split("."))
    if place.with_suffix(".py").exists():
        yield place.with_suffix(".py")
    yield from sorted(place.rglob("*.py"))

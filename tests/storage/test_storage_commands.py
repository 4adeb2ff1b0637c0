"""`python -m storage` as an operator meets it."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from storage import commands, credentials, cursors, feedback, shareables, sources, watches, workspaces
from storage.__main__ import app
from storage.database import Store
from storage.records import Cursor, SourceFacts, Verdict
from storage.secrets import Vault
from storage.shelf import Found
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, hear, judged

ROOT = Path(__file__).parent.parent.parent
WATCHES = """
[[watch]]
name = "Acme"
objective = "serve"
channel = "#mentions"
[[watch.listen]]
source = "hackernews"
"""
SECOND = WATCHES.replace("Acme", "Rivals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def run(url: str, folder: Path, *words: str) -> Ran:
    """Run a command on a memory, in a folder of its own; in this process, because a start of Python costs a second."""
    before = dict(os.environ)
    os.environ["DATABASE_URL"] = url
    out, err = StringIO(), StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
        commands.run(app, name="python -m storage", args=words)
    os.environ.clear()
    os.environ.update(before)
    return Ran(stdout=out.getvalue(), stderr=err.getvalue(), returncode=int(str(left.value.code)))


def load(url: str, folder: Path, text: str, *options: str) -> Ran:
    """Load a file of watches."""
    (folder / "watches.toml").write_text(text)
    return run(url, folder, "load", "watches.toml", *options)


def one_line(ran: Ran, code: int) -> str:
    """Return the one line of an error."""
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (code, "", 1)
    return ran.stderr


def test_loading_a_file_twice_changes_nothing_the_second_time(database_url: str, tmp_path: Path) -> None:
    """Idempotent by name; it says of each watch what happened, and cursors stay."""
    first = load(database_url, tmp_path, WATCHES + SECOND)
    with Store(database_url) as store:
        for listener in cursors.every(store, "local"):
            cursors.heard(store, listener, Cursor(since=NOW), now=NOW, next_due=NOW)
    second = load(database_url, tmp_path, SECOND + WATCHES)
    changed = load(database_url, tmp_path, WATCHES.replace("#mentions", "#help") + "every = '90s'", "--prune")
    with Store(database_url) as store:
        left = [watch.name for watch in watches.every(store, "local")]
        heard = [listener.cursor.since for listener in cursors.every(store, "local")]

    assert (first.stdout, first.stderr, first.returncode) == ("Acme: added\nRivals: added\n", "", 0)
    assert second.stdout == "Rivals: same\nAcme: same\n"
    assert changed.stdout.splitlines() == [
        'Acme: changed: channel "#mentions" → "#help", listens [hackernews] → [hackernews every 1m30s]',
        "Rivals: removed",
    ]
    assert (left, heard) == (["Acme"], [NOW])


def test_nothing_is_stored_if_anything_is_wrong(sqlite_url: str, tmp_path: Path) -> None:
    """One line, exit 2."""
    said = one_line(load(sqlite_url, tmp_path, WATCHES + SECOND.replace("serve", "sell")), 2)
    with Store(sqlite_url) as store:
        stored = watches.every(store, workspaces.only(store))

    assert 'watch "Rivals": objective must be one of' in said
    assert stored == ()


def test_a_query_the_listeners_cannot_parse_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """With its watch, what is wrong with it, and where; one that begins with a dash is no option."""
    faulty = WATCHES.replace("channel", "query = 'acme AND ('\nchannel")
    dashed = SECOND.replace("channel", "query = '-acme rivals'\nchannel")
    said = one_line(load(sqlite_url, tmp_path, faulty + dashed), 2)

    assert 'watch "Acme": query: ' in said
    assert "column" in said
    assert "Rivals" not in said


def test_a_name_in_another_case_is_the_same_watch(sqlite_url: str, tmp_path: Path) -> None:
    """Nobody wants two watches called Acme."""
    load(sqlite_url, tmp_path, WATCHES)

    assert load(sqlite_url, tmp_path, WATCHES.replace("Acme", "ACME")).stdout == 'ACME: changed: name "Acme" → "ACME"\n'


def test_a_source_the_listeners_do_not_know_is_pointed_out(sqlite_url: str, tmp_path: Path) -> None:
    """It may be one of tomorrow's: stored all the same."""
    with Store(sqlite_url) as store:
        sources.tell(store, [SourceFacts(name="hackernews", title="Hacker News")])
    ran = load(sqlite_url, tmp_path, WATCHES.replace('"hackernews"', '"hakernews"'))

    assert (ran.returncode, ran.stdout) == (0, "Acme: added\n")
    assert "hakernews" in ran.stderr
    assert '(did you mean "hackernews"?)' in ran.stderr


def test_export_prints_what_was_heard(database_url: str, tmp_path: Path) -> None:
    """JSON Lines or a table; nothing else on either stream."""
    with Store(database_url) as store:
        workspaces.enter(store, TEAM)
        hear(store, judged(a_post("1", "Grüße, 世界"), a_watch(store)))
    lines = run(database_url, tmp_path, "export")
    table = run(database_url, tmp_path, "export", "--csv")
    later = run(database_url, tmp_path, "export", "--since", "2026-11-21T09:00:01")
    same = run(database_url, tmp_path, "export", "--since", "2026-11-21T10:00:00+01:00")

    assert json.loads(lines.stdout)["post"]["text"] == "Grüße, 世界"
    assert table.stdout.splitlines()[0].startswith("id,workspace,watch,")
    assert len(table.stdout.splitlines()) == 2
    assert (later.stdout, same.stdout) == ("", lines.stdout)
    assert (lines.stderr, table.stderr, later.stderr) == ("", "", "")


def test_a_reader_that_leaves_early_is_no_trouble(sqlite_url: str, tmp_path: Path) -> None:
    """`export | head`, whatever the language of the terminal."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        watch = a_watch(store)
        hear(store, *(judged(a_post(str(n), "世" * 2000), watch) for n in range(100)))
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m storage export | head -c 1"],
        cwd=tmp_path,
        env=os.environ | {"DATABASE_URL": sqlite_url, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (ran.stdout, ran.stderr) == ("{", "")


def test_upgrade_and_backup_make_what_they_say(tmp_path: Path) -> None:
    """From nothing to a copy."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    made, again = run(url, tmp_path, "upgrade"), run(url, tmp_path, "upgrade")
    copied = run(url, tmp_path, "backup", "copy.db")
    said = one_line(run(url, tmp_path, "backup", "copy.db"), 1)
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        count = connection.execute("select count(*) from alembic_version").fetchone()
    connection.close()

    assert made.stdout.startswith("upgraded from nothing to ")
    assert again.stdout.startswith("already at revision ")
    assert (copied.stdout, copied.returncode, count) == ("wrote copy.db\n", 0, (1,))
    assert "copy.db exists already" in said


def test_export_prints_the_library_as_a_feed(database_url: str, tmp_path: Path) -> None:
    """Whether it is open to everybody or not: it is the operator's own."""
    with Store(database_url) as store:
        workspaces.enter(store, TEAM)
        found = Found(url="https://acme.example/help", title="Help <b>", summary="All of it")
        shareables.add(store, TEAM, found, by="U1", now=NOW)
    feed = json.loads(run(database_url, tmp_path, "export", "--shareables").stdout)

    assert [(item["url"], item["title"]) for item in feed["items"]] == [("https://acme.example/help", "Help <b>")]


def test_export_prints_what_people_said(database_url: str, tmp_path: Path) -> None:
    """Every word, in the order it was said, enough to learn from it elsewhere; since when, if asked."""
    with Store(database_url) as store:
        workspaces.enter(store, TEAM)
        one = a_mention(store)
        for number, verdict in enumerate((Verdict.URGENT, Verdict.WITHDRAWN)):
            feedback.say(store, TEAM, one, verdict, by="U1", via="why", now=NOW + number * MINUTE)
    said = [json.loads(line) for line in run(database_url, tmp_path, "export", "--feedback").stdout.splitlines()]
    later = run(database_url, tmp_path, "export", "--feedback", "--since", "2026-11-21T09:00:30").stdout

    assert [line["verdict"] for line in said] == ["urgent", "withdrawn"]
    assert {"key", "person", "factor", "strengths", "urgency", "alert_at", "said_at"} <= set(said[0])
    assert len(later.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("load", "nowhere.toml"), "cannot read nowhere.toml", 2),
        (("load",), "FILE.toml", 2),
        (("export", "--since", "yesterday"), "--since", 2),
        (("export", "--csv", "--feedback"), "leave out --csv", 2),
        (("export", "--shareables", "--csv"), "leave out the other options", 2),
        (("export", "--csv", "--quotes"), "leave out --csv", 2),
        (("backup", "no/such/folder/copy.db"), "cannot write the copy", 1),
        (("forgett",), "forgett", 2),
    ],
)
def test_wrong_use_is_one_line(sqlite_url: str, tmp_path: Path, words: tuple[str, ...], said: str, code: int) -> None:
    """That says what to do, with the exit code of its kind."""
    assert said in one_line(run(sqlite_url, tmp_path, *words), code)


@pytest.mark.parametrize(
    ("url", "code"),
    [("mysql://u:hunter2@h/d", 2), ("postgresql://u:hunter2@127.0.0.1:1/d", 1), ("sqlite:////proc/no/x.db", 1)],
)
def test_a_memory_that_cannot_be_used_is_one_line(tmp_path: Path, url: str, code: int) -> None:
    """Without the password in it."""
    assert "hunter2" not in one_line(run(url, tmp_path, "export"), code)


@pytest.mark.parametrize("words", [(), ("upgrade",), ("load",), ("export",), ("backup",)])
def test_every_command_has_help(tmp_path: Path, words: tuple[str, ...]) -> None:
    """On stdout, exit 0."""
    ran = run("sqlite:///never.db", tmp_path, *words, "--help")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Usage: python -m storage" in ran.stdout
    assert not (tmp_path / "never.db").exists()


def test_keys_rotate_locks_everything_with_the_first_key_and_says_how_much(sqlite_url: str, tmp_path: Path) -> None:
    """Safe to repeat; what is wrong is one line, and changes nothing."""
    old, new = "an old key of the tests", "a new key of the tests"
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        credentials.enter(store, Vault(old), TEAM, "feed", {"token": "t"}, place="", by="U1", now=NOW)

    def rotate(keys: str) -> Ran:
        (tmp_path / ".env").write_text(f"EARSHOT_SECRET_KEY={keys}\n")
        return run(sqlite_url, tmp_path, "keys", "rotate")

    unset, weak, lost = rotate(""), rotate("short"), rotate(new)
    done = [rotate(f"{new},{old}").stdout for _ in range(2)]

    assert "EARSHOT_SECRET_KEY is not set" in one_line(unset, 2)
    assert "too short" in one_line(weak, 2)
    assert "another EARSHOT_SECRET_KEY" in one_line(lost, 1)
    assert done == ["locked 1 secret with the first key\n"] * 2
    with Store(sqlite_url) as store:
        assert credentials.told(store, Vault(new), TEAM, "feed", {}, ["token"]) == {"token": "t"}

"""`python -m bot` as an operator meets it: starts, stops, says in one line what is missing."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from bot import check, manifest
from bot.playground import Fault, Playground
from storage import outbox, watches, workspaces
from storage.database import Store
from storage.records import Listen, Objective, Watch
from tests.bot.made import CHANNEL, TEAM, a_post, a_watch, hear


@pytest.fixture
def environment(slack: Playground, sqlite_url: str) -> Mapping[str, str]:
    """Set what an operator sets, and nothing of this machine's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": sqlite_url,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONWARNINGS": "error",
    }


def bot(environment: Mapping[str, str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in a folder without .env."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=dict(environment),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def running(environment: Mapping[str, str], slack: Playground, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the bot as a program of its own, until it is connected."""
    program = subprocess.Popen(
        [sys.executable, "-m", "bot"], env=dict(environment), cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    try:
        slack.wait_connected()
        yield program
    finally:
        program.kill()
        program.wait()
        if program.stderr:
            program.stderr.close()


def test_the_program_posts_and_ends_at_once_when_asked(
    running: subprocess.Popen[str], slack: Playground, sqlite_url: str
) -> None:
    """SIGTERM: what was begun is finished, exit code 0, well within ten seconds."""
    with Store(sqlite_url) as store:
        hear(store, a_watch(store), a_post())
    slack.wait_until(lambda: len(slack.messages(CHANNEL)) == 1, timeout=10)
    began = monotonic()
    running.send_signal(signal.SIGTERM)

    assert running.wait(timeout=10) == 0
    assert monotonic() - began < 5
    assert running.stderr is not None
    assert "unused" not in running.stderr.read()  # Bolt's word about the token it finds in the environment


def test_a_second_copy_on_the_same_file_is_refused_in_one_line(
    running: subprocess.Popen[str], environment: Mapping[str, str], tmp_path: Path
) -> None:
    """Two clocks would do everything twice."""
    second = bot(environment, tmp_path)

    assert running.poll() is None
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert "already at work" in second.stderr


def test_everything_that_is_missing_is_named_at_once_with_where_to_get_it(tmp_path: Path) -> None:
    """One message, not one start for each."""
    ended = bot({"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}, tmp_path)

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "api.slack.com/apps"):
        assert name in ended.stderr


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_slack_refuses_is_said_in_one_line(environment: Mapping[str, str], tmp_path: Path, name: str) -> None:
    """Waiting would not mend it."""
    ended = bot({**environment, name: "xoxb-not-this-one", "LOG_LEVEL": "ERROR"}, tmp_path)

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert name in ended.stderr
    assert "not-this-one" not in ended.stderr


def test_the_bot_waits_for_a_slack_that_is_away_and_starts_when_it_is_back(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """A line says so; nobody has to start it again."""
    slack.stop()
    program = subprocess.Popen(
        [sys.executable, "-m", "bot"], env=dict(environment), cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    try:
        assert program.stderr is not None
        waiting = next(line for line in program.stderr if "cannot be reached" in line)
        slack.start()
        slack.wait_connected(timeout=15)
    finally:
        program.terminate()
        program.communicate(timeout=10)

    assert "trying again" in waiting
    assert program.returncode == 0


def test_check_names_every_fault_with_its_cure(
    environment: Mapping[str, str], slack: Playground, sqlite_url: str, tmp_path: Path
) -> None:
    """Scopes, channels, listeners: each line says how to mend it."""
    slack.withdraw("groups:history", "users:read")
    slack.archive("#reviews")
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        for channel in (CHANNEL, "#general", "#reviews", "#nowhere"):
            a_watch(store, channel, channel=channel)
    ended = bot(environment, tmp_path, "check")
    lines = ended.stdout.splitlines()
    found = {line.split(":", 1)[0]: line for line in lines}

    assert ended.returncode == 1
    assert found["ok    settings (Socket Mode)"]
    assert found["ok    Slack workspace Playground"]
    assert found["ok    Socket Mode"]
    assert "groups:history" in found["FAIL  scopes"]
    assert "reinstall" in found["FAIL  scopes"]
    assert found["ok    channel #mentions of watch #mentions"]
    assert "/invite @earshot" in found["FAIL  channel #general of watch #general"]
    assert "archived" in found["FAIL  channel #reviews of watch #reviews"]
    assert "no such channel" in found["FAIL  channel #nowhere of watch #nowhere"]
    assert ended.stderr == ""


def test_check_is_content_where_all_is_well(environment: Mapping[str, str], tmp_path: Path) -> None:
    """Exit code 0, and nothing but "ok"."""
    ended = bot(environment, tmp_path, "check")

    assert ended.returncode == 0, ended.stdout
    assert all(line.startswith("ok ") for line in ended.stdout.splitlines())


@pytest.mark.parametrize(("age", "ok", "said"), [(1, True, "not heard yet"), (20, False, "was due long ago")])
def test_check_gives_a_new_watch_a_quarter_of_an_hour(sqlite_url: str, age: int, ok: bool, said: str) -> None:  # noqa: FBT001
    """Right after `init` nothing is wrong; a listener that nobody asks for long is, with what to start."""
    made = datetime.now(UTC)
    watch = Watch(name="Acme", objective=Objective.SERVE, channel=CHANNEL, listens=(Listen(source="hackernews"),))
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        watches.save(store, TEAM, watch, now=made)
        (finding,) = check.of_listeners(store, made + timedelta(minutes=age))

    assert finding.ok is ok
    assert said in finding.line()
    assert "python -m listeners" in finding.line()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "FAIL  SLACK_BOT_TOKEN: Slack says invalid_auth"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "FAIL  SLACK_APP_TOKEN: Slack says invalid_auth"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack cannot be reached"),
        ({"DATABASE_URL": "sqlite:////proc/no/earshot.db"}, "FAIL  database"),
    ],
    ids=["bot token", "app token", "Slack away", "database"],
)
def test_check_tells_a_wrong_setting(
    environment: Mapping[str, str], tmp_path: Path, change: Mapping[str, str], said: str
) -> None:
    """Each by its name, and never the secret itself."""
    ended = bot({**environment, **change}, tmp_path, "check")

    assert ended.returncode == 1
    assert said in ended.stdout
    assert "wrong" not in ended.stdout


def test_complaint_25_the_manifest_is_printed_as_json_and_as_yaml(tmp_path: Path) -> None:
    """Complaint 25: paste it, and the app is made; Socket Mode needs no public address."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    printed = json.loads(bot(environment, tmp_path, "manifest").stdout)
    yaml = bot(environment, tmp_path, "manifest", "--yaml").stdout

    assert printed == manifest.manifest()
    assert printed["settings"]["socket_mode_enabled"] is True
    assert printed["features"]["slash_commands"][0]["should_escape"] is True
    assert "redirect_urls" not in printed["oauth_config"]
    assert '    - command: "/earshot"\n      description: "' in yaml
    assert '      - "chat:write"\n' in yaml


def test_with_the_manifests_scopes_alone_the_whole_loop_works(sqlite_url: str, tmp_path: Path) -> None:
    """No scope was forgotten: a card in a public and in a private channel, looked for after a lost answer."""
    with Playground(scopes=manifest.SCOPES, events=manifest.EVENTS) as slack, Store(sqlite_url) as store:
        slack.fail("chat.postMessage", Fault(accept=True, drop=True), times=2)
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": sqlite_url,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        program = subprocess.Popen([sys.executable, "-m", "bot"], env=environment, cwd=tmp_path, stderr=subprocess.PIPE)
        try:
            slack.wait_connected()
            for channel in (CHANNEL, "#support-night"):
                hear(store, a_watch(store, channel, channel=channel), a_post(text=f"Acme in {channel}"))
            slack.wait_until(lambda: outbox.backlog(store, TEAM, now=a_post().posted_at).waiting == 0, timeout=15)
        finally:
            program.terminate()
            program.communicate(timeout=10)

        assert [len(slack.messages(channel)) for channel in (CHANNEL, "#support-night")] == [1, 1]
        assert {call.error for call in slack.calls()} == {None}

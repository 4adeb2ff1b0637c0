"""`python -m bot init` as a newcomer meets it: a terminal, a Slack that refuses, mistakes, and a card at the end."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import envfile, init, manifest, tokens
from bot.blocks import trial
from bot.desk import client
from bot.playground import NOOR, Fault, Playground
from bot.watching import FRESH
from storage import mentions, watches
from storage.database import Store
from storage.settings import Settings
from tests.bot.made import TEAM
from tests.bot.terminal import Terminal
from tests.webserver import Reply, Site

ROOT = Path(__file__).parents[2]
NOTHING_FOUND = Reply(
    body=json.dumps({"hits": [], "nbHits": 0, "page": 0, "nbPages": 0, "hitsPerPage": 100}).encode(),
    headers={"content-type": "application/json"},
)
FEED = Reply(
    body=b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Reviews</title><item><title>Kettle</title>
    <guid>r1</guid><link>https://shop.example/r1</link><pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate></item>
    </channel></rss>""",
    headers={"content-type": "application/rss+xml"},
)
HIDDEN = {"Bot token", "App-level token", "Signing Secret"}


@pytest.fixture
def environment(slack: Playground) -> Mapping[str, str]:
    """Set nothing a newcomer would not have, but where the stand-ins are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"SLACK_API_URL": slack.api_url, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


@pytest.fixture
def web() -> Iterator[Mapping[str, str]]:
    """Stand in for Hacker News, a feed, and a page that is none."""
    page = Reply(body=b"<!doctype html><title>No feed</title>", headers={"content-type": "text/html"})
    with Site() as site:
        site.at("/api/v1/search_by_date", NOTHING_FOUND)
        yield {"site": site.url, "feed": site.at("/feed", FEED), "page": site.at("/page", page)}


def at_terminal(environment: Mapping[str, str], folder: Path) -> Terminal:
    """Sit down and start it."""
    return Terminal(environment, folder, "-m", "bot", "init")


def give_tokens(terminal: Terminal, slack: Playground) -> None:
    """Paste both tokens, as somebody who makes no mistake."""
    terminal.asks_hidden("Bot token", slack.bot_token)
    terminal.asks_hidden("App-level token", slack.app_token)


def check(environment: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot check`."""
    program = [sys.executable, "-m", "bot", "check"]
    return subprocess.run(
        program, env=dict(environment), cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def talk(terminal: Terminal, *lines: tuple[str, str, str]) -> None:
    """Answer question after question, and read what is said to each answer."""
    for question, answer, said in lines:
        ask = terminal.asks_hidden if question in HIDDEN else terminal.asks
        ask(question, answer)
        terminal.expect(said)


def test_a_newcomer_ends_with_a_card_and_a_green_check(
    environment: Mapping[str, str], slack: Playground, web: Mapping[str, str], tmp_path: Path
) -> None:
    """Ten answers, most of them Enter, and the card stands in a channel that Earshot joined by itself."""
    around = {**environment, "HACKERNEWS_URL": web["site"], "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"}
    with at_terminal(around, tmp_path) as me:
        me.expect(init.NEW_APP)
        give_tokens(me, slack)
        talk(
            me,
            ("what to listen for?", "", "What do people call you?"),
            ("Query", '"acme" OR @acmehq', ""),
            ("A name for the watch [Acme]", "", ""),
            ("Why", "", ""),
            ("Which channel", "general", ""),
            ("time zone", "Europe/Berlin", ""),
            ("Hacker News?", "", ""),
            ("A feed's address", web["feed"], "It can be read"),
            ("A feed's address", "", "A test card stands in #general"),
        )
        me.expect("uv run honcho start web worker")
        ended = me.ends()
    checked = check(around, tmp_path)
    written = envfile.values((tmp_path / ".env").read_text())
    with Store(f"sqlite:///{tmp_path}/earshot.db") as store:
        (watch,) = watches.every(store, TEAM)
        heard = list(mentions.walk(store, TEAM))

    assert ended == 0
    assert [token for token in (slack.bot_token, slack.app_token) if token in me.seen] == []
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert (written["SLACK_BOT_TOKEN"], written["SLACK_APP_TOKEN"]) == (slack.bot_token, slack.app_token)
    assert len(written["EARSHOT_SECRET_KEY"]) == 44
    assert (watch.name, watch.channel, watch.timezone) == ("Acme", "#general", "Europe/Berlin")
    assert [(listen.source, dict(listen.settings)) for listen in watch.listens] == [
        ("hackernews", {}),
        ("feed", {"url": web["feed"]}),
    ]
    assert "Test card" in slack.messages("#general")[-1].text_seen()
    assert heard == []
    assert checked.returncode == 0, checked.stdout
    assert all(line.startswith("ok ") for line in checked.stdout.splitlines())


def test_a_wrong_token_is_known_for_what_it_is_and_asked_for_again(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Each mistake has its own sentence that says what to do; no token ever shows."""
    with at_terminal(environment, tmp_path) as me:
        talk(
            me,
            ("Bot token", "", "Nothing was entered"),
            ("Bot token", "xapp-1-A0-secret-one", "That is an app-level token"),
            ("Bot token", "xoxp-secret-two", "That is a user's token"),
            ("Bot token", "xoxe.xoxp-1-secret", "That is an app configuration token"),
            ("Bot token", "xoxb-secret••••", "copy it whole"),
            ("Bot token", "xoxb-secret-three", "invalid_auth; copy the Bot User OAuth Token"),
            ("Bot token", f'  "{slack.bot_token}" ', "Slack workspace Playground"),
            ("App-level token", slack.bot_token, "That is the Bot User OAuth Token"),
            ("App-level token", "xapp-secret-four", "invalid_auth; make an app-level token"),
            ("App-level token", f"\t{slack.app_token}", "readable by you alone"),
        )

    assert [word for word in ("secret", slack.bot_token, slack.app_token) if word in me.seen] == []


def test_an_answer_that_cannot_be_is_asked_for_again(
    environment: Mapping[str, str], slack: Playground, web: Mapping[str, str], tmp_path: Path
) -> None:
    """A broken query, no such channel, a page that is no feed: said at once, and not when the watch is made."""
    slack.archive("#reviews")
    with at_terminal({**environment, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"}, tmp_path) as me:
        give_tokens(me, slack)
        talk(
            me,
            ("what to listen for?", "", ""),
            ("Query", "", "write at least a name"),
            ("Query", '"acme', "never closed (column 1)"),
            ("Query", "acme", ""),
            ("A name", "x" * 61, "at most 60"),
            ("A name", "", ""),
            ("Why", "sell", "objective before a tool"),
            ("Why", "thank", ""),
            ("Which channel", "nowhere", "/invite @earshot"),
            ("Which channel", "#reviews", "archived"),
            ("Which channel", "", ""),
            ("time zone", "Europe/Berlni", "Europe/Berlin"),
            ("time zone", "", ""),
            ("Hacker News?", "n", ""),
            ("A feed's address", "", "needs a place"),
            ("Hacker News?", "n", ""),
            ("A feed's address", "shop.example/feed", "no address of the web"),
            ("A feed's address", web["page"], "The feed:"),
            ("all the same?", "", ""),
            ("A feed's address", web["feed"], "It can be read"),
            ("A feed's address", "", "A test card stands in #mentions"),
        )
        ended = me.ends()

    assert ended == 0
    assert len(slack.messages("#mentions")) == 1


def test_missing_scopes_are_listed_and_looked_for_again_after_the_reinstallation(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Slack keeps the token when an app is installed again, so Enter is enough."""
    slack.withdraw("groups:read", "chat:write")
    with at_terminal(environment, tmp_path) as me:
        me.asks_hidden("Bot token", slack.bot_token)
        me.expect("lacks chat:write (post cards")
        me.expect("groups:read (")
        me.expect("reinstall it")
        slack.grant("groups:read", "chat:write")
        me.asks_hidden("Enter once it is reinstalled", "")
        me.expect("with every scope")
        me.asks_hidden("App-level token", slack.app_token)
        me.expect("Wrote SLACK_BOT_TOKEN")


def test_a_slack_that_is_away_is_tried_again_with_the_same_token(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Nobody has to paste a good token twice because of a bad network; who gives up has nothing written."""
    slack.fail("auth.test", Fault(status=503), times=2)
    with at_terminal(environment, tmp_path) as me:
        me.asks_hidden("Bot token", slack.bot_token)
        me.expect("Slack cannot be reached")
        me.asks("Try again?", "")
        me.expect("Slack cannot be reached")
        me.asks("Try again?", "n")
        me.expect("error: ")
        ended = me.ends()

    assert ended == 1
    assert list(tmp_path.iterdir()) == []


def test_tokens_of_two_apps_are_refused(slack: Playground) -> None:
    """Slack takes both, and no button would ever arrive."""
    line = client(settings(slack))

    assert tokens.of_app(line, slack.app_token, tokens.Seen(app="A0ANOTHER00")).trouble == tokens.TWO_APPS
    assert tokens.of_app(line, slack.app_token, tokens.of_bot(line)).trouble == ""


def test_a_slack_that_does_not_tell_whose_the_tokens_are_is_not_in_the_way(slack: Playground) -> None:
    """It is a nicety: the tokens were accepted."""
    slack.fail("bots.info", Fault(error="bot_not_found"))
    line = client(settings(slack))

    assert tokens.of_bot(line).trouble == ""
    assert tokens.of_app(line, slack.app_token, tokens.Seen()).trouble == ""


def settings(slack: Playground) -> Settings:
    """Return settings with the bot's token."""
    return Settings.model_validate({"slack_bot_token": slack.bot_token, "slack_api_url": slack.api_url})


EXISTING = """\
# Ours, since spring.
LOG_LEVEL=DEBUG   # while we look for that bug

SLACK_BOT_TOKEN=xoxb-old-secret
export NOTE='two
lines'
SLACK_BOT_TOKEN=xoxb-older-secret
HACKERNEWS_URL=http://127.0.0.1:9
"""


def test_an_existing_env_is_changed_only_when_somebody_says_so(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Enter means no: every byte stays as it is, and nothing secret shows."""
    (tmp_path / ".env").write_text(EXISTING)
    with at_terminal(environment, tmp_path) as me:
        me.asks(".env holds a SLACK_BOT_TOKEN. Use it?", "n")
        give_tokens(me, slack)
        me.asks("Set SLACK_BOT_TOKEN, SLACK_APP_TOKEN, EARSHOT_SECRET_KEY in it?", "")
        me.expect("nothing was written")
        ended = me.ends()

    assert ended == 1
    assert (tmp_path / ".env").read_text() == EXISTING
    assert [path.name for path in tmp_path.iterdir()] == [".env"]
    assert "secret" not in me.seen
    assert "playground" not in me.seen.replace("Slack workspace Playground", "")


def test_an_existing_env_keeps_its_other_lines(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """A held token that Slack refuses is asked for anew; comments, other keys and their order stay; 0600 from now."""
    (tmp_path / ".env").write_text(EXISTING)
    (tmp_path / ".env").chmod(0o644)
    with at_terminal(environment, tmp_path) as me:
        me.asks("Use it?", "")
        me.expect("invalid_auth")
        give_tokens(me, slack)
        me.asks("Its other lines stay.", "y")
        me.asks("what to listen for?", "n")
        me.asks("Post a test card into a channel?", "n")
        ended = me.ends()
    text = (tmp_path / ".env").read_text()

    assert ended == 0
    assert text.startswith("# Ours, since spring.\nLOG_LEVEL=DEBUG   # while we look for that bug\n\n")
    assert "export NOTE='two\nlines'\n" in text
    assert text.count("SLACK_BOT_TOKEN=") == 1
    assert envfile.values(text)["SLACK_BOT_TOKEN"] == slack.bot_token
    assert envfile.values(text)["HACKERNEWS_URL"] == "http://127.0.0.1:9"
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600


def test_a_second_run_takes_up_where_the_first_was_stopped(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Ctrl-C after the tokens: the file stands, whole; the next run uses it and asks for nothing twice."""
    with at_terminal(environment, tmp_path) as me:
        give_tokens(me, slack)
        me.asks("what to listen for?", "y")
        me.expect("Query: ")
        me.interrupt("init` goes on from there")
        stopped = me.ends()
    before = (tmp_path / ".env").read_bytes()
    with at_terminal(environment, tmp_path) as me:
        me.asks("holds a SLACK_BOT_TOKEN. Use it?", "")
        me.asks("holds a SLACK_APP_TOKEN. Use it?", "")
        me.expect(".env says so already")
        me.asks("what to listen for?", "n")
        me.asks("Post a test card", "")
        me.asks("Which channel", "")
        me.expect("A test card stands in #mentions")
        ended = me.ends()

    assert (stopped, ended) == (130, 0)
    assert (tmp_path / ".env").read_bytes() == before
    assert init.NEW_APP not in me.seen


@pytest.mark.parametrize("answered", range(3))
def test_ctrl_c_at_a_question_before_the_end_leaves_nothing(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path, answered: int
) -> None:
    """At the bot's token, the app's token, or the question whether to write: as if it had never been started."""
    (tmp_path / ".env").write_text("LOG_LEVEL=DEBUG\n")
    questions = (("Bot token", slack.bot_token), ("App-level token", slack.app_token))
    with at_terminal(environment, tmp_path) as me:
        for question, answer in questions[:answered]:
            me.asks_hidden(question, answer)
        me.expect("(hidden): " if answered < 2 else "Its other lines stay.")
        me.interrupt("Stopped. Nothing was written.")
        ended = me.ends()
        echoes = me.echoes if ended else False

    assert ended == 130
    assert echoes
    assert (tmp_path / ".env").read_text() == "LOG_LEVEL=DEBUG\n"
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


def test_without_a_socket_the_signing_secret_is_asked_for(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Enter at the app-level token: Slack calls us, and what it says must be provable."""
    with at_terminal(environment, tmp_path) as me:
        me.asks_hidden("Bot token", slack.bot_token)
        me.asks_hidden("App-level token", "")
        me.expect("https://your.host/slack/events")
        me.asks_hidden("Signing Secret", slack.bot_token)
        me.expect("That is the Bot User OAuth Token")
        me.asks_hidden("Signing Secret", "too-short")
        me.asks("Use it all the same?", "")
        me.asks_hidden("Signing Secret", "0123456789abcdef" * 2)
        me.expect("Wrote SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, EARSHOT_SECRET_KEY")

    assert "SLACK_APP_TOKEN" not in (tmp_path / ".env").read_text()


def test_an_environment_that_wins_over_the_file_is_told(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """Else the programs would start with another token than the one that was just checked."""
    with at_terminal({**environment, "SLACK_BOT_TOKEN": "xoxb-of-the-environment"}, tmp_path) as me:
        give_tokens(me, slack)
        me.expect("The environment sets SLACK_BOT_TOKEN too")
        me.asks("what to listen for?", "n")

    assert "of-the-environment" not in me.seen


def test_a_channel_that_lets_nobody_in_is_told_and_tried_again(
    environment: Mapping[str, str], slack: Playground, tmp_path: Path
) -> None:
    """The bot is thrown out between the questions and the card: what to write there is said."""
    slack.fail("chat.postMessage", Fault(error="not_in_channel"))
    with at_terminal(environment, tmp_path) as me:
        give_tokens(me, slack)
        me.asks("what to listen for?", "n")
        me.asks("Post a test card", "y")
        me.asks("Which channel", "mentions")
        me.expect("/invite @earshot in #mentions")
        me.asks("Try again?", "")
        me.expect("A test card stands in #mentions")

    assert len(slack.messages("#mentions")) == 1


def test_without_a_terminal_it_says_what_to_do_instead(environment: Mapping[str, str], tmp_path: Path) -> None:
    """In a pipe nothing could be hidden and nobody asked: exit code 2, one line."""
    program = [sys.executable, "-m", "bot", "init"]
    ended = subprocess.run(
        program, env=dict(environment), cwd=tmp_path, input="xoxb-1\n", capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert ".env.example" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_link_carries_the_whole_manifest() -> None:
    """What Slack makes of it is the app this code was written for."""
    address = urlsplit(init.link())
    carried = parse_qs(address.query)

    assert (address.scheme, address.netloc, address.path) == ("https", "api.slack.com", "/apps")
    assert carried["new_app"] == ["1"]
    assert json.loads(carried["manifest_json"][0]) == manifest.manifest()


def test_every_button_of_the_test_card_answers_and_changes_nothing(
    slack: Playground, memory: Store, hire: Callable[[Store], object]
) -> None:
    """It looks like a real card, and proves that what is pressed comes through."""
    hire(memory)
    message = trial.message(FRESH, now=datetime.now(UTC))
    elements = [each for block in message.blocks if block["type"] == "actions" for each in block["elements"]]
    shown = [each["action_id"] for each in elements]
    assert message.blocks[0]["text"]["text"] == trial.MARK
    assert tuple(shown) == trial.BUTTONS
    client(settings(slack)).chat_postMessage(channel="C02MENTIONS", text=message.text, blocks=list(message.blocks))
    card = slack.messages("#mentions")[-1]
    for each in elements:
        chosen = each["options"][0]["value"] if "options" in each else None
        slack.person("noor").click(card, each["action_id"], value=chosen)
    slack.wait_until(lambda: len(slack.ephemerals(NOOR.id)) == len(shown), timeout=10)

    assert {said.text for said in slack.ephemerals(NOOR.id)} == {trial.HEARD}


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("", {"A": "1"}, envfile.HEAD + "A=1\n"),
        ("B=2", {"A": "1"}, "B=2\nA=1\n"),
        ("A=0 # why\nB=2\n", {"A": "1"}, "A=1\nB=2\n"),
        ("#A=0\n", {"A": "1"}, "#A=0\nA=1\n"),
        ("export A='0\n0'\n\nB=2\n", {"A": ""}, "A=\n\nB=2\n"),
        ("B=2\n", {"A": ""}, "B=2\n"),
        ("A=1\r\nB=2\r\n", {"B": "3"}, "A=1\r\nB=3\n"),
        ("", {"A": "it's # \\ two"}, envfile.HEAD + "A='it\\'s # \\\\ two'\n"),
        ("this is no setting\nA=0\n", {"A": "1"}, "this is no setting\nA=1\n"),
    ],
    ids=[
        "new",
        "no newline",
        "its comment goes",
        "commented out",
        "many lines",
        "unset",
        "other ends",
        "quotes",
        "odd",
    ],
)
def test_a_changed_env_says_what_was_meant(text: str, changes: Mapping[str, str], after: str) -> None:
    """Whatever stood there, the keys have their new values, and the rest is as it was."""
    merged = envfile.merged(text, changes)

    assert merged == after
    assert {key: envfile.values(merged).get(key, "") for key in changes} == dict(changes)


def test_a_link_to_an_env_stays_a_link(tmp_path: Path) -> None:
    """Secrets that are kept elsewhere are changed there."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "env").write_text("A=0\n")
    (tmp_path / ".env").symlink_to(tmp_path / "kept" / "env")
    envfile.write(tmp_path / ".env", "A=1\n")

    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "kept" / "env").read_text() == "A=1\n"

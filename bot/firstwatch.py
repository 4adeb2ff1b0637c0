"""The first watch, asked on the terminal, and the test card that shows where its alerts will come."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from bot import asking, channels, check, preview, slack_errors, watchform
from bot.blocks import text, trial
from bot.desk import Desk
from bot.watching import FRESH
from storage import watches
from storage.commands import Failed
from storage.records import Watch

PATIENCE = 60  # seconds to ask a feed once
ZONES = "zoneinfo/"


def offer(desk: Desk) -> None:
    """Add a watch if that is wanted, and post a test card where it tells."""
    asking.head("4. The first watch")
    known = watches.every(desk.store, desk.workspace)
    names = ", ".join(f"“{text.one_line(watch.name)}”" for watch in known)
    question = f"There is {names} already. Add another?" if known else "Say now what to listen for?"
    if asking.agree(f"  {question}", default=not known):
        card(desk, add(desk))
    elif asking.agree("  Post a test card into a channel?", default=True):
        card(desk, known[0] if known else Watch(name="Test", objective=FRESH.objective, channel=_channel(desk)))


def add(desk: Desk) -> Watch:
    """Ask for a watch, each answer checked as `/earshot watch add` does, and store it."""
    answers = watchform.written(FRESH) | {"listens": "hackernews"}
    asking.say('  What do people call you? Words, "phrases", AND, OR, NOT: "acme" OR @acmehq -bakery')
    answers["query"] = _query(desk)
    answers["name"] = _name(desk, answers)
    answers["objective"] = _answer("objective", "  Why: serve, protect, learn, join or thank?", "serve", answers)
    answers["channel"] = _channel(desk)
    answers["timezone"] = _answer("timezone", "  Whose time zone do its digests follow?", _zone(), answers)
    answers["listens"] = _places()
    watch = watchform.read(answers).watch
    if watch is None:
        raise Failed("the watch could not be made of these answers; add it in Slack with /earshot watch add")
    watches.save(desk.store, desk.workspace, watch, now=desk.clock())
    asking.good(
        f"“{watch.name}” listens once Earshot runs; what is urgent from {watch.alert_at} comes to {watch.channel}."
    )
    return watch


def card(desk: Desk, watch: Watch) -> None:
    """Post a test card into the watch's channel, or say what keeps it from standing there."""
    message = trial.message(watch, now=desk.clock())
    while True:
        try:
            desk.slack.chat_postMessage(
                channel=channels.Channels(desk.slack).id_of(watch.channel),
                text=message.text,
                blocks=list(message.blocks),
                unfurl_links=False,
                unfurl_media=False,
            )
        except slack_errors.SLACK_TROUBLE as error:
            word = slack_errors.judge(error).word
            asking.bad(f"The test card could not be posted: Slack says {word}. /invite @earshot in {watch.channel}.")
            if not asking.agree("  Try again?", default=True):
                return
        else:
            asking.good(f"A test card stands in {watch.channel}: that is how an alert looks.")
            return


def _query(desk: Desk) -> str:
    while True:
        query = asking.ask("  Query")
        if not query:
            asking.bad("Without a query everything would be heard; write at least a name.")
            continue
        try:
            preview.of(desk, query, now=desk.clock())
        except preview.QueryRefused as refused:
            asking.bad(f"The query cannot be read: {refused}")
        else:
            return query


def _name(desk: Desk, answers: dict[str, str]) -> str:
    first = re.search(r"\w[\w-]*", answers["query"])
    while True:
        name = _answer("name", "  A name for the watch", first[0].capitalize() if first else "Us", answers)
        if watches.named(desk.store, desk.workspace, name) is None:
            return name
        asking.bad(f"There is a watch “{name}” already; choose another name.")


def _answer(name: str, question: str, default: str, answers: dict[str, str]) -> str:
    """Ask for one input of the form until it has no fault."""
    while True:
        said = asking.ask(question, default)
        fault = watchform.read(answers | {name: said}).errors.get(name)
        if fault is None:
            return said
        asking.bad(fault)


def _channel(desk: Desk) -> str:
    """Ask for a channel until Earshot is in it; a public one is joined."""
    while True:
        lane = "#" + asking.ask("  Which channel should hear of it?", "#mentions").lstrip("#")
        trouble = enter(desk, lane)
        if not trouble:
            return lane
        asking.bad(trouble)


def enter(desk: Desk, lane: str) -> str:
    """Make sure Earshot is in a channel; return what a person has to do for it, or nothing."""
    try:
        named = [found for found in check.slack_channels(desk.slack) if found.name == lane.lstrip("#")]
        alive = [found for found in named if not found.is_archived]
        if not alive:
            hidden = f"Make it, or, if it is private, write /invite @earshot in it. There is no channel {lane} to see."
            return f"{lane} is archived; choose another." if named else hidden
        if not alive[0].is_member:
            desk.slack.conversations_join(channel=alive[0].id)
    except slack_errors.SLACK_TROUBLE as error:
        return (
            f"Earshot cannot enter {lane} (Slack says {slack_errors.judge(error).word}): write /invite @earshot there."
        )
    return ""


def _places() -> str:
    """Ask where to listen; a feed is asked once before it is taken."""
    while True:
        lines = ["hackernews"] if asking.agree("  Listen to Hacker News?", default=True) else []
        while feed := asking.ask("  A feed's address: a blog, reviews, news, comments (Enter: no more)"):
            line = f"feed {shlex.quote(feed)}"
            if line not in lines and _is_feed(feed):
                lines.append(line)
        if lines:
            return "\n".join(lines)
        asking.bad("A watch needs a place to listen to.")


def _is_feed(url: str) -> bool:
    """Have the listeners read a feed now; one that cannot be read is kept only if that is wanted."""
    if not text.web_address(url):
        asking.bad("That is no address of the web; it begins with https://")
        return False
    program = [sys.executable, "-m", "listeners", "try", "feed", "--set", f"url={url}", "--limit", "1"]
    try:
        ran = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603  ours
    except (OSError, subprocess.TimeoutExpired) as error:
        trouble = f"it was not read ({type(error).__name__})"
    else:
        if ran.returncode == 0:
            asking.good("It can be read.")
            return True
        trouble = text.one_line(ran.stderr.strip().rpartition("\n")[2]).removeprefix("error: ")
    asking.bad(f"The feed: {trouble}")
    return asking.agree("  Listen to it all the same?", default=False)


def _zone() -> str:
    """Return this machine's time zone, by its name; UTC where it has none."""
    found = str(Path("/etc/localtime").resolve())
    name = found.partition(ZONES)[2]
    return name or FRESH.timezone

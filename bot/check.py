"""`python -m bot check`: is everything there that Earshot needs? Every failure says how to mend it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient

from bot import channels, slack_errors, tokens
from bot.blocks import text
from bot.desk import client
from bot.needs import refuse_missing
from storage import cursors, secrets, upgrade, watches, workspaces
from storage.commands import WrongUse
from storage.database import Store
from storage.errors import MemoryTrouble, SettingsFault
from storage.records import Listener
from storage.settings import Settings

LISTENERS_TIME = 120  # seconds for asking every source once
NO_CONTACT = "no EARSHOT_CONTACT (set your e-mail address or page: places that mind us can write to you then)"
LATE = timedelta(minutes=15)  # after its due time a listener that was not asked is not running


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not well."""

    what: str
    ok: bool
    mend: str = ""

    def line(self) -> str:
        """Return it as a line for people."""
        return f"ok    {self.what}" if self.ok else f"FAIL  {self.what}: {self.mend}"


def everything(settings: Settings) -> Iterator[Finding]:
    """Look at settings, Slack, the memory, the channels and the sources, and yield each finding as it is known."""
    yield from of_settings(settings)
    slack = client(settings)
    if settings.slack_bot_token.get_secret_value():
        yield from of_tokens(settings, slack)
    with Store(settings.database_url.get_secret_value()) as store:
        usable = True
        for finding in of_memory(store):
            usable = usable and finding.ok
            yield finding
        if usable:
            yield from of_channels(store, slack)
            yield from of_listeners(store, datetime.now(UTC))
            yield from of_sources()


def of_settings(settings: Settings) -> Iterator[Finding]:
    """Look whether nothing is missing."""
    try:
        refuse_missing(settings)
    except WrongUse as error:
        yield Finding(what="settings", ok=False, mend=str(error))
    else:
        mode = "Socket Mode" if settings.slack_app_token.get_secret_value() else "HTTP requests"
        yield Finding(what=f"settings ({mode})", ok=True)
    try:
        secrets.vault(settings.earshot_secret_key.get_secret_value())
    except SettingsFault as fault:
        yield Finding(what="EARSHOT_SECRET_KEY", ok=False, mend=str(fault))
    if not settings.earshot_contact:
        yield Finding(what=NO_CONTACT, ok=True)


def of_tokens(settings: Settings, slack: WebClient) -> Iterator[Finding]:
    """Ask Slack whether it takes our tokens, and compare the scopes with the manifest."""
    bot = tokens.of_bot(slack)
    if bot.trouble:
        yield Finding(what="SLACK_BOT_TOKEN", ok=False, mend=bot.trouble)
        return
    yield Finding(what=f"Slack workspace {bot.team}", ok=True)
    yield _scopes(bot)
    app_token = settings.slack_app_token.get_secret_value()
    if app_token:
        app = tokens.of_app(slack, app_token, bot)
        yield Finding(what="SLACK_APP_TOKEN" if app.trouble else "Socket Mode", ok=not app.trouble, mend=app.trouble)


def _scopes(bot: tokens.Seen) -> Finding:
    if bot.scopes is None:
        return Finding(what="scopes (Slack did not say which the token has)", ok=True)
    mend = f"missing {tokens.lacking(bot)}. {tokens.REINSTALL}"
    return Finding(what="scopes", ok=not bot.missing, mend=mend)


def of_memory(store: Store) -> Iterator[Finding]:
    """Look whether the memory can be read, is of this version, and can be written."""
    try:
        upgrade.ready(store)
        workspaces.only(store)
        with store.transaction():
            pass
    except MemoryTrouble as error:
        yield Finding(what="database", ok=False, mend=str(error))
    except Exception as error:  # noqa: BLE001  any fault of the memory is the finding
        yield Finding(
            what="database", ok=False, mend=f"it cannot be written ({type(error).__name__}); see DATABASE_URL"
        )
    else:
        yield Finding(what=f"database (revision {upgrade.revision(store)})", ok=True)


def of_channels(store: Store, slack: WebClient) -> Iterator[Finding]:
    """Look whether Earshot can speak in every watch's channel."""
    watched = watches.every(store, workspaces.only(store))
    if not watched:
        yield Finding(what="watches (none yet: /earshot watch add, or python -m storage load FILE.toml)", ok=True)
        return
    try:
        known = list(slack_channels(slack))
    except slack_errors.SLACK_TROUBLE as error:
        yield Finding(what="channels", ok=False, mend=tokens.refused(error, tokens.REINSTALL).trouble)
        return
    for watch in watched:
        yield _channel(f"channel {watch.channel} of watch {text.one_line(watch.name)}", watch.channel, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel as Slack lists it."""

    id: str
    name: str
    is_archived: bool
    is_member: bool


def slack_channels(slack: WebClient) -> Iterator[Channel]:
    """Yield every channel the token can see."""
    for found in channels.pages(slack, channels.KINDS[0]):
        yield Channel(
            id=str(found.get("id") or ""),
            name=str(found.get("name") or ""),
            is_archived=bool(found.get("is_archived")),
            is_member=bool(found.get("is_member")),
        )


def _channel(what: str, lane: str, known: list[Channel]) -> Finding:
    named = [channel for channel in known if lane.lstrip("#") in {channel.id, channel.name}]
    alive = [channel for channel in named if not channel.is_archived]
    if not named:
        return Finding(
            what=what, ok=False, mend=f"there is no such channel, or it is private: /invite @earshot in {lane}"
        )
    if not alive:
        return Finding(what=what, ok=False, mend="it is archived; unarchive it or choose another (/earshot watch edit)")
    return Finding(what=what, ok=alive[0].is_member, mend=f"Earshot is not in it: /invite @earshot in {lane}")


def of_listeners(store: Store, now: datetime) -> Iterator[Finding]:
    """Look how well each listener hears, as the listeners last noted it."""
    workspace = workspaces.only(store)
    names = {watch.id: watch.name for watch in watches.every(store, workspace) if not watch.paused}
    for listener in cursors.every(store, workspace):
        if listener.watch_id in names:
            what = f"listener {listener.source} of watch {text.one_line(names[listener.watch_id])}"
            yield _listener(what, listener, now)


def _listener(what: str, listener: Listener, now: datetime) -> Finding:
    if listener.blind_since is not None:
        since = text.ago(listener.blind_since, now)
        return Finding(what=what, ok=False, mend=f"hears nothing since {since}: {text.one_line(listener.last_error)}")
    is_late = now - listener.next_due > LATE
    if listener.last_success is None:  # a fresh watch is not broken because nobody has started the listeners yet
        heard = "not heard yet: `python -m listeners` asks it first" if not is_late else "never heard"
    else:
        heard = f"heard {text.ago(listener.last_success, now)}"
    mend = "was due long ago; is `python -m listeners` running?"
    return Finding(what=f"{what} ({heard})", ok=not is_late, mend=mend)


def of_sources() -> Iterator[Finding]:
    """Have the listeners ask every source now: they know the sources, we do not."""
    program = [sys.executable, "-m", "listeners", "check", "--json"]
    try:
        ran = subprocess.run(program, capture_output=True, text=True, timeout=LISTENERS_TIME, check=False)  # noqa: S603  ours
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Finding(
            what="sources", ok=False, mend=f"`python -m listeners check` did not end ({type(error).__name__})"
        )
        return
    told = [_source(line) for line in ran.stdout.splitlines() if line.strip()]
    yield from told
    if ran.returncode and all(finding.ok for finding in told):
        last = text.one_line(ran.stderr.strip().rpartition("\n")[2]) or f"exit code {ran.returncode}"
        yield Finding(what="sources", ok=False, mend=f"`python -m listeners check` failed: {last}")


def _source(line: str) -> Finding:
    try:
        said = json.loads(line)
        what = f"source {said['source']} for watch {said['watch']}"
        ok, error = bool(said["ok"]), str(said.get("error") or "no reason given")
    except (ValueError, KeyError, TypeError):
        return Finding(what="sources", ok=False, mend=f"`python -m listeners check` said {text.one_line(line)[:80]!r}")
    return Finding(what=text.one_line(what), ok=ok, mend=text.one_line(error))

"""The bot as one thing that starts and stops: Slack on one side, the memory on the other, a clock between them.

Socket Mode where SLACK_APP_TOKEN is set (no public address needed), else Slack's HTTP requests through the web door.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import actions, commands, connecting, events, library, shortcuts, slack_errors, views
from bot.desk import TIMEOUT, Desk, client
from bot.door import Door
from bot.inbox import SOURCE, Inbox
from bot.library import Library
from bot.metrics import Metrics
from bot.outbox import Voice
from bot.pacer import Pacer
from bot.schedule import Schedule
from bot.slack_errors import Verdict
from bot.web import HTTP_PORT, WebDoor
from storage import credentials, cursors, outbox, workspaces
from storage.commands import WrongUse
from storage.database import Leadership, Store
from storage.errors import SettingsFault
from storage.secrets import WrongKey
from storage.settings import Settings
from storage.upgrade import ready

log = structlog.get_logger()

LISTENERS = 20  # threads that acknowledge; they never wait for anything
TRY_AGAIN = (1, 2, 5, 10, 30)  # seconds between two tries to reach Slack at the start
BOTH_WAYS = 2  # SHUT_RDWR of every socket library
FINISH_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who we are in Slack: the workspace, and the bot's own user."""

    id: str
    name: str
    bot_user: str
    bot_id: str


def now_utc() -> datetime:
    """Return the present moment; logic gets it as an argument."""
    return datetime.now(UTC)


def meet(slack: WebClient) -> Team:
    """Ask Slack who we are; raises what the call raises."""
    answer = slack.auth_test()
    said = {name: str(answer.get(name) or "") for name in ("team_id", "team", "user_id", "bot_id")}
    return Team(
        id=said["team_id"] or workspaces.LOCAL, name=said["team"], bot_user=said["user_id"], bot_id=said["bot_id"]
    )


def bolt(settings: Settings, team: Team) -> App:
    """Return a Bolt app that asks Slack nothing by itself: who we are is known."""
    token = settings.slack_bot_token.get_secret_value()

    def authorize(**_known: object) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=team.id, bot_token=token, bot_user_id=team.bot_user, bot_id=team.bot_id
        )

    logging.getLogger("slack_bolt.App").addFilter(_is_news)
    return App(
        client=WebClient(base_url=settings.slack_base_url, timeout=TIMEOUT, retry_handlers=[]),
        signing_secret=settings.slack_signing_secret.get_secret_value() or "unused in Socket Mode",
        authorize=authorize,
        request_verification_enabled=not settings.slack_app_token.get_secret_value(),
        listener_executor=ThreadPoolExecutor(LISTENERS, thread_name_prefix="ack"),
    )


def register(door: Door, fall_silent: Callable[[str], None]) -> None:
    """Let every way in lead to its handler, each behind its rule; whatever is left is acknowledged."""
    for room in (actions, commands, events, shortcuts, views):
        room.register(door)
    for ending in ("app_uninstalled", "tokens_revoked"):
        door.event(ending, lambda _desk, happening: fall_silent(happening.kind), needs=None)
    door.rest()


def _is_news(record: logging.LogRecord) -> bool:
    """Hold back what Bolt says of the token it found in the environment: we give it who we are ourselves."""
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


class Bot:
    """One running bot."""

    def __init__(
        self, settings: Settings, store: Store, *, clock: Callable[[], datetime] = now_utc, pacer: Pacer | None = None
    ) -> None:
        """Know everything, do nothing yet."""
        self._settings = settings
        self._store = store
        self._clock = clock
        self._pacer = pacer
        self._stopping = Event()
        self._leadership = Leadership(store, "bot")
        self.metrics = Metrics()
        self.desk: Desk | None = None
        self.voice: Voice | None = None
        self.schedule: Schedule | None = None
        self._door: Door | None = None
        self._socket: SocketModeHandler | None = None
        self._web: WebDoor | None = None
        self._app: App | None = None

    def start(self) -> None:
        """Begin; returns once Slack is connected. Raises one-line errors for what the operator must mend."""
        ready(self._store)
        self._leadership.take()
        self._open_web()
        slack = client(self._settings)
        team = self._meet(slack)
        if team is None:
            return
        workspaces.enter(self._store, team.id, team.name)
        self.desk = Desk(store=self._store, workspace=team.id, settings=self._settings, clock=self._clock, slack=slack)
        self.voice = Voice(self.desk, self.metrics, pacer=self._pacer)
        self.schedule = Schedule(desk=self.desk, voice=self.voice, leadership=self._leadership)
        self._app = bolt(self._settings, team)
        self._door = Door(self._app, self.desk, after=self.schedule.drain)
        register(self._door, self._fall_silent)
        self.schedule.start()
        self._connect()
        log.info("listening to Slack", workspace=team.name, socket_mode=self._socket is not None, port=self.port)

    def give_up(self) -> None:
        """Wait for Slack no longer, where `start` still does."""
        self._stopping.set()

    def stop(self) -> None:
        """Stop the clock, take no more rows, close the socket, finish what was begun."""
        self._stopping.set()
        if self.schedule is not None:
            self.schedule.stop()
        if self._socket is not None:
            _hang_up(self._socket)
        if self._door is not None:
            self._door.close()
        if self.voice is not None:
            self.voice.stop()
        if self._app is not None:
            self._app.listener_runner.listener_executor.shutdown(wait=True)
        if self._web is not None:
            self._web.stop()
        self._leadership.release()

    @property
    def port(self) -> int | None:
        """Where the web door listens, None where there is none."""
        return self._web.port if self._web is not None else None

    def faults(self) -> tuple[str, ...]:
        """Say what keeps the bot from its work, for `/readyz`; nothing where it works."""
        if self.desk is None or self.voice is None or self.schedule is None:
            return ("Slack has not been reached yet",)
        found = [f"Slack says {self.voice.trouble}"] if self.voice.trouble else []
        if self._socket is not None and not self._socket.client.is_connected():
            found.append("the socket to Slack is not connected")
        if not self.schedule.is_alive:
            found.append("the clock stands still")
        try:
            self._measure(self.desk)
        except Exception as error:  # noqa: BLE001  any fault of the memory is the answer
            found.append(f"the memory cannot be read ({type(error).__name__})")
        return tuple(found)

    def is_alive(self) -> bool:
        """Say whether the process does anything at all, for `/livez`."""
        return self.schedule is None or self.schedule.is_alive

    def _fall_silent(self, why: str) -> None:
        if self.voice is not None:
            self.voice.lock_out(why)

    def _measure(self, desk: Desk) -> None:
        now = self._clock()
        waits = outbox.backlog(desk.store, desk.workspace, now=now)
        self.metrics.waiting.set(waits.waiting)
        self.metrics.failed.set(waits.failed)
        self.metrics.oldest.set(max(0.0, (now - waits.oldest_due).total_seconds()) if waits.oldest_due else 0)
        self.metrics.blind.set(sum(1 for found in cursors.every(desk.store, desk.workspace) if found.blind_since))
        self.metrics.leads.set(1 if self.schedule is not None and self.schedule.leads else 0)

    def _meet(self, slack: WebClient) -> Team | None:
        """Ask Slack who we are for as long as it takes; a token that Slack refuses cannot get better by waiting."""
        for attempt in range(1_000_000):
            try:
                return meet(slack)
            except SlackApiError as error:
                refusal = slack_errors.judge(error)
                if refusal.verdict is Verdict.LOCKED_OUT:
                    message = (
                        f"Slack refuses SLACK_BOT_TOKEN ({refusal.word}); copy the Bot User OAuth Token (xoxb-…) anew "
                        "from api.slack.com/apps, OAuth & Permissions"
                    )
                    raise WrongUse(message) from error
                word = refusal.word
            except slack_errors.SLACK_TROUBLE as error:
                word = slack_errors.judge(error).word
            pause = TRY_AGAIN[min(attempt, len(TRY_AGAIN) - 1)]
            log.warning("Slack cannot be reached; trying again", error=word, seconds=pause)
            if self._stopping.wait(pause):
                break
        return None

    def _open_web(self) -> None:
        """Open the web door where a port is set, and always where Slack's requests come by HTTP."""
        in_sockets = bool(self._settings.slack_app_token.get_secret_value())
        port = self._settings.port if self._settings.port is not None else (None if in_sockets else HTTP_PORT)
        if port is None:
            return
        self._web = WebDoor(self, port, takes_requests=not in_sockets)
        self._web.start()

    def requests(self) -> App | None:
        """Return who answers Slack's HTTP requests, None before Slack was met."""
        return self._app

    def inbox(self) -> Inbox | None:
        """Return who takes other tools' deliveries, None before Slack was met."""
        if self.desk is None:
            return None
        operator = self._settings.for_source(SOURCE)
        try:
            vault = connecting.vault(self.desk)
            operator = credentials.told(self._store, vault, self.desk.workspace, SOURCE, operator, ["secret"])
        except (SettingsFault, WrongKey) as fault:
            log.warning("the inbox's secret cannot be opened", error=str(fault))
        return Inbox(store=self._store, workspace=self.desk.workspace, operator=operator, clock=self._clock)

    def library(self) -> Library | None:
        """Return what everybody may read of what is worth sharing, None where nobody may, or Slack was not met."""
        return library.opened(self._store, self.desk.workspace) if self.desk is not None else None

    def _connect(self) -> None:
        app_token = self._settings.slack_app_token.get_secret_value()
        if not app_token or self._app is None:
            return
        self._socket = SocketModeHandler(self._app, app_token)
        while not self._stopping.is_set():
            try:
                self._app.client.apps_connections_open(app_token=app_token)  # its refusal is plainer than the socket's
                self._socket.connect()  # type: ignore[no-untyped-call]
            except SlackApiError as error:
                refusal = slack_errors.judge(error)
                if refusal.verdict is Verdict.LOCKED_OUT:
                    message = (
                        f"Slack refuses SLACK_APP_TOKEN ({refusal.word}); make an app-level token (xapp-…) with "
                        "connections:write at api.slack.com/apps, Basic Information"
                    )
                    raise WrongUse(message) from error
                log.warning("the socket cannot be opened; trying again", error=refusal.word)
            except slack_errors.SLACK_TROUBLE as error:
                log.warning("the socket cannot be opened; trying again", error=slack_errors.judge(error).word)
            else:
                return
            self._stopping.wait(TRY_AGAIN[1])


def _hang_up(socket: SocketModeHandler) -> None:
    """Close the socket now; slack_sdk's own closing waits two seconds for its readers, which nobody needs to watch."""
    line = socket.client
    line.closed, line.auto_reconnect_enabled = True, False
    if line.current_session is not None and line.current_session.sock is not None:
        with suppress(OSError):
            line.current_session.sock.shutdown(BOTH_WAYS)
    Thread(target=socket.close, name="hanging up", daemon=True).start()

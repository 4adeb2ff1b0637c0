"""The stand-in itself: one workspace, its Web API, its ways to the bot, its people, and its bad days."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from bot.playground import acting, browser, control, web, workspace
from bot.playground.ask import Ask
from bot.playground.delivery import Carrier, Courier, Habits
from bot.playground.faults import Fault, Faults, Pace, RateLimit
from bot.playground.ledger import Call, Delivery, Ledger
from bot.playground.nouns import Channel, Message, Token, User, UserGroup, View
from bot.playground.offers import Offers
from bot.playground.people import Person
from bot.playground.refusals import Refused
from bot.playground.respond import respond
from bot.playground.scopes import BOT_SCOPES, EVENTS
from bot.playground.shapes import Json
from bot.playground.signed_http import SignedHttp
from bot.playground.socket_mode import SocketMode
from bot.playground.surroundings import NotVisible, Surroundings
from bot.playground.web_api import WebApi, unfolded
from bot.playground.world import World

EARSHOT: Final = Offers()


class Playground:
    """A strict Slack on 127.0.0.1; a context manager.

    `rate_limit=None` sets no pace; `request_url` delivers by signed HTTP instead of Socket Mode; `offers` are the
    slash commands and shortcuts that people find in their Slack.
    """

    def __init__(  # noqa: PLR0913 - a fixture is made of many small choices, all with a default
        self,
        *,
        people: Iterable[User] = workspace.PEOPLE,
        channels: Iterable[Channel] = workspace.CHANNELS,
        groups: Iterable[UserGroup] = workspace.GROUPS,
        scopes: Iterable[str] = BOT_SCOPES,
        events: Iterable[str] = EVENTS,
        offers: Offers = EARSHOT,
        rate_limit: RateLimit | None = None,
        request_url: str | None = None,
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        """Furnish the workspace; `start` opens it."""
        self.bot_token, self.app_token = workspace.BOT_TOKEN, workspace.APP_TOKEN
        self.signing_secret = workspace.SIGNING_SECRET
        self.ledger, self.faults, self.habits = Ledger(), Faults(), Habits()
        self.pace = Pace(rate_limit)
        tokens = workspace.tokens(frozenset(scopes))
        self.world = World(people=people, channels=channels, groups=groups, tokens=tokens, clock=clock)
        self.sockets = SocketMode(self.habits, self.ledger)
        self.courier = Courier(self._carrier(request_url), self.habits, self.ledger)
        self.offers = offers
        self._around = Surroundings(
            world=self.world,
            courier=self.courier,
            ledger=self.ledger,
            commands=offers.escaping,
            subscribed=frozenset(events),
            respond=self._respond,
            url=lambda: self.url,
        )
        self._port = port
        self._server: web.Server | None = None

    # -- running

    def start(self) -> Self:
        """Open the doors; a port that is taken is an OSError."""
        api = WebApi(
            world=self.world,
            ledger=self.ledger,
            faults=self.faults,
            pace=self.pace,
            emit=self._around.emit,
            open_socket=self._open_socket,
        )
        routes = [*control.routes(self), *acting.routes(self), *browser.routes(self)]
        self._server = web.Server(web.app(api, self.sockets, self._respond, routes), self._port)
        self._port = self._server.start()
        return self

    def stop(self) -> None:
        """Close the doors; `start` opens the same workspace on the same port again."""
        if self._server:
            self._server.stop()
            self._server = None

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and give up what was still to be delivered."""
        self.courier.close()
        self.stop()

    @property
    def url(self) -> str:
        """The address in place of `https://slack.com`."""
        return f"http://{web.HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    # -- people and what they see

    def person(self, name: str) -> Person:
        """Somebody by id, by handle (`noor`) or by full name."""
        for user in self.world.users.values():
            if name in {user.id, user.name, user.real_name}:
                return Person(user, self._around)
        raise NotVisible(f"nobody here is called {name}")

    def messages(self, channel: str) -> list[Message]:
        """The top of a channel as it is now, oldest first."""
        return [said for said in self._channel(channel).messages.values() if not said.is_reply]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and the replies below it."""
        return self.world.thread(self._channel(channel), ts)

    def ephemerals(self, name: str) -> list[Message]:
        """What was said to one person only."""
        return self.person(name).ephemerals()

    def view(self, name: str) -> View | None:
        """The modal on top of a person's screen."""
        return self.person(name).view

    def home(self, name: str) -> View | None:
        """The Home tab a person sees."""
        return self.person(name).home

    # -- what went in and out

    def calls(self, method: str | None = None) -> list[Call]:
        """Every call the bot made so far, or those of one method."""
        return self.ledger.calls(method)

    def deliveries(self, kind: str | None = None) -> list[Delivery]:
        """Everything brought to the bot: `events_api`, `interactive` or `slash_commands`."""
        return self.ledger.deliveries(kind)

    def malformed(self) -> list[Call]:
        """Calls whose content Slack cannot take, or that lack fallback text; a suite asserts it is empty."""
        return self.ledger.malformed()

    def wait_for(
        self, method: str, count: int = 1, timeout: float = 5.0, where: Callable[[Call], bool] = lambda call: call.ok
    ) -> list[Call]:
        """The calls of a method once there are `count` that `where` accepts; by default, that Slack accepted."""
        return self.ledger.wait_for(method, count, timeout, where)

    def wait_until(self, holds: Callable[[], bool], timeout: float = 5.0, what: str = "that") -> None:
        """Return as soon as `holds()`; TimeoutError if it never does."""
        self.ledger.wait_until(holds, timeout, what)

    def wait_connected(self, count: int = 1, timeout: float = 10.0) -> None:
        """Return once the bot holds `count` Socket Mode connections."""
        self.wait_until(lambda: self.sockets.connections >= count, timeout, f"{count} connections")

    # -- what can happen to an app

    def fail(self, method: str, fault: Fault, times: int = 1, where: Callable[[Json], bool] = lambda _: True) -> None:
        """The next `times` calls of a method (`*`: any) meet this fault."""
        self.faults.plan(method, fault, times, where)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        with self.world.lock:
            which = self._channel(channel)
            which.is_archived = True
            self.world.changed()
        self._around.emit({"type": "channel_archive", "channel": which.id, "user": "", "event_ts": self.world.stamp()})

    def invite(self, channel: str, name: str = "earshot") -> None:
        """Somebody, by default the bot, joins a channel."""
        user = self.person(name).id
        with self.world.lock:
            which = self._channel(channel)
            which.members.add(user)
            self.world.changed()
        event = {"type": "member_joined_channel", "user": user, "channel": which.id, "channel_type": which.type}
        self._around.emit({**event, "event_ts": self.world.stamp()})

    def kick(self, channel: str, name: str = "earshot") -> None:
        """Somebody, by default the bot, leaves a channel."""
        user = self.person(name).id
        with self.world.lock:
            self._channel(channel).members.discard(user)
            self.world.changed()

    def revoke(self, error: str = "token_revoked") -> None:
        """Void the bot's token: `token_revoked`, `account_inactive` or `invalid_auth`."""
        self._change_token(self.bot_token, lambda token: replace(token, void=error))

    def restore(self) -> None:
        """Make the bot's token good again."""
        self._change_token(self.bot_token, lambda token: replace(token, void=None))

    def grant(self, *scopes: str) -> None:
        """Give the bot more scopes."""
        self._change_token(self.bot_token, lambda token: replace(token, scopes=token.scopes | set(scopes)))

    def withdraw(self, *scopes: str) -> None:
        """Take scopes from the bot."""
        self._change_token(self.bot_token, lambda token: replace(token, scopes=token.scopes - set(scopes)))

    def emit(self, event: Json) -> None:
        """Send any event, if the app is subscribed to it."""
        self._around.emit(event)

    def replay(self, delivery: Delivery) -> None:
        """Bring a delivery once more, as a network or an attacker would."""
        self.courier.again(delivery)

    # -- within

    def _carrier(self, request_url: str | None) -> Carrier:
        if request_url is None:
            return self.sockets
        return SignedHttp(
            request_url=request_url,
            signing_secret=self.signing_secret,
            habits=self.habits,
            clock=self.world.clock,
        )

    def _open_socket(self) -> str:
        return f"ws://{web.HOST}:{self._port}/link/?ticket={self.sockets.ticket()}"

    def _channel(self, name: str) -> Channel:
        if channel := self.world.channel(name):
            return channel
        raise NotVisible(f"there is no channel {name}")

    def _change_token(self, value: str, change: Callable[[Token], Token]) -> None:
        with self.world.lock:
            self.world.tokens[value] = change(self.world.tokens[value])

    def _respond(self, path: str, arguments: Json) -> Json:
        """Use a response URL, and write it down as the method `response_url`."""
        problems: list[str] = []
        with self.world.lock:
            try:
                url = self.world.handles.take_url(path.removeprefix(self.url), self.world.clock())
                body = respond(self._ask(arguments, problems), url)
            except Refused as refused:
                body = refused.answer()
        self.ledger.add(
            Call(
                at=self.world.clock(),
                method="response_url",
                arguments=unfolded(arguments),
                response=body,
                problems=tuple(problems),
            )
        )
        return body

    def _ask(self, arguments: Json, problems: list[str]) -> Ask:
        return Ask(
            world=self.world,
            token=self.world.tokens[self.bot_token],
            arguments=arguments,
            pace=self.pace,
            base_url=self.url,
            emit=self._around.emit,
            open_socket=self._open_socket,
            problems=problems,
        )

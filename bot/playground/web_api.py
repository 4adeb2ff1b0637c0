"""The door the bot calls: `/api/METHOD`, with Slack's checks in Slack's order, and every call in the ledger."""

import asyncio
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.playground.ask import Ask
from bot.playground.faults import Fault, Faults, Pace
from bot.playground.ledger import Call, Ledger
from bot.playground.methods import METHODS
from bot.playground.nouns import Token
from bot.playground.refusals import Refused
from bot.playground.scopes import SCOPES
from bot.playground.shapes import Json
from bot.playground.world import World

NESTED: Final = ("attachments", "blocks", "files", "metadata", "unfurls", "view")
NOBODY: Final = Token(value="", kind="none", scopes=frozenset())
APP_LEVEL: Final = frozenset({"apps.connections.open"})
EITHER_LEVEL: Final = frozenset({"api.test", "auth.test"})


class Dropped(Response):
    """No answer: the connection is cut, as by a failing network."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's form
        """Cut the connection and wait until the server knows."""
        scope["cut"]()
        while (await receive())["type"] != "http.disconnect":
            pass


async def arguments_of(request: Request) -> Json:
    """The arguments of a call, whichever way the client sent them."""
    body = await request.body()
    found: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            sent = json.loads(body or b"{}")
        except ValueError as trouble:
            raise Refused("invalid_json") from trouble
        if not isinstance(sent, dict):
            raise Refused("json_not_object")
        return found | sent
    return found | dict(parse_qsl(body.decode(), keep_blank_values=True))


def unfolded(arguments: Json) -> Json:
    """The arguments as they are written down: nested JSON decoded, without the token."""
    return {name: _decoded(name, value) for name, value in arguments.items() if name != "token"}


def _decoded(name: str, value: object) -> object:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class WebApi:
    """Answers the Web API for one workspace."""

    world: World
    ledger: Ledger
    faults: Faults
    pace: Pace
    emit: Callable[[Json], None]
    open_socket: Callable[[], str]

    async def answer(self, request: Request) -> Response:
        """One call, from the request to the response."""
        method = request.path_params["method"]
        try:
            arguments = await arguments_of(request)
        except Refused as refused:
            return self._written_down(method, {}, refused.answer())
        token = self._token_of(request, arguments)
        fault = self.faults.take(method, arguments)
        if fault and not fault.accept:
            await asyncio.sleep(fault.hang)
            return self._failed(method, arguments, token, fault)
        response = self._done(method, arguments, token, str(request.base_url).rstrip("/"))
        if fault:
            await asyncio.sleep(fault.hang)
            return Dropped() if fault.drop else response
        return response

    def _token_of(self, request: Request, arguments: Json) -> str:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        return value if scheme.lower() == "bearer" else str(arguments.get("token", ""))

    def _failed(self, method: str, arguments: Json, token: str, fault: Fault) -> Response:
        status = 429 if fault.retry_after is not None else fault.status
        error = "ratelimited" if fault.retry_after is not None else fault.error
        body = {"ok": False, "error": error or "internal_error"}
        response = self._written_down(method, arguments, body, token=token, status=status, injected=True)
        response.headers.update(fault.headers())
        return Dropped() if fault.drop else response

    def _done(self, method: str, arguments: Json, value: str, base_url: str) -> Response:
        problems: list[str] = []
        token, retry_after = NOBODY, 0.0
        with self.world.lock:
            try:
                token = self._admitted(method, value)
                ask = Ask(
                    world=self.world,
                    token=token,
                    arguments=arguments,
                    pace=self.pace,
                    base_url=base_url,
                    emit=self.emit,
                    open_socket=self.open_socket,
                    problems=problems,
                )
                ask.require(*(scope for scope in SCOPES[method] if not scope.startswith("*")))
                body = {"ok": True, **METHODS[method](ask)}
            except Refused as refused:
                body = refused.answer()
                retry_after = float(body.pop("retry_after", 0))
        response = self._written_down(
            method, arguments, body, token=value, status=429 if retry_after else 200, problems=tuple(problems)
        )
        if retry_after:
            response.headers["Retry-After"] = str(math.ceil(retry_after))
        response.headers["x-oauth-scopes"] = ",".join(sorted(token.scopes))
        response.headers["x-accepted-oauth-scopes"] = ",".join(SCOPES.get(method, ()))
        return response

    def _admitted(self, method: str, value: str) -> Token:
        """The caller's token, if this method takes it."""
        if method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        if not value and method != "api.test":
            raise Refused("not_authed")
        token = self.world.tokens.get(value) if value else NOBODY
        if token is None:
            raise Refused("invalid_auth")
        if token.void:
            raise Refused(token.void)
        if method not in EITHER_LEVEL and (token.kind == "app") != (method in APP_LEVEL):
            raise Refused("not_allowed_token_type")
        return token

    def _written_down(
        self,
        method: str,
        arguments: Json,
        body: Json,
        *,
        token: str = "",
        status: int = 200,
        problems: tuple[str, ...] = (),
        injected: bool = False,
    ) -> Response:
        call = Call(
            at=self.world.clock(),
            method=method,
            arguments=unfolded(arguments),
            response=body,
            status=status,
            token=token,
            problems=problems,
            injected=injected,
        )
        self.ledger.add(call)
        return JSONResponse(body, status_code=status)

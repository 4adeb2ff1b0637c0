"""Kill -9 while an answer is sent, on every platform that can be answered: never two answers, and none forgotten."""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from listeners.registry import discover
from listeners.source import Replies
from storage.database import Store
from storage.records import Once, Reply as Answer, ReplyState
from tests.listeners.answering import PLATFORMS, Clock, approved, ears_on, environment, reply_of, send, settle_in
from tests.webserver import Reply, Request, Site

FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload(["tests.listeners.answering"])  # a child that has its modules begins in a moment


class Server(Protocol):
    """What every stand-in of a platform can do."""

    def answer(self, request: Request) -> Reply:
        """Answer one request."""

    def published(self) -> list[str]:
        """Return the texts that stand published."""


def child(database_url: str, told: Mapping[str, str], mention_id: int) -> None:
    """Send, until we are killed."""
    os.environ.update(told)
    with Store(database_url) as store, ears_on(store) as ears:
        send(ears, mention_id, Clock(datetime.now(UTC)), rounds=1)


@dataclass
class Fate:
    """Kills who sends: once the answer is published, or, told at which request that is, just before it."""

    server: Server
    at: int = 0
    kill: Callable[[], None] = lambda: None
    asked: int = 0
    struck: bool = False
    published_at: list[int] = field(default_factory=list)

    def answer(self, request: Request) -> Reply:
        """Answer as the platform does, and strike."""
        self.asked += 1
        if self.asked == self.at and not self.struck:
            return self._strike(Reply(raw=True, body=lambda: ()))
        before = len(self.server.published())
        answer = self.server.answer(request)
        if len(self.server.published()) > before:
            self.published_at.append(self.asked)
            if not self.at and not self.struck:
                return self._strike(answer)
        return answer

    def _strike(self, answer: Reply) -> Reply:
        self.struck = True
        self.kill()
        return answer


def killed(
    monkeypatch: pytest.MonkeyPatch, folder: Path, template: Path, name: str, *, ignores_keys: bool, at: int
) -> tuple[Fate, Answer]:
    """Kill who sends, let another one take over, and return how it ended."""
    path = folder / f"{at}.db"
    shutil.copy(template, path)
    with Site() as site, Store(f"sqlite:///{path}") as store:
        fate = Fate(PLATFORMS[name].serve(site, ignores_keys=ignores_keys), at=at)
        site.answers(fate.answer)
        mention_id = approved(store, PLATFORMS[name].post())
        told = environment(PLATFORMS[name], site)
        sender = FRESH.Process(target=child, args=(f"sqlite:///{path}", told, mention_id))
        fate.kill = sender.kill
        sender.start()
        sender.join(30)
        settle_in(monkeypatch, PLATFORMS[name], site)
        with ears_on(store) as ears:
            send(ears, mention_id, Clock(datetime.now(UTC) + timedelta(minutes=2)))
        return fate, reply_of(store, mention_id)


def ways() -> list[tuple[str, bool]]:
    """Return every platform, with keys that are heeded and, where it has any, with keys that are ignored."""
    sources = discover()
    return [
        (name, ignores)
        for name in PLATFORMS
        for ignores in (False, True)
        if not ignores or (isinstance(found := sources[name], Replies) and found.writing.once is Once.KEY)
    ]


@pytest.mark.parametrize(
    ("name", "ignores_keys"), [pytest.param(*way, id=f"{way[0]}{'-ignores-keys' * way[1]}") for way in ways()]
)
def test_a_kill_before_or_after_it_is_published_leaves_one_answer(
    monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, tmp_path: Path, name: str, *, ignores_keys: bool
) -> None:
    """Found and noted, sent once more, or left to a person: never two."""
    folder = (tmp_path, sqlite_template, name)
    after, found = killed(monkeypatch, *folder, ignores_keys=ignores_keys, at=0)
    before, sent = killed(monkeypatch, *folder, ignores_keys=ignores_keys, at=after.published_at[0])

    for fate, answer in ((after, found), (before, sent)):
        assert fate.struck
        assert answer.state in {ReplyState.SENT, ReplyState.UNCERTAIN}
        assert len(fate.server.published()) <= 1
    assert len(after.server.published()) == 1
    assert len(before.server.published()) == (1 if sent.state is ReplyState.SENT else 0)

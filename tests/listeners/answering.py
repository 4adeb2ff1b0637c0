"""An approved answer to a post of any stand-in under `tests/platforms`, and a sender whose clock we hold."""

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import ModuleType

import pytest

from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Manners, Web
from listeners.ledger import KeptInMemory
from listeners.reader import Reader
from listeners.registry import discover
from listeners.send import sender
from storage import hearing, mentions, replies, sending, watches, workspaces
from storage.database import Store
from storage.records import Hearing, Objective, Post, Reason, Reply, ReplyState, Score, Watch
from storage.settings import Settings
from tests import platforms
from tests.webserver import Site

TEAM = "T1"
TEXT = "We are sorry. A new one is on its way to you."
OPEN = (ReplyState.APPROVED, ReplyState.SENDING)

PLATFORMS: dict[str, ModuleType] = {
    module.NAME: module
    for found in pkgutil.iter_modules(platforms.__path__)
    if hasattr(module := import_module(f"tests.platforms.{found.name}"), "NAME")
}


@dataclass
class Clock:
    """A clock that goes on when it is told."""

    now: datetime

    def __call__(self) -> datetime:
        """Return what it shows."""
        return self.now


@contextmanager
def ears_on(store: Store) -> Iterator[Ears]:
    """Give what answering takes."""
    manners = Manners(patience=timedelta(seconds=5))
    with Web(allow_private=True, manners=manners) as web, Reader(children=1) as reader:
        settings = Settings()
        line = line_out(web, reader, purse=KeptInMemory(store, settings.for_source))
        yield Ears(store=store, line=line, sources=discover(), settings=settings)


def settle_in(monkeypatch: pytest.MonkeyPatch, platform: ModuleType, site: Site) -> None:
    """Set what an operator sets."""
    for name, value in environment(platform, site).items():
        monkeypatch.setenv(name, value)


def environment(platform: ModuleType, site: Site) -> dict[str, str]:
    """Return what an operator sets, as the environment says it."""
    told = platform.settings(site).items()
    return {f"{platform.NAME.upper()}_{'URL' if name == 'base_url' else name.upper()}": value for name, value in told}


def heard(store: Store, post: Post) -> int:
    """Hear a post that alerts; return its mention's id."""
    workspaces.enter(store, TEAM)
    now = datetime.now(UTC)
    watch = Watch(name="Acme", objective=Objective.SERVE, channel="#mentions")
    stored = watches.save(store, TEAM, watch, now=now).watch
    reasons = (Reason(factor="Stars", points=70, evidence=""),)
    score = Score(urgency=70, sentiment=0, needs_reply=1, spam=0, language="en", reasons=reasons, model="test")
    hearing.take_in(store, TEAM, [Hearing(post=post, watch=stored, score=score)], now=now)
    return list(mentions.walk(store, TEAM))[-1].id


def approved(store: Store, post: Post, *, text: str = TEXT) -> int:
    """Have an answer to a post approved a while ago; return its mention's id."""
    mention_id, now = heard(store, post), datetime.now(UTC)
    replies.save(store, TEAM, mention_id, text, base=0, by="U1", now=now)
    sending.approve(store, TEAM, mention_id, version=1, by="U1", now=now - 3 * sending.UNDO)
    return mention_id


def reply_of(store: Store, mention_id: int) -> Reply:
    """Return the answer as it stands."""
    found = replies.get(store, TEAM, mention_id)
    assert found is not None
    return found


def send(ears: Ears, mention_id: int, clock: Clock, *, rounds: int = 8) -> Reply:
    """Send and look, round by round, until the answer is settled; return how it stands then."""
    crew = sender(ears, clock=clock)
    for _ in range(rounds):
        for future in crew.tick():
            future.result()
        if reply_of(ears.store, mention_id).state not in OPEN:
            break
        clock.now += timedelta(minutes=2)
    crew.stop()
    return reply_of(ears.store, mention_id)

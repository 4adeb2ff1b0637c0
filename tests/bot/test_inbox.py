"""The door for other tools: proved, kept, and only then acknowledged."""

import hmac
import http.client
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from structlog.testing import capture_logs

from bot.app import Bot
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.playground import Playground
from bot.web import LARGEST, WebDoor
from storage import credentials, deliveries, watches, workspaces
from storage.database import Store
from storage.records import Listen, Objective, Watch
from storage.secrets import Vault
from tests.bot.made import settings_for

TEAM = "T01EARSHOT0"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECRET = "whsec_" + b64encode(b"an invented secret").decode()
OTHER = "whsec_" + b64encode(b"the board's own one").decode()
POST = b'{"text": "My acme kettle leaks", "external_id": "7", "source": "survey"}'


class House:
    """What the door asks: who takes deliveries."""

    metrics = Metrics()

    def __init__(self, store: Store) -> None:
        """Open to one workspace."""
        self.store = store
        self.is_ready = True

    def inbox(self) -> Inbox | None:
        """Return who takes them."""
        told = {"secret": f"{OTHER} {SECRET}", "secret_village_board": OTHER}
        return Inbox(store=self.store, workspace=TEAM, operator=told, clock=lambda: NOW) if self.is_ready else None

    def library(self) -> None:
        """Nothing is shared with others."""

    def requests(self) -> None:
        """Slack is not part of this."""

    def faults(self) -> tuple[str, ...]:
        """Nothing is wrong."""
        return ()

    def is_alive(self) -> bool:
        """It lives."""
        return True


@pytest.fixture
def house(memory: Store) -> House:
    """Let a watch listen to two inboxes."""
    workspaces.enter(memory, TEAM)
    named = ("survey", "village-board")
    listens = tuple(Listen(source="inbox", settings={"name": name}) for name in named)
    watch = Watch(name="Acme", objective=Objective.SERVE, query="acme", channel="#mentions", listens=listens)
    watches.save(memory, TEAM, watch, now=NOW)
    return House(memory)


@pytest.fixture
def door(house: House) -> Iterator[WebDoor]:
    """Open the door."""
    opened = WebDoor(house, 0, takes_requests=False)
    opened.start()
    yield opened
    opened.stop()


def bring(
    door: WebDoor, body: bytes = POST, *, to: str = "survey", key: str = "msg_1", secret: str = SECRET
) -> tuple[int, str]:
    """Deliver a body, signed."""
    stamp = str(int(NOW.timestamp()))
    content = f"{key}.{stamp}.".encode() + body
    digest = hmac.new(b64decode(secret.removeprefix("whsec_")), content, sha256).digest()
    signed = {"webhook-id": key, "webhook-timestamp": stamp, "webhook-signature": f"v1,{b64encode(digest).decode()}"}
    line = http.client.HTTPConnection("127.0.0.1", door.port, timeout=5)
    try:
        line.request("POST", f"/inbox/{to}", body, {**signed, "content-type": "application/json"})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def kept(store: Store, name: str = "survey") -> list[str]:
    """Return what was kept."""
    return [delivery.body for delivery in deliveries.after(store, TEAM, name, 0)]


def test_a_signed_delivery_is_kept_as_it_came_and_acknowledged(door: WebDoor, memory: Store) -> None:
    """Repeated, it is acknowledged again and kept once."""
    answers = [bring(door), bring(door), bring(door, b"[]", key="msg_2")]

    assert answers == [(204, "")] * 3
    assert kept(memory) == [POST.decode(), "[]"]


@pytest.mark.parametrize(
    ("to", "body", "secret", "status", "words"),
    [
        pytest.param("nobody", POST, SECRET, 410, "no watch listens", id="nobody listens there"),
        pytest.param("survey", POST, "whsec_AAAA", 401, "no webhook-signature fits", id="signed by somebody else"),
        pytest.param("village-board", POST, SECRET, 401, "no webhook-signature", id="with another inbox's secret"),
        pytest.param("survey", b"hello", SECRET, 400, "not JSON", id="no JSON"),
        pytest.param("survey", b'[{"text": "a"}, {"title": "b"}]', SECRET, 400, "post 2: a post needs", id="no post"),
        pytest.param("survey", b"\xff", SECRET, 400, "no posts", id="no text"),
        pytest.param("survey", b"x" * (LARGEST + 1), SECRET, 413, "too large", id="more than 1 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words(
    door: WebDoor, memory: Store, to: str, body: bytes, secret: str, status: int, words: str
) -> None:
    """For whoever sets the sender up; nothing of it is kept."""
    answered, told = bring(door, body, to=to, secret=secret)

    assert answered == status
    assert words in told
    assert kept(memory) == kept(memory, "village-board") == []


def test_an_inbox_has_its_own_secret_and_answers_to_its_number(door: WebDoor, memory: Store) -> None:
    """INBOX_SECRET_VILLAGE_BOARD instead of INBOX_SECRET; the address may name the listener by its id."""
    bring(door, to="village-board", secret=OTHER)
    bring(door, to="2", key="msg_2", secret=OTHER)

    assert kept(memory, "village-board") == [POST.decode()] * 2


def test_before_slack_was_met_or_while_the_memory_fails_the_sender_is_told_to_try_again(
    door: WebDoor, house: House
) -> None:
    """What is not kept is not acknowledged."""
    house.is_ready = False
    early = bring(door)
    house.is_ready = True
    house.store.close()
    house.store = Store("sqlite:////nowhere/at/all.db")
    with capture_logs() as logged:
        failed = bring(door)

    assert early[0] == 503
    assert failed == (503, "not now; please send it again")
    assert [line["event"] for line in logged] == ["a delivery could not be kept"]


@pytest.mark.parametrize(
    ("key", "found"),
    [
        pytest.param("the operator's own key", SECRET, id="opened"),
        pytest.param("quite another key", None, id="locked"),
    ],
)
def test_the_secret_may_be_entered_in_slack(slack: Playground, memory: Store, key: str, found: str | None) -> None:
    """It lies locked in the memory; where it cannot be opened the door stays up, and takes nothing with it."""
    bot = Bot(settings_for(slack, memory, earshot_secret_key=key), memory)
    early = bot.inbox()
    bot.start()
    told = {"secret": SECRET}
    credentials.enter(memory, Vault("the operator's own key"), TEAM, "inbox", told, place="", by="U1", now=NOW)
    opened = bot.inbox()
    bot.stop()

    assert early is None
    assert opened is not None
    assert opened.operator.get("secret") == found

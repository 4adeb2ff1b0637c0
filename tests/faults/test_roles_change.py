"""Roles that change while windows are open, and programs that die while they change them."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from slack_bolt import App, BoltRequest
from sqlalchemy import text

from bot import app, roles
from bot.blocks import drafting
from bot.door import Door
from bot.playground import Playground
from bot.playground.workspace import JONAS, MARTA, NOOR, PRIYA
from storage import replies, roles as stored, workspaces
from storage.database import Store
from storage.records import EVERYBODY_ELSE, Role
from tests.bot.made import TEAM, a_post, a_watch, desk_for, hear

SEED = 20261122
STEPS = 150
LOOKS = 200
PEOPLE = (NOOR, JONAS, PRIYA)  # Marta owns the workspace: she gives the roles
GIVER = """
import random, sys
from datetime import UTC, datetime
from storage import roles
from storage.database import Store
from storage.records import EVERYBODY_ELSE, Role

chance = random.Random(int(sys.argv[2]))
people = [f"U{number}" for number in range(5)]
with Store(sys.argv[1]) as store:
    print("begun", flush=True)
    while True:
        by = chance.choice(people)
        given = {who: chance.choice(list(Role)) for who in chance.sample(people, 3)}
        given[EVERYBODY_ELSE] = chance.choice([Role.VIEWER, Role.RESPONDER])
        roles.give(store, "T01EARSHOT0", given, by=by, is_owner=False, now=datetime.now(UTC))
        roles.drop(store, "T01EARSHOT0", chance.choice(people), is_owner=False)
        if chance.random() < 0.5:
            roles.clear(store, "T01EARSHOT0")
"""


@pytest.fixture
def slack() -> Iterator[Playground]:
    """Open a strict Slack."""
    with Playground() as opened:
        yield opened


def test_a_form_counts_only_if_its_sender_has_the_role_when_it_is_sent_off(slack: Playground, sqlite_url: str) -> None:
    """A hundred and fifty random steps of opening, sending off and changing roles, against a model of who may."""
    chance, number = random.Random(SEED), count(1)
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        (mention,) = hear(store, a_watch(store), a_post())
        desk = desk_for(slack, store)
        front = app.bolt(desk.settings, app.Team(id=TEAM, name="Playground", bot_user="U0", bot_id="B0"))
        door = Door(front, desk, patience=30)
        app.register(door, lambda _why: None)
        named: dict[str, Role] = {}
        others, opened = Role.APPROVER, {who.id: "" for who in PEOPLE}
        refused: set[str] = set()
        taken: set[str] = set()
        for _ in range(STEPS):
            who = chance.choice(PEOPLE).id
            match chance.choice(("name", "drop", "others", "open", "send", "send", "send")):
                case "name":
                    named[who] = chance.choice(list(Role))
                    others = others if stored.charter(store, TEAM).is_set else Role.RESPONDER
                    assert roles.give(desk, {who: named[who]}, by=MARTA.id, now=desk.clock())
                case "drop":
                    stored.drop(store, TEAM, who, is_owner=True)
                    named.pop(who, None)
                case "others":
                    others = chance.choice([Role.VIEWER, Role.RESPONDER, Role.APPROVER])
                    assert roles.give(desk, {EVERYBODY_ELSE: others}, by=MARTA.id, now=desk.clock())
                case "open":
                    sheet = drafting.Sheet(source="Feed", writing=None)
                    draft = drafting.draft(mention, replies.get(store, TEAM, mention.id), sheet)
                    opened[who] = draft["private_metadata"]
                case "send" if opened[who]:
                    words = f"Sorry about that, number {next(number)}."
                    said = sent(front, who, opened[who], words)
                    may = named.get(who, others) >= Role.RESPONDER
                    assert ("Not allowed" not in said) is may
                    assert may or words in said
                    (taken if may else refused).add(words)
        door.close()
        with store.reading() as connection:
            written = set(connection.execute(text("select text from reply_versions")).scalars())

        assert len(taken) > 15
        assert len(refused) > 5
        assert written
        assert not written & refused


def test_a_program_that_dies_while_it_gives_roles_leaves_an_admin(database_url: str) -> None:
    """Whenever somebody looks it is before or after a change, never between: where roles are set, one is admin."""
    with Store(database_url) as store:
        workspaces.enter(store, TEAM)
        program = [sys.executable, "-c", GIVER, database_url, str(SEED)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as giver:
            assert giver.stdout is not None
            assert giver.stdout.readline() == "begun\n"
            seen = [stored.charter(store, TEAM) for _ in range(LOOKS)]
            giver.send_signal(signal.SIGKILL)
        seen.append(stored.charter(store, TEAM))
        admins = [Role.ADMIN in {one.role for one in charter.named} for charter in seen if charter.is_set]

        assert len(set(seen)) > 10
        assert all(admins)
        assert stored.give(store, TEAM, {"U9": Role.ADMIN}, by="U9", is_owner=True, now=datetime.now(UTC))


def sent(front: App, user: str, metadata: str, words: str) -> str:
    """Send a draft off, and return what Slack is told to show."""
    block = drafting.carried(metadata).block
    state = {"values": {block: {"text": {"type": "plain_text_input", "value": words}}}}
    view = {"id": "V1", "type": "modal", "callback_id": "draft", "hash": words, "private_metadata": metadata}
    body = {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A0",
        "token": "t",
        "view": {**view, "state": state},
    }
    return str(front.dispatch(BoltRequest(body=body, mode="socket_mode")).body)

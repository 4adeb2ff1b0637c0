"""Who may do what, as a table: every way in, for every role, from our workspace and from another.

The table is written by hand and compared with what is registered: a new handler has to be put into it.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

import bot
from bot import app, commands
from bot.asked import Happening, Press, Submission, Word
from bot.blocks import (
    approving,
    budget,
    connect as connect_blocks,
    merging,
    noise,
    owning,
    persons,
    phrasebook,
    roles as roles_blocks,
    shareables,
    shift,
    snooze,
    track,
    trial,
)
from bot.blocks.drafting import INSTEAD, KEEP, LATER, PROPOSE, SEND
from bot.desk import Desk
from bot.door import CLOSE, Answer, Door
from bot.playground import Playground
from bot.playground.workspace import JONAS, MARTA, NOOR, PRIYA
from storage import roles
from storage.records import EVERYBODY_ELSE, Role
from tests.bot.made import TEAM, Work

# The way in, then what stands there: an action's or a form's name, what is written after /earshot, an event.
TABLE: Mapping[Role | None, Mapping[str, Iterable[str]]] = {
    None: {"event": ("app_uninstalled", "tokens_revoked")},
    Role.VIEWER: {
        "action": (
            *("why", "more", "others", "others_on", "others_back", "open_post", "show_card"),
            *("show_list", "turn_on", "turn_back", "show_owed", "show_health", "which_alerts", "which_alerts_from"),
            *trial.BUTTONS,
            "person",
            *("shareables_library", "shareables_archive", "shareables_feeds", "shareables_newer", "shareables_older"),
            "card_menu",  # its entries have rules of their own
        ),
        "view": (shareables.FIND,),
        "command": (
            *("", "help", "owed", "mine", "digest", "search", "person", "thank", "quotes", "roles"),
            *("health", "replies", "share"),
            *("watch", "watch list", "score", "score explain", "score history", "tone", "reactions"),
        ),
        "event": ("app_home_opened",),
    },
    Role.RESPONDER: {
        "action": (
            *("claim", "release", "draft", "posted", "call_back", "dismiss", "undo", "reopen", "close", "split"),
            *("keep", "wake", "snooze_until", "snooze_at", "claim_next", "shift", "shift_undo"),
            *("versions", "take_up", "saved_reply", "withdraw", "promise_kept"),
            *("say_urgent", "say_not_urgent", "say_spam", "say_not_about_us", "say_withdrawn", "say_reason"),
            *("shareable_add", "shareable_archive", "shareable_back", "shareable_put"),
            "shareables_unfollow",
            *("review_urgent", "review_fine", "share_digest"),
            *("person_follow", "person_unfollow", "person_join", "person_part", "person_edit", "person_unnote"),
            *("thank", "quote_ask", "quote_settle"),
        ),
        "event": ("reaction_added", "reaction_removed"),
        "command": ("shift", "track"),
        "shortcut": ("track_post",),
        "view": (
            *(f"draft: {then}" for then in (KEEP, PROPOSE, INSTEAD)),
            *("posted", owning.HAND_OVER, merging.FORM, snooze.FORM, shift.FORM, track.FORM),
            *(persons.EDIT, persons.SETTLE, shareables.FORM),
        ),
        "closed": ("draft",),
    },
    Role.APPROVER: {
        "action": (
            *("approve", "reject", "saved_reply_add", "saved_reply_menu"),
            *("send_again", "not_there", "remove_spam", "score_reset", "score_restore"),
            *("watch_add", "watch_edit", "watch_pause", "watch_resume", "watch_remove"),
            *("person_mute", "person_unmute"),
            *("stay_silent", "query_fix", "query_fix_decline", "query_fix_undo", *budget.BUTTONS),
        ),
        "view": (f"draft: {SEND}", f"draft: {LATER}", approving.FORM, phrasebook.FORM, noise.FORM, "watch_form"),
        "command": (
            *("watch add", "watch edit", "watch pause", "watch resume", "watch remove", "watch whatever"),
            *("score reset", "score whatever", "tone avoid", "tone fine", "tone name", "tone forget", "tone whatever"),
            *("reactions claim", "reactions done", "reactions whatever"),
        ),
    },
    Role.ADMIN: {
        "action": (
            *("connect", "connect_source", "connect_remove", "role_add", "role_of", "roles_clear", "forget"),
            *("shareables_open", "shareables_close"),
        ),
        "view": (connect_blocks.FORM, roles_blocks.FORM, "forget"),
        "command": ("connect",),
    },
}
RULES = {(way, name): needs for needs, ways in TABLE.items() for way, names in ways.items() for name in names}
PEOPLE = {Role.VIEWER: NOOR, Role.RESPONDER: JONAS, Role.APPROVER: PRIYA, Role.ADMIN: MARTA}
ROOM = Path(bot.__file__).parent
README = (ROOM.parent / "README.md").read_text()
ELSEWHERE = "T99OTHER000"
NUMBER = itertools.count(1)
Body = dict[str, Any]
Way = tuple[str, str]
Act = Press | Word | Happening | Submission


def bolt(desk: Desk) -> App:
    """Return Bolt's app as the bot makes it."""
    return app.bolt(desk.settings, app.Team(id=TEAM, name="Playground", bot_user="U0", bot_id="B0"))


def registered(desk: Desk) -> Door:
    """Return the door with every handler there is."""
    door = Door(bolt(desk), desk)
    app.register(door, lambda _why: None)
    return door


def what_comes(desk: Desk, user: str, team: str) -> set[Way]:
    """Have somebody do everything there is, and return what the door let through: the same rules, before nothing."""
    came: set[Way] = set()
    front = bolt(desk)
    door = Door(front, desk)
    for (way, name), needs in registered(desk).rules.items():

        def note(_desk: Desk, act: Act, way: str = way, name: str = name) -> Answer:
            came.add((way, _said(name, act)))
            return CLOSE

        getattr(door, way)(name, note, needs=needs)
    for way, name in RULES:
        front.dispatch(BoltRequest(body=body(way, name, user, team), mode="socket_mode"))
    front.listener_runner.listener_executor.shutdown(wait=True)
    door.close()
    return came


def _said(name: str, act: Act) -> str:
    if isinstance(act, Word):
        return act.text
    return f"{name}: {act.answer('then')}" if isinstance(act, Submission) and act.answers else name


def body(way: str, name: str, user: str, team: str) -> Body:
    """Return what Slack sends when somebody of a workspace does something."""
    who = {"id": user, "team_id": team}
    stamp = f"{next(NUMBER)}.0"
    common: Body = {"team": {"id": TEAM}, "user": who, "api_app_id": "A0", "token": "t", "trigger_id": stamp}
    if way == "action":
        where = {"container": {"type": "message", "message_ts": "1.1"}, "channel": {"id": "C02MENTIONS"}}
        action = {"type": "button", "action_id": name, "block_id": "b", "value": "1", "action_ts": stamp}
        return {**common, **where, "type": "block_actions", "actions": [action]}
    if way == "shortcut":
        message = {"type": "message", "ts": stamp, "text": "<https://shop.example/1>"}
        about: Body = {"callback_id": name, "action_ts": stamp, "channel": {"id": "C02MENTIONS"}, "message": message}
        return {**common, **about, "type": "message_action"}
    if way in {"view", "closed"}:
        form, _, then = name.partition(": ")
        chosen = {"then": {"then": {"type": "radio_buttons", "selected_option": {"value": then}}}} if then else {}
        view = {"id": f"V{stamp}", "type": "modal", "callback_id": form, "hash": stamp, "private_metadata": ""}
        kind = {"view": "view_submission", "closed": "view_closed"}[way]
        return {**common, "type": kind, "view": {**view, "state": {"values": chosen}}}
    if way == "command":
        said = {"command": commands.COMMAND, "text": name, "user_id": user, "channel_id": "C02MENTIONS"}
        return {**said, "team_id": team, "trigger_id": stamp, "api_app_id": "A0", "token": "t"}
    event = {"type": name, "user": user, "event_ts": stamp}
    return {"type": "event_callback", "team_id": team, "event": event, "event_id": f"Ev{stamp}", "api_app_id": "A0"}


@pytest.fixture
def ranked(desk: Desk) -> Desk:
    """Give each of four people a role of their own; the owner of the Slack workspace is admin without one."""
    given = {who.id: role for role, who in PEOPLE.items() if role is not Role.ADMIN}
    assert roles.give(
        desk.store, TEAM, {**given, EVERYBODY_ELSE: Role.VIEWER}, by="U0", is_owner=True, now=desk.clock()
    )
    return desk


@pytest.mark.parametrize("role", list(PEOPLE), ids=lambda role: role.word)
def test_each_may_what_the_table_says_and_nothing_else(ranked: Desk, role: Role) -> None:
    """Every handler there is, tried by each role."""
    expected = {way for way, needs in RULES.items() if needs is None or role >= needs}

    assert what_comes(ranked, PEOPLE[role].id, TEAM) == expected


@pytest.mark.parametrize("role", list(PEOPLE), ids=lambda role: role.word)
def test_from_another_workspace_nothing_comes_in(ranked: Desk, role: Role) -> None:
    """Whoever they say they are: not even what Slack tells in nobody's name."""
    assert what_comes(ranked, PEOPLE[role].id, ELSEWHERE) == set()


@pytest.mark.parametrize("role", list(PEOPLE), ids=lambda role: role.word)
def test_who_belongs_to_another_workspace_may_nothing_even_where_the_payload_says_ours(
    ranked: Desk, slack: Playground, role: Role
) -> None:
    """A channel shared with another company: Slack says of their id where they belong, whatever came with it."""
    who = PEOPLE[role]
    slack.world.users[who.id] = replace(who, team=ELSEWHERE)

    assert what_comes(ranked, who.id, TEAM) == {way for way, needs in RULES.items() if needs is None}


def test_a_guest_looks_and_no_more(desk: Desk, slack: Playground) -> None:
    """Also before roles are given, when everybody else may answer; unless somebody named them."""
    slack.world.users[NOOR.id] = replace(NOOR, is_guest=True)

    assert what_comes(desk, NOOR.id, TEAM) == {way for way, needs in RULES.items() if needs in {None, Role.VIEWER}}


def test_the_table_names_everything_that_is_registered(desk: Desk) -> None:
    """A new handler, form or word has to be put into it."""
    words = {""} | {
        f"{word} {verb}".strip()
        for word, sub in commands.SUBS.items()
        for verb in ([""] if isinstance(sub.needs, Role) else sub.needs)
    }
    written = {(way, name.partition(": ")[0] if way == "view" else name) for way, name in RULES}
    there = {(way, name) for way, name in registered(desk).rules if way != "command"}

    assert {way for way in written if way[0] != "command"} == there
    assert {name for way, name in written if way == "command"} - {"help"} >= words
    assert {name.split()[0] for way, name in written if way == "command" and name} == {*commands.SUBS, "help"}


def test_nothing_comes_in_past_the_door(desk: Desk) -> None:
    """Each listener of Bolt is one of the door's, but the last two, which only say that nobody handles it."""
    front = bolt(desk)
    door = Door(front, desk)
    app.register(door, lambda _why: None)

    assert len(front._listeners) == len(door.rules) + 2  # noqa: SLF001


def test_a_handler_without_a_rule_or_a_second_one_for_the_same_is_an_error_at_the_start(desk: Desk) -> None:
    """The bot does not start with a way in that nobody thought of."""
    door = registered(desk)

    with pytest.raises(TypeError, match="needs"):
        door.action("new", lambda _desk, _press: None)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="two handlers"):
        door.action("claim", lambda _desk, _press: None, needs=Role.VIEWER)


def buttons() -> Mapping[str, set[str]]:
    """Return the action ids behind what a button says, read from where buttons are made."""
    found: dict[str, set[str]] = {}
    for path in ROOM.rglob("*.py"):
        for said, action in re.findall(r'text\.button\(\s*"([^"]+)",\s*"(\w+)"', path.read_text()):
            found.setdefault(said, set()).add(action)
    return found


def test_the_readme_says_the_same() -> None:
    """Each button it names needs that role, and each word of the command stands with the role it needs."""
    section = README.partition("### Who may do what")[2].partition("\n## ")[0]
    rows = {
        Role[row.split("|")[1].strip().upper()]: row
        for row in section.splitlines()
        if row.startswith("| ") and "role" not in row.split("|")[1]
    }
    known = {role: rows.get(role, "") for role in Role}
    rules = {name: needs for (way, name), needs in RULES.items() if way == "action"}
    words = {name: needs for (way, name), needs in RULES.items() if way == "command" and not name.endswith("whatever")}
    told = {word: role for role, row in known.items() for word in re.findall(r"`([a-z ]+)`", row)}
    said = {label: role for role, row in known.items() for label in re.findall(r"\*\*([^*]+)\*\*", row)}

    assert told == {name: role for name, role in words.items() if name in told}
    assert {*words} - {*told} == {"", "watch", "score"}
    assert said
    for label, role in said.items():
        assert role in {rules[action] for action in buttons()[label]}, label


def test_who_is_refused_is_told_in_the_window_that_opened(work: Work) -> None:
    """Not left looking at one that waits."""
    card = work.alert()
    noor = work.slack.person("noor")
    given = {NOOR.id: Role.VIEWER, JONAS.id: Role.RESPONDER}
    roles.give(work.store, TEAM, given, by=MARTA.id, is_owner=True, now=work.desk.clock())
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "you are a viewer" in noor.view.text_seen())
    said = noor.view.text_seen() if noor.view else ""

    assert "Only responders, approvers and admins can do that" in said
    assert f"Ask @{JONAS.real_name}, or an admin" in said

"""Who may do what: seen and changed in Slack, by admins, without anybody locking themselves out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import roles
from bot.desk import Desk
from bot.playground import Fault, Message, Playground, UserGroup, View
from bot.playground.workspace import JONAS, MARTA, NOOR, PRIYA
from storage import mentions, roles as stored
from storage.records import EVERYBODY_ELSE, Role, State
from tests.bot.made import TEAM, Work

ON_CALL = "S01ONCALL00"


def give(work: Work | Desk, given: dict[str, Role]) -> None:
    """Give roles as the owner of the Slack workspace."""
    desk = work.desk if isinstance(work, Work) else work
    assert roles.give(desk, given, by=MARTA.id, now=desk.clock())


def window(work: Work, who: str, words: str) -> View:
    """Wait until a person's window says something."""
    person = work.slack.person(who)
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(), timeout=10, what=f"{words!r} in a window"
    )
    assert person.view is not None
    return person.view


def page(work: Work, who: str, words: str = "You are") -> View:
    """Write `/earshot roles` and return the window."""
    work.slack.person(who).command("/earshot", "roles")
    return window(work, who, words)


def test_before_roles_are_given_everybody_may_and_the_window_says_so(work: Work) -> None:
    """A small team is not walled in; only admins are offered to change that."""
    seen, offered = page(work, "noor").text_seen(), page(work, "priya").text_seen()

    assert "everybody may answer" in seen
    assert "You are *an approver*" in seen
    assert "Name people" not in seen
    assert "You are *an admin*" in offered
    assert "Name people or groups" in offered
    assert "you stay admin" in offered


def test_an_admin_names_people_and_groups_and_they_have_their_role_at_once(work: Work, card: Message) -> None:
    """The list behind the form shows it, and the next press counts it."""
    priya, jonas, noor = (work.slack.person(name) for name in ("priya", "jonas", "noor"))
    priya.click(page(work, "priya"), "role_add")
    form = window(work, "priya", "User groups of Slack")
    priya.submit(form, {"People": [NOOR.id], "Role": "viewer"})
    listed = window(work, "priya", "Everybody else")
    priya.click(listed, "role_add")
    form = window(work, "priya", "User groups of Slack")
    priya.submit(form, {"User groups of Slack": [ON_CALL], "Role": "approver"})
    window(work, "priya", "@on-call")
    noor.click(card, "claim")
    work.slack.wait_until(lambda: bool(noor.ephemerals()))
    refused = noor.ephemerals()[0].text_seen()
    jonas.click(card, "claim")
    work.reads("has this since")

    assert "Only responders, approvers and admins can do that; you are a viewer here" in refused
    assert "@Priya Raman" in refused
    assert "/earshot roles" in refused
    assert roles.role_of(work.desk, JONAS.id) is Role.APPROVER
    assert roles.role_of(work.desk, PRIYA.id) is Role.ADMIN
    assert work.mention().owner == JONAS.id


def test_a_form_that_names_nobody_says_so(work: Work) -> None:
    """At the input where it stands."""
    priya = work.slack.person("priya")
    priya.click(page(work, "priya"), "role_add")
    sent = priya.submit(window(work, "priya", "User groups of Slack"), {"Role": "viewer"})

    assert "Choose people" in (sent.view.text_seen() if sent.view else "")
    assert not stored.charter(work.store, TEAM).is_set


def test_a_role_is_changed_and_taken_in_the_list(work: Work) -> None:
    """One menu for each; everybody else has one too."""
    give(work, {NOOR.id: Role.VIEWER, PRIYA.id: Role.ADMIN})
    priya = work.slack.person("priya")
    listed = page(work, "priya", "Everybody else")
    menus = {block["block_id"].split()[0]: block["block_id"] for block in listed.blocks if "accessory" in block}
    priya.click(listed, (menus[NOOR.id], "role_of"), f"{NOOR.id}:approver")
    work.slack.wait_until(lambda: roles.role_of(work.desk, NOOR.id) is Role.APPROVER)
    priya.click(page(work, "priya", "Everybody else"), (menus_of(work)[EVERYBODY_ELSE], "role_of"), "*:viewer")
    work.slack.wait_until(lambda: roles.role_of(work.desk, JONAS.id) is Role.VIEWER)
    priya.click(page(work, "priya", "Everybody else"), (menus_of(work)[NOOR.id], "role_of"), f"{NOOR.id}:none")
    work.slack.wait_until(lambda: roles.role_of(work.desk, NOOR.id) is Role.VIEWER)

    assert [one.who for one in stored.charter(work.store, TEAM).named] == [PRIYA.id]


def menus_of(work: Work) -> dict[str, str]:
    """Return the block of each menu in Priya's window, by whom it is about."""
    view = work.slack.person("priya").view
    assert view is not None
    return {block["block_id"].split()[0]: block["block_id"] for block in view.blocks if "accessory" in block}


def test_the_last_admin_cannot_remove_themselves(work: Work) -> None:
    """They are told, and the menu shows again what they are."""
    give(work, {PRIYA.id: Role.ADMIN})
    priya = work.slack.person("priya")
    listed = page(work, "priya", "Everybody else")
    priya.click(listed, (menus_of(work)[PRIYA.id], "role_of"), f"{PRIYA.id}:viewer")
    said = window(work, "priya", "Nothing was changed")

    assert roles.role_of(work.desk, PRIYA.id) is Role.ADMIN
    assert menus_of(work)[PRIYA.id] not in {block["block_id"] for block in listed.blocks}
    assert "somebody has to stay admin" in said.text_seen()


def test_forgetting_all_roles_brings_the_beginning_back(work: Work) -> None:
    """After a question."""
    give(work, {NOOR.id: Role.VIEWER, PRIYA.id: Role.ADMIN})
    work.slack.person("priya").click(page(work, "priya", "Everybody else"), "roles_clear")
    window(work, "priya", "Nobody has been given a role yet")

    assert roles.role_of(work.desk, NOOR.id) is Role.APPROVER


@pytest.mark.parametrize(
    ("given", "who", "role"),
    [
        ({}, NOOR.id, Role.APPROVER),
        ({}, PRIYA.id, Role.ADMIN),
        ({}, MARTA.id, Role.ADMIN),
        ({JONAS.id: Role.APPROVER}, NOOR.id, Role.RESPONDER),
        ({JONAS.id: Role.APPROVER}, PRIYA.id, Role.RESPONDER),
        ({MARTA.id: Role.VIEWER}, MARTA.id, Role.ADMIN),
        ({ON_CALL: Role.APPROVER}, JONAS.id, Role.APPROVER),
        ({ON_CALL: Role.APPROVER, "S0GONE0000": Role.ADMIN}, JONAS.id, Role.APPROVER),
        ({ON_CALL: Role.APPROVER, "S02LEADS000": Role.ADMIN}, JONAS.id, Role.ADMIN),
        ({ON_CALL: Role.APPROVER, JONAS.id: Role.VIEWER}, JONAS.id, Role.VIEWER),
        ({ON_CALL: Role.APPROVER}, NOOR.id, Role.RESPONDER),
        ({EVERYBODY_ELSE: Role.VIEWER}, NOOR.id, Role.VIEWER),
        ({}, "", None),
    ],
    ids=[
        "nothing given",
        "an admin of Slack, nothing given",
        "an owner, nothing given",
        "not named",
        "an admin of Slack who is not named",
        "an owner who was named less",
        "in a group",
        "in a group, and not in one that is gone",
        "in two groups",
        "in a group, and named",
        "not in the group",
        "everybody else",
        "nobody",
    ],
)
def test_a_role_comes_from_the_memory_and_from_slack(
    slack: Playground, desk: Desk, given: dict[str, Role], who: str, role: Role | None
) -> None:
    """By the person's id, never from what a payload says."""
    slack.world.groups["S02LEADS000"] = UserGroup(id="S02LEADS000", handle="leads", name="Leads", users=(JONAS.id,))
    if given:
        give(desk, given)

    assert roles.role_of(desk, who) is role


def test_slack_is_asked_again_after_a_minute_and_believed_while_it_is_silent(slack: Playground, desk: Desk) -> None:
    """A press costs no call; who is taken out of a group or demoted loses the role within the minute."""
    give(desk, {ON_CALL: Role.APPROVER})
    now = desk.clock()
    fixed = replace(desk, clock=lambda: now)
    later = replace(desk, clock=lambda: now + timedelta(seconds=61))
    before = [roles.role_of(fixed, who) for who in (JONAS.id, JONAS.id, MARTA.id, MARTA.id)]
    asked = len(slack.calls("users.info")), len(slack.calls("usergroups.list"))
    slack.world.users[MARTA.id] = replace(MARTA, is_owner=False)
    slack.world.groups.clear()
    still = [roles.role_of(fixed, who) for who in (JONAS.id, MARTA.id)]
    slack.fail("users.info", Fault(error="internal_error"), times=2)
    slack.fail("usergroups.list", Fault(error="internal_error"))
    silent = [roles.role_of(later, who) for who in (JONAS.id, MARTA.id)]
    after = [roles.role_of(later, who) for who in (JONAS.id, MARTA.id)]

    assert before == [Role.APPROVER, Role.APPROVER, Role.ADMIN, Role.ADMIN]
    assert asked[0] <= 3
    assert asked[1] == 1
    assert still == silent == [Role.APPROVER, Role.ADMIN]
    assert after == [Role.RESPONDER, Role.RESPONDER]


def test_an_app_without_the_scope_for_groups_still_knows_people_by_name(desk: Desk, slack: Playground) -> None:
    """Installed before groups counted: their members are what everybody else is, and the form offers no groups."""
    slack.fail("usergroups.list", Fault(error="missing_scope"), times=100)
    give(desk, {ON_CALL: Role.APPROVER, NOOR.id: Role.APPROVER})

    assert roles.role_of(desk, JONAS.id) is Role.RESPONDER
    assert roles.role_of(desk, NOOR.id) is Role.APPROVER
    assert roles.handles(desk) == {}


def test_a_form_is_refused_when_the_role_was_lost_while_it_was_open(work: Work, card: Message) -> None:
    """The words are given back, and nothing is saved."""
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    view = window(work, "noor", "kettle leaks")
    give(work, {NOOR.id: Role.VIEWER})
    noor.submit(view, {"Your answer": "Sorry, we will look at it."})
    said = window(work, "noor", "you are a viewer")

    assert "Sorry, we will look at it." in said.text_seen()
    assert work.mention().state is State.ALERTED
    assert mentions.get(work.store, TEAM, work.mention().id) == work.mention()

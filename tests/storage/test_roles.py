"""Who is what in a workspace: the first change founds the order, and no change leaves it without an admin."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import roles, workspaces
from storage.database import Store
from storage.records import EVERYBODY_ELSE, Charter, Role
from tests.storage.made import NOW, TEAM


@pytest.fixture
def memory(store: Store) -> Store:
    """Know two workspaces."""
    workspaces.enter(store, TEAM)
    workspaces.enter(store, "T-other")
    return store


def give(store: Store, by: str, given: Mapping[str, Role], *, is_owner: bool = False) -> bool:
    """Give roles in the workspace of the tests."""
    return roles.give(store, TEAM, given, by=by, is_owner=is_owner, now=NOW)


def held(store: Store) -> dict[str, Role]:
    """Return who is what."""
    return {one.who: one.role for one in roles.charter(store, TEAM).named}


def test_before_anybody_is_named_all_may_approve(memory: Store) -> None:
    """A small team is not walled in."""
    assert roles.charter(memory, TEAM) == Charter(named=(), others=Role.APPROVER, is_set=False)


def test_the_first_change_makes_others_responders_and_keeps_who_made_it_an_admin(memory: Store) -> None:
    """Else an admin of the Slack workspace would lock themselves out with the first click."""
    done = give(memory, "U1", {"U2": Role.APPROVER, "S1": Role.VIEWER})
    charter = roles.charter(memory, TEAM)

    assert done is True
    assert held(memory) == {"U1": Role.ADMIN, "U2": Role.APPROVER, "S1": Role.VIEWER}
    assert (charter.others, charter.is_set) == (Role.RESPONDER, True)
    assert [one.who for one in charter.named] == ["U1", "U2", "S1"]
    assert [one.is_group for one in charter.named] == [False, False, True]
    assert {(one.by, one.at) for one in charter.named} == {("U1", NOW)}
    assert roles.charter(memory, "T-other") == Charter()


def test_an_owner_of_the_slack_workspace_need_not_be_named(memory: Store) -> None:
    """They are admin anyway, and may leave the list without one."""
    give(memory, "U1", {"U2": Role.VIEWER}, is_owner=True)

    assert held(memory) == {"U2": Role.VIEWER}


def test_the_latest_role_counts_and_who_is_dropped_is_what_others_are(memory: Store) -> None:
    """One role each."""
    give(memory, "U1", {"U2": Role.APPROVER})
    give(memory, "U1", {"U2": Role.VIEWER, EVERYBODY_ELSE: Role.VIEWER})
    dropped = roles.drop(memory, TEAM, "U2", is_owner=False)

    assert dropped is True
    assert held(memory) == {"U1": Role.ADMIN}
    assert roles.charter(memory, TEAM).others is Role.VIEWER
    assert roles.drop(memory, TEAM, EVERYBODY_ELSE, is_owner=True) is False


def test_the_last_admin_cannot_go(memory: Store) -> None:
    """Neither by a lower role nor by leaving, unless an owner of the Slack workspace says so."""
    give(memory, "U1", {"U2": Role.APPROVER})

    assert give(memory, "U1", {"U1": Role.VIEWER}) is False
    assert roles.drop(memory, TEAM, "U1", is_owner=False) is False
    assert held(memory)["U1"] is Role.ADMIN
    assert give(memory, "U1", {"U1": Role.VIEWER, "U2": Role.ADMIN}) is True
    assert roles.drop(memory, TEAM, "U2", is_owner=True) is True


def test_of_two_admins_who_leave_at_the_same_moment_one_stays(memory: Store) -> None:
    """Settled by the database, fifty times."""
    for _ in range(50):
        give(memory, "U1", {"U1": Role.ADMIN, "U2": Role.ADMIN})
        with ThreadPoolExecutor(2) as pool:
            left = list(pool.map(lambda who: roles.drop(memory, TEAM, who, is_owner=False), ("U1", "U2")))
        assert sorted(left) == [False, True]
        assert list(held(memory).values()) == [Role.ADMIN]


def test_not_everybody_can_be_admin(memory: Store) -> None:
    """Neither can the list grow past what a window of Slack shows."""
    with pytest.raises(ValueError, match="everybody"):
        give(memory, "U1", {EVERYBODY_ELSE: Role.ADMIN})
    many = {f"U{number}": Role.VIEWER for number in range(1, roles.MOST + 1)}

    assert give(memory, "U0", many) is False
    assert give(memory, "U1", many, is_owner=True) is True
    assert give(memory, "U1", {"U999": Role.VIEWER}, is_owner=True) is False
    assert give(memory, "U1", {"U2": Role.APPROVER}, is_owner=True) is True


def test_forgetting_all_roles_brings_the_beginning_back(memory: Store) -> None:
    """Everybody answers and approves again."""
    give(memory, "U1", {"U2": Role.VIEWER})
    roles.clear(memory, TEAM)

    assert roles.charter(memory, TEAM) == Charter()

"""Watches, their listeners, and the workspace they belong to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import (
    cards,
    claims,
    cursors,
    hearing,
    history,
    mentions,
    outbox,
    people,
    seen,
    tables,
    timers,
    watches,
    workspaces,
)
from storage.database import Store
from storage.errors import MemoryTrouble
from storage.records import CardPlace, Cursor, Listen, Objective, State, Watch
from storage.upgrade import upgrade
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged


def since(store: Store) -> dict[str, object]:
    """Return how far each listener has heard, by its source and settings."""
    return {f"{one.source} {dict(one.settings)}": one.cursor.since for one in cursors.every(store, TEAM)}


def hear_all(store: Store) -> None:
    """Let every listener hear up to now."""
    for listener in cursors.every(store, TEAM):
        cursors.heard(store, listener, Cursor(since=NOW), now=NOW, next_due=NOW + MINUTE)


def test_a_watch_comes_back_as_it_was_saved(store: Store) -> None:
    """Every field, its listeners too, found whatever the case of its name."""
    saved = watches.save(
        store,
        TEAM,
        replace(a_watch(store), ours=("@acme",), timezone="Europe/Berlin", answer_within=timedelta(minutes=90)),
        now=NOW,
    )

    assert watches.get(store, TEAM, saved.watch.id) == saved.watch
    assert watches.named(store, TEAM, " aCME ") == saved.watch
    assert watches.every(store, TEAM) == (saved.watch,)
    assert (saved.is_new, set(saved.changed)) == (False, {"ours", "timezone", "answer_within"})


def test_listeners_that_stay_keep_their_cursors(store: Store) -> None:
    """Another place is new, one taken away is gone, a new pace is only a new pace."""
    watch = a_watch(store)
    hear_all(store)
    (old,) = watch.listens
    faster, other = replace(old, every=timedelta(seconds=5)), Listen(source="hackernews")
    watches.save(store, TEAM, replace(watch, listens=(other, faster)), now=NOW)
    both = since(store)
    watches.save(store, TEAM, replace(watch, listens=(other,)), now=NOW)

    assert both == {f"feed {dict(old.settings)}": NOW, "hackernews {}": None}
    assert since(store) == {"hackernews {}": None}


def test_a_new_query_hears_again_what_is_out_there(store: Store) -> None:
    """Its words were not asked for before."""
    watch = a_watch(store)
    hear_all(store)
    watches.save(store, TEAM, replace(watch, query="acme"), now=NOW)

    assert set(since(store).values()) == {None}


def test_the_order_of_listens_and_accounts_means_nothing(store: Store) -> None:
    """A file loaded twice says "same"."""
    one, two = Listen(source="a"), Listen(source="b")
    watch = replace(a_watch(store), listens=(one, two), ours=("x", "y"))
    watches.save(store, TEAM, watch, now=NOW)

    assert watches.save(store, TEAM, replace(watch, listens=(two, one), ours=("y", "x")), now=NOW).changed == ()


def test_removing_a_watch_leaves_what_another_watch_heard_too(store: Store) -> None:
    """Its mention goes on with owner, card and history, under the watch that is left."""
    first, second = a_watch(store, "Acme"), a_watch(store, "Rivals", channel="#rivals")
    hear(store, judged(a_post("1"), first), judged(a_post("2"), first))
    hear(store, judged(a_post("1"), second, urgency=65))
    one = everything(store)["1 Acme"].id
    claims.take(store, TEAM, one, by="U1", now=NOW)
    watches.remove(store, TEAM, first.id)
    left = everything(store)

    assert list(left) == ["1 Rivals"]
    mention = left["1 Rivals"]
    assert (mention.id, mention.owner, mention.state, mention.bundle_id) == (one, "U1", State.CLAIMED, None)
    assert mention.urgency == 65
    assert [line.what for line in history.of(store, one)] == ["claimed"]


def test_what_was_remembered_before_slack_was_met_becomes_the_teams(empty_database_url: str) -> None:
    """Everything is carried over to the team id."""
    with Store(empty_database_url) as store:
        upgrade(store)
        assert workspaces.only(store) == "local"
        watch = Watch(name="Acme", objective=Objective.SERVE, channel="#c", listens=(Listen(source="feed"),))
        saved = watches.save(store, "local", watch, now=NOW).watch
        hearing.take_in(store, "local", [judged(a_post(), saved, keys=("k",))], now=NOW)
        seen.first(store, "local", "E1", now=NOW)
        timers.start(store, "local", "t", kind="late", due_at=NOW)
        workspaces.enter(store, "T9", "Acme")
        (mention,) = mentions.walk(store, "T9")

        assert workspaces.every(store) == ("T9",)
        assert workspaces.only(store) == "T9"
        assert [one.name for one in watches.every(store, "T9")] == ["Acme"]
        assert len(cursors.every(store, "T9")) == 1
        assert outbox.lanes(store, "T9", now=NOW) == ("#c",)
        assert not seen.first(store, "T9", "E1", now=NOW)
        assert [timer.key for timer in timers.fire(store, "T9", now=NOW)] == ["t"]
        assert claims.take(store, "T9", mention.id, by="U1", now=NOW) is not None


def test_a_memory_of_two_workspaces_asks_which_one_is_meant(store: Store) -> None:
    """Never a guess."""
    workspaces.enter(store, TEAM, "Acme")
    assert workspaces.only(store) == TEAM
    workspaces.enter(store, "T2", "Rivals")

    with pytest.raises(MemoryTrouble, match="T1, T2"):
        workspaces.only(store)


def test_a_card_stands_in_one_place_in_each_channel(store: Store) -> None:
    """Posted again after somebody deleted it, the new place counts."""
    one = a_mention(store)
    cards.place(store, TEAM, one, "#mentions", CardPlace(channel="C1", ts="1.0"))
    cards.place(store, TEAM, one, "#mentions", CardPlace(channel="C1", ts="2.0"))
    cards.place(store, TEAM, one, "#rivals", CardPlace(channel="C2", ts="3.0"))

    assert cards.find(store, one, "#mentions") == CardPlace(channel="C1", ts="2.0")
    assert cards.find(store, one, "#elsewhere") is None
    assert set(everything(store)["1 Acme"].cards) == {
        CardPlace(channel="C1", ts="2.0"),
        CardPlace(channel="C2", ts="3.0"),
    }


def test_a_person_is_one_row_kept_current(store: Store) -> None:
    """First and last seen, and the name of now."""
    post = a_post()
    people.meet(store, TEAM, [post], now=NOW)
    renamed = replace(post, author=replace(post.author, name="Ann B. Example"))
    people.meet(store, TEAM, [renamed, replace(post, author=replace(post.author, id="", handle=""))], now=NOW + MINUTE)
    rows = tables.people
    with store.reading() as connection:
        found = connection.execute(select(rows.c.name, rows.c.first_seen, rows.c.last_seen)).all()

    assert [tuple(row) for row in found] == [("Ann B. Example", NOW, NOW + MINUTE)]

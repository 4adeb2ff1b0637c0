"""Whom to thank: who spoke well of us and heard nothing back, each at most once in thirty days."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from storage import claims, gratitude, joining, marks, mentions, people, posts
from storage.answers import by_hand
from storage.database import Store
from storage.gratitude import Thanks
from storage.records import Author, Dismissal, State
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_score, a_watch, everything, hear, judged

DAY = timedelta(days=1)


def praise(store: Store, number: str, who: str = "ann", *, at: datetime = NOW, ours: bool = False) -> int:
    """Hear somebody speak well of us; return the mention's id."""
    post = replace(a_post(number, f"acme is lovely {number}", at=at), author=Author(id=who))
    glad = replace(a_score(10), sentiment=0.8, needs_reply=0.1)
    hear(store, replace(judged(post, a_watch(store)), score=glad, ours=ours), now=at)
    return everything(store)[f"{number} Acme"].id


def waiting(store: Store, now: datetime = NOW) -> list[int]:
    """Return the queue."""
    return [mention.id for mention in gratitude.waiting(store, TEAM, now=now)]


def begun(store: Store, mention_id: int, by: str = "U1", now: datetime = NOW) -> Thanks:
    """Set out to thank."""
    thanks = gratitude.begin(store, TEAM, mention_id, by=by, now=now)
    assert thanks is not None
    return thanks


def test_the_queue_holds_each_person_once_the_newest_first(store: Store) -> None:
    """Of two kind words the later counts; strangers count each for themselves."""
    praise(store, "1")
    two = praise(store, "2", "ben", at=NOW + MINUTE)
    three = praise(store, "3", at=NOW + 2 * MINUTE)
    strangers = [praise(store, number, "", at=NOW + 3 * MINUTE) for number in ("4", "5")]

    assert waiting(store, NOW + DAY) == [*strangers[::-1], three, two]
    assert waiting(store, NOW + 40 * DAY) == []
    assert gratitude.waiting(store, "T-other", now=NOW) == ()


def test_only_who_still_waits_is_in_the_queue(store: Store) -> None:
    """Not who is answered, set aside, muted, gone, ours or somebody's already."""
    numbers = ("taken", "done", "aside", "muted", "gone")
    found = {number: praise(store, number, number) for number in numbers}
    praise(store, "ours", "us", ours=True)
    hear(store, judged(a_post("plain"), a_watch(store)))
    claims.take(store, TEAM, found["taken"], by="U1", now=NOW)
    by_hand(store, TEAM, found["done"], "https://us.example/1", by="U1", now=NOW)
    mentions.dismiss(store, TEAM, found["aside"], Dismissal.NO_ANSWER, by="U1", now=NOW)
    marks.mute(store, TEAM, people.of_mention(store, TEAM, found["muted"]) or 0, by="U1", now=NOW)
    posts.bury(store, TEAM, "feed", ["gone"], NOW)

    assert waiting(store) == []


def test_nobody_is_thanked_twice_in_thirty_days(store: Store) -> None:
    """Not for another post either, nor under another of their names; afterwards they may be."""
    one, other = praise(store, "1"), praise(store, "2", "anna")
    ids = [people.of_mention(store, TEAM, each) or 0 for each in (one, other)]
    joining.join(store, TEAM, *ids, by="U1", now=NOW)
    first = begun(store, one)
    by_hand(store, TEAM, one, "https://us.example/1", by="U1", now=NOW + MINUTE)
    second = begun(store, other, "U2", NOW + 29 * DAY)
    last = praise(store, "3", at=NOW + 31 * DAY)

    assert first.mine
    assert (second.mine, second.by, second.at, second.mention.state) == (False, "U1", NOW + MINUTE, State.HEARD)
    assert waiting(store, NOW + 29 * DAY) == []
    assert waiting(store, NOW + 31 * DAY) == [last]
    assert begun(store, last, "U2", NOW + 31 * DAY).mine


def test_who_gives_it_back_has_not_thanked(store: Store) -> None:
    """The person is in the queue again; so is their other post."""
    one = praise(store, "1")
    two = praise(store, "2", at=NOW + MINUTE)
    begun(store, one)
    meanwhile = waiting(store, NOW + MINUTE)
    claims.release(store, TEAM, one, by="U1", now=NOW + MINUTE)

    assert meanwhile == []
    assert waiting(store, NOW + MINUTE) == [two]
    assert begun(store, two, "U2", NOW + MINUTE).mine


def test_pressed_again_it_is_still_mine_and_never_somebody_elses(store: Store) -> None:
    """Whoever comes second is told who has it."""
    one = praise(store, "1")
    told = [begun(store, one, who) for who in ("U1", "U1", "U2")]

    assert [each.mine for each in told] == [True, True, False]
    assert told[2].mention.owner == "U1"
    assert gratitude.begin(store, TEAM, 999, by="U1", now=NOW) is None
    assert gratitude.begin(store, "T-other", one, by="U1", now=NOW) is None


@pytest.mark.parametrize("turn", range(3))
def test_of_two_who_begin_at_once_for_one_person_one_may(store: Store, turn: int) -> None:
    """Whatever posts of theirs they began with."""
    ids = [praise(store, f"{turn}-{number}") for number in range(4)]
    together, told = Barrier(len(ids)), []

    def begin(number: int, mention_id: int) -> None:
        together.wait()
        told.append(begun(store, mention_id, f"U{number}"))

    threads = [Thread(target=begin, args=each) for each in enumerate(ids)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(thanks.mine for thanks in told) == [False, False, False, True]

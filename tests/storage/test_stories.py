"""Bundles in the memory: found by key, counted, and taken apart for good."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage import answers, claims, history, mentions, outbox, stories, tables, watches, workspaces
from storage.database import Store
from storage.records import Author, Dismissal, Post, Receipt, State
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged


def a_bundle(store: Store, count: int = 3) -> dict[str, int]:
    """Hear one story several times; returns the mentions' ids by post."""
    watch = a_watch(store)
    posts = [
        a_post(str(number), at=NOW + number * MINUTE, url=f"https://paper{number}.example/a")
        for number in range(1, count + 1)
    ]
    hear(store, *(judged(one, watch, keys=("story",)) for one in posts))
    return {name.split()[0]: mention.id for name, mention in everything(store).items()}


def cards_of(store: Store, mention_id: int) -> int:
    """Count the card rows of a mention."""
    rows = tables.outbox
    with store.reading() as connection:
        return int(
            connection.execute(
                select(func.count()).select_from(rows).where(rows.c.kind == "card", rows.c.mention_id == mention_id)
            ).scalar_one()
        )


def test_a_post_that_is_told_in_other_words_joins_the_one_named(store: Store) -> None:
    """It becomes a copy like one that is the same to the letter."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch, keys=("one",)))
    first = everything(store)["1 Acme"]
    took = hear(store, judged(a_post("2"), watch, keys=("two",)), now=NOW + MINUTE)
    alike = judged(a_post("3"), watch, keys=("three",))
    joined = hear(store, replace(alike, alike=first.post_id), now=NOW + MINUTE)

    assert (took.new, joined.copies, joined.alerts) == (1, 1, 0)
    assert everything(store)["3 Acme"].bundle_id == first.id


def test_holders_of_a_key_are_found_newest_first_and_not_too_many(store: Store) -> None:
    """However many hold a common key, a look-up costs the same."""
    watch = a_watch(store)
    many = [judged(a_post(str(n), at=NOW + n * MINUTE), watch) for n in range(30)]
    hear(store, *(replace(one, traces=(7, 1000 + n)) for n, one in enumerate(many)))
    found = stories.look_up(store, TEAM, {7, 1003, 5}, set())
    newest = everything(store)["29 Acme"]

    assert len(found.holders[7]) == stories.HOLDERS
    assert found.holders[7][0] == newest.post_id
    assert found.standings[newest.post_id].lead == newest.id
    assert found.standings[newest.post_id].watches == {watch.id}
    assert len(found.holders[1003]) == 1
    assert 5 not in found.holders


def test_keys_belong_to_their_workspace_and_grow_old(store: Store) -> None:
    """Another team's stories are not ours, and last month's words are no measure."""
    workspaces.enter(store, "T2")
    one = judged(a_post(), a_watch(store))
    hear(store, replace(one, traces=(7,)))

    assert stories.look_up(store, "T2", {7}, set()).holders == {}
    stories.forget_old(store, now=NOW + stories.KEPT)
    assert 7 in stories.look_up(store, TEAM, {7}, set()).holders
    stories.forget_old(store, now=NOW + stories.KEPT + MINUTE)
    assert stories.look_up(store, TEAM, {7}, set()).holders == {}


def test_a_bundle_is_counted_with_its_lead(store: Store) -> None:
    """So many say so."""
    ids = a_bundle(store, 4)
    found = stories.look_up(store, TEAM, set(), {"story"})

    assert found.sizes == {ids["1"]: 4}


def test_what_is_done_with_the_lead_is_done_for_all_and_owed_counts_a_bundle_once(store: Store) -> None:
    """One claim, one dismissal, one line in every list."""
    ids = a_bundle(store)
    taken = claims.take(store, TEAM, ids["3"], by="U1", now=NOW)
    gone = mentions.dismiss(store, TEAM, ids["2"], Dismissal.NOT_US, by="U1", now=NOW)

    assert taken is not None
    assert taken.mention.id == ids["1"]
    assert gone is not None
    assert (gone.mention.id, gone.mention.state, gone.mention.copies) == (ids["1"], State.DISMISSED, 2)
    listed = mentions.urgent(store, TEAM, since=NOW, until=NOW + timedelta(days=1))
    assert listed == ()


def test_the_others_of_a_bundle_are_listed_page_by_page(store: Store) -> None:
    """Each post once, the lead not among them."""
    ids = a_bundle(store, 5)
    listed = [mentions.copies(store, TEAM, ids["1"], start=start, limit=3) for start in (0, 3)]

    assert [[one.post.external_id for one in page] for page in listed] == [["2", "3", "4"], ["5"]]


def answer(store: Store, mention_id: int, post: Post) -> None:
    """Note that our answer "400" stands below a post."""
    receipt = Receipt(external_id="400", post_id=post.external_id)
    sent = answers.Sent(key="a", post=post, receipt=receipt, text="Sorry!", by="U1")
    answers.record(store, TEAM, mention_id, sent, now=NOW)


@pytest.mark.parametrize("who", [Author(id="31", handle="mira"), Author(handle="mira")], ids=["an id", "a handle"])
def test_who_goes_on_in_the_conversation_does_not_say_the_same(store: Store, who: Author) -> None:
    """Below the post, below our answer or anywhere in the thread; elsewhere, or another person, it is a copy."""
    watch, lead = a_watch(store), replace(a_post("1", url="https://one.example/1"), author=who, thread_id="t")
    hear(store, judged(lead, watch, keys=("story",)))
    answer(store, everything(store)["1 Acme"].id, lead)
    others = [
        replace(a_post("2"), author=who, parent_id="1"),
        replace(a_post("3"), author=who, parent_id="400"),
        replace(a_post("4", url="https://four.example/4"), author=who, thread_id="t"),
        replace(a_post("5", url="https://five.example/5"), author=who, thread_id="elsewhere"),
        replace(a_post("6", url="https://six.example/6"), parent_id="400", thread_id="t"),
        replace(a_post("7", url="https://seven.example/7"), author=Author(name="Mira"), thread_id="t"),
    ]
    hear(store, *(judged(one, watch, keys=("story",)) for one in others), now=NOW + MINUTE)
    found = everything(store)["1 Acme"]
    listed = mentions.copies(store, TEAM, found.id, start=0, limit=9)

    assert found.copies == 3
    assert set(found.outlets) == {"five.example", "six.example", "seven.example"}
    assert {one.post.external_id for one in listed} == {"5", "6", "7"}


def test_a_post_is_taken_out_of_its_bundle_once_and_gets_its_card(store: Store) -> None:
    """It leads from now on; the bundle counts one less, and both remember who did it."""
    ids = a_bundle(store)
    first = stories.split(store, TEAM, ids["2"], by="U1", now=NOW)
    again = stories.split(store, TEAM, ids["2"], by="U2", now=NOW)
    lead, freed = everything(store)["1 Acme"], everything(store)["2 Acme"]

    assert (first, again) == (True, False)
    assert (freed.bundle_id, lead.copies) == (None, 1)
    assert cards_of(store, freed.id) == 1
    assert [change.what for change in history.of(store, freed.id)] == ["split"]
    assert [post.external_id for post in stories.apart(store, TEAM, since=NOW).values()] == ["2"]
    assert stories.apart(store, "T2", since=NOW) == {}


def test_nobody_takes_out_the_lead_or_another_workspaces_post(store: Store) -> None:
    """The lead stands for itself already."""
    ids = a_bundle(store)
    workspaces.enter(store, "T2")

    assert not stories.split(store, TEAM, ids["1"], by="U1", now=NOW)
    assert not stories.split(store, "T2", ids["2"], by="U1", now=NOW)
    assert not stories.split(store, TEAM, 999, by="U1", now=NOW)


def test_a_post_that_two_watches_heard_leaves_with_both_its_mentions(store: Store) -> None:
    """One post, one owner: the second watch's mention follows the first's."""
    acme, rivals = a_watch(store), a_watch(store, "Rivals", channel="#rivals")
    hear(store, judged(a_post("1"), acme, keys=("k",)))
    hear(store, judged(a_post("2"), acme, keys=("k",)), judged(a_post("2"), rivals, keys=("k",)))
    heard = everything(store)
    stories.split(store, TEAM, heard["2 Rivals"].id, by="U1", now=NOW)
    after = everything(store)

    both = after["2 Acme"], after["2 Rivals"]
    (freed,) = (mention for mention in both if mention.bundle_id is None)
    assert {mention.bundle_id for mention in both} == {None, freed.id}
    assert cards_of(store, freed.id) == 2


def test_a_repost_counts_and_asks_for_no_card_however_urgent(store: Store) -> None:
    """Complaint 9: what only hands on another's words alerts nobody."""
    one = judged(a_post(), a_watch(store), urgency=99)
    took = hear(store, replace(one, is_repost=True))

    assert (took.new, took.alerts) == (1, 0)
    assert outbox.waiting(store, TEAM, "#mentions", kind="card") == 0
    assert watches.named(store, TEAM, "Acme") is not None

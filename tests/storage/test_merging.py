"""Two cards become one and are taken apart again, with all that is theirs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from storage import cards, claims, history, mentions, merging, replies, sending
from storage.database import Store
from storage.records import CardPlace, Dismissal, State
from tests.storage.made import NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged


def three(store: Store) -> tuple[int, int, int]:
    """Hear two stories; a copy belongs to the first."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch, keys=("k",)), judged(a_post("2"), watch))
    hear(store, judged(a_post("1b"), watch, keys=("k",)))
    known = everything(store)
    return known["1 Acme"].id, known["1b Acme"].id, known["2 Acme"].id


def leads(store: Store) -> dict[int, int]:
    """Return each mention's lead."""
    return {mention.id: mention.bundle_id or mention.id for mention in mentions.walk(store, TEAM)}


def test_a_card_goes_under_another_with_its_copies_and_comes_back_with_them(store: Store) -> None:
    """Merged by hand, undone by "Not the same"."""
    one, copy, other = three(store)
    merged = merging.merge(store, TEAM, one, into=other, by="U1", now=NOW)
    together = leads(store)
    parted = merging.part(store, TEAM, one, by="U2", now=NOW)

    assert merged is not None
    assert (merged.moved, merged.lead.id, merged.lead.copies) == (True, other, 2)
    assert together == {one: other, copy: other, other: other}
    assert parted
    assert leads(store) == {one: one, copy: one, other: other}
    assert [(line.by, line.what) for line in history.of(store, one)] == [("U1", "merged"), ("U2", "split")]
    assert ("U1", "took_in") in [(line.by, line.what) for line in history.of(store, other)]


def test_what_i_have_stays_mine_under_the_other_card(store: Store) -> None:
    """And what is done with the one that leads is done for both."""
    one, _copy, other = three(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    merging.merge(store, TEAM, one, into=other, by="U1", now=NOW)
    moved = mentions.dismiss(store, TEAM, one, Dismissal.NO_ANSWER, by="U1", now=NOW)

    assert moved is not None
    assert (moved.moved, moved.mention.id, moved.mention.owner) == (True, other, "U1")


def test_what_somebody_else_has_is_leaving_or_settled_is_not_merged(store: Store) -> None:
    """One owner, one answer; and what is over takes nothing in."""
    one, _copy, other = three(store)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    anothers = merging.merge(store, TEAM, one, into=other, by="U2", now=NOW)
    replies.save(store, TEAM, one, "We are on it", base=0, by="U1", now=NOW)
    sending.approve(store, TEAM, one, version=1, by="U1", now=NOW)
    leaving = merging.merge(store, TEAM, one, into=other, by="U1", now=NOW)
    itself = merging.merge(store, TEAM, other, into=other, by="U1", now=NOW)
    mentions.dismiss(store, TEAM, other, Dismissal.SPAM, by="U2", now=NOW)
    settled = merging.merge(store, TEAM, a_mention(store, "3"), into=other, by="U1", now=NOW)

    assert [found.moved for found in (anothers, leaving, itself, settled) if found] == [False] * 4
    assert merging.merge(store, TEAM, one, into=999, by="U1", now=NOW) is None
    assert merging.merge(store, "T2", one, into=other, by="U1", now=NOW) is None
    assert leads(store)[one] == one


def test_two_people_who_merge_two_cards_both_ways_at_once_make_no_ring(store: Store) -> None:
    """One of them leads, whoever was quicker."""
    pairs = [(a_mention(store, f"{n}a"), a_mention(store, f"{n}b")) for n in range(20)]
    start = Barrier(2)

    def go(way: int) -> None:
        start.wait()
        for pair in pairs:
            merging.merge(store, TEAM, pair[way], into=pair[1 - way], by=f"U{way}", now=NOW)

    with ThreadPoolExecutor(2) as people:
        list(people.map(go, (0, 1)))
    found = leads(store)

    assert all(found[one] == found[other] in {one, other} for one, other in pairs)


def test_open_cards_of_the_same_channel_are_offered_newest_first(store: Store) -> None:
    """Not the card itself, not what is settled, not what stands elsewhere."""
    one, two, three_, four = (a_mention(store, str(n)) for n in range(4))
    for number, (mention, channel) in enumerate([(one, "C1"), (two, "C1"), (three_, "C1"), (four, "C2")]):
        cards.place(store, TEAM, mention, "#mentions", CardPlace(channel=channel, ts=f"17000{number}.1"))
    five = a_mention(store, "5")
    cards.place(store, TEAM, five, "#mentions", CardPlace(channel="C1", ts="170009.1"))
    mentions.dismiss(store, TEAM, five, Dismissal.SPAM, by="U1", now=NOW)

    assert [mention.id for mention in merging.open_beside(store, TEAM, one)] == [three_, two]
    assert mentions.get(store, TEAM, five) is not None
    assert State.DISMISSED in {mention.state for mention in mentions.walk(store, TEAM)}

"""Writing together: every word kept, whoever saves when, and who else has the window open."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage import replies, writers
from storage.database import Store
from tests.storage.made import MINUTE, NOW, TEAM, a_mention

SAVES = 200


def test_two_people_who_save_one_draft_two_hundred_times_lose_no_text(store: Store) -> None:
    """At random moments, on what each last read: every text is kept, and the draft is one of those."""
    one = a_mention(store)

    def write(who: str) -> list[tuple[str, bool]]:
        chance, base, done = random.Random(who), 0, []
        for number in range(SAVES // 2):
            text = f"{who} writes {number}"
            saved = replies.save(store, TEAM, one, text, base=base, by=who, now=NOW)
            assert saved is not None
            done.append((text, saved.kept))
            if chance.random() < 0.5:  # else they go on from what they had, and may be told
                base = saved.reply.version
        return done

    with ThreadPoolExecutor(2) as people:
        told = [each for done in people.map(write, ("U1", "U2")) for each in done]
    kept = replies.versions(store, TEAM, one, limit=SAVES * 2)
    numbered = {version.version: version.text for version in kept if version.version is not None}
    draft = replies.get(store, TEAM, one)

    assert draft is not None
    assert sorted(version.text for version in kept) == sorted(text for text, _ in told)
    assert sorted(numbered.values()) == sorted(text for text, was_kept in told if was_kept)
    assert sorted(numbered) == list(range(1, draft.version + 1))
    assert numbered[draft.version] == draft.text
    assert 1 < len(numbered) < SAVES


def test_earlier_versions_are_kept_newest_first_also_what_was_only_put_aside(store: Store) -> None:
    """What never was the draft has no number."""
    one = a_mention(store)
    aside = replies.put_aside(store, TEAM, one, "Half a thought", base=0, by="U2", now=NOW)
    replies.save(store, TEAM, one, "Hello", base=0, by="U1", now=NOW)
    replies.save(store, TEAM, one, "Hi", base=0, by="U2", now=NOW)
    found = replies.versions(store, TEAM, one)

    assert [(version.text, version.version, version.by) for version in found] == [
        ("Hi", None, "U2"),
        ("Hello", 1, "U1"),
        ("Half a thought", None, "U2"),
    ]
    assert aside == found[-1].id
    assert replies.put_aside(store, "T2", one, "Not mine", base=0, by="U9", now=NOW) is None
    assert replies.versions(store, "T2", one) == ()


def test_whoever_opens_a_draft_sees_who_else_writes_and_since_when(store: Store) -> None:
    """Until they close it, or half an hour went by."""
    one, other = a_mention(store), a_mention(store, "2")
    first = writers.enter(store, TEAM, one, "U1", now=NOW)
    second = writers.enter(store, TEAM, one, "U2", now=NOW + MINUTE)
    elsewhere = writers.enter(store, TEAM, other, "U3", now=NOW + MINUTE)
    writers.leave(store, TEAM, one, "U1")
    third = writers.enter(store, TEAM, one, "U3", now=NOW + 2 * MINUTE)
    late = writers.enter(store, TEAM, one, "U1", now=NOW + 2 * MINUTE + timedelta(minutes=30))

    assert [first, elsewhere, late] == [{}, {}, {}]
    assert second == {"U1": NOW}
    assert third == {"U2": NOW + MINUTE}

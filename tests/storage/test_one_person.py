"""One person with several profiles: told by hand, suggested by what is alike, parted again; followed, muted, noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from storage import joining, marks, outbox, people
from storage.database import Store
from storage.profiles import Person
from storage.records import Author, Post
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, hear, judged


def met(store: Store, source: str, author: Author) -> Person:
    """Meet somebody on a platform."""
    post = replace(a_post(), source=source, author=author)
    (person_id,) = people.meet(store, TEAM, [post], now=NOW).values()
    return known(store, person_id)


def known(store: Store, person_id: int) -> Person:
    """Return a person there must be."""
    person = people.get(store, TEAM, person_id)
    assert person is not None
    return person


def ann(store: Store, source: str, handle: str = "ann", name: str = "Ann Example") -> Person:
    """Meet one of many Anns."""
    return met(store, source, Author(id=f"{source}-{handle}", handle=handle, name=name))


def sources(person: Person) -> list[str]:
    """Return where somebody is known."""
    return [profile.source for profile in person.profiles]


def test_profiles_told_to_be_one_person_are_parted_again(store: Store) -> None:
    """What was noted of each stays with it; whoever led may go, too."""
    one, two, three = (ann(store, source) for source in ("mastodon", "bluesky", "reddit"))
    marks.note(store, TEAM, two.id, "writes at night", by="U1", now=NOW)
    marks.tag(store, TEAM, one.id, ["press"], by="U1", now=NOW)
    told = [joining.join(store, TEAM, one.id, other.id, by="U1", now=NOW) for other in (two, three, two)]
    together = known(store, three.id)
    joining.part(store, TEAM, one.id)
    alone, rest = known(store, one.id), known(store, three.id)

    assert told == [True, True, False]
    assert (together.id, sources(together)) == (one.id, ["mastodon", "bluesky", "reddit"])
    assert [(note.text, note.by) for note in together.notes] == [("writes at night", "U1")]
    assert together.profiles[1].joined_by == "U1"
    assert (sources(alone), alone.tags, alone.notes) == (["mastodon"], ("press",), ())
    assert (rest.id, sources(rest), rest.tags) == (two.id, ["bluesky", "reddit"], ())
    assert joining.part(store, TEAM, one.id) is False
    assert rest.profiles[0].joined_by == ""


def test_nobody_is_joined_across_workspaces_or_with_nobody(store: Store) -> None:
    """A foreign id says nothing."""
    one, two = ann(store, "mastodon"), ann(store, "bluesky")

    assert joining.join(store, "T-other", one.id, two.id, by="U1", now=NOW) is False
    assert joining.join(store, TEAM, one.id, 999, by="U1", now=NOW) is False
    assert joining.join(store, TEAM, one.id, one.id, by="U1", now=NOW) is False
    assert people.get(store, "T-other", one.id) is None
    assert marks.follow(store, "T-other", one.id, by="U1", now=NOW) is False


def test_two_who_join_crosswise_at_once_make_one_person(store: Store) -> None:
    """Never a ring of rows that point to each other."""
    everybody = [ann(store, f"place{number}") for number in range(6)]
    pairs = [(one.id, other.id) for one in everybody for other in everybody if one is not other]
    threads = [
        Thread(target=lambda pair=pair: joining.join(store, TEAM, *pair, by="U1", now=NOW)) for pair in pairs[::2]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {known(store, person.id).id for person in everybody}

    assert len(found) == 1
    assert len(known(store, found.pop()).profiles) == 6


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Author(id="b", handle="@ANN"), ("handle",)),
        (Author(id="b", handle="else", name="ann example"), ("name",)),
        (Author(id="b", handle="ann", name="Ann Example"), ("handle", "name")),
        (Author(id="b", handle="else", url="https://ann.example"), ("address",)),
        (Author(id="b", handle="anna", name="Ann"), None),
        (Author(id="b"), None),
    ],
    ids=["handle", "name", "both", "address", "nearly", "nobody"],
)
def test_who_may_be_the_same_is_suggested_and_nothing_more(
    store: Store, other: Author, why: tuple[str, ...] | None
) -> None:
    """By the same handle, full name or address on another platform."""
    one = met(store, "mastodon", Author(id="a", handle="ann", name="Ann Example", url="https://ann.example"))
    met(store, "mastodon", Author(id="c", handle="ann"))
    two = met(store, "bluesky", other)
    suggested = [(likely.profile.id, likely.why) for likely in people.likely(store, TEAM, one)]
    joining.join(store, TEAM, one.id, two.id, by="U1", now=NOW)

    assert suggested == ([(two.id, why)] if why else [])
    assert people.likely(store, TEAM, known(store, one.id)) == ()


def test_people_are_found_by_handle_and_by_name(store: Store) -> None:
    """An @handle is exact; words are looked for within; nobody is found by nothing."""
    one, two = ann(store, "mastodon", "ann"), ann(store, "bluesky", "anna.example", "Anna Person")
    ann(store, "reddit", "ben", "Ben 100%")
    joining.join(store, TEAM, one.id, two.id, by="U1", now=NOW)

    def found(words: str) -> list[int]:
        return [person.id for person in people.find(store, TEAM, words)]

    assert found("@Ann") == found("@anna.example") == found("person") == found("ANN EX") == [one.id]
    assert len(found("ben 100%")) == 1
    assert [*found("@an"), *found(" "), *found("@"), *found("100_")] == []
    assert people.find(store, "T-other", "ann") == ()


@pytest.mark.parametrize(
    ("mark", "unmark", "read"),
    [
        (marks.follow, marks.unfollow, lambda person: (person.followed_by, person.followed_at)),
        (marks.mute, marks.unmute, lambda person: (person.muted_by, person.muted_at)),
    ],
    ids=["follow", "mute"],
)
def test_a_mark_is_on_the_whole_person(
    store: Store, mark: Callable[..., bool], unmark: Callable[..., bool], read: Callable[[Person], object]
) -> None:
    """Said twice it counts once; whoever joins a marked person is marked; taking it back takes it from all."""
    one, two, three = (ann(store, source) for source in ("mastodon", "bluesky", "reddit"))
    joining.join(store, TEAM, one.id, two.id, by="U1", now=NOW)
    said = [mark(store, TEAM, two.id, by=who, now=NOW + MINUTE) for who in ("U1", "U2")]
    joining.join(store, TEAM, three.id, one.id, by="U1", now=NOW)
    together = known(store, three.id)
    unsaid = [unmark(store, TEAM, one.id) for _ in range(2)]

    assert said == unsaid == [True, False]
    assert read(together) == ("U1", NOW + MINUTE)
    assert read(known(store, two.id)) == ("", None)


def test_followed_people_are_known_to_the_ears_of_their_platform(store: Store) -> None:
    """By the id their posts bear, else by their handle."""
    one, two = ann(store, "mastodon"), met(store, "mastodon", Author(handle="ben"))
    for person in (one, two, ann(store, "bluesky")):
        marks.follow(store, TEAM, person.id, by="U1", now=NOW)
    marks.unfollow(store, TEAM, two.id)
    marks.follow(store, TEAM, two.id, by="U1", now=NOW)

    assert marks.followed(store, TEAM, "mastodon") == {"mastodon-ann", "ben"}
    assert marks.followed(store, TEAM, "reddit") == marks.followed(store, "T-other", "mastodon") == frozenset()


def told(number: str, author: str) -> Post:
    """Invent a post of somebody."""
    return replace(a_post(number, f"acme {number}"), author=Author(id=author))


def test_muted_people_never_alert_and_are_counted(store: Store) -> None:
    """What they publish is kept; others alert as before; taken back, they alert again."""
    watch, other = a_watch(store), a_watch(store, "Rivals")
    hear(store, judged(told("1", "loud"), watch), judged(told("2", "calm"), watch))
    (loud,) = people.find(store, TEAM, "@") or [people.get(store, TEAM, 1)]
    assert loud is not None
    marks.mute(store, TEAM, loud.id, by="U1", now=NOW)
    silent = hear(store, judged(told("3", "loud"), watch), judged(told("4", "calm"), watch))
    counts = [
        marks.count_muted(store, TEAM, since=NOW - MINUTE, until=NOW + timedelta(days=1), watch_id=each)
        for each in (None, watch.id, other.id)
    ]
    marks.unmute(store, TEAM, loud.id)
    again = hear(store, judged(told("5", "loud"), watch))

    assert (silent.new, silent.alerts, again.alerts) == (2, 1, 1)
    assert counts == [(2, 1), (2, 1), (0, 0)]
    assert outbox.backlog(store, TEAM, now=NOW).waiting == 4


def test_tags_are_replaced_and_notes_are_taken_away(store: Store) -> None:
    """Tags of all profiles count as the person's; a note goes once."""
    one, two = ann(store, "mastodon"), ann(store, "bluesky")
    marks.tag(store, TEAM, two.id, ["press", "vip"], by="U1", now=NOW)
    joining.join(store, TEAM, one.id, two.id, by="U1", now=NOW)
    marks.tag(store, TEAM, one.id, ["vip", "maker", "vip"], by="U2", now=NOW)
    marks.note(store, TEAM, one.id, "first", by="U1", now=NOW)
    marks.note(store, TEAM, two.id, "second", by="U2", now=NOW + MINUTE)
    noted = known(store, one.id)

    assert noted.tags == ("maker", "vip")
    assert [note.text for note in noted.notes] == ["second", "first"]
    assert marks.unnote(store, "T-other", noted.notes[0].id) is False
    assert marks.unnote(store, TEAM, noted.notes[0].id) is True
    assert marks.unnote(store, TEAM, noted.notes[0].id) is False
    assert marks.note(store, TEAM, 999, "nobody", by="U1", now=NOW) is False
    assert marks.tag(store, TEAM, 999, ["nobody"], by="U1", now=NOW) is False


def test_a_mention_leads_to_its_person(store: Store) -> None:
    """Nobody, where its author is unknown or it is another workspace's."""
    mention = a_mention(store)
    person_id = people.of_mention(store, TEAM, mention)

    assert person_id is not None
    assert known(store, person_id).author.handle == "ann1"
    assert people.of_mention(store, "T-other", mention) is None
    assert people.of_mention(store, TEAM, 999) is None

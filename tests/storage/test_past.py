"""Somebody's history with us: what they did, what we answered and who did, how their stars went."""

from dataclasses import replace
from datetime import timedelta

from storage import answers, joining, past, people, posts
from storage.answers import Sent
from storage.database import Store
from storage.profiles import Past, Stars
from storage.records import Author, Kind, Metrics, Post, Receipt
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged

DAY = timedelta(days=1)


def said(number: str, who: str = "ann", *, days: int = 0, source: str = "feed", **more: object) -> Post:
    """Invent a post of somebody, so many days after the first."""
    post = replace(a_post(number, f"acme {number}", at=NOW + days * DAY), source=source, author=Author(id=who))
    return replace(post, **more)  # type: ignore[arg-type]


def heard(store: Store, *told: Post) -> None:
    """Hear posts, each for itself."""
    watch = a_watch(store)
    for post in told:
        hear(store, judged(post, watch))


def whose(store: Store, who: str = "ann") -> int:
    """Return the id of somebody's profile."""
    mention = next(one for one in everything(store).values() if one.post.author.id == who)
    person_id = people.of_mention(store, TEAM, mention.id)
    assert person_id is not None
    return person_id


def past_of(store: Store, who: str = "ann") -> Past:
    """Return somebody's history with us."""
    person = people.get(store, TEAM, whose(store, who))
    assert person is not None
    return past.of(store, person)


def answered(store: Store, number: str, by: str, *, days: int, text: str = "Sorry!") -> None:
    """Answer what was heard."""
    mention = everything(store)[f"{number} Acme"]
    receipt = Receipt(external_id=f"r{number}", post_id=number, url=f"https://us.example/{number}")
    sent = Sent(key=f"k{number}", post=mention.post, receipt=receipt, text=text, by=by)
    answers.record(store, TEAM, mention.id, sent, now=NOW + days * DAY)


def test_what_somebody_said_everywhere_is_one_history(store: Store) -> None:
    """Posts of all profiles, newest first; each once, however many watches heard it."""
    watch, rivals = a_watch(store), a_watch(store, "Rivals")
    hear(store, judged(said("1"), watch), judged(said("1"), rivals))
    heard(store, said("2", "anna", days=3, source="bluesky"), said("3", "ben"))
    joining.join(store, TEAM, whose(store), whose(store, "anna"), by="U1", now=NOW)
    found = past_of(store, "anna")

    assert (found.times, found.since) == (2, NOW)
    assert [deed.post.external_id for deed in found.deeds] == ["2", "1"]
    assert [deed.mention_id is not None for deed in found.deeds] == [True, True]


def test_our_answers_are_told_with_who_gave_them(store: Store) -> None:
    """The latest first; those to others are not theirs."""
    heard(store, said("1"), said("2", days=2), said("3", "ben"))
    for number, by, days in (("1", "U1", 1), ("2", "U2", 3), ("3", "U3", 4)):
        answered(store, number, by, days=days)
    found = past_of(store)

    assert found.answers == 2
    assert [(given.by, given.at, given.url) for given in found.given] == [
        ("U2", NOW + 3 * DAY, "https://us.example/2"),
        ("U1", NOW + DAY, "https://us.example/1"),
    ]


def test_stars_are_told_as_they_changed(store: Store) -> None:
    """Also those of before an edit; the same again is no change."""
    heard(store, said("1", rating=1), said("2", days=1, rating=1))
    watch = a_watch(store)
    hear(store, judged(said("1", rating=4, text="better"), watch), now=NOW + 2 * DAY)
    hear(store, judged(said("3", days=4, rating=5), watch))

    assert past_of(store).stars == (
        Stars(at=NOW, rating=1),
        Stars(at=NOW + 2 * DAY, rating=4),
        Stars(at=NOW + 4 * DAY, rating=5),
    )


def test_whom_they_answered_and_who_followed_them_is_seen(store: Store) -> None:
    """An answer to us or to themselves is none to others; copies by themselves bring nobody."""
    watch = a_watch(store)
    heard(store, said("1", metrics=Metrics(shares=3)), said("q", "ben"))
    answered(store, "q", "U1", days=0)
    heard(
        store, said("2", parent_id="q"), said("3", parent_id="1"), said("4", parent_id="rq"), said("5", parent_id="?")
    )
    posts.remember(store, TEAM, [said("rq", "us")], now=NOW)
    for number, who in (("6", "ann"), ("7", "cleo"), ("8", "dora")):
        hear(store, replace(judged(said(number, who), watch), alike=1))
    hear(store, replace(judged(said("9", kind=Kind.COMMENT), watch), is_repost=True))
    found = {deed.post.external_id: deed for deed in past_of(store).deeds}

    assert [number for number, deed in found.items() if deed.answers_others] == ["2"]
    assert {number: deed.brought for number, deed in found.items() if deed.brought} == {"1": 5}
    assert [number for number, deed in found.items() if deed.is_repost] == ["9"]


def test_a_glimpse_tells_the_history_in_few_figures(store: Store) -> None:
    """For the window an answer is written in; nobody's history where nobody is known."""
    heard(store, said("1", rating=1), said("2", days=9, rating=4), replace(said("3"), author=Author()))
    first = past.glimpse(store, TEAM, everything(store)["2 Acme"].id)
    answered(store, "1", "U7", days=1)
    then = past.glimpse(store, TEAM, everything(store)["2 Acme"].id)

    assert first is not None
    assert then is not None
    assert (first.times, first.since, first.answered_by, first.stars) == (2, NOW, "", (1, 4))
    assert (then.answered_by, then.answered_at) == ("U7", NOW + DAY)
    assert past.glimpse(store, TEAM, everything(store)["3 Acme"].id) is None
    assert past.glimpse(store, "T-other", everything(store)["1 Acme"].id) is None


def test_what_came_after_an_answer_is_theirs_too(store: Store) -> None:
    """Though it has no card of its own."""
    heard(store, said("1"))
    later = posts.remember(
        store, TEAM, [said("2", days=1)], now=NOW, people=people.meet(store, TEAM, [said("2")], now=NOW + MINUTE)
    )
    found = past_of(store)

    assert set(later.new) == {"2"}
    assert [(deed.post.external_id, deed.mention_id is None) for deed in found.deeds] == [("2", True), ("1", False)]

"""Somebody as we know them, in Slack: the window from a card, what one does there, and finding people again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.blocks import person as blocks, text
from bot.playground import Message, View
from storage import answers, marks, mentions, past, people, watches
from storage.answers import Sent
from storage.database import Store
from storage.profiles import Glimpse, Person, Profile
from storage.records import Author, Mention, Receipt
from tests.bot.made import TEAM, Work, a_post, a_watch, hear

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ANN = Author(id="ann-1", handle="ann", name="Ann Example", followers=1200, url="https://forum.example/u/ann")


def said(store: Store, words: str, *, author: Author = ANN, source: str = "feed", **more: object) -> Mention:
    """Have somebody say something that does not alert."""
    watch = watches.named(store, TEAM, "Acme") or a_watch(store)
    (mention,) = hear(store, watch, replace(a_post(words, **more), author=author, source=source), urgency=10)
    return mention


def answered(store: Store, mention: Mention, by: str, text: str = "Sorry for that!") -> None:
    """Have somebody's post answered."""
    receipt = Receipt(external_id="r", post_id=mention.post.external_id, url="https://forum.example/r")
    sent = Sent(key=f"k{mention.id}", post=mention.post, receipt=receipt, text=text, by=by)
    answers.record(store, TEAM, mention.id, sent, now=datetime.now(UTC))


def opened(work: Work, card: Message) -> View:
    """Open the window about who wrote what a card shows."""
    work.slack.person("noor").click(card, "Who is this …")
    return work.window("Tags and notes")


def known(work: Work) -> Person:
    """Return who wrote the last mention."""
    person_id = people.of_mention(work.store, TEAM, work.mention().id)
    found = people.get(work.store, TEAM, person_id) if person_id else None
    assert found is not None
    return found


def test_the_card_leads_to_who_wrote_it_with_all_we_know(work: Work) -> None:
    """History, answers and by whom, stars, rung with its reason, and what cannot be seen."""
    jonas = work.slack.person("jonas")
    first = said(work.store, "The lid of the Acme kettle broke", posted_at=datetime.now(UTC) - timedelta(days=40))
    answered(work.store, first, jonas.id)
    card = work.alert(replace(a_post("Acme again <!channel>", rating=4), author=ANN))
    seen = opened(work, card).text_seen()

    for part in ("Ann Example (@ann)", "Heard 2 times since", "answered once by us", "★1 → ★4", "1,200 followers"):
        assert part in seen
    for part in ("Seen *commenting*: commented, answered or reviewed twice", "Who only watches cannot be seen"):
        assert part in seen
    for part in ("Acme again <!channel>", "The lid of the Acme kettle broke", "Jonas", "Sorry for that!"):
        assert part in seen


def test_follow_and_mute_are_shown_at_once_and_taken_back(work: Work) -> None:
    """The window says who did it."""
    card = work.alert(replace(a_post(), author=ANN))
    noor = work.slack.person("noor")
    view = opened(work, card)
    seen = []
    for press, words in (
        ("Follow", "followed by @Noor Haddad"),
        ("Mute", "muted by @Noor Haddad"),
        ("Unmute", "Stop following\nMute"),
        ("Stop following", "Follow\nMute"),
    ):
        noor.click(view, press)
        view = work.window(words)
        seen.append((known(work).followed_by, known(work).muted_by))

    assert seen == [(noor.id, ""), (noor.id, noor.id), (noor.id, ""), ("", "")]


def test_tags_and_notes_are_kept_shown_and_removed(work: Work) -> None:
    """The window below is renewed; whoever wrote a note is named."""
    card = work.alert(replace(a_post(), author=ANN))
    noor = work.slack.person("noor")
    noor.click(opened(work, card), "Tags and notes")
    noor.submit(work.window("Add a note"), {"tags": "Press,  maker,press", "note": "Prefers <short> answers"})
    work.slack.wait_until(lambda: bool(known(work).notes), timeout=10)
    tags = known(work).tags
    if noor.view is not None and "Prefers" not in noor.view.text_seen():  # the memory was slow: the form says so
        noor.close()
    view = work.window("Prefers <short> answers")
    noor.click(view, "Remove")
    work.slack.wait_until(lambda: not known(work).notes, timeout=10)

    assert "Noor Haddad" in view.text_seen()
    assert tags == ("maker", "press")


def test_the_same_person_elsewhere_is_suggested_joined_and_parted(work: Work) -> None:
    """Nothing is joined before somebody says so."""
    said(work.store, "Acme on another place", source="hackernews", author=Author(id="hn", handle="ANN"))
    card = work.alert(replace(a_post(), author=ANN))
    noor = work.slack.person("noor")
    view = opened(work, card)
    suggested, before = view.text_seen(), len(known(work).profiles)
    noor.click(view, "Same person")
    joined = work.window("Acme on another place")
    together = known(work)
    noor.click(joined, "Not the same")
    work.slack.wait_until(lambda: len(known(work).profiles) == 1, timeout=10)

    assert "Maybe the same person (the same handle)" in suggested
    assert before == 1
    assert [profile.source for profile in together.profiles] == ["feed", "hackernews"]
    assert "told to be the same by @Noor Haddad" in joined.text_seen()


def test_a_post_of_nobody_says_so(work: Work) -> None:
    """Some places do not tell who wrote."""
    card = work.alert(replace(a_post(), author=Author()))
    work.slack.person("noor").click(card, "Who is this …")

    assert "nobody to know" in work.window("nobody").text_seen()


@pytest.mark.parametrize("words", ["@ann", "example", "ANN EX"])
def test_people_are_found_by_command(work: Work, words: str) -> None:
    """By exact handle or part of a name, each with the way to the window."""
    said(work.store, "Acme is fine")
    noor = work.slack.person("noor")
    noor.command("/earshot", f"person {words}")
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)
    found = noor.ephemerals()[-1]
    noor.click(found, "Who is this")

    assert "Ann Example (@ann)" in found.text_seen()
    assert "Acme is fine" in work.window("Heard once").text_seen()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("person", "Nobody is followed or muted. `/earshot person ann`"),
        ("person @nobody", "Nobody we heard is called “@nobody”"),
    ],
)
def test_who_is_not_found_is_said(work: Work, text: str, says: str) -> None:
    """With what to try instead."""
    noor = work.slack.person("noor")
    noor.command("/earshot", text)
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)

    assert says in noor.ephemerals()[-1].text_seen()


def a_glimpse(**more: object) -> Glimpse:
    """Invent a history in figures."""
    profile = Profile(id=1, source="feed", author=ANN, first_seen=NOW, last_seen=NOW)
    person = {"tags": more.pop("tags", ()), "muted_at": more.pop("muted_at", None)}
    known_as = Person(id=1, workspace=TEAM, profiles=(profile,), **person)  # type: ignore[arg-type]
    return Glimpse(person=known_as, **{"times": 1, "since": NOW, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("glimpse", "says"),
    [
        (None, ""),
        (a_glimpse(), ""),
        (a_glimpse(times=3), f"3rd time with us since {text.day(NOW)}"),
        (a_glimpse(times=2, answered_by="U7"), f"2nd time with us since {text.day(NOW)}; last answered by <@U7>"),
        (a_glimpse(times=11, stars=(1.0, 4.0)), f"11th time with us since {text.day(NOW)}; ★1 → ★4"),
        (a_glimpse(times=21, stars=(3.0, 3.0)), f"21st time with us since {text.day(NOW)}"),
        (a_glimpse(tags=("press", "a`b"), muted_at=NOW), "muted; `press` `a’b`"),
    ],
    ids=["nobody", "new", "third", "answered", "stars", "same stars", "marked"],
)
def test_one_line_tells_the_history_of_whoever_is_answered(glimpse: Glimpse | None, says: str) -> None:
    """For the window an answer is written in; nothing for somebody new."""
    assert blocks.line(glimpse) == says


def test_the_line_is_read_from_the_memory(work: Work) -> None:
    """With its markup for Slack."""
    first = said(work.store, "Acme is slow", rating=2)
    said(work.store, "Acme is quick", rating=5)
    answered(work.store, first, "U7")
    line = blocks.line(past.glimpse(work.store, TEAM, next(mentions.walk(work.store, TEAM)).id))

    assert line.startswith("2nd time with us since <!date^")
    assert line.endswith("; last answered by <@U7>; ★2 → ★5")


def test_whom_we_follow_or_mute_is_listed_without_a_name(work: Work) -> None:
    """The way back, for whoever does not remember the name."""
    ids = []
    for number in range(3):
        mention = said(work.store, f"Acme {number}", author=Author(id=f"p{number}", name=f"Person {number}"))
        ids.append(people.of_mention(work.store, TEAM, mention.id) or 0)
    marks.mute(work.store, TEAM, ids[0], by="U1", now=NOW)
    marks.follow(work.store, TEAM, ids[2], by="U1", now=NOW + timedelta(minutes=1))
    marks.follow(work.store, TEAM, ids[0], by="U1", now=NOW)
    noor = work.slack.person("noor")
    noor.command("/earshot", "person")
    work.slack.wait_until(lambda: bool(noor.ephemerals()), timeout=10)
    seen = noor.ephemerals()[-1].text_seen()

    assert seen.index("Person 2") < seen.index("Person 0")
    assert "👂 followed · 🔇 muted" in seen
    assert "Person 1" not in seen
    assert people.marked(work.store, "T-other") == ()


def test_a_digest_tells_how_many_posts_of_muted_people_it_holds(work: Work) -> None:
    """And how to take it back; without any it says nothing."""
    mention = said(work.store, "Acme, ACME!", posted_at=datetime.now(UTC) - timedelta(seconds=1))
    noor = work.slack.person("noor")
    seen: list[bool] = []
    marks.mute(work.store, TEAM, people.of_mention(work.store, TEAM, mention.id) or 0, by=noor.id, now=NOW)
    for muted in (True, False):
        noor.command("/earshot", "digest today")
        work.slack.wait_until(lambda: len(noor.ephemerals()) > len(seen), timeout=10)
        seen.append("Muted 1: 1 post by 1 person who is muted never alerted" in noor.ephemerals()[-1].text_seen())
        if muted:
            marks.unmute(work.store, TEAM, people.of_mention(work.store, TEAM, mention.id) or 0)

    assert seen == [True, False]

"""From the web into the memory: the new alerts once, the known is quiet, what fails is said and tried again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.outside import Outside
from bot.playground.script import Line, Place
from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.pipeline import listen
from listeners.reader import Reader
from listeners.registry import discover
from storage import cursors, history, mentions, outbox, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Listen, Listener, Mention, Objective, State, Watch
from storage.settings import Settings
from tests.webserver import Reply, Site

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One child that reads for all tests of this file."""
    with Reader(children=1) as opened:
        yield opened


@pytest.fixture
def outside() -> Iterator[Outside]:
    """A loopback web in which nobody has spoken yet."""
    place = Outside([], shown=100).start()
    yield place
    place.stop()  # harmless where the test stopped it


@pytest.fixture
def ears(database_url: str, reader: Reader) -> Iterator[Ears]:
    """Everything listening takes, on either database."""
    with Store(database_url) as store, Web(allow_private=True) as web:
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings())


def _complaint(number: int = 1) -> Line:
    return Line(
        after=0,
        place=Place.REVIEWS,
        author=f"Guest {number}",
        title=f"Order {number}",
        text=f"Brightloaf lost my order {number} and nobody answers. I want my money back now.",
        stars=1,
    )


def _watch(ears: Ears, outside: Outside, *, backlog: Backlog = Backlog.SILENT, **changes: object) -> Watch:
    listen_to = Listen(source="feed", every=timedelta(seconds=1), settings={"url": outside.feed(Place.REVIEWS)})
    watch = Watch(
        name="Brightloaf",
        objective=Objective.SERVE,
        query="brightloaf",
        channel="#mentions",
        alert_at=40,
        backlog=backlog,
        listens=(listen_to,),
    )
    return watches.save(ears.store, workspaces.only(ears.store), replace(watch, **changes), now=NOW).watch  # type: ignore[arg-type]


def _listener(ears: Ears, number: int = 0) -> Listener:
    return cursors.every(ears.store, workspaces.only(ears.store))[number]


def _wished(ears: Ears, kind: str = "card") -> int:
    return outbox.waiting(ears.store, workspaces.only(ears.store), "#mentions", kind=kind)


def _heard(ears: Ears) -> list[Mention]:
    return list(mentions.walk(ears.store, workspaces.only(ears.store)))


def test_what_appears_after_the_first_run_wishes_for_one_card_however_often_we_ask(
    ears: Ears, outside: Outside
) -> None:
    """New is new once."""
    _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    outside.say(_complaint())

    first = listen(ears, _listener(ears), now=NOW)
    again = listen(ears, _listener(ears), now=NOW)

    assert (first.new, first.alerts, first.error) == (1, 1, "")
    assert (again.new, again.alerts) == (0, 0)
    assert _wished(ears) == 1
    mention = _heard(ears)[0]
    assert mention.state is State.HEARD
    assert mention.matched == ("brightloaf",)
    assert sum(reason.points for reason in mention.reasons) == mention.urgency >= 40


@pytest.mark.parametrize(
    ("backlog", "cards", "openings"), [(Backlog.OPENING, 0, 1), (Backlog.ALERT, 2, 0), (Backlog.SILENT, 0, 0)], ids=str
)
def test_complaint_16_the_first_run_neither_floods_nor_forgets(
    ears: Ears, outside: Outside, backlog: Backlog, cards: int, openings: int
) -> None:
    """What is already out there comes as one opening card, as alerts, or silently: as the watch says."""
    outside.say(_complaint(1))
    outside.say(_complaint(2))
    _watch(ears, outside, backlog=backlog)

    listen(ears, _listener(ears), now=NOW)

    assert len(_heard(ears)) == 2
    assert (_wished(ears), _wished(ears, "opening")) == (cards, openings)


def test_the_opening_waits_until_every_listener_was_asked(ears: Ears, outside: Outside) -> None:
    """One opening card a watch, not one a source."""
    both = tuple(
        Listen(source="feed", settings={"url": outside.feed(place)}) for place in (Place.REVIEWS, Place.COMMENTS)
    )
    _watch(ears, outside, backlog=Backlog.OPENING, listens=both)

    listen(ears, _listener(ears, 0), now=NOW)
    before = _wished(ears, "opening")
    listen(ears, _listener(ears, 1), now=NOW)

    assert (before, _wished(ears, "opening")) == (0, 1)


def test_complaint_14_a_place_that_lists_little_does_not_look_broken(ears: Ears, outside: Outside) -> None:
    """An empty first page is a success with a date, and the opening card says that we listen."""
    _watch(ears, outside, backlog=Backlog.OPENING)

    heard = listen(ears, _listener(ears), now=NOW)

    assert heard.error == ""
    assert _listener(ears).last_success == NOW
    assert _wished(ears, "opening") == 1


def test_complaint_09_our_own_posts_and_answers_never_alert(ears: Ears, outside: Outside) -> None:
    """What we wrote ourselves is stored, and silent."""
    watch = _watch(ears, outside, ours=("Guest 1",))
    listen(ears, _listener(ears), now=NOW)
    outside.say(_complaint(2))
    listen(ears, _listener(ears), now=NOW)
    mention = _heard(ears)[0]
    answer = f"{outside.page(1).removesuffix('1')}3?utm_source=slack"
    mentions.answered(ears.store, watch.workspace, mention.id, answer, by="U1", now=NOW)
    outside.say(_complaint(1))
    outside.say(_complaint(4))
    outside.say(_complaint(5))

    heard = listen(ears, _listener(ears), now=NOW)

    assert heard.alerts == 1
    ours = [one.post.url for one in _heard(ears) if one.is_ours]
    assert ours == [outside.page(2), outside.page(3)]


def test_complaint_01_the_same_article_under_new_guids_is_one_card(ears: Ears, outside: Outside) -> None:
    """Thirty-four guids of one article: one card, a counter."""
    story = replace(_complaint(), slug="the-lost-order", author="The Harbour Post", stars=None)
    _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    for _ in range(34):
        outside.say(story)

    heard = listen(ears, _listener(ears), now=NOW)

    assert heard.alerts == 1
    assert _wished(ears) == 1
    lead = mentions.get(ears.store, workspaces.only(ears.store), _heard(ears)[-1].id)
    assert lead is not None
    assert lead.copies == 33


def test_complaint_15_an_edited_review_is_heard_again_and_its_card_follows(ears: Ears, outside: Outside) -> None:
    """The memory shows the new words and stars, keeps the old ones, and arms the one card again."""
    watch = _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    number = outside.say(_complaint())
    listen(ears, _listener(ears), now=NOW)
    posted = outbox.take(ears.store, watch.workspace, "#mentions", now=NOW)
    assert posted is not None
    outbox.done(ears.store, posted, now=NOW)
    before = _heard(ears)[0]
    outside.edit(number, text="Brightloaf found my order after all. Thank you, lovely people!", stars=5)

    heard = listen(ears, _listener(ears), now=NOW)

    after = _heard(ears)[0]
    assert (heard.new, heard.edited, heard.alerts) == (0, 1, 0)
    assert after.post.text.startswith("Brightloaf found my order")
    assert (after.edits, after.post.rating) == (1, 5)
    assert after.urgency < before.urgency
    again = outbox.take(ears.store, watch.workspace, "#mentions", now=NOW)
    assert again is not None
    assert again.key == posted.key
    assert [change.what for change in history.of(ears.store, after.id)] == ["edited"]


def test_an_edit_that_no_longer_names_us_is_heard_all_the_same(ears: Ears, outside: Outside) -> None:
    """The card must not go on showing words that were taken back."""
    _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    number = outside.say(_complaint())
    listen(ears, _listener(ears), now=NOW)
    outside.edit(number, text="All is well, I was mistaken.")

    heard = listen(ears, _listener(ears), now=NOW)

    assert heard.edited == 1
    assert [(one.post.text, one.matched) for one in _heard(ears)] == [("All is well, I was mistaken.", ())]


def test_an_edit_that_turns_urgent_alerts(ears: Ears, outside: Outside) -> None:
    """Five stars that become one are news."""
    _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    number = outside.say(replace(_complaint(), text="Brightloaf is lovely, thank you!", stars=5))
    praised = listen(ears, _listener(ears), now=NOW)
    outside.edit(number, text="Brightloaf lost my order and nobody answers. I want my money back now.", stars=1)

    turned = listen(ears, _listener(ears), now=NOW)

    assert (praised.alerts, turned.alerts) == (0, 1)
    assert _wished(ears) == 1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        pytest.param(403, b"<html>Forbidden</html>", "credentials", id="complaint_11_a_refusal_by_design"),
        pytest.param(402, b'{"title": "CreditsDepleted"}', "does not accept", id="complaint_12_a_paid_tier"),
        pytest.param(200, b"", "empty", id="complaint_13_silence_instead_of_posts"),
    ],
)
def test_complaint_11_12_13_a_place_that_refuses_or_falls_silent_is_never_zero_posts(
    ears: Ears, outside: Outside, status: int, body: bytes, words: str
) -> None:
    """What is no answer is a failure with a reason, and the listener is blind, not content."""
    with Site() as site:
        url = site.at("/feed", Reply(status=status, body=body))
        _watch(ears, outside, listens=(Listen(source="feed", settings={"url": url}),))

        heard = listen(ears, _listener(ears), now=NOW)

    assert words in heard.error
    assert _listener(ears).blind_since == NOW
    assert _listener(ears).last_success is None


def test_a_post_heard_by_two_watches_is_one_mention_to_claim_and_a_card_in_each_channel(
    ears: Ears, outside: Outside
) -> None:
    """One post, one owner; nothing posted twice in one channel."""
    first = _watch(ears, outside)
    _watch(ears, outside, name="Same channel", query="order")
    _watch(ears, outside, name="Other channel", query="money", channel="#reviews")
    for number in range(3):
        listen(ears, _listener(ears, number), now=NOW)
    outside.say(_complaint())

    for number in range(3):
        listen(ears, _listener(ears, number), now=NOW)

    assert _wished(ears) == 1
    assert outbox.waiting(ears.store, first.workspace, "#reviews", kind="card") == 1
    assert len({mentions.get(ears.store, first.workspace, one.id) for one in _heard(ears)}) == 1


def test_a_listener_that_fails_says_why_keeps_its_cursor_and_is_tried_again(ears: Ears, outside: Outside) -> None:
    """Blind, with a date and a reason; never dead for ever."""
    broken = Listen(source="feed", every=timedelta(seconds=1), settings={"url": f"{outside.url}/nowhere.xml"})
    _watch(ears, outside, listens=(broken,))
    now = NOW

    for _ in range(30):
        heard = listen(ears, _listener(ears), now=now)
        now = max(now, _listener(ears).next_due)

    listener = _listener(ears)
    assert heard.error
    assert listener.last_error == heard.error
    assert (listener.failures, listener.blind_since) == (30, NOW)
    assert listener.next_due - now <= cursors.LONGEST_BACKOFF * 1.1
    assert listener.cursor.since is None


def test_complaint_29_a_source_that_dies_is_said_in_the_channel_once_and_again_when_it_is_back(
    ears: Ears, outside: Outside
) -> None:
    """A dead source is news to those who rely on it."""
    watch = _watch(ears, outside)
    listen(ears, _listener(ears), now=NOW)
    outside.stop()
    told = []
    for minutes in range(0, 60, 5):
        listen(ears, _listener(ears), now=NOW + timedelta(minutes=minutes))
        told.append(_wished(ears, "blind"))
    back = Outside([]).start()
    try:
        cursors.moved(ears.store, _listener(ears), {"url": back.feed(Place.REVIEWS)})
        listen(ears, _listener(ears), now=NOW + timedelta(hours=2))
    finally:
        back.stop()

    assert told == [0, 0, 0] + [1] * 9
    assert (_wished(ears, "blind"), _wished(ears, "sighted")) == (1, 1)
    gone = cursors.outages(ears.store, watch.workspace, since=NOW, until=NOW + timedelta(hours=3))
    assert [(outage.since, outage.until) for outage in gone] == [(NOW, NOW + timedelta(hours=2))]


def test_a_query_that_cannot_be_read_is_said_by_its_listener_and_stops_nobody_else(
    ears: Ears, outside: Outside
) -> None:
    """A watch stored with a broken query is blind and says where the fault is."""
    _watch(ears, outside, query='brightloaf AND ("open')
    _watch(ears, outside, name="Sound", query="brightloaf")

    broken = listen(ears, _listener(ears, 0), now=NOW)
    sound = listen(ears, _listener(ears, 1), now=NOW)

    assert "column" in broken.error
    assert sound.error == ""


def test_an_unknown_source_is_a_named_failure(ears: Ears, outside: Outside) -> None:
    """A misspelt source says which there are."""
    _watch(ears, outside, listens=(Listen(source="hackernooz"),))

    heard = listen(ears, _listener(ears), now=NOW)

    assert "hackernews" in heard.error

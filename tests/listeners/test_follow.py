"""Staying with the person: what comes after an answer opens the mention again, is told once, and survives restarts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from listeners.ears import Ears
from listeners.follow import follower
from listeners.moderate import remover
from listeners.overhear import overhear
from storage import answers, claims, history, mentions, posts, removals, replies, tables
from storage.database import Store
from storage.records import Author, Mention, Post, Receipt, ReplyState, Standing, State
from tests.listeners.answering import TEAM, Clock, approved, ears_on, heard, reply_of, send, settle_in
from tests.platforms import mastodon, wordpress
from tests.webserver import Reply, Request, Site, in_json

PERSON = {"id": "31", "username": "mira", "acct": "mira@far.example", "url": "https://far.example/@mira"}


@pytest.fixture
def ears(store: Store) -> Iterator[Ears]:
    """What following takes, on either database."""
    with ears_on(store) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is told to go on."""
    return Clock(datetime.now(UTC))


def status(own: str, text: str, below: str, at: datetime) -> dict[str, object]:
    """Return what the person said, as Mastodon tells it."""
    return {
        "id": own,
        "created_at": at.isoformat(),
        "url": f"https://far.example/@mira/{own}",
        "visibility": "public",
        "account": PERSON,
        "content": f"<p>{text}</p>",
        "in_reply_to_id": below,
    }


def talk(site: Site, server: mastodon.Platform, said: list[dict[str, object]]) -> None:
    """Let the server show a conversation: the post, our answer, and what the person said since."""
    first = status("300", "My Acme kettle leaks.", "", datetime.now(UTC)) | {"in_reply_to_id": None}

    def answer(request: Request) -> Reply:
        if request.path.endswith("/context"):
            below = "statuses/300" in request.path
            answers_ = [{**one, "visibility": "public"} for one in server.answers]
            shape = {"ancestors": [] if below else [first], "descendants": [*answers_, *said] if below else said}
            return in_json(shape)
        return server.answer(request)

    site.answers(answer)


def look(ears: Ears, clock: Clock) -> None:
    """Let everything be looked at that is due."""
    crew = follower(ears, clock=clock)
    for future in crew.tick():
        future.result()
    crew.stop()


def told(store: Store) -> list[dict[str, object]]:
    """Return what the thread is to be told, in order."""
    rows = tables.outbox
    with store.reading() as connection:
        found = connection.execute(select(rows.c.payload).where(rows.c.kind == "turn").order_by(rows.c.id))
        return list(found.scalars())


def stands(store: Store, mention_id: int) -> Mention:
    """Return the mention as it stands."""
    found = mentions.get(store, TEAM, mention_id)
    assert found is not None
    return found


def test_a_question_opens_it_again_for_its_owner_and_thanks_do_not(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """Each thing is told once, however often we look; the second answer goes to what the person asked last."""
    settle_in(monkeypatch, mastodon, site)
    server, said = mastodon.serve(site), list[dict[str, object]]()
    talk(site, server, said)
    one = approved(ears.store, mastodon.post())
    send(ears, one, clock)
    clock.now += answers.FALLING[0]
    look(ears, clock)
    nothing = told(ears.store)
    said.append(status("500", "Thanks, but when does it arrive? Mine still leaks!", "400", clock.now))
    for _ in range(3):
        clock.now += timedelta(days=1)
        look(ears, clock)
    asked, reply = stands(ears.store, one), reply_of(ears.store, one)
    replies.save(ears.store, TEAM, one, "On Tuesday.", base=reply.version, by="U1", now=clock.now)

    assert nothing == []
    assert [line["turn"] for line in told(ears.store)] == ["answered_us"]
    assert (asked.state, asked.owner) == (State.CLAIMED, "U1")
    assert (reply.state, reply.text, reply.post_id) == (ReplyState.DRAFT, "", told(ears.store)[0]["post"])
    assert [line.what for line in history.of(ears.store, one)][-3:] == ["answered_us", "spoke_again", "drafted"]

    answers.by_hand(ears.store, TEAM, one, "https://social.example/@acmehq/401", by="U1", now=clock.now)
    said.append(status("501", "Thank you so much, that helped!", "300", clock.now))
    clock.now += answers.FALLING[0]
    look(ears, clock)

    assert [line["turn"] for line in told(ears.store)] == ["answered_us", "thanked_us"]
    assert stands(ears.store, one).state is State.ANSWERED


def test_we_look_ever_less_often_and_stop_after_fourteen_days(store: Store) -> None:
    """Nobody is asked for ever."""
    one = heard(store, mastodon.post())
    began = now = datetime.now(UTC)
    answers.by_hand(store, TEAM, one, "https://social.example/@acmehq/400", by="U1", now=began)
    moments: list[timedelta] = []
    while now < began + timedelta(days=30):
        if answers.take(store, now=now):
            moments.append(now - began)
        now += timedelta(minutes=1)
        if len(moments) > 5:  # days, from here on
            now += timedelta(hours=5)

    assert moments[:4] == [timedelta(minutes=minutes) for minutes in (2, 7, 22, 82)]
    assert 16 <= len(moments) <= 19
    assert moments[-1] <= answers.WATCHED


def test_what_an_ordinary_listener_hears_counts_as_well(store: Store) -> None:
    """An answer posted by hand is known again; then the person's words below it open the mention."""
    asked = Post(
        source="hackernews", external_id="1", text="It crashes.", author=Author(id="mira"), posted_at=datetime.now(UTC)
    )
    one = heard(store, asked)
    now = datetime.now(UTC)
    claims.take(store, TEAM, one, by="U1", now=now)
    replies.save(store, TEAM, one, "Please try 1.2.", base=0, by="U1", now=now)
    answers.by_hand(store, TEAM, one, "https://news.example/item?id=2", by="U1", now=now)
    ours = Post(source="hackernews", external_id="2", text="Please try 1.2!", parent_id="1", posted_at=now)
    theirs = Post(
        source="hackernews",
        external_id="3",
        text="It still crashes, what now?",
        author=Author(id="mira"),
        parent_id="2",
        posted_at=now,
    )
    for _ in range(2):
        overhear(store, TEAM, "hackernews", [ours, theirs], gone=(), receipts=(), now=now)

    assert [line["turn"] for line in told(store)] == ["answered_us"]
    assert stands(store, one).state is State.CLAIMED
    what = [line.what for line in history.of(store, one)]
    assert (what.count("confirmed"), what.count("answered_us")) == (1, 1)


def test_half_a_conversation_tells_that_the_other_half_is_gone(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """A place that no longer knows the post still shows our answer, and nothing above it."""
    settle_in(monkeypatch, mastodon, site)
    server = mastodon.serve(site)
    one = approved(ears.store, mastodon.post())
    send(ears, one, clock)

    def without_the_post(request: Request) -> Reply:
        if request.path.endswith("/context"):
            found = "statuses/300" not in request.path
            return Reply(b'{"ancestors": [], "descendants": []}' if found else b"{}", status=200 if found else 404)
        return server.answer(request)

    site.answers(without_the_post)
    clock.now += timedelta(hours=1)
    look(ears, clock)

    assert [line["turn"] for line in told(ears.store)] == ["deleted_after"]


def test_a_deleted_post_ends_it(store: Store) -> None:
    """Its words are gone, the thread is told, nobody looks any more."""
    one = heard(store, mastodon.post())
    now = datetime.now(UTC)
    answers.by_hand(store, TEAM, one, "https://social.example/@acmehq/400", by="U1", now=now)
    overhear(store, TEAM, "mastodon", [], gone=["300"], receipts=(), now=now)

    assert [line["turn"] for line in told(store)] == ["deleted_after"]
    assert stands(store, one).post.text == ""
    assert answers.take(store, now=now + timedelta(days=3)) is None


def test_our_answer_that_was_rejected_is_a_draft_again(store: Store) -> None:
    """The person has no answer: its owner sees the words that were refused."""
    one = heard(store, mastodon.post())
    now = datetime.now(UTC)
    replies.save(store, TEAM, one, "We are sorry", base=0, by="U1", now=now)
    answers.by_hand(store, TEAM, one, "https://social.example/@acmehq/400", by="U1", now=now)
    rejected = Receipt(external_id="400", post_id="300", standing=Standing.REJECTED, note="against the rules")
    overhear(store, TEAM, "mastodon", [], gone=(), receipts=[rejected], now=now)
    reply = reply_of(store, one)

    assert told(store)[0]["note"] == "against the rules"
    assert (reply.state, reply.text) == (ReplyState.DRAFT, "We are sorry")
    assert stands(store, one).state is State.CLAIMED


def test_spam_is_taken_away_where_it_stands_once(
    monkeypatch: pytest.MonkeyPatch, ears: Ears, site: Site, clock: Clock
) -> None:
    """Wished by whoever comes first; the thread is told what came of it."""
    settle_in(monkeypatch, wordpress, site)
    server = wordpress.serve(site)
    one = heard(ears.store, wordpress.post())
    wished = [removals.wish(ears.store, TEAM, one, by=who, now=clock.now) for who in ("U1", "U2")]
    crew = remover(ears, clock=clock)
    for _ in range(2):
        for future in crew.tick():
            future.result()
    crew.stop()
    rows = tables.outbox
    with ears.store.reading() as connection:
        payloads = list(connection.execute(select(rows.c.payload).where(rows.c.kind == "removal")).scalars())

    assert wished == [True, False]
    assert payloads == [{"error": ""}]
    assert [request.method for request in site.requests].count("POST") == 1
    assert server is not None
    assert posts.recent(ears.store, TEAM, limit=1)[0].external_id == wordpress.post().external_id

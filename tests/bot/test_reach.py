"""Who can be answered from here and what that takes: said before anybody types."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import answerable
from bot.blocks import reach
from bot.desk import Desk, client
from bot.playground import Message, Playground, View
from storage import credentials, sources
from storage.database import Store
from storage.records import Kind, Post, SourceFacts, Writing
from storage.secrets import Vault
from tests.bot.made import TEAM, Work, settings_for

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOME = "https://forum.example/talk"
KEY = "an invented key of the tests"
POST = Post(
    source="feed",
    external_id="7",
    url=f"{HOME}/t/7",
    text="It leaks.",
    kind=Kind.COMMENT,
    tags_us=True,
    posted_at=NOW,
)
NEEDS = Writing(limit=500, needs=(("user", "password"), ("token",)))


def feed(writing: Writing | None) -> SourceFacts:
    """Tell of a place that takes credentials."""
    secrets = {"password": "its password", "token": "a token"}
    return SourceFacts(name="feed", title="The <shop>", writing=writing, secrets=secrets, base_url=HOME)


@pytest.mark.parametrize(
    ("post", "writing", "says"),
    [
        (POST, None, ""),
        (POST, Writing(limit=9), ""),
        (POST, Writing(limit=9, only_tagged=True, only_kinds=(Kind.COMMENT,), only_home=True), ""),
        (replace(POST, tags_us=False), Writing(limit=9, only_tagged=True), "only who mentions or quotes us"),
        (replace(POST, kind=Kind.POST), Writing(limit=9, only_kinds=(Kind.COMMENT,)), "only comments"),
        (replace(POST, kind=Kind.POST), Writing(limit=9, only_kinds=(Kind.COMMENT, Kind.REVIEW)), "comments and rev"),
        (replace(POST, url="https://other.example/talk/t/7"), Writing(limit=9, only_home=True), "FEED_URL"),
        (replace(POST, url="https://forum.example/talks/7"), Writing(limit=9, only_home=True), "FEED_URL"),
        (replace(POST, url="http://[broken"), Writing(limit=9, only_home=True), "FEED_URL"),
        (replace(POST, url="", external_id="forum.example/talk#7"), Writing(limit=9, only_home=True), ""),
        (replace(POST, url="http://FORUM.example/talk/t/7"), Writing(limit=9, only_home=True), ""),
    ],
)
def test_it_says_whom_the_platform_lets_us_answer(post: Post, writing: Writing | None, says: str) -> None:
    """Who tags us, some kinds of posts, one address; nothing where all may be answered."""
    found = reach.beyond(post, feed(writing), HOME)

    assert (says in found) if says else found == ""
    assert "<shop>" not in found


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ((), ["FEED_TOKEN", "/earshot connect"]),
        (("user",), ["FEED_PASSWORD"]),
        (("token",), []),
        (("password", "user"), []),
    ],
)
def test_it_says_which_key_is_missing(told: tuple[str, ...], says: list[str]) -> None:
    """Of several ways the one that lacks least."""
    found = reach.missing(feed(NEEDS), NEEDS, told)

    assert all(each in found for each in says)
    assert bool(found) == bool(says)


@pytest.fixture
def desk(slack: Playground, memory: Store) -> Desk:
    """Work at a desk that has a key to lock with."""
    settings = settings_for(slack, memory, earshot_secret_key=KEY)
    return Desk(store=memory, workspace=TEAM, settings=settings, clock=lambda: NOW, slack=client(settings))


def enter(desk: Desk, key: str = KEY, **settings: str) -> None:
    """Enter a credential as the form does."""
    credentials.enter(desk.store, Vault(key), TEAM, "feed", settings, place="", by="U1", now=NOW)


def test_what_was_entered_counts_unless_the_operator_gave_a_secret(desk: Desk) -> None:
    """As it does for the listeners, who have the last word."""
    nothing = answerable.refusal(desk, POST, feed(NEEDS))
    enter(desk, user="acme", password="s3cret")
    entered = answerable.refusal(desk, POST, feed(NEEDS))
    half = answerable.refusal(desk, POST, feed(replace(NEEDS, given=("password",))))
    given = answerable.refusal(desk, POST, feed(replace(NEEDS, given=("token",))))

    assert "FEED_TOKEN" in nothing
    assert (entered, given) == ("", "")
    assert "FEED_USER" in half


def test_the_address_that_was_entered_is_where_we_may_answer(desk: Desk) -> None:
    """Unless the operator's environment says another."""
    writing = replace(NEEDS, only_home=True)
    enter(desk, token="t0ken", base_url="https://other.example")
    entered = answerable.refusal(desk, POST, feed(writing))
    operator = answerable.refusal(desk, POST, feed(replace(writing, given=("base_url",))))

    assert "FEED_URL" in entered
    assert operator == ""


def test_a_credential_that_cannot_be_opened_is_said(desk: Desk) -> None:
    """Sending would fail for it."""
    enter(desk, "another key of the tests", token="t0ken")

    assert "another EARSHOT_SECRET_KEY" in answerable.refusal(desk, POST, feed(NEEDS))


def window(work: Work, card: Message) -> View:
    """Open the draft window of a card."""
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "Your answer" in noor.view.text_seen())
    assert noor.view is not None
    return noor.view


def test_what_cannot_be_sent_is_said_in_the_window_and_goes_by_hand(work: Work) -> None:
    """No "Send it now": the text is kept, to copy and to post."""
    sources.tell(work.store, [feed(NEEDS)])
    card = work.alert()
    refused = window(work, card)
    work.slack.person("noor").submit(answers={"Your answer": "We are sorry."})
    sources.tell(work.store, [feed(replace(NEEDS, given=("token",)))])
    free = window(work, work.reads("Draft by"))

    assert "FEED_TOKEN" in refused.text_seen()
    assert "I posted it" in refused.text_seen()
    assert "Send it now" not in refused.text_seen()
    assert "Send it now" in free.text_seen()
    assert "FEED_TOKEN" not in free.text_seen()

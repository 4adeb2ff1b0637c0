"""Credentials entered in Slack: by admins, tried at once, kept locked, never shown or logged."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot import connecting, roles
from bot.app import Bot
from bot.blocks import connect as blocks
from bot.desk import Desk, client
from bot.playground import Fault, Playground, View
from bot.playground.workspace import PRIYA
from storage import credentials, cursors, outbox, refusals, sources, watches
from storage.database import Store
from storage.outbox import Wish
from storage.records import Entered, Listen, Role, SourceFacts, Watch
from storage.secrets import Vault
from tests.bot.made import TEAM, Work, a_watch, settings_for
from tests.webserver import Reply, Site

KEY = "an invented key of the tests"
TOKEN = "t0ken-of-acme-77"
MASTODON = SourceFacts(
    name="mastodon",
    title="Mastodon",
    secrets={"token": "an access token of our account"},
    settings={"visibility": "how openly answers are posted at most", "url": "a feed"},
    base_url="https://mastodon.example",
)
CLUB = SourceFacts(name="club", title="The club", secrets={"key": "a key"})
FEED = SourceFacts(name="feed", title="Feed")
NOW = datetime.now(UTC)


@pytest.fixture
def work(slack: Playground, memory: Store) -> Iterator[Work]:
    """Put a bot to work that has a key to lock with."""
    sources.tell(memory, [MASTODON, CLUB, FEED])
    settings = settings_for(slack, memory, earshot_secret_key=KEY, earshot_allow_private_addresses=True)
    bot = Bot(settings, memory)
    bot.start()
    slack.wait_until(lambda: bot.faults() == (), timeout=10, what="the bot to be ready")
    assert bot.desk is not None
    yield Work(slack=slack, desk=bot.desk, bot=bot)
    bot.stop()


@pytest.fixture
def site() -> Iterator[Site]:
    """A place on the web that takes the token."""
    with Site() as site:
        site.at("", Reply(b"[]"))
        site.at("/api/v1/accounts/verify_credentials", Reply(b'{"id": "7", "username": "acme", "acct": "acme"}'))
        yield site


def shown(work: Work, words: str, who: str = "priya") -> View:
    """Wait until a window says something."""
    person = work.slack.person(who)
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(), timeout=60, what=f"{words!r} in a window"
    )
    assert person.view is not None
    return person.view


def page(work: Work, words: str = "Credentials let Earshot", who: str = "priya") -> View:
    """Write `/earshot connect` and return the window."""
    work.slack.person(who).command("/earshot", "connect")
    return shown(work, words, who)


def form(work: Work, source: str = "mastodon") -> View:
    """Open the form of a source."""
    work.slack.person("priya").click(page(work), (source, "connect_source"))
    return shown(work, "Slack has no hidden input")


def enter(work: Work, source: str = "mastodon", *, by: str = "U03PRIYARA0") -> None:
    """Keep a credential as the form does."""
    given = {"token": TOKEN, "base_url": "https://social.example"}
    connecting.keep(work.desk, Vault(KEY), source, given, by=by, now=NOW)


def told(work: Work) -> dict[str, str]:
    """Return what the listeners are told of Mastodon."""
    return dict(credentials.told(work.store, Vault(KEY), TEAM, "mastodon", {}, ["token"]))


def everything_slack_has(work: Work) -> str:
    """Return all that was sent to Slack."""
    return "\n".join(str(call) for call in work.slack.calls())


def test_an_admin_enters_a_credential_which_is_tried_at_once_and_kept_locked(
    work: Work, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """The place is asked with it; from then on listeners are told; nobody is shown or logged it."""
    priya, view = work.slack.person("priya"), form(work)

    priya.submit(view, {"token": TOKEN, "base_url": site.url})
    shown(work, "lets us in")

    assert told(work) == {"token": TOKEN, "base_url": site.url}
    assert site.requests[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in everything_slack_has(work)
    assert TOKEN not in caplog.text
    assert "entered for 127.0.0.1 by" in page(work, "127.0.0.1").text_seen()
    assert TOKEN not in page(work).text_seen()


def test_a_credential_the_place_refuses_is_not_kept_and_told_in_its_words(
    work: Work, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """And not shown again in the window that says so."""
    site.at("/api/v1/accounts/verify_credentials", Reply(b'{"error": "The access token is invalid"}', status=401))
    priya, view = work.slack.person("priya"), form(work)

    priya.submit(view, {"token": TOKEN, "base_url": site.url})
    said = shown(work, "did not let us in")

    assert "The access token is invalid" in said.text_seen()
    assert told(work) == {}
    assert TOKEN not in everything_slack_has(work) + caplog.text


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"visibility": "public"}, {"token": "Enter a credential"}),
        ({"token": TOKEN, "base_url": "social.example"}, {"base_url": "no web address"}),
        ({"token": TOKEN, "base_url": "https://social.example/?a=b"}, {"base_url": "no web address"}),
        ({"token": "one\ntwo"}, {"token": "one line"}),
        ({"token": TOKEN}, {}),
    ],
    ids=["nothing", "no address", "a page", "two lines", "well"],
)
def test_a_form_that_cannot_be_tried_says_so_at_the_input(answers: dict[str, str], says: dict[str, str]) -> None:
    """Before any place is asked."""
    found = blocks.faults(MASTODON, answers)

    assert found.keys() == says.keys()
    assert all(words in found[name] for name, words in says.items())


def test_the_form_asks_for_every_secret_and_never_holds_one() -> None:
    """Also where one was entered before: replaced, never shown."""
    shape = json.dumps(blocks.form(MASTODON))

    assert [block["block_id"] for block in blocks.form(MASTODON)["blocks"] if block["type"] == "input"] == [
        "token",
        "visibility",
        "base_url",
    ]
    assert [block["block_id"] for block in blocks.form(CLUB)["blocks"] if block["type"] == "input"] == [
        "key",
        "base_url",
    ]
    assert "initial_value" not in shape
    assert "the environment where Earshot runs" in shape


def test_what_is_an_admins_to_do_is_not_even_shown_to_others(work: Work) -> None:
    """Neither the list nor a form, also where a form is sent off by somebody who is an admin no more."""
    enter(work)
    for who in ("noor", "jonas"):
        said = page(work, "Only admins", who)
        assert "Mastodon" not in said.text_seen()
    sent = form(work)
    work.slack.world.users[PRIYA.id] = replace(PRIYA, is_admin=False)
    work.desk.roster.forget()
    work.slack.person("priya").submit(sent, {"token": "another", "base_url": "https://social.example"})
    said = shown(work, "Only admins")

    assert told(work)["token"] == TOKEN
    assert "another" not in said.text_seen()


def test_where_slack_does_not_say_who_is_an_admin_nobody_is_taken_for_one(work: Work, slack: Playground) -> None:
    """They are told to try again."""
    slack.fail("users.info", Fault(error="missing_scope"))

    assert "did not say" in page(work, "did not say").text_seen()


@pytest.mark.parametrize(("who", "may"), [("priya", True), ("marta", True), ("noor", False)])
def test_admins_and_owners_may_and_nobody_else(work: Work, who: str, *, may: bool) -> None:
    """As Slack tells them apart, before anybody set roles."""
    assert roles.may(work.desk, work.slack.person(who).id, Role.ADMIN) is may


@pytest.mark.parametrize(("key", "says"), [("", "EARSHOT_SECRET_KEY` is not set"), ("short", "too short")])
def test_without_a_key_nothing_can_be_entered_and_it_says_how_to_mend_that(
    slack: Playground, memory: Store, key: str, says: str
) -> None:
    """One clear line, before anybody types a secret."""
    desk = _desk(slack, memory, key)

    assert says in connecting.hindrance(desk)


def test_removing_forgets_it_at_once(work: Work) -> None:
    """After a question, and the list says so."""
    enter(work)

    work.slack.person("priya").click(page(work, "by "), ("mastodon", "connect_remove"))
    shown(work, "not connected")
    work.slack.wait_until(lambda: credentials.every(work.store, TEAM) == (), timeout=10, what="it to be forgotten")

    assert told(work) == {}


def test_the_list_tells_who_and_when_and_what_the_environment_holds() -> None:
    """Never more: not even how it ends."""
    entered = Entered(source="mastodon", place="social.example", by="U03PRIYARA0", at=NOW)
    said = json.dumps(
        blocks.page([blocks.Place(facts=MASTODON, entered=entered), blocks.Place(facts=CLUB, is_operators=True)])
    )

    assert "for social.example by <@U03PRIYARA0>" in said
    assert "set in the environment, which counts first" in said
    assert said.count("connect_source") == 1


def test_the_home_tab_leads_there_too(work: Work) -> None:
    """A button beside the watches."""
    priya = work.slack.person("priya")
    priya.open_home()
    work.slack.wait_until(lambda: priya.home is not None, timeout=10, what="the Home tab")
    assert priya.home is not None

    priya.click(priya.home, "Connections")

    assert "Mastodon" in shown(work, "Credentials let Earshot").text_seen()


def test_a_form_that_came_to_nothing_does_not_show_the_secret_again(work: Work, slack: Playground) -> None:
    """Other forms give back every word that was typed; this one must not, also where the memory fails."""
    view = form(work)
    with work.store.transaction() as connection:
        connection.execute(text("drop table sources"))

    slack.person("priya").submit(view, {"token": TOKEN})

    said = shown(work, "could not reach its memory").text_seen()
    assert TOKEN not in said
    assert TOKEN not in everything_slack_has(work)


def refused(work: Work) -> refusals.Refusal:
    """Let two watches be refused by Mastodon."""
    for name in ("Acme", "Brightloaf"):
        made = a_watch(work.store, name)
        listens = (Listen(source="mastodon"),)
        _with(work, made, listens)
    for minutes in (20, 10):
        for listener in cursors.every(work.store, TEAM):
            at = NOW - timedelta(minutes=minutes)
            refusal = refusals.note(work.store, listener, "mastodon:print", "it wants <another> token", now=at)
            cursors.failed(work.store, listener, "refused", now=at, next_due=at, credential="mastodon:print")
    return refusal


def test_a_refusal_is_told_to_who_can_mend_it_with_the_way_to_do_so(work: Work) -> None:
    """By direct message: since when, why, who is kept from hearing, and a button."""
    refusal = refused(work)
    wish = Wish(key="refused:1", kind="refused", lane="U03PRIYARA0", payload={"refusal": refusal.id})
    outbox.put(work.store, TEAM, wish, now=NOW)
    priya = work.slack.person("priya")
    work.slack.wait_until(lambda: len(work.slack.calls("chat.postMessage")) == 1, timeout=10, what="the notice")
    notice = work.slack.messages(priya.id)[-1]
    said = notice.text_seen()
    priya.click(notice, "Connections")
    shown(work, "Credentials let Earshot")
    mended = refusals.mended(work.store, cursors.every(work.store, TEAM)[0], now=NOW)
    outbox.put(work.store, TEAM, Wish(key="let_in:1", kind="let_in", lane=priya.id, payload=wish.payload), now=NOW)
    work.slack.wait_until(lambda: len(work.slack.calls("chat.postMessage")) == 2, timeout=10, what="the good news")

    assert "Mastodon takes our credential no longer" in said
    assert "Acme, Brightloaf hear nothing" in said.replace("*", "")
    assert "it wants <another> token" in said
    assert mended is not None
    assert "takes our credential again, after 20 min" in work.slack.messages(priya.id)[-1].text_seen()


def _with(work: Work, watch: Watch, listens: tuple[Listen, ...]) -> None:
    watches.save(work.store, TEAM, replace(watch, listens=listens), now=NOW)


def _desk(slack: Playground, memory: Store, key: str) -> Desk:
    settings = settings_for(slack, memory, earshot_secret_key=key)
    return Desk(store=memory, workspace=TEAM, settings=settings, clock=lambda: NOW, slack=client(settings))

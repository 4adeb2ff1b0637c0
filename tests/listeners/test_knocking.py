"""A credential that a place takes no longer: said once, to those who can mend it, however many listeners share it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from listeners.calling import line_out
from listeners.ears import Ears
from listeners.http import Web
from listeners.pipeline import listen
from listeners.reader import Reader
from listeners.registry import discover
from storage import credentials, cursors, outbox, refusals, watches, workspaces
from storage.database import Store
from storage.records import Backlog, Job, Listen, Objective, Watch
from storage.secrets import Vault
from storage.settings import Settings
from tests.webserver import Reply, Site

NOW = datetime.now(UTC)
TEAM, SILENT = "T1", Backlog.SILENT
ADMIN = "U0ADMIN01"
ME = json.dumps({"id": "7", "username": "acme", "acct": "acme"}).encode()
REFUSED = Reply(b'{"error": "The access token is invalid"}', status=401)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One child that reads for all tests of this file."""
    with Reader(children=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def vault() -> Vault:
    """Lock with an invented key."""
    return Vault("an invented key of the tests")


@pytest.fixture
def ears(database_url: str, reader: Reader, vault: Vault) -> Iterator[Ears]:
    """Everything listening takes, on either database."""
    with Store(database_url) as store, Web(allow_private=True) as web:
        workspaces.enter(store, TEAM)
        yield Ears(store=store, line=line_out(web, reader), sources=discover(), settings=Settings(), vault=vault)


def enter(ears: Ears, site: Site, word: str = "a token of ours", *, by: str = ADMIN) -> None:
    """Enter a credential as the form in Slack does."""
    assert ears.vault
    settings = {"token": word, "base_url": site.url}
    credentials.enter(ears.store, ears.vault, TEAM, "mastodon", settings, place="social.example", by=by, now=NOW)


def watch(ears: Ears, name: str = "Acme", settings: Mapping[str, str] | None = None) -> None:
    """Watch a hashtag on the server."""
    listens = (Listen(source="mastodon", settings=settings or {}),)
    made = Watch(
        name=name,
        objective=Objective.SERVE,
        query=f"#{name}",
        channel=f"#{name.lower()}",
        listens=listens,
        backlog=SILENT,
    )
    watches.save(ears.store, TEAM, made, now=NOW)


def everybody_asks(ears: Ears, minutes: int) -> None:
    """Let each listener ask once."""
    for listener in cursors.every(ears.store, TEAM):
        listen(ears, listener, now=NOW + timedelta(minutes=minutes))


def opens(site: Site) -> None:
    """Take the token."""
    site.at("", Reply(b"[]"))
    site.at("/api/v1/accounts/verify_credentials", Reply(ME))
    site.at("/api/v2/search", Reply(b'{"accounts": [], "statuses": [], "hashtags": []}'))


def told(ears: Ears, lane: str) -> list[Job]:
    """Take what is to be told in a lane."""
    found = []
    while job := outbox.take(ears.store, TEAM, lane, now=NOW + timedelta(days=9)):
        outbox.done(ears.store, job, now=NOW)
        found.append(job)
    return found


def test_listeners_that_share_a_credential_have_one_notice_and_one_good_news(ears: Ears, site: Site) -> None:
    """Three watches are blind for two days: whoever entered the credential is told once, and once that it works."""
    enter(ears, site)
    for name in ("Acme", "Brightloaf", "Kettle"):
        watch(ears, name)
    site.at("", REFUSED)
    for minutes in (0, 10, 30, 120, 3000):
        everybody_asks(ears, minutes)

    dark = told(ears, ADMIN)
    opens(site)
    for minutes in (3010, 3020):
        everybody_asks(ears, minutes)
    light = told(ears, ADMIN)

    assert [job.kind for job in dark] == ["refused"]
    assert [job.kind for job in light] == ["let_in"]
    assert [job.payload for job in dark] == [job.payload for job in light]
    assert all(told(ears, f"#{name}") == [] for name in ("acme", "brightloaf", "kettle"))


def test_a_notice_knows_since_when_why_and_whom_it_keeps_from_hearing(ears: Ears, site: Site) -> None:
    """In the place's own words, without the credential."""
    enter(ears, site)
    for name in ("Brightloaf", "Acme"):
        watch(ears, name)
    site.at("", REFUSED)
    everybody_asks(ears, 0)
    everybody_asks(ears, 10)

    (job,) = told(ears, ADMIN)
    refusal = refusals.get(ears.store, TEAM, int(str(job.payload["refusal"])))

    assert refusal is not None
    assert (refusal.source, refusal.since, refusal.until) == ("mastodon", NOW, None)
    assert "The access token is invalid" in refusal.why
    assert "a token of ours" not in repr(refusal)
    assert refusals.kept_out(ears.store, refusal) == ("Acme", "Brightloaf")


def test_a_credential_of_nobody_in_slack_is_told_in_the_channel_of_a_watch(ears: Ears, site: Site) -> None:
    """Whoever runs Earshot reads it there; the second watch's channel stays quiet."""
    for name in ("Acme", "Brightloaf"):
        watch(ears, name, {"token": "a watch's own"})
    site.at("", REFUSED)
    ears = _at(ears, site)
    for minutes in (0, 10, 20):
        everybody_asks(ears, minutes)

    assert [job.kind for job in told(ears, "#acme") + told(ears, "#brightloaf")] == ["refused"]


def test_a_place_that_refuses_for_a_moment_is_no_news(ears: Ears, site: Site) -> None:
    """Neither the trouble nor its end is told."""
    enter(ears, site)
    watch(ears)
    watch(ears, "Brightloaf")
    site.at("", REFUSED)
    everybody_asks(ears, 0)
    opens(site)
    everybody_asks(ears, 4)

    assert told(ears, ADMIN) + told(ears, "#acme") == []
    assert cursors.every(ears.store, TEAM)[0].blind_since is None


def test_after_it_worked_again_the_next_refusal_is_news_again(ears: Ears, site: Site) -> None:
    """Two stretches, two notices; a day apart or an hour."""
    enter(ears, site)
    watch(ears)
    for start in (0, 60):
        site.at("", REFUSED)
        everybody_asks(ears, start)
        everybody_asks(ears, start + 10)
        opens(site)
        site.at("/api/v1/accounts/verify_credentials", Reply(ME))
        everybody_asks(ears, start + 20)
        site.at("/api/v1/accounts/verify_credentials", REFUSED)
        site.at("/api/v2/search", REFUSED)

    assert [job.kind for job in told(ears, ADMIN)].count("refused") == 2


def test_another_credential_that_is_taken_ends_the_refusal_too(ears: Ears, site: Site) -> None:
    """Entered anew, it is tried at once, and the good news is told once."""
    enter(ears, site)
    watch(ears)
    site.at("", REFUSED)
    everybody_asks(ears, 0)
    everybody_asks(ears, 10)
    opens(site)
    enter(ears, site, "a newer token")
    due = cursors.due(ears.store, now=NOW)
    everybody_asks(ears, 11)

    assert len(due) == 1
    assert [job.kind for job in told(ears, ADMIN)] == ["refused", "let_in"]
    assert site.requests[-1].headers["authorization"] == "Bearer a newer token"


def test_a_refusal_nobody_suffers_from_any_more_is_not_kept_in_mind(ears: Ears, site: Site) -> None:
    """Its watch was removed; a new one that is refused is news."""
    enter(ears, site)
    watch(ears)
    site.at("", REFUSED)
    everybody_asks(ears, 0)
    everybody_asks(ears, 10)
    watches.remove(ears.store, TEAM, watches.every(ears.store, TEAM)[0].id)
    watch(ears, "Brightloaf")
    everybody_asks(ears, 60)
    early = told(ears, ADMIN)
    everybody_asks(ears, 70)

    assert [job.kind for job in early] == ["refused"]
    assert [job.kind for job in told(ears, ADMIN)] == ["refused"]


def test_a_key_that_opens_nothing_is_said_in_plain_words(ears: Ears, site: Site) -> None:
    """Earshot goes on with everything else."""
    enter(ears, site)
    watch(ears)
    other = Ears(
        store=ears.store,
        line=ears.line,
        sources=ears.sources,
        settings=ears.settings,
        vault=Vault("another key of the tests"),
    )

    heard = listen(other, cursors.every(ears.store, TEAM)[0], now=NOW)

    assert "another EARSHOT_SECRET_KEY" in heard.error
    assert site.requests == []


def test_a_page_that_keeps_programs_out_is_no_matter_of_credentials(ears: Ears, site: Site) -> None:
    """A feed has none: its trouble is its own listener's, as before."""
    listens = tuple(Listen(source="feed", settings={"url": site.url + path}) for path in ("/a", "/b"))
    made = Watch(name="Acme", objective=Objective.SERVE, query="acme", channel="#acme", listens=listens)
    watches.save(ears.store, TEAM, made, now=NOW)
    site.at("", Reply(status=403))
    for minutes in (0, 10, 20, 30):
        everybody_asks(ears, minutes)

    assert [job.kind for job in told(ears, "#acme")].count("blind") == 2


def _at(ears: Ears, site: Site) -> Ears:
    """Let the operator say where the server is, as MASTODON_URL does."""

    class AtSite(Settings):
        def for_source(self, name: str) -> Mapping[str, str]:
            return {"base_url": site.url} if name == "mastodon" else {}

    return Ears(store=ears.store, line=ears.line, sources=ears.sources, settings=AtSite(), vault=ears.vault)

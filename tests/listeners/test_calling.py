"""Being let in, and keeping what that brings: one asks, all are let in, whatever dies or breaks meanwhile."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from listeners import registry
from listeners.calling import Caller, KeptInMind, Line, Passes, credential_of, line_out
from listeners.errors import Later, NeedsKey, Never
from listeners.http import Web
from listeners.passes import KeptInStore
from listeners.reader import Reader
from listeners.source import Answer, Ask, Need, Pass, settings_of
from storage import credentials
from storage.database import Store
from storage.secrets import Vault
from tests.listeners.club import Club, Porter, need_at
from tests.listeners.conftest import NOW
from tests.webserver import Reply, Site

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def vault() -> Vault:
    """Lock with an invented key."""
    return Vault("an invented key of the tests")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader nothing is read with here; it starts its children when they are needed."""
    with Reader(children=1) as opened:
        yield opened


@pytest.fixture
def porter(site: Site) -> Porter:
    """The place behind the club."""
    porter = Porter()
    site.answers(porter.answer)
    return porter


def call(line: Line, need: Need) -> Answer:
    """Ask the club what is new."""
    club, caller = Club(), Caller(line, Club(), need)
    return caller.let_in(lambda wanted: caller.send(club.ask(wanted)[0]))


def in_store(store: Store, vault: Vault) -> KeptInStore:
    """Keep passes in the memory, at the tests' own time."""
    return KeptInStore(store, vault, clock=lambda: NOW)


def test_a_pass_is_asked_for_once_and_used_until_it_ends(web: Web, reader: Reader, site: Site, porter: Porter) -> None:
    """Places count sign-ins, and shut out who signs in all the time."""
    line = line_out(web, reader)

    for minutes in (0, 30, 58, 62):
        call(line, need_at(site.url, NOW + timedelta(minutes=minutes)))

    assert porter.renewals == 1 + 1, "once at first, and once when it was about to end"
    assert porter.misused == []


def test_a_pass_that_opens_no_more_is_renewed_by_the_newest_refresh_token(
    web: Web, reader: Reader, site: Site, porter: Porter
) -> None:
    """What the operator once gave was used up by the first renewal."""
    line = line_out(web, reader)
    call(line, need_at(site.url, NOW))
    porter.lock()

    answer = call(line, need_at(site.url, NOW))

    assert answer.body == b"[]"
    assert (porter.renewals, porter.misused) == (2, [])


def test_where_renewing_is_refused_the_first_credential_is_tried_again(
    web: Web, reader: Reader, site: Site, porter: Porter
) -> None:
    """Somebody entered a new one, or the place forgot the pass."""
    line = line_out(web, reader)
    call(line, need_at(site.url, NOW))
    porter.lock()
    porter.refresh = "r0"

    assert call(line, need_at(site.url, NOW)).body == b"[]"
    assert porter.misused == ["r1"]


def test_a_credential_that_is_refused_is_an_error_in_the_places_words(
    web: Web, reader: Reader, site: Site, porter: Porter
) -> None:
    """Not hammered: asked once."""
    porter.refresh = "another"

    with pytest.raises(NeedsKey, match="invalid_grant"):
        call(line_out(web, reader), need_at(site.url, NOW))

    assert porter.misused == ["r0"]


@pytest.mark.parametrize("shared", [True, False], ids=["threads of one program", "programs of one memory"])
def test_of_many_who_need_a_new_pass_at_once_one_renews_it(
    web: Web, reader: Reader, site: Site, porter: Porter, store: Store, vault: Vault, *, shared: bool
) -> None:
    """A rotating refresh token that is used twice is taken away: the others take what the first was given."""
    one = in_store(store, vault)
    lines = [line_out(web, reader, one if shared else in_store(store, vault)) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda line: call(line, need_at(site.url, NOW)), lines))

    assert [answer.body for answer in answers] == [b"[]"] * 8
    assert (porter.renewals, porter.misused) == (1, [])


def test_passes_in_mind_are_renewed_by_one_thread_too(web: Web, reader: Reader, site: Site, porter: Porter) -> None:
    """Without a secret key nothing is stored, and nothing is used twice either."""
    line = line_out(web, reader)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: call(line, need_at(site.url, NOW)), range(8)))

    assert (porter.renewals, porter.misused) == (1, [])


def test_a_refreshed_token_is_stored_before_it_is_used(
    web: Web, reader: Reader, site: Site, store: Store, vault: Vault
) -> None:
    """Killed between the two, we still hold the only token that opens."""
    porter, seen = Porter(), []
    key = credential_of(Club(), need_at(site.url, NOW))

    def answering(request: object) -> Reply:
        reply = porter.answer(request)  # type: ignore[arg-type]
        if getattr(request, "path", "") == "/new":
            seen.append(credentials.kept_pass(store, vault, key).settings)
        return reply

    site.answers(answering)
    call(line_out(web, reader, in_store(store, vault)), need_at(site.url, NOW))

    assert seen == [{"access": "a1", "refresh": "r1"}]


def test_a_pass_outlives_the_program(
    web: Web, reader: Reader, site: Site, porter: Porter, store: Store, vault: Vault
) -> None:
    """After a restart the stored pass opens, and the stored refresh token renews."""
    call(line_out(web, reader, in_store(store, vault)), need_at(site.url, NOW))

    call(line_out(web, reader, in_store(store, vault)), need_at(site.url, NOW))
    call(line_out(web, reader, in_store(store, vault)), need_at(site.url, NOW + HOUR))

    assert (porter.renewals, porter.misused) == (2, [])


def test_a_pass_that_could_not_be_stored_is_not_lost(store: Store, vault: Vault) -> None:
    """The memory comes back, and what the place gave us meanwhile is stored then."""
    passes, given = in_store(store, vault), Pass(settings={"refresh": "r1"})

    def renames(before: str, after: str) -> None:
        with store.transaction() as connection:
            connection.execute(text(f"alter table {before} rename to {after}"))

    def renew(_: Pass | None) -> Pass:
        renames("passes", "away")
        return given

    with pytest.raises(DBAPIError):
        passes.renewed("club:k", None, renew)
    renames("away", "passes")

    assert passes.held("club:k") == given
    assert in_store(store, vault).held("club:k") == given


def test_a_renewal_that_fails_gives_the_right_back(store: Store, vault: Vault) -> None:
    """The next one may try at once; nothing of the old pass is lost."""
    passes, first = in_store(store, vault), Pass(settings={"refresh": "r1"}, until=NOW)
    passes.renewed("club:k", None, lambda _: first)

    def fails(_: Pass | None) -> Pass:
        raise Later("busy")

    with pytest.raises(Later):
        passes.renewed("club:k", first, fails)

    assert passes.held("club:k") == first
    assert passes.renewed("club:k", first, lambda held: replace(held or first, until=None)).settings == first.settings


def test_a_pass_that_our_keys_do_not_open_is_asked_for_anew(store: Store, vault: Vault) -> None:
    """A lost key costs a sign-in, not the source."""
    in_store(store, vault).renewed("club:k", None, lambda _: Pass(settings={"access": "a"}))
    after = in_store(store, Vault("another key of the tests"))

    assert after.held("club:k") is None
    assert after.renewed("club:k", None, lambda _: Pass(settings={"access": "b"})).settings == {"access": "b"}


def test_both_ways_of_keeping_passes_behave_alike(store: Store, vault: Vault) -> None:
    """What was kept is held; somebody else's newer pass is taken instead of asking again."""
    kept: list[Passes] = [KeptInMind(), in_store(store, vault)]
    for passes in kept:
        none = passes.held("club:k")
        first = passes.renewed("club:k", None, lambda _: Pass(settings={"access": "a"}))
        taken = passes.renewed("club:k", None, lambda _: Pass(settings={"access": "never"}))
        second = passes.renewed("club:k", first, lambda _: Pass(settings={}))

        assert (none, taken) == (None, first)
        assert passes.held("club:k") == second == Pass(settings={})


def test_a_credential_is_known_by_a_print_that_tells_nothing_of_it() -> None:
    """The same for all who share it, another for another place or another secret."""
    club, need = Club(), need_at("https://a.example", NOW)
    other = need_at("https://b.example", NOW)

    prints = {credential_of(club, each) for each in (need, replace(need, phrases=("x",)), other)}

    assert len(prints) == 2
    assert credential_of(club, replace(need, settings={**need.settings, "refresh": "r9"})) not in prints
    assert all(each.startswith("club:") and "r0" not in each for each in prints)


def test_ten_listeners_of_one_credential_share_what_it_may_ask(web: Web, reader: Reader, site: Site) -> None:
    """Nothing is asked between "none left" and the reset, by none of them; another credential is not held up."""
    site.at("", Reply(b"[]", headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "600"}))
    line = line_out(web, reader)
    need, other = need_at(site.url, NOW), need_at(site.url, NOW, refresh="another")

    def ask(which: Need) -> None:
        Caller(line, Club(), which).send(Ask(url=f"{site.url}/new"))

    ask(need)
    for _ in range(9):
        with pytest.raises(Later, match="grants us no more") as later:
            ask(replace(need, now=NOW + timedelta(seconds=599)))
        assert later.value.after == timedelta(seconds=1)
    held_up = len(site.requests)
    ask(replace(need, now=NOW + timedelta(seconds=600)))
    ask(other)

    assert (held_up, len(site.requests)) == (1, 3)


def test_a_place_that_asks_one_of_us_to_wait_makes_all_wait(web: Web, reader: Reader, site: Site) -> None:
    """429 with Retry-After holds the credential, not the one listener that was told."""
    site.at("/new", Reply(b"{}", status=429, headers={"Retry-After": "120"}))
    line, need = line_out(web, reader), need_at(site.url, NOW)

    for seconds in (0, 60, 119):
        with pytest.raises(Later):
            Caller(line, Club(), replace(need, now=NOW + timedelta(seconds=seconds))).send(Ask(url=f"{site.url}/new"))

    assert len(site.requests) == 1


def test_a_watch_cannot_say_where_the_operators_keys_go_or_what_asking_costs() -> None:
    """A listener's settings are typed in Slack; credentials, and what they cost, are the operator's."""
    linkedin = registry.discover()["linkedin"]
    own = {
        "organization": "4",
        "token_url": "https://elsewhere.example/",
        "base_url": "https://elsewhere.example",
        "access_token": "1",
    }
    told = settings_of(linkedin.about, own, {"refresh_token": "r", "client_secret": "s"})
    operators = settings_of(linkedin.about, {}, {"token_url": "https://proxy.example/token"})

    assert told == {
        "organization": "4",
        "base_url": linkedin.about.base_url,
        "refresh_token": "r",
        "client_secret": "s",
    }
    assert operators["token_url"] == "https://proxy.example/token"


def test_a_place_that_repeats_a_credential_in_its_refusal_does_not_spread_it(
    web: Web, reader: Reader, site: Site
) -> None:
    """Troubles are stored, logged and told in Slack: "Malformed access token EAAB…" loses the token on the way."""
    need = need_at(site.url, NOW, refresh="EAAB-an-invented-token")
    site.at("", Reply(b'{"message": "Malformed access token EAAB-an-invented-token"}', status=400))

    with pytest.raises(Never, match="Malformed access token •••") as never:
        Caller(line_out(web, reader), Club(), need).send(Ask(url=f"{site.url}/new"))

    assert "EAAB" not in str(never.value)

"""What was entered in Slack, and the passes it brings: locked, kept through every renewal, and never in plain words."""

from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from storage import credentials, cursors, secrets, workspaces
from storage.credentials import KeptPass
from storage.database import Store
from storage.errors import SettingsFault
from storage.secrets import Vault, WrongKey
from storage.upgrade import backup
from tests.storage.made import MINUTE, NOW, TEAM, a_watch

OLD, NEW = "an old key of ours; long enough", "a new key of ours; long enough"
SECRET = "s3cr3t-of-acme"
KEY = "mastodon:print"
FERNETS = urlsafe_b64encode(bytes(range(32))).decode()


def enter(store: Store, vault: Vault, source: str = "feed") -> None:
    """Enter a credential as the form does."""
    credentials.enter(store, vault, TEAM, source, {"token": SECRET}, place="social.example", by="U1", now=NOW)


def everything_in(store: Store) -> str:
    """Return every word of the tables that hold secrets."""
    with store.reading() as connection:
        rows = [connection.execute(text(f"select * from {name}")).all() for name in ("credentials", "passes")]  # noqa: S608
    return str(rows)


@pytest.mark.parametrize("key", ["sixteen letters.", FERNETS, "ключ из шестнадцати", "x" * 44, "!" * 44])
def test_a_vault_opens_with_its_key_whatever_kind_of_text_that_is(key: str) -> None:
    """A key of Fernet's own, or any text that is long enough, in any script."""
    locked = Vault(key).lock({"token": SECRET})

    assert Vault(key).open(locked) == {"token": SECRET}
    assert SECRET not in locked


def test_a_key_of_fernets_own_is_used_as_it_is() -> None:
    """What was locked can be opened by other tools that know Fernet."""
    assert b"acme" in Fernet(FERNETS).decrypt(Vault(FERNETS).lock({"user": "acme"}).encode())


@pytest.mark.parametrize("keys", ["secret!", ",", f"{NEW},secret!"], ids=["short", "none", "one of two"])
def test_a_key_too_weak_to_keep_secrets_is_refused_in_one_line(keys: str) -> None:
    """Nobody believes to be safe with "secret"."""
    with pytest.raises(SettingsFault, match="EARSHOT_SECRET_KEY is too short") as refused:
        Vault(keys)

    assert "\n" not in str(refused.value)
    assert "secret!" not in str(refused.value)


def test_without_a_key_there_is_no_vault() -> None:
    """Earshot works with the credentials of the environment alone."""
    assert secrets.vault(" ") is None
    assert secrets.vault(OLD) is not None


def test_several_keys_open_and_the_first_one_locks() -> None:
    """So that a key can be replaced while the programs run."""
    both, locked = Vault(f"{NEW}, {OLD}"), Vault(OLD).lock({"token": SECRET})

    assert both.open(locked) == {"token": SECRET}
    assert Vault(NEW).open(both.lock({"token": SECRET})) == {"token": SECRET}
    with pytest.raises(WrongKey, match="another EARSHOT_SECRET_KEY"):
        Vault(NEW).open(locked)


def test_what_was_entered_is_told_to_the_listeners_under_the_operators_own_settings(store: Store) -> None:
    """The operator wins setting by setting; and with a secret of their own nothing that was entered counts."""
    vault = Vault(OLD)
    entered = {"token": SECRET, "base_url": "https://entered.example", "handle": "acme"}
    credentials.enter(store, vault, TEAM, "feed", entered, place="entered.example", by="U1", now=NOW)

    def told(operator: dict[str, str], *, locked: bool = True) -> object:
        return credentials.told(store, vault if locked else None, TEAM, "feed", operator, ["token"])

    assert told({}) == entered
    assert told({"handle": "ours"}) == {**entered, "handle": "ours"}
    assert told({"token": "the operator's"}) == {"token": "the operator's"}
    assert told({"handle": "ours"}, locked=False) == {"handle": "ours"}
    assert credentials.told(store, vault, "T2", "feed", {}, ["token"]) == {}


def test_entering_again_replaces_and_lets_the_listeners_ask_at_once(store: Store) -> None:
    """What was refused is tried anew, without waiting for the end of the back-off."""
    a_watch(store)
    (listener,) = cursors.every(store, TEAM)
    cursors.failed(store, listener, "refused", now=NOW, next_due=NOW + timedelta(hours=6))

    enter(store, Vault(OLD))
    credentials.enter(store, Vault(OLD), TEAM, "feed", {"token": "other"}, place="b", by="U2", now=NOW + MINUTE)

    assert credentials.told(store, Vault(OLD), TEAM, "feed", {}, ["token"]) == {"token": "other"}
    assert [(one.source, one.place, one.by, one.at) for one in credentials.every(store, TEAM)] == [
        ("feed", "b", "U2", NOW + MINUTE)
    ]
    assert cursors.every(store, TEAM)[0].next_due == NOW + MINUTE


def test_removing_forgets_the_passes_too(store: Store) -> None:
    """Nothing that opens anything stays behind."""
    vault = Vault(OLD)
    enter(store, vault, "mastodon")
    credentials.keep_pass(store, vault, KEY, KeptPass(settings={"access": "a"}), now=NOW)
    credentials.keep_pass(store, vault, "reddit:x", KeptPass(settings={"access": "b"}), now=NOW)

    removed = [credentials.remove(store, TEAM, "mastodon", now=NOW) for _ in range(2)]

    assert removed == [True, False]
    assert credentials.every(store, TEAM) == ()
    assert credentials.kept_pass(store, vault, KEY) == KeptPass()
    assert credentials.kept_pass(store, vault, "reddit:x").settings == {"access": "b"}


def test_forgetting_takes_one_workspace_or_one_source_and_leaves_the_rest(store: Store) -> None:
    """Who asks to be forgotten is."""
    vault = Vault(OLD)
    workspaces.enter(store, "T2")
    for source in ("mastodon", "feed"):
        enter(store, vault, source)
    credentials.enter(store, vault, "T2", "feed", {"token": "theirs"}, place="", by="U9", now=NOW)
    credentials.keep_pass(store, vault, KEY, KeptPass(settings={"access": "a"}), now=NOW)

    assert credentials.forget(store, TEAM, "mastodon") == 1
    assert credentials.kept_pass(store, vault, KEY) == KeptPass()
    assert credentials.forget(store, TEAM) == 1
    assert credentials.every(store, TEAM) == ()
    assert [one.source for one in credentials.every(store, "T2")] == ["feed"]


def test_a_renewed_pass_takes_the_place_of_the_one_before(store: Store) -> None:
    """Version by version, with what it says and until when."""
    vault = Vault(OLD)
    assert credentials.begin_renewal(store, KEY, 0, now=NOW)
    credentials.keep_pass(store, vault, KEY, KeptPass(settings={"refresh": "1"}, until=NOW + MINUTE), now=NOW)

    kept = credentials.kept_pass(store, vault, KEY)

    assert kept == KeptPass(settings={"refresh": "1"}, until=NOW + MINUTE, version=1)
    assert SECRET not in repr(kept)
    assert "refresh" not in repr(kept)
    assert credentials.begin_renewal(store, KEY, 0, now=NOW) is False
    assert credentials.begin_renewal(store, KEY, 1, now=NOW) is True


def test_of_many_who_would_renew_a_pass_one_does(store: Store) -> None:
    """A refresh token that is used twice is taken away by the place."""
    with ThreadPoolExecutor(8) as pool:
        took = list(pool.map(lambda _: credentials.begin_renewal(store, KEY, 0, now=NOW), range(8)))

    assert took.count(True) == 1
    credentials.end_renewal(store, KEY, 0)
    assert credentials.begin_renewal(store, KEY, 0, now=NOW) is True
    assert credentials.begin_renewal(store, KEY, 0, now=NOW + MINUTE) is True, "whoever began has died by now"


def test_rotation_locks_everything_with_the_first_key_and_can_be_repeated(store: Store) -> None:
    """The old key may go then."""
    enter(store, Vault(OLD))
    credentials.keep_pass(store, Vault(OLD), KEY, KeptPass(settings={"access": "a"}), now=NOW)
    credentials.begin_renewal(store, "reddit:begun", 0, now=NOW)

    counts = [credentials.rotate(store, Vault(f"{NEW},{OLD}")) for _ in range(2)]

    assert counts == [2, 2]
    assert credentials.told(store, Vault(NEW), TEAM, "feed", {}, ["token"]) == {"token": SECRET}
    assert credentials.kept_pass(store, Vault(NEW), KEY).settings == {"access": "a"}
    assert credentials.kept_pass(store, Vault(OLD), KEY).settings is None
    with pytest.raises(WrongKey):
        credentials.told(store, Vault(OLD), TEAM, "feed", {}, ["token"])


def test_a_rotation_that_cannot_open_one_secret_changes_none(store: Store) -> None:
    """All or nothing: no memory half in the old key and half in the new."""
    enter(store, Vault(OLD))
    enter(store, Vault("a third key that is lost"), "mastodon")
    before = everything_in(store)

    with pytest.raises(WrongKey):
        credentials.rotate(store, Vault(f"{NEW},{OLD}"))

    assert everything_in(store) == before


def test_no_secret_stands_in_the_memory_or_its_backup_in_plain_words(sqlite_url: str, tmp_path: Path) -> None:
    """A stolen copy opens nothing."""
    with Store(sqlite_url) as store:
        workspaces.enter(store, TEAM)
        enter(store, Vault(OLD))
        credentials.keep_pass(store, Vault(OLD), KEY, KeptPass(settings={"access": SECRET}), now=NOW)
        backup(store, tmp_path / "copy.db")
        words = everything_in(store)

    assert SECRET not in words
    assert SECRET.encode() not in (tmp_path / "copy.db").read_bytes()


def test_passes_nobody_renews_any_more_are_forgotten(store: Store) -> None:
    """After longer than any of them lasts."""
    credentials.keep_pass(store, Vault(OLD), KEY, KeptPass(settings={"access": "a"}), now=NOW)

    credentials.forget_old_passes(store, now=NOW + timedelta(days=399))
    kept = credentials.kept_pass(store, Vault(OLD), KEY)
    credentials.forget_old_passes(store, now=NOW + timedelta(days=401))

    assert kept.settings == {"access": "a"}
    assert credentials.kept_pass(store, Vault(OLD), KEY) == KeptPass()

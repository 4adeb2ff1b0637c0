"""What the operator decides: `.env` and the environment, faults named at once, each source its own keys."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from listeners.registry import discover
from storage.errors import SettingsFault
from storage.settings import SLACK_API_URL, LogFormat, Settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Work in an empty folder, with an environment that says nothing of ours."""
    before, kept = Path.cwd(), dict(os.environ)
    for key in [key for key in os.environ if key.lower() in Settings.model_fields]:
        del os.environ[key]
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)
    os.environ.clear()
    os.environ.update(kept)


@contextmanager
def environment(**keys: str) -> Iterator[None]:
    """Set keys for a while."""
    os.environ.update(keys)
    yield
    for key in keys:
        del os.environ[key]


@pytest.mark.usefixtures("folder")
def test_nothing_set_is_a_working_start() -> None:
    """The defaults are those of the documentation."""
    settings = Settings.read()

    assert settings.database_url.get_secret_value() == "sqlite:///earshot.db"
    assert settings.slack_base_url == SLACK_API_URL
    assert (settings.port, settings.log_level, settings.log_format) == (None, "INFO", LogFormat.TEXT)
    assert settings.earshot_allow_private_addresses is False


def test_the_environment_wins_over_dot_env(folder: Path) -> None:
    """And what is left empty counts as not set."""
    (folder / ".env").write_text("LOG_LEVEL=debug\nLOG_FORMAT=json\nPORT=\nSLACK_API_URL=http://127.0.0.1:9/api\nX=1\n")
    with environment(LOG_LEVEL="warning", DATABASE_URL=""):
        settings = Settings.read()

    assert (settings.log_level, settings.log_format, settings.port) == ("warning", LogFormat.JSON, None)
    assert settings.slack_base_url == "http://127.0.0.1:9/api/"
    assert settings.database_url.get_secret_value() == "sqlite:///earshot.db"


@pytest.mark.usefixtures("folder")
def test_every_fault_is_named_in_one_line() -> None:
    """Mend all at once; no value is repeated, it may be a secret."""
    faulty = environment(PORT="eighty", LOG_LEVEL="loud", LOG_FORMAT="xml", EARSHOT_ALLOW_PRIVATE_ADDRESSES="perhaps")
    with faulty, pytest.raises(SettingsFault) as fault:
        Settings.read()
    said = str(fault.value)

    assert all(f"{key}: " in said for key in ("PORT", "LOG_LEVEL", "LOG_FORMAT", "EARSHOT_ALLOW_PRIVATE_ADDRESSES"))
    assert "\n" not in said
    assert "eighty" not in said


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("contact", "fits"),
    [
        ("listening@acme.example", True),
        ("https://acme.example/bots", True),
        ("Acme", False),
        ("a@b.example (us)", False),
        ("a@b.example\nX-Injected: 1", False),
        ("a@" + "b" * 300, False),
    ],
    ids=["mail", "page", "neither", "with brackets", "two lines", "too long"],
)
def test_a_contact_is_an_address_that_a_header_can_hold(contact: str, *, fits: bool) -> None:
    """Whatever is set, what we send stays one proper header."""
    with environment(EARSHOT_CONTACT=contact):
        if fits:
            assert Settings.read().earshot_contact == contact
        else:
            with pytest.raises(SettingsFault, match="EARSHOT_CONTACT"):
                Settings.read()


def test_a_dot_env_that_cannot_be_read_is_a_fault_too(folder: Path) -> None:
    """Not a traceback."""
    (folder / ".env").write_bytes(b"\xff\xfe\x00LOG")

    with pytest.raises(SettingsFault, match=r"\.env cannot be read"):
        Settings.read()


def test_no_secret_is_shown_when_settings_are_printed(folder: Path) -> None:
    """A settings object in a log line gives nothing away."""
    (folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nDATABASE_URL=postgresql://u:hunter2@h/d\n")
    shown = repr(Settings.read())

    assert "xoxb-1" not in shown
    assert "hunter2" not in shown


def test_a_source_gets_its_own_keys_and_no_others(folder: Path) -> None:
    """`MASTODON_TOKEN` is Mastodon's; an empty key is none; our own keys are nobody's."""
    (folder / ".env").write_text(
        "MASTODON_TOKEN=t\nMASTODON_URL=http://127.0.0.1:9/\nMASTODON_X=\nBLUESKY_HANDLE=ann\nSLACK_BOT_TOKEN=x\n"
    )
    with environment(bluesky_app_password="p"):
        settings = Settings.read()

        assert settings.for_source("mastodon") == {"token": "t", "base_url": "http://127.0.0.1:9"}
        assert settings.for_source("bluesky") == {"handle": "ann", "app_password": "p"}
        assert settings.for_source("slack") == {}
        assert settings.for_source("feed") == {}


def test_the_example_tells_every_key_and_no_other() -> None:
    """`.env.example` is the documentation of the environment."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    told = {line.removeprefix("#").partition("=")[0].strip() for line in lines if "=" in line and " " not in line}
    ours = {field.upper() for field in Settings.model_fields}
    sources = [source.about for source in discover().values()]
    taken = {f"{about.name}_{one.name}".upper() for about in sources for one in about.settings}
    secrets = {f"{about.name}_{one.name}".upper() for about in sources for one in about.settings if one.secret}

    assert ours <= told
    assert told - ours <= taken | {f"{about.name}_url".upper() for about in sources}
    assert secrets <= told


@pytest.mark.usefixtures("folder")
def test_the_example_copied_as_it_stands_changes_nothing() -> None:
    """It can be the first `.env`."""
    before = Settings.read()
    Path(".env").write_text((ROOT / ".env.example").read_text())

    assert Settings.read() == before


def test_the_defaults_in_the_example_are_the_defaults(folder: Path) -> None:
    """Uncommented, it still says what is so without it."""
    before = Settings.read()
    lines = (ROOT / ".env.example").read_text().splitlines()
    (folder / ".env").write_text("\n".join(line.removeprefix("#") for line in lines if " " not in line))

    assert Settings.read() == before

"""Credentials entered in Slack: what a source takes, and a try before anything is kept.

The try is the listeners' (`python -m listeners connect`), in a program of its own: the two rooms never import each
other. It is told the credential by its environment, which nobody else on the machine can read; a command line can be
read by all. It keeps what signing in brought, because a place that takes its old token away would else shut us out.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import structlog

from bot.blocks.connect import BASE, Place
from bot.desk import Desk
from storage import credentials, secrets, sources
from storage.commands import FAILED
from storage.errors import SettingsFault
from storage.records import SourceFacts
from storage.scrub import scrub
from storage.secrets import Vault

log = structlog.get_logger()

PATIENCE = 60  # seconds; a place has 18 of them, starting the listeners on a busy machine takes some
NO_KEY = (
    "Credentials cannot be kept yet: `EARSHOT_SECRET_KEY` is not set where Earshot runs. Set it (`python -m bot init` "
    "does, or write any text of at least 16 characters) and start Earshot again; or set the credentials "
    "themselves there."
)
NO_SOURCES = "No source that takes credentials is known yet: start the listening side (`python -m listeners`) first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a place took a credential: `refused` says why it did not, `untried` why it could not be asked."""

    refused: str = ""
    untried: str = ""


def hindrance(desk: Desk) -> str:
    """Return in a sentence why no credential can be entered now, "" where it can."""
    try:
        return "" if vault(desk) else NO_KEY
    except SettingsFault as fault:
        return str(fault)


def vault(desk: Desk) -> Vault | None:
    """Return what locks credentials, None without a key; raise SettingsFault where the key is too weak."""
    return secrets.vault(desk.settings.earshot_secret_key.get_secret_value())


def places(desk: Desk) -> tuple[Place, ...]:
    """Return every source that takes credentials, and how it stands with them."""
    entered = {one.source: one for one in credentials.every(desk.store, desk.workspace)}
    return tuple(
        Place(facts=facts, is_operators=is_operators(desk, facts), entered=entered.get(facts.name))
        for facts in sources.every(desk.store)
        if facts.secrets
    )


def is_operators(desk: Desk, facts: SourceFacts) -> bool:
    """Say whether the environment holds a credential of a source: then what is entered would not count."""
    return any(desk.settings.for_source(facts.name).get(name) for name in facts.secrets)


def tried(desk: Desk, source: str, given: Mapping[str, str]) -> Tried:
    """Ask a place with a credential, once, and return how it took it; nothing of it is logged or told."""
    program = [sys.executable, "-m", "listeners", "connect", source]
    try:
        done = subprocess.run(  # noqa: S603  our own program
            program,
            env=_environment(desk, source, given),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.warning("a credential could not be tried", source=source, error=type(error).__name__)
        return Tried(refused="It could not be tried just now. Please try again in a moment.")
    said = [line for line in (done.stderr if done.returncode else done.stdout).splitlines() if line.strip()]
    last = scrub(said[-1], given.values()) if said else "it gave no reason"
    if done.returncode == FAILED:
        return Tried(refused=last.removeprefix("error: "))
    if done.returncode:
        log.warning("a credential could not be tried", source=source, exit=done.returncode)
        return Tried(refused=f"It could not be tried: {last.removeprefix('error: ')}")
    return Tried(untried=last.removeprefix("not tried: ") if last.startswith("not tried: ") else "")


def keep(desk: Desk, vault: Vault, source: str, given: Mapping[str, str], *, by: str, now: datetime) -> None:
    """Keep a credential locked; its listeners ask with it from now on."""
    place = urlsplit(given.get(BASE, "")).hostname or ""
    credentials.enter(desk.store, vault, desk.workspace, source, given, place=place, by=by, now=now)
    log.info("a credential was entered", source=source, by=by)


def _environment(desk: Desk, source: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return our own environment, with the settings we have and the credential as an operator would set it."""
    settings = desk.settings
    ours = {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "EARSHOT_SECRET_KEY": settings.earshot_secret_key.get_secret_value(),
        "EARSHOT_ALLOW_PRIVATE_ADDRESSES": str(int(settings.earshot_allow_private_addresses)),
        "EARSHOT_CONTACT": settings.earshot_contact,
    }
    keys = {f"{source}_{'url' if name == BASE else name}".upper(): value for name, value in given.items()}
    return {**os.environ, **ours, **keys}

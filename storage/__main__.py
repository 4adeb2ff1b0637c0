"""`python -m storage`: the memory's own commands, for operators."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from sqlalchemy.exc import DBAPIError

from storage import (
    commands,
    credentials,
    export as exporting,
    forgetcommand,
    loading,
    secrets,
    shelffeed,
    upgrade as upgrading,
    watchfile,
    workspaces,
)
from storage.database import Store
from storage.errors import MemoryTrouble, NeedsUpgrade, TooNew, WatchRefused
from storage.settings import Settings

app = typer.Typer(
    help="Look after what Earshot remembers. DATABASE_URL says where that is (default: sqlite:///earshot.db).",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


keys = typer.Typer(help="The keys that lock what was entered in Slack.", no_args_is_help=True)
app.add_typer(keys, name="keys")


@keys.command()
def rotate() -> None:
    """Lock every credential anew with the first key of EARSHOT_SECRET_KEY, all or none; the others may go then."""
    vault = secrets.vault(Settings.read().earshot_secret_key.get_secret_value())
    if vault is None:
        message = f"EARSHOT_SECRET_KEY is not set: put the new key first, then a comma and the old one ({secrets.HOW})"
        raise commands.WrongUse(message)
    with _memory() as store:
        upgrading.ready(store)
        count = credentials.rotate(store, vault)
        typer.echo(f"locked {count} {'secret' if count == 1 else 'secrets'} with the first key")


@app.command()
def upgrade() -> None:
    """Make the database, or bring it up to this version; what is there is kept, and left alone if that fails."""
    with _memory() as store:
        typer.echo(upgrading.upgrade(store))


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="A TOML file with one [[watch]] for each watch.", metavar="FILE.toml")],
    *,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the watches that are not in the file, with their mentions.")
    ] = False,
) -> None:
    """Store the watches of a file by their names and say what that changed; nothing is stored if anything is wrong."""
    wanted = watchfile.read(file)
    with _memory() as store:
        upgrading.ready(store)
        workspace = workspaces.only(store)
        loading.refuse_bad_queries(store, workspace, wanted)
        for line in loading.strange_sources(store, wanted):
            typer.echo(f"note: {line}", err=True)
        for one in loading.load(store, workspace, wanted, prune=prune, now=datetime.now(UTC)):
            typer.echo(f"{one.name}: {one.what}")


@app.command()
def export(
    *,
    csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet instead of JSON Lines.")] = False,
    since: Annotated[
        str, typer.Option(help="Only what was heard since, such as 2026-11-21 or 2026-11-21T09:00+01:00 (else UTC).")
    ] = "",
    feedback: Annotated[
        bool, typer.Option("--feedback", help="What people said of mentions instead, one word a line.")
    ] = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Only what may be quoted, with its permission.")] = False,
    library: Annotated[
        bool, typer.Option("--shareables", help="The library of what is worth sharing instead, as a JSON Feed.")
    ] = False,
) -> None:
    """Print every mention with its post, urgency, reasons, state and owner: JSON Lines, one mention each."""
    if library and (csv or feedback or quotes or since):
        message = "--shareables prints all there is, as a JSON Feed: leave out the other options"
        raise commands.WrongUse(message)
    if csv and (feedback or quotes):
        message = f"{'--feedback' if feedback else '--quotes'} is printed as JSON Lines only: leave out --csv"
        raise commands.WrongUse(message)
    moment = _moment(since) if since else None
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="" if csv else "\n")
    with _memory() as store:
        upgrading.ready(store)
        if library:
            typer.echo(shelffeed.as_json(store, workspaces.only(store)))
            return
        if feedback:
            exporting.write_json(exporting.feedback_shapes(store, since=moment), sys.stdout)
            return
        if quotes:
            exporting.write_json(exporting.quote_shapes(store), sys.stdout)
            return
        shapes = track(
            exporting.shapes(store, since=moment),
            description="Exporting",
            total=exporting.count(store, since=moment),
            console=Console(stderr=True),
            disable=sys.stdout.isatty() or not sys.stderr.isatty(),
            transient=True,
        )
        (exporting.write_csv if csv else exporting.write_json)(shapes, sys.stdout)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The copy to write; it must not exist yet.", metavar="FILE")],
) -> None:
    """Write a consistent copy of a SQLite memory while the programs go on working."""
    with _memory() as store:
        upgrading.backup(store, file)
        typer.echo(f"wrote {file}")


@app.command()
def forget(
    *,
    source: Annotated[str, typer.Option(help="The platform, by its name as in `python -m listeners sources`.")] = "",
    author: Annotated[str, typer.Option(help="Somebody's id or handle there, with everything they said.")] = "",
    post: Annotated[str, typer.Option(help="One post: its address, or with --source its id there.")] = "",
    person: Annotated[int, typer.Option(help="Somebody by their number, on all their platforms.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what that would take out.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; needed in a pipe.")] = False,
    undo: Annotated[bool, typer.Option("--undo", hidden=True)] = False,
) -> None:
    """Take somebody, or one post, out of the memory and out of Slack, for good, and hear nothing of them again."""
    if undo:
        raise commands.WrongUse(forgetcommand.FOR_GOOD)
    meant = forgetcommand.meant(source, author, post, person)
    with _memory() as store:
        upgrading.ready(store)
        forgetcommand.run(store, meant, dry_run=dry_run, yes=yes, now=datetime.now(UTC))


@contextmanager
def _memory() -> Iterator[Store]:
    """Open the memory the settings name; what goes wrong in it from here on is a failure, not a wrong use."""
    with Store(Settings.read().database_url.get_secret_value()) as store:
        try:
            yield store
        except (NeedsUpgrade, TooNew, WatchRefused):
            raise
        except MemoryTrouble as error:
            raise commands.Failed(str(error)) from error
        except DBAPIError as error:
            raise commands.Failed(f"the database cannot be used: {error.orig}") from error


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        message = f"--since: {written!r} is not a moment such as 2026-11-21 or 2026-11-21T09:00Z"
        raise commands.WrongUse(message) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


if __name__ == "__main__":
    commands.run(app, name="python -m storage")

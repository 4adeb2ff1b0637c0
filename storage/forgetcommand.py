"""`python -m storage forget` as an operator meets it: what would go is told first, and nothing brings it back."""

import sys
from collections.abc import Sequence
from datetime import datetime

import typer
from sqlalchemy import select

from storage import commands, forgetting, history, shredding, sources, tables, whom, workspaces
from storage.database import Store
from storage.forgetting import Account
from storage.whom import Somebody, Whom

FOR_GOOD = "This is for good: nothing is kept that could bring it back, and whoever was forgotten is not heard again."


def meant(source: str, author: str, post: str, person: int) -> Whom:
    """Return who is meant; raise WrongUse, in a line, where that is not said clearly."""
    if sum(map(bool, (author, post, person))) != 1:
        message = "say whom: --source S --author ID or handle, --post ADDRESS, --source S --post ID, or --person NUMBER"
        raise commands.WrongUse(message)
    if not source and (author or (post and "://" not in post)):
        message = "ids and handles are a platform's own: add --source, such as --source mastodon"
        raise commands.WrongUse(message)
    return Whom(source=source, author=author, post=post, person=person)


def run(store: Store, whom_: Whom, *, dry_run: bool, yes: bool, now: datetime) -> None:
    """Tell what is held of somebody in every workspace, and forget it once that is confirmed."""
    _refuse_strange(store, whom_.source)
    found = [whom.find(store, workspace, whom_) for workspace in workspaces.every(store)]
    if not whom_.author and not any(one.posts or one.people for one in found):
        message = "nothing of that is held: look the post or the person up with `python -m storage export`"
        raise commands.Failed(message)
    for somebody in found:
        _say(store, forgetting.preview(store, somebody, now=now), somebody, len(found))
    if dry_run:
        return
    if not yes:
        _ask()
    _forget(store, found, now)


def _say(store: Store, account: Account, somebody: Somebody, workspaces_: int) -> None:
    if workspaces_ > 1:
        typer.echo(f"{somebody.workspace}:")
    for line in account.lines():
        typer.echo(line)
    for path in shredding.leftovers(store):
        typer.echo(f"The copy {path.name} keeps what it holds: delete it once you need it no more.")


def _ask() -> None:
    if not sys.stdin.isatty():
        message = "nobody can be asked here: look at it with --dry-run, then add --yes"
        raise commands.WrongUse(message)
    typer.confirm(f"{FOR_GOOD} Forget it?", abort=True)


def _forget(store: Store, found: Sequence[Somebody], now: datetime) -> None:
    accounts = [forgetting.forget(store, somebody, by=history.EARSHOT, now=now) for somebody in found]
    if left := [line for account in accounts for line in account.left]:
        message = f"forgotten, but for this: {'; '.join(left)}. Run it again when less is going on"
        raise commands.Failed(message)
    typer.echo("Forgotten: nothing of it is in the memory any more, which was looked through again to be sure.")


def _refuse_strange(store: Store, source: str) -> None:
    """Refuse a source nobody knows: a typing error would forget nobody, and say that all was well."""
    with store.reading() as connection:
        heard = set(connection.execute(select(tables.posts.c.source).distinct()).scalars())
    known = heard | {fact.name for fact in sources.every(store)}
    if source and known and source not in known:
        message = f"there is no source {source!r}; there are {', '.join(sorted(known))}"
        raise commands.WrongUse(message)

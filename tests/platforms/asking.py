"""How a test signs in, sends an answer and looks for it: the steps the sender takes, without its memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from listeners.http import Web
from listeners.source import Answer, Ask, Need, Page, Refuses, Replies, SignsIn, Source
from storage.records import Outgoing, Receipt


def ask(source: Source, web: Web, wanted: Ask) -> Answer:
    """Return what the place answers, its refusals in the source's own words."""
    return web.send(wanted, refused=source.refused if isinstance(source, Refuses) else None)


def let_in(source: Source, web: Web, settings: Mapping[str, str], *, now: datetime | None = None) -> Need:
    """Return a need that holds what signing in brought."""
    need = Need(phrases=("acme",), settings=settings, now=now or datetime.now(UTC))
    wanted = source.sign_in(need) if isinstance(source, SignsIn) else None
    if not isinstance(source, SignsIn) or wanted is None:
        return need
    brought = source.signed_in(ask(source, web, wanted), need)
    return replace(need, settings={**need.settings, **brought.settings})


def send(source: Source, web: Web, outgoing: Outgoing, need: Need) -> Receipt:
    """Return the receipt of an answer sent once."""
    assert isinstance(source, Replies)
    wanted = source.prepare(outgoing, need)
    prepared = ask(source, web, wanted) if wanted else None
    return source.receipt(ask(source, web, source.reply(outgoing, need, prepared)), outgoing, need)


def look(source: Source, web: Web, outgoing: Outgoing, need: Need) -> Receipt | None:
    """Return our answer if it stands there."""
    assert isinstance(source, Replies)
    wanted = source.look(outgoing, need)
    assert wanted is not None
    return source.ours(ask(source, web, wanted), outgoing, need)


def every_page(source: Source, web: Web, need: Need) -> list[Page]:
    """Return the first page of every ask."""
    return [source.read(ask(source, web, wanted), need) for wanted in source.ask(need)]

"""Asking one source for one workspace: let in where it must be, and within what the place grants.

Everything that leaves for the web leaves here: `Caller.get` for reading, `Caller.send` for answers. Listeners that
share a credential share what it may ask; what costs something is counted before it leaves (`listeners.purse`).
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache, partial
from hashlib import scrypt, sha256
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from listeners.budget import Budgets
from listeners.errors import Later, NeedsKey, Never, Trouble
from listeners.http import Unchanged, Web
from listeners.purse import EMPTY, Purse
from listeners.reader import Reader
from listeners.source import Answer, Ask, Need, Page, Pass, Refuses, SignsIn, Source
from storage.allowances import Draw
from storage.scrub import scrub

_A_DAY = timedelta(days=1)
_SOON = timedelta(minutes=1)
_SHORTEST_SECRET = 6  # shorter ones are words, and taking them out would make a sentence unreadable

Got = TypeVar("Got")


class Passes(Protocol):
    """Where passes are kept between two asks."""

    def held(self, key: str) -> Pass | None:
        """Return the pass kept under a key."""

    def renewed(self, key: str, stale: Pass | None, renew: Callable[[Pass | None], Pass]) -> Pass:
        """Return a pass other than `stale`: kept meanwhile by somebody else, or what `renew` brings for the last one.

        Of all who want the same pass renewed, one asks. It is kept before it is returned.
        """


class KeptInMind:
    """Passes kept while the program runs, and no longer."""

    def __init__(self) -> None:
        self._passes: dict[str, Pass] = {}
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def held(self, key: str) -> Pass | None:
        """Return the pass kept under a key."""
        return self._passes.get(key)

    def renewed(self, key: str, stale: Pass | None, renew: Callable[[Pass | None], Pass]) -> Pass:
        """Return what `renew` brings, or what another thread was given meanwhile."""
        with self._turns[key]:
            kept = self._passes.get(key)
            if kept is None or kept == stale:
                kept = self._passes[key] = renew(kept)
            return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line out: the web, the reader of what comes back, the passes that let us in, what we may ask and spend."""

    web: Web
    reader: Reader
    passes: Passes
    budgets: Budgets
    purse: Purse


def line_out(web: Web, reader: Reader, passes: Passes | None = None, purse: Purse = EMPTY) -> Line:
    """Return a line that has asked nothing yet; without a purse nothing leaves on it that costs something."""
    return Line(web=web, reader=reader, passes=passes or KeptInMind(), budgets=Budgets(), purse=purse)


def credential_of(source: Source, need: Need) -> str:
    """Return what listeners with the same credentials at the same place have in common; it tells nothing of them."""
    secrets = tuple(need.settings.get(one.name, "") for one in source.about.settings if one.secret)
    return f"{source.about.name}:{_print(need.base, secrets)}"


@lru_cache(maxsize=1024)
def _print(base: str, secrets: tuple[str, ...]) -> str:
    """Return a print that stands in the memory: slow to make where there is a secret, so that none can be guessed."""
    words = "\0".join([base, *secrets]).encode()
    whole = scrypt(words, salt=b"earshot print", n=2**14, r=8, p=1) if any(secrets) else sha256(words).digest()
    return whole.hex()[:24]


class Caller:
    """Asks one source, with one need."""

    def __init__(self, line: Line, source: Source, need: Need) -> None:
        """Take the need as the listener states it; `let_in` adds what signing in brings."""
        self._line = line
        self._source = source
        self._bare = need
        self._credential = credential_of(source, need)
        self._refused = source.refused if isinstance(source, Refuses) else None
        self._paid: tuple[Answer | None, tuple[Draw, ...]] = (None, ())

    def let_in(self, asking: Callable[[Need], Got]) -> Got:
        """Return what `asking` brings with our pass in its need; where that is refused, once more with a new one."""
        source = self._source
        if not isinstance(source, SignsIn) or source.sign_in(self._bare) is None:
            return asking(self._bare)
        held = self._line.passes.held(self._credential)
        if held is not None and (held.until or self._bare.now) > self._bare.now + _SOON:
            with suppress(NeedsKey):
                return asking(self._with(held))
        renewed = self._line.passes.renewed(self._credential, held, partial(self._sign_in, source))
        return asking(self._with(renewed))

    def _sign_in(self, source: SignsIn, held: Pass | None) -> Pass:
        """Renew the pass; where that is refused, sign in from the start."""
        try:
            found = self._signed_in(source, self._with(held) if held else self._bare)
        except NeedsKey:
            if held is None:
                raise
            found = self._signed_in(source, self._bare)
        return found if found.until else replace(found, until=self._bare.now + _A_DAY)

    def _signed_in(self, source: SignsIn, need: Need) -> Pass:
        wanted = source.sign_in(need)
        assert wanted is not None  # noqa: S101  `let_in` saw that we must be let in
        return source.signed_in(self.send(wanted), need)

    def _with(self, held: Pass) -> Need:
        return replace(self._bare, settings={**self._bare.settings, **held.settings})

    def get(self, ask: Ask, validators: Mapping[str, str], led: bool = False) -> Answer | Unchanged:  # noqa: FBT001, FBT002  `walk.Get`
        """Return what the place answers; `led` says that the place itself named the address."""
        with self._discreet(), self._within_caps(ask) as draws, self._within_budget(self._meter(ask)) as meter:
            answer = self._line.web.get(ask, validators=validators, only_public=led, refused=self._refused)
            if isinstance(answer, Answer):
                self._line.budgets.note(meter, answer.headers, self._bare.now)
                self._paid = (answer, draws)
            return answer

    def send(self, ask: Ask) -> Answer:
        """Return what the place answers to something that is not read as a page."""
        answer = self.get(ask, {})
        assert isinstance(answer, Answer)  # noqa: S101  nothing is unchanged without validators
        return answer

    def read(self, answer: Answer, need: Need) -> Page:
        """Return what the source reads in an answer."""
        page = self._line.reader.read(self._source.about.name, answer, need)
        paid_for, draws = self._paid
        if answer is paid_for and page.used is not None:
            self._line.purse.settle(self._source.about, draws, page.used)
        return page

    @contextmanager
    def _discreet(self) -> Iterator[None]:
        """Take our credential out of a place's own words: troubles are stored, logged and told."""
        try:
            yield
        except Trouble as trouble:
            trouble.args = (scrub(str(trouble), self._secrets()),)
            raise

    def _secrets(self) -> Sequence[str]:
        told = self._bare.settings
        entered = [told.get(one.name, "") for one in self._source.about.settings if one.secret]
        held = self._line.passes.held(self._credential) if isinstance(self._source, SignsIn) else None
        words = [*entered, *(held.settings.values() if held else ())]
        return sorted((one for one in words if len(one) >= _SHORTEST_SECRET), key=len, reverse=True)

    def _meter(self, ask: Ask) -> str:
        place = urlsplit(ask.url)
        return f"{self._credential}@{place.netloc}{place.path if self._source.about.counts_by_path else ''}"

    @contextmanager
    def _within_budget(self, meter: str) -> Iterator[str]:
        now = self._bare.now
        self._line.budgets.check(meter, now)
        try:
            yield meter
        except Later as later:
            if later.after and not later.maybe_done:
                self._line.budgets.hold(meter, now + later.after)
            raise

    @contextmanager
    def _within_caps(self, ask: Ask) -> Iterator[tuple[Draw, ...]]:
        """Count what an ask may cost before it leaves; give it back where the place certainly did nothing for us."""
        about, purse = self._source.about, self._line.purse
        draws = purse.take(about, ask.cost) if ask.cost else ()
        try:
            yield draws
        except (Later, Never, NeedsKey) as trouble:
            if not (isinstance(trouble, Later) and trouble.maybe_done):
                purse.settle(about, draws, dict.fromkeys(ask.cost, 0))
            raise

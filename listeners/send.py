"""Sends approved answers: each once, or a person decides. What left and what became of it is `storage.sending`'s.

Killed or cut off in between, nobody knows whether an answer is out. Where a place replaces what is there, the same ask
is repeated; everywhere else we look first, twice, and only what certainly is not there is sent again, under the same
key: some servers ignore keys. Where it cannot be seen, the key alone protects, for as long as places keep it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

import structlog

from listeners.calling import Caller
from listeners.crew import Crew
from listeners.ears import Ears
from listeners.errors import Later, Never, SourceChanged, Trouble
from listeners.source import Need, Replies
from storage import sending
from storage.records import Errand, Once, Receipt

log = structlog.get_logger()

THREADS = 4
GRACE = timedelta(seconds=30)  # what a place took late shows by then
LOOKS = 2
KEYS_KEPT = timedelta(minutes=50)  # Mastodon keeps them for an hour
SHORTEST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(hours=24)
ITSELF = "Earshot itself failed here; the log has the details"


def sender(ears: Ears, *, clock: Callable[[], datetime]) -> Crew[Errand]:
    """Return the threads that send what is due, so that no listener that hangs holds up an answer."""
    return Crew(
        "send",
        THREADS,
        take=lambda: sending.take(ears.store, now=clock()),
        do=lambda errand: run(ears, errand, clock=clock),
    )


def run(ears: Ears, errand: Errand, *, clock: Callable[[], datetime]) -> None:
    """Send one answer, or find out what became of it; whatever goes wrong is noted in words, never raised."""
    _Try(ears, errand, clock).run()


class _At(Enum):
    """How far a try has got."""

    HOME = auto()  # nothing has left in this try
    LOOKING = auto()
    OUT = auto()  # the answer has left us


class _LeaseLost(Exception):
    """Somebody else has it by now, or it was called back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the answer goes: the source, and the way to it."""

    replies: Replies
    caller: Caller


class _Try:
    """One try of one answer; `unknown` says that it may be out already."""

    def __init__(self, ears: Ears, errand: Errand, clock: Callable[[], datetime]) -> None:
        self._ears, self._errand, self._clock = ears, errand, clock
        self._at = _At.HOME
        self._unknown = errand.is_open

    def run(self) -> None:
        """Take every step that can be taken now, and note the outcome."""
        try:
            place = self._place()
            place.caller.let_in(lambda need: self._go(place, need))
        except _LeaseLost:
            log.info("answer_left_to_others", source=self._errand.outgoing.post.source)
        except Later as later:
            self._put_off(str(later), later.after, unknown=self._unknown if self._is_refusal(later) else True)
        except SourceChanged as changed:
            self._changed(str(changed))
        except Trouble as refusal:  # Never, NeedsKey: it is not out by this try
            self._give_up(str(refusal))
        except Exception:  # the edge of a job: whatever it was, what may be out is not sent twice
            log.exception("sending_broke", source=self._errand.outgoing.post.source)
            self._changed(ITSELF)

    def _place(self) -> _Place:
        outgoing = self._errand.outgoing
        source = self._ears.sources.find(outgoing.post.source)
        if not isinstance(source, Replies):
            raise Never(f"{source.about.title} takes no answers from here: post it by hand")
        return _Place(replies=source, caller=self._ears.caller(source, self._errand.workspace, now=self._clock()))

    def _go(self, place: _Place, need: Need) -> None:
        """Look where that is needed, then send; called again with a new pass where the old one was refused."""
        self._at = _At.HOME
        if self._unknown and not self._may_repeat(place, need):
            return
        if refusal := place.replies.cannot_answer(self._errand.outgoing.post, need.settings):
            raise Never(refusal)
        self._send(place, need)

    # -- an answer that may be out already

    def _may_repeat(self, place: _Place, need: Need) -> bool:
        """Tell whether what may be out is to be sent again; where not, what is known of it is noted."""
        outgoing, once = self._errand.outgoing, place.replies.writing.once
        if once is Once.UPSERT:
            return True
        self._at = _At.LOOKING
        look = place.replies.look(outgoing, need)
        if look is None:
            return self._by_key(once)
        found = place.replies.ours(place.caller.send(look), outgoing, need)
        if found is not None:
            self._arrived(found)
            return False
        if self._errand.looks + 1 < LOOKS:
            now = self._clock()
            sending.look_again(self._ears.store, self._errand, until=now + GRACE, now=now)
            return False
        self._unknown = False
        return True

    def _by_key(self, once: Once) -> bool:
        if once is Once.KEY and self._clock() - self._errand.outgoing.begun_at < KEYS_KEPT:
            return True
        raise Never("It broke off while it was sent, and the place does not show whether it arrived: please look there")

    # -- the answer itself

    def _send(self, place: _Place, need: Need) -> None:
        outgoing = self._errand.outgoing
        self._at = _At.HOME
        wanted = place.replies.prepare(outgoing, need)
        prepared = place.caller.send(wanted) if wanted is not None else None
        ask = place.replies.reply(outgoing, need, prepared)
        now = self._clock()
        if not sending.leave(self._ears.store, self._errand, now=now):
            raise _LeaseLost
        self._at = _At.OUT
        answer = place.caller.send(ask)
        self._arrived(place.replies.receipt(answer, outgoing, need))

    def _arrived(self, receipt: Receipt) -> None:
        sending.arrive(self._ears.store, self._errand, receipt, now=self._clock())
        log.info("answered", source=self._errand.outgoing.post.source, attempts=self._errand.attempts)

    # -- what went wrong

    def _is_refusal(self, later: Later) -> bool:
        """Tell whether this try surely did not publish the answer."""
        return self._at is not _At.OUT or not later.maybe_done

    def _changed(self, words: str) -> None:
        """Something was not what it should be: after the answer left we look, else there is nothing to wait for."""
        if self._at is _At.OUT:
            self._put_off(words, None, unknown=True)
        else:
            self._give_up(words)

    def _put_off(self, words: str, after: timedelta | None, *, unknown: bool) -> None:
        errand, store, now = self._errand, self._ears.store, self._clock()
        if now - errand.outgoing.begun_at >= GIVEN_UP_AFTER:
            self._unknown = unknown
            self._give_up(f"It was tried for a day: {words}")
            return
        step = sending.wonder if unknown else sending.wait
        wait = GRACE if unknown and not self._unknown else after or _back_off(errand)
        step(store, errand, until=now + wait, error=words, now=now)
        log.warning("answer_waits", source=errand.outgoing.post.source, attempts=errand.attempts, maybe_out=unknown)

    def _give_up(self, words: str) -> None:
        note = sending.doubt if self._unknown else sending.fail
        note(self._ears.store, self._errand, words, now=self._clock())
        log.warning("answer_not_sent", source=self._errand.outgoing.post.source, maybe_out=self._unknown)


def _back_off(errand: Errand) -> timedelta:
    doubled: timedelta = SHORTEST_WAIT * 2 ** min(errand.attempts - 1, 10)
    return min(doubled, LONGEST_WAIT)

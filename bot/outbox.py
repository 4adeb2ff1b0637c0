"""Says what waits: the outbox drained lane by lane, each message exactly once however often we or Slack fall over.

A lane is a channel. Lanes do not wait for one another; within one, the most urgent goes first. On a second attempt the
message is looked for by its key (message metadata) in the channel before it is posted again, because Slack may have
taken the first one without our hearing of it.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Lock
from time import monotonic
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot import closed, messages, reconcile, slack_errors
from bot.blocks.message import Message
from bot.channels import Channels
from bot.desk import Desk
from bot.metrics import Metrics
from bot.pacer import Pacer
from bot.reconcile import Unsure
from bot.slack_errors import Refusal, Verdict
from storage import cards, mentions, outbox
from storage.records import CardPlace, Job

log = structlog.get_logger()

LANES_AT_ONCE = 4
MANY, KEPT = 60, 20  # more than a minute's worth of cards becomes a burst; the most urgent stay
BURST_WINDOW = timedelta(minutes=10)
CLOSED_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(minutes=5)
PATIENT_WITH = 3  # attempts after which a failing row alone waits, and not its lane
ATTEMPTS = 12  # for what Slack neither takes nor explains
PROBE = 30.0  # seconds between two tries while Slack locks us out


class Voice:
    """Drains the outbox of one workspace."""

    def __init__(self, desk: Desk, metrics: Metrics, *, pacer: Pacer | None = None) -> None:
        """Say nothing before the first tick."""
        self._desk = desk
        self._metrics = metrics
        self._pacer = pacer or Pacer()
        self._channels = Channels(desk.slack)
        self._pool = ThreadPoolExecutor(LANES_AT_ONCE, thread_name_prefix="voice")
        self._busy: set[str] = set()
        self._lock = Lock()
        self._stopping = Event()
        self._probe_at = 0.0
        self.trouble = ""

    def tick(self) -> None:
        """Begin to drain every lane that has something due and is not being drained; returns at once."""
        if self._stopping.is_set() or self._is_locked_out():
            return
        for lane in outbox.lanes(self._desk.store, self._desk.workspace, now=self._desk.clock()):
            with self._lock:
                if lane in self._busy or self._stopping.is_set():
                    continue
                self._busy.add(lane)
                self._pool.submit(self._drain, lane)

    def stop(self) -> None:
        """Take no more rows, and finish those that were taken."""
        with self._lock:
            self._stopping.set()
        self._pool.shutdown(wait=True)

    def lock_out(self, word: str) -> None:
        """Say nothing for a while: Slack takes nothing from us. It is tried again slowly, so a mended token resumes."""
        if not self.trouble:
            log.error("Slack takes nothing from us; mend the token or the scopes (python -m bot check)", error=word)
        self.trouble = word
        self._probe_at = monotonic() + PROBE

    # -- one lane

    def _drain(self, lane: str) -> None:
        try:
            self._fold(lane)
            while not (self._stopping.is_set() or self._is_locked_out()):
                job = self._next(lane)
                if job is None:
                    return
                self._deliver(job)
        except Exception:
            log.exception("a lane could not be drained", lane=lane)
        finally:
            with self._lock:
                self._busy.discard(lane)

    def _fold(self, lane: str) -> None:
        store, workspace, now = self._desk.store, self._desk.workspace, self._desk.clock()
        if outbox.waiting(store, workspace, lane, kind="card") <= MANY:
            return
        window = int(now.timestamp() // BURST_WINDOW.total_seconds())
        folded = outbox.fold(store, workspace, lane, kind="card", keep=KEPT, key=f"burst:{lane}:{window}", now=now)
        log.info("folded a burst", lane=lane, cards=len(folded))

    def _next(self, lane: str) -> Job | None:
        """Lease what to say next; while the channel's pace holds new messages back, only updates."""
        again = not self._pacer.is_ready(self._channels.id_of(lane))
        return outbox.take(self._desk.store, self._desk.workspace, lane, now=self._desk.clock(), again=again)

    # -- one row

    def _deliver(self, job: Job) -> None:
        try:
            self._say(job)
        except Unsure as unsure:
            self._recover(job, unsure.refusal, refused=False)
        except Exception as error:  # the edge of the job: whatever it was, the row is kept
            refusal = slack_errors.judge(error)
            if not isinstance(error, slack_errors.SLACK_TROUBLE):
                log.exception("a message could not be made", key=job.key)
            self._recover(job, refusal, refused=refusal.verdict is not Verdict.UNREACHABLE)

    def _say(self, job: Job) -> None:
        message = messages.build(self._desk, job)
        if message is None:
            outbox.done(self._desk.store, job, now=self._desk.clock())
            return
        for place in self._places(job):
            if self._update(job, place, message):
                self._finish(job, place, "updated")
                return
        if message.only_in_place:
            outbox.done(self._desk.store, job, now=self._desk.clock())
        else:
            self._finish(job, self._post(job, message), "posted")

    def _places(self, job: Job) -> Iterator[CardPlace]:
        """Yield where the message may stand: where we know it does, then, if an answer got lost, where it is found."""
        if known := messages.place_of(self._desk, job):
            yield known
        if job.attempts > 1:
            above = messages.thread_of(self._desk, job)
            if found := reconcile.look_for(self._desk.slack, job, self._channels.id_of(job.lane), above):
                yield found

    def _update(self, job: Job, place: CardPlace, message: Message) -> bool:
        """Change a message in place; False where it is gone or not ours any more, so that it is posted again."""
        try:
            where: dict[str, Any] = {"channel": place.channel, "ts": place.ts, "metadata": _metadata(job)}
            self._call(job, message, lambda said: self._desk.slack.chat_update(**where, **said))
        except SlackApiError as error:
            if slack_errors.judge(error).verdict is not Verdict.GONE:
                raise
            log.info("a message is gone, it is posted anew", key=job.key, error=slack_errors.word_of(error))
            return False
        return True

    def _post(self, job: Job, message: Message) -> CardPlace:
        channel, above = self._channels.id_of(job.lane), messages.thread_of(self._desk, job)
        where: dict[str, Any] = {"channel": above.channel, "thread_ts": above.ts} if above else {"channel": channel}
        try:
            answer = self._call(
                job,
                message,
                lambda said: self._desk.slack.chat_postMessage(
                    **where, metadata=_metadata(job), unfurl_links=False, unfurl_media=False, link_names=False, **said
                ),
            )
        finally:
            self._pacer.spoke(channel)
        place = CardPlace(channel=str(answer.get("channel") or channel), ts=str(answer.get("ts") or ""))
        self._channels.learn(job.lane, place.channel)
        return place

    def _call(self, job: Job, message: Message, call: Callable[[dict[str, Any]], Any]) -> Any:  # noqa: ANN401  Slack's
        """Send a message; where Slack does not take its blocks, simpler ones, then plain text: better than never."""
        said: dict[str, Any] = {"text": message.text, "parse": "none"}
        for blocks in filter(None, (message.blocks, message.simpler)):
            try:
                return call(said | {"blocks": list(blocks)})
            except SlackApiError as error:
                if slack_errors.judge(error).verdict is not Verdict.MALFORMED:
                    raise
                log.error(  # noqa: TRY400  Slack's answer is the whole story
                    "Slack refused the blocks; simpler ones go out", key=job.key, error=slack_errors.word_of(error)
                )
                self._metrics.refused.labels(Verdict.MALFORMED).inc()
        return call(said)

    def _finish(self, job: Job, place: CardPlace, how: str) -> None:
        """Note in one step where the message stands, whom it alerted, and that the row is done."""
        desk, now = self._desk, self._desk.clock()
        with desk.store.transaction():
            is_card = job.kind == "card" and job.mention_id is not None
            if outbox.done(desk.store, job, now=now, at=None if is_card else place):
                if is_card and job.mention_id is not None:
                    cards.place(desk.store, desk.workspace, job.mention_id, job.lane, place)
                if told := messages.told(job):
                    mentions.alerted(desk.store, desk.workspace, told, now=now)
        self.trouble = ""
        self._metrics.said.labels(job.kind, how).inc()
        if how == "posted":
            self._metrics.waited.observe(max(0.0, (now - job.created_at).total_seconds()))
        log.debug(how, key=job.key, lane=job.lane, attempt=job.attempts)

    # -- when Slack says no

    def _recover(self, job: Job, refusal: Refusal, *, refused: bool) -> None:
        """Put a row back as the refusal asks for; nothing is dropped but what can never be sent."""
        self._metrics.refused.labels(refusal.verdict).inc()
        store, workspace, now = self._desk.store, self._desk.workspace, self._desk.clock()
        log.warning("not said", key=job.key, lane=job.lane, error=refusal.word, attempt=job.attempts)
        match refusal.verdict:
            case Verdict.SLOW_DOWN:
                outbox.later(store, job, due_at=now + refusal.wait, error=refusal.word, refused=refused)
                outbox.hold_lane(store, workspace, job.lane, until=now + refusal.wait)
            case Verdict.CLOSED:
                outbox.later(store, job, due_at=now + CLOSED_RETRY, error=refusal.word, refused=refused)
                outbox.hold_lane(store, workspace, job.lane, until=now + CLOSED_RETRY)
                self._channels.forget(job.lane)
                closed.tell(self._desk, job, refusal.word, now=now)
            case Verdict.LOCKED_OUT:
                outbox.later(store, job, due_at=now, error=refusal.word, refused=refused)
                self.lock_out(refusal.word)
            case Verdict.UNREACHABLE:
                self._try_later(job, refusal.word, now)
            case _ if job.attempts >= ATTEMPTS:
                log.error("given up on a message", key=job.key, error=refusal.word)
                outbox.give_up(store, job, error=refusal.word)
            case _:
                self._try_later(job, refusal.word, now)

    def _try_later(self, job: Job, word: str, now: datetime) -> None:
        until = now + min(timedelta(seconds=2 ** min(job.attempts - 1, 10)), LONGEST_RETRY)
        outbox.later(self._desk.store, job, due_at=until, error=word)
        if job.attempts <= PATIENT_WITH:
            outbox.hold_lane(self._desk.store, self._desk.workspace, job.lane, until=until)

    def _is_locked_out(self) -> bool:
        return bool(self.trouble) and monotonic() < self._probe_at


def _metadata(job: Job) -> dict[str, Any]:
    """Return what a message is found by; told anew with each change, because a key may change (`storage.scouring`)."""
    return {"event_type": reconcile.EVENT_TYPE, "event_payload": {"key": job.key}}

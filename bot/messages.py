"""What an outbox row says in Slack right now: rows are wishes, and the memory fills them in when they are sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot import budgets, digests, noises, places, shift
from bot.blocks import (
    aftermath,
    approving,
    card,
    merging,
    notices,
    owing,
    owning,
    shareables as shareables_blocks,
    spike as spike_blocks,
)
from bot.blocks.message import Message
from bot.desk import Desk
from storage import (
    cards,
    cursors,
    debts,
    history,
    mentions,
    outbox,
    posts,
    proposals,
    refusals,
    replies,
    sources,
    spikes,
    untelling,
    watches,
)
from storage.records import CardPlace, Job, Listener, Mention, State, Turn

IN_THREADS = frozenset({"late", "turn", "removal", "lapsed", "woke", "approval", "debt"})


def build(desk: Desk, job: Job) -> Message | None:
    """Return what to say, or None where there is nothing to say any more.

    Of whoever was forgotten nothing is said; what told of them before changes where it stands, and is posted nowhere.
    """
    builder = BUILDERS.get(job.kind)
    said = card.forgotten() if _is_forgotten(desk, job) else builder(desk, job) if builder else None
    return replace(said or card.forgotten(), only_in_place=True) if job.payload.get(untelling.IN_PLACE) else said


def _is_forgotten(desk: Desk, job: Job) -> bool:
    """Say whether a message is about somebody who was forgotten; a card that went under another tells of that one."""
    mention = mentions.get(desk.store, desk.workspace, job.mention_id) if job.mention_id else None
    return mention is not None and mention.is_forgotten and (job.kind != "card" or mention.id == job.mention_id)


def place_of(desk: Desk, job: Job) -> CardPlace | None:
    """Return where the message of a row stands already, None where it was not posted yet."""
    if job.kind == "card" and job.mention_id is not None:
        return cards.find(desk.store, job.mention_id, job.lane)
    return outbox.place_of(job)


def thread_of(desk: Desk, job: Job) -> CardPlace | None:
    """Return the message a row answers in its thread, None for one that stands by itself."""
    if job.kind not in IN_THREADS or job.mention_id is None:
        return None
    return cards.find(desk.store, job.mention_id, job.lane)


def told(job: Job) -> tuple[int, ...]:
    """Return the mentions people have been alerted to once this is posted."""
    if job.kind == "burst":
        return _ids(job)
    return (job.mention_id,) if job.kind == "card" and job.mention_id is not None else ()


def titles(desk: Desk) -> Mapping[str, str]:
    """Return each source's title for people."""
    return {fact.name: fact.title for fact in sources.every(desk.store)}


def _card(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    if mention is None:
        return None
    if mention.id != job.mention_id:
        return merging.left(job.mention_id or 0, mention, places.address_of(desk, mention))
    reply = replies.get(desk.store, desk.workspace, mention.id)
    title = sources.facts(desk.store, mention.post.source).title
    seen_at = history.last(desk.store, mention.id, Turn.CONFIRMED) if mention.state in card.DONE else None
    return card.card(mention, source=title, reply=reply, now=desk.clock(), seen_at=seen_at)


def _opening(desk: Desk, job: Job) -> Message | None:
    watch = watches.get(desk.store, desk.workspace, _number(job.payload.get("watch_id")))
    if watch is None:
        return None
    top = mentions.opening(desk.store, desk.workspace, watch.id, limit=notices.TOP)
    return notices.opening(watch, top, mentions.count_backlog(desk.store, watch.id), titles(desk))


def _burst(desk: Desk, job: Job) -> Message | None:
    folded = _ids(job)
    top = mentions.some(desk.store, desk.workspace, folded[: notices.TOP])
    return notices.burst(job.id, top, len(folded), titles(desk)) if folded else None


def _spike(desk: Desk, job: Job) -> Message | None:
    spike = spikes.get(desk.store, desk.workspace, _number(job.payload.get("spike")))
    watch = watches.get(desk.store, desk.workspace, spike.watch_id) if spike else None
    if spike is None or watch is None:
        return None
    top = mentions.get(desk.store, desk.workspace, spike.mention_id or 0)
    return spike_blocks.message(spike, watch, top, titles(desk))


def _late(desk: Desk, job: Job) -> Message | None:
    mention: Mention | None = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    if mention is None or mention.state is not State.CLAIMED or thread_of(desk, job) is None:
        return None
    return notices.late(mention, desk.clock())


def _nudge(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    ends = mention.lease_until.isoformat() if mention is not None and mention.lease_until is not None else ""
    if mention is None or mention.owner != job.lane or ends != job.payload.get("ends"):  # it lasts longer by now
        return None
    return owning.ends_soon(mention, source=sources.facts(desk.store, mention.post.source).title)


def _handed(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    if mention is None or mention.owner != job.lane:
        return None
    title = sources.facts(desk.store, mention.post.source).title
    return owning.handed(mention, str(job.payload.get("by") or ""), source=title)


def _lapsed(desk: Desk, job: Job) -> Message | None:
    return owning.lapsed(str(job.payload.get("owner") or "")) if thread_of(desk, job) else None


def _woke(desk: Desk, job: Job) -> Message | None:
    return owning.woke() if thread_of(desk, job) else None


def _turn(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    if mention is None:
        return None
    post = posts.get(desk.store, desk.workspace, _number(job.payload.get("post")))
    title = sources.facts(desk.store, mention.post.source).title
    said = aftermath.turn(mention, Turn(str(job.payload["turn"])), job.payload, post, source=title)
    return said if thread_of(desk, job) else aftermath.standalone(mention, said, title)


def _approval(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    asked = proposals.of_turn(desk.store, job.mention_id or 0, _number(job.payload.get("turn")))
    if mention is None or not asked:
        return None
    title = sources.facts(desk.store, mention.post.source).title
    said = approving.request(mention, asked, source=title)
    return said if thread_of(desk, job) else aftermath.standalone(mention, said, title)


def _verdict(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    proposal = proposals.get(desk.store, desk.workspace, _number(job.payload.get("proposal")))
    return approving.verdict(mention, proposal) if mention and proposal else None


def _debt(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    debt = debts.get(desk.store, desk.workspace, _number(job.payload.get("debt")))
    if mention is None or debt is None:
        return None
    title = sources.facts(desk.store, mention.post.source).title
    said = owing.reminder(mention, debt, source=title)
    return said if thread_of(desk, job) else aftermath.standalone(mention, said, title)


def _removal(desk: Desk, job: Job) -> Message | None:
    mention = mentions.get(desk.store, desk.workspace, job.mention_id or 0)
    if mention is None:
        return None
    title = sources.facts(desk.store, mention.post.source).title
    said = aftermath.removal(str(job.payload.get("error") or ""), source=title)
    return said if thread_of(desk, job) else aftermath.standalone(mention, said, title)


def _blind(desk: Desk, job: Job) -> Message | None:
    listener = _listener(desk, job)
    if listener is None or listener.blind_since is None:  # it hears again: no alarm for what is over
        return None
    source, watch = _names(desk, listener)
    return notices.blind(source, watch, str(job.payload.get("error") or ""), _moment(job.payload.get("since")))


def _sighted(desk: Desk, job: Job) -> Message | None:
    listener = _listener(desk, job)
    if listener is None:
        return None
    source, watch = _names(desk, listener)
    return notices.sighted(source, watch, _moment(job.payload.get("since")), desk.clock())


def _refused(desk: Desk, job: Job) -> Message | None:
    refusal = refusals.get(desk.store, desk.workspace, _number(job.payload.get("refusal")))
    if refusal is None or refusal.until is not None:  # no alarm for what is over
        return None
    title = sources.facts(desk.store, refusal.source).title
    return notices.refused(title, refusals.kept_out(desk.store, refusal), refusal.why, refusal.since)


def _let_in(desk: Desk, job: Job) -> Message | None:
    refusal = refusals.get(desk.store, desk.workspace, _number(job.payload.get("refusal")))
    if refusal is None or refusal.until is None:
        return None
    return notices.let_in(sources.facts(desk.store, refusal.source).title, refusal.since, refusal.until)


def _gathered(_desk: Desk, job: Job) -> Message | None:
    return shareables_blocks.gathered(str(job.payload.get("url") or ""), dict(job.payload))


def _note(_desk: Desk, job: Job) -> Message | None:
    said = str(job.payload.get("text") or "").strip()
    return notices.note(said) if said else None


def _digest(desk: Desk, job: Job) -> Message | None:
    return digests.message(desk, job.payload)


def _proposal(desk: Desk, job: Job) -> Message | None:
    return budgets.proposal(desk, job.payload)


def _noisy(desk: Desk, job: Job) -> Message | None:
    return noises.message(desk, job.payload)


def _listener(desk: Desk, job: Job) -> Listener | None:
    wanted = _number(job.payload.get("listener_id"))
    return next((found for found in cursors.every(desk.store, desk.workspace) if found.id == wanted), None)


def _names(desk: Desk, listener: Listener) -> tuple[str, str]:
    watch = watches.get(desk.store, desk.workspace, listener.watch_id)
    return sources.facts(desk.store, listener.source).title, watch.name if watch else "A watch"


def _ids(job: Job) -> tuple[int, ...]:
    found = job.payload.get("mentions")
    return tuple(map(int, found)) if isinstance(found, list) else ()


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


BUILDERS: Mapping[str, Callable[[Desk, Job], Message | None]] = {
    "card": _card,
    "opening": _opening,
    "burst": _burst,
    "spike": _spike,
    "late": _late,
    "nudge": _nudge,
    "handed": _handed,
    "lapsed": _lapsed,
    "shift": shift.message,
    "woke": _woke,
    "turn": _turn,
    "approval": _approval,
    "verdict": _verdict,
    "debt": _debt,
    "removal": _removal,
    "blind": _blind,
    "sighted": _sighted,
    "refused": _refused,
    "let_in": _let_in,
    "digest": _digest,
    "proposal": _proposal,
    "noisy": _noisy,
    "gathered": _gathered,
    "note": _note,
}

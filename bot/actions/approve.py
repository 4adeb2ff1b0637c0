"""Approve, reject or take back a text that asks: the very text the message shows."""

from bot import drafts, promising, telling
from bot.asked import Press
from bot.blocks import approving, phrases
from bot.desk import Desk
from storage import approvals, mentions, phrasebook, proposals, sending, sources


def press(desk: Desk, press: Press) -> None:
    """Let it go out, or tell why not."""
    pause, number = drafts.pause(desk), _number(press)
    with desk.store.transaction():
        verdict = approvals.approve(desk.store, desk.workspace, number, by=press.user, now=press.at, undo=pause)
        mention = mentions.get(desk.store, desk.workspace, verdict.proposal.mention_id) if verdict else None
        if verdict is not None and verdict.taken and mention is not None:
            words, leaves = verdict.proposal.version, sending.leaves_at(press.at, pause, verdict.proposal.send_at)
            promising.write_down(desk, mention, words.text, by=words.by, now=leaves)
    if verdict is None or mention is None:
        telling.tell(desk, press, phrases.GONE)
    elif not verdict.taken:
        telling.tell(desk, press, _why_not(desk, press, verdict))


def reject(desk: Desk, press: Press) -> None:
    """Ask why not; what is settled is told."""
    proposal = proposals.get(desk.store, desk.workspace, _number(press))
    mention = mentions.get(desk.store, desk.workspace, proposal.mention_id) if proposal else None
    if proposal is None or mention is None:
        telling.tell(desk, press, phrases.GONE)
    elif proposal.settled_at is not None:
        telling.tell(desk, press, approving.SETTLED)
    else:
        title = sources.facts(desk.store, mention.post.source).title
        telling.show(desk, press.view_id, approving.form(mention, proposal, source=title))


def withdraw(desk: Desk, press: Press) -> None:
    """Take back one's own; of others one says why not."""
    verdict = approvals.withdraw(desk.store, desk.workspace, _number(press), by=press.user, now=press.at)
    if verdict is None:
        telling.tell(desk, press, phrases.GONE)
    elif not verdict.taken:
        said = approving.SETTLED if verdict.proposal.settled_at else approving.NOT_YOURS
        telling.tell(desk, press, said)


def _why_not(desk: Desk, press: Press, verdict: approvals.Verdict) -> str:
    proposal = verdict.proposal
    if proposal.settled_at is not None:
        return approving.SETTLED
    if phrasebook.gaps(desk.store, desk.workspace, proposal.version.text):
        return approving.GAPS
    return approving.OWN if proposal.version.by == press.user else phrases.NOT_AGAIN


def _number(press: Press) -> int:
    return int(press.choice) if press.choice.isdecimal() else 0

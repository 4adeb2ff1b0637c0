"""A draft was sent off: kept as the team's text, and sent out if that was chosen, unless somebody saved meanwhile."""

from collections.abc import Mapping

from bot import answerable, warned
from bot.asked import Submission
from bot.blocks import drafting, modals, phrases, toned
from bot.blocks.message import Block
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import mentions, posts, replies, sending, sources
from storage.lengths import length
from storage.records import Mention, Reply, Role


def check(form: Submission) -> Mapping[str, str]:
    """Refuse an empty text and one the platform would not take."""
    _mention, version, writing, handle = drafting.carried(form.metadata)
    words = form.answer(f"text_{version}")
    if len(words) < writing.least:
        return {f"text_{version}": "Write something first; closing the window keeps the draft as it is."}
    taken = length(words, writing, handle)
    if taken > writing.limit:
        return {f"text_{version}": drafting.too_long(taken, writing)}
    return toned.unexplained(form.metadata, words, form.answer(toned.REASON))


def needs(form: Submission) -> Role:
    """Return what it takes: who drafts is not yet who sends."""
    return Role.APPROVER if _then(form) == drafting.SEND else Role.RESPONDER


def submit(desk: Desk, form: Submission) -> Answer:
    """Save the text on top of the version it was written on; where it is to go out, exactly this version does."""
    mention_id, version, _writing, _handle = drafting.carried(form.metadata)
    words = form.answer(f"text_{version}")
    if toned.left_as_is(form.metadata, words):
        return CLOSE
    saved = replies.save(desk.store, desk.workspace, mention_id, words, base=version, by=form.user, now=form.at)
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    if saved is None or mention is None:
        return Answer(view=modals.kept("Not saved", phrases.GONE, form.answers))
    if not saved.kept and saved.reply.text != words:
        return Answer(view=_conflict(desk, mention, saved.reply, words))
    then = _then(form)
    if held := warned.hold(desk, form, mention, saved.reply, then=then):
        return Answer(view=held)
    if then == drafting.SEND:
        return _send(desk, form, mention, saved.reply)
    return CLOSE


def _then(form: Submission) -> str:
    return form.answer("then") or toned.then(form.metadata)


def _conflict(desk: Desk, mention: Mention, reply: Reply, mine: str) -> Block:
    facts = sources.facts(desk.store, mention.post.source)
    to = posts.get(desk.store, desk.workspace, reply.post_id) if reply.post_id else None
    refusal = answerable.refusal(desk, to or mention.post, facts)
    return drafting.draft(mention, reply, source=facts.title, writing=facts.writing, to=to, mine=mine, refusal=refusal)


def _send(desk: Desk, form: Submission, mention: Mention, reply: Reply) -> Answer:
    step = sending.approve(desk.store, desk.workspace, mention.id, version=reply.version, by=form.user, now=form.at)
    if step is not None and step.taken:
        warned.remember(desk, form, reply)
        return CLOSE
    why = drafting.not_sent(mention, phrases.stands(mention))
    return Answer(view=modals.kept("Not sent", why, form.answers))

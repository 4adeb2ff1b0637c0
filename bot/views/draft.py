"""A draft was sent off: kept as the team's text, and let go if that was chosen, unless somebody saved meanwhile."""

from collections.abc import Mapping

from bot import drafts, promising, warned
from bot.asked import Submission
from bot.blocks import approving, drafting, leaving, modals, phrases, toned
from bot.blocks.leaving import Wish
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import approvals, mentions, phrasebook, replies, sending, writers
from storage.lengths import length
from storage.records import Mention, Reply, Role


def check(form: Submission) -> Mapping[str, str]:
    """Refuse an empty text, one the platform would not take, and a time it cannot leave at."""
    carried = drafting.carried(form.metadata)
    words = form.answer(carried.block)
    if len(words) < carried.writing.least:
        return {carried.block: "Write something first; closing the window keeps the draft as it is."}
    taken = length(words, carried.writing, carried.handle)
    if taken > carried.writing.limit:
        return {carried.block: drafting.too_long(taken, carried.writing)}
    if wrong := leaving.fault(toned.wish(form.answers, form.metadata), form.at):
        return wrong if leaving.WHEN in form.chosen else {carried.block: wrong[leaving.WHEN]}
    return toned.unexplained(form.metadata, words, form.answers)


def needs(form: Submission) -> Role:
    """Return what it takes: who drafts, and asks for approval, is not yet who sends."""
    return Role.APPROVER if toned.wish(form.answers, form.metadata).sends else Role.RESPONDER


def submit(desk: Desk, form: Submission) -> Answer:
    """Save the text on top of the version it was written on; where it is to go on, exactly this version does."""
    carried, wish = drafting.carried(form.metadata), toned.wish(form.answers, form.metadata)
    words = form.answer(carried.block)
    if wish.goes and (gaps := phrasebook.gaps(desk.store, desk.workspace, words)):
        return Answer(errors={carried.block: drafting.open_gaps(gaps)})
    with desk.store.transaction():
        saved = replies.save(
            desk.store, desk.workspace, carried.mention, words, base=carried.version, by=form.user, now=form.at
        )
        writers.leave(desk.store, desk.workspace, carried.mention, form.user)
    mention = mentions.get(desk.store, desk.workspace, carried.mention)
    if saved is None or mention is None:
        return Answer(view=modals.kept("Not saved", phrases.GONE, form.answers))
    if not saved.kept and saved.reply.text != words:
        return Answer(view=drafts.window(desk, mention, form.user, form.at, mine=words))
    if held := warned.hold(desk, form, mention, saved.reply, wish=wish):
        return Answer(view=held)
    if not wish.goes:
        return CLOSE
    go_on = _propose if wish.asks else _send
    return go_on(desk, form, mention, saved.reply, wish)


def closed(desk: Desk, form: Submission) -> None:
    """Note that a person writes no more."""
    writers.leave(desk.store, desk.workspace, drafting.carried(form.metadata).mention, form.user)


def _send(desk: Desk, form: Submission, mention: Mention, reply: Reply, wish: Wish) -> Answer:
    pause = drafts.pause(desk)
    with desk.store.transaction():
        step = sending.approve(
            desk.store,
            desk.workspace,
            mention.id,
            version=reply.version,
            by=form.user,
            now=form.at,
            undo=pause,
            at=wish.when,
        )
        if step is not None and step.taken:
            leaves = sending.leaves_at(form.at, pause, wish.when)
            promising.write_down(desk, mention, reply.text, by=reply.by, now=leaves)
            warned.remember(desk, form, reply)
            return CLOSE
    alone = sending.needs_two(mention) and reply.by == form.user
    why = drafting.not_sent(mention, approving.NOT_ALONE if alone else phrases.stands(mention))
    return Answer(view=modals.kept("Not sent", why, form.answers))


def _propose(desk: Desk, form: Submission, mention: Mention, reply: Reply, wish: Wish) -> Answer:
    note = approving.note(wish.note, warned.overridden(form, reply))
    instead = wish.then == drafting.INSTEAD
    asked = approvals.propose(
        desk.store,
        desk.workspace,
        mention.id,
        version=reply.version,
        by=form.user,
        now=form.at,
        note=note,
        send_at=wish.when,
        instead=instead,
    )
    if asked is not None:
        warned.remember(desk, form, reply)
        return CLOSE
    why = drafting.not_sent(mention, approving.not_asked(mention))
    return Answer(view=modals.kept("Not proposed", why, form.answers))

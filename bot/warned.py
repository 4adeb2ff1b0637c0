"""What stands between a saved draft and its way on: its warnings are shown once, and overriding them is remembered."""

from bot import tone
from bot.asked import Submission
from bot.blocks import toned
from bot.blocks.leaving import Wish
from bot.blocks.message import Block
from bot.desk import Desk
from storage import answerlinks, dictionary, history, posts, replies, sources
from storage.records import Mention, Reply


def hold(desk: Desk, form: Submission, mention: Mention, reply: Reply, *, wish: Wish) -> Block | None:
    """Return the window with the warnings about a saved text; None where there are none, or it was shown with them."""
    if toned.overridden(form.metadata, reply.text):
        return None
    answered = posts.get(desk.store, desk.workspace, reply.post_id) if reply.post_id else None
    concerns = tone.warnings(
        reply.text,
        answered or mention.post,
        before=replies.lately(desk.store, desk.workspace, but=mention.id),
        own=dictionary.get(desk.store, desk.workspace),
        links_again=bool(answerlinks.only_links(desk.store, desk.workspace, answered or mention.post)),
    )
    if not concerns:
        return None
    source = sources.facts(desk.store, mention.post.source).title
    return toned.window(form.metadata, mention, reply, concerns, source=source, wish=wish)


def overridden(form: Submission, reply: Reply) -> str:
    """Return what was warned about in a text that goes on all the same, and why; nothing where nothing was."""
    about = toned.overridden(form.metadata, reply.text)
    return f"{about}: {form.answer(toned.REASON)}" if about else ""


def remember(desk: Desk, form: Submission, reply: Reply) -> None:
    """Write into the history that a text went on in spite of its warnings, and why; nothing where there were none."""
    if detail := overridden(form, reply):
        history.note(
            desk.store, desk.workspace, reply.mention_id, by=form.user, what="overrode", now=form.at, detail=detail
        )

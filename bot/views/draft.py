"""A draft was sent off: kept as the team's text, unless somebody saved meanwhile; then both are shown."""

from collections.abc import Mapping

from bot.asked import Submission
from bot.blocks import modals, phrases, windows
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import mentions, replies, sources


def check(form: Submission) -> Mapping[str, str]:
    """Refuse an empty text and one the platform would not take."""
    mention, version, most = _carried(form)
    words = form.answer(f"text_{version}")
    if not mention or not words:
        return {f"text_{version}": "Write something first; closing the window keeps the draft as it is."}
    if len(words) > most:
        return {f"text_{version}": f"That is {len(words):,} characters; at most {most:,} fit. Please shorten it."}
    return {}


def submit(desk: Desk, form: Submission) -> Answer:
    """Save the text on top of the version it was written on."""
    mention_id, version, _most = _carried(form)
    words = form.answer(f"text_{version}")
    saved = replies.save(desk.store, desk.workspace, mention_id, words, base=version, by=form.user, now=form.at)
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    if saved is None or mention is None:
        return Answer(view=modals.kept("Not saved", phrases.GONE, form.answers))
    if saved.kept or saved.reply.text == words:
        return CLOSE
    facts = sources.facts(desk.store, mention.post.source)
    view = windows.draft(mention, saved.reply, source=facts.title, writing=facts.writing, mine=words)
    return Answer(view=view)


def _carried(form: Submission) -> tuple[int, int, int]:
    mention, version, most = (int(part) if part.isdecimal() else 0 for part in f"{form.metadata}::".split(":")[:3])
    return mention, version, most or windows.LONGEST_INPUT

"""The draft window, put together from the memory: by the press that opens it, and by every step inside it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot import answerable, roles, shelves, telling
from bot.asked import Press
from bot.blocks import drafting, person, phrases, text
from bot.blocks.drafting import Sheet
from bot.blocks.message import Block
from bot.desk import Desk
from storage import conversations, mentions, past, phrasebook, posts, proposals, replies, sending, sources, writers
from storage.records import Mention, Reply, Role


def window(
    desk: Desk,
    mention: Mention,
    user: str,
    now: datetime,
    *,
    mine: str = "",
    typed: str | None = None,
    base: int | None = None,
    turn: int = 0,
) -> Block:
    """Return the form, and note that this person has it open; see `drafting.draft` for the parts."""
    reply = replies.get(desk.store, desk.workspace, mention.id)
    sheet = _sheet(desk, mention, reply, user, now)
    return drafting.draft(mention, reply, sheet, user=user, mine=mine, typed=typed, base=base, turn=turn)


def redraw(desk: Desk, press: Press, change: Callable[[str, Mention], str]) -> None:
    """Put something into the text a person is writing: `change` gets what stands there. Nothing is saved."""
    carried = drafting.carried(press.metadata)
    mention = mentions.get(desk.store, desk.workspace, carried.mention)
    if mention is None:
        telling.tell(desk, press, phrases.GONE)
        return
    typed = change(press.answers.get(carried.block, ""), mention)
    view = window(desk, mention, press.user, press.at, typed=typed, base=carried.version, turn=carried.turn + 1)
    telling.show(desk, press.window_id, view)


def added(typed: str, words: str) -> str:
    """Return what was typed with words after it, on a line of their own."""
    return f"{typed.rstrip()}\n\n{words}" if typed.strip() else words


def pause(desk: Desk) -> timedelta:
    """Return how long an answer that was let go can be called back."""
    return timedelta(seconds=desk.settings.earshot_undo_seconds)


def _sheet(desk: Desk, mention: Mention, reply: Reply | None, user: str, now: datetime) -> Sheet:
    store, workspace = desk.store, desk.workspace
    facts = sources.facts(store, mention.post.source)
    to = posts.get(store, workspace, reply.post_id) if reply and reply.post_id else None
    language, source = mention.post.language.partition("-")[0], mention.post.source
    return Sheet(
        source=facts.title,
        writing=facts.writing,
        to=to,
        refusal=answerable.refusal(desk, to or mention.post, facts),
        said=conversations.around(store, workspace, mention),
        others=writers.enter(store, workspace, mention.id, user, now=now),
        saved_replies=phrasebook.fitting(store, workspace, language=language, source=source),
        asking=proposals.waiting(store, mention.id),
        kept=len(replies.versions(store, workspace, mention.id)),
        may_send=not sending.needs_two(mention) and roles.may(desk, user, Role.APPROVER),
        undo=pause(desk),
        extra=[*_known(desk, mention), *shelves.offered(desk, to or mention.post)],
    )


def _known(desk: Desk, mention: Mention) -> list[Block]:
    """Return in one line what we know of the person."""
    line = person.line(past.glimpse(desk.store, desk.workspace, mention.id))
    return [text.context(f"👤 {line}")] if line else []

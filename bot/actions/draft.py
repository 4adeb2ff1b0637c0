"""Draft reply: one text, shared by the team, written in a window with the post above it."""

from bot import answerable
from bot.asked import Press
from bot.blocks import drafting
from bot.blocks.message import Block
from bot.desk import Desk
from bot.filling import fill
from storage import leases, posts, replies
from storage.records import Mention, SourceFacts


def press(desk: Desk, press: Press) -> None:
    """Fill the window with the post and the draft as it stands; whoever has it has it longer for that."""

    def draw(mention: Mention, source: SourceFacts) -> Block:
        reply = replies.get(desk.store, desk.workspace, mention.id)
        to = posts.get(desk.store, desk.workspace, reply.post_id) if reply and reply.post_id else None
        refusal = answerable.refusal(desk, to or mention.post, source)
        return drafting.draft(mention, reply, source=source.title, writing=source.writing, to=to, refusal=refusal)

    fill(desk, press, draw)
    leases.extend(desk.store, desk.workspace, press.mention_id, now=press.at)

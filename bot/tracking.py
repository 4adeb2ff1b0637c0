"""Any address a teammate shares becomes a mention: the window for it, from a message's menu and from the command."""

from bot import answers, places, telling
from bot.asked import Press, Word
from bot.blocks import track as blocks
from bot.desk import Desk
from storage import mentions, sharing, watches


def open_form(desk: Desk, asked: Press | Word, addresses: tuple[str, ...], *, said: str = "") -> None:
    """Fill the open window: with the form, or with the card of what was heard already."""
    address = next((one for one in addresses if len(one) <= blocks.LONGEST_ADDRESS), "")
    heard = sharing.heard_at(desk.store, desk.workspace, address) if address else None
    mention = mentions.get(desk.store, desk.workspace, heard) if heard else None
    if mention is not None:
        view = blocks.known(mention, answers.titles(desk), places.address_of(desk, mention))
    else:
        every = watches.every(desk.store, desk.workspace)
        chosen = next((watch.id for watch in every if asked.channel and watch.channel == asked.channel), 0)
        view = blocks.window(every, address=address, chosen=chosen, said=said, found=len(addresses))
    telling.show(desk, asked.view_id, view)

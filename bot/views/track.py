"""An address was shared: it is a mention now, with its card, unless it was heard before."""

from collections.abc import Mapping
from hashlib import blake2b

from bot import answers, places, scoring
from bot.asked import Submission
from bot.blocks import modals, phrases, text, track as blocks
from bot.blocks.message import Block
from bot.desk import Desk
from bot.door import Answer
from storage import mentions, sharing, watches
from storage.links import canonical_url
from storage.records import Author, Post, Watch

SOURCE = "shared"
NOT_KEPT = "It was not taken in: whoever wrote it asked to be forgotten."


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what no browser would open."""
    good = canonical_url(text.web_address(form.answer("address")))
    return {} if good else {"address": "That is no web address: https://…"}


def submit(desk: Desk, form: Submission) -> Answer:
    """Take it in for the watch chosen, and tell where its card comes."""
    chosen = form.answer("watch")
    watch = watches.brief(desk.store, desk.workspace, int(chosen)) if chosen.isdecimal() else None
    if watch is None:
        return Answer(errors={"watch": "That watch is gone; choose another one."})
    before = sharing.heard_at(desk.store, desk.workspace, form.answer("address"))
    if before is not None:
        return Answer(view=_known(desk, before))
    post = _post(form)
    score = scoring.of_shared(post, watch.alerts_from)
    taken = sharing.share(desk.store, desk.workspace, post, watch, score, by=form.user, now=form.at)
    return Answer(view=modals.told(blocks.TITLE, _comes(watch) if taken else NOT_KEPT))


def _post(form: Submission) -> Post:
    address, name = form.answer("address"), form.answer("author")
    is_handle = name.startswith("@") and " " not in name
    author = Author(handle=name.removeprefix("@")) if is_handle else Author(name=name)
    key = blake2b(canonical_url(address).encode(), digest_size=16).hexdigest()
    return Post(source=SOURCE, external_id=key, url=address, text=form.answer("text"), author=author, posted_at=form.at)


def _known(desk: Desk, mention_id: int) -> Block:
    mention = mentions.get(desk.store, desk.workspace, mention_id)
    if mention is None:
        return modals.told(blocks.TITLE, phrases.GONE)
    return blocks.known(mention, answers.titles(desk), places.address_of(desk, mention))


def _comes(watch: Watch) -> str:
    return f"👂 It is tracked for *{text.short(watch.name, 60)}*. {phrases.card_comes(watch.channel)}"

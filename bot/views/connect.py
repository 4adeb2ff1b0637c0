"""A credential was entered: it is tried at once, kept if the place takes it, and never shown again."""

from bot import connecting
from bot.asked import Submission
from bot.blocks import connect as blocks, modals, text
from bot.blocks.message import Block
from bot.desk import Desk
from bot.door import Answer
from storage import sources
from storage.records import SourceFacts


def submit(desk: Desk, form: Submission) -> Answer:
    """Try it and keep it, or say why not."""
    facts = sources.facts(desk.store, form.metadata)
    given = {name: form.answer(name) for name in form.answers if form.answer(name)}
    hindrance, vault = connecting.hindrance(desk), None
    if not hindrance:
        vault = connecting.vault(desk)
    if vault is None:
        return Answer(view=modals.told(blocks.TITLE, hindrance))
    if not facts.secrets or connecting.is_operators(desk, facts):
        return Answer(view=modals.told(blocks.TITLE, "This source takes no credential from here any more."))
    if faults := blocks.faults(facts, given):
        return Answer(errors=faults)
    tried = connecting.tried(desk, facts.name, given)
    if tried.refused:
        return Answer(view=_refused(facts, tried.refused))
    connecting.keep(desk, vault, facts.name, given, by=form.user, now=form.at)
    return Answer(view=_kept(facts, tried.untried))


def _refused(facts: SourceFacts, why: str) -> Block:
    said = f"*{text.short(facts.title, 60)}* did not let us in, so nothing was kept. `/earshot connect` takes another."
    return modals.modal(blocks.TITLE, [text.section(f"⚠️ {said}"), text.quote(text.leaf(text.cut(why, 300)))])


def _kept(facts: SourceFacts, untried: str) -> Block:
    title = text.short(facts.title, 60)
    if not untried:
        said = f"✅ *{title}* lets us in. The credential is kept locked; its listeners use it from now on."
        return modals.told(blocks.TITLE, said)
    said = f"🔑 The credential of *{title}* is kept locked. It could not be tried yet; `/earshot health` will tell."
    return modals.modal(blocks.TITLE, [text.section(said), text.quote(text.leaf(text.cut(untried, 300)))])

"""The form of a watch was sent off: first its query is tried on stored posts, then, unchanged, the watch is saved."""

from collections.abc import Mapping
from datetime import datetime

from bot import preview, watchform, watching
from bot.asked import Submission
from bot.blocks import modals, text, watches as blocks
from bot.blocks.message import Block
from bot.desk import Desk
from bot.door import Answer
from storage import sources, watches
from storage.records import SourceFacts, Watch


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what cannot be a watch, at the input where it stands."""
    return watchform.read(form.answers).errors


def submit(desk: Desk, form: Submission) -> Answer:
    """Show what the query would have heard; once shown, save."""
    watch = watchform.read(form.answers).watch
    watch_id, checked = blocks.metadata_of(form.metadata)
    known = sources.every(desk.store)
    if watch is None:
        return Answer(errors=check(form))
    if errors := _against_memory(desk, watch, watch_id, known):
        return Answer(errors=errors)
    if checked != watchform.fingerprint(watch.query):
        return Answer(view=_tried(desk, form, watch, watch_id, known))
    return Answer(view=_saved(desk, watch, watch_id, form.at))


def _against_memory(desk: Desk, watch: Watch, watch_id: int, known: tuple[SourceFacts, ...]) -> Mapping[str, str]:
    same = watches.named(desk.store, desk.workspace, watch.name)
    if same is not None and same.id != watch_id:
        return {"name": f"There is a watch “{same.name}” already; edit that one, or choose another name."}
    names = [source.name for source in known]
    for listen in watch.listens:
        if names and listen.source not in names:
            meant = watchform.nearest(listen.source, names)
            hint = f" Did you mean {meant}?" if meant else f" There are: {', '.join(names)}."
            return {"listens": text.cut(f"Earshot does not know the place {listen.source!r}.{hint}", 300)}
    return {}


def _tried(desk: Desk, form: Submission, watch: Watch, watch_id: int, known: tuple[SourceFacts, ...]) -> Block:
    try:
        tried = preview.of(desk, watch.query, now=form.at)
    except preview.QueryRefused as refused:
        trouble = f"The query cannot be read: {refused}"
        return blocks.form(form.answers, known, watch_id=watch_id, trouble=trouble)
    checked = watchform.fingerprint(watch.query)
    return blocks.form(form.answers, known, watch_id=watch_id, preview=tried, checked=checked)


def _saved(desk: Desk, watch: Watch, watch_id: int, now: datetime) -> Block:
    before = watches.get(desk.store, desk.workspace, watch_id) if watch_id else None
    saved = watches.save(desk.store, desk.workspace, watchform.kept(watch, before), now=now)
    where, name = text.channel(watch.channel), text.short(watch.name, 60)
    if saved.is_new:
        said = f"*{name}* listens now. What it hears from urgency {watch.alert_at} comes to {where}."
    else:
        said = f"*{name}* is saved." if saved.changed else f"*{name}* stays as it was."
    return modals.told("Watch", text.joined((said, watching.come_in(desk, watch.channel)), "\n"))

"""The form of a watch was sent off: first its query is tried on stored posts, then, unchanged, the watch is saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot import backtest, budget, budgets, preview, replay, watchform, watching
from bot.asked import Submission
from bot.blocks import budget as budget_blocks, modals, text, watches as blocks
from bot.blocks.message import Block
from bot.budget import Past
from bot.desk import Desk
from bot.door import Answer
from storage import sources, watches
from storage.records import SourceFacts, Watch


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what cannot be a watch, at the input where it stands."""
    return watchform.read(form.answers).errors


def submit(desk: Desk, form: Submission) -> Answer:
    """Show what the query would have heard; once shown, save."""
    filled = watchform.read(form.answers)
    watch = filled.watch
    watch_id, checked = blocks.metadata_of(form.metadata)
    known = sources.every(desk.store)
    if watch is None:
        return Answer(errors=check(form))
    if errors := _against_memory(desk, watch, watch_id, known):
        return Answer(errors=errors)
    if checked != watchform.fingerprint(watch.query):
        return Answer(view=_tried(desk, form, watch, watch_id, known))
    return Answer(view=_saved(desk, watch, filled.at_most, watch_id, form.at))


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
    for source in watch.four_eyes.sources:
        if names and source not in names:
            meant = watchform.nearest(source, names)
            hint = f" Did you mean {meant}?" if meant else ""
            return {"four_eyes": text.cut(f"Earshot does not know the place {source!r}.{hint}", 300)}
    return {}


def _tried(desk: Desk, form: Submission, watch: Watch, watch_id: int, known: tuple[SourceFacts, ...]) -> Block:
    try:
        tried = preview.of(desk, watch.query, now=form.at)
    except preview.QueryRefused as refused:
        trouble = f"The query cannot be read: {refused}"
        return blocks.form(form.answers, known, watch_id=watch_id, trouble=trouble)
    checked = watchform.fingerprint(watch.query)
    past = _past(desk, watch, None, form.at)
    return blocks.form(form.answers, known, watch_id=watch_id, preview=tried, past=past, checked=checked)


def _past(desk: Desk, watch: Watch, before: Watch | None, now: datetime) -> Past:
    """Return what a watch heard; for a query it did not ask yet, what that would have heard of all that is stored."""
    if before is not None and before.query == watch.query:
        return backtest.of_watch(desk, before, now)
    try:
        return backtest.of_query(desk, watch.query, watch.timezone, now)
    except (replay.QueryRefused, replay.Untried):
        return Past(edges=(now, now), days=({},))


def _saved(desk: Desk, watch: Watch, at_most: int | None, watch_id: int, now: datetime) -> Block:
    before = watches.get(desk.store, desk.workspace, watch_id) if watch_id else None
    meant, kept = watchform.kept(watch, before), ""
    if at_most is not None:
        past = _past(desk, watch, before, now)
        fit = budget.fit(past, at_most)
        meant = replace(meant, alert_at=fit.row.threshold) if past.count else meant
        kept = budget_blocks.kept(fit if past.count else replace(fit, row=budget.row(past, meant.alert_at)), past)
    saved = watches.save(desk.store, desk.workspace, meant, now=now)
    if fitted := budgets.refit(desk, saved.watch, now):
        kept = f"{budget_blocks.kept(*fitted)} It is fitted again every day."
    where, name = text.channel(watch.channel), text.short(watch.name, 60)
    if not saved.is_new:
        said = f"*{name}* is saved." if saved.changed else f"*{name}* stays as it was."
    elif saved.watch.silent_since is not None:
        said = (
            f"*{name}* listens now, silently for {watch.silent_days} days. Then it proposes in {where} when to alert."
        )
    else:
        said = f"*{name}* listens now. What it hears from urgency {saved.watch.alert_at} comes to {where}."
    return modals.told("Watch", text.joined((said, kept, watching.come_in(desk, watch.channel)), "\n"))

"""Watches made, changed and rested from Slack: what commands, buttons and forms share."""

import structlog

from bot import backtest, clocks, telling
from bot.asked import Press, Word
from bot.blocks import text, watches as blocks
from bot.channels import IS_ID, Channels
from bot.desk import Desk
from bot.slack_errors import SLACK_TROUBLE
from bot.watchform import fingerprint, written
from storage import sources, watches
from storage.records import Objective, Watch

log = structlog.get_logger()

GONE = "That watch is gone; `/earshot watch list` shows those there are."
FRESH = Watch(name="-", objective=Objective.SERVE, channel="-")  # for its defaults


def open_form(desk: Desk, asked: Word | Press, watch: Watch | None, *, name: str = "") -> None:
    """Fill the open window with the form of a watch; a new one starts with our defaults and the person's time zone."""
    answers = written(watch) if watch else _fresh(desk, asked, name)
    if watch is not None and not IS_ID.fullmatch(watch.channel):
        answers["channel"] = Channels(desk.slack).id_of(watch.channel)
    watch_id, checked = (watch.id, fingerprint(watch.query)) if watch else (0, "")
    past = backtest.of_watch(desk, watch, asked.at) if watch else None
    form = blocks.form(answers, sources.every(desk.store), watch_id=watch_id, checked=checked, past=past)
    if not telling.show(desk, asked.view_id, form):
        telling.tell(desk, asked, "The window was closed before it could be filled. Please try again.")


def pause(desk: Desk, watch_id: int, *, paused: bool) -> str:
    """Stop or resume a watch and return what to tell."""
    watch = watches.get(desk.store, desk.workspace, watch_id)
    if watch is None:
        return GONE
    watches.pause(desk.store, desk.workspace, watch_id, paused=paused)
    name = text.short(watch.name, 60)
    if paused:
        return f"“{name}” rests: nothing is heard for it until `/earshot watch resume {name}`. What was heard stays."
    return f"“{name}” listens again. What was published meanwhile is read as far back as its places allow."


def remove(desk: Desk, watch_id: int) -> str:
    """Forget a watch and return what to tell."""
    watch = watches.get(desk.store, desk.workspace, watch_id)
    if watch is None:
        return GONE
    watches.remove(desk.store, desk.workspace, watch_id)
    return f"“{text.short(watch.name, 60)}” is removed, with its mentions."


def come_in(desk: Desk, channel: str) -> str:
    """Make sure the bot can speak in a channel; returns what a person has to do for it, or nothing."""
    if not IS_ID.fullmatch(channel):
        return ""
    try:
        known = desk.slack.conversations_info(channel=channel).get("channel") or {}
        if known.get("is_member") or known.get("is_im"):
            return ""
        desk.slack.conversations_join(channel=channel)
    except SLACK_TROUBLE as error:
        word = telling.reason(error)
        log.info("cannot enter a channel", error=word)
        if word in {"unknown_method", "method_not_found"}:
            return ""
        return f"⚠️ Earshot is not in {text.channel(channel)} yet: write `/invite @Earshot` there."
    return ""


def _fresh(desk: Desk, asked: Word | Press, name: str) -> dict[str, str]:
    answers = written(FRESH)
    channel = asked.channel if asked.channel.startswith(("C", "G")) else ""
    zone = clocks.zone_name(desk, asked.user) or FRESH.timezone
    return answers | {"name": name, "objective": "", "channel": channel, "timezone": zone, "listens": "hackernews"}

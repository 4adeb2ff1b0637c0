"""How many alerts a day: the back-test under the form's number, its examples, and the proposal after a silence."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot import budget
from bot.blocks import lists, modals, text
from bot.blocks.message import Block, Message
from bot.budget import Fit, Past, Row
from bot.digest import counted
from storage.records import CRITICAL, Mention, Watch

EXAMPLES = 5
BUTTONS = ("alert_from_few", "alert_from_more")
ALMOST = 0.95  # of one a day is one a day
NOTHING = "Nothing is known yet about how many alerts that would be."


def table(past: Past, alert_at: int, *, watch_id: int = 0) -> list[Block]:
    """Return what each threshold would have given; the button to the posts themselves needs a stored watch."""
    if not past.count:
        return [text.context(f"{NOTHING} A week of silent listening (below) finds out.")]
    head = f"*How many alerts that would have been* in the {known(past)} known"
    said = text.section("\n".join([head, *_lines(past, alert_at)]))
    if watch_id:
        said["accessory"] = text.button("Which ones?", "which_alerts", f"{watch_id}:{alert_at}")
    return [said, text.context("A story told twice counts once; what we published ourselves never counts.")]


def known(past: Past) -> str:
    """Return how long a stretch is known, in words."""
    days = past.known.days
    return counted(days, "day") if days else text.span(max(past.known, timedelta(minutes=1)))


def kept(fit: Fit, past: Past) -> str:
    """Return what keeping to a budget comes to, honestly where it cannot be kept to."""
    if not past.count:
        return f"{NOTHING} It alerts from {fit.row.threshold} until more is known."
    if not fit.over:
        return f"From {fit.row.threshold} there would have been at most {fit.at_most} a day ({_rate(fit.row, past)})."
    why = (
        f"what is critical ({CRITICAL} and more) always alerts" if fit.row.threshold <= CRITICAL else "you set it there"
    )
    days = counted(fit.over, "day")
    return (
        f"It alerts from {fit.row.threshold}, and still {days} of the {known(past)} known would have had more than "
        f"{fit.at_most} (up to {fit.row.most}): {why}."
    )


def examples(
    watch: Watch,
    at: int,
    past: Past,
    above: Sequence[Mention],
    below: Sequence[Mention],
    titles: Mapping[str, str],
    now: datetime,
) -> Block:
    """Return the window with the posts on both sides of a threshold, and a menu for another one."""
    thresholds = sorted({*budget.STEPS, watch.alerts_from, at})
    options = [{"text": text.plain(f"From {each}"), "value": f"{watch.id}:{each}"} for each in thresholds]
    menu: Block = {
        "type": "static_select",
        "action_id": "which_alerts_from",
        "options": options,
        "initial_option": options[thresholds.index(at)],
    }
    found = budget.row(past, at)
    head = f"*{text.short(watch.name, 60)}* from urgency {at}: {_rate(found, past)}, in the {known(past)} known."
    return modals.modal(
        "Which ones?",
        [
            text.section(head) | {"accessory": menu},
            *_side(f"Just above the line: would have alerted ({found.total:,} in all)", above, titles, now),
            *_side("Just below it: would have waited for the digest", below, titles, now),
        ],
    )


def proposal(watch: Watch, past: Past, *, chosen: int | None, stays: bool, by: str) -> Message:
    """Return the one message after a silence: what was heard, and from what urgency to alert."""
    name = text.short(watch.name, 60)
    if chosen is not None or watch.silent_since is None:
        who = f", chosen by {text.person(by)}" if by else ""
        at = chosen if chosen is not None else watch.alert_at
        said = f"🔔 *{name}* alerts from urgency {at}{who}. `/earshot watch edit {name}` changes it."
        return Message(text=said, blocks=[text.section(said)])
    if stays:
        said = f"🔕 *{name}* stays silent, said {text.person(by)}. Danger, leaks and legal threats still alert."
    else:
        days = counted(watch.silent_days, "day")
        said = f"👂 *{name}* has listened silently for {days}. From what urgency should it alert?"
    heard = "\n".join(_lines(past, watch.alert_at)) if past.count else "It has heard nothing yet."
    return Message(
        text=f"{said}\n{heard}",
        blocks=[text.section(said), text.section(heard), {"type": "actions", "elements": _choices(watch, past, stays)}],
    )


def _choices(watch: Watch, past: Past, stays: bool) -> list[Block]:  # noqa: FBT001  a fact of the message
    fits = budget.proposals(past) if past.count else ()
    buttons = [
        text.button(
            f"Alert from {fit.row.threshold}: {_rate(fit.row, past)} (fullest day: {fit.row.most})",
            action,
            f"{watch.id}:{fit.row.threshold}",
        )
        for action, fit in zip(BUTTONS, fits, strict=False)
    ] or [text.button(f"Alert from {watch.alert_at}", BUTTONS[0], f"{watch.id}:{watch.alert_at}")]
    buttons += [] if stays else [text.button("Stay silent", "stay_silent", watch.id)]
    return [*buttons, *([text.button("Which ones?", "which_alerts", f"{watch.id}:60")] if past.count else [])]


def _lines(past: Past, alert_at: int) -> list[str]:
    rows = budget.table(past, alert_at)
    return [_line(row, past, is_now=row.threshold == alert_at) for row in rows]


def _line(row: Row, past: Past, *, is_now: bool) -> str:
    fullest = f", {row.most:,} on the fullest day" if row.total and past.known >= 2 * budget.DAY else ""
    said = f"from {row.threshold}: {_rate(row, past)}{fullest}"
    return f"• *{said}*" if is_now else f"• {said}"


def _rate(row: Row, past: Past) -> str:
    if not row.total:
        return "none"
    if past.known < budget.DAY:
        return f"{row.total:,} so far"
    a_day = row.total / (past.known / budget.DAY)
    return f"about {round(a_day):,} a day" if a_day > ALMOST else f"about {max(1, round(a_day * 7))} a week"


def _side(title: str, mentions: Sequence[Mention], titles: Mapping[str, str], now: datetime) -> list[Block]:
    if not mentions:
        return [text.section(f"*{title}*"), text.context("Nothing.")]
    return [text.section(f"*{title}*"), *(text.section(lists.line(mention, titles, now)) for mention in mentions)]

"""A period told in honest words: how much, how urgent, who is owed, how fast we answered, what no ear heard. Pure.

A digest never says that nothing was said while an ear was blind: it says what it did not hear, since when and why.
Hours are those of the watch's own clock, as its digest is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.blocks import words
from bot.periods import Period
from storage.records import Dismissal, Mention, Spike
from storage.tallies import Answers, Ear, Figures

MOST_SHOWN = 5
BLINK = timedelta(minutes=10)  # an outage that was over sooner missed nothing: listeners read with an overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest says. `coverage` tells what was not heard, `is_blind` whether anything may be missing.

    `quiet` are posts for a second look, `missed` what such looks have told of how much is missed.
    `notes` are about the watch itself.
    """

    title: str
    watch_id: int | None
    period: Period
    figures: Figures
    headline: str
    divides: str
    answered: str
    interactivity: str
    dismissed: str
    coverage: tuple[str, ...]
    is_blind: bool
    urgent: tuple[Mention, ...]
    owed: tuple[Mention, ...]
    owed_more: int
    now: datetime
    spikes: tuple[str, ...] = ()
    quiet: tuple[Mention, ...] = ()
    missed: str = ""
    notes: tuple[str, ...] = ()


def compose(
    figures: Figures,
    urgent: Sequence[Mention],
    owed: Sequence[Mention],
    *,
    period: Period,
    now: datetime,
    watch: str = "",
    watch_id: int | None = None,
    notes: Sequence[str] = (),
) -> Digest:
    """Return the digest of a period; `watch` names it, without a name it tells of all watches."""
    lines, is_blind = coverage(figures.ears, period, now)
    return Digest(
        title=f"{watch or 'All watches'}: {period.label}",
        watch_id=watch_id,
        period=period,
        figures=figures,
        headline=_headline(figures, is_blind=is_blind),
        divides=_divides(figures),
        answered=_answered(figures.answers),
        interactivity=_interactivity(figures),
        dismissed=_dismissed(figures.dismissed),
        coverage=lines,
        is_blind=is_blind,
        urgent=tuple(urgent)[:MOST_SHOWN],
        owed=tuple(owed)[:MOST_SHOWN],
        owed_more=max(0, len(owed) - MOST_SHOWN),
        now=now,
        spikes=_spikes(figures, period, now),
        notes=tuple(notes),
    )


def coverage(ears: Sequence[Ear], period: Period, now: datetime) -> tuple[tuple[str, ...], bool]:
    """Return what was heard and what not, in sentences, and whether posts may be missing."""
    if not ears:
        return ("Nobody is listening yet: add a watch with `/earshot watch add`.",), True
    missed = [line for ear in ears for line in _missed(ear, period, now)]
    if not missed:
        names = list(dict.fromkeys(ear_name(ear) for ear in ears))
        return (f"Heard everything from {listed(names, most=4)}.",), False
    lines = list(dict.fromkeys(missed))
    rest = (f"And {len(lines) - MOST_SHOWN} more that could not be heard.",) if len(lines) > MOST_SHOWN else ()
    return (*lines[:MOST_SHOWN], *rest), True


def ear_name(ear: Ear) -> str:
    """Return a listener for people: its source, and where that listens."""
    address = ear.settings.get("url", "")
    host = (urlsplit(address).hostname or address) if address else ""
    return f"{ear.title} ({host})" if host else ear.title


def listed(names: Sequence[str], *, most: int) -> str:
    """Return names as people list them: "a, b and 3 more"."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def hour(moment: datetime, period: Period) -> str:
    """Return a moment on the watch's own clock, with its day where that is not the period's last."""
    local, end = (at.astimezone(ZoneInfo(period.zone)) for at in (moment, period.until))
    return f"{local:%H:%M}" if local.date() == end.date() else f"{local:%a} {local.day} {local:%b %H:%M}"


def duration(span: timedelta) -> str:
    """Return a stretch of time in at most two parts: "45 s", "12 min", "3 h 20 min", "2 days"."""
    seconds = max(0, round(span.total_seconds()))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if seconds < 60:  # noqa: PLR2004  a minute
        return f"{seconds} s"
    if not hours:
        return f"{minutes} min"
    if hours < 48:  # noqa: PLR2004  two days
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _missed(ear: Ear, period: Period, now: datetime) -> list[str]:
    name = ear_name(ear)
    if ear.paused:
        return [f"{ear.watch} is paused: nothing is heard for it."]
    lines = []
    for stretch in ear.blind:
        if stretch.until is not None and stretch.until - stretch.since < BLINK:
            continue
        if ear.last_success is None and stretch.until is None:
            lines.append(f"Heard nothing from {name} yet ({stretch.why}): this digest may miss posts.")
            continue
        end = f" until {hour(stretch.until, period)}" if stretch.until is not None else ""
        since = hour(stretch.since, period)
        lines.append(f"Heard nothing from {name} since {since}{end} ({stretch.why}): this digest may miss posts.")
    if ear.began is not None and period.since < ear.began <= now and not lines:
        lines.append(f"Listening to {name} only since {hour(ear.began, period)}.")
    if ear.behind:
        lines.append(f"Still reading older posts of {name}.")
    return lines


def _headline(figures: Figures, *, is_blind: bool) -> str:
    total = figures.volume.total
    if not total and not figures.ears:
        return "Nobody is listening yet"
    if not total:
        return "Not everything could be heard, and what was heard held no mention" if is_blind else "No mentions"
    said = counted(total, "mention")
    parts = [f"At least {said}" if is_blind else said, _compared(figures), counted(figures.alerts, "alert")]
    return " · ".join(part for part in parts if part)


def _compared(figures: Figures) -> str:
    """Return the difference to the week before, where somebody listened then."""
    total, before = figures.volume.total, figures.before.total
    if not before:
        started = figures.before.edges[0]
        listened = any(ear.began is None or ear.began <= started for ear in figures.ears)
        return "none the week before" if listened else ""
    if total == before:
        return "as many as the week before"
    return f"{abs(total - before):,} {'more' if total > before else 'fewer'} than the week before ({before:,})"


def _divides(figures: Figures) -> str:
    levels = ", ".join(f"{count:,} {level}" for level, count in figures.volume.by_level.items())
    names = [f"{figures.titles.get(name, name)} {count:,}" for name, count in figures.volume.by_source.items()]
    return " · ".join(part for part in (levels, listed(names, most=4) if names else "") if part)


def _answered(answers: Answers) -> str:
    if not answers.count or answers.median is None:
        return "Nothing was answered."
    share = f"{answers.in_time:,} of {answers.count:,} in the time promised ({percent(answers.in_time, answers.count)})"
    if answers.count == 1:
        return f"Answered 1, after {duration(answers.median)}: {share}."
    named = zip(("average", "quickest", "slowest"), (answers.average, answers.quickest, answers.slowest), strict=True)
    rest = ", ".join(f"{name} {duration(span)}" for name, span in named if span is not None)
    return f"Answered {answers.count:,}: median {duration(answers.median)}, {rest}; {share}."


def _interactivity(figures: Figures) -> str:
    spoken, back = figures.volume.spoken_to, figures.volume.spoken_back
    if not spoken:
        return ""
    people = counted(spoken, "post was", "posts were")
    return f"{people} addressed to us, {back:,} {'has' if back == 1 else 'have'} an answer ({percent(back, spoken)})."


def _spikes(figures: Figures, period: Period, now: datetime) -> tuple[str, ...]:
    """Return each spike with its cause, or why none can be told yet."""
    if figures.knows_usual_from is not None and now < figures.knows_usual_from:
        return (f"Too young to know what is usual: spikes are told from {hour(figures.knows_usual_from, period)} on.",)
    return tuple(_spike(spike, period) for spike in figures.spikes[:MOST_SHOWN])


def _spike(spike: Spike, period: Period) -> str:
    about = f"about {listed([f'“{term}”' for term in spike.terms], most=3)}, " if spike.terms else ""
    now, before = (percent(round(100 * share), 100) for share in (spike.negative, spike.negative_before))
    height = f"{spike.peak:,} in an hour, usually {spike.usual:,.0f}"
    return f"Spike at {hour(spike.began, period)}: {height}; {about}{now} unhappy ({before} before)."


def muted(posts: int, people: int) -> str:
    """Return how much was heard of people who are muted, nothing where none was."""
    if not posts:
        return ""
    said = (
        f"{counted(posts, 'post')} by {counted(people, 'person', 'people')} who {'is' if people == 1 else 'are'} muted"
    )
    return f"Muted {posts:,}: {said} never alerted; `/earshot person` lists them."


def _dismissed(dismissed: Mapping[Dismissal, int]) -> str:
    if not dismissed:
        return ""
    reasons = ", ".join(f"{count:,} {words.DISMISSAL[why]}" for why, count in dismissed.items())
    return f"Set aside {sum(dismissed.values()):,}: {reasons}."


def percent(part: int, whole: int) -> str:
    """Return a share for people."""
    return f"{round(100 * part / whole)} %"

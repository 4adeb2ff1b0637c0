"""What a digest says, by table: honest about numbers, and about what was not heard."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import digest, periods
from bot.blocks import chart, digest as blocks
from bot.playground import checks
from storage.records import Dismissal, Level, Spike
from storage.tallies import Answers, Blindness, Ear, Figures, Volume

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
DAY = periods.of_word("today", "Europe/Berlin", NOW)
HOUR = timedelta(hours=1)


def ear(**parts: Any) -> Ear:  # noqa: ANN401  any field of it
    """Give a listener that heard everything."""
    whole: dict[str, Any] = {
        "listener_id": 1,
        "watch": "Acme",
        "source": "hackernews",
        "title": "Hacker News",
        "settings": {},
        "paused": False,
        "began": None,
        "last_success": NOW,
        "behind": False,
        "blind": (),
    }
    return Ear(**(whole | parts))


def volume(total: int = 0, edges: tuple[datetime, ...] = DAY.edges, **parts: Any) -> Volume:  # noqa: ANN401
    """Put all mentions into the last bucket."""
    counts = (*(0 for _ in edges[2:]), total)
    return Volume(edges=edges, counts=counts, **({"by_source": {}, "by_level": {}} | parts))


def figures(total: int = 0, before: int = 0, *ears: Ear, **parts: Any) -> Figures:  # noqa: ANN401
    """Give a period in numbers, heard by one good ear unless told otherwise."""
    whole: dict[str, Any] = {
        "volume": volume(total),
        "before": volume(before, DAY.before),
        "answers": Answers(),
        "dismissed": {},
        "alerts": 0,
        "ears": ears or (ear(),),
        "titles": {"hackernews": "Hacker News"},
    }
    return Figures(**(whole | parts))


def compose(told: Figures) -> digest.Digest:
    """Compose a digest without mentions."""
    return digest.compose(told, (), (), period=DAY, now=NOW, watch="Acme")


@pytest.mark.parametrize(
    ("total", "before", "headline"),
    [
        (0, 0, "No mentions"),
        (1, 0, "1 mention · none the week before · 0 alerts"),
        (12, 8, "12 mentions · 4 more than the week before (8) · 0 alerts"),
        (8, 12, "8 mentions · 4 fewer than the week before (12) · 0 alerts"),
        (1200, 1200, "1,200 mentions · as many as the week before · 0 alerts"),
    ],
)
def test_the_headline_compares_with_the_week_before(total: int, before: int, headline: str) -> None:
    """One line, and no percentages of small numbers."""
    assert compose(figures(total, before)).headline == headline


def test_a_watch_that_is_younger_than_a_week_is_not_compared() -> None:
    """Nobody listened the week before: "none" would be a lie."""
    assert "week before" not in compose(figures(3, 0, ear(began=NOW - HOUR))).headline


def blind(since: datetime = NOW - 4 * HOUR, until: datetime | None = None, why: str = "it answered 503") -> Blindness:
    """Give a stretch without hearing."""
    return Blindness(since=since, until=until, why=why)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (ear(), "Heard everything from Hacker News."),
        (
            ear(blind=(blind(),)),
            "Heard nothing from Hacker News since 15:00 (it answered 503): this digest may miss posts.",
        ),
        (
            ear(blind=(blind(until=NOW - 2 * HOUR),)),
            "Heard nothing from Hacker News since 15:00 until 17:00 (it answered 503): this digest may miss posts.",
        ),
        (
            ear(blind=(blind(since=NOW - 30 * HOUR),)),
            "Heard nothing from Hacker News since Fri 20 Nov 13:00 (it answered 503): this digest may miss posts.",
        ),
        (
            ear(last_success=None, blind=(blind(why="not asked yet"),)),
            "Heard nothing from Hacker News yet (not asked yet): this digest may miss posts.",
        ),
        (ear(paused=True), "Acme is paused: nothing is heard for it."),
        (ear(began=NOW - HOUR), "Listening to Hacker News only since 18:00."),
        (ear(behind=True), "Still reading older posts of Hacker News."),
        (ear(blind=(blind(until=NOW - 4 * HOUR + timedelta(minutes=1)),)), "Heard everything from Hacker News."),
        (
            ear(title="Feed", settings={"url": "https://blog.example.com/feed/"}, behind=True),
            "Still reading older posts of Feed (blog.example.com).",
        ),
    ],
    ids=["all", "going on", "over", "since yesterday", "never", "paused", "new", "behind", "a blink", "a feed"],
)
def test_coverage_says_what_was_not_heard_since_when_and_why(one: Ear, sentence: str) -> None:
    """In the watch's own hours."""
    told = compose(figures(0, 0, one))

    assert told.coverage == (sentence,)
    assert told.is_blind == (not sentence.startswith("Heard everything"))


@pytest.mark.parametrize("one", [ear(blind=(blind(),)), ear(paused=True), ear(last_success=None, blind=(blind(),))])
def test_complaint_29_a_digest_never_says_nothing_was_said_while_an_ear_was_blind(one: Ear) -> None:
    """A source that died must not look like a quiet day."""
    quiet, busy = compose(figures(0, 0, one)), compose(figures(7, 7, one))

    shown = str([quiet.headline, blocks.message(quiet)])
    assert "No mentions" not in shown
    assert "0 mentions" not in shown
    assert busy.headline.startswith("At least 7 mentions")
    assert "⚠️" in shown


def test_many_dead_sources_are_named_and_the_rest_counted() -> None:
    """Short, whatever went wrong."""
    ears = [ear(title=f"Feed {n}", blind=(blind(),)) for n in range(9)]

    lines = compose(figures(1, 1, *ears)).coverage

    assert len(lines) == 6
    assert lines[-1] == "And 4 more that could not be heard."


def test_the_same_trouble_of_two_watches_is_told_once() -> None:
    """One dead source is one sentence."""
    assert len(compose(figures(1, 1, ear(blind=(blind(),)), ear(watch="Other", blind=(blind(),)))).coverage) == 1


def test_nobody_listening_is_said_with_what_to_do() -> None:
    """An empty Earshot tells how to begin."""
    lines, is_blind = digest.coverage((), DAY, NOW)

    assert "watch add" in lines[0]
    assert is_blind


def test_answers_tell_how_fast_and_how_many_in_time() -> None:
    """Median, average, quickest and slowest, in words."""
    times = [timedelta(minutes=12), timedelta(minutes=30), timedelta(seconds=40), timedelta(hours=3, minutes=5)]
    median, average, quickest, slowest = times
    told = Answers(count=4, in_time=3, median=median, average=average, quickest=quickest, slowest=slowest)

    assert compose(figures(answers=told)).answered == (
        "Answered 4: median 12 min, average 30 min, quickest 40 s, slowest 3 h 5 min; "
        "3 of 4 in the time promised (75 %)."
    )
    assert compose(figures()).answered == "Nothing was answered."


def test_interactivity_and_dismissals_are_told_where_there_are_any() -> None:
    """Answers to those who spoke to us are measured, followers are not."""
    spoken = figures(volume=volume(5, spoken_to=4, spoken_back=1), dismissed={Dismissal.SPAM: 2, Dismissal.NOT_US: 1})

    assert compose(spoken).interactivity == "4 posts were addressed to us, 1 has an answer (25 %)."
    assert compose(spoken).dismissed == "Set aside 3: 2 spam, 1 not about us."
    assert compose(figures()).interactivity == compose(figures()).dismissed == ""


def test_the_numbers_divide_by_level_and_source_with_people_s_names() -> None:
    """Long tails are counted, not listed."""
    sources: Mapping[str, int] = {"hackernews": 9, "a": 4, "b": 3, "c": 2, "d": 1, "e": 1}
    told = figures(volume=volume(20, by_source=sources, by_level={Level.CRITICAL: 1, Level.LOW: 19}))

    assert compose(told).divides == "1 critical, 19 low · Hacker News 9, a 4, b 3, c 2 and 2 more"


@pytest.mark.parametrize("word", ["today", "yesterday", "week"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", [NOW, datetime(2026, 10, 25, 22, tzinfo=UTC), datetime(2026, 11, 2, 3, tzinfo=UTC)])
def test_slack_takes_the_digest_of_every_period(word: str, zone: str, at: datetime) -> None:
    """Chart, labels and all, also on the days clocks change."""
    period = periods.of_word(word, zone, at)
    told = replace(figures(), volume=volume(3, period.edges), before=volume(2, period.before))
    composed = digest.compose(told, (), (), period=period, now=at, watch="W" * 300)

    message = blocks.message(composed, share="1:day:2026-11-21")

    assert checks.message(list(message.blocks)) == []
    assert checks.message(list(message.simpler)) == []
    assert checks.fallback(message.text, message.blocks) == []


def test_where_slack_refuses_the_chart_letters_draw_it() -> None:
    """The text and the plain version carry the same bars."""
    told = compose(figures(9, 3))

    message = blocks.message(told)

    assert any(block["type"] == "data_visualization" for block in message.blocks)
    assert not any(block["type"] == "data_visualization" for block in message.simpler)
    assert "█" in str(message.simpler)
    assert "█" in message.text


def test_the_hour_that_comes_twice_has_two_labels_in_the_chart() -> None:
    """Slack matches values to categories by their label."""
    period = periods.of_word("today", "Europe/Berlin", datetime(2026, 10, 25, 5, tzinfo=UTC))

    drawn = chart.chart(volume(1, period.edges), volume(1, period.before), period)

    assert drawn is not None
    assert drawn["chart"]["axis_config"]["categories"][:5] == ["00:00", "01:00", "02:00", "02:00 (2)", "03:00"]


def test_a_quiet_period_draws_no_empty_chart() -> None:
    """Nothing to draw, nothing drawn."""
    assert chart.chart(volume(0), volume(0, DAY.before), DAY) is None
    assert chart.bars(volume(0), volume(0, DAY.before), DAY) == ""


def test_what_a_source_says_of_its_fault_cannot_shout_in_a_channel() -> None:
    """An error message comes from the web; it is text and nothing else."""
    told = compose(figures(1, 1, ear(blind=(blind(why="<!channel> & <https://evil.example|ok>"),))))

    shown = str(blocks.message(told))
    assert "<!channel>" not in shown
    assert "<https://evil" not in shown
    assert "&lt;!channel&gt; &amp;" in shown


def test_a_headline_without_anything_to_compare_still_counts_alerts() -> None:
    """Alerts are told whenever something was said."""
    told = replace(figures(2, 1), alerts=1)

    assert compose(told).headline == "2 mentions · 1 more than the week before (1) · 1 alert"


def spike(**parts: Any) -> Spike:  # noqa: ANN401  any field of it
    """Give a spike of this morning."""
    whole: dict[str, Any] = {
        "id": 1,
        "workspace": "T1",
        "watch_id": 1,
        "began": NOW - 8 * HOUR,
        "last": NOW - 8 * HOUR,
        "peak": 48,
        "usual": 6.4,
        "surprise": 8.0,
        "count": 73,
        "terms": ("recalled", "handle", "refund", "kettle"),
        "negative": 0.62,
        "negative_before": 0.18,
        "mention_id": None,
    }
    return Spike(**(whole | parts))


def test_a_digest_tells_each_spike_with_its_cause() -> None:
    """When, how many, how many usually, of what, how unhappy."""
    told = compose(figures(3, 0, spikes=(spike(), spike(terms=()))))

    assert told.spikes == (
        (
            "Spike at 11:00: 48 in an hour, usually 6; about “recalled”, “handle”, “refund” and 1 more, "
            "62 % unhappy (18 % before)."
        ),
        "Spike at 11:00: 48 in an hour, usually 6; 62 % unhappy (18 % before).",
    )
    assert "📈 Spike at 11:00" in str(blocks.message(told).blocks)
    assert "Spike at 11:00" in blocks.message(told).text


def test_a_young_watch_says_that_it_cannot_tell_spikes_yet() -> None:
    """Silence would look like calm."""
    young = compose(figures(3, knows_usual_from=NOW + 24 * HOUR))
    grown = compose(figures(3, knows_usual_from=NOW))

    assert young.spikes[0].startswith("Too young to know what is usual: spikes are told from ")
    assert grown.spikes == ()

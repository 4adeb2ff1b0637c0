"""A watch as people write it in a form, by table."""

from datetime import time, timedelta

import pytest
from hypothesis import given, strategies as st

from bot import watchform
from bot.blocks import watches as blocks
from bot.playground import checks
from bot.watchform import Fault, Preview
from storage.records import Backlog, FourEyes, Listen, Objective, Post, SourceFacts, Watch
from tests.bot.made import a_post

GOOD = {
    "name": "Acme",
    "objective": "serve",
    "query": '"acme" -bakery',
    "channel": "C0123456",
    "alert_at": "60",
    "answer_within": "1h",
    "lease": "90m",
    "digest_at": "09:00",
    "timezone": "Europe/Berlin",
    "backlog": "opening",
    "ours": "@acmehq, Acme Inc",
    "four_eyes": "60, trustpilot",
    "listens": "hackernews\nfeed https://example.com/comments/feed/ every=5m",
}


def test_a_form_becomes_a_watch() -> None:
    """Every input has its place in the record."""
    watch = watchform.read(GOOD).watch

    assert watch == Watch(
        name="Acme",
        objective=Objective.SERVE,
        query='"acme" -bakery',
        channel="C0123456",
        alert_at=60,
        answer_within=timedelta(hours=1),
        lease=timedelta(minutes=90),
        digest_at=time(9),
        timezone="Europe/Berlin",
        backlog=Backlog.OPENING,
        ours=("@acmehq", "Acme Inc"),
        four_eyes=FourEyes(urgency=60, sources=("trustpilot",)),
        listens=(
            Listen(source="hackernews"),
            Listen(source="feed", every=timedelta(minutes=5), settings={"url": "https://example.com/comments/feed/"}),
        ),
    )
    assert watchform.read(watchform.written(watch)).watch == watch


@pytest.mark.parametrize(
    ("name", "written", "advice"),
    [
        ("name", "", "Give the watch a name"),
        ("name", "x" * 61, "at most 60"),
        ("objective", "", "objective before a tool"),
        ("channel", "", "Choose the channel"),
        ("alert_at", "101", "0 to 100"),
        ("alert_at", "many", "0 to 100"),
        ("answer_within", "60", "with its unit"),
        ("answer_within", "soon", "with its unit"),
        ("answer_within", "0m", "with its unit"),
        ("digest_at", "25:00", "such as 09:00"),
        ("four_eyes", "60, 70", "Write always, an urgency"),
        ("four_eyes", "101", "Write always, an urgency"),
        ("four_eyes", "always, 60", "Write always, an urgency"),
        ("timezone", "Europe/Berln", "Did you mean Europe/Berlin?"),
        ("listens", "", "at least one place"),
        ("listens", "feed example.com", "Line 1: 'example.com' is no address"),
        ("listens", "hackernews\nfeed 'x", "Line 2: a quotation mark"),
        ("listens", "hackernews\nhackernews", "named twice"),
        ("listens", "hackernews every=often", "with its unit"),
    ],
)
def test_a_fault_is_told_at_the_input_where_it_stands(name: str, written: str, advice: str) -> None:
    """And at no other."""
    filled = watchform.read(GOOD | {name: written})

    assert filled.watch is None
    assert list(filled.errors) == [name]
    assert advice in filled.errors[name]


@given(st.dictionaries(st.sampled_from(list(GOOD)), st.text(max_size=80)))
def test_whatever_is_typed_is_a_watch_or_a_told_fault(answers: dict[str, str]) -> None:
    """No words of a person can break the form."""
    filled = watchform.read(GOOD | answers)

    assert (filled.watch is None) == bool(filled.errors)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text(max_size=30), max_size=4))
def test_settings_survive_being_written_and_read(settings: dict[str, str]) -> None:
    """Spaces, quotation marks and all, unless a line break makes it two lines."""
    if "every" in settings or any(len(value.splitlines()) > 1 or value != value.strip() for value in settings.values()):
        return
    listen = Listen(source="feed", settings=settings)
    watch = watchform.read(GOOD).watch
    assert watch is not None

    lines = watchform.written(Watch(name="a", objective=Objective.SERVE, channel="c", listens=(listen,)))["listens"]

    if len(lines.splitlines()) == 1:
        assert watchform.listens(lines) == (listen,)


@pytest.mark.parametrize(("words", "seconds"), [("90s", 90), ("1h 30m", 5400), ("2 days", 172800), ("15 min", 900)])
def test_durations_are_read_as_people_write_them(words: str, seconds: int) -> None:
    """With their unit, in one or two parts."""
    assert watchform.duration(words) == timedelta(seconds=seconds)
    assert watchform.duration(watchform.span(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "5", "5x", "-1h", "9999999d", "1h and a bit", "²h"])
def test_a_time_without_a_unit_is_refused(words: str) -> None:
    """60 would be seconds to one reader and minutes to the next."""
    with pytest.raises(Fault, match="unit"):
        watchform.duration(words)


SOURCES = [SourceFacts(name="hackernews", title="Hacker News"), SourceFacts(name="feed", title="Feed")]


@pytest.mark.parametrize("channel", ["", "C0123456", "#mentions"])
@pytest.mark.parametrize(
    "preview",
    [
        None,
        Preview(trouble="The query could not be tried just now."),
        Preview(),
        Preview(matched=2, tried=500, examples=(a_post("<!channel> " * 90), a_post("short"))),
    ],
    ids=["first", "trouble", "empty memory", "examples"],
)
def test_slack_takes_the_form_in_every_state(channel: str, preview: Preview | None) -> None:
    """Also with the longest words."""
    answers = GOOD | {"channel": channel, "query": "q" * 3000, "listens": "l" * 3000, "name": "n" * 60}

    view = blocks.form(answers, SOURCES, watch_id=7, preview=preview, checked="x", trouble="<!here>" * 50)

    assert checks.view(view) == []
    assert "<!channel>" not in str([block for block in view["blocks"] if block["type"] != "rich_text"])
    assert blocks.metadata_of(view["private_metadata"]) == (7, "x")


def test_the_form_asks_why_before_what() -> None:
    """The objective is required and has no default."""
    view = blocks.form(GOOD | {"objective": ""}, SOURCES)
    (objective,) = [block for block in view["blocks"] if block.get("block_id") == "objective"]

    assert objective["optional"] is False
    assert "initial_option" not in objective["element"]
    assert len(objective["element"]["options"]) == 5


def test_examples_of_a_preview_are_cut() -> None:
    """A modal is no place for an essay."""
    post: Post = a_post("word " * 1000)

    view = blocks.form(GOOD, SOURCES, preview=Preview(matched=1, tried=9, examples=(post,)), checked="x")

    assert "matched 1 of the last 9 stored posts" in str(view)
    assert checks.characters(view["blocks"]) < 5000

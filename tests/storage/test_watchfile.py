"""Watches as a file: what is written is what is meant, and every fault is named."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from storage.errors import WatchRefused
from storage.records import Backlog, FourEyes, Listen, Objective, Watch
from storage.watchfile import parse, read

WHOLE = """
[[watch]]
name = "Acme"
objective = "protect"
query = '"acme" OR @acmehq -bakery'
channel = "#mentions"
alert_at = 70
alerts_a_day = 5
silent_days = 7
four_eyes = [60, "trustpilot"]
answer_within = "1h30m"
digest_at = "07:05"
timezone = "Europe/Berlin"
backlog = "silent"
ours = ["@acmehq", "Acme"]
paused = true
[[watch.listen]]
source = "hackernews"
every = "60s"
[[watch.listen]]
source = "feed"
url = "https://example.com/feed"
pages = 3
full = true
"""
LEAST = '[[watch]]\nname = "Acme"\nobjective = "serve"\nchannel = "#c"\n{}\n[[watch.listen]]\nsource = "feed"\n{}\n'


def faults(text: str) -> str:
    """Return what is said against a file."""
    with pytest.raises(WatchRefused) as refused:
        parse(text)
    return str(refused.value)


def test_a_whole_watch_is_read() -> None:
    """Every key of the documentation; a listener's other keys are its settings, as text."""
    assert parse(WHOLE) == (
        Watch(
            name="Acme",
            objective=Objective.PROTECT,
            query='"acme" OR @acmehq -bakery',
            channel="#mentions",
            alert_at=70,
            alerts_a_day=5,
            silent_days=7,
            four_eyes=FourEyes(urgency=60, sources=("trustpilot",)),
            answer_within=timedelta(minutes=90),
            digest_at=time(7, 5),
            timezone="Europe/Berlin",
            backlog=Backlog.SILENT,
            ours=("@acmehq", "Acme"),
            paused=True,
            listens=(
                Listen(source="hackernews", every=timedelta(minutes=1)),
                Listen(source="feed", settings={"url": "https://example.com/feed", "pages": "3", "full": "true"}),
            ),
        ),
    )


def test_what_is_left_out_has_its_default() -> None:
    """Name, objective, channel and one place to listen are enough."""
    (watch,) = parse(LEAST.format("", ""))

    assert watch == Watch(name="Acme", objective=Objective.SERVE, channel="#c", listens=(Listen(source="feed"),))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1s", timedelta(seconds=1)),
        ("60s", timedelta(minutes=1)),
        ("90m", timedelta(minutes=90)),
        ("1h 30m", timedelta(minutes=90)),
        ("2d", timedelta(days=2)),
    ],
)
def test_durations_have_units(written: str, meant: timedelta) -> None:
    """As people write them."""
    (watch,) = parse(LEAST.format("", f'every = "{written}"'))

    assert watch.listens[0].every == meant


@pytest.mark.parametrize(
    ("watch", "listen", "said"),
    [
        ("alert_att = 1", "", 'watch "Acme": unknown key "alert_att" (did you mean "alert_at"?)'),
        ("colour = 1", "", 'watch "Acme": unknown key "colour"'),
        ("alert_at = 101", "", "alert_at must be a whole number from 0 to 100, not 101"),
        ("alert_at = true", "", "alert_at must be a whole number"),
        ('alert_at = "60"', "", "alert_at must be a whole number"),
        ("alerts_a_day = 0", "", "alerts_a_day must be a whole number from 1 to 1000, not 0"),
        ("alerts_a_day = true", "", "alerts_a_day must be a whole number"),
        ("four_eyes = true", "", 'four_eyes must be "never", "always", an urgency, or a list of sources'),
        ("four_eyes = 101", "", "four_eyes write"),
        ('four_eyes = ["always", "x"]', "", "four_eyes write"),
        ("silent_days = -1", "", "silent_days must be a whole number of days from 0 to 90, not -1"),
        ('silent_days = "7d"', "", "silent_days must be a whole number of days"),
        ("answer_within = 60", "", "answer_within must be a time with its unit"),
        ('answer_within = "soon"', "", "answer_within must be a time with its unit"),
        ('answer_within = ""', "", "answer_within must be a time with its unit"),
        ('answer_within = "0s"', "", 'answer_within must be from "1s"'),
        ('answer_within = "9999d"', "", 'answer_within must be from "1s" to "366d"'),
        ('digest_at = "24:00"', "", "digest_at must be a time of day"),
        ('digest_at = "9"', "", "digest_at must be a time of day"),
        ("digest_at = 09:00:30", "", "digest_at must be a time of day"),
        ('timezone = "Europe/Berln"', "", "not 'Europe/Berln' (did you mean \"Europe/Berlin\"?)"),
        ('timezone = "../etc/passwd"', "", "timezone must be a time zone"),
        ('timezone = "Europe"', "", "timezone must be a time zone"),
        ('backlog = "opnening"', "", '(did you mean "opening"?)'),
        ('ours = "@acme"', "", "ours must be a list"),
        ("ours = [1]", "", "ours must be text"),
        ('paused = "no"', "", "paused must be true or false"),
        ("query = 1", "", "query must be text"),
        ("", 'every = "500ms"', 'watch "Acme", listen 1: every must be a time with its unit'),
        ("", "url = [1]", "url must be text, a number, true or false"),
        ("", '[[watch.listen]]\nsource = "feed"', "listen 2: listens to feed there already"),
        ("", '[[watch.listen]]\nurl = "x"', 'listen 2: "source" is missing'),
        ("", LEAST.format("", "").replace("Acme", " acme "), 'two watches are named "acme"'),
        ("", '[watches]\nname = "x"', 'unknown key "watches" (did you mean "watch"?)'),
    ],
)
def test_a_fault_is_named_with_its_watch(watch: str, listen: str, said: str) -> None:
    """Where it is, what is wrong, what was meant."""
    assert said in faults(LEAST.format(watch, listen))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no watch"),
        ("watch = []", "there is no watch"),
        ("watch = 7", "begin each with [[watch]]"),
        ('[watch]\nname = "x"', "begin each with [[watch]]"),
        ("[[watch]", "this is not TOML"),
        ("[[watch]]", 'watch 1: "name" is missing'),
        ("[[watch]]", "watch 1: listens nowhere"),
        ('[[watch]]\nname = "x"\nlisten = 3', 'watch "x": listens nowhere'),
        ('[[watch]]\nname = "x"\n[watch.listen]\nsource = "feed"', 'watch "x": listens nowhere'),
        ('[[watch]]\nname = " "', "watch 1: name must be text"),
    ],
)
def test_a_file_that_holds_no_whole_watch_says_what_it_lacks(text: str, said: str) -> None:
    """A beginner's first try."""
    assert said in faults(text)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Nobody mends one to meet the next."""
    said = faults(LEAST.format('alert_at = -1\nbacklog = "x"', "every = 1") + '[[watch]]\nname = "Beta"\n')

    for part in ("alert_at", "backlog", "every", 'watch "Beta": "objective" is missing', 'watch "Beta": "channel"'):
        assert part in said
    assert "\n" not in said


@pytest.mark.parametrize("body", [None, b"\xff\xfe\x00", b"\xef\xbb\xbf[[watch]]"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, body: bytes | None) -> None:
    """Missing, not UTF-8, or faulty behind the mark some editors leave."""
    path = tmp_path / "watches.toml"
    if body is not None:
        path.write_bytes(body)

    with pytest.raises(WatchRefused, match=r"watches\.toml"):
        read(path)

"""`python -m listeners match` and `score`: JSON Lines in, JSON Lines out, broken lines named at the end."""

import json
import subprocess
import sys

import pytest

from listeners import lines
from storage.commands import Failed, WrongUse
from tests.listeners.posts import NOW

POSTS = [
    b'{"text": "Acme is down, please help", "colour": "blue", "rating": 1, "author": {"followers": 5}}\n',
    b'{"text": "hello"}\n',
    b"\n",
    b'{"title": "Globex", "text": "and Acm\xc3\xa9", "posted_at": "2026-11-20T08:00:00Z"}\n',
]
SCORE_KEYS = ["urgency", "level", "sentiment", "needs_reply", "spam", "language", "reasons", "model"]
BROKEN = [
    (b"{", "not JSON"),
    (b"[1]", "JSON object"),
    (b"{}", '"text"'),
    (b'{"text": 3}', '"text"'),
    (b'{"text": "x", "rating": 9}', "1 to 5 stars"),
    (b'{"text": "x", "author": {"followers": "many"}}', "number"),
    (b'{"text": "x", "posted_at": "2026-11-20T08:00:00"}', "zone"),
    (b'{"text": "\xff"}', "not UTF-8"),
]


def test_matching_posts_are_printed_as_they_came_with_the_terms_found() -> None:
    """Unknown keys stay, what does not match is left out."""
    told = [json.loads(line) for line in lines.matching("acme OR globex", POSTS, lambda: NOW)]

    assert told[0] == json.loads(POSTS[0]) | {"matched": ["acme"]}
    assert [post["matched"] for post in told] == [["acme"], ["acme", "globex"]]


def test_every_post_gets_its_score_in_order() -> None:
    """With the documented keys, and points that sum to the urgency."""
    told = [json.loads(line) for line in lines.scored(POSTS, lambda: NOW)]

    assert len(told) == 3
    assert [list(score) for score in told] == [SCORE_KEYS] * 3
    assert told[0]["level"] in {"high", "critical"}
    assert all(score["urgency"] == sum(reason["points"] for reason in score["reasons"]) for score in told)


@pytest.mark.parametrize(("broken", "complaint"), BROKEN)
def test_a_broken_line_is_named_after_the_good_ones_were_answered(broken: bytes, complaint: str) -> None:
    """One bad line does not cost the others."""
    answers = lines.scored([POSTS[0], broken, POSTS[1]], lambda: NOW)

    assert [json.loads(next(answers))["model"] for _ in range(2)]
    with pytest.raises(Failed, match=rf"^line 2: .*{complaint}"):
        next(answers)


def test_many_broken_lines_are_one_sentence() -> None:
    """The first of them are named, the rest counted."""
    with pytest.raises(Failed, match=r"line 1: .*line 5: .*and 3 more broken lines"):
        list(lines.scored([b"{"] * 8, lambda: NOW))


def test_a_query_that_cannot_be_read_is_wrong_use() -> None:
    """Before a line is read."""
    with pytest.raises(WrongUse, match="column 1"):
        list(lines.matching("(acme", POSTS, lambda: NOW))


def test_half_a_character_can_still_be_printed() -> None:
    """It is legal JSON, and stays escaped."""
    told = next(lines.matching("acme", [b'{"text": "acme \\ud800"}'], lambda: NOW))

    assert told.encode() == b'{"text": "acme \\ud800", "matched": ["acme"]}'


def run(*arguments: str, posts: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run the listening side as people do."""
    command = [sys.executable, "-m", "listeners", *arguments]
    return subprocess.run(command, input=posts, capture_output=True, check=False, timeout=60)


def test_the_commands_end_with_one_line_and_an_honest_exit_code() -> None:
    """0 done, 1 for a broken line after the good ones, 2 for a query that cannot be read."""
    good = run("match", "-globex acme", posts=POSTS[0])
    broken = run("score", posts=POSTS[1] + b"{\n" + POSTS[0])
    refused = run("match", "(acme", posts=b"")

    assert (good.returncode, broken.returncode, refused.returncode) == (0, 1, 2)
    assert json.loads(good.stdout)["matched"] == ["acme"]
    assert len(broken.stdout.splitlines()) == 2
    assert broken.stderr == b"error: line 2: this is not JSON\n"
    assert refused.stderr.count(b"\n") == 1


def test_an_answer_comes_before_the_next_line_is_there() -> None:
    """So that it can stand in a pipe that never ends."""
    command = [sys.executable, "-m", "listeners", "score"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(POSTS[0])
        program.stdin.flush()
        first = json.loads(program.stdout.readline())
        program.stdin.close()

    assert first["urgency"] > 0

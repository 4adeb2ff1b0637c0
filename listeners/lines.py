"""What `python -m listeners match` and `score` do: posts as JSON Lines in, answers as JSON Lines out, as they come.

Broken lines do not stop the good ones: those are answered first, in order, then Failed names what was broken and where.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from listeners import urgency
from storage.commands import Failed, WrongUse
from storage.jsonposts import from_json
from storage.records import Post, Score

Clock = Callable[[], datetime]

_SHOWN = 5
_AS_TYPED = json.JSONEncoder(ensure_ascii=False)
_quoted = json.encoder.encode_basestring


def matching(query: str, lines: Iterable[bytes], clock: Clock) -> Iterator[str]:
    """Yield the posts that match, as they came, each with the terms found as "matched"."""
    from listeners import match  # noqa: PLC0415 - `score` starts faster without the grammar of queries

    try:
        wanted = match.compile(query)
    except match.QueryError as error:
        raise WrongUse(str(error)) from error
    for line, post in _posts(lines, clock):
        found = wanted.matches(post)
        if found is not None:
            yield _line(json.loads(line) | {"matched": list(found)})


def scored(lines: Iterable[bytes], clock: Clock) -> Iterator[str]:
    """Yield the score of each post, in order."""
    for _, post in _posts(lines, clock):
        yield _told(urgency.score(post, urgency.Context(now=clock())))


def _posts(lines: Iterable[bytes], clock: Clock) -> Iterator[tuple[str, Post]]:
    broken = []
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            post = from_json(line, now=clock())
        except UnicodeDecodeError:
            broken.append(f"line {number}: this is not UTF-8")
        except ValueError as error:
            broken.append(f"line {number}: {error}")
        else:
            yield line, post
    if broken:
        more = [f"and {len(broken) - _SHOWN} more broken lines"] if len(broken) > _SHOWN else []
        raise Failed("; ".join((*broken[:_SHOWN], *more)))


def _told(score: Score) -> str:
    """Return the score as one line of JSON: its keys are ours and known, so only the words in it need an encoder."""
    reasons = [
        f'{{"factor": {_quoted(reason.factor)}, "points": {reason.points}, "evidence": {_quoted(reason.evidence)}}}'
        for reason in score.reasons
    ]
    return (
        f'{{"urgency": {score.urgency}, "level": "{score.level}", "sentiment": {score.sentiment}, '
        f'"needs_reply": {score.needs_reply}, "spam": {score.spam}, "language": {_quoted(score.language)}, '
        f'"reasons": [{", ".join(reasons)}], "model": {_quoted(score.model)}}}'
    )


def _line(shape: dict[str, object]) -> str:
    """Return one line of JSON that can be written: half a character, legal in JSON, stays escaped."""
    line = _AS_TYPED.encode(shape)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(shape)
    return line

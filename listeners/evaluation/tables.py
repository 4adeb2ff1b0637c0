"""From labelled rows to tables: which figures a set's labels allow, for every rival side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from listeners.evaluation import figures
from listeners.evaluation.figures import Draws, Figure
from listeners.evaluation.rivals import NEUTRAL, Judged, Rival
from listeners.training.labelled import Labelled

# A text rated nearer to 0 than this is neutral: half a point of the four that raters of `vader_gt` had.
_TRULY_NEUTRAL = 0.125
_FEW_STARS = 2
_FEWEST = 20
_LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure for every rival, by name; None where a rival cannot tell it."""

    about: str
    by: Mapping[str, Figure | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One set or stream: what it is made of, and its figures."""

    title: str
    told: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Rows to be judged under one title."""

    title: str
    rows: Sequence[Labelled]


_Verdicts = Mapping[str, Sequence[Judged]]
_Of = Callable[[Sequence[Judged]], Mapping[str, Figure] | None]


def table(stream: Stream, rivals: Sequence[Rival], draws: Draws, tick: Callable[[], None] = lambda: None) -> Table:
    """Return every figure the labels of the stream allow; `tick` is called once a rival has judged a row."""
    verdicts: dict[str, Sequence[Judged]] = {}
    for rival in rivals:
        if rival.judge is not None:
            verdicts[rival.name] = [_ticked(rival.judge(row), tick) for row in stream.rows]
    names = [rival.name for rival in rivals]
    lines = [line for part in _PARTS for line in part(stream.rows, names, verdicts, draws)]
    return Table(title=stream.title, told=_told(stream.rows), lines=tuple(lines))


def _ticked(judged: Judged, tick: Callable[[], None]) -> Judged:
    tick()
    return judged


def _told(rows: Sequence[Labelled]) -> str:
    counts = [f"{len(rows):,} posts"]
    for what, count in (
        ("need an answer", sum(row.reply is True for row in rows)),
        ("need none", sum(row.reply is False for row in rows)),
        ("with sentiment", sum(row.sentiment is not None for row in rows)),
        ("with stars", sum(row.rating is not None for row in rows)),
        ("spam", sum(row.spam is True for row in rows)),
    ):
        if count:
            counts.append(f"{count:,} {what}")
    return ", ".join(counts)


def _lines(title: str, names: Sequence[str], verdicts: _Verdicts, of: _Of) -> Iterator[Line]:
    told = {name: of(verdicts[name]) if name in verdicts else None for name in names}
    kinds = next((list(found) for found in told.values() if found), [])
    for kind in kinds:
        yield Line(about=f"{title}{kind}", by={name: found[kind] if found else None for name, found in told.items()})


def _both(truth: Sequence[bool]) -> bool:
    return sum(truth) >= _FEWEST <= len(truth) - sum(truth)


def _part(verdicts: _Verdicts, keep: Sequence[bool]) -> _Verdicts:
    return {name: [one for one, kept in zip(judged, keep, strict=True) if kept] for name, judged in verdicts.items()}


def _by_urgency(
    truth: Sequence[bool | None], title: str, names: Sequence[str], verdicts: _Verdicts, draws: Draws
) -> Iterator[Line]:
    """Rank by urgency what is labelled at all."""
    needy = [label for label in truth if label is not None]
    if not _both(needy):
        return

    def of(judged: Sequence[Judged]) -> Mapping[str, Figure]:
        return figures.ranking(figures.ranked([one.urgency for one in judged], needy, draws), draws)

    yield from _lines(title, names, _part(verdicts, [label is not None for label in truth]), of)


def _answers(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    yield from _by_urgency([row.reply for row in rows], "needs an answer: ", names, verdicts, draws)


def _trades(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    """Each trade alone, where there is more than one: how well those who need an answer are told from the others."""
    lines: list[Line] = []
    trades = sorted({row.trade for row in rows if row.trade})
    for trade in trades if len(trades) > 1 else ():
        truth = [row.reply if row.trade == trade else None for row in rows]
        lines += _by_urgency(truth, f"{trade}: needs an answer: ", names, verdicts, draws)
    yield from (line for line in lines if line.about.endswith(" AUC"))


def _in_the_way(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    """What stands in the top tenth and should not: ill-humoured posts with nothing to answer, and spam."""
    labelled = [row.reply is not None for row in rows]
    kept = [row for row in rows if row.reply is not None]
    needy = [bool(row.reply) for row in kept]
    if not _both(needy):
        return
    for what, marked in (
        ("negative posts that need no answer", [_feeling(row) == "negative" and not row.reply for row in kept]),
        ("spam", [row.spam is True for row in kept]),
    ):
        if sum(marked) < _FEWEST:
            continue

        def of(judged: Sequence[Judged], marked: Sequence[bool] = marked) -> Mapping[str, Figure]:
            share = figures.share_in_top([one.urgency for one in judged], needy, marked, draws)
            return {f"share of {what}": share}  # noqa: B023 - called before the next turn

        yield from _lines("in the top 10%: ", names, _part(verdicts, labelled), of)


def _stars(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    few = [None if row.rating is None else row.rating <= _FEW_STARS for row in rows]
    for line in _by_urgency(few, "two stars or fewer, text only: ", names, verdicts, draws):
        if line.about.endswith(" AUC"):
            yield line


def _feeling(row: Labelled) -> str:
    if row.sentiment is None:
        return ""
    return _sign(row.sentiment, _TRULY_NEUTRAL)


def _sign(sentiment: float, neutral: float) -> str:
    return "neutral" if abs(sentiment) < neutral else "positive" if sentiment > 0 else "negative"


def _feelings(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    truth = [_feeling(row) for row in rows]
    rated = [true for true in truth if true]
    if len(set(rated)) > 1 and len(rated) >= _FEWEST:
        yield from _sentiment("sentiment: ", truth, names, verdicts, draws)
        unhappy = [None if not true else true == "negative" for true in truth]
        yield from _by_urgency(unhappy, "negative: ", names, verdicts, draws)


def _sentiment(
    title: str, truth: Sequence[str], names: Sequence[str], verdicts: _Verdicts, draws: Draws
) -> Iterator[Line]:
    rated = [true for true in truth if true]

    def of(judged: Sequence[Judged]) -> Mapping[str, Figure]:
        pairs = [(true, _sign(one.sentiment, NEUTRAL)) for true, one in zip(rated, judged, strict=True)]
        return figures.telling(pairs, figures.of_classes, draws)

    yield from _lines(title, names, _part(verdicts, [bool(true) for true in truth]), of)


def _languages(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    """Each language's macro-F1, and their mean."""
    lines = []
    for language in sorted({row.language for row in rows if row.language}):
        truth = [_feeling(row) if row.language == language else "" for row in rows]
        if len([true for true in truth if true]) >= _FEWEST:
            lines += [
                line
                for line in _sentiment(f"{language}: sentiment ", truth, names, verdicts, draws)
                if line.about.endswith("macro-F1")
            ]
    if len(lines) > 1:
        yield from lines
        yield Line(about=f"{len(lines)} languages: mean macro-F1", by={name: _mean(lines, name) for name in names})


def _mean(lines: Sequence[Line], name: str) -> Figure | None:
    """The mean of independent figures; its interval is theirs, narrowed by their number."""
    told = [found for line in lines if (found := line.by[name]) is not None]
    if not told:
        return None
    mean = sum(one.value for one in told) / len(told)
    below = sum((one.value - one.low) ** 2 for one in told) ** 0.5 / len(told)
    above = sum((one.high - one.value) ** 2 for one in told) ** 0.5 / len(told)
    return Figure(value=mean, low=mean - below, high=mean + above)


def _spam(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    labelled = [row.spam is not None for row in rows]
    truth = [row for row in rows if row.spam is not None]
    if not _both([bool(row.spam) for row in truth]):
        return

    def of(judged: Sequence[Judged]) -> Mapping[str, Figure] | None:
        if any(one.spam is None for one in judged):
            return None
        pairs = [(_yes(bool(row.spam)), _called(one)) for row, one in zip(truth, judged, strict=True)]
        return figures.telling(pairs, figures.of_yes_and_no, draws)

    yield from _lines("spam: ", names, _part(verdicts, labelled), of)


def _called_spam(rows: Sequence[Labelled], names: Sequence[str], verdicts: _Verdicts, draws: Draws) -> Iterator[Line]:
    """How many of the posts that need an answer are taken for spam."""
    needy = [row.reply is True for row in rows]
    if sum(needy) < _FEWEST:
        return

    def of(judged: Sequence[Judged]) -> Mapping[str, Figure] | None:
        if any(one.spam is None for one in judged):
            return None
        pairs = [("yes", _called(one)) for one in judged]
        return figures.telling(pairs, _share_called, draws)

    yield from _lines("needs an answer, ", names, _part(verdicts, needy), of)


def _share_called(pairs: Mapping[tuple[str, str], int]) -> dict[str, float]:
    return {"but called spam": pairs.get(("yes", "yes"), 0) / sum(pairs.values())}


def _called(judged: Judged) -> str:
    return _yes(judged.spam is not None and judged.spam >= _LIKELY)


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a label, in words
    return "yes" if is_so else "no"


_PARTS = (_answers, _in_the_way, _called_spam, _stars, _feelings, _spam, _languages, _trades)

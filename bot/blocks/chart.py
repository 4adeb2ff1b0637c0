"""A period as a picture: Slack's own chart, and the same in letters where Slack will not draw it.

slack_sdk does not know `data_visualization`, so it is a plain dict. Its limits: a title of 50 characters, 20 categories
of 20 characters that differ, 6 series. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.blocks import text
from bot.blocks.message import Block
from bot.periods import Period
from storage.tallies import Volume

MOST_CATEGORIES, LABEL, TITLE = 20, 20, 50
BARS = "▁▂▃▄▅▆▇█"


def chart(volume: Volume, before: Volume, period: Period) -> Block | None:
    """Return the chart of a period beside the week before; None where there is nothing to draw."""
    counts, earlier, labels = _drawn(volume, before, period)
    if not any(counts) and not any(earlier):
        return None
    series = {"Mentions": counts, "A week before": earlier}
    return {
        "type": "data_visualization",
        "title": text.cut(f"Mentions by {'day' if period.by_day else 'hour'}", TITLE),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": name,
                    "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)],
                }
                for name, values in series.items()
            ],
            "axis_config": {"categories": labels},
        },
    }


def bars(volume: Volume, before: Volume, period: Period) -> str:
    """Return the period as one line of bars, with the hours or days it begins and ends at; nothing where all is 0."""
    counts, _, labels = _drawn(volume, before, period)
    highest = max(counts, default=0)
    if not highest:
        return ""
    line = "".join(BARS[round(count / highest * (len(BARS) - 1))] for count in counts)
    return f"{labels[0]} {line} {labels[-1]} (highest: {highest:,})"


def _drawn(volume: Volume, before: Volume, period: Period) -> tuple[list[int], list[int], list[str]]:
    """Return what is drawn: few enough parts for Slack, the earlier counts cut or filled to the same number."""
    step = -(-len(volume.counts) // MOST_CATEGORIES) or 1
    counts, earlier = _summed(volume.counts, step), _summed(before.counts, step)
    earlier = (earlier + [0] * len(counts))[: len(counts)]
    zone = ZoneInfo(period.zone)
    starts = [edge.astimezone(zone) for edge in volume.edges[:-1]][::step]
    return counts, earlier, _apart([f"{at:%a} {at.day}" if period.by_day else f"{at:%H:%M}" for at in starts])


def _summed(counts: Sequence[int], step: int) -> list[int]:
    return [sum(counts[start : start + step]) for start in range(0, len(counts), step)]


def _apart(labels: Sequence[str]) -> list[str]:
    """Tell labels apart that are the same: the hour that comes twice in autumn."""
    seen: dict[str, int] = {}
    apart = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        apart.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return apart

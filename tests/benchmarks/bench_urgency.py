"""Does `score` judge 5,000 posts a second on one core? Run: `python -m tests.benchmarks.bench_urgency`.

The whole command is measured: reading JSON, judging, writing JSON, on the processor's own clock, its start told apart;
with it the most memory the process held, how long the weights take to load, and VADER on the same texts in the same
run. The texts are those we wrote ourselves, in eight languages, no two alike. Exits 1 where a bar is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from listeners.training import examples
from listeners.training.labelled import Labelled

POSTS_A_SECOND, MEGABYTES, SECONDS_TO_LOAD = 5_000, 150, 0.1
COUNT, ROUNDS = 20_000, 3
COMMAND = (sys.executable, "-m", "listeners", "score")
LOADING = """
import time
from listeners.urgency import weights
start = time.process_time()
weights.shipped()
print(time.process_time() - start)
"""
# A child inherits its parent's memory until it becomes another program, so a small parent starts what is measured.
MEASURING = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def posts(rows: Sequence[Labelled]) -> list[str]:
    """Return lines of JSON as `try` prints them, no two texts the same."""
    return [json.dumps(post(rows[number % len(rows)], number), ensure_ascii=False) for number in range(COUNT)]


def post(row: Labelled, number: int) -> dict[str, object]:
    """Return one post in JSON, every documented key told."""
    return {
        "source": "bench",
        "external_id": str(number),
        "kind": row.kind.value,
        "url": f"https://www.example.com/posts/{number}",
        "title": "",
        "text": f"{row.text} {number}",
        "language": row.language if number % 2 else "",
        "rating": row.rating,
        "author": {"id": str(number), "handle": f"user{number}", "name": "Somebody", "followers": number % 9_000},
        "posted_at": "2026-11-20T09:00:00Z",
        "edited_at": None,
        "metrics": {"likes": number % 50, "replies": number % 7, "shares": 0, "views": None},
        "parent_id": "",
        "thread_id": "",
        "tags_us": number % 5 == 0,
    }


def one_core() -> None:
    """Stay on the first core we may use."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(lines: Path) -> tuple[float, float]:
    """Return the processor seconds and the most megabytes of one run of the command."""
    with lines.open("rb") as asked:
        told = subprocess.run(
            (sys.executable, "-S", "-c", MEASURING, *COMMAND),
            stdin=asked,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
        )
    seconds, most = told.stderr.split()
    return float(seconds), float(most) / (1024 if sys.platform == "linux" else 1024**2)


def loading() -> float:
    """Return the processor seconds of loading the weights, in a fresh process."""
    return min(float(subprocess.check_output((sys.executable, "-c", LOADING))) for _ in range(ROUNDS))


def of_vader(texts: Sequence[str]) -> float:
    """Return the posts a second of VADER alone: no JSON to read or write."""
    analyzer = SentimentIntensityAnalyzer()
    start = time.process_time()
    for text in texts:
        analyzer.polarity_scores(text)
    return len(texts) / (time.process_time() - start)


def main() -> int:
    """Print the figures; return 1 where a bar is missed."""
    one_core()
    lines = posts(examples.rows())
    texts = [str(json.loads(line)["text"]) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        none, all_of_them = Path(folder, "none"), Path(folder, "all")
        none.touch()
        all_of_them.write_text("\n".join(lines), encoding="utf-8")
        started = min(run(none)[0] for _ in range(ROUNDS))
        # In turns, because a busy machine is busier at one moment than at another.
        turns = [(run(all_of_them), of_vader(texts[::4])) for _ in range(ROUNDS)]
    seconds, megabytes = min(seconds for (seconds, _), _ in turns), max(most for (_, most), _ in turns)
    rate, theirs = COUNT / (seconds - started), max(theirs for _, theirs in turns)
    loads = loading()
    print(f"score     {rate:7,.0f} posts/s, {1e6 / rate:.0f} µs a post (bar {POSTS_A_SECOND:,} posts/s)")
    print(f"          {COUNT / seconds:7,.0f} posts/s with the start of the program, which takes {started:.2f} s")
    print(f"VADER     {theirs:7,.0f} posts/s without reading or writing JSON: ratio {rate / theirs:.2f}")
    print(f"memory    {megabytes:7.0f} MB (bar {MEGABYTES} MB)")
    print(f"weights   {loads:7.3f} s to load (bar {SECONDS_TO_LOAD} s)")
    return 1 if rate < POSTS_A_SECOND or megabytes > MEGABYTES or loads > SECONDS_TO_LOAD else 0


if __name__ == "__main__":
    sys.exit(main())

"""Does judging leave room for 3,000 posts a second on one core? Run: `python -m tests.benchmarks.bench_score`.

Matching, keys and score together may take three quarters of what a post has at that rate; the rest is the memory's.
Measured on the processor's own clock, best of five; exits 1 where the bar is missed.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from listeners import neardup, urgency
from listeners.match import Matcher, compile as compile_query
from storage import links
from storage.records import Post

BAR = 4_000
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAID = (
    "Acme charged me twice and support never answers, I want my refund before the weekend, thanks for nothing",
    "Had lunch with an old friend near the Acme building, and then we walked along the river for quite a while",
    "Does anyone know whether Acme works with the new version? The page about it has not changed since spring",
    "I love how simple Acme has become, well done to everybody who worked on it over the last couple of months",
    "Acme announces its results for the third quarter, says that it will open two more offices in the coming year",
    "Leider funktioniert die Anmeldung bei Acme seit gestern nicht mehr, weiß jemand, woran das liegen könnte?",
)
POSTS = [
    Post(
        source="bench",
        external_id=str(number),
        url=f"https://www.example.com/posts/{number}?utm_source=bench",
        title=f"Something about Acme, number {number}",
        text=f"{SAID[number % len(SAID)]} ({number})",
        posted_at=NOW - timedelta(minutes=number),
    )
    for number in range(3_000)
]


def rate(judge: Callable[[Post], object]) -> float:
    """Return posts per second, the best of five runs."""
    best = 0.0
    for _ in range(5):
        links.canonical_url.cache_clear()
        start = time.process_time()
        for post in POSTS:
            judge(post)
        best = max(best, len(POSTS) / (time.process_time() - start))
    return best


def main() -> int:
    """Print each part's rate and all together; return 1 where the bar is missed."""
    queries = [f'"brand {number}" OR product{number} -bakery' for number in range(200)]
    matcher = Matcher({number: compile_query(query) for number, query in enumerate(["acme", *queries])})
    context = urgency.Context(now=NOW, ours=("acmehq",))
    parts: dict[str, Callable[[Post], object]] = {
        "match": matcher.match,
        "keys": neardup.keys,
        "score": lambda post: urgency.score(post, context),
    }
    rates = {name: rate(judge) for name, judge in parts.items()}
    together = 1 / sum(1 / each for each in rates.values())
    for name, each in rates.items():
        print(f"{name:9} {each:9,.0f} posts/s  {1e6 / each:6.1f} µs")
    print(f"{'together':9} {together:9,.0f} posts/s  {1e6 / together:6.1f} µs (bar {BAR:,} posts/s)")
    return 0 if together >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

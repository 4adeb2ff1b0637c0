"""Does matching ten thousand terms cost little more than matching ten? Run: `python -m tests.benchmarks.bench_match`.

Exits 1 where the rate at 10,000 terms falls below 0.3 of the rate at 10 (best of three, one run, one core).
"""

import random
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from listeners.match import Matcher, compile as compile_query
from storage.records import Post

BAR = 0.3
POSTS = 4_000
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CONSONANTS, VOWELS = "bcdfghjklmnprstvwxz", "aeiou"


def words(chance: random.Random, count: int) -> list[str]:
    """Return invented words, in the lengths people use."""
    return ["".join(map(chance.choice, (CONSONANTS, VOWELS) * chance.randint(1, 4))) for _ in range(count)]


def posts(chance: random.Random) -> list[Post]:
    """Return posts of some 18 words, as on a microblog."""
    vocabulary = words(chance, 20_000)
    texts = (" ".join(chance.choices(vocabulary, k=18)).capitalize() for _ in range(POSTS))
    return [Post(source="bench", external_id=str(at), text=text, posted_at=NOW) for at, text in enumerate(texts)]


def rate(matcher: Matcher, heard: Sequence[Post]) -> float:
    """Return posts per second, the best of three runs."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for _matched in matcher.match_many(heard):
            pass
        best = max(best, len(heard) / (time.process_time() - start))
    return best


def main() -> int:
    """Print the rates as many watches and as one long query; return 1 where a bar is missed."""
    chance = random.Random(7)
    heard = posts(chance)
    terms = [f"brand{word}{number}" for number, word in enumerate(words(chance, 10_000))]
    said = sorted(words(chance, 1_000), key=len, reverse=True)
    terms[::50] = said[: len(terms[::50])]  # some of them stand in posts, here and there
    missed = 0
    for shape in ("watches", "one query"):
        rates = {}
        for count in (10, 1_000, 10_000):
            asked = terms[:count] if shape == "watches" else [" OR ".join(terms[:count])]
            start = time.process_time()
            matcher = Matcher({number: compile_query(query) for number, query in enumerate(asked)})
            built = time.process_time() - start
            rates[count] = rate(matcher, heard)
            print(f"{shape:10} {count:6,} terms: {rates[count]:9,.0f} posts/s (built in {built:.2f} s)")
        ratio = rates[10_000] / rates[10]
        missed += ratio < BAR
        print(f"{shape:10} ratio 10,000 : 10 terms = {ratio:.2f} (bar {BAR})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

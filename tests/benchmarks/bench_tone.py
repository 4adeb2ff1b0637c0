"""Is a draft checked while nobody notices? Run: `python -m tests.benchmarks.bench_tone`.

Every draft of the tests, against twenty answers sent lately, and one as long as a window takes; measured on the
processor's own clock, best of five. Exits 1 where the mean is above a millisecond.
"""

import sys
import time

from bot import tone
from storage.records import Dictionary
from tests.bot import drafts

BAR = 1.0  # ms a draft
DRAFTS = [draft for half in drafts.HALVES for draft in drafts.read(half)]
BEFORE = [draft.text for draft in DRAFTS[:20]]
OWN = Dictionary(avoid=tuple(f"word{number}*" for number in range(50)), fine=("acme",), names=("Emily",))


def spent(checked: list[drafts.Draft]) -> float:
    """Return milliseconds a draft, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for draft in checked:
            tone.warnings(draft.text, draft.to, before=BEFORE, own=OWN)
        best = min(best, (time.process_time() - start) / len(checked) * 1000)
    return best


def main() -> int:
    """Print what a draft takes; return 1 where the mean misses the bar."""
    mean = spent(DRAFTS)
    print(f"a draft: {mean:.2f} ms (bar {BAR:.0f})")
    longest = " ".join(draft.text for draft in DRAFTS if draft.language == "en")[:3000]
    long = drafts.Draft(language="en", to=DRAFTS[0].to, text=longest, before=(), deserves=frozenset())
    print(f"a draft of {len(longest):,} signs: {spent([long]):.2f} ms")
    return int(mean > BAR)


if __name__ == "__main__":
    sys.exit(main())

"""What was worked out of words seen before. Pure: it is only remembered, never different.

Most words of a post were in a post before, so that what a word is made of and weighs need not be asked again.
"""

from collections.abc import Callable
from typing import TypeVar

MOST = 1 << 16
LONGEST = 40  # characters: what is longer is seldom seen twice, and must not fill the memory
_T = TypeVar("_T")


class Kept(dict[str, _T]):
    """What `work_out` makes of each word; forgotten all at once, which costs less than to keep the latest."""

    def __init__(self, work_out: Callable[[str], _T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> _T:
        told = self._work_out(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = told
        return told

"""One source that misbehaves as its answer's body says."""

import os
import time
from collections.abc import Sequence
from datetime import timedelta

from listeners.errors import Later, NeedsKey
from listeners.source import About, Answer, Ask, Need, Page, Source
from storage.records import Post


class Odd:
    """Hangs, leaks, crashes, raises, or tells about itself."""

    about = About(name="odd", title="Odd", docs="https://example.com")

    def ask(self, need: Need) -> Sequence[Ask]:
        """Want one page of each phrase."""
        return [Ask(url=f"https://example.com/{phrase}") for phrase in need.phrases]

    def read(self, answer: Answer, need: Need) -> Page:
        """Do what the body says."""
        match answer.body.decode():
            case "hang":
                time.sleep(60)
            case "leak":
                _ = bytearray(1_000_000_000)
            case "crash":
                os.abort()
            case "raise":
                raise ZeroDivisionError
            case "recurse":
                return self.read(answer, need)
            case "later":
                raise Later("come back", after=timedelta(seconds=7))
            case "key":
                raise NeedsKey("a key, please")
            case _:
                text = f"{os.getpid()} {need.phrases} {need.since} {dict(need.settings)} {dict(answer.headers)}"
                more = Ask(url="https://example.com/2", params={"a": "b"}, headers={"c": "d"})
                return Page(posts=[Post(source="odd", external_id="1", text=text, posted_at=need.now)], more=more)
        return Page()


SOURCE: Source = Odd()

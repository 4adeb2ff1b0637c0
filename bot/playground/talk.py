"""What has been said by now, place by place: the script's lines as their time comes, answers, and answers to those."""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.playground.script import ANSWERED_AFTER, THANKS, Edit, Line, Place

TOPICAL = (Place.COMMENTS, Place.FORUM)  # where what shares a title shares a thread
REVISED = (Place.APPS, Place.REVIEWS)  # where who was answered changes the review
ADDRESSED = (Place.MASTODON,)  # where who answers begins with whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line that was said: its number, its moment, its thread (number, title, author of the first), its spot there."""

    number: int
    line: Line
    at: datetime
    edited_at: datetime | None
    thread: int
    topic: str
    begun_by: str
    slug: str
    parent: int
    position: int

    @property
    def is_answer(self) -> bool:
        """Whether a brand's own account said it."""
        return self.line.author == self.line.brand


class Talk:
    """The lines, appearing one after another `speed` times as fast; thread-safe."""

    def __init__(self, lines: Iterable[Line], *, speed: float) -> None:
        """Say nothing before `begin`."""
        self._lines = list(lines)
        self._speed = speed
        self._lock = threading.Lock()
        self.begin()

    def begin(self) -> None:
        """Start the clock: the first lines are there at once."""
        self._began = time.monotonic()
        self._began_at = datetime.now(UTC)

    def say(self, line: Line) -> int:
        """Let somebody say something now, whatever the line's own time; returns its number."""
        with self._lock:
            return self._add(replace(line, after=self._now()))

    def edit(self, number: int, *, text: str, stars: int | None = None) -> None:
        """Let somebody change what they said; its place and its time stay."""
        with self._lock:
            self._change(number, Edit(after=self._now(), text=text, stars=stars))

    def answer(self, number: int, text: str, *, by: str = "") -> int:
        """Answer a line from its brand's own account, or `by` another's; who said it writes back soon.

        Returns the answer's number.
        """
        with self._lock:
            line = self._named(number)
            now, brand = self._now(), by or line.brand
            ours = Line(
                after=now,
                place=line.place,
                author=brand,
                handle=brand.casefold(),
                title=line.title if line.place in TOPICAL else "",
                text=text,
                language=line.language,
                name=f"answer-{len(self._lines) + 1}",
                under=line.name,
                brand=brand,
            )
            if line.author != brand and not self._is_answered(line, brand):
                self._write_back(number, line, ours, now + ANSWERED_AFTER)
            return self._add(ours)

    def _is_answered(self, line: Line, brand: str) -> bool:
        return any(other.under == line.name and other.author == brand for other in self._lines)

    def _write_back(self, number: int, line: Line, ours: Line, after: float) -> None:
        text = line.back or THANKS[line.language].format(brand=line.brand)
        if line.place in REVISED:
            now_says = text if line.back else f"{line.text.strip()}\n\n{text}"
            self._change(number, Edit(after=after, text=now_says, stars=line.back_stars))
        else:
            text = f"@{ours.handle} {text}" if line.place in ADDRESSED else text
            back = replace(line, after=after, text=text, name="", slug="", under=ours.name, back="", edits=(), likes=0)
            self._add(back if line.place in TOPICAL else replace(back, title=""))

    def said(self) -> Sequence[Said]:
        """Return what was said and not deleted by now, oldest first."""
        with self._lock:
            lines, now = list(self._lines), self._now()
        known = {line.name: number for number, line in enumerate(lines, start=1) if line.name}
        begun: dict[tuple[Place, str], int] = {}
        positions: dict[int, int] = {}
        found = []
        for number, line in sorted(enumerate(lines, start=1), key=lambda pair: (pair[1].after, pair[0])):
            if line.after > now:
                break
            first = self._first(lines, number, known, begun)
            positions[first] = positions.get(first, 0) + 1
            if line.gone is None or line.gone > now:
                root = lines[first - 1]
                told, edited = self._latest(line, now)
                found.append(
                    Said(
                        number=number,
                        line=told,
                        at=self._moment(line.after),
                        edited_at=None if edited is None else self._moment(edited),
                        thread=first,
                        topic=root.title,
                        begun_by=root.author,
                        slug=root.slug,
                        parent=known.get(line.under, 0),
                        position=positions[first],
                    )
                )
        return found

    def _first(
        self, lines: Sequence[Line], number: int, known: dict[str, int], begun: dict[tuple[Place, str], int]
    ) -> int:
        """Return the number of the line that began this one's thread."""
        line = lines[number - 1]
        if line.place in TOPICAL:
            return begun.setdefault((line.place, line.title), number)
        while line.under in known:
            number = known[line.under]
            line = lines[number - 1]
        return number

    def _latest(self, line: Line, now: float) -> tuple[Line, float | None]:
        done = [edit for edit in line.edits if edit.after <= now]
        text = (done[-1].text if done else line.text).strip()
        stars = next((edit.stars for edit in reversed(done) if edit.stars), line.stars)
        return replace(line, text=text, stars=stars), done[-1].after if done else None

    def _change(self, number: int, edit: Edit) -> None:
        line = self._lines[number - 1]
        self._lines[number - 1] = replace(line, edits=(*line.edits, edit))

    def _add(self, line: Line) -> int:
        self._lines.append(line)
        return len(self._lines)

    def _named(self, number: int) -> Line:
        line = self._lines[number - 1]
        if not line.name:
            line = self._lines[number - 1] = replace(line, name=f"line-{number}")
        return line

    def _now(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    def _moment(self, after: float) -> datetime:
        return self._began_at + timedelta(seconds=after / self._speed)

"""A digest in Slack: a line of numbers, a chart, the most urgent, who waits, what was not heard; the rest by button."""

from collections.abc import Sequence

from bot.blocks import lists, review, text
from bot.blocks.chart import bars, chart
from bot.blocks.message import Block, Message
from bot.digest import Digest
from storage.records import Mention

OWED_SHOWN = 3


def message(digest: Digest, *, share: str = "") -> Message:
    """Return the digest; `simpler` has its chart in letters; `share` is what the "Share in channel" button carries."""
    figures = digest.figures
    picture = chart(figures.volume, figures.before, digest.period)
    letters = bars(figures.volume, figures.before, digest.period)
    head = [
        text.header(digest.title),
        text.section(f"*{text.escape(digest.headline)}*"),
        *([text.context(text.escape(digest.divides))] if digest.divides else []),
    ]
    written = [text.context(letters)] if letters else []
    tail = [
        *([text.context(*(f"📈 {text.escape(line)}" for line in digest.spikes))] if digest.spikes else []),
        *_listed("Most urgent", digest.urgent, digest),
        *_listed(_owed_title(digest), digest.owed[:OWED_SHOWN], digest),
        text.context(*(text.escape(line) for line in (digest.answered, digest.interactivity, digest.dismissed))),
        *([text.context(*(f"🔔 {text.escape(line)}" for line in digest.notes))] if digest.notes else []),
        text.context(*(f"{'⚠️' if digest.is_blind else '👂'} {text.escape(line)}" for line in digest.coverage)),
        *review.blocks(digest.quiet, digest.missed, figures.titles, digest.now),
        *_buttons(digest, share),
    ]
    drawn = [picture] if picture else written
    return Message(text=fallback(digest, letters), blocks=[*head, *drawn, *tail], simpler=[*head, *written, *tail])


def fallback(digest: Digest, letters: str) -> str:
    """Return the digest without blocks: for notifications, screen readers, and where Slack refuses the chart."""
    head = [digest.title, digest.headline, digest.divides, letters, *digest.spikes, digest.answered, *digest.notes]
    head += digest.coverage
    return "\n".join(
        [
            *(text.escape(line) for line in head if line),
            *_lines("Most urgent", digest.urgent, digest),
            *_lines(_owed_title(digest), digest.owed[:OWED_SHOWN], digest),
            *_lines(review.TITLE, digest.quiet, digest),
            *([text.escape(digest.missed)] if digest.missed else []),
        ]
    )


def _owed_title(digest: Digest) -> str:
    count = len(digest.owed) + digest.owed_more
    waiting = "person waits" if count == 1 else "people wait"
    return f"{count:,} {waiting} for an answer, oldest first"


def _listed(title: str, mentions: Sequence[Mention], digest: Digest) -> list[Block]:
    lines = _lines(title, mentions, digest)
    while sum(len(line) + 1 for line in lines) > text.SECTION:
        lines.pop()  # a cut in the middle of a link would show its markup
    return [text.section("\n".join(lines))] if lines else []


def _lines(title: str, mentions: Sequence[Mention], digest: Digest) -> list[str]:
    if not mentions:
        return []
    return [f"*{title}*", *(f"• {lists.line(mention, digest.figures.titles, digest.now)}" for mention in mentions)]


def _buttons(digest: Digest, share: str) -> list[Block]:
    buttons = []
    if digest.owed:
        buttons.append(text.button("Who waits", "show_owed", digest.watch_id or 0))
    if digest.is_blind:
        buttons.append(text.button("Health", "show_health", digest.watch_id or 0))
    if share:
        buttons.append(text.button("Share in channel", "share_digest", share))
    return [{"type": "actions", "elements": buttons}] if buttons else []

"""The only way text gets into Slack: cleaned, cut to Slack's limits, and never able to shout.

Text from the web goes into `leaf`s of rich text, into `plain`, or through `escape` into `mrkdwn`. Our own control forms
(people, dates, links) are built here and nowhere else. https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.blocks.message import Block

SECTION, BUTTON, TITLE, HEADER, ADDRESS = 3000, 75, 24, 150, 3000
LONGEST_HOST = 80
# What is not to be seen: controls but tab and newline, lone surrogates, private use, places without a letter, and the
# overrides and isolates of direction, which would make a card read other than it is. Marks and joiners stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff"
    "\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | end) for plane in range(1, 15) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(text: str) -> str:
    """Return the text without control characters, lone surrogates, tricks of direction, and outer spaces."""
    return _visible(text).strip()


def _visible(text: str) -> str:
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return clean text on one line."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters, ending in "…" where something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def escape(text: str) -> str:
    """Return clean text in which Slack reads nothing but letters."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short(text: str, limit: int) -> str:
    """Return untrusted text as one escaped line of at most `limit` visible characters."""
    return escape(cut(one_line(text), limit))


def plain(text: str, limit: int = BUTTON) -> Block:
    """Return a plain text object, which Slack never reads as markup."""
    return {"type": "plain_text", "text": cut(clean(text), limit) or "–", "emoji": False}


def mrkdwn(markup: str) -> Block:
    """Return a markup object for text that is ours or escaped; names and addresses in it are not looked for."""
    return {"type": "mrkdwn", "text": cut(markup, SECTION) or "–", "verbatim": True}


def section(markup: str) -> Block:
    """Return one paragraph of our own words."""
    return {"type": "section", "text": mrkdwn(markup)}


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """Return lines in as few paragraphs as Slack's limit allows; nothing for none."""
    blocks, together = [], ""
    for line in lines:
        if together and len(together) + len(line) >= SECTION:
            blocks.append(section(together))
            together = ""
        together = f"{together}\n{line}" if together else line
    return [*blocks, section(together)] if together else blocks


def context(*markups: str) -> Block:
    """Return a line in small type."""
    return {"type": "context", "elements": [mrkdwn(markup) for markup in markups if markup]}


def header(words: str) -> Block:
    """Return a headline."""
    return {"type": "header", "text": plain(words, HEADER)}


def leaf(text: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Block:
    """Return one run of untrusted text; Slack parses nothing in it, and refuses empty runs."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    found: Block = {"type": "text", "text": _visible(text) or " "}
    return found | ({"style": style} if style else {})


def quote(*leaves: Block) -> Block:
    """Return what somebody else said, marked as a quotation."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": list(leaves)}]}


def web_address(url: str) -> str:
    """Return an address a browser may open, or nothing: only http and https, without tricks."""
    tidy = url.strip()
    if len(tidy) > ADDRESS or re.search(r"[\s<>|\"\\^`{}\x00-\x1f\x7f]", tidy) or tidy != clean(tidy):
        return ""
    try:
        parts = urlsplit(tidy)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        _ = parts.port
    except ValueError:
        return ""
    return tidy if good else ""


def link(url: str, label: str) -> str:
    """Return markup that links a label to an address; the label alone where the address is no good."""
    address, words = web_address(url), short(label, LONGEST_HOST).replace("|", "¦") or "link"
    return f"<{escape(address)}|{words}>" if address else words


def host(url: str) -> str:
    """Return where an address stands, for people, or nothing."""
    return cut(urlsplit(web_address(url)).hostname or "", LONGEST_HOST)


def person(user: str) -> str:
    """Return markup that names a person of the workspace; "Earshot" where nobody pressed anything."""
    return f"<@{user}>" if re.fullmatch(r"[UW][A-Z0-9]+", user) else "Earshot"


def channel(name: str) -> str:
    """Return markup that names a channel, by id or by name."""
    return f"<#{name}>" if re.fullmatch(r"[CG][A-Z0-9]{5,}", name) else escape(f"#{name.lstrip('#')}")


def at(moment: datetime) -> str:
    """Return a moment as the reader's own clock shows it: the time, with the day unless it is today."""
    utc = moment.astimezone(UTC)
    return f"<!date^{int(utc.timestamp())}^{{date_short_pretty}} {{time}}|{utc:%d %b %H:%M} UTC>"


def day(moment: datetime) -> str:
    """Return a day as the reader's own calendar shows it."""
    utc = moment.astimezone(UTC)
    return f"<!date^{int(utc.timestamp())}^{{date_short}}|{utc:%d %b %Y}>"


def clock(moment: datetime) -> str:
    """Return the time of day alone, on the reader's own clock."""
    utc = moment.astimezone(UTC)
    return f"<!date^{int(utc.timestamp())}^{{time}}|{utc:%H:%M} UTC>"


def span(duration: timedelta) -> str:
    """Return a duration in one short word: "now", "12 min", "3 h", "2 days"."""
    seconds = max(0, int(duration.total_seconds()))
    for size, word in ((86_400, "day"), (3600, "h"), (60, "min")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {word}{'s' if word == 'day' and count > 1 else ''}"
    return "now"


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago something was."""
    age = span(now - moment)
    return "just now" if age == "now" else f"{age} ago"


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """Return the parts that say something, in one line."""
    return separator.join(part for part in parts if part)


def button(words: str, action: str, value: object, *, style: str = "", url: str = "") -> Block:
    """Return a button; its value is only an id of ours."""
    found: Block = {"type": "button", "text": plain(words), "action_id": action, "value": str(value)}
    return found | ({"style": style} if style else {}) | ({"url": url} if url else {})

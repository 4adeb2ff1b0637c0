"""Text from the web, made safe and plain: what people read, without what pages hide. Pure."""

import re
from html.parser import HTMLParser

LONGEST = 20_000
_LONGEST_HTML = 100_000

_HIDDEN_TAGS = frozenset({"script", "style", "template", "iframe", "object", "svg", "textarea", "select"})
_PARAGRAPHS = frozenset(
    {"p", "div", "ul", "ol", "dl", "table", "blockquote", "pre", "section", "article", "header", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "hr"}
)
_LINES = frozenset({"br", "li", "tr", "dt", "dd", "figcaption", "option"})

# Controls, bidirectional marks, halves of characters and invisible signs; joiners stay, Persian and emoji need them.
_UNSEEN = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF),
    (0xE0000, 0xE007F),
)  # fmt: skip
_BREAKS = {"\u2029": "\n\n", "\t": " ", **dict.fromkeys("\n\r\u2028\x0b\x0c\x85", "\n")}
_TABLE: dict[int, str | None] = {
    **{code: None for first, last in _UNSEEN for code in range(first, last + 1)},
    **{ord(sign): shown for sign, shown in _BREAKS.items()},
}

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_MARKED = re.compile(r"<!\[[^<>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")


def clean(text: str) -> str:
    """Return plain text without control, bidirectional or invisible characters, whitespace tidied, 20,000 at most."""
    text = text[: 4 * LONGEST].replace("\r\n", "\n").translate(_TABLE)
    lines = (line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def from_html(html: str) -> str:
    """Return what a reader of this HTML would read: paragraphs and link texts, no scripts, no markup."""
    reader = _Reader()
    # Marked sections (<![CDATA[, <![if) are no HTML, and the standard parser stumbles over unknown ones.
    html = html[:_LONGEST_HTML].replace("<![CDATA[", "").replace("]]>", "")
    reader.feed(_MARKED.sub("", html).replace("<![", "&lt;!["))
    reader.close()
    return clean("".join(reader.parts))


def from_either(text: str) -> str:
    """Return plain text from what may or may not be HTML, as titles are in feeds."""
    return from_html(text) if _TAG.search(text) or _ENTITY.search(text) else clean(text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in _HIDDEN_TAGS
        self._verbatim += tag == "pre"
        self._break(tag)
        if tag == "li":
            self.parts.append("- ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN_TAGS))
        self._verbatim = max(0, self._verbatim - (tag == "pre"))
        if tag in _PARAGRAPHS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data if self._verbatim else " ".join(re.split(r"\s+", data)))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")

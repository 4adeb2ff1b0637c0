"""A web page of ours: what it is called, what it says of itself, the words it is found by, where else it stands. Pure.

Titles and descriptions as https://ogp.me and HTML's own head tell them; a page that only a browser could build has
none, and a person types them.
"""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from listeners import feeds
from listeners.errors import SourceChanged
from listeners.source import About, Answer, Ask, Need, Page, Source
from listeners.text import clean, from_html
from storage.records import Kind, Post

LONGEST_HEAD = 60_000
LONGEST_NAME, LONGEST_SUMMARY = 300, 600
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
_AROUND = re.compile(r"<(nav|header|footer|aside|form|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MAIN = re.compile(r"<(main|article)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FRONT_DOOR = re.compile(r"https?://[^/]+/?")


class WebPage:
    """Any page, by its address."""

    about = About(name="page", title="Page", docs="https://ogp.me")

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one ask a page takes."""
        return [Ask(url=need.settings["url"], headers={"accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"})]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the page as a post, and in its marks what else it tells; raise SourceChanged where it is no page."""
        html = _html(answer)
        head = _Head()
        head.feed(html[:LONGEST_HEAD])
        title = _line(head.said.get("og:title") or head.title)[:LONGEST_NAME]
        if not title:
            raise SourceChanged("the page has no title that can be read without a browser")
        said = head.said
        summary = _line(said.get("og:description") or said.get("description", ""))[:LONGEST_SUMMARY]
        main = _MAIN.search(html)
        post = Post(
            source="page",
            external_id=answer.url[:500],
            kind=Kind.ARTICLE,
            url=answer.url,
            title=title,
            text=from_html(_AROUND.sub(" ", main[0] if main else _body(html))),
            language=feeds.language(said.get("lang") or said.get("og:locale")),
            posted_at=need.now,
        )
        kind = said.get("og:type", "").partition(".")[0]
        return Page(posts=[post], marks={"summary": summary, "type": kind, **_also(said, answer.url)})


def _html(answer: Answer) -> str:
    """Return the page's HTML; a feed and a file are none, and are told apart in words that help."""
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "text/plain", ""):
        raise SourceChanged(f"it is no web page ({kind[:60]})")
    beginning = answer.body[:1000].lstrip().lower()
    if beginning.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")) and b"<html" not in beginning:
        raise SourceChanged("it is a feed or a sitemap, not a page: add it as one")
    told = _CHARSET.search(answer.headers.get("content-type", "").encode()) or _CHARSET.search(answer.body[:2000])
    try:
        return answer.body.decode(told[1].decode() if told else "utf-8", "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _body(html: str) -> str:
    start = re.search(r"<body\b", html, re.IGNORECASE)
    return html[start.start() :] if start else html


def _also(said: Mapping[str, str], address: str) -> Mapping[str, str]:
    """Return where else the page says that it stands; a page that calls itself the front door is not believed."""
    links = {
        name: feeds.web_link(feeds.joined(address, said[name])) for name in ("canonical", "shortlink") if said.get(name)
    }
    own = feeds.same_origin(links.get("canonical", ""), address)
    if not own or _FRONT_DOOR.fullmatch(links["canonical"]):
        links.pop("canonical", None)
    return {name: link for name, link in links.items() if link}


class _Head(HTMLParser):
    """Reads the head: the first of each thing counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title" and not self.title
        if tag == "html":
            self._say("lang", told.get("lang", ""))
        elif tag == "meta":
            self._say((told.get("property") or told.get("name") or "").lower(), told.get("content", ""))
        elif tag == "link":
            for relation in told.get("rel", "").lower().split():
                self._say({"shortlinkurl": "shortlink"}.get(relation, relation), told.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def _say(self, name: str, value: str) -> None:
        if name and value.strip():
            self.said.setdefault(name, value.strip())


SOURCE: Source = WebPage()

"""A sitemap (https://www.sitemaps.org/protocol.html): the addresses it lists, and the sitemaps it leads to. Pure.

Its two elements are looked for as text: no parser, so nothing an XML file can do to one.
"""

import re
from collections.abc import Sequence
from html import unescape

from listeners import feeds
from listeners.errors import SourceChanged
from listeners.source import About, Answer, Ask, Need, Page, Source
from storage.records import Kind, Post

MOST = 2000  # addresses of one sitemap that are looked at
_ENTRY = re.compile(r"<(?:\w+:)?(url|sitemap)>(.{1,4000}?)</(?:\w+:)?\1>", re.DOTALL)
_PLACE = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(\S{1,2000}?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>")


class Sitemap:
    """Any sitemap, by its address."""

    about = About(name="sitemap", title="Sitemap", docs="https://www.sitemaps.org/protocol.html")

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one ask a sitemap takes."""
        return [Ask(url=need.settings["url"], headers={"accept": "application/xml, text/xml;q=0.9, */*;q=0.1"})]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return its addresses as posts without words, and the sitemaps of its own place as further asks."""
        text = answer.body.decode("utf-8", "replace")
        found = [(kind, _place(entry)) for kind, entry in _ENTRY.findall(text)[:MOST]]
        pages = [link for kind, link in found if kind == "url" and link]
        maps = [link for kind, link in found if kind == "sitemap" and feeds.same_origin(link, answer.url)]
        if not pages and not maps:
            raise SourceChanged("the sitemap lists nothing")
        posts = [
            Post(source="page", external_id=link[:500], kind=Kind.ARTICLE, url=link, text="", posted_at=need.now)
            for link in pages
        ]
        return Page(posts=posts, further=[Ask(url=link) for link in maps])


def _place(entry: str) -> str:
    found = _PLACE.search(entry)
    return feeds.web_link(unescape(found[1])) if found else ""


SOURCE: Source = Sitemap()

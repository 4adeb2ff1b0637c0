"""RSS 2.0 as review sites, WordPress, newspapers, Discourse and Mastodon write it."""

from collections.abc import Sequence
from email.utils import format_datetime

from bot.playground.places.sites import Entry, html, slugged, xml
from bot.playground.talk import Said

BLOG = "https://blog.brightloaf.example"
SOCIAL = "https://harbour-social.example"
FIRST_STATUS = 113_000_000_000_000_000
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def reviews(entries: Sequence[Entry], _path: str) -> bytes:
    """Return a page of reviews, with the stars in the RDF Review Vocabulary (purl.org/stuff/rev)."""
    items = [
        f'<guid isPermaLink="false">review-{one.said.number}</guid><title>{xml(one.said.line.title)}</title>'
        f"{_basics(one)}<dc:creator>{xml(one.said.line.author)}</dc:creator>"
        f"<description>{xml(html(one.said.line.text))}</description>{_stars(one.said)}"
        for one in entries
    ]
    return _rss("Reviews of Brightloaf", items, f'{_DC} xmlns:review="http://purl.org/stuff/rev#"')


def _stars(said: Said) -> str:
    return f"<review:rating>{said.line.stars}</review:rating>" if said.line.stars else ""


def comments(entries: Sequence[Entry], _path: str) -> bytes:
    """Return WordPress's feed of all comments: the title tells the article, a reply begins with whom it answers."""
    items = [
        f"<title>Comment on {xml(one.said.topic)} by {xml(one.said.line.author)}</title>{_basics(one)}"
        f"<dc:creator><![CDATA[{_cdata(one.said.line.author)}]]></dc:creator>"
        f'<guid isPermaLink="false">{BLOG}/?p={one.said.thread}#comment-{one.said.number}</guid>'
        f"<description>{xml(xml(one.said.line.text))}</description>"
        f"<content:encoded><![CDATA[{_cdata(_in_reply_to(one.said) + html(one.said.line.text))}]]></content:encoded>"
        for one in entries
    ]
    spaces = f'{_DC} xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return _rss("Comments for Brightloaf's blog", items, spaces)


def _in_reply_to(said: Said) -> str:
    if not said.parent:
        return ""
    return f'<p>In reply to <a href="{BLOG}/{slugged(said.topic)}/#comment-{said.parent}">them</a>.</p>\n'


def newspaper(entries: Sequence[Entry], _path: str) -> bytes:
    """Return a newspaper's articles."""
    items = [
        f"<title>{xml(one.said.line.title)}</title>{_basics(one)}"
        f'<guid isPermaLink="false">harbour-post-{xml(one.said.slug)}</guid>'
        f"<dc:creator>{xml(one.said.line.author)}</dc:creator>"
        f"<description>{xml(html(one.said.line.text))}</description>"
        for one in entries
    ]
    return _rss("The Harbour Post", items, _DC, language="en-gb")


def forum(entries: Sequence[Entry], _path: str) -> bytes:
    """Return Discourse's /posts.rss: every post of every topic, by "@username Name"."""
    items = [
        f"<title>{xml(one.said.topic)}</title>"
        f"<dc:creator><![CDATA[{_cdata(f'@{one.said.line.handle} {one.said.line.author}')}]]></dc:creator>"
        f"<description><![CDATA[ {_cdata(html(one.said.line.text))} ]]></description>{_basics(one)}"
        f'<guid isPermaLink="false">proving-drawer.example-post-{one.said.number}</guid>'
        for one in entries
    ]
    return _rss("The Proving Drawer - Latest posts", items, f'{_DC} xmlns:discourse="http://www.discourse.org/"')


def hashtag(entries: Sequence[Entry], path: str) -> bytes:
    """Return Mastodon's feed of a hashtag: no titles, no authors."""
    tag = path.rsplit("/", 1)[-1].removesuffix(".rss")
    items = [
        f'<guid isPermaLink="true">{SOCIAL}{status_path(one.said)}</guid>{_basics(one)}'
        f"<description>{xml(html(one.said.line.text))}</description><category>{xml(tag)}</category>"
        for one in entries
    ]
    return _rss(f"#{tag}", items, 'xmlns:webfeeds="http://webfeeds.org/rss/1.0"')


def status_path(said: Said) -> str:
    """Return where a short post stands."""
    return f"/@{said.line.handle}/{FIRST_STATUS + said.number}"


def _basics(entry: Entry) -> str:
    return f"<link>{xml(entry.page)}</link><pubDate>{format_datetime(entry.said.at)}</pubDate>"


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]&gt;")


def _rss(title: str, items: Sequence[str], spaces: str, *, language: str = "") -> bytes:
    spoken = f"<language>{language}</language>" if language else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {spaces}><channel><title>{xml(title)}</title>'
        f"<link>https://{slugged(title)}.example/</link><description>{xml(title)}</description>{spoken}"
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode(errors="replace")

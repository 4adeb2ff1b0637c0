"""RSS, Atom and JSON Feed: blogs, news, comment and review feeds, podcasts, alerts, channels, forums.

Specifications: www.rssboard.org/rss-specification, RFC 4287 (Atom), RFC 4685 (threads), RFC 5005 (pages),
jsonfeed.org/version/1.1. A listener has its own address; there is no API and no way to reply.
"""

from collections.abc import Sequence
from datetime import timedelta

from listeners import feeds
from listeners.errors import Never
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from storage.records import Kind

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, */*;q=0.5"


class Feed:
    """Any feed, by its address."""

    about = About(
        name="feed",
        title="Feed",
        docs="https://www.rssboard.org/rss-specification",
        reads=("articles", "posts", "comments", "reviews"),
        settings=(
            Setting(name="url", about="the feed's address (RSS, Atom or JSON Feed)", required=True),
            Setting(name="kind", about="what the feed holds, if it is not told: post, comment, review or article"),
        ),
        pace=timedelta(minutes=5),
        overlap=timedelta(hours=1),
        terms="Made to be read by programs; an address with a key in it (alerts, personal feeds) is a secret of yours.",
        verified=("documentation", "recorded responses", "real servers (WordPress 6.1, Isso 0.14)"),
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one ask a feed takes."""
        url = need.settings.get("url", "")
        if not url:
            raise Never("a feed needs its address: set url")
        if need.settings.get("kind") and need.settings["kind"] not in list(Kind):
            raise Never(f"kind is one of {', '.join(Kind)}")
        return [Ask(url=url, headers={"accept": _ACCEPT})]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the feed's posts, in its own order."""
        if feeds.shape(answer.body, answer.url) is feeds.Shape.JSON:
            from listeners import feedjson  # noqa: PLC0415 - only children read; asking need not load the parsers

            return feedjson.read(answer, need)
        from listeners import feedxml  # noqa: PLC0415 - as above

        return feedxml.read(answer, need)


SOURCE: Source = Feed()

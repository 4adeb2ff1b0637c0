"""What other tools send us: signed webhooks with posts in our own JSON, for every place Earshot cannot ask itself.

The bot's web door proves and keeps them (`bot/inbox.py`); asks for inbox:/NAME are answered from the memory
(`listeners/spool.py`). With INBOX_URL the same JSON is fetched from `{INBOX_URL}/NAME` instead, page after page with
`before`, the time of the oldest post. The JSON is one post or a list of them as in the README; only `text` is required.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from listeners.errors import Never, SourceChanged
from listeners.feeds import web_link
from listeners.source import About, Answer, Ask, Need, Page, Setting, Source
from listeners.text import clean
from storage.jsonposts import UNNAMED, every_from_json
from storage.records import Author, Post


class Inbox:
    """Posts as other tools tell them."""

    about = About(
        name="inbox",
        title="Inbox",
        docs="https://www.standardwebhooks.com/",
        base_url="inbox:",
        reads=("posts", "comments", "reviews", "articles"),
        settings=(
            Setting(name="name", about="the last part of the address to send to: /inbox/NAME", required=True),
            Setting(name="secret", about="what deliveries are signed with: whsec_…, whpk_…, or several", secret=True),
        ),
        pace=timedelta(seconds=10),
        overlap=timedelta(days=3650),  # what is delivered is wanted, however old
        terms="Whoever sends answers for what they may send; a delivery is kept for 30 days.",
        verified=("documentation 2026-11", "the specification's test vector"),
    )

    def ask(self, need: Need) -> Sequence[Ask]:
        """Return the one ask for what came since the last time."""
        name = need.settings.get("name", "").strip()
        if not name:
            raise Never("an inbox needs the name it is sent to: set name")
        after = need.marks.get("after", "")
        return [Ask(url=f"{need.base}/{quote(name, safe='')}", params={"after": after} if after else {})]

    def read(self, answer: Answer, need: Need) -> Page:
        """Return the posts delivered, and how far that was."""
        try:
            found = every_from_json(answer.body.decode(), now=need.now)
            # Newest first: of a post told twice the later word counts.
            posts = list({post.external_id: post for post in (_post(one, need) for one in reversed(found))}.values())
        except ValueError as fault:
            raise SourceChanged(f"what was delivered is not what the README documents: {fault}") from fault
        posts.reverse()
        last = answer.headers.get("inbox-last", "")
        if last:
            return Page(posts=posts, marks={"after": last})
        return Page(posts=posts, more=_older(answer, posts))


def _older(answer: Answer, posts: Sequence[Post]) -> Ask | None:
    before = min((post.posted_at for post in posts), default=None)
    return Ask(url=answer.url.partition("?")[0], params={"before": before.isoformat()}) if before else None


def _post(post: Post, need: Need) -> Post:
    """Return a post as ours: known by its sender's name for it, and as clean as any text from the web."""
    author = post.author
    sender = need.settings.get("name", "") if post.source == UNNAMED else post.source
    name = clean(author.name) or clean(author.handle) or clean(author.id) or "Unknown"
    edited = min(post.edited_at, need.now) if post.edited_at else None
    return replace(
        post,
        source="inbox",
        external_id=clean(f"{sender}:{post.external_id}")[:500],
        url=web_link(post.url),
        title=clean(post.title),
        text=clean(post.text),
        author=Author(
            id=clean(author.id) or clean(author.handle) or name,
            handle=clean(author.handle),
            name=name,
            followers=author.followers,
            url=web_link(author.url),
        ),
        posted_at=min(post.posted_at, need.now),
        edited_at=edited,
        parent_id=clean(f"{sender}:{post.parent_id}") if post.parent_id else "",
        thread_id=clean(f"{sender}:{post.thread_id}") if post.thread_id else "",
    )


SOURCE: Source = Inbox()

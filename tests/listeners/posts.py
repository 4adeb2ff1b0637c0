"""Posts for tests: only what a test names differs from an ordinary post."""

from datetime import UTC, datetime

from storage.records import Author, Kind, Post

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def post(  # noqa: PLR0913 - a post has many sides, a test names one or two
    text: str = "",
    *,
    title: str = "",
    url: str = "",
    kind: Kind = Kind.POST,
    rating: float | None = None,
    language: str = "",
    author: str = "",
    source: str = "feed",
    external_id: str = "1",
    tags_us: bool = False,
    followers: int | None = None,
    posted_at: datetime = NOW,
) -> Post:
    """Return a post that says this."""
    return Post(
        source=source,
        external_id=external_id,
        kind=kind,
        url=url,
        title=title,
        text=text,
        language=language,
        rating=rating,
        author=Author(handle=author, followers=followers),
        posted_at=posted_at,
        tags_us=tags_us,
    )

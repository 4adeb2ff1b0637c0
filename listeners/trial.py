"""Try a source without a watch or a memory: hear what a listener would hear right now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice

from listeners import match
from listeners.calling import Caller, Line
from listeners.errors import NeedsKey, Never
from listeners.source import About, Ask, Need, Page, Source
from listeners.walk import MOST_FURTHER
from storage.records import Post


class Misuse(Exception):
    """The source cannot be tried like this; str() says what is missing or wrong."""


def run(
    source: Source,
    settings: Mapping[str, str],
    query: match.Query,
    *,
    since: datetime | None,
    limit: int | None,
    line: Line,
    now: datetime,
) -> Iterator[Post]:
    """Give the posts that match, walking pages as the pipeline does; none older than `since`, none twice.

    Raise Misuse before anything is asked if settings are missing or wrong, one of the four errors if hearing fails.
    """
    check(source.about, settings)
    need = Need(phrases=query.phrases, settings=_with_base(source.about, settings), since=since, now=now)
    try:
        source.ask(need)
    except Never as error:
        raise Misuse(str(error)) from error
    except NeedsKey:
        pass  # said below, once it was tried
    found = (post for page in _heard(Caller(line, source, need), source) for post in page.posts)
    return _first(_once(post for post in found if _is_wanted(post, query, since)), limit)


def check(about: About, settings: Mapping[str, str]) -> None:
    """Raise Misuse if a required setting is missing."""
    missing = [setting for setting in about.settings if setting.required and not settings.get(setting.name)]
    if missing:
        wants = ", ".join(f"{setting.name} ({setting.about})" for setting in missing)
        raise Misuse(f"{about.name} needs {wants}: add --set {missing[0].name}=…")


def given(about: About, pairs: Sequence[str]) -> Mapping[str, str]:
    """Return the KEY=VALUE settings people typed; raise Misuse for one this source does not know."""
    settings = dict(_pair(pair) for pair in pairs)
    known = [setting.name for setting in about.settings] + ["base_url"]
    strange = [name for name in settings if name not in known]
    if strange:
        raise Misuse(f"{about.name} has no setting {strange[0]}: it knows {', '.join(known)}")
    return settings


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name.strip() or not equals:
        raise Misuse("--set takes KEY=VALUE, such as --set url=https://example.com/feed")
    return name.strip(), value.strip()


def _with_base(about: About, settings: Mapping[str, str]) -> Mapping[str, str]:
    return {"base_url": about.base_url, **settings}


def _heard(caller: Caller, source: Source) -> Iterator[Page]:
    """Give every page; the first is asked for while a refused pass can still be renewed."""

    def begun(need: Need) -> Iterator[Page]:
        pages = _every_page(source, need, caller)
        return chain(list(islice(pages, 1)), pages)

    yield from caller.let_in(begun)


def _every_page(source: Source, need: Need, caller: Caller) -> Iterator[Page]:
    """Give the pages of every ask, then what they lead to."""
    further: list[Ask] = []
    for first in source.ask(need):
        for page in _pages(source, first, need, caller):
            further += [ask for ask in page.further if ask not in further]
            yield page
    for ask in further[:MOST_FURTHER]:
        yield caller.read(caller.send(ask), need)


def _pages(source: Source, first: Ask, need: Need, caller: Caller) -> Iterator[Page]:
    ask: Ask | None = first
    for _ in range(source.about.pages):
        if ask is None:
            return
        page = caller.read(caller.send(ask), need)
        yield page
        ask = None if _is_too_old(page, need.since) else page.more


def _is_too_old(page: Page, since: datetime | None) -> bool:
    if not page.posts:
        return not page.further
    return since is not None and min(post.posted_at for post in page.posts) < since


def _is_wanted(post: Post, query: match.Query, since: datetime | None) -> bool:
    return (since is None or post.posted_at >= since) and query.matches(post) is not None


def _once(posts: Iterator[Post]) -> Iterator[Post]:
    seen: set[str] = set()
    for post in posts:
        if post.external_id not in seen:
            seen.add(post.external_id)
            yield post


def _first(posts: Iterator[Post], limit: int | None) -> Iterator[Post]:
    # Not islice: it would fetch one page more to find out that it is done.
    if limit == 0:
        return
    for count, post in enumerate(posts, start=1):
        yield post
        if count == limit:
            return

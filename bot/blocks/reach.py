"""Why a post cannot be answered from here, in a sentence for whoever is about to write; "" where nothing is known."""

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.blocks import text
from storage.records import Kind, Post, SourceFacts, Writing

HOME = "base_url"  # the setting that says where a source stands
_KINDS = {Kind.POST: "posts", Kind.COMMENT: "comments", Kind.REVIEW: "reviews", Kind.ARTICLE: "articles"}


def beyond(post: Post, facts: SourceFacts, home: str) -> str:
    """Return why the platform lets nobody answer this post from here; `home` is the source's own address."""
    writing, where = facts.writing, text.short(facts.title, 40)
    if writing is None:
        return ""
    if writing.only_tagged and not post.tags_us:
        return f"{where} lets apps answer only who mentions or quotes us."
    if writing.only_kinds and post.kind not in writing.only_kinds:
        return f"{where} lets apps answer only {text.joined((_KINDS[kind] for kind in writing.only_kinds), ' and ')}."
    if writing.only_home and not _is_at(post, home):
        return f"It stands at another address than the one Earshot may answer at ({facts.name.upper()}_URL)."
    return ""


def missing(facts: SourceFacts, writing: Writing, told: Collection[str]) -> str:
    """Return which settings it takes to answer that were not told, "" where all that it takes were."""
    lacking = [[name for name in names if name not in told] for names in writing.needs]
    fewest = min(lacking, key=len, default=[])
    if not fewest:
        return ""
    keys = text.joined((f"`{facts.name}_{name}`".upper() for name in fewest), " and ")
    return f"To send from here, Earshot needs {keys}: an admin of this workspace can enter it with `/earshot connect`."


def _is_at(post: Post, home: str) -> bool:
    """Tell whether a post stands at an address, however it is asked for: its own address says so, or its id."""
    place = _place(home)
    return bool(place) and any(
        found == place or found.startswith((f"{place}/", f"{place}#", f"{place}?"))
        for found in (_place(post.url), post.external_id.lower())
    )


def _place(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:  # what the web writes into an address may be anything
        return ""
    return f"{parts.netloc}{parts.path}".rstrip("/").lower()

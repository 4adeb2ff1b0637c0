"""The help pages of the demo's brands: what they have worth sharing, and the sitemap that lists it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from bot.playground import script
from bot.playground.places.sites import html, xml

PLACE = "help"  # at 127.0.0.1, as the feeds are: listeners need no name for it
SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, as it is written in the script."""

    slug: str
    title: str
    summary: str
    text: str
    language: str = "en"


@cache
def pages() -> Sequence[Page]:
    """Return every page."""
    written = tomllib.loads((resources.files(script) / "help.toml").read_text(encoding="utf-8"))
    return tuple(Page(**page) for page in written["page"])


def sitemap(web: str) -> bytes:
    """Return the sitemap of the pages at `web`."""
    places = "".join(f"<url><loc>{xml(f'{web}/{PLACE}/{page.slug}')}</loc></url>" for page in pages())
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode()


def shown(slug: str) -> str:
    """Return a page as people open it; nothing where there is none."""
    page = next((page for page in pages() if page.slug == slug), None)
    if page is None:
        return ""
    title, summary = escape(page.title), escape(page.summary)
    return (
        f'<!doctype html><html lang="{page.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="{summary}"><link rel="stylesheet" href="/style.css"></head>'
        f"<body><main><h1>{title}</h1><p>{summary}</p>{html(page.text.strip())}</main></body></html>"
    )

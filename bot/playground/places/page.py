"""The pages people open: what was said with its thread so far, and a box to answer from the brand's own account."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from bot.playground.places.sites import Entry
from bot.playground.talk import Said

LONGEST_ANSWER = 5_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # stricter, and browsers would not tell where a form comes from
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
STYLE = """
:root { color-scheme: light dark; --ground: #f6f5f1; --panel: #fff; --line: #d9d5cb; --ink: #22201c; --soft: #5f5a50;
  --link: #1f5f99; --ours: #eaf4ec; --here: #b0641a }
@media (prefers-color-scheme: dark) { :root { --ground: #171614; --panel: #211f1c; --line: #3b3833; --ink: #ece8df;
  --soft: #b0a99b; --link: #8cc1f2; --ours: #1d2c22; --here: #e5a35c } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif }
header { border-bottom: 1px solid var(--line); margin-bottom: 1rem; padding-bottom: .5rem }
header p, footer, .by, .note { color: var(--soft); font-size: .9rem }
a { color: var(--link) }
h1, h2 { font-size: 1.4rem; line-height: 1.25; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin: .4rem 0 }
article { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .75rem;
  padding: .75rem 1rem; overflow-wrap: anywhere }
article p { margin: .4rem 0; white-space: pre-line }
article.ours { background: var(--ours) }
article.reply { margin-left: 1.5rem }
article.here, article:target { border-color: var(--here); box-shadow: 0 0 0 1px var(--here) }
.said { unicode-bidi: isolate }
details { margin-top: .5rem }
summary { cursor: pointer; color: var(--link) }
textarea, .address { width: 100%; font: inherit; color: inherit; background: var(--ground); padding: .5rem;
  border: 1px solid var(--soft); border-radius: .3rem }
button { font: inherit; margin-top: .4rem; padding: .35rem .9rem; border: 0; border-radius: .3rem;
  background: var(--link); color: var(--panel); cursor: pointer }
:focus-visible { outline: 2px solid var(--here); outline-offset: 2px }
li { margin-bottom: .4rem; overflow-wrap: anywhere }
"""


def thread(site: str, feed: str, entries: Sequence[Entry], here: str, *, trouble: str = "") -> str:
    """Return the page of a thread; `here` is the path that was opened."""
    first, threads = entries[0].said, {one.said.thread for one in entries}
    title = first.line.title or f"{first.line.author} on {site}"
    title = site if len(threads) > 1 else title
    here_are = [one for one in entries if _path(one) == here]
    posts = "".join(_article(one, title, is_here=[one] == here_are) for one in entries)
    told = f'<p role="alert"><strong>{escape(trouble)}</strong></p>' if trouble else ""
    return _page(title, site, feed, f"<h1>{escape(title)}</h1>{told}{posts}")


def front(site: str, feed: str, entries: Sequence[Entry]) -> str:
    """Return a site's front page: what stands on it, newest first."""
    listed = "".join(f'<li><a href="{escape(one.page)}">{escape(_name(one.said))}</a></li>' for one in entries)
    return _page(site, site, feed, f"<h1>{escape(site)}</h1><ul>{listed or '<li>Nothing yet.</li>'}</ul>")


def street(sites: Sequence[tuple[str, str]]) -> str:
    """Return the page that leads to every site."""
    listed = "".join(f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for title, address in sites)
    return _page("The web in small", "The web in small", "", f"<h1>The web in small</h1><ul>{listed}</ul>")


def _name(said: Said) -> str:
    words = said.line.title or said.line.text
    return f"{said.line.author}: {words[:100]}{'…' if len(words) > 100 else ''}"  # noqa: PLR2004 - one line


def _path(entry: Entry) -> str:
    return entry.page.split("/", 3)[3].partition("#")[0]


def _article(entry: Entry, page_title: str, *, is_here: bool) -> str:
    said, line = entry.said, entry.said.line
    marks = ["ours"] * said.is_answer + ["reply"] * bool(said.parent) + ["here"] * is_here
    edited = " · edited" if said.edited_at else ""
    seen = f" · {line.views:,} views" if line.views else ""
    title = f"<h2>{escape(line.title)}</h2>" if line.title not in ("", page_title) else ""
    paragraphs = "".join(f'<p dir="auto" class="said">{escape(part)}</p>' for part in line.text.split("\n\n"))
    return (
        f'<article id="{escape(_spot(entry))}" class="{" ".join(marks)}" lang="{escape(line.language)}">'
        f'<div class="by" lang="en"><strong>{escape(line.author)}</strong>{_stars(line.stars)} · '
        f'<time datetime="{said.at.isoformat()}">{said.at:%H:%M:%S} UTC</time>{edited}{seen}</div>'
        f"{title}{paragraphs}{_address(entry) if said.is_answer else _box(said, is_open=is_here)}</article>"
    )


def _stars(stars: int | None) -> str:
    if not stars:
        return ""
    return f' · <span role="img" aria-label="{stars} of 5 stars">{"★" * stars}{"☆" * (5 - stars)}</span>'


def _spot(entry: Entry) -> str:
    return urlsplit(entry.page).fragment or f"said-{entry.said.number}"


def _address(entry: Entry) -> str:
    return (
        '<p class="note" lang="en"><label>The address of this answer, for “I posted it”: '
        f'<input class="address" readonly value="{escape(entry.page)}"></label></p>'
    )


def _box(said: Said, *, is_open: bool) -> str:
    brand = escape(said.line.brand)
    return (
        f'<details lang="en"{" open" if is_open else ""}><summary>Answer here as {brand}</summary>'
        f'<form method="post"><input type="hidden" name="to" value="{said.number}">'
        f'<textarea name="text" rows="4" maxlength="{LONGEST_ANSWER}" required aria-label="Your answer as {brand}">'
        f'</textarea><button type="submit">Publish as {brand}</button></form></details>'
    )


def _page(title: str, site: str, feed: str, body: str) -> str:
    way = f' · <a href="/">front page</a> · <a href="{escape(feed)}">its feed</a>' if feed else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/style.css"></head><body><header><p><strong>{escape(site)}</strong>{way}</p>'
        f"</header><main>{body}</main><footer><p>Part of Earshot's playground. Nobody here exists; nothing leaves this "
        "machine.</p></footer></body></html>"
    )

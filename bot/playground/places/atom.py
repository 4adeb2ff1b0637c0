"""Atom as app stores, newspapers, web alerts, video channels and threads publish it, each in its own dialect."""

from collections.abc import Sequence
from urllib.parse import quote

from bot.playground.places.sites import Entry, html, stamp, xml
from bot.playground.talk import Said

APP = 6740000001
APP_PAGE = f"/us/review?id={APP}&type=Purple%20Software"
CHANNEL = "UCbextriesbreakfast0001"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_THREADS = 2_000_000_000  # where the ids of threads begin


def app_reviews(entries: Sequence[Entry], path: str) -> bytes:
    """Return an app store's customer reviews: an edit moves `updated`, all lead to one page."""
    written = [
        f"<updated>{stamp(one.said.edited_at or one.said.at)}</updated><id>{12_000_000_000 + one.said.number}</id>"
        f"<title>{xml(one.said.line.title)}</title>"
        f'<content type="text">{xml(one.said.line.text)}</content>'
        '<im:contentType term="Application" label="Application"/><im:voteSum>0</im:voteSum>'
        f"<im:voteCount>0</im:voteCount><im:rating>{one.said.line.stars}</im:rating><im:version>4.2</im:version>"
        f"<author><name>{xml(one.said.line.author)}</name>"
        f"<uri>https://app-shelf.example/us/reviews/id{one.said.number}</uri></author>"
        f'<link rel="related" href="{xml(one.page.partition("#")[0])}"/>'
        f'<content type="html">{xml(_app_html(one.said))}</content>'
        for one in entries
    ]
    return _feed(path, "Customer Reviews", written, 'xmlns:im="http://itunes.apple.com/rss"')


def _app_html(said: Said) -> str:
    line = said.line
    return (
        '<table border="0" width="100%"><tr><td><table border="0" width="100%"><tr valign="top" align="left">'
        f'<td width="100%"><b><a href="https://app-shelf.example/us/app/id{APP}">{xml(line.title)}</a></b><br/>'
        f'<font size="2"> </font></td></tr></table></td></tr><tr><td><font size="2"><br/>{xml(line.text)}</font><br/>'
        "</td></tr></table>"
    )


def newspaper(entries: Sequence[Entry], path: str) -> bytes:
    """Return a newspaper's articles, the whole text in `content`."""
    written = [
        f"<id>tag:quayside-weekly.example,2026:{xml(one.said.slug)}</id><title>{xml(one.said.line.title)}</title>"
        f"{_link(one.page)}<published>{stamp(one.said.at)}</published><updated>{stamp(one.said.at)}</updated>"
        f"<author><name>{xml(one.said.line.author)}</name></author>"
        f'<content type="html">{xml(html(one.said.line.text))}</content>'
        for one in entries
    ]
    return _feed(path, "Quayside Weekly", written)


def alerts(entries: Sequence[Entry], path: str) -> bytes:
    """Return what Google Alerts finds: bold words, no author, and links wrapped in a redirect."""
    written = [
        f"<id>tag:google.com,2013:googlealerts/feed:{13_000_000_000_000_000_000 + one.said.number}</id>"
        f'<title type="html">{xml(_bold(one.said.line.title, one.said.line.brand))}</title>'
        f"{_link(_wrapped(one.page))}<published>{stamp(one.said.at)}</published><updated>{stamp(one.said.at)}</updated>"
        f'<content type="html">{xml(_bold(one.said.line.text, one.said.line.brand))}</content>'
        "<author><name></name></author>"
        for one in entries
    ]
    return _feed(path, "Google Alert - brightloaf OR larkmoor OR crumbkin", written)


def _wrapped(page: str) -> str:
    return f"https://www.google.com/url?rct=j&sa=t&url={quote(page, safe=':/')}&ct=ga&cd=CAIyGg&usg=AOvVaw0"


def _bold(text: str, word: str) -> str:
    return xml(text).replace(word, f"<b>{word}</b>")


def videos(entries: Sequence[Entry], path: str) -> bytes:
    """Return a video channel: description, likes (as stars) and views stand in Media RSS."""
    written = [
        f"<id>yt:video:{video_id(one.said.number)}</id><yt:videoId>{video_id(one.said.number)}</yt:videoId>"
        f"<yt:channelId>{CHANNEL}</yt:channelId><title>{xml(one.said.line.title)}</title>{_link(one.page)}"
        f"<author><name>{xml(one.said.line.author)}</name><uri>https://vidtown.example/channel/{CHANNEL}</uri></author>"
        f"<published>{stamp(one.said.at)}</published><updated>{stamp(one.said.at)}</updated>"
        f"<media:group><media:title>{xml(one.said.line.title)}</media:title>"
        f"<media:description>{xml(one.said.line.text)}</media:description><media:community>"
        f'<media:starRating count="{one.said.line.likes}" average="5.00" min="1" max="5"/>'
        f'<media:statistics views="{one.said.line.views}"/></media:community></media:group>'
        for one in entries
    ]
    spaces = 'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"'
    return _feed(path, "Bex Tries Breakfast", written, spaces)


def video_id(number: int) -> str:
    """Return a video's id: eleven signs."""
    return f"brkfst{number:05d}"


def threads(entries: Sequence[Entry], path: str) -> bytes:
    """Return Reddit's posts and comments: t3_ and t1_ ids, authors as /u/name, no votes, a footer below posts."""
    return _feed(path, "bread", [_thread_entry(one) for one in entries])


def _thread_entry(entry: Entry) -> str:
    said = entry.said
    is_post = said.number == said.thread
    by = f"/u/{said.line.author}"
    body = f'<!-- SC_OFF --><div class="md">{html(said.line.text)}</div><!-- SC_ON -->'
    footer = (
        f' &#32; submitted by &#32; <a href="https://rounds.example/user/{said.line.author}"> {by} </a> <br/>'
        f' <span><a href="{entry.page}">[link]</a></span> &#32; <span><a href="{entry.page}">[comments]</a></span>'
    )
    return (
        f"<author><name>{xml(by)}</name><uri>https://rounds.example/user/{xml(said.line.author)}</uri></author>"
        '<category term="bread" label="r/bread"/>'
        f'<content type="html">{xml(body + (footer if is_post else ""))}</content>'
        f"<id>{'t3' if is_post else 't1'}_{base36(said.number)}</id>{_link(entry.page, rel='')}"
        f"<updated>{stamp(said.at)}</updated>{f'<published>{stamp(said.at)}</published>' if is_post else ''}"
        f"<title>{xml(said.topic if is_post else f'{by} on {said.topic}')}</title>"
    )


def base36(number: int) -> str:
    """Return a number as threads are numbered."""
    number += _THREADS
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _link(page: str, rel: str = ' rel="alternate"') -> str:
    return f'<link{rel} href="{xml(page)}"/>'


def _feed(path: str, title: str, entries: Sequence[str], spaces: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" {spaces}>'
        f"<id>https://playground.example{xml(path)}</id><title>{xml(title)}</title>"
        f"{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"
    ).encode(errors="replace")

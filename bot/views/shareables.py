"""Something was added to the library: an address to be read by the listeners, typed in full, or what lists pages."""

from collections.abc import Mapping

from bot import shelves
from bot.asked import Submission
from bot.blocks import shareables as blocks, text
from bot.blocks.shareables import ALL, Place, Show
from bot.desk import Desk
from bot.door import CLOSE, Answer
from storage import gathered, shareables
from storage.shelf import Found, Kind

NO_ADDRESS = "That is no web address: it begins with https:// and has no spaces."
NO_TITLE = "Give it a title as well, or leave both empty: then they are read there."
OWN_TITLES = "What a feed lists has titles of its own: leave this empty."
FULL = f"The library is full ({shareables.MOST:,}). Archive what nobody shares first."


def find(desk: Desk, form: Submission) -> Answer:
    """Show what holds the words in the same window; all of it where there are none."""
    return Answer(view=shelves.window(desk, form.user, Place(words=form.answer("find"))))


def check(form: Submission) -> Mapping[str, str]:
    """Refuse what is no address, and words that would be lost."""
    if not text.web_address(form.answer("url")):
        return {"url": NO_ADDRESS}
    if form.answer("way") == ALL and (form.answer("title") or form.answer("summary")):
        return {"title": OWN_TITLES}
    if form.answer("summary") and not form.answer("title"):
        return {"title": NO_TITLE}
    return {}


def submit(desk: Desk, form: Submission) -> Answer:
    """Add it, and show it in the window behind the form."""
    window_id, place = blocks.opened_from(form.metadata)
    url = form.answer("url")
    if form.answer("way") == ALL:
        listing, is_new = gathered.follow(desk.store, desk.workspace, url, by=form.user, now=form.at)
        shelves.show(desk, form, window_id, Place(show=Show.FEEDS), notice=blocks.follows(listing, is_new=is_new))
        return CLOSE
    found = Found(url=url, title=form.answer("title"), summary=form.answer("summary"), kind=Kind(form.answer("kind")))
    done = shareables.add(desk.store, desk.workspace, found, by=form.user, now=form.at)
    if done is None:
        return Answer(errors={"url": FULL})
    one, is_new = done
    place = place if place.show is Show.LIBRARY else Place()
    shelves.show(desk, form, window_id, place, notice=blocks.added(one, is_new=is_new))
    return CLOSE

"""The library in Slack: its window, the form that adds to it, what it offers for a draft, and how reading went.

Titles and descriptions come from the web, if only from our own pages: all of it goes through `bot.blocks.text`.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.blocks import modals, text
from bot.blocks.message import Block, Message
from storage.shelf import Kind, Listing, Shareable

TITLE, FORM, FIND = "Worth sharing", "shareable_form", "shareables_find"
PER_PAGE = 8
MOST_FEEDS = 40
LONGEST_SUMMARY, LONGEST_ADDRESS, LONGEST_WORDS = 160, 2000, 100
ONE, ALL = "one", "all"
KINDS = {Kind.PAGE: "page", Kind.POST: "post", Kind.FIGURES: "table of figures", Kind.VIDEO: "video"}
EMPTY = (
    "Nothing is here yet. Add a help page, a post, a table of figures or a video by its address, or a feed or sitemap "
    "with all it lists. Up to three that fit are then offered in the draft window, each by one press."
)
OPENED = (
    "Everybody may read this library as a feed, at `/shareables.json` and `/shareables.atom` of the address this bot "
    "has on the web, so that others can use it too."
)
CLOSED = "Nobody else can read this library."


class Show(StrEnum):
    """What the window shows."""

    LIBRARY = "library"
    ARCHIVE = "archive"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the library somebody looks: what, from which on, and the words they look for."""

    show: Show = Show.LIBRARY
    start: int = 0
    words: str = ""

    def written(self) -> str:
        """Return it as a window carries it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What stands at a place: `many` in all of it, whether everybody may read it, what has just been done."""

    place: Place
    found: Sequence[Shareable] = ()
    listings: Sequence[Listing] = ()
    many: int
    is_open: bool
    notice: str = ""
    undo: Block | None = None


def place_of(metadata: str) -> Place:
    """Return where a window looks."""
    try:
        kept = json.loads(metadata)
        return Place(show=Show(kept["show"]), start=int(kept["start"]), words=str(kept["words"]))
    except (ValueError, KeyError, TypeError):
        return Place()


def window(shelf: Shelf, *, may_open: bool) -> Block:
    """Return the window of the library, of its archive, or of the feeds it grows from."""
    place = shelf.place
    said = _notice(shelf)
    shown = _feeds(shelf) if place.show is Show.FEEDS else _entries(shelf)
    blocks = [*said, _doors(place), *_search(place), *shown, *_pages(shelf), *_openness(shelf, may_open=may_open)]
    finds = {"submit": "Find", "callback": FIND} if place.show is Show.LIBRARY else {}
    view = modals.modal(TITLE, blocks, metadata=place.written(), **finds)
    return view | {"private_metadata": place.written(), "close": text.plain("Close", text.TITLE)}


def form(window_id: str, place: Place) -> Block:
    """Return the form that adds something; it carries the window it was opened from."""
    ways = [_option(ONE, "One page, post, table or video"), _option(ALL, "A feed or sitemap, with all it lists")]
    kinds = [_option(kind.value, words.capitalize()) for kind, words in KINDS.items()]
    one_line = {"type": "plain_text_input", "max_length": 300}
    blocks = [
        modals.question("url", "Address", {"type": "plain_text_input", "max_length": LONGEST_ADDRESS}),
        modals.question(
            "way", "What stands there", {"type": "radio_buttons", "options": ways, "initial_option": ways[0]}
        ),
        modals.question(
            "title", "Title", one_line, "Leave it empty, and Earshot reads title and description there.", optional=True
        ),
        modals.question("summary", "Description", one_line, "What somebody would look for it by.", optional=True),
        modals.question("kind", "Kind", {"type": "static_select", "options": kinds, "initial_option": kinds[0]}),
    ]
    carried = json.dumps({"window": window_id, "place": place.written()})
    return modals.modal("Add to the library", blocks, submit="Add", callback=FORM, metadata=carried)


def opened_from(metadata: str) -> tuple[str, Place]:
    """Return the window a form was opened from, and where that looks."""
    kept = json.loads(metadata)
    return str(kept["window"]), place_of(str(kept["place"]))


def offered(fitting: Sequence[Shareable], only_links_in: str) -> list[Block]:
    """Return what fits the post at hand, each with a press that puts its address under the draft; nothing for none.

    `only_links_in` names the community where our last answers were all links.
    """
    warning = [text.context(links_only(only_links_in))] if only_links_in else []
    if not fitting:
        return warning
    return [text.context("📎 *Worth sharing here*"), *(_offer(one) for one in fitting), *warning]


def links_only(community: str) -> str:
    """Return the warning about a community we only send links to."""
    where = text.short(community, 60)
    return f"⚠️ Our last ten answers in *{where}* all held a link. Say something there that needs none."


def gathered(url: str, payload: dict[str, object]) -> Message:
    """Return how reading something went, for whoever added it."""
    where = text.link(url, _bare(url))
    error, title = str(payload.get("error") or ""), str(payload.get("title") or "")
    lists = bool(payload.get("lists"))
    if error:
        then = (
            "Look at its address in `/earshot share`."
            if lists
            else "Add it again with its title: then it is found by that."
        )
        said = f"⚠️ What you added as worth sharing could not be read: {where}. {text.short(error, 300)}. {then}"
    elif lists:
        said = (
            f"📚 {where} lists {_number(payload, 'listed')}; {_number(payload, 'new')} of them are new in the library."
        )
    else:
        said = f"📎 In the library now: *{text.link(url, title)}*. It is offered where it fits."
    return Message(text=said, blocks=[text.section(said)])


def added(one: Shareable, *, is_new: bool) -> str:
    """Return what became of adding an address."""
    if not is_new:
        return f"{_link(one)} is in the library already."
    if one.typed:
        return f"Added: {_link(one)}."
    return f"Added: {_link(one)}. It is read within a minute, and Earshot tells you how that went."


def follows(listing: Listing, *, is_new: bool) -> str:
    """Return what became of adding a feed."""
    where = text.link(listing.url, _bare(listing.url))
    if not is_new:
        return f"{where} fills the library already."
    return f"Added: {where}. It is read within a minute, then every hour; Earshot tells you what it lists."


def archived(one: Shareable) -> str:
    """Return that something is offered no more."""
    return f"Archived: {_link(one)}. It is offered no more; its figures stay."


def came_back(one: Shareable) -> str:
    """Return that something is offered again."""
    return f"{_link(one)} is back in the library."


def undo(one: Shareable) -> Block:
    """Return the button that brings back what was just archived."""
    return text.button("Undo", "shareable_back", one.id)


def _notice(shelf: Shelf) -> list[Block]:
    if not shelf.notice:
        return []
    return [text.section(shelf.notice) | ({"accessory": shelf.undo} if shelf.undo else {})]


def _doors(place: Place) -> Block:
    others = {Show.LIBRARY: "Library", Show.FEEDS: "Feeds", Show.ARCHIVE: "Archived"}
    doors = [
        text.button(words, f"shareables_{show.value}", show.value)
        for show, words in others.items()
        if show is not place.show or place.words
    ]
    return {"type": "actions", "elements": [text.button("Add", "shareable_add", "add", style="primary"), *doors]}


def _search(place: Place) -> list[Block]:
    if place.show is not Show.LIBRARY:
        return []
    element: Block = {"type": "plain_text_input", "max_length": LONGEST_WORDS}
    element |= {"initial_value": place.words} if place.words else {}
    return [modals.question("find", "Find", element, optional=True)]


def _entries(shelf: Shelf) -> list[Block]:
    if shelf.found:
        return [block for one in shelf.found for block in _entry(one)]
    if shelf.place.words:
        return [text.section(f"Nothing holds “{text.short(shelf.place.words, 60)}”.")]
    return [text.section(EMPTY if shelf.place.show is Show.LIBRARY else "The archive is empty.")]


def _entry(one: Shareable) -> list[Block]:
    gone = one.archived_at is not None
    button = text.button("Bring back" if gone else "Archive", "shareable_back" if gone else "shareable_archive", one.id)
    summary = text.short(one.summary, LONGEST_SUMMARY)
    state = "⏳ not read yet" if one.waits else f"⚠️ {text.short(one.error, 200)}" if one.error else ""
    facts = [KINDS[one.kind], one.language, shared(one), f"added by {text.person(one.added_by)}", state]
    said = f"*{_link(one)}*" + (f"\n{summary}" if summary else "")
    return [text.section(said) | {"accessory": button}, text.context(text.joined(facts))]


def shared(one: Shareable) -> str:
    """Return how often something was shared, and what that brought."""
    if not one.shared:
        return "not shared yet"
    brought = f"{one.brought} {'answer' if one.brought == 1 else 'answers'} back" if one.brought else "no answer back"
    return f"shared {'once' if one.shared == 1 else f'{one.shared} times'}, {brought}"


def _feeds(shelf: Shelf) -> list[Block]:
    if not shelf.listings:
        return [
            text.section(
                "No feed or sitemap fills the library. *Add* one: all it lists is taken over, new pages hourly."
            )
        ]
    return [block for listing in shelf.listings[:MOST_FEEDS] for block in _feed(listing)]


def _feed(listing: Listing) -> list[Block]:
    button = text.button("Read no more", "shareables_unfollow", listing.id)
    read = f"read {text.at(listing.read_at)}" if listing.read_at else "⏳ not read yet"
    state = f"⚠️ {text.short(listing.error, 200)}" if listing.error else ""
    said = text.section(text.link(listing.url, _bare(listing.url))) | {"accessory": button}
    facts = (f"{listing.listed:,} in the library", read, f"added by {text.person(listing.added_by)}", state)
    return [said, text.context(text.joined(facts))]


def _pages(shelf: Shelf) -> list[Block]:
    place = shelf.place
    if place.show is Show.FEEDS or place.words or shelf.many <= PER_PAGE:
        return []
    last = min(place.start + PER_PAGE, shelf.many)
    buttons = [
        *([text.button("Newer", "shareables_newer", place.start)] if place.start else []),
        *([text.button("Older", "shareables_older", place.start)] if last < shelf.many else []),
    ]
    said = f"{place.start + 1:,} to {last:,} of {shelf.many:,}"
    return [text.context(said), *([{"type": "actions", "elements": buttons}] if buttons else [])]


def _openness(shelf: Shelf, *, may_open: bool) -> list[Block]:
    if shelf.place.show is not Show.FEEDS:
        return []
    said = OPENED if shelf.is_open else CLOSED
    words, action = ("Close it", "shareables_close") if shelf.is_open else ("Open it to everybody", "shareables_open")
    return [
        text.context(said),
        *([{"type": "actions", "elements": [text.button(words, action, action)]}] if may_open else []),
    ]


def _offer(one: Shareable) -> Block:
    summary = text.short(one.summary, LONGEST_SUMMARY)
    said = f"*{_link(one)}* · {shared(one)}" + (f"\n{summary}" if summary else "")
    return text.section(said) | {"accessory": text.button("Put in the draft", "shareable_put", one.id)}


def _link(one: Shareable) -> str:
    return text.link(one.url, one.title or _bare(one.url))


def _bare(url: str) -> str:
    return url.partition("://")[2] or url


def _option(value: str, words: str) -> Block:
    return {"text": text.plain(words), "value": value}


def _number(payload: dict[str, object], name: str) -> str:
    count = payload.get(name)
    return f"{count:,}" if isinstance(count, int) else "0"

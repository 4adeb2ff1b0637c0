"""Somebody as we know them: one line for whoever is about to answer, one window with all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks import forgetting, modals, text
from bot.blocks.message import Block
from bot.pyramid import Place, Rung
from storage.profiles import Deed, Glimpse, Likely, Past, Permission, Person, Profile, Quote
from storage.records import Author

TITLE = "Who is this"
SHOWN = 5
WORDS = 100
NAME = 60
PYRAMID = "watching → sharing → commenting → producing → curating"
UNSEEN = "Who only watches cannot be seen, so nobody is shown there."
ALIKE = {"handle": "the same handle", "name": "the same name", "address": "the same address"}
RUNG = {
    Rung.SHARING: "🔁 Seen *sharing*",
    Rung.COMMENTING: "💬 Seen *commenting*",
    Rung.PRODUCING: "✍️ Seen *producing*",
    Rung.CURATING: "🗂️ Seen *curating*",
}
PERMISSION = {
    Permission.ASKED: "asked, not answered yet",
    Permission.GIVEN: "may be quoted",
    Permission.REFUSED: "must not be quoted",
}

Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the window shows. `mention_id` is what it was opened from (0: nothing), `quote` whether that may be."""

    person: Person
    past: Past
    place: Place
    likely: Sequence[Likely]
    mention_id: int
    quote: Quote | None
    titles: Titles
    now: datetime


def line(glimpse: Glimpse | None) -> str:
    """Return somebody's history with us in one line of markup; nothing where they are new to us."""
    if glimpse is None:
        return ""
    person = glimpse.person
    answered = f"last answered by {text.person(glimpse.answered_by)}" if glimpse.answered_by else ""
    before, after = glimpse.stars or (0, 0)
    stars = f"★{before:g} → ★{after:g}" if before != after else ""
    marked = ("followed" if person.followed_at else "", "muted" if person.muted_at else "")
    times = f"{_nth(glimpse.times)} time with us" if glimpse.times > 1 else ""
    since = f" since {text.day(glimpse.since)}" if times and glimpse.since else ""
    parts = (f"{times}{since}", answered, stars, *marked, tags_of(person.tags))
    return text.joined(parts, "; ")


def called(author: Author) -> str:
    """Return what to call somebody, as escaped text."""
    name, handle = text.one_line(author.name), text.one_line(author.handle).lstrip("@")
    if name and handle and name.casefold() != handle.casefold():
        return text.short(f"{name} (@{handle})", NAME)
    return text.short(name or (f"@{handle}" if handle else "somebody"), NAME)


def window(page: Page) -> Block:
    """Return the window about somebody: history, rung, tags, notes, and what can be done."""
    blocks = [
        text.section(_head(page)),
        {"type": "actions", "elements": _buttons(page)},
        *_place(page.place),
        *_noted(page),
        {"type": "divider"},
        *_said(page),
        *_answers(page),
        *_quoting(page),
        {"type": "divider"},
        *_profiles(page),
    ]
    return modals.modal(TITLE, blocks)


def head(person: Person) -> tuple[Block, ...]:
    """Return what a window that is about somebody begins with."""
    return (text.section(f"*{called(person.author)}*"),)


def unknown() -> Block:
    """Return the window where a post names nobody."""
    return modals.told(TITLE, "Its place does not say who wrote this, so there is nobody to know.")


def source_of(profile: Profile, titles: Titles) -> str:
    """Return the platform of a profile, for people."""
    return text.short(titles.get(profile.source, profile.source), 40)


def tags_of(tags: Sequence[str]) -> str:
    """Return tags as markup."""
    return " ".join(f"`{text.short(tag, 40).replace('`', '’')}`" for tag in tags[:10])


def _head(page: Page) -> str:
    past = page.past
    since = f" since {text.day(past.since)}" if past.since else ""
    heard = f"Heard {_times(past.times)}{since}" if past.times else "Heard, but no post of theirs is kept"
    answered = f"answered {_times(past.answers)} by us" if past.answers else "not answered by us"
    stars = " → ".join(f"★{one.rating:g}" for one in past.stars[-SHOWN:])
    lines = (f"*{called(page.person.author)}*", text.joined((heard, answered, stars)), _marks(page.person))
    return text.joined(lines, "\n")


def _marks(person: Person) -> str:
    marks = (
        ("👂 followed by", person.followed_by, person.followed_at),
        ("🔇 muted by", person.muted_by, person.muted_at),
    )
    return text.joined(f"{what} {text.person(by)} since {text.day(at)}" for what, by, at in marks if at)


def _buttons(page: Page) -> list[Block]:
    person, value = page.person, f"{page.mention_id}:{page.person.id}"
    follow = text.button("Follow", "person_follow", value)
    unfollow = text.button("Stop following", "person_unfollow", value)
    mute, unmute = text.button("Mute", "person_mute", value), text.button("Unmute", "person_unmute", value)
    return [
        unfollow if person.followed_at else follow,
        unmute if person.muted_at else mute,
        text.button("Tags and notes", "person_edit", value),
        forgetting.button(value),
    ]


def _place(place: Place) -> list[Block]:
    said = [f"{RUNG[place.rung]}: {place.because}."] if place.rung else []
    said += [f"💚 Evangelist: {place.evangelist}."] if place.evangelist else []
    said += [f"📣 Influencer: {place.influencer}."] if place.influencer else []
    shown = [text.section("\n".join(said))] if said else []
    return [*shown, text.context(f"{PYRAMID}. {UNSEEN} Followers do not count.")]


def _noted(page: Page) -> list[Block]:
    tags = tags_of(page.person.tags)
    blocks = [text.section(f"🏷️ {tags}")] if tags else []
    for note in page.person.notes[:SHOWN]:
        who = f"{text.person(note.by)}, {text.day(note.at)}"
        gone = text.button("Remove", "person_unnote", f"{page.mention_id}:{page.person.id}:{note.id}")
        blocks.append(text.section(f"📝 {text.short(note.text, 500)}\n{who}") | {"accessory": gone})
    return blocks


def _said(page: Page) -> list[Block]:
    lines = [_deed(deed, page) for deed in page.past.deeds[:SHOWN]]
    if not lines:
        return []
    more = page.past.times - len(lines)
    return [
        text.section("*What they said*"),
        *text.paragraphs(lines),
        *([text.context(f"and {more:,} more")] if more > 0 else []),
    ]


def _deed(deed: Deed, page: Page) -> str:
    post = deed.post
    words = text.cut(text.one_line(f"{post.title} {post.text}"), WORDS) or "(no text)"
    linked = text.link(post.url, words) if text.web_address(post.url) else text.short(words, WORDS)
    source = text.short(page.titles.get(post.source, post.source), 40)
    stars = f"★{post.rating:g}" if post.rating else ""
    return f"• {linked}\n   {text.joined((source, text.ago(post.posted_at, page.now), stars))}"


def _answers(page: Page) -> list[Block]:
    lines = []
    for given in page.past.given:
        words = text.cut(text.one_line(given.text), WORDS) or "(posted by hand)"
        linked = text.link(given.url, words) if text.web_address(given.url) else text.short(words, WORDS)
        lines.append(f"• {text.person(given.by)}, {text.ago(given.at, page.now)}: {linked}")
    return [text.section("*What we answered*"), *text.paragraphs(lines)] if lines else []


def _quoting(page: Page) -> list[Block]:
    if not page.mention_id:
        return []
    quote, value = page.quote, f"{page.mention_id}:{page.person.id}"
    settle = text.button("Their answer …", "quote_settle", value)
    if quote is None:
        ask = text.button("Ask to quote", "quote_ask", value)
        said = "❝ Nobody asked yet whether this post may be quoted."
        return [text.section(said), {"type": "actions", "elements": [ask, settle]}]
    by, at = (quote.settled_by, quote.settled_at) if quote.settled_at else (quote.asked_by, quote.asked_at)
    where = text.link(quote.url, "where they said so") if text.web_address(quote.url) else ""
    who = f"{text.person(by)}, {text.day(at)}" if at else text.person(by)
    said = text.joined((f"❝ This post: *{PERMISSION[quote.permission]}*", who, where))
    return [text.section(said), {"type": "actions", "elements": [settle]}]


def _profiles(page: Page) -> list[Block]:
    together, value = page.person.profiles, f"{page.mention_id}:{page.person.id}"
    blocks = []
    for one in together:
        shown = text.section(_profile(one, page.titles))
        part = text.button("Not the same", "person_part", f"{value}:{one.id}")
        blocks.append(shown | {"accessory": part} if len(together) > 1 else shown)
    for likely in page.likely:
        why = text.joined((ALIKE[each] for each in likely.why), " and ")
        join = text.button("Same person", "person_join", f"{value}:{likely.profile.id}")
        said = f"Maybe the same person ({why}): {_profile(likely.profile, page.titles)}"
        blocks.append(text.section(said) | {"accessory": join})
    return blocks


def _profile(profile: Profile, titles: Titles) -> str:
    author = profile.author
    name = called(author)
    linked = (
        text.link(author.url, text.cut(author.name or author.handle, NAME)) if text.web_address(author.url) else name
    )
    reach = f"{author.followers:,} followers" if author.followers is not None and author.followers >= 0 else ""
    joined = f"told to be the same by {text.person(profile.joined_by)}" if profile.joined_by else ""
    return text.joined((source_of(profile, titles), linked, reach, joined))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"

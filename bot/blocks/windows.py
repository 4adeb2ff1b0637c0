"""The windows of one mention: the whole post, why it is urgent, and where the answer stands."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import feedback, modals, text, words
from bot.blocks.message import Block
from storage.records import Change, Feedback, Mention, Reply

LEAF = 2500  # characters of one run; a block holds several
RUNS = 12
HISTORY_SHOWN = 20
REASONS_SHOWN = 40  # a window holds a hundred blocks
POST_SHOWN = 1500


def more(mention: Mention, *, source: str, buttons: Sequence[Block] = ()) -> Block:
    """Return the whole post, and what is done about it seldom."""
    seldom: list[Block] = [{"type": "actions", "elements": list(buttons)}] if buttons else []
    return modals.modal("The post", [*head(mention, source), *post(mention, LEAF * RUNS), *seldom])


def why(
    mention: Mention, history: Sequence[Change], said: Sequence[Feedback], *, source: str, user: str, labels: int
) -> Block:
    """Return every factor with its points, which sum to the urgency, what happened so far, and a way to say "wrong".

    `said` is what people think of it, `labels` how much was ever said: the window tells what a click will do.
    """
    reasons = sorted(mention.reasons, key=lambda reason: -reason.points)[:REASONS_SHOWN]
    lines = [
        feedback.reason(mention, each, _factor(each.points, words.because(each, 200)), said, user) for each in reasons
    ]
    matched = ", ".join(text.short(term, 60) for term in mention.matched[:30])
    blocks = [
        *head(mention, source),
        *(lines or [text.section("Nothing in it is urgent.")]),
        text.section(f"*= {mention.urgency}*  urgency, 0 to 100: {words.LEVEL[mention.level][1].lower()}"),
        *([text.context(f"Matched: {matched}")] if matched else []),
        {"type": "divider"},
        *feedback.asked(mention, said, user, labels),
        {"type": "divider"},
        *text.paragraphs(
            [_change(change) for change in history[-HISTORY_SHOWN:]] or ["Nobody did anything with it yet."]
        ),
    ]
    return modals.modal("Why", blocks)


def posted(mention: Mention, reply: Reply | None, *, source: str) -> Block:
    """Return the form that asks where the answer stands."""
    written = (
        [text.section("The draft, to copy:"), text.quote(text.leaf(text.cut(reply.text, LEAF)))]
        if reply and reply.text
        else []
    )
    blocks = [
        *head(mention, source),
        *written,
        {
            "type": "input",
            "block_id": "url",
            "label": text.plain("Address of the answer"),
            "element": {
                "type": "url_text_input",
                "action_id": "url",
                "placeholder": text.plain("https://…"),
            },
        },
    ]
    return modals.modal("I posted it", blocks, submit="Done", callback="posted", metadata=str(mention.id))


def head(mention: Mention, source: str) -> list[Block]:
    """Return how urgent it is, where it stands and who wrote it, in two lines."""
    place = text.short(words.place(mention, source), 40)
    line = (f"*{words.urgency(mention)}*", place, words.stars(mention.post.rating))
    who = (f"*{text.short(words.author(mention), 80)}*", words.reach(mention), text.at(mention.post.posted_at))
    address = text.link(mention.post.url, "open the post") if text.web_address(mention.post.url) else ""
    return [text.section(f"{text.joined(line)}\n{text.joined((*who, address))}")]


def post(mention: Mention, most: int) -> list[Block]:
    """Return the post's words as a quotation, cut."""
    title, body = text.one_line(mention.post.title), text.cut(text.clean(mention.post.text), most)
    titled = [text.leaf(f"{text.cut(title, LEAF)}\n", bold=True)] if title else []
    runs = [text.leaf(body[start : start + LEAF]) for start in range(0, len(body), LEAF)]
    return [text.quote(*titled, *runs)] if titled or runs else [text.context("(no text)")]


def _factor(points: int, because: str) -> str:
    return f"*{points:+d}*  {because}"


def _change(change: Change) -> str:
    what = words.HISTORY.get(change.what, text.short(change.what, 60))
    return f"{text.at(change.at)}  {text.person(change.by)}: {what}{_detail(change)}"


def _detail(change: Change) -> str:
    """Return what belongs to a change: to whom, until when, or in which words."""
    match change.what:
        case "handed" | "lapsed":
            return f" {text.person(change.detail)}"
        case "snoozed":
            return f" {text.at(datetime.fromisoformat(change.detail))}"
        case "merged":  # the ids of what went with it
            return ""
        case _:
            detail = text.short(change.detail, 120)
            return f" ({detail})" if detail else ""

"""The windows of one mention: the whole post, why it is urgent, the draft of an answer, and where the answer stands."""

from collections.abc import Sequence

from bot.blocks import feedback, modals, text, words
from bot.blocks.message import Block
from storage.records import Change, Feedback, Mention, Reply, Writing

LEAF = 2500  # characters of one run; a block holds several
RUNS = 12
LONGEST_INPUT = 3000  # what Slack's text input takes at most
HISTORY_SHOWN = 20
REASONS_SHOWN = 40  # a window holds a hundred blocks
POST_SHOWN = 1500


def more(mention: Mention, *, source: str) -> Block:
    """Return the whole post."""
    return modals.modal("The post", [*_head(mention, source), *_post(mention, LEAF * RUNS)])


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
        *_head(mention, source),
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


def draft(  # what a draft's window shows is what a writer needs
    mention: Mention, reply: Reply | None, *, source: str, writing: Writing | None, mine: str = ""
) -> Block:
    """Return the form for the answer: the post above, the shared text in it.

    `mine` is a text that was written while somebody else saved: both are shown, neither is lost.
    """
    version, current = (reply.version, reply.text) if reply else (0, "")
    limit = writing.limit if writing else None
    most = min(limit or LONGEST_INPUT, LONGEST_INPUT)
    hint = (
        f"{source} takes at most {limit:,} characters."
        if limit
        else "Nothing is sent from here: post it, then press “I posted it”."
    )
    blocks = [
        *_head(mention, source),
        *_post(mention, POST_SHOWN),
        *_authorship(reply),
        *(_conflict(reply, mine) if reply and mine else []),
        {
            "type": "input",
            "block_id": f"text_{version}",
            "label": text.plain("Your answer"),
            "hint": text.plain(hint, 150),
            "element": {
                "type": "plain_text_input",
                "action_id": "text",
                "multiline": True,
                "max_length": LONGEST_INPUT,
                **({"initial_value": text.cut(mine or current, LONGEST_INPUT)} if mine or current else {}),
            },
        },
    ]
    metadata = f"{mention.id}:{version}:{most}"
    return modals.modal("Draft reply", blocks, submit="Save draft", callback="draft", metadata=metadata)


def posted(mention: Mention, reply: Reply | None, *, source: str) -> Block:
    """Return the form that asks where the answer stands."""
    written = (
        [text.section("The draft, to copy:"), text.quote(text.leaf(text.cut(reply.text, LEAF)))]
        if reply and reply.text
        else []
    )
    blocks = [
        *_head(mention, source),
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


def _head(mention: Mention, source: str) -> list[Block]:
    line = (f"*{words.urgency(mention)}*", text.short(source, 40), words.stars(mention.post.rating))
    who = (f"*{text.short(words.author(mention), 80)}*", words.reach(mention), text.at(mention.post.posted_at))
    address = text.link(mention.post.url, "open the post") if text.web_address(mention.post.url) else ""
    return [text.section(f"{text.joined(line)}\n{text.joined((*who, address))}")]


def _post(mention: Mention, most: int) -> list[Block]:
    title, body = text.one_line(mention.post.title), text.cut(text.clean(mention.post.text), most)
    titled = [text.leaf(f"{text.cut(title, LEAF)}\n", bold=True)] if title else []
    runs = [text.leaf(body[start : start + LEAF]) for start in range(0, len(body), LEAF)]
    return [text.quote(*titled, *runs)] if titled or runs else [text.context("(no text)")]


def _factor(points: int, because: str) -> str:
    return f"*{points:+d}*  {because}"


def _change(change: Change) -> str:
    what = words.HISTORY.get(change.what, text.short(change.what, 60))
    detail = text.short(change.detail, 120)
    return f"{text.at(change.at)}  {text.person(change.by)}: {what}" + (f" ({detail})" if detail else "")


def _authorship(reply: Reply | None) -> list[Block]:
    if reply is None or not reply.version:
        return []
    return [text.context(f"Shared draft, last saved by {text.person(reply.by)}, {text.at(reply.updated_at)}")]


def _conflict(reply: Reply, mine: str) -> list[Block]:
    return [
        text.section(f"⚠️ {text.person(reply.by)} saved another text while you wrote. Theirs is the draft now:"),
        text.quote(text.leaf(text.cut(reply.text, LONGEST_INPUT))),
        text.section("Yours is below. Saving it again puts it in place of theirs; both stay in the history."),
        *([] if len(mine) <= LONGEST_INPUT else [text.quote(text.leaf(text.cut(mine, LEAF * 2)))]),
    ]

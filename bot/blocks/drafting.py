"""The window an answer is written in: the post above, what the platform takes, and whether it goes out from here."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from bot.blocks import modals, text, windows, words
from bot.blocks.message import Block
from storage.records import Counted, Mention, Post, Reply, Writing

LONGEST_INPUT = 3000  # what Slack's text input takes at most
HINT = 400
KEEP, SEND = "keep", "send"
MEASURES = ("limit", "counted", "link", "least", "addressed")  # what it takes to check a length
UNIT = {
    Counted.CHARACTERS: "characters",
    Counted.GRAPHEMES: "characters",
    Counted.BYTES: "bytes (a plain letter is one, an emoji four)",
    Counted.UTF16: "characters (an emoji is two)",
    Counted.WEIGHTED: "characters (an emoji, and each sign of some scripts, is two)",
}


def draft(
    mention: Mention,
    reply: Reply | None,
    *,
    source: str,
    writing: Writing | None,
    to: Post | None = None,
    mine: str = "",
    refusal: str = "",
) -> Block:
    """Return the form for the answer: the post above, the shared text in it, and what becomes of it.

    `to` is what the person said last, where that is what is answered. `mine` is a text that was written while somebody
    else saved: both are shown, neither is lost. `refusal` says why it cannot be sent from here: then it goes by hand.
    """
    sends = writing is not None and mention.buried_as is None and not refusal
    version, current = (reply.version, reply.text) if reply else (0, "")
    blocks = [
        *windows.head(mention, source),
        *windows.post(mention, windows.POST_SHOWN),
        *(_last_said(to) if to else []),
        *([text.section(_by_hand(refusal, to or mention.post))] if refusal else []),
        *_authorship(reply),
        *(_conflict(reply, mine) if reply and mine else []),
        {
            "type": "input",
            "block_id": f"text_{version}",
            "label": text.plain("Your answer"),
            "hint": text.plain(_hint(source, writing), HINT),
            "element": {
                "type": "plain_text_input",
                "action_id": "text",
                "multiline": True,
                "max_length": LONGEST_INPUT,
                **({"initial_value": text.cut(mine or current, LONGEST_INPUT)} if mine or current else {}),
            },
        },
        *([_then(source)] if sends else []),
    ]
    submit = "Save or send" if sends else "Save draft"
    carried = _carry(mention, version, writing, to)
    return modals.modal("Draft reply", blocks, submit=submit, callback="draft", metadata=carried)


def carried(metadata: str) -> tuple[int, int, Writing, str]:
    """Return what the form carries: its mention, the version written on, how an answer may be, whom it answers."""
    found = json.loads(metadata)
    kept: Mapping[str, object] = found["writing"]
    words_of = {**{name: kept[name] for name in MEASURES}, "counted": Counted(str(kept["counted"]))}
    return int(found["mention"]), int(found["version"]), Writing(**words_of), str(found["handle"])  # type: ignore[arg-type]


def too_long(taken: int, writing: Writing) -> str:
    """Return how a text is longer than its platform takes."""
    unit = UNIT[writing.counted]
    return f"That is {taken:,} {unit}; at most {writing.limit:,} fit. Please shorten it."


def _carry(mention: Mention, version: int, writing: Writing | None, to: Post | None) -> str:
    kept = writing or Writing(limit=LONGEST_INPUT)
    handle = (to or mention.post).author.handle
    shape = {
        "mention": mention.id,
        "version": version,
        "writing": {name: asdict(kept)[name] for name in MEASURES},
        "handle": handle[:200],
    }
    return json.dumps(shape)


def _hint(source: str, writing: Writing | None) -> str:
    if writing is None:
        return "Nothing is sent from here: post it, then press “I posted it”."
    taken = f"{text.cut(text.one_line(source), 60)} takes at most {writing.limit:,} {UNIT[writing.counted]}"
    link = f"; any link counts as {writing.link}" if writing.link is not None else ""
    whom = "; the @handle is put in front, and counts" if writing.addressed else ""
    return f"{taken}{link}{whom}. {writing.note}"


def _then(source: str) -> Block:
    where = text.cut(text.one_line(source), 40)
    keep = {"text": text.plain("Keep it as the team's draft"), "value": KEEP}
    send = {
        "text": text.plain("Send it now"),
        "description": text.plain(f"On {where}, as our own account there. 10 seconds to undo."),
        "value": SEND,
    }
    element = {"type": "radio_buttons", "action_id": "then", "options": [keep, send], "initial_option": keep}
    return {"type": "input", "block_id": "then", "label": text.plain("And then"), "element": element}


def _by_hand(refusal: str, post: Post) -> str:
    address = text.link(post.url, "open the post") if text.web_address(post.url) else "open the post"
    return f"✋ {refusal} Save your answer here, copy it, {address}, post it there, then press *I posted it*."


def _last_said(to: Post) -> list[Block]:
    shown = text.cut(text.clean(to.text), windows.POST_SHOWN)
    return [text.section("You answer what they said last:"), text.quote(text.leaf(shown or "(no text)"))]


def _authorship(reply: Reply | None) -> list[Block]:
    if reply is None or not reply.version or not reply.text:
        return []
    return [text.context(f"Shared draft, last saved by {text.person(reply.by)}, {text.at(reply.updated_at)}")]


def _conflict(reply: Reply, mine: str) -> list[Block]:
    return [
        text.section(f"⚠️ {text.person(reply.by)} saved another text while you wrote. Theirs is the draft now:"),
        text.quote(text.leaf(text.cut(reply.text, LONGEST_INPUT))),
        text.section("Yours is below. Saving it again puts it in place of theirs; both stay in the history."),
        *([] if len(mine) <= LONGEST_INPUT else [text.quote(text.leaf(text.cut(mine, windows.LEAF * 2)))]),
    ]


def not_sent(mention: Mention, reason: str) -> str:
    """Return why a text was saved but does not go out."""
    why = words.buried(mention) or reason
    return f"The text is saved, but it does not go out. {why}"

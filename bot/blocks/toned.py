"""The window that stands between a draft with a warning and its way on: the words marked, nothing rewritten."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from bot.blocks import drafting, modals, text, windows
from bot.blocks.message import Block
from bot.tone import Concern
from storage.records import Mention, Reply

REASON = "anyway"
MARKS_SHOWN = 6
LONGEST_MARK = 80
LONGEST_REASON = 300


def window(
    metadata: str, mention: Mention, reply: Reply, concerns: Sequence[Concern], *, source: str, then: str
) -> Block:
    """Return the form that shows a saved text with what to think about, to be changed or left as it is.

    `metadata` is the draft form's: this one comes back as that one does.
    """
    sends = then == drafting.SEND
    where = text.short(source, 40)
    saved = f"The draft is saved. Before it goes out on {where}:" if sends else "The draft is saved. Before it is sent:"
    shown = {"text": _digest(reply.text), "kinds": [concern.kind.value for concern in concerns]}
    carried = {**json.loads(metadata), "version": reply.version, "then": then, "warned": shown}
    blocks = [
        *windows.head(mention, source),
        *windows.post(mention, windows.POST_SHOWN),
        text.section(saved),
        *(text.section(_line(concern, reply.text)) for concern in concerns),
        _input(f"text_{reply.version}", "text", "Your answer", drafting.LONGEST_INPUT, initial=reply.text),
        *([_input(REASON, REASON, "Why send it all the same?", LONGEST_REASON)] if sends else []),
        text.context("Not a fault with you? `/earshot tone fine word` lets a word pass for the whole team."),
    ]
    submit, title = ("Send anyway", "Before it goes out") if sends else ("Save anyway", "Before it is sent")
    return modals.modal(title, blocks, submit=submit, callback="draft", metadata=json.dumps(carried))


def then(metadata: str) -> str:
    """Return what is to become of the text, as it was chosen before the warning; nothing where there was none."""
    return str(json.loads(metadata).get("then", ""))


def overridden(metadata: str, words: str) -> str:
    """Return what was warned about where this very text was shown with its warnings, else nothing."""
    warned = json.loads(metadata).get("warned") or {}
    return ", ".join(warned["kinds"]).replace("_", " ") if warned.get("text") == _digest(words) else ""


def left_as_is(metadata: str, words: str) -> bool:
    """Say whether a text that was saved, and is not to go out yet, stays as it was shown."""
    return bool(overridden(metadata, words)) and then(metadata) != drafting.SEND


def unexplained(metadata: str, words: str, reason: str) -> Mapping[str, str]:
    """Refuse to send what was warned about without a word of why."""
    if then(metadata) == drafting.SEND and overridden(metadata, words) and not reason:
        return {REASON: "Say in a few words why it should go out as it is, or change it."}
    return {}


def _line(concern: Concern, draft: str) -> str:
    marked = [f"“{text.short(word, LONGEST_MARK)}”" for word in dict.fromkeys(concern.marked(draft))]
    more = f" and {len(marked) - MARKS_SHOWN} more" if len(marked) > MARKS_SHOWN else ""
    return f"⚠️ {concern.says}" + (f"\n{text.joined(marked[:MARKS_SHOWN], ', ')}{more}" if marked else "")


def _input(block: str, action: str, label: str, longest: int, *, initial: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "action_id": action, "max_length": longest}
    written = {"multiline": True, "initial_value": text.cut(initial, longest)} if initial else {}
    return {
        "type": "input",
        "block_id": block,
        "label": text.plain(label),
        "optional": block == REASON,
        "element": element | written,
    }


def _digest(words: str) -> str:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

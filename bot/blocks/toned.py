"""The window that stands between a draft with a warning and its way on: the words marked, nothing rewritten."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from bot.blocks import drafting, leaving, modals, text, windows
from bot.blocks.leaving import Wish
from bot.blocks.message import Block
from bot.tone import Concern
from storage.records import Mention, Reply

REASON = "anyway"
MARKS_SHOWN = 6
LONGEST_MARK = 80
LONGEST_REASON = 300


def window(
    metadata: str, mention: Mention, reply: Reply, concerns: Sequence[Concern], *, source: str, wish: Wish
) -> Block:
    """Return the form that shows a saved text with what to think about, to be changed or left as it is.

    `metadata` is the draft form's: this one comes back as that one does.
    """
    where = text.short(source, 40)
    goes = f"Before it goes out on {where}:" if wish.goes and not wish.asks else "Before it is sent:"
    saved = f"The draft is saved. {goes}"
    shown = {"text": _digest(reply.text), "kinds": [concern.kind.value for concern in concerns]}
    carried = {**json.loads(metadata), "version": reply.version, "turn": 0, **wish.written(), "warned": shown}
    blocks = [
        *windows.head(mention, source),
        *windows.post(mention, windows.POST_SHOWN),
        text.section(saved),
        *(text.section(_line(concern, reply.text)) for concern in concerns),
        _input(drafting.block_of(reply.version), "text", "Your answer", drafting.LONGEST_INPUT, initial=reply.text),
        *([_input(REASON, REASON, "Why send it all the same?", LONGEST_REASON)] if wish.goes else []),
        text.context("Not a fault with you? `/earshot tone fine word` lets a word pass for the whole team."),
    ]
    submit = leaving.ANYWAY.get(wish.then, "Save anyway")
    title = "Before it goes out" if wish.goes else "Before it is sent"
    return modals.modal(title, blocks, submit=submit, callback="draft", metadata=json.dumps(carried))


def wish(answers: Mapping[str, str], metadata: str) -> Wish:
    """Return what is to become of the text: as chosen now, or as it was chosen before the warning."""
    return leaving.read(answers, json.loads(metadata or "{}"))


def overridden(metadata: str, words: str) -> str:
    """Return what was warned about where this very text was shown with its warnings, else nothing."""
    warned = json.loads(metadata).get("warned") or {}
    return ", ".join(warned["kinds"]).replace("_", " ") if warned.get("text") == _digest(words) else ""


def unexplained(metadata: str, words: str, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Refuse to send what was warned about without a word of why."""
    if wish(answers, metadata).goes and overridden(metadata, words) and not answers.get(REASON, "").strip():
        return {REASON: "Say in a few words why it should go out as it is, or change it."}
    return {}


def _line(concern: Concern, draft: str) -> str:
    marked = [f"“{text.short(word, LONGEST_MARK)}”" for word in dict.fromkeys(concern.marked(draft))]
    more = f" and {len(marked) - MARKS_SHOWN} more" if len(marked) > MARKS_SHOWN else ""
    return f"⚠️ {concern.says}" + (f"\n{text.joined(marked[:MARKS_SHOWN], ', ')}{more}" if marked else "")


def _input(block: str, action: str, label: str, longest: int, *, initial: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "action_id": action, "max_length": longest}
    written = {"multiline": True, "initial_value": text.cut(initial, longest)} if initial else {}
    hint = {"hint": text.plain("Needed only where the text stays as it is.")} if block == REASON else {}
    return {
        "type": "input",
        "block_id": block,
        "label": text.plain(label),
        "optional": block == REASON,
        "element": element | written,
        **hint,
    }


def _digest(words: str) -> str:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

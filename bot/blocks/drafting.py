"""The window an answer is written in: the post, what was said so far, what the platform takes, and who else writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from bot.blocks import leaving, modals, text, windows, words
from bot.blocks.message import Block
from storage.records import Counted, Mention, Post, Proposal, Reply, Said, SavedReply, Writing

LONGEST_INPUT = 3000  # what Slack's text input takes at most
HINT = 400
SAID_SHOWN = 300
TURNS_SHOWN = 6
KEEP, SEND, LATER, PROPOSE, INSTEAD = leaving.KEEP, leaving.SEND, leaving.LATER, leaving.PROPOSE, leaving.INSTEAD
MEASURES = ("limit", "counted", "link", "least", "addressed")  # what it takes to check a length
UNIT = {
    Counted.CHARACTERS: "characters",
    Counted.GRAPHEMES: "characters",
    Counted.BYTES: "bytes (a plain letter is one, an emoji four)",
    Counted.UTF16: "characters (an emoji is two)",
    Counted.WEIGHTED: "characters (an emoji, and each sign of some scripts, is two)",
}
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands around a draft. `source` is the platform's title; without `writing` an answer goes by hand.

    `to` is what the person said last, where that is what is answered. `refusal` says why it cannot be sent from here.
    `others` have the draft open, and since when; `asking` are texts that ask to be approved; `kept` counts the texts
    saved so far. Who may not send (`may_send`) asks for approval. `extra` are blocks of others: who the person is,
    what of ours would help.
    """

    source: str
    writing: Writing | None
    to: Post | None = None
    refusal: str = ""
    said: Sequence[Said] = ()
    others: Mapping[str, datetime] = field(default_factory=dict)
    saved_replies: Sequence[SavedReply] = ()
    asking: Sequence[Proposal] = ()
    kept: int = 0
    may_send: bool = True
    undo: timedelta = timedelta(seconds=10)
    extra: Sequence[Block] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the form carries: its mention, the version written on, how an answer may be, whom it answers.

    `turn` counts how often something was put into the text for the person: Slack shows it only under a new name.
    """

    mention: int
    version: int
    writing: Writing
    handle: str
    turn: int = 0

    @property
    def block(self) -> str:
        """The block_id of the text."""
        return block_of(self.version, self.turn)


def block_of(version: int, turn: int = 0) -> str:
    """Return the block_id of the text that is written on a version."""
    return f"text_{version}" + (f"_{turn}" if turn else "")


def draft(
    mention: Mention,
    reply: Reply | None,
    sheet: Sheet,
    *,
    user: str = "",
    mine: str = "",
    typed: str | None = None,
    base: int | None = None,
    turn: int = 0,
) -> Block:
    """Return the form for the answer, and what becomes of it.

    `mine` is a text that was written while somebody else saved: both are shown, neither is lost. `typed` stands in the
    form in place of the draft, written on version `base`.
    """
    sends = sheet.writing is not None and mention.buried_as is None and not sheet.refusal
    version, current = (reply.version, reply.text) if reply else (0, "")
    written_on = version if base is None else base
    initial = current if typed is None else typed
    blocks = [
        *windows.head(mention, sheet.source),
        *windows.post(mention, windows.POST_SHOWN),
        *sheet.extra,
        *_said(sheet.said, mention),
        *(_last_said(sheet.to) if sheet.to else []),
        *([text.section(_by_hand(sheet.refusal, sheet.to or mention.post))] if sheet.refusal else []),
        *_who(reply, sheet, written_on),
        *(_conflict(reply, mine) if reply and mine else []),
        *_tools(mention, sheet, turn),
        _input(block_of(written_on, turn), mine or initial, _hint(sheet.source, sheet.writing)),
        *(leaving.choices(sheet.source, sheet.undo, may_send=sheet.may_send, own=_own(sheet, user)) if sends else []),
    ]
    carried = _carry(mention, written_on, sheet.writing, sheet.to, turn)
    submit = ("Save or send" if sheet.may_send else "Save or propose") if sends else "Save draft"
    view = modals.modal("Draft reply", blocks, submit=submit, callback="draft", metadata=carried)
    return view | {"notify_on_close": True}


def carried(metadata: str) -> Carried:
    """Return what the form carries."""
    found = json.loads(metadata)
    kept: Mapping[str, object] = found["writing"]
    words_of = {**{name: kept[name] for name in MEASURES}, "counted": Counted(str(kept["counted"]))}
    return Carried(
        mention=int(found["mention"]),
        version=int(found["version"]),
        writing=Writing(**words_of),  # type: ignore[arg-type]
        handle=str(found["handle"]),
        turn=int(found.get("turn", 0)),
    )


def too_long(taken: int, writing: Writing) -> str:
    """Return how a text is longer than its platform takes."""
    unit = UNIT[writing.counted]
    return f"That is {taken:,} {unit}; at most {writing.limit:,} fit. Please shorten it."


def open_gaps(gaps: Sequence[str]) -> str:
    """Return which gaps of a saved reply are open: the text goes nowhere before they are filled in."""
    named = text.joined((f"{{{gap}}}" for gap in gaps), ", ")
    return text.cut(f"Fill in {named} first, or take it out: a text with an open gap is never sent.", 300)


def not_sent(mention: Mention, reason: str) -> str:
    """Return why a text was saved but does not go out."""
    why = words.buried(mention) or reason
    return f"The text is saved, but it does not go out. {why}"


def _own(sheet: Sheet, user: str) -> bool:
    return any(proposal.by == user for proposal in sheet.asking)


def _input(block: str, initial: str, hint: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": LONGEST_INPUT,
        **({"initial_value": text.cut(initial, LONGEST_INPUT)} if initial else {}),
    }
    label, said = text.plain("Your answer"), text.plain(hint, HINT)
    return {"type": "input", "block_id": block, "label": label, "hint": said, "element": element}


def _tools(mention: Mention, sheet: Sheet, turn: int) -> list[Block]:
    """Return what puts a text into the form: a saved reply, or one that was saved before."""
    elements: list[Block] = []
    if sheet.saved_replies:
        options = [
            {"text": text.plain(saved.name), "value": f"{mention.id}:{saved.id}"} for saved in sheet.saved_replies[:100]
        ]
        choose = {"type": "static_select", "action_id": "saved_reply", "placeholder": text.plain("Saved replies …")}
        elements.append(choose | {"options": options})
    if sheet.kept:
        elements.append(text.button(f"Earlier versions ({sheet.kept})", "versions", mention.id))
    return [{"type": "actions", "block_id": f"tools_{turn}", "elements": elements}] if elements else []


def _said(said: Sequence[Said], mention: Mention) -> list[Block]:
    language = LANGUAGES.get(mention.post.language.partition("-")[0], "")
    lines = [
        f"{text.person(one.person) if one.person else '*' + (text.short(one.author, 60) or 'somebody') + '*'}, "
        f"{text.at(one.at)}: {text.short(one.text, SAID_SHOWN) or '(no text)'}"
        for one in said[-TURNS_SHOWN:]
    ]
    left = len(said) - len(lines)
    title = f"*The conversation so far* ({left} earlier)" if left else "*The conversation so far*"
    return [
        *text.paragraphs([title, *lines] if lines else []),
        *([text.context(f"They write in {language}.")] if language else []),
    ]


def _carry(mention: Mention, version: int, writing: Writing | None, to: Post | None, turn: int) -> str:
    kept = writing or Writing(limit=LONGEST_INPUT)
    handle = (to or mention.post).author.handle
    shape = {
        "mention": mention.id,
        "version": version,
        "writing": {name: asdict(kept)[name] for name in MEASURES},
        "handle": handle[:200],
        "turn": turn,
    }
    return json.dumps(shape)


def _hint(source: str, writing: Writing | None) -> str:
    if writing is None:
        return "Nothing is sent from here: post it, then press “I posted it”."
    taken = f"{text.cut(text.one_line(source), 60)} takes at most {writing.limit:,} {UNIT[writing.counted]}"
    link = f"; any link counts as {writing.link}" if writing.link is not None else ""
    whom = "; the @handle is put in front, and counts" if writing.addressed else ""
    return f"{taken}{link}{whom}. {writing.note}"


def _by_hand(refusal: str, post: Post) -> str:
    address = text.link(post.url, "open the post") if text.web_address(post.url) else "open the post"
    return f"✋ {refusal} Save your answer here, copy it, {address}, post it there, then press *I posted it*."


def _last_said(to: Post) -> list[Block]:
    shown = text.cut(text.clean(to.text), windows.POST_SHOWN)
    return [text.section("You answer what they said last:"), text.quote(text.leaf(shown or "(no text)"))]


def _who(reply: Reply | None, sheet: Sheet, base: int) -> list[Block]:
    """Return whose draft this is, who else has it open, and what asks to be approved."""
    lines = [f"✍️ {text.person(who)} has this draft open since {text.clock(at)}." for who, at in sheet.others.items()]
    if reply is not None and reply.version and reply.text:
        lines.append(f"Shared draft, last saved by {text.person(reply.by)}, {text.at(reply.updated_at)}")
        if reply.version > base:
            lines.append("⚠️ That was saved while you write; when you save, both texts are shown and neither is lost.")
    lines += [
        f"🙋 Version {asks.version.version} by {text.person(asks.version.by)} asks to be approved; it stays as it is."
        for asks in sheet.asking
    ]
    return [text.context(*lines[:10])] if lines else []


def _conflict(reply: Reply, mine: str) -> list[Block]:
    return [
        text.section(f"⚠️ {text.person(reply.by)} saved another text while you wrote. Theirs is the draft now:"),
        text.quote(text.leaf(text.cut(reply.text, LONGEST_INPUT))),
        text.section("Yours is below. Saving it again puts it in place of theirs; both stay in the history."),
        *([] if len(mine) <= LONGEST_INPUT else [text.quote(text.leaf(text.cut(mine, windows.LEAF * 2)))]),
    ]

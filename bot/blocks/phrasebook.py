"""Saved replies in Slack: the list of a team's, and the form that keeps one."""

from collections.abc import Mapping, Sequence

from bot.blocks import drafting, modals, text
from bot.blocks.message import Block, Message
from storage.records import SavedReply, SourceFacts

FORM, TITLE = "saved_reply_form", "Saved reply"
LONGEST_NAME = 60
ANY = "any"
HOW = (
    "Gaps in braces are filled in the draft window: {name}, {handle}, {brand} and {post} by themselves, others by you. "
    "A text with an open gap is never sent."
)
EMPTY = "No saved replies yet. Add what your team answers again and again; it is offered in the draft window."


def listed(saved: Sequence[SavedReply], titles: Mapping[str, str]) -> Message:
    """Return every saved reply with its buttons."""
    add = {"type": "actions", "elements": [text.button("Add a saved reply", "saved_reply_add", "add", style="primary")]}
    if not saved:
        return Message(text=EMPTY, blocks=[text.section(EMPTY), text.context(HOW), add])
    title = f"*Saved replies: {len(saved)}*"
    blocks = [text.section(title), *(_entry(one, titles) for one in saved), text.context(HOW), add]
    return Message(text=f"{title}\n" + "\n".join(text.short(one.name, LONGEST_NAME) for one in saved), blocks=blocks)


def form(saved: SavedReply | None, sources: Sequence[SourceFacts]) -> Block:
    """Return the form, filled in with one that is there."""
    now = saved or SavedReply(name="", text="")
    languages = [(ANY, "Any language"), *sorted(drafting.LANGUAGES.items(), key=lambda each: each[1])]
    places = [(ANY, "Everywhere"), *((each.name, each.title) for each in sources[:98])]
    blocks = [
        modals.question("name", "Name", _line(now.name), "What your team looks for, such as “Where is my order?”"),
        modals.question("text", "Text", _lines(now.text), HOW),
        modals.question("language", "For posts in", _choice(languages, now.language)),
        modals.question("source", "For posts on", _choice(places, now.source)),
    ]
    return modals.modal(TITLE, blocks, submit="Save", callback=FORM, metadata=str(now.id))


def _entry(saved: SavedReply, titles: Mapping[str, str]) -> Block:
    language = drafting.LANGUAGES.get(saved.language, saved.language)
    where = text.joined((language, titles.get(saved.source, saved.source)))
    said = f"*{text.short(saved.name, LONGEST_NAME)}*" + (f" ({text.escape(where)})" if where else "")
    section = text.section(f"{said}\n{text.short(saved.text, 300)}")
    options = [
        {"text": text.plain("Edit …"), "value": f"{saved.id}:edit"},
        {"text": text.plain("Remove"), "value": f"{saved.id}:remove"},
    ]
    return section | {"accessory": {"type": "overflow", "action_id": "saved_reply_menu", "options": options}}


def _line(value: str) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": LONGEST_NAME}
    return element | ({"initial_value": text.cut(value, LONGEST_NAME)} if value else {})


def _lines(value: str) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": drafting.LONGEST_INPUT}
    return element | ({"initial_value": value} if value else {})


def _choice(known: Sequence[tuple[str, str]], value: str) -> Block:
    options = [{"text": text.plain(label), "value": name} for name, label in known]
    chosen = next((option for option in options if option["value"] == value), options[0])
    return {"type": "static_select", "options": options, "initial_option": chosen}

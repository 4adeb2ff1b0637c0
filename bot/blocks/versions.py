"""Every text an answer ever had, to be read and taken up again."""

from collections.abc import Sequence

from bot.blocks import modals, text, windows
from bot.blocks.message import Block
from storage.records import Mention, Version

SHOWN = 20  # a window holds a hundred blocks
LONGEST = 2900


def window(metadata: str, mention: Mention, versions: Sequence[Version], *, source: str, aside: int = 0) -> Block:
    """Return the list, newest first; `metadata` is the draft form's, `aside` the text that was being written."""
    blocks: list[Block] = [*windows.head(mention, source)]
    for version in versions[:SHOWN]:
        label = "Go on with this" if version.id == aside else "Take this up"
        blocks += [
            text.context(text.joined((_name(version, aside), f"by {text.person(version.by)}", text.at(version.at)))),
            text.quote(text.leaf(text.cut(version.text, LONGEST) or "(no text)")),
            {
                "type": "actions",
                "block_id": f"version_{version.id}",
                "elements": [text.button(label, "take_up", f"{mention.id}:{version.id}")],
            },
        ]
    if len(versions) > SHOWN:
        blocks.append(text.context(f"and {len(versions) - SHOWN} earlier ones"))
    back = text.button("Back to the draft", "take_up", f"{mention.id}:{aside}")
    blocks.append({"type": "actions", "block_id": "back", "elements": [back]})
    return modals.modal("Earlier versions", blocks) | {"private_metadata": metadata}


def _name(version: Version, aside: int) -> str:
    if version.id == aside:
        return "*What you were writing*"
    return f"*Version {version.version}*" if version.version is not None else "*Written at the same time*"

"""What is said in Slack: blocks for the eye, and always a text for notifications and screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]  # Block Kit JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `text` is Slack markup, already safe; no blocks means that the text is the message.

    `simpler` are the blocks to fall back on where Slack refuses the first ones (a chart, say). What is `only_in_place`
    changes a message that stands, and is never posted where there is none.
    """

    text: str
    blocks: Sequence[Block] = ()
    simpler: Sequence[Block] = ()
    only_in_place: bool = False

    def __post_init__(self) -> None:
        """Refuse a message that a screen reader would pass over in silence."""
        if not self.text.strip():
            message = "a message needs its text"
            raise ValueError(message)

"""Pieces of Block Kit that are right, for tests to use or to break."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def section(text: str = "Hello") -> Json:
    """A section of markup."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str = "claim", text: str = "Claim") -> Json:
    """A row with one button."""
    return {"type": "actions", "elements": [{"type": "button", "action_id": action_id, "text": plain(text)}]}


def text_input(block_id: str = "reply", **element: object) -> Json:
    """An input for text."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Reply"),
        "element": {"type": "plain_text_input", "action_id": "text", **element},
    }


def modal(*blocks: Json, title: str = "Draft", **more: object) -> Json:
    """A modal with a submit button."""
    return {"type": "modal", "title": plain(title), "submit": plain("Send"), "blocks": list(blocks), **more}

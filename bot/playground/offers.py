"""What the app offers to people: its slash commands, its shortcuts, and whether one can write to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Hints = Sequence[tuple[str, str]]  # what can be written after a command, and what for


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One slash command; `escapes` says whether Slack writes people, channels and links in it as references."""

    name: str
    description: str = ""
    usage_hint: str = ""
    escapes: bool = True
    hints: Hints = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """One shortcut: `global`, in the menu of the composer, or `message`, in the menu of every message."""

    kind: str
    callback_id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Everything together; `can_be_written_to` opens the composer in the app's direct messages."""

    commands: Sequence[Command] = (Command(name="/earshot"),)
    shortcuts: Sequence[Shortcut] = ()
    can_be_written_to: bool = True

    @property
    def escaping(self) -> dict[str, bool]:
        """Each command's name, and whether it escapes."""
        return {command.name: command.escapes for command in self.commands}


def from_manifest(manifest: Mapping[str, Any], hints: Mapping[str, Hints] | None = None) -> Offers:
    """What the manifest of an app says; `hints` by command."""
    features = manifest["features"]
    return Offers(
        commands=[
            Command(
                name=said["command"],
                description=said["description"],
                usage_hint=said.get("usage_hint", ""),
                escapes=said.get("should_escape", False),
                hints=(hints or {}).get(said["command"], ()),
            )
            for said in features.get("slash_commands", [])
        ],
        shortcuts=[
            Shortcut(
                kind=said["type"],
                callback_id=said["callback_id"],
                name=said["name"],
                description=said["description"],
            )
            for said in features.get("shortcuts", [])
        ],
        can_be_written_to=not features.get("app_home", {}).get("messages_tab_read_only_enabled", False),
    )

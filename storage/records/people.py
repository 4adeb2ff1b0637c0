"""Who of the team may do what."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Role(IntEnum):
    """What a person may do; each may all that those before it may."""

    VIEWER = 1
    RESPONDER = 2
    APPROVER = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """How it is written, in Slack and in the memory."""
        return self.name.lower()


EVERYBODY_ELSE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or a user group of Slack that was given a role, by whom and when."""

    who: str
    role: Role
    by: str
    at: datetime

    @property
    def is_group(self) -> bool:
        """Whether it is a user group."""
        return self.who.startswith("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """Who is what in a workspace: those named, and `others`, who are not. `is_set` once anybody was given a role."""

    named: tuple[Named, ...] = ()
    others: Role = Role.APPROVER
    is_set: bool = False

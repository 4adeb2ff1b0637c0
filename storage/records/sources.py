"""What the bot is told of a source, and the credentials entered for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.records.answers import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the bot needs to know of a source: its title for people, how answers may be (None: by hand only).

    `secrets` are the credentials it takes, name and what to tell people, `settings` what else it can be told;
    `base_url` is where it asks unless told otherwise in Slack. `moderates` says that spam can be marked there.
    """

    name: str
    title: str
    writing: Writing | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""
    moderates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """That a credential was entered for a source: where it counts, by whom and when. What it is stays locked."""

    source: str
    place: str
    by: str
    at: datetime

"""What can go wrong while listening, named by what to do next.

Trouble                 any of them; its text is one plain sentence for people, without secrets
├── Later               the place is busy or unreachable: ask again (`after`, if it said when)
│   └── CapReached      we may not ask: it could cost more than the operator allows until `after`
├── Never               this ask will not work as it stands: gone, forbidden address, wrong settings
├── SourceChanged       it answered, but not in the shape it documents: keep the cursor, tell someone
└── NeedsKey            it wants credentials, or refused the ones it was given
"""

from datetime import timedelta


class Trouble(Exception):
    """A listener could not hear; str() is one sentence for people that says what to do."""


class Later(Trouble):
    """Ask again later; `after` is how long the place asked us to wait.

    `maybe_done` says that the place may have done what we asked, though it did not say so.
    """

    def __init__(self, message: str, *, after: timedelta | None = None, maybe_done: bool = False) -> None:
        """Keep what the place said about when to come back, and whether our words reached it."""
        super().__init__(message)
        self.after = after
        self.maybe_done = maybe_done


class CapReached(Later):
    """Asking could use up more than a cap allows; it did not leave."""


class Never(Trouble):
    """Asking again will not help until somebody changes something."""


class SourceChanged(Trouble):
    """The answer is not what the source documents."""


class NeedsKey(Trouble):
    """Credentials are missing or were refused."""

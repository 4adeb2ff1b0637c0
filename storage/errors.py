"""What can go wrong with the memory and the settings, named by what to do next.

MemoryTrouble           any of them; its text is one plain line
├── NeedsUpgrade        the database is older than the code: run `python -m storage upgrade`
├── TooNew              the database is newer than the code: install the newer Earshot
├── AlreadyRunning      another copy of this program holds the lock
└── WatchRefused        a watch file or form says something that cannot be stored
SettingsFault           the environment or `.env` says something that cannot be used
"""


class MemoryTrouble(Exception):
    """The memory cannot be used as asked; str() is one plain line that says what to do."""


class NeedsUpgrade(MemoryTrouble):
    """The database is older than the code."""


class TooNew(MemoryTrouble):
    """The database is newer than the code."""


class AlreadyRunning(MemoryTrouble):
    """Another copy of this program is at work on this database."""


class WatchRefused(MemoryTrouble):
    """A watch cannot be stored as it was given."""


class SettingsFault(Exception):
    """The settings cannot be used; str() is one line that names every fault."""

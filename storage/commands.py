"""How every `python -m …` of ours ends when it cannot go on: one line that says what to do, and an honest exit code.

0 done, 1 failed while running, 2 wrong use or configuration, 130 stopped by Ctrl-C. Never a traceback, except for a
fault of our own, which a report needs whole.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from storage.errors import MemoryTrouble, SettingsFault

FAILED, WRONG_USE, STOPPED = 1, 2, 130


class WrongUse(Exception):
    """The command or its configuration cannot work as given; str() is one line that says what to mend."""


class Failed(Exception):
    """The command could not finish; str() is one line that says what to do."""


def run(app: typer.Typer, *, name: str, args: Sequence[str] | None = None) -> NoReturn:
    """Run a program called `name` and leave with its exit code; every known trouble becomes one line on stderr."""
    sys.exit(_run(app, name, args))


def _run(app: typer.Typer, name: str, args: Sequence[str] | None) -> int:
    try:
        code = app(args, prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output left, which is its good right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    except TyperException as error:
        return _say(f"{error.format_message().rstrip('.')}; see `{name} --help`", WRONG_USE)
    except (WrongUse, SettingsFault, MemoryTrouble) as error:
        return _say(str(error), WRONG_USE)
    except Failed as error:
        return _say(str(error), FAILED)
    return code if isinstance(code, int) else 0


def _say(trouble: str, code: int) -> int:
    print(f"error: {' '.join(trouble.split())}", file=sys.stderr)  # noqa: T201  the one line a person reads
    return code

"""`.env` as `init` keeps it: what stands there stays, tokens are readable by their owner alone, never half a file."""

import os
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from tempfile import mkstemp

from dotenv import dotenv_values
from dotenv.parser import parse_stream

HEAD = "# Written by `python -m bot init`; `.env.example` tells each key's story.\n"
PLAIN = re.compile(r"[\w.:/@+%=?&~-]*", re.ASCII)


def read(path: Path) -> str:
    """Return the file's text with its line ends as they are, nothing where there is no file."""
    return path.read_bytes().decode() if path.exists() else ""


def values(text: str) -> Mapping[str, str]:
    """Return what a text sets."""
    return {key: value or "" for key, value in dotenv_values(stream=StringIO(text)).items()}


def merged(text: str, changes: Mapping[str, str]) -> str:
    """Return the text with the changes in the places of their keys, new keys at its end, and all else as it was."""
    left = dict(changes)
    parts: list[str] = []
    for binding in parse_stream(StringIO(text)):
        if binding.key not in changes:
            parts.append(binding.original.string)
        elif binding.key in left:
            parts.append(_before(binding.original.string) + _line(binding.key, left.pop(binding.key)))
    body = "".join(parts)
    if body and not body.endswith("\n"):
        body += "\n"
    return (body or HEAD) + "".join(_line(key, value) for key, value in left.items() if value)


def write(path: Path, text: str) -> None:
    """Put the text in the file's place in one step, readable by its owner alone."""
    target = path.resolve()  # a link stays a link
    descriptor, name = mkstemp(dir=target.parent, prefix=".env.")  # made with 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _before(original: str) -> str:
    """Return the empty lines that stand above a setting."""
    return original[: len(original) - len(original.lstrip())]


def _line(key: str, value: str) -> str:
    if PLAIN.fullmatch(value):
        return f"{key}={value}\n"
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{key}='{escaped}'\n"

"""Questions on a terminal: what is asked hidden never shows, and Ctrl-C leaves at any of them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from storage.commands import WrongUse


def need_terminal() -> None:
    """Refuse to ask where nobody could answer, or where what is hidden could show."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = (
            "init asks questions and hides what you paste, so it needs a terminal; without one, copy .env.example to "
            ".env, fill it in, and run `python -m bot check`"
        )
        raise WrongUse(message)


def say(words: str = "") -> None:
    """Tell something."""
    typer.echo(words)


def head(words: str) -> None:
    """Begin a step."""
    typer.echo(f"\n{typer.style(words, bold=True)}")


def good(words: str) -> None:
    """Tell what went well."""
    typer.echo(f"{typer.style('✓', fg='green')} {words}")


def bad(words: str) -> None:
    """Tell what has to be done differently."""
    typer.echo(f"{typer.style('✗', fg='red')} {words}")


def ask(question: str, default: str = "") -> str:
    """Ask for a line; Enter takes the default."""
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


def hidden(question: str) -> str:
    """Ask for a line that does not show while it is entered; may be empty."""
    return str(typer.prompt(f"{question} (hidden)", default="", show_default=False, hide_input=True))


def agree(question: str, *, default: bool) -> bool:
    """Ask for yes or no; Enter takes the default."""
    return typer.confirm(question, default=default)


@contextmanager
def stopping(words: str) -> Iterator[None]:
    """Tell, when somebody stops in here with Ctrl-C, how things stand."""
    try:
        yield
    except (KeyboardInterrupt, typer.Abort):
        say(f"\nStopped. {words}")
        raise

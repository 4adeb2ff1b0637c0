"""The edge of every command: one line, an honest exit code."""

from collections.abc import Callable

import pytest
import typer

from storage import commands
from storage.errors import MemoryTrouble, SettingsFault

NAME = "python -m earshot"


def ended(body: Callable[[], None], *args: str) -> int:
    """Run a program of one command and return its exit code."""
    app = typer.Typer(add_completion=False)
    app.command("go")(body)
    app.callback()(lambda: None)
    with pytest.raises(SystemExit) as left:
        commands.run(app, name=NAME, args=args)
    return int(str(left.value.code))


def raising(error: BaseException) -> Callable[[], None]:
    """Return a command that ends with an error."""

    def body() -> None:
        raise error

    return body


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (commands.WrongUse("a\nb"), 2),
        (SettingsFault("a b"), 2),
        (MemoryTrouble("a b"), 2),
        (commands.Failed("a b"), 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_known_trouble_is_one_line_and_its_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback; 2 for what the operator can mend before starting again, 1 for the rest."""
    assert ended(raising(error), "go") == code
    assert capsys.readouterr().err == "error: a b\n"


@pytest.mark.parametrize("wrong", [["fly"], ["go", "--far"], ["go", "away"]], ids=str)
def test_wrong_use_is_one_line_that_names_the_help(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and where to read on."""
    code = ended(lambda: None, *wrong)

    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    assert said.endswith(f"see `{NAME} --help`\n")


def test_ctrl_c_and_a_command_that_ends_by_itself_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """130 as the shell expects, 0 for done, the command's own code otherwise."""
    assert ended(raising(KeyboardInterrupt()), "go") == 130
    assert ended(lambda: None, "go") == 0
    assert ended(raising(typer.Exit(7)), "go") == 7
    assert capsys.readouterr().err == ""


def test_our_own_fault_keeps_its_traceback() -> None:
    """What nobody foresaw is reported whole."""
    with pytest.raises(ZeroDivisionError):
        ended(raising(ZeroDivisionError()), "go")

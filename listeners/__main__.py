"""`python -m listeners`: the listening side's commands. Each loads only what it needs, so that each starts fast."""

import gc
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from storage import commands

# Hardly anything of a scored post points back at itself: to look for such rings as often as usual costs a twentieth.
_SELDOM = (100_000, 20, 100)

app = typer.Typer(
    help="Earshot's ears: they listen to the web.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def listen(context: typer.Context) -> None:
    """Earshot's ears: they listen to the web. Without a command: listen until stopped."""
    if context.invoked_subcommand is None:
        from listeners import running  # noqa: PLC0415 - as the module says

        running.forever()


@app.command()
def run(
    *, once: Annotated[bool, typer.Option("--once", help="Ask every due listener once, then end.")] = False
) -> None:
    """Listen until stopped, or once."""
    from listeners import running  # noqa: PLC0415 - as the module says

    running.once() if once else running.forever()


@app.command()
def check(*, as_json: Annotated[bool, typer.Option("--json", help="As JSON Lines, for programs.")] = False) -> None:
    """Ask every place the watches listen to, store nothing, and say how it went, a line each."""
    from listeners import running  # noqa: PLC0415 - as the module says

    for told in running.check():
        typer.echo(told.as_json() if as_json else told.as_text())


@app.command()
def connect(
    source: Annotated[str, typer.Argument(help="The source whose credentials are tried.", metavar="SOURCE")],
) -> None:
    """Ask a source once with the credentials of the environment, and keep what signing in brings."""
    from listeners import running  # noqa: PLC0415 - as the module says

    untried = running.connect(source)
    typer.echo(f"not tried: {untried}" if untried else "let in")


@app.command("try")
def try_source(
    source: Annotated[str, typer.Argument(help="The source to listen to (see `sources`).", metavar="SOURCE")],
    *,
    query: Annotated[str, typer.Option(help="What to listen for; everything if left out.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="A setting of the source; may be repeated.", metavar="KEY=VALUE")
    ] = None,
    since: Annotated[str, typer.Option(help="Nothing older than this moment.", metavar="ISO")] = "",
    limit: Annotated[int | None, typer.Option(help="At most so many posts.", min=0, metavar="N")] = None,
) -> None:
    """Print what a source says right now, as JSON Lines, one post a line."""
    from listeners.reader import Reader  # noqa: PLC0415 - the child that reads starts beside the other imports

    with Reader(children=1) as reader:
        reader.warm()
        from listeners import trying  # noqa: PLC0415 - as the module says

        for line in trying.lines(reader, source, query, settings or (), since=since, limit=limit):
            typer.echo(line)


# A query may start with "-word", which is no option.
@app.command("match", context_settings={"ignore_unknown_options": True})
def match_posts(query: Annotated[str, typer.Argument(help="What to listen for.", metavar="QUERY")]) -> None:
    """Read posts as JSON Lines and print those that match, each with the terms found."""
    from listeners import lines  # noqa: PLC0415 - as the module says

    _answer(lines.matching(query, sys.stdin.buffer, partial(datetime.now, UTC)))


@app.command("score")
def score_posts() -> None:
    """Read posts as JSON Lines and print how urgent each is and why, a line for a line."""
    from listeners import lines  # noqa: PLC0415 - as the module says

    gc.set_threshold(*_SELDOM)
    _answer(lines.scored(sys.stdin.buffer, partial(datetime.now, UTC)))


@app.command()
def train(
    folder: Annotated[Path, typer.Argument(help="The open pack, a folder for each set.", metavar="DIR")],
    *,
    out: Annotated[
        Path | None, typer.Option(help="Where the weights are written; where they are shipped from otherwise.")
    ] = None,
    new_pack: Annotated[
        bool, typer.Option("--new-pack", help="Train although the pack is not the one the model here was trained on.")
    ] = False,
) -> None:
    """Learn the weights of the urgency model anew from the open pack and our examples (needs the dev extra)."""
    from listeners.training import making  # noqa: PLC0415 - as the module says

    try:
        made = making.make(
            folder, lambda step: typer.echo(step, err=True) if sys.stderr.isatty() else None, new_pack=new_pack
        )
    except ValueError as error:
        raise commands.WrongUse(str(error)) from error
    making.write(made, out or making.FOLDER)
    typer.echo(f"{len(made.weights):,} bytes of weights, with model.json and MODEL.md, in {out or making.FOLDER}")


@app.command("evaluate")
def evaluate_urgency(
    folder: Annotated[
        Path, typer.Argument(help="Labelled sets: CSV, TSV or JSON Lines; or the open pack.", metavar="DIR")
    ],
    *,
    rounds: Annotated[int, typer.Option(help="Draws for each interval.", min=0, metavar="N")] = 200,
    seed: Annotated[int, typer.Option(help="Of all chance in it.", metavar="N")] = 7,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Of the open pack: judge with the shipped weights, train none.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object, for programs.")] = False,
) -> None:
    """Print how well posts are judged, beside VADER and chance, with what chance leaves of each figure."""
    from listeners import evaluating  # noqa: PLC0415 - as the module says

    typer.echo(evaluating.told(folder, rounds=rounds, seed=seed, as_json=as_json, shipped=shipped))


def _answer(answers: Iterable[str]) -> None:
    """Print each answer as soon as it is there, in UTF-8 wherever we run."""
    for answer in answers:
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


@app.command()
def sources(
    *, as_json: Annotated[bool, typer.Option("--json", help="As one JSON array, for programs.")] = False
) -> None:
    """List the sources that can be listened to, and what each can be told."""
    from listeners import trying  # noqa: PLC0415 - as the module says

    typer.echo(trying.sources(as_json=as_json))


if __name__ == "__main__":
    commands.run(app, name="python -m listeners")

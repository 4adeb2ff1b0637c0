"""`python -m bot`: the side of Earshot that speaks with Slack."""

import os
import signal
from pathlib import Path
from threading import Event, Timer
from types import FrameType
from typing import Annotated

import typer

from bot import check as checking, manifest as manifests, report
from bot.app import FINISH_WITHIN, Bot, now_utc
from bot.needs import refuse_missing
from storage import commands, logs
from storage.database import Store
from storage.settings import Settings

app = typer.Typer(
    help="Earshot's Slack side. Without a command it runs: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Earshot's Slack side. Without a command it runs: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT."""
    if context.invoked_subcommand is None:
        run(Settings.read())


def run(settings: Settings) -> None:
    """Run until asked to stop (Ctrl-C, SIGTERM); finishes within ten seconds."""
    refuse_missing(settings)
    logs.start(settings)
    with Store(settings.database_url.get_secret_value()) as store:
        bot, ended = Bot(settings, store), Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            ended.set()
            bot.give_up()

        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, end)
        try:
            bot.start()
            ended.wait()
        finally:
            hurry = Timer(FINISH_WITHIN.total_seconds(), os._exit, args=(0,))  # leases left behind run out
            hurry.daemon = True
            hurry.start()
            bot.stop()
            hurry.cancel()


@app.command()
def check() -> None:
    """Look whether everything is there: settings, tokens, scopes, channels, memory, sources. Exit 1 where not."""
    settings = Settings.read()
    logs.start(settings.model_copy(update={"log_level": "ERROR"}))
    is_well = True
    for finding in checking.everything(settings):
        typer.echo(finding.line())
        is_well = is_well and finding.ok
    raise typer.Exit(0 if is_well else commands.FAILED)


@app.command()
def manifest(*, yaml: Annotated[bool, typer.Option("--yaml", help="As YAML instead of JSON.")] = False) -> None:
    """Print what Slack must know of the app: paste it at api.slack.com/apps, "From a manifest"."""
    typer.echo(manifests.as_yaml() if yaml else manifests.as_json())


@app.command()
def digest(
    *,
    watch: Annotated[str, typer.Option(help="One watch; all where left out.", metavar="NAME")] = "",
    day: Annotated[str, typer.Option(help="A day; today where left out.", metavar="YYYY-MM-DD")] = "",
    week: Annotated[str, typer.Option(help="A week.", metavar="YYYY-Www")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object, for programs.")] = False,
) -> None:
    """Print what was said in a day or week, who waits, how fast we answered, and what was not heard."""
    url = Settings.read().database_url.get_secret_value()
    typer.echo(report.run(url, watch=watch, day=day, week=week, as_json=as_json, now=now_utc()))


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(help="Where the stand-in for Slack listens; 0: any free port.", min=0)] = 0,
    speed: Annotated[float, typer.Option(help="How many times as fast the town lives.", min=0.1)] = 1.0,
    keep: Annotated[Path | None, typer.Option(help="Keep the memory in this folder.", metavar="DIR")] = None,
) -> None:
    """Show the whole loop without Slack and without keys: a stand-in, a small web, both programs, cards here."""
    from bot import demo as playing  # noqa: PLC0415  the stand-in is not loaded where Slack is real

    playing.play(port=port, speed=speed, keep=keep)


if __name__ == "__main__":
    commands.run(app, name="python -m bot")

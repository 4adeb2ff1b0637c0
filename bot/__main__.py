"""`python -m bot`: the side of Earshot that speaks with Slack."""

import os
import signal
from threading import Event, Timer
from types import FrameType
from typing import Annotated

import typer

from bot import report
from bot.app import FINISH_WITHIN, Bot, now_utc
from storage import commands, logs
from storage.commands import WrongUse
from storage.database import Store
from storage.settings import Settings

app = typer.Typer(
    help="Earshot's Slack side. Without a command it runs: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)

WHERE = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…): api.slack.com/apps, your app, OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token (xapp-…) with connections:write: Basic Information, App-Level Tokens",
    "SLACK_SIGNING_SECRET": "where there is no SLACK_APP_TOKEN: Basic Information, App Credentials",
}


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Run, where no command says otherwise."""
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


def refuse_missing(settings: Settings) -> None:
    """Name every setting that is missing, with where to get it, in one message."""
    has = {name: bool(getattr(settings, name.lower()).get_secret_value()) for name in WHERE}
    if not has["SLACK_APP_TOKEN"] and not has["SLACK_SIGNING_SECRET"]:
        missing = [name for name in WHERE if not has[name]]
    else:
        missing = [] if has["SLACK_BOT_TOKEN"] else ["SLACK_BOT_TOKEN"]
    if missing:
        named = "; ".join(f"{name}: {WHERE[name]}" for name in missing)
        message = f"set in the environment or .env: {named}. `python -m bot demo` needs none of them"
        raise WrongUse(message)


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


if __name__ == "__main__":
    commands.run(app, name="python -m bot")

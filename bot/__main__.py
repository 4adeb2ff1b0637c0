"""`python -m bot`: the side of Earshot that speaks with Slack. Each command loads only what it needs, to start fast."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from storage import commands

app = typer.Typer(
    help="Earshot's Slack side. Without a command it runs: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Earshot's Slack side. Without a command it runs: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT."""
    if context.invoked_subcommand is None:
        from bot import running  # noqa: PLC0415 - as the module says
        from storage.settings import Settings  # noqa: PLC0415

        running.forever(Settings.read())


@app.command()
def init() -> None:
    """Go live: make the Slack app, take and check its tokens, write .env, add the first watch, post a test card."""
    from bot import init as going  # noqa: PLC0415  a terminal's questions are loaded where they are asked

    going.run()


@app.command()
def check() -> None:
    """Look whether everything is there: settings, tokens, scopes, channels, memory, sources. Exit 1 where not."""
    from bot import check as checking  # noqa: PLC0415 - as the module says
    from storage import logs  # noqa: PLC0415
    from storage.settings import Settings  # noqa: PLC0415

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
    from bot import manifest as manifests  # noqa: PLC0415 - as the module says

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
    from bot import report  # noqa: PLC0415 - as the module says
    from storage.settings import Settings  # noqa: PLC0415

    url = Settings.read().database_url.get_secret_value()
    typer.echo(report.run(url, watch=watch, day=day, week=week, as_json=as_json, now=datetime.now(UTC)))


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(help="Where the page is; 0: any free port.", min=0, max=65535)] = 4100,
    watch: Annotated[str, typer.Option(help="Listen to the live web for this instead.", metavar="TERM")] = "",
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    speed: Annotated[float, typer.Option(help="How many times as fast the town lives.", min=0.1)] = 1.0,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the memory and the logs in this folder.", metavar="DIR")
    ] = None,
) -> None:
    """Show the whole loop in the browser, without Slack and without keys: the real programs in an invented town."""
    from bot import demo as playing  # noqa: PLC0415 - as the module says

    playing.play(port=port, term=watch.replace('"', " ").strip(), opens=not no_open, speed=speed, keep=keep)


if __name__ == "__main__":
    commands.run(app, name="python -m bot")

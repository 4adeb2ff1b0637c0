"""`python -m bot init`: from nothing to a test card in Slack, asked step by step, each answer checked at once.

Nothing is written before every token was accepted; a run that was stopped is taken up by the next one.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from bot import asking, envfile, firstwatch, manifest, tokens
from bot.app import now_utc
from bot.desk import Desk, client
from storage import logs, workspaces
from storage.commands import Failed, WrongUse
from storage.database import Store
from storage.settings import Settings
from storage.upgrade import ready

ENV = Path(".env")
NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="
BOT, APP, SECRET, KEY = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "EARSHOT_SECRET_KEY"
WITHOUT_SOCKETS = """\
  Without an app-level token Slack calls Earshot, which needs a public https address. In your app, turn Socket Mode off
  and enter https://your.host/slack/events at Event Subscriptions, Interactivity and Slash Commands."""
NEXT = """\
  uv run honcho start web worker     starts both programs: the one that speaks and the one that listens
  uv run python -m bot check         says whether everything is there, and what to do where it is not
  /earshot help                      in Slack: watches, digests, who waits for an answer"""


def link() -> str:
    """Return the address where Slack makes the app of our manifest."""
    return NEW_APP + quote(json.dumps(manifest.manifest(), separators=(",", ":")), safe="")


def run() -> None:
    """Ask, check, write `.env`, add the first watch, post a test card, and say what is next."""
    asking.need_terminal()
    settings, before = Settings.read(), _read()
    logs.start(settings.model_copy(update={"log_level": "ERROR"}))
    with asking.stopping("Nothing was written."):
        wanted, team = _tokens(settings, envfile.values(before), is_new=not before)
        if not settings.earshot_secret_key.get_secret_value():
            wanted |= {KEY: urlsafe_b64encode(secrets.token_bytes(32)).decode()}
        _keep(before, wanted)
    with asking.stopping(f"{ENV} is written; `python -m bot init` goes on from there."):
        _first_watch(_settings_with(wanted), team)
    asking.head("Earshot is set up. Next:")
    asking.say(NEXT)


def _read() -> str:
    try:
        return envfile.read(ENV)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{ENV} cannot be read: {error}; mend it or take it away") from error


# -- tokens


def _tokens(settings: Settings, held: Mapping[str, str], *, is_new: bool) -> tuple[dict[str, str], tokens.Seen]:
    """Return what to set, all of it accepted by Slack, and the workspace it opens."""
    if is_new or not held.get(BOT):
        asking.head("1. Make the Slack app")
        asking.say("  Open this link, choose your workspace, press Next and then Create:\n")
        asking.say(link())
    asking.head("2. Install it and copy the bot's token")
    asking.say(
        "  In your app: Install App, Install to Workspace, Allow. Then OAuth & Permissions, Bot User OAuth Token."
    )
    token, team = _bot(settings, held.get(BOT, ""))
    asking.head("3. Let it reach Slack")
    asking.say("  In your app: Basic Information, App-Level Tokens, Generate Token and Scopes, add connections:write.")
    return {BOT: token} | _way(settings, held, team), team


def _bot(settings: Settings, held: str) -> tuple[str, tokens.Seen]:
    """Ask until Slack takes the token, with every scope."""
    token = _held(BOT, held)
    while True:
        token = token or tokens.tidy(asking.hidden("  Bot token, xoxb-…"))
        if trouble := tokens.misfit(token, tokens.BOT):
            asking.bad(trouble)
            token = ""
            continue
        seen = tokens.of_bot(client(_with(settings, {BOT: token})))
        if seen.trouble:
            token = _again(seen, token)
        elif seen.missing:
            asking.bad(f"The token lacks {tokens.lacking(seen)}.")
            asking.say(f"  Give the app our manifest and install it again: {tokens.REINSTALL}.")
            token = tokens.tidy(asking.hidden("  Enter once it is reinstalled, or another token")) or token
        else:
            asking.good(f"Slack workspace {seen.team}, with every scope Earshot needs.")
            return token, seen


def _way(settings: Settings, held: Mapping[str, str], team: tokens.Seen) -> dict[str, str]:
    """Return how Slack and Earshot reach each other: a socket, or Slack's requests proven by a secret."""
    slack = client(settings)
    token = _held(APP, held.get(APP, ""))
    while True:
        token = token or tokens.tidy(asking.hidden("  App-level token, xapp-…; Enter alone: no socket, Slack calls us"))
        if not token:
            asking.say(WITHOUT_SOCKETS)
            return {APP: "", SECRET: _secret(held.get(SECRET, ""))}
        if trouble := tokens.misfit(token, tokens.APP):
            asking.bad(trouble)
            token = ""
            continue
        seen = tokens.of_app(slack, token, team)
        if not seen.trouble:
            asking.good("Slack opens a socket: no public address is needed.")
            return {APP: token}
        token = _again(seen, token)


def _secret(held: str) -> str:
    """Ask for what proves that a request is Slack's; Slack offers no way to try it."""
    secret = _held(SECRET, held)
    while True:
        secret = secret or tokens.tidy(asking.hidden("  Signing Secret, from Basic Information, App Credentials"))
        trouble = tokens.misfit(secret, "")
        if not trouble and tokens.SECRET.fullmatch(secret):
            return secret
        asking.bad(trouble or "A signing secret has 32 signs, 0-9 and a-f; this has not.")
        if not trouble and asking.agree("  Use it all the same?", default=False):
            return secret
        secret = ""


def _held(name: str, held: str) -> str:
    """Return what `.env` holds, if it may be used again."""
    return held if held and asking.agree(f"  {ENV} holds a {name}. Use it?", default=True) else ""


def _again(seen: tokens.Seen, token: str) -> str:
    """Tell a trouble; return the token where it is worth trying once more, nothing where another is asked for."""
    asking.bad(f"{seen.trouble}.")
    if not seen.is_away:
        return ""
    if not asking.agree("  Try again?", default=True):
        raise Failed("Slack was not reached, so nothing was written; run `python -m bot init` again when it is")
    return token


# -- .env


def _keep(before: str, wanted: Mapping[str, str]) -> None:
    """Write what is new; an existing file is changed only if somebody says so."""
    held = envfile.values(before)
    changes = {name: value for name, value in wanted.items() if value != held.get(name, "")}
    if not changes:
        asking.good(f"{ENV} says so already.")
        return
    names = ", ".join(changes)
    if before and not asking.agree(f"\n{ENV} exists. Set {names} in it? Its other lines stay.", default=False):
        raise Failed(f"nothing was written, {ENV} is as it was; `python -m bot init` asks again")
    try:
        envfile.write(ENV, envfile.merged(before, changes))
    except OSError as error:
        raise WrongUse(f"{ENV} cannot be written: {error.strerror}; nothing was changed") from error
    asking.good(f"Wrote {names} to {ENV}, readable by you alone.")


def _settings_with(wanted: Mapping[str, str]) -> Settings:
    """Return the settings as the programs will read them; what the environment says otherwise is told."""
    settings = Settings.read()
    for name, value in wanted.items():
        if getattr(settings, name.lower()).get_secret_value() != value:
            asking.bad(f"The environment sets {name} too, and wins over {ENV}: take it out of the environment.")
    return _with(settings, wanted)


def _with(settings: Settings, wanted: Mapping[str, str]) -> Settings:
    given = {name.lower(): value for name, value in wanted.items()}
    return Settings.model_validate(settings.model_dump() | given)


# -- the first watch


def _first_watch(settings: Settings, team: tokens.Seen) -> None:
    with Store(settings.database_url.get_secret_value()) as store:
        ready(store)
        workspaces.enter(store, team.team_id or workspaces.LOCAL, team.team)
        workspace = team.team_id or workspaces.LOCAL
        firstwatch.offer(
            Desk(store=store, workspace=workspace, settings=settings, clock=now_utc, slack=client(settings))
        )

"""Does Slack take the tokens we were given? Asked by `check` and by `init`; every trouble says what to do about it."""

import re
from dataclasses import dataclass

from slack_sdk import WebClient

from bot import manifest, slack_errors
from bot.slack_errors import Verdict

BOT, APP = "xoxb-", "xapp-"
NAMES = {
    BOT: "the Bot User OAuth Token (xoxb-…), which stands at OAuth & Permissions",
    APP: "an app-level token (xapp-…), which is made at Basic Information, App-Level Tokens",
    "xoxp-": "a user's token (xoxp-…), with which Earshot would speak as that person",
    "xoxe": "an app configuration token (xoxe…), which Earshot does not need",
}
PLAIN = re.compile(r"[A-Za-z0-9._-]+")
SECRET = re.compile(r"[0-9a-f]{32}")
REINSTALL = "api.slack.com/apps, your app, Install App: reinstall it with the manifest (python -m bot manifest)"
AWAY = "Slack cannot be reached; check the network and SLACK_API_URL"
BOT_CURE = "copy the Bot User OAuth Token (xoxb-…) anew from OAuth & Permissions"
APP_CURE = "make an app-level token (xapp-…) with connections:write at Basic Information; turn Socket Mode on"
TWO_APPS = "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are of two different apps; take both from the same one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What Slack says of a token: who it is, what it may do, or the `trouble`; `is_away` where Slack said nothing.

    `scopes` is None where Slack does not tell them; `app` is empty where it does not tell the app.
    """

    team_id: str = ""
    team: str = ""
    scopes: frozenset[str] | None = None
    app: str = ""
    trouble: str = ""
    is_away: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The scopes of the manifest that the token lacks."""
        return () if self.scopes is None else tuple(sorted(set(manifest.SCOPES) - self.scopes))


def tidy(pasted: str) -> str:
    """Return a token without what comes along when it is copied."""
    return pasted.strip().strip("\"'`").strip()


def misfit(token: str, wanted: str) -> str:
    """Tell why this cannot be the token wanted (`BOT`, `APP`, or "" for a secret), nothing where Slack must decide."""
    found = next((kind for kind in NAMES if token.startswith(kind)), "")
    asked_for = f" Asked for is {NAMES[wanted]}." if wanted else ""
    if not token:
        return f"Nothing was entered.{asked_for}"
    if found and found != wanted:
        return f"That is {NAMES[found]}.{asked_for}"
    if not PLAIN.fullmatch(token):
        return "There are signs in it that no token has; copy it whole, with Slack's Copy button."
    return ""


def of_bot(slack: WebClient) -> Seen:
    """Ask Slack who the bot is and what its token may do."""
    try:
        answer = slack.auth_test()
    except slack_errors.SLACK_TROUBLE as error:
        return refused(error, BOT_CURE)
    headers = {name.lower(): value for name, value in dict(answer.headers or {}).items()}
    return Seen(
        team_id=str(answer.get("team_id") or ""),
        team=str(answer.get("team") or ""),
        scopes=_scopes(headers.get("x-oauth-scopes")),
        app=_app_of(slack, str(answer.get("bot_id") or "")),
    )


def of_app(slack: WebClient, token: str, bot: Seen) -> Seen:
    """Ask Slack for a socket with an app-level token, and whether it is of the same app as the bot's."""
    try:
        slack.apps_connections_open(app_token=token)
    except slack_errors.SLACK_TROUBLE as error:
        return refused(error, APP_CURE)
    try:
        app = str(slack.auth_test(token=token).get("app_id") or "")
    except slack_errors.SLACK_TROUBLE:
        app = ""
    return Seen(app=app, trouble=TWO_APPS if app and bot.app and app != bot.app else "")


def lacking(seen: Seen) -> str:
    """Return the missing scopes, each with what it is for."""
    return "; ".join(f"{scope} ({manifest.SCOPES[scope]})" for scope in seen.missing)


def _app_of(slack: WebClient, bot_id: str) -> str:
    """Return the app of a bot, or nothing where Slack does not tell: a nicety, no need."""
    try:
        return str((slack.bots_info(bot=bot_id).get("bot") or {}).get("app_id") or "") if bot_id else ""
    except slack_errors.SLACK_TROUBLE:
        return ""


def _scopes(told: object) -> frozenset[str] | None:
    if not told:
        return None
    said = told[0] if isinstance(told, list) else told
    return frozenset(scope.strip() for scope in str(said).split(","))


def refused(error: Exception, cure: str) -> Seen:
    """Return Slack's refusal with its cure; where Slack was not reached, another token would not help."""
    refusal = slack_errors.judge(error)
    is_away = refusal.verdict in {Verdict.UNREACHABLE, Verdict.SLOW_DOWN}
    return Seen(trouble=f"Slack says {refusal.word}; {AWAY if is_away else cure}", is_away=is_away)

"""What cannot be guessed: the keys of Slack, and where each is to be had."""

from storage.commands import WrongUse
from storage.settings import Settings

WHERE = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…): api.slack.com/apps, your app, OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token (xapp-…) with connections:write: Basic Information, App-Level Tokens",
    "SLACK_SIGNING_SECRET": "where there is no SLACK_APP_TOKEN: Basic Information, App Credentials",
}


def refuse_missing(settings: Settings) -> None:
    """Name every setting that is missing, with where to get it, in one message."""
    has = {
        "SLACK_BOT_TOKEN": bool(settings.slack_bot_token.get_secret_value()),
        "SLACK_APP_TOKEN": bool(settings.slack_app_token.get_secret_value()),
        "SLACK_SIGNING_SECRET": bool(settings.slack_signing_secret.get_secret_value()),
    }
    if has["SLACK_APP_TOKEN"] or has["SLACK_SIGNING_SECRET"]:  # one of them says how Slack reaches us
        missing = [] if has["SLACK_BOT_TOKEN"] else ["SLACK_BOT_TOKEN"]
    else:
        missing = [name for name in WHERE if not has[name]]
    if missing:
        named = "; ".join(f"{name}: {WHERE[name]}" for name in missing)
        ways = "`python -m bot init` takes them step by step; `python -m bot demo` needs none of them"
        message = f"set in the environment or .env: {named}. {ways}"
        raise WrongUse(message)

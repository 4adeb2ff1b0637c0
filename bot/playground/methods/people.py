"""apps.*, auth.*, team.*, users.*, usergroups.*, bots.* and api.test: who is who."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.playground import wire
from bot.playground.ask import Ask
from bot.playground.nouns import APP_ID, BOT_ID, TEAM
from bot.playground.refusals import Refused
from bot.playground.shapes import Json


def api_test(ask: Ask) -> Json:
    """api.test: an echo, and an error on request."""
    if error := ask.text("error"):
        raise Refused(error, args=ask.arguments)
    return {"args": ask.arguments}


def open_connection(ask: Ask) -> Json:
    """apps.connections.open: a Socket Mode address that works once."""
    return {"url": ask.open_socket()}


def auth_test(ask: Ask) -> Json:
    """auth.test: whose token this is."""
    if ask.token.kind == "app":
        return {"app_name": ask.world.bot.real_name, "app_id": APP_ID}
    return {
        "url": f"{ask.base_url}/",
        "team": TEAM["name"],
        "user": ask.world.bot.name,
        "team_id": TEAM["id"],
        "user_id": ask.world.bot.id,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def team_info(_ask: Ask) -> Json:
    """team.info."""
    return {"team": dict(TEAM)}


def bots_info(ask: Ask) -> Json:
    """bots.info: this app's bot, the only one here."""
    if ask.text("bot", BOT_ID) != BOT_ID:
        raise Refused("bot_not_found")
    bot = ask.world.bot
    return {"bot": {"id": BOT_ID, "app_id": APP_ID, "user_id": bot.id, "name": bot.name, "deleted": False}}


def users_list(ask: Ask) -> Json:
    """users.list."""
    return ask.page((wire.user(user) for user in ask.world.users.values()), "members")


def users_info(ask: Ask) -> Json:
    """users.info."""
    user = ask.world.users.get(ask.needed("user"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": wire.user(user)}


def users_by_email(ask: Ask) -> Json:
    """users.lookupByEmail."""
    email = ask.needed("email")
    for user in ask.world.users.values():
        if user.email == email and not user.deleted:
            return {"user": wire.user(user)}
    raise Refused("users_not_found")


def groups_list(ask: Ask) -> Json:
    """usergroups.list: members only on request."""
    groups = [wire.group(group) for group in ask.world.groups.values()]
    if not ask.flag("include_users"):
        groups = [{key: value for key, value in group.items() if key != "users"} for group in groups]
    return {"usergroups": groups}


def group_users(ask: Ask) -> Json:
    """usergroups.users.list."""
    group = ask.world.groups.get(ask.needed("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}


METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    "api.test": api_test,
    "apps.connections.open": open_connection,
    "auth.test": auth_test,
    "bots.info": bots_info,
    "team.info": team_info,
    "usergroups.list": groups_list,
    "usergroups.users.list": group_users,
    "users.info": users_info,
    "users.list": users_list,
    "users.lookupByEmail": users_by_email,
}

"""How Slack writes its things in JSON: users, channels, messages, views."""

from bot.playground.nouns import APP_ID, BOT_ID, TEAM, Channel, Message, StoredFile, User, UserGroup, View
from bot.playground.shapes import Json

TEAM_ID = TEAM["id"]


def user(who: User) -> Json:
    """A user object."""
    profile = {
        "real_name": who.real_name,
        "display_name": who.name,
        "email": who.email,
        "title": who.title,
        "team": who.team,
    }
    return {
        "id": who.id,
        "team_id": who.team,
        "name": who.name,
        "real_name": who.real_name,
        "deleted": who.deleted,
        "tz": who.tz,
        "profile": {key: value for key, value in profile.items() if value},
        "is_admin": who.is_admin
        or who.is_owner,  # docs.slack.dev/reference/objects/user-object: owners are admins, too
        "is_owner": who.is_owner,
        "is_primary_owner": who.is_owner,
        "is_bot": who.is_bot,
        "is_restricted": who.is_guest,
        "is_ultra_restricted": False,
    }


def group(which: UserGroup) -> Json:
    """A user group object."""
    return {
        "id": which.id,
        "team_id": TEAM_ID,
        "is_usergroup": True,
        "name": which.name,
        "handle": which.handle,
        "date_delete": 0,
        "user_count": len(which.users),
        "users": list(which.users),
    }


def channel(which: Channel, bot: str) -> Json:
    """A conversation object, as the bot sees it."""
    common = {"id": which.id, "created": which.created, "is_archived": which.is_archived, "is_im": which.is_im}
    if which.is_im:
        return {**common, "user": next(iter(which.members - {bot}), bot), "is_mpim": False}
    return {
        **common,
        "name": which.name,
        "name_normalized": which.name,
        "is_channel": not which.is_private,
        "is_group": which.is_private,
        "is_private": which.is_private,
        "is_mpim": False,
        "is_member": bot in which.members,
        "num_members": len(which.members),
    }


def message(said: Message, *, metadata: bool = False) -> Json:
    """A message object; its metadata only where it was asked for."""
    written: Json = {"type": "message", "user": said.user, "ts": said.ts, "text": said.text, "team": TEAM_ID}
    if said.bot_id:
        written |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if said.blocks:
        written["blocks"] = list(said.blocks)
    if said.attachments:
        written["attachments"] = list(said.attachments)
    if said.files:
        written["files"] = [{"id": file_id} for file_id in said.files]
    if said.thread_ts:
        written["thread_ts"] = said.thread_ts
    if said.edited:
        written["edited"] = said.edited
    if said.reactions:
        written["reactions"] = reactions(said)
    if metadata and said.metadata:
        written["metadata"] = said.metadata
    return written


def reactions(said: Message) -> list[Json]:
    """The reactions to a message."""
    return [{"name": name, "users": list(by), "count": len(by)} for name, by in said.reactions.items()]


def view(shown: View, state: Json | None = None) -> Json:
    """A view object."""
    defaults: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": {"type": "plain_text", "text": "View Title"},
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return {
        **defaults,
        **shown.content,
        "id": shown.id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
        "state": state or {"values": {}},
        "hash": shown.hash,
        "root_view_id": shown.root_id,
        "previous_view_id": shown.previous_id,
    }


def file(stored: StoredFile) -> Json:
    """A file object."""
    return {
        "id": stored.id,
        "name": stored.name,
        "title": stored.title,
        "size": len(stored.body),
        "channels": list(stored.channels),
    }

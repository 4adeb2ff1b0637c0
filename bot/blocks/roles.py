"""Who is what, in words: the window that shows and changes it, why something is refused, and whom to ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import modals, text
from bot.blocks.message import Block
from storage.records import EVERYBODY_ELSE, Charter, Named, Role

TITLE = "Who may do what"
FORM = "roles_form"
NOBODY = "none"
NAMED_AT_MOST = 3
MOST_OPTIONS = 100
MAY = {
    Role.VIEWER: "looks at cards, lists and digests",
    Role.RESPONDER: "claims, drafts, dismisses, says what was urgent",
    Role.APPROVER: "sends answers; changes watches, the score and the dictionary",
    Role.ADMIN: "enters credentials, gives roles",
}
STRANGER = "Only people of the workspace that runs Earshot can do that."
UNKNOWN = "Slack did not say whether you are an admin of this workspace. Please try again in a moment."
SLACKS_ADMINS = (
    "Only admins and owners of this Slack workspace can do that. Ask one of them; `/earshot roles` tells who may what."
)
GUEST = "Guests of this Slack workspace can look, and no more. Ask an admin: `/earshot roles` names you."
NOT_SET = (
    "Nobody has been given a role yet, so everybody may answer, send and change watches. Admins and owners of this "
    "Slack workspace are admins here."
)
ADMINS_CHANGE = "Admins change this here: ask one of them."
FIRST = "With the first role you give, everybody who is not named becomes a responder, and you stay admin."
ALWAYS = (
    "Each may do what those above it may. Owners of this Slack workspace are always admins; its guests only look, "
    "unless they are named. A person's own role counts before that of their groups."
)
NOT_CHANGED = "Nothing was changed: somebody has to stay admin, and at most 80 people and groups can be named."


def refusal(role: Role | None, needs: Role, charter: Charter, *, is_known: bool) -> str:
    """Return why somebody who is `role` may not do what `needs` more; `is_known` where Slack said how they stand."""
    if role is None:
        return STRANGER
    if needs is Role.ADMIN and not is_known:
        return UNKNOWN
    if not charter.is_set:
        return SLACKS_ADMINS if needs is Role.ADMIN else GUEST
    able = [one for one in charter.named if one.role >= needs]
    named = ", ".join(_name(one.who, {}) for one in able[:NAMED_AT_MOST])
    whom = f"{named}, or an admin" if able else "an owner of this Slack workspace"
    return f"Only {kinds(needs)} can do that; you are {a(role)} here. Ask {whom}: `/earshot roles` tells who may what."


def kinds(needs: Role) -> str:
    """Return those who may, as "approvers and admins"."""
    able = [f"{role.word}s" for role in Role if role >= needs]
    return " and ".join(filter(None, [", ".join(able[:-1]), able[-1]]))


def a(role: Role) -> str:
    """Return one of them, as "an admin"."""
    return f"{'an' if role in {Role.APPROVER, Role.ADMIN} else 'a'} {role.word}"


def page(charter: Charter, groups: Mapping[str, str], mine: Role, now: datetime, *, notice: str = "") -> Block:
    """Return the window: who is what, with menus for an admin. `groups` are the handles of Slack's user groups."""
    changes = mine is Role.ADMIN
    add = text.button("Name people or groups", "role_add", "add", style="" if charter.is_set else "primary")
    clear = text.button("Forget all roles", "roles_clear", "clear") | {"confirm": _confirm()}
    blocks = [
        *([text.section(f"⚠️ {notice}")] if notice else []),
        text.section("\n".join(f"• *{role.word}* {said}" for role, said in MAY.items())),
        text.context(ALWAYS),
        text.section(f"You are *{a(mine)}*." if charter.is_set else f"{NOT_SET} You are *{a(mine)}*."),
        *(_entries(charter, groups, now, changes=changes) if charter.is_set else []),
        *([text.context(FIRST)] if changes and not charter.is_set else []),
        *([] if changes else [text.context(ADMINS_CHANGE)]),
        *([{"type": "actions", "elements": [add, *([clear] if charter.is_set else [])]}] if changes else []),
    ]
    return modals.modal(TITLE, blocks)


def form(groups: Mapping[str, str], window_id: str) -> Block:
    """Return the form that names people and groups; it carries the window it was opened from."""
    options = [_option(group, f"@{handle}") for group, handle in sorted(groups.items(), key=lambda one: one[1])]
    chosen = {"type": "multi_static_select", "options": options[:MOST_OPTIONS]}
    ranks = [_option(role.word, role.word) | {"description": text.plain(said)} for role, said in MAY.items()]
    blocks = [
        modals.question("people", "People", {"type": "multi_users_select"}, optional=True),
        *([modals.question("groups", "User groups of Slack", chosen, optional=True)] if options else []),
        modals.question("role", "Role", {"type": "radio_buttons", "options": ranks}),
    ]
    return modals.modal(TITLE, blocks, submit="Give the role", callback=FORM, metadata=window_id)


def _entries(charter: Charter, groups: Mapping[str, str], now: datetime, *, changes: bool) -> list[Block]:
    entries = [
        _entry(one.who, one.role, f"{_name(one.who, groups)} · {_given(one)}", now, changes=changes)
        for one in charter.named
    ]
    return [*entries, _entry(EVERYBODY_ELSE, charter.others, "Everybody else", now, changes=changes)]


def _entry(who: str, role: Role, said: str, now: datetime, *, changes: bool) -> Block:
    """Return a line; its id is new each time, or Slack would keep showing what was chosen and not taken."""
    if not changes:
        return text.section(f"*{role.word}* · {said}")
    offered: Sequence[Role] = [one for one in Role if who != EVERYBODY_ELSE or one is not Role.ADMIN]
    options = [_option(f"{who}:{one.word}", one.word) for one in offered]
    initial = options[offered.index(role)]
    options += [] if who == EVERYBODY_ELSE else [_option(f"{who}:{NOBODY}", "not named any more")]
    menu = {"type": "static_select", "action_id": "role_of", "options": options, "initial_option": initial}
    return text.section(said) | {"block_id": f"{who} {now.timestamp()}", "accessory": menu}


def _name(who: str, groups: Mapping[str, str]) -> str:
    if who in groups:
        return f"*@{text.short(groups[who], 60)}*"
    return f"<!subteam^{who}>" if who.startswith("S") else text.person(who)


def _given(one: Named) -> str:
    return f"by {text.person(one.by)}, {text.at(one.at)}"


def _option(value: str, words: str) -> Block:
    return {"text": text.plain(words), "value": value}


def _confirm() -> Block:
    said = "Everybody may answer, send and change watches again; admins and owners of this Slack workspace are admins."
    return {
        "title": text.plain("Forget all roles?", 100),
        "text": text.plain(said, 300),
        "confirm": text.plain("Forget them", 30),
        "deny": text.plain("Keep them", 30),
    }

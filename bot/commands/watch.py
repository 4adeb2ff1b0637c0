"""`/earshot watch add|edit|list|pause|resume|remove`: what we listen for."""

from bot import answers, digest, telling, watching
from bot.asked import Word
from bot.blocks import text, watches as blocks
from bot.blocks.message import Message
from bot.desk import Desk
from bot.watchform import nearest
from storage import watches
from storage.records import Role, Watch

VERBS = ("add", "edit", "list", "pause", "resume", "remove")
NEEDS = dict.fromkeys(VERBS, Role.APPROVER) | {"": Role.VIEWER, "list": Role.VIEWER}
OPENS = {"add": "Add a watch", "edit": "Edit watch"}


def run(desk: Desk, word: Word, words: list[str]) -> None:
    """Do what the first word says with the watch the others name."""
    verb, name = (words[0].lower() if words else "list"), " ".join(words[1:])
    if verb == "list":
        telling.tell(desk, word, answers.watch_list(desk, word.at))
    elif verb == "add":
        watching.open_form(desk, word, None, name=name)
    elif verb not in VERBS:
        telling.tell(desk, word, _unknown(verb))
    elif (watch := _named(desk, name)) is None:
        telling.tell(desk, word, _which(desk, verb, name))
    elif verb == "edit":
        watching.open_form(desk, word, watch)
    elif verb == "remove":
        telling.tell(desk, word, _remove(desk, watch))
    else:
        telling.tell(desk, word, watching.pause(desk, watch.id, paused=verb == "pause"))


def _named(desk: Desk, name: str) -> Watch | None:
    """Return the watch meant; the only one there is needs no name."""
    if name:
        return watches.named(desk.store, desk.workspace, name)
    every = watches.every(desk.store, desk.workspace)
    return every[0] if len(every) == 1 else None


def _which(desk: Desk, verb: str, name: str) -> str:
    names = [watch.name for watch in watches.every(desk.store, desk.workspace)]
    if not names:
        return "There are no watches yet. Add one with `/earshot watch add`."
    listed = text.escape(digest.listed(names, most=10))
    if not name:
        return f"Which watch? Write `/earshot watch {verb}` and its name: {listed}."
    meant = nearest(name, names)
    hint = f" Did you mean “{text.short(meant, 60)}”?" if meant else ""
    return f"There is no watch “{text.short(name, 60)}”.{hint} There is {listed}."


def _unknown(verb: str) -> str:
    meant = nearest(verb, VERBS)
    hint = f" Did you mean `watch {meant}`?" if meant else ""
    return f"`watch` does not know “{text.short(verb, 40)}”.{hint} It knows {', '.join(VERBS)}."


def _remove(desk: Desk, watch: Watch) -> Message:
    goes = answers.goes(desk, watch)
    button = {"type": "actions", "elements": [blocks.remove_button(watch, goes)]}
    return Message(text=text.escape(goes), blocks=[text.section(text.escape(goes)), button])

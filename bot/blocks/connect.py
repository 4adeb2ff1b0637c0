"""Where credentials are entered in Slack: the list of sources that take some, and the form of one. Never shows any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.blocks import modals, text
from bot.blocks.message import Block
from storage.records import Entered, SourceFacts

FORM = "connect_form"
TITLE = "Connections"
BASE = "base_url"
LONGEST = 3000  # what Slack's text input takes at most
SHOWN = 90  # a window holds a hundred blocks
SAFER = (
    "Slack has no hidden input: what you type can be seen on your screen until you send it off or close this window. "
    "Slack keeps no copy of it then. Earshot tries it at once, keeps it locked, and never shows it again. The safer "
    "way is the environment where Earshot runs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A source that takes credentials: those of the environment count first, then what was entered."""

    facts: SourceFacts
    is_operators: bool = False
    entered: Entered | None = None


def page(places: Sequence[Place]) -> Block:
    """Return the list of sources, each with who entered its credential and when, and what can be done."""
    shown = [block for place in places[: SHOWN // 2] for block in _entry(place)]
    return modals.modal(TITLE, [text.context("Credentials let Earshot hear more, and answer."), *shown])


def form(facts: SourceFacts) -> Block:
    """Return the form of one source's credential, always empty."""
    secret = [_input(name, about, is_secret=True) for name, about in facts.secrets.items()]
    more = [_input(name, about) for name, about in facts.settings.items() if name != "url"]
    where = _input(BASE, f"another address than {facts.base_url}" if facts.base_url else "where it stands on the web")
    blocks = [text.section(f"*{text.short(facts.title, 60)}*"), *secret, *more, where, text.context(SAFER)]
    return modals.modal(f"Connect {facts.title}", blocks, submit="Try and keep", callback=FORM, metadata=facts.name)


def faults(facts: SourceFacts, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is wrong with a form, by the input where it stands."""
    if not any(given.get(name) for name in facts.secrets):
        return {next(iter(facts.secrets)): "Enter a credential, or close this window."}
    if BASE in given and not _is_base(given[BASE]):
        return {BASE: "That is no web address: https://social.example"}
    return {name: "It must stand on one line." for name, value in given.items() if "\n" in value or "\x00" in value}


def _is_base(address: str) -> bool:
    parts = urlsplit(text.web_address(address))
    return bool(parts.hostname) and not parts.query and not parts.fragment


def _entry(place: Place) -> list[Block]:
    facts, entered = place.facts, place.entered
    title = f"*{text.short(facts.title, 60)}*"
    if place.is_operators:
        return [text.section(f"{title}\n🔒 set in the environment, which counts first; change it there")]
    if entered is None:
        said = text.section(f"{title}\nnot connected")
        return [said | {"block_id": facts.name, "accessory": text.button("Connect", "connect_source", facts.name)}]
    where = f" for {text.short(entered.place, 60)}" if entered.place else ""
    said = text.section(f"{title}\n🔑 entered{where} by {text.person(entered.by)}, {text.at(entered.at)}")
    buttons = [
        text.button("Replace", "connect_source", facts.name),
        text.button("Remove", "connect_remove", facts.name) | {"confirm": _confirm(facts)},
    ]
    return [said, {"type": "actions", "block_id": facts.name, "elements": buttons}]


def _confirm(facts: SourceFacts) -> Block:
    said = f"Earshot forgets the credential of {facts.title}; what takes one there is not heard any more."
    return {
        "title": text.plain("Remove it?", 100),
        "text": text.plain(said, 300),
        "confirm": text.plain("Remove", 30),
        "deny": text.plain("Keep", 30),
    }


def _input(name: str, about: str, *, is_secret: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": LONGEST}
    label = name.replace("_", " ").capitalize() if name != BASE else "Address"
    hint = f"{about[:1].upper()}{about[1:]}." if is_secret else f"{about[:1].upper()}{about[1:]}, if it takes one."
    return modals.question(name, label, element, hint, optional=True)

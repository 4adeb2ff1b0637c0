"""What becomes of an answer that is written: kept, sent now or at a time, or shown to a second person first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.blocks import modals, text
from bot.blocks.message import Block

KEEP, SEND, LATER, PROPOSE, INSTEAD = "keep", "send", "later", "propose", "instead"
GOES = (SEND, LATER, PROPOSE, INSTEAD)  # it leaves the desk of whoever wrote it
WHEN, NOTE = "when", "note"
LONGEST_NOTE = 300
FURTHEST = timedelta(days=120)
ANYWAY = {SEND: "Send anyway", LATER: "Send anyway", PROPOSE: "Propose anyway", INSTEAD: "Propose anyway"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants done with their text; `when` is None for at once."""

    then: str = KEEP
    when: datetime | None = None
    note: str = ""

    @property
    def goes(self) -> bool:
        """Whether it is to leave, now or later, alone or not."""
        return self.then in GOES

    @property
    def sends(self) -> bool:
        """Whether it is let go by whoever wishes it."""
        return self.then in (SEND, LATER)

    @property
    def asks(self) -> bool:
        """Whether a second person is to read it first."""
        return self.then in (PROPOSE, INSTEAD)

    def written(self) -> dict[str, str]:
        """Return it as `read` reads it."""
        when = str(int(self.when.timestamp())) if self.when else ""
        return {"then": self.then, WHEN: when, NOTE: self.note}


def choices(source: str, undo: timedelta, *, may_send: bool, own: bool) -> list[Block]:
    """Return the questions below the text; who may not send asks for approval, and may have done so before (`own`)."""
    where = text.cut(text.one_line(source), 40)
    account = f"On {where}, as our own account there."
    options = [_option(KEEP, "Keep it as the team's draft")]
    if may_send:
        options.append(_option(SEND, "Send it now", f"{account} {_pause(undo)}"))
        options.append(_option(LATER, "Send it at a time", "Choose it below; until then it can be called back."))
    asked = "Somebody else reads exactly this text and lets it go, or says why not."
    options.append(_option(PROPOSE, "Propose it for approval", "It stands beside what you proposed." if own else asked))
    if own:
        options.append(_option(INSTEAD, "Propose it in place of mine", "What you proposed before is taken back."))
    radio = {"type": "radio_buttons", "options": options, "initial_option": options[0]}
    late = "Only for “Send it at a time”, or with a proposal." if may_send else "Empty: as soon as it is approved."
    note: Block = {"type": "plain_text_input", "max_length": LONGEST_NOTE}
    return [
        modals.question("then", "And then", radio),
        modals.question(WHEN, "When", {"type": "datetimepicker"}, late, optional=True),
        modals.question(NOTE, "A note for whoever approves it", note, optional=True),
    ]


def read(answers: Mapping[str, str], before: Mapping[str, object]) -> Wish:
    """Return what was chosen, or `before` a warning was shown."""
    told = {name: answers.get(name, "").strip() or str(before.get(name, "")) for name in ("then", WHEN, NOTE)}
    when = datetime.fromtimestamp(int(told[WHEN]), UTC) if told[WHEN].isdecimal() else None
    return Wish(then=told["then"] or KEEP, when=when, note=told[NOTE][:LONGEST_NOTE])


def fault(wish: Wish, now: datetime) -> Mapping[str, str]:
    """Refuse a time that is past, too far off, missing, or at odds with what was chosen."""
    if wish.then == LATER and wish.when is None:
        return {WHEN: "Choose when it should leave."}
    if wish.when is None or wish.then == KEEP:
        return {}
    if wish.then == SEND:
        return {WHEN: "You chose a time, and “Send it now”: choose “Send it at a time”, or empty this."}
    if wish.when <= now:
        return {WHEN: "That time is past. Choose one that is to come."}
    if wish.when > now + FURTHEST:
        return {WHEN: f"Choose a time within {FURTHEST.days} days."}
    return {}


def _pause(undo: timedelta) -> str:
    seconds = int(undo.total_seconds())
    if not seconds:
        return "It leaves at once."
    return f"{seconds} seconds to undo." if seconds < 120 else f"{text.span(undo)} to undo."  # noqa: PLR2004  two minutes


def _option(value: str, label: str, description: str = "") -> Block:
    option: Block = {"text": text.plain(label), "value": value}
    return option | ({"description": text.plain(description)} if description else {})

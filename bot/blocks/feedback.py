"""What people may say of a mention with one click, and what we tell them comes of it."""

from collections.abc import Sequence

from bot.blocks import text, words
from bot.blocks.message import Block, Message
from storage.records import LABELS_NEEDED, LIKENESSES_NEEDED, Feedback, Mention, Reason, Verdict

WHOLE = (Verdict.URGENT, Verdict.NOT_URGENT, Verdict.SPAM, Verdict.NOT_ABOUT_US)
OF_A_REASON = {
    Verdict.RIGHT: "This reason is right",
    Verdict.WRONG: "This reason is wrong",
    Verdict.WITHDRAWN: "Take back",
}
_COMES_OF_IT = {
    Verdict.URGENT: "Posts like it will get more points.",
    Verdict.NOT_URGENT: "Posts like it will get fewer points.",
    Verdict.SPAM: "Posts like it will get fewer points.",
    Verdict.NOT_ABOUT_US: "Posts with the same words around the name will get fewer points; none is hidden.",
}
_OTHERS_SHOWN = 5


def asked(mention: Mention, said: Sequence[Feedback], user: str, labels: int) -> list[Block]:
    """Return the question whether the urgency is right, its buttons, and what was said so far."""
    mine = next((one.verdict for one in said if one.person == user and not one.factor), None)
    question = f"*You said: {words.VERDICT[mine]}.* {effect(mine, labels)}" if mine else _question(labels)
    buttons = [
        text.button(words.VERDICT[each].capitalize(), f"say_{each}", mention.id) for each in WHOLE if each is not mine
    ]
    if mine:
        buttons.append(text.button("Take back", f"say_{Verdict.WITHDRAWN}", mention.id))
    others = _others(said, user)
    return [
        text.section(question),
        {"type": "actions", "elements": buttons},
        *([text.context(f"Others said: {others}")] if others else []),
    ]


def reason(mention: Mention, one: Reason, line: str, said: Sequence[Feedback], user: str) -> Block:
    """Return a reason with the menu in which a person calls it right or wrong."""
    mine = next((each.verdict for each in said if each.person == user and each.factor == one.factor), None)
    offered = [each for each in OF_A_REASON if each is not mine and (mine or each is not Verdict.WITHDRAWN)]
    menu: Block = {
        "type": "overflow",
        "action_id": "say_reason",
        "options": [
            {"text": text.plain(OF_A_REASON[each]), "value": f"{mention.id}:{each}:{text.one_line(one.factor)}"[:150]}
            for each in offered
        ],
    }
    noted = f"{line} – you said: *{words.VERDICT[mine]}*" if mine else line
    return text.section(noted) | {"accessory": menu}


def effect(verdict: Verdict, labels: int) -> str:
    """Return what will come of a verdict, in plain words, and when; `labels` counts this one too."""
    if verdict is Verdict.NOT_ABOUT_US:
        return f"{_COMES_OF_IT[verdict]} It takes {LIKENESSES_NEEDED} such posts of a watch."
    return f"{_COMES_OF_IT[verdict]} {_when(labels)}"


def noted(mention: Mention, verdict: Verdict, labels: int, *, there: str = "") -> Message:
    """Return what a person is told who dismissed a mention for a reason that teaches.

    `there` is the place where it can be marked as spam, too.
    """
    said = f"Noted as *{words.VERDICT[verdict]}*. {effect(verdict, labels)} *Undo* on the card takes it back."
    if not there:
        return Message(text=said)
    label = f"Mark it as spam on {text.cut(text.one_line(there), 40)}, too"
    button = {"type": "actions", "elements": [text.button(label, "remove_spam", mention.id)]}
    return Message(text=said, blocks=[text.section(said), button])


def reviewed(mention: Mention, verdict: Verdict, labels: int) -> Message:
    """Return what a person is told who looked at a quiet post again; an urgent one can be brought up at once."""
    if verdict is not Verdict.URGENT:
        said = f"Noted: it was right to stay quiet. {_when(labels)}"
        return Message(text=said)
    said = f"Noted: it should have alerted. {effect(verdict, labels)}"
    card = {"type": "actions", "elements": [text.button("Show card", "show_card", mention.id, style="primary")]}
    return Message(text=said, blocks=[text.section(said), card])


def _question(labels: int) -> str:
    return f"*Is that right?* One click teaches Earshot. {_when(labels)}"


def _when(labels: int) -> str:
    if labels < LABELS_NEEDED:
        return f"It begins to learn at {LABELS_NEEDED} such words; there {_are(labels)} so far."
    return "It learns within a minute; nobody's words alone outweigh the others'."


def _are(labels: int) -> str:
    return "is 1" if labels == 1 else f"are {labels}"


def _others(said: Sequence[Feedback], user: str) -> str:
    found = [one for one in said if one.person != user and not one.factor]
    listed = ", ".join(f"{text.person(one.person)} {words.VERDICT[one.verdict]}" for one in found[:_OTHERS_SHOWN])
    return f"{listed} and {len(found) - _OTHERS_SHOWN} more" if len(found) > _OTHERS_SHOWN else listed

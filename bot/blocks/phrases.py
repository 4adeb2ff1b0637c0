"""What we tell the one person who pressed: plain words, and what to do next."""

from bot.blocks import text, words
from storage.records import Mention, State

YOURS = "It is yours now."
GONE = "This mention is gone: its watch was removed, or its author's words were forgotten."
OPEN = "It is open already."
TOO_LATE = "Too late: it is leaving at this moment, or it is settled already. The card shows how it stands."
NOT_AGAIN = "It cannot be sent now: it is on its way or out already, its post is gone, or somebody else has it."
SETTLED = "That was settled meanwhile. The card shows how it stands."
SPAM_WISHED = "It is being marked as spam there, too; the card's thread tells what comes of it."
SPAM_WISHED_BEFORE = "Somebody asked for that before; the card's thread tells what comes of it."
NOT_MERGED = (
    "These two cannot be one: somebody else has this one, its answer is on its way, the other one is settled, or it is "
    "the same card."
)
WHICH_REASON = "Choose one of the reasons in the menu."


def taken(mention: Mention, user: str) -> str:
    """Tell a person why they cannot have a mention: who has it, or how it stands."""
    if mention.state is State.CLAIMED and mention.owner == user:
        return "You have this already."
    return stands(mention)


def not_put_aside(mention: Mention, user: str) -> str:
    """Tell a person why a mention cannot sleep: who has it, or that its answer is under way."""
    if mention.owner in {"", user} and mention.state in {State.HEARD, State.ALERTED, State.CLAIMED, State.SNOOZED}:
        return "Its answer is on its way, or waits for somebody's approval. Call it back first."
    return stands(mention)


def not_released(mention: Mention, user: str) -> str:
    """Tell a person why there was nothing to give back."""
    if mention.owner and mention.owner != user:
        return f"{stands(mention)} Only they can release it."
    return "Nobody has this now." if not mention.owner else stands(mention)


def stands(mention: Mention) -> str:
    """Tell how a mention stands, in one sentence."""
    match mention.state:
        case State.CLAIMED:
            since = f" since {text.clock(mention.claimed_at)}" if mention.claimed_at is not None else ""
            return f"{text.person(mention.owner)} has this{since}."
        case State.ANSWERED | State.CLOSED:
            return f"{text.person(mention.answered_by)} answered this already."
        case State.DISMISSED:
            why = f" ({words.DISMISSAL[mention.dismissed_as]})" if mention.dismissed_as else ""
            return f"This was dismissed{why}. Press *Undo* on the card first."
        case State.SNOOZED if mention.snoozed_until is not None:
            return f"{text.person(mention.snoozed_by)} lets it sleep until {text.at(mention.snoozed_until)}."
        case _:
            return "Nobody has answered this yet."


def card_stands(address: str) -> str:
    """Tell where the card of a mention is."""
    return f"It has {text.link(address, 'its card')} already." if address else "It has its card in the channel already."


def card_comes(channel: str) -> str:
    """Tell that a card is on its way."""
    return f"Its card comes in {text.channel(channel)}."

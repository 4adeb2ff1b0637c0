"""What is known of a language in order to check a draft in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Lists of phrases, as `bot.words.folding` reads them; each says what it is for."""

    small: str  # words that tell the language and nothing else
    greetings: str  # before a name
    nobody: str  # after a greeting, and no name
    titles: str  # between a greeting and a name
    courtesy: str  # what a polite answer is made of that answers nothing
    answers: str  # what says yes, no, how or when
    sorry: str
    complaints: str  # in a post: somebody suffers
    buy: str  # calls to buy
    best: str  # praise of ourselves that cannot be proved
    only: str  # before a price: advertising
    off: str  # behind a percentage: advertising
    money: str  # in a post: who speaks of money may be told a price
    ours: str  # shortly before a number or an address that is our own and public
    order: str  # before the number of an order, a customer, a bill
    pointing: str  # what stands beside a bare link
    promises: str
    polite: str  # looks like a promise and is none
    you: str = ""  # in the sentence: somebody else will do it
    days: Mapping[str, int] = field(default_factory=dict)  # how many days from today
    this_week: str = ""
    next_week: str = ""
    weekdays: tuple[str, ...] = ()  # Monday first
    months: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    hours: str = ""
    day: str = ""
    week: str = ""

"""What a draft should not be sent with, and why: shouting, leaks, promises, no apology. Pure; it warns, never rewrites.

Eight languages have word lists (`bot.words`); a draft in another is checked for what needs none: capitals, links,
numbers, repetition. Every warning can be overridden by a person; only what the platform itself refuses blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot import leaks, manners, promised, shouting
from bot.promised import Promise
from bot.words import Folded, fold, phrases, spoken
from storage.records import Dictionary, Post

Span = tuple[int, int]

_READ = 4_000  # signs of a post that are read in order to judge its answer


class Kind(StrEnum):
    """What a warning is about, the most dangerous first."""

    PRIVATE = "private"
    WRONG_NAME = "wrong_name"
    NO_APOLOGY = "no_apology"
    NO_ANSWER = "no_answer"
    PROMISE = "promise"
    AVOIDED = "avoided"
    SHOUTING = "shouting"
    LINK_ONLY = "link_only"
    LINKS_AGAIN = "links_again"
    REPEATED = "repeated"


SAYS = {
    Kind.PRIVATE: "Everybody can read this; it looks private.",
    Kind.WRONG_NAME: "The greeting names somebody else than the author.",
    Kind.NO_APOLOGY: "They are unhappy, and nothing in it says sorry.",
    Kind.NO_ANSWER: "They asked something, and nothing in it answers that.",
    Kind.PROMISE: "This promises something; whoever sends it owes it.",
    Kind.AVOIDED: "Your team's dictionary says not to use this.",
    Kind.SHOUTING: "This shouts or sells.",
    Kind.LINK_ONLY: "This is only a link; a sentence would answer.",
    Kind.LINKS_AGAIN: "Our last ten answers there all held a link, and so does this one.",
    Kind.REPEATED: "Nearly the same was sent to somebody else lately.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One warning: what it is about, the sentence for people, and the words it is about, as places in the draft."""

    kind: Kind
    says: str
    spans: tuple[Span, ...] = ()

    def marked(self, draft: str) -> list[str]:
        """Return the words it is about."""
        return [draft[first:last] for first, last in self.spans]


def warnings(
    draft: str,
    to: Post,
    *,
    before: Sequence[str] = (),
    own: Dictionary | None = None,
    language: str = "",
    links_again: bool = False,
) -> Sequence[Concern]:
    """Return what to think about before this answers that post, the most dangerous first.

    `before` are texts we sent lately, `own` is the team's dictionary, `language` the draft's where it is known.
    `links_again` says that all we said there lately held a link.
    """
    own, folded = own or Dictionary(), fold(draft)
    post = fold(f"{to.title}\n{to.text}"[:_READ])
    spoken_in = language or spoken(folded, spoken(post, to.language))
    name = manners.stranger(folded, to.author, post, spoken_in, own.names)
    fine = [each.span() for each in phrases(", ".join(own.fine)).finditer(folded.text)]
    marked: dict[Kind, Sequence[Span]] = {
        Kind.PRIVATE: leaks.spans(folded, spoken_in),
        Kind.WRONG_NAME: [name] if name else [],
        Kind.PROMISE: promised.spans(folded, spoken_in),
        Kind.AVOIDED: [each.span() for each in phrases(", ".join(own.avoid)).finditer(folded.text)],
        Kind.SHOUTING: shouting.spans(folded, post.text, spoken_in),
        Kind.LINK_ONLY: manners.only_link(folded, spoken_in),
        Kind.LINKS_AGAIN: manners.links(folded) if links_again else [],
    }
    found = [_concern(kind, folded, _kept(spans, fine)) for kind, spans in marked.items() if _kept(spans, fine)]
    found += [Concern(kind=kind, says=SAYS[kind]) for kind in _missing(folded, to, post, before, spoken_in)]
    return sorted(found, key=lambda concern: list(Kind).index(concern.kind))


def promises(draft: str, *, today: date, language: str = "") -> Sequence[Promise]:
    """Return what a text promises and, where it says so, until which day; `today` is the writer's."""
    folded = fold(draft)
    return promised.find(folded, language or spoken(folded), today)


def _missing(draft: Folded, to: Post, post: Folded, before: Sequence[str], language: str) -> list[Kind]:
    told = {
        Kind.NO_APOLOGY: manners.owes_apology(draft, to.rating, post, language),
        Kind.NO_ANSWER: manners.ignores_question(draft, to.author, post, language),
        Kind.REPEATED: manners.repeats(draft.original, before),
    }
    return [kind for kind, missing in told.items() if missing]


def _concern(kind: Kind, draft: Folded, spans: Sequence[Span]) -> Concern:
    return Concern(kind=kind, says=SAYS[kind], spans=tuple(sorted(draft.span(*span) for span in spans)))


def _kept(spans: Sequence[Span], fine: Sequence[Span]) -> list[Span]:
    return [one for one in spans if not any(one[0] < last and first < one[1] for first, last in fine)]

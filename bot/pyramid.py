"""How somebody takes part, by what they did: the rung of the engagement pyramid, and whether they speak for us. Pure.

The pyramid is Charlene Li's (Open Leadership, 2010): watching, sharing, commenting, producing, curating. Who only
watches leaves no trace that names them, so nobody is ever seen there. Followers count for nothing here: what counts is
what people did and what others made of it. Every verdict comes with the one line that explains it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from storage.profiles import Deed, Past
from storage.records import Kind

LOYAL = timedelta(days=30)
PRAISES, HELPED, BROUGHT = 3, 3, 10
PLACES = 3  # links to so many different sites make a round-up
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_SITE = re.compile(r"https?://(?:www\.)?([^\s/?#]+)", re.IGNORECASE)


class Rung(StrEnum):
    """What people were seen doing, the least engaged first."""

    SHARING = "sharing"
    COMMENTING = "commenting"
    PRODUCING = "producing"
    CURATING = "curating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody stands: the highest rung they were seen on and why; "" where they are no evangelist, influencer.

    `rung` is None for somebody of whom nothing was heard that can be told.
    """

    rung: Rung | None
    because: str
    evangelist: str = ""
    influencer: str = ""


def place(past: Past) -> Place:
    """Return where somebody stands by what they did."""
    done = {rung: [deed for deed in past.deeds if rung in rungs(deed)] for rung in Rung}
    helped = [deed for deed in past.deeds if deed.answers_others]
    if len(helped) >= HELPED:
        done[Rung.CURATING] += helped
    highest = next((rung for rung in reversed(Rung) if done[rung]), None)
    because = _because(highest, done[highest]) if highest else ""
    return Place(rung=highest, because=because, evangelist=_evangelist(past, helped), influencer=_influencer(past))


def rungs(deed: Deed) -> frozenset[Rung]:
    """Return the rungs that publishing something stands for."""
    post = deed.post
    if deed.is_repost:
        return frozenset((Rung.SHARING,))
    sites = {site.casefold() for site in _SITE.findall(post.text)}
    if not _LINK.sub("", f"{post.title} {post.text}").strip() and sites:
        return frozenset((Rung.SHARING,))
    if len(sites) >= PLACES:
        return frozenset((Rung.CURATING,))
    if post.kind in (Kind.COMMENT, Kind.REVIEW) or post.parent_id:
        return frozenset((Rung.COMMENTING,))
    return frozenset((Rung.PRODUCING,)) if post.text or post.title else frozenset()


def _because(rung: Rung, deeds: Sequence[Deed]) -> str:
    times = _times(len({deed.post.external_id for deed in deeds}))
    return {
        Rung.SHARING: f"handed on what others said {times}",
        Rung.COMMENTING: f"commented, answered or reviewed {times}",
        Rung.PRODUCING: f"wrote something of their own {times}",
        Rung.CURATING: f"answered others, or gathered what others made, {times}",
    }[rung]


def _evangelist(past: Past, helped: Sequence[Deed]) -> str:
    praise = [deed for deed in past.deeds if deed.praises]
    if not praise:
        return ""
    days = (praise[0].post.posted_at - praise[-1].post.posted_at).days
    praised = f"praised us {_times(len(praise))}"
    if len(praise) >= PRAISES and days >= LOYAL.days:
        return f"{praised} over {days} days"
    if len(helped) >= HELPED:
        return f"{praised}, and answered others {_times(len(helped))}"
    return ""


def _influencer(past: Past) -> str:
    brought = sum(deed.brought for deed in past.deeds if not deed.is_repost)
    return f"what they said was handed on {_times(brought)}" if brought >= BROUGHT else ""


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")

"""What happened after an answer of ours: the person spoke, thanked, edited, deleted; our answer stands or does not.

Pure: posts as they were heard in, what is to be told out. Each thing has a key, and is told once per key.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from listeners import urgency
from listeners.ours import same_words
from listeners.thanks import HAPPY, WANTS, wants_more
from storage import links
from storage.posts import content_hash
from storage.records import Answered, Happened, Objective, Post, Receipt, Standing, Turn

CLOCK_SLACK = timedelta(minutes=2)  # how far a place's clock may run behind ours
UNHAPPY = -0.3
SEEN = "confirmed"
ASKING = {"Asks a question": 0.2, "Asks for help": 0.5, "Down or broken": 0.5, "Left waiting": 0.5}


def turns(
    answered: Answered,
    posts: Sequence[Post],
    *,
    gone: Collection[str] = (),
    receipts: Sequence[Receipt] = (),
    now: datetime,
) -> list[Happened]:
    """Return what happened, as far as these pages tell, oldest first; what was told before is told again."""
    own = next((post for post in posts if _is_ours(answered, post)), None)
    stands = _confirmed(answered, own)
    said = [_said(post, now) for post in posts if spoke(replace(answered, receipt=stands), post)]
    edited = [turn for post in posts if (turn := _edited(answered, post, now))]
    kept = any(post.external_id == answered.post.external_id for post in posts)
    deleted = answered.post.external_id in gone and not kept
    return [
        *([Happened(turn=Turn.CONFIRMED, key=SEEN, receipt=stands)] if own and SEEN not in answered.seen else []),
        *sorted(said, key=lambda one: one.post.posted_at if one.post else now),
        *edited,
        *([Happened(turn=Turn.DELETED, key="deleted")] if deleted else []),
        *(turn for receipt in receipts if (turn := _stood(stands, receipt))),
    ]


def _is_ours(answered: Answered, post: Post) -> bool:
    """Tell whether a post is our answer: by its id, by its address, or, posted by hand, by its place and words."""
    receipt = answered.receipt
    if receipt.external_id:
        return post.external_id == receipt.external_id
    if receipt.url and links.canonical_url(post.url) == links.canonical_url(receipt.url):
        return post.external_id != answered.post.external_id and not _is_person(answered, post)
    below = post.parent_id == answered.post.external_id and not _is_person(answered, post)
    return below and bool(answered.text) and same_words(answered.text, post.text)


def _confirmed(answered: Answered, own: Post | None) -> Receipt:
    if own is None or answered.receipt.external_id:
        return answered.receipt
    return replace(answered.receipt, external_id=own.external_id, url=answered.receipt.url or own.url)


def _is_person(answered: Answered, post: Post) -> bool:
    person, author = answered.post.author, post.author
    if person.id or author.id:
        return bool(person.id) and person.id == author.id
    return bool(person.handle) and person.handle == author.handle


def spoke(answered: Answered, post: Post) -> bool:
    """Tell whether the person we answered published this after our answer, in the same conversation."""
    first, own = answered.post, answered.receipt.external_id
    if not _is_person(answered, post) or post.external_id in (first.external_id, own):
        return False
    thread = first.thread_id or first.external_id
    below = {first.external_id, own} - {""}
    return post.posted_at >= answered.sent_at - CLOCK_SLACK and (post.parent_id in below or post.thread_id == thread)


def _said(post: Post, now: datetime) -> Happened:
    thanks, wants_us = _mood(post, now)
    turn = Turn.THANKED if thanks else Turn.ANSWERED
    return Happened(turn=turn, key=f"said:{post.external_id}", post=post, wants_us=wants_us)


def _mood(post: Post, now: datetime) -> tuple[bool, bool]:
    """Return whether somebody is happy and done, and whether they want us again; what we cannot read may."""
    judged = urgency.judge(post, urgency.Context(now=now, objective=Objective.SERVE))
    score, strengths = judged.score, judged.strengths
    asks = any(strengths.get(factor, 0.0) >= enough for factor, enough in ASKING.items())
    asks = asks or wants_more(post, score, now)
    if score.sentiment >= HAPPY and score.needs_reply < WANTS and not asks:
        return True, False
    unread = any(reason.factor == urgency.UNREAD for reason in score.reasons)
    return False, asks or unread or score.needs_reply >= WANTS or score.sentiment <= UNHAPPY


def _edited(answered: Answered, post: Post, now: datetime) -> Happened | None:
    first = answered.post
    if post.external_id != first.external_id or content_hash(post) == answered.words or not answered.words:
        return None
    key, before, after = f"edited:{content_hash(post)}", answered.rating, post.rating
    if before and after and before != after:
        return Happened(turn=Turn.EDITED, key=key, post=post, stars=(before, after), wants_us=after < before)
    return Happened(turn=Turn.EDITED, key=key, post=post, wants_us=_mood(post, now)[1])


def _stood(stands: Receipt, receipt: Receipt) -> Happened | None:
    """Return how our answer stands by now, where that is news."""
    if stands.external_id and receipt.external_id != stands.external_id:
        return None
    if receipt.post_id != stands.post_id or receipt.standing is stands.standing:
        return None
    now_stands = replace(receipt, url=receipt.url or stands.url)
    key = f"{receipt.standing}:{receipt.external_id}"
    return Happened(
        turn=Turn(receipt.standing), key=key, receipt=now_stands, wants_us=receipt.standing is Standing.REJECTED
    )

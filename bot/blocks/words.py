"""People's words for what the memory calls by short names."""

from bot.blocks import text
from storage.records import Burial, Dismissal, Kind, Level, Mention, Objective, Reason, Verdict

LEVEL = {
    Level.CRITICAL: ("🔴", "Critical"),
    Level.HIGH: ("🟠", "High"),
    Level.NORMAL: ("🟡", "Normal"),
    Level.LOW: ("⚪", "Low"),
}
KIND = {Kind.POST: "post", Kind.COMMENT: "comment", Kind.REVIEW: "review", Kind.ARTICLE: "article"}
DISMISSAL = {
    Dismissal.NOT_US: "not about us",
    Dismissal.SPAM: "spam",
    Dismissal.NOT_URGENT: "not urgent",
    Dismissal.NO_ANSWER: "no answer needed",
}
VERDICT = {
    Verdict.URGENT: "urgent",
    Verdict.NOT_URGENT: "not urgent",
    Verdict.SPAM: "spam",
    Verdict.NOT_ABOUT_US: "not about us",
    Verdict.RIGHT: "right",
    Verdict.WRONG: "wrong",
    Verdict.WITHDRAWN: "took it back",
}
BURIAL = {
    Burial.DELETED: "It was deleted where it stood; its words were taken out of the memory, too.",
    Burial.EXPIRED: "Its words are kept no longer, as its platform asks.",
    Burial.OUTDATED: "Its words are kept no longer, as whoever runs Earshot wishes.",
    Burial.FORGOTTEN: "Removed at the wish of whoever wrote it.",
}
OBJECTIVE = {
    Objective.SERVE: "serve people",
    Objective.PROTECT: "protect the name",
    Objective.LEARN: "learn",
    Objective.JOIN: "join conversations",
    Objective.THANK: "thank people",
}
HISTORY = {
    "heard": "heard it",
    "edited": "the post was edited",
    "claimed": "claimed it",
    "released": "released it",
    "handed": "gave it to",
    "took_back": "took it back",
    "not_served": "took back that the person is served",
    "shared": "shared it with the team",
    "lapsed": "its time was over, back to the queue; before it was with",
    "snoozed": "let it sleep until",
    "woke": "woke it: back to the queue",
    "merged": "merged it with another card",
    "took_in": "merged another card into it",
    "drafted": "saved a draft",
    "dismissed": "dismissed it",
    "answered": "answered it",
    "closed": "closed it as served",
    "reopened": "opened it again",
    "proposed": "asked for approval",
    "not_approved": "did not approve it",
    "withdrew": "took the question for approval back",
    "promised": "promised something in the answer",
    "kept_promise": "kept what was promised",
    "approved": "let the answer go out",
    "overrode": "sent it in spite of a warning",
    "called_back": "called the answer back",
    "sent": "answered it from here",
    "failed": "the answer could not be sent",
    "uncertain": "nobody knows whether the answer arrived",
    "not_there": "looked, and it is not there: sent again",
    "spoke_again": "opened it again, because they want us",
    "answered_us": "they answered us",
    "thanked_us": "they thanked us",
    "edited_after": "they changed it after our answer, which may be outdated",
    "deleted_after": "it was deleted after our answer",
    "confirmed": "our answer was heard where it stands",
    "published": "our answer is shown",
    "pending": "our answer is held back by the platform",
    "rejected": "the platform rejected our answer",
    "removed": "our answer does not stand there any more",
    "spam_wished": "asked to mark it as spam there, too",
    "spam_removed": "marked as spam there, too",
    "spam_kept": "it could not be marked as spam there",
    "deleted": "it was deleted where it stood",
    "expired": "its words were kept no longer",
    "outdated": "its words were kept no longer",
    "forgotten": "forgot whoever wrote it, at their wish",
    "late": "the promised time was over",
    "split": "took a post out of the bundle",
    "quote_asked": "asked whether we may quote it",
    "quote_given": "kept that we may quote it",
    "quote_refused": "kept that we must not quote it",
}


def buried(mention: Mention) -> str:
    """Return why a post's words are gone, and after how long; nothing where they are not."""
    if mention.buried_as is None:
        return ""
    said = BURIAL[mention.buried_as]
    if mention.buried_as in (Burial.DELETED, Burial.FORGOTTEN) or mention.buried_at is None:
        return said
    return said.replace("are kept no longer", f"were taken out after {text.span(mention.buried_at - mention.heard_at)}")


def urgency(mention: Mention) -> str:
    """Return how urgent it is: a sign, a word and a number, so that nobody depends on colour."""
    sign, word = LEVEL[mention.level]
    return f"{sign} {word} {mention.urgency}"


def stars(rating: float | None) -> str:
    """Return a rating as stars and as a number, nothing where there is none."""
    if rating is None:
        return ""
    full = min(5, max(0, round(rating)))
    return f"{'★' * full}{'☆' * (5 - full)} {rating:g} of 5"


def factor(reason: Reason) -> str:
    """Return the name of a factor as words."""
    words = reason.factor.replace("_", " ").replace(":", ": ").strip()
    return words[:1].upper() + words[1:]


def because(reason: Reason, limit: int = 60) -> str:
    """Return a factor with its evidence, as safe markup on one line."""
    evidence = text.short(reason.evidence, limit)
    return text.short(factor(reason), limit) + (f" ({evidence})" if evidence else "")


def author(mention: Mention) -> str:
    """Return who wrote it, as one line of untrusted text."""
    by = mention.post.author
    name, handle = text.one_line(by.name), text.one_line(by.handle)
    if name and handle and name.casefold() != handle.casefold().lstrip("@"):
        return f"{name} (@{handle.lstrip('@')})"
    return name or (f"@{handle.lstrip('@')}" if handle else "somebody")


def place(mention: Mention, source: str) -> str:
    """Return where it was said: the platform's title, or for a feed and what a teammate shared the site."""
    return (text.host(mention.post.url) if mention.post.source in {"feed", "shared"} else "") or source


def reach(mention: Mention) -> str:
    """Return how many follow the author, where that is known."""
    followers = mention.post.author.followers
    return f"{followers:,} followers" if followers is not None and followers >= 0 else ""


def first_words(mention: Mention, limit: int = 80) -> str:
    """Return how the post begins, title first, as one line of untrusted text."""
    post = mention.post
    return text.cut(
        text.one_line(f"{post.title} – {post.text}" if post.title and post.text else post.title or post.text), limit
    )

"""What `python -m listeners sources` tells of each source, for people and for programs. Pure.

Everything stands in the source itself: its facts in `about` and `writing`, what it can do in the protocols it has.
"""

from collections.abc import Iterable
from datetime import timedelta

from listeners.source import About, Allowance, Follows, Moderates, Replies, Setting, SignsIn, Source, Streams
from storage.allowances import told
from storage.records import Counted, Once, Writing

_ONCE = {
    Once.KEY: "the platform knows a repeated sending by its key",
    Once.UPSERT: "one answer per post, which a repeated sending replaces",
    Once.LOOK: "our answer is looked for before it is sent again",
}
_COUNTED = {
    Counted.CHARACTERS: "characters",
    Counted.GRAPHEMES: "characters as people see them",
    Counted.BYTES: "bytes of UTF-8",
    Counted.UTF16: "UTF-16 units",
    Counted.WEIGHTED: "characters, most scripts and emoji counting two",
}


def shape_of(source: Source) -> dict[str, object]:
    """Return all that is known of a source, as JSON says it: durations in seconds, null for none."""
    about = source.about
    return {
        "name": about.name,
        "title": about.title,
        "docs": about.docs,
        "base_url": about.base_url,
        "reads": list(about.reads),
        "answers": _answers(source.writing) if isinstance(source, Replies) else None,
        "follows": isinstance(source, Follows),
        "moderates": isinstance(source, Moderates),
        "streams": isinstance(source, Streams),
        "signs_in": isinstance(source, SignsIn),
        "settings": [_setting(about, one) for one in about.settings],
        "pace_seconds": about.pace.total_seconds(),
        "least_pace_seconds": about.least_pace.total_seconds(),
        "allowances": [_allowance(about, one) for one in about.allowances],
        "terms": about.terms,
        "text_kept_seconds": _seconds(about.text_kept),
        "author_kept_seconds": _seconds(about.author_kept),
        "verified": list(about.verified),
        "unverified": about.unverified,
    }


def lines_of(source: Source) -> str:
    """Return what people want to know of a source, some lines."""
    about = source.about
    told_of = [f"{about.name}  {about.title}: {', '.join(about.reads)} ({about.docs})"]
    told_of += [f"    {one.name}{_how(about, one)}: {one.about}" for one in about.settings]
    told_of += [f"    {line}" for line in (_can(source), *_manners(about), _tried(about)) if line]
    return "\n".join(told_of)


def _answers(writing: Writing) -> dict[str, object]:
    return {
        "limit": writing.limit,
        "least": writing.least,
        "counted": writing.counted.value,
        "link": writing.link,
        "addressed": writing.addressed,
        "once": writing.once.value,
        "can_edit": writing.can_edit,
        "can_delete": writing.can_delete,
        "note": writing.note,
        "only_tagged": writing.only_tagged,
        "only_kinds": [kind.value for kind in writing.only_kinds],
        "only_home": writing.only_home,
        "needs": [list(names) for names in writing.needs],
    }


def _setting(about: About, one: Setting) -> dict[str, object]:
    return {
        "name": one.name,
        "key": _key(about, one),
        "about": one.about,
        "required": one.required,
        "secret": one.secret,
    }


def _allowance(about: About, one: Allowance) -> dict[str, object]:
    key = f"{about.name}_{one.setting}".upper() if one.setting else None
    return {"unit": one.unit, "per": one.per.value, "most": one.most, "key": key, "timezone": one.timezone}


def _key(about: About, one: Setting) -> str | None:
    """Return what the environment calls a setting; <SOURCE>_URL is the base address, whatever a listener's url is."""
    return f"{about.name}_{one.name}".upper() if one.name != "url" else None


def _how(about: About, one: Setting) -> str:
    marks = [word for word, holds in (("required", one.required), ("secret", one.secret)) if holds]
    key = _key(about, one)
    words = [*marks, *([key] if key else [])]
    return f" ({', '.join(words)})" if words else ""


def _can(source: Source) -> str:
    if not isinstance(source, Replies):
        answers = "answers by hand"
    else:
        writing = source.writing
        answers = f"answers, {writing.limit:,} {_COUNTED[writing.counted]} at most; {_ONCE[writing.once]}"
    more = [
        (isinstance(source, Follows), "follows what comes after"),
        (isinstance(source, Moderates), "marks spam"),
        (isinstance(source, Streams), "tells by itself"),
    ]
    return "; ".join([answers, *(words for holds, words in more if holds)])


def _manners(about: About) -> Iterable[str]:
    for one in about.allowances:
        key = f" ({about.name}_{one.setting})".upper() if one.setting else ""
        yield f"at most {told(one.unit, one.most)} a {one.per.value}{key}"
    kept = [("texts", about.text_kept), ("people's names", about.author_kept)]
    if any(length for _, length in kept):
        yield "keeps " + ", ".join(f"{what} for {_hours(length)}" for what, length in kept if length)
    yield about.terms


def _tried(about: About) -> str:
    tried = f"tried against: {', '.join(about.verified)}" if about.verified else "not tried against anything yet"
    return f"{tried}. {about.unverified}".rstrip(" .") + "."


def _hours(length: timedelta) -> str:
    hours = length // timedelta(hours=1)
    return f"{hours} hours" if hours < 100 else f"{length.days} days"  # noqa: PLR2004 - as people count


def _seconds(length: timedelta | None) -> float | None:
    return length.total_seconds() if length else None

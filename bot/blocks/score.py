"""What was learned from a team, in plain words: which reasons weigh more or less, from whom, and what that changes."""

from collections.abc import Mapping, Sequence

from bot.blocks import text, words
from bot.blocks.message import Block, Message
from storage.records import LABELS_NEEDED, Feedback, Lesson, LessonKind, Mention

NOTICED = 0.05  # a weight that moved less weighs as it did
FACTORS_SHOWN = 8
WORDS_SHOWN = 6
WATCHES_SHOWN = 5
HOW = "Press *Why* on a card, or choose a reason in *Dismiss …*."


def explain(lesson: Lesson | None, labels: int, watches: Mapping[int, str]) -> Message:
    """Return what counts now and what it rests on; `watches` names them, `labels` is how much may be learned from."""
    if lesson is None or (lesson.taste is None and not lesson.likenesses):
        return _nothing(lesson, labels)
    lines = [f"*What Earshot learned from you*, {text.at(lesson.at)}", *_weights(lesson), *_others(lesson, watches)]
    told = [*text.paragraphs(lines), text.context("`/earshot score reset` goes back to what was shipped.")]
    return Message(text="\n".join(lines), blocks=told)


def history(lessons: Sequence[Lesson], said: Sequence[Feedback], about: Mapping[int, Mention]) -> Message:
    """Return the last lessons and the last words, newest first."""
    if not lessons and not said:
        return Message(text=f"Nobody has said anything of a mention yet. {HOW}")
    learned = ["*Learned*", *(_lesson(lesson) for lesson in lessons)] if lessons else ["Nothing was learned yet."]
    spoken = ["*Said*", *(_said(one, about.get(one.mention_id or 0)) for one in said)] if said else []
    blocks = [block for lines in (learned, spoken) if lines for block in text.paragraphs(lines)]
    return Message(text="\n".join([*learned, *spoken]), blocks=blocks)


def ask_reset(lesson: Lesson | None) -> Message:
    """Return the question whether all of it should be forgotten."""
    if lesson is None or lesson.kind is LessonKind.RESET:
        return Message(text="There is nothing to set back: the shipped weights count.")
    goes = (
        f"The shipped weights count again, and what was learned from {_labels(lesson.labels)} does not. "
        "It stays in the history and can be brought back."
    )
    button = text.button("Set back", "score_reset", lesson.id, style="danger") | {
        "confirm": {
            "title": text.plain("Set the weights back?", 100),
            "text": text.plain(goes, 300),
            "confirm": text.plain("Set back", 30),
            "deny": text.plain("Keep them", 30),
            "style": "danger",
        }
    }
    return Message(text=goes, blocks=[text.section(goes), {"type": "actions", "elements": [button]}])


def was_reset(before: Lesson) -> Message:
    """Return what a reset did, with the way back."""
    said = "The shipped weights count again, from the next post on. Only what you say from now on is learned from."
    back: Block = {"type": "actions", "elements": [text.button("Bring it back", "score_restore", before.id)]}
    return Message(text=said, blocks=[text.section(said), back])


def was_restored(lesson: Lesson) -> str:
    """Return what bringing a lesson back did."""
    return f"What was learned from {_labels(lesson.labels)} counts again, from the next post on."


def _nothing(lesson: Lesson | None, labels: int) -> Message:
    since = ""
    if lesson is not None and lesson.kind is LessonKind.RESET:
        since = f"{text.person(lesson.by)} went back to the shipped weights, {text.at(lesson.at)}. "
    known = f"there {'is 1' if labels == 1 else f'are {labels:,}'}"
    if labels >= LABELS_NEEDED:
        said = f"{known} words on how urgent mentions are. It learns within a minute, or needs a second person's word."
    else:
        said = f"it takes {LABELS_NEEDED} words on how urgent mentions are, and {known}. {HOW}"
    return Message(text=f"{since}Earshot has learned nothing {'since' if since else 'yet'}: {said}")


def _weights(lesson: Lesson) -> list[str]:
    taste = lesson.taste
    if taste is None:
        return ["The reasons weigh as shipped."]
    people = f"{lesson.people} {'person' if lesson.people == 1 else 'people'}"
    ratios = {factor: taste.weights[factor] / shipped for factor, shipped in lesson.shipped.items() if shipped}
    more = sorted((factor for factor in ratios if ratios[factor] > 1 + NOTICED), key=lambda factor: -ratios[factor])
    less = sorted((factor for factor in ratios if ratios[factor] < 1 - NOTICED), key=lambda factor: ratios[factor])
    lines = [f"From {_labels(lesson.labels)} by {people}."]
    lines += [f"Weighs more: {_listed(more, ratios)}."] if more else []
    lines += [f"Weighs less: {_listed(less, ratios)}."] if less else []
    shift = taste.base - lesson.shipped_base
    if abs(shift) > NOTICED:
        lines.append(f"Every mention starts a little {'higher' if shift > 0 else 'lower'}.")
    return [*lines, _effect(lesson)]


def _listed(factors: Sequence[str], ratios: Mapping[str, float]) -> str:
    shown = [f"{text.short(factor, 40)} ({ratios[factor]:.1f} times)" for factor in factors[:FACTORS_SHOWN]]
    rest = len(factors) - FACTORS_SHOWN
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


def _effect(lesson: Lesson) -> str:
    if not lesson.tried:
        return "No post of the last 30 days can be scored again yet."
    tried = f"Of {lesson.tried:,} posts heard in 30 days"
    if not lesson.more and not lesson.fewer:
        return f"{tried} it changes no alert."
    return f"{tried} it would have alerted about {lesson.more:,} more and {lesson.fewer:,} fewer."


def _others(lesson: Lesson, watches: Mapping[int, str]) -> list[str]:
    lines = []
    for watch_id, odds in list(lesson.likenesses.items())[:WATCHES_SHOWN]:
        telling = sorted((word for word in odds if odds[word] > 0), key=lambda word: (-odds[word], word))
        shown = ", ".join(f"“{text.short(word, 30)}”" for word in telling[:WORDS_SHOWN])
        if shown and watch_id in watches:
            lines.append(f"*{text.short(watches[watch_id], 60)}*: {shown} near the name mean another.")
    return lines


def _lesson(lesson: Lesson) -> str:
    match lesson.kind:
        case LessonKind.RESET:
            what = f"{text.person(lesson.by)} went back to the shipped weights"
        case LessonKind.RESTORED:
            what = f"{text.person(lesson.by)} brought back what {_labels(lesson.labels)} had taught"
        case LessonKind.FIT:
            what = f"from {_labels(lesson.labels)}"
    return f"• {text.at(lesson.at)}: {what}"


def _said(one: Feedback, mention: Mention | None) -> str:
    about = f" – {text.short(words.first_words(mention, 60), 60)}" if mention else ""
    reason = f" (reason {text.short(one.factor, 40)})" if one.factor else ""
    return f"• {text.at(one.said_at)} {text.person(one.person)}: {words.VERDICT[one.verdict]}{reason}{about}"


def _labels(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"

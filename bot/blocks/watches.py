"""Watches in Slack: the form that makes one, and the list with the health of its ears."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.blocks import budget as budgets, modals, text, words
from bot.blocks.message import Block
from bot.budget import Past
from bot.watchform import LONGEST_NAME, SILENCE, USUAL, Preview
from storage.records import MOST_ALERTS, Backlog, Objective, SourceFacts, Watch

FORM = "watch_form"
OBJECTIVES = {
    Objective.SERVE: "Answer everybody who needs help, fast.",
    Objective.PROTECT: "Hear trouble early, before it grows.",
    Objective.LEARN: "Understand what people like and miss.",
    Objective.JOIN: "Take part where people talk about our subject.",
    Objective.THANK: "Find those who recommend us, and thank them.",
}
BACKLOGS = {
    Backlog.OPENING: "One opening card with the five most urgent",
    Backlog.ALERT: "Alert each of them",
    Backlog.SILENT: "Only remember it",
}
QUERY_HINT = (
    'Words, "phrases", AND OR NOT, -word, (…), wild*, "refund acme"~5, title: author: site: lang: kind: rating:<=2. '
    "Empty: everything the places below bring."
)
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{5,}")


def form(
    answers: Mapping[str, str],
    sources: Sequence[SourceFacts],
    *,
    watch_id: int = 0,
    preview: Preview | None = None,
    past: Past | None = None,
    checked: str = "",
    trouble: str = "",
) -> Block:
    """Return the form of a watch, filled in; while its query is not the `checked` one, sending it off tries it.

    `past` is what it would have heard: shown beside the urgency from which it alerts.
    """
    blocks = [
        *([text.section(f"⚠️ {text.escape(trouble)}")] if trouble else []),
        *(_previewed(preview) if preview else []),
        *_why_and_what(answers),
        *_where(answers, sources),
        *_when(answers, past, watch_id),
    ]
    metadata = json.dumps({"id": watch_id, "checked": checked})
    return modals.modal(
        "Edit watch" if watch_id else "Add a watch",
        blocks,
        submit="Save" if checked else "Check and preview",
        callback=FORM,
        metadata=metadata,
    )


def metadata_of(metadata: str) -> tuple[int, str]:
    """Return the watch's id and what was checked, as the form carries them."""
    carried = json.loads(metadata or "{}")
    return int(carried.get("id", 0)), str(carried.get("checked", ""))


def _why_and_what(answers: Mapping[str, str]) -> list[Block]:
    options = [
        {
            "text": text.plain(words.OBJECTIVE[objective].capitalize()),
            "description": text.plain(said),
            "value": objective.value,
        }
        for objective, said in OBJECTIVES.items()
    ]
    return [
        modals.question(
            "name", "Name", _line(answers.get("name", ""), longest=LONGEST_NAME), "Your brand, product or subject."
        ),
        modals.question(
            "objective", "Why do you listen?", _chosen("radio_buttons", options, answers.get("objective", ""))
        ),
        modals.question("query", "What to listen for", _lines(answers.get("query", "")), QUERY_HINT, optional=True),
    ]


def _where(answers: Mapping[str, str], sources: Sequence[SourceFacts]) -> list[Block]:
    known = ", ".join(source.name for source in sources) or "hackernews, feed"
    hint = (
        "One place a line: hackernews, or feed https://example.com/feed/ – with every=5m to ask at another pace. "
        f"Places: {known}."
    )
    return [
        modals.question("listens", "Where to listen", _lines(answers.get("listens", "")), text.cut(hint, 2000)),
        modals.question("channel", "Where to tell", _channel(answers.get("channel", ""))),
        modals.question(
            "ours",
            "Our own accounts",
            _line(answers.get("ours", "")),
            "Handles or names with commas between; what they publish never alerts.",
            optional=True,
        ),
    ]


def _when(answers: Mapping[str, str], past: Past | None, watch_id: int) -> list[Block]:
    backlogs = [{"text": text.plain(said), "value": backlog.value} for backlog, said in BACKLOGS.items()]
    urgency: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": "100"}
    if answers.get("alert_at", "").isdecimal():
        urgency["initial_value"] = answers["alert_at"]
    at = int(answers["alert_at"]) if answers.get("alert_at", "").isdecimal() else USUAL
    clock: Block = {"type": "timepicker"}
    if re.fullmatch(r"\d\d:\d\d", answers.get("digest_at", "")):
        clock["initial_time"] = answers["digest_at"]
    return [
        modals.question("alert_at", "Alert from urgency", urgency, "0 to 100; what is below waits for the digest."),
        *(budgets.table(past, at, watch_id=watch_id) if past is not None else ()),
        *_budget(answers),
        *(_silence(answers) if not watch_id or answers.get("silent", "0") != "0" else ()),
        modals.question(
            "answer_within", "Answer within", _line(answers.get("answer_within", "")), "Such as 30m, 1h or 1d."
        ),
        modals.question(
            "lease",
            "A claim lasts",
            _line(answers.get("lease", "")),
            "Such as 2h. Writing makes it longer; once it is over, the post is back in the queue.",
        ),
        modals.question(
            "four_eyes",
            "A second person approves",
            _line(answers.get("four_eyes", "")),
            "Write always, an urgency such as 60, names of places, or both: 60, trustpilot. Empty: never.",
            optional=True,
        ),
        modals.question("digest_at", "Daily digest at", clock),
        modals.question("timezone", "Time zone", _line(answers.get("timezone", "")), "Such as Europe/Berlin."),
        modals.question(
            "backlog",
            "What is already out there",
            _chosen("static_select", backlogs, answers.get("backlog", "")),
        ),
    ]


def _budget(answers: Mapping[str, str]) -> list[Block]:
    most: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": str(MOST_ALERTS)}
    if answers.get("at_most", "").isdecimal():
        most["initial_value"] = answers["at_most"]
    keep = {
        "text": text.plain("Keep to it: fit the urgency again every day"),
        "description": text.plain("Never below the number above; the digest says when it moves by more than 5."),
        "value": "keep",
    }
    ticks: Block = {"type": "checkboxes", "options": [keep]}
    if answers.get("keep"):
        ticks["initial_options"] = [keep]
    hint = "Leave it empty to keep the number above; else saving sets it to what would have kept to this."
    return [
        modals.question(
            "at_most", "At most so many alerts a day", most, f"{hint} Critical posts always alert.", optional=True
        ),
        modals.question("keep", "As time goes on", ticks, optional=True),
    ]


def _silence(answers: Mapping[str, str]) -> list[Block]:
    silent = answers.get("silent", "0")
    days = int(silent) if silent.isdecimal() and int(silent) else SILENCE
    options = [
        {"text": text.plain("Alert at once"), "value": "0"},
        {"text": text.plain(f"Listen silently for {days} days, then propose from what urgency"), "value": str(days)},
    ]
    hint = (
        "Silent: only danger, leaks and legal threats alert. Then one message proposes an urgency from what was heard."
    )
    return [modals.question("silent", "How it begins", _chosen("static_select", options, silent), hint)]


def _previewed(preview: Preview) -> list[Block]:
    if preview.trouble:
        return [text.section(f"⚠️ {text.escape(preview.trouble)} You can save all the same.")]
    if not preview.tried:
        return [text.section("There are no stored posts to try this on. Save to begin listening.")]
    said = f"*Would have matched {preview.matched} of the last {preview.tried} stored posts.*"
    examples = [
        text.quote(text.leaf(text.cut(text.one_line(f"{post.title} {post.text}"), 200))) for post in preview.examples
    ]
    after = text.context("Change anything below, or save.")
    return [text.section(said), *examples, after, {"type": "divider"}]


def _line(value: str, *, longest: int = 1000) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": longest}
    return element | ({"initial_value": text.cut(value, longest)} if value else {})


def _lines(value: str) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": 3000}
    return element | ({"initial_value": value[:3000]} if value else {})


def _chosen(kind: str, options: Sequence[Block], value: str) -> Block:
    chosen = [option for option in options if option["value"] == value]
    return {"type": kind, "options": list(options)} | ({"initial_option": chosen[0]} if chosen else {})


def _channel(value: str) -> Block:
    """Return the menu of channels; a watch that names its channel in words shows them as text."""
    if value and not CHANNEL_ID.fullmatch(value):
        return _line(value)
    known: Block = {"initial_conversation": value} if value else {"default_to_current_conversation": True}
    chats = {"include": ["public", "private"], "exclude_bot_users": True}
    return {"type": "conversations_select", "filter": chats, **known}


def entry(watch: Watch, health: Sequence[str], *, goes: str) -> list[Block]:
    """Return a watch in the list: what, where, how well it hears, and its buttons; `goes` says what removing takes."""
    state = " · *paused*" if watch.paused else ""
    query = f"“{text.short(watch.query, 150)}”" if watch.query else "everything its places bring"
    said = (
        f"*{text.short(watch.name, LONGEST_NAME)}*{state} – {words.OBJECTIVE[watch.objective]}\n{query}\n"
        f"{_tells(watch)}; answers within "
        f"{text.span(watch.answer_within)}; digest at {watch.digest_at:%H:%M} {text.short(watch.timezone, 40)}"
    )
    pause = (
        text.button("Resume", "watch_resume", watch.id)
        if watch.paused
        else text.button("Pause", "watch_pause", watch.id)
    )
    buttons = [text.button("Edit", "watch_edit", watch.id), pause, remove_button(watch, goes)]
    shown = [f"{line}" for line in health[:8]] + ([f"and {len(health) - 8} more"] if len(health) > 8 else [])  # noqa: PLR2004
    return [
        text.section(said),
        text.context(*(shown or ["⚠️ It listens nowhere yet: edit it."])),
        {"type": "actions", "elements": buttons},
    ]


def _tells(watch: Watch) -> str:
    where = text.channel(watch.channel)
    if watch.silent_since is not None:
        until = text.at(watch.silent_since + timedelta(days=watch.silent_days))
        return f"Listens silently until {until}; then it proposes in {where} from what urgency to alert"
    if watch.alerts_a_day is None:
        return f"Tells {where} from urgency {watch.alert_at}"
    return f"Tells {where} from urgency {watch.alerts_from} (fitted to at most {watch.alerts_a_day} a day)"


def remove_button(watch: Watch, goes: str) -> Block:
    """Return the button that removes a watch after asking; `goes` says what would be lost."""
    confirm = {
        "title": text.plain("Remove this watch?", 100),
        "text": text.plain(goes, 300),
        "confirm": text.plain("Remove", 30),
        "deny": text.plain("Keep it", 30),
        "style": "danger",
    }
    return text.button("Remove", "watch_remove", watch.id, style="danger") | {"confirm": confirm}

"""A spike in Slack: how much more than usual, since when, of what, how unhappy, and the post to read first."""

from collections.abc import Mapping

from bot.blocks import card, text
from bot.blocks.message import Message
from storage.records import Mention, Spike, Watch

LOUDER = 0.05  # of all posts: a smaller change of mood is none


def message(spike: Spike, watch: Watch, top: Mention | None, sources: Mapping[str, str]) -> Message:
    """Return the one card of a spike, as far as it is known by now."""
    said = (
        f"📈 *{text.short(watch.name, 60)}* hears far more than usual: *{spike.peak:,} posts* in an hour, "
        f"{usual(spike)}. Since {text.clock(spike.began)}: {spike.count:,} in all."
    )
    cause = text.joined((about(spike), mood(spike)))
    rows = []
    if top is not None:
        row = card.row(top, sources.get(top.post.source, top.post.source))
        rows = [text.section(row) | {"accessory": text.button("Show card", "show_card", top.id)}]
    return Message(text=text.joined((said, cause)), blocks=[text.section(said), text.context(cause), *rows])


def usual(spike: Spike) -> str:
    """Return what that hour holds otherwise."""
    return f"usually {spike.usual:,.0f}" if spike.usual >= 1 else "usually hardly any"


def about(spike: Spike) -> str:
    """Return what it is about, in the words that are new."""
    terms = ", ".join(f"“{text.short(term, 30)}”" for term in spike.terms)
    return f"New in it: {terms}" if terms else "No word stands out"


def mood(spike: Spike) -> str:
    """Return how unhappy it is, beside the weeks before."""
    now, before = (f"{round(100 * share)} %" for share in (spike.negative, spike.negative_before))
    change = spike.negative - spike.negative_before
    if abs(change) < LOUDER:
        return f"{now} unhappy, as ever"
    return f"{now} unhappy, {'up' if change > 0 else 'down'} from {before}"

"""Who says the same: counted on the card, listed one click away, taken out by whoever knows better."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.blocks import spike as spike_blocks
from bot.playground import Message, checks
from storage import hearing, mentions, spikes
from storage.records import Hearing, Spike, Watch
from storage.spikes import Rise, Said
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_score, a_watch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def tell(work: Work, watch: Watch, count: int) -> Message:
    """Have one story heard from several papers, and wait for its card."""
    heard = [
        Hearing(
            post=a_post(f"Acme recalls kettles, says paper {number}", url=f"https://paper{number}.example/a"),
            watch=watch,
            score=a_score(),
            keys=("story",),
        )
        for number in range(count)
    ]
    hearing.take_in(work.store, TEAM, heard, now=datetime.now(UTC))
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), what="the card")
    return work.reads(f"and {count - 1} more say")


def test_later_prints_of_a_story_refresh_its_card_and_are_listed_one_click_away(work: Work) -> None:
    """One card, a counter, the outlets behind a button."""
    watch = a_watch(work.store)
    first = tell(work, watch, 3)
    later = replace(a_post("Kettles again"), url="https://late.example/a")
    more = Hearing(post=later, watch=watch, score=a_score(90), keys=("story",))
    hearing.take_in(work.store, TEAM, [more], now=datetime.now(UTC))
    card = work.reads("and 3 more say the same")
    noor = work.slack.person("noor")
    noor.click(card, "others")
    work.slack.wait_until(lambda: noor.view is not None and "late.example" in noor.view.text_seen())
    assert noor.view is not None
    seen = noor.view.text_seen()

    assert len(work.slack.messages(CHANNEL)) == 1
    assert card.ts == first.ts
    assert "paper1.example" in seen
    assert "1 to 3 of 3 that say the same" in seen


def test_a_post_that_is_not_the_same_leaves_the_bundle_and_gets_its_own_card(work: Work) -> None:
    """The list shows who is left; the claim of the one is not the claim of the other."""
    card = tell(work, a_watch(work.store), 3)
    noor = work.slack.person("noor")
    noor.click(card, "others")
    work.slack.wait_until(lambda: noor.view is not None and "paper" in noor.view.text_seen())
    lead = next(found for found in mentions.walk(work.store, TEAM) if found.bundle_id is None)
    assert noor.view is not None
    out = mentions.copies(work.store, TEAM, lead.id, start=0, limit=1)[0]
    noor.click(noor.view, "split", f"{lead.id}:{out.id}")
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, what="a second card")
    work.slack.wait_until(lambda: noor.view is not None and "1 to 1 of 1" in noor.view.text_seen())
    work.slack.wait_until(lambda: "and 1 more says the same" in work.slack.messages(CHANNEL)[0].text_seen())
    noor.click(work.slack.messages(CHANNEL)[1], "claim")
    work.reads("Noor Haddad has this")

    assert work.again(out).owner == noor.id
    assert work.again(lead).owner == ""


def a_spike(**more: object) -> Spike:
    """Invent a spike."""
    known: dict[str, object] = {
        "id": 1,
        "workspace": TEAM,
        "watch_id": 1,
        "began": NOW,
        "last": NOW,
        "peak": 48,
        "usual": 6.4,
        "surprise": 8.0,
        "count": 73,
        "terms": ("recalled", "handle"),
        "negative": 0.62,
        "negative_before": 0.18,
        "mention_id": None,
    }
    return Spike(**(known | more))  # type: ignore[arg-type]


def test_a_spike_is_one_card_with_its_cause_that_follows_it(work: Work) -> None:
    """How many, how many usually, the new words, the mood, the post to read first."""
    watch = a_watch(work.store)
    top = work.alert()
    said = Said(texts=(), count=50, negative=0.6, top=work.mention().id)
    risen = Rise(hour=NOW, count=48, usual=6, surprise=8, terms=("recalled",), said=said, negative_before=0.1)
    spikes.rise(work.store, watch, risen, now=datetime.now(UTC))
    card = work.reads("hears far more than usual")
    spikes.rise(work.store, watch, replace(risen, said=replace(said, count=90)), now=datetime.now(UTC))
    followed = work.reads("90 in all")

    assert "*48 posts* in an hour, usually 6" in card.text_seen()
    assert "New in it: “recalled” · 60 % unhappy, up from 10 %" in card.text_seen()
    assert "kettle leaks" in card.text_seen()
    assert (followed.ts, len(work.slack.messages(CHANNEL))) == (card.ts, 2)
    assert card.ts != top.ts


def test_a_spike_says_what_it_does_not_know() -> None:
    """No new words, no usual, no change of mood, no post any more."""
    bare = a_spike(terms=(), usual=0.0, negative=0.2, negative_before=0.18)
    drawn = spike_blocks.message(bare, Watch(name="Acme <!here>", objective="serve", channel="#m"), None, {})  # type: ignore[arg-type]

    assert "usually hardly any" in drawn.text
    assert "No word stands out · 20 % unhappy, as ever" in drawn.text
    assert "<!here>" not in drawn.text
    assert checks.message(list(drawn.blocks)) == []


def test_a_spike_of_hostile_words_stays_harmless() -> None:
    """The new words come from the web."""
    drawn = spike_blocks.message(
        a_spike(terms=("<!channel>", "*bold*", "x" * 5000)),
        Watch(name="Acme", objective="serve", channel="#m"),  # type: ignore[arg-type]
        None,
        {},
    )

    assert "<!channel>" not in drawn.text
    assert checks.message(list(drawn.blocks)) == []

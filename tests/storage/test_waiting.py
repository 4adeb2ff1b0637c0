"""Who waits for an answer: found in order without reading every post, and counted."""

from dataclasses import replace

from storage import claims, mentions
from storage.database import Store
from storage.records import Kind
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged


def waiting(store: Store) -> list[str]:
    """Return who is owed an answer, by their posts."""
    return [mention.post.external_id for mention in mentions.owed(store, TEAM)]


def test_who_spoke_to_us_is_owed_an_answer_oldest_first_until_it_is_settled(store: Store) -> None:
    """A review speaks to us as a tag does; how urgent it is does not matter."""
    watch = a_watch(store)
    tagged = replace(a_post("tagged", "tagged", at=NOW - MINUTE), tags_us=True)
    review = replace(a_post("review", "review", at=NOW - 2 * MINUTE), kind=Kind.REVIEW)
    late = replace(a_post("late", "late", at=NOW - 3 * MINUTE), tags_us=True)
    plain = a_post("plain", "plain", at=NOW - 4 * MINUTE)
    loud = replace(a_post("loud", "loud"), tags_us=True)
    quiet = [judged(post, watch, urgency=10) for post in (tagged, review, late, plain)]
    hear(store, *quiet, judged(loud, watch), judged(a_post("alerted", "alerted"), watch))
    known = {mention.post.external_id: mention.id for mention in everything(store).values()}
    mentions.alerted(store, TEAM, [known["loud"], known["alerted"]], now=NOW)
    claims.take(store, TEAM, known["tagged"], by="U1", now=NOW)
    before = waiting(store)
    counted = mentions.count_waiting(store, TEAM)
    mentions.close(store, TEAM, known["late"], by="U1", now=NOW)
    mentions.answered(store, TEAM, known["review"], "https://example.com/a", by="U1", now=NOW)

    assert before == ["late", "review", "tagged", "loud"]
    assert counted == 5
    assert "review" not in waiting(store)
    assert mentions.count_waiting(store, TEAM) == len(waiting(store)) + 1
    assert mentions.count_waiting(store, "T-other") == 0


def test_a_post_that_tags_us_only_when_it_is_edited_waits_from_then_on(store: Store) -> None:
    """As the post says it now."""
    watch, post = a_watch(store), a_post("1", "acme is down")
    hear(store, judged(post, watch, urgency=10))
    before = waiting(store)
    hear(store, judged(replace(post, text="@acme is down", tags_us=True), watch, urgency=10))

    assert before == []
    assert waiting(store) == ["1"]

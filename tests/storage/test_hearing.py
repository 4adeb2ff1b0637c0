"""Taking in what was heard: each post once, copies bundled, one card a story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage import claims, hearing, history, mentions, outbox, posts, tables, watches, workspaces
from storage.database import Store
from storage.records import Author, Dismissal, Metrics, State, Watch
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged


def cards_asked_for(store: Store) -> list[tuple[str, int]]:
    """Return the lane and the mention of every card row."""
    rows = tables.outbox
    with store.reading() as connection:
        found = connection.execute(
            select(rows.c.lane, rows.c.mention_id).where(rows.c.kind == "card").order_by(rows.c.id)
        )
        return [(row.lane, row.mention_id) for row in found]


def armed(store: Store) -> int:
    """Return how often cards were wished for in all."""
    with store.reading() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(tables.outbox.c.armed), 0))).scalar_one())


def test_a_new_post_becomes_a_mention_with_its_score_and_a_card(store: Store) -> None:
    """What was judged is what is remembered."""
    watch = a_watch(store)
    took = hear(store, judged(a_post(), watch, urgency=70))
    (mention,) = everything(store).values()

    assert (took.new, took.copies, took.edited, took.alerts) == (1, 0, 0, 1)
    assert (mention.post, mention.urgency, mention.state, mention.matched) == (a_post(), 70, State.HEARD, ("acme",))
    assert [(reason.factor, reason.points, reason.evidence) for reason in mention.reasons] == [
        ("outage", 70, "is down")
    ]
    assert cards_asked_for(store) == [("#mentions", mention.id)]


def test_what_is_heard_again_unchanged_changes_nothing(store: Store) -> None:
    """Overlapping asks bring the same posts again and again."""
    watch = a_watch(store)
    hear(store, judged(a_post(), watch))
    before, wished = everything(store), armed(store)
    took = hear(store, judged(a_post(), watch, urgency=99), judged(a_post(), watch), now=NOW + MINUTE)

    assert (took.new, took.copies, took.edited, took.alerts) == (0, 0, 0, 0)
    assert everything(store) == before
    assert armed(store) == wished


def test_a_page_without_posts_is_no_trouble(store: Store) -> None:
    """Most asks bring nothing."""
    assert hear(store).new == 0


def test_below_the_threshold_nothing_alerts(store: Store) -> None:
    """It waits for the digest."""
    took = hear(store, judged(a_post(), a_watch(store, alert_at=60), urgency=59))

    assert (took.new, took.alerts) == (1, 0)
    assert cards_asked_for(store) == []


def test_an_edit_keeps_the_old_words_and_the_same_mention(store: Store) -> None:
    """An edit is an update with history, not a second post."""
    watch = a_watch(store)
    hear(store, judged(a_post(text="acme is slow"), watch, urgency=40))
    took = hear(store, judged(a_post(text="acme is gone"), watch, urgency=80), now=NOW + MINUTE)
    (mention,) = everything(store).values()
    with store.reading() as connection:
        kept = connection.execute(select(tables.post_versions.c.text)).scalars().all()

    assert (took.new, took.edited, took.alerts) == (0, 1, 1)
    assert (mention.post.text, mention.urgency, mention.edits) == ("acme is gone", 80, 1)
    assert mention.post.edited_at == NOW + MINUTE
    assert kept == ["acme is slow"]
    assert [change.what for change in history.of(store, mention.id)] == ["edited"]


def test_a_post_that_is_edited_above_the_threshold_twice_has_one_card(store: Store) -> None:
    """A card is asked for once, later edits arm it again."""
    watch = a_watch(store)
    hear(store, judged(a_post(text="one"), watch, urgency=40))
    first = hear(store, judged(a_post(text="two"), watch, urgency=80))
    wished = armed(store)
    second = hear(store, judged(a_post(text="three"), watch, urgency=90))

    assert (first.alerts, second.alerts) == (1, 0)
    assert len(cards_asked_for(store)) == 1
    assert armed(store) > wished


def test_a_like_is_no_edit(store: Store) -> None:
    """Only words and stars count."""
    watch = a_watch(store)
    hear(store, judged(a_post(), watch))

    assert hear(store, judged(replace(a_post(), metrics=Metrics(likes=9)), watch)).edited == 0


def test_a_copy_joins_the_first_and_gets_no_card_of_its_own(store: Store) -> None:
    """Ten outlets print one story: one card that counts them."""
    watch = a_watch(store)
    hear(store, judged(a_post("1", url="https://one.example/a"), watch, keys=("story",)))
    wished = armed(store)
    took = hear(store, judged(a_post("2", url="https://two.example/b"), watch, keys=("story",)))
    lead = mentions.get(store, TEAM, everything(store)["2 Acme"].id)

    assert (took.new, took.copies, took.alerts) == (0, 1, 0)
    assert lead is not None
    assert (lead.post.external_id, lead.copies, lead.outlets) == ("1", 1, ("two.example",))
    assert len(cards_asked_for(store)) == 1
    assert armed(store) > wished


@pytest.mark.parametrize("pages", [[("1", "2", "3")], [("1",), ("2",), ("3",)], [("1", "2"), ("3",)]])
def test_a_chain_of_keys_leads_to_the_first_post(store: Store, pages: list[tuple[str, ...]]) -> None:
    """One shares its title with two, two its words with three: one story, however the pages fell."""
    watch = a_watch(store)
    keys = {"1": ("title",), "2": ("title", "words"), "3": ("words",)}
    for page in pages:
        hear(store, *(judged(a_post(one, at=NOW + int(one) * MINUTE), watch, keys=keys[one]) for one in page))
    heard = everything(store)

    assert heard["1 Acme"].bundle_id is None
    assert {heard["2 Acme"].bundle_id, heard["3 Acme"].bundle_id} == {heard["1 Acme"].id}


def test_the_earliest_post_of_a_page_leads(store: Store) -> None:
    """Sources list newest first; the story began with the oldest."""
    watch = a_watch(store)
    late, early = a_post("late", at=NOW), a_post("early", at=NOW - MINUTE)
    hear(store, judged(late, watch, keys=("k",)), judged(early, watch, keys=("k",)))

    assert everything(store)["late Acme"].bundle_id == everything(store)["early Acme"].id


def test_a_second_watch_that_hears_the_same_post_joins_the_first(store: Store) -> None:
    """One post has one owner; the second watch's channel gets its own card of it."""
    first, second = a_watch(store, "Acme"), a_watch(store, "Rivals", channel="#rivals")
    hear(store, judged(a_post(), first))
    hear(store, judged(a_post(), second))
    heard = everything(store)
    taken = claims.take(store, TEAM, heard["1 Rivals"].id, by="U1", now=NOW)

    assert heard["1 Rivals"].bundle_id == heard["1 Acme"].id
    assert taken is not None
    assert taken.mention.id == heard["1 Acme"].id
    assert taken.mention.copies == 0
    assert cards_asked_for(store) == [("#mentions", heard["1 Acme"].id), ("#rivals", heard["1 Acme"].id)]


def test_two_watches_with_one_channel_show_one_card(store: Store) -> None:
    """Nobody wants to see a post twice in the same place."""
    first, second = a_watch(store, "Acme"), a_watch(store, "Rivals")
    took = hear(store, judged(a_post(), first), judged(a_post(), second))

    assert (took.new, took.copies, took.alerts) == (1, 1, 1)


def test_what_we_published_ourselves_never_alerts(store: Store) -> None:
    """It is remembered and not shown as something to answer."""
    watch = a_watch(store)
    took = hear(store, judged(a_post(), watch, ours=True, urgency=100))

    assert took.alerts == 0
    assert mentions.unclaimed(store, TEAM) == ()
    assert mentions.owed(store, TEAM) == ()
    assert len(everything(store)) == 1


def test_what_was_already_out_there_waits_for_the_opening_card(store: Store) -> None:
    """A new watch does not flood the channel."""
    watch = a_watch(store)
    took = hear(
        store,
        judged(a_post("1"), watch, is_backlog=True, urgency=65),
        judged(a_post("2"), watch, is_backlog=True, urgency=95),
    )

    assert took.alerts == 0
    assert [m.urgency for m in mentions.opening(store, TEAM, watch.id, limit=5)] == [95, 65]
    assert mentions.count_backlog(store, watch.id) == 2


def test_a_copy_of_what_was_dismissed_stays_silent(store: Store) -> None:
    """Whoever said "not about us" is not asked again by every outlet."""
    first, second = a_watch(store, "Acme"), a_watch(store, "Rivals", channel="#rivals")
    hear(store, judged(a_post("1"), first, keys=("k",)))
    mentions.dismiss(store, TEAM, everything(store)["1 Acme"].id, Dismissal.NOT_US, by="U1", now=NOW)
    took = hear(store, judged(a_post("2"), first, keys=("k",)), judged(a_post("3"), second, keys=("k",)))

    assert (took.copies, took.alerts) == (2, 0)


def test_a_copy_of_a_story_is_news_to_another_workspace(store: Store) -> None:
    """Everything belongs to a workspace, keys too."""
    watch = a_watch(store)
    hear(store, judged(a_post("1"), watch, keys=("k",)))
    workspaces.enter(store, "T2")
    wanted = Watch(name="Acme", objective=watch.objective, channel="#c")
    other = watches.save(store, "T2", wanted, now=NOW).watch
    took = hearing.take_in(store, "T2", [judged(a_post("1"), other, keys=("k",))], now=NOW)

    assert (took.new, took.copies) == (1, 0)


def test_known_tells_which_watches_heard_a_post_and_whether_its_words_changed(store: Store) -> None:
    """The pipeline asks this before it judges."""
    first, second = a_watch(store, "Acme"), a_watch(store, "Rivals")
    hear(store, judged(a_post("1"), first), judged(a_post("1"), second), judged(a_post("2"), first))
    known = posts.known(store, TEAM, "feed", ["1", "2", "3"])

    assert set(known) == {"1", "2"}
    assert known["1"].watch_ids == {first.id, second.id}
    assert known["2"].content_hash == posts.content_hash(a_post("2"))


def test_a_page_larger_than_one_statement_is_taken_in_whole(store: Store) -> None:
    """Bulk goes in by parts."""
    watch = a_watch(store)
    page = [judged(a_post(str(n), at=NOW + timedelta(seconds=n)), watch, urgency=10) for n in range(1201)]

    assert hear(store, *page).new == 1201
    assert hear(store, *page).new == 0


def test_search_finds_words_whatever_their_case_and_script(store: Store) -> None:
    """Both databases fold alike."""
    watch = a_watch(store)
    hear(store, judged(a_post("1", "Großer ÄRGER mit Acme 100%"), watch), judged(a_post("2", "世界 acme"), watch))

    def found(*words: str) -> list[str]:
        return [mention.post.external_id for mention in mentions.search(store, TEAM, words)]

    assert (found("ärger", "acme"), found("世界"), found("100%"), found("0_%"), found()) == (
        ["1"],
        ["2"],
        ["1"],
        [],
        [],
    )


def test_the_outbox_shows_the_most_urgent_first(store: Store) -> None:
    """A fire before a compliment."""
    watch = a_watch(store)
    hear(store, *(judged(a_post(str(n)), watch, urgency=n) for n in (61, 99, 75)))
    job = outbox.take(store, TEAM, "#mentions", now=NOW)

    assert job is not None
    assert job.mention_id == everything(store)["99 Acme"].id


def test_a_person_whose_name_for_themselves_is_endless_is_heard(store: Store) -> None:
    """Many places know who comments by nothing but what they typed; an index of PostgreSQL holds 2,704 bytes."""
    endless = "".join(chr(0x4E00 + number) for number in range(9_000))
    post = replace(a_post(), author=Author(id=endless, name=endless))

    took = hear(store, judged(post, a_watch(store)))
    again = hear(store, judged(replace(post, external_id="2"), a_watch(store, "Other")))

    assert (took.new, again.new) == (1, 1)

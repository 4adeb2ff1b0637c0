"""What may not be kept goes in time; what people work on stays; ids and figures stay always."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from storage import answers, claims, mentions, people, posts, retention, tables
from storage.database import Store
from storage.records import Author, Burial, Dismissal, Happened, Mention, Metrics, State, Turn
from tests.storage.made import NOW, TEAM, a_post, a_watch, everything, hear, judged

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATER = NOW + timedelta(hours=48)


def heard(store: Store, *numbers: str, tags_us: bool = False) -> dict[str, Mention]:
    """Hear some posts of a source with terms, and return their mentions."""
    watch = a_watch(store)
    for number in numbers:
        post = replace(a_post(number, f"acme {number}", url=f"https://feed.example/{number}"), title="Kettles")
        post = replace(post, metrics=Metrics(likes=3), tags_us=tags_us)
        people.meet(store, TEAM, [post], now=NOW)
        hear(store, judged(post, watch))
    return {found.post.external_id: found for found in everything(store).values()}


def words_in(store: Store, *tables_: str) -> str:
    """Return everything the tables say."""
    with store.reading() as connection:
        return str([connection.execute(select(tables.metadata.tables[name])).all() for name in tables_])


def test_a_post_is_buried_when_its_platforms_time_is_over_and_not_before(store: Store) -> None:
    """To the minute; the id stays, so that it is not heard again, and so do its figures and its address."""
    mention = heard(store, "1")["1"]

    early = retention.expire(store, "feed", timedelta(hours=48), now=LATER - timedelta(seconds=1))
    counts = [retention.expire(store, "feed", timedelta(hours=48), now=LATER) for _ in range(2)]

    after = mentions.get(store, TEAM, mention.id)
    assert (early, counts) == (0, [1, 0])
    assert after is not None
    assert after.buried_as is Burial.EXPIRED
    assert (after.post.text, after.post.title, after.post.author) == ("", "", Author())
    assert (after.post.external_id, after.post.url) == ("1", "https://feed.example/1")
    assert after.post.metrics.likes == 3
    assert [reason.evidence for reason in after.reasons] == [""]
    assert after.urgency == mention.urgency == sum(reason.points for reason in after.reasons)


def test_nothing_of_a_post_is_left_in_any_table(store: Store) -> None:
    """Earlier versions too, and what was quoted as a reason."""
    heard(store, "1")
    edited = replace(a_post("1", "acme says it quite differently"), title="Kettles")
    hear(store, judged(edited, a_watch(store)))

    retention.expire(store, "feed", timedelta(hours=48), now=LATER)
    retention.forget_authors(store, "feed", DAY, now=LATER)

    left = words_in(store, "posts", "post_versions", "mentions", "people", "history")
    assert not [word for word in ("differently", "acme 1", "Kettles", "Ann", "ann1", "is down") if word in left]


def test_what_people_work_on_stays_until_they_are_done(store: Store) -> None:
    """Claimed stays; so does who spoke to us and has no answer; what was answered or set aside goes."""
    found = heard(store, "claimed", "answered", "dismissed", "plain")
    owed = heard(store, "owed", "owed no more", tags_us=True)
    claims.take(store, TEAM, found["claimed"].id, by="U1", now=NOW)
    mentions.answered(store, TEAM, found["answered"].id, "https://a.example", by="U1", now=NOW)
    mentions.dismiss(store, TEAM, found["dismissed"].id, Dismissal.SPAM, by="U1", now=NOW)
    mentions.dismiss(store, TEAM, owed["owed no more"].id, Dismissal.NO_ANSWER, by="U1", now=NOW)

    retention.expire(store, "feed", DAY, now=LATER)
    kept = {key for key, mention in everything(store).items() if mention.buried_as is None}
    claims.release(store, TEAM, found["claimed"].id, by="U1", now=LATER)
    retention.expire(store, "feed", DAY, now=LATER)

    assert kept == {"claimed Acme", "owed Acme"}
    assert everything(store)["claimed Acme"].buried_as is Burial.EXPIRED


def test_what_was_said_after_our_answer_stays_while_it_waits_for_ours(store: Store) -> None:
    """It has no mention of its own, and the draft that answers it could not be sent without it."""
    (mention,) = heard(store, "1").values()
    answers.by_hand(store, TEAM, mention.id, "https://a.example", by="U1", now=NOW)
    answered = answers.take(store, now=NOW + HOUR)
    assert answered is not None
    back = replace(a_post("2", "acme, and now?"), parent_id="1")
    answers.heard(store, answered, [Happened(turn=Turn.ANSWERED, key="2", post=back, wants_us=True)], now=NOW)

    retention.expire(store, "feed", DAY, now=LATER)
    waiting = posts.known(store, TEAM, "feed", ["2"])["2"].is_buried
    mentions.answered(store, TEAM, mention.id, "https://a.example/2", by="U1", now=LATER)
    retention.expire(store, "feed", DAY, now=LATER)

    assert not waiting
    assert posts.known(store, TEAM, "feed", ["2"])["2"].is_buried


def test_names_may_go_before_words(store: Store) -> None:
    """People's profiles are kept a day, what they said two; ids stay in both."""
    found = heard(store, "1", "claimed")
    claims.take(store, TEAM, found["claimed"].id, by="U1", now=NOW)

    counts = [retention.forget_authors(store, "feed", DAY, now=NOW + hours * HOUR) for hours in (23, 24, 25)]

    after = {mention.post.external_id: mention.post for mention in everything(store).values()}
    assert counts == [0, 1, 0]
    assert after["1"].author == Author(id="a1")
    assert after["1"].text == "acme 1"
    assert after["claimed"].author.name == "Ann Example"
    assert "ann1" not in words_in(store, "people")


def test_another_source_is_left_alone(store: Store) -> None:
    """Each platform's terms are its own."""
    heard(store, "1")

    gone = retention.expire(store, "linkbook", HOUR, now=LATER)
    named = retention.forget_authors(store, "linkbook", HOUR, now=LATER)

    assert (gone, named) == (0, 0)
    assert everything(store)["1 Acme"].post.author.name == "Ann Example"


def test_what_nobody_ever_worked_on_goes_when_the_operator_wishes(store: Store) -> None:
    """What was claimed once or answered is the team's work, and stays."""
    found = heard(store, "1", "released", "answered")
    claims.take(store, TEAM, found["released"].id, by="U1", now=NOW)
    claims.release(store, TEAM, found["released"].id, by="U1", now=NOW)
    mentions.answered(store, TEAM, found["answered"].id, "https://a.example", by="U1", now=NOW)

    assert retention.outdate(store, 90 * DAY, now=NOW + 89 * DAY) == 0
    assert retention.outdate(store, 90 * DAY, now=NOW + 90 * DAY) == 1
    assert everything(store)["1 Acme"].buried_as is Burial.OUTDATED
    assert everything(store)["released Acme"].buried_as is None
    assert everything(store)["answered Acme"].buried_as is None
    assert everything(store)["answered Acme"].state is State.ANSWERED


def test_what_was_taken_out_is_not_heard_again(store: Store) -> None:
    """Also where its platform shows it unchanged, or changed."""
    heard(store, "1")
    retention.expire(store, "feed", DAY, now=LATER)

    took = hear(store, judged(a_post("1", "acme, once more"), a_watch(store)), now=LATER)

    assert (took.new, took.edited) == (0, 0)
    assert everything(store)["1 Acme"].post.text == ""
    assert posts.known(store, TEAM, "feed", ["1"])["1"].is_buried


def test_many_are_buried_in_several_steps(store: Store) -> None:
    """Others may write between them."""
    many = [a_post(str(number)) for number in range(retention.AT_ONCE + 1)]
    posts.remember(store, TEAM, many, now=NOW)

    assert retention.expire(store, "feed", DAY, now=LATER) == retention.AT_ONCE + 1

"""From a page of posts to bundles in the memory: one card a story, whatever the outlets write."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from listeners import bundling, judging
from listeners.bundles import Joining
from listeners.judging import Ground, Judge
from listeners.match import Matcher, compile as compile_query
from storage import hearing, mentions, posts, stories, watches, workspaces
from storage.database import Store
from storage.records import Kind, Mention, Objective, Post, Watch
from tests.listeners.posts import NOW, post

STORIES = tomllib.loads(Path(__file__).with_name("stories.toml").read_text())["story"]
THIRD = (
    "Bakery says sorry for shards",
    "Some 14,000 packs of Harvest Seeded Rolls had left Aldermoor before anybody noticed, Tamsin Oakley admits.",
)
TOLD = (*STORIES[0]["told"][:2], THIRD)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def watch(store: Store) -> Watch:
    """Listen for a bakery, alerting everything."""
    wanted = Watch(name="Brightloaf", objective=Objective.PROTECT, query="brightloaf", channel="#m", alert_at=0)
    return watches.save(store, workspaces.only(store), wanted, now=NOW).watch


def article(number: int, told: Sequence[str], *, after: timedelta = timedelta(0), text: str = "") -> Post:
    """Print a story."""
    made = post(f"{told[1]} Brightloaf. {text}", title=told[0], kind=Kind.ARTICLE, external_id=str(number))
    return replace(made, url=f"https://paper{number}.example/{number}", posted_at=NOW + after + number * MINUTE)


def hear(store: Store, listening: Sequence[Watch], page: Sequence[Post]) -> hearing.Took:
    """Take a page in, as the pipeline does."""
    workspace, now = workspaces.only(store), NOW + timedelta(days=1)
    queries = {watch.id: compile_query(watch.query) for watch in listening}
    judge = Judge(watches={watch.id: watch for watch in listening}, queries=queries, matcher=Matcher(queries))
    found = judging.matching(judge, page)
    known = posts.known(store, workspace, "feed", [one.external_id for one in page])
    joins = bundling.joinings(store, workspace, page, found, known, now=now)
    ground = Ground(known=known, candidates=set(queries), backlog=set(), our_answers=set(), now=now, joins=joins)
    return hearing.take_in(store, workspace, judging.hearings(judge, page, found, ground), now=now)


def heard(store: Store) -> dict[str, Mention]:
    """Return every mention by its post's id."""
    return {one.post.external_id: one for one in mentions.walk(store, workspaces.only(store))}


@pytest.mark.parametrize("pages", [[(0, 1, 2)], [(0,), (1,), (2,)], [(2, 1), (0,)]], ids=str)
def test_complaint_02_a_story_in_three_papers_words_is_one_card(
    store: Store, watch: Watch, pages: Sequence[Sequence[int]]
) -> None:
    """However the pages fall, one leads, two follow, and another story stands beside them."""
    for page in pages:
        hear(store, [watch], [article(number, TOLD[number]) for number in page])
    took = hear(store, [watch], [article(9, STORIES[1]["told"][0])])
    told = heard(store)
    leads = {number: told[number].bundle_id or told[number].id for number in ("0", "1", "2")}

    assert len(set(leads.values())) == 1
    assert (took.new, told["9"].bundle_id) == (1, None)
    lead = next(told[number] for number in leads if told[number].bundle_id is None)
    assert lead.copies == 2


def test_complaint_01_thirty_four_prints_over_two_days_are_one_card(store: Store, watch: Watch) -> None:
    """Guid, address, date and headline change every time, and each paper adds a line of its own."""
    title, text = STORIES[0]["told"][0]
    alerts = copies = 0
    for number in range(34):
        printed = article(number, (f"{title} – Paper {number}", text), text=f"Paper {number} will tell more.")
        took = hear(store, [watch], [printed])
        alerts, copies = alerts + took.alerts, copies + took.copies

    assert (alerts, copies) == (1, 33)
    assert heard(store)["0"].copies == 33
    assert heard(store)["0"].outlets[0] == "paper1.example"


def test_the_score_hears_how_many_say_the_same(store: Store, watch: Watch) -> None:
    """Of a stored bundle and of the page at hand."""
    hear(store, [watch], [article(0, TOLD[0])])
    page = [article(number, TOLD[number]) for number in (1, 2)]
    queries = {watch.id: compile_query(watch.query)}
    found = list(Matcher(queries).match_many(page))
    joins = bundling.joinings(store, workspaces.only(store), page, found, {}, now=NOW)

    assert [joins[number].bundle for number in ("1", "2")] == [2, 3]


def test_people_who_say_the_same_of_one_outage_each_get_their_card(store: Store, watch: Watch) -> None:
    """Who writes “Great app!” twice is two people, and so is one trouble told twice."""
    page = [
        replace(
            post(text, kind=Kind.REVIEW, author=f"guest{number}", external_id=str(number), rating=1),
            posted_at=NOW + number * MINUTE,
        )
        for number, text in enumerate(
            [
                "Brightloaf app down since nine, error 503, I cannot pay my rent, anybody?",
                "Since nine the Brightloaf app is down, error 503, cannot pay my rent!",
                "Great Brightloaf!",
                "Great Brightloaf!",
            ]
        )
    ]
    took = hear(store, [watch], page)

    assert (took.new, took.copies) == (4, 0)


def test_what_was_taken_out_of_a_bundle_stays_out_and_gathers_its_own(store: Store, watch: Watch) -> None:
    """Later prints of it join it, not the story it was taken from: word for word or nearly."""
    told = STORIES[0]["told"]
    hear(store, [watch], [article(number, told[number]) for number in (0, 1)])
    out = heard(store)["1"]
    stories.split(store, workspaces.only(store), out.id, by="U1", now=NOW + timedelta(days=1))
    again = replace(article(5, told[1]), url="https://late.example/5")
    nearly = article(6, (told[1][0], told[1][1].replace("Shoppers", "Customers")))
    hear(store, [watch], [again])
    hear(store, [watch], [nearly])
    after = heard(store)

    assert (after["1"].bundle_id, after["0"].copies) == (None, 0)
    assert {after["5"].bundle_id, after["6"].bundle_id} == {out.id}


def test_a_story_heard_for_another_watch_only_stays_apart(store: Store, watch: Watch) -> None:
    """A bundle is a watch's own, unless the posts are the same to the letter."""
    other = watches.save(
        store, workspaces.only(store), replace(watch, id=0, name="Glass", query="glass"), now=NOW
    ).watch
    hear(store, [other], [article(0, STORIES[0]["told"][0])])
    took = hear(store, [watch], [article(2, TOLD[1])])

    assert took.new == 1


def test_complaint_09_our_own_news_silences_no_paper_that_retells_it(store: Store, watch: Watch) -> None:
    """What we publish never alerts; what others make of it does."""
    ours = replace(watch, ours=("Brightloaf Press",))
    own = article(0, STORIES[0]["told"][0])
    first = hear(store, [ours], [replace(own, author=replace(own.author, name="Brightloaf Press"))])
    second = hear(store, [ours], [article(1, STORIES[0]["told"][1])])

    assert (first.alerts, second.alerts) == (0, 1)


def test_complaint_09_reposts_never_alert_and_nobody_owes_them_an_answer(store: Store, watch: Watch) -> None:
    """RT, boost, via and quotation: counted, silent; the original and what is said about it alert."""
    words = "Brightloaf @brightloaf sold me bread with glass in it, who answers me now?"
    tagged = watches.save(
        store, workspaces.only(store), replace(watch, query="brightloaf OR @brightloaf"), now=NOW
    ).watch
    texts = [words, f"RT @lena: {words}", f"Boosted @lena: {words}", f"{words} via @harbour", f"“{words}” — @lena"]
    page = [
        replace(post(text, external_id=str(number), author=f"a{number}"), posted_at=NOW + number * MINUTE)
        for number, text in enumerate([*texts, f"@lena {words} Same here!"])
    ]
    alone = hear(store, [tagged], page[1:5])
    whole = hear(store, [tagged], [page[0], page[5]])
    owed = mentions.owed(store, workspaces.only(store))

    assert alone.alerts == 0
    assert whole.alerts == 2
    assert "5" in {one.post.external_id for one in owed}
    assert not any(one.post.tags_us for name, one in heard(store).items() if name in {"1", "2", "3", "4"})


def test_a_crowd_is_a_reason_of_the_score(watch: Watch) -> None:
    """Thirty who say the same, in an hour in which far more is said than usual, make a post no less urgent."""
    queries = {watch.id: compile_query(watch.query)}
    judge = Judge(watches={watch.id: watch}, queries=queries, matcher=Matcher(queries))
    page = [article(0, TOLD[0])]
    alone = Ground(known={}, candidates={watch.id}, backlog=set(), our_answers=set(), now=NOW + MINUTE)
    many = replace(alone, joins={"0": Joining(bundle=30)}, spiking={watch.id})
    found = judging.matching(judge, page)
    calm, loud = (judging.hearings(judge, page, found, ground)[0].score for ground in (alone, many))

    assert loud.urgency > calm.urgency
    assert {"Many say so", "More than usual"} <= {reason.factor for reason in loud.reasons}
    assert not {"Many say so", "More than usual"} & {reason.factor for reason in calm.reasons}

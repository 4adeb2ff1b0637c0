"""Which word marks the noise: named only where the numbers carry it, and never the watch's own."""

import pytest
from hypothesis import given, settings, strategies as st

from bot import hygiene
from bot.blocks import noise as blocks
from bot.hygiene import Noise
from bot.playground import checks
from listeners import match
from storage.records import Fix, FixState, Objective, Post, Story, Watch
from tests.bot.made import a_post
from tests.bot.test_cards import HOSTILE, anything, is_harmless, markups

ACME = Watch(id=1, name="Acme", objective=Objective.SERVE, channel="#c", query="acme OR kettle", ours=("@acmehq",))


def story(text: str, *, mattered: bool | None, url: str = "https://talk.example/1") -> Story:
    """Invent a judged story."""
    return Story(post=a_post(text, url=url), urgency=50, mattered=mattered)


def stories(noise: list[str], mattered: list[str]) -> list[Story]:
    """Invent stories set aside and stories that mattered."""
    return [story(text, mattered=False) for text in noise] + [story(text, mattered=True) for text in mattered]


BAKERY = [f"acme bakery sells bread {n}" for n in range(22)] + ["acme cup tie", "acme hotel"]
KETTLES = [f"my acme kettle leaks {n}" for n in range(29)] + ["acme kettle beside the bakery leaks"]


def test_the_word_that_marks_the_noise_is_found_with_its_price() -> None:
    """24 of 54 are too few to be noisy, 24 of 40 are not; the numbers are what they say."""
    quiet = hygiene.find(stories(BAKERY, KETTLES), ACME)
    found = hygiene.find(stories(BAKERY, KETTLES[9:]), ACME)

    assert quiet is None
    assert found == Noise(term="sells", judged=45, noise=24, marked=22, mattered=21, kept=21)


def test_what_was_offered_before_is_not_offered_again() -> None:
    """The next best word is, where it is worth it."""
    found = hygiene.find(stories(BAKERY, KETTLES[9:]), ACME, but={"sells", "bread"})

    assert found is not None
    assert (found.term, found.kept) == ("bakery", 20)


@pytest.mark.parametrize(
    ("noise", "mattered"),
    [
        pytest.param(BAKERY[:9], KETTLES[:9], id="too few set aside"),
        pytest.param(BAKERY, KETTLES[:4], id="too few that mattered"),
        pytest.param([f"acme {'bakery' if n < 5 else n}" for n in range(24)], KETTLES[:20], id="marks too few"),
        pytest.param(BAKERY, [f"acme sells me a bakery and bread {n}" for n in range(20)], id="costs too much"),
        pytest.param([f"acme {n % 3 and 'this'}" for n in range(12)], [f"acme {n}" for n in range(8)], id="chance"),
        pytest.param([f"acme kettle acmehq {n}" for n in range(24)], ["hello"] * 20, id="only the watch's own"),
        pytest.param([f"at 20{n} 77" for n in range(24)], ["hello"] * 20, id="numbers and short words"),
    ],
)
def test_it_is_silent_where_the_numbers_do_not_carry_it(noise: list[str], mattered: list[str]) -> None:
    """Better nothing than nonsense."""
    assert hygiene.find(stories(noise, mattered), ACME) is None


def test_a_site_can_mark_the_noise() -> None:
    """Advertising stands on its own sites."""
    spam = [story(f"word{n}", mattered=False, url="https://www.spam.example/x") for n in range(24)]
    found = hygiene.find([*spam, *stories([], KETTLES[:20])], ACME)

    assert found is not None
    assert found.term == "site:spam.example"


def test_stories_nobody_decided_about_count_for_neither_side() -> None:
    """No answer needed is not noise."""
    undecided = [story(f"acme sells bread {n}", mattered=None) for n in range(50)]
    judged = stories(BAKERY, KETTLES[9:])

    assert hygiene.find([*judged, *undecided], ACME) == hygiene.find(judged, ACME)


words = st.sampled_from(["bakery", "bread", "acme", "leaks", "kettle", "site", "tower", "hello"])
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=60)
@given(st.lists(texts, max_size=60), st.lists(texts, max_size=40))
def test_what_is_offered_is_always_worth_it(noise: list[str], mattered: list[str]) -> None:
    """Most of what mattered stays, a good part of the noise goes, and it is no word of the watch's own."""
    found = hygiene.find(stories(noise, mattered), ACME)

    if found is not None:
        holding = [story for story in stories(noise, mattered) if found.term in hygiene.terms(story.post)]
        assert found.term not in {"acme", "kettle"}
        assert found.marked == sum(story.mattered is False for story in holding) >= found.noise / 4
        assert found.mattered - found.kept == sum(bool(story.mattered) for story in holding) <= found.mattered / 20
        assert hygiene.is_worth_it(found)


@pytest.mark.parametrize("query", ["acme", "acme OR kettle", "(acme OR kettle) rating:<=2", '"acme kettle"~5 -hotel'])
@pytest.mark.parametrize("term", ["bakery", "straße", "बेकरी", "site:spam.example"])
def test_the_listeners_read_the_query_that_leaves_a_term_out(query: str, term: str) -> None:
    """It holds for the whole of it, and can be seen to be there."""
    text = f"acme kettle {term}"
    plain = Post(source="feed", external_id="1", text="acme kettle", rating=1, posted_at=a_post().posted_at)
    marked = Post(
        source="feed",
        external_id="2",
        text=text,
        url="https://spam.example/2",
        rating=1,
        posted_at=plain.posted_at,
    )
    after = match.compile(hygiene.without(query, term))

    assert after.matches(plain) is not None
    assert after.matches(marked) is None
    assert match.compile(query).matches(marked) is not None
    assert hygiene.leaves_out(hygiene.without(query, term), term)
    assert not hygiene.leaves_out(query, term)


@settings(max_examples=30)
@given(st.sampled_from(list(FixState)), anything, st.sampled_from(HOSTILE))
def test_slack_takes_the_offer_and_the_window_whatever_the_words(state: FixState, words: str, term: str) -> None:
    """Hostile words stay words."""
    figures = {"judged": 54, "noise": 24, "marked": 22, "mattered": 30, "kept": 29}
    fix = Fix(
        id=3,
        watch_id=1,
        term=f"t{term}",
        state=state,
        figures=figures,
        settled_at=None,
        by="U01NOORHAD0",
        before="",
        after="",
    )
    watch = Watch(id=1, name=f"w{words}", objective=Objective.SERVE, channel="#c")
    said, posts = blocks.offer(watch, fix), [a_post(words)] * 5
    window = blocks.effect(fix, words, heard=99, kept="29 of 30", marked="22 of 24", lost=posts, gone=posts)

    assert checks.message(list(said.blocks)) == []
    assert checks.view(window) == []
    assert all(is_harmless(found) for part in (said.blocks, window["blocks"]) for found in markups(part))


def test_an_offer_says_what_why_and_at_what_price() -> None:
    """In one sentence of numbers."""
    figures = {"judged": 54, "noise": 24, "marked": 22, "mattered": 30, "kept": 29}
    fix = Fix(
        id=3,
        watch_id=1,
        term="bakery",
        state=FixState.OFFERED,
        figures=figures,
        settled_at=None,
        by="",
        before="",
        after="",
    )

    assert blocks.offer(ACME, fix).text == (
        "🧹 *Acme* is noisy: 24 of 54 judged were set aside as spam or not about us, 22 of them because of “bakery”. "
        "Leaving it out would have kept 29 of 30 that mattered."
    )

"""Urgency: every point has its reason, and what must not happen to a score does not."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from listeners.urgency import FACTORS, OTHERS, Context, score
from storage.records import Author, Kind, Level, Metrics, Objective, Post, Score
from tests.listeners.posts import NOW, post

OLD = NOW - timedelta(days=3)
WORDS = re.findall(
    r"\S+",
    "the my not never no love great terrible refund crash please help charged twice lawyer leaked my data caught fire "
    "buy followers click here hiring http://a.example ! ? . , acme @acmehq nicht danke pas merci مساعدة मदद 😡",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text()
RATINGS = st.none() | st.floats(1, 5)
COUNTS = st.none() | st.integers(-5, 10**12)
POSTS = st.builds(
    Post,
    source=st.just("feed"),
    external_id=st.just("1"),
    kind=st.sampled_from(Kind),
    title=TEXTS,
    text=TEXTS,
    language=st.sampled_from(["", "en", "de-AT", "fi", "xx_YY", "?"]),
    rating=RATINGS,
    author=st.builds(Author, handle=st.sampled_from(["", "ann", "acmehq"]), followers=COUNTS),
    posted_at=st.datetimes(timezones=st.just(NOW.tzinfo)),
    metrics=st.builds(Metrics, likes=COUNTS, replies=COUNTS, shares=COUNTS, views=COUNTS),
    tags_us=st.booleans(),
)
CONTEXTS = st.builds(
    Context,
    now=st.just(NOW),
    objective=st.none() | st.sampled_from(Objective),
    ours=st.sampled_from([(), ("@acmehq",), ("acme", "")]),
    answered=st.booleans(),
)


def scored(
    text: str,
    context: Context | None = None,
    *,
    rating: float | None = None,
    language: str = "",
    author: str = "",
    tags_us: bool = False,
) -> Score:
    """Score a post of three days ago that says this."""
    told = post(text, rating=rating, language=language, author=author, tags_us=tags_us, posted_at=OLD)
    return score(told, context or Context(now=NOW, ours=("acmehq",)))


URGENT = [
    ("Acme charged me twice and support never answers, I want my refund", None),
    ("The app crashes every time I open it since the update, please help", None),
    ("My parcel is three weeks late and nobody picks up the phone", None),
    ("Still no reply from Acme after 10 days. Unacceptable.", None),
    ("cancelling my subscription, you keep charging me even though I asked you to stop", None),
    ("I cant log in and I need access to my files today", None),
    ("Thanks for nothing @acmehq, third engineer no show this week", None),
    ("Terrible. It broke after two days.", 1),
    ("The staff was rude and nobody helped us.", 2),
    ("Great job, the update deleted everything I had", 1),
    ("Mi pedido no ha llegado y nadie responde, quiero mi reembolso", None),
    ("O aplicativo não abre e ninguém responde, quero meu dinheiro de volta", None),
    ("Mein Paket ist nie angekommen und niemand antwortet, ich will mein Geld zurück", None),
    ("L'application ne fonctionne plus et personne ne répond, remboursez-moi", None),
    ("L'app non funziona da ieri e nessuno risponde, voglio il mio rimborso", None),
    ("التطبيق لا يعمل ولا احد يرد، اريد استرجاع فلوسي", None),
    ("ऐप काम नहीं कर रहा है और कोई जवाब नहीं देता, मेरे पैसे वापस चाहिए", None),
]
CRITICAL = [
    "The charger caught fire and burned my hand",
    "You leaked my data, I can see other customers' orders in my account",
    "My lawyer will be in touch with Acme",
    "Found a piece of glass in my salad today",
]
CALM = [
    ("Acme is a company in Berlin", 0, 25),
    ("Just had lunch at Acme with friends", 0, 25),
    ("I love Acme, best coffee in town!", 0, 19),
    ("Thanks @acmehq for the quick help, problem solved!", 0, 35),
    ("No refund issues, works great", 0, 19),
    ("Not bad at all", 0, 19),
    ("It never crashes", 0, 19),
    ("Ich bin sehr zufrieden, tolle App, danke!", 0, 19),
    ("This album is on fire, I love it", 0, 25),
    ("We're hiring! Acme is looking for a senior engineer, apply now", 0, 29),
    ("Acme announces quarterly earnings, shares rose 3%", 0, 29),
]


@pytest.mark.parametrize(("text", "rating"), URGENT)
def test_a_plain_complaint_is_high(text: str, rating: int | None) -> None:
    """In any trade and in the languages we read."""
    assert scored(text, rating=rating).urgency >= 60


@pytest.mark.parametrize("text", CRITICAL)
def test_danger_leaked_data_and_legal_threats_are_critical(text: str) -> None:
    """However few words are made of it."""
    assert scored(text).level is Level.CRITICAL


@pytest.mark.parametrize(("text", "low", "high"), CALM)
def test_what_can_wait_waits(text: str, low: int, high: int) -> None:
    """Neutral talk, praise, news and adverts for jobs."""
    assert low <= scored(text).urgency <= high


def test_what_is_denied_is_not_held_against_anybody() -> None:
    """Nobody speaks of money in "no refund issues", and "not good" is no praise."""
    denied, unhappy = scored("No refund issues whatsoever"), scored("Not good at all")

    assert "Money or refund" not in {reason.factor for reason in denied.reasons}
    assert {"Unhappy"} <= {reason.factor for reason in unhappy.reasons}
    assert "Praise" not in {reason.factor for reason in unhappy.reasons}


def test_a_question_that_tags_us_is_owed_an_answer() -> None:
    """By the platform's tag, or by one of our handles in the text."""
    assert scored("Does your service work in Canada?", tags_us=True).urgency >= 50
    assert scored("@AcmeHQ how do I change my plan?").urgency >= 50
    assert "Tagged us" not in {reason.factor for reason in scored("@acmehqfans how do I change my plan?").reasons}


def test_stars_overrule_words() -> None:
    """One star is unhappy whatever it says, five are not."""
    one, five = scored("I love it, excellent", rating=1), scored("What a terrible mess", rating=5)

    assert one.urgency > 55
    assert five.urgency < 20


def test_surely_spam_gets_ten_points_at_most_and_is_still_shown() -> None:
    """Even where it dresses as an emergency."""
    spam = scored("Buy followers now! Click here www.followers.shop and www.likes.shop, my lawyer agrees", tags_us=True)

    assert spam.spam > 0.95
    assert spam.urgency <= 10
    assert "Spam" in {reason.factor for reason in spam.reasons}


def test_complaint_09_our_own_posts_never_alert() -> None:
    """By handle with or without @, or by name; whatever they say."""
    own = scored("Please help, everything is down", author="AcmeHQ", context=Context(now=NOW, ours=("@acmehq",)))

    assert own.urgency == 0
    assert [reason.factor for reason in own.reasons] == ["Our own post"]


def test_the_answered_wait_their_turn() -> None:
    """Somebody of ours spoke to them already."""
    text = "My lawyer will be in touch, the app crashes"

    assert scored(text, Context(now=NOW, answered=True)).urgency < scored(text).urgency - 20


def test_a_language_we_cannot_read_is_said_and_not_guessed() -> None:
    """Stars and tags still count."""
    finnish = scored("Sovellus ei toimi ja kukaan ei vastaa", language="fi", tags_us=True)

    assert (finnish.sentiment, finnish.language) == (0, "fi")
    assert finnish.urgency > 35
    assert ("Language we cannot read", "fi") in {(reason.factor, reason.evidence) for reason in finnish.reasons}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the app is not working and nobody answers", "en"),
        ("die App geht nicht und keiner antwortet", "de"),
        ("la aplicación no funciona y nadie contesta", "es"),
        ("l'appli ne marche pas et personne ne répond", "fr"),
        ("l'app non funziona e nessuno risponde", "it"),
        ("o aplicativo não funciona e ninguém responde", "pt"),
        ("التطبيق لا يعمل ولا احد يرد", "ar"),
        ("ऐप काम नहीं कर रहा है", "hi"),
        ("hm", ""),
    ],
)
def test_a_text_without_a_language_is_read_in_its_own(text: str, language: str) -> None:
    """Most sources do not tell."""
    assert scored(text).language == language


@given(POSTS, CONTEXTS)
def test_the_points_are_the_score_for_every_post(anything: Post, context: Context) -> None:
    """Sum exactly, none of them zero without cause, each with a documented name."""
    told = score(anything, context)

    assert sum(reason.points for reason in told.reasons) == told.urgency
    assert {reason.factor for reason in told.reasons} <= {factor.name for factor in FACTORS} | OTHERS.keys()
    assert len({reason.factor for reason in told.reasons}) == len(told.reasons)
    assert -1 <= told.sentiment <= 1
    assert all(0 <= share <= 1 for share in (told.needs_reply, told.spam))


@given(POSTS, CONTEXTS, st.floats(1, 5), st.floats(1, 5))
def test_a_worse_rating_never_lowers_the_score(anything: Post, context: Context, one: float, other: float) -> None:
    """Whatever else the post is."""
    worse, better = (replace(anything, rating=rating) for rating in sorted((one, other)))

    assert score(worse, context).urgency >= score(better, context).urgency


@given(POSTS, CONTEXTS, st.integers(0, 10**9))
def test_wider_reach_never_lowers_the_score(anything: Post, context: Context, more: int) -> None:
    """Followers, likes, replies, shares and views alike."""
    author = replace(anything.author, followers=(anything.author.followers or 0) + more)
    told = anything.metrics
    counts = {name: (getattr(told, name) or 0) + more for name in ("likes", "replies", "shares", "views")}
    wider = replace(anything, author=author, metrics=replace(told, **counts))

    assert score(wider, context).urgency >= score(anything, context).urgency


@given(POSTS, CONTEXTS)
def test_tagging_us_never_lowers_the_score(anything: Post, context: Context) -> None:
    """Whatever else the post is."""
    silent, tagging = replace(anything, tags_us=False), replace(anything, tags_us=True)

    assert score(tagging, context).urgency >= score(silent, context).urgency


def test_every_factor_is_told_in_one_plain_sentence() -> None:
    """They are listed in Slack as they stand."""
    sentences = [factor.sentence for factor in FACTORS] + list(OTHERS.values())

    assert len({factor.name for factor in FACTORS}) == len(FACTORS) >= 12
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)

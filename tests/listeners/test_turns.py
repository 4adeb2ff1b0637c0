"""What happened after an answer, told from pages: who spoke, how they feel, how the post and our answer stand now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from listeners.turns import turns
from storage.posts import content_hash
from storage.records import Answered, Author, Happened, Kind, Post, Receipt, Standing, Turn

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MIRA = Author(id="31", handle="mira", name="Mira")
US = Author(id="1", handle="acmehq")
ASKED = Post(
    source="mastodon",
    external_id="300",
    text="My Acme kettle leaks.",
    rating=1,
    kind=Kind.REVIEW,
    author=MIRA,
    posted_at=NOW - timedelta(hours=1),
)
ANSWERED = Answered(
    id=1,
    workspace="T1",
    mention_id=7,
    post_id=3,
    post=ASKED,
    receipt=Receipt(external_id="400", post_id="300", url="https://social.example/400"),
    text="We send you a new one.",
    by="U1",
    by_hand=False,
    sent_at=NOW,
    words=content_hash(ASKED),
    rating=1,
    seen=(),
    tries=0,
    next_due=NOW,
    ends_at=NOW + timedelta(days=14),
)
BY_HAND = replace(ANSWERED, by_hand=True, receipt=Receipt(external_id="", post_id="300", url="https://shop.example/9"))


def said(text: str, *, by: Author = MIRA, below: str = "400", at: datetime = NOW + MINUTE, own: str = "500") -> Post:
    """Invent what somebody said in the conversation."""
    return Post(source="mastodon", external_id=own, text=text, author=by, parent_id=below, posted_at=at)


def one(answered: Answered, *posts: Post) -> Happened:
    """Return the only thing that happened."""
    (found,) = turns(answered, posts, now=NOW + MINUTE)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much, that fixed it!",
        "ok thanks",
        "Danke, das hat geholfen!",
        "Merci beaucoup, ça marche",
        "شكرا",
        "Thanks, but no need to apologise!",
        "Thank you! It took a while, but it works now.",
        "Thanks! It was slow, but your people are great.",
        "Danke, aber alles gut",
        "Vielen Dank! Macht nichts, alles gut.",
        "Gracias, pero ya está resuelto",
        "Muchas gracias, más rápido imposible, estoy encantada",
        "Merci, mais ne vous inquiétez pas",
        "Merci beaucoup, ma bouilloire est parfaite",
        "Obrigada, mas não precisa, está ótimo",
        "شكرا جزيلا، لكن لا داعي للاعتذار",
        "बहुत धन्यवाद, लेकिन चिंता मत कीजिए, सब ठीक है",
    ],
)
def test_who_thanks_is_done(text: str) -> None:
    """In the languages we read; nobody needs to answer."""
    turn = one(ANSWERED, said(text))

    assert (turn.turn, turn.wants_us) == (Turn.THANKED, False)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but where do I find the form?",
        "It still does not work.",
        "Das hilft mir nicht, wann kommt mein Geld?",
        "That is a useless answer.",
        "Thanks! But the lid is still missing",
        "Thank you so much. The lid is still missing.",
        "Love your kettles, though this one came without a lid",
        "Danke! Aber der Deckel fehlt noch",
        "Vielen Dank! Der Deckel fehlt.",
        "Gracias, pero falta la tapa",
        "¡Muchas gracias! Todavía no ha llegado la tapa",
        "Merci ! Mais le couvercle manque",
        "Obrigado, mas a tampa está faltando",
        "Grazie, ma manca il coperchio",
        "شكرا لكم، لكن الغطاء مفقود",
        "धन्यवाद, लेकिन ढक्कन नहीं मिला",
        "Не работает, что мне делать дальше с этим чайником",  # a language we do not read
    ],
)
def test_who_asks_or_is_unhappy_wants_us_again(text: str) -> None:
    """Also where a thank-you stands in front, and where we cannot tell."""
    turn = one(ANSWERED, said(text))

    assert (turn.turn, turn.wants_us, turn.key) == (Turn.ANSWERED, True, "said:500")


def test_what_needs_no_answer_is_only_told() -> None:
    """Neither thanks nor a question."""
    assert not one(ANSWERED, said("It was last Tuesday.")).wants_us


@pytest.mark.parametrize(
    "post",
    [
        said("Mine leaks too. What now?", by=Author(id="32")),
        said("What now?", at=NOW - timedelta(minutes=30)),
        said("What now?", below="900"),
        said("We send you a new one.", by=US, below="300", own="400"),
        ASKED,
    ],
    ids=["somebody else", "before our answer", "elsewhere", "our own answer", "the post as it was"],
)
def test_what_is_no_turn_of_theirs_is_not_told(post: Post) -> None:
    """Only the person we answered, after it, in the same conversation."""
    assert [turn for turn in turns(ANSWERED, [post], now=NOW + MINUTE) if turn.turn is not Turn.CONFIRMED] == []


def test_our_own_answer_is_read_back_once() -> None:
    """That it stands where it was sent is proved by the place itself."""
    own = said("We send you a new one.", by=US, below="300", own="400")
    found = turns(ANSWERED, [own], now=NOW + MINUTE)
    again = turns(replace(ANSWERED, seen=("confirmed",)), [own], now=NOW + MINUTE)

    assert [(turn.turn, turn.receipt) for turn in found] == [(Turn.CONFIRMED, ANSWERED.receipt)]
    assert again == []


def test_an_edit_tells_the_stars_before_and_after() -> None:
    """More stars want nothing; fewer do; words are judged like an answer."""
    better = one(ANSWERED, replace(ASKED, rating=4, text="They sent a new one."))
    worse = one(replace(ANSWERED, rating=3, words="of three stars"), ASKED)
    words = one(ANSWERED, replace(ASKED, text="My Acme kettle leaks. Update: nobody helps me, what can I do?"))

    assert (better.turn, better.stars, better.wants_us) == (Turn.EDITED, (1, 4), False)
    assert (worse.stars, worse.wants_us) == ((3, 1), True)
    assert (words.turn, words.stars, words.wants_us) == (Turn.EDITED, None, True)


def test_a_deleted_post_is_told_unless_it_is_there_after_all() -> None:
    """One page may lag behind another."""
    gone = turns(ANSWERED, [], gone={"300"}, now=NOW)
    there = turns(ANSWERED, [ASKED], gone={"300"}, now=NOW)

    assert [turn.turn for turn in gone] == [Turn.DELETED]
    assert there == []


@pytest.mark.parametrize("standing", [Standing.PENDING, Standing.REJECTED, Standing.REMOVED])
def test_our_answer_is_told_of_when_it_stands_otherwise(standing: Standing) -> None:
    """Rejected, the person has no answer: somebody must see to it."""
    receipt = Receipt(external_id="400", post_id="300", standing=standing, note="against the rules")
    (turn,) = turns(ANSWERED, [], receipts=[receipt, replace(receipt, external_id="401")], now=NOW)

    assert (turn.turn, turn.wants_us) == (Turn(standing), standing is Standing.REJECTED)
    assert turn.receipt is not None
    assert (turn.receipt.url, turn.receipt.note) == ("https://social.example/400", "against the rules")


@pytest.mark.parametrize(
    "own",
    [
        said("Something else", by=US, below="", own="9"),
        said("@mira We send you a new one!", by=US, below="300", own="9"),
    ],
    ids=["by its address", "by its words under the post"],
)
def test_an_answer_posted_by_hand_is_known_again(own: Post) -> None:
    """From then on the person's words below it are heard, too."""
    heard = replace(own, url="https://shop.example/9/") if not own.parent_id else own
    found = turns(BY_HAND, [heard, said("What now?", below="9")], now=NOW + MINUTE)

    assert [turn.turn for turn in found] == [Turn.CONFIRMED, Turn.ANSWERED]
    assert found[0].receipt == Receipt(external_id="9", post_id="300", url="https://shop.example/9")


def test_what_the_person_says_at_that_address_is_not_our_answer() -> None:
    """Some pages give every comment the address of the page."""
    post = replace(said("What now?", below="300"), url="https://shop.example/9")

    assert one(BY_HAND, post).turn is Turn.ANSWERED

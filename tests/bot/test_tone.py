"""The check of a draft: what it warns about, which words it marks, and how rarely it is wrong."""

from collections import Counter
from datetime import date

import pytest

from bot import tone
from bot.tone import Kind
from bot.words import LANGUAGES
from storage.records import Dictionary
from tests.bot import drafts
from tests.bot.drafts import post

FRIDAY = date(2026, 11, 20)
LIKED = post("Nice.", "Maria Gomez")


def marked(draft: str, kind: Kind, *, said: str = "Nice.", by: str = "Maria Gomez", language: str = "en") -> list[str]:
    """Return the words one kind of warning marks."""
    found = tone.warnings(draft, post(said, by), language=language)
    return [word for concern in found if concern.kind is kind for word in concern.marked(draft)]


def kinds(draft: str, said: str, by: str = "Maria Gomez", *, stars: float | None = None) -> list[Kind]:
    """Return what a draft is warned about."""
    return [concern.kind for concern in tone.warnings(draft, post(said, by, stars=stars))]


def test_there_are_400_drafts_half_of_them_good_in_eight_languages_with_every_kind_of_fault() -> None:
    """The bars below mean something."""
    every = [draft for half in drafts.HALVES for draft in drafts.read(half)]
    shown = {kind for draft in every for kind in draft.deserves}

    assert len(every) == 400
    assert sum(not draft.deserves for draft in every) >= 200
    assert {draft.language for draft in every} == set(LANGUAGES)
    assert shown == set(Kind) - {Kind.AVOIDED, Kind.LINKS_AGAIN}  # what the team, and its answers so far, decide


@pytest.mark.parametrize("half", drafts.HALVES)
def test_warnings_are_right_and_good_drafts_are_left_alone(half: str) -> None:
    """Nine warnings of ten are deserved, 95 good drafts of 100 get none, and four faults of five are seen."""
    right, wrong, missed, clean = Counter[Kind](), Counter[Kind](), Counter[Kind](), 0
    good = 0
    for draft in drafts.read(half):
        told = {concern.kind for concern in tone.warnings(draft.text, draft.to, before=draft.before)}
        right.update(told & draft.deserves)
        wrong.update(told - draft.deserves)
        missed.update(draft.deserves - told)
        good += not draft.deserves
        clean += not draft.deserves and not told

    assert right.total() / (right + wrong).total() >= 0.9
    assert clean / good >= 0.95
    assert right.total() / (right + missed).total() >= 0.8


@pytest.mark.parametrize(
    ("draft", "kind", "words"),
    [
        ("READ THIS NOW, please!!!", Kind.SHOUTING, ["READ THIS NOW", "!!!"]),
        ("You should NEVER do that.", Kind.SHOUTING, ["NEVER"]),
        ("Buy now, only $19.99!", Kind.SHOUTING, ["Buy now", "$19.99"]),
        ("We have the cheapest phones.", Kind.SHOUTING, ["the cheapest"]),
        (
            "Mail jo.field@acme.example or call 0044 7700 900123.",
            Kind.PRIVATE,
            ["jo.field@acme.example", "0044 7700 900123"],
        ),
        ("Paid to DE89 3704 0044 0532 0130 00.", Kind.PRIVATE, ["DE89 3704 0044 0532 0130 00"]),
        ("Card 4111 1111 1111 1111 was charged.", Kind.PRIVATE, ["4111 1111 1111 1111"]),
        ("Order no. AB-778120 left for 14 Maple Street.", Kind.PRIVATE, ["AB-778120", "14 Maple Street"]),
        ("Thanks. We'll fix it and I will call.", Kind.PROMISE, ["We'll fix", "I will call"]),
        ("Dear Mr Peter, thanks.", Kind.WRONG_NAME, ["Peter"]),
        ("Hi Maria, see https://acme.example/a", Kind.LINK_ONLY, ["https://acme.example/a"]),
    ],
)
def test_the_words_a_warning_is_about_are_marked_as_they_were_written(draft: str, kind: Kind, words: list[str]) -> None:
    """People see at a glance what is meant."""
    assert marked(draft, kind) == words


@pytest.mark.parametrize(
    ("draft", "language", "word"),
    [
        ("Die Größe passt. Wir prüfen das und melden uns.", "de", "Wir prüfen"),
        ("نعتذر، شكرًا لك. سنصلح ذلك.", "ar", "سنصلح"),
        ("شكرا. سنصلحُ ذلك.", "ar", "سنصلحُ"),
        ("धन्यवाद। हम इसे ज़रूर ठीक करेंगे।", "hi", "करेंगे"),
    ],
)
def test_marks_stand_right_where_letters_were_folded(draft: str, language: str, word: str) -> None:
    """The letter ß is compared as two letters, vowel points as none; what is shown is the draft's own words."""
    assert word in marked(draft, Kind.PROMISE, language=language)


@pytest.mark.parametrize(
    ("draft", "said", "by"),
    [
        ("NASA, JPEG and the USB port: all supported.", "Nice.", "Maria"),
        ("The plan costs $12 a month.", "How much is the plan?", "Maria"),
        ("Call us at +44 20 7946 0958 or write to support@acme.example.", "I need help.", "Maria"),
        ("It works since version 10.2.3.4, build 20240311.", "Does it work?", "Maria"),
        ("Card 4111 1111 1111 1112 is no card at all.", "Nice.", "Maria"),
        ("Hi Alex, glad you like it.", "Nice.", "Alexandra P"),
        ("Hi Maria, glad you like it.", "Nice. Maria from Leeds", "@coffee99"),
        ("Hi Maria, glad you like it.", "Nice.", "@maria_g92"),
        ("Hi there, glad you like it.", "Nice.", "Tom"),
        ("Music to our ears.", "It never crashes.", "Tom"),
        ("We can't promise miracles.", "Nice.", "Tom"),
        ("We'll be happy to see you.", "Nice.", "Tom"),
        ("आप सेटिंग्स में बदलाव करेंगे तो यह चलेगा।", "बढ़िया", "Tom"),
        ("Green, like the logo!", "What's your favourite colour?", "Tom"),
        ("It is at https://acme.example/manual, on the second page.", "Where is the manual?", "Tom"),
    ],
)
def test_what_only_looks_like_a_fault_gets_no_warning(draft: str, said: str, by: str) -> None:
    """A check that cries wolf is switched off."""
    assert kinds(draft, said, by) == []


def test_one_or_two_stars_want_an_apology_and_three_do_not() -> None:
    """Who is unhappy hears that we are sorry."""
    polite = "Thank you for the review."

    assert kinds(polite, "Meh.", stars=2) == [Kind.NO_APOLOGY]
    assert kinds(polite, "Meh.", stars=3) == []
    assert kinds("We are sorry to hear that.", "Meh.", stars=2) == []
    assert kinds(polite, "This is a scam.") == [Kind.NO_APOLOGY]


def test_the_same_words_to_another_person_are_told() -> None:
    """Nobody likes to be answered by a stamp; few words are no stamp."""
    sent = "Hi Max, thanks for your visit, it was lovely to have you in our garden."
    again = "Hi Maria, thanks for your visit, it was lovely to have you in our garden!"

    assert [concern.kind for concern in tone.warnings(again, LIKED, before=["Something else entirely.", sent])] == [
        Kind.REPEATED
    ]
    assert tone.warnings(again, LIKED, before=["Thanks for your visit to the garden, see you in spring."]) == []
    assert tone.warnings("Thank you, Maria!", LIKED, before=["Thank you, Maria!"]) == []


def test_a_team_has_words_of_its_own() -> None:
    """What the dictionary forbids is marked, what it allows is not, and names of ours may be greeted."""
    own = Dictionary(avoid=("cheap*",), fine=("jo@acme.example", "we'll see"), names=("Emily Stone",))
    told = tone.warnings("Emily wrote: cheaper ones, ask jo@acme.example.", LIKED, own=own)

    assert [(concern.kind, concern.spans) for concern in told] == [(Kind.AVOIDED, ((13, 20),))]
    assert tone.warnings("Thanks, Emily.", LIKED, own=own) == []
    assert [concern.kind for concern in tone.warnings("Thanks, Emily.", LIKED)] == [Kind.WRONG_NAME]


def test_a_language_without_words_is_checked_for_what_needs_none() -> None:
    """No guesses; but a card number is one everywhere."""
    draft = "Kiitos palautteesta!!! Kortti 4111 1111 1111 1111."
    found = tone.warnings(draft, post("Huono.", "Aino", stars=1))

    assert [concern.kind for concern in found] == [Kind.PRIVATE, Kind.SHOUTING]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We'll fix this.", None),
        ("I'll let you know tomorrow.", date(2026, 11, 21)),
        ("We'll get back to you within 24 hours.", date(2026, 11, 21)),
        ("We will replace it in two weeks.", date(2026, 12, 4)),
        ("By Friday we'll fix this.", date(2026, 11, 27)),
        ("We'll send it this week.", date(2026, 11, 20)),
        ("We'll send it next week.", date(2026, 11, 27)),
        ("We'll send it by 3 January.", date(2027, 1, 3)),
        ("We'll send it by March 31.", date(2027, 3, 31)),
        ("We'll send it by 2026-12-01.", date(2026, 12, 1)),
        ("We'll send it by 2026-13-01.", None),
        ("Tomorrow is a holiday. We'll send it.", None),
        ("Lo arreglaremos mañana.", date(2026, 11, 21)),
        ("Vamos corrigir isso até segunda-feira.", date(2026, 11, 23)),
        ("Wir melden uns übermorgen.", date(2026, 11, 22)),
        ("Nous vous répondrons le 1 décembre.", date(2026, 12, 1)),
        ("Ti risponderemo entro tre giorni.", date(2026, 11, 23)),
        ("سنرد عليك خلال 3 أيام.", date(2026, 11, 23)),
        ("हम दो दिन में जवाब देंगे।", date(2026, 11, 22)),
    ],
)
def test_a_promise_is_told_with_the_day_it_names(text: str, due: date | None) -> None:
    """A promise becomes a dated debt; its day is looked for in its own sentence."""
    promises = tone.promises(text, today=FRIDAY)

    assert [promise.due for promise in promises] == [due]
    assert text[slice(*promises[0].span)] == promises[0].words


def test_a_long_hostile_post_does_not_slow_the_check() -> None:
    """The post is cut before it is read: what stands behind is not looked at."""
    long = post("word " * 20_000 + "this is a scam", "Tom")

    assert tone.warnings("Thank you for the review.", long) == []

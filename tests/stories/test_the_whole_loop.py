"""Whole journeys, as the people in them live them: heard, alerted, claimed, drafted, answered, digested.

Both programs run as real processes against a real database; Slack is the strict stand-in, the web is on loopback.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.playground.script import Line, Place
from tests.stories.town import Town, town

REVIEW = Line(
    after=0,
    place=Place.REVIEWS,
    author="Tomasz Wilk",
    title="Charged twice",
    text="Brightloaf charged my card twice and support never answers. I want my money back.",
    stars=1,
)
COMMENT = Line(
    after=0,
    place=Place.HACKERNEWS,
    author="proofing",
    title="",
    text="The Brightloaf app crashes every time I open the basket since the update. Please help, I cannot order!",
)
ANSWER = "https://reviews.example/1#our-answer"

Cut = Callable[[Town], None]


def nothing(_: Town) -> None:
    """Let the journey go on undisturbed."""


def power_cut(place: Town) -> None:
    """Kill both programs and start them again."""
    place.kill("bot", "listeners")
    place.start("bot", "listeners")


def bot_killed(place: Town) -> None:
    """Kill the bot alone."""
    place.kill("bot")
    place.start("bot")


def listeners_killed(place: Town) -> None:
    """Kill the listeners alone."""
    place.kill("listeners")
    place.start("listeners")


def journey(place: Town, line: Line, words: str, cut: Cut) -> None:
    """Follow one post from the web to its answer, with a cut between any two steps."""
    noor, jonas = place.slack.person("noor"), place.slack.person("jonas")
    place.start("bot", "listeners")
    place.wait_listening()
    cut(place)
    place.say(line)
    card = place.wait_card(words)
    cut(place)

    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda person: person.click(card, "claim"), (noor, jonas)))
    owner, told = _who_has_it(place, words)
    assert owner in told
    cut(place)

    owner_person = noor if owner == "Noor Haddad" else jonas
    owner_person.click(place.wait_card(words), "draft")
    place.wait(lambda: _shows(owner_person.view, line.text[:30]), "the draft modal with the post above the text")
    refused = owner_person.submit(answers={"text": ""})
    assert refused.errors
    owner_person.submit(answers={"text": "We are sorry. The money is on its way back."})
    place.wait_card(words, shows="raft")
    cut(place)

    owner_person.click(place.wait_card(words), "posted")
    place.wait(lambda: _shows(owner_person.view, "ddress"), "the modal that asks where the answer stands")
    owner_person.submit(answers={"url": ANSWER})
    place.wait_card(words, shows="nswered")
    cut(place)

    noor.command("/earshot", "digest today", "#mentions")
    place.wait(lambda: any(words in message.text_seen() for message in place.slack.ephemerals("noor")), "the digest")
    exported = [json.loads(row) for row in place.run("storage", "export").splitlines()]
    mention = next(row for row in exported if words in row["post"]["text"])
    assert mention["state"] == "answered"
    assert mention["owner"] == owner_person.id
    assert mention["answer_url"] == ANSWER
    assert mention["urgency"] == sum(reason["points"] for reason in mention["reasons"]) >= 50
    assert place.slack.malformed() == []


def _shows(view: object, words: str) -> bool:
    return view is not None and words in view.text_seen()  # type: ignore[attr-defined]


def _who_has_it(place: Town, words: str) -> tuple[str, str]:
    """Return the owner's name, and what the other one was told."""
    names = {"noor": "Noor Haddad", "jonas": "Jonas Lindqvist"}

    def owner() -> str:
        seen = place.wait_card(words).text_seen()
        return next((handle for handle, name in names.items() if name in seen), "")

    place.wait(lambda: bool(owner()), "an owner on the card")
    other = "jonas" if owner() == "noor" else "noor"
    place.wait(lambda: bool(place.slack.ephemerals(other)), f"{other} to be told who has it")
    return names[owner()], place.slack.ephemerals(other)[-1].text_seen()


@pytest.mark.parametrize("cut", [nothing, power_cut, bot_killed, listeners_killed], ids=lambda cut: cut.__name__)
def test_a_bad_review_is_heard_claimed_by_one_of_two_drafted_answered_and_digested(
    database_url: str, tmp_path: Path, cut: Cut
) -> None:
    """The whole loop on a feed of reviews, and again with programs killed at every step."""
    with town(database_url, tmp_path) as place:
        journey(place, REVIEW, "charged my card twice", cut)


@pytest.mark.parametrize("cut", [nothing, power_cut], ids=lambda cut: cut.__name__)
def test_a_hacker_news_comment_is_heard_claimed_drafted_answered_and_digested(
    database_url: str, tmp_path: Path, cut: Cut
) -> None:
    """The same loop on Hacker News."""
    with town(database_url, tmp_path) as place:
        journey(place, COMMENT, "crashes every time", cut)

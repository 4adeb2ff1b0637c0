"""A whole conversation through both real programs: heard, written, approved, sent, asked again, thanked, served.

Once on a site of WordPress's kind, once in the demo's own web, whose people answer by themselves.
"""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import Locator, Page, expect

from bot.playground import JONAS, NOOR, Message
from bot.playground.script import Place, lines
from tests.bot.playground.seeing import sit_down
from tests.platforms import wordpress
from tests.stories.test_the_tour import settled
from tests.stories.town import Town, town
from tests.webserver import Site

TEXT = "We are sorry. A new kettle is on its way to you, and we'll write when it left."
WATCHES = """
[[watch]]
name = "Diary"
objective = "serve"
query = ""
channel = "#mentions"
alert_at = 0
backlog = "silent"
four_eyes = "always"
[[watch.listen]]
source = "wordpress"
every = "1s"
"""
HARBOUR_SOCIAL = """
[[watch]]
name = "Brightloaf"
objective = "serve"
query = "brightloaf OR @brightloaf"
channel = "#mentions"
alert_at = 0
backlog = "alert"
ours = ["brightloaf"]
[[watch.listen]]
source = "mastodon"
every = "1s"
"""


def below(place: Town, card: Message) -> list[str]:
    """Return what stands in the card's thread."""
    return [message.text_seen() for message in place.slack.thread("#mentions", card.ts)[1:]]


def told(place: Town, card: Message, words: str) -> Message:
    """Wait until the thread says something, and return the line that does."""
    place.wait(lambda: any(words in line for line in below(place, card)), f"{words!r} in {below(place, card)}")
    return next(line for line in place.slack.thread("#mentions", card.ts)[1:] if words in line.text_seen())


def send(place: Town, words: str, answer: str) -> Message:
    """Let Noor claim the card with these words and send an answer from its draft window; return the answered card."""
    noor = place.slack.person("noor")
    noor.click(place.wait_card(words), "claim")
    noor.click(place.wait_card(words, shows="has this"), "draft")
    place.wait(lambda: noor.view is not None and "Send it now" in noor.view.text_seen(), "the draft window")
    noor.submit(answers={"Your answer": answer, "And then": "Send it now"})
    return place.wait_card(words, shows="Answered by")


def propose(page: Page, card: Locator, answer: str) -> None:
    """Claim, write and propose an answer in spite of its warning, in the browser; it cannot be sent alone."""
    window = page.get_by_role("dialog")
    card.get_by_role("button", name="Claim").click()
    expect(card).to_contain_text("@Noor Haddad has this since")
    card.get_by_role("button", name="Draft reply").click()
    window.get_by_label("Your answer").fill(answer)
    expect(window.get_by_role("radio", name="Send it now")).to_have_count(0)
    window.get_by_role("radio", name="Propose it for approval").check()
    window.get_by_role("button", name="Save or propose").click()
    expect(window).to_contain_text("whoever sends it owes it")
    window.get_by_role("button", name="Propose anyway").click()
    expect(window).to_contain_text("Say in a few words why")
    window.get_by_label("Why send it all the same?").fill("It leaves today")
    window.get_by_role("button", name="Propose anyway").click()
    expect(card).to_contain_text("asks to be approved")
    settled(page, window)


def thread_of(page: Page, card: Locator, address: str, person: str) -> Locator:
    """Sit down as somebody and open the card's thread."""
    sit_down(page, address, person)
    card.get_by_role("button", name=re.compile(r"\d repl(y|ies)")).click()
    return page.get_by_role("complementary", name="Thread")


def test_an_answer_is_approved_sent_the_person_comes_back_and_is_served(
    sqlite_url: str, tmp_path: Path, page: Page
) -> None:
    """In a real browser, one card from the first word to the last; what is written in its thread never leaves Slack."""
    with Site() as site:
        server = wordpress.serve(site)
        environment = {"WORDPRESS_URL": site.url, "WORDPRESS_USER": "keeper", "WORDPRESS_PASSWORD": wordpress.PASSWORD}
        with town(sqlite_url, tmp_path, watches=WATCHES, environment=environment) as place:
            place.start("bot", "listeners")
            place.wait_listening()
            server.says(20, "My acme kettle leaks and nobody answers me. What can I do?")
            place.wait_card("acme kettle leaks")
            sit_down(page, place.slack.url, NOOR.id)
            card = page.locator("#timeline .message", has_text=re.compile("acme kettle leaks|Answered|Served")).first
            propose(page, card, TEXT)
            thread = thread_of(page, card, place.slack.url, JONAS.id)
            thread.get_by_role("textbox").fill("Looks good to me, send it!")
            thread.get_by_role("textbox").press("Enter")
            thread.get_by_role("button", name="Approve and send").click()
            expect(card).to_contain_text("Answered by @Noor Haddad, approved by @Jonas Lindqvist", timeout=60_000)
            server.says(21, "Thanks, but when does it arrive? It still leaks!", below=10)
            expect(card).to_contain_text("came back", timeout=60_000)
            thread = thread_of(page, card, place.slack.url, NOOR.id)
            expect(thread).to_contain_text("when does it arrive")
            server.says(22, "It came. Thank you so much, that helped!", below=10)
            thread.get_by_role("button", name="Served").click(timeout=60_000)
            expect(card).to_contain_text("Served, answered by")
            lines_below = below(place, place.cards("acme kettle leaks")[0])

            assert server.published() == [TEXT]
            assert server.answers[0]["parent"] == 20
            assert len(place.slack.messages("#mentions")) == 1
            assert [line.count("answered us") for line in lines_below] == [0, 0, 1, 0]
            assert place.slack.malformed() == []


def test_an_answer_sent_in_the_demo_stands_on_its_page_and_comes_back_into_the_thread(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The demo's own place and its own people: what is sent stands there once, and who was answered answers back."""
    asked = next(line for line in lines() if line.place is Place.MASTODON and line.back and "west bank" in line.text)
    with town(sqlite_url, tmp_path, watches=HARBOUR_SOCIAL) as place:
        place.say(asked)
        place.start("bot", "listeners")
        card = send(place, "west bank yet", "From May on!")
        back = told(place, card, "the west bank will weigh a little more")
        (ours,) = (said for said in place.outside.said() if said.is_answer)
        page = urlsplit(place.outside.page(ours.number))
        with urlopen(Request(f"{place.outside.url}{page.path}", headers={"Host": page.netloc})) as shown:  # noqa: S310  loopback
            stands = shown.read().decode()

        assert '<p dir="auto" class="said">@marek From May on!</p>' in stands
        assert page.geturl() in json.dumps(card.blocks)
        assert "Marek Dolan" in back.text_seen()
        assert len(place.slack.messages("#mentions")) == 1
        assert place.slack.malformed() == []

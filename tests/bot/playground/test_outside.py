"""The web in small: every place is read by the real listeners, opened by people, answered, and answers back."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest

from bot import town
from bot.playground import places
from bot.playground.outside import Outside
from bot.playground.places import page
from bot.playground.script import BRAND, SECOND, Line, Place, lines
from listeners import registry
from listeners.http import Web
from listeners.match import Matcher, compile as compile_query
from listeners.source import Answer, Need
from listeners.sources.mastodon import SOURCE
from storage.records import Kind, Listen, Post
from tests.platforms import asking

SOON = 20.0  # seconds: a busy machine is no broken promise
# What only shares the second brand's name, and small talk that names nobody.
UNHEARD = {
    "Larkmoor wins the Quayside Stakes by a nose",
    "Larkmoor parish votes on its village green",
    "Anyone going to the Larkmoor village fete?",
    "Launched at 06:10 to a drifting yacht off the point, both aboard safe. The lifeboat #larkmoor is back on station.",
    "Lovely to see who makes my breakfast. Hello, night shift!",
}
COMPLAINT = Line(
    after=0, place=Place.COMMENTS, author="Ada Lund", title="Rye", text=f"{BRAND} lost my order.", back="Hm."
)


@pytest.fixture(scope="module")
def over() -> Iterator[Outside]:
    """The whole script, said already."""
    outside = Outside(speed=100_000, shown=100).start()
    time.sleep(0.02)
    yield outside
    outside.stop()


@pytest.fixture
def outside() -> Iterator[Outside]:
    """A web in which nobody has spoken yet, where seconds pass in a moment."""
    opened = Outside([], speed=40, shown=100).start()
    yield opened
    opened.stop()


def heard(outside: Outside, listen: Listen, phrases: Sequence[str] = ()) -> list[Post]:
    """Return what a listener's source reads at its place now."""
    if listen.source == "mastodon":
        return through_the_api(outside, phrases)
    is_feed = listen.source == "feed"
    address = listen.settings["url"] if is_feed else outside.feed(Place.HACKERNEWS)
    with urlopen(address, timeout=10) as told:  # noqa: S310 - loopback
        answer = Answer(
            url=address,
            status=200,
            headers={"content-type": told.headers["Content-Type"]},
            body=told.read(),
            fetched_at=datetime.now(UTC),
        )
    need = Need(settings=listen.settings, now=datetime.now(UTC))
    return list(registry.discover().find(listen.source).read(answer, need).posts)


def through_the_api(outside: Outside, phrases: Sequence[str]) -> list[Post]:
    """Return what a place with an API shows whoever has the brand's token."""
    told = outside.settings()
    with Web(allow_private=True) as web:
        need = asking.let_in(SOURCE, web, {"base_url": told["MASTODON_URL"], "token": told["MASTODON_TOKEN"]})
        pages = asking.every_page(SOURCE, web, replace(need, phrases=tuple(phrases)))
    return [post for page in pages for post in page.posts]


def hear(outside: Outside, place: Place) -> list[Post]:
    """Return what is read at one place now."""
    source = "hackernews" if place is Place.HACKERNEWS else "feed"
    return heard(outside, Listen(source=source, settings={"url": outside.feed(place)} if source == "feed" else {}))


def opened(address: str, form: Mapping[str, str] | None = None, **headers: str) -> tuple[int, str, Mapping[str, str]]:
    """Open an address as a browser does, for which *.localhost is this machine; send a form; follow where it leads."""
    parts = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", parts.port or 80, timeout=10)
    with closing(connection):
        connection.request(
            "POST" if form else "GET",
            f"{parts.path}{f'?{parts.query}' if parts.query else ''}",
            urlencode(form) if form else None,
            {"Host": parts.netloc, **headers},
        )
        answer = connection.getresponse()
        told, shown = dict(answer.headers), answer.read().decode()
    return opened(told["Location"]) if "Location" in told else (answer.status, shown, told)


def soon(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    ends = time.monotonic() + SOON
    while not holds():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


def test_the_world_is_as_wide_as_it_is_told() -> None:
    """About eighty posts in two minutes, more than ten places, seven languages, stars of every number."""
    script = lines()

    assert 80 <= len(script) <= 90
    assert {line.place for line in script} == set(Place)
    assert len(Place) >= 10
    assert {line.language for line in script} >= {"en", "de", "fr", "es", "pt", "it", "ar"}
    assert {line.stars for line in script if line.stars} == {1, 2, 3, 4, 5}
    assert all(0 <= line.after <= 120 for line in script)
    assert {line.brand for line in script} == {BRAND, SECOND}


def test_something_urgent_is_there_at_once_and_the_outage_comes_as_a_burst() -> None:
    """The first card must not wait; a complaint grows until a dozen people say it within twenty seconds."""
    script = lines()
    about = ("crash", "502", "down", "ordering", "abre", "stürzt", "funciona", "يعمل")
    burst = [line for line in script if 45 <= line.after <= 65 and any(word in line.text for word in about)]

    assert any(line.after == 0 and line.stars == 1 for line in script)
    assert len(burst) >= 12
    assert len({line.place for line in burst}) >= 6


def test_no_two_lines_are_alike_and_answers_hang_under_what_there_is() -> None:
    """People, not templates; only a story that was reprinted is told twice."""
    script = lines()
    told = Counter(line.text for line in script)
    names = [line.name for line in script if line.name]

    assert [
        text for text, times in told.items() if times > 1 and "second oven" not in text and "Saturday" not in text
    ] == []
    assert len(names) == len(set(names))
    assert {line.under for line in script if line.under} <= set(names)


def test_every_line_is_heard_by_a_watch_or_meant_not_to_be(over: Outside) -> None:
    """Nothing is said in vain, and what only shares a name stays outside."""
    heard_at = set()
    for watch in town.invented_watches(over.url):
        query = compile_query(watch.query)
        matcher = Matcher({1: query})
        found = (post for listen in watch.listens for post in heard(over, listen, query.phrases))
        heard_at |= {post.url for post in found if matcher.match(post)}
    unheard = [said.line for said in over.said() if over.page(said.number).partition("#review")[0] not in heard_at]

    assert {line.title if line.brand == SECOND and line.title else line.text for line in unheard} == UNHEARD


@pytest.mark.parametrize("place", list(Place))
def test_every_place_is_read_whole(over: Outside, place: Place) -> None:
    """Each post of its feed has its words, its moment and an address that opens."""
    posts = hear(over, place)
    said = {one.line.text: one for one in over.said() if one.line.place is place}

    assert posts
    for post in posts:
        assert post.text
        assert abs((post.posted_at - datetime.now(UTC)).total_seconds()) < 60
    plain = [post for post in posts if post.text in said]
    assert len(plain) >= len(posts) - 2  # hidden signs were taken out of the hostile ones
    if place is not Place.ALERTS:
        assert all(post.author.name for post in posts)
    for post in posts:
        status, shown, _ = opened(post.url if place is not Place.HACKERNEWS else over.page(said[post.text].number))
        assert status == 200
        assert "Answer here as" in shown


def test_stars_views_languages_threads_and_kinds_come_through(over: Outside) -> None:
    """What a platform tells is heard: none of it is lost on the way."""
    reviews, apps = hear(over, Place.REVIEWS), hear(over, Place.APPS)
    replies = [post for post in hear(over, Place.COMMENTS) if post.parent_id]
    (angry,) = (post for post in hear(over, Place.VIDEOS) if "never came" in post.title)

    assert {post.rating for post in [*reviews, *apps]} == {1, 2, 3, 4, 5}
    assert {post.kind for post in [*reviews, *apps]} == {Kind.REVIEW}
    assert {post.author.name for post in replies} == {"Odalys Marsh", "Zuzanna Krol"}
    assert (angry.metrics.views, angry.metrics.likes) == (48_200, 6_150)
    assert {post.language for post in hear(over, Place.JOURNAL)} == {"en"}
    assert {post.author.handle for post in hear(over, Place.FORUM)} >= {"odalys", "katrin_m"}
    assert all("google" not in post.url for post in hear(over, Place.ALERTS))
    assert {post.kind for post in hear(over, Place.HACKERNEWS)} == {Kind.POST, Kind.COMMENT}


def test_the_program_itself_hears_a_place(over: Outside) -> None:
    """`python -m listeners try feed`, as one would try it by hand."""
    done = subprocess.run(
        [sys.executable, "-m", "listeners", "try", "feed", "--set", f"url={over.feed(Place.MASTODON)}"],
        env={**os.environ, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "cat unimpressed" in done.stdout


def test_a_hashtag_is_a_feed_of_its_own(over: Outside) -> None:
    """The second brand's posts are not in the first one's feed."""
    tagged = heard(
        over, Listen(source="feed", settings={"url": over.feed(Place.MASTODON, places.tag_feed("larkmoor"))})
    )

    assert len(tagged) == 2
    assert all("#larkmoor" in post.text for post in tagged)


def test_an_edit_changes_the_review_and_a_deleted_comment_is_gone(over: Outside) -> None:
    """One star becomes four; what was written in anger cannot be read any more."""
    (edited,) = (post for post in hear(over, Place.REVIEWS) if post.author.name == "Oddny Frost")

    assert (edited.rating, "Edit:" in edited.text) == (4, True)
    assert "Vince Haldane" not in {post.author.name for post in hear(over, Place.COMMENTS)}


@pytest.mark.parametrize("place", [place for place in Place if places.SITES[place].hears])
def test_who_is_answered_on_the_page_writes_back_in_the_same_thread(outside: Outside, place: Place) -> None:
    """Open the post, answer, take the answer's own address; a moment later the listeners hear both."""
    text = f"#{BRAND.lower()} lost my order."
    number = outside.say(
        Line(
            after=0,
            place=place,
            author="Ada Lund",
            handle="ada",
            title="Rye",
            text=text,
            back="#brightloaf, all is well.",
        )
    )
    address = outside.page(number)

    status, shown, _ = opened(address, {"to": str(number), "text": "We are sorry, #brightloaf sends another one."})
    answer = next(said for said in outside.said() if said.is_answer)

    assert status == 200
    assert outside.page(answer.number) in shown
    assert outside.page(answer.number) != address
    assert soon(lambda: any("#brightloaf, all is well." in post.text for post in hear(outside, place)))
    ours = next((post for post in hear(outside, place) if "another one" in post.text), None)
    assert ours is not None
    assert BRAND.casefold() in (ours.author.handle.casefold(), ours.author.name.casefold())
    assert place is Place.HACKERNEWS or ours.url == outside.page(answer.number)


@pytest.mark.parametrize("place", [Place.REVIEWS, Place.APPS])
def test_a_reviewer_who_is_answered_changes_the_review(outside: Outside, place: Place) -> None:
    """As on the platforms: the review is edited, and the owner's answer stands on the page alone."""
    number = outside.say(
        Line(after=0, place=place, author="Ada Lund", title="Lost", text="Lost.", stars=1, back="Found!", back_stars=4)
    )
    answer = outside.answer(number, "We are looking for it.")
    outside.answer(number, "Here it is.")

    assert "#" in answer
    assert soon(lambda: [(post.rating, post.text) for post in hear(outside, place)] == [(4, "Found!")])


def test_an_edited_review_is_the_newest_again(outside: Outside) -> None:
    """As app stores sort: whoever changes an old review is heard, however short the feed."""
    first, second = (
        outside.say(Line(after=0, place=Place.REVIEWS, author=name, title=name, text=name, stars=3)) for name in "ab"
    )
    before = [post.title for post in hear(outside, Place.REVIEWS)]
    outside.edit(first, text="changed", stars=4)

    assert (first, second, before) == (1, 2, ["b", "a"])
    assert [post.title for post in hear(outside, Place.REVIEWS)] == ["a", "b"]


def test_without_a_scripted_answer_people_say_thanks_in_their_language_once(outside: Outside) -> None:
    """Nobody talks to a wall, and nobody repeats themselves."""
    number = outside.say(Line(after=0, place=Place.COMMENTS, author="Inga", title="Rye", text="Wo?", language="de"))
    outside.answer(number, "Am Kai.")
    outside.answer(number, "Und am Markt.")

    assert soon(lambda: any("Danke" in said.line.text for said in outside.said()))
    time.sleep(0.15)
    assert [said.line.author for said in outside.said()].count("Inga") == 2


def test_hostile_words_are_shown_as_words(over: Outside) -> None:
    """No markup of theirs is markup of the page, which could not run a script in any case."""
    (hostile,) = (said for said in over.said() if "<script>" in said.line.text)
    _, shown, headers = opened(over.page(hostile.number))

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_only_loopback_names_and_the_pages_own_forms_are_answered(outside: Outside) -> None:
    """A page elsewhere can neither read nor write here, whatever name it leads a browser in by."""
    number = outside.say(COMPLAINT)
    address = outside.page(number)
    port = urlsplit(address).port
    form = {"to": str(number), "text": "x"}

    assert opened(f"http://evil.example:{port}/")[0] == 421
    assert opened(address, form, Origin="http://evil.example")[0] == 403
    assert opened(address, {"to": "99", "text": "x"})[0] == 404
    assert opened(address, {"to": str(number), "text": " "})[0] == 400
    assert opened(address, {"to": str(number), "text": "x" * (page.LONGEST_ANSWER + 1)})[0] == 400
    assert not any(said.is_answer for said in outside.said())
    assert opened(address, form, Origin=f"http://{urlsplit(address).netloc}")[0] == 200


def test_every_site_has_a_front_page_and_the_street_leads_to_all(over: Outside) -> None:
    """One can walk about."""
    _, street, _ = opened(f"{over.url}/")

    for site in places.SITES.values():
        address = f"http://{site.host}.localhost:{urlsplit(over.url).port}/"
        assert address in street
        assert opened(address)[0] == 200
    assert opened(f"{over.url}/nowhere")[0] == 404


def test_whoever_asks_again_is_told_that_nothing_changed(over: Outside) -> None:
    """Feeds carry a validator, as real ones do."""
    first = opened(over.feed(Place.JOURNAL))

    assert opened(over.feed(Place.JOURNAL), None, **{"If-None-Match": first[2]["ETag"]})[0] == 304


def test_the_live_web_is_asked_for_the_words_as_they_stand() -> None:
    """Hacker News, news, threads and a hashtag, none of which wants a key."""
    (watch,) = town.live_watches('open "sesame" now')
    urls = [listen.settings["url"] for listen in watch.listens if listen.source == "feed"]

    assert watch.query == '"open sesame now"'
    assert compile_query(watch.query).phrases
    assert [listen.source for listen in watch.listens].count("hackernews") == 1
    assert any("%22open+sesame+now%22" in url for url in urls)
    assert any(url.endswith("/tags/opensesamenow.rss") for url in urls)

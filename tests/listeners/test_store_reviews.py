"""Reviews in stores, on the map and on review sites: one answer each, not shown at once everywhere."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.registry import discover
from listeners.source import Answer, Follows, Need, Page, Refuses, Replies, SignsIn, Source
from storage.records import Kind, Once, Outgoing, Standing
from tests.platforms import appstoreconnect, asking, googlebusiness, googleplay, trustpilot
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGES = Path(__file__).parents[1] / "pages"
SOURCES = discover()
REPLACING = [googleplay, googlebusiness, appstoreconnect]
PLATFORMS = [*REPLACING, trustpilot]
WORDS = "Sorry! We look into it – write to us, please."


def read(name: str, shape: object, **settings: str) -> Page:
    """Read a shape as a page of reviews."""
    answer = Answer(url="", status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW)
    return SOURCES[name].read(answer, Need(settings={"base_url": "https://api.example", **settings}, now=NOW))


def recorded(name: str) -> dict[str, object]:
    """Return the source's page."""
    shape: dict[str, object] = json.loads((PAGES / f"{name}.json").read_bytes())
    return shape


def test_a_review_in_google_play_is_read_whole() -> None:
    """Title and text stand in one field, with a tabulator between them."""
    first, second = read("googleplay", recorded("googleplay"), app="com.example").posts

    assert (first.external_id, first.kind, first.rating) == ("com.example/gp:AOqpTOE-1", Kind.REVIEW, 1)
    assert (first.title, first.text) == ("Crash after update", "The acme app closes by itself since version 3.")
    assert (first.language, first.author.name, first.metrics.likes) == ("en", "Lena Hart", 12)
    assert first.posted_at == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert first.url == "https://play.google.com/store/apps/details?id=com.example&reviewId=gp%3AAOqpTOE-1"
    assert (second.title, second.text, second.author.name) == ("", "Muy buena, gracias acme", "A Google user")


def test_a_review_on_the_map_is_read_in_the_person_s_own_words() -> None:
    """Google puts its translation first; what was changed says so."""
    first, second = read("googlebusiness", recorded("googlebusiness"), location="accounts/7/locations/12").posts

    assert (first.text, first.rating) == ("Der Acme-Laden war mittags zu.", 1)
    assert first.edited_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert (second.rating, second.edited_at, second.author.name) == (5, None, "A Google user")


def test_a_review_in_the_app_store_is_read_whole() -> None:
    """Without the marks that would turn the text around."""
    first, second = read("appstoreconnect", recorded("appstoreconnect"), app="41").posts

    assert (first.title, first.rating, first.author.name) == ("Charged twice", 1, "tea4two")
    assert first.posted_at == datetime(2026, 11, 20, 17, 12, 44, tzinfo=UTC)
    assert first.url == "https://apps.apple.com/app/id41?see-all=reviews"
    assert second.author.id == "DEU/wasserkocherin"


def test_a_review_on_trustpilot_is_read_whole() -> None:
    """What was changed says so; answers come with it."""
    page = read("trustpilot", recorded("trustpilot"), business="b1")
    first, second = page.posts

    assert (first.title, first.rating, first.author.name, first.metrics.likes) == (
        "Still no refund",
        1,
        "Mira Okafor",
        4,
    )
    assert (first.edited_at, second.edited_at) == (None, datetime(2026, 11, 19, 8, tzinfo=UTC))
    assert first.url == "https://www.trustpilot.com/reviews/6a1f00000000000000000001"
    assert [receipt.post_id for receipt in page.receipts] == [second.external_id]


def test_yelp_tells_excerpts_and_when_the_rating_changed() -> None:
    """The first walk only takes note; later a change is told once."""
    source = SOURCES["yelp"]
    business = {"id": "acme", "name": "Acme Tea", "url": "https://y.example/acme?x", "review_count": 41, "rating": 3.5}

    def rated(marks: Mapping[str, str]) -> Page:
        body = json.dumps(business).encode()
        answer = Answer(url="", status=200, headers={}, body=body, fetched_at=NOW, note={"rating": "1"})
        return source.read(answer, Need(marks=marks, now=NOW))

    first = rated({})
    (told,) = rated({"count": "40", "stars": "4"}).posts

    assert (first.posts, first.marks) == ([], {"count": "41", "stars": "3.5"})
    assert rated(first.marks).posts == []
    assert (told.title, told.url) == ("Acme Tea on Yelp: 3.5 stars from 41 reviews", "https://y.example/acme")
    assert told.text == "Before: 4 stars from 40 reviews."
    assert [(post.rating, post.author.name) for post in read("yelp", recorded("yelp")).posts] == [
        (2, "Lena H."),
        (5, "Otto B."),
    ]
    assert [ask.cost for ask in source.ask(Need(settings={"token": "t", "business": "a"}, now=NOW))] == [
        {"asks": 1}
    ] * 2


def test_product_hunt_tells_comments_and_the_answers_to_them() -> None:
    """Who wrote them is mostly hidden."""
    page = read("producthunt", recorded("producthunt"), token="t", slug="acme")
    first, second = page.posts

    assert (first.text, first.title) == ("Does the acme kettle work without the cloud?", "Acme Kettle 3")
    assert (first.author.handle, first.thread_id, first.parent_id) == ("mira", "901", "")
    assert (second.author.name, second.author.id, second.parent_id) == ("A Product Hunt member", "comment/5003", "5002")
    assert page.more is not None
    assert json.loads(page.more.content)["variables"] == {"slug": "acme", "after": "MjA"}


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"errors": [{"error": "rate_limit_reached", "details": {"reset_in": 90}}]}, Later),
        ({"errors": [{"error": "invalid_oauth_token"}]}, NeedsKey),
        ({"errors": [{"message": "Field 'x' doesn't exist"}]}, SourceChanged),
        ({"data": {"post": None}}, Never),
    ],
)
def test_product_hunt_s_troubles_come_with_status_200(told: object, error: type[Trouble]) -> None:
    """And are understood all the same."""
    with pytest.raises(error):
        read("producthunt", told, token="t")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("trustpilot", "https://api.example/business-units/b1/reviews"),
        ("googleplay", "https://api.example/androidpublisher/v3/applications/7/reviews"),
        ("googlebusiness", "https://api.example/v4/accounts/7/locations/12/reviews"),
        ("appstoreconnect", "https://api.example/v1/apps/41/customerReviews?cursor=Mg.APZCA1o&limit=2"),
    ],
)
def test_older_pages_are_asked_for_at_our_own_address(name: str, more: str) -> None:
    """Wherever a page's link may lead."""
    page = read(name, recorded(name), app="7", location="accounts/7/locations/12", business="b1")

    assert page.more is not None
    assert page.more.url == more


def test_how_our_answers_stand_is_told_with_the_reviews() -> None:
    """Shown, refused for a reason, or still to be shown."""
    play = read("googleplay", recorded("googleplay"), app="com.example").receipts
    map_ = read("googlebusiness", recorded("googlebusiness"), location="accounts/7/locations/12").receipts
    apple = read("appstoreconnect", recorded("appstoreconnect")).receipts

    assert [one.standing for one in (*play, *map_, *apple)] == [Standing.PUBLISHED, Standing.REJECTED, Standing.PENDING]
    assert map_[0].note == "Google refused it: contains url"
    assert apple[0].post_id.endswith("2")


@pytest.mark.parametrize("name", ["googleplay", "googlebusiness"])
def test_a_place_without_reviews_is_no_trouble(name: str) -> None:
    """Google leaves an empty list out, unlike Apple."""
    page = read(name, {}, location="accounts/7/locations/12")

    assert (page.posts, page.more) == ([], None)
    with pytest.raises(SourceChanged):
        read("appstoreconnect", {})


def let_in(platform: ModuleType, site: Site, web: Web) -> tuple[Source, Need]:
    """Return the source and a need that was let in."""
    source = SOURCES[platform.NAME]
    return source, asking.let_in(source, web, platform.settings(site), now=datetime.now(UTC))


@pytest.mark.parametrize("platform", REPLACING, ids=lambda one: one.NAME)
def test_an_answer_replaces_the_one_before_it(platform: ModuleType, site: Site, web: Web) -> None:
    """So it may be sent again; and it is found where it stands."""
    served = platform.serve(site)
    source, need = let_in(platform, site, web)
    assert isinstance(source, Replies)
    outgoing = Outgoing(key="reply:1", post=platform.post(), text=WORDS, begun_at=need.now)
    before = asking.look(source, web, outgoing, need)
    sent = [asking.send(source, web, outgoing, need) for _ in range(2)]

    assert before is None
    assert sent[0] == sent[1]
    assert served.published() == [WORDS]
    assert source.writing.once is Once.UPSERT
    found = asking.look(source, web, outgoing, need)
    assert found is not None
    assert (found.external_id, found.standing) == (sent[0].external_id, sent[0].standing)
    assert asking.look(source, web, replace(outgoing, text="Something else"), need) is None


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda one: one.NAME)
def test_a_followed_review_tells_itself_and_our_answer(platform: ModuleType, site: Site, web: Web) -> None:
    """As they stand now; an answer that is not there any more was removed."""
    served = platform.serve(site)
    source, need = let_in(platform, site, web)
    assert isinstance(source, Follows)
    receipt = asking.send(source, web, Outgoing(key="k", post=platform.post(), text=WORDS, begun_at=NOW), need)
    (ask,) = source.follow(platform.post(), receipt, need)
    stands = source.read(web.send(ask), need)
    served.answers.clear()
    gone = source.read(web.send(ask), need)

    assert [post.external_id for post in stands.posts] == [platform.post().external_id]
    assert [(one.external_id, one.standing) for one in stands.receipts] == [(receipt.external_id, receipt.standing)]
    assert [(one.external_id, one.standing) for one in gone.receipts] == [(receipt.external_id, Standing.REMOVED)]


def test_trustpilot_is_never_answered_twice(site: Site, web: Web) -> None:
    """Nothing says what a second answer does; one that stands there, whoever gave it, is left alone."""
    served = trustpilot.serve(site)
    source, need = let_in(trustpilot, site, web)
    outgoing = Outgoing(key="k", post=trustpilot.post(), text=WORDS, begun_at=NOW)
    before = asking.look(source, web, outgoing, need)
    receipt = asking.send(source, web, outgoing, need)
    found = asking.look(source, web, outgoing, need)

    assert before is None
    assert found == receipt
    with pytest.raises(Never, match="already"):
        asking.send(source, web, replace(outgoing, text="Once more"), need)
    assert served.published() == [WORDS]


def test_google_may_refuse_an_answer_later(site: Site, web: Web) -> None:
    """Whoever wrote it must hear of it, with the reason."""
    served = googlebusiness.serve(site)
    source, need = let_in(googlebusiness, site, web)
    outgoing = Outgoing(key="k", post=googlebusiness.post(), text=WORDS, begun_at=NOW)
    served.state = "PENDING"
    receipt = asking.send(source, web, outgoing, need)
    served.state, served.why = "REJECTED", "CONTAINS_URL"
    assert isinstance(source, Follows)
    (later,) = source.read(web.send(source.follow(outgoing.post, receipt, need)[0]), need).receipts

    assert receipt.standing is Standing.PENDING
    assert (later.standing, later.note) == (Standing.REJECTED, "Google refused it: contains url")


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("googleplay", {"key": "no json"}, "GOOGLEPLAY_KEY must hold"),
        ("googleplay", {"key": '{"client_email": "a", "private_key": "b", "token_uri": "c"}'}, "GOOGLEPLAY_KEY must"),
        ("googlebusiness", {"client_id": "a"}, "set GOOGLEBUSINESS_CLIENT_SECRET, GOOGLEBUSINESS_REFRESH_TOKEN"),
        ("appstoreconnect", {"key": "none", "key_id": "1"}, "APPSTORECONNECT_KEY must hold"),
        ("trustpilot", {}, "set TRUSTPILOT_KEY"),
    ],
)
def test_a_key_that_is_none_is_said_before_anything_is_asked(
    name: str, settings: Mapping[str, str], words: str
) -> None:
    """With the setting to mend."""
    source = SOURCES[name]
    assert isinstance(source, SignsIn)

    with pytest.raises(NeedsKey, match=words):
        source.sign_in(Need(settings=settings, now=NOW))


GOOGLE = {"error": {"code": 403, "message": "The caller has no permission", "status": "PERMISSION_DENIED"}}
QUOTA = {"error": {"code": 403, "message": "x", "errors": [{"reason": "quotaExceeded"}]}}
APPLE = {"errors": [{"code": "RATE_LIMIT_EXCEEDED", "detail": "x"}]}


@pytest.mark.parametrize(
    ("name", "shape", "error"),
    [
        ("googleplay", GOOGLE, NeedsKey), ("googleplay", QUOTA, Later),
        ("googleplay", {"error": "invalid_grant"}, NeedsKey),
        ("googlebusiness", GOOGLE, NeedsKey), ("googlebusiness", {"error": {"status": "NOT_FOUND"}}, None),
        ("appstoreconnect", APPLE, Later), ("appstoreconnect", {"errors": [{"code": "NOT_AUTHORIZED"}]}, NeedsKey),
        ("appstoreconnect", {"errors": [{"code": "FORBIDDEN_ERROR"}]}, NeedsKey), ("appstoreconnect", {}, None),
        ("yelp", {"error": {"code": "ACCESS_LIMIT_REACHED"}}, Later),
        ("yelp", {"error": {"code": "TOKEN_INVALID"}}, NeedsKey),
        ("yelp", {"error": {"code": "TOO_MANY_REQUESTS_PER_SECOND"}}, Later), ("yelp", {"error": {}}, None),
    ],
)  # fmt: skip
def test_their_own_words_for_trouble_are_understood(name: str, shape: object, error: type[Trouble] | None) -> None:
    """What to do next, and never a wrong guess: other answers are judged by their status."""
    source = SOURCES[name]
    assert isinstance(source, Refuses)
    told = source.refused(403, {}, json.dumps(shape).encode(), NOW)

    assert (type(told) if told else None) is error
    assert source.refused(502, {}, b"<html>", NOW) is None


def test_a_pass_ends_a_little_before_google_says(site: Site, web: Web) -> None:
    """Nothing is asked with a token in its last minute."""
    googleplay.serve(site)
    source = SOURCES["googleplay"]
    assert isinstance(source, SignsIn)
    need = Need(settings=googleplay.settings(site), now=datetime.now(UTC))
    asked = source.sign_in(need)
    assert asked is not None
    found = source.signed_in(web.send(asked), need)

    assert found.until == need.now + timedelta(seconds=3539)


def test_without_a_key_there_is_no_answering() -> None:
    """And the window says which key is missing."""
    for platform in PLATFORMS:
        source = SOURCES[platform.NAME]
        assert isinstance(source, Replies)
        reason = source.cannot_answer(platform.post(), {})

        assert reason.startswith("Answering needs ")
        with pytest.raises(NeedsKey):
            source.reply(Outgoing(key="k", post=platform.post(), text="x", begun_at=NOW), Need(now=NOW), None)

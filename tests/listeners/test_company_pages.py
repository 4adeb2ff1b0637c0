"""Our pages on Facebook, Instagram and LinkedIn: what people write there, and answers that stand there once."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl, urlsplit

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.registry import discover
from listeners.source import Answer, Follows, Need, Page, Refuses, Replies, SignsIn, Source
from storage.records import Kind, Outgoing, Standing
from tests.platforms import asking, facebook, instagram, linkedin
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGES = Path(__file__).parents[1] / "pages"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures"
SOURCES = discover()
PLATFORMS = [facebook, instagram, linkedin]
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "facebook": {"base_url": "https://api.example", "page": "400", "token": "t"},
    "instagram": {"base_url": "https://api.example", "account": "1784", "token": "t", "username": "acmehq"},
    "linkedin": {"base_url": "https://api.example", "organization": "400", "token": "t"},
}
WORDS = "Sorry, Lena! We send a new lid – today."


def need(name: str) -> Need:
    """Return what a listener wants."""
    return Need(settings=SETTINGS[name], now=NOW)


def read(name: str, body: bytes, **note: str) -> Page:
    """Read a body as an answer to an ask with this note."""
    answer = Answer(url="", status=200, headers={}, body=body, fetched_at=NOW, note=note)
    return SOURCES[name].read(answer, need(name))


def page(name: str, **note: str) -> Page:
    """Read the source's page."""
    return read(name, (PAGES / f"{name}.json").read_bytes(), **note)


def test_below_our_post_people_speak_and_we_are_not_heard_as_strangers() -> None:
    """Our own post is no mention; who is not told has no id; a comment on a comment names it."""
    told = page("facebook")
    visitor, first, second, own = told.posts

    assert (visitor.kind, visitor.text) == (Kind.POST, "Is the acme shop open on Sunday?")
    assert (first.kind, first.author.name, first.metrics.likes) == (Kind.COMMENT, "Lena Hart", 5)
    assert (first.parent_id, second.parent_id, second.thread_id) == ("400_9001", "9001_12", "400_9001")
    assert (second.author.id, second.author.name) == ("", "Somebody on Facebook")
    assert own.url == "https://www.facebook.com/9001_11"
    assert [post.tags_us for post in told.posts] == [True, True, True, False]


def test_the_rest_of_the_comments_is_asked_for_without_the_token_in_the_address() -> None:
    """Meta's own links carry it."""
    told = page("facebook")

    assert told.more is not None
    assert [ask.url for ask in told.further] == ["https://api.example/v26.0/400_9001/comments"]
    assert told.further[0].params["after"] == "MTE"
    assert (told.more.url, told.more.params["after"]) == ("https://api.example/v26.0/400/feed", "OTB")
    for ask in (told.more, *told.further):
        assert "invented" not in str(ask.params)
        assert ask.headers == {"authorization": "Bearer t"}


def test_posts_that_tag_us_speak_to_us() -> None:
    """Even where nobody says who wrote them."""
    body = {"data": [{"id": "9_1", "message": "Tea with Acme", "created_time": "2026-11-20T10:00:00+0000"}]}
    (post,) = read("facebook", json.dumps(body).encode(), tagged="1").posts

    assert post.tags_us
    assert post.author.name == "Somebody on Facebook"


def test_instagram_tells_comments_and_what_is_below_them() -> None:
    """A picture itself is ours; who answered whom is known."""
    told = page("instagram", media="our own media")
    first, below, own = told.posts

    assert (first.author.handle, first.author.id, first.metrics.likes) == ("lena.h", "8801", 2)
    assert first.url == "https://www.instagram.com/p/AcmeKettle/"
    assert (first.parent_id, below.parent_id, below.thread_id) == (first.thread_id, first.external_id, first.thread_id)
    assert [post.tags_us for post in (first, below, own)] == [True, True, False]
    assert [ask.params["after"] for ask in told.further] == ["QVFI"]


def test_pictures_that_tag_us_are_heard_with_or_without_words() -> None:
    """Some have no caption."""
    bare = {"id": "5", "timestamp": "2026-11-20T10:00:00+0000", "username": "mira", "like_count": 3}
    (post,) = read("instagram", json.dumps({"data": [bare]}).encode()).posts

    assert (post.kind, post.tags_us, post.author.handle) == (Kind.POST, True, "mira")
    assert post.text == "(a picture that tags us, without words)"


def test_linkedin_tells_comments_mentions_and_deletions() -> None:
    """Names are hardly ever told; what was deleted must go."""
    told = page("linkedin")
    comment, mention = told.posts

    assert (comment.kind, comment.external_id) == (Kind.COMMENT, "urn:li:comment:(urn:li:activity:7094,7101)")
    assert (comment.thread_id, comment.parent_id) == ("urn:li:activity:7094", "urn:li:activity:7094")
    assert comment.author.name == "A LinkedIn member"
    assert comment.posted_at == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert (mention.kind, mention.author.name) == (Kind.POST, "A LinkedIn page")
    assert mention.url == "https://www.linkedin.com/feed/update/urn:li:share:88"
    assert told.gone == ["urn:li:comment:(urn:li:activity:7094,7099)"]


def test_linkedin_is_asked_in_its_own_spelling() -> None:
    """Names are encoded, lists and ranges are not; and what it costs is said before."""
    (ask,) = SOURCES["linkedin"].ask(replace(need("linkedin"), since=NOW - timedelta(hours=1)))
    more = page("linkedin").more
    parts = dict(parse_qsl(urlsplit(ask.url).query))

    assert "actions=List(COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE_MENTION)" in ask.url
    assert "organizationalEntity=urn%3Ali%3Aorganization%3A400" in ask.url
    assert parts["timeRange"] == f"(start:{int(NOW.timestamp() - 3600)}000,end:{int(NOW.timestamp())}000)"
    assert (ask.cost, ask.headers["linkedin-version"]) == ({"calls": 1}, "202607")
    assert more is not None
    assert "&start=50&" in more.url


def let_in(platform: ModuleType, site: Site, web: Web) -> tuple[Source, Need]:
    """Return the source and a need that was let in."""
    source = SOURCES[platform.NAME]
    return source, asking.let_in(source, web, platform.settings(site), now=datetime.now(UTC))


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda one: one.NAME)
def test_an_answer_stands_once_and_is_found(platform: ModuleType, site: Site, web: Web) -> None:
    """By our name, its words and its time; nothing else of ours is taken for it."""
    served = platform.serve(site)
    source, wanted = let_in(platform, site, web)
    outgoing = Outgoing(key="k", post=platform.post(), text=WORDS, begun_at=wanted.now)
    before = asking.look(source, web, outgoing, wanted)
    receipt = asking.send(source, web, outgoing, wanted)

    assert before is None
    assert served.published() == [WORDS]
    assert receipt.post_id == platform.post().external_id
    assert asking.look(source, web, outgoing, wanted) == receipt
    assert asking.look(source, web, replace(outgoing, text="Other words"), wanted) is None
    later = replace(outgoing, begun_at=wanted.now + timedelta(hours=1))
    assert asking.look(source, web, later, wanted) is None


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda one: one.NAME)
def test_a_conversation_tells_our_answer_and_what_came_after(platform: ModuleType, site: Site, web: Web) -> None:
    """Answers to it are heard in its thread; where ours is missing it was removed."""
    served = platform.serve(site)
    source, wanted = let_in(platform, site, web)
    assert isinstance(source, Follows)
    receipt = asking.send(source, web, Outgoing(key="k", post=platform.post(), text=WORDS, begun_at=wanted.now), wanted)
    asks = source.follow(platform.post(), receipt, wanted)
    stands = [source.read(web.send(ask), wanted) for ask in asks]
    served.answers.clear()
    gone = [source.read(web.send(ask), wanted) for ask in asks]

    posts = {post.external_id: post for page in stands for post in page.posts}
    assert posts[receipt.external_id].thread_id == platform.post().thread_id
    assert [one.standing for page in stands for one in page.receipts] == [Standing.PUBLISHED]
    assert [one.standing for page in gone for one in page.receipts] == [Standing.REMOVED]


@pytest.mark.parametrize("platform", [facebook, instagram, linkedin], ids=lambda one: one.NAME)
def test_a_comment_on_a_comment_is_answered_beside_it(platform: ModuleType, site: Site, web: Web) -> None:
    """These places know two levels; the answer goes where people will see it."""
    platform.serve(site)
    source, wanted = let_in(platform, site, web)
    assert isinstance(source, Replies)
    nested = replace(platform.post(), external_id="other", parent_id=platform.post().external_id)
    first, second = (
        source.reply(Outgoing(key="k", post=post, text=WORDS, begun_at=NOW), wanted, None)
        for post in (platform.post(), nested)
    )

    assert first.url == second.url


def test_somebody_else_s_picture_is_answered_by_hand() -> None:
    """And the window says why."""
    source = SOURCES["instagram"]
    assert isinstance(source, Replies)
    picture = replace(instagram.post(), kind=Kind.POST)

    assert "by hand" in source.cannot_answer(picture, SETTINGS["instagram"])
    assert source.cannot_answer(instagram.post(), SETTINGS["instagram"]) == ""


@pytest.mark.parametrize("name", list(SETTINGS))
def test_without_a_token_nothing_is_asked_or_answered(name: str) -> None:
    """The key to set is named."""
    source = SOURCES[name]
    assert isinstance(source, Replies)

    assert f"{name.upper()}_TOKEN" in source.cannot_answer(instagram.post(), {})
    with pytest.raises(NeedsKey, match=f"{name.upper()}_TOKEN"):
        (source.sign_in if isinstance(source, SignsIn) else source.ask)(Need(now=NOW))


def meta(code: int, **more: object) -> object:
    """Return Meta's error envelope."""
    return {"error": {"message": "No.", "type": "OAuthException", "code": code, **more}}


@pytest.mark.parametrize(
    ("name", "status", "shape", "error"),
    [
        ("facebook", 400, meta(190), NeedsKey), ("facebook", 400, meta(4), Later), ("facebook", 400, meta(2), Later),
        ("facebook", 400, meta(200), NeedsKey), ("facebook", 400, meta(368), Never), ("facebook", 400, meta(100), None),
        ("instagram", 400, meta(100, error_subcode=33), Never), ("instagram", 500, meta(99, is_transient=True), Later),
        ("linkedin", 401, {"message": "x"}, NeedsKey), ("linkedin", 403, {}, NeedsKey), ("linkedin", 426, {}, Never),
        ("linkedin", 429, {}, Later), ("linkedin", 400, {"error": "invalid_grant"}, NeedsKey),
        ("linkedin", 500, {}, None),
    ],
)  # fmt: skip
def test_their_own_words_for_trouble_are_understood(
    name: str, status: int, shape: object, error: type[Trouble] | None
) -> None:
    """Meta says almost everything with status 400."""
    source = SOURCES[name]
    assert isinstance(source, Refuses)
    told = source.refused(status, {}, json.dumps(shape).encode(), NOW)

    assert (type(told) if told else None) is error


def test_a_refreshed_token_comes_with_its_successor() -> None:
    """LinkedIn's refresh tokens may rotate: the new one is part of the pass."""
    source = SOURCES["linkedin"]
    assert isinstance(source, SignsIn)
    body = b'{"access_token": "new", "expires_in": 5184000, "refresh_token": "next"}'
    wanted = Need(settings=linkedin.REFRESH, now=NOW)
    found = source.signed_in(Answer(url="", status=200, headers={}, body=body, fetched_at=NOW), wanted)

    assert found.settings == {"token": "new", "refresh_token": "next"}
    assert found.until == NOW + timedelta(days=60, seconds=-60)


NOTES: Mapping[str, Mapping[str, str]] = {
    "comment_info": {"stands": "1", "thread": "9"},
    "create_resp": {"stands": "1", "thread": "9"},
    "single_post_data_fields": {"stands": "1", "thread": "9"},
    "comments_p": {"thread": "9", "url": ""},
    "comment_fields": {"answer": "0", "post": "0", "thread": "9", "url": ""},
    "replies": {"thread": "9", "url": ""},
}
READ = {
    ("facebook", "comment_info.json"): 1, ("facebook", "create_resp.json"): 1, ("facebook", "feed_fields_p1.json"): 5,
    ("facebook", "feed_fields_p2.json"): 5, ("facebook", "single_post_data_fields.json"): 1,
    ("instagram", "comment_fields.json"): 1, ("instagram", "comments_p1.json"): 2, ("instagram", "comments_p2.json"): 2,
    ("instagram", "replies.json"): 1, ("instagram", "tagged_medias.json"): 5,
}  # fmt: skip


@pytest.mark.skipif(not RECORDED.is_dir(), reason="../shared/fixtures is not there: recorded responses were not read")
@pytest.mark.parametrize("name", ["facebook", "instagram"])
def test_recorded_responses_are_read_or_refused_by_name(name: str) -> None:
    """What is no page of posts (tokens, accounts, hashtags without a time) is said to be another shape."""
    counts, refused = {}, []
    for file in sorted((RECORDED / name).iterdir()):
        note = next((told for start, told in NOTES.items() if file.name.startswith(start)), {})
        try:
            counts[(name, file.name)] = len(read(name, file.read_bytes(), **note).posts)
        except SourceChanged as changed:
            refused.append(str(changed))

    assert counts == {place: count for place, count in READ.items() if place[0] == name}
    assert all("another shape" in words for words in refused)


@pytest.mark.skipif(not RECORDED.is_dir(), reason="../shared/fixtures is not there: recorded responses were not read")
def test_recorded_responses_hold_what_they_hold() -> None:
    """Field by field, once each."""
    raw = {
        name: (RECORDED / name).read_bytes() for name in ("facebook/comment_info.json", "instagram/comment_fields.json")
    }
    told, said = (json.loads(body) for body in raw.values())
    (comment,) = read("facebook", raw["facebook/comment_info.json"], stands="1", thread="9").posts
    (answered,) = read("instagram", raw["instagram/comment_fields.json"], **NOTES["comment_fields"]).posts

    assert (comment.external_id, comment.text, comment.url) == (told["id"], told["message"], told["permalink_url"])
    assert comment.posted_at == datetime(2021, 7, 21, 21, 5, 14, tzinfo=UTC)
    assert (comment.metrics.replies, comment.metrics.likes) == (told["comment_count"], told["like_count"])
    assert (answered.author.handle, answered.text) == (said["username"], said["text"])
    assert (answered.metrics.likes, answered.external_id) == (said["like_count"], said["id"])


@pytest.mark.skipif(not RECORDED.is_dir(), reason="../shared/fixtures is not there: recorded responses were not read")
def test_what_meta_s_fourth_place_says_is_refused_by_name() -> None:
    """Threads has no source: its posts are not taken for Facebook's."""
    with pytest.raises(SourceChanged, match="another shape"):
        read("facebook", (RECORDED / "threads/threads_user_posts.json").read_bytes())

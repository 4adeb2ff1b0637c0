"""Mastodon: what is asked, what its lists become, and answers that are no more open than the post."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.mastodon import Mastodon
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, mastodon
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://social.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "mastodon"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "mastodon.json").read_bytes())
SOURCE = Mastodon()
POST = Post(source="mastodon", external_id="300", posted_at=NOW, thread_id="150")
OUTGOING = Outgoing(key="reply:7", post=POST, text="Sorry! We send a new one.", begun_at=NOW)


def need(**settings: str) -> Need:
    """Return the need of a listener whose account is `110…1`."""
    told = {"base_url": BASE, "me": "110000000000000001", **settings}
    return Need(phrases=("acme", "acme kettle", "@acmehq", "#tea"), settings=told, now=NOW)


def read(shape: object, *, url: str = f"{BASE}/api/v1/timelines/tag/acme?limit=40", **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    body = json.dumps(shape).encode()
    return SOURCE.read(Answer(url=url, status=200, headers={}, body=body, fetched_at=NOW, note=note), need())


def answered(shape: object) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=BASE, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW)


def addresses(asks: object) -> list[str]:
    """Return path and query of asks."""
    assert isinstance(asks, list)
    return [f"{ask.url.removeprefix(BASE)}?{urlencode(ask.params)}" for ask in asks]


def test_a_server_below_a_path_is_asked_for_older_posts_there() -> None:
    """Some proxies put it so."""
    wanted = Need(settings={"base_url": f"{BASE}/fedi"}, now=NOW)
    url = f"{BASE}/fedi/api/v1/timelines/tag/acme?limit=40"
    body = json.dumps(PAGE).encode()
    more = SOURCE.read(Answer(url=url, status=200, headers={}, body=body, fetched_at=NOW), wanted).more

    assert more is not None
    assert more.url == f"{BASE}/fedi/api/v1/timelines/tag/acme"


def test_without_a_token_each_phrase_is_heard_by_its_hashtag() -> None:
    """As people write it: without spaces; a handle is no hashtag."""
    asks = SOURCE.ask(need())

    assert addresses(asks) == [
        "/api/v1/timelines/tag/acme?limit=40",
        "/api/v1/timelines/tag/acmekettle?limit=40",
        "/api/v1/timelines/tag/tea?limit=40",
    ]
    assert all("authorization" not in ask.headers for ask in asks)


def test_with_a_token_words_are_searched_for_and_mentions_heard() -> None:
    """The words alone, no operators; a hashtag is not searched for once more."""
    asks = SOURCE.ask(need(token="invented"))
    (odd,) = [
        ask for ask in SOURCE.ask(replace(need(token="invented"), phrases=('-"from:acme" (x-1)',))) if "q" in ask.params
    ]

    assert addresses(asks)[3:] == [
        "/api/v2/search?q=acme&type=statuses&limit=40",
        "/api/v2/search?q=acme+kettle&type=statuses&limit=40",
        "/api/v2/search?q=%40acmehq&type=statuses&limit=40",
        "/api/v1/notifications?types%5B%5D=mention&limit=40",
    ]
    assert odd.params["q"] == "from acme x-1"
    assert {ask.headers["authorization"] for ask in asks} == {"Bearer invented"}


@pytest.mark.parametrize(
    ("told", "phrases", "words"),
    [
        ({}, (), "MASTODON_TOKEN"),
        ({}, ("@acmehq", "2026"), "hashtags"),
        ({"visibility": "direct"}, ("acme",), "unlisted"),
    ],
)
def test_what_cannot_be_asked_is_said(told: Mapping[str, str], phrases: tuple[str, ...], words: str) -> None:
    """Silence must not look like peace."""
    with pytest.raises(Never, match=words):
        SOURCE.ask(replace(need(**told), phrases=phrases))


def test_a_hashtags_list_becomes_posts() -> None:
    """Links whole, pictures and polls told, the warning as title; what is not public is not kept."""
    leaks, twice, which = read(PAGE).posts

    assert leaks.text == "@acmehq my #acme kettle leaks & hisses.\n\nPhotos: https://pics.example/kettle/leak-2026-11"
    assert (leaks.tags_us, leaks.kind, leaks.language) == (True, Kind.POST, "en")
    assert leaks.author.name == "Mira Fennel 🍵"
    assert (leaks.author.handle, leaks.author.followers, leaks.author.id) == (
        "mira@far.example",
        412,
        "110000000000000031",
    )
    assert (leaks.metrics.likes, leaks.metrics.replies, leaks.metrics.shares) == (7, 2, 3)
    assert (twice.kind, twice.parent_id, twice.thread_id) == (Kind.COMMENT, "115580000000000150", "115580000000000150")
    assert twice.edited_at == datetime(2026, 11, 20, 17, 55, tzinfo=UTC)
    assert twice.author.name == twice.author.handle == "tomas@social.example"
    assert which.title == "tea talk"
    assert which.text.endswith("- The red one\n- The old one\n\nThree kettles on a shelf.")


@pytest.mark.parametrize("visibility", ["private", "direct", "local", "list:7", "mutuals_only", "limited"])
def test_what_is_not_for_everybody_is_not_kept(visibility: str) -> None:
    """Whatever the server calls it; in lists, in mentions, in conversations."""
    status = {**PAGE[0], "visibility": visibility}
    mention = {"id": "9", "type": "mention", "status": status}

    assert not read([status]).posts
    assert not read([mention], what="mentions").posts
    assert not read({"ancestors": [], "descendants": [status]}, what="below", post="300").posts


def test_a_mention_tags_us_whoever_is_named() -> None:
    """Servers that give every kind of notice are read for the mentions alone."""
    favourite = {"id": "8", "type": "favourite", "status": PAGE[0]}
    mention = {"id": "9", "type": "mention", "status": {**PAGE[0], "mentions": []}}

    page = read([mention, favourite], url=f"{BASE}/api/v1/notifications?types%5B%5D=mention", what="mentions")

    assert [post.tags_us for post in page.posts] == [True]
    assert page.more is not None
    assert page.more.params == {"types[]": "mention", "max_id": "8"}


def test_older_posts_are_asked_for_below_the_last_until_there_are_none() -> None:
    """A server that does not know `max_id` gives the same again: then it ends."""
    first = read(PAGE).more
    assert first is not None

    assert first.url == f"{BASE}/api/v1/timelines/tag/acme"
    assert first.params == {"limit": "40", "max_id": PAGE[-1]["id"]}
    assert read([]).more is None
    assert read(PAGE, below=PAGE[-1]["id"]).more is None


def test_who_passes_on_anothers_words_says_nothing() -> None:
    """A boost is not a second post."""
    assert not read([{**PAGE[0], "reblog": PAGE[1]}]).posts


@pytest.mark.parametrize("field", ["id", "created_at", "visibility", "account", "content"])
def test_a_status_without_what_it_is_documented_to_have_is_no_status(field: str) -> None:
    """The schema changed: somebody must know."""
    with pytest.raises(SourceChanged, match="another shape"):
        read([{name: value for name, value in PAGE[0].items() if name != field}])


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (401, {"error": "The access token was revoked"}, NeedsKey, "revoked.*MASTODON_TOKEN"),
        (403, {"error": "This action is outside the authorized scopes"}, NeedsKey, "read:notifications"),
        (422, {"error": "This method requires an authenticated user"}, NeedsKey, "MASTODON_TOKEN"),
        (422, {"error": "Validation failed: Text character limit of 500 exceeded"}, Never, "limit of 500"),
        (404, {"error": "Record not found"}, Never, "deleted"),
        (410, "gone", Never, "deleted"),
    ],
)
def test_refusals_are_told_in_plain_words(status: int, body: object, error: type[Trouble], words: str) -> None:
    """What to do next, and the server's own words."""
    with pytest.raises(error, match=words):
        raise SOURCE.refused(status, {}, json.dumps(body).encode(), NOW) or AssertionError


def test_being_asked_too_often_says_until_when() -> None:
    """As an ISO moment in a header, without Retry-After."""
    later = SOURCE.refused(429, {"x-ratelimit-reset": "2026-11-21T12:04:00.123Z"}, b"", NOW)

    assert isinstance(later, Later)
    assert later.after == timedelta(minutes=4, milliseconds=123)
    assert SOURCE.refused(429, {}, b"", NOW) is SOURCE.refused(503, {}, b"", NOW) is None


@pytest.mark.parametrize(
    ("post", "told", "visibility"),
    [
        ("public", {}, "public"),
        ("public", {"visibility": "unlisted"}, "unlisted"),
        ("unlisted", {}, "unlisted"),
        ("unlisted", {"visibility": "public"}, "unlisted"),
        ("private", {}, "direct"),
        ("direct", {}, "direct"),
        ("local", {}, "direct"),
    ],
)
def test_an_answer_is_never_more_open_than_the_post(post: str, told: Mapping[str, str], visibility: str) -> None:
    """Whatever became of the post since it was heard, and whatever the operator wishes."""
    prepared = answered({**PAGE[0], "visibility": post})

    fields = parse_qs(SOURCE.reply(OUTGOING, need(**told), prepared).content)

    assert fields["visibility"] == [visibility]


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Sorry!", "@mira@far.example Sorry!"),
        ("@mira@far.example Sorry!", "@mira@far.example Sorry!"),
        ("@Mira, sorry!", "@Mira, sorry!"),
        ("@miranda is not she", "@mira@far.example @miranda is not she"),
    ],
)
def test_an_answer_is_addressed_to_its_author_once(text: str, sent: str) -> None:
    """As the server knows them."""
    ask = SOURCE.reply(replace(OUTGOING, text=text), need(), answered(PAGE[0]))

    assert parse_qs(ask.content)["status"] == [sent]


def test_the_same_answer_is_the_same_ask() -> None:
    """The key a server knows it by again comes from ours; the author's warning stands before the answer too."""
    ask = SOURCE.reply(OUTGOING, need(token="invented"), answered({**PAGE[0], "spoiler_text": "tea"}))
    other = SOURCE.reply(replace(OUTGOING, key="reply:8"), need(token="invented"), answered(PAGE[0]))

    assert ask == SOURCE.reply(OUTGOING, need(token="invented"), answered({**PAGE[0], "spoiler_text": "tea"}))
    assert ask.headers["idempotency-key"] != other.headers["idempotency-key"]
    assert parse_qs(ask.content)["spoiler_text"] == ["tea"]
    assert parse_qs(ask.content)["in_reply_to_id"] == ["300"]
    assert "spoiler_text" not in parse_qs(other.content)


def test_nothing_is_sent_blindly() -> None:
    """Without the post as it stands nobody knows how open the answer may be; without a token nothing can be sent."""
    with pytest.raises(Never, match="how openly"):
        SOURCE.reply(OUTGOING, need(), None)
    with pytest.raises(SourceChanged):
        SOURCE.reply(OUTGOING, need(), answered({"id": "300"}))

    assert "MASTODON_TOKEN" in SOURCE.cannot_answer(POST, {})
    assert not SOURCE.cannot_answer(POST, {"token": "invented"})


@pytest.mark.parametrize("ignores_keys", [False, True], ids=["knows keys", "ignores keys"])
def test_an_answer_is_sent_and_found_again(site: Site, web: Web, *, ignores_keys: bool) -> None:
    """A repeated sending is one answer where keys are known; everywhere we see it before we repeat it."""
    platform = mastodon.serve(site, ignores_keys=ignores_keys)
    wanted = asking.let_in(SOURCE, web, mastodon.settings(site))
    outgoing = replace(OUTGOING, post=mastodon.post(), begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)

    receipts = {asking.send(SOURCE, web, outgoing, wanted).external_id for _ in range(1 if ignores_keys else 2)}
    found = asking.look(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == ["@mira@far.example Sorry! We send a new one."]
    assert found is not None
    assert {found.external_id} == receipts
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None


def test_a_full_list_of_newer_posts_leaves_it_unsure() -> None:
    """Only what reaches back to when we began says that our answer is not there."""
    newer = [{**PAGE[0], "id": str(i), "created_at": "2026-11-21T12:01:00Z"} for i in range(40)]

    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered(newer), OUTGOING, need())

    assert SOURCE.ours(answered([*newer[:39], PAGE[0]]), OUTGOING, need()) is None
    assert SOURCE.ours(answered([]), OUTGOING, need()) is None
    assert SOURCE.look(OUTGOING, Need(now=NOW)) is None


def test_the_same_words_of_others_or_under_another_post_are_not_ours() -> None:
    """Some answers are given more than once."""
    account = {**PAGE[0]["account"], "id": "110000000000000001"}
    mine = {**PAGE[0], "account": account, "in_reply_to_id": "300", "content": f"<p>{OUTGOING.text}</p>"}

    def found(**other: object) -> Receipt | None:
        return SOURCE.ours(answered([{**mine, "created_at": "2026-11-21T12:00:30Z", **other}]), OUTGOING, need())

    assert found() is not None
    assert found(in_reply_to_id="299") is None
    assert found(account=PAGE[0]["account"]) is None


def test_what_follows_an_answer_is_heard() -> None:
    """The post as it stands or that it is gone, our answer or that it was taken away, what was answered to it."""
    receipt = Receipt(external_id="400", post_id="300")
    above, below = SOURCE.follow(POST, receipt, need())
    mine, theirs = {**PAGE[0], "id": "400", "in_reply_to_id": "300"}, {**PAGE[1], "id": "401", "in_reply_to_id": "400"}

    heard = read({"ancestors": [], "descendants": [mine, theirs]}, **below.note)
    removed = read({"ancestors": [], "descendants": []}, **below.note)
    edited = read({"ancestors": [{**PAGE[0], "id": "300"}], "descendants": []}, **above.note)

    assert [ask.url for ask in (above, below)] == [f"{BASE}/api/v1/statuses/{own}/context" for own in ("400", "300")]
    assert [(post.external_id, post.parent_id, post.thread_id) for post in heard.posts] == [("401", "400", "150")]
    assert [one.standing for one in (*heard.receipts, *removed.receipts)] == [Standing.PUBLISHED, Standing.REMOVED]
    assert [(post.external_id, post.thread_id) for post in edited.posts] == [("300", "150")]
    assert not edited.gone
    assert read({"ancestors": [], "descendants": []}, **above.note).gone == ["300"]


def test_an_answer_posted_by_hand_is_followed_by_its_post() -> None:
    """Its own id is not known: the post itself is asked for."""
    post, below = SOURCE.follow(POST, Receipt(external_id="", post_id="300"), need())

    assert post.url == f"{BASE}/api/v1/statuses/300"
    assert [one.external_id for one in read(PAGE[0], **post.note).posts] == [PAGE[0]["id"]]
    assert not read({"ancestors": [], "descendants": []}, **below.note).receipts


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/mastodon")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """Of a Mastodon 4.6: lists, conversations, single posts, refusals."""
    recorded = json.loads(path.read_bytes())["response"]
    shape, name = recorded["json"], path.stem
    if recorded["status"] >= 400:
        assert isinstance(SOURCE.refused(recorded["status"], {}, json.dumps(shape).encode(), NOW), Never)
        return
    what = next((what for start, what in _KINDS.items() if name.startswith(start)), "")
    if not what:
        with pytest.raises(SourceChanged):
            read(shape, what="tag")
        return
    posts = read(shape, what=what).posts

    assert [post.external_id for post in posts] == _IDS.get(name, [post.external_id for post in posts])
    assert all(post.posted_at.year == 2026 and post.author.handle.endswith("@localhost") for post in posts)


_KINDS = {
    "notifications_mention_list": "mentions", "post_status": "post", "search": "search", "status_context": "below",
    "timeline_tag": "tag",
}  # fmt: skip
_IDS = {
    "notifications_mention_list": ["117020577157693549"],
    "post_status_hashtag": ["117020593741189701"],
    "timeline_tag": ["117020593741189701"],
    "search_v2_statuses_empty": [],
    "status_context": [],
}

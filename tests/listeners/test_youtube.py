"""YouTube: what is asked within its quotas, what threads and searches become, replies below threads and videos."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.youtube import YouTube
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, youtube
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://tube.example/youtube/v3"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "youtube"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "youtube.json").read_bytes())
SOURCE = YouTube()
OUTGOING = Outgoing(key="reply:7", post=youtube.post(), text="Sorry! We send a new one.", begun_at=NOW)
VIDEO = replace(youtube.post(), external_id="kettle00001", kind=Kind.POST, thread_id="kettle00001", parent_id="")
FOUND = {
    "kind": "youtube#searchListResponse",
    "items": [
        {
            "id": {"kind": "youtube#video", "videoId": "kettle00001"},
            "snippet": {"publishedAt": "2026-11-20T10:00:00Z", "channelId": "UCtests", "channelTitle": "Kettle Tests",
                        "title": "Acme &amp; others", "description": "Ten kettles."},
        }
    ],
}  # fmt: skip


def need(told: Mapping[str, str] | None = None, *, since: datetime = NOW - timedelta(days=2)) -> Need:
    """Return the need of a listener that asks with a key, for our channel."""
    settings = {"base_url": BASE, "key": "k", "channel": youtube.CHANNEL, **(told or {})}
    return Need(phrases=("acme", "acme kettle"), settings=settings, since=since, now=NOW)


def answered(shape: object, url: str = f"{BASE}/commentThreads?part=snippet", **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=url, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, **note), need())


def test_our_threads_cost_a_unit_and_all_words_one_search() -> None:
    """A hundred searches are granted a day; the key goes in a header, never in an address."""
    threads, search = SOURCE.ask(need())

    assert threads.url == f"{BASE}/commentThreads"
    assert threads.params["allThreadsRelatedToChannelId"] == youtube.CHANNEL
    assert (threads.cost, search.cost) == ({"units": 1}, {"searches": 1})
    assert (search.params["q"], search.params["publishedAfter"]) == ('"acme"|"acme kettle"', "2026-11-19T12:00:00Z")
    assert threads.headers == search.headers == {"x-goog-api-key": "k"}


@pytest.mark.parametrize(
    ("told", "error", "words"),
    [({"key": ""}, NeedsKey, "YOUTUBE_KEY"), ({"refresh_token": "r"}, NeedsKey, "YOUTUBE_CLIENT_ID"),
     ({"channel": ""}, Never, "YOUTUBE_CHANNEL")],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(told: Mapping[str, str], error: type[Trouble], words: str) -> None:
    """No key, half a sign-in, neither words nor a channel."""
    wanted = replace(need(told), phrases=())

    with pytest.raises(error, match=words):
        _ = [SOURCE.sign_in(wanted), SOURCE.ask(wanted)]


def test_threads_become_posts_with_the_replies_they_show() -> None:
    """Who comments on our channel speaks to us, we ourselves do not; what they hide is asked for."""
    page = read(PAGE, what="threads")
    leaks, quiet, ours, sorry, too = page.posts

    assert leaks.text == "My Acme kettle leaks after a month & hisses. Can anybody help?"
    assert leaks.url == "https://www.youtube.com/watch?v=kettle00001&lc=UgKettle1"
    assert (leaks.metrics.likes, leaks.metrics.replies, leaks.author.handle) == (3, 4, "@mirafennel")
    assert (leaks.parent_id, leaks.thread_id) == ("kettle00001", "UgKettle1")
    assert (too.parent_id, too.thread_id, too.url[-12:]) == ("UgKettle1", "UgKettle1", "UgKettle1.r2")
    assert [post.tags_us for post in (leaks, quiet, ours, sorry, too)] == [True, True, False, False, True]
    assert (leaks.edited_at, quiet.edited_at) == (None, datetime(2026, 11, 20, 17, 20, tzinfo=UTC))
    assert page.more is not None
    assert page.more.params["pageToken"] == "invented-next"
    replies, people = page.further
    assert (replies.url, replies.params["parentId"]) == (f"{BASE}/comments", "UgKettle1")
    assert people.params["id"] == "UCacme0000000000000000,UCilse,UCmira,UCtomas"
    assert replies.cost == people.cost == page.more.cost == {"units": 1}


def test_only_threads_with_something_new_are_looked_into() -> None:
    """Nobody new, nothing hidden that could be new: no more is asked."""
    assert SOURCE.read(answered(PAGE, what="threads"), need(since=NOW)).further == []


def test_a_search_finds_videos_and_leads_to_what_is_said_below() -> None:
    """Their comments are heard too, a page of each; they are matched here."""
    page = read(FOUND, what="videos")
    (video,) = page.posts
    below, people = page.further

    assert (video.title, video.text, video.kind) == ("Acme & others", "Ten kettles.", Kind.POST)
    assert (video.url, video.author.name) == ("https://www.youtube.com/watch?v=kettle00001", "Kettle Tests")
    assert (below.params["videoId"], people.params["id"]) == ("kettle00001", "UCtests")
    assert read(PAGE, **below.note).more is None


def test_who_wrote_it_is_told_with_how_many_follow() -> None:
    """Unless they hide that."""
    channel = {"id": "UCmira", "snippet": {"title": "Mira", "customUrl": "@mirafennel"},
               "statistics": {"subscriberCount": "412"}}  # fmt: skip
    hidden = {"id": "UCilse", "snippet": {"title": "Ilse"}, "statistics": {"hiddenSubscriberCount": True}}

    mira, ilse = read({"items": [channel, hidden]}, what="people").authors

    assert (mira.id, mira.handle, mira.followers) == ("UCmira", "@mirafennel", 412)
    assert (ilse.name, ilse.followers) == ("Ilse", None)


def test_an_empty_list_is_none_and_any_other_shape_an_error() -> None:
    """Google leaves out what is empty."""
    assert read({"kind": "youtube#commentThreadListResponse"}).posts == []
    with pytest.raises(SourceChanged):
        read({"kind": "youtube#commentThreadListResponse", "items": [{"id": "x", "snippet": {}}]})


@pytest.mark.parametrize(
    ("status", "reason", "error", "words"),
    [
        (403, "quotaExceeded", Later, "08:00 UTC"),
        (403, "commentsDisabled", Never, "switched off"),
        (404, "videoNotFound", Never, "deleted"),
        (403, "forbidden", NeedsKey, "YOUTUBE_KEY"),
    ],
)
def test_refusals_are_told_in_plain_words(status: int, reason: str, error: type[Trouble], words: str) -> None:
    """What to do, and until when: Google's day ends at midnight Pacific time."""
    shape = {"error": {"code": status, "status": "PERMISSION_DENIED", "errors": [{"reason": reason}]}}
    trouble = SOURCE.refused(status, {}, json.dumps(shape).encode(), NOW)

    assert isinstance(trouble, error)
    assert words in str(trouble)
    assert not isinstance(trouble, Later) or trouble.after == timedelta(hours=20)
    assert SOURCE.refused(500, {}, b"no", NOW) is None


@pytest.mark.parametrize("post", [youtube.post(), VIDEO], ids=["comment", "video"])
def test_an_answer_is_sent_and_found_again(site: Site, web: Web, post: Post) -> None:
    """Below the thread, or below the video; another text is not it."""
    platform = youtube.serve(site)
    wanted = asking.let_in(SOURCE, web, youtube.settings(site))
    outgoing = replace(OUTGOING, post=post, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)

    receipt = asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == [OUTGOING.text]
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt
    assert receipt.url == f"https://www.youtube.com/watch?v=kettle00001&lc={receipt.external_id}"
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None
    assert SOURCE.reply(outgoing, wanted, None) == SOURCE.reply(outgoing, wanted, None)
    assert SOURCE.reply(outgoing, wanted, None).cost == {"units": 50}


def test_an_answer_may_be_held_for_review(site: Site, web: Web) -> None:
    """It is out, but nobody sees it yet."""
    platform = youtube.serve(site)
    platform.holds = True
    wanted = asking.let_in(SOURCE, web, youtube.settings(site))

    receipt = asking.send(SOURCE, web, replace(OUTGOING, begun_at=datetime.now(UTC)), wanted)

    assert receipt.standing is Standing.PENDING


def test_a_list_that_goes_on_leaves_it_unsure() -> None:
    """Only a whole list says that our answer is not there; a reply's answer goes to its thread."""
    reply = replace(youtube.post(), external_id="UgKettle1.r2")
    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered(PAGE), OUTGOING, need())

    ask = SOURCE.reply(replace(OUTGOING, post=reply), need(), None)
    assert json.loads(ask.content)["snippet"]["parentId"] == "UgKettle1"
    assert "YOUTUBE_REFRESH_TOKEN" in SOURCE.cannot_answer(reply, {"key": "k", "channel": "UC"})
    assert SOURCE.cannot_answer(reply, {"refresh_token": "r", "channel": "UC"}) == ""


def test_what_follows_an_answer_is_heard() -> None:
    """The comment and our answer as they stand, or that they are gone, and the replies of the thread."""
    stands, below = SOURCE.follow(youtube.post(), Receipt(external_id="UgKettle1.r1", post_id="UgKettle1"), need())
    top, (mine, too) = PAGE["items"][0]["snippet"]["topLevelComment"], PAGE["items"][0]["replies"]["comments"]
    rejected = {**mine, "snippet": {**mine["snippet"], "moderationStatus": "rejected"}}

    both, neither = read({"items": [top, rejected]}, **stands.note), read({"items": []}, **stands.note)

    assert stands.params["id"] == "UgKettle1,UgKettle1.r1"
    assert [post.external_id for post in both.posts] == ["UgKettle1"]
    assert [one.standing for one in (*both.receipts, *neither.receipts)] == [Standing.REJECTED, Standing.REMOVED]
    assert (both.gone, neither.gone) == ([], ["UgKettle1"])
    assert [post.external_id for post in read({"items": [mine, too]}, **below.note).posts] == ["UgKettle1.r2"]
    (replies,) = SOURCE.follow(VIDEO, Receipt(external_id="UgOurs0", post_id="kettle00001"), need())
    assert replies.params["parentId"] == "UgOurs0"


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/youtube")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """Of 2019 to 2022: threads, replies, searches, people, answers, a refusal."""
    shape, name = json.loads(path.read_bytes()), path.stem
    if name == "error_permission_resp":
        assert isinstance(SOURCE.refused(403, {}, path.read_bytes(), NOW), NeedsKey)
    elif name == "channels_info":
        assert [one.handle for one in read(shape, what="people").authors] == ["@googledevelopers"]
    elif name.endswith("insert_response"):
        assert SOURCE.receipt(answered(shape), OUTGOING, need()).external_id == _OURS[name]
    else:
        page = read(shape)
        first = page.posts[0]
        assert len(page.posts) == _HELD[name][0]
        assert (first.external_id[-26:], f"{first.posted_at:%Y-%m-%dT%H:%M:%S}") == _HELD[name][1:]
        assert all(post.title + post.text for post in page.posts)


_OURS = {
    "commentThreads_insert_response": "Ugx_5P8rmn4vKbN6wwt4AaABAg",
    "comments_insert_response": "Ugy_CAftKrIUCyPr9GR4AaABAg.9iPXEClD9lW9iPXLqKy_Pt",
}
_HELD = {  # how many, and of the first the end of its id, and its moment
    "comment_threads_all_to_me": (4, "UgyWeTdgc4sc1xgmbld4AaABAg", "2019-12-01T03:36:55"),
    "comment_threads_by_video_paged_1": (5, "UgyZ1jqkHKYvi1-ruOZ4AaABAg", "2019-11-26T15:51:44"),
    "comment_threads_by_video_paged_2": (5, "UgyZ1jqkHKYvi1-ruOZ4AaABAg", "2019-11-26T15:51:44"),
    "comment_threads_with_search": (1, "UgyUBI0HsgL9emxcZpR4AaABAg", "2019-06-23T02:49:00"),
    "comments_comments_by_parent_paged_1": (2, "BAg.91zT3cYb5B291za6voUoRh", "2019-12-01T04:46:31"),
    "comments_comments_by_parent_paged_2": (1, "BAg.91zT3cYb5B291za3E-eR-l", "2019-12-01T04:46:00"),
    "comments_comments_single": (1, "UgyUBI0HsgL9emxcZpR4AaABAg", "2019-06-23T02:49:00"),
    "search_by_keywords_p1": (25, "gQ_1zX-F_No", "2019-12-05T19:00:10"),
    "search_by_keywords_p2": (25, "-2IlD-x8wvY", "2019-09-01T17:16:15"),
    "search_by_mine": (2, "JE8xdDp5B8Q", "2019-11-29T02:56:49"),
}

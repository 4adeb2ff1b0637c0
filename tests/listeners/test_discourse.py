"""A Discourse forum: what its posts become, whose keys go where, and answers in their topic."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.discourse import Discourse
from storage.records import Kind, Outgoing, Receipt, Standing
from tests.platforms import asking, discourse
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://forum.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "discourse"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "discourse.json").read_bytes())
POSTS = PAGE["latest_posts"]
SOURCE = Discourse()
OUTGOING = Outgoing(key="reply:7", post=discourse.post(), text='Sorry, "a new one" is on its way!', begun_at=NOW)


def need(**settings: str) -> Need:
    """Return the need of a listener at the operator's forum."""
    return Need(phrases=("acme",), settings={"base_url": BASE, "username": "acmehq", **settings}, now=NOW)


def answered(shape: object, **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=BASE, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, **note), need())


@pytest.mark.parametrize(
    ("told", "address", "headers"),
    [
        ({}, BASE, {}),
        ({"key": "k"}, BASE, {"api-key": "k", "api-username": "acmehq"}),
        ({"user_key": "u"}, BASE, {"user-api-key": "u"}),
        ({"key": "k", "url": "https://other.example/"}, "https://other.example", {}),
        ({"key": "k", "url": BASE}, BASE, {"api-key": "k", "api-username": "acmehq"}),
    ],
)
def test_the_operators_keys_go_to_the_operators_forum_alone(
    told: Mapping[str, str], address: str, headers: Mapping[str, str]
) -> None:
    """A watch may listen to any forum, and sends it nothing that opens another."""
    (ask,) = SOURCE.ask(need(**told))

    assert (ask.url, ask.headers) == (f"{address}/posts.json", headers)


def test_what_is_missing_is_said() -> None:
    """An address, and for whom a key acts."""
    with pytest.raises(Never, match="DISCOURSE_URL"):
        SOURCE.ask(Need(now=NOW))
    with pytest.raises(NeedsKey, match="DISCOURSE_USERNAME"):
        SOURCE.ask(need(key="k", username=""))


def test_a_forums_newest_posts_become_posts() -> None:
    """Without what they quote, without whispers, closings and hidden ones."""
    same, ours, thanks, drips = read(PAGE).posts

    assert same.text == "@acmehq same here, see the photo & help"
    assert (same.kind, same.parent_id, same.thread_id, same.tags_us) == (Kind.COMMENT, "902", "88", True)
    assert same.url == f"{BASE}/t/my-acme-kettle-leaks/88/4"
    assert (same.author.handle, same.author.name, same.author.url) == ("sam.o", "Sam O.", f"{BASE}/u/sam.o")
    assert (same.metrics.likes, same.metrics.replies, same.metrics.views) == (3, 1, 14)
    assert (ours.tags_us, ours.parent_id) == (False, "902")
    assert (thanks.tags_us, thanks.parent_id, thanks.author.name) == (True, "904", "tomas")
    assert thanks.edited_at == datetime(2026, 11, 20, 17, 10, tzinfo=UTC)
    assert (drips.kind, drips.title, drips.text) == (Kind.POST, "My Acme kettle leaks", "It drips.\nWhat now?")
    assert (drips.parent_id, drips.edited_at) == ("", None)


def test_older_posts_are_asked_for_below_the_lowest_id() -> None:
    """`before` counts itself in."""
    older = read(PAGE).more
    assert older is not None

    assert (older.url, older.params) == (f"{BASE}/posts.json", {"before": "899"})
    assert read({"latest_posts": []}).more is None
    assert read({"latest_posts": [{**POSTS[0], "id": 1}]}).more is None


def test_what_was_deleted_is_gone() -> None:
    """By its author, or by staff."""
    by_author, by_staff = {**POSTS[0], "user_deleted": True}, {**POSTS[1], "deleted_at": "2026-11-20T19:00:00Z"}
    page = read({"latest_posts": [by_author, by_staff, POSTS[3]]})

    assert [post.external_id for post in page.posts] == ["902"]
    assert page.gone == ["905", "904"]


@pytest.mark.parametrize("field", ["id", "created_at", "topic_id", "post_number", "username"])
def test_a_post_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    with pytest.raises(SourceChanged):
        read({"latest_posts": [{name: value for name, value in POSTS[0].items() if name != field}]})


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (
            429,
            {"errors": ["Slow down"], "error_type": "rate_limit", "extras": {"wait_seconds": 17}},
            Later,
            "Slow down",
        ),
        (403, {"errors": ["Invalid API key"]}, NeedsKey, "Invalid API key.*DISCOURSE_KEY"),
        (422, {"errors": ["Post is too short"]}, Never, "too short"),
        (422, {"errors": ["Body is too similar to what you recently posted"]}, Later, "posted this already"),
    ],
)
def test_refusals_are_told_in_the_forums_words(status: int, body: object, error: type[Trouble], words: str) -> None:
    """And how long to wait stands in the body."""
    with pytest.raises(error, match=words) as met:
        raise SOURCE.refused(status, {}, json.dumps(body).encode(), NOW) or AssertionError

    assert getattr(met.value, "after", None) == (timedelta(seconds=17) if status == 429 else None)
    assert getattr(met.value, "maybe_done", False) == ("similar" in str(body))


def test_an_answer_is_sent_once_and_found_again(site: Site, web: Web) -> None:
    """However its quotes were curled."""
    platform = discourse.serve(site)
    wanted = asking.let_in(SOURCE, web, discourse.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)
    receipt = asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == [OUTGOING.text]
    assert (receipt.external_id, receipt.url) == ("910", f"{site.url}/t/leaks/88/3")
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt


def test_an_answer_that_waits_for_approval_is_pending(site: Site, web: Web) -> None:
    """It is sent, and not yet shown; once it is, it has another id."""
    discourse.serve(site).approves = True
    wanted = asking.let_in(SOURCE, web, discourse.settings(site))

    receipt = asking.send(SOURCE, web, OUTGOING, wanted)
    standing, _ = SOURCE.follow(replace(discourse.post(), url=f"{BASE}/t/leaks/88/2"), receipt, need())
    shown = {**POSTS[1], "id": 910, "post_number": 6, "reply_to_post_number": 2}

    assert (receipt.external_id, receipt.standing) == ("pending-7", Standing.PENDING)
    assert asking.look(SOURCE, web, OUTGOING, wanted) == receipt, "else it would be sent again, and wait twice"
    assert not read({"post_stream": {"posts": POSTS}}, **standing.note).receipts
    (now,) = read({"post_stream": {"posts": [*POSTS, shown]}}, **standing.note).receipts
    assert (now.external_id, now.standing) == ("pending-7", Standing.PUBLISHED)
    assert now.url.endswith("/88/6")


def test_what_answers_a_topic_answers_nobody_in_it() -> None:
    """Its first post is the topic."""
    ask = SOURCE.reply(OUTGOING, need(key="k"), answered(POSTS[3]))

    assert json.loads(ask.content) == {"topic_id": 88, "raw": OUTGOING.text}
    with pytest.raises(SourceChanged):
        SOURCE.reply(OUTGOING, need(key="k"), answered({"id": 902}))


def test_only_the_operators_forum_can_be_answered() -> None:
    """With a key."""
    post = replace(discourse.post(), url=f"{BASE}/t/leaks/88/2")

    assert "DISCOURSE_KEY" in SOURCE.cannot_answer(post, {"base_url": BASE})
    assert "not the one" in SOURCE.cannot_answer(post, {"base_url": "https://forum.example.org", "user_key": "u"})
    assert not SOURCE.cannot_answer(post, {"base_url": BASE, "user_key": "u"})


def test_a_topic_that_shows_too_little_leaves_it_unsure() -> None:
    """Only what reaches back to when we began says that ours is not there; and we must know who we are."""
    newer = {**POSTS[0], "created_at": "2026-11-21T12:01:00Z"}

    assert SOURCE.ours(answered({"post_stream": {"posts": [POSTS[3], newer]}}), OUTGOING, need()) is None
    for shape, told in (([newer], need()), ([POSTS[3]], need(username=""))):
        with pytest.raises(SourceChanged, match="too little"):
            SOURCE.ours(answered({"post_stream": {"posts": shape}}), OUTGOING, told)


def test_the_same_words_of_others_or_under_another_post_are_not_ours() -> None:
    """Some answers are given more than once."""
    look = SOURCE.look(replace(OUTGOING, post=replace(discourse.post(), url=f"{BASE}/t/leaks/88/1")), need())
    mine = {**POSTS[1], "cooked": f"<p>{OUTGOING.text}</p>", "created_at": "2026-11-21T12:00:30Z"}
    assert look is not None

    def found(**other: object) -> Receipt | None:
        posts = [POSTS[3], {**mine, **other}, POSTS[0]]
        return SOURCE.ours(answered({"post_stream": {"posts": posts}}, **look.note), OUTGOING, need())

    assert found() is not None
    assert found(username="sam.o") is None
    assert found(reply_to_post_number=4) is None


def test_what_follows_an_answer_is_heard() -> None:
    """The post and our answer as they stand, by their ids; what came after them, at the end of the topic."""
    receipt = Receipt(external_id="910", post_id="902")
    standing, end = SOURCE.follow(replace(discourse.post(), url=f"{BASE}/t/leaks/88/2"), receipt, need())
    mine = {**POSTS[1], "id": 910, "post_number": 6}
    late = {**POSTS[0], "id": 911, "post_number": 7, "reply_to_post_number": 2}

    heard = read({"post_stream": {"posts": [late], "stream": [902, 910, 911]}}, **end.note)
    lost = read({"post_stream": {"posts": [], "stream": [911]}}, **end.note)
    hidden = read({"post_stream": {"posts": [POSTS[3], {**mine, "hidden": True}]}}, **standing.note)

    assert [ask.url for ask in (standing, end)] == [
        f"{BASE}/t/88/posts.json?post_ids[]=902&post_ids[]=910",
        f"{BASE}/t/88/last.json",
    ]
    assert [(post.external_id, post.parent_id) for post in heard.posts] == [("911", "902")]
    assert (heard.gone, heard.receipts) == ([], [])
    assert (lost.gone, lost.receipts[0].standing) == (["902"], Standing.REMOVED)
    assert [post.external_id for post in hidden.posts] == ["902"]
    assert hidden.receipts[0].standing is Standing.REMOVED
    assert read({"post_stream": {"posts": [mine]}}, **standing.note).receipts[0].standing is Standing.PUBLISHED


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/discourse")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """A post and a topic are read; a search, notices and lists of topics are no posts."""
    if path.stem not in _IDS:
        with pytest.raises(SourceChanged, match="another shape"):
            read(json.loads(path.read_bytes()))
        return
    (post,) = read(json.loads(path.read_bytes())).posts

    assert (post.external_id, post.thread_id, post.author.handle) == _IDS[path.stem]
    assert post.posted_at.year == 2016
    assert len(post.text) > 100


_IDS = {
    "get_post_response": ("33", "8", "blake"),
    "new_topic_response": ("20", "17", "discourse1"),
    "topic_response": ("16", "13", "discourse1"),
}

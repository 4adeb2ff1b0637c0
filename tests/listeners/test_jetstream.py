"""Jetstream: where it is taken up again, what its events become, and a glance that overlooks nothing."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from listeners.errors import Never, SourceChanged, Trouble
from listeners.match import Matcher, compile as compile_query
from listeners.source import Answer, Need, Page
from listeners.sources.jetstream import Jetstream
from storage.records import Author, Kind, Post

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "bluesky" / "jetstream_golden_v1.jsonl"
LINES = (Path(__file__).parents[1] / "pages" / "jetstream.jsonl").read_bytes().splitlines()
US, MIRA = "did:plc:acmehqacmehqacmehqacmehq", "did:plc:mirak4mirak4mirak4mirak4"
SOURCE = Jetstream()
NEED = Need(settings={"base_url": "wss://stream.example", "did": US}, now=NOW)
CREATED, ANSWERED, DELETED, IDENTITY, LIKED, UPDATED = LINES


def told(frame: bytes) -> Page:
    """Read one frame."""
    return SOURCE.told(frame, NEED)


def event(record: object, **commit: object) -> dict[str, object]:
    """Return a new post as the wire tells it."""
    whole = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3mqhx2k7vtc2f", "record": record}
    return {"did": MIRA, "time_us": 1795197912480123, "kind": "commit", "commit": whole | commit}


def frame(shape: object, *, escaped: bool = False) -> bytes:
    """Return a shape as the server writes it: without blanks, letters as they are."""
    return json.dumps(shape, ensure_ascii=escaped, separators=(",", ":")).encode(errors="surrogatepass")


@pytest.mark.parametrize(
    ("marks", "cursor"),
    [
        ({}, None),
        ({"time_us": "1795262395000000"}, "1795262390000000"),
        ({"time_us": "1700000000000000"}, "1795132800000000"),
        ({"time_us": "garbage"}, None),
    ],
    ids=["from now on", "five seconds back", "no more than is kept", "a broken mark"],
)
def test_it_is_taken_up_where_we_left_off(marks: Mapping[str, str], cursor: str | None) -> None:
    """Events come slightly out of order, and are kept for 36 hours."""
    ask = SOURCE.stream(Need(settings=NEED.settings, marks=marks, now=NOW))

    assert ask.url == "wss://stream.example/subscribe"
    assert ask.params == {"wantedCollections": "app.bsky.feed.post", **({"cursor": cursor} if cursor else {})}


def test_it_cannot_be_asked() -> None:
    """It tells by itself."""
    with pytest.raises(Never, match="told by themselves"):
        SOURCE.ask(NEED)


def test_a_new_post_is_told() -> None:
    """Who, when the network knew it, what is said and shown, and that it speaks to us."""
    page = told(CREATED)
    (post,) = page.posts

    assert post.external_id == f"at://{MIRA}/app.bsky.feed.post/3mqhx2k7vtc2f"
    assert post.url == f"https://bsky.app/profile/{MIRA}/post/3mqhx2k7vtc2f"
    assert post.text == '@acme.example my kettle leaks\nsince Monday ☕️\n\nA puddle below a red "Acme" kettle'
    assert (post.kind, post.language, post.tags_us, post.edited_at) == (Kind.POST, "en", True, None)
    assert (post.author.id, post.author.name) == (MIRA, MIRA)
    assert post.posted_at == datetime(2026, 11, 20, 18, 5, 12, 480123, tzinfo=UTC)
    assert page.marks == {"time_us": "1795197912480123"}


def test_an_answer_an_edit_and_a_deletion_are_told() -> None:
    """Under the same address."""
    (answer,), (edit,) = told(ANSWERED).posts, told(UPDATED).posts

    assert (answer.kind, answer.tags_us) == (Kind.COMMENT, False)
    assert answer.parent_id == answer.thread_id == told(DELETED).gone[0]
    assert edit.external_id == answer.external_id
    assert edit.text != answer.text
    assert edit.edited_at == datetime(2026, 11, 20, 18, 5, 14, 456, tzinfo=UTC)


@pytest.mark.parametrize("line", [IDENTITY, LIKED], ids=["an identity", "a like"])
def test_what_is_no_post_only_moves_us_on(line: bytes) -> None:
    """What happens to accounts is always told."""
    page = told(line)

    assert not page.posts
    assert not page.gone
    assert page.marks["time_us"].startswith("1795197913")


@pytest.mark.parametrize(
    "shape",
    [
        [], {}, "text", {"time_us": "soon"}, {"time_us": 10**30}, event({}), event({"text": "x"}, rkey=""),
        event({"text": "x"}, operation="moved"), event("text"), {**event({"text": "x"}), "did": 7},
    ],
)  # fmt: skip
def test_what_is_no_event_is_a_change(shape: object) -> None:
    """Never zero posts in silence."""
    with pytest.raises(SourceChanged):
        told(frame(shape))


@pytest.mark.parametrize("line", [DELETED, UPDATED, IDENTITY, LIKED, b"", b"{"])
def test_what_is_not_a_new_post_is_always_read(line: bytes) -> None:
    """A deletion says nothing that could be matched."""
    assert SOURCE.glance(line) is None


@pytest.mark.parametrize(
    "record",
    [
        {"text": "my acme\nkettle"},
        {"text": 'the "acme"\tkettle \\ acme'},
        {"text": "ac\u200bme and a\u00adcme and acme\u00a0kettle"},
        {"text": "ac\x01me"},
        {"text": "Ａｃｍｅ ÄCME"},
        {"text": "", "embed": {"images": [{"alt": "an Acme kettle"}]}},
        {"text": "", "embed": {"media": {"images": [{"alt": 'an "Acme" kettle'}]}}},
        {"text": "see", "embed": {"external": {"uri": "https://acme.example/kettle"}}},
        {"text": "see", "facets": [{"features": [{"uri": "https://shop.example/acme"}]}]},
    ],
    ids=["lines", "quotes", "invisible", "controls", "wide", "shown", "shown beside", "linked", "cut short"],
)
@pytest.mark.parametrize("escaped", [False, True])
def test_a_glance_sees_what_a_closer_look_would(record: Mapping[str, object], *, escaped: bool) -> None:
    """However the server writes its letters."""
    matcher = Matcher({1: compile_query("acme OR ächme")})
    line = frame(event(record), escaped=escaped)
    words = SOURCE.glance(line)

    assert matcher.match(told(line).posts[0])
    assert words is not None
    assert matcher.may_match(words)


def test_a_glance_passes_over_what_nobody_asks_for() -> None:
    """Addresses of records are no words, and most posts are about something else."""
    matcher = Matcher({1: compile_query("acme OR bsky")})
    reply = {"parent": {"uri": f"at://{MIRA}/app.bsky.feed.post/3k"}}

    assert not matcher.may_match(SOURCE.glance(frame(event({"text": "good morning", "reply": reply}))) or "")
    assert Matcher({1: compile_query("lang:en")}).may_match("")


@given(
    text=st.text(st.sampled_from('acmeACME \n\t"\\\u200b\u00ad\u0301é\x00😀/<>{}:,'), max_size=40),
    alt=st.text(st.sampled_from('acme \n"\\'), max_size=12),
    escaped=st.booleans(),
)  # fmt: skip
@hypothesis_settings(max_examples=300, deadline=None)
def test_nothing_that_matches_is_overlooked(text: str, alt: str, *, escaped: bool) -> None:
    """A glance may say too much, never too little."""
    matcher = Matcher({1: compile_query('acme OR "me ac" OR =ACME OR ace*')})
    line = frame(event({"text": text, "embed": {"images": [{"alt": alt}]}}), escaped=escaped)
    words = SOURCE.glance(line)

    assert words is None or matcher.may_match(words) or not matcher.match(told(line).posts[0])


FIELDS = st.sampled_from(["did", "time_us", "commit", "operation", "collection", "rkey", "record", "text"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(FIELDS, inner),
    max_leaves=9,
)


@given(ANYTHING)
@hypothesis_settings(max_examples=150, deadline=None)
def test_no_frame_raises_anything_but_trouble(shape: object) -> None:
    """Any field may hold anything."""
    embed = {"images": [shape], "media": shape, "external": shape}
    record = {"text": shape, "facets": shape, "langs": shape, "reply": shape, "embed": embed}
    for line in (frame(one, escaped=True) for one in (shape, event(record), event(shape))):
        SOURCE.glance(line)
        try:
            page = told(line)
        except Trouble:
            continue

        assert all(isinstance(post, Post) for post in page.posts)


def test_authors_are_asked_for_25_at_a_time() -> None:
    """At Bluesky's public API, where the operator says, or not at all."""
    people = [
        Post(source="jetstream", external_id=str(n), author=Author(id=f"did:plc:{n}"), posted_at=NOW) for n in range(30)
    ]
    one, two = SOURCE.introduce([*people, *people], NEED)
    elsewhere = Need(settings={"profiles": "http://127.0.0.1:9/"}, now=NOW)

    assert one.url.startswith("https://public.api.bsky.app/xrpc/app.bsky.actor.getProfiles?")
    assert [len(parse_qsl(urlsplit(ask.url).query)) for ask in (one, two)] == [25, 5]
    assert SOURCE.introduce(people, elsewhere)[0].url.startswith("http://127.0.0.1:9/xrpc/")
    assert SOURCE.introduce(people, Need(settings={"profiles": "none"}, now=NOW)) == []


def test_a_recording_and_profiles_are_read() -> None:
    """An event a line; or what is known of people."""
    profile = {"profiles": [{"did": MIRA, "handle": "mira.example", "displayName": "Mira", "followersCount": 4100}]}
    page, met = (
        SOURCE.read(Answer(url="x", status=200, headers={}, body=body, fetched_at=NOW), NEED)
        for body in (b"\n".join(LINES), frame(profile))
    )

    assert (len(page.posts), len(page.gone), page.marks) == (3, 1, {"time_us": "1795197914000456"})
    assert met.authors == [
        Author(id=MIRA, handle="mira.example", name="Mira", followers=4100, url="https://bsky.app/profile/mira.example")
    ]


@pytest.mark.parametrize("body", [b"", b"\n", b"null", b"<html>", LINES[0][:-3], b'{"profiles": 3}'])
def test_what_is_no_recording_is_a_change(body: bytes) -> None:
    """Half an event too."""
    with pytest.raises(SourceChanged):
        SOURCE.read(Answer(url="x", status=200, headers={}, body=body, fetched_at=NOW), NEED)


@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded events of ../shared/fixtures/bluesky are not here")
def test_recorded_events_are_read() -> None:
    """Ten real ones: one is a post, an answer."""
    pages = [told(line) for line in RECORDED.read_bytes().splitlines()]
    (post,) = [post for page in pages for post in page.posts]

    assert len(pages) == 10
    assert (post.text, post.language, post.kind) == ("Try RSV for a good time !!", "en", Kind.COMMENT)
    assert post.thread_id == post.parent_id == "at://did:plc:j76trmiofvaxxpvx2vnb2vwf/app.bsky.feed.post/3mmojbrjwbs26"
    assert post.posted_at - datetime(2026, 5, 25, 14, 23, 29, tzinfo=UTC) < timedelta(seconds=1)
    assert all(int(page.marks["time_us"]) > 1779719009000000 for page in pages)
    assert not any(page.gone for page in pages)

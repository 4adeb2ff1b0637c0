"""Bluesky: what is asked, what views, notices and threads become, and answers that are put once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from listeners import atproto
from listeners.calling import Caller, line_out
from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.reader import Reader
from listeners.source import Answer, Ask, Need, Page
from listeners.sources.bluesky import Bluesky
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, bluesky
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://pds.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "bluesky"
FILES = sorted(RECORDED.glob("*.json")) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "bluesky.json").read_bytes())
US, MIRA = bluesky.US, bluesky.MIRA
SOURCE = Bluesky()
POST = replace(bluesky.post(), posted_at=NOW)
ASKED = {**PAGE["posts"][0], "uri": POST.external_id}
OURS = f"at://{US}/app.bsky.feed.post/{atproto.tid(NOW, 'reply:7')}"
OUTGOING = Outgoing(key="reply:7", post=POST, text="Sorry! We send a new one.", begun_at=NOW)


def need(**settings: str) -> Need:
    """Return the need of a listener that was let in."""
    told = {"base_url": BASE, "handle": "acme.example", "app_password": "x", "access_token": "t", "did": US, **settings}
    return Need(phrases=("acme", 'the "red" kettle'), settings=told, since=NOW - timedelta(hours=1), now=NOW)


def answered(shape: object, *, url: str = f"{BASE}/xrpc/x", **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=url, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, **note), need())


def fields(ask: Ask) -> list[tuple[str, str]]:
    """Return what an ask's address names."""
    return parse_qsl(urlsplit(ask.url).query) + list(ask.params.items())


def names(asks: Sequence[Ask]) -> list[str]:
    """Return the methods asked."""
    return [urlsplit(ask.url).path.removeprefix("/xrpc/") for ask in asks]


def test_each_phrase_is_a_search_and_who_speaks_to_us_is_asked_for() -> None:
    """Word for word, newest first, nothing older than wanted; everything in our own name."""
    one, two, notices = SOURCE.ask(need())

    assert names([one, two, notices])[1:] == [
        "app.bsky.feed.searchPosts",
        "app.bsky.notification.listNotifications",
    ]
    assert dict(fields(one)) == {"q": "acme", "sort": "latest", "limit": "100", "since": "2026-11-21T11:00:00.000Z"}
    assert dict(fields(two))["q"] == "the red kettle"
    assert [value for name, value in fields(notices) if name == "reasons"] == ["mention", "reply", "quote"]
    assert {ask.headers["authorization"] for ask in (one, two, notices)} == {"Bearer t"}


@pytest.mark.parametrize("missing", ["handle", "app_password"])
def test_without_an_account_nothing_is_asked(missing: str) -> None:
    """Which keys, and where to get them."""
    wanted = need(**{missing: ""})

    with pytest.raises(NeedsKey, match="BLUESKY_HANDLE and BLUESKY_APP_PASSWORD"):
        SOURCE.ask(wanted)
    with pytest.raises(NeedsKey, match="App passwords"):
        SOURCE.sign_in(wanted)
    assert "BLUESKY_APP_PASSWORD" in SOURCE.cannot_answer(POST, wanted.settings)


def test_a_search_becomes_posts() -> None:
    """Cut links whole, pictures told; times are the network's, whatever an author claims."""
    leaks, called, which = read(PAGE).posts

    assert leaks.text.splitlines() == [
        "@acme.example my Acme kettle leaks ☕️ since Monday. Photos: shop.example/p/kettle-2…",
        "",
        "A puddle below a red Acme kettle",
        "",
        "https://shop.example/p/kettle-2000?color=red",
    ]
    assert (leaks.kind, leaks.language, leaks.tags_us) == (Kind.POST, "en", True)
    assert leaks.url == f"https://bsky.app/profile/{MIRA}/post/3mqhx2k7vtc2f"
    assert (leaks.author.handle, leaks.author.name) == ("mira.kettles.example", "Mira 🫖")
    assert (leaks.metrics.likes, leaks.metrics.replies, leaks.metrics.shares, leaks.metrics.views) == (5, 2, 2, None)
    assert leaks.posted_at == datetime(2026, 11, 20, 18, 5, 12, 480000, tzinfo=UTC)
    assert (called.kind, called.language, called.author.name) == (Kind.COMMENT, "de", "tomas.example")
    assert called.parent_id.startswith(f"at://{US}/")
    assert called.thread_id == which.external_id
    assert called.tags_us, "an answer to us speaks to us"
    assert which.posted_at == datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    assert (which.author.name, which.author.handle, which.tags_us) == ("Lena", "", False)


def test_a_search_goes_on_where_its_cursor_says() -> None:
    """The same words, the same token, at our own server; an unmoving cursor ends it."""
    asked = f"{BASE}/xrpc/app.bsky.feed.searchPosts?q=%22acme%22&limit=100"
    more = SOURCE.read(answered(PAGE, url=asked), need()).more

    assert more is not None
    assert fields(more) == [("q", '"acme"'), ("limit", "100"), ("cursor", "3")]
    assert more.url.startswith(f"{BASE}/")
    assert more.headers["authorization"] == "Bearer t"
    assert SOURCE.read(answered(PAGE, url=more.url), need()).more is None
    assert read({**PAGE, "cursor": ""}).more is None


def test_how_many_follow_is_asked_for_25_people_at_a_time() -> None:
    """Each once, and what profiles tell names the same people."""
    views = [{**PAGE["posts"][0], "author": {"did": f"did:plc:{n:024}", "handle": ""}} for n in range(60)]
    page = read({"posts": [*views, *views]})
    profile = {"did": MIRA, "handle": "mira.example", "displayName": "Mira", "followersCount": 4100}

    assert [len(fields(ask)) for ask in page.further] == [25, 25, 10]
    assert set(names(page.further)) == {"app.bsky.actor.getProfiles"}
    (mira,) = read({"profiles": [profile]}).authors
    assert (mira.id, mira.handle, mira.name, mira.followers) == (MIRA, "mira.example", "Mira", 4100)


def test_only_who_speaks_to_us_is_heard_of_our_notices() -> None:
    """A server that gives every kind is read for three of them."""
    view = {**PAGE["posts"][2], "isRead": False}
    told = [{**view, "reason": reason} for reason in ("like", "mention", "reply", "quote", "repost", "follow")]

    page = read({"notifications": told, "cursor": "2026-11-20T18:05:12.480Z::bafy"})

    assert [post.tags_us for post in page.posts] == [True, True, True]
    assert page.posts[0].metrics.views is None
    assert page.more is not None


@pytest.mark.parametrize(
    "shape",
    [
        {}, [], {"posts": None}, {"posts": {}}, {"notifications": 3}, {"posts": [{"uri": "at://x"}]},
        {"posts": [{**ASKED, "uri": "https://elsewhere.example/"}]}, {"posts": [{**ASKED, "author": {}}]},
        {"posts": [{**ASKED, "record": "text"}]}, {"thread": "gone"}, {"profiles": "none"},
    ],
)  # fmt: skip
def test_what_is_no_view_is_a_change(shape: object) -> None:
    """Never zero posts in silence."""
    with pytest.raises(SourceChanged):
        read(shape)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("ExpiredToken", NeedsKey, "BLUESKY_APP_PASSWORD"), ("AuthMissing", NeedsKey, "did not accept"),
        ("AuthenticationRequired", NeedsKey, "did not accept"), ("AuthFactorTokenRequired", NeedsKey, "e-mail"),
        ("AccountTakedown", NeedsKey, "shut"), ("BadQueryString", Never, "simplify"), ("NotFound", Never, "deleted"),
        ("InvalidSwap", Later, "trying again"),
    ],
)  # fmt: skip
def test_its_names_for_trouble_are_said_in_plain_words(name: str, error: type[Trouble], words: str) -> None:
    """Most come with status 400, which tells nothing."""
    body = json.dumps({"error": name, "message": "Token has expired"}).encode()
    trouble = SOURCE.refused(400, {}, body, NOW)

    assert isinstance(trouble, error)
    assert words in str(trouble)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": 3}', b'{"error": "UpstreamFailure"}'])
def test_other_trouble_is_left_to_its_status(body: bytes) -> None:
    """Words we do not know say nothing."""
    assert SOURCE.refused(502, {}, body, NOW) is None


def test_an_answer_names_versions_links_and_people() -> None:
    """Places are counted in bytes; the thread's root is the post's own, its key and time those of the sending."""
    text = "☕ Sorry, @mira.example! See https://acme.example/new. #kettle @stranger.example"
    outgoing = replace(OUTGOING, text=text)
    view = bluesky.Platform().view()
    ask = SOURCE.reply(outgoing, need(), answered({"posts": [view]}))
    sent = json.loads(ask.content)
    places = [(facet["index"]["byteStart"], facet["index"]["byteEnd"]) for facet in sent["record"]["facets"]]

    assert ask == SOURCE.reply(outgoing, need(), answered({"posts": [view]}))
    assert (sent["repo"], sent["collection"], ask.headers["authorization"]) == (US, "app.bsky.feed.post", "Bearer t")
    assert [text.encode()[start:end].decode() for start, end in places] == [
        "@mira.example",
        "https://acme.example/new",
        "#kettle",
    ]
    assert sent["record"]["facets"][0]["features"][0]["did"] == MIRA
    assert sent["record"]["reply"] == {"root": bluesky.ROOT, "parent": bluesky.POST}
    assert (sent["record"]["createdAt"], sent["record"]["langs"]) == ("2026-11-21T12:00:00.000Z", ["en"])
    made = atproto.moment_of(sent["rkey"])
    assert made is not None
    assert abs(made - NOW) < timedelta(seconds=1)


def test_an_answer_to_the_first_post_of_a_thread_has_it_as_root() -> None:
    """Who answers nobody began the thread."""
    sent = json.loads(SOURCE.reply(OUTGOING, need(), answered({"posts": [ASKED]})).content)

    assert sent["record"]["reply"]["root"] == sent["record"]["reply"]["parent"]
    assert "facets" not in sent["record"]


@pytest.mark.parametrize(
    ("views", "text", "words"),
    [
        ([], "Sorry!", "gone"),
        ([{**ASKED, "viewer": {"replyDisabled": True}}], "Sorry!", "only some people"),
        ([ASKED], "🫖" * 301, "300 characters"),
        ([ASKED], "👩‍👩‍👧‍👦" * 150, "3000 bytes"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_not_sent(views: Sequence[object], text: str, words: str) -> None:
    """Before anything leaves."""
    with pytest.raises(Never, match=words):
        SOURCE.reply(replace(OUTGOING, text=text), need(), answered({"posts": views}))


def test_a_family_is_one_character() -> None:
    """Length is counted as people see it, so 100 of them fit."""
    ask = SOURCE.reply(replace(OUTGOING, text="👩‍👩‍👧‍👦" * 100), need(), answered({"posts": [ASKED]}))

    assert ask.method == "POST"


@pytest.fixture
def wide(site: Site, web: Web) -> Iterator[Caller]:
    """A caller as the pipeline has it, at a stand-in's account."""
    with Reader(children=1) as reader:
        yield Caller(line_out(web, reader), SOURCE, Need(settings=bluesky.settings(site), now=datetime.now(UTC)))


def test_a_session_is_renewed_when_it_has_run_out(site: Site, wide: Caller) -> None:
    """Once by the password, then by what renews it; the refused ask is asked again."""
    platform = bluesky.serve(site)

    def ask(wanted: Need) -> Answer:
        return wide.send(SOURCE.prepare(OUTGOING, wanted))

    wide.let_in(ask)
    platform.expire()
    wide.let_in(ask)

    asked = [request.path.rpartition(".")[2] for request in site.requests]
    assert asked == ["createSession", "getPosts", "getPosts", "refreshSession", "getPosts"]


def test_a_wrong_password_is_said(site: Site, web: Web) -> None:
    """Credentials that are given but not accepted are an error."""
    bluesky.serve(site)

    with pytest.raises(NeedsKey, match="did not accept"):
        asking.let_in(SOURCE, web, {**bluesky.settings(site), "app_password": "wrong"})


def test_a_pass_that_tells_no_time_is_good_for_an_hour() -> None:
    """Whatever the token is made of."""
    session = {"accessJwt": "opaque", "refreshJwt": "r", "did": US}

    assert SOURCE.signed_in(answered(session), need()).until == NOW + timedelta(hours=1)
    with pytest.raises(SourceChanged):
        SOURCE.signed_in(answered({"accessJwt": "opaque"}), need())


@pytest.mark.parametrize("ignores_keys", [False, True])
def test_an_answer_is_sent_and_found_again(site: Site, web: Web, *, ignores_keys: bool) -> None:
    """By its key, or where a server chose another one by its words below the same post."""
    platform = bluesky.serve(site, ignores_keys=ignores_keys)
    wanted = asking.let_in(SOURCE, web, bluesky.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))

    assert asking.look(SOURCE, web, outgoing, wanted) is None
    if ignores_keys:
        with pytest.raises(SourceChanged):
            asking.send(SOURCE, web, outgoing, wanted)
    else:
        assert asking.send(SOURCE, web, outgoing, wanted).url.startswith(f"https://bsky.app/profile/{US}/post/")
    found = asking.look(SOURCE, web, outgoing, wanted)

    assert found is not None
    assert found.post_id == POST.external_id
    assert platform.published() == [OUTGOING.text]


def test_sending_twice_puts_one_answer(site: Site, web: Web) -> None:
    """The same record under the same key is no change."""
    platform = bluesky.serve(site)
    wanted = asking.let_in(SOURCE, web, bluesky.settings(site))

    assert asking.send(SOURCE, web, OUTGOING, wanted) == asking.send(SOURCE, web, OUTGOING, wanted)
    assert platform.published() == [OUTGOING.text]


def test_two_answers_have_two_keys() -> None:
    """Even to one post, begun in one moment."""
    moment = datetime(2026, 11, 21, tzinfo=UTC)

    assert len({atproto.tid(moment, f"reply:{number}") for number in range(500)}) == 500
    assert atproto.tid(moment, "a") < atproto.tid(moment + timedelta(seconds=2), "a")
    made = atproto.moment_of("3mmoojp4cd223")  # recorded: its post said 2026-05-25T14:23:28.757Z
    assert made is not None
    assert abs(made - datetime(2026, 5, 25, 14, 23, 28, tzinfo=UTC)) < timedelta(seconds=2)
    assert atproto.moment_of("self") is None


@pytest.mark.parametrize(
    ("uri", "text", "parent", "is_ours"),
    [
        (OURS, "Reworded since, by somebody of ours.", POST.external_id, True),
        (OURS.replace(OURS[-13:], "3zzzzzzzzzz2a"), OUTGOING.text, POST.external_id, True),
        (OURS.replace(OURS[-13:], "3zzzzzzzzzz2a"), OUTGOING.text, "at://x/y/z", False),
        (OURS.replace(OURS[-13:], "3zzzzzzzzzz2a"), "Another answer.", POST.external_id, False),
        (OURS.replace(US, MIRA), "Another answer.", POST.external_id, False),
    ],
    ids=["its key", "its words here", "its words elsewhere", "other words", "somebody else's"],
)
def test_our_answer_is_known_by_its_key_or_its_words(uri: str, text: str, parent: str, *, is_ours: bool) -> None:
    """Whatever became of it since."""
    value = {"text": text, "createdAt": "2026-11-21T12:00:00.000Z", "reply": {"parent": {"uri": parent}}}
    found = SOURCE.ours(answered({"records": [{"uri": uri, "value": value}]}), OUTGOING, need())

    assert (found is not None) is is_ours


def test_unsure_where_the_list_does_not_reach_back() -> None:
    """A hundred newer posts of ours hide what was before; fewer do not."""
    newer = [
        {"uri": f"at://{US}/app.bsky.feed.post/{atproto.tid(NOW + timedelta(minutes=n + 1), 'x')}", "value": {}}
        for n in range(100)
    ]

    with pytest.raises(SourceChanged, match="too many newer"):
        SOURCE.ours(answered({"records": newer}), OUTGOING, need())
    assert SOURCE.ours(answered({"records": newer[:99]}), OUTGOING, need()) is None


def followed(posts: Sequence[object], ours: str, *, now: datetime = NOW) -> Page:
    """Read what stands of a post and our answer."""
    receipt = Receipt(external_id=ours, post_id=POST.external_id)
    (ask,) = SOURCE.follow(POST, receipt, need())
    return SOURCE.read(answered({"posts": posts}, **ask.note), replace(need(), now=now))


ANSWER = {**PAGE["posts"][1], "uri": OURS, "author": {"did": US, "handle": "acme.example"}}


def test_what_comes_after_is_heard_from_the_post_and_our_answer() -> None:
    """How both stand, and where the conversation is read."""
    page = followed([ASKED, ANSWER], OURS)

    assert [post.external_id for post in page.posts] == [POST.external_id]
    assert [(one.external_id, one.standing) for one in page.receipts] == [(OURS, Standing.PUBLISHED)]
    assert names(page.further) == ["app.bsky.feed.getPostThread"]
    assert dict(fields(page.further[0]))["uri"] == POST.external_id
    assert not page.gone


@pytest.mark.parametrize(
    ("posts", "later", "gone", "standing", "anchor"),
    [
        ([ANSWER], timedelta(hours=2), [POST.external_id], [Standing.PUBLISHED], OURS),
        ([ASKED], timedelta(hours=2), [], [Standing.REMOVED], POST.external_id),
        ([ASKED], timedelta(minutes=5), [], [], POST.external_id),
        ([], timedelta(hours=2), [POST.external_id], [Standing.REMOVED], None),
    ],
    ids=["the post is gone", "our answer is gone", "our answer is too fresh to be seen", "both are gone"],
)
def test_what_does_not_come_was_deleted(
    posts: Sequence[object], later: timedelta, gone: Sequence[str], standing: Sequence[Standing], anchor: str | None
) -> None:
    """The index needs a while to see a fresh answer."""
    page = followed(posts, OURS, now=NOW + later)

    assert list(page.gone) == gone
    assert [one.standing for one in page.receipts] == standing
    assert [dict(fields(ask))["uri"] for ask in page.further] == ([anchor] if anchor else [])


def test_a_conversation_is_read_to_its_depths() -> None:
    """Answers to answers; what is deleted, kept from us or our own answer is not among them."""
    below = {"$type": "app.bsky.feed.defs#threadViewPost", "post": PAGE["posts"][1], "replies": []}
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://x", "notFound": True}
    shut = {"$type": "app.bsky.feed.defs#blockedPost", "uri": "at://y", "blocked": True, "author": {"did": MIRA}}
    thread = {"post": ASKED, "replies": [gone, shut, {"post": ANSWER, "replies": [below]}]}

    page = read({"thread": thread}, ours=OURS)

    assert [post.external_id for post in page.posts] == [POST.external_id, PAGE["posts"][1]["uri"]]


@pytest.mark.skipif(not FILES, reason="the recorded responses of ../shared/fixtures/bluesky are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_recorded_responses_are_read_or_refused(path: Path) -> None:
    """A real thread becomes its post; single records and identity documents are no page of ours."""
    shape: Mapping[str, object] = json.loads(path.read_bytes())
    if "thread" not in shape:
        with pytest.raises(SourceChanged):
            read(shape)
        return

    (post,) = read(shape).posts
    assert post.external_id == "at://did:plc:kvwvcn5iqfooopmyzvb4qzba/app.bsky.feed.post/3kaheyt6vpc22"
    assert (post.author.handle, post.author.name, post.language) == ("test.marshal.dev", "Python SDK", "en")
    assert post.posted_at == datetime(2023, 9, 28, 12, 49, 36, 735000, tzinfo=UTC)
    assert (post.text, post.metrics.likes, post.metrics.shares, post.tags_us) == ("", 0, 0, False)


def test_what_cannot_be_answered_is_said_before_anybody_types() -> None:
    """Only posts have an address."""
    elsewhere = Post(source="bluesky", external_id="7", posted_at=NOW)

    assert SOURCE.cannot_answer(POST, need().settings) == ""
    assert "address" in SOURCE.cannot_answer(elsewhere, need().settings)


@pytest.mark.parametrize(
    ("phrase", "searched"),
    [("acme", "acme"), ("the red  kettle", "the red kettle"), ("löffel", "löffel"), ('say "acme"', "say acme"),
     ("@acme.example", '"@acme.example"'), ("acme-3", '"acme-3"'), ("tea OR acme", '"tea OR acme"')],
)  # fmt: skip
def test_what_the_search_could_take_for_its_own_signs_is_quoted(phrase: str, searched: str) -> None:
    """And nothing else is: other servers of the protocol look for the marks themselves."""
    ask = SOURCE.ask(replace(need(), phrases=(phrase,)))[0]

    assert dict(fields(ask))["q"] == searched

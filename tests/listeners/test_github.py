"""GitHub: what is searched and listed, what issues and discussions become, answers by REST and by GraphQL."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.github import GitHub
from storage.records import Kind, Outgoing, Post, Receipt, Standing
from tests.platforms import asking, github
from tests.webserver import Reply, Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://api.github.example"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "github"
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "github.json").read_bytes())
SOURCE = GitHub()
OUTGOING = Outgoing(key="reply:7", post=github.post(), text="Sorry! **We** send a new one.", begun_at=NOW)
COMMENT = {
    "id": 501, "html_url": "https://github.com/tea/kettles/issues/12#issuecomment-501", "body": "Mine too, @AcmeHQ!",
    "user": {"login": "tomaspell", "html_url": "https://github.com/tomaspell"}, "author_association": "NONE",
    "created_at": "2026-11-20T19:00:00Z", "updated_at": "2026-11-20T19:10:00Z",
}  # fmt: skip


def need(told: Mapping[str, str] | None = None, *phrases: str, since: datetime = NOW - timedelta(days=2)) -> Need:
    """Return the need of a listener whose account is acmehq."""
    settings = {"base_url": BASE, **({"token": "t", "me": "acmehq"} if told is None else told)}
    return Need(phrases=phrases or ("acme",), settings=settings, since=since, now=NOW)


def answered(shape: object, url: str = f"{BASE}/search/issues?q=acme", **note: str) -> Answer:
    """Return a shape as an answer."""
    headers = {"x-poll-interval": "90"}
    return Answer(url=url, status=200, headers=headers, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, **note), need())


def test_without_a_token_issues_alone_are_searched() -> None:
    """Discussions and notices take one; a search takes five operators."""
    asks = SOURCE.ask(need({}, *(f"brand {i}" for i in range(8))))

    assert [ask.url for ask in asks] == [f"{BASE}/search/issues"] * 2
    assert asks[1].params["q"] == '"brand 6" OR "brand 7" updated:>=2026-11-19T12:00:00Z'
    assert SOURCE.sign_in(need({})) is None
    assert "authorization" not in asks[0].headers


def test_with_a_token_discussions_our_repositories_and_notices_are_heard() -> None:
    """Everything in ours, whatever its words."""
    asks = SOURCE.ask(need({"token": "t", "repositories": "acme/kettle, acme/tea"}))
    queries = [json.loads(ask.content)["variables"]["q"] for ask in asks if ask.content]

    assert [ask.url.removeprefix(BASE) for ask in asks] == [
        "/search/issues",
        *("/repos/acme/kettle/issues", "/repos/acme/kettle/issues/comments", "/graphql"),
        *("/repos/acme/tea/issues", "/repos/acme/tea/issues/comments", "/graphql"),
        *("/graphql", "/notifications"),
    ]
    assert queries == [
        f"{words} updated:>=2026-11-19T12:00:00Z" for words in ("repo:acme/kettle", "repo:acme/tea", '"acme"')
    ]
    assert {ask.headers["authorization"] for ask in asks} == {"Bearer t"}


@pytest.mark.parametrize(
    ("told", "words"), [({}, "GITHUB_TOKEN"), ({"repositories": "https://github.com/acme/tea"}, "owner/name")]
)
def test_what_cannot_be_asked_is_said(told: Mapping[str, str], words: str) -> None:
    """Silence must not look like peace."""
    with pytest.raises(Never, match=words):
        SOURCE.ask(replace(need(told), phrases=()))


def test_a_search_becomes_new_issues_and_asks_what_was_said_in_all_of_them() -> None:
    """What a form says to the writer alone is left out; an old issue was found by a comment."""
    page = read(PAGE)
    leaks, support = page.posts

    assert (leaks.external_id, leaks.title, leaks.text) == (
        "tea/kettles#12",
        "Acme kettle leaks",
        "It leaks & hisses, @acmehq. Version 2.",
    )
    assert (leaks.tags_us, leaks.kind, leaks.author.handle) == (True, Kind.POST, "mira-fennel")
    assert (leaks.metrics.likes, leaks.metrics.replies) == (3, 2)
    assert (support.external_id, support.url) == ("tea/kettles#9", "https://github.com/tea/kettles/pull/9")
    assert [ask.url for ask in page.further] == [f"{BASE}/repos/tea/kettles/issues/{n}/comments" for n in (12, 3)]
    assert page.further[0].params["since"] == "2026-11-19T12:00:00Z"
    assert page.more is not None
    assert page.more.params == {"q": "acme", "page": "2"}
    assert SOURCE.read(answered(PAGE, page.more.url + "?q=acme&page=2"), need()).more is None


def test_a_comment_belongs_to_its_issue() -> None:
    """By its address; who writes in our repository speaks to us, our own people do not."""
    (told,) = read([COMMENT], what="below").posts
    member = {**COMMENT, "body": "Fixed", "author_association": "MEMBER"}
    outsider = {**COMMENT, "body": "Fixed?"}

    assert (told.external_id, told.parent_id, told.thread_id) == (
        "tea/kettles#12-501",
        "tea/kettles#12",
        "tea/kettles#12",
    )
    assert (told.kind, told.tags_us, told.edited_at) == (
        Kind.COMMENT,
        True,
        datetime(2026, 11, 20, 19, 10, tzinfo=UTC),
    )
    assert [post.tags_us for post in read([member, outsider], what="ours").posts] == [False, True]
    assert [post.tags_us for post in read([outsider], what="below").posts] == [False]


def test_a_discussion_is_heard_with_its_comments_and_their_answers(site: Site, web: Web) -> None:
    """GraphQL alone tells of them; the next page is the same question, further on."""
    platform = github.serve(site)
    wanted = asking.let_in(SOURCE, web, github.settings(site))
    for comment in ("", "32"):
        asking.send(SOURCE, web, replace(OUTGOING, post=github.discussion(comment)), wanted)
    node = _discussion(SOURCE, web, wanted)
    ends = {"hasNextPage": True, "endCursor": "c2"}
    shape = {"data": {"search": {"pageInfo": ends, "nodes": [node]}}}

    page = read(shape, what="discussions", q="acme")

    assert [(post.external_id, post.parent_id) for post in page.posts] == [
        ("tea/kettles#14", ""),
        ("tea/kettles#14-31", "tea/kettles#14"),
        ("tea/kettles#14-32", "tea/kettles#14"),
        ("tea/kettles#14-91", "tea/kettles#14-32"),
        ("tea/kettles#14-90", "tea/kettles#14"),
    ]
    assert page.more is not None
    assert json.loads(page.more.content)["variables"] == {"q": "acme", "after": "c2"}
    assert len(platform.published()) == 2


def _discussion(source: GitHub, web: Web, wanted: Need) -> object:
    ask = source.prepare(replace(OUTGOING, post=github.discussion()), wanted)
    assert ask is not None
    return json.loads(asking.ask(source, web, ask).body)["data"]["repository"]["discussion"]


def test_notices_lead_to_who_named_us() -> None:
    """Not to reviews or discussions, which have other addresses; GitHub says how often to ask."""
    api = "https://api.github.com/repos/tea/kettles"
    subjects = [
        ("mention", {"url": f"{api}/issues/12", "latest_comment_url": f"{api}/issues/comments/501"}),
        ("mention", {"url": f"{api}/pulls/9", "latest_comment_url": None}),
        ("mention", {"url": f"{api}/pulls/9", "latest_comment_url": f"{api}/pulls/comments/7"}),
        ("mention", {"url": None, "latest_comment_url": None}),
        ("subscribed", {"url": f"{api}/issues/13", "latest_comment_url": None}),
    ]

    page = read([{"id": "1", "reason": reason, "subject": subject} for reason, subject in subjects], what="notices")

    assert [ask.url for ask in page.further] == [
        f"{BASE}/repos/tea/kettles/issues/comments/501",
        f"{BASE}/repos/tea/kettles/issues/9",
    ]
    assert page.wait == timedelta(seconds=90)
    assert [post.external_id for post in read(COMMENT, **page.further[0].note).posts] == ["tea/kettles#12-501"]


@pytest.mark.parametrize(
    ("status", "message", "headers", "error"),
    [
        (401, "Bad credentials", {}, NeedsKey),
        (403, "Resource not accessible by personal access token", {}, NeedsKey),
        (403, "You have exceeded a secondary rate limit", {"x-ratelimit-remaining": "4990"}, Later),
        (403, "You have exceeded a secondary rate limit", {"retry-after": "60"}, type(None)),
        (403, "API rate limit exceeded", {"x-ratelimit-remaining": "0"}, type(None)),
        (403, "Unable to create comment because issue is locked.", {}, Never),
        (404, "Not Found", {}, Never),
        (410, "This issue was deleted", {}, Never),
        (422, "Validation Failed", {}, Never),
        (502, "Server Error", {}, type(None)),
    ],
)
def test_refusals_are_told_in_plain_words(
    status: int, message: str, headers: Mapping[str, str], error: type[Trouble | None]
) -> None:
    """With GitHub's own; what its headers say is read elsewhere."""
    trouble = SOURCE.refused(status, headers, json.dumps({"message": message}).encode(), NOW)

    assert isinstance(trouble, error)
    assert trouble is None or message in str(trouble)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"errors": [{"type": "RATE_LIMITED", "message": "slow"}]}, Later),
        ({"errors": [{"type": "INSUFFICIENT_SCOPES", "message": "scopes"}]}, NeedsKey),
        ({"data": None, "errors": [{"message": "Parse error"}]}, Never),
        ({"data": {}}, SourceChanged),
        ({"data": {"search": {}}}, SourceChanged),
    ],
)
def test_graphql_tells_its_troubles_with_status_200(told: object, error: type[Trouble]) -> None:
    """They are troubles all the same."""
    with pytest.raises(error):
        read(told, what="discussions")


@pytest.mark.parametrize(
    ("post", "own"),
    [
        (github.post(), "tea/kettles#12-500"),
        (github.discussion(), "tea/kettles#14-90"),
        (github.discussion("31"), "tea/kettles#14-90"),
    ],
    ids=["issue", "discussion", "comment there"],
)
def test_an_answer_is_sent_and_found_again(site: Site, web: Web, post: Post, own: str) -> None:
    """Under our name however it is written; another text is not it."""
    platform = github.serve(site)
    wanted = asking.let_in(SOURCE, web, github.settings(site))
    outgoing = replace(OUTGOING, post=post, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)

    receipt = asking.send(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == [OUTGOING.text]
    assert asking.look(SOURCE, web, outgoing, wanted) == receipt
    assert receipt.external_id == own
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None
    platform.locked = True
    with pytest.raises(Never, match="locked"):
        asking.send(SOURCE, web, outgoing, wanted)


@pytest.mark.parametrize(
    ("post", "told", "words"),
    [(github.post(), {"token": "t"}, ""), (github.post(), {}, "GITHUB_TOKEN"),
     (replace(github.post(), url="https://gist.github.com/x"), {"token": "t"}, "open it")],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(post: Post, told: Mapping[str, str], words: str) -> None:
    """Before anybody types."""
    assert SOURCE.cannot_answer(post, told) == words or words in SOURCE.cannot_answer(post, told) != ""


def test_a_full_list_leaves_it_unsure() -> None:
    """Only a whole list says that our answer is not there."""
    with pytest.raises(SourceChanged, match="too many"):
        SOURCE.ours(answered([COMMENT] * 100), OUTGOING, need())
    assert SOURCE.ours(answered([COMMENT] * 99), OUTGOING, need()) is None


def test_what_follows_an_answer_is_heard() -> None:
    """The issue as it stands, and what was said since; a comment that is missing there is gone."""
    ours = {**COMMENT, "html_url": "https://github.com/tea/kettles/issues/12#issuecomment-500", "body": "Sorry!"}
    issue, below = SOURCE.follow(github.post(), Receipt(external_id="tea/kettles#12-500", post_id="p"), need())
    (told,) = read([COMMENT], what="below").posts
    (again,) = SOURCE.follow(told, Receipt(external_id="tea/kettles#12-500", post_id="p"), need())

    heard, removed = read([ours, COMMENT], **below.note), read([], **again.note)

    assert issue.url == f"{BASE}/repos/tea/kettles/issues/12"
    assert (below.url, below.params["since"]) == (f"{issue.url}/comments", "2026-11-20T18:05:00Z")
    assert [post.external_id for post in heard.posts] == ["tea/kettles#12-501"]
    assert [one.standing for one in (*heard.receipts, *removed.receipts)] == [Standing.PUBLISHED, Standing.REMOVED]
    assert (heard.gone, removed.gone) == ([], ["tea/kettles#12-501"])


def test_a_discussion_is_followed_as_a_whole(site: Site, web: Web) -> None:
    """Our answer stands there until somebody takes it away."""
    platform = github.serve(site)
    wanted = asking.let_in(SOURCE, web, github.settings(site))
    receipt = asking.send(SOURCE, web, replace(OUTGOING, post=github.discussion("31")), wanted)
    (ask,) = SOURCE.follow(github.discussion("31"), receipt, wanted)
    stands = SOURCE.read(asking.ask(SOURCE, web, ask), wanted)
    platform.said["DC_31"].clear()

    removed = SOURCE.read(asking.ask(SOURCE, web, ask), wanted)

    assert [one.standing for one in (*stands.receipts, *removed.receipts)] == [Standing.PUBLISHED, Standing.REMOVED]
    assert (stands.gone, removed.gone) == ([], [])


def test_a_token_that_is_refused_is_said(site: Site, web: Web) -> None:
    """Even where reading would work without it."""
    site.at("/user", Reply(b'{"message": "Bad credentials"}', status=401))

    with pytest.raises(NeedsKey, match="Bad credentials"):
        asking.let_in(SOURCE, web, github.settings(site))


@pytest.mark.skipif(not FILES, reason="the recorded answers are not on this machine: ../shared/fixtures/github")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_recorded_answers_are_read_or_refused(path: Path) -> None:
    """A search, pages of a repository's issues, a refusal."""
    for told in json.loads(path.read_bytes()):
        shape = told["response"]
        if told["status"] >= 400:
            assert isinstance(SOURCE.refused(told["status"], {}, json.dumps(shape).encode(), NOW), Never)
            continue
        page = SOURCE.read(answered(shape, what="ours" if isinstance(shape, list) else "issues"), need(since=EARLY))
        found = shape if isinstance(shape, list) else shape["items"]
        assert [post.title for post in page.posts] == [one["title"] for one in found]
        assert [post.external_id.rpartition("#")[2] for post in page.posts] == [str(one["number"]) for one in found]
        assert all(post.author.handle.startswith("octokit-fixture-user") for post in page.posts)


EARLY = datetime(2000, 1, 1, tzinfo=UTC)

"""Discord: what is asked of channels and of a search, what messages become, and answers under a nonce."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.discord import Discord
from storage.records import Kind, Outgoing, Receipt, Standing
from tests.platforms import asking, discord
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BASE = "https://discord.com/api/v10"
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "discord.json").read_bytes())
SOURCE = Discord()
OUTGOING = Outgoing(key="reply:7", post=discord.post(), text="Sorry! We send a new one.", begun_at=NOW)
US = "300000000000000001"


def need(**settings: str) -> Need:
    """Return the need of a listener at one server."""
    told = {"base_url": BASE, "token": "t", "guild": "101", "me": US, **settings}
    return Need(phrases=("acme kettle",), settings=told, now=NOW)


def answered(shape: object, *, url: str = f"{BASE}/channels/205/messages?limit=100", **note: str) -> Answer:
    """Return a shape as an answer."""
    return Answer(url=url, status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW, note=note)


def read(shape: object, *, url: str = f"{BASE}/channels/205/messages?limit=100", **note: str) -> Page:
    """Read a shape as the answer to an ask with this note."""
    return SOURCE.read(answered(shape, url=url, **note), need())


def test_named_channels_are_listed() -> None:
    """Each by itself, with the bot's token."""
    asks = SOURCE.ask(need(channels="205, 206"))

    assert [ask.url for ask in asks] == [f"{BASE}/channels/{own}/messages" for own in ("205", "206")]
    assert {ask.headers["authorization"] for ask in asks} == {"Bot t"}


def test_without_channels_the_server_is_searched() -> None:
    """For each phrase, and for what mentions us, newest first."""
    words, mentions = SOURCE.ask(need())

    assert words.url == mentions.url == f"{BASE}/guilds/101/messages/search"
    assert words.params == {"content": "acme kettle", "sort_by": "timestamp", "sort_order": "desc", "limit": "25"}
    assert mentions.params["mentions"] == US
    with pytest.raises(Never, match="query"):
        SOURCE.ask(replace(need(me=""), phrases=()))
    with pytest.raises(NeedsKey, match="DISCORD_GUILD"):
        SOURCE.ask(need(guild=""))


def test_messages_become_posts() -> None:
    """Names for ids, pictures in their words; who joins says nothing."""
    leaks, replaced, puddle = read(PAGE).posts

    assert leaks.text == "@acme-bot my acme kettle leaks :drip: see #channel"
    assert (leaks.tags_us, leaks.kind, leaks.thread_id, leaks.metrics.likes) == (
        True,
        Kind.POST,
        "200000000000000005",
        4,
    )
    assert leaks.url == "https://discord.com/channels/101/200000000000000005/1440000000000000300"
    assert (leaks.author.name, leaks.author.handle) == ("Mira Fennel", "mira.tea")
    assert (replaced.kind, replaced.parent_id, replaced.author.name) == (Kind.COMMENT, "1440000000000000150", "tomas")
    assert replaced.edited_at == datetime(2026, 11, 20, 17, 50, tzinfo=UTC)
    assert (puddle.text, puddle.tags_us) == ("A kettle in a puddle.", False)


def test_who_answers_our_message_speaks_to_us() -> None:
    """Though no name is called."""
    one = {**PAGE[1], "referenced_message": {"id": "1440000000000000150", "author": {"id": US}}}

    assert read([one]).posts[0].tags_us


def test_older_messages_are_asked_for_before_the_oldest() -> None:
    """In a channel by `before`, in a search by `max_id`; a search wraps each message in a list."""
    older = read(PAGE).more
    search = read(
        {"messages": [[one] for one in PAGE], "total_results": 90}, url=f"{BASE}/guilds/101/messages/search?content=x"
    )
    assert older is not None
    assert search.more is not None

    assert (older.url, older.params["before"]) == (f"{BASE}/channels/205/messages", "1440000000000000100")
    assert (search.more.url, search.more.params["max_id"]) == (
        f"{BASE}/guilds/101/messages/search",
        "1440000000000000100",
    )
    assert search.posts == read(PAGE).posts
    assert read([]).more is None


def test_texts_that_are_kept_from_us_are_an_error() -> None:
    """Without the intent all messages come empty: silence must not look like peace."""
    mute = [{**one, "content": "", "attachments": [], "mentions": []} for one in PAGE]

    with pytest.raises(NeedsKey, match="Message Content intent"):
        read(mute)


@pytest.mark.parametrize("field", ["id", "channel_id", "author", "timestamp"])
def test_a_message_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    with pytest.raises(SourceChanged):
        read([{name: value for name, value in PAGE[0].items() if name != field}])


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (429, {"message": "You are being rate limited.", "retry_after": 1.5, "global": False}, Later, "rate limited"),
        (202, {"message": "Index not yet available", "code": 110000, "retry_after": 1.5}, Later, "not yet available"),
        (401, {"message": "401: Unauthorized"}, NeedsKey, "DISCORD_TOKEN"),
        (403, {"message": "Missing Access", "code": 50001}, NeedsKey, "Missing Access.*Read Message History"),
        (404, {"message": "Unknown Channel", "code": 10003}, Never, "Unknown Channel"),
        (400, {"message": "Invalid Form Body", "code": 50035}, Never, "Invalid Form Body"),
    ],
)
def test_refusals_are_told_in_plain_words(
    status: int, body: Mapping[str, object], error: type[Trouble], words: str
) -> None:
    """And how long to wait stands in the body, in parts of a second."""
    with pytest.raises(error, match=words) as met:
        raise SOURCE.refused(status, {}, json.dumps(body).encode(), NOW) or AssertionError

    assert getattr(met.value, "after", None) == (timedelta(seconds=1.5) if "retry_after" in body else None)


@pytest.mark.parametrize("ignores_keys", [False, True], ids=["knows nonces", "has forgotten them"])
def test_an_answer_is_sent_and_found_again(site: Site, web: Web, *, ignores_keys: bool) -> None:
    """A repeated sending is one message while the nonce is known; everywhere we see it before we repeat it."""
    platform = discord.serve(site, ignores_keys=ignores_keys)
    wanted = asking.let_in(SOURCE, web, discord.settings(site))
    outgoing = replace(OUTGOING, begun_at=datetime.now(UTC))
    before = asking.look(SOURCE, web, outgoing, wanted)
    receipts = {asking.send(SOURCE, web, outgoing, wanted).external_id for _ in range(1 if ignores_keys else 2)}
    found = asking.look(SOURCE, web, outgoing, wanted)

    assert before is None
    assert platform.published() == [OUTGOING.text]
    assert found is not None
    assert {found.external_id} == receipts
    assert asking.look(SOURCE, web, replace(outgoing, text="Another"), wanted) is None
    assert not SOURCE.cannot_answer(discord.post(), {"token": "t"})
    assert "DISCORD_TOKEN" in SOURCE.cannot_answer(discord.post(), {})


def test_a_channel_that_says_too_much_leaves_it_unsure() -> None:
    """A list holds a hundred."""
    with pytest.raises(SourceChanged, match="nobody knows"):
        SOURCE.ours(answered([PAGE[0]] * 100), OUTGOING, need())


def test_the_same_words_of_others_or_under_another_message_are_not_ours() -> None:
    """Some answers are given more than once."""
    mine = {**PAGE[1], "content": OUTGOING.text, "timestamp": "2026-11-21T12:00:30+00:00", "author": {"id": US}}

    def found(**other: object) -> Receipt | None:
        message = {**mine, "message_reference": {"message_id": "300"}, **other}
        return SOURCE.ours(answered([message]), OUTGOING, need())

    assert found() is not None
    assert found(message_reference={"message_id": "299"}) is None
    assert found(author=PAGE[1]["author"]) is None


def test_what_follows_an_answer_is_heard() -> None:
    """The message as it stands or that it is gone; ours, or that it was taken away; what answers either."""
    around, after = SOURCE.follow(discord.post(), Receipt(external_id="400", post_id="300"), need())
    mine = {**PAGE[1], "id": "400", "message_reference": {"message_id": "300"}}
    theirs = {**PAGE[1], "id": "401", "message_reference": {"message_id": "400"}}
    other = {**PAGE[0], "id": "402"}

    heard = read([other, theirs, mine], **after.note)

    assert (around.params["around"], after.params["after"]) == ("300", "399")
    assert [(post.external_id, post.parent_id) for post in heard.posts] == [("401", "400")]
    assert heard.receipts[0].standing is Standing.PUBLISHED
    assert read([other], **after.note).receipts[0].standing is Standing.REMOVED
    assert [post.external_id for post in read([other, {**PAGE[0], "id": "300"}], **around.note).posts] == ["300"]
    assert read([other], **around.note).gone == ["300"]

"""Telegram: updates told once, what they become, and answers nothing can look for."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Later, NeedsKey, Never, SourceChanged, Trouble
from listeners.http import Web
from listeners.source import Answer, Need, Page
from listeners.sources.telegram import Telegram
from storage.records import Kind, Outgoing
from storage.scrub import scrub
from tests.platforms import asking, telegram
from tests.webserver import Site

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGE = json.loads((Path(__file__).parents[1] / "pages" / "telegram.json").read_bytes())
SOURCE = Telegram()
TOLD = {"base_url": "https://api.telegram.org", "token": "7:t", "me": "1", "username": "acme_help_bot"}
NEED = Need(phrases=("acme",), settings=TOLD, now=NOW)
OUTGOING = Outgoing(key="reply:7", post=telegram.post(), text="Sorry! We send a new one.", begun_at=NOW)


def answered(shape: object) -> Answer:
    """Return a shape as an answer."""
    return Answer(url="https://x", status=200, headers={}, body=json.dumps(shape).encode(), fetched_at=NOW)


def read(*updates: object) -> Page:
    """Read updates."""
    return SOURCE.read(answered({"ok": True, "result": updates}), NEED)


def test_updates_are_asked_for_from_where_the_last_kept_page_ended() -> None:
    """What is not kept is told again, so nothing is lost; what is kept is never asked for twice."""
    (first,) = SOURCE.ask(NEED)
    page = read(*PAGE["result"])
    (next_,) = SOURCE.ask(replace(NEED, marks=page.marks))

    assert first.url == "https://api.telegram.org/bot7:t/getUpdates"
    assert "offset" not in first.params
    assert next_.params == {**first.params, "offset": "706"}
    assert page.more is None
    assert read().marks == {}


def test_what_is_said_in_groups_and_channels_becomes_posts() -> None:
    """An edited message as it stands now; no joins, and nothing that was said in private."""
    news, back, leaks = read(*PAGE["result"]).posts

    assert leaks.text == "My acme kettle leaks & drips"
    assert leaks.edited_at == datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
    assert (leaks.url, leaks.external_id) == ("https://t.me/kettlefriends/50", "-1001234567890/50")
    assert (leaks.author.name, leaks.author.handle, leaks.author.url) == (
        "Mira Fennel",
        "mira_tea",
        "https://t.me/mira_tea",
    )
    assert (back.text, back.tags_us, back.kind) == ("it came back", True, Kind.COMMENT)
    assert (back.parent_id, back.thread_id) == ("-1009876543210/44", "-1009876543210/9")
    assert back.url == "https://t.me/c/9876543210/51"
    assert (news.author.name, news.tags_us, leaks.tags_us) == ("Tea News", True, False)


@pytest.mark.parametrize("field", ["chat", "date", "message_id"])
def test_a_message_without_what_it_is_documented_to_have_is_none(field: str) -> None:
    """The schema changed: somebody must know."""
    message = {name: value for name, value in PAGE["result"][0]["message"].items() if name != field}

    with pytest.raises(SourceChanged):
        read({"update_id": 1, "message": message})


@pytest.mark.parametrize(
    ("status", "words", "error", "told"),
    [
        (429, "Too Many Requests: retry after 17", Later, "retry after 17"),
        (409, "Conflict: can't use getUpdates method while webhook is active", Never, "remove its webhook"),
        (401, "Unauthorized", NeedsKey, "TELEGRAM_TOKEN"),
        (404, "Not Found", NeedsKey, "TELEGRAM_TOKEN"),
        (403, "Forbidden: bot was kicked from the supergroup chat", Never, "kicked"),
        (400, "Bad Request: message to be replied not found", Never, "not found"),
    ],
)
def test_refusals_are_told_in_plain_words(status: int, words: str, error: type[Trouble], told: str) -> None:
    """And how long to wait stands in the body."""
    body = {"ok": False, "error_code": status, "description": words, "parameters": {"retry_after": 17}}

    with pytest.raises(error, match=told) as met:
        raise SOURCE.refused(status, {}, json.dumps(body).encode(), NOW) or AssertionError

    assert getattr(met.value, "after", None) == (timedelta(seconds=17) if status == 429 else None)


def test_an_answer_is_sent_and_cannot_be_looked_for(site: Site, web: Web) -> None:
    """So a sending whose outcome is not known is a person's to settle."""
    platform = telegram.serve(site)
    wanted = asking.let_in(SOURCE, web, telegram.settings(site))
    receipt = asking.send(SOURCE, web, OUTGOING, wanted)

    assert platform.published() == [OUTGOING.text]
    assert (receipt.external_id, receipt.post_id) == ("-100123/60", "-100123/50")
    assert receipt.url == "https://t.me/kettlefriends/60"
    assert not SOURCE.cannot_answer(telegram.post(), wanted.settings)
    assert "TELEGRAM_TOKEN" in SOURCE.cannot_answer(telegram.post(), {})


def test_what_is_no_message_of_telegram_is_not_answered() -> None:
    """Nor is one whose message is gone, which must not stand alone."""
    lost = replace(OUTGOING, post=replace(telegram.post(), external_id="50"))

    with pytest.raises(Never, match="no message"):
        SOURCE.reply(lost, NEED, None)
    with pytest.raises(NeedsKey, match="TELEGRAM_TOKEN"):
        SOURCE.ask(Need(now=NOW))


def test_the_token_in_an_address_is_not_told() -> None:
    """Neither in errors nor in logs."""
    assert telegram.TOKEN not in scrub(f"asked https://api.telegram.org/bot{telegram.TOKEN}/getUpdates?limit=100")

"""Logs tell operators what happened, and nobody a secret."""

import json
import subprocess
import sys

import pytest

from storage.scrub import scrub

CANARY = "canary77"
PROGRAM = f"""
import logging, sys
import structlog
from storage import logs
from storage.settings import LogFormat, Settings
logs.start(Settings(log_format=LogFormat(sys.argv[1]), log_level="debug"))
log = structlog.get_logger()
log.info("started", address="https://ann:{CANARY}@example.com/feed", tokens=["xoxb-{CANARY}"])
log.warning("failed", error=ValueError("Bearer {CANARY}"), where={{"url": "https://example.com/?key={CANARY}"}})
logging.getLogger("library").warning("GET https://{CANARY}@example.com/?sig=%s", "{CANARY}")
try:
    raise RuntimeError("xapp-1-{CANARY}")
except RuntimeError:
    log.exception("broke")
"""


def logged(log_format: str) -> str:
    """Run the program above and return what it logged."""
    ran = subprocess.run([sys.executable, "-c", PROGRAM, log_format], capture_output=True, text=True, check=True)
    assert ran.stdout == ""
    return ran.stderr


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_no_secret_reaches_the_log_in_any_form(log_format: str) -> None:
    """In fields, lists, errors, tracebacks, and what libraries log."""
    said = logged(log_format)

    assert CANARY not in said
    assert said.count("•••") >= 6
    assert "example.com/feed" in said
    assert "RuntimeError" in said


def test_json_logs_are_one_object_a_line() -> None:
    """Scrubbing does not break them."""
    events = [json.loads(line)["event"] for line in logged("json").splitlines()]

    assert events == ["started", "failed", "GET https://•••@example.com/?sig=•••", "broke"]


@pytest.mark.parametrize(
    "text",
    [
        "xoxb-12-ab",
        "xapp-1-A-b",
        "Authorization: Bearer abc.def",
        "postgresql://user:pass@host/db",
        "https://hook:@example.com",
        "https://example.com/?token=abc&x=1",
        "https://example.com/?api_key=abc",
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text: str) -> None:
    """Tokens, bearer headers, passwords in addresses, keys in a query."""
    assert "•••" in scrub(text)


@pytest.mark.parametrize("text", ["https://example.com/a?b=1", "ann@example.com wrote", "new=3 seen=97"])
def test_plain_words_stay(text: str) -> None:
    """An operator must be able to read it."""
    assert scrub(text) == text

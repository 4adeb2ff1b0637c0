"""What a robots.txt asks of programs is done (RFC 9309)."""

import time

import pytest

from listeners.robots import allows

SITE = "https://acme.example"


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /help", "/help/x", True),
        ("User-agent: *\nDisallow: /help\nAllow: /help", "/help", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: Earshot/0.1\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: other\nUser-agent: earshot\nDisallow: /x", "/x", False),
        ("User-agent: earshot\nAllow: /\n\nUser-agent: *\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf.html", True),
        ("User-agent: *\nDisallow: /a*/c", "/ab/x/c", False),
        ("User-agent: *\nDisallow: /x$", "/xy", True),
        ("User-agent: *\nDisallow: /*?draft=", "/x?draft=1", False),
        ("\ufeffnothing: of ours\n# User-agent: *\nDisallow: /", "/x", True),
        ("user-AGENT : *  # all\n disallow :/x # not this", "/x", False),
    ],
)
def test_what_is_asked_is_done(rules: str, path: str, may: bool) -> None:  # noqa: FBT001  what is expected
    """The group of our name, else everybody's; the longest rule; wildcards and ends."""
    assert allows(rules.encode(), SITE + path) is may


def test_hostile_rules_cost_no_time() -> None:
    """Half a megabyte of stars is read like any other text."""
    began = time.process_time()
    allows(b"User-agent: *\nDisallow: /" + b"*a" * 400_000, f"{SITE}/{'a' * 1000}")
    allows(b"User-agent: *\n" + b"Disallow: /*a*b*c$\n" * 20_000, f"{SITE}/{'ab' * 500}")

    assert time.process_time() - began < 1

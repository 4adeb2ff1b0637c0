"""What a site's robots.txt asks of programs (RFC 9309), read as text: may we read this path? Pure."""

from collections.abc import Iterator
from urllib.parse import urlsplit

US = "earshot"
LONGEST = 500_000  # bytes that must be read (RFC 9309, 2.5)
MOST_RULES = 2000


def allows(body: bytes, url: str) -> bool:
    """Say whether a robots.txt lets us read an address: the longest rule counts, of two alike the one that allows."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    groups = list(_groups(body[:LONGEST].decode("utf-8", "replace")))
    ours = [rules for agents, rules in groups if US in agents] or [rules for agents, rules in groups if "*" in agents]
    fitting = [(len(rule), is_allowed) for rules in ours for is_allowed, rule in rules if _fits(rule, path)]
    return max(fitting, default=(0, True))[1]


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[bool, str]]]]:
    """Yield the groups: whom each is for, and what it allows and does not."""
    agents: set[str] = set()
    rules: list[tuple[bool, str]] = []
    for name, value in _lines(text):
        if name == "user-agent":
            if rules:
                yield agents, rules
                agents, rules = set(), []
            agents.add(value.lower().partition("/")[0])
        elif name in ("allow", "disallow") and value and agents:
            rules.append((name == "allow", value))
    yield agents, rules


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines()[: 4 * MOST_RULES]:
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()[:2000]


def _fits(rule: str, path: str) -> bool:
    """Say whether a rule is about a path; `*` stands for anything, `$` for the end."""
    end = rule.endswith("$")
    pieces = rule.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not end or at == len(path) or (len(pieces) > 1 and path.endswith(pieces[-1]))

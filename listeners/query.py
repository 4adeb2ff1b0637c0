"""What a query says, as a tree; a query that cannot be read is refused with the column of its fault.

    words "phrases" AND OR NOT -word ( ) wild* "refund acme"~5 =Exact$ymbols @handle #tag
    title: author: site: lang: kind: rating:<=2

Terms side by side mean AND; NOT binds before AND, AND before OR. `-word`, as in search engines, leaves out of the
whole query (or of its parentheses): `acme OR acmehq -bakery` is `(acme OR acmehq) AND NOT bakery`. Curly quotes and
long dashes are read as plain ones, because chat programs put them in. The grammar is `query.lark`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, v_args

from storage import fold
from storage.records import Kind

LONGEST = 200_000
LONGEST_TERM = 200
DEEPEST = 50
FARTHEST = 100

FIELDS = ("title", "author", "site", "lang", "kind", "rating")

_BRACKETS = re.compile(r'"[^"]*"|[()]')
_RATING = re.compile(r"(<=|>=|<|>|=)?([0-9](?:\.[0-9]+)?)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class QueryError(ValueError):
    """The query cannot be read: why, in plain words, and at which column (the first is 1)."""

    def __init__(self, message: str, position: int) -> None:
        """Keep the plain words and the column apart, so that a form can point at the fault."""
        super().__init__(f"{message} (column {position})")
        self.message = message
        self.position = position


class Style(StrEnum):
    """How a term wants to be found."""

    WORDS = "words"
    NEAR = "near"
    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something the post must say; `text` is without quotes, `within` counts words for `Style.NEAR`."""

    text: str
    position: int
    label: str
    style: Style = Style.WORDS
    within: int = 0
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something the post must be: its field, how it compares, and with what."""

    field: str
    value: str
    position: int
    compares: str = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """What must not be so; `throughout` is what `-` says: in none of the alternatives beside it either."""

    part: "Node"
    throughout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """All of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """At least one of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """The empty query: all that its listeners bring."""


Node = Said | Condition | Never | Both | Either | Everything


def parse(query: str) -> Node:
    """Return what the query says; raise QueryError where it says nothing we can listen for."""
    if len(query) > LONGEST:
        raise QueryError(f"this query is too long: at most {LONGEST:,} characters", LONGEST + 1)
    if not query.strip():
        return Everything()
    plain = fold.plain(query)
    _check_balance(plain)
    try:
        node: Node = _PARSER.parse(plain)  # type: ignore[assignment]  # the transformer turns the tree into nodes
    except UnexpectedInput as error:
        raise _refusal(plain, error) from None
    if not _listens(node):
        message = "this would hear nearly everything: say also what to listen for, or add a field such as kind:comment"
        raise QueryError(message, len(query) - len(query.lstrip()) + 1)
    return node


def _check_balance(query: str) -> None:
    if query.count('"') % 2:
        raise QueryError("this quotation mark is never closed", query.rindex('"') + 1)
    open_at: list[int] = []
    for found in _BRACKETS.finditer(query):
        at = found.start() + 1
        if found[0] == "(":
            open_at.append(at)
            if len(open_at) > DEEPEST:
                raise QueryError(f"parentheses may stand at most {DEEPEST} deep", at)
        elif found[0] == ")":
            if not open_at:
                raise QueryError("this ) closes nothing: no ( stands before it", at)
            _check_filled(query, open_at.pop(), at)
    if open_at:
        raise QueryError("this ( is never closed", open_at[-1])


def _check_filled(query: str, opened: int, closed: int) -> None:
    if not query[opened : closed - 1].strip():
        raise QueryError("nothing stands between these parentheses: put a word there or remove them", opened)


def _refusal(query: str, error: UnexpectedInput) -> QueryError:
    if isinstance(error, UnexpectedCharacters):
        message = 'a "-" goes right before the word to leave out, as in -word; write "a - b" in quotes to look for it'
        return QueryError(message, int(getattr(error, "pos_in_stream", 0)) + 1)
    token = getattr(error, "token", None)
    if token is None or token.type == "$END" or token.start_pos is None:
        return QueryError("the query ends where a word was expected", len(query.rstrip()) + 1)
    before = "at the start" if not query[: token.start_pos].strip() else "here"
    return QueryError(f"a word was expected {before}, not {_shown(token)}", int(token.start_pos) + 1)


def _shown(token: Token) -> str:
    return str(token) if len(token) <= 20 else f"{token[:20]}…"  # noqa: PLR2004 - enough to find it again


def _listens(node: Node) -> bool:
    """Tell whether only posts that say or are something in particular can match."""
    match node:
        case Both(parts=parts):
            return any(_listens(part) for part in parts)
        case Either(parts=parts):
            return all(_listens(part) for part in parts)
        case Never():
            return False
        case _:
            return True


@v_args(inline=True)
class _Nodes(Transformer[Token, Node]):
    """Builds nodes while the parser runs, so that no tree has to be walked."""

    def either(self, *parts: Node | Token) -> Node:
        alternatives, left_out = [], []
        for part in parts:
            if isinstance(part, Both):
                left_out += [inner for inner in part.parts if _is_throughout(inner)]
                kept = tuple(inner for inner in part.parts if not _is_throughout(inner))
                alternatives.append(_both(kept) if kept else part)
            elif not isinstance(part, Token):
                alternatives.append(part)
        return _both((Either(parts=tuple(alternatives)), *left_out))

    def group(self, node: Node) -> Node:
        if not isinstance(node, Both):
            return node
        return Both(parts=tuple(Never(part=part.part) if isinstance(part, Never) else part for part in node.parts))

    def without(self, _sign: Token, part: Node) -> Node:
        return part.part if isinstance(part, Never) else Never(part=part, throughout=True)

    def both(self, *parts: Node | Token) -> Node:
        return Both(parts=tuple(part for part in parts if not isinstance(part, Token)))

    def never(self, _sign: Token, part: Node) -> Node:
        return part.part if isinstance(part, Never) else Never(part=part)

    def word(self, token: Token) -> Node:
        if token.lower() in {"and", "or", "not"}:
            capitals = token.upper()
            raise QueryError(f'write {capitals} in capitals, or "{token}" in quotes to look for the word', _at(token))
        return Said(text=str(token), position=_at(token), label=str(token))

    def phrase(self, token: Token) -> Node:
        return _phrase(token[1:-1], _at(token))

    def near(self, token: Token) -> Node:
        words, _, distance = token[1:].rpartition('"~')
        if not (distance.isascii() and distance.isdigit() and 1 <= int(distance[:4]) <= FARTHEST):
            raise QueryError(f'after ~ comes how many words apart, 1 to {FARTHEST}, as in "{words}"~5', _at(token))
        place = _at(token)
        return Said(text=words, position=place, label=str(token), style=Style.NEAR, within=int(distance))

    def exact(self, token: Token) -> Node:
        text = token[1:].strip('"') if token.startswith('="') else token[1:]
        if not text.strip():
            raise QueryError("after = comes exactly what to look for, without a space, as in =C++", _at(token))
        return Said(text=str(text), position=_at(token), label=str(text), style=Style.EXACT)

    def field(self, token: Token) -> Node:
        name, _, value = token.partition(":")
        return _field(name, value.strip('"').strip(), quoted='"' in value, token=token)


def _is_throughout(node: Node) -> bool:
    return isinstance(node, Never) and node.throughout


def _both(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else Both(parts=parts)


def _at(token: Token) -> int:
    return int(token.start_pos or 0) + 1


def _phrase(text: str, position: int) -> Said:
    if not text.strip():
        raise QueryError("nothing stands between these quotation marks", position)
    return Said(text=text, position=position, label=text.strip())


def _field(name: str, value: str, *, quoted: bool, token: Token) -> Node:
    position, field = _at(token), name.lower()
    if field not in FIELDS:
        known = ", ".join(f"{field}:" for field in FIELDS)
        words = f'"{name}:{value}"'
        raise QueryError(
            f"no field is called {name}: (there are {known}); put {words} in quotes to look for it", position
        )
    if not value:
        raise QueryError(f'after {field}: comes a word or a "phrase", without a space', position + len(name) + 1)
    start = position + len(name) + 1 + quoted
    match field:
        case "title":
            return Said(text=value, position=start, label=value, in_title=True)
        case "rating":
            return _rating(value, start)
        case "kind":
            return _kind(value, start)
        case "lang":
            return _language(value, start)
        case _:
            return Condition(field=field, value=value, position=start)


def _rating(value: str, position: int) -> Condition:
    found = _RATING.fullmatch(value.replace(" ", ""))
    if found is None or not 1 <= float(found[2]) <= 5:  # noqa: PLR2004 - stars
        raise QueryError("after rating: come 1 to 5 stars, as in rating:<=2, rating:>3 or rating:5", position)
    return Condition(field="rating", value=found[2], position=position, compares=found[1] or "=")


def _kind(value: str, position: int) -> Condition:
    if value.lower() not in list(Kind):
        raise QueryError(f"after kind: comes one of {', '.join(Kind)}", position)
    return Condition(field="kind", value=value.lower(), position=position)


def _language(value: str, position: int) -> Condition:
    code = value.lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(code):
        raise QueryError("after lang: comes a language code such as en or pt-br", position)
    return Condition(field="lang", value=code, position=position)


_PARSER = Lark.open("query.lark", rel_to=__file__, parser="lalr", lexer="basic", transformer=_Nodes())

"""The query language: what binds to what, and that every fault is shown where it is."""

import pytest
from hypothesis import given, strategies as st

from listeners.match import QueryError, compile as compile_query
from listeners.query import DEEPEST, LONGEST, LONGEST_TERM
from tests.listeners.posts import post


def heard(query: str, text: str) -> bool:
    """Tell whether the query hears a post that says this."""
    return compile_query(query).matches(post(text)) is not None


def refusal(query: str) -> QueryError | None:
    """Return why the query cannot be read, None if it can."""
    try:
        compile_query(query)
    except QueryError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("acme (refund OR", 6, "never closed"),
        ("acme OR", 8, "ends where a word was expected"),
        ("acme) refund", 5, "closes nothing"),
        ("acme ()", 6, "nothing stands between these parentheses"),
        ('acme "refund', 6, "never closed"),
        ('acme ""', 6, "nothing stands between these quotation marks"),
        ("OR acme", 1, "expected at the start, not OR"),
        ("acme AND OR refund", 10, "expected here, not OR"),
        ("acme or globex", 6, "write OR in capitals"),
        ("acme - refund", 6, "right before the word"),
        ("rating:<=x", 8, "1 to 5 stars"),
        ("acme rating:9", 13, "1 to 5 stars"),
        ("rating:", 8, "after rating: comes"),
        ("title: acme", 7, "without a space"),
        ("foo:bar", 1, "no field is called foo:"),
        ("kind:rant", 6, "post, comment, review, article"),
        ("lang:english", 6, "language code"),
        ("author:@", 8, "a name or a handle"),
        ("acme $$$", 6, "write =$$$"),
        ("acme =", 6, "exactly what to look for"),
        ("a*", 1, "at least 2 letters"),
        ("ac*m*e*c*o", 1, "at most 3"),
        ('"acme"~5', 1, "at least two different words"),
        ('"acme refund"~', 1, "how many words apart"),
        ('"acme refund"~1000', 1, "how many words apart"),
        ("-bakery", 1, "nearly everything"),
        ("  NOT bakery", 3, "nearly everything"),
        ("acme OR -bakery", 1, "nearly everything"),
        ("x" * (LONGEST + 1), LONGEST + 1, "too long"),
        ("acme " + "x" * (LONGEST_TERM + 1), 6, "too long"),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), DEEPEST + 1, "deep"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_where_its_fault_is(query: str, position: int, words: str) -> None:
    """Plain words and the column: the form can point at it."""
    with pytest.raises(QueryError, match=r"\(column \d+\)$") as refused:
        compile_query(query)

    assert refused.value.position == position
    assert words in refused.value.message


@given(st.text(alphabet=st.sampled_from('ab ()"-~*=@#:<5ANDORT\u201c\u2013é小')) | st.text())
def test_any_text_is_a_query_or_is_refused_in_words(text: str) -> None:
    """Whatever people type, nothing else comes out, and the column lies in the text or just behind it."""
    refused = refusal(text)

    assert refused is None or (refused.message and 1 <= refused.position <= len(text) + 1)
    assert refused or isinstance(compile_query(text).matches(post("Acme a b ab é小 5")), tuple | None)


@pytest.mark.parametrize(
    "query", ["NOT " * 50_000 + "acme", "(" * 50_000, "acme " * 40_000, '"' * 100_001, "a" * 100_000]
)
def test_no_query_is_too_much_for_the_parser(query: str) -> None:
    """Deep or long, it is read or refused: the stack never runs out."""
    refused = refusal(query)

    assert refused or compile_query(query).matches(post("acme")) in (None, ("acme",))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("a OR b AND c", "a", True),
        ("a OR b AND c", "b", False),
        ("(a OR b) AND c", "a", False),
        ("a b OR c", "c", True),
        ("a b OR c", "a c", True),
        ("a NOT b OR c", "b c", True),
        ("NOT NOT a", "a", True),
        ("a NOT (b OR c)", "a c", False),
        ("a NOT (b c)", "a c", True),
        ("acme OR globex -bakery", "acme bakery", False),
        ("acme OR globex NOT bakery", "acme bakery", True),
        ("(acme -bakery) OR globex", "globex bakery", True),
        ("acme -(bakery OR cake)", "acme cake", False),
        ('acme -"fresh bread"', "acme bread fresh", True),
        ("“acme inc” –bakery", "Acme Inc. bakery", False),
    ],
)
def test_not_binds_before_and_and_before_or_and_minus_leaves_out_throughout(
    query: str,
    text: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """As in logic for words, as in search engines for the sign."""
    assert heard(query, text) is expected


@pytest.mark.parametrize(
    ("query", "phrases", "handles"),
    [
        ("acme", ("acme",), ()),
        ('"acme corp" OR acmehq -bakery', ("acme corp", "acmehq"), ()),
        ("acme (refund OR broken)", ("acme",), ()),
        ("(acme OR globex) refund", ("refund",), ()),
        ('refund "acme corp"', ("acme corp",), ()),
        ("acme OR @acmehq", ("acme", "@acmehq"), ("acmehq",)),
        ("acme -@acmehq", ("acme",), ()),
        ("refund* OR Refund", ("refund",), ()),
        ("=C++", ("C++",), ()),
        ('"acme refund"~5', ("refund",), ()),
        ("title:acme kind:review", ("acme",), ()),
        ("site:example.com", (), ()),
        ("acme OR kind:review", (), ()),
        ("", (), ()),
    ],
)
def test_a_search_engine_is_asked_for_what_brings_every_match(
    query: str, phrases: tuple[str, ...], handles: tuple[str, ...]
) -> None:
    """One term of those that must all stand, each of the alternatives, and handles without their sign."""
    compiled = compile_query(query)

    assert (compiled.phrases, compiled.handles) == (phrases, handles)

"""Matching: whole words in every script, and every watch in one pass."""

import pytest
from hypothesis import given, strategies as st

from listeners.match import Matcher, compile as compile_query
from storage import fold
from storage.records import Kind
from tests.listeners.posts import post

INSIDE_A_WORD = [
    ("tor", "FileStoreConfig"),
    ("store", "FileStoreConfig"),
    ("Config", "FileStoreConfig"),
    ("tor", "tor_config"),
    ("acme", "acmeology"),
    ("cat", "concatenate"),
    ("काम", "कामा"),
    ("acme", "macme"),
    ("#acme", "#acmesucks"),
    ("@acme", "@acme_shop"),
    ("@acme", "@acme-shop"),
    ("@acme", "someone@acme.com"),
    ("=Tor", "FileTor"),
    ("c++", "c"),
    ("at&t", "at t"),
    ("col*r", "colours"),
]
SAID = [
    ("tor", "I use Tor."),
    ("acme", "Acme's new thing"),
    ("acme", "#acme"),
    ("acme", "ask @acme"),
    ("acme", "see acme.com today"),
    ("acme", "an Acme-made box"),
    ("acme", "(ACME)"),
    ("Acme", "Ａｃｍｅ™"),
    ("acme", "ac\u200bme"),
    ("cafe", "Café"),
    ("Café", "CAFE"),
    ("İstanbul", "istanbul"),
    ("ışık", "IŞIK"),
    ("straße", "STRASSE"),
    ("Müller", "Mu\u0308ller"),
    ("wi-fi", "wi fi"),
    ("acme", "昨日Acmeを買った"),
    ("小米", "我爱小米手机"),
    ("東京", "東京・大阪"),
    ("ไทย", "ภาษาไทยดี"),
    ("애크미", "애크미는 좋다"),
    ("हिन्दी", "यह हिन्दी।"),
    ("मदरसा", "मदरसा"),
    ("مدرسة", "مَدْرَسَة"),
    ("acme手机", "Acme手机真好"),
    ("😀", "great😀"),
    ("refund*", "refunding"),
    ("*gate", "watergate"),
    ("col*r", "colour"),
    ('"acme * refund"', "Acme gave refund"),
    ('"big news"', "big\n  news"),
    ('"refund acme"~3', "Acme gave no refund"),
    ("=C++", "C++11 is out"),
    ("=iPhone", "my iPhone,"),
    ('=":("', "well :("),
    ("c++", "I like C++!"),
    ("at&t", "AT&T is down"),
    ("acme.com", "https://www.acme.com/pricing"),
    ("https://acme.com/x", "look: https://acme.com/x"),
    ("@acmehq", "hey @AcmeHQ!"),
    ("@acme", "@acme.example.social"),
    ("#acme", "I #Acme"),
]


@pytest.mark.parametrize(("query", "text"), INSIDE_A_WORD)
def test_complaint_08_a_keyword_never_matches_inside_a_word(query: str, text: str) -> None:
    """Tor is not in FileStoreConfig."""
    assert compile_query(query).matches(post(text)) is None


@pytest.mark.parametrize(("query", "text"), SAID)
def test_a_term_is_found_however_it_is_written(query: str, text: str) -> None:
    """Case, accents, width, script and punctuation do not hide it."""
    assert compile_query(query).matches(post(text)) is not None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"refund acme"~2', "Acme gave no refund"),
        ('"big news"', "news big"),
        ("=iPhone", "my iphone"),
        ("acme.com", "Acme. Com"),
        ('"acme * refund"', "acme refund"),
        ("#acme", "acme"),
        ("@acme", "acme"),
    ],
)
def test_what_is_not_said_is_not_found(query: str, text: str) -> None:
    """Signs, order and distance count where the query names them."""
    assert compile_query(query).matches(post(text)) is None


def test_complaint_09_exclusions_leave_out_whole_words_in_all_alternatives() -> None:
    """The look-alike never alerts, a word that only contains the excluded one still does."""
    query = compile_query('"acme" OR @acmehq -bakery -author:acmehq')

    assert query.matches(post("Acme Bakery has fresh rolls")) is None
    assert query.matches(post("our new Acme", author="acmehq")) is None
    assert query.matches(post("Acme microbakery")) == ("acme",)


FIELDS = [
    ("title:acme", {"title": "Acme rises"}, True),
    ("title:acme", {"text": "Acme rises"}, False),
    ("acme", {"title": "Acme rises"}, True),
    ('"acme rises"', {"title": "Acme", "text": "rises"}, False),
    ("author:ann", {"author": "ann.example"}, True),
    ("author:@ann", {"author": "Ann"}, True),
    ("author:ann", {"author": "anna"}, False),
    ("site:example.com", {"url": "https://blog.example.com/x"}, True),
    ("site:example.com", {"url": "https://badexample.com/x"}, False),
    ("site:example.com/blog", {"url": "https://example.com/blog/1"}, True),
    ("site:example.com/blog", {"url": "https://example.com/blogs"}, False),
    ("site:example.com", {"url": "https://[broken"}, False),
    ("site:feed", {}, True),
    ("lang:en", {"language": "en-GB"}, True),
    ("lang:pt-BR", {"language": "pt"}, False),
    ("kind:review", {"kind": Kind.REVIEW}, True),
    ("kind:review", {"kind": Kind.COMMENT}, False),
    ("rating:<=2", {"rating": 2}, True),
    ("rating:<=2", {"rating": 2.5}, False),
    ("rating:>3", {"rating": 4}, True),
    ("rating:5", {"rating": 5}, True),
    ("rating:<=5", {}, False),
    ("kind:post -rating:>=4", {"rating": 5}, False),
]


@pytest.mark.parametrize(("query", "sides", "expected"), FIELDS)
def test_fields_ask_what_a_post_is(query: str, sides: dict[str, object], expected: bool) -> None:  # noqa: FBT001
    """A condition alone matches with no terms to show."""
    matched = compile_query(query).matches(post(**sides))  # type: ignore[arg-type]

    assert (matched is not None) is expected


def test_the_terms_found_are_told_as_the_query_wrote_them_in_its_order() -> None:
    """What a card shows as the reason for hearing it."""
    query = compile_query('@AcmeHQ OR "Refund now" OR =C++ OR refund* OR globex')

    assert query.matches(post("c++ refund now C++ @acmehq")) == ("@AcmeHQ", "Refund now", "C++", "refund*")


def test_the_empty_query_hears_everything() -> None:
    """With no terms to show for it."""
    assert compile_query("  ").matches(post("anything")) == ()


def test_one_pass_answers_every_watch_as_its_query_alone_would() -> None:
    """Words, signs, fields and the empty query side by side."""
    texts = [
        "tor",
        "c++",
        "=C++",
        "kind:post -acme",
        "",
        '"acme now"~3',
        "acme NOT refund",
        "小米",
        "title:acme",
        "ref*",
    ]
    queries = dict(enumerate(map(compile_query, texts)))
    posts = [post("Acme is, right now, on Tor"), post("C++ 小米 refund"), post("acme", title="Acme"), post("")]

    together = list(Matcher(queries).match_many(posts))

    assert [set(heard) for heard in together] == [{0, 4, 5, 6}, {1, 2, 3, 4, 7, 9}, {4, 6, 8}, {3, 4}]
    for heard, one in zip(together, posts, strict=True):
        alone = {number: found for number, query in queries.items() if (found := query.matches(one)) is not None}
        assert heard == alone


def test_ten_thousand_terms_in_one_query_are_one_query() -> None:
    """A long watch list is legal, and all of it is heard."""
    query = compile_query(" OR ".join(f"brand{number}" for number in range(10_000)))

    assert query.matches(post("brand9999 and brand7 and brand10000")) == ("brand7", "brand9999")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """The compared form is a fixed point, so that a term found once is found again."""
    folded = fold.fold(text)

    assert fold.fold(folded) == folded


@given(
    st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Mn", "Nd"]), min_size=1, max_size=12), st.text()
)
def test_every_word_is_found_between_spaces_in_any_case(word: str, around: str) -> None:
    """Whatever letters there are, a word that stands alone is heard."""
    if not fold.spaced(fold.fold(word)).strip() or word.casefold() in {"and", "or", "not"}:
        return
    query = compile_query(f'"{word}"')

    assert query.matches(post(f"{around} {word} {around}")) == (word,)
    assert query.matches(post(word.casefold())) == (word,)


@given(st.text(), st.text(alphabet="acme -@#.*\"'"))
def test_hostile_texts_never_break_a_matcher(text: str, other: str) -> None:
    """Whatever is posted, matching answers."""
    queries = {
        at: compile_query(query) for at, query in enumerate(['"a* c"~3', "=a.", "@a.b", "ab*c*e", "a&b", "小", ""])
    }

    heard = Matcher(queries).match(post(text, title=other))

    assert heard[6] == ()

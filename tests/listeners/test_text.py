"""Text from the web, made safe and plain."""

import pytest
from hypothesis import given, strategies as st

from listeners.text import LONGEST, clean, from_either, from_html

PIECES = [
    *("<p>", "</p>", "<br/>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<![if", "<!", "<?", "&#"),
    *("&lt;", "&#x202e;", "<a href='", "'>", "</", "<", ">", "&", "\x00", "\u202e", "\ud800", "hello", " ", "\n"),
]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree", id="paragraphs and lines"),
        pytest.param("<p>a\n  b&nbsp;c</p>", "a b c", id="whitespace"),
        pytest.param('see <a href="https://x">our page</a>!', "see our page!", id="link text"),
        pytest.param("a<script>alert(1)</script><style>p{}</style>b", "ab", id="scripts and styles"),
        pytest.param("&lt;b&gt; &amp;amp; &#x2F; &eacute;", "<b> &amp; / é", id="entities, once"),
        pytest.param("<ul><li>one<li>two</ul>", "- one\n- two", id="lists"),
        pytest.param("<pre>a\n  b</pre>", "a\nb", id="code keeps its lines"),
        pytest.param("<![CDATA[<b>x</b>]]>", "x", id="CDATA"),
        pytest.param("<![if mso]>x<![endif]>", "x", id="marked sections"),
        pytest.param("a<!-- b -->c", "ac", id="comments"),
        pytest.param("1 < 2 and <b", "1 < 2 and <b", id="broken tags"),
        pytest.param("a<script>b", "a", id="a script that never ends"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_html_reads_as_a_person_would_read_it(html: str, text: str) -> None:
    """What the page shows, not what it is made of."""
    assert from_html(html) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("a\u202eb\u2066c\u200fd", "abcd", id="directions"),
        pytest.param("a\x00b\x1bc\x7f", "abc", id="controls"),
        pytest.param("a\u200bb\ufeffc\u00add", "abcd", id="invisible"),
        pytest.param("a\ud800b", "ab", id="half a character"),
        pytest.param("👩\u200d🚀 می\u200cخواهم", "👩\u200d🚀 می\u200cخواهم", id="joiners stay"),
        pytest.param(" a \t b \r\n\r\n\r\n\r\n c ", "a b\n\nc", id="whitespace"),
        pytest.param("a\u2028b\u2029c", "a\nb\n\nc", id="separators"),
        pytest.param("<b> & &amp;", "<b> & &amp;", id="plain text is left alone"),
    ],
)
def test_plain_text_loses_what_cannot_be_seen(raw: str, text: str) -> None:
    """Nothing hidden reaches a person, a log or Slack."""
    assert clean(raw) == text


def test_a_long_text_is_cut() -> None:
    """Nobody reads further, and nothing must grow without end."""
    assert len(clean("word " * 100_000)) == LONGEST
    assert clean("x" * 100_000).endswith("…")
    assert len(from_html("<p>word</p>" * 100_000)) <= LONGEST


@pytest.mark.parametrize(
    ("title", "text"),
    [("a &amp; b", "a & b"), ("<b>a</b>", "a"), ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"), ("AT&T", "AT&T")],
)
def test_a_title_may_or_may_not_be_html(title: str, text: str) -> None:
    """Feeds do either."""
    assert from_either(title) == text


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_no_html_raises_or_leaves_anything_hidden(html: str) -> None:
    """Whatever a page holds, what comes out is clean: it can be stored, sent, and cleaned again without change."""
    text = from_html(html)

    assert text.encode().decode() == text
    assert clean(text) == text
    assert not set(text) & set("\x00\u202e\u2066\x1b\r\t")

"""What is markup is styled, what the web wrote stays letters, and moments are told by the reader's clock."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.bot.playground import gallery
from tests.bot.playground.drawing import draw, squeezed
from tests.bot.playground.gallery import leaf, rich_section
from tests.bot.playground.samples import plain, section

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<!channel> <@U2> <!subteam^S1> <https://evil.example|kind words>",
    "&lt;b&gt; &amp;amp; \"'`*bold* _it_ ~no~",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=["image", "script", "mentions", "entities", "address"])
@pytest.mark.parametrize(
    "wrapped",
    [
        lambda words: {"type": "section", "text": {**plain(words), "emoji": False}},
        lambda words: {"type": "section", "fields": [plain(words)]},
        lambda words: {"type": "header", "text": plain(words)},
        lambda words: {"type": "rich_text", "elements": [rich_section(leaf(words))]},
        lambda words: {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [leaf(words)]}]},
        lambda words: {"type": "table", "rows": [[{"type": "raw_text", "text": words}]]},
        lambda words: {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": plain(words)}]},
        lambda words: {"type": "input", "label": plain(words), "element": {"type": "file_input", "action_id": "a"}},
        lambda words: {**gallery.PIE, "title": words},
    ],
    ids=["plain", "field", "header", "rich text", "quote", "cell", "button", "label", "chart"],
)
def test_hostile_text_stays_text(bench: Page, wrapped: Any, hostile: str) -> None:  # noqa: ANN401 - a table of makers
    """Every letter is read, nothing is markup, nobody is mentioned, nothing is a link."""
    shown = draw(bench, wrapped(hostile))

    assert squeezed(hostile) in squeezed(shown)
    assert bench.locator("#out").locator("script, img, a, b, .bk-mention").count() == 0


def test_only_addresses_of_the_web_are_links(bench: Page) -> None:
    """`javascript:` and its kind are letters wherever an address may stand."""
    bad = "javascript:alert(1)"
    link = {"type": "link", "url": bad, "text": "press me"}
    draw(
        bench,
        section(f"<{bad}|press me> <data:text/html,x|and me> <mailto:a@b.example|write>"),
        {"type": "rich_text", "elements": [rich_section(link)]},
        {"type": "markdown", "text": f"[press me]({bad})"},
        {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": plain("press"), "url": bad}]},
        {**gallery.VIDEO, "title_url": bad, "video_url": bad},
        {"type": "image", "image_url": bad, "alt_text": "A picture"},
        {"type": "file", "external_id": "F9"},
    )

    assert bench.locator("#out a").count() == 0


def test_links_open_apart_from_the_page(bench: Page) -> None:
    """What is opened learns nothing of this page."""
    draw(bench, section("<https://example.com/a?b=1&amp;c=2|An &amp; label>"))
    link = bench.locator("#out a")

    assert link.inner_text() == "An & label"
    assert link.get_attribute("href") == "https://example.com/a?b=1&c=2"
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("*bold* _italic_ ~gone~ `code`", "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("*<@U2>*, you", "<strong><span>@Ben Okafor</span></strong>, you"),
        ("2*3*4 snake_case_word a ~ b ~ c", "2*3*4 snake_case_word a ~ b ~ c"),
        ("5*3* stars", "5*3* stars"),
        ("*a\nb*", "*a\nb*"),
        ("`<not> *bold*`", "<code>&lt;not&gt; *bold*</code>"),
        ("&lt;!here&gt; &amp;lt;", "&lt;!here&gt; &amp;lt;"),
        ("<!here> <!subteam^S1>", "<span>@here</span> <span>@support</span>"),
        ("<#C1> <@U9|Zoe>", "<span>#mentions</span> <span>@Zoe</span>"),
        (":tada: :nosuch: 10:30:15", "🎉 :nosuch: 10:30:15"),
        ("see https://example.com/a_b_c.", 'see <a href="https://example.com/a_b_c">https://example.com/a_b_c</a>.'),
        ("<!date^1795341600^{date_short_pretty} {time}|x>", "<time>today 11:00 AM</time>"),
        ("<!date^soon^{time}|no &amp; clock>", "no &amp; clock"),
        ("<!date^1795341600^{time}^https://e.com/|x>", '<a href="https://e.com/"><time>11:00 AM</time></a>'),
    ],
)
def test_slacks_markup_is_drawn_as_slack_draws_it(bench: Page, markup: str, html: str) -> None:
    """What is markup is styled; what only looks like it stays letters."""
    bench.evaluate("markup => bench.mrkdwn(markup)", markup)
    kept = 'html => html.replace(/ (class|dir|title|datetime|target|rel|tabindex)="[^"]*"/g, \'\')'
    inside = bench.evaluate(f"({kept})(document.querySelector('#out .bk-paragraph').innerHTML)")

    assert inside == html


def test_quotes_and_code_blocks_stand_apart(bench: Page) -> None:
    """A quoted line, a block of code, and all the rest after three signs."""
    bench.evaluate("text => bench.mrkdwn(text)", "said\n&gt; one\n&gt; two\n```\na *b*\n```\nend\n>>> all\nthe rest")

    assert bench.locator("blockquote").all_inner_texts() == ["one\ntwo", "all\nthe rest"]
    assert bench.locator("pre").inner_text() == "a *b*"
    assert bench.locator(".bk-paragraph").all_inner_texts() == ["said", "end"]


def test_verbatim_text_keeps_bare_addresses_as_letters(bench: Page) -> None:
    """The bot's own texts say so, that a post's words be no link."""
    bench.evaluate("text => bench.mrkdwn(text, {verbatim: true})", "https://example.com/ <https://example.com|ours>")

    assert bench.locator("#out a").all_inner_texts() == ["ours"]


@pytest.mark.parametrize(
    ("moment", "form", "said"),
    [
        (1795341600, "{date}", "November 22nd, 2026"),
        (1795341600, "{date_num} {date_slash}", "2026-11-22 11/22/2026"),
        (1795341600, "{date_short} at {time}", "Nov 22, 2026 at 11:00 AM"),
        (1795341600, "{date_long} {time_secs}", "Sunday, November 22nd, 2026 11:00:00 AM"),
        (1795341600, "{date_pretty}", "today"),
        (1795341600 - 86_400, "{date_long_pretty}", "yesterday"),
        (1795341600 + 86_400, "{date_short_pretty}", "tomorrow"),
        (1795341600 + 14 * 3600, "{date_pretty}", "tomorrow"),
        (1795341600 - 9 * 86_400, "{date_pretty}", "November 13th, 2026"),
        (1795341600, "{ago}", "in 1 hour"),
        (1795341600 - 3 * 3600, "{ago}", "2 hours ago"),
        (1782813600, "{time}", "12:00 PM"),
        (1795341600, "{nonsense} {time}", "{nonsense} 11:00 AM"),
    ],
)
def test_a_moment_is_told_by_the_persons_own_clock(bench: Page, moment: int, form: str, said: str) -> None:
    """Slack's tokens, in Berlin, at ten in the morning of 22 November 2026, in summer time too."""
    assert bench.evaluate("([moment, form]) => bench.date(moment, form)", [moment, form]) == said


@pytest.mark.parametrize(
    "words",
    ["x" * 3000, "🔥" * 1500, "\u202e drawkcab " * 60, "مرحبا " * 300],
    ids=["word", "emoji", "turned", "arabic"],
)
def test_unruly_text_stays_in_its_place(bench: Page, words: str) -> None:
    """Long words, runs of emoji and other directions push nothing aside."""
    draw(bench, section(words), {"type": "rich_text", "elements": [rich_section(leaf(words))]}, section("After"))
    width = bench.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert width == 0
    assert bench.get_by_text("After").bounding_box()["x"] < 60  # type: ignore[index]

"""Feeds: RSS, Atom, JSON Feed and the dialects people meet in them."""

import json
import re
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from listeners.errors import Never, SourceChanged
from listeners.source import Answer, Ask, Need, Page
from listeners.sources.feed import SOURCE
from storage.records import Kind, Post

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOME = "https://blog.example.com/feed/"
CAFE = "<rss><channel><item><title>Café</title></item></channel></rss>"
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "feeds"
REFUSED = {
    "feedparser_aaa_illformed.xml": "broken or was cut off",
    "feedparser_rss_empty_document.xml": "another kind",
    "feedparser_undeclared_namespace.xml": "broken or was cut off",
}
FILES = sorted(RECORDED.iterdir()) if RECORDED.is_dir() else []


def page(body: str | bytes, *, url: str = HOME, kind: str = "", content_type: str = "application/xml") -> Page:
    """Read a body as the feed's answer."""
    answer = Answer(
        url=url,
        status=200,
        headers={"content-type": content_type},
        body=body if isinstance(body, bytes) else body.encode(),
        fetched_at=NOW,
    )
    return SOURCE.read(answer, Need(now=NOW, settings={"url": url, "kind": kind}))


def rss(item: str, *, url: str = HOME, kind: str = "") -> Post:
    """Read one RSS item."""
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    (post,) = page(f'<rss version="2.0" {names}><channel><item>{item}</item></channel></rss>', url=url, kind=kind).posts
    return post


def atom(entry: str, *, head: str = "") -> Page:
    """Read one Atom entry."""
    names = (
        'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" '
        'xmlns:im="http://itunes.apple.com/rss" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:yt="http://www.youtube.com/xml/schemas/2015"'
    )
    return page(f"<feed {names}>{head}<entry>{entry}</entry></feed>")


def json_feed(*shapes: object, **more: object) -> Page:
    """Read a JSON Feed."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": shapes, **more}
    return page(json.dumps(feed), url="https://blog.example.com/feed.json", content_type="application/feed+json")


def test_the_recorded_comments_tell_who_answered_whom() -> None:
    """WordPress puts the name into the title and the answer into a link."""
    body = (Path(__file__).parents[1] / "pages" / "feed.xml").read_bytes()
    reply, first, article = page(body, url="https://diary.example.com/comments/feed/").posts

    assert reply.kind is Kind.COMMENT
    assert reply.author.name == "Mira Fennel"
    assert reply.title == "Kettles that whistle"
    assert reply.text == "Mine stopped whistling after a week… can anyone help?"
    assert reply.parent_id == first.external_id == "https://diary.example.com/?p=7#comment-41"
    assert reply.thread_id == first.thread_id == "https://diary.example.com/2026/11/kettles-that-whistle/"
    assert first.posted_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert reply.language == "en"
    assert (article.kind, article.metrics.replies) == (Kind.ARTICLE, 3)
    assert article.url == "https://diary.example.com/2026/11/a-kettle-for-two/"
    assert article.text == "Small, cheap, loud.\n\nWe tried it."
    assert article.external_id == "diary.example.com/comments/feed/#post-17"


def test_a_comment_feed_of_one_post_names_its_author_in_the_title() -> None:
    """`By: NAME` is no title."""
    post = rss("<title>By: Mira Fennel</title><link>https://blog.example.com/a/#comment-3</link>")

    assert (post.title, post.author.name, post.kind) == ("", "Mira Fennel", Kind.COMMENT)


def test_atom_threads_are_followed() -> None:
    """Blogger's comments say what they answer."""
    (post,) = atom('<id>tag:x.example,1:c2</id><title>t</title><thr:in-reply-to ref="tag:x.example,1:p1"/>').posts

    assert (post.kind, post.parent_id) == (Kind.COMMENT, "tag:x.example,1:p1")


def test_comments_by_isso_stand_below_their_page() -> None:
    """Its feed, as Isso 0.14 writes it: all of a page are one thread, answers name what they answer."""
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    entries = "".join(
        f"<entry><id>tag:a.example,2018:/isso/1/{number}</id><title>Comment #{number}</title>"
        f"<updated>2026-11-20T10:00:00Z</updated><author><name>Otto Berg</name></author>"
        f'<link href="https://a.example/kettles/#isso-{number}" /><content type="html">Mine</content>{reply}</entry>'
        for number, reply in ((1, ""), (2, '<thr:in-reply-to ref="tag:a.example,2018:/isso/1/1" href="#isso-1" />'))
    )
    first, answer = page(f"<feed {names}>{entries}</feed>").posts

    assert (first.kind, answer.kind) == (Kind.COMMENT, Kind.COMMENT)
    assert (first.parent_id, answer.parent_id) == ("", first.external_id)
    assert first.thread_id == answer.thread_id == "https://a.example/kettles/"


def test_a_customer_review_brings_its_stars() -> None:
    """Apple's review feeds."""
    (post,) = atom(
        "<id>901</id><title>Broke</title><content type='text'>After &lt;a week</content>"
        "<im:rating>1</im:rating><author><name>otto</name><uri>https://itunes.example.com/otto</uri></author>"
    ).posts

    assert (post.kind, post.rating, post.text) == (Kind.REVIEW, 1, "After <a week")
    assert (post.author.name, post.author.id) == ("otto", "https://itunes.example.com/otto")


def test_an_app_stores_review_says_its_title_once_and_leads_to_its_page() -> None:
    """Its HTML repeats the title in a table, and the only link is one to what the review is about."""
    (post,) = atom(
        "<id>902</id><title>Broke</title><content type='text'>After a week</content><im:rating>1</im:rating>"
        "<content type='html'>&lt;b&gt;Broke&lt;/b&gt;&lt;br/&gt;After a week, and much longer so</content>"
        "<link rel='related' href='https://itunes.example.com/review?id=1'/>"
    ).posts

    assert (post.text, post.url) == ("After a week", "https://itunes.example.com/review?id=1")


def test_the_stars_of_a_video_are_likes_not_a_review() -> None:
    """YouTube's rating is not one person's opinion."""
    (post,) = atom(
        "<id>yt:video:abc</id><title>t</title><link rel='alternate' href='https://www.youtube.com/watch?v=abc'/>"
        "<media:group><media:description>What we did</media:description><media:community>"
        "<media:starRating count='7' average='5.00' min='1' max='5'/><media:statistics views='36'/>"
        "</media:community></media:group>"
    ).posts

    assert (post.kind, post.rating, post.text) == (Kind.POST, None, "What we did")
    assert (post.metrics.likes, post.metrics.views) == (7, 36)


def test_other_star_ratings_make_a_review() -> None:
    """Media RSS used for reviews."""
    post = rss('<title>t</title><media:starRating average="2.5" count="1"/>')

    assert (post.kind, post.rating) == (Kind.REVIEW, 2.5)


@pytest.mark.parametrize(("own", "kind"), [("t3_abc", Kind.POST), ("t1_abc", Kind.COMMENT)])
def test_reddit_posts_and_comments_are_known_by_their_ids(own: str, kind: Kind) -> None:
    """The same post in two of Reddit's feeds is one post."""
    (post,) = atom(
        f"<id>{own}</id><title>t</title><author><name>/u/mfennel</name><uri>https://www.reddit.com/user/mfennel</uri></author>"
    ).posts

    assert (post.external_id, post.kind) == (own, kind)
    assert (post.author.handle, post.author.url) == ("mfennel", "https://www.reddit.com/user/mfennel")


def test_reddits_own_words_are_not_the_authors() -> None:
    """The footer below a post and the name before a comment's title do not count as said."""
    footer = "&lt;!-- SC_ON --&gt; &amp;#32; submitted by &amp;#32; &lt;a href=''&gt; /u/otto &lt;/a&gt; [link]"
    (post,) = atom(
        f"<id>t3_a</id><title>Rye</title><content type='html'>&lt;p&gt;Warm.&lt;/p&gt;{footer}</content>"
    ).posts
    (link,) = atom(
        f"<id>t3_b</id><title>Rye</title><content type='html'>{footer.removeprefix('&lt;!-- SC_ON --&gt;')}</content>"
    ).posts
    (comment,) = atom("<id>t1_a</id><title>/u/otto on Rye on Sundays</title>").posts

    assert (post.text, link.text, comment.title) == ("Warm.", "", "Rye on Sundays")


@pytest.mark.parametrize("counted", ["3 posts - 2 participants", "7 Beiträge - 4 Teilnehmer", "共 12 帖子"])
def test_a_topic_of_a_forum_is_one_post_whose_text_changes_only_when_its_author_edits_it(counted: str) -> None:
    """Discourse keeps one guid for a topic, and counts its answers in the text."""

    def topic(words: str, below: str) -> Post:
        html = f'<p>{words}</p><p><small>{below}</small></p><p><a href="https://forum.example/t/rye/7">Read on</a></p>'
        guid = "<guid isPermaLink='false'>forum.example-topic-7</guid><link>https://forum.example/t/rye/7</link>"
        return rss(f"<title>Rye</title><description><![CDATA[{html}]]></description>{guid}")

    before, answered, edited = topic("It leaks", "1 post - 1"), topic("It leaks", counted), topic("It leaks!", counted)

    assert {post.external_id for post in (before, answered, edited)} == {"forum.example-topic-7"}
    assert (before.text, answered.text, edited.text) == ("It leaks", "It leaks", "It leaks!")
    assert (before.metrics.replies, answered.metrics.replies) == (0, int(re.findall(r"\d+", counted)[0]) - 1)


@pytest.mark.parametrize(
    ("own", "link", "kind", "thread"),
    [
        ("forum.example-post-7-1", "https://forum.example/t/rye/7/1", Kind.ARTICLE, ""),
        ("forum.example-post-7-3", "https://forum.example/t/rye/7/3", Kind.COMMENT, "forum.example-topic-7"),
        ("t1_abc", "https://www.reddit.com/r/rye/comments/77x/rye_on_sundays/abc/", Kind.COMMENT, "t3_77x"),
    ],
)
def test_answers_name_the_thread_they_stand_in(own: str, link: str, kind: Kind, thread: str) -> None:
    """By the platform's own numbers, the same in all its feeds."""
    post = rss(f"<title>t</title><guid isPermaLink='false'>{own}</guid><link>{link}</link>")

    assert (post.external_id, post.kind, post.thread_id) == (own, kind, thread)


def test_the_alerts_words_are_plain_though_google_marks_what_was_searched_for() -> None:
    """Bold letters and spaces that do not break are Google's."""
    (post,) = atom(
        "<id>tag:google.com,2013:googlealerts/feed:7</id><title type='html'>t</title>"
        "<content type='html'>The &lt;b&gt;Acme&lt;/b&gt; kettle&amp;nbsp;...</content>"
    ).posts

    assert post.text == "The Acme kettle ..."


@pytest.mark.parametrize(
    ("creator", "link", "handle", "name"),
    [
        pytest.param("@otto_b Otto Berg", "https://forum.example/t/rye/7/2", "otto_b", "Otto Berg", id="discourse"),
        pytest.param("@otto_b", "https://forum.example/t/rye/7/2", "otto_b", "otto_b", id="discourse without names"),
        pytest.param("", "https://social.example/@otto/113000000000000001", "otto", "otto", id="mastodon"),
        pytest.param("", "https://blog.example/@otto/about", "", "", id="no post of mastodon"),
    ],
)
def test_who_wrote_it_is_known_where_the_platform_hides_it(creator: str, link: str, handle: str, name: str) -> None:
    """Discourse puts the handle before the name, Mastodon names people in the address alone."""
    author = rss(f"<title>t</title><link>{link}</link><dc:creator>{creator}</dc:creator>").author

    assert (author.handle, author.name) == (handle, name)


def test_alerts_lead_to_what_they_found() -> None:
    """Google wraps its links."""
    wrapped = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://news.example.com/a%3Fb%3D1&amp;ct=ga"
    (post,) = atom(
        "<id>tag:google.com,2013:googlealerts/feed:12</id>"
        f'<title type="html">&lt;b&gt;Acme&lt;/b&gt; kettle</title><link href="{wrapped}"/>'
    ).posts

    assert (post.url, post.title) == ("https://news.example.com/a?b=1", "Acme kettle")


@pytest.mark.parametrize(
    ("item", "own"),
    [
        ("<guid>https://blog.example.com/?p=1</guid><link>https://blog.example.com/a</link>", "https://blog.example.com/?p=1"),
        ("<guid>17</guid>", "blog.example.com/feed/#17"),
        ("<link>https://blog.example.com/a?utm_source=x&amp;p=1&amp;fbclid=y</link>", "https://blog.example.com/a?p=1"),
    ],
)  # fmt: skip
def test_an_id_is_the_best_there_is(item: str, own: str) -> None:
    """Its own, told apart from other feeds' ids; else its link without trackers."""
    assert rss(f"<title>t</title>{item}").external_id == own


def test_without_id_and_link_a_post_is_known_by_what_it_says() -> None:
    """The same words are the same post."""
    one, same, other = (rss(f"<title>{title}</title>") for title in "aab")

    assert one.external_id == same.external_id != other.external_id


def test_posts_that_share_an_id_are_told_apart_by_their_links() -> None:
    """Some feeds give every post the same."""
    items = "".join(f"<item><guid>1</guid><link>https://blog.example.com/{n}</link></item>" for n in (1, 2, 2))
    posts = page(f"<rss><channel>{items}</channel></rss>").posts

    assert [post.url[-1] for post in posts] == ["1", "2"]
    assert len({post.external_id for post in posts}) == 2


@pytest.mark.parametrize(
    ("dates", "posted", "edited"),
    [
        ("", NOW, None),
        ("<published>2026-11-20T10:00:00+01:00</published>", datetime(2026, 11, 20, 9, tzinfo=UTC), None),
        ("<updated>2026-11-20T10:00:00Z</updated>", datetime(2026, 11, 20, 10, tzinfo=UTC), None),
        (
            "<published>2026-11-20T10:00:00Z</published><updated>2026-11-20T11:00:00Z</updated>",
            datetime(2026, 11, 20, 10, tzinfo=UTC),
            datetime(2026, 11, 20, 11, tzinfo=UTC),
        ),
        ("<published>2038-01-19T03:14:07Z</published>", NOW, None),
        ("<published>1970-01-01T00:00:00Z</published>", datetime(1990, 1, 1, tzinfo=UTC), None),
        ("<published>yesterday</published>", NOW, None),
        ("<published>0000-00-00T00:00:00Z</published>", NOW, None),
    ],
)
def test_times_are_held_between_the_beginning_of_the_web_and_now(
    dates: str, posted: datetime, edited: datetime | None
) -> None:
    """A clock that is wrong elsewhere must not disorder things here."""
    (post,) = atom(f"<id>urn:x:1234567</id><title>t</title>{dates}").posts

    assert (post.posted_at, post.edited_at) == (posted, edited)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_operator_may_say_what_a_feed_holds(kind: Kind) -> None:
    """A forum's feed looks like a blog's."""
    assert rss("<title>t</title>", kind=kind).kind is kind


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://["])
def test_only_links_to_the_web_are_kept(link: str) -> None:
    """They end up under a button."""
    assert rss(f"<title>t</title><link>{link}</link>").url == ""


def test_hidden_characters_do_not_come_through() -> None:
    """Feedparser lets them pass."""
    post = rss(
        "<title>a\u202eb</title><description>c&#x202e;d&amp;#0;e\u200b</description><dc:creator>f\u2066g</dc:creator>"
    )

    assert (post.title, post.text, post.author.name) == ("ab", "cd\ufffde", "fg")


def test_json_feed_1_1_is_read() -> None:
    """Feedparser cannot."""
    shape = {
        "id": 7, "url": "https://blog.example.com/7", "title": "T", "content_html": "<p>a</p><p>b</p>",
        "language": "de-AT",
        "date_published": "2026-11-20T10:00:00Z", "date_modified": "2026-11-20T12:00:00+01:00",
        "authors": [{"name": "Lena Hart", "url": "https://lena.example.com"}],
    }  # fmt: skip
    (post,) = json_feed(shape).posts

    assert post.external_id == "blog.example.com/feed.json#7"
    assert (post.title, post.text, post.language) == ("T", "a\n\nb", "de")
    assert (post.author.name, post.author.url) == ("Lena Hart", "https://lena.example.com")
    assert post.posted_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert post.edited_at == datetime(2026, 11, 20, 11, tzinfo=UTC)


def test_json_feed_1_0_names_one_author_for_all() -> None:
    """The older form."""
    (post,) = json_feed({"id": "a", "content_text": "x"}, author={"name": "Otto"}).posts

    assert (post.author.name, post.text) == ("Otto", "x")


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("https://blog.example.com/feed.json?page=2", True),
        ("http://127.0.0.1:8080/", False),
        ("https://other.example.com/feed.json", False),
        ("https://blog.example.com:8443/feed.json", False),
        ("https://blog.example.com/feed.json", False),
    ],
)
def test_older_pages_are_asked_for_only_at_the_feeds_own_place(link: str, *, followed: bool) -> None:
    """A feed must not send us to ask other machines in its name, nor in a circle."""
    more = json_feed(next_url=link).more

    assert more == (Ask(url=link) if followed else None)


def test_atom_pages_are_walked() -> None:
    """RFC 5005."""
    paged = atom("<id>urn:x:1234567</id>", head='<link rel="next" href="?paged=2"/>')
    elsewhere = atom("<id>urn:x:1234567</id>", head='<link rel="next" href="http://169.254.169.254/"/>')

    assert paged.more == Ask(url=HOME + "?paged=2")
    assert elsewhere.more is None


@pytest.mark.parametrize(
    "body",
    ["<rss><channel></channel></rss>", '<feed xmlns="http://www.w3.org/2005/Atom"/>',
     '<?xml version="1.0"?><!-- hi --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
     '<!DOCTYPE html PUBLIC "x" "http://y/"><rss/>', '{"version": "https://jsonfeed.org/version/1", "items": []}'],
)  # fmt: skip
def test_a_feed_without_posts_is_a_feed(body: str) -> None:
    """A new blog has nothing to say yet."""
    assert page(body).posts == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty"), ("\ufeff \n", "empty"), ("/etc/passwd", "neither RSS"), ("hello", "neither RSS"),
        ("<html><p>x", "web page"), ("<!DOCTYPE html>\n<!-- x --><HTML lang=en>", "web page"),
        ("<div><div>", "web page"),
        ("<svg/>", "another kind"), ("<!--", "another kind"), ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "entities"),
        ("<rss><channel><item", "broken"), ("[1]", "neither RSS"), ("{", "broken JSON"), ("{}", "not a JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "no list"),
        ('{"version": 1, "items": []}', "not a JSON Feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_so(body: str, words: str) -> None:
    """Never zero posts."""
    with pytest.raises(SourceChanged, match=words):
        page(body)


@pytest.mark.parametrize("name", ["secret.xml", "<rss>"])
def test_a_file_named_by_the_answer_stays_closed(tmp_path: Path, name: str) -> None:
    """Feedparser opens paths, given as text or bytes, and a file may be called anything."""
    (tmp_path / name).write_text("<rss><channel><item><title>secret</title></item></channel></rss>")

    with chdir(tmp_path), pytest.raises(SourceChanged):
        page(name)


def test_a_web_page_tells_where_its_feed_is() -> None:
    """People paste the blog's address."""
    body = '<html><head><link rel="alternate" href="/feed/?a=1&amp;b=2" type="application/rss+xml"></head>'

    with pytest.raises(SourceChanged, match=r"its feed is at https://blog\.example\.com/feed/\?a=1&b=2"):
        page(body, url="https://blog.example.com/about")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (CAFE.encode("utf-16"), "text/xml"),
        (f"<?xml version='1.0' encoding='iso-8859-1'?>{CAFE}".encode(), "application/xml; charset=utf-8"),
        (CAFE.encode("latin-1"), "text/xml; charset=iso-8859-1"),
    ],
    ids=["UTF-16", "the header knows better", "Latin-1"],
)  # fmt: skip
def test_letters_are_read_as_they_were_meant(body: bytes, content_type: str) -> None:
    """The HTTP header's charset counts."""
    (post,) = page(body, content_type=content_type).posts

    assert post.title == "Café"


@pytest.mark.parametrize(("settings", "words"), [({}, "set url"), ({"url": HOME, "kind": "rant"}, "one of post")])
def test_a_feed_needs_its_address(settings: dict[str, str], words: str) -> None:
    """Said before anything is asked."""
    with pytest.raises(Never, match=words):
        SOURCE.ask(Need(now=NOW, settings=settings))


@pytest.mark.skipif(not FILES, reason="the recorded feeds are not on this machine: ../shared/fixtures/feeds")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_recorded_feed_is_read_or_refused(path: Path) -> None:
    """Real feeds of all ages, broken ones too."""
    if words := REFUSED.get(path.name):
        with pytest.raises(SourceChanged, match=words):
            page(path.read_bytes())
        return
    found = page(path.read_bytes())

    assert len({post.external_id for post in found.posts}) == len(found.posts)
    assert all(post.posted_at <= NOW + timedelta(0) for post in found.posts)


@pytest.mark.skipif(not FILES, reason="the recorded feeds are not on this machine: ../shared/fixtures/feeds")
@pytest.mark.parametrize(
    ("name", "count", "own", "author"),
    [
        ("huginn_youtube.xml", 15, "yt:video:OCs1E0vP7Oc", "SecDSM"),
        ("huginn_github_rss.atom", 20, "tag:github.com,2008:Grit::Commit/d0a84466", "cantino"),
        ("huginn_onethingwell.rss", 20, "http://onethingwell.org/post/127163643556", ""),
        ("huginn_slickdeals.atom", 79, "http://feedproxy.google.com/~r/SlickdealsnetFP/~3/tojFMKcc-zM/", ""),
        ("huginn_podcast.rss", 4, "http://example.com/podcasts/archive/aae20140615.m4a", "John Doe"),
        ("jsonfeed_spec11_example2.json", 1, "http://therecord.co/chris-parrish", ""),
    ],
)  # fmt: skip
def test_recorded_feeds_say_what_they_said(name: str, count: int, own: str, author: str) -> None:
    """Spot checks on real pages."""
    posts = page((RECORDED / name).read_bytes()).posts

    assert len(posts) == count
    assert posts[0].external_id.startswith(own)
    assert posts[0].author.name == author

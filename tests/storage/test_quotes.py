"""Permission to quote: asked once for a post, kept with who, when and where it was said, and never of what is gone."""

from datetime import timedelta

from storage import export, history, posts, quotes, retention
from storage.database import Store
from storage.jsonposts import shape_of
from storage.profiles import Permission
from tests.storage.made import MINUTE, NOW, TEAM, a_mention, a_post, a_watch, hear, judged


def test_a_permission_is_kept_with_its_day_and_place(store: Store) -> None:
    """Asked, then given; the history of the mention tells both."""
    one = a_mention(store)
    asked = quotes.ask(store, TEAM, one, by="U1", now=NOW)
    given = quotes.settle(store, TEAM, one, Permission.GIVEN, "https://p.example/yes", by="U2", now=NOW + MINUTE)
    again = quotes.ask(store, TEAM, one, by="U3", now=NOW + 2 * MINUTE)

    assert asked is not None
    assert given is not None
    assert (asked.permission, asked.asked_by, asked.settled_at) == (Permission.ASKED, "U1", None)
    assert (given.permission, given.settled_by, given.settled_at) == (Permission.GIVEN, "U2", NOW + MINUTE)
    assert (given.url, given.asked_by, given.post.text) == ("https://p.example/yes", "U1", "acme is down")
    assert again == given
    assert [change.what for change in history.of(store, one)] == ["quote_asked", "quote_given"]


def test_lists_hold_what_may_be_quoted_and_nothing_that_is_gone(store: Store) -> None:
    """Each post once, though two watches heard it; refused ones apart; what was deleted is in none."""
    given, refused, asked, gone = (a_mention(store, number) for number in ("1", "2", "3", "4"))
    hear(store, judged(a_post("1"), a_watch(store, "Rivals")))
    for mention, said in ((given, Permission.GIVEN), (refused, Permission.REFUSED), (gone, Permission.GIVEN)):
        quotes.settle(store, TEAM, mention, said, "https://p.example", by="U1", now=NOW)
    quotes.ask(store, TEAM, asked, by="U1", now=NOW)
    posts.bury(store, TEAM, "feed", ["4"], NOW)

    def listed(*said: Permission) -> list[int | None]:
        return [quote.mention_id for quote in quotes.every(store, TEAM, *said)]

    assert listed(Permission.GIVEN) == [given]
    assert listed(Permission.REFUSED, Permission.ASKED) == [asked, refused]
    assert quotes.every(store, "T-other", Permission.GIVEN) == ()
    assert quotes.settle(store, TEAM, gone, Permission.GIVEN, "https://p.example", by="U1", now=NOW) is None
    assert quotes.ask(store, TEAM, gone, by="U1", now=NOW) is None
    assert quotes.ask(store, TEAM, 999, by="U1", now=NOW) is None


def test_a_change_of_mind_counts(store: Store) -> None:
    """Who takes a yes back is not quoted."""
    one = a_mention(store)
    quotes.settle(store, TEAM, one, Permission.GIVEN, "https://p.example/yes", by="U1", now=NOW)
    quotes.settle(store, TEAM, one, Permission.REFUSED, "https://p.example/no", by="U1", now=NOW + MINUTE)
    stands = quotes.of_mention(store, TEAM, one)

    assert stands is not None
    assert (stands.permission, stands.url) == (Permission.REFUSED, "https://p.example/no")
    assert quotes.every(store, TEAM, Permission.GIVEN) == ()


def test_an_export_holds_each_permission_with_its_proof(store: Store) -> None:
    """And nothing that was refused or only asked."""
    given, refused, asked = (a_mention(store, number) for number in ("1", "2", "3"))
    quotes.settle(store, TEAM, given, Permission.GIVEN, "https://p.example/yes", by="U1", now=NOW)
    quotes.settle(store, TEAM, refused, Permission.REFUSED, "https://p.example/no", by="U1", now=NOW)
    quotes.ask(store, TEAM, asked, by="U1", now=NOW)
    (line,) = export.quote_shapes(store)

    assert line["mention"] == given
    assert (line["permission_url"], line["permission_kept_by"]) == ("https://p.example/yes", "U1")
    assert line["permission_kept_at"] == "2026-11-21T09:00:00Z"
    assert line["post"] == shape_of(a_post("1"))


def test_what_may_be_quoted_outlasts_what_nobody_worked_on(store: Store) -> None:
    """Whoever runs Earshot keeps the words they asked for; a platform's own time is over all the same."""
    given, refused = a_mention(store, "1"), a_mention(store, "2")
    quotes.settle(store, TEAM, given, Permission.GIVEN, "https://p.example/yes", by="U1", now=NOW)
    quotes.settle(store, TEAM, refused, Permission.REFUSED, "https://p.example/no", by="U1", now=NOW)
    later = NOW + timedelta(days=40)
    outdated = retention.outdate(store, timedelta(days=30), now=later)
    kept = [quote.mention_id for quote in quotes.every(store, TEAM, *Permission)]
    retention.expire(store, "feed", timedelta(days=30), now=later)

    assert (outdated, kept) == (1, [given])
    assert quotes.every(store, TEAM, *Permission) == ()

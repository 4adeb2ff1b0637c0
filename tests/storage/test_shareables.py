"""The library: each thing once by its address, archived and brought back, counted by what our answers held."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData

from storage import answerlinks, answers, shareables
from storage.answers import Sent
from storage.database import Store
from storage.mentions import get as mention_of
from storage.records import Happened, Post, Receipt, Turn
from storage.shelf import Found, Kind
from storage.upgrade import MIGRATIONS, upgrade
from tests.storage.made import NOW, TEAM, a_mention, a_post, a_watch, everything, hear, judged
from tests.storage.test_upgrade import invented

HELP = "https://acme.example/help/leaks"
MINUTE = timedelta(minutes=1)


def added(store: Store, url: str = HELP, **more: str) -> int:
    """Add an address, and return its id."""
    found = shareables.add(store, TEAM, Found(url=url, **more), by="U1", now=NOW)  # type: ignore[arg-type]
    assert found is not None
    return found[0].id


def answered(store: Store, external_id: str, text: str, *, url: str = "", at: int = 0) -> int:
    """Have a post heard and answered; return its mention's id."""
    mention_id = a_mention(store, external_id)
    again(store, mention_id, text, url=url, at=at)
    return mention_id


def again(store: Store, mention_id: int, text: str, *, url: str = "", at: int = 0) -> None:
    """Answer a mention (once more)."""
    mention = mention_of(store, TEAM, mention_id)
    assert mention is not None
    receipt = Receipt(external_id=f"r{mention_id}-{at}", post_id=mention.post.external_id, url=url)
    sent = Sent(key=f"k{mention_id}-{at}", post=mention.post, receipt=receipt, text=text, by="U1")
    answers.record(store, TEAM, mention_id, sent, now=NOW + at * MINUTE)


def says(store: Store, mention_id: int, turn: Turn, *, at: int) -> None:
    """Have somebody say something after the last answer."""
    standing = answers.near(store, TEAM, "feed", [mention_post(store, mention_id).external_id])
    happened = Happened(turn=turn, key=f"{turn}{at}", post=a_post(f"back-{mention_id}-{at}"))
    answers.heard(store, standing[0], [happened], now=NOW + at * MINUTE)


def mention_post(store: Store, mention_id: int) -> Post:
    """Return the post of a mention."""
    mention = mention_of(store, TEAM, mention_id)
    assert mention is not None
    return mention.post


def test_an_address_is_in_the_library_once_however_it_is_spelt(store: Store) -> None:
    """Scheme, www, a slash and what trackers add make no other page."""
    first = added(store)
    again = shareables.add(store, TEAM, Found(url="http://www.acme.example/help/leaks/?utm_source=x"), by="U2", now=NOW)

    assert again is not None
    assert (again[0].id, again[1], again[0].added_by) == (first, False, "U1")
    assert shareables.count(store, TEAM) == 1


def test_what_was_archived_is_offered_no_more_and_comes_back(store: Store) -> None:
    """By hand, and by adding it again; each step once."""
    one = added(store, title="My kettle leaks", summary="Seals and drips")
    gone = [shareables.archive(store, TEAM, one, by="U1", now=NOW) for _ in range(2)]
    while_gone = shareables.fitting(store, TEAM, "the kettle leaks and drips")
    archive = shareables.newest(store, TEAM, limit=9, archived=True)
    back = [shareables.bring_back(store, TEAM, one) for _ in range(2)]
    shareables.archive(store, TEAM, one, by="U1", now=NOW)
    added(store)

    assert (gone, back) == ([True, False], [True, False])
    assert (while_gone, [each.id for each in archive]) == ((), [one])
    assert [each.id for each in shareables.fitting(store, TEAM, "the kettle leaks and drips")] == [one]
    assert not shareables.archive(store, "T2", one, by="U1", now=NOW)


def test_a_full_library_takes_no_more(store: Store) -> None:
    """Five thousand pages are no choice of what is worth sharing; what is there stays."""
    added(store)
    other = shareables.add(store, TEAM, Found(url="https://acme.example/other"), by="U1", now=NOW, most=1)
    same = shareables.add(store, TEAM, Found(url=HELP), by="U1", now=NOW, most=1)

    assert other is None
    assert same is not None


def test_a_shareable_counts_the_answers_that_hold_its_address_and_what_these_brought(store: Store) -> None:
    """Also typed without a scheme, also from before it was added; thanks count, but no edit."""
    first = answered(store, "1", f"See {HELP}?utm_medium=social.")
    second = answered(store, "2", "Look at acme.example/help/leaks/ and www.acme.example/help/leaks!")
    answered(store, "3", "https://acme.example/help/other")
    says(store, first, Turn.ANSWERED, at=2)
    says(store, first, Turn.THANKED, at=3)
    says(store, first, Turn.EDITED, at=4)
    again(store, first, "No address in this one.", at=5)
    says(store, first, Turn.ANSWERED, at=6)
    says(store, second, Turn.EDITED, at=7)
    one = shareables.get(store, TEAM, added(store))

    assert one is not None
    assert (one.shared, one.brought) == (2, 2)


def test_what_was_never_shared_counts_nothing(store: Store) -> None:
    """Neither does another workspace's answer."""
    one = shareables.get(store, TEAM, added(store))

    assert one is not None
    assert (one.shared, one.brought, one.kind, one.waits) == (0, 0, Kind.PAGE, True)
    assert shareables.get(store, "T2", one.id) is None


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([f"See {HELP}"] * 10, True),
        ([f"See {HELP}"] * 9, False),
        ([*[f"See {HELP}"] * 9, "Which kettle is it?"], False),
        (["Which kettle is it?", *[f"See {HELP}"] * 10], True),
    ],
    ids=["ten links", "too few", "the last was none", "an old one was none"],
)
def test_ten_links_in_a_row_are_told_in_their_community(store: Store, texts: list[str], told: bool) -> None:  # noqa: FBT001  what is expected
    """A community is a host, or a group of it; others are not blamed for it."""
    watch = a_watch(store)
    for number, text in enumerate(texts):
        hear(store, judged(a_post(f"x{number}", url=f"https://forum.example/r/kettles/{number}"), watch))
        again(store, everything(store)[f"x{number} Acme"].id, text, at=number)
    there = a_post("new", url="https://www.forum.example/r/kettles/99")
    elsewhere = a_post("new", url="https://forum.example/r/teapots/99")

    assert answerlinks.only_links(store, TEAM, there) == ("forum.example/r/kettles" if told else "")
    assert answerlinks.only_links(store, TEAM, elsewhere) == ""


def test_answers_from_before_the_library_count_as_well(empty_database_url: str) -> None:
    """The upgrade notes the addresses that every answer so far holds."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with Store(empty_database_url) as store:
        with store.transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0017")
            old = MetaData()
            old.reflect(connection)
            for table in old.sorted_tables:
                values = {column.name: invented(column) for column in table.columns}
                values |= {"text": f"See {HELP}/ and {HELP}?utm_id=1"} if table.name == "answers" else {}
                if table.name != "alembic_version":
                    connection.execute(table.insert().values(values))
        upgrade(store)
        found = shareables.add(store, "one", Found(url=HELP), by="U1", now=NOW)

    assert found is not None
    assert (found[0].shared, found[1]) == (1, True)

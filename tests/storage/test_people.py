"""Whom we know: whose a post is, who is one person, whom we follow, mute and thank."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, select

from storage import posts, tables
from storage.database import Store
from storage.records import Hearing, Objective, Post, Watch
from storage.upgrade import MIGRATIONS, upgrade
from tests.storage.made import NOW, TEAM, a_post, a_score, a_watch, hear, judged
from tests.storage.test_upgrade import invented


def whose(store: Store) -> dict[str, tuple[str, str] | None]:
    """Return by external id whom the memory takes a post for: the person's source and id there."""
    post, person = tables.posts, tables.people
    with store.reading() as connection:
        found = connection.execute(
            select(post.c.external_id, person.c.source, person.c.author_id).join(
                person, person.c.id == post.c.person_id, isouter=True
            )
        ).all()
    return {row.external_id: (row.source, row.author_id) if row.source else None for row in found}


def by(author_id: str, external_id: str, handle: str = "") -> Post:
    """Invent a post of somebody."""
    post = a_post(external_id)
    return replace(post, author=replace(post.author, id=author_id, handle=handle, name=""))


def test_a_post_knows_whose_it_is(store: Store) -> None:
    """By the platform's id, else by the handle; a post without either is nobody's; a buried one is nobody's again."""
    watch = a_watch(store)
    told = [by("a1", "1"), by("a1", "2"), by("", "3", handle="ben"), by("", "4"), by("x" * 900, "5")]
    hear(store, *(judged(post, watch) for post in told))
    hear(store, judged(by("a1", "6"), watch))
    posts.bury(store, TEAM, "feed", ["2"], NOW)
    found = whose(store)

    assert found.pop("5") is not None
    assert found == {"1": ("feed", "a1"), "2": None, "3": ("feed", "ben"), "4": None, "6": ("feed", "a1")}


@pytest.mark.parametrize(
    ("differs", "praises"),
    [
        ({}, True),
        ({"sentiment": 0.4}, False),
        ({"needs_reply": 0.6}, False),
        ({"spam": 0.6}, False),
        ({"sentiment": 0.4, "objective": Objective.THANK}, True),
        ({"sentiment": 0.2, "objective": Objective.THANK}, False),
        ({"is_repost": True}, False),
        ({"ours": True}, False),
    ],
    ids=str,
)
def test_praise_is_what_is_happy_and_wants_nothing(differs: Mapping[str, Any], praises: object) -> None:
    """A question is to be answered, not thanked for; who listens in order to thank hears praise sooner."""
    glad = {"sentiment": 0.7, "needs_reply": 0.1, "spam": 0.1, **differs}
    score = replace(a_score(10), **{name: glad[name] for name in ("sentiment", "needs_reply", "spam")})
    watch = Watch(name="Acme", objective=differs.get("objective", Objective.SERVE), channel="#mentions")
    is_ours, is_repost = bool(differs.get("ours")), bool(differs.get("is_repost"))
    heard = Hearing(post=a_post(), watch=watch, score=score, ours=is_ours, is_repost=is_repost)

    assert heard.praises is praises


def test_an_upgrade_tells_posts_whose_they_are_and_finds_the_praise(empty_database_url: str) -> None:
    """What was heard before counts for people, too."""
    config, old = Config(), MetaData()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    moods = {1: 0.9, 2: 0.2}
    with Store(empty_database_url) as store:
        with store.transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0015")
            old.reflect(connection)
            for name, count in {"workspaces": 1, "watches": 1, "people": 2, "posts": 2, "mentions": 2}.items():
                for number in range(1, count + 1):
                    signals = {"sentiment": moods[number], "needs_reply": 0.1, "spam": 0}
                    own = {"author_id": f"a{number}", "external_id": str(number), "post_id": number, "signals": signals}
                    columns = old.tables[name].columns
                    row = {one.name: ({"id": number} | own).get(one.name, invented(one)) for one in columns}
                    connection.execute(old.tables[name].insert().values(row))
        upgrade(store)
        with store.reading() as connection:
            rows = tables.mentions
            praise = connection.execute(select(rows.c.id).where(rows.c.praises.is_(True))).scalars().all()

        assert whose(store) == {"1": ("one", "a1"), "2": ("one", "a2")}
        assert praise == [1]

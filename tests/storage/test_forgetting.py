"""Forgetting somebody: nothing of them is left in any table, file or message, and they are not heard again."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import JSON, Boolean, Column, Float, Integer, Table, Text, func, insert, select, text

from storage import (
    answers,
    approvals,
    claims,
    deliveries,
    forgetting,
    history,
    mentions,
    outbox,
    posts,
    proposals,
    replies,
    scouring,
    sending,
    tables,
    watches,
    whom,
)
from storage.database import Store
from storage.forgetting import Account
from storage.records import Author, Burial, Happened, Kind, Post, ReplyState, State, Turn
from storage.scouring import Rule
from storage.whom import Whom
from tests.storage.made import MINUTE, NOW, TEAM, a_post, a_watch, everything, hear, judged

MARTA = Author(
    id="did:plc:q7marta", handle="marta_k7", name="Marta Kowalczyk", followers=77, url="https://feed.example/@marta_k7"
)
SAID = "My acme kettle has leaked for three weeks and nobody of you answers me"
EDITED = "My acme kettle still leaks, and now the lid is broken as well"
# What would tell who it was, or what they said: looked for in every byte, in any case.
TELLING = ("marta", "kowalczyk", "q7marta", "leaked for three", "the lid is broken")


def by_marta(external_id: str = "1", said: str = SAID) -> Post:
    """Invent what Marta says."""
    url = f"https://feed.example/@marta_k7/{external_id}"
    return replace(a_post(external_id, said, url=url), author=MARTA, title="Leaking")


def forget(store: Store, **meant: str | int) -> Account:
    """Forget whoever is meant."""
    return forgetting.forget(store, whom.find(store, TEAM, Whom(**meant)), by="U9", now=NOW + 9 * MINUTE)  # type: ignore[arg-type]


def held(store: Store) -> str:
    """Return every cell of every table, as one text."""
    with store.reading() as connection:
        cells = [connection.execute(select(rows)).all() for rows in tables.metadata.sorted_tables]
    return repr(cells).casefold()


def telling(words: str) -> list[str]:
    """Return what of Marta stands in a text."""
    return [sign for sign in TELLING if sign in words.casefold()]


def a_life(store: Store) -> int:
    """Let two watches hear Marta, edit, be drafted to, be answered, and come back; return the mention."""
    first, second = a_watch(store), a_watch(store, "Kettles", channel="#kettles")
    hear(store, judged(by_marta(), first), judged(by_marta(), second))
    hear(store, judged(by_marta(said=EDITED), first), judged(by_marta(said=EDITED), second), now=NOW + MINUTE)
    one = next(found.id for found in everything(store).values() if found.bundle_id is None)
    claims.take(store, TEAM, one, by="U1", now=NOW)
    replies.save(store, TEAM, one, f"Dear Marta, you wrote “{SAID}”. Sorry!", base=0, by="U1", now=NOW)
    replies.save(store, TEAM, one, "Dear @marta_k7, a new one is on its way", base=1, by="U1", now=NOW)
    answers.by_hand(store, TEAM, one, "https://feed.example/@marta_k7/1#ours", by="U1", now=NOW + MINUTE)
    answered = answers.take(store, now=NOW + 9 * MINUTE)
    assert answered is not None
    back = by_marta("2", "It came, and the lid is broken again!")
    turn = Happened(turn=Turn.ANSWERED, key=f"answer:{MARTA.id}:2", post=back, wants_us=True)
    answers.heard(store, answered, [turn], now=NOW + 2 * MINUTE)
    replies.save(store, TEAM, one, "Marta, what a pity", base=2, by="U1", now=NOW)
    deliveries.keep(
        store, TEAM, "shop", "d1", f'[{{"text": "{SAID}", "author": {{"name": "Marta Kowalczyk"}}}}]', now=NOW
    )
    other = replace(a_post("3", "acme: I feel with @marta_k7, mine leaks, too"), url="https://feed.example/3")
    hear(store, judged(other, first))
    return one


def test_nothing_of_them_is_left_in_any_table(store: Store) -> None:
    """Names, words, earlier words, drafts, our own answers, what others wrote to them; others' words stay otherwise."""
    one = a_life(store)
    before = held(store)
    account = forget(store, source="feed", author="marta_k7")
    after, mention = held(store), everything(store)

    assert telling(before) == list(TELLING)
    assert telling(after) == []
    assert (account.people, account.posts, account.mentions, account.drafts, account.left) == (1, 2, 2, 1, ())
    assert mention["3 Acme"].post.text == "acme: I feel with @…, mine leaks, too"
    gone = next(found for found in mention.values() if found.id == one)
    assert (gone.buried_as, gone.post.author, gone.post.url) == (Burial.FORGOTTEN, Author(), "")
    assert (gone.state, gone.urgency) == (State.DISMISSED, 70)
    assert history.of(store, one)[-1].what == "forgotten"
    assert history.of(store, one)[-1].by == "U9"


def test_what_we_sent_stays_ours_without_their_name(store: Store) -> None:
    """Our answer is our own word; whom it was for is not."""
    one = a_life(store)
    forget(store, source="feed", author=MARTA.id)
    with store.reading() as connection:
        sent = connection.execute(select(tables.answers.c.text)).scalars().all()
        drafts = connection.execute(select(tables.reply_versions)).all()

    assert sent == ["Dear @…, a new one is on its way"]
    assert drafts == []
    reply = replies.get(store, TEAM, one)
    assert reply is not None
    assert reply.text == ""


def test_they_are_not_heard_again(store: Store) -> None:
    """Neither what was forgotten, nor what they say anew, nor as the sequel of a conversation."""
    one = a_life(store)
    forget(store, source="feed", author="marta_k7")
    watch = everything(store)["3 Acme"].watch
    hear(store, judged(by_marta(), watch), judged(by_marta("9", "acme again"), watch))
    found = posts.known(store, TEAM, "feed", ["1", "2", "9", "10"])

    assert telling(held(store)) == []
    assert {external_id: known.is_buried for external_id, known in found.items()} == {"1": True, "2": True, "9": True}
    assert everything(store).keys() == {
        mention.post.external_id + " " + mention.watch.name for mention in mentions.walk(store, TEAM)
    }
    assert mentions.get(store, TEAM, one) is not None


def ruled(*rules: Rule) -> list[Column[object]]:
    """Return the columns of text that have one of these rules."""
    told = [column for table in tables.metadata.sorted_tables for column in scouring.told(table)]
    return [one for one in told if one.table.name not in scouring.UNTOLD and scouring.rule_of(one) in rules]


def a_value(column: Column[object], ids: dict[str, int]) -> object:
    """Return something for a column: a row of somebody else where it points to one, Marta where it holds words."""
    points = [key.column.table.name for key in column.foreign_keys if key.column.name == "id"]
    if points:
        return ids.get(points[0])
    if isinstance(column.type, Boolean | Integer | Float):
        return 0
    if column.name == "workspace":
        return TEAM
    if isinstance(column.type, JSON):
        kept = {"of marta_k7": 1, "said": ["so said Marta Kowalczyk", {"deep": "did:plc:q7marta"}], "calm": "stays"}
        return kept if column in ruled(Rule.WORDS, Rule.ENTRIES) else {}
    if isinstance(column.type, Text):
        return f"{column.table.name} https://x.example/@marta_k7" if column in ruled(*WORDY) else Kind.POST.value
    return NOW


WORDY = (Rule.WORDS, Rule.ADDRESS, Rule.KEY)


def fill(store: Store, ids: dict[str, int]) -> None:
    """Put one more row into every table, with Marta in every column that holds words; it is about somebody else."""
    for table in tables.metadata.sorted_tables:
        if "workspace" not in table.columns or table.name in scouring.UNTOLD:
            continue
        row = {one.name: a_value(one, ids) for one in table.columns if one.name != "id"}
        with store.transaction() as connection:
            connection.execute(insert(table).values(**row))
            if "id" in table.columns:
                ids[table.name] = connection.execute(select(func.max(table.c.id))).scalar_one()


def test_every_column_of_text_has_a_rule() -> None:
    """A column added tomorrow is named here until somebody says whether it may hold anybody's words."""
    told = [column for table in tables.metadata.sorted_tables for column in scouring.told(table)]
    unruled = [
        str(column) for column in told if column.table.name not in scouring.UNTOLD and not scouring.rule_of(column)
    ]

    assert unruled == []
    assert scouring.rule_of(Table("t", tables.metadata.__class__(), Column("rumours", Text)).c.rumours) is None


def test_every_column_that_may_hold_words_is_cleaned(store: Store) -> None:
    """In rows about others, too, in whatever form: as words, in addresses, in keys, deep in JSON."""
    watch = a_watch(store)
    hear(store, judged(by_marta(), watch))
    listener = watches.every(store, TEAM)[0].id
    fill(store, {"watches": watch.id, "listeners": listener})
    with store.reading() as connection:
        before = {
            str(one) for one in ruled(*WORDY, Rule.ENTRIES) if telling(str(connection.execute(select(one)).all()))
        }
    forget(store, source="feed", author="marta_k7")
    with store.reading() as connection:
        after = {str(one) for one in ruled(*WORDY, Rule.ENTRIES) if telling(str(connection.execute(select(one)).all()))}
        kept = connection.execute(select(tables.outbox.c.payload).where(tables.outbox.c.mention_id > 1)).scalar_one()

    assert before == {str(one) for one in ruled(*WORDY, Rule.ENTRIES)}
    assert after == set()
    assert kept == {"said": ["so said @…", {"deep": "@…"}], "calm": "stays"}


def files_of(store: Store) -> list[Path]:
    """Return the files in which a database keeps its rows; nothing where they are on another machine."""
    if store.path is not None:
        return [path for path in store.path.parent.glob(f"{store.path.name}*") if path.is_file()]
    with store.engine.connect() as connection:
        folder = connection.execute(text("show data_directory")).scalar_one()
        number = connection.execute(text("select oid from pg_database where datname = current_database()")).scalar_one()
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("checkpoint"))
    return [path for path in Path(folder, "base", str(number)).glob("*") if path.is_file()]


def test_nothing_of_them_is_left_in_the_files(store: Store) -> None:
    """Not in free pages, dead rows, indexes, statistics or the write-ahead file, while others have it open.

    Also where an SQLite wrote it that leaves what it deletes where it was.
    """
    if store.is_sqlite:
        writer = store.engine.raw_connection()
        writer.cursor().execute("PRAGMA secure_delete=OFF")
        writer.close()
    a_life(store)
    if not store.is_sqlite:
        with store.transaction() as connection:
            connection.execute(text("analyze"))
    before = b"".join(path.read_bytes() for path in files_of(store)).decode(errors="replace")
    if not before:
        pytest.skip("the database's files are on another machine")
    account = forget(store, source="feed", author="marta_k7")
    files = {path.name: telling(path.read_bytes().decode(errors="replace")) for path in files_of(store)}

    assert telling(before) == list(TELLING)
    assert account.left == ()
    assert {name: found for name, found in files.items() if found} == {}


def test_slack_is_told_to_take_it_back(store: Store) -> None:
    """The card, what was said in its thread, and the lists that showed it: each where it stands."""
    one = a_life(store)
    now = NOW + 3 * MINUTE
    outbox.put(store, TEAM, outbox.Wish(key="digest:1:2026-11-22", kind="digest", lane="#mentions"), now=now)
    outbox.put(store, TEAM, outbox.Wish(key="late:1", kind="late", lane="#mentions", mention_id=one), now=now)
    outbox.put(store, TEAM, outbox.Wish(key="note:1", kind="note", lane="#mentions"), now=now)
    for lane in ("#mentions", "#kettles"):
        while (job := outbox.take(store, TEAM, lane, now=now)) is not None:
            outbox.done(store, job, now=now)
    account = forget(store, source="feed", author="marta_k7")
    again = []
    for lane in ("#mentions", "#kettles"):
        while (job := outbox.take(store, TEAM, lane, now=NOW + 9 * MINUTE)) is not None:
            again.append((job.kind, job.mention_id, bool(job.payload.get("in_place"))))
            outbox.done(store, job, now=now)

    assert ("card", one, True) in again
    assert ("turn", one, True) in again
    assert ("late", one, True) in again
    assert ("digest", None, True) in again
    assert "note" not in {kind for kind, _, _ in again}
    assert account.messages == len(again)


def test_a_preview_changes_nothing_and_says_the_same(store: Store) -> None:
    """Counts first, then the deed."""
    a_life(store)
    before = held(store)
    meant = whom.find(store, TEAM, Whom(source="feed", author="@MARTA_K7"))
    shown = forgetting.preview(store, meant, now=NOW + 9 * MINUTE)
    unchanged = held(store) == before
    done = forget(store, source="feed", author="@MARTA_K7")

    assert unchanged
    assert shown == done
    assert shown.elsewhere["posts"] == 1


def test_whoever_was_never_heard_will_not_be(store: Store) -> None:
    """A wish that comes before the first word counts as much."""
    watch = a_watch(store)
    account = forget(store, source="feed", author="marta_k7")
    hear(store, judged(by_marta(), watch))

    assert account.is_nothing
    assert everything(store) == {}


def test_nobody_is_left_to_answer(store: Store) -> None:
    """What asked to be approved asks no more, nothing is sent again, and no old button opens it again."""
    one = a_life(store)
    asked = approvals.propose(store, TEAM, one, version=3, by="U1", now=NOW + 3 * MINUTE)
    forget(store, source="feed", author="marta_k7")
    reply, later = replies.get(store, TEAM, one), NOW + 10 * MINUTE
    opened = mentions.reopen(store, TEAM, one, by="U1", now=later)
    again = sending.send_again(store, TEAM, one, by="U1", now=later)

    assert asked is not None
    assert reply is not None
    assert (reply.state, reply.text) == (ReplyState.DRAFT, "")
    assert proposals.waiting(store, one) == ()
    assert opened is not None
    assert not opened.moved
    assert again is not None
    assert not again.taken


def test_one_post_is_forgotten_and_its_author_heard_on(store: Store) -> None:
    """By its address or its id; who wrote it stays, where something else of theirs is held."""
    watch = a_watch(store)
    hear(store, judged(by_marta(), watch), judged(by_marta("2", "acme, another thing"), watch))
    account = forget(store, post="https://feed.example/@marta_k7/1")
    hear(store, judged(by_marta(), watch), judged(by_marta("3", "acme, a third"), watch))
    left = {key: found.post.text for key, found in everything(store).items() if found.buried_as is None}

    assert account.posts == 1
    assert left == {"2 Acme": "acme, another thing", "3 Acme": "acme, a third"}
    assert "leaked for three" not in held(store)


def test_a_name_that_others_use_as_a_word_stays_a_word(store: Store) -> None:
    """Somebody called Rose takes no roses from anybody; only @rose goes, and her own words."""
    watch = a_watch(store)
    rose = Author(id="rose-4711", handle="rose")
    hear(store, judged(replace(by_marta(), author=rose, title=""), watch))
    many = [judged(a_post(f"x{n}", f"acme {n}: a rose for @rose"), watch) for n in range(forgetting.COMMON + 1)]
    hear(store, *many)
    account = forget(store, source="feed", author="rose")

    assert account.words == ("rose",)
    assert everything(store)["x0 Acme"].post.text == "acme 0: a rose for @…"


def test_the_teams_own_words_are_told_and_not_changed(store: Store) -> None:
    """A watch that asks for somebody by name would hear others still: the team decides."""
    made = replace(a_watch(store, "Kettles"), query='"marta kowalczyk" OR kettle')
    watches.save(store, TEAM, made, now=NOW)
    hear(store, judged(by_marta(), a_watch(store)))
    account = forget(store, source="feed", author="marta_k7")

    assert account.named == ("The watch “Kettles”",)
    assert [watch.query for watch in watches.every(store, TEAM) if watch.name == "Kettles"] == [made.query]


def test_nobody_else_is_touched(store: Store) -> None:
    """Who bears the same name elsewhere keeps it, and everything of theirs."""
    watch = a_watch(store)
    other = replace(a_post("5", "acme is fine"), author=Author(id="77", handle="other", name="Marta Kowalczyk"))
    hear(store, judged(by_marta(), watch), judged(other, watch))
    forget(store, source="feed", author="marta_k7")

    assert everything(store)["5 Acme"].post == other

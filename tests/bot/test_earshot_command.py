"""`/earshot`, typed by people in a strict Slack over a real socket."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import commands
from bot.playground import Fault, Message, Person
from storage import claims, cursors, mentions, replies, spending, watches
from storage.allowances import DOLLARS, Draw
from storage.records import Cursor, Kind, Listen, Mention, Watch
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear


def told(work: Work, text: str, *, who: str = "noor", channel: str = CHANNEL) -> Message:
    """Type a command and return the answer only that person sees."""
    person = work.slack.person(who)
    before = len(person.ephemerals())
    delivery = person.command("/earshot", text, channel)
    assert delivery.acked
    work.slack.wait_until(lambda: len(person.ephemerals()) > before, timeout=10, what=f"an answer to {text!r}")
    return person.ephemerals()[-1]


def watch_with_ear(work: Work, name: str = "Acme") -> Watch:
    """Store a watch that hears Hacker News, and heard it a moment ago."""
    now = datetime.now(UTC)
    made = a_watch(work.store, name)
    heard = replace(made, listens=(Listen(source="hackernews"),))
    watch = watches.save(work.store, TEAM, heard, now=now - timedelta(days=30)).watch
    for ear in cursors.every(work.store, TEAM):
        cursors.heard(work.store, ear, Cursor(), now=now, next_due=now + timedelta(minutes=1))
    return watch


def blinded(work: Work, error: str = "the site answers 503") -> None:
    """Let every listener fail since two hours."""
    now = datetime.now(UTC)
    for ear in cursors.every(work.store, TEAM):
        cursors.failed(work.store, ear, error, now=now - timedelta(hours=2), next_due=now + timedelta(minutes=5))


@pytest.mark.parametrize("text", ["", "help"])
def test_help_names_every_word_with_what_it_is_for(work: Work, text: str) -> None:
    """Nothing to remember, and examples to copy."""
    seen = told(work, text).text_seen()

    for word in commands.SUBS:
        assert f"/earshot {word}" in seen
    assert "For example" in seen


def test_an_unknown_word_gets_what_was_probably_meant(work: Work) -> None:
    """And the help, whatever it was."""
    assert "Did you mean `/earshot owed`?" in told(work, "owd").text_seen()
    assert "does not know “<!channel>”" in told(work, "<!channel> now").text_seen()
    assert told(work, "<!channel> now").pings() == frozenset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("search &lt;b&gt; R&amp;D", ["search", "<b>", "R&D"]),
        ("search <#C012|general> <@U01|noor>", ["search", "#general", "@noor"]),
        ("search <https://example.com/a>", ["search", "https://example.com/a"]),
        ("digest week “Acme Inc”", ["digest", "week", "Acme", "Inc"]),
        ("  ", []),
    ],
)
def test_words_are_read_as_they_were_typed(text: str, words: list[str]) -> None:
    """Slack's references and escapes are taken back."""
    assert commands.words_of(text) == words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("owed", "Nobody is waiting for an answer."),
        ("mine", "You have nothing claimed"),
        ("search zebra", "No mention holds “zebra”"),
        ("search", "Write what to look for"),
        ("health", "Nobody is listening yet"),
        ("watch list", "watches nothing yet"),
        ("watch", "watches nothing yet"),
        ("watch pause", "There are no watches yet"),
        ("watch lst", "Did you mean `watch list`?"),
        ("digest", "Nobody is listening yet"),
    ],
)
def test_an_empty_state_says_what_to_do(work: Work, text: str, says: str) -> None:
    """Never an empty list."""
    assert says in told(work, text).text_seen()


def test_owed_lists_who_spoke_to_us_oldest_first_then_what_nobody_has(work: Work) -> None:
    """Each with its link, its age and a Claim button; long lists are counted."""
    watch = a_watch(work.store)
    now = datetime.now(UTC)
    for n in range(12):
        hear(work.store, watch, a_post(f"review {n} of acme", posted_at=now - timedelta(hours=n)), urgency=10)
    hear(work.store, watch, a_post("talk about acme", kind=Kind.POST, rating=None), urgency=90)
    work.slack.wait_until(lambda: bool(mentions.unclaimed(work.store, TEAM)), timeout=10)

    answer = told(work, "owed")

    seen = answer.text_seen()
    assert seen.index("review 11") < seen.index("review 10") < seen.index("review 2")
    assert "review 1 " not in seen
    assert "and 2 more" in seen
    assert seen.index("review 11") < seen.index("talk about acme")
    work.slack.person("noor").click(answer, "Claim")
    work.slack.wait_until(lambda: bool(mentions.mine(work.store, TEAM, work.slack.person("noor").id)))
    assert "review 11" in told(work, "mine").text_seen()


def test_complaint_20_mine_lists_what_i_claimed_most_overdue_first(work: Work) -> None:
    """What waits longest past its promise is on top; other people's are not there."""
    slow, quick = a_watch(work.store, "Slow", within=timedelta(days=1)), a_watch(work.store, "Quick")
    patient, urgent, theirs, old = (
        hear(work.store, watch, a_post(words))[0]
        for watch, words in ((slow, "patient"), (quick, "urgent"), (quick, "theirs"), (quick, "old"))
    )
    noor, jonas, now = work.slack.person("noor"), work.slack.person("jonas"), datetime.now(UTC)
    claimed: list[tuple[Mention, Person, timedelta]] = [
        (patient, noor, timedelta(hours=3)),
        (urgent, noor, timedelta(hours=2)),
        (theirs, jonas, timedelta(hours=9)),
        (old, noor, timedelta(minutes=5)),
    ]
    for mention, who, age in claimed:
        claims.take(work.store, TEAM, mention.id, by=who.id, now=now - age)

    seen = told(work, "mine").text_seen()

    assert seen.index("urgent") < seen.index("old") < seen.index("patient")
    assert "theirs" not in seen
    assert "late by 1 h" in seen
    assert "You have 3 mentions, most overdue first" in seen


def test_search_finds_words_wherever_they_stand(work: Work) -> None:
    """Newest first, with who said it and where, how each stands and its card."""
    watch = a_watch(work.store)
    hear(work.store, watch, a_post("refund please"), a_post("no money back"), urgency=10)

    answer = told(work, "search REFUND lena")

    assert "refund please" in answer.text_seen()
    assert "no money back" not in answer.text_seen()
    assert re.search(r"shop\.example · Lena Example.* · nobody has it", answer.text_seen())


def test_a_found_mention_can_be_shown_as_a_card(work: Work) -> None:
    """What stayed below the alert still gets its card when somebody wants it."""
    (mention,) = hear(work.store, a_watch(work.store), a_post("quiet remark"), urgency=10)
    claims.take(work.store, TEAM, mention.id, by="U0SOMEBODY", now=datetime.now(UTC))

    work.slack.person("noor").click(told(work, "search quiet"), "show_card")

    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10, what="the card")
    assert "quiet remark" in work.card()


def test_what_is_claimed_in_a_list_gets_its_card_and_says_so(work: Work) -> None:
    """Whoever claims sees that it worked, and where to go on."""
    hear(work.store, a_watch(work.store), a_post("quiet remark"), urgency=10)
    noor = work.slack.person("noor")

    noor.click(told(work, "search quiet"), "claim")

    work.slack.wait_until(lambda: len(noor.ephemerals()) > 1, timeout=10, what="the word that it is theirs")
    assert noor.ephemerals()[-1].text_seen() == "It is yours now. Its card comes in #mentions."
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10, what="the card")
    assert "@Noor Haddad has this since" in work.card()


def test_health_says_who_is_blind_since_when_and_why(work: Work) -> None:
    """Complaint 29: a source dies and nobody notices for weeks."""
    watch_with_ear(work)
    well = told(work, "health").text_seen()
    blinded(work)
    ill = told(work, "health").text_seen()

    assert "Everything is heard" in well
    assert "last heard just now; next try" in well
    assert "Everything was told to Slack" in well
    assert "Not everything is heard" in ill
    assert "the site answers 503" in ill
    assert "blind since" in ill
    assert "next try in" in ill


def test_health_says_what_asking_has_cost(work: Work) -> None:
    """Beside its cap, and when it begins anew; what is over is not told."""
    watch_with_ear(work)
    now = datetime.now(UTC)
    for unit, until, most in ((DOLLARS, timedelta(hours=3), 3_000_000), ("searches", timedelta(hours=-1), 100)):
        draw = Draw(unit=unit, period="2026-11-22", until=now + until, most=most, amount=95)
        assert spending.reserve(work.store, "x", [draw]) is None

    told_of = told(work, "health").text_seen()

    assert "*x*: $0.01 of $3.00 used up, until" in told_of
    assert "searches" not in told_of


def test_health_says_that_the_listening_side_is_down(work: Work) -> None:
    """Nobody fails where nobody asks; it is said all the same."""
    watch_with_ear(work)
    past = datetime.now(UTC) - timedelta(hours=1)
    for ear in cursors.every(work.store, TEAM):
        cursors.heard(work.store, ear, Cursor(), now=past, next_due=past)

    assert "is the listening side (`python -m listeners`) running?" in told(work, "health").text_seen()


@pytest.mark.parametrize("text", ["digest", "digest today Acme", "digest week acme"])
def test_a_digest_tells_the_period_to_the_one_who_asked(work: Work, text: str) -> None:
    """With Slack's chart, the most urgent and who waits; the channel hears nothing."""
    watch = watch_with_ear(work)
    hear(work.store, watch, a_post("the kettle leaks"), urgency=20)

    answer = told(work, text)

    seen = answer.text_seen()
    assert "1 mention · " in seen
    assert "the kettle leaks" in seen
    assert "1 person waits for an answer" in seen
    assert "Heard everything from hackernews." in seen
    assert any(block["type"] == "data_visualization" for block in answer.blocks)
    assert work.slack.messages(CHANNEL) == []


def test_complaint_29_a_digest_says_which_source_is_dead(work: Work) -> None:
    """It never looks like a quiet day."""
    watch_with_ear(work)
    blinded(work)

    seen = told(work, "digest").text_seen()

    assert "Heard nothing from hackernews since" in seen
    assert "(the site answers 503): this digest may miss posts." in seen
    assert "No mentions" not in seen


def test_a_digest_is_shared_in_the_channel_once(work: Work) -> None:
    """However often it is pressed."""
    watch = watch_with_ear(work)
    hear(work.store, watch, a_post("the kettle leaks"), urgency=20)
    noor, answer = work.slack.person("noor"), told(work, "digest yesterday")
    for _ in range(2):
        noor.click(answer, "Share in channel")
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)
    work.bot.stop()

    (shared,) = work.slack.messages(CHANNEL)
    assert "Acme" in shared.text_seen() or "All watches" in shared.text_seen()
    assert "Share in channel" not in shared.text_seen()


def test_where_slack_refuses_the_chart_the_digest_comes_without_it(work: Work) -> None:
    """Letters draw it; nothing else is missing."""
    watch = watch_with_ear(work)
    hear(work.store, watch, a_post("the kettle leaks"), urgency=20)
    work.slack.fail("chat.postEphemeral", Fault(error="invalid_blocks"))

    seen = told(work, "digest").text_seen()

    assert "█" in seen
    assert "the kettle leaks" in seen


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("digest Nope", "There is no watch 'Nope'; there is Acme"),
        ("digest yestreday", "Did you mean `digest yesterday`?"),
    ],
)
def test_an_unknown_watch_or_period_is_told_with_those_there_are(work: Work, text: str, says: str) -> None:
    """One line, nothing guessed."""
    watch_with_ear(work)

    assert says in told(work, text).text_seen()


def test_watches_are_listed_with_health_and_buttons(work: Work) -> None:
    """What, why, where, how well it hears."""
    watch_with_ear(work)

    answer = told(work, "watch list")

    seen = answer.text_seen()
    for part in ("*Acme* – serve people", "“acme”", "#mentions from urgency 60", "last heard just now", "Add a watch"):
        assert part in seen


def test_a_watch_is_paused_and_resumed_by_word_and_by_button(work: Work) -> None:
    """The only watch needs no name."""
    watch = watch_with_ear(work)
    assert "rests" in told(work, "watch pause").text_seen()
    paused = watches.get(work.store, TEAM, watch.id)
    answer = told(work, "watch list")
    assert "paused" in answer.text_seen()
    work.slack.person("noor").click(answer, "Resume")
    work.slack.wait_until(lambda: "listens again" in work.slack.person("noor").ephemerals()[-1].text_seen())

    resumed = watches.get(work.store, TEAM, watch.id)
    assert paused is not None
    assert paused.paused
    assert resumed is not None
    assert not resumed.paused


def test_an_unknown_watch_is_told_with_the_near_one(work: Work) -> None:
    """A slip of the finger changes nothing."""
    watch_with_ear(work)

    assert "Did you mean “Acme”?" in told(work, "watch remove Acne").text_seen()


def test_removing_asks_first_and_says_what_goes(work: Work) -> None:
    """Nothing goes before the button is pressed; posts stay."""
    watch = watch_with_ear(work)
    (mention,) = hear(work.store, watch, a_post(), urgency=10)
    replies.save(work.store, TEAM, mention.id, "We are sorry", base=0, by="U1", now=datetime.now(UTC))

    answer = told(work, "watch remove Acme")

    assert "Its 1 mention go, with their claims, drafts and history; the posts themselves stay" in answer.text_seen()
    assert watches.get(work.store, TEAM, watch.id) is not None
    (button,) = next(block for block in answer.blocks if block["type"] == "actions")["elements"]
    assert button["confirm"]["confirm"]["text"] == "Remove"
    work.slack.person("noor").click(answer, "Remove")
    work.slack.wait_until(lambda: watches.get(work.store, TEAM, watch.id) is None)


def test_answers_survive_where_the_bot_is_no_member(work: Work) -> None:
    """Slack refuses to whisper there; the command's own way back is taken."""
    work.slack.fail("chat.postEphemeral", Fault(error="not_in_channel"), times=5)

    assert "Nobody is waiting" in told(work, "owed", channel="#general").text_seen()

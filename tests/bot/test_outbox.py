"""The drain against a Slack on bad days: every message exactly once, nothing lost, no lane blocks another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.outbox import Voice
from bot.playground import Fault, Playground, RateLimit
from storage import cursors, mentions, outbox, watches
from storage.database import Store
from storage.records import CardPlace, Cursor, Listen, State
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear


def texts(slack: Playground, channel: str = CHANNEL) -> list[str]:
    """Return what the messages of a channel say."""
    return [said.text_seen() for said in slack.messages(channel)]


def wish(work: Work, kind: str, payload: Mapping[str, object]) -> None:
    """Put a row into the outbox, as the listeners do."""
    row = outbox.Wish(key=f"{kind}:1", kind=kind, lane=CHANNEL, payload=payload)
    outbox.put(work.store, TEAM, row, now=work.desk.clock())


def settled(work: Work, *, timeout: float = 20) -> None:
    """Wait until nothing waits any more."""
    work.slack.wait_until(
        lambda: outbox.backlog(work.store, TEAM, now=work.desk.clock()).waiting == 0, timeout, "an empty outbox"
    )


@pytest.mark.parametrize(
    "fault",
    [
        Fault(accept=True, drop=True),
        Fault(status=503),
        Fault(error="internal_error"),
        Fault(error="ratelimited", retry_after=1),
        Fault(error="ratelimited"),
        Fault(drop=True),
    ],
    ids=["dropped after accepting", "503", "internal error", "429", "ratelimited in a 200", "dropped before"],
)
def test_a_bad_moment_of_slack_costs_neither_a_message_nor_a_second_one(work: Work, fault: Fault) -> None:
    """Exactly one card, whatever became of the first answer."""
    work.slack.fail("chat.postMessage", fault)
    hear(work.store, a_watch(work.store), a_post())
    settled(work)

    assert len(work.slack.messages(CHANNEL)) == 1
    assert work.mention().state is State.ALERTED


def test_slack_is_not_asked_again_before_it_wants_to_be(work: Work) -> None:
    """Retry-After is honoured, for the whole channel."""
    work.slack.fail("chat.postMessage", Fault(retry_after=2))
    watch = a_watch(work.store)
    hear(work.store, watch, a_post(), a_post(text="Acme is slow today"))
    work.slack.wait_for("chat.postMessage", 2, timeout=15)
    calls = work.slack.calls("chat.postMessage")

    assert calls[0].status == 429
    assert calls[1].at - calls[0].at >= 2


def test_complaint_05_no_channel_gets_more_than_one_message_a_second(work: Work) -> None:
    """Slack silently hides what comes faster; three channels may speak at the same time."""
    work.slack.grant("chat:write.public")
    for channel in (CHANNEL, "#reviews", "#general"):
        watch = a_watch(work.store, channel, channel=channel)
        hear(work.store, watch, *(a_post(text=f"Acme {channel} {number}") for number in range(3)))
    settled(work)
    posted = work.slack.calls("chat.postMessage")

    assert len(posted) == 9
    for channel in {str(call["channel"]) for call in posted}:
        moments = [call.at for call in posted if call["channel"] == channel]
        assert all(later - earlier >= 1 for earlier, later in pairwise(moments))
    assert max(call.at for call in posted) - min(call.at for call in posted) < 6


def test_a_strict_pace_of_slack_is_never_met(hire: Callable[[Store], Work], memory: Store, slack: Playground) -> None:
    """At Slack's own pace, four messages go through without one refusal."""
    slack.pace.limit = RateLimit(per_second=1, burst=1)
    work = hire(memory)
    hear(work.store, a_watch(work.store), *(a_post(text=f"Acme number {number}") for number in range(4)))
    settled(work)

    assert [call.status for call in slack.calls("chat.postMessage")] == [200] * 4


def test_complaints_06_and_07_a_change_edits_the_card_and_leaves_its_thread_empty(work: Work) -> None:
    """However often the state changes, there is one message (also complaint 7: the thread stays empty)."""
    card = work.alert()
    noor = work.slack.person("noor")
    noor.click(card, "claim")
    noor.click(work.reads("has this since"), "dismiss", f"{work.mention().id}:spam")
    noor.click(work.reads("Dismissed"), "undo")
    shown = work.reads("has this since")

    assert [said.ts for said in work.slack.thread(CHANNEL, card.ts)] == [card.ts]
    assert len(shown.versions) == 3
    assert len(work.slack.calls("chat.postMessage")) == 1
    assert all(call.get("text") and call.get("blocks") for call in work.slack.calls("chat.update"))


def test_a_card_somebody_deleted_is_posted_once_again_when_it_changes(work: Work) -> None:
    """And from then on the new one is edited."""
    card = work.alert()
    work.desk.slack.chat_delete(channel=card.channel, ts=card.ts)
    outbox.refresh(work.store, work.mention().id, now=work.desk.clock())
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 1, timeout=10)
    again = work.slack.messages(CHANNEL)[0]
    settled(work)
    work.slack.person("noor").click(again, "claim")
    work.reads("has this since")

    assert again.ts != card.ts
    assert len(work.slack.messages(CHANNEL)) == 1
    assert work.mention().cards == (CardPlace(channel=card.channel, ts=again.ts),)


def test_an_archived_channel_is_told_elsewhere_once_and_the_others_go_on(work: Work) -> None:
    """Nothing is lost: the row waits; a working channel says what to do."""
    closed, open_one = a_watch(work.store, "Closed", channel="#reviews"), a_watch(work.store, "Open")
    work.slack.archive("#reviews")
    hear(work.store, closed, a_post(text="Acme one"), a_post(text="Acme two"))
    hear(work.store, open_one, a_post(text="Acme three"))
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, timeout=10)
    said = " ".join(texts(work.slack))
    work.slack.wait_until(lambda: outbox.backlog(work.store, TEAM, now=work.desk.clock()).waiting == 2)

    assert "Acme three" in said
    assert "cannot post in #reviews (is archived)" in said
    assert "/earshot watch edit" in said
    assert outbox.backlog(work.store, TEAM, now=work.desk.clock()).failed == 0


def test_a_channel_the_bot_is_not_in_says_how_to_invite_it(work: Work) -> None:
    """`/invite` is the whole cure."""
    shut, open_one = a_watch(work.store, "Shut", channel="#general"), a_watch(work.store, "Open")
    hear(work.store, open_one, a_post())
    hear(work.store, shut, a_post(text="Acme in general"))
    work.slack.wait_until(lambda: any("/invite" in said for said in texts(work.slack)), timeout=10)

    assert work.slack.messages("#general") == []


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "missing_scope"])
def test_while_slack_locks_us_out_nothing_is_hammered_and_it_resumes(work: Work, error: str) -> None:
    """One call in half a minute, `/readyz` says why, and a mended token is enough."""
    work.slack.fail("chat.postMessage", Fault(error=error), times=1)
    hear(work.store, a_watch(work.store), a_post(), a_post(text="Acme again"))
    work.slack.wait_for("chat.postMessage", 1, timeout=10, where=lambda call: not call.ok)
    work.slack.wait_until(lambda: bool(work.bot.faults()), timeout=5)
    faults = work.bot.faults()
    before = len(work.slack.calls("chat.postMessage"))
    voice = work.bot.voice
    assert isinstance(voice, Voice)
    voice._probe_at = 0.0  # noqa: SLF001  half a minute later
    settled(work)

    assert error in faults[0]
    assert before == 1
    assert len(work.slack.messages(CHANNEL)) == 2
    assert work.bot.faults() == ()


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
def test_blocks_slack_does_not_take_become_plain_words(work: Work, error: str) -> None:
    """A poisoned card neither blocks the rest nor gets lost."""
    work.slack.fail("chat.postMessage", Fault(error=error), where=lambda said: "Acme poison" in str(said.get("blocks")))
    hear(work.store, a_watch(work.store), a_post(text="Acme poison"), urgency=90)
    hear(work.store, a_watch(work.store), a_post(text="Acme plain"))
    settled(work)
    poisoned = next(said for said in work.slack.messages(CHANNEL) if "Acme poison" in said.text)

    assert poisoned.blocks == ()
    assert len(work.slack.messages(CHANNEL)) == 2


def test_a_flood_keeps_the_most_urgent_and_folds_the_rest_into_one_card(work: Work) -> None:
    """Nothing is dropped: the list shows every one, and each gets its card when asked for."""
    watch = a_watch(work.store)
    hear(work.store, watch, *(a_post(text=f"Acme flood number {number}") for number in range(70)), urgency=65)
    hear(work.store, watch, a_post(text="Acme is on fire"), urgency=95)
    work.slack.wait_until(lambda: any("more mentions" in said for said in texts(work.slack)), timeout=15)
    burst = next(said for said in work.slack.messages(CHANNEL) if "more mentions" in said.text)
    counted = int(burst.text.split("*")[1].split()[0])
    work.slack.wait_until(lambda: any("on fire" in said for said in texts(work.slack)), timeout=15)
    noor = work.slack.person("noor")
    noor.click(burst, "Show the list")
    work.slack.wait_until(lambda: noor.view is not None and f"1 to 30 of {counted}" in noor.view.text_seen())
    assert noor.view is not None
    listed = noor.view
    wanted = int(next(block for block in listed.blocks if "accessory" in block)["accessory"]["value"])
    noor.click(listed, "show_card")
    work.slack.wait_until(lambda: bool(mentions.some(work.store, TEAM, [wanted])[0].cards), timeout=10)
    noor.click(listed, "Next")
    work.slack.wait_until(lambda: "31 to" in str(work.slack.world.view(listed.id)), timeout=5)
    alerted = [found for found in mentions.walk(work.store, TEAM) if found.state is State.ALERTED]

    assert 45 <= counted <= 51
    assert len(alerted) >= counted


def test_complaint_16_the_first_card_of_a_watch_tells_what_was_already_out_there(work: Work) -> None:
    """Complaint 16: neither a flood nor silence on the first start."""
    watch = a_watch(work.store)
    hear(work.store, watch, *(a_post(text=f"Acme before {number}") for number in range(8)), is_backlog=True)
    wish(work, "opening", {"watch_id": watch.id})
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 1, timeout=10)
    opening = work.slack.messages(CHANNEL)[0]
    noor = work.slack.person("noor")
    noor.click(opening, "Show card")
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, timeout=10)

    assert "8 mentions were already out there" in opening.text_seen()
    assert opening.text_seen().count("Show card") == 5
    assert "Claim" in texts(work.slack)[1]
    assert watches.get(work.store, TEAM, watch.id) is not None


def test_complaint_29_a_deaf_listener_is_told_and_its_return_too(work: Work) -> None:
    """Complaint 29: a source dies and somebody notices."""
    listens = (Listen(source="feed", settings={"url": "https://shop.example/feed"}),)
    watch = watches.save(work.store, TEAM, replace(a_watch(work.store), listens=listens), now=work.desk.clock()).watch
    listener = next(found for found in cursors.every(work.store, TEAM) if found.watch_id == watch.id)
    now = work.desk.clock()
    cursors.failed(work.store, listener, "the feed says <!channel> 410", now=now, next_due=now)
    payload = {"listener_id": listener.id, "error": "the feed says <!channel> 410", "since": now.isoformat()}
    wish(work, "blind", payload)
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 1, timeout=10)
    blind = work.slack.messages(CHANNEL)[0]
    cursors.heard(work.store, listener, Cursor(), now=now, next_due=now)
    wish(work, "sighted", payload)
    work.slack.wait_until(lambda: len(work.slack.messages(CHANNEL)) == 2, timeout=10)

    assert "hears nothing from feed" in blind.text_seen()
    assert blind.pings() == frozenset()
    assert "hears feed again" in texts(work.slack)[1]


def test_complaint_18_a_claim_without_an_answer_is_asked_about_once_in_its_thread(
    hire: Callable[[Store], Work], memory: Store
) -> None:
    """The owner is reminded when the promised time is over; the channel stays quiet."""
    work = hire(memory)
    a_watch(work.store, within=timedelta(seconds=2))
    card = work.alert()
    noor = work.slack.person("noor")
    noor.click(card, "claim")
    work.slack.wait_until(lambda: len(work.slack.thread(CHANNEL, card.ts)) == 2, timeout=25)
    reminder = work.slack.thread(CHANNEL, card.ts)[1]

    assert reminder.pings() == {noor.id}
    assert "promises an answer" in reminder.text_seen()
    assert len(work.slack.messages(CHANNEL)) == 1
    assert "an answer was promised" in work.reads("an answer was promised").text_seen()


def test_a_lost_answer_makes_no_second_card_on_either_database(hire: Callable[[Store], Work], store: Store) -> None:
    """The lease, the look into the channel and the note of the place are the same on both."""
    work = hire(store)
    work.slack.fail("chat.postMessage", Fault(accept=True, drop=True), times=2)
    hear(store, a_watch(store), a_post(), a_post(text="Acme is late"))
    settled(work)
    noor = work.slack.person("noor")
    noor.click(work.slack.messages(CHANNEL)[-1], "claim")
    work.reads("has this since")

    assert len(work.slack.messages(CHANNEL)) == 2


def test_of_two_bots_on_postgresql_one_speaks_and_the_other_takes_over(
    hire: Callable[[Store], Work], postgres_url: str, slack: Playground
) -> None:
    """Both answer presses; only the leader drains; nothing is said twice when it goes."""
    with Store(postgres_url) as one, Store(postgres_url) as two:
        first, second = hire(one), hire(two)
        assert first.bot.schedule is not None
        assert second.bot.schedule is not None
        leads = (first.bot.schedule.leads, second.bot.schedule.leads)
        first.alert()
        first.bot.stop()
        card = second.alert(a_post(text="Acme after the change"))
        delivery = slack.person("noor").click(card, "claim")
        second.reads("has this since")
        second.bot.stop()

    assert leads == (True, False)
    assert delivery.acked
    assert len(slack.messages(CHANNEL)) == 2

"""The edge: acknowledged at once, acted on once, answered in words when something goes wrong."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

from bot.playground import Delivery, Fault, Message, Playground
from storage import history, replies
from storage.database import Store
from storage.records import State
from tests.bot.made import CHANNEL, TEAM, Work

HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


def holding(path: Path | None, seconds: float) -> subprocess.Popen[str]:
    """Let another process hold the database; returns once it does."""
    program = [sys.executable, "-c", HOLD, str(path), str(seconds)]
    holder = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def what_happened(work: Work) -> list[str]:
    """Return the history of the last mention."""
    return [change.what for change in history.of(work.store, work.mention().id)]


def test_a_click_is_acknowledged_within_half_a_second_while_the_database_is_held(work: Work, card: Message) -> None:
    """Another process holds it for three seconds; people see no warning, and their presses still count."""
    people = [work.slack.person(name) for name in ("noor", "jonas", "priya", "marta")]
    presses: list[Callable[[], Delivery]] = [
        lambda who=who, what=what: who.click(card, what, stale=True)  # type: ignore[misc]
        for _ in range(9)
        for who in people
        for what in ("claim", "why", "open_post")
    ]
    with holding(work.store.path, 3) as holder, ThreadPoolExecutor(8) as pool:
        acked = sorted(press.result().acked_after or 99.0 for press in [pool.submit(each) for each in presses])
        still_held = holder.poll() is None
    work.reads("has this since")

    assert still_held
    assert acked[int(len(acked) * 0.99)] < 0.5
    assert what_happened(work).count("claimed") == 1


def test_a_form_is_acknowledged_in_time_too_and_its_outcome_follows(work: Work, card: Message) -> None:
    """It waits in its window, and the draft is kept."""
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "kettle leaks" in noor.view.text_seen())
    with holding(work.store.path, 1.5):
        sent = noor.submit(answers={"Your answer": "Sorry!"})
        waiting = noor.view.text_seen() if noor.view else ""
    work.slack.wait_until(lambda: noor.view is not None and "Done" in noor.view.text_seen())
    reply = replies.get(work.store, TEAM, work.mention().id)

    assert sent.delivery is not None
    assert (sent.delivery.acked_after or 99) < 0.5
    assert "One moment" in waiting
    assert reply is not None
    assert reply.text == "Sorry!"


def test_when_the_memory_fails_the_person_is_told_what_to_do(work: Work, card: Message) -> None:
    """Nothing happened; the trouble is logged whole, and the person gets words."""
    noor = work.slack.person("noor")
    with sqlite3.connect(str(work.store.path)) as spoilt:
        spoilt.execute("ALTER TABLE history RENAME TO lost")
    spoilt.close()
    noor.click(card, "claim")
    noor.click(card, "why")
    work.slack.wait_until(lambda: bool(noor.ephemerals()))
    work.slack.wait_until(lambda: noor.view is not None and "try again" in noor.view.text_seen())

    assert "please try again" in noor.ephemerals()[0].text_seen()
    assert work.mention().state is State.ALERTED


def test_complaint_27_a_click_brought_twice_acts_once(work: Work, card: Message) -> None:
    """Socket Mode brings duplicates; the second is acknowledged and forgotten."""
    noor = work.slack.person("noor")
    work.slack.habits.copies = 3
    delivery = noor.click(card, "claim")
    claimed = work.reads("has this since")
    work.slack.replay(delivery)
    noor.click(claimed, "why")
    work.slack.wait_until(lambda: noor.view is not None and "= 70" in noor.view.text_seen())
    sleep(0.3)

    assert delivery.attempts >= 3
    assert len(work.slack.calls("views.open")) == 1
    assert what_happened(work).count("claimed") == 1
    assert noor.ephemerals() == []
    assert claimed.ts == card.ts


def test_a_click_brought_again_after_a_restart_acts_once(
    hire: Callable[[Store], Work], memory: Store, slack: Playground
) -> None:
    """What was acted on is remembered in the memory, not only in the process."""
    first = hire(memory)
    card = first.alert()
    noor = slack.person("noor")
    delivery = noor.click(card, "claim")
    first.reads("has this since")
    noor.click(slack.messages(CHANNEL)[0], "release")
    slack.wait_until(lambda: first.mention().owner == "")
    first.bot.stop()
    second = hire(memory)
    slack.replay(delivery)
    sleep(0.5)

    assert second.mention().owner == ""


def test_a_form_brought_twice_saves_once(work: Work, card: Message) -> None:
    """Or the second copy would look like a colleague's text."""
    noor = work.slack.person("noor")
    noor.click(card, "draft")
    work.slack.wait_until(lambda: noor.view is not None and "kettle leaks" in noor.view.text_seen())
    work.slack.habits.copies = 3
    noor.submit(answers={"Your answer": "Sorry!"})
    work.reads("Draft by")
    reply = replies.get(work.store, TEAM, work.mention().id)

    assert reply is not None
    assert reply.version == 1
    assert what_happened(work).count("drafted") == 1


def test_a_second_press_by_the_owner_is_answered_kindly(work: Work, card: Message) -> None:
    """A double click is no fault."""
    noor = work.slack.person("noor")
    for _ in range(2):
        noor.click(card, "claim", stale=True)
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert "You have this already" in noor.ephemerals()[0].text_seen()
    assert what_happened(work).count("claimed") == 1


def test_a_whisper_slack_does_not_take_finds_another_way(work: Work, card: Message) -> None:
    """The response URL, where an ephemeral message is refused."""
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    work.slack.fail("chat.postEphemeral", Fault(error="unknown_method"))
    noor.click(card, "claim")
    work.reads("has this since")
    jonas.click(card, "claim", stale=True)
    work.slack.wait_until(lambda: bool(jonas.ephemerals()))

    assert "has this since" in jonas.ephemerals()[0].text_seen()
    assert len(work.slack.calls("response_url")) == 1


def test_a_window_slack_does_not_open_is_told(work: Work, card: Message) -> None:
    """An expired trigger, a hiccup: the person knows to press again."""
    noor = work.slack.person("noor")
    work.slack.fail("views.open", Fault(error="expired_trigger_id"))
    noor.click(card, "why")
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert "press again" in noor.ephemerals()[0].text_seen()


def test_a_press_from_another_workspace_is_refused(work: Work, card: Message) -> None:
    """Slack Connect lets strangers see a channel; they cannot act in ours."""
    noor = work.slack.person("noor")
    delivery = noor.click(card, "why")
    work.slack.wait_until(lambda: noor.view is not None)
    stranger = Delivery(id="stranger", kind=delivery.kind, payload={**delivery.payload})
    stranger.payload["user"] = {**delivery.payload["user"], "team_id": "T99OTHER000"}
    stranger.payload["actions"] = [{**delivery.payload["actions"][0], "action_id": "claim", "action_ts": "1.1"}]
    work.slack.courier.again(stranger)
    work.slack.wait_until(lambda: bool(noor.ephemerals()))

    assert "Only people of the workspace" in noor.ephemerals()[0].text_seen()
    assert work.mention().owner == ""


def test_complaint_22_what_people_say_to_each_other_is_never_taken_for_an_answer(work: Work, card: Message) -> None:
    """Talk in the card's thread goes nowhere: no draft, no post, no call to Slack."""
    noor = work.slack.person("noor")
    noor.click(card, "claim")
    work.reads("has this since")
    sleep(0.5)
    before = len(work.slack.calls())
    noor.say(CHANNEL, "That customer again! Do not answer.", thread_ts=card.ts)
    noor.say(CHANNEL, f"<@{work.slack.world.bot.id}> what do you think?", thread_ts=card.ts)
    sleep(0.8)

    assert len(work.slack.calls()) == before
    assert replies.get(work.store, TEAM, work.mention().id) is None
    assert all(delivery.acked for delivery in work.slack.deliveries("events_api"))


def test_a_socket_that_slack_refreshes_is_opened_again(work: Work, card: Message) -> None:
    """Complaint 25: no public address is needed, and the line mends itself."""
    before = len(work.slack.calls("apps.connections.open"))
    work.slack.sockets.disconnect("refresh_requested")
    work.slack.wait_for("apps.connections.open", before + 1, timeout=15)
    work.slack.wait_connected()
    delivery = work.slack.person("noor").click(card, "claim")
    work.reads("has this since")

    assert delivery.acked


def test_complaint_21_of_people_who_press_claim_at_the_same_moment_one_gets_it(work: Work, card: Message) -> None:
    """The others are told who has it; the card shows the owner the memory knows."""
    people = [work.slack.person(name) for name in ("noor", "jonas", "priya", "marta")]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda person: person.click(card, "claim", stale=True), people))
    shown = work.reads("has this since").text_seen()
    work.slack.wait_until(lambda: sum(bool(person.ephemerals()) for person in people) == 3)
    (owner,) = [person for person in people if not person.ephemerals()]

    assert work.mention().owner == owner.id
    assert f"@{owner.user.real_name} has this since" in shown
    for person in people:
        assert all(f"@{owner.user.real_name} has this" in told.text_seen() for told in person.ephemerals())

"""The Home tab, as people see it in a strict Slack."""

from datetime import UTC, datetime, timedelta

from bot.blocks import home
from bot.playground import View, checks
from storage import claims, mentions, watches
from tests.bot.made import CHANNEL, TEAM, Work, a_post, a_watch, hear


def opened(work: Work, words: str, who: str = "noor") -> View:
    """Open the tab and wait until it says something."""
    person = work.slack.person(who)
    person.open_home()
    return renewed(work, words, who)


def renewed(work: Work, words: str, who: str = "noor") -> View:
    """Wait until the tab says something."""
    person = work.slack.person(who)
    work.slack.wait_until(
        lambda: person.home is not None and words in person.home.text_seen(), timeout=10, what=f"{words!r} at home"
    )
    assert person.home is not None
    return person.home


def test_an_empty_home_says_how_to_begin(work: Work) -> None:
    """Nothing claimed, nobody waiting, and the button that adds the first watch."""
    seen = opened(work, "watches nothing yet").text_seen()

    assert "You have nothing claimed." in seen
    assert "Nobody is waiting for an answer." in seen
    assert "Add a watch" in seen


def test_home_shows_mine_who_waits_and_the_watches(work: Work) -> None:
    """Mine with what is left of the promised time, the waiting oldest first, each watch with its health."""
    watch, noor, now = a_watch(work.store), work.slack.person("noor"), datetime.now(UTC)
    (held,) = hear(work.store, watch, a_post("mine of acme"), urgency=10)
    for n in range(10):
        hear(work.store, watch, a_post(f"waits {n}", posted_at=now - timedelta(hours=n)), urgency=10)
    claims.take(work.store, TEAM, held.id, by=noor.id, now=now - timedelta(hours=4))

    seen = opened(work, "waits 9").text_seen()

    assert "Mine: 1" in seen
    assert "late by 3 h" in seen
    assert seen.index("waits 9") < seen.index("waits 8")
    assert "and 3 more" in seen
    assert "⚠️ It listens nowhere yet" in seen


def test_home_claims_the_next_and_is_renewed(work: Work) -> None:
    """The same action as on a card; no channel is needed."""
    (mention,) = hear(work.store, a_watch(work.store), a_post("waits for us"), urgency=10)
    noor = work.slack.person("noor")

    noor.click(opened(work, "waits for us"), "Claim the next")
    view = renewed(work, "Mine: 1")
    noor.click(view, "Release")
    renewed(work, "You have nothing claimed")

    assert mentions.mine(work.store, TEAM, noor.id) == ()
    assert work.again(mention).owner == ""


def test_home_gives_the_next_one_where_somebody_was_quicker(work: Work) -> None:
    """Two people who press at once have two; where none is left, a direct message says so."""
    watch = a_watch(work.store)
    (mention,) = hear(work.store, watch, a_post("waits for us"), urgency=10)
    (younger,) = hear(work.store, watch, a_post("waits, too", posted_at=datetime.now(UTC)), urgency=10)
    noor, jonas = work.slack.person("noor"), work.slack.person("jonas")
    view = opened(work, "waits for us")
    claims.take(work.store, TEAM, mention.id, by=jonas.id, now=datetime.now(UTC))
    noor.click(view, "Claim the next", stale=True)
    renewed(work, "Mine: 1")
    noor.click(view, "Claim the next", stale=True)

    said = work.slack.wait_for("chat.postMessage", where=lambda call: call["channel"] == noor.id)

    assert "Nobody waits whom no colleague has" in str(said[0]["text"])
    assert (work.again(mention).owner, work.again(younger).owner) == (jonas.id, noor.id)
    assert "Claim the next" not in renewed(work, "Jonas").text_seen()


def test_home_opens_the_draft_and_the_form_of_a_watch(work: Work) -> None:
    """Windows open from Home as from a card."""
    watch, noor = a_watch(work.store), work.slack.person("noor")
    (held,) = hear(work.store, watch, a_post("mine of acme"), urgency=10)
    claims.take(work.store, TEAM, held.id, by=noor.id, now=datetime.now(UTC))
    view = opened(work, "Mine: 1")

    for button, words in (("Draft reply", "Your answer"), ("Add a watch", "Where to listen"), ("Edit", "Edit watch")):
        noor.click(view, button)
        work.slack.wait_until(
            lambda words=words: noor.view is not None and words in noor.view.text_seen(),  # type: ignore[misc]
            timeout=10,
        )
        noor.close()


def test_a_card_is_shown_from_home(work: Work) -> None:
    """What stayed below the alert comes to its channel."""
    watch, noor = a_watch(work.store), work.slack.person("noor")
    (held,) = hear(work.store, watch, a_post("mine of acme"), urgency=10)
    claims.take(work.store, TEAM, held.id, by=noor.id, now=datetime.now(UTC))

    noor.click(opened(work, "Mine: 1"), "Show card")
    work.slack.wait_until(lambda: bool(work.slack.messages(CHANNEL)), timeout=10)

    assert "mine of acme" in work.card()


def test_a_watch_is_removed_from_home(work: Work) -> None:
    """And is gone from the tab at once."""
    a_watch(work.store)

    work.slack.person("noor").click(opened(work, "Acme"), "Remove")
    renewed(work, "watches nothing yet")

    assert watches.every(work.store, TEAM) == ()


def test_home_fits_slack_however_many_watches_there_are() -> None:
    """What does not fit is counted."""
    entries = [[{"type": "divider"}] * 3 for _ in range(60)]

    view = home.home((), (), entries, {}, datetime.now(UTC), waits=0)

    assert checks.view(view) == []
    assert "more" in str(view["blocks"][-2])

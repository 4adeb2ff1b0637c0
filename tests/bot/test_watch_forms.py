"""Watches made and changed in Slack: the form, the preview of the query, and nothing typed ever lost."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground import Fault, View
from storage import sources, watches
from storage.records import Listen, Objective, SourceFacts, Watch
from tests.bot.made import TEAM, Work, a_post, a_watch, hear

FILLED = {
    "name": "Kettles",
    "objective": "serve",
    "query": "kettle",
    "channel": "C02MENTIONS",
    "listens": "hackernews\nfeed https://shop.example/feed/ every=5m",
    "ours": "@acmehq",
}


def form(work: Work, text: str = "watch add", who: str = "noor") -> View:
    """Type the command and wait for the form."""
    person = work.slack.person(who)
    person.command("/earshot", text, "#mentions")
    return shown(work, "Where to listen", who)


def shown(work: Work, words: str, who: str = "noor") -> View:
    """Wait until a window says something."""
    person = work.slack.person(who)
    work.slack.wait_until(
        lambda: person.view is not None and words in person.view.text_seen(), timeout=30, what=f"{words!r} in a window"
    )
    assert person.view is not None
    return person.view


def entered(view: View, block: str) -> object:
    """Return what stands in an input of the form."""
    (element,) = [one["element"] for one in view.blocks if one.get("block_id") == block]
    return element.get("initial_value") or element.get("initial_option", {}).get("value")


def kettles(work: Work) -> Watch:
    """Return the watch that was saved."""
    found = watches.named(work.store, TEAM, "Kettles")
    assert found is not None
    return found


def test_a_watch_is_added_by_a_form_that_previews_its_query(work: Work) -> None:
    """What it would have heard is shown before anything is saved."""
    known = a_watch(work.store)
    hear(work.store, known, *(a_post(f"The kettle {n} leaks") for n in range(3)), a_post("A toaster"), urgency=10)
    noor = work.slack.person("noor")

    noor.submit(form(work), FILLED)
    preview = shown(work, "stored posts")
    assert watches.named(work.store, TEAM, "Kettles") is None
    noor.submit(preview)
    shown(work, "listens now")

    assert "Would have matched 3 of the last 4 stored posts" in preview.text_seen()
    assert "The kettle 1 leaks" in preview.text_seen()
    watch = kettles(work)
    assert (watch.objective, watch.query, watch.channel) == (Objective.SERVE, "kettle", "C02MENTIONS")
    assert watch.timezone == noor.user.tz
    assert watch.ours == ("@acmehq",)
    assert watch.listens[1] == Listen(
        source="feed", every=timedelta(minutes=5), settings={"url": "https://shop.example/feed/"}
    )


def test_a_query_that_cannot_be_read_is_told_with_its_position_and_nothing_is_lost(work: Work) -> None:
    """Every input still holds what was typed."""
    noor = work.slack.person("noor")

    noor.submit(form(work), FILLED | {"query": "kettle AND (leaks"})
    refused = shown(work, "cannot be read")

    assert watches.every(work.store, TEAM) == ()
    assert entered(refused, "query") == "kettle AND (leaks"
    assert entered(refused, "listens") == FILLED["listens"]
    assert entered(refused, "objective") == "serve"
    assert any(character.isdigit() for character in refused.text_seen().split("cannot be read")[1].splitlines()[0])


def test_a_changed_query_is_tried_again_before_it_is_saved(work: Work) -> None:
    """The preview people saw is that of the query they save."""
    noor = work.slack.person("noor")
    hear(work.store, a_watch(work.store), a_post("A toaster"), urgency=10)
    noor.submit(form(work), FILLED)
    first = shown(work, "matched 0 of")
    noor.submit(first, {"query": "toaster"})
    second = shown(work, "matched 1 of")
    noor.submit(second)
    shown(work, "listens now")

    assert kettles(work).query == "toaster"


@pytest.mark.parametrize(
    ("answers", "block", "says"),
    [
        ({"listens": "hakernews"}, "listens", "Did you mean hackernews?"),
        ({"listens": "feed nowhere"}, "listens", "Line 1"),
        ({"name": "acme"}, "name", "There is a watch “Acme” already"),
        ({"timezone": "Berlin"}, "timezone", "such as Europe/Berlin"),
        ({"answer_within": "60"}, "answer_within", "with its unit"),
    ],
)
def test_a_wrong_input_is_told_where_it_stands(work: Work, answers: dict[str, str], block: str, says: str) -> None:
    """The form stays open with everything in it."""
    a_watch(work.store)
    sources.tell(
        work.store, [SourceFacts(name="hackernews", title="Hacker News"), SourceFacts(name="feed", title="Feed")]
    )
    noor = work.slack.person("noor")

    done = noor.submit(form(work), FILLED | answers)

    assert list(done.errors) == [block]
    assert says in done.errors[block]
    assert noor.view is not None


def test_without_an_objective_slack_keeps_the_form(work: Work) -> None:
    """Have an objective before a tool."""
    noor = work.slack.person("noor")

    done = noor.submit(form(work), {name: said for name, said in FILLED.items() if name != "objective"})

    assert "objective" in done.errors


def test_a_watch_is_edited_and_keeps_what_the_form_does_not_show(work: Work) -> None:
    """Its id, its pause; an unchanged query needs no second look."""
    watch = a_watch(work.store)
    watches.save(work.store, TEAM, _with_ear(watch), now=datetime.now(UTC))
    watches.pause(work.store, TEAM, watch.id, paused=True)
    noor = work.slack.person("noor")

    view = form(work, "watch edit acme")
    noor.submit(view, {"alert_at": "75", "name": "Acme Inc"})
    shown(work, "is saved")

    after = watches.get(work.store, TEAM, watch.id)
    assert after is not None
    assert (after.name, after.alert_at, after.paused, after.query) == ("Acme Inc", 75, True, "acme")
    assert len(watches.every(work.store, TEAM)) == 1


def _with_ear(watch: Watch) -> Watch:
    return Watch(
        id=watch.id,
        name=watch.name,
        objective=watch.objective,
        query=watch.query,
        channel=watch.channel,
        listens=(Listen(source="hackernews"),),
    )


def test_a_private_channel_the_bot_is_not_in_is_told_with_what_to_do(work: Work) -> None:
    """Otherwise nobody would know why nothing comes."""
    work.slack.kick("#mentions")
    work.slack.fail("conversations.join", Fault(error="method_not_supported_for_channel_type"))
    noor = work.slack.person("noor")

    noor.submit(form(work), FILLED)
    noor.submit(shown(work, "stored posts"))

    assert "/invite @Earshot" in shown(work, "listens now").text_seen()


def test_without_a_profile_the_form_starts_in_utc(work: Work) -> None:
    """Leave to read people's profiles is not needed."""
    work.slack.fail("users.info", Fault(error="missing_scope"), times=2)  # the role is looked up, too

    assert entered(form(work), "timezone") == "UTC"


def test_editing_a_watch_that_is_gone_is_told_in_the_window(work: Work) -> None:
    """A window that stands open always says something."""
    a_watch(work.store)
    work.slack.person("noor").command("/earshot", "watch edit Nothing", "#mentions")

    assert "There is Acme" in shown(work, "There is no watch").text_seen()
